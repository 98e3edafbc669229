"""Which statements without figures a machine suspects of contradicting each other, and why."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.domain.negations import Negations
from bot.domain.opposites import Opposites, Pole
from bot.domain.phrases import Phrasebook
from bot.domain.polarity import Clause, Mood, Reader
from bot.domain.topics import Subjects, required

_KEPT: Final = 5_000  # statements taken apart that are kept for the next comparison
_TAKEN_BACK: Final = "takes back"  # sign of a statement that says an earlier one no longer holds
_LONGEST: Final = 60  # characters of a statement that a reason repeats


@dataclass(frozen=True, slots=True)
class Suspected:
    """A contradiction that a machine suspects."""

    reason: str  # one plain sentence for a moderator


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim's words taken apart, ready to be compared with others."""

    texts: tuple[str, ...]
    clauses: tuple["_Stated", ...]
    takes_back: bool = False  # it says that an earlier statement no longer holds
    takes_back_of: frozenset[str] = frozenset()  # concepts that it names of what it takes back
    concepts: frozenset[str] = frozenset()  # of all its clauses and what stands around them
    sides: frozenset[str] = frozenset()  # of pairs of opposites, those that it asserts
    turned: frozenset[str] = frozenset()  # the other sides of these pairs
    denials: tuple[tuple[frozenset[str], ...], ...] = ()  # for each denying clause, what it denies

    def may_deny(self, other: "Statement") -> bool:
        """Return whether a closer look for a denial is worth its time: cheap, and never wrong with no."""
        return any(not concepts.isdisjoint(other.concepts) for denied in self.denials for concepts in denied)

    def signs(self) -> Iterator[str]:
        """Yield by what others find this statement: its opposites, its words, and those of its denials."""
        yield from self.sides
        yield from (f"said {concept}" for concept in self.concepts)
        yield from {f"denied {concept}" for denied in self.denials for one in denied for concept in one}
        if self.takes_back:
            yield _TAKEN_BACK

    def meets(self) -> Iterator[str]:
        """Yield the signs of which any that this one may contradict has at least one."""
        yield _TAKEN_BACK
        yield from self.turned
        yield from (f"denied {concept}" for concept in self.concepts)
        yield from {f"said {concept}" for denied in self.denials for one in denied for concept in one}


class StatementComparer:
    """Suspects contradictions between statements by their negations and opposites; English only."""

    def __init__(
        self, words: Mapping[str, object], nation_of: Callable[[str], str | None] = lambda _name: None
    ) -> None:
        """`words` is the table of bot/words/denial.toml; `nation_of` names a demonym's country."""
        self._book = Phrasebook(words, nation_of)
        self._reader = Reader()
        self._parsed = lru_cache(maxsize=_KEPT)(self._parse)
        subjects = Subjects(words, self._book)
        self._opposites = Opposites(words, subjects)
        self._negations = Negations(words, subjects, self._opposites)

    def parse(
        self, text: str, quote: str | None = None, speaker: str | None = None, *, language: str = "en"
    ) -> Statement:
        """Return a claim's statement; in another language than English it states nothing here.

        The last few thousand are kept, so that asking again costs next to nothing.
        """
        return self._parsed(text, quote, speaker, language)

    def _parse(self, text: str, quote: str | None, speaker: str | None, language: str) -> Statement:
        texts = tuple(part for part in (text, quote) if part)
        if language.partition("-")[0] != "en":
            return Statement(texts, ())
        speaking = self._book.items(speaker or "")
        names = frozenset(item.stem for item in speaking)
        speakers = [item.term for item in speaking if item.term]
        parts = [(part, self._book.items(part, names)) for part in texts]
        clauses = self._stated(
            [(clause, part) for part, found in parts for clause in self._reader.clauses(found, speakers)]
        )
        items = [item for _, found in parts for item in found]
        cue = next((at for at, item in enumerate(items) if item.has("phrases")), None)
        named: frozenset[str] = frozenset()
        if cue is not None:
            named = frozenset(c for item in items[cue + 1 :] if item.term for c in item.term.concepts)
        poles = [pole for one in clauses for pole in one.poles]
        terms = [
            term for one in clauses for term in (*one.clause.terms, *one.clause.denied, *one.clause.context)
        ]
        return Statement(
            texts,
            clauses,
            cue is not None,
            named,
            frozenset(concept for term in terms for concept in term.concepts | term.implied),
            frozenset(_side(pole.axis, pole.asserts) for pole in poles),
            frozenset(_side(pole.axis, not pole.asserts) for pole in poles),
            tuple(
                tuple(term.concepts for term in needed)
                for one in clauses
                if (needed := required(one.clause.denied))
            ),
        )

    def _stated(self, clauses: Iterable[tuple[Clause, str]]) -> tuple["_Stated", ...]:
        """Return clauses with their opposites, but for pairs of which the statement takes both sides."""
        found = [(clause, text, tuple(self._opposites.poles(clause))) for clause, text in clauses]
        sides = {(pole.axis, pole.asserts) for _, _, poles in found for pole in poles}
        return tuple(
            _Stated(clause, text, tuple(pole for pole in poles if (pole.axis, not pole.asserts) not in sides))
            for clause, text, poles in found
        )

    def compare(self, a: Statement, b: Statement) -> Suspected | None:
        """Return why the two seem to contradict each other, or None; the order doesn't matter."""
        if a.texts == b.texts:
            return None
        oppose, deny, denied = not a.sides.isdisjoint(b.turned), a.may_deny(b), b.may_deny(a)
        if not (oppose or deny or denied):
            return None
        for one in a.clauses:
            for other in b.clauses:
                if not _moods_meet(one.clause.mood, other.clause.mood):
                    continue
                asked = one.clause.mood is Mood.ASKED
                reason = self._opposed(one, other) if oppose and not asked else None
                if not reason and deny and self._negations.denies(one.clause, other.clause):
                    reason = _denial(one.clause, one.text)
                if not reason and denied and self._negations.denies(other.clause, one.clause):
                    reason = _denial(other.clause, other.text)
                if reason:
                    return Suspected(reason)
        return None

    def _opposed(self, one: "_Stated", other: "_Stated") -> str | None:
        """Return the reason why two clauses describe one thing in opposite words, or None."""
        found = self._opposites.opposed(one.clause, other.clause, one.poles, other.poles)
        if found is None:
            return None
        first, second = _said(found[0], one.clause, one.text), _said(found[1], other.clause, other.text)
        return f"One says ‘{first}’, the other ‘{second}’."

    def takes_back(self, later: Statement, earlier: Statement) -> Suspected | None:
        """Return why a speaker seems to take back `earlier` in `later`, or None."""
        if later.takes_back and earlier.clauses and not earlier.takes_back:
            terms = [term for one in earlier.clauses for term in (*one.clause.terms, *one.clause.denied)]
            known = {concept for term in terms for concept in term.concepts}
            if len(later.takes_back_of & known) >= min(2, len(later.takes_back_of)):
                return Suspected("The speaker takes back what was said before.")
        return self.compare(later, earlier)


@dataclass(frozen=True, slots=True)
class _Stated:
    """One clause of a statement."""

    clause: Clause
    text: str  # that it is from
    poles: tuple[Pole, ...]


def _side(axis: str, side: bool) -> str:
    return f"{axis} {'yes' if side else 'no'}"


def _moods_meet(a: Mood, b: Mood) -> bool:
    return a is b or (Mood.GENERAL in (a, b) and Mood.ASKED not in (a, b))


def _clip(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _denial(clause: Clause, text: str) -> str:
    words = text[clause.denied[0].start : clause.denied[-1].end]
    return f"One denies what the other says: ‘{_clip(words)}’."


def _said(pole: Pole, clause: Clause, text: str) -> str:
    return (
        _clip(text[min(clause.start, pole.term.start) : pole.term.end]) if pole.negated else pole.term.surface
    )
