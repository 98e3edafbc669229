"""The words that attribute, found in a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from bot.domain.attribution.layout import Unit
from bot.domain.lexicon import Table, lists, words
from bot.domain.reading.inflection import verb_forms

_PARTICIPLE: Final = "ing"
_BASE: Final = "base"


class Cue(NamedTuple):
    """Words that attribute: where they stand among a sentence's units, and how they may be used."""

    first: int
    last: int
    uses: frozenset[str]  # the lists of `[cues]` that they stand on
    form: str  # "base", "s", "past" or "ing"; "" for no verb


class Words:
    """The word lists by which an English text tells who says something."""

    def __init__(self, table: Table) -> None:
        cues = lists(table, "cues")
        irregular = lists(table, "irregular")
        self._cues: dict[str, list[tuple[tuple[str, ...], frozenset[str], str]]] = {}
        for written, uses in _uses(cues).items():
            if "according" in uses:
                self._learn(tuple(written.split()), uses, "")
            else:
                for phrase, form in _forms(written, irregular):
                    self._learn(phrase, uses, form)
        around = lists(table, "around")
        self.auxiliaries = frozenset(around["auxiliaries"])
        self.adverbs = frozenset(around["adverbs"])
        self.nouns_in_ly = frozenset(around["nouns_in_ly"])
        self.plurals = frozenset(around["plurals"])
        self.openers = frozenset(around["openers"])
        self.relatives = frozenset(around["relatives"])
        self.prepositions = frozenset(around["prepositions"])
        self.pronouns = frozenset(around["pronouns"])
        self.objects = frozenset(around["objects"])
        self.determiners = frozenset(around["determiners"])
        self.days = frozenset(around["days"])
        self.occasions = frozenset(around["occasions"])
        self.abbreviations = frozenset(words(table, "around", "abbreviations"))

    def _learn(self, phrase: tuple[str, ...], uses: frozenset[str], form: str) -> None:
        known = self._cues.setdefault(phrase[0], [])
        known.append((phrase, uses, form))
        known.sort(key=lambda entry: -len(entry[0]))

    def is_verb(self, unit: Unit) -> bool:
        """Return whether a word is surely a verb: one of these lists, an auxiliary, or in the past tense."""
        if unit.kind != "word" or unit.capital:
            return False
        key = unit.key
        if key in self.auxiliaries or any(form != _BASE for _, _, form in self._cues.get(key, ())):
            return True
        return key.endswith("ed") and len(key) > 4

    def find(self, units: Sequence[Unit]) -> Iterator[Cue]:
        """Yield the cues of a sentence, first to last."""
        at = 0
        while at < len(units):
            found = self._at(units, at)
            if found is not None:
                yield found
                at = found.last
            at += 1

    def _at(self, units: Sequence[Unit], at: int) -> Cue | None:
        a_name = units[at].capital and at > 0 and units[at - 1].kind != "mark"
        if units[at].kind != "word" or a_name:
            return None
        for phrase, uses, form in self._cues.get(units[at].key, ()):
            if tuple(unit.key for unit in units[at : at + len(phrase)]) == phrase:
                return Cue(at, at + len(phrase) - 1, uses, form)
        return None


def _uses(cues: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """Return, by phrase, the lists that it stands on."""
    found: dict[str, set[str]] = {}
    for use, phrases in cues.items():
        for phrase in phrases:
            found.setdefault(phrase, set()).add(use)
    return {phrase: frozenset(uses) for phrase, uses in found.items()}


def _forms(written: str, irregular: Mapping[str, list[str]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the forms of a verb with what belongs to it: “points out”, “made clear”."""
    verb, *rest = written.split()
    told: dict[str, str] = {}
    for word, kind in verb_forms(verb, irregular):
        told.setdefault(word, "past" if kind == "participle" else kind)
    for word, kind in told.items():
        yield (word, *rest), kind
