"""Words for people: names, days and texts made safe to show, whoever wrote them."""

import re
from datetime import date, datetime
from typing import Final

from bot.domain.chains import chain, day
from bot.harmless import clean as clean
from db.models import ClaimDraft, Rating

_NUMBER: Final = re.compile(r" \(\d+\)$")


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
    """Write what a claim says: the desk's words, and the verbatim ones in quotation marks after them.

    Where there are only verbatim ones, those.
    """
    if not claim.quote:
        return clean(claim.text)
    quote = f"“{clean(claim.quote)}”"
    return quote if claim.quote == claim.text else f"{clean(claim.text)} {quote}"


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
