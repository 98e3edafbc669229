"""Who says what in a text: each cue with its source and what is attributed to that source."""

from bot.domain.attribution.clauses import Clauses, Found
from bot.domain.attribution.cues import Words
from bot.domain.attribution.layout import Sentence, sentences
from bot.domain.attribution.phrases import Reach
from bot.domain.attribution.spans import Attribution, Mode, Span
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
        found: list[Attribution] = []
        open_at: int | None = None  # paragraph of the last quotation that others may go on from
        block: int | None = None  # paragraph that somebody's words fill
        for sentence in sentences(text, self._words["abbreviations"]):
            if found and not found[-1].content and _is_block(sentence, open_at):
                found[-1] = found[-1]._replace(content=(Span(sentence.start, sentence.end),))
                block = sentence.paragraph
                continue
            if sentence.paragraph == block:
                found[-1] = found[-1]._replace(content=(Span(found[-1].content[0].start, sentence.end),))
                continue
            if _only_quotes(sentence) and open_at is not None and sentence.paragraph - open_at <= 1:
                found[-1] = _continued(found[-1], sentence)
                open_at = sentence.paragraph
                continue
            here = [_placed(sentence, one) for one in Clauses(self._words, sentence.units).attributions()]
            if not here and open_at == sentence.paragraph and sentence.units[0].kind == "quote":
                found[-1] = _continued(found[-1], sentence)
                continue
            found.extend(here)
            if here and _leaves_open(here[-1]):
                open_at = sentence.paragraph
            elif here or open_at != sentence.paragraph:
                open_at = None
        return [one for one in found if one.content]


def _leaves_open(one: Attribution) -> bool:
    """Return whether a quotation may go on in the next sentence: behind one, “said:” or “…, Lee said.”."""
    return not one.content or one.mode is not Mode.INDIRECT or one.content[-1].end <= one.cue[0].start


def _is_block(sentence: Sentence, announced: int | None) -> bool:
    """Return whether a sentence begins the paragraph that “She added:” announces."""
    return announced is not None and sentence.paragraph == announced + 1 and not _only_quotes(sentence)


def _only_quotes(sentence: Sentence) -> bool:
    return all(unit.kind in {"quote", "mark"} for unit in sentence.units) and any(
        unit.kind == "quote" for unit in sentence.units
    )


def _continued(last: Attribution, sentence: Sentence) -> Attribution:
    """Return an attribution whose words go on in a sentence that begins with a quotation."""
    units = [unit for unit in sentence.units if unit.kind != "mark"]
    more = Span(units[0].start, units[-1].end)
    mode = last.mode if last.content and last.mode is not Mode.DIRECT else Mode.DIRECT
    if mode is Mode.INDIRECT or any(unit.kind != "quote" for unit in units):
        mode = Mode.MIXED
    return last._replace(content=(*last.content, more), mode=mode)


def _placed(sentence: Sentence, one: Found) -> Attribution:
    """Return an attribution with its offsets in the text."""

    def span(reach: Reach) -> Span:
        return Span(sentence.units[reach.first].start, sentence.units[reach.last].end)

    inside = [unit for reach in one.content for unit in sentence.units[reach.first : reach.last + 1]]
    quoted = [unit.kind == "quote" for unit in inside if unit.kind not in {"mark", "dash"}]
    mode = Mode.DIRECT if quoted and all(quoted) else Mode.MIXED if any(quoted) else Mode.INDIRECT
    source = () if one.source is None else (span(one.source),)
    return Attribution(
        source,
        (span(one.cue),),
        tuple(map(span, one.content)),
        mode,
        one.kind,
        one.asserted,
        one.claimed,
        tuple(map(span, one.passed_by)),
    )
