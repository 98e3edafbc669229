"""Who says what in a text: each cue with its source and what is attributed to that source."""

from typing import Final

from bot.domain.attribution.article import ArticleReading
from bot.domain.attribution.cues import Words
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.layout import paragraphs, sentences
from bot.domain.attribution.spans import Attribution, Span
from bot.domain.attribution.wholeness import is_sentence
from bot.domain.lexicon import Table
from bot.domain.lexicon import table as table_of

_UNQUOTED: Final = str.maketrans("", "", '“”«»„"')


class AttributionReader:
    """Finds attributions in English texts, in time in proportion to their length."""

    def __init__(self, table: Table) -> None:
        self._words = Words(table)
        self.speakers = table_of(table, "speakers")

    def sentences(self, text: str) -> list[Span]:
        """Return the sentences of a text, in order; a quotation is never parted."""
        return [Span(one.start, one.end) for one in sentences(text, self._words["abbreviations"])]

    @staticmethod
    def paragraphs(text: str) -> list[Span]:
        """Return the paragraphs of a text, in order; lines that were broken at a width are one."""
        return [Span(start, end) for start, end in paragraphs(text)]

    def is_sentence(self, text: str) -> bool:
        """Return whether words stand by themselves as a sentence, whatever of them is in quotation marks."""
        first = next(iter(sentences(text.translate(_UNQUOTED), self._words["abbreviations"])), None)
        return first is not None and is_sentence(Grammar(self._words, first.units))

    def find(self, text: str) -> list[Attribution]:
        """Return the attributions of a text in the order of their cues."""
        return ArticleReading(self._words, text).attributions()
