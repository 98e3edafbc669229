"""The pure parts put together once: reading, comparing, matching, naming."""

import hashlib
import json
from datetime import tzinfo
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from bot.domain import moments
from bot.domain.alike import wording_of
from bot.domain.attribution import AttributionReader
from bot.domain.comparison import FigureComparer, Verdict, in_order, relate
from bot.domain.figures import FigureReader
from bot.domain.lexicon import Lexicon
from bot.domain.matching import FigureMatcher
from bot.domain.mentions import mentions, names_in
from bot.domain.ranking import Ranker
from bot.domain.sources import SourceNames, one_speaker
from bot.domain.statements import Statement, StatementComparer
from bot.domain.text import fold, source_key, statement_key, story_key
from db.models import Claim, ClaimDraft, Entry, Figure, Relation, SourceName, Status, Suspicion

_ANYTHING: Final = "62 soldiers"  # a text that needs most of what reading needs
_READER: Final = 2  # of the grammar; another number has every figure on record read anew


class Said(NamedTuple):
    """The words of a claim."""

    text: str
    quote: str | None
    language: str

    @classmethod
    def by(cls, draft: ClaimDraft) -> "Said":
        """Return the words of a draft."""
        return cls(draft.text, draft.quote, draft.language)


class Heard(NamedTuple):
    """What the words of a claim state."""

    statement: str  # key of the words: the same however they are spelt
    figures: tuple[Figure, ...]


class Engine:
    """What the desk knows of figures, sources and statements. Holds no claims, only the word lists."""

    def __init__(self, lexicon: Lexicon, zone: tzinfo) -> None:
        self.lexicon = lexicon
        self.zone = zone
        self.fingerprint = f"{_READER}-{_digest(lexicon)}"  # claims read under another one are read anew
        self.reader = FigureReader(lexicon)
        self.comparer = FigureComparer(lexicon)
        self.matcher = FigureMatcher(lexicon)
        self.ranker = Ranker(wording_of(lexicon.tables))
        self.names = SourceNames(lexicon.nation_of)
        self.attribution = AttributionReader(lexicon.tables["attribution"])

    def warm_up(self) -> None:
        """Make ready what is otherwise made when it is first needed."""
        self.read(_ANYTHING)
        self.statements.parse(_ANYTHING)

    @cached_property
    def statements(self) -> StatementComparer:
        """What compares statements without figures; made when first asked for, which takes a while."""
        return StatementComparer(self.lexicon.tables["denial"], self.lexicon.nation_of)

    def read(self, text: str, language: str = "en") -> tuple[Figure, ...]:
        """Return the figures that a text states, in the order of the text."""
        return self.reader.read(text, language)

    def figures(self, draft: ClaimDraft) -> tuple[Figure, ...]:
        """Return the figures of a claim: those of its text, then those that only its quote states."""
        return self.heard(Said.by(draft)).figures

    def heard(self, said: Said) -> Heard:
        """Return what the words of a claim state."""
        found = self.read(said.text, said.language)
        if said.quote is not None:
            known = {_number_of(figure) for figure in found}
            quoted = self.read(said.quote, said.language)
            found += tuple(figure for figure in quoted if _number_of(figure) not in known)
        return Heard(statement_key(f"{said.text} {said.quote}" if said.quote else said.text), found)

    def entry(self, draft: ClaimDraft, heard: Heard | None = None) -> Entry:
        """Return a draft made ready for the ledger; `heard` is what its words state, where that is known."""
        statement, figures = heard or self.heard(Said.by(draft))
        return Entry.model_construct(
            draft=draft,
            story_key=story_key(draft.story),
            speaker=self.source(draft.speaker),
            via=tuple(map(self.source, draft.via)),
            outlet=self.source(draft.outlet) if draft.outlet else None,
            statement=statement,
            figures=figures,
        )

    @staticmethod
    @lru_cache(maxsize=50_000)
    def source(name: str) -> SourceName:
        """Return a source's name with its key."""
        return SourceName(name=name, key=source_key(name))

    def names_in(self, text: str) -> frozenset[str]:
        """Return the places, people and organisations that a message names."""
        return names_in(text, self.lexicon.nation_of)

    def mentions(self, names: frozenset[str], claim: Claim) -> bool:
        """Return whether a claim, its sources or its story have any of some names, or there are none."""
        texts = (claim.story, claim.text, claim.quote or "", claim.speaker, *claim.via, claim.outlet or "")
        return not names or mentions(names, fold(" ".join(texts)), self.lexicon.nation_of)

    def one_speaker(self, a: Claim, b: Claim) -> bool:
        """Return whether two claims have the same speaker."""
        return one_speaker(a, b, self.names)

    def relate(self, a: Claim, b: Claim) -> Verdict:
        """Return what two claims of one story are to each other by their figures."""
        return relate(a, b, self.comparer, one_speaker=self.one_speaker(a, b), zone=self.zone)

    def suspect(self, a: Claim, b: Claim) -> Suspicion | None:
        """Return the contradiction that a machine may suspect between two active claims' statements.

        The same speaker taking a statement back is a suspected revision.
        """
        if a.status is not Status.ACTIVE or b.status is not Status.ACTIVE:
            return None
        one_speaker = self.one_speaker(a, b)
        order = moments.later(a.said_at, b.said_at, self.zone)
        if one_speaker and order:
            later, earlier = (a, b) if order > 0 else (b, a)
            suspected = self.statements.takes_back(self.statement(later), self.statement(earlier))
        else:
            suspected = self.statements.compare(self.statement(a), self.statement(b))
        if suspected is None:
            return None
        verdict = Verdict(Relation.CONTRADICTS, suspected.reason, suspected=True)
        verdict = in_order(verdict, a, b, one_speaker=one_speaker, zone=self.zone)
        return Suspicion(a=a.id, b=b.id, relation=verdict.relation, reason=verdict.reason)

    def statement(self, claim: Claim) -> Statement:
        """Return a claim's words taken apart."""
        return self.statements.parse(claim.text, claim.quote, claim.speaker, language=claim.language)


def _digest(lexicon: Lexicon) -> str:
    return hashlib.sha256(json.dumps(lexicon.tables, sort_keys=True).encode()).hexdigest()[:16]


def _number_of(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.qualifier, figure.unit, figure.outcome
