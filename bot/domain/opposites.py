"""Opposite descriptions of one thing: “deliberate” against “unintentional”, “open” against “closed”."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.phrases import Item, Term, antonyms, lists
from bot.domain.polarity import Clause, Subject, subject_of
from bot.domain.sentences import BE
from bot.domain.topics import Subjects, content, details_meet, met

_KINDS: Final = ("complementary", "contrary")  # of further pairs of opposites
_NEAR: Final = 3  # items between a form of “be” and what it says of its subject
_BRIEF: Final = 5  # words of a clause whose “he” may be whom the other names
_HAVE: Final = frozenset({"have", "has", "had", "with"})
_TOPIC_SHARE: Final = 0.5  # of the smaller clause's words, how many two opposite descriptions must share


@dataclass(frozen=True, slots=True)
class Pole:
    """One side of a pair of opposites, as a clause has it."""

    axis: str
    side: bool
    negated: bool
    term: Term
    at: int
    noun: Term | None = None  # that it stands before, where it is but part of what a thing is called

    @property
    def asserts(self) -> bool:
        """Which side of the pair the clause asserts, its negation taken into account."""
        return self.side != self.negated


class Opposites:
    """Finds pairs of opposites in clauses, and says which of two clauses' shut each other out."""

    def __init__(self, words: Mapping[str, object], subjects: Subjects) -> None:
        """`words` is the table of bot/words/denial.toml."""
        traits = lists(words, "traits")
        kinds = {
            kind: [f"{kind} {at}" for found, at, _ in antonyms(words) if found == kind] for kind in _KINDS
        }
        self._contrary = frozenset([*traits.get("contrary", []), *kinds["contrary"]])
        self._attributive = frozenset(traits.get("attributive", []))
        self._copular = frozenset(traits.get("copular", []))
        self._had = frozenset(traits.get("had", []))
        self._even = frozenset([*traits.get("even", []), *kinds["complementary"]])
        self._mutual = frozenset(traits.get("mutual", []))
        self._event_axes = frozenset(traits.get("event", []))
        self._events = frozenset(traits.get("events", []))
        self._subjects = subjects

    def turns(self, term: Term) -> bool:
        """Return whether a word says how an event came about, so that denying it asserts its opposite."""
        return any(axis in self._event_axes for axis, _ in term.axes)

    def poles(self, clause: Clause) -> Iterator[Pole]:
        """Yield the sides of pairs of opposites that a clause takes."""
        for term in clause.denied:
            if term in clause.heads or self.turns(term):
                yield from (Pole(axis, side, True, term, len(clause.items)) for axis, side in term.axes)
        for at, item in enumerate(clause.items):
            if item.term is None or item.term in clause.denied:
                continue
            for axis, side in item.term.axes:
                if self._said(axis, clause.items, at):
                    yield Pole(axis, side, False, item.term, at)
                elif (noun := _noun_behind(clause.items, at)) is not None:
                    yield Pole(axis, side, False, item.term, at, noun)

    def _said(self, axis: str, items: tuple[Item, ...], at: int) -> bool:
        if axis in self._had and (_follows(items, at, _HAVE) or _is_verb(items[at])):
            return True
        if axis in self._copular:
            return _follows(items, at, BE)
        named = axis not in self._attributive or _mentions(items, at)
        return not named or _predicates(items, at)

    def opposed(
        self, a: Clause, b: Clause, mine: tuple[Pole, ...], theirs: tuple[Pole, ...]
    ) -> tuple[Pole, Pole] | None:
        """Return the sides by which two clauses describe one thing in opposite words, or None."""
        for one in mine:
            for two in theirs:
                if one.axis != two.axis or not self._exclude(one, two):
                    continue
                if self._same_topic(a, one, b, two) and details_meet(a, b):
                    return one, two
        return None

    def _exclude(self, one: Pole, two: Pole) -> bool:
        if one.side == two.side and one.axis not in self._event_axes:
            one_word = one.axis not in self._even or bool(one.term.concepts & two.term.concepts)
            if one_word:  # denied on one side: judged by all that the denial names
                return False
        if one.axis in self._contrary and (one.negated or two.negated):
            return one.side == two.side and one.negated != two.negated
        return one.asserts != two.asserts

    def _same_topic(self, a: Clause, one: Pole, b: Clause, two: Pole) -> bool:
        mine, theirs = _topic(a, one.term), _topic(b, two.term)
        shared = _shared(_around(a, one.term), _around(b, two.term))
        if one.axis in self._event_axes:
            return shared > 0 or all(
                self._of_event(pole, topic) for pole, topic in ((one, mine), (two, theirs))
            )
        smaller = min(len(mine), len(theirs)) or 1
        subjects = _subject_before(a, one), _subject_before(b, two)
        if one.noun or two.noun:
            return not (one.noun and two.noun) and self._one_thing(*subjects)
        if self._one_thing(*subjects) or self._somebody(subjects, (a, one), (b, two)):
            return True
        shared += _named_by_pronoun(*subjects) or _named_by_pronoun(*reversed(subjects))
        own = any(self._subjects.speaks(subject) for subject in subjects)
        if not own and (not shared or shared < _TOPIC_SHARE * smaller):
            return False
        echoed = _shared(a.echo, theirs) + _shared(b.echo, mine)
        unclear = not all(subject.heads or self._subjects.speaks(subject) for subject in subjects)
        if unclear and shared + echoed < min(2, smaller):
            return False
        if one.axis in self._mutual and shared > 1:
            return True
        return shared + echoed > 0 and self._one_subject(a, one, b, two)

    def _one_thing(self, a: Subject, b: Subject) -> bool:
        """Return whether two subjects are the same by name, not merely possibly so."""
        return any(met(head, b.heads) for head in a.heads) and self._subjects.meet(a, b)

    def _somebody(
        self, subjects: tuple[Subject, Subject], mine: tuple[Clause, Pole], theirs: tuple[Clause, Pole]
    ) -> bool:
        """Return whether one side says nothing but its opposite of a “he” or “it” that the other may name."""
        brief = all(len(content(clause.terms)) <= _BRIEF for clause, _ in (mine, theirs))
        if not (brief and _told_of(*mine) and _told_of(*theirs)):
            return False
        for subject, (clause, pole), other in (
            (subjects[0], mine, subjects[1]),
            (subjects[1], theirs, subjects[0]),
        ):
            alone = not content([t for t in (*clause.terms, *clause.denied) if t is not pole.term])
            vague = subject.pronoun or (subject.heads and self._subjects.may_be_anyone(subject))
            if not vague or not (alone or subject.pronoun or pole.axis in self._even):
                continue
            if (other.heads and self._subjects.is_generic(other)) or _named(other):
                return True
        return False

    def _one_subject(self, a: Clause, one: Pole, b: Clause, two: Pole) -> bool:
        """Return whether two descriptions may have one subject, also where one of them is passive."""
        mine, theirs = _subject_before(a, one), _subject_before(b, two)
        if self._subjects.meet(mine, theirs):
            return True
        return _done_to(mine, b, two) or _done_to(theirs, a, one)

    def _of_event(self, pole: Pole, topic: list[Term]) -> bool:
        return any(term.concepts & self._events for term in (pole.term, *topic))


def _named_by_pronoun(a: Subject, b: Subject) -> bool:
    """Return whether one subject is but a pronoun where the other is a name."""
    return a.pronoun and _named(b)


def _done_to(subject: Subject, clause: Clause, pole: Pole) -> bool:
    """Return whether a clause does what its opposite says to a subject: “lifted the ban”, “found it bad”."""
    behind = clause.items[pole.at + 1 :]
    ends = next(
        (i for i, item in enumerate(behind) if item.has("prepositions", "circumstances")), len(behind)
    )
    objects = [item.term for item in (*clause.items[: pole.at][-1:], *behind[:ends]) if item.term]
    return any(met(head, objects) for head in subject.heads)


def _shared(a: Sequence[Term], b: Sequence[Term]) -> int:
    """Return how many words two lists have in common, counted where there are more."""
    return max(sum(met(term, b) for term in a), sum(met(term, a) for term in b))


def _told_of(clause: Clause, pole: Pole) -> bool:
    """Return whether a word is plainly said of its subject: a verb, or behind a form of “be”."""
    near = clause.items[max(0, pole.at - _NEAR) : pole.at]
    said = pole.negated or pole.term.verbal
    return said or any(item.stem in BE or item.has("others", "personal") for item in near)


def _named(subject: Subject) -> bool:
    return any(head.capital and not head.nation for head in subject.heads)


def _noun_behind(items: tuple[Item, ...], at: int) -> Term | None:
    """Return the noun that a word describes by standing before it: “an empty storage tank”."""
    noun = None
    for item in items[at + 1 :]:
        if item.term is None or item.term.verbal:
            break
        noun = item.term
    return noun


def _subject_before(clause: Clause, pole: Pole) -> Subject:
    if pole.noun is not None:
        return Subject((pole.noun,), (pole.noun,))
    if not pole.negated and pole.at and clause.items[pole.at - 1].has("personal"):
        return Subject(pronoun=True)  # "found it blocked"
    return clause.subject if pole.negated else subject_of(clause.items[: pole.at])


def _topic(clause: Clause, about: Term) -> list[Term]:
    """Return the words that tell what a clause says something of, its opposite left out."""
    terms = [t for t in (*clause.terms, *clause.denied) if t is not about and not t.number]
    return content(terms) or [*terms, *clause.context]


def _around(clause: Clause, about: Term) -> list[Term]:
    """Return these words, those that need no echo and those that a pronoun stands for, but for times."""
    stated = (*clause.terms, *clause.denied, *(clause.echo if clause.subject.pronoun else ()))
    terms = [t for t in stated if t is not about and not (t.number or t.moment)]
    return terms if content(terms) else [*terms, *clause.context]


def _predicates(items: tuple[Item, ...], at: int) -> bool:
    """Return whether a word is said of something here, rather than part of its name."""
    before = _telling_before(items, at)
    if before is None:
        return False
    last = items[before]
    if last.stem in ("a", "an"):
        second = _telling_before(items, before)
        return second is not None and items[second].stem in BE
    return not last.has("articles", "prepositions") and not last.possessive


def _telling_before(items: tuple[Item, ...], at: int) -> int | None:
    """Return where the last word in front of another stands that isn't one that says little."""
    while at > 0:
        at -= 1
        if items[at].term or not items[at].has("others"):
            return at
    return None


def _follows(items: tuple[Item, ...], at: int, verbs: frozenset[str]) -> bool:
    """Return whether a word is what its subject is said to be, or to have: “were all fighters”."""
    before = next((i for i in reversed(items[:at]) if not i.has("articles", "others")), None)
    return before is not None and before.stem in verbs


def _mentions(items: tuple[Item, ...], at: int) -> bool:
    """Return whether a word only names a known thing: “the accident”, “a general's mistake”."""
    if at + 1 < len(items) and items[at + 1].term:
        return False  # "the deliberate attack" says what kind of attack it was
    start = next((i for i in range(at - 1, -1, -1) if items[i].term is None), -1)
    if any(item.possessive for item in items[start + 1 : at]):
        return True
    return start >= 0 and items[start].has("articles") and items[start].stem not in ("a", "an")


def _is_verb(item: Item) -> bool:
    return item.term is not None and item.term.verbal
