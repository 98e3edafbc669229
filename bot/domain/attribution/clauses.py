"""The attributions of one sentence."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bot.domain.attribution.contents import Contents
from bot.domain.attribution.cues import BASE, ING, PAST, SPEAKING, Cue, Words
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.layout import Unit
from bot.domain.attribution.phrases import Phrases, Reach
from bot.domain.attribution.spans import Kind

_BEING: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_LEADING_ON: Final = frozenset({",", "?", "!", "…"})  # at the end of a quotation that a cue follows
_LABEL: Final = 10  # units of who speaks before a colon


class Found(NamedTuple):
    """An attribution by the units of its sentence."""

    source: Reach | None
    cue: Reach
    content: tuple[Reach, ...]  # () where the next paragraph holds it
    kind: Kind
    asserted: bool = True
    claimed: bool = True
    passed_by: tuple[Reach, ...] = ()


class Clauses:
    """One sentence, looked through for attributions."""

    def __init__(self, words: Words, units: Sequence[Unit]) -> None:
        self._words = words
        self._units = units
        self._grammar = Grammar(words, units)
        self._phrases = Phrases(self._grammar)
        self._contents = Contents(self._grammar, self._phrases)
        self._since = self._behind_dateline()  # where the part begins that the next cue may reach back to
        self._found: list[Found] = []

    def attributions(self) -> Iterator[Found]:
        """Yield the attributions of the sentence in the order of their cues."""
        for cue in self._words.find(self._units):
            if cue.last > self._grammar.last:
                break
            if self._found and cue.first <= self._found[-1].cue.last:
                continue
            found = self._of(cue)
            if found is not None:
                self._found.append(found)
                self._since = self._part_behind(found)
                yield found
        if not self._found:
            labelled = self._labelled()
            if labelled is not None:
                yield labelled

    def _behind_dateline(self) -> int:
        """Return where a sentence begins behind “KESSEL (AP) --”."""
        grammar = self._grammar
        at = 0
        while grammar.capital(at) or grammar.key(at) in {"(", ")", ",", "."}:
            at += 1
        return at + 1 if 0 < at < grammar.last and grammar.is_dash(at) else 0

    def _outer(self, before: int) -> Found | None:
        """Return the last attribution before a place that stands in no other's content."""
        earlier = [one for one in self._found if one.source is not None and one.source.last < before]
        for one in reversed(earlier):
            at = one.cue.first
            if not any(part.first <= at <= part.last for other in earlier for part in other.content):
                return one
        return None

    def _part_behind(self, found: Found) -> int:
        """Return where the next part of the sentence begins, behind a semicolon; else where this one does."""
        grammar = self._grammar
        last = max([found.cue.last, *(reach.last for reach in found.content)])
        return last + 2 if grammar.key(last + 1) == ";" else self._since

    def _of(self, cue: Cue) -> Found | None:
        if "according" in cue.uses:
            return self._according(cue)
        if "passing_on" in cue.uses:
            passed_on = self._passed_on(cue)
            if passed_on is not None:
                return passed_on
        before = cue.first - 1
        if cue.form == ING and not (self._grammar.is_auxiliary(before) or self._grammar.is_adverb(before)):
            return self._participle(cue)
        if cue.form == BASE and self._grammar.key(before) == "to":
            return self._infinitive(cue)
        return self._finite(cue)

    def _finite(self, cue: Cue) -> Found | None:
        grammar = self._grammar
        left = grammar.before_auxiliaries(cue)
        helping = range(left + 1, cue.first)
        if cue.form == PAST and any(grammar.key(at) in _BEING for at in helping):
            return None
        if cue.form == ING and not any(grammar.is_auxiliary(at) for at in helping):
            return self._participle(cue)
        quoted = grammar.is_quote(left) or (grammar.is_comma(left) and grammar.is_quote(left - 1))
        source = None if quoted else self._subject(cue, left)
        if source is None:
            inverted = self._inverted(cue, left)
            if inverted is not None:
                return inverted
            source = self._subject(cue, left) if quoted else None
        if source is None or self._phrases.is_noun(cue, source):
            return None
        if grammar.key(source.last) == "that" and source.last == 0 and grammar.is_comma(cue.last + 1):
            return None  # “That said, …”
        negated = any(grammar.key(at) == "not" or grammar.key(at).endswith("n't") for at in helping)
        return self._told_by(cue, source, negated=negated)

    def _subject(self, cue: Cue, left: int) -> Reach | None:
        """Return who speaks: the subject of a cue, or of the first verb before “and said”."""
        grammar = self._grammar
        joint = left - 1 if grammar.is_comma(left) and grammar.within(left - 1, "coordinating") else left
        if grammar.within(joint, "coordinating") or grammar.key(joint) == "then":
            if self._phrases.is_noun(cue, None):
                return None
            before = self._outer(joint)
            return before.source if before is not None else self._phrases.shared(joint, self._since)
        return self._phrases.subject(cue, self._since)

    def _told_by(self, cue: Cue, source: Reach, *, negated: bool) -> Found | None:
        """Return what somebody says, before or behind a cue."""
        quoted = None if negated else self._postponed(cue, source)
        if quoted is not None:
            return quoted
        content = self._contents.behind(cue, self._contents.behind_adjuncts(cue))
        if content is None:
            return self._announced(cue, source)
        if not self._fits(cue, content) and not ("showing" in cue.uses and self._is_document(source)):
            return None
        asserted = self._asserts(cue, content) and not negated
        claimed = asserted or "claiming" in cue.uses
        if not asserted and cue.uses & SPEAKING == {"showing"} and not self._is_document(source):
            return None
        listener = self._listener(cue, content)
        passed_by = tuple(one for one in (listener, self._reporter(source)) if one)
        return Found(source, self._cue(cue), (content,), _kind(cue), asserted, claimed, passed_by)

    def _fits(self, cue: Cue, content: Reach) -> bool:
        """Return whether a cue takes such a content: some take quotations alone, some nothing but clauses."""
        grammar, first = self._grammar, content.first
        if grammar.is_quote(first):
            return True
        if cue.only_quotes:
            return False
        if "with_a_clause" not in cue.uses or grammar.within(first, "content_words"):
            return True
        if grammar.key(first) == "to" and "to_somebody" in cue.uses:
            return True
        behind = range(first + 1, content.last + 1)
        return any(
            grammar.is_quote(at) or (grammar.is_finite(at) and self._has_subject(at, first)) for at in behind
        )

    def _has_subject(self, verb: int, first: int) -> bool:
        """Return whether the first verb of a clause stands behind its subject, and no relative pronoun."""
        grammar = self._grammar
        left = grammar.before_auxiliaries(Cue(verb, verb, frozenset(), PAST))
        return left >= first and not any(
            grammar.within(at, "relatives", "prepositions") for at in (left, first)
        )

    def _is_document(self, source: Reach) -> bool:
        """Return whether a source is something that shows what it holds: “a poll”, “the footage”."""
        return any(self._grammar.within(at, "showing_things") for at in range(source.first, source.last + 1))

    def _announced(self, cue: Cue, source: Reach) -> Found | None:
        """Return “She added:”, whose content is the next paragraph."""
        closing = self._units[self._grammar.last + 1 :]
        if not closing or closing[-1].key != ":" or not cue.uses & {"saying", "beside_quotes"}:
            return None
        return Found(source, self._cue(cue), (), Kind.REPORTED)

    def _postponed(self, cue: Cue, source: Reach) -> Found | None:
        """Return “…”, Lee said."""
        if not cue.uses & {"saying", "showing", "beside_quotes"}:
            return None
        beside = source.first - 1
        if self._grammar.key(beside) == "as":
            if not self._grammar.is_comma(beside - 1):
                return None
            beside -= 1
        said = self._said_before(cue, beside)
        if not said:
            return None
        listener = self._listener(cue, None)
        return Found(source, self._cue(cue), said, Kind.REPORTED, passed_by=(listener,) if listener else ())

    def _said_before(self, cue: Cue, beside: int) -> tuple[Reach, ...]:
        """Return what stands before “Lee said” and is said, with what goes on behind it; () for nothing."""
        grammar = self._grammar
        direct = grammar.is_quote(beside) or (grammar.is_comma(beside) and grammar.is_quote(beside - 1))
        if not direct and not grammar.is_comma(beside):
            return ()
        if not direct and "saying" not in cue.uses and "showing" not in cue.uses:
            return ()
        behind = self._contents.behind_adjuncts(cue)
        if behind <= grammar.last and not grammar.is_comma(behind):
            led_up = direct and self._units[beside - (not grammar.is_quote(beside))].key in _LEADING_ON
            quoted = grammar.is_quote(behind) or grammar.key(behind) in {":", "that"}
            if not direct or (quoted and not (led_up and behind > cue.last + 1)):
                return ()
        first = self._content_begins(beside)
        more = self._contents.going_on(behind, first)
        before = self._contents.before(beside, first, goes_on=more is not None)
        if before is None:
            return ()
        return (before, more) if more else (before,)

    def _content_begins(self, beside: int) -> int:
        """Return where what is said before a place may begin: behind what was said with an earlier cue."""
        if not self._found or not self._found[-1].content:
            return self._since
        before = self._found[-1]
        said = before.content[-1]
        reached = said.last if said.last < beside - 1 else before.cue.last
        starts = self._since
        if (
            self._grammar.is_quote(said.last)
            and self._grammar.is_quote(beside - 1)
            and said.last < beside - 1
        ):
            starts = max(starts, reached + 1)
        return starts

    def _inverted(self, cue: Cue, left: int) -> Found | None:
        """Return “…”, said Lee; the road is closed, said the mayor."""
        grammar = self._grammar
        if cue.form in {BASE, ING} or not cue.uses & {"saying", "beside_quotes"}:
            return None
        direct = grammar.is_quote(left) or (grammar.is_comma(left) and grammar.is_quote(left - 1))
        if not direct and not grammar.is_comma(left):
            return None
        source = self._phrases.following(cue.last + 1)
        if source is None or self._is_clause(source):
            return None
        first = self._content_begins(left)
        more = self._contents.going_on(source.last + 1, first)
        before = self._contents.before(left, first, goes_on=more is not None)
        if before is None:
            return None
        return Found(source, self._cue(cue), (before, more) if more else (before,), Kind.REPORTED)

    def _is_clause(self, reach: Reach) -> bool:
        """Return whether a verb of its own stands in what would be a noun phrase: “said the pier fell”."""
        grammar = self._grammar
        for at in range(reach.first, reach.last + 1):
            if grammar.within(at, "relatives") or grammar.is_comma(at):
                return False
            if at > reach.first and grammar.is_finite(at) and not grammar.is_participle(at):
                return True
        return grammar.is_finite(reach.last + 1)

    def _participle(self, cue: Cue) -> Found | None:
        """Return “…, adding that …”, whose source is the sentence's own subject, or the name before it."""
        if not cue.uses & {"saying", "of_something", "showing"} and not self._grammar.is_quote(cue.last + 2):
            return None
        grammar = self._grammar
        beside = cue.first - 1
        while grammar.is_adverb(beside) or grammar.within(beside, "adjuncts"):
            beside -= 1
        content = self._contents.behind(cue, self._contents.behind_adjuncts(cue))
        if content is None or not self._fits(cue, content):
            return None
        source = self._who(cue, beside, content)
        if source is None:
            return None
        asserted = self._asserts(cue, content)
        claimed = asserted or "claiming" in cue.uses
        listener = self._listener(cue, content)
        passed_by = (listener,) if listener else ()
        return Found(source, self._cue(cue), (content,), Kind.REPORTED, asserted, claimed, passed_by)

    def _who(self, cue: Cue, beside: int, content: Reach) -> Reach | None:
        """Return who does what a participle says."""
        grammar = self._grammar
        joined = grammar.is_comma(beside) or grammar.within(beside, "before_participles")
        if joined:
            before = self._outer(cue.first)
            return before.source if before is not None else self._phrases.shared(beside, self._since)
        clause = grammar.is_quote(content.first) or grammar.key(content.first) == "that"
        if beside < self._since:
            return self._behind_clause(content)
        if not clause or "saying" not in cue.uses:
            return None
        named = beside
        while named > self._since and grammar.capital(named) and grammar.capital(named - 1):
            named -= 1
        if grammar.capital(beside) and not grammar.is_time(beside):
            return Reach(named, beside)
        return self._phrases.shared(beside, self._since) or self._phrases.ending(beside, self._since)

    def _behind_clause(self, content: Reach) -> Reach | None:
        """Return the subject behind “Claiming that it was lost, ”; None where none follows."""
        grammar = self._grammar
        if not grammar.is_comma(content.last + 1):
            return None
        for at in range(content.last + 3, grammar.last + 1):
            if grammar.is_finite(at):
                return self._phrases.subject(Cue(at, at, frozenset(), PAST), content.last + 2)
        return None

    def _infinitive(self, cue: Cue) -> Found | None:
        """Return “continues to insist that …”, whose source is the subject of the verb before “to”."""
        grammar = self._grammar
        verb = cue.first - 2
        if not grammar.within(verb, "leading"):
            return None
        ruling = Cue(verb, verb, cue.uses, ING if grammar.key(verb).endswith("ing") else PAST)
        if grammar.key(verb) == "on" and verb > 0:
            ruling = Cue(verb - 1, verb, cue.uses, ING if grammar.key(verb - 1).endswith("ing") else PAST)
        content = self._contents.behind(cue, self._contents.behind_adjuncts(cue))
        if content is None:
            return None
        left = grammar.before_auxiliaries(ruling)
        if ruling.form == ING and grammar.is_comma(ruling.first - 1):
            source = self._who(ruling, ruling.first - 1, content)
        else:
            source = self._subject(ruling, left)
        if source is None:
            return None
        asserted = self._asserts(cue, content)
        claimed = asserted or "claiming" in cue.uses
        return Found(source, Reach(ruling.first, cue.last), (content,), _kind(cue), asserted, claimed)

    def _according(self, cue: Cue) -> Found | None:
        grammar = self._grammar
        opens = cue.first <= self._since + 1 or (
            grammar.is_comma(cue.first - 1) and cue.first <= self._since + 2
        )
        source = self._phrases.named(cue.last + 1) if opens else self._phrases.following(cue.last + 1)
        if source is None:
            return None
        if opens:
            first = source.last + 2
            said = grammar.is_comma(source.last + 1) and first <= grammar.last
            parts: tuple[Reach, ...] = (Reach(first, self._contents.end(first, None)),) if said else ()
        else:
            begins = self._content_begins(cue.first)
            before = self._contents.before(cue.first - 1, begins, goes_on=False)
            more = self._contents.going_on(source.last + 1, begins)
            parts = tuple(part for part in (before, more) if part)
        return Found(source, Reach(cue.first, cue.last), parts, Kind.REPORTED) if parts else None

    def _passed_on(self, cue: Cue) -> Found | None:
        """Return “quoted an officer as saying that …”: the officer's words."""
        grammar = self._grammar
        places = range(cue.last + 1, grammar.last)
        at = next(
            (at for at in places if grammar.key(at) == "as" and grammar.key(at + 1).endswith("ing")), None
        )
        inner = self._words.at(self._units, at + 1) if at is not None else None
        if at is None or inner is None:
            return None
        passive = grammar.is_auxiliary(cue.first - 1)  # “an officer was quoted as saying”
        subject = self._subject(cue, grammar.before_auxiliaries(cue))
        reporter = None if passive else subject
        named = Reach(cue.last + 1, at - 1) if cue.last + 1 < at else None
        source = subject if passive else named
        quoted = self._said_before(inner, reporter.first - 1) if reporter else ()
        behind = self._contents.behind(inner, self._contents.behind_adjuncts(inner))
        content = quoted or tuple(part for part in (behind,) if part)
        if not content:
            return None
        listener = self._listener(inner, None if quoted else behind)
        passed_by = tuple(one for one in (listener, reporter) if one)
        return Found(source, Reach(at, at + 1), content, Kind.REPORTED, passed_by=passed_by)

    def _labelled(self) -> Found | None:
        """Return what is given without a verb: “Lee: “…”” and “…” — Lee."""
        grammar, last = self._grammar, self._grammar.last
        while last >= 0 and not grammar.is_quote(last) and self._units[last].kind == "mark":
            last -= 1
        for at in range(1, min(last, _LABEL) + 1):
            if grammar.key(at) == ":" and all(grammar.is_quote(place) for place in range(at + 1, last + 1)):
                source = self._phrases.ending(at - 1)
                said = source is not None and at < last and not grammar.verb_between(0, at - 1)
                return Found(source, Reach(at, at), (Reach(at + 1, last),), Kind.REPORTED) if said else None
        signed = grammar.is_quote(0) and grammar.is_dash(1) and grammar.capital(2)
        if signed and last - 2 < _LABEL and not grammar.verb_between(2, last):
            return Found(Reach(2, last), Reach(1, 1), (Reach(0, 0),), Kind.REPORTED)
        return None

    def _asserts(self, cue: Cue, content: Reach) -> bool:
        """Return whether a cue says that its content is so: a clause or a quotation behind “said”."""
        if not cue.uses & {"saying", "showing", "beside_quotes"}:
            return False
        grammar = self._grammar
        if grammar.is_quote(content.first) or grammar.key(content.first) == "that":
            return True
        return grammar.key(content.first) != "to" and grammar.verb_between(content.first, content.last)

    def _reporter(self, source: Reach) -> Reach | None:
        """Return who quotes whoever “which” stands for: “Radio Nine quoted a statement, which said …”."""
        if not self._grammar.within(source.first, "relatives"):
            return None
        before = (cue for cue in self._words.find(self._units[: source.first]) if "passing_on" in cue.uses)
        cue = next(before, None)
        return self._phrases.subject(cue, self._since) if cue else None

    def _listener(self, verb: Cue, content: Reach | None) -> Reach | None:
        """Return the name that something is told to: “told Radio Nine that …”; None for no name."""
        if "to_somebody" not in verb.uses:
            return None
        grammar, first = self._grammar, verb.last + 1
        last = (content.first if content and content.first > first else grammar.last + 1) - 1
        if first < last and grammar.key(first) in {"the", "a"}:
            first += 1
        if first > last or not grammar.capital(first):
            return None
        ends = next((at for at in range(first, last + 1) if self._ends_a_listener(at)), last + 1)
        return Reach(first, ends - 1) if ends > first else None

    def _ends_a_listener(self, at: int) -> bool:
        grammar = self._grammar
        return grammar.within(at, "days", "behind_cues") or grammar.key(at) in {",", "that", ":"}

    def _cue(self, cue: Cue) -> Reach:
        """Return a cue with its auxiliaries."""
        first = at = cue.first
        grammar = self._grammar
        while at > 0 and (grammar.is_auxiliary(at - 1) or grammar.within(at - 1, "adverbs")):
            at -= 1
            if grammar.is_auxiliary(at):
                first = at
        return Reach(first, cue.last)


def _kind(cue: Cue) -> Kind:
    return Kind.HELD if "holding" in cue.uses and not cue.uses & SPEAKING else Kind.REPORTED
