"""Statements of an article that are about something else than its own event."""

import re
from datetime import date
from textwrap import shorten
from typing import Final

from db.models import MAX_NAME

_YEAR: Final = re.compile(
    r"\b(?:in|since|of|from|until|during|early|late|mid-?)\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_LASTING: Final = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion|epidemic|pandemic|campaign|crackdown|offensive|siege)\b"
    r"[^.;]{0,60}\b(?:has|have|had)\b[^.;]{0,20}"
    r"\b(?:killed|claimed|left|cost|displaced|driven|injured|wounded|infected|taken)\b",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    r"\b(?:so far this year|this year alone|last (?:year|month|week)|"
    r"in (?:the )?(?:past|last|recent) (?:\w+ )?(?:years?|months?|decades?|weeks?)|"
    r"(?:years?|months?|decades?|weeks?) ago|over the (?:past|last)|"
    r"a (?:year|month|decade|week) (?:ago|earlier)|earlier this (?:year|month))\b",
    re.IGNORECASE,
)
_LONGEST: Final = 70  # characters of a statement that names a story


def story_of(statement: str, story: str, published: date | None) -> str:
    """Return the story of a statement: the article's own, or one apart where it speaks of another event.

    Another year than the article's, a war or an epidemic as a whole, and “last year” tell it.
    """
    if not _elsewhere(statement, published):
        return story
    about = shorten(statement.strip(" ."), _LONGEST, placeholder=" …")
    room = MAX_NAME - len(about) - len(" (background: )")
    return f"{story[:room]} (background: {about})"


def _elsewhere(statement: str, published: date | None) -> bool:
    if _LASTING.search(statement) or _SPAN.search(statement):
        return True
    years = {int(found) for found in _YEAR.findall(statement)}
    return published is not None and bool(years) and published.year not in years
