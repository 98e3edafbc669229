"""What somebody states, as words that stand by themselves and give the same figures as the article."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from bot.domain.attribution import Attribution, AttributionReader, Mode, Span
from bot.domain.proposing.leads import without_lead
from db.models import Figure

_THAT: Final = re.compile(r"^(?:that|,|:)\s+", re.IGNORECASE)
_STRAY: Final = re.compile(r"^[.,;:]\s+|^[’']s?\s+(?=\S)")
_EDGES: Final = " \t\n,;:—–-"
_QUOTES: Final = '“”"«»„'
_LINK: Final = re.compile(r"\s*\b(?:pic\.twitter\.com|https?://t\.co)/\S+")
_SINGLE: Final = "‘’"
_NAMELESS: Final = re.compile(r"(?:he|she|it|they|we|i|who|which|that)$", re.IGNORECASE)
_LED_BY_A_PRONOUN: Final = re.compile(
    r"(?:he|she|it|they|his|her|its|their)(?:[’'](?:s|d|ll|ve|re))?\s", re.IGNORECASE
)
_FRAGMENT: Final = 6  # words: as many are rather a sentence, also where no verb is seen in them
_FAR: Final = 80  # characters between a name and its verb
_FARTHEST: Final = 160  # characters that who speaks, and when, may take beside what is said


class Statement(NamedTuple):
    """The words of a claim."""

    text: str
    quote: str | None  # verbatim, where all of what is said is in quotation marks


class Statements:
    """Puts what the attributions of one article hold into sentences."""

    def __init__(
        self,
        text: str,
        reader: AttributionReader,
        figures: Callable[[str], Sequence[Figure]],
        found: Sequence[Attribution],
    ) -> None:
        """`figures` reads the figures of some words; `found` are all attributions of the text."""
        self._text = text
        self._cues = sorted(one.cue[0].start for one in found)
        self._reader = reader
        self._figures = figures

    def of(self, one: Attribution, speaker: str, sentence: Span) -> Statement | None:
        """Return what an attribution of a sentence states; None for words that state nothing by themselves.

        It is what is said alone, where that is a sentence of its own; else it keeps who says it. `speaker` is
        that somebody by their full name.
        """
        parts = [" ".join(self._text[span.start : span.end].split()) for span in one.content]
        quote = _joined([_unquoted(part) for part in parts]) if one.mode is Mode.DIRECT else None
        if quote is not None and self._is_whole(quote):
            return Statement(quote, quote)
        content = without_lead(" ".join(part.strip(_EDGES) for part in parts))
        plain = _sentence(_THAT.sub("", _STRAY.sub("", content)))
        told = _sentence(self._told(one, speaker) or plain)
        whole = self._reader.is_sentence(plain)
        alone = whole and quote is None and one.asserted and not _LED_BY_A_PRONOUN.match(plain)
        first, second = (plain, told) if alone else (told, plain)
        wanted = self._in_context(one, sentence)
        text = first if self._fit(first, wanted) >= self._fit(second, wanted) else second
        return Statement(text, quote) if whole or wanted or text != plain else None

    def _is_whole(self, quote: str) -> bool:
        return quote[:1].isupper() or not quote[:1].isalpha() or len(quote.split()) > _FRAGMENT

    def _told(self, one: Attribution, speaker: str) -> str | None:
        """Return the words of the article from who speaks to what is said, a pronoun made a name.

        Where somebody's name stands far from what they say, or another verb of theirs in between, nothing of
        that is kept.
        """
        source, cue = one.source[0], one.cue[0]
        spans = (source, cue, *one.content)
        first, last = min(span.start for span in spans), max(span.end for span in spans)
        said = sum(span.end - span.start for span in one.content)
        name = speaker.partition(",")[0]
        others = bisect_left(self._cues, cue.start) - bisect_left(self._cues, source.end)
        if last - first > said + _FARTHEST or cue.start - source.end > _FAR or others > 0:
            if self._text[cue.start : cue.end].endswith("ing"):
                return None
            content = " ".join(self._text[span.start : span.end] for span in one.content)
            return " ".join(f"{name} {self._text[cue.start : cue.end]} {content}".split())
        written = self._text[source.start : source.end]
        who = name if _NAMELESS.match(written) else written
        words = f"{self._text[first : source.start]}{who}{self._text[source.end : last]}"
        return without_lead(" ".join(words.split()))

    def _in_context(self, one: Attribution, sentence: Span) -> list[tuple[object, ...]]:
        """Return the figures of what is said, as the sentence around it has them understood."""
        return [
            _stated(figure)
            for figure in self._figures(self._text[sentence.start : sentence.end])
            if any(span.start < sentence.start + figure.end <= span.end for span in one.content)
        ]

    def _fit(self, words: str, wanted: Sequence[tuple[object, ...]]) -> int:
        """Return how well the figures of some words are those that are wanted; more is better."""
        found = list(map(_stated, self._figures(words)))
        right = sum(figure in found for figure in wanted)
        return 2 * right - len(found)


def _stated(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.qualifier, figure.noun, figure.unit, figure.outcome, figure.denied


def _unquoted(part: str) -> str:
    """Return a quotation without its marks; an apostrophe that ends it stays."""
    single = part[:1] in _SINGLE
    return _LINK.sub("", part).strip(f"{_QUOTES} '{_SINGLE if single else ''}")


def _joined(parts: Sequence[str]) -> str:
    """Return quotations as one; a comma that led to “he said” is a full stop where a sentence follows."""
    joined = ""
    for part in parts:
        if joined.endswith(",") and part[:1].isupper():
            joined = f"{joined[:-1]}."
        joined = f"{joined} {part}".strip()
    return joined.rstrip(",")


def _sentence(text: str) -> str:
    """Return words as a sentence: a capital letter first, a full stop last."""
    stripped = text.strip(_EDGES)
    if not stripped:
        return text
    ended = stripped if stripped[-1] in '.!?…”"' else f"{stripped}."
    return ended[0].upper() + ended[1:]
