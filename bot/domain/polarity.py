"""What a text asserts and what it denies: clauses of content words, with the reach of negations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from bot.domain.phrases import Item, Term
from bot.domain.sentences import BE, NEGATIONS, sentences


class Mood(Enum):
    """How far a clause commits its speaker."""

    FACT = "fact"
    FUTURE = "future"
    GENERAL = "general"  # "would never": of the past and of what is to come
    ASKED = "asked"  # somebody asks for it, or offers it: all that is said is that they do
    OPEN = "open"  # possible, asked for, conditional or left open: nothing is asserted


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a clause is about, as far as its words tell."""

    heads: tuple[Term, ...] = ()  # the last word before the first preposition, of each conjunct
    words: tuple[Term, ...] = ()  # all words up to there, but for what needs no echo
    own: bool = False  # the speaker's own side: "we", "our members"
    where: tuple[Term, ...] = ()  # what its prepositions add: "in the capital"
    pronoun: bool = False  # nothing but "he", "she", "they" or "it"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: what it asserts, or what it denies."""

    terms: tuple[Term, ...]  # its content words
    items: tuple[Item, ...]  # all its words
    denied: tuple[Term, ...] = ()  # those in reach of a negation; empty where the clause asserts
    heads: tuple[Term, ...] = ()  # those of the denied on which the denial turns; empty: on all
    cue: str = ""  # kind of negation: "not", "no", "nobody", "without", "deny", "false"
    start: int = 0  # where the negated words begin in the text, the cue included
    mood: Mood = Mood.FACT
    subject: Subject = Subject()
    passive: bool = False
    nominal: bool = False  # what is denied is what its subject is, not what it does
    context: tuple[Term, ...] = ()  # the other words of its sentence
    echo: tuple[Term, ...] = ()  # what its pronouns may stand for
    frame: tuple[Item, ...] = ()  # all words of the statement that it is, its negation's own left out


_PREPOSITIONS: Final = frozenset(
    {"on", "in", "at", "under", "out", "off", "of", "to", "up", "behind", "by", "from"}
)
_INDEFINITE: Final = frozenset({"a", "an", "any", "ani", "such", "some"})


class Reader:
    """Takes a text apart into clauses."""

    def clauses(self, items: Sequence[Item], speaker: Sequence[Term] = ()) -> tuple[Clause, ...]:
        """Return the clauses of a text's items, those that assert nothing left out; questions have none.

        `speaker` is what "we" and "our" may stand for.
        """
        found: list[Clause] = []
        for sentence in sentences(items):
            clauses = [
                clause for part in sentence.parts for clause in (self._clause(part), _uninvolved(part))
            ]
            kept = [clause for clause in clauses if clause and (clause.terms or clause.denied)]
            named = _terms(sentence.speaking)
            found += [_in_context(clause, _others(clause, kept, found), named, speaker) for clause in kept]
        return tuple(clause for clause in found if clause.mood is not Mood.OPEN)

    def _clause(self, items: Sequence[Item]) -> Clause | None:
        items = [item for item in items if not item.has("dropped")]
        nor = next((i for i, item in enumerate(items) if i and item.stem == "nor"), None)
        items = items[:nor]
        mood = _mood(items)
        at = next(
            (i for i, item in enumerate(items) if item.has("deny", *NEGATIONS) or _dismisses(items, i)), None
        )
        false = _called_false(items)
        if at is not None:
            cue = items[at]
            rest = items[at + 1 :]
            if (
                any(item.has("deny", *NEGATIONS) or _dismisses(rest, i) for i, item in enumerate(rest))
                or false
            ):
                mood = Mood.OPEN
            if cue.has("deny") or not cue.has(*NEGATIONS):
                return _denial(items, at, mood)
            return _negation(items, at, mood)
        if false is not None:
            start, end = false
            scope = items[start:end]
            return _scoped(scope, scope, "false", items[0].start, mood)
        lacking = next((i for i, item in enumerate(items) if item.has("lacking")), 0)
        if lacking and items[lacking - 1].stem in BE and items[-1] is items[lacking]:
            return _scoped(items[: lacking - 1], (), "no", items[0].start, mood)
        frame = tuple(items)
        return Clause(_terms(items), frame, mood=mood, subject=subject_of(items), frame=frame)


def _uninvolved(items: Sequence[Item]) -> Clause | None:
    """Return what a part denies of its subject's doings: “had nothing to do with the explosion”."""
    at = next((i for i, item in enumerate(items) if item.has("uninvolved")), None)
    if not at or any(item.has("neutral", "possible", *NEGATIONS) for item in items):
        return None
    scope, before = items[at + 1 :], items[:at]
    denied = _terms(scope)
    clause = Clause((), tuple(scope), denied, _required(scope)[:1], "uninvolved", before[0].start)
    return replace(clause, subject=subject_of(before), frame=(*before, *scope))


def _in_context(
    clause: Clause, context: tuple[Term, ...], named: tuple[Term, ...], speaker: Sequence[Term]
) -> Clause:
    """Return a clause with the words around it, and what its pronouns may stand for."""
    echo = (*context, *named) if clause.subject.pronoun else ()
    if any(item.has("own") for item in clause.frame):
        echo = (*echo, *speaker)
    return replace(clause, context=context, echo=echo)


def _denial(items: Sequence[Item], at: int, mood: Mood) -> Clause:
    """Return the clause of somebody who denies something: who does is no part of it."""
    rest = list(items[at + 1 :])
    while rest and rest[0].has("nouns") and rest[0].term:
        rest = rest[1:]
    if any(item.has("refused") for item in rest[:4]):
        return Clause(_terms(items), tuple(items), mood=Mood.OPEN)
    passive = at > 0 and items[at - 1].stem in BE
    if passive and (not rest or rest[0].stem == "by"):
        return _scoped(items[: at - 1], items[: at - 1], "deny", items[0].start, mood)
    if items[at].has("signs"):  # "no trace of poison was found"
        rest = [item for item in rest if item.stem not in BE and not item.has("findings")]
    if not items[at].has("deny"):
        skip = next((i for i, item in enumerate(rest, 1) if item.has("nouns") or item.stem == "that"), 0)
        rest = rest[skip:]
    return _scoped(rest, rest, "deny", items[at].start, mood)


def _negation(items: Sequence[Item], at: int, mood: Mood) -> Clause:
    """Return the clause that a "not", "no", "nobody" or "without" turns round from there on."""
    cue = items[at]
    kind = next(kind for kind in NEGATIONS if cue.has(kind))
    scope = list(items[at + 1 :])
    evidence = next(
        (i for i, item in enumerate(scope) if item.has("evidence") and _terms(scope[i + 1 :])), None
    )
    if kind in ("no", "nobody") and evidence is not None:
        return _scoped(scope[evidence + 1 :], (), "deny", cue.start, mood)
    before = [] if kind == "without" else list(items[:at])
    if kind == "not" and not before:
        before, scope = _inverted(scope)
    heads: tuple[Term, ...] = ()
    if kind == "not" and _exists(scope) and _required(before):
        clause = _scoped(before, (), "no", before[0].start, mood)
        return replace(clause, heads=_required(before)[:1])
    if kind == "nobody" and before and before[-1].has("prepositions"):  # "confessed to nothing"
        before.pop()
    if kind in ("no", "nobody") and before and before[-1].term:  # "knew nothing of", "fired no shots"
        verb = before.pop()
        if kind == "no":
            heads = _noun(scope)
        scope = scope if kind == "no" and verb.has("light") else [verb, *scope]
    clause = _scoped(scope, before, kind, cue.start, mood)
    clause = replace(clause, heads=heads or clause.heads)
    be = any(item.stem in BE for item in (*before[-1:], *scope[:1]))
    cleft = len(before) > 1 and before[0].stem == "it"  # "it was not the dogs that …"
    said_of = (kind == "not" and not cleft) or (kind == "no" and bool(clause.subject.heads))
    nominal = be and said_of and not (clause.heads and clause.heads[0].verbal)
    return replace(clause, terms=_terms(before), nominal=nominal, frame=(*before, *scope))


def _inverted(scope: list[Item]) -> tuple[list[Item], list[Item]]:
    """Return the subject and the rest of words that a negation opens: “at no time were they told”."""
    if not scope or not scope[0].has("auxiliaries", "modals", "general"):
        return [], scope
    subject = list(_before_verb(scope[1:]))
    return subject, [scope[0], *scope[1 + len(subject) :]]


def _exists(scope: Sequence[Item]) -> bool:
    """Return whether what stands behind a negation says no more than that something is or happens."""
    return any(item.has("existence") for item in scope[:2]) and not any(
        item.term and not item.has("existence") for item in scope
    )


def _scoped(scope: Sequence[Item], before: Sequence[Item], kind: str, start: int, mood: Mood) -> Clause:
    """Return a denying clause with the words in reach of its negation."""
    reach: list[Item] = []
    for item in scope:
        if (reach and item.has("circumstances")) or item.stem == "or":
            break
        reach.append(item)
    thing = _any_of_it(reach) if kind in ("not", "nobody") else 0
    light = thing > 0
    reach = reach[thing:]  # "did not give any warning" denies the warning
    denied = _terms(reach)
    verb = _verb(reach)
    heads: tuple[Term, ...] = ()
    subject = Subject()
    if kind in ("deny", "false") and denied:
        gerund = reach[0].term is not None and reach[0].term.surface.endswith("ing")
        if gerund or reach[0].stem == "have":
            heads = denied[:1]
        elif verb is not None:
            heads, subject = _required(reach[verb:])[:1], subject_of(reach[:verb])
    elif kind in ("not", "without"):
        heads = () if light else _required(reach)[:1]
        subject = subject_of(before)
    elif kind == "nobody" and light:
        heads = _noun(reach[1:] if reach[0].has("articles") else reach)
    elif kind == "nobody":
        told = _required(reach)
        if reach and reach[0].has("prepositions"):  # "nobody from the museum was arrested"
            told = tuple(term for term in told if term.verbal)
        heads = tuple(term for term in told[:1] if term.verbal)
    elif kind == "no":
        if verb is not None and reach[verb].has("light", "existence"):  # "no order was ever given"
            reach = [item for i, item in enumerate(reach) if i != verb]
            denied, verb = _terms(reach), None
        heads = _noun(reach) + (_required(reach[verb:])[:1] if verb is not None else ())
        subject = subject_of(before)
    passive = is_passive(reach if kind != "not" else [*before, *reach], heads[0]) if heads else False
    return Clause((), tuple(scope), denied, heads, kind, start, mood, subject, passive, frame=tuple(scope))


def _any_of_it(reach: Sequence[Item]) -> int:
    """Return where a thing begins of which a verb that says little tells that it was there at all, else 0.

    “Gave a warning”, “gave the town any warning”; but “saw the boat” is about a boat that was there anyhow.
    """
    verb = next((i for i, item in enumerate(reach) if not item.has("others", "auxiliaries")), 0)
    if len(reach) < verb + 2 or not reach[verb].has("light") or len(_required(reach)) < 2:
        return 0
    behind = reach[verb + 1 :]
    end = next((i for i, item in enumerate(behind) if item.has("prepositions")), len(behind))
    some = any(item.has("articles") and item.stem in _INDEFINITE for item in behind[:end])
    return verb + 1 if some or behind[0].term is not None else 0


def _noun(items: Sequence[Item]) -> tuple[Term, ...]:
    """Return the noun of the words right behind a "no": its "life vests" are vests."""
    end = next((i for i, item in enumerate(items) if item.term is None or _is_adverbial(item)), len(items))
    nouns = [term for term in _required(items[:end]) if not term.verbal]
    return tuple(nouns[-1:]) or _required(items)[:1]


def _is_adverbial(item: Item) -> bool:
    """Return whether a listed phrase begins with a preposition: “on the table”."""
    return item.stem.partition(" ")[0] in _PREPOSITIONS and " " in item.stem


def _required(items: Sequence[Item]) -> tuple[Term, ...]:
    return tuple(item.term for item in items if item.term and not item.term.optional)


def _terms(items: Sequence[Item]) -> tuple[Term, ...]:
    return tuple(item.term for item in items if item.term)


def subject_of(items: Sequence[Item]) -> Subject:
    """Return the subject that these words, all that stand before a verb, make."""
    items = _before_verb(items)
    heads: list[Term] = []
    words: list[Term] = []
    where: list[Term] = []
    last: Term | None = None
    behind = False  # a preposition that follows the subject
    for item in items:
        behind = behind or (last is not None and item.has("prepositions"))
        if behind:
            where += [item.term] if item.term and not item.term.optional else []
            continue
        if item.stem in ("and", "or") and last:
            heads.append(last)
        if item.has("collective") and not last:
            continue
        if item.term and not item.term.number:
            last = item.term
            words += [] if last.optional else [last]
    if last:
        heads.append(last)
    own = any(item.has("own") for item in items)
    pronoun = not heads and any(item.has("personal") for item in items)
    return Subject(tuple(heads), tuple(words), own, tuple(where), pronoun)


def _before_verb(items: Sequence[Item]) -> Sequence[Item]:
    """Return the words up to the verb or what helps it; “the rolling mill” has none."""
    named = False
    for at, item in enumerate(items):
        verb = item.has("auxiliaries", "modals", "future", "possible", *NEGATIONS)
        verb = verb or (item.term is not None and item.term.verbal)
        if named and verb and not items[at - 1].has("articles"):
            return items[:at]
        named = named or item.term is not None or item.has("personal", "own")
    return items


def is_passive(items: Sequence[Item], head: Term) -> bool:
    """Return whether `head` is done to its subject: “was dropped”."""
    at = next((i for i, item in enumerate(items) if item.term is head), 0)
    before = [item for item in items[max(0, at - 3) : at] if item.has("auxiliaries")]
    return bool(before) and before[-1].stem in BE and head.verbal and not head.surface.endswith("ing")


def _verb(items: Sequence[Item]) -> int | None:
    """Return where a clause's verb stands: behind its auxiliary, else the first word with a verb's ending."""
    helped = next((i for i, item in enumerate(items) if item.has("auxiliaries", "general", "future")), None)
    if helped is not None:
        return next((i for i in range(helped + 1, len(items)) if items[i].term), None)
    return next((i for i, item in enumerate(items) if i and item.term and item.term.verbal), None)


def _mood(items: Sequence[Item]) -> Mood:
    when = next((i for i, item in enumerate(items) if i and item.has("circumstances")), len(items))
    if _terms(items[:when]):
        items = items[:when]
    if any(item.has("neutral", "possible") for item in items):
        return Mood.OPEN
    if any(
        item.has("asking") and not _to_somebody(item, items[i + 1 : i + 2]) for i, item in enumerate(items)
    ):
        return Mood.ASKED
    if any(item.has("general") for item in items):
        return Mood.GENERAL
    return Mood.FUTURE if any(item.has("future") for item in items) else Mood.FACT


def _to_somebody(item: Item, behind: Sequence[Item]) -> bool:
    """Return whether a phrase such as “offer to” tells to whom, not what: “offered to him”."""
    return item.stem.endswith(" to") and any(one.has("personal", "articles", "own") for one in behind)


def _dismisses(items: Sequence[Item], at: int) -> bool:
    """Return whether a verb such as “reject” is about a report here: “rejected claims that …”."""
    term = items[at].term
    if not items[at].has("dismiss") or (term is not None and term.capital):
        return False
    return any(item.has("nouns") or item.stem == "that" for item in items[at + 1 : at + 5])


def _called_false(items: Sequence[Item]) -> tuple[int, int] | None:
    """Return the span of what is called untrue: “reports that … are false”, “false claims of …”."""
    for at, item in enumerate(items):
        if not item.has("false"):
            continue
        if at + 1 < len(items) and items[at + 1].has("nouns"):
            return at + 2, len(items)
        report = next((i for i in range(at) if items[i].has("nouns")), None)
        if report is None or not _terms(items[report + 1 : at]):
            continue
        if any(items[i].stem in BE for i in range(report, at)):
            return report + 1, at
    return None


def _others(clause: Clause, sentence: Sequence[Clause], before: Sequence[Clause]) -> tuple[Term, ...]:
    """Return the words around a clause: its sentence's, and those before where it begins with a pronoun."""
    near = [other for other in sentence if other is not clause]
    if not near and before:
        near = list(before[-1:])
    return tuple(term for other in near for term in (*other.terms, *other.denied))
