"""Numbers that are ages: "the teacher, 52, died", "three boys, 11, 13 and 14, were", "people over 65"."""

from typing import Final

from bot.domain.reading.language import Language
from bot.domain.reading.tokens import NUMBER, WORD, Tokens

_OLDEST: Final = 120  # years
_AGED: Final = frozenset({"days", "weeks", "months", "years"})
_PEOPLE_END_IN: Final = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ee")
_APPOSED: Final = 3  # words within which "the" stands before the noun that an age follows


class AgeReader:
    """Tells ages from counts of people by the noun in front of them and what stands behind."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def is_age(self, tokens: Tokens, first: int, last: int, value: int) -> bool:
        """Return whether a whole number at some tokens (`last` exclusive) is an age."""
        if not 0 < value <= _OLDEST or last - first != 1:
            return False
        return (
            self._apposed(tokens, first)
            or self._listed(tokens, first)
            or self._limit(tokens, first)
            or self._of_both(tokens, first)
            or self._of_a_pair(tokens, last)
            or self._of_somebody(tokens, first, last)
        )

    @staticmethod
    def _of_both(tokens: Tokens, first: int) -> bool:
        """Read "Ana Holm and Gia Brant, both 14"."""
        before = tokens.norm(first - 2) == "," and tokens.norm(first - 1) == "both"
        return before and (first + 1 >= len(tokens) or tokens.norm(first + 1) in {",", ".", ";"})

    @staticmethod
    def _of_a_pair(tokens: Tokens, last: int) -> bool:
        """Read the first age of "27 and 29 years old"."""
        joined = tokens.norm(last) in {"and", "or", "to", "-"} and last + 1 < len(tokens)
        aged = tokens.norm(last + 2) in {"years", "months"} and tokens.norm(last + 3) in {"old", "of"}
        return joined and tokens.kinds[last + 1] == NUMBER and aged

    def _of_somebody(self, tokens: Tokens, first: int, last: int) -> bool:
        """Read "a man of 22", "a baby of four months"."""
        noun = tokens.norm(first - 2)
        if tokens.norm(first - 1) != "of" or noun not in self._language.cues["somebody_aged"]:
            return False
        one = any(
            tokens.norm(place) in {"a", "an", "one"}
            for place in range(max(first - 2 - _APPOSED, 0), first - 2)
        )
        befallen = self._language.outcomes.at(tokens, last) is not None  # "a boy of six drowned"
        return one and (tokens.norm(last) in _AGED or befallen or self._counts_nothing(tokens, last))

    def _apposed(self, tokens: Tokens, first: int) -> bool:
        """Read "the teacher, 52, died": between commas behind a noun for one person."""
        if tokens.norm(first - 1) != "," or tokens.norm(first + 1) not in {",", "."}:
            return False
        noun = first - 2
        if noun < 0 or tokens.kinds[noun] != WORD or not self._one_person(tokens.norm(noun)):
            return False
        before = {tokens.norm(place) for place in range(max(noun - _APPOSED, 0), noun)}
        return "one" in before or not before.isdisjoint(self._language.determiners)

    def _listed(self, tokens: Tokens, first: int) -> bool:
        """Read "three boys, 11, 13 and 14, were": a list between commas behind a noun for several people."""
        start = end = first
        while self._in_list(tokens, start - 1):
            start -= 1
        while self._in_list(tokens, end + 1):
            end += 1
        numbers = sum(tokens.kinds[place] == NUMBER for place in range(start, end + 1))
        closed = tokens.norm(end) == "," or tokens.norm(end + 1) == "."
        return numbers > 1 and closed and tokens.norm(start) == "," and self._people(tokens.norm(start - 1))

    @staticmethod
    def _in_list(tokens: Tokens, place: int) -> bool:
        if not 0 <= place < len(tokens):
            return False
        word = tokens.norm(place)
        return word in {",", "and"} or (tokens.kinds[place] == NUMBER and word.isdigit() and len(word) <= 2)

    def _limit(self, tokens: Tokens, first: int) -> bool:
        """Read "people over 65", "half of them were under 30": a limit behind people, counting nothing."""
        cues = self._language.cues
        before = first - 1
        if tokens.norm(before) == "than" and tokens.norm(before - 1) in cues["age_compared"]:
            return self._counts_nothing(tokens, first + 1)
        if tokens.norm(before) not in cues["age_limits"] or not self._counts_nothing(tokens, first + 1):
            return False
        if tokens.norm(before - 1) in self._language.being:
            near = {tokens.norm(place) for place in range(max(before - 2 * _APPOSED, 0), before - 1)}
            return "there" not in near and any(map(self._people, near))
        return self._people(tokens.norm(before - 1))

    def _counts_nothing(self, tokens: Tokens, place: int) -> bool:
        language = self._language
        if place >= len(tokens) or tokens.kinds[place] != WORD:
            return tokens.norm(place) not in {"%", "-"}
        word = tokens.norm(place)
        if language.units.at(tokens, place) or language.money.at(tokens, place) or word in language.scales:
            return False
        if language.outcomes.at(tokens, place) is not None and word not in language.auxiliaries:
            return False
        small = language.function_words | language.relatives
        return word in small or (word in language.verbs and not language.lexicon.known_noun(word))

    def _one_person(self, word: str) -> bool:
        lexicon = self._language.lexicon
        if lexicon.known_noun(word):
            return lexicon.singular(word) == word and lexicon.is_person(word)
        return word.endswith(_PEOPLE_END_IN)

    def _people(self, word: str) -> bool:
        lexicon = self._language.lexicon
        single = lexicon.singular(word)
        if word in self._language.cues["age_groups"]:
            return True
        return (
            single is not None
            and single != word
            and (lexicon.is_person(single) or single.endswith(_PEOPLE_END_IN))
        )
