"""What an amount counts or measures: the noun with its adjectives, or the unit."""

from typing import Final

from bot.domain.reading.amounts import Amount, AmountReader
from bot.domain.reading.language import Language
from bot.domain.reading.quantities import QuantityReader, Thing
from bot.domain.reading.tokens import NUMBER, QUOTES, WORD, Tokens

_LONGEST: Final = 7  # words of a noun and what stands before it
_APPOSED: Final = 3  # words of a noun behind "of them"


class ThingReader:
    """Reads what stands behind, and in front of, an amount."""

    def __init__(self, language: Language, amounts: AmountReader) -> None:
        self._language = language
        self._quantities = QuantityReader(language, amounts)

    def read(self, tokens: Tokens, amount: Amount, following: Amount | None) -> Thing:
        """Return what an amount counts or measures; an attached "m" that is no million becomes a length."""
        unit = self._quantities.read(tokens, amount)
        if unit is not None and unit.unit == "percent":
            return self._quantities.rated(tokens, self._share(tokens, unit, following))
        if unit is not None:
            return unit
        return self._counted(tokens, amount, following)

    def _share(self, tokens: Tokens, thing: Thing, following: Amount | None) -> Thing:
        """Add what a percentage is a share of: "85% of homes"."""
        if tokens.norm(thing.last) not in {"of", "de", "des", "der"}:
            return thing
        index = thing.last + 1
        language = self._language
        if tokens.norm(index) in self._language.cues["those"]:
            return thing
        while tokens.norm(index) in language.determiners | {"all", "of"} or tokens.norm(index) in QUOTES:
            index += 1
        owner = index
        while owner < index + _LONGEST and tokens.norm(owner).endswith(
            "'s"
        ):  # "of the city's 90,000 residents"
            owner += 1
        if following is not None and following.first <= owner <= following.start:
            thing.of_next = True
            return thing
        head = self._share_head(tokens, index)
        if head is None:
            return thing
        noun = self._singular(tokens.norm(head)) or tokens.norm(head)
        return Thing(
            head + 1,
            noun,
            thing.unit,
            self._adjectives(tokens, range(index, head)),
            noun_at=head,
            names=[*range(index, head + 1)],
        )

    def _share_head(self, tokens: Tokens, index: int) -> int | None:
        language = self._language
        head = None
        for place in range(index, min(index + _LONGEST, len(tokens))):
            word = tokens.norm(place)
            if tokens.kinds[place] != WORD or word in language.function_words or word in language.adverbs:
                break
            if place > index and word in {"next", "last"}:
                break  # “of gross domestic product next year”
            if place > index and (
                language.outcomes.at(tokens, place) is not None or self._verbal(tokens, place)
            ):
                break
            head = place
            if self._singular(word) is not None and not self._runs_on(tokens, place):
                break
        return head

    def _verbal(self, tokens: Tokens, index: int) -> bool:
        known = self._language.verbs.get(tokens.norm(index))
        return known is not None and self._singular(tokens.norm(index)) is None

    def _counted(self, tokens: Tokens, amount: Amount, following: Amount | None) -> Thing:
        language = self._language
        index = amount.last
        thing = Thing(index)
        thing.part = self._included(tokens, amount)
        if tokens.norm(index) == "-" and not tokens.spaced(index):
            index += 1
            if self._language.lexicon.known_noun(tokens.norm(index)) and not tokens.spaced(index):
                self._take(tokens, thing, index, index, self._singular(tokens.norm(index)) or "")
                return thing  # "a 30-truck convoy"
        index = self._skip_quotes(tokens, index)
        borrowed = amount.more
        while tokens.norm(index) in language.more:
            borrowed, index = True, index + 1
            thing.last = index
        thing.borrows = borrowed
        if tokens.norm(index) in {"of", "de", "out", "from", "in"}:
            partitive = self._partitive(tokens, index, thing, amount, following)
            if partitive is not None:
                return partitive
        self._noun_phrase(tokens, index, thing, amount)
        return thing

    @staticmethod
    def _skip_quotes(tokens: Tokens, index: int) -> int:
        while index < len(tokens) and tokens.norm(index) in QUOTES:
            index += 1
        return index

    def _included(self, tokens: Tokens, amount: Amount) -> bool:
        """Return whether an amount is a part of the one before: "including nine", "among them 12"."""
        first = amount.first
        before = tokens.norm(first - 1)
        if before == ".":
            before = tokens.norm(first - 2)
        if before in self._language.cues["including"]:
            return True
        return (
            before in self._language.cues["them"] and tokens.norm(first - 2) in {"of", "among", "amongst"}
        ) or (
            before in {"were", "are", "is"}
            and tokens.norm(first - 2) in self._language.cues["them_or_the_dead"]
            and tokens.norm(first - 3 - (tokens.norm(first - 3) == "the")) in {"among", "of"}
        )

    def _partitive(
        self, tokens: Tokens, index: int, thing: Thing, amount: Amount, following: Amount | None
    ) -> Thing | None:
        """Read "of them", "of its tanks", "out of 33 drones"."""
        language = self._language
        if tokens.norm(index) == "out" and tokens.norm(index + 1) == "of":
            index += 1
        elif tokens.norm(index) in {"out", "from", "in"}:
            return None
        after = index + 1
        counted = after + (tokens.norm(after) in language.partitives)
        if (
            following is not None
            and counted < following.first == counted + 1
            and not self._named(tokens, counted)
        ):
            counted += 1  # "40 of the promised 500 tents"
        if following is not None and following.first <= counted <= following.start:
            thing.of_next, thing.last, thing.part = True, index, True
            return thing
        befallen = (
            language.outcomes.at(tokens, after + 1) if tokens.norm(after) in language.partitives else None
        )
        if (
            befallen is not None
            and befallen[1][0].kind in {"state", "past", "participle"}
            and not self._leads_to_noun(tokens, befallen[0])
        ):
            thing.outcome, thing.last, thing.part = befallen[1][0].outcome, befallen[0], True
            return thing
        if tokens.norm(after) in self._language.cues["them"]:
            thing.borrows, thing.part, thing.last = True, True, after + 1
            self._apposed(tokens, thing)
            return thing
        vague = amount.numeral.highest is not None or amount.numeral.zero
        while tokens.norm(after) in language.partitives:
            after, vague = after + 1, True
        if not vague and language.code == "en":
            return None
        self._noun_phrase(tokens, after, thing, amount)
        return thing

    def _apposed(self, tokens: Tokens, thing: Thing) -> None:
        """Take the noun of "two of them children", "three of them police officers"."""
        start = place = thing.last
        language = self._language
        while place < start + _APPOSED and tokens.kinds[min(place, len(tokens) - 1)] == WORD:
            word = tokens.norm(place)
            if self._ends_noun(tokens, place, start) or (
                word in language.verbs and not language.lexicon.known_noun(self._singular(word) or "")
            ):
                return
            noun = self._head(tokens, place, single=False, zero=False)
            if noun is not None and not self._runs_on(tokens, place):
                if language.lexicon.known_noun(noun):
                    thing.borrows = False
                    self._take(tokens, thing, start, place, noun)
                return
            place += 1

    def _named(self, tokens: Tokens, place: int) -> bool:
        """Return whether a word may be what is counted, rather than describe it."""
        word = tokens.norm(place)
        return tokens.kinds[place] != WORD or self._singular(word) is not None or word in self._language.join

    def _singular(self, word: str) -> str | None:
        language = self._language
        if word in language.nouns:
            return language.nouns[word]
        found = language.lexicon.singular(word)
        if found is None or language.code != "en":
            return found if language.code == "en" else None
        if not language.lexicon.known_noun(word):
            meant = language.mended.get(word)
            if meant is not None and language.lexicon.known_noun(meant):
                return language.lexicon.singular(meant)
        return found

    def _noun_phrase(self, tokens: Tokens, index: int, thing: Thing, amount: Amount) -> None:
        """Find the head noun behind an amount; the words before it narrow it."""
        language = self._language
        index = start = _behind_model(tokens, index)
        single = amount.number == 1
        for place in range(index, min(index + _LONGEST, len(tokens))):
            word = tokens.norm(place)
            if tokens.kinds[place] != WORD:
                if word == "-" and not tokens.spaced(place) and not tokens.spaced(place + 1):
                    continue
                if tokens.kinds[place] == NUMBER and place > index and not tokens.spaced(place):
                    continue
                if word in QUOTES and place == start:
                    start += 1
                    continue
                break
            if self._ends_noun(tokens, place, start):
                break
            noun = self._head(tokens, place, single=single, zero=amount.numeral.zero)
            if noun is None:
                continue
            if self._runs_on(tokens, place):
                continue
            self._take(tokens, thing, start, place, noun)
            return
        if single and language.code == "en":
            self._single_head(tokens, start, thing)
        elif language.code != "en":
            return

    def _take(self, tokens: Tokens, thing: Thing, start: int, place: int, noun: str) -> None:
        thing.noun, thing.noun_at, thing.last = noun, place, place + 1
        thing.names = [*range(start, place + 1)]
        modifiers = []
        for index in range(start, place):
            senses = self._language.outcomes.at(tokens, index)
            if (
                senses is not None
                and tokens.norm(index) not in {"new", "confirmed"}
                and senses[1][0].kind in {"past", "participle", "state"}
            ):
                thing.outcome = senses[1][0].outcome
            else:
                modifiers.append(index)
        thing.adjectives = self._adjectives(tokens, modifiers)

    def _ends_noun(self, tokens: Tokens, place: int, start: int) -> bool:
        language = self._language
        word = tokens.norm(place)
        if word in language.function_words and not (word == "us" and tokens.raw(place) == "US"):
            return True
        if word in language.adverbs or word in {"says", "say", "said"}:
            return True
        if (
            word.endswith("ly") and len(word) > 4 and word not in self._language.cues["no_adverbs"]
        ) and place >= start:
            return language.code == "en"
        found = language.outcomes.at(tokens, place)
        if found is None:
            return False
        if any(sense.kind in {"event", "toll"} for sense in found[1]) and self._singular(word) is not None:
            return False
        if self._singular(word) is not None and found[0] == place + 1:
            return False
        return found[0] > place + 1 or not self._leads_to_noun(tokens, found[0])

    def _leads_to_noun(self, tokens: Tokens, index: int) -> bool:
        """Return whether a participle is followed by the noun that it describes: "injured people"."""
        for place in range(index, min(index + 2, len(tokens))):
            word = tokens.norm(place)
            if tokens.kinds[place] != WORD or word in self._language.function_words:
                return False
            if word in self._language.adverbs:
                return False
            if self._singular(word) is not None:
                return word not in self._language.verbs or self._language.lexicon.known_noun(word)
        return False

    def _head(self, tokens: Tokens, place: int, *, single: bool, zero: bool) -> str | None:
        language = self._language
        word = tokens.norm(place)
        if word in language.nouns:
            return language.nouns[word]
        if language.code != "en":
            return None
        noun = self._singular(word)
        if noun is None:
            return None
        if noun == word and not (single or zero) and not self._collective(word):
            return None
        return noun

    def _collective(self, word: str) -> bool:
        return word in self._language.lexicon.collectives

    def _runs_on(self, tokens: Tokens, place: int) -> bool:
        """Return whether a noun goes on: "police officers", "aid workers"."""
        language = self._language
        word, after = tokens.norm(place), tokens.norm(place + 1)
        if place + 1 >= len(tokens) or tokens.kinds[place + 1] != WORD or after in language.function_words:
            return False
        if word.endswith("'s"):
            return True
        if language.lexicon.singular(word) == "person":
            return False
        following = language.lexicon.singular(after)
        if (
            following is None
            or after in language.adverbs
            or (
                language.outcomes.at(tokens, place + 1) is not None and not language.lexicon.known_noun(after)
            )
        ):
            return False
        known = after in language.verbs and not language.lexicon.known_noun(after)
        if known:
            return False
        return (
            word in self._language.cues["running_on"]
            or self._collective(word)
            or self._singular(word) == word
        )

    def _single_head(self, tokens: Tokens, start: int, thing: Thing) -> None:
        """Take the noun of "1 sandwich": the last word in front of one that can't belong to it."""
        language = self._language
        last = start
        while (
            last < min(start + 3, len(tokens))
            and tokens.kinds[last] == WORD
            and not self._ends_noun(tokens, last, start)
        ):
            if language.verbs.get(tokens.norm(last)) is not None and last > start:
                break
            last += 1
        if last > start and language.verbs.get(tokens.norm(last - 1)) is None:
            self._take(tokens, thing, start, last - 1, tokens.norm(last - 1))

    def _adjectives(self, tokens: Tokens, places: "list[int] | range") -> tuple[str, ...]:
        """Return what narrows a noun, hyphened words in one: "pro-government", "Syrian"."""
        found: list[str] = []
        glue = False
        for place in places:
            if tokens.kinds[place] != WORD:
                glue = tokens.norm(place) == "-" and bool(found)
                continue
            word = tokens.raw(place)
            if glue:
                found[-1] = f"{found[-1]}-{word}"
                glue = False
            elif (
                tokens.norm(place) not in self._language.function_words
                and tokens.norm(place) not in self._language.cues["plain_adjectives"]
            ):
                found.append(word)
        return tuple(found)


def _behind_model(tokens: Tokens, index: int) -> int:
    """Return the place behind the name of a model, "A-10" or "Leopard 2", where one stands at a place."""
    if tokens.capital(index) and tokens.capitals_tell and index + 2 < len(tokens):
        kinds = [tokens.kinds[place] for place in range(index, index + 3)]
        if kinds == [WORD, NUMBER, WORD] and tokens.norm(index + 2).endswith("s"):
            return index + 2
    joined = tokens.norm(index + 1) == "-" and not tokens.spaced(index + 1) and not tokens.spaced(index + 2)
    if not joined or index + 2 >= len(tokens):
        return index
    return index + 3 if (tokens.kinds[index], tokens.kinds[index + 2]) == (WORD, NUMBER) else index
