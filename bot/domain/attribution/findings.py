"""What is found in one sentence, by the places of its units."""

from typing import NamedTuple

from bot.domain.attribution.phrases import Reach
from bot.domain.attribution.spans import Kind


class Found(NamedTuple):
    """An attribution by the units of its sentence."""

    source: Reach | None
    cue: Reach
    content: tuple[Reach, ...]  # () where the next paragraph holds it
    kind: Kind
    asserted: bool = True
    claimed: bool = True
    passed_by: tuple[Reach, ...] = ()
