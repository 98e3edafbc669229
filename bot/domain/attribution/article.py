"""Who says what in one article: what sentences attribute, and quotations that go on from one to another."""

from typing import Final

from bot.domain.attribution.clauses import Clauses
from bot.domain.attribution.cues import Words
from bot.domain.attribution.findings import Found
from bot.domain.attribution.layout import Sentence, sentences
from bot.domain.attribution.phrases import Reach
from bot.domain.attribution.spans import Attribution, Kind, Mode, Span
from bot.domain.attribution.transcripts import Transcript

_LONGEST_SIGNATURE: Final = 12  # units of the line that names whose a quotation is
_CLOSING: Final = frozenset("”\"»“'’")


class ArticleReading:
    """Reads an article's sentences one after the other."""

    def __init__(self, words: Words, text: str) -> None:
        self._words = words
        self._text = text
        self._found: list[Attribution] = []
        self._open_at: int | None = None  # paragraph of the last quotation that others may go on from
        self._paragraph: int | None = None
        self._block: int | None = None  # paragraph that somebody's words fill
        self._transcript = Transcript(text)
        self._quoted: Sentence | None = None  # the sentence before, where it is a quotation of nobody
        self._unclosed: list[Span] = []  # paragraphs of a quotation that the next one goes on with

    def attributions(self) -> list[Attribution]:
        """Return the attributions of the article in the order of their cues."""
        for sentence in sentences(self._text, self._words["abbreviations"]):
            begins = sentence.paragraph != self._paragraph
            self._paragraph = sentence.paragraph
            if not (self._in_block(sentence, begins=begins) or self._goes_on(sentence)):
                self._look_through(sentence)
        return [one for one in self._found if one.content]

    def _in_block(self, sentence: Sentence, *, begins: bool) -> bool:
        """Take a sentence of a paragraph that somebody's words fill; return whether it is one."""
        if sentence.paragraph == self._block:
            last = self._found[-1]
            self._found[-1] = last._replace(content=(Span(last.content[0].start, sentence.end),))
            return True
        spoken = self._transcript.spoken(sentence) if begins else None
        if spoken is not None:
            self._add_unclosed()
            self._open_at = None
            self._found.append(spoken)
        elif self._announced() and _is_block(sentence, self._open_at):
            self._found[-1] = self._found[-1]._replace(content=(Span(sentence.start, sentence.end),))
        else:
            return False
        self._block = sentence.paragraph
        return True

    def _announced(self) -> bool:
        """Return whether “She added:” waits for the words that it announces."""
        return bool(self._found) and not self._found[-1].content and not self._unclosed

    def _goes_on(self, sentence: Sentence) -> bool:
        """Take a sentence that is nothing but a quotation of the speaker before; return whether it is one."""
        if not _only_quotes(sentence):
            return False
        near = self._open_at is not None and sentence.paragraph - self._open_at <= 1
        if near:
            self._open_at = sentence.paragraph
        if self._text[sentence.end - 1] not in _CLOSING and sentence.units[-1].kind == "quote":
            self._unclosed.append(Span(sentence.start, sentence.end))
            return True
        if near:
            self._add_unclosed()
            self._found[-1] = _continued(self._found[-1], sentence)
        return near

    def _add_unclosed(self) -> None:
        """Give the paragraphs that were left open to the last speaker."""
        if self._unclosed and self._found and self._open_at is not None:
            last = self._found[-1]
            mode = last.mode if last.content else Mode.DIRECT
            self._found[-1] = last._replace(content=(*last.content, *self._unclosed), mode=mode)
        self._unclosed = []

    def _look_through(self, sentence: Sentence) -> None:
        """Take what a sentence attributes."""
        clauses = Clauses(self._words, sentence.units, title=sentence.paragraph == 0)
        here = [_placed(sentence, one) for one in clauses.attributions()]
        if here and self._unclosed and here[0].content and here[0].content[0].start == sentence.start:
            here[0] = here[0]._replace(content=(*self._unclosed, *here[0].content))
            self._unclosed = []
        self._add_unclosed()
        if not here and self._open_at == sentence.paragraph and sentence.units[0].kind == "quote":
            self._found[-1] = _continued(self._found[-1], sentence)
            return
        signed = _signed(self._quoted, sentence) if not here else None
        if signed is not None:
            self._found.append(signed)
        self._quoted = sentence if not here and _only_quotes(sentence) else None
        self._found.extend(here)
        if here and _leaves_open(here[-1]):
            self._open_at = sentence.paragraph
        elif here or self._open_at != sentence.paragraph:
            self._open_at = None


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
