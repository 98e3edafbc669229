"""Words brought to one form: case, accents, quotes and English endings taken off."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., p.m.
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*"
    r"|[^\w\s]"
)
_QUOTES: Final = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"'}
)
_VOWEL: Final = re.compile("[aeiouy]")
_SHORT: Final = re.compile("[^aeiou][aeiou][^aeiouwxy]")  # "fir" of "fired", which lost an e


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or punctuation mark of a text, with its character offsets."""

    key: str  # folded: lower case, no accents, straight quotes, no possessive ending
    start: int
    end: int
    capital: bool
    possessive: bool


def fold(text: str) -> str:
    """Return the text in lower case, without accents, with straight quotes; its length may change."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).lower()


def tokens(text: str) -> list[Token]:
    """Return the words, numbers and punctuation marks of a text; “didn't” is “did” and “not”."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text.translate(_QUOTES)):
        key = fold(match.group()).strip(".") or match.group()
        start, end = match.span()
        capital = match.group()[0].isupper()
        possessive = key.endswith("'s")
        key = key.removesuffix("'s")
        if key.endswith("n't") or key == "cannot":
            host = {"ca": "can", "can": "can", "wo": "will", "sha": "shall"}.get(key[:-3], key[:-3])
            found.append(Token(host, start, end, capital, False))
            found.append(Token("not", start, end, False, False))
            continue
        host, apostrophe, ending = key.partition("'")
        if apostrophe and ending in ("ll", "d", "re", "ve", "m"):
            found.append(Token(host, start, end, capital, False))
            found.append(Token({"ll": "will", "d": "would"}.get(ending, "be"), start, end, False, False))
            continue
        found.append(Token(key.replace("'", "") or key, start, end, capital, possessive))
    return found


class Stemmer:
    """Takes English endings off, so that “inspected”, “inspects” and “inspection” are one word."""

    def __init__(self, irregular: Mapping[str, str]) -> None:
        """`irregular` maps folded forms to their base: “struck” to “strike”."""
        self._irregular = dict(irregular)
        self.stem = lru_cache(maxsize=20_000)(self._stem)

    def _stem(self, word: str) -> str:
        return _ending(self._irregular.get(word, word))


def _ending(word: str) -> str:
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _plural(word)
    word = _participle(word)
    if word.endswith("bly"):
        word = word[:-1] + "e"
    elif word.endswith("ily") and len(word) > 5:
        word = word[:-3] + "y"
    elif word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("ness") and len(word) > 7:
        word = word[:-4]
    if word.endswith("ation") and len(word) > 8:
        word = word[:-5]
    elif word.endswith(("sion", "tion")) and len(word) > 7:
        word = word[:-3]
    if word.endswith("e") and not word.endswith("ee") and len(word) > 4:
        word = word[:-1]
    if word.endswith("at") and len(word) > 6:
        word = word[:-2]
    if word.endswith("ll") and len(word) > 5:
        word = word[:-1]
    return word


def _plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _participle(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word
    for ending in ("ed", "ing"):
        if not word.endswith(ending):
            continue
        rest = word.removesuffix(ending)
        if not _VOWEL.search(rest) or len(rest) < 2:
            return word
        if len(rest) == 2:
            return rest + "e"
        if rest[-1] == rest[-2] and rest[-1] not in "lsze":
            return rest[:-1]
        return rest + "e" if _SHORT.fullmatch(rest) else rest
    return word
