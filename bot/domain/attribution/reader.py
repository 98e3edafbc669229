"""Who says what in a text: each cue with its source and what is attributed to that source."""

from bot.domain.attribution.article import ArticleReading
from bot.domain.attribution.cues import Words
from bot.domain.attribution.layout import sentences
from bot.domain.attribution.spans import Attribution, Span
from bot.domain.lexicon import Table
from bot.domain.lexicon import table as table_of


class AttributionReader:
    """Finds attributions in English texts, in time in proportion to their length."""

    def __init__(self, table: Table) -> None:
        self._words = Words(table)
        self.speakers = table_of(table, "speakers")

    def sentences(self, text: str) -> list[Span]:
        """Return the sentences of a text, in order; a quotation is never parted."""
        return [Span(one.start, one.end) for one in sentences(text, self._words["abbreviations"])]

    def find(self, text: str) -> list[Attribution]:
        """Return the attributions of a text in the order of their cues."""
        return ArticleReading(self._words, text).attributions()
