"""What befell those counted: the verb that the counted noun is subject or object of."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.domain.reading.language import Language, Sense
from bot.domain.reading.tokens import NUMBER, QUOTES, WORD, Tokens

_GAP: Final = 12  # words between the parts of "force … to flee"
_ASIDE: Final = 16  # words of an aside between commas
_PHRASE: Final = 14  # words between a noun and its verb: "62 troops in the north of the country were …"
_COMMAS: Final = frozenset({",", "-", "(", ")"})


class Tag(NamedTuple):
    """An outcome told by words of the text."""

    start: int
    end: int  # exclusive
    senses: tuple[Sense, ...]

    def of(self, *kinds: str) -> Sense | None:
        """Return the first sense of one of some kinds."""
        return next((sense for sense in self.senses if sense.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Found:
    """What befell those counted, and how the text says it."""

    outcome: str | None
    listed: bool
    side: str  # "left": the amount is the verb's object; "right": its subject; "near": right beside it
    agent: bool = False  # those counted do it, and suffer nothing
    negated: bool = False


class Clauses:
    """The outcomes in one text."""

    def __init__(self, language: Language, tokens: Tokens) -> None:
        self._language = language
        self._tokens = tokens
        self.tags: dict[int, Tag] = {}
        self._ends: dict[int, Tag] = {}
        self._find_tags()

    def _find_tags(self) -> None:
        tokens, language = self._tokens, self._language
        index = 0
        while index < len(tokens):
            word = tokens.norms[index]
            meant = language.mended.get(word)
            tag = self._tag_at(index)
            if tag is None and meant is not None and tokens.kinds[index] == WORD:
                tag = self._mended_tag(index, meant)
            if tag is None:
                index += 1
                continue
            self.tags.setdefault(index, tag)
            self._ends[tag.end] = tag
            index = tag.end

    def _tag_at(self, index: int) -> Tag | None:
        tokens = self._tokens
        for end, senses in self._language.outcomes.every(tokens, index):
            far = [s for s in senses if s.rest and self._rest_at(end, s.rest, index) is not None]
            near = tuple(sense for sense in senses if not sense.rest)
            for sense in far:
                at = self._rest_at(end, sense.rest, index)
                if at is not None and at not in self.tags:
                    self.tags[at] = Tag(at, at + len(sense.rest), (Sense(sense.outcome, "state"),))
            if far or near:
                return Tag(index, end, (*far, *near))
        return None

    def _mended_tag(self, index: int, meant: str) -> Tag | None:
        tokens = self._tokens
        written, tokens.norms[index] = tokens.norms[index], meant
        tag = self._tag_at(index)
        if tag is None:
            tokens.norms[index] = written
        return tag

    def _rest_at(self, start: int, rest: tuple[str, ...], first: int) -> int | None:
        tokens = self._tokens
        for place in range(start, min(start + _GAP, len(tokens) - len(rest) + 1)):
            if tokens.sentence(place) != tokens.sentence(first):
                return None
            if tuple(tokens.norms[place : place + len(rest)]) == rest:
                return place
        return None

    def left(self, first: int) -> Found | None:
        """Return what a verb in front of an amount does to those counted."""
        tokens, language = self._tokens, self._language
        index = first
        while index > 0 and (
            tokens.norm(index - 1) in QUOTES
            or tokens.norm(index - 1) in self._language.cues["before_an_object"]
        ):
            index -= 1
        tag = self._ends.get(index)
        if tag is not None:
            found = self._object_of(tag)
            if found is not None:
                return found
        before = tokens.norm(index - 1)
        if before in {"of", "de", "von", "des"}:
            tag = self._ends.get(index - 1)
            sense = tag.of("event", "ing", "toll") if tag is not None else None
            if sense is not None:
                return Found(sense.outcome, listed=True, side="left")
            noun = language.lexicon.singular(tokens.norm(index - 2)) or ""
            told = language.outcome_of_noun.get(noun)
            return Found(told, listed=True, side="left") if told == "killed" else None
        if before in self._language.cues["holding"] and index - 1 in self._ends:
            state = self._ends[index - 1].of("state", "participle")
            if state is not None and tokens.norm(self._ends[index - 1].start - 1) == "the":
                return Found(state.outcome, listed=True, side="left")
        if before in {":", "-"} and (tokens.norm(index - 1) == ":" or tokens.spaced(index)):
            tag = self._ends.get(index - 1)
            sense = tag.of("participle", "state", "event", "toll") if tag is not None else None
            return Found(sense.outcome, listed=True, side="left") if sense else None
        return self._unlisted_left(index)

    def beside(self, first: int, *, others: bool) -> Found | None:
        """Return what befalls the last of several objects: "killing Hassan, his brother and three others"."""
        tokens, language = self._tokens, self._language
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
            tag = self.tags.get(place)
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
        same = language.same.before(tokens, index)
        if same is not None and not self._noun_here(same[0]):
            return Found(same[1], listed=False, side="left")
        phrasal = language.phrasal.before(tokens, index)
        if phrasal is not None:
            return Found(phrasal[1], listed=False, side="left")
        if before < 0 or tokens.kinds[before] != WORD or not self._is_verb(before, left=True):
            return None
        return Found(self._lemma(before), listed=False, side="left")

    def _noun_here(self, index: int) -> bool:
        return self._tokens.norm(index - 1) in self._language.determiners

    def _is_verb(self, index: int, *, left: bool) -> bool:
        tokens, language = self._tokens, self._language
        word = tokens.norm(index)
        if word in language.speech or word in language.auxiliaries or word in language.no_verbs:
            return False
        if word in language.quiet or (left and word in language.changing):
            return False
        known = language.verbs.get(word)
        if known is not None:
            if not left:
                return True
            kinds = known[1]
            before = tokens.norm(index - 1)
            if before in language.determiners or (before in language.prepositions and before != "to"):
                return kinds == {"ing"} or "ing" in kinds
            plain = "base" in kinds and not kinds & {"past", "participle", "ing"}
            return not plain or before in language.auxiliaries | {"to", "not"} or not tokens.capital(index)
        return word.endswith("ed") and len(word) > len("need") and not tokens.capital(index)

    def _lemma(self, index: int) -> str:
        """Return a verb on no list in one form for all its tenses: its past participle."""
        language = self._language
        phrasal = language.phrasal.at(self._tokens, index)
        if phrasal is not None:
            return phrasal[1]
        word = self._tokens.norm(index)
        known = language.verbs.get(word)
        return word if known is None else language.participle(known[0])

    def right(self, start: int, *, depth: int = 0) -> Found | None:
        """Return what those counted do or suffer, by the words behind them."""
        tokens, language = self._tokens, self._language
        if tokens.norm(start) in language.gravely and (
            start + 1 >= len(tokens) or tokens.kinds[start + 1] != WORD
        ):
            return Found("injured", listed=True, side="near")
        index = self._skip(start)
        if index >= len(tokens) or depth > 4 or tokens.sentence(index) != tokens.sentence(max(start - 1, 0)):
            return None
        word = tokens.norm(index)
        tag = self.tags.get(index)
        if tag is not None:
            found = self._beside(tag, near=depth == 0)
            if found is not None:
                return found
        if word in language.relatives or (word == "that" and tokens.norm(index + 1) in language.auxiliaries):
            return self.right(index + 1, depth=depth + 1)
        if word in language.auxiliaries:
            return self._predicate(index)
        if word in self._language.cues["copulas"] or word in language.reporting:
            return self._after_copula(index)
        if word in _COMMAS:
            return self._over_an_aside(index, depth)
        if tokens.kinds[index] != WORD:
            return None
        if word == "to":
            return None
        if word in language.prepositions and word not in language.subordinators - {"as"}:
            return self._over_a_phrase(index, depth)
        if language.code != "en":
            return self._over_a_phrase(index, depth) if word not in language.conjunctions else None
        if word == "and":
            return self._over_another(index)
        return self._plain_verb(index)

    def _skip(self, index: int) -> int:
        tokens, language = self._tokens, self._language
        while (
            index < len(tokens)
            and index not in self.tags
            and (
                tokens.norm(index) in QUOTES or tokens.norm(index) in language.adverbs or self._adverb(index)
            )
        ):
            index += 1
        return index

    def _adverb(self, index: int) -> bool:
        word = self._tokens.norm(index)
        return word.endswith("ly") and len(word) > len("only") and self._language.code == "en"

    def _beside(self, tag: Tag, *, near: bool) -> Found | None:
        """Read "62 dead", "62 troops killed", "12 drowned".

        An object behind the verb makes those counted the ones who do it.
        """
        side = "near" if near else "right"
        state = tag.of("state")
        if state is not None:
            return Found(state.outcome, listed=True, side=side)
        sense = tag.of("participle", "past", "base", "ing")
        if sense is None:
            return None
        if sense.intransitive or tag.of("participle") is None:
            if sense.intransitive:
                return Found(sense.outcome, listed=True, side=side)
            return Found(None, listed=False, side=side, agent=True)
        if self._object_follows(tag.end):
            return Found(None, listed=False, side=side, agent=True)
        return Found(sense.outcome, listed=True, side=side)

    def _object_follows(self, index: int) -> bool:
        tokens, language = self._tokens, self._language
        index = self._skip_quotes(index)
        word = tokens.norm(index)
        if index >= len(tokens) or tokens.kinds[index] not in {NUMBER, WORD}:
            return False
        if tokens.kinds[index] == NUMBER:
            return tokens.sentence(index) == tokens.sentence(index - 1)
        if word in {"at", "up", "about", "around"}:
            after = index + (2 if tokens.norm(index + 1) in {"least", "to", "most"} else 1)
            return after < len(tokens) and (
                tokens.kinds[after] == NUMBER or tokens.norm(after) in language.number_words
            )
        if word in language.number_words and word not in {"no", "one"}:
            return True
        if word in language.determiners and word not in {"that", "each", "all", "both"}:
            return not self._is_time(index + 1)
        return word in self._language.cues["objects"]

    def _is_time(self, index: int) -> bool:
        word = self._tokens.norm(index)
        return word in self._language.cues["times"]

    def _skip_quotes(self, index: int) -> int:
        while self._tokens.norm(index) in QUOTES and index < len(self._tokens):
            index += 1
        return index

    def _predicate(self, index: int) -> Found | None:
        """Read from an auxiliary to its verb: "have since been reported killed"."""
        tokens, language = self._tokens, self._language
        passive = negated = False
        while index < len(tokens):
            word = tokens.norm(index)
            tag = self.tags.get(index)
            if tag is not None and not (word in language.being and tag.of("event", "toll")):
                return self._governed(tag, passive=passive, negated=negated)
            if word in language.negations:
                negated = True
            if word in language.auxiliaries:
                passive = passive or word in language.being
            elif not (
                word in language.adverbs
                or word in QUOTES
                or self._adverb(index)
                or word in self._language.cues["copulas"]
                or word in language.reporting
                or word in {"to", "either"}
                or (word == ",")
            ):
                break
            index += 1
        return self._unlisted_predicate(index, negated=negated)

    def _governed(self, tag: Tag, *, passive: bool, negated: bool) -> Found:
        state = tag.of("state")
        sense = tag.of("participle", "past", "base", "ing")
        if state is not None and (sense is None or passive):
            return Found(state.outcome, listed=True, side="right", negated=negated)
        if sense is None:
            return Found(None, listed=False, side="right", negated=negated)
        if sense.intransitive or (passive and tag.of("participle") is not None and tag.of("ing") is None):
            return Found(sense.outcome, listed=True, side="right", negated=negated)
        if sense.rest and passive:
            return Found(sense.outcome, listed=True, side="right", negated=negated)
        return Found(None, listed=False, side="right", agent=True, negated=negated)

    def _unlisted_predicate(self, index: int, *, negated: bool) -> Found:
        tokens, language = self._tokens, self._language
        later = self._coordinated(index)
        if later is not None:
            return later
        if index >= len(tokens) or tokens.kinds[index] != WORD or language.code != "en":
            return Found(None, listed=False, side="right", negated=negated)
        same = language.same.at(tokens, index)
        if same is not None:
            return Found(same[1], listed=False, side="right", negated=negated)
        word = tokens.norm(index)
        verbal = word in language.verbs or word.endswith("ed")
        if (
            verbal
            and word not in language.speech
            and word not in language.quiet
            and word not in language.no_verbs
        ):
            return Found(self._lemma(index), listed=False, side="right", negated=negated)
        return Found(None, listed=False, side="right", negated=negated)

    def _coordinated(self, index: int) -> Found | None:
        """Read a second verb of the same subject: "laid down their arms and were taken prisoner"."""
        tokens, language = self._tokens, self._language
        for place in range(index, min(index + _PHRASE, len(tokens) - 1)):
            word = tokens.norm(place)
            if (
                tokens.sentence(place) != tokens.sentence(index)
                or word in {";", ":"}
                or word in language.subordinators - {"as"}
            ):
                return None
            if tokens.kinds[place] == NUMBER:
                return None
            if word in {"and", "but", "or"} and tokens.norm(place + 1) in language.auxiliaries:
                found = self._predicate(place + 1)
                return found if found is not None and found.outcome is not None else None
        return None

    def _after_copula(self, index: int) -> Found | None:
        tokens, language = self._tokens, self._language
        while (
            index < len(tokens)
            and index not in self.tags
            and (
                tokens.norm(index) in self._language.cues["copulas"]
                or tokens.norm(index) in language.reporting
                or tokens.norm(index) in language.auxiliaries
                or tokens.norm(index) == "to"
                or tokens.norm(index) in language.adverbs
            )
        ):
            index += 1
        tag = self.tags.get(index)
        if tag is not None:
            sense = tag.of("state", "participle", "past")
            if sense is not None:
                return Found(sense.outcome, listed=True, side="right")
        return None

    def _over_an_aside(self, index: int, depth: int) -> Found | None:
        """Go on behind an aside: "18 civilians, including 6 children, were killed"."""
        tokens, language = self._tokens, self._language
        after = index + 1
        while tokens.norm(after) == "-" or tokens.norm(after) in QUOTES:
            after += 1
        if tokens.norm(after) in language.auxiliaries:
            return self._predicate(after)
        if tokens.norm(after) in language.relatives:
            return self.right(after + 1, depth=depth + 1)
        if (
            tokens.norm(after) in {"all", "both", "most", "some"}
            and tokens.norm(after + 1) == "of"
            and tokens.norm(after + 2) in language.relatives
        ):
            return self.right(after + 3, depth=depth + 1)
        if after in self.tags and self.tags[after].of("participle", "state") is None:
            return None
        for place in range(index + 1, min(index + _ASIDE, len(tokens))):
            word = tokens.norm(place)
            if tokens.sentence(place) != tokens.sentence(index):
                return None
            if word in {",", ")", "-"}:
                follows = place + 1
                while (
                    tokens.norm(follows) in QUOTES
                    or tokens.norm(follows) in language.adverbs
                    or tokens.norm(follows) == "-"
                ):
                    follows += 1
                if tokens.norm(follows) in language.auxiliaries:
                    return self._predicate(follows)
                tag = self.tags.get(follows)
                if tag is not None and tag.of("past", "participle") is not None and tag.of("ing") is None:
                    return self._beside(tag, near=False)
        return None

    def _over_another(self, index: int) -> Found | None:
        """Go on behind a second subject that is no figure: "two women and a child were killed"."""
        tokens, language = self._tokens, self._language
        if tokens.norm(index + 1) not in language.determiners:
            return None
        for place in range(index + 2, min(index + 6, len(tokens))):
            if tokens.norm(place) in language.auxiliaries:
                return self._predicate(place)
            tag = self.tags.get(place)
            if tag is not None:
                return self._beside(tag, near=False) if tag.of("participle", "state") is not None else None
            if tokens.kinds[place] != WORD or tokens.norm(place) in language.function_words:
                return None
        return None

    def _over_a_phrase(self, index: int, depth: int) -> Found | None:
        """Go on behind "in the north of the country" to the verb."""
        tokens, language = self._tokens, self._language
        for place in range(index + 1, min(index + _PHRASE, len(tokens))):
            word = tokens.norm(place)
            if tokens.sentence(place) != tokens.sentence(index) or word in {";", ":"}:
                return None
            if word == "-" and tokens.spaced(place):
                return None
            if word in language.auxiliaries:
                return self._predicate(place)
            if word in language.relatives or word in self._language.cues["clause_starts"]:
                return None
            tag = self.tags.get(place)
            if tag is not None and tag.of("past", "participle", "state") is not None and not tag.of("event"):
                if (
                    tokens.norm(place - 1) in language.determiners
                    or tokens.norm(place - 1) in language.prepositions
                ):
                    continue
                return self._beside(tag, near=False)
            if word == ",":
                return self._over_an_aside(place, depth + 1) if depth < 2 else None
            known = language.verbs.get(word)
            if (
                known is not None
                and known[1] & {"past"}
                and not tokens.capital(place)
                and tokens.norm(place - 1) not in language.determiners
                and not known[1] & {"base"}
                and self._is_verb(place, left=False)
            ):
                return self._plain_verb(place)
        return None

    def _plain_verb(self, index: int) -> Found | None:
        """Read a verb on no list that stands right behind the noun."""
        tokens, language = self._tokens, self._language
        word = tokens.norm(index)
        if tokens.capital(index) and not tokens.text.isupper():
            return None
        if word in language.conjunctions or word in language.pronouns or word in language.determiners:
            return None
        if word in language.speech or (word in language.quiet and word not in {"reach", "reached"}):
            return Found(None, listed=False, side="right", agent=True)
        same = language.same.at(tokens, index)
        known = language.verbs.get(word)
        ing = known is not None and known[1] == {"ing"}
        if same is None and (known is None and not word.endswith("ed")):
            return None
        if word in language.no_verbs:
            return None
        later = self._coordinated(index + 1)
        if later is not None and not ing:
            return later
        outcome = same[1] if same is not None else self._lemma(index)
        return Found(outcome, listed=False, side="right", agent=not ing)

    def apart(self, first: int) -> Found | None:
        """Return what befell those of whom an amount is a part: "of those killed, 30 were British"."""
        tokens = self._tokens
        tag = self._ends.get(first - 1) if tokens.norm(first - 1) == "," else None
        if tag is None or tokens.norm(tag.start - 1) not in {"the", "those"}:
            return None
        if tokens.norm(tag.start - 2) not in {"of", "among", "amongst"}:
            return None
        return Found(tag.senses[0].outcome, listed=True, side="left")

    def topic(self, first: int) -> Found | None:
        """Return the toll that an amount without a verb of its own gives: "the death toll rises to 97"."""
        tokens = self._tokens
        if (
            first > 0
            and tokens.norm(first - 1) not in self._language.cues["before_a_toll"]
            and tokens.norm(first - 1)
            not in self._language.changing | self._language.quiet | self._language.adverbs
        ):
            return None
        if {"total", "tally", "number"} & {tokens.norm(first - back) for back in (2, 3)}:
            return None
        numbered: Found | None = None
        for place in range(first - 1, -1, -1):
            if tokens.sentence(place) != tokens.sentence(min(first, len(tokens) - 1)):
                break
            tag = self.tags.get(place)
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
