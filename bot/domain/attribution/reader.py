"""Who says what in a text: each cue with its source and what is attributed to that source."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.domain.attribution.cues import Cue, Words
from bot.domain.attribution.layout import Sentence, sentences
from bot.domain.attribution.phrases import Phrases, Reach
from bot.domain.attribution.spans import Attribution, Kind, Mode, Span
from bot.domain.lexicon import Table
from bot.domain.lexicon import table as table_of

_FEWEST: Final = 2  # words of a clause that somebody says
_PRONOUNS_TOO: Final = frozenset({"this", "that", "all", "both", "some"})
_NO_LONGER_SAID: Final = frozenset({"who", "which", "but", "and", "when", "after", "as", "while"})
_BEFORE_A_DAY: Final = frozenset({"on", "late", "early", "last", "this", "earlier"})
_ADJUNCT: Final = frozenset(
    {
        "in",
        "at",
        "during",
        "to",
        "on",
        "by",
        "through",
        "via",
        "of",
        "from",
        "with",
        "after",
        "before",
        "about",
    }
)
_APART: Final = frozenset({"while", "whereas", "but"})  # between two who say different things
_OWN_WORDS: Final = frozenset({"it", "he", "she", "they", "did", "has", "had", "have", "does", "would"})
_BEING: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_FAR: Final = 14  # units between a cue and the “that” behind its adjuncts


class _Found(NamedTuple):
    """An attribution by the units of its sentence."""

    source: Reach | None
    cue: Reach
    content: tuple[Reach, ...]
    kind: Kind
    asserted: bool = True
    claimed: bool = True
    passed_by: tuple[Reach, ...] = ()


class AttributionReader:
    """Finds attributions in English texts, in time in proportion to their length."""

    def __init__(self, table: Table) -> None:
        self._words = Words(table)
        self.speakers = table_of(table, "speakers")

    def sentences(self, text: str) -> list[Span]:
        """Return the sentences of a text, in order; a quotation is never parted."""
        return [Span(one.start, one.end) for one in sentences(text, self._words.abbreviations)]

    def find(self, text: str) -> list[Attribution]:
        """Return the attributions of a text in the order of their cues."""
        found: list[Attribution] = []
        open_at: int | None = None  # paragraph of the last quotation that others may go on from
        for sentence in sentences(text, self._words.abbreviations):
            if _only_quotes(sentence) and open_at is not None and sentence.paragraph - open_at <= 1:
                found[-1] = _continued(found[-1], sentence)
                open_at = sentence.paragraph
                continue
            here = [_placed(sentence, one) for one in _Sentence(self._words, sentence).attributions()]
            found.extend(here)
            if here and (here[-1].mode is not Mode.INDIRECT or not here[-1].content):
                open_at = sentence.paragraph
            elif here or open_at != sentence.paragraph:
                open_at = None
        return [one for one in found if one.content]


def _only_quotes(sentence: Sentence) -> bool:
    return all(unit.kind in {"quote", "mark"} for unit in sentence.units) and any(
        unit.kind == "quote" for unit in sentence.units
    )


def _continued(last: Attribution, sentence: Sentence) -> Attribution:
    """Return an attribution whose words go on in a sentence that is nothing but quotations."""
    quotes = [unit for unit in sentence.units if unit.kind == "quote"]
    more = Span(quotes[0].start, quotes[-1].end)
    mode = last.mode if last.content else Mode.DIRECT
    return last._replace(content=(*last.content, more), mode=mode)


def _placed(sentence: Sentence, one: _Found) -> Attribution:
    """Return an attribution with its offsets in the text."""

    def span(reach: Reach) -> Span:
        return Span(sentence.units[reach.first].start, sentence.units[reach.last].end)

    inside = [unit for reach in one.content for unit in sentence.units[reach.first : reach.last + 1]]
    quoted = [unit.kind == "quote" for unit in inside if unit.kind != "mark"]
    mode = Mode.DIRECT if quoted and all(quoted) else Mode.MIXED if any(quoted) else Mode.INDIRECT
    source = () if one.source is None else (span(one.source),)
    return Attribution(
        source,
        (span(one.cue),),
        tuple(map(span, one.content)),
        mode,
        one.kind,
        one.asserted,
        one.claimed,
        tuple(map(span, one.passed_by)),
    )


class _Sentence:
    """One sentence, looked through for attributions."""

    def __init__(self, words: Words, sentence: Sentence) -> None:
        self._words = words
        self._units = sentence.units
        self._phrases = Phrases(words, sentence.units)

    def attributions(self) -> Iterator[_Found]:
        """Yield the attributions of the sentence in the order of their cues."""
        cues = [cue for cue in self._words.find(self._units) if cue.last <= self._phrases.last]
        found: list[tuple[Cue, _Found]] = []
        for cue in cues:
            one = self._of(cue, found[-1][1] if found else None)
            if one is not None:
                found.append((cue, one))
        for at, (_, one) in enumerate(found):
            ended = one
            for cue, following in found[at + 1 :]:
                ended = self._ended(ended, cue, following)
            yield ended

    def _of(self, cue: Cue, before: _Found | None) -> _Found | None:
        if "according" in cue.uses:
            return self._according(cue)
        if cue.uses == {"passing_on"} or "passing_on" in cue.uses:
            passed_on = self._passed_on(cue)
            if passed_on is not None:
                return passed_on
        if cue.form == "ing" and self._phrases.key(cue.first - 1) not in self._words.auxiliaries:
            return self._participle(cue, before)
        return self._finite(cue)

    def _finite(self, cue: Cue) -> _Found | None:
        phrases = self._phrases
        left = phrases.before_auxiliaries(cue.first)
        helping = {phrases.key(at) for at in range(left + 1, cue.first)}
        if (cue.form == "past" and helping & _BEING) or ("not" in helping and "claiming" not in cue.uses):
            return None
        source = phrases.subject(cue.first)
        if source is None:
            return self._inverted(cue, left)
        if self._is_noun(cue, source):
            return None
        quoted = self._before(cue, source)
        if quoted is not None:
            return quoted
        content = self._said_behind(cue)
        if content is None:
            closing = self._units[phrases.last + 1 :]
            if closing and closing[-1].key == ":" and "saying" in cue.uses:
                return _Found(source, self._cue(cue), (), Kind.REPORTED)
            return None
        if cue.uses == {"beside_quotes"} and not phrases.is_quote(content.first):
            return None
        asserted = self._asserts(cue, content) and "not" not in helping
        claimed = asserted or "claiming" in cue.uses
        listener = self._listener(cue, content)
        passed_by = tuple(one for one in (listener, self._reporter(source)) if one)
        return _Found(source, self._cue(cue), (content,), self._kind(cue), asserted, claimed, passed_by)

    def _before(self, cue: Cue, source: Reach) -> _Found | None:
        """Return “…”, Lee said."""
        if not cue.uses & {"saying", "beside_quotes"}:
            return None
        said = self._said_before(cue, source.first - 1)
        if not said:
            return None
        listener = self._listener(cue, None)
        passed_by = (listener,) if listener else ()
        return _Found(source, self._cue(cue), said, Kind.REPORTED, passed_by=passed_by)

    def _asserts(self, cue: Cue, content: Reach) -> bool:
        """Return whether a cue says that its content is so: a clause or a quotation behind “said”."""
        if not cue.uses & {"saying", "showing", "beside_quotes"}:
            return False
        first = self._units[content.first]
        if first.kind == "quote" or first.key == "that":
            return True
        inside = self._units[content.first : content.last + 1]
        return first.key != "to" and any(self._words.is_verb(unit) for unit in inside)

    def _kind(self, cue: Cue) -> Kind:
        return Kind.HELD if cue.uses == {"holding"} else Kind.REPORTED

    def _is_noun(self, cue: Cue, source: Reach) -> bool:
        """Return whether what looks like a verb is a noun: “the report”, “her claims”."""
        before = self._units[cue.first - 1]
        if cue.first - 1 != source.last:
            return False
        if before.key in self._words.determiners - _PRONOUNS_TOO or before.key.endswith("'s"):
            return True
        if cue.form == "base":
            joined = any(unit.key == "and" for unit in self._units[source.first : source.last])
            many = before.key.endswith("s") and not (before.capital and len(before.key) == 2)
            return not (many or joined or before.key in self._words.pronouns | self._words.plurals)
        return cue.form == "s" and before.key in self._words.prepositions

    def _said_before(self, cue: Cue, beside: int) -> tuple[Reach, ...]:
        """Return what stands before “Lee said” and is said, with what goes on behind it; () for nothing."""
        phrases = self._phrases
        direct = phrases.is_quote(beside) or (phrases.is_comma(beside) and phrases.is_quote(beside - 1))
        if not direct and not phrases.is_comma(beside):
            return ()
        behind = self._behind_adjuncts(cue)
        if not direct and behind <= phrases.last and not phrases.is_comma(behind):
            return ()
        more = self._goes_on(behind)
        before = self._clause_before(beside, goes_on=more is not None)
        if before is None:
            return ()
        return (before, more) if more else (before,)

    def _clause_before(self, beside: int, *, goes_on: bool = False) -> Reach | None:
        """Return the clause that ends before a place, introductory words left out.

        A few words without a verb are one only where it goes on behind the cue: “The pier, he said, fell.”
        """
        last = beside - 1 if self._phrases.is_comma(beside) else beside
        first = 0
        if self._phrases.key(0) in {"but", "still", "and"} and self._phrases.is_comma(1):
            first = 2
        if last < first:
            return None
        inside = self._units[first : last + 1]
        clause = any(unit.kind == "quote" or self._words.is_verb(unit) for unit in inside)
        adjunct = self._phrases.key(first) in self._words.prepositions
        return Reach(first, last) if clause or len(inside) > 5 or (goes_on and not adjunct) else None

    def _goes_on(self, at: int) -> Reach | None:
        """Return what is said behind “…, Lee said,”."""
        if not self._phrases.is_comma(at) or at >= self._phrases.last:
            return None
        after = self._units[at + 1]
        if after.kind == "word" and after.key.endswith("ing"):
            return None
        if after.kind == "word" and after.key in _NO_LONGER_SAID:
            return None
        return Reach(at + 1, self._phrases.last)

    def _inverted(self, cue: Cue, left: int) -> _Found | None:
        """Return “…”, said Lee; the road is closed, said the mayor."""
        phrases = self._phrases
        if cue.form == "base" or not cue.uses & {"saying", "beside_quotes"}:
            return None
        direct = phrases.is_quote(left) or (phrases.is_comma(left) and phrases.is_quote(left - 1))
        if not direct and not phrases.is_comma(left):
            return None
        source = phrases.following(cue.last + 1)
        if source is None:
            return None
        before = self._clause_before(left)
        if before is None:
            return None
        more = self._goes_on(source.last + 1)
        content = (before, more) if more else (before,)
        return _Found(source, self._cue(cue), content, Kind.REPORTED)

    def _participle(self, cue: Cue, before: _Found | None) -> _Found | None:
        """Return “…, adding that …”, whose source is the sentence's own subject."""
        if not cue.uses & {"saying", "of_something", "showing"}:
            return None
        beside = cue.first - 1
        joined = self._phrases.is_comma(beside) or self._phrases.key(beside) in {"and", "by", "in", "as"}
        content = self._said_behind(cue)
        if not joined or content is None:
            return None
        source = before.source if before else self._phrases.shared(cue.first - 1)
        if source is None:
            return None
        asserted = self._asserts(cue, content)
        claimed = asserted or "claiming" in cue.uses
        return _Found(source, self._cue(cue), (content,), Kind.REPORTED, asserted, claimed)

    def _according(self, cue: Cue) -> _Found | None:
        phrases = self._phrases
        opens = cue.first <= 1
        source = phrases.named(cue.last + 1) if opens else phrases.following(cue.last + 1)
        if source is None:
            return None
        if opens:
            content = Reach(source.last + 2, phrases.last)
            parts: tuple[Reach, ...] = (
                (content,) if phrases.is_comma(source.last + 1) and content.first <= content.last else ()
            )
        else:
            before = self._clause_before(cue.first - 1)
            more = self._goes_on(source.last + 1)
            parts = tuple(part for part in (before, more) if part)
        return _Found(source, Reach(cue.first, cue.last), parts, Kind.REPORTED) if parts else None

    def _passed_on(self, cue: Cue) -> _Found | None:
        """Return “quoted an officer as saying that …”: the officer's words."""
        phrases = self._phrases
        places = range(cue.last + 1, phrases.last)
        at = next(
            (at for at in places if phrases.key(at) == "as" and phrases.key(at + 1).endswith("ing")), None
        )
        inner = next(self._words.find(self._units[at + 1 : at + 2]), None) if at is not None else None
        if at is None or inner is None:
            return None
        verb = Cue(at + 1, at + 1, inner.uses, inner.form)
        if phrases.key(cue.first - 1) in self._words.auxiliaries:  # “an officer was quoted as saying”
            source, reporter = phrases.subject(cue.first), None
        else:
            source = Reach(cue.last + 1, at - 1) if cue.last + 1 < at else None
            reporter = phrases.subject(cue.first)
        quoted = self._said_before(verb, reporter.first - 1) if reporter else ()
        behind = self._said_behind(verb)
        content = quoted or ((behind,) if behind else ())
        listener = self._listener(verb, behind if content != quoted else None)
        if not content:
            return None
        passed_by = tuple(one for one in (listener, reporter) if one)
        return _Found(source, Reach(at, at + 1), content, Kind.REPORTED, passed_by=passed_by)

    def _reporter(self, source: Reach) -> Reach | None:
        """Return who quotes whoever “which” stands for: “Radio Nine quoted a statement, which said …”."""
        if self._phrases.key(source.first) not in self._words.relatives:
            return None
        before = (cue for cue in self._words.find(self._units[: source.first]) if "passing_on" in cue.uses)
        cue = next(before, None)
        return self._phrases.subject(cue.first) if cue else None

    def _listener(self, verb: Cue, content: Reach | None) -> Reach | None:
        """Return the name that something is told to: “told Radio Nine that …”; None for no name."""
        if "to_somebody" not in verb.uses:
            return None
        first = verb.last + 1
        last = (content.first if content else self._phrases.last + 1) - 1
        if first < last and self._phrases.key(first) in {"the", "a"}:
            first += 1
        named = range(first, last + 1)
        if not named or not self._units[first].capital:
            return None
        ending = self._words.days | _ADJUNCT | {",", "that"}
        ends = next((at for at in named if self._phrases.key(at) in ending), last + 1)
        return Reach(first, ends - 1) if ends > first else None

    def _said_behind(self, cue: Cue) -> Reach | None:
        """Return what is said behind a cue, adjuncts and whoever it is said to left out."""
        phrases = self._phrases
        first = self._behind_adjuncts(cue)
        if phrases.is_comma(first) or phrases.key(first) == ":":
            first += 1
        if first > phrases.last:
            return None
        last = self._before_objection(first)
        inside = self._units[first : last + 1]
        enough = any(unit.kind == "quote" for unit in inside) or len(inside) >= _FEWEST
        return Reach(first, last) if enough else None

    def _before_objection(self, first: int) -> int:
        """Return where what is said ends: before “, but it did not say who”."""
        phrases = self._phrases
        for at in range(first + 1, phrases.last):
            if phrases.key(at) == "but" and phrases.is_comma(at - 1) and phrases.key(at + 1) in _OWN_WORDS:
                return at - 2
        return phrases.last

    def _behind_adjuncts(self, cue: Cue) -> int:
        """Return the place behind a cue, its day, occasion and listeners: what is said, or the end."""
        phrases, at = self._phrases, cue.last + 1
        if "to_somebody" in cue.uses:
            at = self._behind_listeners(at)
        while at <= phrases.last:
            key = phrases.key(at)
            if key in self._words.days:
                at += 1
            elif key in _BEFORE_A_DAY and phrases.key(at + 1) in self._words.days:
                at += 2
            elif key in _ADJUNCT:
                if self._begins_a_clause(at):
                    break
                beyond = self._behind_occasion(at)
                if beyond == at:
                    break
                at = beyond
            else:
                break
        return at

    def _begins_a_clause(self, at: int) -> bool:
        """Return whether a preposition belongs to what is said: “at least 40 died”, “to rebuild the pier”."""
        key, after = self._phrases.key(at), self._phrases.key(at + 1)
        if key == "to":
            named = at < self._phrases.last and self._units[at + 1].capital
            return not (named or after in self._words.determiners | self._words.objects | {"reporters"})
        number = at < self._phrases.last and self._units[at + 1].kind == "number"
        return after in {"least", "most"} or (key == "about" and number)

    def _behind_occasion(self, at: int) -> int:
        """Return the place behind “in a statement”, or where “that” or a quotation follows an adjunct."""
        phrases = self._phrases
        occasion = 0
        for place in range(at + 1, min(at + _FAR, phrases.last + 1)):
            if phrases.key(place) == "that" or phrases.is_quote(place):
                return place
            if phrases.is_comma(place):
                return place
            if phrases.key(place) in self._words.occasions:
                occasion = place
        if occasion:
            return occasion + 1
        return phrases.last + 1 if phrases.last - at < 5 else at

    def _behind_listeners(self, at: int) -> int:
        """Return the place behind whom something is told."""
        phrases = self._phrases
        if phrases.key(at) in self._words.objects:
            return at + 1
        if phrases.is_quote(at) or phrases.key(at) in self._words.days | _ADJUNCT | {"that", ","}:
            return at
        for place in range(at + 1, min(at + _FAR, phrases.last + 1)):
            key = phrases.key(place)
            if key == "that" or phrases.is_quote(place) or phrases.is_comma(place):
                return place
            if key in self._words.days | _ADJUNCT:
                return place
            if key in self._words.determiners - {"one"} or key in self._words.pronouns:
                return place
        return at + 1

    def _ended(self, found: _Found, cue: Cue, following: _Found) -> _Found:
        """Return an attribution whose last words end before “, adding that …” or “, while Lee said …”."""
        if not found.content:
            return found
        last = found.content[-1]
        begins = cue.first
        if "according" not in cue.uses and cue.form != "ing":
            if following.source is None or following.source.first > cue.first:
                return found
            begins = following.source.first
            joint = self._phrases.key(begins - 1)
            if joint not in _APART and not (joint == "and" and self._phrases.is_comma(begins - 2)):
                return found
            begins -= 1
        cut = begins - 1 if self._phrases.is_comma(begins - 1) else begins
        if not last.first < cut <= last.last or (cut == begins and cue.form == "ing"):
            return found
        return found._replace(content=(*found.content[:-1], Reach(last.first, cut - 1)))

    def _cue(self, cue: Cue) -> Reach:
        """Return a cue with its auxiliaries."""
        first = at = cue.first
        while at > 0 and self._phrases.key(at - 1) in self._words.auxiliaries | self._words.adverbs:
            at -= 1
            if self._phrases.key(at) in self._words.auxiliaries:
                first = at
        return Reach(first, cue.last)
