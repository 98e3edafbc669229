"""Which statements without figures a machine suspects of contradicting each other, and why."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.domain.phrases import Item, Phrasebook, Term, lists
from bot.domain.polarity import BE, Clause, Mood, Reader, Subject, is_passive, subject_of

_SHARE: Final = 0.6  # of what a denial names, how much the other statement must name
_LOOSE_SHARE: Final = 0.75  # likewise where it is unclear which word carries the denial
_LEAST_SHARE: Final = min(_SHARE, _LOOSE_SHARE)
_TOPIC_SHARE: Final = 0.5  # of the smaller clause's words, how many two opposite descriptions must share
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
        return any(
            sum(not concepts.isdisjoint(other.concepts) for concepts in denied) >= _LEAST_SHARE * len(denied)
            for denied in self.denials
        )

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
        traits = lists(words, "traits")
        self._contrary = frozenset(traits.get("contrary", []))
        self._attributive = frozenset(traits.get("attributive", []))
        self._event_axes = frozenset(traits.get("event", []))
        self._events = frozenset(traits.get("events", []))
        self._moving = frozenset(traits.get("moving", []))
        self._generic = frozenset(
            concept
            for noun in lists(words, "generic").get("nouns", [])
            for item in self._book.items(noun)
            if item.term
            for concept in item.term.concepts
        )

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
        names = frozenset(item.stem for item in self._book.items(speaker or ""))
        parts = [(part, self._book.items(part, names)) for part in texts]
        clauses = tuple(
            _Stated(clause, part, tuple(self._poles(clause)))
            for part, found in parts
            for clause in self._reader.clauses(found)
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
            frozenset(concept for term in terms for concept in term.concepts),
            frozenset(_side(pole.axis, pole.asserts) for pole in poles),
            frozenset(_side(pole.axis, not pole.asserts) for pole in poles),
            tuple(
                tuple(term.concepts for term in required)
                for one in clauses
                if (required := _required(one.clause))
            ),
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
                reason = self._opposed(one, other) or self._opposed(other, one) if oppose else None
                if not reason and deny and self._denies(one.clause, other.clause):
                    reason = _denial(one.clause, one.text)
                if not reason and denied and self._denies(other.clause, one.clause):
                    reason = _denial(other.clause, other.text)
                if reason:
                    return Suspected(reason)
        return None

    def takes_back(self, later: Statement, earlier: Statement) -> Suspected | None:
        """Return why a speaker seems to take back `earlier` in `later`, or None."""
        if later.takes_back and earlier.clauses and not earlier.takes_back:
            terms = [term for one in earlier.clauses for term in (*one.clause.terms, *one.clause.denied)]
            known = {concept for term in terms for concept in term.concepts}
            if len(later.takes_back_of & known) >= min(2, len(later.takes_back_of)):
                return Suspected("The speaker takes back what was said before.")
        return self.compare(later, earlier)

    def _denies(self, denial: Clause, other: Clause) -> bool:
        """Return whether `denial` denies what `other` asserts."""
        if not denial.denied or other.denied or any(item.has("restrictions") for item in other.items):
            return False
        required = _required(denial)
        if not required or any(self._turns(term) for term in denial.denied):
            return False
        met = [term for term in required if _met(term, (*other.terms, *other.context))]
        if len(met) < (_SHARE if denial.heads else _LOOSE_SHARE) * len(required):
            return False
        partners = [_partner(head, other.items) for head in denial.heads or met[-1:]]
        if not all(partners) or not _both_predicated(denial, other, partners[0]):
            return False
        if not _well_shared(denial, other, met) or not _numbers_meet(denial, other):
            return False
        return _details_meet(denial, other) and self._same_subject(denial, other, partners[0])

    def _turns(self, term: Term) -> bool:
        return any(axis in self._event_axes for axis, _ in term.axes)

    def _same_subject(self, denial: Clause, other: Clause, head: Term | None) -> bool:
        if head is None or not denial.subject.heads:
            return True
        at = next(i for i, item in enumerate(other.items) if item.term is head)
        if is_passive(other.items, head) != denial.passive and not head.concepts & self._moving:
            by = next((i for i, item in enumerate(other.items) if i > at and item.stem == "by"), None)
            subject = Subject() if by is None else subject_of(other.items[by + 1 :])
        else:
            subject = subject_of(other.items[:at])
        return self._subjects_meet(denial.subject, subject)

    def _subjects_meet(self, a: Subject, b: Subject) -> bool:
        if not a.heads or not b.heads or a.own or b.own:
            return True
        if any(_met(head, b.heads) for head in a.heads):
            inside = all(_met(word, b.words) for word in a.words)
            return inside or all(_met(word, a.words) for word in b.words)
        return (self._is_generic(a) and _named(b)) or (self._is_generic(b) and _named(a))

    def _is_generic(self, subject: Subject) -> bool:
        return all(head.concepts & self._generic for head in subject.heads)

    def _opposed(self, a: "_Stated", b: "_Stated") -> str | None:
        """Return the reason why two clauses describe one thing in opposite words."""
        for one in a.poles:
            for two in b.poles:
                if one.axis != two.axis or not self._exclude(one, two):
                    continue
                if self._same_topic(a.clause, one, b.clause, two) and _details_meet(a.clause, b.clause):
                    first, second = _said(one, a.clause, a.text), _said(two, b.clause, b.text)
                    return f"One says ‘{first}’, the other ‘{second}’."
        return None

    def _exclude(self, one: "_Pole", two: "_Pole") -> bool:
        if one.side == two.side and one.axis not in self._event_axes:
            return False  # one word, denied on one side: judged by all that the denial names
        if one.axis in self._contrary and (one.negated or two.negated):
            return one.side == two.side and one.negated != two.negated
        return one.asserts != two.asserts

    def _poles(self, clause: Clause) -> Iterable["_Pole"]:
        for term in clause.denied:
            if term in clause.heads or self._turns(term):
                yield from (_Pole(axis, side, True, term, len(clause.items)) for axis, side in term.axes)
        for at, item in enumerate(clause.items):
            if item.term is None or item.term in clause.denied:
                continue
            for axis, side in item.term.axes:
                named = axis not in self._attributive or _mentions(clause.items, at)
                if not named or _predicates(clause.items, at):
                    yield _Pole(axis, side, False, item.term, at)

    def _same_topic(self, a: Clause, one: "_Pole", b: Clause, two: "_Pole") -> bool:
        mine, theirs = _topic(a, one.term), _topic(b, two.term)
        shared = [term for term in mine if _met(term, theirs)]
        if one.axis in self._event_axes:
            events = [any(t.concepts & self._events for t in topic) for topic in (mine, theirs)]
            return bool(shared) or all(events)
        smaller = min(len(mine), len(theirs)) or 1
        if not shared or len(shared) < _TOPIC_SHARE * smaller:
            return False
        subjects = _subject_before(a, one), _subject_before(b, two)
        unclear = not all(subject.heads for subject in subjects)
        if unclear and len(shared) < min(2, smaller):
            return False
        return self._subjects_meet(*subjects)


@dataclass(frozen=True, slots=True)
class _Pole:
    """One side of a pair of opposites, as a clause has it."""

    axis: str
    side: bool
    negated: bool
    term: Term
    at: int

    @property
    def asserts(self) -> bool:
        """Which side of the pair the clause asserts, its negation taken into account."""
        return self.side != self.negated


@dataclass(frozen=True, slots=True)
class _Stated:
    """One clause of a statement."""

    clause: Clause
    text: str  # that it is from
    poles: tuple[_Pole, ...]


def _side(axis: str, side: bool) -> str:
    return f"{axis} {'yes' if side else 'no'}"


def _subject_before(clause: Clause, pole: _Pole) -> Subject:
    return clause.subject if pole.negated else subject_of(clause.items[: pole.at])


def _named(subject: Subject) -> bool:
    return any(head.capital for head in subject.heads)


def _topic(clause: Clause, about: Term) -> list[Term]:
    terms = [t for t in (*clause.terms, *clause.denied) if t is not about and not t.number]
    content = [t for t in terms if not t.optional]
    return content or [*terms, *clause.context]


def _predicates(items: tuple[Item, ...], at: int) -> bool:
    """Return whether a word is said of something here, rather than part of its name."""
    before = [item for item in items[:at] if item.term or not item.has("others")]
    if not before:
        return False
    if before[-1].stem in ("a", "an"):
        return len(before) > 1 and before[-2].stem in BE
    return not before[-1].has("articles", "prepositions") and not before[-1].possessive


def _mentions(items: tuple[Item, ...], at: int) -> bool:
    """Return whether a word only names a known thing: “the accident”, “a general's mistake”."""
    if at + 1 < len(items) and items[at + 1].term:
        return False  # "the deliberate attack" says what kind of attack it was
    start = next((i for i in range(at - 1, -1, -1) if items[i].term is None), -1)
    if any(item.possessive for item in items[start + 1 : at]):
        return True
    return start >= 0 and items[start].has("articles") and items[start].stem not in ("a", "an")


def _required(denial: Clause) -> list[Term]:
    """Return the words of a denial that what it denies must have."""
    return [term for term in denial.denied if not term.optional and not term.number]


def _met(term: Term, others: Iterable[Term]) -> bool:
    return any(term.concepts & other.concepts for other in others)


def _partner(head: Term, items: tuple[Item, ...]) -> Term | None:
    """Return the word that asserts what `head` denies, unless it is only ended or avoided."""
    sides = dict(head.axes)
    for at, item in enumerate(items):
        term = item.term
        if term is None or not head.concepts & term.concepts or (at and items[at - 1].has("ceasing")):
            continue
        if all(sides.get(axis, side) == side for axis, side in term.axes):
            return term
    return None


def _both_predicated(denial: Clause, other: Clause, head: Term | None) -> bool:
    """Return whether “is not a target” meets “was a target” rather than “took the target”."""
    at = next((i for i, item in enumerate(other.items) if item.term is head), 0)
    before = other.items[at - 1]
    return not denial.nominal or not before.has("articles") or before.stem in ("a", "an")


def _well_shared(denial: Clause, other: Clause, met: list[Term]) -> bool:
    """Return whether two words at least tie a denial to what it may deny, its subject's included."""
    if denial.cue == "without":
        stated = [term for term in other.terms if not term.optional]
        shared = [term for term in stated if _met(term, (*denial.denied, *denial.context))]
        return len(shared) > 1 and len(shared) >= _TOPIC_SHARE * len(stated)
    around = (*other.terms, *other.context)
    further = [term for term in (*denial.denied, *denial.terms) if term not in met and _met(term, around)]
    return len(met) + len(further) > 1


def _moods_meet(a: Mood, b: Mood) -> bool:
    return a is b or Mood.GENERAL in (a, b)


def _numbers_meet(denial: Clause, other: Clause) -> bool:
    stated = {concept for term in other.terms if term.number for concept in term.concepts}
    named = {concept for term in denial.denied if term.number for concept in term.concepts}
    if denial.cue in ("no", "nobody") and stated - named:
        return False  # none against some: a matter of figures
    return all(term.concepts & stated for term in denial.denied if term.number)


def _details_meet(a: Clause, b: Clause) -> bool:
    """Return whether no country, day, month or place sets the two apart."""
    nations = [{t.nation for t in (*c.terms, *c.denied) if t.nation} for c in (a, b)]
    days = [{x for t in (*c.terms, *c.denied) if t.day for x in t.concepts} for c in (a, b)]
    if not all(not one or not two or one & two for one, two in (nations, days)):
        return False
    mine, theirs = _places(a), _places(b)
    return all(any(_met(term, theirs[word]) for term in mine[word]) for word in mine.keys() & theirs.keys())


def _places(clause: Clause) -> dict[tuple[str, bool], list[Term]]:
    """Return what follows each preposition of place, names and other words apart."""
    found: dict[tuple[str, bool], list[Term]] = {}
    for at, item in enumerate(clause.items):
        if not item.has("places"):
            continue
        follows = [other for other in clause.items[at + 1 : at + 4] if not other.has("articles")]
        if follows and (term := follows[0].term) and not (term.optional or term.number):
            found.setdefault((item.stem, term.capital), []).append(term)
            if len(follows) > 1 and follows[1].term:
                found[item.stem, term.capital].append(follows[1].term)
    return found


def _clip(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _denial(clause: Clause, text: str) -> str:
    words = text[clause.denied[0].start : clause.denied[-1].end]
    return f"One denies what the other says: ‘{_clip(words)}’."


def _said(pole: _Pole, clause: Clause, text: str) -> str:
    return (
        _clip(text[min(clause.start, pole.term.start) : pole.term.end]) if pole.negated else pole.term.surface
    )
