"""Answers that come compressed, unpacked as they arrive and never beyond a limit."""

import zlib
from typing import Final

from bot.articles.errors import SAVE_IT, ArticleError, shown
from bot.articles.limits import MEBIBYTE

ACCEPTED: Final = "gzip, deflate"
_GZIP: Final = frozenset({"gzip", "x-gzip"})
_PLAIN: Final = frozenset({"", "identity"})
_GZIP_BEGINS: Final = 0x1F
_EITHER: Final = 32 + zlib.MAX_WBITS  # gzip or zlib, whichever it is


def too_large(limit: int) -> ArticleError:
    """Return what is said of an answer or file of more than `limit` bytes."""
    return ArticleError(
        f"That has more than {limit / MEBIBYTE:,.4g} MiB, the most that is read. Give its text as a file."
    )


class Unpacking:
    """The bytes of one answer, unpacked."""

    def __init__(self, encoding: str, limit: int) -> None:
        """`encoding` is the answer's Content-Encoding, `limit` the most bytes before and after unpacking.

        Raises ArticleError for an encoding that wasn't asked for.
        """
        self._encoding = encoding.strip().lower()
        if self._encoding not in {*_GZIP, *_PLAIN, "deflate"}:
            raise ArticleError(
                f"That answer is compressed as {shown(self._encoding)}; {ACCEPTED} were asked for. {SAVE_IT}"
            )
        self._limit = limit
        self._received = 0
        self._unpacked = bytearray()
        self._work = None if self._encoding in _PLAIN else zlib.decompressobj(_EITHER)
        self._begun = False
        self._over = False  # what is left belongs to nothing that was packed

    def take(self, piece: bytes) -> None:
        """Take the next bytes as they were sent.

        Raises ArticleError where they, or what they unpack to, go beyond the limit, or can't be unpacked.
        """
        self._received += len(piece)
        if self._received > self._limit:
            raise too_large(self._limit)
        if self._work is None:
            self._unpacked += piece
            return
        if not self._begun and piece:
            self._begun = True
            if self._encoding == "deflate" and piece[0] & 0x0F != zlib.DEFLATED:
                self._work = zlib.decompressobj(-zlib.MAX_WBITS)  # many servers leave the header out
        try:
            self._unpack(self._work, piece)
        except zlib.error:
            raise ArticleError(
                f"That answer says that it is compressed as {shown(self._encoding)}, but isn't. {SAVE_IT}"
            ) from None

    def _unpack(self, work: "zlib._Decompress", piece: bytes) -> None:
        while piece:
            if work.eof:  # a further part, as servers that glue compressed files together send them
                self._over = self._over or piece[0] != _GZIP_BEGINS
                if self._over:
                    return
                self._work = work = zlib.decompressobj(_EITHER)
            self._unpacked += work.decompress(piece, self._limit + 1 - len(self._unpacked))
            if len(self._unpacked) > self._limit:
                raise too_large(self._limit)
            piece = work.unused_data

    def whole(self) -> bytes:
        """Return everything, unpacked; ArticleError where the end is missing."""
        if self._work is not None and self._begun and not self._work.eof:
            raise ArticleError(f"That answer breaks off before its end. Try again. {SAVE_IT}")
        return bytes(self._unpacked)
