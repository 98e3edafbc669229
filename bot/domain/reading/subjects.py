"""What the words behind an amount say of those counted: states, verbs, asides."""

from typing import Final

from bot.domain.reading.tags import Found, Tag, Tags
from bot.domain.reading.tokens import NUMBER, QUOTES, WORD

_ASIDE: Final = 16  # words of an aside between commas
_PHRASE: Final = 14  # words between a noun and its verb: "62 troops in the north of the country were …"
_COMMAS: Final = frozenset({",", "-", "(", ")"})
_DEEPEST: Final = 4  # asides and phrases inside one another


class Subjects:
    """Reads amounts as subjects of the verbs behind them."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._language = tags.language
        self._tokens = tags.tokens

    def right(self, start: int, *, depth: int = 0) -> Found | None:
        """Return what those counted do or suffer, by the words behind them."""
        tokens, language = self._tokens, self._language
        if tokens.norm(start) in language.gravely and (
            start + 1 >= len(tokens) or tokens.kinds[start + 1] != WORD
        ):
            return Found("injured", listed=True, side="near")
        index = self._tags.skip(start)
        if (
            index >= len(tokens)
            or depth > _DEEPEST
            or tokens.sentence(index) != tokens.sentence(max(start - 1, 0))
        ):
            return None
        word = tokens.norm(index)
        tag = self._tags.starts.get(index)
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
        if word == "last":  # “27 last year”
            return self.right(index + 2, depth=depth)
        return self._plain_verb(index)

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
        index = self._tags.skip_quotes(index)
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

    def _predicate(self, index: int) -> Found | None:
        """Read from an auxiliary to its verb: "have since been reported killed"."""
        tokens, language = self._tokens, self._language
        passive = negated = False
        while index < len(tokens):
            word = tokens.norm(index)
            tag = self._tags.starts.get(index)
            if tag is not None and not (word in language.being and tag.of("event", "toll")):
                return self._governed(tag, passive=passive, negated=negated)
            if word in language.negations:
                negated = negated or not self._of_an_object(index)
            if word in language.auxiliaries:
                passive = passive or word in language.being
            elif not (
                word in language.adverbs
                or word in QUOTES
                or (word == "since" and tokens.norm(index + 1) in language.auxiliaries)
                or self._tags.adverb(index)
                or word in self._language.cues["copulas"]
                or word in language.reporting
                or word in {"to", "either"}
                or (word == ",")
            ):
                break
            index += 1
        return self._unlisted_predicate(index, negated=negated)

    def _of_an_object(self, index: int) -> bool:
        """Return whether "no" belongs to what a verb is about: "40 clinics have no water"."""
        after = self._tokens.norm(index + 1)
        return (
            self._language.code == "en"
            and self._tokens.norm(index) == "no"
            and after not in {"longer", "more"}
        )

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
            return Found(self._tags.lemma(index), listed=False, side="right", negated=negated)
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
            and index not in self._tags.starts
            and (
                tokens.norm(index) in self._language.cues["copulas"]
                or tokens.norm(index) in language.reporting
                or tokens.norm(index) in language.auxiliaries
                or tokens.norm(index) == "to"
                or tokens.norm(index) in language.adverbs
            )
        ):
            index += 1
        tag = self._tags.starts.get(index)
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
        if after in self._tags.starts and self._tags.starts[after].of("participle", "state") is None:
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
                tag = self._tags.starts.get(follows)
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
            tag = self._tags.starts.get(place)
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
            tag = self._tags.starts.get(place)
            ends = place + 1 if tag is None else tag.end
            if tokens.norm(index) in language.cues["at_others"] and tokens.norm(ends) == "by":
                continue
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
                and self._tags.is_verb(place, left=False)
            ):
                return self._plain_verb(place)
        return None

    def _plain_verb(self, index: int) -> Found | None:
        """Read a verb on no list that stands right behind the noun."""
        tokens, language = self._tokens, self._language
        word = tokens.norm(index)
        if tokens.capital(index) and tokens.capitals_tell:
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
        outcome = same[1] if same is not None else self._tags.lemma(index)
        return Found(outcome, listed=False, side="right", agent=not ing)
