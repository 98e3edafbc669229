"""What the words in front of an amount say of those counted: verbs, labels, tolls."""

from typing import Final

from bot.domain.reading.tags import Found, Tag, Tags
from bot.domain.reading.tokens import NUMBER, QUOTES, REACH, WORD

_ASIDE: Final = 16  # words between a verb and the last of its objects


class Objects:
    """Reads amounts as objects of the verbs in front of them."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._language = tags.language
        self._tokens = tags.tokens

    def left(self, first: int) -> Found | None:
        """Return what a verb in front of an amount does to those counted."""
        tokens, language = self._tokens, self._language
        index = first
        while index > 0 and (
            tokens.norm(index - 1) in QUOTES
            or tokens.norm(index - 1) in self._language.cues["before_an_object"]
        ):
            index -= 1
        tag = self._tags.ends.get(index)
        if tag is not None:
            found = self._object_of(tag)
            if found is not None:
                return found
        before = tokens.norm(index - 1)
        if before in {"of", "de", "von", "des"}:
            tag = self._tags.ends.get(index - 1)
            sense = tag.of("event", "ing", "toll") if tag is not None else None
            if tag is not None and tokens.norm(tag.start - 1) in language.cues["attempts"]:
                return None
            if sense is not None:
                return Found(sense.outcome, listed=True, side="left")
            noun = language.lexicon.singular(tokens.norm(index - 2)) or ""
            told = language.outcome_of_noun.get(noun)
            return Found(told, listed=True, side="left") if told == "killed" else None
        if before in self._language.cues["holding"] and index - 1 in self._tags.ends:
            state = self._tags.ends[index - 1].of("state", "participle")
            if state is not None and tokens.norm(self._tags.ends[index - 1].start - 1) == "the":
                return Found(state.outcome, listed=True, side="left")
        if before in {":", "-"} and (tokens.norm(index - 1) == ":" or tokens.spaced(index)):
            tag = self._tags.ends.get(index - 1)
            sense = tag.of("participle", "state", "event", "toll") if tag is not None else None
            return Found(sense.outcome, listed=True, side="left") if sense else None
        return self._unlisted_left(index)

    def beside(self, first: int, *, others: bool) -> Found | None:
        """Return what befalls the last of several objects: "killing Hassan, his brother and three others"."""
        tokens, language = self._tokens, self._language
        if tokens.norm(first - 1) in language.cues["possessives"]:  # "a woman and her two children"
            first -= 1
        before = tokens.norm(first - 1)
        joined = before in {"and", "&", ",", "plus"}
        if not joined and not (
            before == "with" and (others or tokens.norm(first - 2) in {"along", "together"})
        ):
            return None
        for place in range(first - 1, max(first - _ASIDE, -1), -1):
            word = tokens.norm(place)
            if tokens.sentence(place) != tokens.sentence(first - 1) or (
                tokens.kinds[place] == NUMBER and not joined
            ):
                return None
            tag = self._tags.starts.get(place)
            if tag is not None and tokens.norm(place - 1) == "those":  # "along with those killed, four …"
                return None
            if tag is not None and tag.of("past", "ing", "base", "participle") is not None:
                return (
                    self._object_of(tag) if joined else Found(tag.senses[0].outcome, listed=True, side="left")
                )
            if joined and (
                word in language.auxiliaries
                or word in language.relatives
                or word in language.prepositions - {"of"}
            ):
                return None
            if (
                joined
                and word in language.verbs
                and "past" in language.verbs[word][1]
                and not tokens.capital(place)
            ):
                return None
        return None

    def _object_of(self, tag: Tag) -> Found | None:
        tokens, language = self._tokens, self._language
        sense = tag.of("past", "ing", "base", "s", "participle")
        if sense is None or (sense.intransitive and not sense.rest):
            return None
        if sense.rest:
            return Found(sense.outcome, listed=True, side="left")
        before = tag.start - 1
        while tokens.norm(before) in language.adverbs:
            before -= 1
        passive = (
            tokens.norm(before) in language.being
            and tag.of("participle") is not None
            and tag.of("ing") is None
        )
        if passive or (tag.of("base") and tokens.norm(before) in language.determiners and not tag.of("past")):
            return None
        return Found(sense.outcome, listed=True, side="left")

    def _unlisted_left(self, index: int) -> Found | None:
        tokens, language = self._tokens, self._language
        before = index - 1
        if tokens.norm(before) == "by":
            verb = language.same.at(tokens, before - 1)
            return (
                Found(verb[1], listed=False, side="left")
                if verb is not None and verb[1] == "took part"
                else None
            )
        if tokens.norm(before) in language.cues["before_a_toll"]:
            toll = self.topic(index)
            if toll is not None:
                return toll
        same = language.same.before(tokens, index)
        if same is not None and not self._noun_here(same[0]):
            return Found(same[1], listed=False, side="left")
        phrasal = language.phrasal.before(tokens, index)
        if phrasal is not None:
            return Found(phrasal[1], listed=False, side="left")
        if before < 0 or tokens.kinds[before] != WORD or not self._tags.is_verb(before, left=True):
            return None
        return Found(self._tags.lemma(before), listed=False, side="left")

    def _noun_here(self, index: int) -> bool:
        return self._tokens.norm(index - 1) in self._language.determiners

    def apart(self, first: int) -> Found | None:
        """Return what befell those of whom an amount is a part: "of those killed, 30 were British"."""
        tokens = self._tokens
        tag = self._tags.ends.get(first - 1) if tokens.norm(first - 1) == "," else None
        if tag is None or tokens.norm(tag.start - 1) not in {"the", "those"}:
            return None
        if tokens.norm(tag.start - 2) not in {"of", "among", "amongst"}:
            return None
        return Found(tag.senses[0].outcome, listed=True, side="left")

    def topic(self, first: int) -> Found | None:
        """Return the toll that an amount without a verb of its own gives: "the death toll rises to 97"."""
        tokens = self._tokens
        beside = self._tags.ends.get(first)
        toll = beside.of("toll") if beside is not None else None
        if toll is not None:
            return Found(toll.outcome, listed=True, side="left")
        if (
            first > 0
            and tokens.norm(first - 1) not in self._language.cues["before_a_toll"]
            and tokens.norm(first - 1)
            not in self._language.changing | self._language.quiet | self._language.adverbs
        ):
            return None
        if tokens.norm(first - 1) == "to" and tokens.norm(first - 2) in {"total", "tally", "number"}:
            return None
        numbered: Found | None = None
        for place in range(first - 1, max(first - REACH, -1), -1):
            if tokens.sentence(place) != tokens.sentence(min(first, len(tokens) - 1)):
                break
            tag = self._tags.starts.get(place)
            if tag is None:
                continue
            sense = tag.of("toll", "event")
            if sense is not None and (
                sense.kind == "toll" or not self._language.lexicon.known_noun(tokens.norm(tag.end))
            ):
                return Found(sense.outcome, listed=True, side="left")
            if numbered is None and self._number_of(place):
                numbered = Found(tag.senses[0].outcome, listed=True, side="left")
        return numbered

    def _number_of(self, place: int) -> bool:
        """Return whether a verb or state says what is numbered: "the number of people killed"."""
        tokens = self._tokens
        for back in range(place - 1, max(place - 8, -1), -1):
            if tokens.norm(back) in self._language.cues["tallies"]:
                return True
        return False
