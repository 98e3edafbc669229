"""The structured data of a web page: what its scripts of JSON-LD hold."""

import json
import re
from collections.abc import Mapping
from typing import IO, Any, Final, NamedTuple

from bot.interchange.fields import InterchangeError
from bot.interchange.lines import refuse_other_encodings
from bot.interchange.reviews.streaming import inside, shallow, too_deep
from bot.interchange.reviews.values import Node

MAX_PAGE: Final = 16 << 20  # bytes of a page

_MEBIBYTE: Final = 1 << 20
_JSON_LD: Final = "application/ld+json"
_WRAPPING: Final = re.compile(  # comments that keep old browsers and XML from reading a script
    r"\A\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*\Z"
)


class Script(NamedTuple):
    """One script of JSON-LD in a page."""

    text: str
    data: Any  # what it holds; None where it is no JSON
    problem: str | None  # why it is none


def scripts(stream: IO[bytes]) -> list[Script]:
    """Return a page's scripts of JSON-LD.

    Raises InterchangeError for a page beyond the limit, in UTF-16, or without any such script.
    """
    content = stream.read(MAX_PAGE + 1)
    if len(content) > MAX_PAGE:
        raise InterchangeError(
            f"The page is longer than {MAX_PAGE // _MEBIBYTE} MiB, the most that is read of one; "
            "give the review's own page."
        )
    refuse_other_encodings(content)
    found = [_script(text) for text in _texts(content)]
    if not found:
        raise InterchangeError(
            "The page has no ClaimReview in it, for it has no structured data (no script of type "
            "application/ld+json); give the page of a review, or a feed."
        )
    return found


def _texts(content: bytes) -> list[str]:
    from lxml import etree, html

    try:
        content.decode()
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = None  # the page's own head says which
    parser = html.HTMLParser(encoding=encoding, huge_tree=True, no_network=True)
    try:
        page = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    return [
        script.text_content()
        for script in page.iter("script")
        if script.get("type", "").partition(";")[0].strip().lower() == _JSON_LD
    ]


def _script(text: str) -> Script:
    try:
        data = json.loads(_WRAPPING.sub("", text), strict=False)
    except RecursionError:
        raise too_deep() from None
    except ValueError as error:
        return Script(text, None, str(error))
    return Script(text, shallow(data), None)


def identified(data: object) -> dict[str, Node]:
    """Return the objects of some data that others may refer to, by their identifiers."""
    found: dict[str, Node] = {}
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            name = one.get("@id")
            if isinstance(name, str) and len(one) > 1:
                found.setdefault(name, one)
        waiting.extend(inside(one))
    return found
