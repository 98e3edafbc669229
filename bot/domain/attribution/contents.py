"""Where what somebody says begins and ends."""

from typing import Final

from bot.domain.attribution.cues import BASE, ING, PAST, SPEAKING, THIRD, Cue
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.phrases import Phrases, Reach
from bot.domain.attribution.sources import Sources

_FEWEST: Final = 2  # words of a clause that somebody says
_SHORT: Final = 5  # units of what is no clause by itself
_FAR: Final = 14  # units between a cue and the “that” behind its adjuncts
_NEAR: Final = 12  # units between a comma and the cue of somebody else
_QUOTED_SOON: Final = 8  # units between “he said, but” and a quotation


class Contents:
    """Finds what is said in one sentence, before and behind its cues."""

    def __init__(self, grammar: Grammar, phrases: Phrases, sources: Sources) -> None:
        self._grammar = grammar
        self._phrases = phrases
        self._sources = sources
        self._words = grammar.words

    def before(self, beside: int, since: int, *, goes_on: bool) -> Reach | None:
        """Return the clause that ends before a place, introductory words left out.

        A few words without a verb are one only where it goes on behind the cue: “The pier, he said, fell.”
        """
        grammar = self._grammar
        last = beside - 1 if grammar.is_comma(beside) else beside
        first = since
        while (
            first < last
            and grammar.within(first, "connecting")
            and grammar.key(first + 1) != "of"  # “As of Wednesday”
            and not (grammar.key(first) == "that" and grammar.is_finite(first + 1))  # “That’s a lot”
            and (grammar.is_comma(first + 1) or not grammar.is_quote(first + 1))
        ):
            first += 2 if grammar.is_comma(first + 1) else 1
        if last < first:
            return None
        if grammar.is_quote(last) and last > first and grammar.key(last - 1) == ":":
            return Reach(last, last)
        if self._introduces(first, last):
            if grammar.is_quote(last) and grammar.is_comma(last - 1):
                return Reach(last, last)
            return Reach(first, last) if goes_on and not grammar.verb_between(first, last) else None
        if grammar.verb_between(first, last) or last - first >= _SHORT:
            return Reach(first, last)
        adjunct = grammar.within(first, "prepositions") or grammar.is_time(first) or grammar.is_adverb(first)
        return Reach(first, last) if goes_on and (not adjunct or last > first + 1) else None

    def _introduces(self, first: int, last: int) -> bool:
        """Return whether words before a cue only say where: “In an interview on “Morning News,””."""
        grammar = self._grammar
        amount = grammar.is_number(first + 1) or grammar.key(first + 1) in {"least", "most"}
        if amount or not grammar.within(first, "prepositions"):
            return False
        return not any(grammar.is_finite(at) for at in range(first, last + 1))

    def going_on(self, at: int, before: Reach, *, direct: bool) -> Reach | None:
        """Return what is said behind “…, Lee said,”; `before` is what stands before it.

        Where that is a quotation, what goes on holds one too.
        """
        grammar = self._grammar
        if not grammar.is_comma(at) or at >= grammar.last:
            return None
        if direct:
            return self._quoted_on(at + 1)
        after = at + 1
        unfinished = grammar.within(before.first, "subordinating")
        if grammar.is_participle(after) and grammar.key(after).endswith("ing") and not unfinished:
            return None
        if grammar.within(after, "no_longer_said") and not unfinished:
            places = range(after + 1, min(after + _QUOTED_SOON, grammar.last + 1))
            quoted = any(grammar.is_quote(place) for place in places)
            counted = grammar.key(after) == "and" and self._counts(after + 1)
            if not counted and (not quoted or not grammar.within(after, "coordinating")):
                return None
        last = self.end(after, None)
        counted = grammar.within(after, "prepositions") and any(
            grammar.is_number(place) for place in range(after, last + 1)
        )  # “…, she said, at a cost of 900 million”
        verbless = not grammar.verb_between(after, last)
        if verbless and not counted and grammar.verb_between(before.first, before.last):
            return None  # “…, Lee told the Courier, a weekly”
        return Reach(after, last)

    def _counts(self, at: int) -> bool:
        """Return whether a clause begins with a number: “and none had closed”, “and 12 were hurt”."""
        grammar = self._grammar
        return (
            grammar.is_number(at)
            or grammar.key(at) in {"none", "no", "nobody"}
            or grammar.within(at, "amounts")
        )

    def _quoted_on(self, after: int) -> Reach | None:
        """Return the quotation that goes on behind “…,” Lee said,” with an “and” or a “but” before it."""
        grammar = self._grammar
        for at in range(after, min(after + _FAR, grammar.last) + 1):
            if grammar.is_quote(at):
                if grammar.within(after, "coordinating") and at < after + _QUOTED_SOON:
                    return Reach(after, self.end(after, None))
                apart = at == after or grammar.is_comma(at - 1)
                return Reach(at, self.end(at, None)) if apart else None
            cue = self._words.at(grammar.units, at)
            if cue is not None and "saying" in cue.uses:
                return None
        return None

    def behind(self, cue: Cue, first: int) -> Reach | None:
        """Return what is said behind a cue, from a place behind its adjuncts on."""
        grammar = self._grammar
        first = self._behind_parenthesis(first)
        if grammar.is_comma(first) or grammar.key(first) == ":":
            first += 1
        if first > grammar.last or self._only_when(first, cue):
            return None
        last = self.end(first, cue)
        enough = last - first + 1 >= _FEWEST or grammar.is_quote(first) or grammar.is_number(first)
        enough = enough or ("claiming" in cue.uses and grammar.is_word(first))  # “denied involvement”
        return Reach(first, last) if enough else None

    def _only_when(self, first: int, cue: Cue) -> bool:
        """Return whether a clause only tells when or why it is said: “he said before he left”."""
        grammar = self._grammar
        before = first - 1
        told = before > cue.last and grammar.key(before) in {"after", "before"}
        if told and grammar.within(first, "subjects"):
            return True
        return grammar.within(first, "circumstances")

    def _behind_parenthesis(self, at: int) -> int:
        """Return the place behind “, however,” and the like, where “that” follows it."""
        grammar = self._grammar
        if grammar.key(at) != ",":
            return at
        for place in range(at + 1, min(at + _FAR, grammar.last)):
            if grammar.is_comma(place):
                return place + 1 if grammar.key(place + 1) in {"that", "to"} else at
        return at

    def end(self, first: int, cue: Cue | None) -> int:
        """Return the last place of what is said from a place on; `cue` is the one before it, if any."""
        grammar = self._grammar
        quoted = self._end_of_quotation(first)
        if quoted is not None:
            return quoted
        fronted = cue is not None and self._fronted(cue)
        relative = cue is not None and self._in_a_relative_clause(cue)
        thing = cue is not None and "claiming" in cue.uses and not grammar.is_finite(first)
        for at in range(first + 1, grammar.last + 1):
            if thing and grammar.within(at, "circumstances_of") and grammar.verb_between(at, grammar.last):
                return at - 1
            thing = thing and not grammar.is_finite(at) and not grammar.is_comma(at)
            if grammar.is_comma(at):
                if self._somebody_else(at + 1) or (fronted and self._main_clause(at + 1)):
                    return at - 1
                if relative and grammar.is_finite(at + 1):
                    return at - 1
            if grammar.is_quote(at) and grammar.units[at].key == "," and self._somebody_else(at + 1):
                return at
            if grammar.within(at, "opposing") and self._told_soon(at + 1, min(at + _NEAR, grammar.last)):
                return at - 1
            if grammar.key(at) == ";" and self._told_soon(at + 1, grammar.last):
                return at - 1
            if grammar.key(at) == "according" and grammar.key(at + 1) == "to" and at > first + _FEWEST:
                return at - 2 if grammar.is_comma(at - 1) else at - 1
            if cue is not None and grammar.within(at, "coordinating") and self._second_cue(at + 1, cue):
                return at - 2 if grammar.is_comma(at - 1) else at - 1
        return grammar.last

    def _in_a_relative_clause(self, cue: Cue) -> bool:
        """Return whether a cue stands in “who said …” or “which the mayor said …”."""
        grammar = self._grammar
        last = grammar.before_auxiliaries(cue)
        if grammar.within(last, "relatives") or grammar.key(last) == "whom":
            return True
        source = self._phrases.ending(last)
        return source is not None and source.first > 0 and grammar.within(source.first - 1, "relatives")

    def _end_of_quotation(self, first: int) -> int | None:
        """Return where whole sentences in quotation marks end; None where what is said is none."""
        grammar = self._grammar
        if not grammar.is_quote(first) or not grammar.units[first].capital:
            return None
        last = first
        while last < grammar.last:
            beyond = last + 1
            while grammar.is_comma(beyond) or grammar.key(beyond) in {"and", "or"}:
                beyond += 1
            if not grammar.is_quote(beyond):
                break
            last = beyond
        closed = grammar.units[last].key in {",", ".", "!", "?", "…"}
        return last if closed or last == grammar.last or not grammar.is_word(last + 1) else None

    def _fronted(self, cue: Cue) -> bool:
        """Return whether a cue stands in a clause before the main one: “While he said …, she …”."""
        grammar = self._grammar
        at = 0
        while grammar.within(at, "coordinating") or grammar.is_adverb(at):
            at += 1
        if cue.form == ING and at == cue.first:
            return True
        if not grammar.within(at, "subordinating"):
            return False
        return not any(grammar.is_comma(place) for place in range(at, cue.first))

    def _main_clause(self, at: int) -> bool:
        """Return whether the main clause may begin at a place."""
        grammar = self._grammar
        return grammar.begins_phrase(at) and not grammar.within(at, "relatives")

    def _somebody_else(self, at: int) -> bool:
        """Return whether what follows a comma is said by somebody else, or told about what is said."""
        grammar = self._grammar
        if grammar.within(at, "articles") and grammar.within(at + 1, "summaries"):
            return True
        if self._trails(at):
            return True
        while grammar.is_adverb(at):
            at += 1
        following = self._words.at(grammar.units, at)
        if following is not None and following.form == ING:
            return bool(following.uses & {"saying", "showing", "of_something"})
        if grammar.within(at, "contrasting") or grammar.key(at) == "and":
            return self._told_soon(at + 1, min(at + _NEAR, grammar.last)) or self._refuses(at + 1)
        if grammar.key(at) == "with":
            places = range(at + 1, min(at + _NEAR, grammar.last))
            cues = (self._words.at(grammar.units, place) for place in places)
            found = next((cue for cue in cues if cue is not None), None)
            return found is not None and found.form == ING
        return False

    def _trails(self, at: int) -> bool:
        """Return whether “, the mayor confirmed” ends a sentence from a place on."""
        grammar = self._grammar
        cue = self._words.at(grammar.units, grammar.last)
        if cue is None or "saying" not in cue.uses or cue.last - at > _NEAR or cue.first <= at:
            return False
        source = self._sources.subject(cue, at)
        return source is not None and source.first == at and not self._phrases.is_noun(cue, source)

    def _refuses(self, at: int) -> bool:
        """Return whether a clause says that somebody doesn't say more: “it did not say who”, “gave no …”."""
        grammar = self._grammar
        if grammar.within(at, "subjects"):
            at += 1
        while grammar.is_adverb(at):
            at += 1
        if grammar.within(at, "refusing"):
            return True
        negated = grammar.key(at) == "didn't" or (grammar.key(at) == "did" and grammar.key(at + 1) == "not")
        return negated and self._told_soon(at + 1, min(at + 4, grammar.last), bare=True)

    def _told_soon(self, first: int, last: int, *, bare: bool = False) -> bool:
        """Return whether the first verb from a place on is a cue; `bare` where it stands in its base form."""
        grammar = self._grammar
        relative = False
        for at in range(first, last + 1):
            relative = (relative or grammar.within(at, "relatives")) and not grammar.is_comma(at)
            cue = self._words.at(grammar.units, at)
            if cue is not None and self._speaks(cue):
                helped = grammar.is_auxiliary(at - 1) or grammar.is_adverb(at - 1)
                if bare or (cue.form == ING and helped):
                    return True
                source = self._sources.subject(cue, first)
                if cue.form != ING and source is not None and not self._phrases.is_noun(cue, source):
                    return True
            told = grammar.is_finite(at) and not grammar.is_auxiliary(at) and not relative
            if told or grammar.is_quote(at):
                return False
        return False

    def _speaks(self, cue: Cue) -> bool:
        """Return whether a cue reports: “said”, or “put” with “at” and a number behind it."""
        grammar = self._grammar
        if {"holding", "claiming"} <= cue.uses and (
            grammar.is_number(cue.last + 1) or grammar.is_number(cue.last + 2)
        ):
            return True  # “while the government assumes 2.1 per cent”
        if "measuring" not in cue.uses or "beside_quotes" in cue.uses:
            return bool(cue.uses & SPEAKING)
        places = range(cue.last + 1, min(cue.last + _NEAR, self._grammar.last))
        return any(self._grammar.key(at) == "at" for at in places)

    def _second_cue(self, at: int, cue: Cue) -> bool:
        """Return whether “and” joins a second cue of the same speaker: “said it fell and warned that …”."""
        grammar = self._grammar
        begins = at
        while grammar.is_adverb(at) or (cue.form == THIRD and grammar.key(at) in {"has", "have"}):
            at += 1
        helped = any(grammar.is_auxiliary(place) for place in range(begins, at))
        if self._refuses(at) and cue.form == PAST and not grammar.within(at, "subjects"):
            return True
        second = self._words.at(grammar.units, at)
        if second is None or second.form not in {PAST, THIRD} or cue.form == BASE:
            return False
        if second.form != cue.form and cue.form != ING and not helped:
            return False
        speaks = {"saying", "of_something", "beside_quotes", "passing_on"}
        if not (second.uses & speaks and cue.uses & speaks):
            return False
        return not self._phrases.is_noun(second, None)
