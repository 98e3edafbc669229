"""A sentence's words as the denial lists know them: cues, opposites, synonyms, and plain content."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from bot.domain.wordforms import Stemmer, Token, tokens

_NONE: Final[frozenset[str]] = frozenset()
_MARK: Final = frozenset({"mark"})
_KEPT: Final = 50_000  # words and phrases whose meaning is kept at hand
# What stands on these lists has no content, unless it is also a synonym, an opposite or a time.
_EMPTY: Final = frozenset(
    ["articles", "auxiliaries", "pronouns", "prepositions", "conjunctions", "modals", "others"]
)
_CONTENT: Final = frozenset(
    [
        "day",
        "time",
        "numbers",
        "dismiss",
        "evidence",
        "refused",
        "verbs",
        "weak",
        "findings",
        "nouns",
        "false",
        "future",
        "possible",
        "asking",
        "light",
        "existence",
    ]
)
_TIMES: Final = frozenset({"day", "time"})
_OPENERS: Final = frozenset('.!?:"“”„\n')
_BOUND: Final = frozenset({"of", "about", "to", "for", "at", "on", "from", "with", "into", "by", "against"})
_ADVERBIAL: Final = "ly"
_VERBAL: Final = ("ed", "ing")
_PREFIXES: Final = (("in", "in"), ("im", "in"), ("il", "in"), ("ir", "in"), ("dis", "dis"), ("non", "non"))
_ORDER: Final = ("plain", "speech", "cues", "open", "boundaries", "retraction")


@dataclass(
    slots=True, eq=False
)  # to freeze it would make it in thrice the time, once for each word of a text
class Term:
    """A content word or phrase of a clause; never changed once made."""

    concepts: frozenset[str]  # what it may mean: the names of its synonym groups, or its own stem
    surface: str
    start: int  # character offsets in the text
    end: int
    implied: frozenset[str] = _NONE  # what it says too: who was murdered was killed
    axes: tuple[tuple[str, bool], ...] = ()  # the pairs of opposites it belongs to, and its side
    number: bool = False
    nation: str | None = None
    day: bool = False  # names a day or month
    moment: bool = False  # names a time, that of a day included
    contrasts: frozenset[str] = _NONE  # the lists of which a thing is only one word: "north", "south"
    optional: bool = False  # a time, a country, the speaker: its absence elsewhere means nothing
    verbal: bool = False  # has the ending of a verb
    capital: bool = False
    stem: str = ""  # its own, of whatever else it may mean

    def found_at(self, start: int, end: int, *, optional: bool) -> "Term":
        """Return the same at another place in a text."""
        return Term(
            self.concepts,
            self.surface,
            start,
            end,
            self.implied,
            self.axes,
            self.number,
            self.nation,
            self.day,
            self.moment,
            self.contrasts,
            optional,
            self.verbal,
            self.capital,
            self.stem,
        )


class Item(NamedTuple):
    """A word or a listed phrase of a sentence."""

    stem: str
    roles: frozenset[str]  # the lists it is on: "not", "deny", "articles", "verbs", …
    start: int
    end: int
    term: Term | None = None  # None for words without content, cues and punctuation
    possessive: bool = False

    def has(self, *roles: str) -> bool:
        """Return whether it is on one of these lists."""
        own = self.roles
        return bool(own) and not own.isdisjoint(roles)


@dataclass(slots=True, eq=False)
class _Entry:
    roles: set[str]
    concepts: set[str]
    implied: set[str]
    axes: list[tuple[str, bool]]
    contrasts: set[str]
    adverb: bool = True  # listed in its adverb's form alone: "clearly" is no "clear"


def lists(words: Mapping[str, object], table: str) -> dict[str, list[str]]:
    """Return the named lists of one table of the word file; empty where it has none."""
    found = words.get(table)
    if not isinstance(found, Mapping):
        return {}
    return {str(name): list(map(str, value)) for name, value in found.items() if isinstance(value, list)}


def opposites(words: Mapping[str, object]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield the name and both sides of each pair of opposites of the word file."""
    named = words.get("opposites")
    for axis in named if isinstance(named, Mapping) else ():
        sides = lists(named, axis)  # type: ignore[arg-type]
        yield axis, sides.get("yes", []), sides.get("no", [])
    for kind, at, (yes, no) in antonyms(words):
        yield f"{kind} {at}", yes, no


def antonyms(words: Mapping[str, object]) -> Iterator[tuple[str, int, tuple[list[str], list[str]]]]:
    """Yield the further pairs of opposites: of which kind, their place on its list, and both sides."""
    kinds = words.get("antonyms")
    for kind, pairs in kinds.items() if isinstance(kinds, Mapping) else ():
        for at, (yes, no) in enumerate(pairs):
            yield str(kind), at, (yes, no)


class Phrasebook:
    """Finds the listed words and phrases in a text, the longest first."""

    def __init__(self, words: Mapping[str, object], nation_of: Callable[[str], str | None]) -> None:
        """`words` is the table of bot/words/denial.toml; `nation_of` names a demonym's country."""
        self._irregular = {form: base for base, forms in lists(words, "irregular").items() for form in forms}
        self.stem = Stemmer(self._irregular).stem
        self._nation_of = nation_of
        self._known = lru_cache(maxsize=_KEPT)(self._meaning)
        self._entries: dict[tuple[str, ...], _Entry] = {}
        forms = lists(words, "wordforms")
        self._looks_negative = tuple(forms.get("un", []))
        self._no_lack = frozenset(forms.get("less", []))
        self._prefixed = {
            prefix: frozenset(self.stem(base) for base in forms.get(listed, []))
            for prefix, listed in _PREFIXES
        }
        self._prefixes = tuple(self._prefixed)
        for table in _ORDER:
            for role, phrases in lists(words, table).items():
                self._add(phrases, role=role)
        for name, phrases in lists(words, "times").items():
            self._add(phrases, role="time" if name == "vague" else "day")
        for axis, yes, no in opposites(words):
            self._add(yes, axis=(axis, True))
            self._add(no, axis=(axis, False))
        for concept, phrases in lists(words, "synonyms").items():
            self._add(phrases, concept=concept)
        for name, phrases in lists(words, "contrasts").items():
            self._add(phrases, contrast=name)
        for concept, phrases in lists(words, "implies").items():
            self._add(phrases, implied=concept)
        self._inherit()
        self._settle()
        self._name()
        self._heads = frozenset(key[:size] for key in self._entries for size in range(1, len(key) + 1))
        self._first = frozenset(key[0] for key in self._entries if key)

    def _add(
        self,
        phrases: Iterable[str],
        *,
        role: str | None = None,
        concept: str | None = None,
        implied: str | None = None,
        axis: tuple[str, bool] | None = None,
        contrast: str | None = None,
    ) -> None:
        for phrase in phrases:
            key = tuple(self.stem(token.key) for token in tokens(phrase))
            entry = self._entries.setdefault(key, _Entry(set(), set(), set(), [], set()))
            entry.adverb = entry.adverb and phrase.endswith(_ADVERBIAL)
            if contrast:
                entry.contrasts.add(contrast)
            if role:
                entry.roles.add(role)
            if concept:
                entry.concepts.add(concept)
            if implied:
                entry.implied.add(implied)
            if axis and axis not in entry.axes:
                entry.axes.append(axis)

    def _inherit(self) -> None:
        """Let “warned of” say what “warned” says, and be its opposites’ opposite."""
        for (first, *rest), entry in self._entries.items():
            if rest and rest[0] in _BOUND and len(rest) == 1 and (verb := self._entries.get((first,))):
                entry.concepts |= verb.concepts
                entry.implied |= verb.implied
                entry.axes += [side for side in verb.axes if side not in entry.axes]

    def _settle(self) -> None:
        """Leave a word out of every pair of which its forms stand on both sides: “beat” and “beaten”."""
        for entry in self._entries.values():
            entry.axes = [(axis, side) for axis, side in entry.axes if (axis, not side) not in entry.axes]

    def _name(self) -> None:
        """Let a phrase that only takes a side say what its last word says, too: “heavy rain” is rain."""
        for key, entry in self._entries.items():
            first, last = self._entries.get(key[:1]), self._entries.get(key[-1:])
            plain = any(one and one.roles & _EMPTY for one in (first, last))
            if len(key) > 1 and entry.axes and not (entry.concepts or entry.roles or plain):
                entry.concepts |= {key[-1], *(last.concepts if last else ())}

    def items(self, text: str, speaker: frozenset[str] = _NONE) -> list[Item]:
        """Return the text's items in order; `speaker` holds stems that never need an echo."""
        words = tokens(text)
        stems = [self.stem(word.key) for word in words]
        found: list[Item] = []
        at = 0
        while at < len(words):
            entry, end = self._match(stems, at) if stems[at] in self._first else (None, at + 1)
            if entry and entry.adverb and not words[end - 1].key.endswith(_ADVERBIAL):
                entry, end = None, at + 1
            opens = not found or found[-1].stem in _OPENERS
            found.append(self._item(text, words[at:end], " ".join(stems[at:end]), entry, opens, speaker))
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
        stem: str,
        entry: _Entry | None,
        opens: bool,
        speaker: frozenset[str],
    ) -> Item:
        first, last = words[0], words[-1]
        start, end = first.start, last.end
        if not first.key[:1].isalnum():
            return Item(first.key, _MARK, start, end)
        capital = first.capital and (not opens or _is_name(first, entry))
        roles, known = self._known(text[start:end], first.key, stem, entry, first.capital, capital)
        term = known and known.found_at(start, end, optional=known.optional or stem in speaker)
        return Item(stem, roles, start, end, term, last.possessive)

    def _meaning(
        self, surface: str, word: str, stem: str, entry: _Entry | None, capitalised: bool, capital: bool
    ) -> tuple[frozenset[str], Term | None]:
        """Return the lists that a word or phrase is on, and its term wherever it stands, if it has content.

        `word` is its first one; `capital` says whether a capital is there for more than to open a sentence.
        """
        if entry and "pronouns" in entry.roles and surface.isupper() and len(surface) > 1:
            entry = None  # "US" is a country
        roles = _roles(entry, capital)
        bare = not entry or not (entry.concepts or entry.implied or entry.axes)
        if roles and bare and not (roles & _TIMES) and (roles & _EMPTY or not roles & _CONTENT):
            return roles, None
        nation = self._nation_of(surface) if capitalised else None
        base, affirmed = self._base(stem, word) if bare else (stem, True)
        axes = ((f"={base}", affirmed), *(entry.axes if entry else ()))
        concepts = {base, *(entry.concepts if entry else ())}
        return roles, Term(
            concepts=frozenset(concepts | {nation} if nation else concepts),
            surface=surface,
            start=0,
            end=0,
            implied=frozenset(entry.implied) if entry else _NONE,
            axes=axes,
            number="numbers" in roles or word[0].isdigit(),
            nation=nation,
            day="day" in roles,
            moment=bool(roles & _TIMES),
            contrasts=frozenset(entry.contrasts) if entry else _NONE,
            optional=bool(nation or roles & _TIMES),
            verbal=word.endswith(_VERBAL) or word in self._irregular,
            capital=capital,
            stem=base,
        )

    def _base(self, stem: str, word: str) -> tuple[str, bool]:
        """Return a word's stem without a denying prefix or ending, and whether it had none.

        “unsold” denies “sold”, “harmless” denies “harm”.
        """
        rest = ""
        if word.startswith("un") and len(word) > 5 and not word.startswith(self._looks_negative):
            rest = word[2:]
        elif word.endswith("less") and len(word) > 7 and word not in self._no_lack:
            rest = word[:-4]
        for prefix, bases in self._prefixed.items() if word.startswith(self._prefixes) else ():
            tail = word.removeprefix(prefix).lstrip("-")
            if tail != word and self.stem(tail) in bases:
                rest = tail
        return (self.stem(rest), False) if rest else (stem, True)


def _is_name(word: Token, entry: _Entry | None) -> bool:
    """Return whether a sentence that opens with a word opens with a name, as far as it can be told.

    A noun of one thing has no article only where it is a name.
    """
    return entry is None and word.key.isalpha() and not word.key.endswith("s")


def _roles(entry: _Entry | None, capital: bool) -> frozenset[str]:
    """Return a word's lists; a capital inside a sentence makes “May” a month, its lack a verb."""
    roles = frozenset(entry.roles) if entry else _NONE
    if "day" in roles and roles & _EMPTY:
        return frozenset({"day"}) if capital else roles - {"day"}
    return roles
