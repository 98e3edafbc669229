"""Who says what in an article: sources, the words that attribute, and what is attributed.

The terms are those of Newell, Margolin and Ruths, “An Attribution Relations Corpus for Political News”, LREC
2018.
"""

from bot.domain.attribution.reader import AttributionReader
from bot.domain.attribution.spans import Attribution, Kind, Mode, Span

__all__ = ["Attribution", "AttributionReader", "Kind", "Mode", "Span"]
