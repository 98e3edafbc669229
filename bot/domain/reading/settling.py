"""The noun of each amount: its own, borrowed, or understood; and what its outcome means of that noun."""

from typing import Final

from bot.domain.lexicon import Lexicon
from bot.domain.reading.language import Language
from bot.domain.reading.readings import Reading
from bot.domain.reading.tokens import REACH, WORD, Tokens
from db.models import Qualifier

_OF_PEOPLE: Final = frozenset(
    [
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
    ]
)
_NEAR: Final = 6  # words between a crowd and its number
_PEOPLE_END_IN: Final = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "woman",
    "person",
    "ant",
    "ee",
    "grim",
    "ese",
    "girl",
    "boy",
)


class Settler:
    """Settles what each amount counts, in the order of the text."""

    def __init__(self, lexicon: Lexicon, language: Language) -> None:
        self._lexicon = lexicon
        self._language = language

    def settle(self, tokens: Tokens, readings: list[Reading], index: int) -> None:
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
        if index and self._is_joined(tokens, readings[index - 1], reading):
            reading.part = True
        if reading.noun is None:
            self._predicate_noun(tokens, readings, index)
        if reading.noun is None and not reading.holds:
            self._borrow(tokens, readings, index)
        if reading.noun is None and (self._names_nobody(reading) or self._of_a_crowd(tokens, reading)):
            reading.noun, reading.implied = "person", True
        self._increment(readings, index)
        if reading.part and reading.outcome is None and reading.found is None and index:
            reading.outcome = readings[index - 1].outcome
        self._by_noun(reading)

    @staticmethod
    def _increment(readings: list[Reading], index: int) -> None:
        """Take "two additional cases" for a part of all cases, where the text counts others before."""
        reading = readings[index]
        further = reading.amount.more or reading.thing.borrows
        if (
            further
            and not reading.part
            and any(
                (other.noun, other.outcome) == (reading.noun, reading.outcome)
                for other in readings[max(index - REACH, 0) : index]
            )
        ):
            reading.part = True

    def _of_a_crowd(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether a bare number gives the size of a crowd: "police put attendance at 8,000"."""
        crowd = self._language.cues["crowds"]
        near = range(max(reading.first - _NEAR, 0), reading.first)
        return reading.outcome is None and any(tokens.norm(place) in crowd for place in near)

    def _names_nobody(self, reading: Reading) -> bool:
        """Return whether people are understood: "80 killed", "2 million marched", "hundreds are stuck"."""
        people = reading.outcome in _OF_PEOPLE or reading.outcome in self._language.of_people
        return (
            people or reading.aboard or reading.amount.qualifier is Qualifier.VAGUE or reading.thing.borrows
        )

    def _settle_unit(self, reading: Reading) -> None:
        known = reading.outcome is not None and self._lexicon.known_outcome(reading.outcome)
        of_things = known and (reading.thing.noun is not None or reading.outcome in {"destroyed", "damaged"})
        if not of_things:
            reading.outcome = None

    def _outcome_of_noun(self, tokens: Tokens, reading: Reading) -> None:
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
        if event is not None and not language.cues["attempts"].isdisjoint(reading.adjectives):
            return
        if event is not None:
            reading.noun, reading.implied, reading.outcome = "person", True, event.outcome
            reading.adjectives = ()
            return
        told = language.outcome_of_noun.get(noun)
        if told is not None and (told != "infected" or self._illness(tokens, reading)):
            reading.outcome = told
            if noun == "fatality":
                reading.noun, reading.implied = "person", True

    def _illness(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether "cases" are of an illness, and no matter of a court nor full of jewels."""
        index = reading.thing.last
        if not self._language.cues["no_illnesses"].isdisjoint(reading.adjectives):
            return False
        return tokens.norm(index) not in self._language.cues["court"] and not (
            tokens.norm(index) == "of" and tokens.norm(index + 1) in self._language.cues["court_matters"]
        )

    def _predicate_noun(self, tokens: Tokens, readings: list[Reading], index: int) -> None:
        """Read "at least six are children"."""
        reading = readings[index]
        place = reading.behind
        if reading.thing.of_next:  # "three of the 12 wounded were children"
            place = readings[index + 1].behind
            befallen = self._language.outcomes.at(tokens, place)
            place = befallen[0] if befallen is not None else place
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
            further = self._lexicon.singular(tokens.norm(place + 1)) is not None
            if noun is not None and self._lexicon.known_noun(noun) and not further:
                reading.noun, reading.part = noun, True
                reading.outcome = reading.outcome or readings[max(index - 1, 0)].outcome
                return
            place += 1

    def _is_joined(self, tokens: Tokens, before: Reading, reading: Reading) -> bool:
        """Return whether a count is one more part of a whole: "including six women and three boys"."""
        included = before.part and tokens.norm(before.first - 1) in self._language.cues["including"]
        between = {tokens.norm(place) for place in range(before.behind, reading.first)}
        return included and reading.noun is not None and between == {"and"}

    def _borrow(self, tokens: Tokens, readings: list[Reading], index: int) -> None:
        reading = readings[index]
        lender = self._lender(tokens, readings, index)
        if lender is None:
            if reading.outcome is None or not reading.found or reading.found.side == "left":
                self._number_of(tokens, reading)
            return
        elliptical = self._elliptical(tokens, reading) or _whole_in_front(tokens, lender, reading)
        does = reading.found is not None and reading.found.side == "right" and self._of_people(lender)
        named = reading.thing.borrows or reading.outcome is not None or elliptical or does
        if not named:
            self._number_of(tokens, reading)
            return
        if reading.outcome is None and reading.found is None and (elliptical or reading.thing.borrows):
            reading.outcome = lender.outcome
        reading.noun, reading.adjectives, reading.implied = lender.noun, lender.adjectives, lender.implied

    def _of_people(self, lender: Reading) -> bool:
        return lender.noun is not None and (
            self._lexicon.is_person(lender.noun)
            or self._lexicon.canonical_noun(lender.noun) == "person"
            or lender.noun.endswith(_PEOPLE_END_IN)
        )

    def _lender(self, tokens: Tokens, readings: list[Reading], index: int) -> Reading | None:
        """Return the reading before that lends its noun: the nearest that counts what this one can."""
        reading = readings[index]
        if tokens.norm(reading.first - 1) in {"among", "amongst"} and tokens.norm(reading.first - 2) not in {
            ",",
            "-",
        }:
            return None
        person = reading.outcome in _OF_PEOPLE or reading.outcome in self._language.of_people
        pushed = reading.found is not None and reading.found.side == "left"
        for other in reversed(readings[max(index - REACH, 0) : index]):
            if other.noun is None or (other.whole and not reading.thing.borrows):
                continue
            if other.thing.unit is not None and other.thing.unit != "percent":
                continue
            told = self._language.outcome_of_noun.get(other.noun)
            if (
                told is not None
                and reading.outcome is not None
                and (told != reading.outcome or reading.found)
            ):
                continue  # “19 bodies were found, four more died”
            if person and not self._of_people(other) and self._meant(other.noun, reading.outcome) is None:
                continue
            agent = other.found is not None and other.found.agent
            if person and agent and pushed:
                continue
            otherwise = reading.outcome is not None and other.outcome not in {None, reading.outcome}
            if other.part and not reading.part and (otherwise or not reading.thing.borrows):
                continue
            if tokens.sentence(reading.first) - tokens.sentence(other.first) > 1:
                return None
            return other
        return None

    def _elliptical(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether an amount stands for itself: "their union says 19", "admits to 60"."""
        language = self._language
        after = reading.behind
        ends = (
            after >= len(tokens)
            or tokens.kinds[after] != WORD
            or tokens.norm(after) in language.prepositions | language.conjunctions | language.adverbs
        )
        before = tokens.norm(reading.first - 1)
        if before in {"and", "or", ","}:
            return tokens.norm(after) == "according" or after >= len(tokens) or tokens.kinds[after] != WORD
        if before in {"to", "from"}:
            told = language.speech | language.quiet | language.changing
            far = language.changing | self._language.cues["tallies"]
            near = tokens.norm(reading.first - 2) in told
            return ends and (near or any(tokens.norm(reading.first - back) in far for back in range(2, 9)))
        if before == "of" and tokens.norm(reading.first - 2) in self._language.cues["extremes"]:
            return ends  # "down from a peak of 310"
        leads = language.speech | language.quiet | language.auxiliaries | language.changing
        return ends and (before in leads or before in self._language.cues["before_an_ellipsis"])

    def _number_of(self, tokens: Tokens, reading: Reading) -> None:
        """Take the noun of "the number of jobseekers rose by 23,000", or of "marchers numbered 4,000"."""
        if tokens.norm(reading.first - 1) in self._language.cues["numbering"]:
            word = tokens.norm(reading.first - 2)
            noun = self._lexicon.singular(word)
            reading.noun = noun if noun != word else None
            return
        for place in range(reading.first - 1, max(reading.first - REACH, 1), -1):
            if tokens.sentence(place) != tokens.sentence(reading.first):
                return
            if tokens.norm(place) == "of" and tokens.norm(place - 1) in self._language.cues["tallies"]:
                for after in range(place + 1, min(place + 4, reading.first)):
                    noun = self._lexicon.singular(tokens.norm(after))
                    verbal = tokens.norm(after) in self._language.verbs and not self._lexicon.known_noun(
                        tokens.norm(after)
                    )
                    if noun is not None and tokens.norm(after) != noun and not verbal:
                        reading.noun = noun
                        reading.outcome = reading.outcome or self._language.outcome_of_noun.get(noun)
                        return
                return

    def _by_noun(self, reading: Reading) -> None:
        """Give a verb what it means of some nouns: jobs saved are kept, soldiers who fell are killed."""
        if reading.noun is not None:
            reading.outcome = self._meant(reading.noun, reading.outcome) or reading.outcome

    def _meant(self, noun: str, verb: str | None) -> str | None:
        """Return what a verb means of a noun by the word lists, None where they say nothing of it."""
        canonical = self._lexicon.canonical_noun(noun)
        for held, verbs in self._language.outcomes_by_noun.items():
            people = held == "person" and self._lexicon.is_person(canonical)
            if verb in verbs and (canonical == held or people or self._lexicon.widens(held, canonical)):
                return verbs[verb]
        return None


def _whole_in_front(tokens: Tokens, whole: Reading, reading: Reading) -> bool:
    """Return whether a count is a part of the one before: "of 3,400 tests, 212 came back positive"."""
    led = tokens.norm(whole.first - 1) == "of" and (
        whole.first < 2 or tokens.sentence(whole.first - 2) != tokens.sentence(whole.first)
    )
    return led and tokens.norm(reading.first - 1) == ","
