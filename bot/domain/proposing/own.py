"""What an article says in its own voice: figures that nobody is named for."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bot.domain.attribution import Attribution, AttributionReader, Span
from bot.domain.lexicon import words as words_in
from bot.domain.proposing.leads import without_lead
from bot.domain.proposing.statements import Statement
from db.models import MAX_TEXT, Figure, Qualifier

_TIMES: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
_DEFINITE: Final = re.compile(
    r"\b(?:the|these|those|both|his|her|its|their|our|my|your|all)\s+(?:other\s+)?$", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"[“«\"]([^“”«»\"]{20,}[,.!?])[”»\"]")
_JOINT: Final = re.compile(r"^(?:as|while|and|but|after|before|though|although|whereas)\s+(?!of\b|per\b)")
_DANGLING: Final = re.compile(r"\b(?:that|which|who|whom|and|but|or|as|of|for|with|by|than|to|the|a)$")
_FEW: Final = 20  # of fewer things “several judges” and “the two of them” tell no number worth a claim
_BEFORE: Final = 12  # characters in front of a figure that hold “the other”
_NEAR: Final = 4  # spans in front of a place that may reach beyond it


class OwnVoice:
    """The sentences of an article whose figures are attributed to nobody."""

    def __init__(
        self,
        text: str,
        reader: AttributionReader,
        figures: Callable[[str], Sequence[Figure]],
        listed: Callable[[str], bool],
        attributed: Sequence[Attribution],
    ) -> None:
        """`figures` reads the figures of some words; `attributed` holds what others say in the text.

        `listed` returns whether the word lists know an outcome.
        """
        self._text = text
        self._reader = reader
        self._figures = figures
        self._listed = listed
        self._boilerplate = tuple(words_in(reader.speakers, "boilerplate"))
        self._covered = sorted(span for one in attributed for span in (*one.content, *one.source))
        self._starts = [span.start for span in self._covered]
        self._stretches = sorted(_stretch(one) for one in attributed)

    def statements(self, sentences: Sequence[Span]) -> Iterator[tuple[Span, Statement]]:
        """Yield the sentences that state a figure of nobody who is named, each with its words.

        Words in quotation marks that nobody is found for are somebody's all the same: they are a quote.
        """
        for sentence in sentences:
            written = self._text[sentence.start : sentence.end]
            if written.lower().startswith(self._boilerplate) or written.endswith("?"):
                continue
            if not any(character.isdigit() for character in written) and len(written) > MAX_TEXT:
                continue
            begins = len(written) - len(without_lead(written))
            own = [
                figure
                for figure in self._figures(written)
                if figure.start >= begins and self._is_own(sentence, written, figure)
            ]
            spoken = next((quote for quote in _QUOTED.finditer(written) if _holds(quote.span(1), own)), None)
            if spoken is not None and self._reader.is_sentence(spoken[1]):
                words = " ".join(spoken[1].split()).rstrip(",")
                yield sentence, Statement(words, words)
            elif own:
                words = without_lead(" ".join(self._words(sentence, own).split()))
                yield sentence, Statement(words, None)

    def _is_own(self, sentence: Span, written: str, figure: Figure) -> bool:
        """Return whether a figure is the article's own claim: no bare “one”, no “the two”, no mere time."""
        if self._is_covered(sentence.start + figure.end - 1):
            return False
        if figure.outcome is not None and self._listed(figure.outcome):
            return True
        if figure.unit is not None:
            return figure.unit not in _TIMES
        before = written[max(0, figure.start - _BEFORE) : figure.start]
        alone = figure.high == 1 and figure.low == 1
        few = figure.low is not None and figure.low < _FEW
        manner = few and (figure.qualifier is Qualifier.VAGUE or _DEFINITE.search(before))
        return not (alone or manner or (figure.noun is None and figure.outcome is None))

    def _is_covered(self, at: int) -> bool:
        number = bisect_right(self._starts, at)
        return any(span.end > at for span in self._covered[max(0, number - _NEAR) : number])

    def _words(self, sentence: Span, own: Sequence[Figure]) -> str:
        """Return a sentence without what others say in it, where the rest is one by itself."""
        first, last = sentence
        number = bisect_right(self._stretches, Span(sentence.end, 0))
        for stretch in self._stretches[max(0, number - _NEAR) : number]:
            if stretch.end <= sentence.start:
                continue
            if all(sentence.start + figure.start >= stretch.end for figure in own):
                first = max(first, stretch.end)
            elif all(sentence.start + figure.end <= stretch.start for figure in own):
                last = min(last, stretch.start)
        rest = _JOINT.sub("", self._text[first:last].strip(" ,;:—–-\n"))
        alone = len(own) < len(self._figures(self._text[slice(*sentence)]))  # the rest is somebody else's
        whole = (first, last) != sentence and not _DANGLING.search(rest) and self._reader.is_sentence(rest)
        cut = whole or (alone and len(self._figures(rest)) == len(own))
        return f"{rest[:1].upper()}{rest[1:].rstrip('.')}." if cut else self._text[slice(*sentence)]


def _holds(span: tuple[int, int], figures: Sequence[Figure]) -> bool:
    """Return whether figures stand within a stretch of their text; False where there are none."""
    return bool(figures) and all(span[0] <= one.start and one.end <= span[1] for one in figures)


def _stretch(one: Attribution) -> Span:
    spans = (*one.source, *one.cue, *one.content)
    return Span(min(span.start for span in spans), max(span.end for span in spans))
