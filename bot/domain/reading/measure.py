"""What a sum, a share, a length or a duration measures: the content words of its clause."""

from collections.abc import Iterable
from typing import Final

from bot.domain.lexicon import Table, words
from bot.domain.reading.language import Language
from bot.domain.reading.tokens import NUMBER, QUOTES, REACH, WORD, Tokens
from bot.domain.reading.ways import WayReader

_ENDINGS: Final = (
    "ational",
    "isation",
    "ization",
    "ments",
    "ment",
    "ations",
    "ation",
    "ings",
    "ing",
    "edly",
    "ed",
    "ies",
    "es",
    "ly",
    "s",
    "e",
    "y",
)
_IN_PHRASES: Final = frozenset({"after", "as", "before", "since", "that"})  # they may begin a mere phrase
_LAST: Final = frozenset("ey")  # letters that an inflection may take off: "destroyed", "destroy"
_LASTS: Final = "last"  # stands for every verb that says that something takes its time
_SHORTEST_WORD: Final = 2  # letters
_SHORTEST: Final = 3  # letters that stemming leaves


class MeasureReader:
    """Finds the words that say what a figure with a unit measures."""

    def __init__(self, tables: Table, language: Language) -> None:
        self._language = language
        lasting = words(tables, "measures", language.code, "lasting", "verbs")
        self._lasting = frozenset(map(self.stem, lasting))
        self._ways = WayReader(tables, language.code, language.negations)

    def read(
        self, tokens: Tokens, first: int, last: int, taken: frozenset[int], *, lasts: bool = False
    ) -> tuple[str, ...]:
        """Return the stems of a clause's content words, and what `WayReader` finds, sorted, each once.

        `first` and `last` are the tokens of one figure; `taken` those of all the text's figures, which say
        nothing of what is measured. `lasts` says that it is a duration: what "held" two days "lasted" them.
        """
        start, end = self._clause(tokens, first, last)
        start = self._behind_speaker(tokens, start, first)
        found = set(self._stems(tokens, range(start, end), taken))
        if not found:
            around = range(max(first - REACH, 0), min(last + REACH, len(tokens)))
            sentence = [place for place in around if tokens.sentence(place) == tokens.sentence(first)]
            behind = self._behind_speaker(tokens, sentence[0], first)
            start, end = behind, sentence[-1] + 1
            found = set(self._stems(tokens, range(start, end), taken))
        if lasts and not found.isdisjoint(self._lasting):
            found = found - self._lasting | {_LASTS}
        found.update(self._ways.read(tokens, range(start, end), first, last, taken, lasts=lasts))
        return tuple(sorted(found))

    def _clause(self, tokens: Tokens, first: int, last: int) -> tuple[int, int]:
        if tokens.norm(first - 1) == "(" and tokens.norm(last) == ")":  # "2,236 miles (3,598 km)"
            first, last = first - 1, last + 1
        start = self._back(tokens, first, first)
        if tokens.norm(start) in self._language.relatives and tokens.norm(start - 1) == ",":
            start = self._back(tokens, start - 1, first)  # to what "which" stands for
        end = last
        while end < min(last + REACH, len(tokens)) and not self._border(tokens, end, first):
            end += 1
        return start, end

    def _back(self, tokens: Tokens, place: int, first: int) -> int:
        while place > max(first - REACH, 0) and not self._border(tokens, place - 1, first):
            place -= 1
        return place

    def _border(self, tokens: Tokens, place: int, first: int) -> bool:
        language = self._language
        word = tokens.norm(place)
        if tokens.sentence(place) != tokens.sentence(first):
            return True
        if word in {",", ";", ":", "(", ")"} or (word == "-" and tokens.spaced(place)):
            return True
        if place > first and word in language.subordinators and word not in _IN_PHRASES:
            return True
        if word == "that" and tokens.norm(place - 1) in language.speech:
            return True
        return word in {"and", "but", "while"} and (
            tokens.norm(place + 1) in self._language.cues["predicate_starts"]
            or (
                tokens.norm(place + 1) in language.verbs
                and "past" in language.verbs[tokens.norm(place + 1)][1]
            )
        )

    def _behind_speaker(self, tokens: Tokens, start: int, first: int) -> int:
        """Leave out "the minister said" in front of a figure."""
        for place in range(first - 1, start, -1):
            led = tokens.norm(place - 1) in {"to", "being"} or tokens.norm(place) == "estimated"
            if not led and self._says(tokens.norm(place)):
                return place + 1
        return start

    def _says(self, word: str) -> bool:
        """Return whether a word tells of somebody speaking, and is no noun such as "state"."""
        return word in self._language.speech and not self._language.lexicon.known_noun(word)

    def _stems(self, tokens: Tokens, places: Iterable[int], taken: frozenset[int]) -> Iterable[str]:
        language = self._language
        idle = language.stop | language.adverbs | language.number_words
        for place in places:
            if place in taken or tokens.kinds[place] != WORD or tokens.norm(place) in QUOTES:
                continue
            word = tokens.norm(place).removesuffix("'s")
            named = place + 1 < len(tokens) and tokens.kinds[place + 1] == NUMBER
            if named and not tokens.spaced(place + 1):
                yield f"{word}{tokens.norm(place + 1)}"
                continue
            if len(word) < _SHORTEST_WORD or tokens.norm(place - 1) == "'":
                continue
            if word in language.function_words and word not in {"after", "before", "without"}:
                continue
            if word not in idle and not self._says(word) and not self._ways.tells(word):
                yield self.stem(word)

    def stem(self, word: str) -> str:
        """Return a word without its endings: verbs in one form for all tenses, plurals as singulars."""
        language = self._language
        known = language.verbs.get(word)
        if known is not None:
            word = known[0]
        elif (single := language.lexicon.singular(word)) is not None:
            word = language.lexicon.canonical_noun(single)
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                word = word.removesuffix(ending)
                break
        return word[:-1] if word[-1] in _LAST and len(word) > _SHORTEST else word
