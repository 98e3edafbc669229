"""PDF documents made into articles: pages joined, words cut at a line's end made whole, paragraphs found."""

import io
import re
from collections import Counter
from statistics import quantiles
from typing import TYPE_CHECKING, Final

from bot.articles.errors import ArticleError
from bot.articles.facts import name
from bot.articles.tidying import paragraphs
from db.models import MAX_ARTICLE, Article

if TYPE_CHECKING:  # heavy, and only needed where a PDF is read
    from pypdf import PdfReader

MAX_PAGES: Final = 1_000
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_CUT: Final = re.compile(r"([^\W\d_]+)[-‐\u00ad]")
_END: Final = re.compile(r"[.!?…:؟][\"'”’»)\]]*$")
_NUMBERED: Final = re.compile(
    r"\W*(?:page |seite |página |стр\.? )?\d{1,4}(?: ?(?:/|of|von|de|из) ?\d{1,4})?\W*", re.IGNORECASE
)
_DIGITS: Final = re.compile(r"\d+")
_FILE: Final = re.compile(r"\.\w{2,5}$|^(?:Microsoft |untitled)", re.IGNORECASE)
_EDGE: Final = 2  # lines at the top and at the foot of a page that may be no part of its text
_OFTEN: Final = 3  # pages that have the same line there, which then is none
_SHORT: Final = 0.75  # of a full line, below which a line ends its paragraph


def paper(data: bytes, url: str | None) -> Article:
    """Return the article of a PDF; ArticleError where it is locked, damaged, too long, or pictures only."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else _pages(reader)
        title = None if locked else _title(reader)
    except ArticleError:
        raise
    except MemoryError:
        raise ArticleError("That PDF takes too much memory to read; give its text as a file.") from None
    except Exception:  # whatever the library meets in a damaged file
        raise ArticleError("That PDF is damaged or locked and can't be read; save it again.") from None
    if locked:
        raise ArticleError("That PDF is locked with a password; save it without one.")
    text = paragraphs("\n\n".join(_joined(_without_margins(pages))))
    if not text:
        raise ArticleError("That PDF holds pictures of its pages and no text; give its text as a file.")
    return Article(text=text, title=title, url=url)


def _pages(reader: "PdfReader") -> list[list[str]]:
    """Return the lines of every page."""
    if len(reader.pages) > MAX_PAGES:
        raise ArticleError(
            f"That PDF has {len(reader.pages):,} pages; at most {MAX_PAGES:,} are read. Give it in parts."
        )
    pages, size = [], 0
    for one in reader.pages:
        text = one.extract_text().translate(_LIGATURES)
        size += len(text)
        if size > 2 * MAX_ARTICLE:
            raise ArticleError(
                f"That PDF has more than {MAX_ARTICLE:,} characters of text, the most that is read. "
                "Give it in parts."
            )
        pages.append([line.strip() for line in text.strip().split("\n")])
    return pages


def _title(reader: "PdfReader") -> str | None:
    """Return the title that a PDF gives itself, unless it is the name of a file."""
    found = name(reader.metadata.title if reader.metadata else None)
    return None if found is None or _FILE.search(found) else found


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """Return pages without their numbers, and without the lines that head or end many of them."""
    edges = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})

    def inner(lines: list[str]) -> list[str]:
        for _ in range(_EDGE):
            if lines and (_NUMBERED.fullmatch(lines[0]) or edges[_key(lines[0])] >= _OFTEN):
                lines = lines[1:]
        return lines

    return [inner(inner(page)[::-1])[::-1] for page in pages]


def _edges(page: list[str]) -> list[str]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _key(line: str) -> str:
    """Return what is the same in lines that differ in the page's number alone."""
    return _DIGITS.sub("0", line)


def _joined(pages: list[list[str]]) -> list[str]:
    """Return the paragraphs of pages: one ends at a blank line, or at a short line that ends a sentence.

    A short line of its own with a new beginning below is a heading.
    """
    lines = [line for page in pages for line in page]
    lengths = [len(line) for line in lines if line]
    full = quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0
    found: list[list[str]] = [[]]
    for line in lines:
        if len(found[-1]) == 1 and len(found[-1][0]) < _SHORT * full and line[:1].isupper():
            found.append([])  # what is above it is a heading
        if line and found[-1]:
            found[-1][-1:] = _met(found[-1][-1], line)
        elif line:
            found[-1].append(line)
        if not line or (_END.search(line[-3:]) and len(line) < _SHORT * full):
            found.append([])
    return [" ".join(one) for one in found if one]


def _met(line: str, following: str) -> list[str]:
    """Return two lines, as one where a word is cut at the end of the first."""
    cut = _CUT.fullmatch(line.rpartition(" ")[2])
    if cut is None or not following[0].islower():
        return [line, following]
    whole = cut[1][1:].islower() or len(cut[1]) == 1  # "US-" stays as it is
    return [(line[:-1] if whole else line) + following]
