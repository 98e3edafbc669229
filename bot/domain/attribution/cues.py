"""The words that attribute, found in a sentence, and the small words around them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from bot.domain.attribution.layout import Unit
from bot.domain.lexicon import Table, lists
from bot.domain.reading.inflection import verb_forms

BASE: Final = "base"
ING: Final = "ing"
PAST: Final = "past"
THIRD: Final = "s"
SPEAKING: Final = frozenset({"saying", "showing", "beside_quotes", "of_something", "measuring"})
_HEADLINE: Final = 0.6  # of a title's longer words that begin with a capital letter


class Cue(NamedTuple):
    """Words that attribute: where they stand among a sentence's units, and how they may be used."""

    first: int
    last: int
    uses: frozenset[str]  # the lists of `[cues]` that they stand on
    form: str  # "base", "s", "past" or "ing"; "" for no verb

    @property
    def only_quotes(self) -> bool:
        """Whether the words attribute nothing but quotations."""
        return self.uses & SPEAKING == {"beside_quotes"}


class Words:
    """The word lists by which an English text tells who says something."""

    def __init__(self, table: Table) -> None:
        cues = lists(table, "cues")
        irregular = lists(table, "irregular")
        self._cues: dict[str, list[tuple[tuple[str, ...], frozenset[str], str]]] = {}
        nouns = frozenset(cues.pop("nouns_too"))
        for written, uses in _uses(cues).items():
            if "according" in uses:
                self._learn(tuple(written.split()), uses, "")
                continue
            allowed = uses | {"nouns_too"} if written in nouns else uses
            for phrase, form in _forms(written, irregular):
                self._learn(phrase, allowed if form in {BASE, THIRD} else uses, form)
        self._around = {name: frozenset(found) for name, found in lists(table, "around").items()}
        speakers = lists(table, "speakers")
        self._around["outlets"] = frozenset(speakers["outlets"])
        self._around["people"] = frozenset([*speakers["people"], *speakers["bodies"]])

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return one of the lists of `[around]`, or "people" and "outlets": words for those who speak."""
        return self._around[name]

    def _learn(self, phrase: tuple[str, ...], uses: frozenset[str], form: str) -> None:
        known = self._cues.setdefault(phrase[0], [])
        known.append((phrase, uses, form))
        known.sort(key=lambda entry: (-len(entry[0]), "according" not in entry[1]))

    def told(self, key: str) -> bool:
        """Return whether a word is surely a cue and a finite verb: “said”, “insists”."""
        return any(
            form in {PAST, THIRD} and "nouns_too" not in uses and len(phrase) == 1
            for phrase, uses, form in self._cues.get(key, ())
        )

    def find(self, units: Sequence[Unit], first: int = 0) -> Iterator[Cue]:
        """Yield the cues of a sentence from a place on, first to last."""
        headline = _is_headline(units)
        at = first
        while at < len(units):
            found = self._at(units, at, headline=headline)
            if found is not None:
                yield found
                at = found.last
            at += 1

    def at(self, units: Sequence[Unit], at: int) -> Cue | None:
        """Return the cue that begins at a place; None where none does."""
        return self._at(units, at, headline=False) if 0 <= at < len(units) else None

    def _at(self, units: Sequence[Unit], at: int, *, headline: bool) -> Cue | None:
        unit = units[at]
        if unit.kind != "word" or unit.key not in self._cues:
            return None
        if unit.capital and at > 0 and units[at - 1].kind not in {"mark", "dash"} and not headline:
            return None
        for phrase, uses, form in self._cues[unit.key]:
            last = at + len(phrase) - 1
            if tuple(unit.key for unit in units[at : last + 1]) != phrase:
                continue
            if "with_that" in uses and form in {BASE, THIRD} and not _leads_on(units, last):
                return None
            return Cue(at, last, uses, form)
        return None


def _leads_on(units: Sequence[Unit], at: int) -> bool:
    """Return whether “that”, a mark or a quotation follows a place."""
    return at + 1 == len(units) or units[at + 1].key == "that" or units[at + 1].kind != "word"


def _is_headline(units: Sequence[Unit]) -> bool:
    longer = [unit for unit in units if unit.kind == "word" and len(unit.key) > 3]
    return len(longer) > 3 and sum(unit.capital for unit in longer) > _HEADLINE * len(longer)


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
        if word not in told or told[word] == BASE:  # “read” and “put” are rather the past
            told[word] = PAST if kind == "participle" else kind
    for word, kind in told.items():
        yield (word, *rest), kind
