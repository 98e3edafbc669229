"""From an article to the claims that it makes."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from pydantic import ValidationError

from bot.domain.attribution import Attribution, Kind, Mode, Span
from bot.domain.engine import Engine
from bot.domain.lexicon import table, words
from bot.domain.proposing.background import Background
from bot.domain.proposing.days import day_in
from bot.domain.proposing.nesting import holds, passes_on, without
from bot.domain.proposing.openness import is_open
from bot.domain.proposing.own import OwnVoice
from bot.domain.proposing.repeats import once
from bot.domain.proposing.speakers import Speakers, is_pronoun
from bot.domain.proposing.statements import Statement, Statements
from bot.domain.text import source_key
from db.models import MAX_TEXT, Article, ClaimDraft, Figure, Proposed

_SOMEBODY: Final = "an unnamed speaker"  # of a quotation beside which nobody is named
_ITSELF: Final = "The article"  # speaks where nobody knows who published it
_NEAR: Final = 3  # attributions before one that it may stand in, or hold
_SHORTEST: Final = 3  # words of a statement without a figure


class _Said(NamedTuple):
    """An attribution with who speaks in it."""

    one: Attribution
    speaker: str
    via: tuple[str, ...]
    sentence: Span


class Proposer:
    """Finds the claims of one article."""

    def __init__(
        self, article: Article, story: str, engine: Engine, known: Callable[[str], str | None]
    ) -> None:
        self._article = article
        self._text = article.text
        self._story = story
        self._engine = engine
        self._sentences = engine.attribution.sentences(article.text)
        self._paragraphs = engine.attribution.paragraphs(article.text)
        self._starts = [span.start for span in self._sentences]
        self._speakers = Speakers(
            engine.attribution.speakers,
            article.text,
            lambda name: known(source_key(name)),
            engine.lexicon.nation_of,
        )
        self._read: dict[str, tuple[Figure, ...]] = {}  # figures, by the words that state them
        self._corrections = self._corrected()
        self._found = [
            one for one in engine.attribution.find(article.text) if not self._is_corrected(one.cue[0].start)
        ]
        self._statements = Statements(article.text, engine.attribution, self._figures, self._found)
        self._background = Background(
            table(engine.lexicon.tables, "background", "background"), article, story, self._paragraphs
        )
        self._outlet = article.outlet or article.title or _ITSELF

    def _corrected(self) -> list[Span]:
        """Return the paragraphs in which the article takes back what it said before."""
        begin = tuple(words(self._engine.attribution.speakers, "corrections"))
        spans = self._paragraphs
        return [
            span
            for span in spans
            if self._text[span.start : span.end].lower().lstrip("*-•[(_ ").startswith(begin)
        ]

    def _is_corrected(self, at: int) -> bool:
        number = bisect_right(self._corrections, Span(at, len(self._text)))
        return number > 0 and at < self._corrections[number - 1].end

    def _stated(self, one: Proposed) -> tuple[Figure, ...]:
        return self._figures(one.draft.text)

    def _figures(self, written: str) -> tuple[Figure, ...]:
        known = self._read.get(written)
        if known is None:
            known = self._read[written] = self._engine.read(written, self._article.language)
        return known

    def proposals(self, told: Callable[[int], None]) -> Iterator[Proposed]:
        """Yield the claims in the order of the text; `told` is told how far the reading has come."""
        left_open = {one for one in self._found if is_open(self._text, one)}
        said = list(self._said([one for one in self._found if one.claimed and one not in left_open]))
        found = [*self._attributed(said), *self._own([*(one.one for one in said), *left_open])]
        found.sort(key=lambda one: (one.start, one.end))
        placed = self._background.told_apart(found, lambda one: bool(self._stated(one)))
        for one in once(placed, self._article, self._paragraphs, self._stated):
            told(one.end)
            yield one

    def _said(self, found: Sequence[Attribution]) -> Iterator[_Said]:
        """Yield the claims of others with their speakers, in the order of the text."""
        kept: list[_Said] = []
        at = 0
        for one in (one for one in found if one.source and not self._is_heading(one)):
            sentence = self._sentence(one)
            at = max(self._meet(at, sentence.start), bisect_left(self._starts, sentence.end))
            source = one.source[0]
            follows = one.content[0].start > source.start
            before = self._text[sentence.start : source.start] if follows else ""
            near = kept[-_NEAR:]
            outer = next((other for other in reversed(near) if holds(other.one, one)), None)
            written = self._text[source.start : source.end]
            if outer is not None and (is_pronoun(written) or not passes_on(outer.one, one)):
                continue  # “police said they had found …”
            speaker = self._speakers.called(written, before)
            if speaker is None:
                continue
            said = _Said(one, speaker.name, self._via(one, speaker.name, sentence), sentence)
            inner = next((other for other in reversed(near) if holds(one, other.one)), None)
            if inner is not None and passes_on(one, inner.one):  # “Lee said it sank, according to her office”
                kept[kept.index(inner)] = _further(inner, said)
                continue
            if inner is not None:
                kept.remove(inner)
            if outer is not None:
                kept.remove(outer)
                said = _further(said, outer)
            kept.append(said)
        yield from kept

    def _is_heading(self, one: Attribution) -> bool:
        """Return whether nobody stands before a colon: “Fires: 12 boats lost”."""
        labelled = self._text[one.cue[0].start : one.cue[0].end] == ":" and one.mode is not Mode.DIRECT
        return labelled and not self._speakers.is_label(self._text[one.source[0].start : one.source[0].end])

    def _meet(self, first: int, until: int) -> int:
        """Take note of who sentences that attribute nothing are about; return the first sentence not seen."""
        at = first
        while at < len(self._sentences) and self._starts[at] < until:
            span = self._sentences[at]
            self._speakers.meet(self._text[span.start : span.end])
            at += 1
        return at

    def _sentence(self, one: Attribution) -> Span:
        """Return the stretch of the text that an attribution was found in, in whole sentences."""
        spans = (*one.source, *one.cue, *one.content)
        first = self._sentences[max(0, bisect_right(self._starts, min(span.start for span in spans)) - 1)]
        last = self._sentences[max(0, bisect_right(self._starts, max(span.end for span in spans) - 1) - 1)]
        return Span(first.start, max(last.end, max(span.end for span in spans)))

    def _via(self, one: Attribution, speaker: str, sentence: Span) -> tuple[str, ...]:
        """Return who passed a statement on, nearest the speaker first."""
        names: dict[str, str] = {}
        for span in one.passed_by:
            written = self._text[span.start : span.end]
            if span.start > one.cue[0].start and not self._speakers.is_outlet(written):
                continue  # somebody who merely listened
            reporter = self._speakers.called(written, self._text[sentence.start : span.start])
            if reporter is not None:
                names.setdefault(source_key(reporter.name), reporter.name)
        own = {source_key(speaker), source_key(self._outlet)}
        return tuple(name for key, name in names.items() if key not in own)

    def _attributed(self, said: Sequence[_Said]) -> Iterator[Proposed]:
        for one in said:
            statement = self._statements.of(one.one, one.speaker, one.sentence)
            if statement is None:
                continue
            figures = self._figures(statement.text)
            idle = one.one.kind is Kind.HELD and not figures
            if idle or (not figures and len(statement.text.split()) < _SHORTEST):
                continue
            proposed = self._proposed(statement, one.speaker, one.via, one.sentence, one.one)
            if proposed is not None:
                yield proposed

    def _own(self, attributed: Sequence[Attribution]) -> Iterator[Proposed]:
        """Yield what nobody is named for: the article says it itself."""
        engine = self._engine
        voice = OwnVoice(
            self._text, engine.attribution, self._figures, engine.lexicon.known_outcome, attributed
        )
        told = [span for span in self._sentences if not self._is_corrected(span.start)]
        for sentence, statement in voice.statements(told):
            speaker = self._outlet if statement.quote is None else _SOMEBODY
            proposed = self._proposed(statement, speaker, (), sentence)
            if proposed is not None:
                yield proposed

    def _proposed(
        self,
        statement: Statement,
        speaker: str,
        via: tuple[str, ...],
        sentence: Span,
        one: Attribution | None = None,
    ) -> Proposed | None:
        text, quote = statement
        article = self._article
        around = self._around(sentence, one)
        try:
            draft = ClaimDraft(
                story=self._story,
                text=text[:MAX_TEXT],
                quote=quote[:MAX_TEXT] if quote else None,
                speaker=speaker,
                via=via,
                outlet=article.outlet,
                url=article.url,
                said_at=day_in(around, article.published_at) if one is not None else None,
                published_at=article.published_at,
                language=article.language,
            )
        except ValidationError:
            return None
        written = self._text[sentence.start : sentence.end]
        return Proposed(
            draft=draft,
            sentence=written,
            start=sentence.start,
            end=sentence.end,
            attributed=one is not None or speaker is _SOMEBODY,
        )

    def _around(self, sentence: Span, one: Attribution | None) -> str:
        """Return the words of a sentence that are not attributed: among them is the day of saying."""
        if one is None:
            return ""
        kept, at = [], sentence.start
        for span in one.content:
            kept.append(self._text[at : span.start])
            at = span.end
        kept.append(self._text[at : sentence.end])
        return " ".join(kept)


def _further(said: _Said, by: _Said) -> _Said:
    """Return a claim as somebody else passed it on."""
    names = {source_key(name): name for name in (*said.via, by.speaker, *by.via)}
    names.pop(source_key(said.speaker), None)
    content = without(said.one.content, by.one)
    return said._replace(via=tuple(names.values()), one=said.one._replace(content=content))
