"""The attributions of one sentence."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.domain.attribution.adjuncts import Adjuncts
from bot.domain.attribution.cases import Cases
from bot.domain.attribution.contents import Contents
from bot.domain.attribution.cues import BASE, ING, PAST, SPEAKING, Cue, Words
from bot.domain.attribution.findings import Found
from bot.domain.attribution.fitting import Fitting, kind_of
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.labels import behind_dateline, labelled
from bot.domain.attribution.layout import Unit
from bot.domain.attribution.nominal import Nominal
from bot.domain.attribution.phrases import Phrases, Reach
from bot.domain.attribution.sources import Sources
from bot.domain.attribution.spans import Kind
from bot.domain.attribution.unlisted import Unlisted

_BEING: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_NEAR: Final = 7  # units between a cue and “, citing a clerk”
_LEADING_ON: Final = frozenset({",", "?", "!", "…"})  # at the end of a quotation that a cue follows


class Clauses:
    """One sentence, looked through for attributions."""

    def __init__(self, words: Words, units: Sequence[Unit], *, title: bool) -> None:
        """`title` says that the sentence is an article's first, which may be its title."""
        self._words = words
        self._title = title
        self._units = units
        self._grammar = Grammar(words, units)
        self._phrases = Phrases(self._grammar)
        self._sources = Sources(self._grammar, self._phrases)
        self._fitting = Fitting(self._grammar)
        self._cases = Cases(self._grammar)
        self._adjuncts = Adjuncts(self._grammar)
        self._contents = Contents(self._grammar, self._phrases, self._sources)
        self._begins = behind_dateline(self._grammar)
        self._since = self._begins  # where the part begins that the next cue may reach back to
        self._found: list[Found] = []
        self._cited: Reach | None = None  # whom “Citing a clerk,” names, for the next cue
        self._read = -1  # the last unit of the cues that were read

    def attributions(self) -> list[Found]:
        """Return the attributions of the sentence in the order of their cues."""
        told = list(self._told())
        told += Nominal(self._grammar, self._phrases, self._contents).attributions(self._begins)
        unsaid = None if told else labelled(self._grammar, self._phrases, title=self._title)
        if unsaid is not None:
            return [unsaid]
        told += Unlisted(self._grammar, self._phrases, self._sources).attributions(told, self._begins)
        return sorted(told, key=lambda one: one.cue.first)

    def _told(self) -> Iterator[Found]:
        """Yield what the cues of the lists attribute."""
        for cue in self._words.find(self._units):
            if cue.last > self._grammar.last:
                break
            if cue.first <= self._read:
                continue
            found = self._of(cue)
            if found is not None:
                self._read = found.cue.last
                found = self._named_by(found)
                self._found.append(found)
                self._since = self._part_behind(found)
                yield found

    def _named_by(self, found: Found) -> Found:
        """Return “the agency, citing a clerk, said …” as the clerk's words, passed on by the agency."""
        grammar, source = self._grammar, found.source
        if source is None or not found.asserted or grammar.key(found.cue.first) == "citing":
            return found
        if self._cited is not None:  # “Citing a clerk, the agency said”
            clerk, self._cited = self._cited, None
            return found._replace(source=clerk, passed_by=(*found.passed_by, source))
        near = range(source.first + 2, max(source.last, found.cue.last) + _NEAR)
        cites = (at for at in near if grammar.key(at) in {"citing", "quoting"} and grammar.is_comma(at - 1))
        at = next(cites, None)
        cited = self._sources.following(at + 1) if at is not None else None
        if at is None or cited is None:
            return found
        self._read = max(self._read, at)
        if at < source.last:
            cited = Reach(cited.first, min(cited.last, source.last))
        agency = Reach(source.first, min(source.last, at - 2))
        content = tuple(part for part in found.content if part.first < at or part.first > cited.last)
        return found._replace(source=cited, content=content, passed_by=(*found.passed_by, agency))

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
        passive = cue.form == PAST and any(grammar.key(at) in _BEING for at in helping)
        if self._cases.in_court(cue, left, passive=passive):
            cue = cue._replace(uses=cue.uses | {"saying"} - {"to_somebody"})
        elif passive:
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
        negated = negated or grammar.within(source.first, "nobody")
        return self._told_by(cue, source, negated=negated)

    def _subject(self, cue: Cue, left: int) -> Reach | None:
        """Return who speaks: the subject of a cue, or of the first verb before “and said”."""
        grammar = self._grammar
        joint = left - 1 if grammar.is_comma(left) and grammar.within(left - 1, "coordinating") else left
        if grammar.within(joint, "coordinating") or grammar.key(joint) == "then":
            if self._phrases.is_noun(cue, None):
                return None
            before = self._outer(joint)
            return before.source if before is not None else self._sources.shared(joint, self._since)
        return self._sources.subject(cue, self._since)

    def _told_by(self, cue: Cue, source: Reach, *, negated: bool) -> Found | None:
        """Return what somebody says, before or behind a cue."""
        quoted = None if negated else self._postponed(cue, source)
        if quoted is not None:
            return quoted
        content = self._contents.behind(cue, self._adjuncts.behind(cue))
        if content is None:
            return self._announced(cue, source)
        if not self._fitting.fits(cue, content, source):
            return None
        asserted = self._fitting.asserts(cue, content) and not negated
        claimed = asserted or bool(cue.uses & {"claiming", "measuring"})
        claimed = claimed and not self._cases.is_inserted(content, source)
        if not asserted and cue.uses & SPEAKING == {"showing"} and not self._fitting.is_document(source):
            return None
        listener = self._adjuncts.listener(cue, content)
        passed_by = tuple(one for one in (listener, self._reporter(source)) if one)
        return Found(source, self._cue(cue), (content,), kind_of(cue), asserted, claimed, passed_by)

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
            if not (self._grammar.is_comma(beside - 1) or self._grammar.is_quote(beside - 1)):
                return None
            beside -= 1
        said = self._said_before(cue, beside)
        if not said:
            return None
        listener = self._adjuncts.listener(cue, None)
        return Found(source, self._cue(cue), said, Kind.REPORTED, passed_by=(listener,) if listener else ())

    def _said_before(self, cue: Cue, beside: int) -> tuple[Reach, ...]:
        """Return what stands before “Lee said” and is said, with what goes on behind it; () for nothing."""
        grammar = self._grammar
        direct = grammar.is_quote(beside) or (grammar.is_comma(beside) and grammar.is_quote(beside - 1))
        if not direct and not grammar.is_comma(beside):
            return ()
        if not direct and "saying" not in cue.uses and "showing" not in cue.uses:
            return ()
        behind = self._adjuncts.behind(cue)
        if behind <= grammar.last and not grammar.is_comma(behind) and grammar.key(behind) != ";":
            led_up = direct and self._units[beside - (not grammar.is_quote(beside))].key in _LEADING_ON
            quoted = grammar.is_quote(behind) or grammar.key(behind) in {":", "that"}
            if not direct or (quoted and not (led_up and behind > cue.last + 1)):
                return ()
        if not direct and grammar.is_quote(behind + 1) and self._units[behind + 1].capital:
            return ()  # “When asked, Lee replied, “…””
        first = self._content_begins(beside)
        more = self._contents.going_on(behind, Reach(first, beside), direct=direct)
        before = self._contents.before(beside, first, goes_on=more is not None)
        if before is None:
            return ()
        if before.first > first and behind <= grammar.last and grammar.is_word(behind):
            return ()  # “In her book “The Pier,” Lee said that …”
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
        if cue.first == self._since:
            return self._opening(cue)
        direct = grammar.is_quote(left) or (grammar.is_comma(left) and grammar.is_quote(left - 1))
        if not direct and not grammar.is_comma(left):
            return None
        source = self._sources.following(cue.last + 1)
        if source is None or self._is_clause(source):
            return None
        first = self._content_begins(left)
        more = self._contents.going_on(source.last + 1, Reach(first, left), direct=direct)
        before = self._contents.before(left, first, goes_on=more is not None)
        if before is None:
            return None
        return Found(source, self._cue(cue), (before, more) if more else (before,), Kind.REPORTED)

    def _opening(self, cue: Cue) -> Found | None:
        """Return “Said Lee: “…””."""
        source = self._sources.following(cue.last + 1)
        if source is None or self._grammar.key(source.last + 1) != ":":
            return None
        content = self._contents.behind(cue, source.last + 1)
        return Found(source, self._cue(cue), (content,), Kind.REPORTED) if content else None

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
        if grammar.within(beside, "articles"):
            return None  # “after a warning that …”
        while grammar.is_adverb(beside) or grammar.within(beside, "adjuncts"):
            beside -= 1
        content = self._contents.behind(cue, self._adjuncts.behind(cue))
        if content is None or not self._fitting.fits(cue, content, None):
            return None
        source = self._who(cue, beside, content)
        if source is None:
            return None
        asserted = self._fitting.asserts(cue, content)
        claimed = asserted or bool(cue.uses & {"claiming", "measuring"})
        listener = self._adjuncts.listener(cue, content)
        passed_by = (listener,) if listener else ()
        return Found(source, self._cue(cue), (content,), Kind.REPORTED, asserted, claimed, passed_by)

    def _who(self, cue: Cue, beside: int, content: Reach) -> Reach | None:
        """Return who does what a participle says."""
        grammar = self._grammar
        joined = grammar.is_comma(beside) or grammar.within(beside, "before_participles")
        if joined:
            before = self._outer(cue.first)
            return before.source if before is not None else self._sources.shared(beside, self._since)
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
        return self._sources.shared(beside, self._since) or self._phrases.ending(beside, self._since)

    def _behind_clause(self, content: Reach) -> Reach | None:
        """Return the subject behind “Claiming that it was lost, ”; None where none follows."""
        grammar = self._grammar
        if not grammar.is_comma(content.last + 1):
            return None
        for at in range(content.last + 3, grammar.last + 1):
            if grammar.is_finite(at):
                return self._sources.subject(Cue(at, at, frozenset(), PAST), content.last + 2)
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
        content = self._contents.behind(cue, self._adjuncts.behind(cue))
        if content is None:
            return None
        left = grammar.before_auxiliaries(ruling)
        if ruling.form == ING and grammar.is_comma(ruling.first - 1):
            source = self._who(ruling, ruling.first - 1, content)
        else:
            source = self._subject(ruling, left)
        if source is None:
            return None
        asserted = self._fitting.asserts(cue, content)
        claimed = asserted or bool(cue.uses & {"claiming", "measuring"})
        return Found(source, Reach(ruling.first, cue.last), (content,), kind_of(cue), asserted, claimed)

    def _according(self, cue: Cue) -> Found | None:
        grammar = self._grammar
        if grammar.key(cue.first) == "per" and not self._cases.beside_a_clause(cue, self._since):
            return None
        if grammar.key(cue.first) == "citing" and self._cases.behind_a_subject(cue, self._since):
            return None
        introduced = (
            cue.first - 1 - grammar.is_comma(cue.first - 1)
        )  # “But according to”, “And, according to”
        opens = introduced <= self._since and not grammar.is_quote(introduced)
        opens = opens or (grammar.is_comma(cue.first - 1) and grammar.within(introduced, "openers"))
        source = self._sources.named(cue.last + 1) if opens else self._sources.following(cue.last + 1)
        if source is None:
            return None
        if opens and grammar.key(cue.first) == "citing":
            self._cited = source
            return None
        if opens:
            first = source.last + 2
            said = grammar.is_comma(source.last + 1) and first <= grammar.last
            parts: tuple[Reach, ...] = (Reach(first, self._contents.end(first, None)),) if said else ()
        else:
            begins = self._content_begins(cue.first)
            before = self._contents.before(cue.first - 1, begins, goes_on=False)
            beside = Reach(begins, cue.first - 1)
            more = self._contents.going_on(source.last + 1, beside, direct=False)
            if more is not None and grammar.is_finite(more.first):
                return None  # “The agency, citing a clerk, said …”
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
        by = passive and grammar.key(cue.last + 1) == "by" and cue.last + 2 < at
        reporter = Reach(cue.last + 2, at - 1) if by else None if passive else subject
        named = Reach(cue.last + 1, at - 1) if cue.last + 1 < at else None
        source = subject if passive else named
        said_by = subject if passive else reporter
        quoted = self._said_before(inner, said_by.first - 1) if said_by else ()
        behind = self._contents.behind(inner, self._adjuncts.behind(inner))
        content = quoted or tuple(part for part in (behind,) if part)
        if not content:
            return None
        listener = self._adjuncts.listener(inner, None if quoted else behind)
        passed_by = tuple(one for one in (listener, reporter) if one)
        return Found(source, Reach(at, at + 1), content, Kind.REPORTED, passed_by=passed_by)

    def _reporter(self, source: Reach) -> Reach | None:
        """Return who quotes whoever “which” stands for: “Radio Nine quoted a statement, which said …”."""
        if not self._grammar.within(source.first, "relatives"):
            return None
        before = (cue for cue in self._words.find(self._units[: source.first]) if "passing_on" in cue.uses)
        cue = next(before, None)
        return self._sources.subject(cue, self._since) if cue else None

    def _cue(self, cue: Cue) -> Reach:
        """Return a cue with its auxiliaries."""
        first = at = cue.first
        grammar = self._grammar
        while at > 0 and (grammar.is_auxiliary(at - 1) or grammar.within(at - 1, "adverbs")):
            at -= 1
            if grammar.is_auxiliary(at):
                first = at
        return Reach(first, cue.last)
