"""Who speaks: the name under which an article's sources go on record, whatever the article calls them."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from bot.domain.lexicon import Table, lists, words
from bot.domain.proposing.heads import Shortening, apposed, words_of
from db.models import MAX_NAME

_NAME: Final = re.compile(r"(?:[A-Z][\w.’'\-]*\.?\s+){1,4}(?=NAME\b)")
_SUBJECT: Final = re.compile(
    r"(?:The |A |An )?(?P<name>(?:[A-Z][\w.’'\-]+)(?: (?:of|for|the|[A-Z][\w.’'\-]+)){0,6})"
    r"(?=,| (?:is|was|are|were|has|had|have|did|will|would)\b)"
)
_LINKED: Final = re.compile(
    r"\b(?:of|for|in|at|on|from|by|with|to|and|near|over|against|about|outside|inside) the $"
)
_DATELINE: Final = re.compile(
    r"^[A-Z][A-Z.,' ]{2,40}(?:\([A-Za-z ]{2,20}\) ?)?[-—–]+ "
)  # “PORT KESSEL (AP) - ”
_VERB: Final = re.compile(
    r"\b(?:have|has|had|is|are|was|were|be|been|will|would|may|might|could|should|can|do|does|did|say|says|said|died|"
    r"attracted|charged|killed|released|announced|identified|arrested)\b"
)
_POSSESSIVE: Final = re.compile(r"[’']s?$")
_CONDITION: Final = re.compile(
    r",?\s+(?:who\s+)?(?:speaking|spoke|requested|requesting|asked|asking|declined|insisted|who|which)\b.*$",
    re.DOTALL,
)
_REMEMBERED: Final = 500  # speakers, so that time stays in proportion to an article's length
_SHORT: Final = 90  # characters of a name with the role behind it
_DEFINITE: Final = frozenset({"the", "this", "that", "his", "her", "their", "its"})
_NO_NAMES: Final = frozenset(  # begin a sentence and name nobody
    {
        "in",
        "on",
        "at",
        "after",
        "before",
        "during",
        "when",
        "while",
        "as",
        "if",
        "for",
        "from",
        "by",
        "with",
        "since",
        "until",
        "but",
        "and",
        "however",
        "meanwhile",
        "there",
        "here",
        "this",
        "that",
        "these",
        "those",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "what",
        "who",
        "how",
        "why",
        "where",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "some",
        "many",
        "most",
        "all",
        "both",
        "one",
        "two",
        "three",
        "several",
    }
)
_OWN: Final = frozenset({"he", "she", "they", "it", "we", "i"})
_RELATIVE: Final = frozenset({"who", "which", "that"})
_ONES: Final = frozenset({"he", "she", "i"})


class Speaker(NamedTuple):
    """Somebody who speaks in an article."""

    name: str  # as it goes on record
    role: str  # what is said of them behind the name
    keys: frozenset[str]  # the words that name or describe them, lower case
    heads: frozenset[str]  # of those: may end a shorter name of theirs
    person: bool
    named: bool  # has a name of their own


class Speakers:
    """The speakers of one article, in the order in which they come up."""

    def __init__(
        self,
        table: Table,
        text: str,
        known: Callable[[str], str | None],
        nation_of: Callable[[str], str | None],
    ) -> None:
        """`known` returns the name under which a source is on record, None where it isn't.

        `nation_of` returns the nation that a word stands for, None for none.
        """
        self._text = text
        self._known = known
        self._titles = frozenset(words(table, "titles"))
        self._people = frozenset(words(table, "people"))
        self._many = frozenset(words(table, "many"))
        self._bodies = frozenset(words(table, "bodies"))
        self._documents = frozenset(words(table, "documents"))
        self._behind_documents = words(table, "behind_documents")
        self._alike = lists(table, "alike")
        self._outlets = frozenset(words(table, "outlets"))
        companies = frozenset({"company", *self._alike.get("company", ())})
        self._shortening = Shortening(self._bodies | self._outlets, companies, nation_of)
        self._met: list[Speaker] = []

    def is_outlet(self, written: str) -> bool:
        """Return whether a name is that of an outlet: a station, a paper, an agency."""
        return bool(self._outlets.intersection(words_of(written)))

    def meet(self, sentence: str) -> None:
        """Take note of the body or person that a sentence begins with: “it” of the next one may mean them."""
        found = _SUBJECT.match(sentence)
        first = found["name"].split()[0].lower() if found is not None else ""
        if found is not None and first not in _NO_NAMES and not self._met_before(found["name"]):
            speaker = self._new(found["name"])
            if speaker is not None and speaker.named:
                self._remember(speaker)

    def called(self, written: str, before: str = "") -> Speaker | None:
        """Return whoever a source phrase means, and remember them; None where nobody is meant.

        `before` is the sentence up to the phrase, for “who” and “which”.
        """
        phrase = _DATELINE.sub("", " ".join(written.split())).strip(" ,;:—–-")
        key = phrase.lower()
        if key in _RELATIVE:
            antecedent = _last_phrase(before)
            return self.called(antecedent) if self._may_speak(antecedent) else None
        if key in _OWN:
            return self._last(person=key in _ONES) if key != "it" else self._last(person=False)
        speaker = self._met_before(phrase) or self._new(phrase)
        if speaker is not None:
            self._remember(speaker)
        return speaker

    def _remember(self, speaker: Speaker) -> None:
        """Note who came up last; of very many, those of long before are nobody's “he” any more."""
        kept = [one for one in self._met[-_REMEMBERED:] if one.name != speaker.name]
        self._met = [*kept, speaker]

    def _may_speak(self, phrase: str) -> bool:
        """Return whether a phrase names somebody, a body or a document: no event does."""
        known = self._people | self._bodies | self._documents | self._titles
        parts = words_of(phrase)
        named = any(word[:1].isupper() for word in phrase.split()[1:])
        return bool(parts) and (named or bool(known.intersection(parts)))

    def _last(self, *, person: bool | None = None) -> Speaker | None:
        fitting = (
            one
            for one in reversed(self._met)
            if person is None or (one.person is person and not (person and self._is_many(one)))
        )
        return next(fitting, self._met[-1] if self._met else None)

    def _is_many(self, speaker: Speaker) -> bool:
        """Return whether a speaker without a name is several people: “critics” are no “he”."""
        head = words_of(speaker.name)[-1:]
        plural = any(word.endswith("s") or word in self._many for word in head)
        return plural and not speaker.named

    def _met_before(self, phrase: str) -> Speaker | None:
        """Return a speaker met before under a longer name: “Quill”, “the ministry”, “the statement”."""
        parts = words_of(phrase)
        definite = bool(parts) and parts[0] in _DEFINITE
        plain = [word for word in parts[definite:] if word not in self._titles]
        capitals = any(word[:1].isupper() for word in phrase.split()[definite:])
        if plain and capitals:
            found = next((one for one in reversed(self._met) if _is_short_for(one, plain)), None)
            if found is not None and (definite or found.named):
                return found
        return self._described(parts[1:], phrase) if definite else None

    def _described(self, described: Sequence[str], phrase: str) -> Speaker | None:
        if not described or any(word[:1].isupper() for word in phrase.split()[1:]):
            return None
        noun = described[-1]
        if noun in self._documents and len(described) <= 2:
            return self._last()
        wanted = {noun, *self._alike.get(noun, ())}
        for one in reversed(self._met):
            if one.heads & wanted:
                return one
        return self._spoken_for(noun)

    def _spoken_for(self, noun: str) -> Speaker | None:
        """Return the body of a spokesman: “the ministry” behind “a spokesman for the Harbour Ministry”."""
        body = re.compile(rf"(?:[A-Z][\w.’'\-]*\s+)+(?i:{re.escape(noun)})\b")
        for one in reversed(self._met):
            found = body.search(one.role) if noun in one.keys else None
            if found is not None:
                return self._new(found[0])
        return None

    def _new(self, phrase: str) -> Speaker | None:
        name = self._behind_document(phrase)
        if name is None:
            return self._last()
        name, _, explained = name.partition(",")
        name = _named_before_a_verb(name)
        name = _CONDITION.sub("", name).strip()
        explained = _CONDITION.sub("", f" {explained}").strip(" ,")
        if not name:
            return None
        proper = apposed(name, explained)
        if proper is not None:
            name, explained = proper, _small(name)
        person = self._is_person(name, explained)
        named = any(word[:1].isupper() for word in name.split()[1:]) or self._is_name(name)
        name = self._full(name) if person and named else name
        name = _without_article(name)
        met = self._met_before(name) if name != phrase else None
        if met is not None:
            return met
        keys = frozenset(words_of(f"{name} {explained}"))
        heads = self._shortening.heads(name, explained, person=person, named=named)
        with_role = f"{name}, {explained}"
        role = person and named and explained and len(with_role) <= _SHORT and "," not in explained
        recorded = self._known(name)
        shown = recorded or (with_role if role else name)[:MAX_NAME].strip()
        return Speaker(shown, explained, keys, heads, person, named)

    def _is_name(self, name: str) -> bool:
        return name[:1].isupper() and name.split()[0].lower() not in {"the", "a", "an"} | self._people

    def _is_person(self, name: str, explained: str) -> bool:
        parts = [_POSSESSIVE.sub("", word).strip(".") for word in words_of(name)]
        if self._titles.intersection(parts[:-1]) or self._people.intersection(parts):
            return True
        if self._bodies.intersection(parts):
            return False
        roles = self._titles | self._people
        return bool(roles.intersection(words_of(explained)[:4])) or (
            2 <= len(parts) <= 4 and name == name.title()
        )

    def _full(self, name: str) -> str:
        """Return a surname with the first names that the article gives elsewhere."""
        if " " in name:
            return name
        found = re.search(_NAME.pattern.replace("NAME", re.escape(name)), self._text)
        if found is None:
            return name
        full = f"{found[0]}{name}"
        parts = [word for word in full.split() if word.lower() not in {"the", "a", "an", "and", "but"}]
        return " ".join(parts)

    def _behind_document(self, phrase: str) -> str | None:
        """Return who speaks in a document: “a statement by the ministry” is the ministry; None for nobody."""
        parts = phrase.split(",")[0].split()
        plain = [part.lower().strip(".,") for part in parts]
        at = next((place for place, part in enumerate(plain) if part in self._documents), None)
        if at is None:
            return phrase
        tail = " ".join(parts[at + 1 :])
        for link in sorted(self._behind_documents, key=len, reverse=True):
            begins = f"{link} "
            if tail.lower().startswith(begins):
                return tail[len(begins) :]
        owner = parts[:at] if at == len(parts) - 1 else []
        while owner and owner[0].lower() in {"the", "a", "an", "its", "his", "her", "their", "new", "joint"}:
            owner.pop(0)
        if not any(part[:1].isupper() for part in owner):
            return phrase if at < len(parts) - 1 or plain[0] in {"a", "an"} else None
        return _POSSESSIVE.sub("", " ".join(owner))


def _is_short_for(speaker: Speaker, plain: Sequence[str]) -> bool:
    """Return whether words, lower case, are a name of a speaker or a shorter one: “Quill” for “Ada Quill”."""
    return set(plain) <= speaker.keys and (
        plain[-1] in speaker.heads or plain == words_of(speaker.name.partition(",")[0])
    )


def _without_article(name: str) -> str:
    """Return a name without “the” before a capital letter: “The Observatory”, “monitor the Observatory”.

    An “a” that begins a sentence is written small.
    """
    behind = re.search(r"(?:^|(?<!\S)[a-z][\w\-]* )[Tt]he (?=[A-Z])", name)
    if behind is not None and not _LINKED.search(name[: behind.end()]):
        name = name[behind.end() :]
    return _small(name) if name.startswith(("A ", "An ")) else name


def _small(phrase: str) -> str:
    """Return a phrase as it stands inside a sentence: its article, if it has one, in small letters."""
    first, _, rest = phrase.partition(" ")
    return f"{first.lower()} {rest}" if first in {"A", "An", "The", "His", "Her", "Their", "Its"} else phrase


def _last_phrase(before: str) -> str:
    """Return the noun phrase that stands last in front of “who” or “which”."""
    clause = re.split(
        r"[;:—]|\b(?:quoted|cited|told|by|with|from|and|that)\b(?=[^,]*$)", before.rstrip(" ,")
    )[-1]
    phrase = clause.rpartition(",")[2].strip() or clause.strip()
    return _VERB.split(phrase)[-1].strip() or phrase


def _named_before_a_verb(phrase: str) -> str:
    """Return a phrase up to a verb in it, which no name has: “Prosecutors say Tran” is “Prosecutors”."""
    return _VERB.split(phrase, maxsplit=1)[0].strip() or phrase
