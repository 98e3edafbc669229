"""What kind of document bytes are: by how they begin first, then by what they are said to be."""

import re
from enum import Enum
from typing import Final

from bot.articles.errors import ArticleError

_READ: Final = "HTML pages, text, Markdown and PDF are read."
_PDF: Final = re.compile(rb"\s*%PDF-")
_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?><!--.{0,2000}?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SNIFFED: Final = 4096  # bytes
_OFFICE: Final = "an Office document"
_FORMS: Final = {
    rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|BM.{4}\0\0\0\0|II\*\0|MM\0\*": "a picture",
    rb"PK\x03\x04.{0,60}(?:word/|xl/|ppt/|\[Content_Types\]|mimetypeapplication/vnd)": _OFFICE,
    rb"\xd0\xcf\x11\xe0": _OFFICE,
    rb"PK\x03\x04.{0,60}mimetypeapplication/epub": "an e-book",
    rb"\{\\rtf": "an RTF document",
    rb"PK\x03\x04|\x1f\x8b|BZh|7z\xbc\xaf|\xfd7zXZ|Rar!|\x28\xb5\x2f\xfd": "a compressed archive",
    rb"ID3|OggS|fLaC|RIFF....(?:WAVE|AVI )|....ftyp|\x1a\x45\xdf\xa3": "sound or video",
    rb"\x7fELF|MZ.\0|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe": "a program",
    rb"SQLite format 3\0": "a database",
}
_BEGINNINGS: Final = [(re.compile(form, re.DOTALL), called) for form, called in _FORMS.items()]
_SAID: Final = {
    "image": "a picture",
    "audio": "sound",
    "video": "video",
    "font": "a font",
}
_MARKUP: Final = frozenset({"text/html", "application/xhtml+xml"})
_FEEDS: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE
)


class Kind(Enum):
    """How a document is read."""

    PAGE = "page"
    PAPER = "paper"  # PDF
    TEXT = "text"


def kind_of(data: bytes, content_type: str | None, name: str | None) -> Kind:
    """Return how bytes are read; ArticleError, saying what they are, where they aren't."""
    beginning = data[:_SNIFFED]
    said = (content_type or "").partition(";")[0].strip().lower()
    ending = (name or "").lower().rpartition(".")[2]
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f\0"):
        raise ArticleError("That is empty; give a page or a file with text in it.")
    if _PDF.match(beginning):
        return Kind.PAPER
    if _PAGE.match(beginning):
        return Kind.PAGE
    for form, called in _BEGINNINGS:
        if form.match(beginning):
            raise ArticleError(f"That is {called}; {_READ} Save it as one of these.")
    if _FEEDS.match(beginning):
        raise ArticleError(f"That is a list of pages for programs; {_READ} Give the link of one article.")
    if called := _SAID.get(said.partition("/")[0], ""):
        raise ArticleError(f"That says that it is {called}; {_READ}")
    if said.endswith(("/json", "+json")) or ending in {"json", "jsonl", "geojson"}:
        raise ArticleError(f"That is JSON, which no article is; {_READ} Claims are brought in by import.")
    if said == "application/pdf" or ending == "pdf":
        if b"%PDF-" in beginning:  # some have a line of something else before
            return Kind.PAPER
        raise ArticleError("That says that it is a PDF, but isn't one, or is damaged; save it again.")
    if said in _MARKUP or (not said and ending in {"html", "htm", "xhtml"}):
        return Kind.PAGE
    return Kind.TEXT
