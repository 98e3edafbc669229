"""Words for people: names, days and texts made safe to show, whoever wrote them."""

import re
from datetime import date, datetime
from typing import Final
from unicodedata import category

from bot.domain.chains import chain, day
from db.models import ClaimDraft, Rating

_SEQUENCE: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])")
_SPACE: Final = re.compile(r"[\s\x85\u2028\u2029\u2800]+")
_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e007f]"
)
_IDLE_JOINER: Final = re.compile(r"(?:(?<=[\x00-\x7f])|^)[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\x7f]|$)")
_NUMBER: Final = re.compile(r" \(\d+\)$")
_MARKS: Final = 8  # marks on one letter; more of them would cover the lines above and below
_BROKEN: Final = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return a text as one line without control characters, terminal sequences or changes of direction.

    What can't be seen goes too: invisible letters, and joiners beside a character that joins nothing.
    """
    one_line = _HIDDEN.sub("", _SPACE.sub(" ", _SEQUENCE.sub("", text)))
    shown = _IDLE_JOINER.sub("", _BROKEN.sub("\ufffd", one_line))
    return _SPACE.sub(" ", shown if shown.isascii() else _without_towers(shown)).strip()


def _without_towers(text: str) -> str:
    """Return a text in which no letter carries more than `_MARKS` marks."""
    kept, marks = [], 0
    for character in text:
        kind = category(character)
        marks = marks + (kind in {"Mn", "Me"}) if kind in {"Mn", "Me", "Cf"} else 0
        if marks <= _MARKS:
            kept.append(character)
    return "".join(kept)


def who(actor: str) -> str:
    """Write who did something: a name without the number that a chat service knows it by."""
    return _NUMBER.sub("", clean(actor)) or clean(actor)


def moment(when: date) -> str:
    """Write a day, or an instant with its time in UTC: “17 Sep 2016, 18:00 UTC”."""
    return f"{day(when)}, {when:%H:%M} UTC" if isinstance(when, datetime) else day(when)


def provenance(claim: ClaimDraft) -> str:
    """Write the whole chain, speaker first, with the day: “Ministry → Agency → Daily, 17 Sep 2016”."""
    when = claim.said_at or claim.published_at
    return " → ".join(map(clean, chain(claim))) + (f", {moment(when)}" if when else ", no date")


def words(claim: ClaimDraft) -> str:
    """Write what a claim says: the desk's words, and the verbatim ones in quotation marks after them."""
    quote = f" “{clean(claim.quote)}”" if claim.quote and claim.quote != claim.text else ""
    return clean(claim.text) + quote


def rated(one: Rating) -> str:
    """Write a verdict as its publisher's: “Rated “Four Pinocchios” by Example Checks on 4 Mar 2021”."""
    return rated_by(clean(one.rating), clean(one.publisher), one.published_at)


def rated_by(rating: str, publisher: str, published_at: date | None) -> str:
    """Write who rated a claim what and when, from words that are made safe already."""
    on = f" on {day(published_at)}" if published_at else ""
    return f"Rated “{rating}” by {publisher}{on}"


def plural(number: int, singular: str, many: str | None = None) -> str:
    """Write a number with its noun: “1 claim”, “2,000 claims”, “3 stories”."""
    return f"{number:,} {singular if number == 1 else many or f'{singular}s'}"
