"""Whether two clauses speak of the same thing: its words, its subject, its country, day and place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.domain.phrases import Item, Phrasebook, Term, lists
from bot.domain.polarity import Clause, Subject

_BEHIND: Final = 6  # items behind a preposition of place in which its place is looked for


def met(term: Term, others: Iterable[Term]) -> bool:
    """Return whether any of some words says what one says."""
    return any(not term.concepts.isdisjoint(other.concepts | other.implied) for other in others)


def content(terms: Iterable[Term]) -> list[Term]:
    """Return the words that the other side has to have: no times, countries or numbers."""
    return [term for term in terms if not term.optional and not term.number]


def required(denied: Sequence[Term]) -> list[Term]:
    """Return what a statement has to name for a denial of these words to be about it.

    Countries count where nothing else is denied: “was not Ukrainian”.
    """
    return content(denied) or [term for term in denied if term.nation]


class Subjects:
    """Says whether two subjects may be one."""

    def __init__(self, words: Mapping[str, object], book: Phrasebook) -> None:
        """`words` is the table of bot/words/denial.toml, `book` what finds its words in a text."""
        generic = lists(words, "generic")
        self._generic = _stems(book, generic.get("nouns", []))
        self._anyone = _stems(book, generic.get("anyone", []))
        self._agents = _stems(book, generic.get("agents", []))

    def meet(self, a: Subject, b: Subject) -> bool:
        """Return whether two subjects may be one; one that isn't named may be any."""
        if not _same_where(a, b):
            return False
        if not a.heads or not b.heads or self.speaks(a) or self.speaks(b):
            return True
        if any(met(head, b.heads) for head in a.heads):
            inside = all(met(word, b.words) for word in a.words)
            return inside or all(met(word, a.words) for word in b.words)
        if self.may_be_anyone(a) or self.may_be_anyone(b):
            return True
        if self._acts_for(a, b) or self._acts_for(b, a):
            return True
        return (self.is_generic(a) and _named(b)) or (self.is_generic(b) and _named(a))

    def speaks(self, subject: Subject) -> bool:
        """Return whether a subject is the speaker's own side: “our fighters”, but not “our roofs”."""
        people = self._generic | self._anyone | self._agents
        return subject.own and all(head.stem in people for head in subject.heads)

    def is_generic(self, subject: Subject) -> bool:
        """Return whether a subject names nobody in particular: “the company”."""
        return all(head.stem in self._generic for head in subject.heads)

    def may_be_anyone(self, subject: Subject) -> bool:
        """Return whether a subject says no more than that it is a person or a side: “my client”."""
        return all(head.stem in self._anyone for head in (*subject.heads, *subject.words))

    def _acts_for(self, agent: Subject, side: Subject) -> bool:
        """Return whether one subject only acts for the other: “government jets” for the government."""
        if not all(head.stem in self._agents for head in agent.heads):
            return False
        return any(head.nation or met(head, agent.words) for head in side.heads)


def _same_where(a: Subject, b: Subject) -> bool:
    """Return whether what prepositions add to two subjects goes together, names and other words apart."""
    for capital in (True, False):
        mine, theirs = ([term for term in one.where if term.capital is capital] for one in (a, b))
        inside = all(met(term, theirs) for term in mine) or all(met(term, mine) for term in theirs)
        if mine and theirs and not inside:
            return False
    return True


def _stems(book: Phrasebook, words: Iterable[str]) -> frozenset[str]:
    """Return what listed words alone say, not what they may say besides: a unit isn't the army."""
    return frozenset(item.term.stem for word in words for item in book.items(word) if item.term)


def _named(subject: Subject) -> bool:
    return any(head.capital for head in subject.heads)


def details_meet(a: Clause, b: Clause) -> bool:
    """Return whether no country, day, month or place sets the two apart."""
    for details in (_nations, _days):
        mine, theirs = details(a), details(b)
        if mine and theirs and not mine & theirs:
            return False
    if not _contrasts_meet((*a.terms, *a.denied), (*b.terms, *b.denied)):
        return False
    places, others = _places(a), _places(b)
    return all(
        any(met(term, others[word]) for term in places[word]) for word in places.keys() & others.keys()
    )


def _contrasts_meet(a: Iterable[Term], b: Iterable[Term]) -> bool:
    """Return whether no two words of one list of contrasts, such as “east” and “west”, part two clauses."""
    mine, theirs = _by_contrast(a), _by_contrast(b)
    return all(mine[name] & theirs[name] for name in mine.keys() & theirs.keys())


def _by_contrast(terms: Iterable[Term]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for term in terms:
        for name in term.contrasts:
            found.setdefault(name, set()).update(term.concepts)
    return found


def _nations(clause: Clause) -> set[str]:
    terms = (*clause.terms, *clause.denied)
    if clause.subject.own:
        terms = (*terms, *clause.echo)
    return {term.nation for term in terms if term.nation}


def _days(clause: Clause) -> set[str]:
    return {c for term in (*clause.terms, *clause.denied) if term.day for c in term.concepts}


def _names_place(item: Item) -> bool:
    """Return whether what follows a “to” may be a place rather than a verb."""
    return item.has("articles") or (item.term is not None and item.term.capital)


def _places(clause: Clause) -> dict[tuple[str, bool], list[Term]]:
    """Return what follows each preposition of place, names and other words apart."""
    found: dict[tuple[str, bool], list[Term]] = {}
    for at, item in enumerate(clause.frame):
        bare = at + 1 < len(clause.frame) and not _names_place(clause.frame[at + 1])
        if not item.has("places") or (item.stem == "to" and bare):
            continue
        follows = [other for other in clause.frame[at + 1 : at + _BEHIND] if not other.has("articles")]
        if follows and (term := follows[0].term) and not (term.nation or term.moment or term.number):
            near = [other for other in follows if other.stem != "of"]  # “at the foot of the steps”
            of = len(near) < len(follows)
            found.setdefault((item.stem, term.capital), []).extend(
                other.term for other in near[: 3 if of else 2] if other.term
            )
    return found
