"""What an attribution is made of."""

from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text, by character offsets; `end` is the offset behind its last character."""

    start: int
    end: int


class Mode(StrEnum):
    """How what is attributed is given."""

    DIRECT = "direct"  # all of it in quotation marks
    MIXED = "mixed"  # parts of it
    INDIRECT = "indirect"


class Kind(StrEnum):
    """What somebody does with what is attributed."""

    REPORTED = "reported"  # says it, writes it, denies it, is quoted with it
    HELD = "held"  # believes, wants, plans or fears it


class Attribution(NamedTuple):
    """Somebody's words, as a text gives them; spans are in the order of the text."""

    source: tuple[Span, ...]  # the noun phrase with titles and appositions; () where nobody is named
    cue: tuple[Span, ...]  # the words that attribute: "said", "according to"
    content: tuple[Span, ...]  # what is attributed, with its quotation marks
    mode: Mode
    kind: Kind
    asserted: bool = True  # the content alone is what is said; else the cue belongs to it: “denied it”
    claimed: bool = True  # it is a claim of fact; no demand, threat or promise
    passed_by: tuple[Span, ...] = ()  # who passed it on: “quoted by the agency”, “told the station”
