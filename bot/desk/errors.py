"""What the desk refuses, and the limits of what it takes."""

from typing import Final

from bot.domain.text import source_key, story_key
from bot.results import Refused
from db.models import MAX_NAME, Proposal

MAX_REASON: Final = 500  # characters of a reason
LAST_ID: Final = 2**63 - 1  # no number of a claim, story or alert is above it


class DeskError(Exception):
    """A request that can't be met; the text says what is wrong, what is allowed and what to do."""


class ImportRefused(DeskError):
    """An import of which nothing was stored, because some rows were refused."""

    def __init__(self, refused: Refused, row: str = "line") -> None:
        """`row` is what one row of the file is called."""
        super().__init__(
            f"{row.capitalize()} {refused.line}: {refused.reason} Nothing was stored; mend the {row}."
        )
        self.refused = (refused,)


class DecidedError(DeskError):
    """A proposal that can't be accepted or rejected any more; it says what became of it, and by whom."""

    def __init__(self, text: str, proposal: Proposal) -> None:
        super().__init__(text)
        self.proposal = proposal


def reason_of(text: str | None) -> str | None:
    """Return a reason without spaces around it, None where it is empty; DeskError where it is too long."""
    stripped = (text or "").strip()
    if len(stripped) > MAX_REASON:
        raise DeskError(
            f"That reason has {len(stripped):,} characters; it may have at most {MAX_REASON}. "
            "Say it in a sentence."
        )
    return stripped or None


def story_name(text: str) -> str:
    """Return a story's name as it may stand on record; DeskError where it can't."""
    return _name(text, "story", story_key(text))


def source_name(text: str) -> str:
    """Return a source's name as it may stand on record; DeskError where it can't."""
    return _name(text, "source", source_key(text))


def _name(text: str, kind: str, key: str) -> str:
    if len(text.strip()) > MAX_NAME:
        raise DeskError(
            f"A {kind}'s name may have at most {MAX_NAME} characters; that one has {len(text.strip()):,}. "
            "Shorten it."
        )
    if not key:
        raise DeskError(f"The name of a {kind} needs at least one letter or digit; write it out.")
    return text.strip()
