"""Numbers that are no figures: dates, clock times, ages, names, phone numbers, scores of a match."""

from decimal import Decimal
from typing import Final

from bot.domain.lexicon import Table, words
from bot.domain.numbers import Numeral
from bot.domain.reading.ages import AgeReader
from bot.domain.reading.language import Language
from bot.domain.reading.months import Months
from bot.domain.reading.names import NameReader
from bot.domain.reading.tokens import NUMBER, QUOTES, WORD, Tokens, fold

_EARLIEST_YEAR: Final = 1500
_LATEST_YEAR: Final = 2099
_DAYS: Final = 31
_HOURS: Final = 12
_LINKS: Final = frozenset("-.")  # between the parts of a telephone number
_NEAR: Final = 8  # tokens within which "call" makes a number one of a telephone
_STREET: Final = 6  # words of a street, "West 1st Street"
_BLOCK: Final = 100  # house numbers of a block begin with its number


class Exclusions:
    """Tells the numbers that are figures from those that are not, by what stands beside them."""

    def __init__(self, tables: Table, language: Language) -> None:
        self._language = language

        def of(*path: str) -> frozenset[str]:
            return frozenset(map(fold, words(tables, "exclusions", *path)))

        self._ages_of = AgeReader(language)
        self._months = Months(tables, language.code)
        self._weak_names = of("names", "weak")
        self._clock = of("after", "clock")
        self._ordinal = of("after", "ordinal")
        self._namer = NameReader(language, of("names", "words") - self._weak_names, self._ordinal)
        self._ages = frozenset(word.partition("-")[0] for word in of("after", "age"))
        self._before_year = of("years", "before")
        self._events = of("years", "events")
        self._before_age = of("age", "before")
        self._telephones = of("telephone", "beside")
        self._parents = of("age", "parents")
        self._typical = of("age", "typical")
        self._emergency = of("telephone", "emergency")
        self._streets = of("address", "streets")
        self._bores = of("after", "bore")

    def excludes(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Return whether a number is no figure, by its spelling and its neighbours alone."""
        if numeral.zero or numeral.highest is not None:
            return False
        first, last = numeral.first, numeral.last
        if (
            self._age(tokens, first, last)
            or (self._language.code == "en" and self._ages_of.is_age(tokens, first, last, int(numeral.value)))
            or self._ordinal_word(tokens, last)
            or self._offspring(tokens, first, last)
            or self._odds(tokens, first, last)
            or self._namer.club(tokens, numeral)
            or (numeral.value <= _HOURS and self._hour(tokens, first, last))
        ):
            return True
        if not numeral.in_digits:
            return self._said_year(tokens, numeral) or self._idiom(tokens, first, last)
        return (
            self._telephone(tokens, first, last)
            or self._namer.holds(tokens, first, last)
            or self._clock_time(tokens, first, last)
            or self._date(tokens, numeral)
            or self._written_otherwise(tokens, numeral)
            or self._year(tokens, numeral)
            or self._block(tokens, numeral)
            or self._address(tokens, first, last)
        )

    def _offspring(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether a number is of children, "a father of seven", or of "a typical family of four"."""
        if tokens.norm(first - 1) == "of" and tokens.norm(first - 2) in {"family", "household"}:
            return not self._typical.isdisjoint({tokens.norm(first - 3), tokens.norm(first - 4)})
        parent = tokens.norm(first - 1) == "of" and tokens.norm(first - 2) in self._parents
        return parent and (tokens.norm(last) in self._language.auxiliaries or not _counts(tokens, last))

    @staticmethod
    def _block(tokens: Tokens, numeral: Numeral) -> bool:
        """Return whether a number is part of an address: "the 2400 block of South Street"."""
        hundreds = numeral.value >= _BLOCK and numeral.value % _BLOCK == 0
        return hundreds and tokens.norm(numeral.last) in {"block", "blk"}

    def _address(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether a number is a house's: "at 300 West Holm Street", "5126 Holm Drive"."""
        if last - first != 1 or not tokens.capital(last):
            return False
        for place in range(last + 1, min(last + _STREET, len(tokens))):
            if tokens.capital(place) and tokens.norm(place) in self._streets:
                return True
            if tokens.kinds[place] == WORD and not (
                tokens.capital(place) or tokens.norm(place) in self._ordinal
            ):
                return False
        return False

    def _telephone(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether digits are of a telephone number: "(305) 555-0199", "504-555-0110", "dial 911"."""
        if last - first != 1:
            return False
        words = {tokens.norm(place) for place in range(max(0, first - _NEAR), first)} & self._telephones
        digits = _digits(tokens, first)
        if digits == len("305"):
            beside = {tokens.norm(first - 1), tokens.norm(last)} & self._telephones
            other = tokens.norm(first - 1) == "or" and words
            short = tokens.norm(first) in self._emergency and (beside or other)
            area = tokens.norm(first - 1) == "(" and tokens.norm(last) == ")" and _exchange(tokens, last + 1)
            behind = tokens.norm(first - 1) in _LINKS and _digits(tokens, first - 2) == digits
            chained = tokens.norm(last) in _LINKS and _exchange(tokens, last + 1)
            chained = chained or (behind and _exchange(tokens, first))
            behind_area = tokens.norm(first - 1) == ")" and _digits(tokens, first - 2) == digits
            behind_area = behind_area or (
                tokens.norm(first - 1) in {"at", "on"} and not _counts(tokens, last + 2)
            )
            return bool(short or area or chained or ((words or behind_area) and _exchange(tokens, first)))
        if digits == len("0199") and tokens.norm(first - 1) == "(" and tokens.norm(last) == ")":
            return _exchange(tokens, first - 4)
        return (
            digits == len("0199")
            and first >= 2
            and _exchange(tokens, first - 2)
            and not _counts(tokens, last)
        )

    def weak_name(self, tokens: Tokens, index: int) -> bool:
        """Return whether the word before a number makes it a name unless something is counted: "room 12"."""
        return tokens.norm(index - 1) in self._weak_names

    def _odds(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether a number belongs to "one in five" or "3 in 10"."""
        here, further = (last, last + 1), (first - 1, first - 2)
        return (
            any(
                tokens.norm(link) == "in"
                and (
                    tokens.norm(other) in self._language.cardinals
                    or (tokens.norm(other).isdigit() and len(tokens.norm(other)) <= 3)
                )
                for link, other in (here, further)
            )
            and last - first == 1
        )

    @staticmethod
    def _hour(tokens: Tokens, first: int, last: int) -> bool:
        """Return whether a number is an hour: "at six in the morning", "nine at night"."""
        behind = [tokens.norm(place) for place in range(last, last + 3)]
        of_day = behind[:2] == ["in", "the"] and behind[2] in {"morning", "afternoon", "evening"}
        timed = tokens.norm(first - 1) in {"at", "by", "until", "around", "about", "since", "before", "after"}
        return timed and (of_day or behind[:2] == ["at", "night"])

    def _ordinal_word(self, tokens: Tokens, last: int) -> bool:
        after = last + 1 if tokens.norm(last) == "-" and not tokens.spaced(last) else last
        word = tokens.norm(after)
        return word in self._language.cues["fractions"] or (
            after > last and word.removesuffix("s") in self._language.cues["compounds"]
        )

    def _age(self, tokens: Tokens, first: int, last: int) -> bool:
        if self._among_ages(tokens, first, last):
            return True
        index = last + 1 if tokens.norm(last) == "-" else last
        word = tokens.norm(index)
        if word in self._ages or word.removesuffix("s") in self._ages:
            after = index + 2 if tokens.norm(index + 1) == "-" else index + 1
            return tokens.norm(after) in {"old", "olds"}
        before = tokens.norm(first - 2)
        if before == "." and tokens.norm(first - 3) in {"jr", "sr"}:
            before = ")"  # a name ends here too
        named = tokens.capital(first - 2) or before in self._language.cues["relations"] or before == ")"
        return (
            tokens.norm(first - 1) == ","
            and named
            and tokens.norm(last) in {",", ".", ";"}
            and last - first == 1
            and tokens.kinds[first] == NUMBER
            and len(tokens.norm(first)) <= 2
            and (tokens.kinds[first - 2] == WORD or before == ")")
        )

    def _among_ages(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether numbers are ages: "aged 24, 31 and 33", "between the ages of 6 and 15"."""
        listed = tokens.norm(last) in {",", "and", "or", ".", ";", ")"}
        for place in range(first - 1, max(first - 6, -1), -1):
            if tokens.norm(place) in self._before_age:
                return True
            if (
                tokens.kinds[place] != NUMBER
                and not (listed and tokens.norm(place) == ",")
                and tokens.norm(place) not in self._language.cues["between_ages"]
            ):
                return False
        return False

    def _said_year(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Tell "nineteen ninety-eight" and "twenty twenty" from figures."""
        language = self._language
        beside = [tokens.norm(numeral.first - 1), tokens.norm(numeral.last)]
        values = [language.cardinals.get(word) for word in beside]
        if (
            numeral.value in {Decimal(18), Decimal(19), Decimal(20)}
            and values[1] is not None
            and values[1] >= 10
        ):
            return True
        return values[0] in {18, 19, 20} and numeral.value >= 10 and tokens.norm(numeral.first - 1) != "and"

    def _idiom(self, tokens: Tokens, first: int, last: int) -> bool:
        before, after = tokens.norm(first - 1), tokens.norm(last)
        if tokens.norm(first) != "one" or last - first > 1:
            return after in {"fold", "o'clock"} or (
                after == "to" and tokens.norm(last + 1) == tokens.norm(first)
            )
        if after in self._language.cues["after_one"]:
            return not (
                after == "more" and tokens.norm(last + 1) in self._language.cues["counted_after_one_more"]
            )
        if before in {"in", "on"} and self._language.units.at(tokens, last) is None:
            return True  # “in one district alone”
        return before in self._language.cues["before_one"]

    def _clock_time(self, tokens: Tokens, first: int, last: int) -> bool:
        after = tokens.norm(last)
        if after in self._clock or (
            after in {"a", "p"} and tokens.norm(last + 1) == "." and tokens.norm(last + 2) == "m"
        ):
            return True
        if (
            after == "h"
            and not tokens.spaced(last)
            and tokens.kinds[min(last + 1, len(tokens) - 1)] == NUMBER
        ):
            return True
        if tokens.norm(first - 1) == ":" and not tokens.spaced(first) and tokens.kinds[first - 2] == NUMBER:
            return True
        if (
            after == ":"
            and not tokens.spaced(last)
            and last + 1 < len(tokens)
            and tokens.kinds[last + 1] == NUMBER
        ):
            return not tokens.spaced(last + 1)
        span = after in {"-", "to", "and"} and last + 1 < len(tokens) and tokens.kinds[last + 1] == NUMBER
        return span and tokens.norm(last + 2) in self._clock

    def _date(self, tokens: Tokens, numeral: Numeral) -> bool:
        first, last = numeral.first, numeral.last
        if numeral.value > _DAYS or numeral.suffix or numeral.value % 1:
            year = _EARLIEST_YEAR <= numeral.value <= _LATEST_YEAR
            return year and self._year_of_a_date(tokens, first)
        if self._months.at(tokens, last):
            return True
        if tokens.norm(last) == "of" and self._months.at(tokens, last + 1):
            return True
        if tokens.norm(last) == "." and self._months.at(tokens, last + 1):
            return True
        if tokens.norm(last) == "de" and self._months.at(tokens, last + 1):
            return True
        if self._months.at(tokens, first - (2 if tokens.norm(first - 1) == "." else 1)):
            return True
        link, other = tokens.norm(last), last + 1
        if (
            link in self._language.cues["date_links"]
            and other < len(tokens)
            and tokens.kinds[other] == NUMBER
            and len(tokens.norm(other)) <= 2
        ) and self._months.at(tokens, other + 1):
            return True
        link, other = tokens.norm(first - 1), first - 2
        return (
            link in self._language.cues["date_links"]
            and link != ","
            and other >= 1
            and tokens.kinds[other] == NUMBER
            and len(tokens.norm(other)) <= 2
            and self._months.at(tokens, other - (2 if tokens.norm(other - 1) == "." else 1))
        )

    def _year_of_a_date(self, tokens: Tokens, first: int) -> bool:
        index = first - 1
        if tokens.norm(index) in {",", "de", "."}:
            index -= 1
        if tokens.kinds[index] == NUMBER and index >= 1:
            index -= 2 if tokens.norm(index - 1) == "." else 1
        return index >= 0 and self._months.at(tokens, index)

    def _written_otherwise(self, tokens: Tokens, numeral: Numeral) -> bool:
        first, last = numeral.first, numeral.last
        written = tokens.norm(first)
        if tokens.norm(last + 1 if tokens.norm(last) == "-" else last) in self._bores:
            return True
        if written[0] == "0" and len(written) > 1 and written[1] not in ".,":
            return True
        after = tokens.norm(last)
        if (
            after in {"/", "."}
            and not tokens.spaced(last)
            and last + 1 < len(tokens)
            and tokens.kinds[last + 1] == NUMBER
        ):
            return not tokens.spaced(last + 1)
        if tokens.norm(first - 1) == "/" and not tokens.spaced(first) and tokens.kinds[first - 2] == NUMBER:
            return not tokens.spaced(first - 1)
        before = first - 1
        phone = first >= 1 and tokens.kinds[before] == NUMBER and tokens.norm(before)[0] == "0"
        if phone or (first >= 2 and tokens.kinds[before] == NUMBER and tokens.norm(first - 2)[0] == "0"):
            return True
        dashed = after == "-" and not tokens.spaced(last) and not tokens.spaced(last + 1)
        if dashed and last + 1 < len(tokens) and tokens.kinds[last + 1] == NUMBER:
            return (tokens.norm(last + 1)[0] == "0" and len(tokens.norm(last + 1)) > 1) or (
                tokens.norm(last + 2) == "-" and tokens.kinds[min(last + 3, len(tokens) - 1)] == NUMBER
            )
        if (
            tokens.norm(before) == "-"
            and not tokens.spaced(first)
            and first >= 2
            and tokens.kinds[first - 2] == NUMBER
        ):
            chained = (
                tokens.norm(last) == "-"
                and not tokens.spaced(last)
                and tokens.kinds[min(last + 1, len(tokens) - 1)] == NUMBER
            )
            if chained or self._namer.holds(tokens, first - 2, first - 1):
                return True
            return tokens.norm(first - 3) == "-" or (
                tokens.norm(first - 2)[0] == "0" and len(tokens.norm(first - 2)) > 1
            )
        return (
            after == "in"
            and last + 1 < len(tokens)
            and tokens.kinds[last + 1] == NUMBER
            and numeral.value == 1
        )

    def _year(self, tokens: Tokens, numeral: Numeral) -> bool:
        first, last = numeral.first, numeral.last
        written = tokens.norm(first)
        year_like = len(written) == 4 and written.isdigit() and last - first == 1
        if tokens.norm(last) == "+" and not tokens.spaced(last):
            return False
        if not year_like or not _EARLIEST_YEAR <= numeral.value <= _LATEST_YEAR:
            return False
        if (
            tokens.norm(first - 1) in self._language.signs
            or tokens.raw(max(first - 1, 0)) in self._language.signs
        ):
            return False
        counted = self._counted(tokens, last)
        if counted is None:
            return True
        before = tokens.norm(first - 1)
        named = tokens.capital(last) or tokens.norm(last) in self._events
        if counted in self._events or (named and before in {"the", "a", "an"}):
            return True
        return before in {"since", "in"} and not self._language.lexicon.is_person(counted)

    def _counted(self, tokens: Tokens, last: int) -> str | None:
        """Return the noun that a number which may be a year counts, None where there is none."""
        language = self._language
        for index in range(last, min(last + 4, len(tokens))):
            word = tokens.norm(index)
            if language.units.at(tokens, index) is not None or language.money.at(tokens, index) is not None:
                return "unit" if index == last else None
            found = language.outcomes.at(tokens, index)
            if found is not None and index == last and tokens.norm(index) != "to":
                return "person"
            if tokens.kinds[index] != WORD or word in language.function_words:
                return None
            noun = language.nouns.get(word) or language.lexicon.singular(word)
            if noun is not None and word not in language.adverbs and word not in language.speech:
                return noun
        return None


def _digits(tokens: Tokens, index: int) -> int:
    """Return how many digits stand at a place, 0 where something else does."""
    inside = 0 <= index < len(tokens) and tokens.kinds[index] == NUMBER
    return len(tokens.norm(index)) if inside and tokens.norm(index).isdigit() else 0


def _exchange(tokens: Tokens, index: int) -> bool:
    """Return whether three digits and four more, or letters in their place, begin at a place."""
    if _digits(tokens, index) != len("555") or tokens.norm(index + 1) not in _LINKS:
        return False
    letters = tokens.norm(index + 2).isalpha() and len(tokens.norm(index + 2)) > 2
    return not tokens.spaced(index + 1) and (_digits(tokens, index + 2) == len("0199") or letters)


def _counts(tokens: Tokens, last: int) -> bool:
    """Return whether a plural that may be counted stands behind a number: "500-1000 people"."""
    word = tokens.norm(last)
    plural = word.endswith("s") or word == "people"
    return last < len(tokens) and tokens.kinds[last] == WORD and plural and not word.startswith("call")


def quoted(tokens: Tokens, index: int) -> bool:
    """Return whether a token is a quotation mark."""
    return tokens.norm(index) in QUOTES
