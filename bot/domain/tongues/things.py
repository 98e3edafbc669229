"""What an amount counts or measures: the noun with what narrows it, or the unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.domain.reading.tokens import QUOTES, WORD, Tokens
from bot.domain.tongues.amounts import Amount
from bot.domain.tongues.words import BEFELL, EVENT, PARTICIPLE, Tongue

_FARTHEST: Final = 5  # words from a number to the noun that it counts
_BETWEEN: Final = 2  # words from an adjective to its noun
_PERIODS: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_DUAL_UNITS: Final = _PERIODS | {"kilometer", "meter"}
_COUNTED: Final = frozenset({BEFELL, PARTICIPLE, EVENT})


def _capitals_tell(tokens: Tokens) -> bool:
    """Return whether a text has words in small letters, so that the capital of another says something."""
    return any(
        kind == WORD and tokens.text[start].islower()
        for kind, start in zip(tokens.kinds, tokens.starts, strict=True)
    )


@dataclass(slots=True)
class Thing:
    """What an amount counts or measures, and where the words for it end."""

    last: int  # token behind the words for it
    noun: str | None = None  # English where the lists know it, as written where they don't
    unit: str | None = None
    adjectives: tuple[str, ...] = ()
    outcome: str | None = None  # told by the noun itself or an adjective: "muertos", "getötete Soldaten"
    implied: bool = False  # "62 muertes" counts people
    borrows: bool = False  # "100 more", "40 of them": counts what was counted before
    part: bool = False  # "of whom 12"
    capitals: bool = False  # a capital tells a noun of this text from other words
    named: list[int] = field(default_factory=list)  # tokens of noun and adjectives


class ThingReader:
    """Reads what stands behind an amount."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def read(self, tokens: Tokens, amounts: Sequence[Amount]) -> list[Thing]:
        """Return what each amount of a text counts or measures."""
        capitals = self._tongue.compounds and _capitals_tell(tokens)
        return [self._thing(tokens, amount, capitals=capitals) for amount in amounts]

    def _thing(self, tokens: Tokens, amount: Amount, *, capitals: bool) -> Thing:
        index = amount.last
        if tokens.norm(index) == "-" and not tokens.spaced(index):
            index += 1
        unit = None if amount.numeral.zero else self._unit(tokens, amount, index)
        if unit is not None:
            return unit
        thing = Thing(amount.last, part=self._included(tokens, amount.first), borrows=amount.more)
        thing.capitals = capitals
        if amount.numeral.dual:
            self._dual(tokens, index, thing)
        else:
            self._count(tokens, amount, self._lead(tokens, index, thing), thing)
        return thing

    def _dual(self, tokens: Tokens, index: int, thing: Thing) -> None:
        """Read an Arabic noun that says "two" itself."""
        noun = self._tongue.duals.at(tokens.norms, index)
        if noun is not None:
            unit = self._tongue.lexicon.canonical_noun(noun[1]) in _DUAL_UNITS
            thing.unit = noun[1] if unit else None
            thing.last = noun[0]
            if not unit:
                self._take(tokens, thing, [], noun)
            return
        told = self._tongue.dual_outcomes.at(tokens.norms, index)
        if told is not None:
            thing.outcome, thing.last = told[1], told[0]

    def _unit(self, tokens: Tokens, amount: Amount, index: int) -> Thing | None:
        tongue = self._tongue
        if amount.numeral.scale > 1 and tokens.norm(index) in tongue.of:
            index += 1
        if tokens.norm(amount.first - 1) in tongue.magnitudes:
            degrees = tongue.units.at(tokens.norms, index)
            return Thing(amount.last if degrees is None else degrees[0], unit="magnitude")
        money = tongue.money.at(tokens.norms, index)
        if amount.money is not None:
            last = amount.last if money is None else money[0]
            return self._rated(tokens, Thing(last, unit=amount.money))
        found = tongue.units.at(tokens.norms, index)
        if money is not None and (found is None or money[0] >= found[0]):
            found = money
        if found is None and index < len(tokens) and tokens.raw(index) in tongue.signs:
            found = index + 1, tongue.signs[tokens.raw(index)]
        if found is None:
            return None
        thing = self._rated(tokens, Thing(found[0], unit=found[1]))
        if thing.unit == "percent":
            self._share(tokens, amount, thing)
        return thing

    def _rated(self, tokens: Tokens, thing: Thing) -> Thing:
        """Add a period to a unit: "300 euros por semana", "10 баррелей в день"."""
        tongue = self._tongue
        if tokens.norm(thing.last) in tongue.per:
            period = tongue.units.at(tokens.norms, thing.last + 1)
            if period is not None and period[1] in _PERIODS and "/" not in (thing.unit or ""):
                return Thing(period[0], unit=f"{thing.unit}/{period[1]}")
        return thing

    def _share(self, tokens: Tokens, amount: Amount, thing: Thing) -> None:
        """Add what a percentage is a share of: "el 85 % de las casas"."""
        index = thing.last
        while tokens.norm(index) in self._tongue.of | self._tongue.determiners:
            index += 1
        counted = Thing(thing.last)
        self._count(tokens, amount, index, counted)
        if counted.noun is not None and not counted.implied:
            thing.noun, thing.adjectives, thing.last = counted.noun, counted.adjectives, counted.last
            thing.named = counted.named

    def _included(self, tokens: Tokens, first: int) -> bool:
        """Return whether an amount is a part of the one before: "entre ellos 12", "из них 12"."""
        first -= tokens.norm(first - 1) in {":", "-"}
        return self._tongue.including.before(tokens.norms, first) is not None

    def _lead(self, tokens: Tokens, index: int, thing: Thing) -> int:
        """Step over what may stand between a number and its noun: quotes, "more", "of the", "of them"."""
        tongue = self._tongue
        while index < len(tokens):
            them = tongue.of_them.at(tokens.norms, index)
            more = tongue.more.at(tokens.norms, index)
            if them is not None:
                thing.borrows = thing.part = True
                thing.last = index = them[0]
            elif more is not None:
                thing.borrows = True
                thing.last = index = more[0]
            elif self._is_link(tokens, index):
                index += 1
            else:
                break
        return index

    def _is_link(self, tokens: Tokens, index: int) -> bool:
        tongue, word = self._tongue, tokens.norm(index)
        if word in tongue.determiners:
            return tokens.norm(index - 1) in tongue.of
        return word in QUOTES or (word in tongue.of and self._noun_follows(tokens, index + 1))

    def _noun_follows(self, tokens: Tokens, index: int) -> bool:
        if tokens.norm(index) in self._tongue.determiners:
            index += 1
        return index < len(tokens) and tokens.kinds[index] == WORD

    def _count(self, tokens: Tokens, amount: Amount, index: int, thing: Thing) -> None:
        """Find the noun, the nation or the outcome that a number counts, with the adjectives before it."""
        tongue = self._tongue
        before: list[int] = []
        while index < min(amount.last + _FARTHEST, len(tokens)) and tokens.kinds[index] == WORD:
            noun = tongue.noun_at(tokens, index)
            told = tongue.outcomes.at(tokens.norms, index)
            nation = tongue.nations.at(tokens.norms, index)
            if noun is not None and (told is None or noun[0] > told[0]):
                self._take(tokens, thing, before, noun)
                return
            if told is not None and told[1].kind in _COUNTED:
                leads = self._leads_to_noun(tokens, told[0])
                if not leads and self._unlisted(tokens, before, thing):
                    return
                thing.outcome, thing.last = told[1].outcome, told[0]
                thing.implied = told[1].kind == EVENT
                if not leads:
                    thing.adjectives = self._adjectives(tokens, before)
                    return
                index = told[0]
                continue
            if nation is not None and not self._leads_to_noun(tokens, nation[0]):
                self._take(tokens, thing, before, (nation[0], nation[1].lower()))
                return
            idle = tokens.norm(index) in tongue.idle
            if told is not None or idle or tongue.degrees.at(tokens.norms, index) is not None:
                break
            before.append(index)
            index += 1
        if not amount.numeral.zero:
            self._unlisted(tokens, before, thing)

    def _leads_to_noun(self, tokens: Tokens, index: int) -> bool:
        """Return whether an adjective is followed by the noun that it describes: "раненых солдата"."""
        for place in range(index, min(index + _BETWEEN, len(tokens))):
            word = tokens.norm(place)
            if tokens.kinds[place] != WORD or word in self._tongue.idle:
                return False
            noun, told = self._tongue.noun_at(tokens, place), self._tongue.outcomes.at(tokens.norms, place)
            if noun is not None and (told is None or noun[0] > told[0]):
                return True
        return False

    def _take(self, tokens: Tokens, thing: Thing, before: list[int], noun: tuple[int, str]) -> None:
        thing.noun, thing.last = noun[1], noun[0]
        adjectives = list(before)
        if not self._tongue.adjectives_first:
            adjectives += self._behind_noun(tokens, thing)
        thing.adjectives = self._adjectives(tokens, adjectives)
        thing.named = [*before, thing.last - 1]

    def _behind_noun(self, tokens: Tokens, thing: Thing) -> list[int]:
        """Return the adjectives behind a noun: nations, and a word that a verb of the lists follows."""
        tongue, found = self._tongue, []
        while thing.last < len(tokens) and tokens.kinds[thing.last] == WORD:
            word = tokens.norm(thing.last)
            listed = (
                tongue.nations.at(tokens.norms, thing.last) is not None or word in tongue.plain_adjectives
            )
            follows = tokens.norm(thing.last + 1)
            verb = (
                follows in tongue.auxiliaries or tongue.outcomes.at(tokens.norms, thing.last + 1) is not None
            )
            plain = word not in tongue.idle and not self._verbal(word)
            unlisted = plain and verb and tongue.outcomes.at(tokens.norms, thing.last) is None
            if not listed and not unlisted:
                break
            found.append(thing.last)
            thing.last += 1
        return found

    def _adjectives(self, tokens: Tokens, places: list[int]) -> tuple[str, ...]:
        """Return what narrows a noun: nations in English, other words as written."""
        tongue, found = self._tongue, []
        for place in places:
            nation = tongue.nations.at(tokens.norms, place)
            if nation is not None:
                found.append(nation[1])
            elif tokens.norm(place) not in tongue.plain_adjectives:
                found.append(tokens.raw(place))
        return tuple(found)

    def _unlisted(self, tokens: Tokens, words: list[int], thing: Thing) -> bool:
        """Take a noun on no list as it is written; False where there is none."""
        tongue = self._tongue
        heads = [place for place in words if not self._verbal(tokens.norm(place))]
        if tongue.compounds:
            heads = [place for place in heads if thing.capitals and tokens.capital(place)]
        elif tongue.adjectives_first:
            heads = [place for place in heads if not tokens.norm(place).endswith(tongue.adjective_endings)]
        if not heads or (not tongue.adjectives_first and heads[0] != words[0]):
            return False
        thing.noun, thing.last = tokens.raw(heads[0]).casefold(), heads[0] + 1
        thing.adjectives = self._adjectives(tokens, [place for place in words if place < heads[0]])
        thing.named = words[: words.index(heads[0]) + 1]
        return True

    def _verbal(self, word: str) -> bool:
        return word.endswith(self._tongue.verb_endings) and word not in self._tongue.no_verbs
