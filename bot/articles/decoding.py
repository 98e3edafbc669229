"""Bytes made into text: rather refused than read in a wrong encoding."""

import codecs
import re
from typing import Final

from bot.articles.errors import ArticleError, shown

_SAVE: Final = "save it as UTF-8 and give it again."
_MARKS: Final = (  # the longer first, for the mark of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE)
_META: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:+-]{1,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:+-]{1,40})""",
    re.IGNORECASE,
)
_META_WITHIN: Final = 8192  # bytes; browsers look no further than 1,024, pages are less careful
_MEANT: Final = {  # what browsers read instead of what pages say
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_SEVEN_BITS: Final = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
_WIDE: Final = frozenset({"utf-16", "utf-16-le", "utf-16-be"})
_TELLING: Final = 64  # letters beyond ASCII, without which a guess at an encoding is none
_GUESSED_FROM: Final = 200_000  # bytes
_FOREIGN: Final = re.compile(
    "[^\x00-\x7fÄÖÜäöüßÀÂÇÉÈÊËÎÔàâçéèêëîïôùûœÁÍÓÚÑáíóúñ¿¡«»„“”‘’‚–—…•€£©®°§\xa0]|[^\\W\x00-\x7f]{3}"
)
_LETTER: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")  # of UTF-8
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_SOUND: Final = 20  # letters beyond ASCII that are whole, for each that is broken
_INVERTED: Final = re.compile(r"\w[¿¡]")
_ODD: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_MOST_ODD: Final = 0.05  # of all characters


def decoded(data: bytes, content_type: str | None, *, markup: bool) -> str:
    """Return the text of bytes: by their mark, as UTF-8, by what is declared, or by their letters.

    `markup` looks for a declaration inside, too. Raises ArticleError where the encoding can't be told, and
    for what is no text.
    """
    named = _declared(data, content_type, markup=markup)
    text = _marked(data) or _wide(data, named) or _narrow(data, named)
    if _odd(text):
        raise _binary()
    return text


def _odd(text: str) -> bool:
    """Return whether so much of a text is no text that it can't be meant as one."""
    return len(_ODD.findall(text)) > _MOST_ODD * len(text)


def _binary() -> ArticleError:
    return ArticleError("That is binary data, no text; HTML pages, text, Markdown and PDF are read.")


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _read(data, encoding)
            if text is None:
                raise ArticleError(f"That begins as {encoding.upper()}, but isn't; {_SAVE}")
            return text.removeprefix("\ufeff")
    return None


def _wide(data: bytes, named: str) -> str | None:
    """Return the text of UTF-16 without a mark: as declared, or with a zero in nearly every other byte."""
    beginning = data[:2000]
    if b"\0" not in beginning:
        return None
    if (known := _codec(named)) in _WIDE:
        narrow = _read(data, "utf-8")
        return _read(data, known) if narrow is None or _odd(narrow) else None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = beginning[first::2].count(0), beginning[1 - first :: 2].count(0)
        if zeros > 0.5 * len(beginning[first::2]) and not others:
            return _read(data, encoding)
    return None


def _narrow(data: bytes, named: str) -> str:
    known = _codec(named)
    if known in _SEVEN_BITS and (text := _read(data, known)) is not None:
        return text
    if (text := _nearly(data)) is not None:  # nothing else ever looks like it
        return text
    if b"\0" in data:
        raise _binary()
    if known and known != "utf-8" and (text := _read(data, known)) is not None:
        return text
    if (text := _western(data) or _guessed(data)) is not None:
        return text
    said = (
        f"says that it is in {shown(named)}, but isn't" if named else "is in an encoding that can't be told"
    )
    raise ArticleError(f"That text {said}; {_SAVE}")


def _declared(data: bytes, content_type: str | None, *, markup: bool) -> str:
    if found := _CHARSET.search(content_type or ""):
        return found[1]
    if markup and (inside := _META.search(data[:_META_WITHIN])):
        return (inside[1] or inside[2]).decode("ascii", "replace")
    return ""


def _codec(name: str) -> str | None:
    """Return the codec of an encoding's name, None where it is no text's or unknown."""
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name in {"utf-7", "idna", "punycode"}:
        return None
    if found.name in {"unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}:
        return None
    return _MEANT.get(found.name, found.name)


def _read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _nearly(data: bytes) -> str | None:
    """Return the text of UTF-8, with a sign in the place of broken letters where there are few."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return text if _SOUND * broken <= len(_BEYOND.findall(text)) - broken else None


def _western(data: bytes) -> str | None:
    """Return the text of Windows' Western encoding, None where another one may be meant.

    The letters of French, German and Spanish speak for it. Those that other encodings put in the
    places of theirs speak against it, and so do many letters beyond ASCII in a row.
    """
    text = None if _LETTER.search(data) else _read(data, "cp1252")
    if text is None or _FOREIGN.search(text) or _INVERTED.search(text):
        return None
    return text


def _guessed(data: bytes) -> str | None:
    """Return the text in the encoding that its letters speak for, None where too few speak."""
    if sum(byte > 127 for byte in data) < _TELLING:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_FROM]).best()
    if best is None or best.chaos > 0 or best.coherence <= 0:
        return None
    return _read(data, _codec(best.encoding) or best.encoding)
