"""Whether a clause denies what another asserts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

from bot.domain.opposites import Opposites
from bot.domain.phrases import Item, Term, lists
from bot.domain.polarity import Clause, Mood, Subject, is_passive, subject_of
from bot.domain.sentences import BE
from bot.domain.topics import Subjects, content, details_meet, met, required

_SHARE: Final = 0.6  # of what a denial names, how much the other statement must name
_NO_SHARE: Final = 0.5  # likewise behind a “no”, which a noun alone tells: no “fire extinguisher”
_LOOSE_SHARE: Final = 0.75  # likewise where it is unclear which word carries the denial
_STATED_SHARE: Final = 0.5  # of what a statement says, how much a “without” must be about
_BRIEF: Final = 4  # words of a statement that a single common word may tie to a denial
_HAVING: Final = frozenset({"have", "has", "had", "with", "carri", "wear"})
_NEAR: Final = 4  # items between a form of “be” and what it says of its subject
_CLOCK: Final = frozenset({"at", "since", "until", "by"})  # a number behind one of these tells when


class Negations:
    """Says which clauses deny what others assert."""

    def __init__(self, words: Mapping[str, object], subjects: Subjects, opposites: Opposites) -> None:
        """`words` is the table of bot/words/denial.toml."""
        self._moving = frozenset(lists(words, "traits").get("moving", []))
        self._subjects = subjects
        self._opposites = opposites

    def denies(self, denial: Clause, other: Clause) -> bool:
        """Return whether `denial` denies what `other` asserts."""
        if not denial.denied or other.denied or any(item.has("restrictions") for item in other.items):
            return False
        if any(self._opposites.turns(term) for term in denial.denied):
            return False
        agent = _agent(denial)
        around = (*other.terms, *other.context)
        needed = self._needed(denial, other, agent)
        shared = [term for term in needed if met(term, around)]
        if not needed or len(shared) < _share(denial) * len(needed):
            return False
        if not denial.nominal and all(term.capital for term in needed):
            return False  # nothing but a name
        heads = [head for head in denial.heads if not self._subjects.is_generic(Subject((head,)))]
        partners = [_partner(head, other.items) for head in heads or denial.heads or shared[-1:]]
        if not all(partners) or not _both_predicated(denial, other, partners[0]):
            return False
        if not self._well_shared(denial, other, shared) or not _numbers_meet(denial, other):
            return False
        if denial.mood is Mood.ASKED and not _asks(denial, heads):
            return False
        did = partners[0] if partners[0] and partners[0].verbal else None
        if agent.heads and did and not self._subjects.meet(agent, _does(other, did)):
            return False
        return details_meet(denial, other) and self._same_subject(denial, other, partners[0])

    def _needed(self, denial: Clause, other: Clause, agent: Subject) -> list[Term]:
        """Return what a statement has to name for a denial to be about it: neither who did it nor where.

        Nobody of a place or a firm is nobody at all, where the other side names but a man or a manager.
        """
        around = (*other.terms, *other.context)
        loose = [*agent.words, *_placed(denial.items)]
        if denial.cue == "nobody" and denial.heads and self._subjects.is_generic(subject_of(other.items)):
            verb = denial.denied.index(denial.heads[0])
            loose += denial.denied[:verb]
        needed = required(denial.denied)
        return [term for term in needed if term not in loose or met(term, around)] or needed

    def _same_subject(self, denial: Clause, other: Clause, head: Term | None) -> bool:
        if head is None or not denial.subject.heads:
            return True
        if denial.cue == "uninvolved":
            did = self._doer(denial, other, head)
            return head.verbal and bool(did.heads or did.own) and self._subjects.meet(denial.subject, did)
        doer = subject_of(other.items)
        if denial.cue == "no" and any(met(one, denial.denied) for one in doer.heads):
            return True  # who "had no visa" speaks of the visa
        if denial.cue == "no" and sum(met(term, other.terms) for term in required(denial.denied)) > 1:
            return True  # "no side effects" of the vaccine, which others had
        if denial.cue == "not" and head in doer.heads and denial.heads and denial.heads[0].verbal:
            return any(
                met(term, other.terms) for term in denial.subject.heads
            )  # "the strike was an accident"
        return self._subjects.meet(denial.subject, self._doer(denial, other, head))

    def _doer(self, denial: Clause, other: Clause, head: Term) -> Subject:
        """Return what stands in a clause where the denial has its subject, the passive turned round."""
        at = next(i for i, item in enumerate(other.items) if item.term is head)
        if at and other.items[at - 1].possessive and (owner := other.items[at - 1].term):
            return Subject((owner,), (owner,))  # "the pilot's decision"
        passive = is_passive(other.items, head)
        if denial.passive and not passive and denial.cue == "not":
            return _object(other, head)
        if passive == denial.passive or head.concepts & self._moving:
            return subject_of(other.items[:at])
        by = next((i for i, item in enumerate(other.items) if i > at and item.stem == "by"), None)
        return Subject() if by is None else subject_of(other.items[by + 1 :])

    def _well_shared(self, denial: Clause, other: Clause, shared: list[Term]) -> bool:
        """Return whether two words at least tie a denial to what it may deny, its subject's included."""
        if denial.cue == "without":
            stated = [term for term in other.terms if not term.optional]
            both = [term for term in stated if met(term, (*denial.denied, *denial.context))]
            if _has(other, shared) and _whole(other, shared):
                return True
            return len(both) > 1 and len(both) >= _STATED_SHARE * len(stated)
        around = (*other.terms, *other.context, *other.echo)
        framed = [item.term for item in denial.frame if item.term]
        further = [term for term in framed if term not in shared and met(term, around)]
        doer = subject_of(other.items)
        if len(shared) + len(further) > 1 or any(met(term, doer.heads) for term in denial.echo):
            return True
        if denial.cue == "no" and denial.heads and met(denial.heads[0], doer.heads):
            return True  # "no order was given", "an order went out"
        if denial.cue == "nobody" and denial.heads and doer.heads and self._subjects.is_generic(doer):
            return True
        short = len(content(other.terms)) <= _BRIEF
        if denial.heads and short and len(shared) == len(denial.denied) and self._tied(denial.subject, doer):
            return True
        exists = denial.cue == "no" and any(item.has("existence", "light") for item in denial.frame)
        return (exists or denial.frame[0].stem == "there") and _whole(other, shared)

    def _tied(self, a: Subject, b: Subject) -> bool:
        """Return whether two subjects, both there, may be one: “he”, “we”, “my client”, “the driver”."""
        here = all(one.heads or one.own or one.pronoun for one in (a, b))
        return here and self._subjects.meet(a, b)


def _share(denial: Clause) -> float:
    """Return how much of what a denial names the other statement has to name, from 0 to 1."""
    if not denial.heads:
        return _LOOSE_SHARE
    return _NO_SHARE if denial.cue == "no" else _SHARE


def _agent(denial: Clause) -> Subject:
    """Return by whom a denial says that something was not done; empty where it doesn't say."""
    by = next((i for i, item in enumerate(denial.items) if item.stem == "by"), None)
    if by is None or not (denial.passive or any(item.stem in BE for item in denial.items[:by])):
        return Subject()
    return subject_of(denial.items[by + 1 :])


def _does(clause: Clause, verb: Term) -> Subject:
    """Return who does what a clause says; empty where it doesn't say."""
    at = next((i for i, item in enumerate(clause.items) if item.term is verb), 0)
    if not is_passive(clause.items, verb):
        return subject_of(clause.items[:at])
    by = next((i for i, item in enumerate(clause.items) if i > at and item.stem == "by"), None)
    return Subject() if by is None else subject_of(clause.items[by + 1 :])


def _object(clause: Clause, verb: Term) -> Subject:
    """Return what a clause's verb is done to: what stands behind it, “of” included."""
    at = next((i for i, item in enumerate(clause.items) if item.term is verb), 0)
    found: list[Term] = []
    for item in clause.items[at + 1 :]:
        if item.has("prepositions", "circumstances") and item.stem != "of":
            break
        found += [item.term] if item.term and not item.term.optional else []
    return Subject(tuple(found), tuple(found))


def _placed(items: Sequence[Item]) -> list[Term]:
    """Return what stands right behind a preposition of place: “on that boat”."""
    found: list[Term] = []
    behind = False
    for item in items:
        behind = item.has("places") or (behind and (item.term is not None or item.has("articles")))
        if behind and item.term:
            found.append(item.term)
    return found


def _asks(denial: Clause, heads: Sequence[Term]) -> bool:
    """Return whether a denial is of the asking itself: “never asked for a ban”."""
    return any(item.has("asking") and item.term in heads for item in denial.items)


def _partner(head: Term, items: tuple[Item, ...]) -> Term | None:
    """Return the word that asserts what `head` denies, the same one first, unless only avoided."""
    sides = dict(head.axes)
    found: Term | None = None
    for at, item in enumerate(items):
        term = item.term
        if term is None or not met(head, (term,)) or (at and items[at - 1].has("ceasing")):
            continue
        if all(sides.get(axis, side) == side for axis, side in term.axes):
            if term.stem == head.stem:
                return term
            found = found or term
    return found


def _both_predicated(denial: Clause, other: Clause, head: Term | None) -> bool:
    """Return whether “is not a target” meets “was a target” rather than “took the target”."""
    if not denial.nominal:
        return True
    at = next((i for i, item in enumerate(other.items) if item.term is head), 0)
    if any(item.stem in BE or item.has("others") for item in other.items[max(0, at - _NEAR) : at]):
        return True
    follows = other.items[at + 1 : at + 2]  # "armed men" were armed
    return any(item.term is not None and met(item.term, denial.subject.heads) for item in follows)


def _has(clause: Clause, things: Iterable[Term]) -> bool:
    """Return whether a clause says that something was there: “had a guide”, “with a guide”."""
    for at, item in enumerate(clause.items):
        if item.term and met(item.term, things):
            return any(before.stem in _HAVING for before in clause.items[max(0, at - _NEAR) : at])
    return False


def _whole(clause: Clause, things: Iterable[Term]) -> bool:
    """Return whether a clause names a thing itself, not something called after it: “the fire brigade”."""
    for at, item in enumerate(clause.items):
        if item.term and met(item.term, things):
            return not any(behind.term for behind in clause.items[at + 1 : at + 2])
    return False


def _counts(clause: Clause, denial: Clause) -> Iterator[Term]:
    """Yield the numbers of a clause, but for clock times and those of other things than the denial names."""
    for at, item in enumerate(clause.items):
        if item.term is None or not item.term.number or (at and clause.items[at - 1].stem in _CLOCK):
            continue
        named = takewhile(lambda other: other.term and not other.term.verbal, clause.items[at + 1 :])
        counted = [other.term for other in named if other.term]
        if denial.cue != "no" or not counted or any(met(term, denial.heads) for term in counted):
            yield item.term


def _numbers_meet(denial: Clause, other: Clause) -> bool:
    stated = {concept for term in _counts(other, denial) for concept in term.concepts}
    named = {concept for term in denial.denied if term.number for concept in term.concepts}
    if denial.cue in ("no", "nobody") and stated - named:
        return False  # none against some: a matter of figures
    return all(term.concepts & stated for term in denial.denied if term.number)
