"""What the tests of attribution share."""

from collections.abc import Sequence
from typing import Final

from bot.domain.attribution import AttributionReader, Span
from bot.wordlists import load

READER: Final = AttributionReader(load().tables["attribution"])


def told(text: str) -> list[tuple[str, str, str]]:
    """Return (source, cue, content) of each attribution, parts of one joined by a bar."""

    def words(spans: Sequence[Span]) -> str:
        return " | ".join(text[span.start : span.end] for span in spans)

    return [(words(one.source), words(one.cue), words(one.content)) for one in READER.find(text)]
