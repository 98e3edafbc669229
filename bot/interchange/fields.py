"""What a claim's keys take, how a refused one is worded, and what a file of claims is read into."""

from collections.abc import Sequence
from typing import Final

from pydantic import ValidationError

from db.models import MAX_NAME, MAX_RATINGS, MAX_TEXT, MAX_URL, MAX_VIA, ClaimDraft

REQUIRED: Final = ("story", "text", "speaker")
MAX_KEY: Final = 40  # characters of an unknown key that a refusal repeats
_A_DATE: Final = "a date such as 2016-09-17, or 2016-09-17T18:00:00Z with a time"
TAKES: Final = {
    "story": f"the name of the event, up to {MAX_NAME} characters",
    "text": f"the statement in words, up to {MAX_TEXT:,} characters",
    "quote": f"the verbatim words, up to {MAX_TEXT:,} characters",
    "speaker": f"the name of who said it, up to {MAX_NAME} characters",
    "via": f"a list of at most {MAX_VIA} names, nearest the speaker first",
    "outlet": f"the name of who published it, up to {MAX_NAME} characters",
    "url": f"an http or https address, up to {MAX_URL:,} characters",
    "said_at": _A_DATE,
    "published_at": _A_DATE,
    "as_of": _A_DATE,
    "language": "a language code such as en or fr",
    "status": "active, retracted or withdrawn",
    "ratings": (
        f"a list of at most {MAX_RATINGS} verdicts of others, each with publisher and rating, and url and "
        "published_at where known"
    ),
}
"""What each key of a claim takes, as a refusal words it."""

Row = tuple[int, ClaimDraft | str]
"""A line number, from 1, with the claim that stands there or the reason why it can't be one.

In a feed of reviews the number is the review's, from 1.
"""


class InterchangeError(Exception):
    """A file that can't be read as claims at all; the text says why, and what to do."""


def explain(error: ValidationError) -> str:
    """Return why a claim was refused as one sentence: each field at fault, and what it takes."""
    problems = dict.fromkeys(
        _problem(found["type"], found["loc"], found.get("ctx", {})) for found in error.errors()
    )
    return f"{'; '.join(problems)}."


def _problem(kind: str, place: Sequence[int | str], context: dict[str, object]) -> str:
    field = str(place[0]) if place else ""
    takes = TAKES.get(field)
    if field and takes is None:
        shown = "".join(character for character in field[:MAX_KEY] if character.isprintable())
        return f"“{shown}” is no key of a claim, the keys are {', '.join(TAKES)}"
    if not field:
        return "a line takes one JSON object with at least story, text and speaker"
    if len(place) > 1 and kind != "value_error":
        return f"{field} takes {takes}"
    if kind == "missing":
        return f"{field} is missing, it takes {takes}"
    if kind == "string_too_short":
        return f"{field} is empty, it takes {takes}"
    if kind in {"string_too_long", "too_long"}:
        return f"{field} is too long, it takes {takes}"
    if kind == "value_error":
        return f"{field}: {context['error']}"
    return f"{field} takes {takes}"
