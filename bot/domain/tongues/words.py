"""The word lists of one language, made ready for reading."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from bot.domain.lexicon import Lexicon, Table, lists, table, words
from bot.domain.reading.tokens import Tokens
from bot.domain.tongues.cutting import cut, drop_points, split_prefixes
from bot.domain.tongues.patterns import Patterns, pattern
from db.models import Qualifier

_GAP: Final = "…"  # in a phrase: a few words in between

BEFELL: Final = "befell"  # said of those affected: "погибли", "homeless"
PARTICIPLE: Final = "participles"  # likewise, but of what they did behind a form of "have": "tués"
ACTIVE: Final = "active"  # what somebody does to those affected: "mataron"
EVENT: Final = "events"  # what is done to those named behind it: "muerte de 62"
TOLL: Final = "tolls"  # what has a number: "bilan"
KINDS: Final = (BEFELL, PARTICIPLE, ACTIVE, EVENT, TOLL)


class Telling(NamedTuple):
    """What a word or phrase of the outcome lists says."""

    outcome: str
    kind: str
    rest: tuple[str, ...] = ()  # what follows after a gap of a few words


class Tongue:
    """Number words, hedges, nouns, units, outcomes and small words of one language, in folded form."""

    def __init__(self, lexicon: Lexicon, code: str) -> None:
        self.code = code
        self.lexicon = lexicon
        own: Table = table(lexicon.tables, code)
        self._read_numbers(table(own, "numbers"))
        self._read_hedges(own)
        self._read_things(own)
        self._read_outcomes(table(own, "outcomes"))
        self.degrees = self._patterns(own, "degrees")
        self.ways = self._patterns(own, "ways")
        self._read_grammar(own)
        self._tables = (
            self.numbers, self.scales, self.rough, self.vague, self.zero, self.nouns, self.units, self.money,
            self.nations, self.outcomes, self.duals, self.dual_outcomes, self.hedges_before, self.degrees,
        )  # fmt: skip

    def _folded(self, found: list[str]) -> frozenset[str]:
        return frozenset(" ".join(cut(word, self.code).norms) for word in found)

    def _patterns(self, of: Table, *path: str) -> Patterns[str]:
        return Patterns(
            (pattern(word, self.code), key) for key, found in lists(of, *path).items() for word in found
        )

    def _one_of(self, found: list[str]) -> Patterns[bool]:
        return Patterns((pattern(word, self.code), True) for word in found)

    def _read_numbers(self, own: Table) -> None:
        def values(name: str) -> Iterator[tuple[tuple[str, ...], Decimal]]:
            for value, found in lists(own, name).items():
                for word in found:
                    for joint in {" ", " - "} if " " in word else {" "}:
                        yield pattern(word.replace(" ", joint), self.code), Decimal(value)

        self.group = frozenset(words(own, "group"))
        self.decimal = frozenset(words(own, "decimal"))
        self.numbers = Patterns(values("words"))
        self.scales = Patterns(values("scales"))
        self.rough = Patterns(values("rough"))
        self.single = Patterns(values("behind_a_hedge"))
        self.suffixes = {
            word: Decimal(value) for value, found in lists(own, "suffixes").items() for word in found
        }
        self.vague = Patterns(
            (pattern(word, self.code), (Decimal(bounds[0]), Decimal(bounds[1])))
            for word, bounds in table(own, "vague").items()
            if isinstance(bounds, list)
        )
        self.join, self.one = self._folded(words(own, "join")), self._folded(words(own, "one"))
        self.zero = self._one_of([*words(own, "zero"), *words(own, "zero_beside_a_negation")])
        self.needs_negation = self._folded(words(own, "zero_beside_a_negation"))
        self.zero_behind = self._one_of(words(own, "zero_behind"))
        self.abbreviations = self._folded(words(own, "abbreviations"))

    def _read_hedges(self, own: Table) -> None:
        def hedges(side: str) -> Iterator[tuple[tuple[str, ...], Qualifier | None]]:
            for name, found in lists(own, "hedges", side).items():
                for word in found:
                    yield pattern(word, self.code), None if name == "plain" else Qualifier(name)

        self.hedges_before = Patterns(hedges("before"))
        self.hedges_after = Patterns(hedges("after"))
        ranges = lists(own, "hedges", "ranges")
        self.between = self._one_of(ranges.get("between", []))
        self.range_from = self._one_of(ranges.get("from", []))
        self.range_and = self._folded(ranges.get("and", []))
        self.range_to = self._folded(ranges.get("to", []))

    def _read_things(self, own: Table) -> None:
        tables = self.lexicon.tables
        self.nouns = self._patterns(own, "nouns")
        self.duals = self._patterns(own, "duals")
        self.dual_outcomes = self._patterns(own, "dual_outcomes")
        self.nations = self._patterns(own, "nations")
        self.units = Patterns(
            (pattern(word, self.code), unit)
            for of in (lists(own, "units"), lists(tables, "symbols", "units"))
            for unit, found in of.items()
            for word in found
        )
        self.money = self._patterns(own, "money")
        self.signs = {
            sign: money for money, found in lists(tables, "money", "signs").items() for sign in found
        }

    def _read_outcomes(self, own: Table) -> None:
        def tellings() -> Iterator[tuple[tuple[str, ...], Telling]]:
            for kind in KINDS:
                for outcome, found in lists(own, kind).items():
                    for word in found:
                        near, _, far = word.partition(_GAP)
                        rest = pattern(far, self.code)
                        yield pattern(near, self.code), Telling(outcome, kind, rest)

        self.outcomes = Patterns(tellings())
        implied = lists(self.lexicon.tables, "outcomes", "en", "nouns")
        self.outcome_of_noun = {noun: outcome for outcome, nouns in implied.items() for noun in nouns}

    def _read_grammar(self, own: Table) -> None:
        small = lists(own, "grammar")

        def of(name: str) -> frozenset[str]:
            return self._folded(small.get(name, []))

        self.determiners, self.prepositions, self.of = of("determiners"), of("prepositions"), of("of")
        self.conjunctions, self.subordinators = of("conjunctions"), of("subordinators")
        self.auxiliaries, self.having, self.passive = of("auxiliaries"), of("having"), of("passive")
        self.adverbs, self.negations, self.only = of("adverbs"), of("negations"), of("only")
        self.pronouns, self.relatives = of("pronouns"), of("relatives")
        self.before_objects, self.separators = of("before_objects"), of("separators")
        self.speech, self.per, self.contrasts = of("speech"), of("per"), of("contrasts")
        self.plain_adjectives, self.magnitudes = of("plain_adjectives"), of("magnitudes")
        self.months, self.years, self.numbered = of("months"), of("years"), of("numbered")
        self.more = self._one_of(small.get("more", []))
        self.of_them = self._one_of(small.get("of_them", []))
        self.including = self._one_of(small.get("including", []))
        self.denying = self._one_of(small.get("denying", []))
        self.changing = self._one_of(small.get("changing", []))
        self.ages = self._one_of(small.get("ages", []))
        self.before_ages = self._one_of(small.get("before_ages", []))
        self.clock_before = self._one_of(small.get("clock_before", []))
        self.clock_after = self._one_of(small.get("clock_after", []))
        self.ordinals = of("ordinals")
        self.verb_endings = tuple(small.get("verb_endings", []))
        self.adjective_endings = tuple(small.get("adjective_endings", []))
        self.no_verbs = of("no_verbs")
        self.compounds = table(own, "grammar").get("compounds") is True
        self.free_order = table(own, "grammar").get("free_order") is True
        self.adjectives_first = table(own, "grammar").get("adjectives_first") is True
        self.function_words = (
            self.determiners | self.prepositions | self.conjunctions | self.subordinators | self.auxiliaries
            | self.pronouns | self.relatives | self.negations | self.of | self.before_objects
        )  # fmt: skip
        self.idle = self.function_words | self.adverbs
        self.helping = self.auxiliaries | self.adverbs | self.negations | self.pronouns | self.relatives
        self.closing = self.subordinators | self.conjunctions
        self.places = self.prepositions - self.of - self.before_objects
        self.leading = self.auxiliaries | self.adverbs | self.pronouns
        self.silent = self.idle | self.speech
        self.date_links = {"-", "/", ","} | self.join | self.range_to | self.range_and
        self.joining = self.join | self.range_and | self.range_to | {"/"}

    def cut(self, text: str) -> Tokens:
        """Return a text cut into its words, those of the lists parted from what is written with them."""
        tokens = cut(text, self.code)
        drop_points(tokens, self.abbreviations, nouns_have_capitals=self.compounds)
        if self.code == "ar":
            split_prefixes(tokens, self._known)
        return tokens

    def _known(self, norm: str) -> bool:
        return norm in self.function_words or any(found.knows(norm) for found in self._tables)

    @property
    def number_words(self) -> frozenset[str]:
        """The words of the lists with which a number in words can begin."""
        listed = (self.numbers, self.scales, self.rough, self.vague, self.zero)
        return frozenset(word for found in listed for word in found.words() if word.isalpha())

    @property
    def telling(self) -> frozenset[str]:
        """The words, as written in full in the lists, by which a text is known to be in the language."""
        listed = (self.numbers, self.scales, self.nouns, self.outcomes)
        words_of = {word for found in listed for word in found.words() if word.isalpha()}
        return self.function_words | words_of

    def noun_at(self, tokens: Tokens, index: int) -> tuple[int, str] | None:
        """Return where the noun that begins at a token ends, and the English noun that it means."""
        found = self.nouns.at(tokens.norms, index)
        if found is None and self.compounds and tokens.capital(index):
            found = self._compound(tokens, index)
        return found

    def _compound(self, tokens: Tokens, index: int) -> tuple[int, str] | None:
        """Read "Schulkinder" as "Kinder": a word written in one counts what its last part means."""
        word = tokens.norm(index)
        for start in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            found = self.nouns.at([word[start:]], 0)
            if found is not None:
                return index + 1, found[1]
        return None


_SHORTEST_PART: Final = 4  # letters of a word inside another
