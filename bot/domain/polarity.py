"""What a text asserts and what it denies: clauses of content words, with the reach of negations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from bot.domain.phrases import Item, Term

_NEGATIONS: Final = ("not", "no", "nobody", "without")
_SENTENCE_ENDS: Final = frozenset(".!?;\n")
_SEGMENT_ENDS: Final = frozenset(",:–—()")
BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "got"})


class Mood(Enum):
    """How far a clause commits its speaker."""

    FACT = "fact"
    FUTURE = "future"
    GENERAL = "general"  # "would never": of the past and of what is to come
    OPEN = "open"  # possible, asked for, conditional or left open: nothing is asserted


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a clause is about, as far as its words tell."""

    heads: tuple[Term, ...] = ()  # the last word before the first preposition, of each conjunct
    words: tuple[Term, ...] = ()  # all words up to there, but for what needs no echo
    own: bool = False  # the speaker's own side: "we", "our members"


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


class Reader:
    """Takes a text apart into clauses."""

    def clauses(self, items: Sequence[Item]) -> tuple[Clause, ...]:
        """Return the clauses of a text's items, those that assert nothing left out; questions have none."""
        found: list[Clause] = []
        for sentence in _sentences(items):
            if sentence[-1].stem == "?" or _conditional(sentence):
                continue
            clauses = [self._clause(part) for part in _without_attribution(_segments(sentence))]
            kept = [clause for clause in clauses if clause and (clause.terms or clause.denied)]
            found += [replace(clause, context=_others(clause, kept, found)) for clause in kept]
        return tuple(clause for clause in found if clause.mood is not Mood.OPEN)

    def _clause(self, items: Sequence[Item]) -> Clause | None:
        items = [item for item in items if not item.has("dropped")]
        mood = _mood(items)
        at = next(
            (i for i, item in enumerate(items) if item.has("deny", *_NEGATIONS) or _dismisses(items, i)), None
        )
        false = _called_false(items)
        if at is not None:
            cue = items[at]
            rest = items[at + 1 :]
            if (
                any(item.has("deny", *_NEGATIONS) or _dismisses(rest, i) for i, item in enumerate(rest))
                or false
            ):
                mood = Mood.OPEN
            if cue.has("deny") or not cue.has(*_NEGATIONS):
                return _denial(items, at, mood)
            return _negation(items, at, mood)
        if false is not None:
            start, end = false
            scope = items[start:end]
            return _scoped(scope, scope, "false", items[0].start, mood)
        return Clause(_terms(items), tuple(items), mood=mood)


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
    if not items[at].has("deny"):
        skip = next(i for i, item in enumerate(rest, 1) if item.has("nouns") or item.stem == "that")
        rest = rest[skip:]
    return _scoped(rest, rest, "deny", items[at].start, mood)


def _negation(items: Sequence[Item], at: int, mood: Mood) -> Clause:
    """Return the clause that a "not", "no", "nobody" or "without" turns round from there on."""
    cue = items[at]
    kind = next(kind for kind in _NEGATIONS if cue.has(kind))
    scope = list(items[at + 1 :])
    evidence = next(
        (i for i, item in enumerate(scope) if item.has("evidence") and _terms(scope[i + 1 :])), None
    )
    if kind in ("no", "nobody") and evidence is not None:
        return _scoped(scope[evidence + 1 :], (), "deny", cue.start, mood)
    before = [] if kind == "without" else list(items[:at])
    if kind in ("no", "nobody") and before and before[-1].term:  # "knew nothing of", "fired no shots"
        verb = before.pop()
        scope = scope if verb.has("light") else [verb, *scope]
    clause = _scoped(scope, before, kind, cue.start, mood)
    terms = _terms(before)
    be = bool(before) and before[-1].stem in BE
    nominal = be and not (clause.heads and clause.heads[0].verbal)
    return replace(clause, terms=terms, nominal=nominal)


def _scoped(scope: Sequence[Item], before: Sequence[Item], kind: str, start: int, mood: Mood) -> Clause:
    """Return a denying clause with the words in reach of its negation."""
    reach: list[Item] = []
    for item in scope:
        if (reach and item.has("circumstances")) or item.stem == "or":
            break
        reach.append(item)
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
        heads = _required(reach)[:1]
        subject = subject_of(before)
    elif kind == "no":
        heads = _required(reach)[:1] + (_required(reach[verb:])[:1] if verb is not None else ())
        subject = subject_of(before)
    passive = is_passive(reach if kind != "not" else [*before, *reach], heads[0]) if heads else False
    return Clause((), tuple(scope), denied, heads, kind, start, mood, subject, passive)


def _required(items: Sequence[Item]) -> tuple[Term, ...]:
    return tuple(item.term for item in items if item.term and not item.term.optional)


def _terms(items: Sequence[Item]) -> tuple[Term, ...]:
    return tuple(item.term for item in items if item.term)


def subject_of(items: Sequence[Item]) -> Subject:
    """Return the subject that these words, all that stand before a verb, make."""
    heads: list[Term] = []
    words: list[Term] = []
    last: Term | None = None
    for item in items:
        ends = item.has("prepositions", "auxiliaries", "modals", *_NEGATIONS)
        if last and (ends or (item.term and item.term.verbal)):
            break
        if item.stem in ("and", "or") and last:
            heads.append(last)
        if item.term and not item.term.number:
            last = item.term
            words += [] if last.optional else [last]
    if last:
        heads.append(last)
    own = any(item.has("own") for item in items)
    return Subject(tuple(heads), tuple(words), own)


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
    if any(item.has("neutral", "possible") for item in items):
        return Mood.OPEN
    if any(item.has("general") for item in items):
        return Mood.GENERAL
    return Mood.FUTURE if any(item.has("future") for item in items) else Mood.FACT


def _negates(items: Sequence[Item], at: int) -> bool:
    return items[at].has("deny", *_NEGATIONS) or _dismisses(items, at)


def _dismisses(items: Sequence[Item], at: int) -> bool:
    """Return whether a verb such as “reject” is about a report here: “rejected claims that …”."""
    if not items[at].has("dismiss"):
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


def _conditional(sentence: Sequence[Item]) -> bool:
    """Return whether a sentence only says what would be if something else were."""
    first = next((item for item in sentence if not item.has("mark")), None)
    if first is None:
        return False
    return first.has("opening") or any(item.has("conditions") for item in sentence)


def _others(clause: Clause, sentence: Sequence[Clause], before: Sequence[Clause]) -> tuple[Term, ...]:
    """Return the words around a clause: its sentence's, and those before where it begins with a pronoun."""
    near = [other for other in sentence if other is not clause]
    if not near and before:
        near = list(before[-1:])
    return tuple(term for other in near for term in (*other.terms, *other.denied))


def _sentences(items: Sequence[Item]) -> Iterator[list[Item]]:
    sentence: list[Item] = []
    for item in items:
        sentence.append(item)
        if item.stem in _SENTENCE_ENDS:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _segments(sentence: Sequence[Item]) -> list[list[Item]]:
    """Cut a sentence at commas, at conjunctions, and before “without”; marks are left out."""
    parts: list[list[Item]] = [[]]
    for at, item in enumerate(sentence):
        ends = item.stem in _SEGMENT_ENDS or item.has("clauses")
        joins = (
            item.stem == "and"
            and at + 1 < len(sentence)
            and sentence[at + 1].has("auxiliaries", "pronouns", "not")
        )
        if ends or joins or item.has("without"):
            parts.append([])
        if not item.has("mark"):
            parts[-1].append(item)
    return [part for part in parts if part]


def _without_attribution(segments: list[list[Item]]) -> list[list[Item]]:
    """Take away who says it: “the ministry said that …”, “…, an official said”."""
    kept: list[list[Item]] = []
    for items in segments:
        at = next((i for i, item in enumerate(items) if _speaks(items, i)), None)
        if at is None:
            kept.append(items)
            continue
        after = items[at + 1 :]
        if any(item.has(*_NEGATIONS) for item in items[:at]) and not after:
            continue
        content = len(_terms(after))
        trailing = bool(kept) and not items[0].has("clauses") and items[0].stem not in ("and", "but")
        if content == 0 and (kept or len(segments) > 1):
            continue
        if trailing and content <= 3 and not (after and after[0].stem == "that"):
            continue
        kept.append(after if content else items)
    return [segment for segment in kept if segment]


def _speaks(items: Sequence[Item], at: int) -> bool:
    """Return whether a word is a verb of speech here, not a noun (“the report”) nor denied."""
    item = items[at]
    that = at + 1 < len(items) and items[at + 1].stem == "that"
    ends = not _terms(items[at + 1 :])
    if not (item.has("verbs") or (that and item.has("findings", "weak")) or (ends and item.has("weak"))):
        return False
    before = items[at - 1] if at else None
    if before is None:
        return not item.has("nouns")
    if before.has("articles") or (before.stem in BE and not that):
        return False
    return not any(other.has("deny", "dismiss", "neutral", *_NEGATIONS) for other in items[:at])
