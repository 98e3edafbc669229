"""What an amount counts or measures: the noun with its adjectives, or the unit."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from bot.domain.reading.amounts import Amount, AmountReader, add_half
from bot.domain.reading.language import Language, Sense
from bot.domain.reading.tokens import NUMBER, QUOTES, WORD, Tokens

_LONGEST: Final = 7  # words of a noun and what stands before it
_PERIODS: Final = frozenset(
    {"second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "night"}
)
_PER: Final = frozenset({"a", "an", "per", "each", "every", "/", "par", "por", "pro"})
_LENGTHS: Final = frozenset(
    {
        "high",
        "long",
        "wide",
        "deep",
        "tall",
        "thick",
        "above",
        "below",
        "from",
        "away",
        "of",
        "in",
        "under",
        "apart",
        "across",
        "off",
        "-",
    }
)
_NOT_SINCE: Final = frozenset({"earlier", "later", "ago", "old", "since"})
_COMPOUND: Final = frozenset(
    {
        "police",
        "aid",
        "sports",
        "arms",
        "customs",
        "military",
        "crew",
        "staff",
        "rescue",
        "sales",
        "savings",
        "women's",
        "army",
        "goods",
        "news",
        "media",
        "works",
        "operations",
        "relations",
        "human",
        "systems",
        "emergency",
        "services",
        "forces",
    }
)
_WEAK_UNITS: Final = frozenset({"min", "sec", "ha", "mt", "mb", "db", "pc", "mg", "ml", "mi"})
_ATTACHED: Final = {
    "m": "meter",
    "c": "degree celsius",
    "f": "degree fahrenheit",
    "h": "hour",
    "g": "gram",
    "t": "tonne",
    "pc": "percent",
}


@dataclass(slots=True)
class Thing:
    """What an amount counts or measures, and where the words for it end."""

    last: int  # token behind the words for it
    noun: str | None = None  # singular
    unit: str | None = None
    adjectives: tuple[str, ...] = ()
    outcome: str | None = None  # told by the noun itself or an adjective: "bodies", "injured people"
    noun_at: int = -1  # token of the head noun
    borrows: bool = False  # "100 more", "nine others", "40 of them": counts what was counted before
    part: bool = False  # "of whom 12"
    of_next: bool = False  # "24 out of 33 drones": counts what the next amount counts
    names: list[int] = field(default_factory=list)  # tokens of noun and adjectives


class ThingReader:
    """Reads what stands behind, and in front of, an amount."""

    def __init__(self, language: Language, amounts: AmountReader) -> None:
        self._language = language
        self._amounts = amounts

    def read(self, tokens: Tokens, amount: Amount, following: Amount | None) -> Thing:
        """Return what an amount counts or measures; an attached "m" that is no million becomes a length."""
        unit = self._unit(tokens, amount, following)
        if unit is not None:
            return unit
        return self._counted(tokens, amount, following)

    def _unit(self, tokens: Tokens, amount: Amount, following: Amount | None) -> Thing | None:
        numeral = amount.numeral
        last = amount.last
        if numeral.zero:
            return None
        if amount.money is not None:
            code = self._language.money.at(tokens, last)
            last = (
                code[0]
                if code is not None and tokens.norm(last) not in self._language.ambiguous_money
                else last
            )
            return self._rated(tokens, Thing(last, unit=amount.money))
        found = self._suffix_unit(tokens, amount)
        if found is None:
            found = self._named_unit(tokens, amount)
        if found is None and amount.percent:
            found = amount.last, "percent"
        if found is None:
            return self._before(tokens, amount)
        end, unit = found
        if self._amounts.numerals.and_a_half(tokens, end):
            end += 3
            add_half(amount)
        if unit == "percent":
            return self._rated(tokens, self._share(tokens, Thing(end, unit=unit), following))
        return self._rated(tokens, Thing(end, unit=unit))

    def _suffix_unit(self, tokens: Tokens, amount: Amount) -> tuple[int, str] | None:
        """Read letters attached to digits: the m of "4m high", the C of "49.6C"."""
        numeral = amount.numeral
        if numeral.suffix in {"m", "t"} and amount.last == numeral.last:
            word = tokens.norm(numeral.last)
            ends = numeral.last >= len(tokens) or tokens.kinds[numeral.last] != WORD
            if (
                (ends or word in _LENGTHS)
                and not tokens.capital(numeral.last - 1)
                and numeral.coefficient == numeral.value / numeral.scale
            ):
                suffix = numeral.suffix
                if ends and word != "-" and suffix == "m" and amount.qualifier == "range":
                    return None
                self._amounts.numerals.drop_suffix(numeral)
                amount.low = None if amount.low is None else numeral.value
                amount.high = None if amount.high is None else numeral.value
                amount.leeway = (
                    numeral.leeway if amount.low is not None and amount.high is not None else Decimal(0)
                )
                return amount.last, _ATTACHED[suffix]
            return None
        word = tokens.norm(amount.last)
        attached = not tokens.spaced(amount.last) and numeral.in_digits
        if attached and word in _ATTACHED and word not in self._language.suffixes:
            capital = tokens.capital(amount.last)
            if (word in {"c", "f"}) == capital or (word == "h" and not capital):
                return amount.last + 1, _ATTACHED[word]
        return None

    def _named_unit(self, tokens: Tokens, amount: Amount) -> tuple[int, str] | None:
        language = self._language
        index = amount.last
        hyphen = tokens.norm(index) == "-" and not tokens.spaced(index) and not tokens.spaced(index + 1)
        if hyphen:
            index += 1
        if amount.numeral.highest is not None and tokens.norm(index) == "of":
            index += 1
        if amount.numeral.value < 1 and tokens.norm(index) in language.one:
            index += 1
        if tokens.norm(index) in {"full", "whole", "straight", "consecutive", "long", "calendar", "solid"}:
            index += 1
        if tokens.norm(index) == "m" and tokens.spaced(index) and amount.numeral.in_digits:
            return index + 1, "meter"
        code = tokens.raw(index) if index < len(tokens) else ""
        if code in language.signs:
            return index + 1, language.signs[code]
        found = language.units.at(tokens, index)
        if found is not None and not self._no_unit(tokens, index, found, amount):
            return found
        money = language.money.at(tokens, index)
        if money is None:
            return None
        ambiguous = tokens.norm(index) in language.ambiguous_money and amount.numeral.scale < 1000
        if ambiguous or (language.ambiguous_money and tokens.norm(index) == "pound" and hyphen):
            return None
        weight = money[1] == "GBP" and tokens.norm(money[0]) == "of" and amount.numeral.scale < 1000
        return (money[0], "pound") if weight else money

    def _no_unit(self, tokens: Tokens, index: int, found: tuple[int, str], amount: Amount) -> bool:
        word = tokens.norm(index)
        if word in _WEAK_UNITS and tokens.capital(index) and word not in {"mb", "db"}:
            return True
        if found[1] == "second" and word == "second" and amount.number != 1 and tokens.norm(index - 1) != "-":
            return True
        return found[1] == "magnitude" and tokens.norm(index - 1) != "-"

    def _before(self, tokens: Tokens, amount: Amount) -> Thing | None:
        """Read a unit in front of the number: "magnitude 6.8"."""
        index = amount.first - 1
        while tokens.norm(index) in {"-", "of", "at", "was", "is", "a", "to", "measured", "put"}:
            index -= 1
        if tokens.norm(index) in {"magnitude", "magnitud"}:
            return Thing(amount.last, unit="magnitude")
        return None

    def _share(self, tokens: Tokens, thing: Thing, following: Amount | None) -> Thing:
        """Add what a percentage is a share of: "85% of homes"."""
        if tokens.norm(thing.last) not in {"of", "de", "des", "der"}:
            return thing
        index = thing.last + 1
        language = self._language
        if tokens.norm(index) in {"those", "them", "whom", "these"}:
            return thing
        while tokens.norm(index) in language.determiners | {"all", "of"} or tokens.norm(index) in QUOTES:
            index += 1
        if following is not None and following.first <= index <= following.start:
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

    def _rated(self, tokens: Tokens, thing: Thing) -> Thing:
        """Add a period to a unit: "£420 a week", "55 billion cubic metres of gas a year"."""
        index = thing.last
        period = self._period(tokens, index)
        if period is None and tokens.norm(index) == "of":
            for place in range(index + 2, min(index + 5, len(tokens))):
                period = self._period(tokens, place)
                if period is not None:
                    break
        if period is None and thing.unit != "percent":
            for place in range(index, min(index + 14, len(tokens))):
                if tokens.kinds[place] == NUMBER or tokens.norm(place) in {".", ";", ","}:
                    break
                if tokens.norm(place) in {"every", "each"}:
                    period = self._period(tokens, place)
                    if period is not None:
                        period = thing.last, period[1]
                        break
        if period is None:
            return thing
        thing.last = max(thing.last, period[0])
        thing.unit = f"{thing.unit}/{period[1]}"
        return thing

    def _period(self, tokens: Tokens, index: int) -> tuple[int, str] | None:
        if tokens.norm(index) in {"weekly", "daily", "monthly", "yearly", "annually", "hourly"}:
            return None
        if tokens.norm(index) == "p" and tokens.norm(index + 1) == ".":
            return None
        if tokens.norm(index) not in _PER or tokens.norm(index + 1) == "":
            return None
        found = self._language.units.at(tokens, index + 1)
        if found is None or found[1] not in _PERIODS or tokens.norm(found[0]) in _NOT_SINCE:
            return None
        return found

    def _counted(self, tokens: Tokens, amount: Amount, following: Amount | None) -> Thing:
        language = self._language
        index = amount.last
        thing = Thing(index)
        thing.part = self._included(tokens, amount)
        if tokens.norm(index) == "-" and not tokens.spaced(index):
            index += 1
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
        if before in {"including", "incl", "includes", "included", "namely"}:
            return True
        return (
            before in {"whom", "them", "which", "these", "those"}
            and tokens.norm(first - 2) in {"of", "among", "amongst"}
        ) or (
            before in {"were", "are", "is"}
            and tokens.norm(first - 2) in {"them", "whom", "these", "dead", "victims"}
            and tokens.norm(first - 3) in {"among", "of", "the"}
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
        if (
            following is not None
            and following.first <= after + (tokens.norm(after) in language.partitives) <= following.start
        ):
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
        if tokens.norm(after) in {"them", "whom", "these", "those", "which", "us", "ellos"}:
            thing.borrows, thing.part, thing.last = True, True, after + 1
            return thing
        vague = amount.numeral.highest is not None or amount.numeral.zero
        while tokens.norm(after) in language.partitives:
            after, vague = after + 1, True
        if not vague and language.code == "en":
            return None
        self._noun_phrase(tokens, after, thing, amount)
        return thing

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
        start = index
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
            word.endswith("ly")
            and len(word) > 4
            and word
            not in {
                "family",
                "elderly",
                "friendly",
                "monthly",
                "weekly",
                "daily",
                "early",
                "deadly",
                "assembly",
                "likely",
                "only",
            }
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
        if word in language.people:
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
        return word in _COMPOUND or self._collective(word) or self._singular(word) == word

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
            elif tokens.norm(place) not in self._language.function_words and tokens.norm(place) not in _PLAIN:
                found.append(word)
        return tuple(found)


_PLAIN: Final = frozenset(
    {
        "new",
        "confirmed",
        "more",
        "other",
        "own",
        "innocent",
        "separate",
        "different",
        "further",
        "additional",
        "total",
        "such",
        "people",
        "reported",
        "estimated",
        "same",
        "excess",
    }
)


def sense_of(senses: tuple[Sense, ...], kinds: frozenset[str]) -> Sense | None:
    """Return the first sense of one of some kinds."""
    return next((sense for sense in senses if sense.kind in kinds), None)
