"""Texts made comparable: folded spelling, words, stems, and keys for names and statements."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

import snowballstemmer

_URL: Final = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_LINKING: Final = ("#", "@", "/", "＃", "＠", "w.", "W.")  # whatever has a tag or a link has one of these
_TAG: Final = re.compile(r"[#@＃＠](\w+)")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|_")
_ACCENT: Final = re.compile(r"[\u0300-\u036f]")
_INVISIBLE: Final = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
_SPACE: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_ACRONYM: Final = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w']))?")
_DOTTED: Final = re.compile(r"\.\w\.")
_DIGIT: Final = re.compile(r"(?![0-9])\d")
_LETTERS: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
    }
)

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\W_]+")
_SIGNS: Final = "£$€¥₹%<>≤≥~+"  # that tell two figures apart
_STATED: Final = re.compile(rf"{_WORD.pattern}|[{_SIGNS}]")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POSSESSIVE: Final = re.compile(r"'s?$")

_ARTICLES: Final = frozenset({"a", "an", "the"})
_COMPANY: Final = frozenset(
    {"corp", "corporation", "inc", "incorporated", "ltd", "limited", "plc", "llc", "llp", "gmbh"}
)
_MINISTRY: Final = frozenset({"ministry", "ministries"})
_LINKS: Final = frozenset({"of", "for", "the", "and"})
_AMERICAN: Final = {
    "defence": "defense",
    "centre": "center",
    "labour": "labor",
    "programme": "program",
    "theatre": "theater",
    "harbour": "harbor",
    "honour": "honor",
    "behaviour": "behavior",
    "neighbourhood": "neighborhood",
}
_ISE: Final = re.compile(r"(?<=[a-z]{3})is(?=ations?$)")


def fold(text: str) -> str:
    """Return a text in one spelling: lower case, plain letters, quotes and dashes, single spaces.

    Accents go, addresses of pages and pictures go, hashtags and handles become their words
    ("#AustralianFires" is "australian fires"), "U.S." is "us", and what can't be seen goes.
    """
    if any(map(text.__contains__, _LINKING)):  # most texts have nothing that takes long to look for
        text = _TAG.sub(lambda tag: " " + _CAMEL.sub(" ", tag[1]) + " ", _URL.sub(" ", text))
    if text.isascii():
        text = text.lower().replace("`", "'")
    else:
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))
        text = unicodedata.normalize("NFC", _ACCENT.sub("", text)).translate(_LETTERS)
        text = _DIGIT.sub(_ascii_digit, text).casefold()
    if _DOTTED.search(text):
        text = _ACRONYM.sub(lambda letters: letters[0].replace(".", ""), text)
    if not text.isascii():
        text = text.translate(_LETTERS)
    return " ".join(text.split()) if text.isprintable() else _SPACE.sub(" ", text).strip()


def _ascii_digit(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))


def words(text: str) -> list[str]:
    """Return a text's words in order, folded: "Russia's 1,400 jobs" is russia, 1400, jobs."""
    return words_of(fold(text))


def words_of(folded: str) -> list[str]:
    """Return the words of a text that `fold` made."""
    return [word if word.isalpha() else _plain(word) for word in _WORD.findall(folded)]


class Spelt(NamedTuple):
    """A name, such as many claims have, made ready to be looked for."""

    folded: str
    words: tuple[str, ...]
    stems: tuple[str, ...]


@lru_cache(maxsize=50_000)
def spelt(name: str) -> Spelt:
    """Return a name with its words and their stems, in order."""
    folded = fold(name)
    found = tuple(words_of(folded))
    return Spelt(folded, found, tuple(map(stem, found)))


def _plain(word: str) -> str:
    if "'" in word:
        return _POSSESSIVE.sub("", word).replace("'", "")
    return word.replace(",", "") if _GROUPED.fullmatch(word) else word


def statement_key(text: str) -> str:
    """Return the key of what a claim states: the same however it is spelt, another for another figure."""
    return " ".join([word if word.isalpha() else _plain(word) for word in _STATED.findall(fold(text))])


def words_stated(key: str) -> list[str]:
    """Return what `words` returns of a text, by its `statement_key`."""
    return [word for word in key.split() if word not in _SIGNS]


@lru_cache(maxsize=50_000)
def story_key(name: str) -> str:
    """Return the key of a story's name: case, accents, punctuation and spelling variants don't count."""
    return _key(words(name))


@lru_cache(maxsize=50_000)
def source_key(name: str, nation_of: Callable[[str], str | None] | None = None) -> str:
    """Return the key of a source's name.

    Beyond `story_key`, a company's legal form at the end goes ("Carrier Corp." is "Carrier"). With
    `nation_of`, which names the nation of a word such as "Russian", the ways to write a ministry meet:
    "Russia's Defense Ministry" and "Russian Ministry of Defence".
    """
    parts = words(name)
    while len(parts) > 1 and parts[-1] in _COMPANY:
        parts.pop()
    if nation_of is not None and _MINISTRY.intersection(parts):
        parts = sorted(_american(nation_of(part) or part).casefold() for part in parts if part not in _LINKS)
    return _key(parts)


def _key(parts: list[str]) -> str:
    if len(parts) > 1 and parts[0] in _ARTICLES:
        parts = parts[1:]
    return " ".join(_american(part) for part in parts)


def _american(word: str) -> str:
    return _AMERICAN.get(word) or _ISE.sub("iz", word)


_IRREGULAR: Final = {
    "news": "news",
    "bias": "bias",
    **dict.fromkeys(("dies", "died", "dying"), "die"),
    **dict.fromkeys(("lies", "lied", "lying"), "lie"),
    **dict.fromkeys(("ties", "tied", "tying"), "tie"),
}


# The ends of words that a rule of the English stemmer looks for: any other word is its own stem.
_INFLECTED: Final = (
    *("s", "ed", "ing", "y", "i", "e", "al", "ful", "ll", "ation", "ion"),
    *("er", "ator", "ogist", "ism", "ic", "ant", "ent"),
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem that a folded English word shares with its inflections: "strikes", "striking"."""
    if len(word) < 4 or not (word.endswith(_INFLECTED) and word.isascii() and word.isalpha()):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stemmer = snowballstemmer.stemmer("english")  # it keeps state, so that threads must not share one
    return str(stemmer.stemWord(_ISE.sub("iz", word)))
