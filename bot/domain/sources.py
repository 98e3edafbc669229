"""When two names are one source, and how many independent speakers a set of claims has."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from db.models import Claim, Record

_STOPWORDS: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "del",
        "della",
        "der",
        "des",
        "di",
        "du",
        "el",
        "for",
        "from",
        "in",
        "la",
        "le",
        "of",
        "on",
        "the",
        "to",
    ]
)
_GENERIC: Final = frozenset(
    [
        "agency",
        "administration",
        "authority",
        "bureau",
        "department",
        "directorate",
        "headquarters",
        "management",
        "office",
        "official",
        "organisation",
        "organization",
        "press",
        "secretariat",
        "service",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "unit",
    ]
)
_CORPORATE: Final = frozenset(
    [
        "ag",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "incorporated",
        "limited",
        "llc",
        "ltd",
        "plc",
        "sa",
    ]
)
_SPELLINGS: Final = {
    "defence": "defense",
    "centre": "center",
    "labour": "labor",
    "programme": "program",
    "organisation": "organization",
    "govt": "government",
    "dept": "department",
    "min": "ministry",
}
_UNNAMED: Final = re.compile(
    r"^(an?|one|two|three|several|some|another|unnamed|unidentified|anonymous)\b"
    r"|\b(anonymous|anonymity|unnamed|unidentified)\b"
    r"|^[^A-Z]*\b(sources?|officials?|residents?|witness(es)?|survivors?|neighbours?|neighbors?)\b(?!')"
)
_PARENTHESES: Final = re.compile(r"\(([^()]*)\)")
_WORD: Final = re.compile(r"[^\W_]+")
_POSSESSIVE: Final = re.compile(r"['’]s?\b")
_ABBREVIATION: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")


class NameParts(Record):
    """One spelling of a source's name, taken apart."""

    words: frozenset[str]  # folded content words, countries in one form
    proper: frozenset[str]  # those of them that are not generic for an office
    initials: frozenset[str]  # what it may be abbreviated to
    acronym: str | None  # itself, where it is an abbreviation


@lru_cache(maxsize=50_000)
def is_unnamed(name: str) -> bool:
    """Return whether a speaker's label names nobody: “a military source”, “residents”."""
    return bool(_UNNAMED.search(name.strip()))


class SourceNames:
    """Recognises one source under several names; holds what it has taken apart before."""

    def __init__(self, nation_of: Callable[[str], str | None]) -> None:
        self._nation_of = nation_of
        self._parts = lru_cache(maxsize=20_000)(self._take_apart)
        self._alike = lru_cache(maxsize=50_000)(self._compared)

    def same(self, a: str, b: str) -> bool:
        """Return whether two names are one source's.

        They are where their content words are the same whatever the order (“Interior Ministry of Egypt”,
        “Egyptian interior ministry”), where one abbreviates the other, and where only words such as
        “office” or “service” tell them apart. An unnamed speaker is nobody else.
        """
        return self._alike(a, b)

    def _compared(self, a: str, b: str) -> bool:
        if is_unnamed(a) or is_unnamed(b):
            return self._fold(a) == self._fold(b)
        theirs = self._parts(b)
        for x in self._parts(a):
            for y in theirs:
                if self._same_parts(x, y):
                    return True
        return False

    @staticmethod
    def _same_parts(a: NameParts, b: NameParts) -> bool:
        if a.words == b.words:
            return bool(a.words)
        if a.acronym and a.acronym in b.initials:
            return True
        if b.acronym and b.acronym in a.initials:
            return True
        return len(a.proper) > 2 and a.proper == b.proper

    def _take_apart(self, name: str) -> tuple[NameParts, ...]:
        inner = _PARENTHESES.findall(name)
        spellings = [_PARENTHESES.sub(" ", name), *inner]
        return tuple(self._one(spelling) for spelling in spellings if _WORD.search(spelling))

    def _one(self, name: str) -> NameParts:
        name = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), name)
        raw = _WORD.findall(_POSSESSIVE.sub("", name))
        words = {self._canonical(word) for word in raw if word.lower() not in _STOPWORDS | _CORPORATE}
        content = [word for word in raw if word.lower() not in _STOPWORDS]
        acronym = raw[0] if len(raw) == 1 and len(raw[0]) > 1 and raw[0].isupper() else None
        return NameParts.model_construct(
            words=frozenset(words),
            proper=frozenset(words - _GENERIC),
            initials=frozenset(
                "".join(word[0] for word in some).upper() for some in (raw, content) if len(some) > 1
            ),
            acronym=acronym,
        )

    def _canonical(self, word: str) -> str:
        nation = self._nation_of(word)
        if nation:
            return nation
        folded = self._fold(word)
        return _SPELLINGS.get(folded, folded)

    @staticmethod
    def _fold(name: str) -> str:
        decomposed = unicodedata.normalize("NFKD", name.casefold())
        return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()


def independent(claims: Iterable[Claim], names: SourceNames) -> int:
    """Count the independent speakers of some claims.

    However many outlets quote one ministry, it is one speaker. Two unnamed speakers are one only where the
    label and whoever passed it on are the same.
    """
    speakers: list[Claim] = []
    for claim in {(claim.speaker_id, _passed_on(claim)): claim for claim in claims}.values():
        if not any(one_speaker(claim, known, names) for known in speakers):
            speakers.append(claim)
    return len(speakers)


def one_speaker(a: Claim, b: Claim, names: SourceNames) -> bool:
    """Return whether two claims have the same speaker, by alias or name; an unnamed one by its chain too."""
    if is_unnamed(a.speaker) or is_unnamed(b.speaker):
        return names.same(a.speaker, b.speaker) and _passed_on(a) == _passed_on(b)
    return a.speaker_id == b.speaker_id or names.same(a.speaker, b.speaker)


def _passed_on(claim: Claim) -> tuple[int | None, ...]:
    return claim.via_ids or (claim.outlet_id,)
