"""How a claim reached the desk: its order in time, its chain, and the line to paste into copy."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from bot.domain import moments
from db.models import Claim, ClaimDraft, Status

_BEHIND_HEAD: Final = re.compile(r",| (?:at|close|for|from|in|near|of|on|who|with)\b")
_MANY: Final = frozenset({"police", "people", "staff", "crew"})
_ONE: Final = ("ss", "us", "is")  # endings of words for one
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def earliest_key(claim: Claim, zone: tzinfo) -> tuple[datetime, datetime, int, datetime, int]:
    """Return the order of *earliest on record*.

    By when it was said (published, where nobody says when it was said), then published, then the shorter
    chain, then the time it was added. A date without a time counts as the end of its day in `zone`.
    """
    said = claim.said_at or claim.published_at
    return (
        moments.end(said, zone) if said else _NEVER,
        moments.end(claim.published_at, zone) if claim.published_at else _NEVER,
        len(claim.via),
        claim.added_at,
        claim.id,
    )


def chain(claim: ClaimDraft) -> tuple[str, ...]:
    """Return speaker, then whoever passed it on, then the outlet; a name that repeats is given once."""
    names = (claim.speaker, *claim.via, *((claim.outlet,) if claim.outlet else ()))
    return tuple(dict.fromkeys(names))


def latest_moment(claims: Sequence[Claim]) -> date | None:
    """Return the latest day or instant at which any of some claims was said or published."""
    known = [moment for claim in claims if (moment := claim.said_at or claim.published_at)]
    return max(known, key=lambda moment: moments.end(moment, UTC), default=None)


def day(moment: date) -> str:
    """Write a moment's day: “17 Sep 2016”."""
    return f"{moment.day} {moment:%b %Y}"


def are_many(speaker: str) -> bool:
    """Return whether a speaker is several people, none of them named: “officials in Kestral”, “police”."""
    head = _BEHIND_HEAD.split(speaker, maxsplit=1)[0].rpartition(" ")[2]
    return head in _MANY or (head.islower() and head.endswith("s") and not head.endswith(_ONE))


def _taken_back(claim: Claim) -> str:
    return ", since retracted" if claim.status is Status.RETRACTED else ""


def copy_line(match: tuple[Claim, str], others: Sequence[tuple[Claim, str]]) -> str:
    """Return one sentence for copy: who says what, unreconciled as of the latest of their days.

    Each claim comes with what its speaker does: “says 62”, “denies 20 tanks destroyed”. What was taken
    back is told as such.
    """
    said = "; ".join(f"{claim.speaker} {does}{_taken_back(claim)}" for claim, does in (match, *others))
    moment = latest_moment([match[0], *(claim for claim, _ in others)])
    if not others:
        return f"{said} ({day(moment)})." if moment else f"{said}."
    return f"{said} (unreconciled{f' as of {day(moment)}' if moment else ''})."
