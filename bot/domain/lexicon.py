"""The word lists as the desk asks them: which nouns, outcomes and nations are one, and which hold which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from bot.domain.reading.inflection import plural, singular, verb_forms
from bot.domain.reading.tokens import fold

Table = Mapping[str, object]


def table(tables: Table, *path: str) -> Table:
    """Return a table of the word lists by its path; an empty one where there is none."""
    found: object = tables
    for key in path:
        found = found.get(key, {}) if isinstance(found, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def lists(tables: Table, *path: str) -> dict[str, list[str]]:
    """Return the lists of words of a table, by their keys."""
    return {
        key: cast("list[str]", value)
        for key, value in table(tables, *path).items()
        if isinstance(value, list)
    }


def words(tables: Table, *path: str) -> list[str]:
    """Return one list of words by its path; an empty one where there is none."""
    return lists(tables, *path[:-1]).get(path[-1], [])


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The desk's words. Every noun, verb and name may be given in any case, nouns in singular or plural."""

    tables: Mapping[str, Mapping[str, object]]  # the merged word lists, by the name of their file
    _singulars: Mapping[str, str]
    _canonical: Mapping[str, str]
    _wider: Mapping[str, frozenset[str]]  # canonical noun -> all that hold it
    _groups: frozenset[str]
    collectives: frozenset[str]  # words that are both singular and plural: police, crew
    _nations: Mapping[str, str]
    _allegiances: Mapping[str, str]
    _outcomes: Mapping[str, str]
    _listed: frozenset[str]
    _grows_only: frozenset[str]
    _moves_both_ways: frozenset[str]

    @classmethod
    def from_tables(cls, tables: Mapping[str, object]) -> "Lexicon":
        """Return the lexicon of the merged word lists, given by the name of their file."""
        canonical = {fold(word): key for key, same in lists(tables, "nouns", "same").items() for word in same}
        nations = _by_word(lists(tables, "nations", "nations"))
        listed = {
            key for part in ("verbs", "states", "events") for key in table(tables, "outcomes", "en", part)
        }
        return cls(
            tables=cast("Mapping[str, Mapping[str, object]]", tables),
            _singulars=_singulars(tables),
            _canonical=canonical,
            _wider=_wider(lists(tables, "nouns", "wider"), canonical),
            _groups=frozenset(
                canonical.get(word, word) for word in words(tables, "nouns", "groups", "nouns")
            ),
            collectives=frozenset(words(tables, "nouns", "collective", "nouns")),
            _nations=nations,
            _allegiances={
                **_by_word(lists(tables, "nations", "peoples")),
                **_by_word(lists(tables, "nations", "sides")),
                **nations,
            },
            _outcomes=_outcomes(tables),
            _listed=frozenset(listed),
            _grows_only=frozenset(words(tables, "outcomes", "time", "grows_only")),
            _moves_both_ways=frozenset(words(tables, "outcomes", "time", "moves_both_ways")),
        )

    def singular(self, noun: str) -> str | None:
        """Return the singular of a plural, or of a noun that the lists hold; None for any other word."""
        folded = fold(noun)
        return self._singulars.get(folded) or singular(folded)

    def known_words(self) -> frozenset[str]:
        """Return every form of every noun of the lists."""
        return frozenset(self._singulars)

    def known_noun(self, noun: str) -> bool:
        """Return whether the lists hold a noun."""
        folded = fold(noun)
        return folded in self._singulars or (singular(folded) or "") in self._singulars

    def canonical_noun(self, noun: str) -> str:
        """Return the one noun for all that name the same: soldier for troop and serviceman."""
        folded = fold(noun)
        if folded in self._canonical:
            return self._canonical[folded]
        single = self._singulars.get(folded, folded)
        return self._canonical.get(single, single)

    def widens(self, wide: str, narrow: str) -> bool:
        """Return whether the first noun's people or things hold the second's and more: strict, transitive."""
        holder, held = self.canonical_noun(wide), self.canonical_noun(narrow)
        if holder == held:
            return False
        if held in self._nations:
            return holder == "person"
        return holder in self._wider.get(held, frozenset())

    def is_person(self, noun: str) -> bool:
        """Return whether a noun names people."""
        canonical = self.canonical_noun(noun)
        return canonical == "person" or canonical in self._allegiances or self.widens("person", canonical)

    def is_group(self, noun: str) -> bool:
        """Return whether a noun names a part of any people, such as children, and no trade or side."""
        return self.canonical_noun(noun) in self._groups

    def nation_of(self, word: str) -> str | None:
        """Return the nation that a name, an adjective, a people or a capital stands for."""
        return self._nations.get(_name(word))

    def allegiance(self, adjective: str) -> str | None:
        """Return the nation or side that an adjective names, in one form; None for any other adjective."""
        return self._allegiances.get(_name(adjective))

    def canonical_outcome(self, verb: str) -> str:
        """Return the one outcome for all verbs that mean the same: killed for die, perish, dead."""
        folded = fold(verb)
        return self._outcomes.get(folded, folded)

    def known_outcome(self, outcome: str) -> bool:
        """Return whether an outcome is one of the lists', and no verb that stands for itself."""
        return self.canonical_outcome(outcome) in self._listed

    def grows_only(self, outcome: str) -> bool:
        """Return whether a toll of this outcome can only grow."""
        return self.canonical_outcome(outcome) in self._grows_only

    def moves_both_ways(self, outcome: str) -> bool:
        """Return whether a count of this outcome may rise and fall."""
        return self.canonical_outcome(outcome) in self._moves_both_ways


@lru_cache(maxsize=20_000)
def _name(word: str) -> str:
    return fold(word).removesuffix("'s").removesuffix("'")


def _by_word(named: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, same in named.items():
        for word in (key, *same):
            found.setdefault(fold(word), key)
    return found


def _singulars(tables: Table) -> dict[str, str]:
    irregular = lists(tables, "nouns", "irregular")
    nouns = {noun for part in ("same", "wider") for noun in table(tables, "nouns", part)}
    for part in ("same", "wider", "groups", "collective", "other"):
        nouns.update(noun for found in lists(tables, "nouns", part).values() for noun in found)
    nouns.update(noun for outcome in lists(tables, "outcomes", "en", "events").values() for noun in outcome)
    found = {form: noun for noun, forms in irregular.items() for form in forms}
    for noun in nouns:
        if noun not in found:
            found[fold(noun)] = fold(noun)
            found.setdefault(fold(plural(noun, irregular)), fold(noun))
    found.update({fold(form): noun for noun, forms in irregular.items() for form in (noun, *forms)})
    return found


def _wider(direct: Mapping[str, list[str]], canonical: Mapping[str, str]) -> dict[str, frozenset[str]]:
    holders: dict[str, set[str]] = {}
    for wide, narrower in direct.items():
        for narrow in narrower:
            holders.setdefault(canonical.get(narrow, narrow), set()).add(canonical.get(wide, wide))

    def climb(noun: str, seen: set[str]) -> set[str]:
        for holder in holders.get(noun, set()) - seen:
            seen.add(holder)
            climb(holder, seen)
        return seen

    return {noun: frozenset(climb(noun, set()) - {noun}) for noun in holders}


def _outcomes(tables: Table) -> dict[str, str]:
    irregular = lists(tables, "verbs", "irregular")
    found: dict[str, str] = {}
    listed = ["verbs", "states", "events"]
    for part in listed:
        for outcome, phrases in lists(tables, "outcomes", "en", part).items():
            found[outcome] = outcome
            for words_of in phrases:
                for form in verb_forms(words_of, irregular) if part == "verbs" else ():
                    found.setdefault(form.word, outcome)
                found.setdefault(words_of, outcome)
    for outcome, verbs in lists(tables, "outcomes", "en", "same").items():
        for verb in verbs:
            for form in verb_forms(verb, irregular):
                found.setdefault(form.word, outcome)
    return found
