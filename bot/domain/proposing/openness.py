"""What an article attributes to somebody without anybody having stated it."""

import re
from typing import Final

from bot.domain.attribution import Attribution

_NOBODY: Final = re.compile(r"(?:nobody|no[ -]one|none|neither)\b", re.IGNORECASE)
_CONDITION: Final = re.compile(r"\b(?:if|unless|whether)\s+$", re.IGNORECASE)
_QUESTION: Final = re.compile(r"(?:to (?:say|tell|confirm|comment on)\s+)?(?:whether|if)\b", re.IGNORECASE)
_ENDS_ASKING: Final = re.compile(r"\?[”\"’'»\s]*$")
_LEAD: Final = 10  # characters in front of a source that hold “whether”


def is_open(text: str, one: Attribution) -> bool:
    """Return whether nobody states what is attributed: “nobody said”, “if she says”, a question."""
    if not one.source:
        return False
    source, first, last = one.source[0], one.content[0].start, one.content[-1].end
    return bool(
        _NOBODY.match(text, source.start)
        or _CONDITION.search(text[max(0, source.start - _LEAD) : source.start])
        or _QUESTION.match(text, first)
        or _ENDS_ASKING.search(text[max(first, last - _LEAD) : last])
    )
