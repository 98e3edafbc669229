"""The word lists of one language, made ready for reading."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from bot.domain.lexicon import Lexicon, Table, lists, table, words
from bot.domain.reading.inflection import mended, plural, verb_forms
from bot.domain.reading.phrases import Phrases
from bot.domain.reading.tokens import fold, phrase
from db.models import Qualifier

GAP: Final = "…"  # in a phrase: a few words in between


class Sense(NamedTuple):
    """What a word or phrase of the outcome lists says."""

    outcome: str
    kind: str  # "base", "s", "past", "participle", "ing", "state", "event" or "toll"
    intransitive: bool = False
    rest: tuple[str, ...] = ()  # what follows after a gap of a few words


class Language:
    """Number words, hedges, units, small words and outcomes of one language, in folded form."""

    def __init__(self, lexicon: Lexicon, code: str) -> None:
        tables: Table = lexicon.tables
        self.code = code
        self.lexicon = lexicon
        self.cues = {name: frozenset(found) for name, found in lists(tables, "cues", "cues").items()}
        self._read_numbers(table(tables, "numbers", code))
        self._read_hedges(tables, code)
        self._read_units(tables, code)
        self._read_grammar(tables, code)
        self._read_outcomes(tables, code)
        self.nouns = {
            fold(word): noun for noun, found in lists(tables, "nouns", code).items() for word in found
        }
        self.mended = self._slips() if code == "en" else {}

    def _read_numbers(self, numbers: Table) -> None:
        def whole(name: str) -> dict[str, int]:
            return {
                fold(word): value for word, value in table(numbers, name).items() if isinstance(value, int)
            }

        self.group = frozenset(words(numbers, "group"))
        self.decimal = frozenset(words(numbers, "decimal"))
        cardinals = whole("cardinals")
        self.cardinals = {word: value for word, value in cardinals.items() if " " not in word}
        self.cardinal_phrases = Phrases(
            (phrase(word.replace(" ", joint)), value)
            for word, value in cardinals.items()
            if " " in word
            for joint in " -"
        )
        self.scales = whole("scales")
        self.suffixes = whole("suffixes")
        self.one, self.half, self.quarter, self.dozen, self.join = (
            frozenset(fold(word) for word in words(numbers, name))
            for name in ("one", "half", "quarter", "dozen", "join")
        )
        self.zero = Phrases((phrase(word), word) for word in words(numbers, "zero"))
        self.vague = Phrases(
            (phrase(word), (Decimal(bounds[0]), Decimal(bounds[1])))
            for word, bounds in table(numbers, "vague").items()
            if isinstance(bounds, list)
        )
        self.number_words = (
            frozenset(
                [
                    *self.cardinals,
                    *self.scales,
                    *self.dozen,
                    *self.half,
                    *self.vague.starts(),
                    *self.zero.starts(),
                    *self.cardinal_phrases.starts(),
                ]
            )
            - self.one
        )

    def _read_hedges(self, tables: Table, code: str) -> None:
        def hedges(side: str) -> Iterator[tuple[tuple[str, ...], Qualifier | None]]:
            for name, found in lists(tables, "hedges", code, side).items():
                for word in found:
                    yield phrase(word), None if name == "plain" else Qualifier(name)

        self.hedges_before = Phrases(hedges("before"))
        self.hedges_after = Phrases(hedges("after"))
        ranges = lists(tables, "hedges", code, "ranges")
        self.between = Phrases((phrase(word), True) for word in ranges.get("between", ()))
        self.range_from = Phrases((phrase(word), True) for word in ranges.get("from", ()))
        self.range_and = frozenset(map(fold, ranges.get("and", ())))
        self.range_to = frozenset(map(fold, ranges.get("to", ())))

    def _read_units(self, tables: Table, code: str) -> None:
        named = [
            (phrase(word), unit)
            for name in table(tables, "units")
            if len(name) > len("en")
            for unit, found in lists(tables, "units", name).items()
            for word in found
        ]
        named += [
            (phrase(word), unit) for unit, found in lists(tables, "units", code).items() for word in found
        ]
        self.units = Phrases(named)
        self.signs = {
            sign: money for money, found in lists(tables, "money", "signs").items() for sign in found
        }
        self.money = Phrases(
            (phrase(word), money)
            for money, found in lists(tables, "money", "names").items()
            for word in found
        )
        self.ambiguous_money = frozenset(words(tables, "money", "ambiguous", "names"))

    def _read_grammar(self, tables: Table, code: str) -> None:
        small = {name: frozenset(map(fold, found)) for name, found in lists(tables, "grammar", code).items()}
        nothing: frozenset[str] = frozenset()

        def of(name: str) -> frozenset[str]:
            return small.get(name, nothing)

        self.auxiliaries, self.being = of("auxiliaries"), of("being")
        self.determiners, self.partitives = of("determiners"), of("partitives")
        self.prepositions, self.conjunctions = of("prepositions"), of("conjunctions")
        self.subordinators, self.relatives = of("subordinators"), of("relatives")
        self.pronouns, self.adverbs, self.negations = of("pronouns"), of("adverbs"), of("negations")
        self.more, self.others, self.including = of("more"), of("others"), of("including")
        self.reporting, self.people, self.winning = of("reporting"), of("people"), of("winning")
        self.stop, self.gravely = of("stop"), of("gravely")
        irregular = lists(tables, "verbs", "irregular")
        grammar = lists(tables, "grammar", code)
        self.speech = _forms(grammar.get("speech", ()), irregular)
        self.quiet = _forms(grammar.get("quiet", ()), irregular)
        self.changing = _forms(grammar.get("changing", ()), irregular)
        self.denying = _forms(grammar.get("denying", ()), irregular)
        self.untrue = Phrases((phrase(word), True) for word in grammar.get("untrue", ()))
        self.not_denying = Phrases((phrase(word), True) for word in grammar.get("not_denying", ()))
        self.function_words = (
            self.auxiliaries | self.determiners | self.prepositions | self.conjunctions | self.pronouns
        )
        self.verbs = self._common_verbs(tables) if code == "en" else {}
        self._irregular = irregular
        self.no_verbs = frozenset(words(tables, "verbs", "not", "verbs"))

    def participle(self, lemma: str) -> str:
        """Return the past participle of a verb, the last where there are two."""
        forms = [form.word for form in verb_forms(lemma, self._irregular) if form.kind == "participle"]
        return forms[-1] if forms else lemma

    @staticmethod
    def _common_verbs(tables: Table) -> dict[str, tuple[str, frozenset[str]]]:
        irregular = lists(tables, "verbs", "irregular")
        lemmas = {
            *words(tables, "verbs", "common", "verbs"),
            *irregular,
            *words(tables, "grammar", "en", "speech"),
            *words(tables, "grammar", "en", "quiet"),
            *words(tables, "grammar", "en", "changing"),
        }
        found: dict[str, tuple[str, frozenset[str]]] = {}
        for lemma in sorted(lemma for lemma in lemmas if " " not in lemma):
            for form in verb_forms(lemma, irregular):
                known, kinds = found.get(form.word, (lemma, frozenset[str]()))
                found[form.word] = (known, kinds | {form.kind})
        return found

    def _read_outcomes(self, tables: Table, code: str) -> None:
        irregular = lists(tables, "verbs", "irregular")
        intransitive = set(words(tables, "outcomes", code, "intransitive", "verbs"))
        senses: list[tuple[tuple[str, ...], Sense]] = []
        for outcome, found in lists(tables, "outcomes", code, "verbs").items():
            for verb in found:
                senses += _verb_senses(verb, outcome, intransitive, irregular, code)
        for part, kind in (("states", "state"), ("events", "event"), ("tolls", "toll")):
            for outcome, found in lists(tables, "outcomes", code, part).items():
                for word in found:
                    senses.append((phrase(word), Sense(outcome, kind)))
                    if part == "events" and code == "en":
                        senses.append(
                            (phrase(plural(word, lists(tables, "nouns", "irregular"))), Sense(outcome, kind))
                        )
        by_phrase: dict[tuple[str, ...], list[Sense]] = {}
        for words_of, sense in senses:
            by_phrase.setdefault(words_of, []).append(sense)
        self.outcomes = Phrases((words_of, tuple(found)) for words_of, found in by_phrase.items())
        self.same = Phrases(
            (phrase(f"{form.word} {rest}"), outcome)
            for outcome, verbs in lists(tables, "outcomes", code, "same").items()
            for verb in verbs
            for first, _, rest in [verb.partition(" ")]
            for form in verb_forms(first, irregular)
        )
        self.phrasal = Phrases(
            (phrase(f"{form.word} {rest}"), f"{self.participle(first)} {rest}")
            for verb in (words(tables, "verbs", "common", "verbs") if code == "en" else ())
            if " " in verb
            for first, _, rest in [verb.partition(" ")]
            for form in verb_forms(first, irregular)
        )
        self.of_people = frozenset(
            self.lexicon.canonical_outcome(self.participle(verb)) if " " not in verb else verb
            for verb in words(tables, "outcomes", code, "people", "verbs")
        ) | {"took part", "walked out"}
        self.outcome_of_noun = {  # by the English noun, which the nouns of every language lead to
            noun: outcome
            for outcome, nouns in lists(tables, "outcomes", "en", "nouns").items()
            for noun in nouns
        }
        self.outcomes_by_noun = {
            noun: {
                form.word: outcome
                for outcome, verbs in lists(tables, "outcomes", "en", "of", noun).items()
                for verb in verbs
                for form in verb_forms(verb, irregular)
            }
            for noun in table(tables, "outcomes", "en", "of")
        }

    def _slips(self) -> dict[str, str]:
        nouns = {word for word in self.lexicon.known_words() if word.isalpha()}
        outcomes = {word for word in self.outcomes.starts() if word.isalpha()}
        numbers = {*self.cardinals, *self.scales, "dozen", "dozens", "hundreds", "thousands", "several"}
        hedges = {
            "about",
            "around",
            "nearly",
            "almost",
            "roughly",
            "approximately",
            "least",
            "between",
            "under",
            "fewer",
        }
        units = {word for word in self.units.starts() if word.isalpha()}
        known = frozenset(
            {
                *nouns,
                *outcomes,
                *numbers,
                *units,
                *hedges,
                *self.verbs,
                *self.function_words,
                *self.adverbs,
                *self.stop,
            }
        )
        certain = mended(sorted({*outcomes, *numbers, *hedges}), known, lost=True)
        return {**mended(sorted(nouns), known, lost=False), **certain}


def _forms(lemmas: Iterable[str], irregular: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(form.word for lemma in lemmas for form in verb_forms(lemma, irregular))


def _verb_senses(
    verb: str, outcome: str, intransitive: set[str], irregular: dict[str, list[str]], code: str
) -> Iterator[tuple[tuple[str, ...], Sense]]:
    near, _, far = verb.partition(GAP)
    if code != "en":
        yield phrase(verb), Sense(outcome, "state")
        yield phrase(verb), Sense(outcome, "past")
        return
    first, _, others = near.strip().partition(" ")
    for form in verb_forms(first, irregular):
        words_of = phrase(f"{form.word} {others}")
        yield words_of, Sense(outcome, form.kind, first in intransitive, phrase(far))
