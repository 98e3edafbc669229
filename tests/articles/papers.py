"""PDF documents, written by hand as far as the tests need them."""

import io
import zlib
from collections.abc import Sequence

from pypdf import PdfWriter

_TOP = 780  # points above a page's lower edge, where its first line stands
_STEP = 16


def pdf(pages: Sequence[Sequence[str]], title: str | None = None, *, packed: bool = False) -> bytes:
    """Return a PDF of pages of lines; an empty line leaves room. Letters are Western ones."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for place, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * place)
        )
        objects.append(_stream(_drawn(lines), packed=packed))
    if title is not None:
        objects.append(b"<< /Title (%s) >>" % _escaped(title))
    return _written(objects, b"/Info %d 0 R" % len(objects) if title is not None else b"")


def locked(data: bytes, password: str) -> bytes:
    """Return a PDF under a password."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb(mebibytes: int) -> bytes:
    """Return a PDF with a page that unpacks to so many mebibytes of operators."""
    content = b"BT /F1 12 Tf (boats) Tj ET\n" * (mebibytes * 40_000)
    return pdf([["boats"]]).replace(_stream(_drawn(["boats"]), packed=False), _stream(content, packed=True))


def _drawn(lines: Sequence[str]) -> bytes:
    shown = [
        b"1 0 0 1 60 %d Tm (%s) Tj" % (_TOP - _STEP * place, _escaped(line))
        for place, line in enumerate(lines)
        if line
    ]
    return b"BT /F1 11 Tf\n" + b"\n".join(shown) + b"\nET"


def _escaped(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def _stream(content: bytes, *, packed: bool) -> bytes:
    if packed:
        content = zlib.compress(content, 9)
    head = b"/Filter /FlateDecode " if packed else b""
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def _written(objects: Sequence[bytes], info: bytes) -> bytes:
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, info)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % start)
