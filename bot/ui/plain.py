"""Words for people: names, days and texts made safe to show, whoever wrote them."""

import re
from datetime import date, datetime
from typing import Final

from bot.domain.chains import chain, day
from db.models import Claim

_SEQUENCE: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])")
_SPACE: Final = re.compile(r"[\s\x85\u2028\u2029]+")
_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BROKEN: Final = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return a text as one line without control characters, terminal sequences or changes of direction."""
    one_line = _SPACE.sub(" ", _SEQUENCE.sub("", text))
    return _BROKEN.sub("\ufffd", _HIDDEN.sub("", one_line)).strip()


def moment(when: date) -> str:
    """Write a day, or an instant with its time in UTC: “17 Sep 2016, 18:00 UTC”."""
    return f"{day(when)}, {when:%H:%M} UTC" if isinstance(when, datetime) else day(when)


def provenance(claim: Claim) -> str:
    """Write the whole chain, speaker first, with the day: “Ministry → Agency → Daily, 17 Sep 2016”."""
    when = claim.said_at or claim.published_at
    return " → ".join(map(clean, chain(claim))) + (f", {moment(when)}" if when else ", no date")


def words(claim: Claim) -> str:
    """Write what a claim says: the desk's words, and the verbatim ones in quotation marks after them."""
    quote = f" “{clean(claim.quote)}”" if claim.quote and claim.quote != claim.text else ""
    return clean(claim.text) + quote


def plural(number: int, singular: str, many: str | None = None) -> str:
    """Write a number with its noun: “1 claim”, “2,000 claims”, “3 stories”."""
    return f"{number:,} {singular if number == 1 else many or f'{singular}s'}"
