"""A sentence's words as the denial lists know them: cues, opposites, synonyms, and plain content."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.wordforms import Stemmer, Token, tokens

_NONE: Final[frozenset[str]] = frozenset()
_CONTENT: Final = frozenset(
    {
        "day",
        "time",
        "numbers",
        "dismiss",
        "evidence",
        "refused",
        "verbs",
        "nouns",
        "false",
        "future",
        "possible",
    }
)
_VERBAL: Final = ("ed", "ing")
_PREFIXES: Final = (("in", "in"), ("im", "in"), ("il", "in"), ("ir", "in"), ("dis", "dis"), ("non", "non"))
_ORDER: Final = ("plain", "speech", "cues", "open", "boundaries", "retraction")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word or phrase of a clause."""

    concepts: frozenset[str]  # what it may mean: the names of its synonym groups, or its own stem
    surface: str
    start: int  # character offsets in the text
    end: int
    axes: tuple[tuple[str, bool], ...] = ()  # the pairs of opposites it belongs to, and its side
    number: bool = False
    nation: str | None = None
    day: bool = False  # names a day or month
    optional: bool = False  # a time, a country, the speaker: its absence elsewhere means nothing
    verbal: bool = False  # has the ending of a verb
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A word or a listed phrase of a sentence."""

    stem: str
    roles: frozenset[str]  # the lists it is on: "not", "deny", "articles", "verbs", …
    start: int
    end: int
    term: Term | None = None  # None for words without content, cues and punctuation
    possessive: bool = False

    def has(self, *roles: str) -> bool:
        """Return whether it is on one of these lists."""
        return not self.roles.isdisjoint(roles)


@dataclass(slots=True)
class _Entry:
    roles: set[str]
    concepts: set[str]
    axes: list[tuple[str, bool]]


def lists(words: Mapping[str, object], table: str) -> dict[str, list[str]]:
    """Return the named lists of one table of the word file; empty where it has none."""
    found = words.get(table)
    if not isinstance(found, Mapping):
        return {}
    return {str(name): list(map(str, value)) for name, value in found.items() if isinstance(value, list)}


class Phrasebook:
    """Finds the listed words and phrases in a text, the longest first."""

    def __init__(self, words: Mapping[str, object], nation_of: Callable[[str], str | None]) -> None:
        """`words` is the table of bot/words/denial.toml; `nation_of` names a demonym's country."""
        irregular = {form: base for base, forms in lists(words, "irregular").items() for form in forms}
        self.stem = Stemmer(irregular).stem
        self._nation_of = nation_of
        self._entries: dict[tuple[str, ...], _Entry] = {}
        forms = lists(words, "wordforms")
        self._looks_negative = tuple(forms.get("un", []))
        self._no_lack = frozenset(forms.get("less", []))
        self._prefixed = {
            prefix: frozenset(self.stem(base) for base in forms.get(listed, []))
            for prefix, listed in _PREFIXES
        }
        for table in _ORDER:
            for role, phrases in lists(words, table).items():
                self._add(phrases, role=role)
        self._add(
            [day for name in ("days", "months") for day in lists(words, "times").get(name, [])], role="day"
        )
        self._add(lists(words, "times").get("vague", []), role="time")
        opposites = words.get("opposites")
        for axis in opposites if isinstance(opposites, Mapping) else ():
            sides = lists(opposites, axis)  # type: ignore[arg-type]
            self._add(sides.get("yes", []), axis=(axis, True))
            self._add(sides.get("no", []), axis=(axis, False))
        for concept, phrases in lists(words, "synonyms").items():
            self._add(phrases, concept=concept)
        self._heads = frozenset(key[:size] for key in self._entries for size in range(1, len(key) + 1))

    def _add(
        self,
        phrases: Iterable[str],
        *,
        role: str | None = None,
        concept: str | None = None,
        axis: tuple[str, bool] | None = None,
    ) -> None:
        for phrase in phrases:
            key = tuple(self.stem(token.key) for token in tokens(phrase))
            entry = self._entries.setdefault(key, _Entry(set(), set(), []))
            if role:
                entry.roles.add(role)
            if concept:
                entry.concepts.add(concept)
            if axis and axis not in entry.axes:
                entry.axes.append(axis)

    def items(self, text: str, speaker: frozenset[str] = _NONE) -> list[Item]:
        """Return the text's items in order; `speaker` holds stems that never need an echo."""
        words = tokens(text)
        stems = [self.stem(word.key) for word in words]
        found: list[Item] = []
        at = 0
        while at < len(words):
            entry, end = self._match(stems, at)
            found.append(self._item(text, words[at:end], stems[at:end], entry, speaker))
            at = end
        return found

    def _match(self, stems: Sequence[str], at: int) -> tuple[_Entry | None, int]:
        """Return the longest listed phrase that begins here, articles inside it skipped, and its end."""
        best: tuple[_Entry | None, int] = (None, at + 1)
        key: tuple[str, ...] = ()
        for here in range(at, len(stems)):
            article = self._entries.get((stems[here],))
            extended = (*key, stems[here])
            if key and extended not in self._heads and article and "articles" in article.roles:
                continue
            key = extended
            if key not in self._heads:
                break
            if key in self._entries:
                best = (self._entries[key], here + 1)
        return best

    def _item(
        self,
        text: str,
        words: Sequence[Token],
        stems: Sequence[str],
        entry: _Entry | None,
        speaker: frozenset[str],
    ) -> Item:
        start, end = words[0].start, words[-1].end
        stem = " ".join(stems)
        roles = frozenset(entry.roles) if entry else _NONE
        if not any(mark.isalnum() for mark in stem):
            return Item(stem, frozenset({"mark"}), start, end)
        last = words[-1]
        if entry and not entry.concepts and not entry.axes and roles.isdisjoint(_CONTENT):
            return Item(stem, roles, start, end, possessive=last.possessive)
        nation = self._nation_of(text[start:end]) if last.capital else None
        number = stems[0][0].isdigit() or "numbers" in roles
        axes, concepts = self._oppose(stem, words[0].key)
        if entry:
            axes = (*axes, *entry.axes)
            concepts = frozenset(entry.concepts) or (frozenset({axes[0][0]}) if axes else concepts)
        term = Term(
            concepts=concepts,
            surface=text[start:end],
            start=start,
            end=end,
            axes=axes,
            number=number,
            nation=nation,
            day="day" in roles,
            optional=bool(nation) or bool(roles & {"day", "time"}) or stem in speaker,
            verbal=words[0].key.endswith(_VERBAL) or stems[0] != words[0].key.rstrip("s"),
            capital=last.capital,
        )
        return Item(stem, roles, start, end, term, last.possessive)

    def _oppose(self, stem: str, word: str) -> tuple[tuple[tuple[str, bool], ...], frozenset[str]]:
        """Return a word's pair by its prefix: “unsold” opposes “sold”, “harmless” has no “harm”."""
        rest = ""
        if word.startswith("un") and len(word) > 5 and not word.startswith(self._looks_negative):
            rest = word[2:]
        elif word.endswith("less") and len(word) > 7 and word not in self._no_lack:
            rest = word[:-4]
        for prefix, bases in self._prefixed.items():
            tail = word.removeprefix(prefix).lstrip("-")
            if tail != word and self.stem(tail) in bases:
                rest = tail
        base = self.stem(rest) if rest else stem
        return ((f"={base}", not rest),), frozenset({base})
