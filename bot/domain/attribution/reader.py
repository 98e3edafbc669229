"""Who says what in a text: each cue with its source and what is attributed to that source."""

import re
from typing import Final

from bot.domain.attribution.clauses import Clauses
from bot.domain.attribution.cues import Words
from bot.domain.attribution.findings import Found
from bot.domain.attribution.layout import Sentence, sentences
from bot.domain.attribution.phrases import Reach
from bot.domain.attribution.spans import Attribution, Kind, Mode, Span
from bot.domain.lexicon import Table
from bot.domain.lexicon import table as table_of

_TRANSCRIBED: Final = re.compile(r"[\"“]?(?P<name>[A-Z][A-Z.’' \-]{1,40}[A-Z])(?P<colon>:)\s+(?=\S)")
_LONGEST_SIGNATURE: Final = 12  # units of the line that names whose a quotation is


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
        paragraph: int | None = None
        block: int | None = None  # paragraph that somebody's words fill
        quoted: Sentence | None = None  # the sentence before, where it is a quotation of nobody
        for sentence in sentences(text, self._words["abbreviations"]):
            spoken = None if sentence.paragraph == paragraph else _transcribed(text, sentence)
            paragraph = sentence.paragraph
            if spoken is not None:
                found.append(spoken)
                block = sentence.paragraph
                continue
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
            clauses = Clauses(self._words, sentence.units, title=sentence.paragraph == 0)
            here = [_placed(sentence, one) for one in clauses.attributions()]
            if not here and open_at == sentence.paragraph and sentence.units[0].kind == "quote":
                found[-1] = _continued(found[-1], sentence)
                continue
            signed = _signed(quoted, sentence) if not here else None
            if signed is not None:
                found.append(signed)
            quoted = sentence if not here and _only_quotes(sentence) else None
            found.extend(here)
            if here and _leaves_open(here[-1]):
                open_at = sentence.paragraph
            elif here or open_at != sentence.paragraph:
                open_at = None
        return [one for one in found if one.content]


def _leaves_open(one: Attribution) -> bool:
    """Return whether a quotation may go on in the next sentence: behind one, “said:” or “…, Lee said.”."""
    return not one.content or one.mode is not Mode.INDIRECT or one.content[-1].end <= one.cue[0].start


def _signed(quoted: Sentence | None, signature: Sentence) -> Attribution | None:
    """Return a quotation with whoever the next line names behind a dash."""
    first = signature.units[0]
    if quoted is None or first.kind != "dash" or not 1 < len(signature.units) <= _LONGEST_SIGNATURE:
        return None
    names = signature.units[1:]
    if not names[0].capital or any(unit.kind == "quote" for unit in names):
        return None
    source = Span(names[0].start, names[-1].end)
    content = Span(quoted.start, quoted.end)
    return Attribution((source,), (Span(first.start, first.end),), (content,), Mode.DIRECT, Kind.REPORTED)


def _transcribed(text: str, sentence: Sentence) -> Attribution | None:
    """Return the words behind a name in capitals that begins a paragraph, “QUILL: It sank”."""
    name = _TRANSCRIBED.match(text, sentence.start, sentence.end)
    if name is None:
        return None
    source, cue = Span(*name.span("name")), Span(*name.span("colon"))
    return Attribution((source,), (cue,), (Span(name.end(), sentence.end),), Mode.INDIRECT, Kind.REPORTED)


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
