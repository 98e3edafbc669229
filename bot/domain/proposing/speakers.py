"""Who speaks: the name under which an article's sources go on record, whatever the article calls them."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from bot.domain.lexicon import Table, lists, words
from bot.domain.proposing.heads import Shortening, apposed, up_to_head, words_of
from bot.domain.proposing.leads import without_lead
from bot.domain.proposing.names import (
    behind_document,
    last_phrase,
    parted,
    small,
    without_article,
)
from db.models import MAX_NAME

_NAME: Final = re.compile(r"(?:[A-Z][\w.’'\-]*\.?\s+){1,4}(?=NAME\b)")
_MENTION: Final = re.compile(
    r"[A-Z][\w’'\-]*\.?(?:\s(?:(?:of|for)\s(?:the\s)?|&\s)?[A-Z][\w’'\-]*\.?)*(?P<subject>,?\s[a-z])?"
)
_BODY: Final = re.compile(
    r"(?:The\s(?:[a-z]+\s){0,2}|[A-Z][\w’'\-]*\s(?:[a-z]+\s)?)(?P<noun>[a-z]+)"
    r"(?=\s(?:[a-z]+ed|has|have|had|was|were|is|are|will|did|made|put)\b)"
)  # “The army called”, “Highways officers had”
_QUOTED: Final = re.compile(r"[“«\"][^”»\"]*(?:[”»\"]|$)")
_DESCRIBED_NAME: Final = re.compile(
    r"(?:[a-z][a-z\-]+\s){1,2}[A-Z][a-z’'\-]+\s[A-Z][\w’'\-]+"
)  # “rower Ada Quill”
_WORD_OF_A_NAME: Final = r"(?:[A-Z][\w’'\-]*|(?:[A-Z]\.)+)"
_ANSWERING: Final = frozenset({"A", "Answer"})
_FULL_NAME: Final = re.compile(
    r"(?<!By )(?<!to )(?<!by )(?<!told )\b(?P<name>[A-Z][a-z’'\-]+(?:\s[A-Z][\w.’'\-]*){1,3})(?![’']s)"
)
_COMMON: Final = re.compile(r"\b[a-z][a-z\-]+\b")
_POSSESSIVE: Final = re.compile(r"[’']s?$")
_REMEMBERED: Final = 500  # speakers, so that time stays in proportion to an article's length
_SHORT_DOCUMENT: Final = 3  # words of “the latest survey”, which names nobody
_SHORT: Final = 90  # characters of a name with the role behind it
_SOON: Final = 100  # characters of a sentence that name whom it is about
_DEFINITE: Final = frozenset({"the", "this", "that", "his", "her", "their", "its"})
_OWNERS: Final = {"his": "he", "her": "she", "its": "it", "their": "they"}
_OWNED: Final = frozenset(_OWNERS)
_RELATIVE: Final = frozenset({"who", "which", "that"})
_SEXES: Final = {"he": "men", "she": "women"}
_PRONOUNS: Final = frozenset({*_SEXES, "it", "they"})


class Speaker(NamedTuple):
    """Somebody who speaks in an article."""

    name: str  # as it goes on record
    role: str  # what is said of them behind the name
    keys: frozenset[str]  # the words that name or describe them, lower case
    heads: frozenset[str]  # of those: may end a shorter name of theirs
    person: bool
    named: bool  # has a name of their own
    sex: str = ""  # "men" or "women" where it is known


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
        self._departments = frozenset(words(table, "departments"))
        self._documents = frozenset(words(table, "documents"))
        self._behind_documents = words(table, "behind_documents")
        self._alike = lists(table, "alike")
        self._outlets = frozenset(words(table, "outlets"))
        self._nobody = frozenset(words(table, "nobody"))
        self._no_names = frozenset(words(table, "no_names"))
        self._sexes = {sex: frozenset(words(table, sex)) for sex in _SEXES.values()}
        companies = frozenset({"company", *self._alike.get("company", ())})
        self._shortening = Shortening(self._bodies | self._outlets, companies, nation_of)
        self._common = frozenset(_COMMON.findall(text)) - self._titles
        self._met: list[Speaker] = []
        self._bodies_named: dict[str, str | None] = {}  # by noun: the one body that the article so names

    def is_outlet(self, written: str) -> bool:
        """Return whether a name is that of an outlet: a station, a paper, an agency."""
        return bool(
            self._outlets.intersection(part for word in words_of(written) for part in word.split("-"))
        )

    def is_label(self, written: str) -> bool:
        """Return whether somebody may stand before a colon: “Police”, “Quill”, but no “Quill on Boats”."""
        parts = words_of(written)
        if not parts or self._no_names.intersection(parts):
            return False
        known = self._people | self._many | self._bodies | self._documents
        named = self._shortening.nation_of(parts[-1]) is not None or parts[-1] not in self._common
        return parts[-1] in known or (named and self._text.count(written.split()[-1]) > 1)

    def meet(self, sentence: str) -> None:
        """Take note of whom a sentence is about: “he” or “it” of the next one may mean them."""
        begins = without_lead(sentence)
        body = _BODY.match(begins)
        if body is not None and body["noun"] in (self._bodies - self._outlets) | self._people:
            self.called(body[0])
            return
        told = _QUOTED.sub(" ", begins)[:_SOON].removeprefix("The ")
        for mention in _MENTION.finditer(told):
            written = self._named(mention[0].removesuffix(mention["subject"] or ""))
            first, _, rest = written.partition(" ")
            titled = rest.partition(" ")[0].lower() in self._titles
            if mention.start() == 0 and first.lower() in self._common and not titled:
                written = rest  # “Beyond Kessel”, but “Finance Minister Quill”
            if not written:
                continue
            met = self._met_before(written)
            titled = " " in written and written.split()[0].lower().strip(".") in self._titles
            names = " " in written or self._is_body(written.lower())
            subject = mention.start() == 0 and mention["subject"] is not None and names
            if met is None and (titled or subject):
                met = self._new(written)
            if met is not None and met.named:
                self._remember(met)
                return

    def _is_body(self, word: str) -> bool:
        return word in self._bodies or self._shortening.nation_of(word) is not None

    def _named(self, mention: str) -> str:
        """Return a mention without the words that begin a sentence and name nobody."""
        parts = mention.split()
        while parts and parts[0].lower() in self._no_names:
            parts.pop(0)
        return _POSSESSIVE.sub("", " ".join(parts))

    def called(self, written: str, before: str = "") -> Speaker | None:
        """Return whoever a source phrase means, and remember them; None where nobody is meant.

        `before` is the sentence up to the phrase, for “who” and “he”.
        """
        phrase = without_lead(" ".join(written.split())).strip(" ,;:—–-")
        key = phrase.lower()
        if phrase in _ANSWERING:
            return self._interviewed()
        if key in _RELATIVE:
            antecedent = last_phrase(before)
            return self.called(antecedent) if self._may_speak(antecedent) else None
        if key in _OWNERS:
            return self.called(_OWNERS[key], before)
        if is_pronoun(phrase):
            self.meet(before)
            return self._meant(key)
        if key in self._nobody or all(part.isdigit() or part in self._no_names for part in key.split()):
            return None
        speaker = self._met_before(phrase) or self._new(phrase)
        if speaker is not None:
            self._remember(speaker)
        return speaker

    def _interviewed(self) -> Speaker | None:
        """Return who answers the questions of an interview: the first person that is named before them."""
        intro = self._text[: max(0, self._text.find("\nQ"))]
        for mention in _FULL_NAME.finditer(intro):
            name = self._named(mention["name"])
            known = self._bodies | self._outlets | self._common
            byline = mention["name"].startswith("By ")
            if " " in name and not byline and not known.intersection(words_of(name)):
                return self.called(name)
        return Speaker("the person interviewed", "", frozenset(), frozenset(), person=True, named=False)

    def _remember(self, speaker: Speaker) -> None:
        """Note who came up last; of very many, those of long before are nobody's “he” any more."""
        kept = [one for one in self._met[-_REMEMBERED:] if one.name != speaker.name]
        self._met = [*kept, speaker]

    def _may_speak(self, phrase: str) -> bool:
        """Return whether a phrase names somebody, a body or a document: no event does."""
        known = self._people | self._bodies | self._documents | self._titles
        parts = words_of(phrase)
        named = any(word[:1].isupper() for word in phrase.split()[1:])
        alone = phrase[:1].isupper() and " " not in phrase and parts[0] not in self._no_names
        return bool(parts) and (named or alone or bool(known.intersection(parts)))

    def _meant(self, pronoun: str) -> Speaker | None:
        """Return whoever came up last and a pronoun may mean."""
        sex = _SEXES.get(pronoun)
        for one in reversed(self._met):
            if sex is not None and self._may_be_a_person(one) and one.sex in {"", sex}:
                found = one._replace(sex=sex)
                self._remember(found)
                return found
            if pronoun == "it" and not one.person:
                return one
            if pronoun == "they" and (not one.person or self._is_many(one)):
                return one
        return self._last() if sex is None else _unnamed(sex)

    def _last(self) -> Speaker | None:
        return self._met[-1] if self._met else None

    def _is_many(self, speaker: Speaker) -> bool:
        """Return whether a speaker is several people: “critics” are no “he”."""
        name = words_of(speaker.name.partition(",")[0])
        plural = any(word.endswith("s") or word in self._many for word in name[-1:])
        described = any(word.endswith("s") and word in self._people for word in name[-1:])
        return described or (plural and not speaker.named) or ("and" in name and speaker.person)

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
        if parts == plain and len(parts) == 1 and parts[0] in self._many:  # “police”, of “Kessel police”
            return next(
                (one for one in reversed(self._met) if parts[0] in one.heads and not one.person), None
            )
        return self._described(parts[1:], phrase) if definite else None

    def _described(self, described: Sequence[str], phrase: str) -> Speaker | None:
        if not described or any(word[:1].isupper() for word in phrase.split()[1:]):
            return None
        noun = described[-1]
        head = words_of(up_to_head(phrase))[-1:]
        if self._documents.intersection(head) and len(up_to_head(phrase).split()) <= _SHORT_DOCUMENT:
            owner = _OWNERS.get(phrase.partition(" ")[0].lower())
            return self._meant(owner) if owner else self._last()
        wanted = {noun, *self._alike.get(noun, ())}
        told = frozenset(described[:-1]) if noun in self._departments else frozenset()
        for one in reversed(self._met):
            if one.heads & wanted and not (told and one.named and told.isdisjoint(one.keys)):
                return one
        if told:
            return None
        return self._spoken_for(noun) or (self._in_full(noun) if len(described) == 1 else None)

    def _spoken_for(self, noun: str) -> Speaker | None:
        """Return the body of a spokesman: “the ministry” behind “a spokesman for the Harbour Ministry”."""
        body = re.compile(rf"(?:[A-Z][\w.’'\-]*\s+)+(?i:{re.escape(noun)})\b")
        for one in reversed(self._met):
            found = body.search(one.role) if noun in one.keys else None
            if found is not None:
                return self._new(found[0])
        return None

    def _in_full(self, noun: str) -> Speaker | None:
        """Return the only body that the article names with a noun: “the ministry” is “Port Ministry”."""
        if noun not in self._bodies | self._outlets:
            return None
        if noun not in self._bodies_named:
            body = re.compile(rf"\b(?:{_WORD_OF_A_NAME}\s(?:&\s)?){{1,5}}(?i:{re.escape(noun)})\b(?!\s[A-Z])")
            names = {self._named(found[0]) for found in body.finditer(self._text)}
            full = [name for name in names if " " in name]
            self._bodies_named[noun] = full[0] if len(full) == 1 else None
        name = self._bodies_named[noun]
        return self._new(name) if name is not None else None

    def _new(self, phrase: str) -> Speaker | None:
        name = behind_document(phrase, self._documents, self._behind_documents, self._bodies)
        if name is None:
            return self._last()
        short = name.lower() if name != phrase and name.lower() in self._bodies else ""
        whole = self._described([short], f"the {short}") if short else None  # “ministry figures show”
        if whole is not None:
            return whole
        name, explained = parted(self._in_small_letters(name))
        if not name:
            return None
        proper = apposed(name, explained, self._people | self._titles)
        if proper is not None:
            whose = name.partition(" ")[0].lower() in _OWNED
            name, explained = proper, "" if whose else small(name)
        person = self._is_person(name, explained)
        named = not _is_description(name) and (
            any(word[:1].isupper() for word in name.split()[1:]) or self._is_name(name)
        )
        noun = without_article(name).lower()
        whole = self._in_full(noun) if " " not in noun and noun != phrase.lower() and named else None
        if whole is not None:
            return whole
        owned, _, rest = name.partition(" ")
        if owned.lower() in _OWNED and any(word[:1].isupper() for word in rest.split()):
            name = rest  # “its head Dirk Lohse”
        full = self._full(name) if named and (person or self._may_be_surname(name)) else name
        person = person or full != name
        name = full
        name = self._uncapitalised(without_article(name))
        met = self._met_before(name) if name != phrase else None
        if met is not None:
            return met
        keys = frozenset(words_of(f"{name} {explained}"))
        heads = self._shortening.heads(name, explained, person=person, named=named)
        with_role = f"{name}, {explained}"
        role = person and named and explained and len(with_role) <= _SHORT and "," not in explained
        recorded = self._known(name)
        shown = recorded or (with_role if role else name)[:MAX_NAME].strip()
        sex = next((sex for sex, told in self._sexes.items() if keys & told), "") if person else ""
        return Speaker(shown, explained, keys, heads, person, named, sex)

    def _in_small_letters(self, name: str) -> str:
        """Return a name in capitals as the article writes it elsewhere: “Ada Quill” for “ADA QUILL”."""
        if not name.isupper():
            return name
        written = re.finditer(rf"\b{re.escape(name)}\b", self._text, re.IGNORECASE)
        return next((found[0] for found in written if found[0][1:].islower() or found[0].istitle()), name)

    def _uncapitalised(self, name: str) -> str:
        """Return “witnesses” for the “Witnesses” that begin a sentence."""
        first, _, rest = name.partition(" ")
        common = first.lower() in self._people or (first.lower() in self._bodies & self._common)
        if not common or (rest[:1].isupper() and not name.isupper()):
            return name
        return name.lower() if name.isupper() else name[:1].lower() + name[1:]

    def _is_name(self, name: str) -> bool:
        return name[:1].isupper() and name.split()[0].lower() not in {"the", "a", "an"} | self._people

    def _is_person(self, name: str, explained: str) -> bool:
        parts = [_POSSESSIVE.sub("", word).strip(".") for word in words_of(name)]
        roles = self._titles | self._people | self._sexes["men"] | self._sexes["women"]
        heads = (*words_of(up_to_head(name))[-1:], *words_of(up_to_head(explained))[-1:])
        if self._bodies.intersection(heads) and not self._titles.intersection(parts[:1]):
            return False
        described = frozenset(_COMMON.findall(name))
        if described & self._bodies and not described & roles:
            return False  # “the aid group Doctors Abroad”
        if roles.intersection(parts):
            return True
        if self._bodies.intersection(parts):
            return False
        return bool(roles.intersection(words_of(explained)[:4])) or (
            2 <= len(parts) <= 4 and (name == name.title() or _DESCRIBED_NAME.fullmatch(name) is not None)
        )

    def _may_be_surname(self, name: str) -> bool:
        return " " not in name and not self._is_body(name.lower()) and name.lower() not in self._outlets

    def _may_be_a_person(self, speaker: Speaker) -> bool:
        """Return whether a speaker is, or by a name alone may be, one person: “Husted”, not “Norway”."""
        if speaker.person or not speaker.named:
            return speaker.person and not self._is_many(speaker)
        name = words_of(speaker.name)
        no_person = self._bodies | self._outlets | self._documents
        return len(name) == 1 and name[0] not in no_person and self._shortening.nation_of(name[0]) is None

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


def is_pronoun(source: str) -> bool:
    """Return whether a source is “he”, “she”, “it” or “they”."""
    return source.lower() in _PRONOUNS


def _is_short_for(speaker: Speaker, plain: Sequence[str]) -> bool:
    """Return whether words, lower case, are a name of a speaker or a shorter one: “Quill” for “Ada Quill”."""
    return set(plain) <= speaker.keys and (
        plain[-1] in speaker.heads or plain == words_of(speaker.name.partition(",")[0])
    )


def _is_description(name: str) -> bool:
    """Return whether a name only describes somebody: “an FBI source”, “another Kessel official”."""
    first, last = name.split()[0].lower(), up_to_head(name).split()[-1:]
    return first in {"a", "an", "another", "one", "some"} and any(word[:1].islower() for word in last)


def _unnamed(sex: str) -> Speaker:
    """Return somebody of whom nothing is known but that it is a man or a woman."""
    name = "an unnamed man" if sex == "men" else "an unnamed woman"
    return Speaker(name, "", frozenset(), frozenset(), person=True, named=False, sex=sex)
