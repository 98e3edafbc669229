"""The reviews of a feed or a page, one after the other, as rows of claims."""

from collections.abc import Iterator, Mapping
from typing import IO, Any, Final

from bot.interchange.fields import InterchangeError, Row
from bot.interchange.formats import beginning_of, is_page
from bot.interchange.reviews.claims import Note, Reviewed
from bot.interchange.reviews.pages import identified, scripts
from bot.interchange.reviews.streaming import items
from bot.interchange.reviews.values import Node, address, get, types
from bot.interchange.understanding import Understanding

_KIND: Final = "ClaimReview"
_KINDS: Final = 4  # types found instead of it that a refusal names
_TYPE_LENGTH: Final = 40

Found = tuple[Node, str | None, Mapping[str, Node]]
"""A review, the address of what holds it, and the objects that it may refer to."""


def read_reviews(stream: IO[bytes], story: str | None, seen: Understanding | None) -> Iterator[Row]:
    """Yield the claims of a feed, or of a page, each with the number of its review, from 1.

    `story` is the story of all of them; None: each has its own. `seen` is told which properties were
    understood. Raises InterchangeError where the whole can't be read, or holds no ClaimReview.
    """
    page = is_page(beginning_of(stream))
    others: dict[str, None] = {}
    found = _of_page(stream, others) if page else _of_feed(stream, others)
    note: Note = _unnoted if seen is None else seen.note
    number = 0
    for number, one in enumerate(found, start=1):
        claims = [one] if isinstance(one, str) else Reviewed(*one, note).claims(story)
        for claim in claims:
            yield number, claim
    if not number:
        raise InterchangeError(_nothing("page" if page else "file", list(others)))


def _unnoted(name: str, field: str | None) -> None:
    del name, field


def _of_feed(stream: IO[bytes], others: dict[str, None]) -> Iterator[Found]:
    for item in items(stream):
        for review, url in reviews_in(item, others):
            yield review, url, {}


def _of_page(stream: IO[bytes], others: dict[str, None]) -> Iterator[Found | str]:
    found = scripts(stream)
    known = identified([one.data for one in found])
    for script in found:
        if script.problem is not None and _KIND in script.text:
            yield f"the page's structured data is no JSON: {script.problem}."
        for review, url in reviews_in(script.data, others):
            yield review, url, known


def reviews_in(data: Any, others: dict[str, None]) -> Iterator[tuple[Node, str | None]]:  # noqa: ANN401 -- any JSON
    """Yield every ClaimReview in some data, in its order, with the address of the item of the feed around it.

    `others` is told the types of what isn't one.
    """
    waiting: list[tuple[Any, str | None]] = [(data, None)]
    while waiting:
        one, url = waiting.pop()
        if isinstance(one, Mapping):
            kinds = types(one)
            if _KIND in kinds or ("claimReviewed" in one and not kinds):
                yield one, url
                continue
            if len(others) < _KINDS:
                others |= dict.fromkeys(kind[:_TYPE_LENGTH] for kind in kinds)
            url = address(get(one, "url")) if "DataFeedItem" in kinds else url
            waiting.extend((inner, url) for inner in reversed(list(one.values())))
        elif isinstance(one, list):
            waiting.extend((inner, url) for inner in reversed(one))


def _nothing(what: str, kinds: list[str]) -> str:
    named = ", ".join(filter(str.isprintable, kinds[:_KINDS]))
    instead = f"; what it describes is {named}" if named else ""
    return f"The {what} holds no ClaimReview{instead}. Give a fact-checker's feed, or the page of a review."
