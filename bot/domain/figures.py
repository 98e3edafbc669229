"""Figures: every number that a text states, read into bounds, with what it counts and what befell it."""

import itertools
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.domain.lexicon import Lexicon
from bot.domain.reading.amounts import Amount, AmountReader
from bot.domain.reading.clauses import Clauses, Found
from bot.domain.reading.denials import DenialReader
from bot.domain.reading.exclusions import Exclusions
from bot.domain.reading.language import Language
from bot.domain.reading.measure import MeasureReader
from bot.domain.reading.things import Thing, ThingReader
from bot.domain.reading.tokens import NUMBER, QUOTES, WORD, Tokens, fold
from bot.domain.wording import describe, span, stated
from db.models import Figure, Qualifier

__all__ = ["FigureReader", "describe", "span", "stated"]

_LANGUAGES: Final = ("en", "es", "fr", "de")
_SEPARATORS: Final = frozenset(
    {
        ",",
        "and",
        "or",
        "&",
        "plus",
        "as",
        "well",
        "with",
        "y",
        "et",
        "und",
        "e",
        "then",
        "/",
        "along",
        "alongside",
        "both",
    }
)
_OF_PEOPLE: Final = frozenset(
    {
        "killed",
        "injured",
        "missing",
        "captured",
        "arrested",
        "abducted",
        "displaced",
        "evacuated",
        "rescued",
        "infected",
        "hospitalised",
    }
)
_ONE: Final = Decimal(1)
_SHORT: Final = 6  # words of a query that is hardly a sentence


@dataclass(slots=True)
class _Reading:
    """One amount on its way to a figure."""

    amount: Amount
    thing: Thing
    found: Found | None = None
    noun: str | None = None
    adjectives: tuple[str, ...] = ()
    implied: bool = False
    outcome: str | None = None
    part: bool = False
    whole: bool = False  # "out of 33": what a part is counted of
    dropped: bool = False


class FigureReader:
    """Reads figures out of texts. Holds the word lists of each language, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._readers = {code: _LanguageReader(lexicon, code) for code in _LANGUAGES}
        self._none = _LanguageReader(lexicon, "")

    def read(self, text: str, language: str = "en") -> tuple[Figure, ...]:
        """Return the figures that a text states, in the order of the text.

        `language` is an IETF tag such as "en" or "pt-BR"; of a language without word lists only digits are
        read. A text that is plainly in another known language is read in that one. Never raises.
        """
        code = language.partition("-")[0].casefold()
        reader = self._readers.get(code, self._none)
        if not reader.may_state_numbers(text) and (code != "en" or text.isascii()):
            return ()
        if code == "en":
            code = self._guess(text)
            reader = self._readers[code]
        return reader.read(text)

    def _guess(self, text: str) -> str:
        words = [word.strip(".,;:!?\"'()") for word in fold(text).split()]
        counts = {code: sum(word in self._readers[code].telling for word in words) for code in _LANGUAGES}
        best = max(_LANGUAGES, key=lambda code: counts[code])
        return best if counts[best] > counts["en"] else "en"


class _LanguageReader:
    """Reads figures out of texts in one language."""

    def __init__(self, lexicon: Lexicon, code: str) -> None:
        self._lexicon = lexicon
        self._language = Language(lexicon, code)
        self._exclusions = Exclusions(lexicon.tables, self._language)
        self._amounts = AmountReader(self._language, self._exclusions)
        self._things = ThingReader(self._language, self._amounts)
        self._measures = MeasureReader(self._language)
        self._denials = DenialReader(self._language)
        self._slipped_numbers = frozenset(
            slip for slip, word in self._language.mended.items() if word in self._language.number_words
        )
        language = self._language
        self.telling = frozenset(
            {*language.function_words, *language.nouns, *language.outcomes.starts(), *language.cardinals}
            | (language.adverbs if code == "en" else set())
            | set(lexicon.known_words() if code == "en" else ())
        )

    def may_state_numbers(self, text: str) -> bool:
        """Return whether a text has a digit or a word that can be a number."""
        if any(character.isdigit() for character in text):
            return True
        words = fold(text).replace("-", " ").replace("–", " ").replace("“", " ").replace("‘", " ").split()
        found = {word.strip(".,;:!?\"'()[]…”’«»") for word in words}
        return not (
            found.isdisjoint(self._language.number_words) and found.isdisjoint(self._slipped_numbers)
            and found.isdisjoint({"a", "an"} if "half" in found else ())
        ) or self._language.code == "de"  # fmt: skip

    def read(self, text: str) -> tuple[Figure, ...]:
        """Return the figures of a text in this language."""
        tokens = Tokens(text)
        amounts = self._amounts.read(tokens)
        if not amounts:
            return ()
        readings = []
        for index, amount in enumerate(amounts):
            following = amounts[index + 1] if index + 1 < len(amounts) else None
            readings.append(_Reading(amount, self._things.read(tokens, amount, following)))
        clauses = Clauses(self._language, tokens)
        self._pair_parts(readings)
        self._share_things(tokens, readings)
        self._find_outcomes(tokens, clauses, readings)
        for index in range(len(readings)):
            self._settle(tokens, clauses, readings, index)
        taken = frozenset(
            place
            for reading in readings
            for place in range(reading.amount.first, max(reading.thing.last, reading.amount.last))
            if place not in reading.thing.names
        )
        return tuple(
            self._figure(tokens, reading, taken)
            for reading in readings
            if not self._dropped(tokens, reading, readings)
        )

    @staticmethod
    def _pair_parts(readings: list[_Reading]) -> None:
        """Let "24 out of 33 drones" count drones twice."""
        for reading, following in itertools.pairwise(readings):
            reading.part = reading.thing.part
            if reading.thing.of_next:
                following.whole = True
                thing = following.thing
                reading.thing = replace(
                    reading.thing,
                    noun=thing.noun,
                    adjectives=thing.adjectives,
                    last=thing.last,
                    noun_at=thing.noun_at,
                )
        if readings:
            readings[-1].part = readings[-1].thing.part

    def _share_things(self, tokens: Tokens, readings: list[_Reading]) -> None:
        """Let "from 410 to 385 tonnes" and "69 votes to 30" share their unit or noun."""
        for reading, following in itertools.pairwise(readings):
            one, other = reading.thing, following.thing
            start, end = max(one.last, reading.amount.last), following.amount.first
            if one.noun is None and one.unit is None and not one.borrows and self._shares(tokens, start, end):
                last = max(other.last, following.amount.last)
                reading.thing = (
                    replace(other, last=last, names=[])
                    if self._of_one(tokens, start, end)
                    else replace(one, noun=other.noun, noun_at=other.noun_at, last=end - 1)
                )
            elif (
                other.noun is None
                and other.unit is None
                and end - start == 1
                and tokens.norm(start) == "to"
                and self._bare(tokens, following)
            ):
                following.thing = replace(one, last=max(other.last, following.amount.last), names=[])

    @staticmethod
    def _of_one(tokens: Tokens, start: int, end: int) -> bool:
        return end - start == 1 and tokens.norm(start) in {"to", "from"}

    def _bare(self, tokens: Tokens, reading: _Reading) -> bool:
        after = max(reading.thing.last, reading.amount.last)
        return (
            after >= len(tokens)
            or tokens.kinds[after] != WORD
            or tokens.norm(after) in self._language.function_words
        )

    def _shares(self, tokens: Tokens, start: int, end: int) -> bool:
        """Return whether the words between two amounts leave the first one's noun to the second."""
        if end <= start or end - start > 5 or tokens.norm(end - 1) not in {"to", "and", "or", "from"}:
            return False
        language = self._language
        if end - start > 1 and tokens.norm(end - 1) not in {"and", "or"}:
            return False
        return all(
            (tokens.kinds[place] != WORD and tokens.norm(place) == "-")
            or (tokens.kinds[place] == NUMBER and not tokens.spaced(place))
            or (
                tokens.kinds[place] == WORD
                and tokens.norm(place) not in language.function_words | language.adverbs | language.more
                and language.outcomes.at(tokens, place) is None
                and tokens.norm(place) not in language.verbs
            )
            for place in range(start, end - 1)
        )

    def _find_outcomes(self, tokens: Tokens, clauses: Clauses, readings: list[_Reading]) -> None:
        for index, reading in enumerate(readings):
            self._amounts.hedge_after_noun(tokens, reading.amount, reading.thing.last)
            if reading.whole:
                continue
            reading.found = self._own_outcome(tokens, clauses, readings, index)
        for index in range(len(readings) - 2, -1, -1):
            reading, following = readings[index], readings[index + 1]
            shared = following.found is not None and following.found.side != "left"
            if reading.found is None and shared and self._listed_together(tokens, reading, following):
                reading.found = following.found
        for index in range(1, len(readings)):
            before, reading = readings[index - 1], readings[index]
            shared = before.found is not None and before.found.side == "left" and not before.whole
            if reading.found is None and shared and self._listed_together(tokens, before, reading):
                reading.found = before.found

    def _own_outcome(
        self, tokens: Tokens, clauses: Clauses, readings: list[_Reading], index: int
    ) -> Found | None:
        reading = readings[index]
        amount, thing = reading.amount, reading.thing
        if thing.outcome is not None:
            return Found(thing.outcome, listed=True, side="near")
        last = max(thing.last, amount.last)
        right = clauses.right(last)
        if right is not None and right.side == "near" and right.listed:
            return right
        left = clauses.left(amount.first)
        if left is not None and left.listed:
            return left
        if right is not None and right.listed and (left is None or left.outcome is None):
            return right
        if thing.unit is not None and thing.noun is None:
            return right if right is not None and right.listed else None
        if left is not None and left.outcome is not None:
            return left
        if right is not None and (right.outcome is not None or right.agent):
            inside = right.agent and not right.listed and tokens.norm(amount.first - 1) == "of"
            return Found(None, listed=False, side="right", agent=True) if inside else right
        if left is None and right is None and thing.unit is None:
            return clauses.topic(amount.first) or clauses.beside(amount.first, others=thing.borrows)
        return right

    @staticmethod
    def _listed_together(tokens: Tokens, one: _Reading, other: _Reading) -> bool:
        start, end = max(one.thing.last, one.amount.last), other.amount.first
        return end > start and all(
            tokens.norm(place) in _SEPARATORS or tokens.norm(place) in QUOTES for place in range(start, end)
        )

    def _settle(self, tokens: Tokens, clauses: Clauses, readings: list[_Reading], index: int) -> None:
        """Give a reading its noun and outcome, borrowed from those before it where it has none."""
        reading = readings[index]
        thing = reading.thing
        reading.noun, reading.adjectives = thing.noun, thing.adjectives
        reading.outcome = (
            reading.found.outcome if reading.found is not None and not reading.found.agent else None
        )
        if reading.found is not None and reading.found.agent and not reading.found.listed:
            reading.outcome = reading.found.outcome
        self._outcome_of_noun(tokens, reading)
        if thing.unit is not None:
            self._settle_unit(reading)
            return
        if reading.noun is None:
            self._predicate_noun(tokens, readings, index)
        if reading.noun is None:
            self._borrow(tokens, clauses, readings, index)
        if reading.noun is None and self._names_nobody(reading):
            reading.noun, reading.implied = "person", True
        if reading.part and reading.outcome is None and reading.found is None and index:
            reading.outcome = readings[index - 1].outcome
        self._by_noun(reading)

    def _names_nobody(self, reading: _Reading) -> bool:
        """Return whether people are understood: "80 killed", "2 million marched", "hundreds were stranded"."""
        people = reading.outcome in _OF_PEOPLE or reading.outcome in self._language.of_people
        return people or reading.amount.qualifier is Qualifier.VAGUE or reading.thing.borrows

    def _settle_unit(self, reading: _Reading) -> None:
        known = reading.outcome is not None and self._lexicon.known_outcome(reading.outcome)
        of_things = known and (reading.thing.noun is not None or reading.outcome in {"destroyed", "damaged"})
        if not of_things:
            reading.outcome = None

    def _outcome_of_noun(self, tokens: Tokens, reading: _Reading) -> None:
        """Read "62 deaths" as 62 people killed, and "61 bodies" as killed too."""
        noun, language = reading.noun, self._language
        if noun is None or reading.thing.unit is not None:
            return
        senses = language.outcomes.at(tokens, reading.thing.noun_at) if reading.thing.noun_at >= 0 else None
        event = (
            next((sense for sense in senses[1] if sense.kind == "event"), None)
            if senses is not None
            else None
        )
        if event is not None:
            reading.noun, reading.implied, reading.outcome = "person", True, event.outcome
            reading.adjectives = ()
            return
        told = language.outcome_of_noun.get(noun)
        if told is not None and (told != "infected" or self._illness(tokens, reading.thing.last)):
            reading.outcome = told
            if noun == "fatality":
                reading.noun, reading.implied = "person", True

    def _illness(self, tokens: Tokens, index: int) -> bool:
        """Return whether "cases" are of an illness, and no matter of a court."""
        return tokens.norm(index) not in {"filed", "heard", "pending", "against", "before"} and not (
            tokens.norm(index) == "of"
            and tokens.norm(index + 1)
            in {
                "fraud",
                "corruption",
                "abuse",
                "violence",
                "rape",
                "theft",
                "murder",
                "wine",
                "beer",
                "vandalism",
                "assault",
                "bribery",
                "misconduct",
                "harassment",
                "champagne",
                "whisky",
                "torture",
            }
        )

    def _predicate_noun(self, tokens: Tokens, readings: list[_Reading], index: int) -> None:
        """Read "at least six are children"."""
        reading = readings[index]
        place = max(reading.thing.last, reading.amount.last)
        if (index == 0 and reading.outcome is None) or tokens.norm(place) not in {"are", "were", "is", "was"}:
            return
        place += 1
        while tokens.norm(place) in self._language.adverbs:
            place += 1
        first = place
        while place < len(tokens) and tokens.kinds[place] == WORD and place < first + 3:
            if (
                tokens.norm(place) in self._language.function_words
                or tokens.norm(place) in self._language.verbs
            ):
                return
            noun = self._lexicon.singular(tokens.norm(place))
            if (
                noun is not None
                and self._lexicon.known_noun(noun)
                and tokens.norm(place) not in self._language.verbs
            ):
                reading.noun, reading.part = noun, True
                reading.outcome = reading.outcome or readings[index - 1].outcome
                return
            place += 1

    def _borrow(self, tokens: Tokens, clauses: Clauses, readings: list[_Reading], index: int) -> None:
        reading = readings[index]
        lender = self._lender(tokens, readings, index)
        if lender is None:
            if reading.outcome is None or not reading.found or reading.found.side == "left":
                self._number_of(tokens, reading)
            return
        elliptical = self._elliptical(tokens, reading)
        named = reading.thing.borrows or reading.outcome is not None or elliptical
        if not named:
            self._number_of(tokens, reading)
            return
        if reading.outcome is None and reading.found is None and (elliptical or reading.thing.borrows):
            reading.outcome = lender.outcome
        if (
            reading.outcome in _OF_PEOPLE
            and lender.noun is not None
            and not self._of_people(lender)
            and not reading.thing.borrows
            and not elliptical
        ):
            return
        reading.noun, reading.adjectives, reading.implied = lender.noun, lender.adjectives, lender.implied

    def _of_people(self, lender: _Reading) -> bool:
        return lender.noun is not None and (
            self._lexicon.is_person(lender.noun)
            or self._lexicon.canonical_noun(lender.noun) == "person"
            or _agentive(lender.noun)
        )

    def _lender(self, tokens: Tokens, readings: list[_Reading], index: int) -> _Reading | None:
        """Return the reading before that lends its noun: the nearest that counts what this one can."""
        reading = readings[index]
        if tokens.norm(reading.amount.first - 1) in {"among", "amongst"} and tokens.norm(
            reading.amount.first - 2
        ) not in {",", "-"}:
            return None
        person = reading.outcome in _OF_PEOPLE
        pushed = reading.found is not None and reading.found.side == "left"
        for other in reversed(readings[:index]):
            if other.noun is None or other.dropped or (other.whole and not reading.thing.borrows):
                continue
            if other.thing.unit is not None and other.thing.unit != "percent":
                continue
            if person and not self._of_people(other):
                continue
            agent = other.found is not None and other.found.agent
            if person and agent and pushed:
                continue
            if other.part and not reading.thing.borrows and not reading.part:
                continue
            if tokens.sentence(reading.amount.first) - tokens.sentence(other.amount.first) > 1:
                return None
            return other
        return None

    def _elliptical(self, tokens: Tokens, reading: _Reading) -> bool:
        """Return whether an amount stands for itself: "their union says 19", "admits to 60"."""
        language = self._language
        after = max(reading.thing.last, reading.amount.last)
        ends = (
            after >= len(tokens)
            or tokens.kinds[after] != WORD
            or tokens.norm(after) in language.prepositions | language.conjunctions | language.adverbs
        )
        before = tokens.norm(reading.amount.first - 1)
        leads = (
            before
            in language.speech
            | language.quiet
            | language.auxiliaries
            | {"to", ":", "-", "only", "just", "from", "at", "and", "or", ","}
            | language.changing
        )
        if before in {"to", "from"}:
            leads = tokens.norm(
                reading.amount.first - 2
            ) in language.speech | language.quiet | language.changing or any(
                tokens.norm(reading.amount.first - back)
                in language.changing | {"number", "total", "tally", "count", "figure"}
                for back in range(2, 9)
            )
        return ends and leads

    def _number_of(self, tokens: Tokens, reading: _Reading) -> None:
        """Take the noun of "the number of jobseekers rose by 23,000"."""
        for place in range(reading.amount.first - 1, 1, -1):
            if tokens.sentence(place) != tokens.sentence(reading.amount.first):
                return
            if tokens.norm(place) == "of" and tokens.norm(place - 1) in {
                "number",
                "numbers",
                "tally",
                "count",
                "total",
            }:
                for after in range(place + 1, min(place + 4, reading.amount.first)):
                    noun = self._lexicon.singular(tokens.norm(after))
                    verbal = tokens.norm(after) in self._language.verbs and not self._lexicon.known_noun(
                        tokens.norm(after)
                    )
                    if noun is not None and tokens.norm(after) != noun and not verbal:
                        reading.noun = noun
                        reading.outcome = reading.outcome or self._language.outcome_of_noun.get(noun)
                        return
                return

    def _by_noun(self, reading: _Reading) -> None:
        """Give a verb the meaning that it has of some nouns: jobs saved are kept, soldiers who fell are killed."""
        if reading.noun is None or reading.outcome is None:
            return
        canonical = self._lexicon.canonical_noun(reading.noun)
        for noun, verbs in self._language.outcomes_by_noun.items():
            if (
                canonical == noun
                or self._lexicon.widens(noun, canonical)
                or (noun == "person" and self._lexicon.is_person(canonical))
            ):
                verb = reading.outcome
                if verb in verbs:
                    reading.outcome = verbs[verb]
                    return

    def _dropped(self, tokens: Tokens, reading: _Reading, readings: list[_Reading]) -> bool:
        amount, thing = reading.amount, reading.thing
        numeral = amount.numeral
        if numeral.zero:
            return self._empty_zero(tokens, reading)
        if thing.unit is not None:
            return False
        bare = reading.noun is None and reading.outcome is None
        before = tokens.norm(amount.first - 1)
        if self._exclusions.weak_name(tokens, amount.first) and (thing.noun is None or not numeral.in_digits):
            return not (
                thing.noun is not None or (reading.found is not None and reading.found.side == "near")
            )
        if (
            numeral.value == 1
            and not numeral.in_digits
            and thing.noun is None
            and (reading.found is None or (reading.found.side == "left" and not reading.found.listed))
        ):
            return True
        if not bare or len(tokens) <= _SHORT:
            return False
        language = self._language
        if numeral.in_digits and tokens.kinds[amount.first - 1] == WORD and amount.first > 0:
            led = (
                before in language.function_words
                or before in language.adverbs
                or before in language.verbs
                or before in language.speech
            )
            return not led and not before.endswith("ly")
        del readings
        return False

    def _empty_zero(self, tokens: Tokens, reading: _Reading) -> bool:
        """Return whether "no" or "nobody" counts nothing: "no alternative", "nobody knows"."""
        if reading.thing.of_next:
            return False
        listed = reading.outcome is not None and self._lexicon.known_outcome(reading.outcome)
        noun = reading.thing.noun
        if noun is None:
            return not (
                (listed and reading.found is not None and reading.found.side != "left")
                or (listed and reading.found is not None)
            )
        head = tokens.norm(reading.thing.noun_at)
        plural = head != noun or noun in self._lexicon.collectives
        if listed:
            return False
        return not (plural and self._lexicon.known_noun(noun))

    def _figure(self, tokens: Tokens, reading: _Reading, taken: frozenset[int]) -> Figure:
        amount, thing = reading.amount, reading.thing
        last = max(amount.last, amount.numeral.last)
        measure: tuple[str, ...] = ()
        end = max(thing.last, last)
        if thing.unit is not None:
            measure = self._measures.read(tokens, amount.first, end, taken)
        negated = reading.found is not None and reading.found.negated and not amount.numeral.zero
        below = Decimal(-1) if _below_zero(tokens, amount, thing) else Decimal(1)
        return Figure(
            low=_plain(amount.low, below),
            high=_plain(amount.high, below),
            qualifier=amount.qualifier,
            noun=reading.noun,
            unit=thing.unit,
            outcome=reading.outcome,
            adjectives=reading.adjectives,
            implied=reading.implied,
            denied=negated or self._denials.denied(tokens, amount.first, end),
            part=reading.part,
            leeway=_plain(amount.leeway) or Decimal(0),
            measure=measure,
            start=tokens.starts[amount.first],
            end=tokens.ends[last - 1],
        )


def _agentive(noun: str) -> bool:
    """Return whether a noun that the lists lack names people by its ending: "stevedore" no, "dockworker" yes."""
    return noun.endswith(
        (
            "er",
            "or",
            "ist",
            "ian",
            "man",
            "woman",
            "person",
            "ant",
            "ee",
            "eer",
            "goer",
            "grim",
            "ese",
            "girl",
            "boy",
        )
    )


def _below_zero(tokens: Tokens, amount: Amount, thing: Thing) -> bool:
    before = amount.first - 1
    if not (thing.unit or "").startswith("degree") or amount.low != amount.high:
        return False
    return tokens.norm(before) == "minus" or (tokens.norm(before) == "-" and tokens.spaced(before))


def _plain(value: Decimal | None, sign: Decimal = _ONE) -> Decimal | None:
    if value is None:
        return None
    value *= sign
    return (
        value.quantize(Decimal(1))
        if value == value.to_integral_value() and abs(value) < Decimal(10) ** 27
        else value.normalize()
    )


_ = NUMBER, Qualifier
