"""Texts cut into words and numbers as their script and language ask for."""

from collections.abc import Callable, Iterable
from typing import Final

from bot.domain.reading.tokens import NUMBER, WORD, Tokens

# Each stands for one character, so that places in the text stay what they are.
_ARABIC: Final = str.maketrans(
    {
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
        "٬": ",",
        "٫": ".",
        "،": ",",
        "؛": ";",
        "٪": "%",
        "ة": "ه",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ـ": "\u200b",
    }
)
_APOSTROPHES: Final = "'’ʼ`"
_ARTICLE: Final = "ال"
_SHORTEST_WITH_ARTICLE: Final = 5  # letters; "الف" is a thousand
# With the article these say when, and count nothing.
_TIMES: Final = frozenset({"اليوم", "الساعه", "العام", "الشهر", "الاسبوع", "السنه"})
_AND: Final = ("و", "ف")
_PREPOSITIONS: Final = ("ب", "ل", "ك")
_FOR_THE: Final = "لل"


def cut(text: str, code: str) -> Tokens:
    """Return the words, numbers and signs of a text in a language."""
    if code == "ar":
        tokens = Tokens(text.translate(_ARABIC))
        tokens.norms[:] = map(without_article, tokens.norms)
        return tokens
    if code == "fr":
        return Tokens(_without_elision(text))
    return Tokens(text)


def without_article(word: str) -> str:
    """Return a folded Arabic word without its article; short words and those of time keep theirs."""
    if len(word) < _SHORTEST_WITH_ARTICLE or word in _TIMES:
        return word
    return word.removeprefix(_ARTICLE)


def _without_elision(text: str) -> str:
    """Return a French text with a space for the apostrophe of "d'une"; digits keep theirs."""
    letters = list(text)
    for place in range(1, len(text)):
        if (
            text[place] in _APOSTROPHES
            and text[place - 1].isalpha()
            and text[place + 1 : place + 2].isalpha() | (place + 1 == len(text))
        ):
            letters[place] = " "
    return "".join(letters)


def drop_points(tokens: Tokens, abbreviations: frozenset[str], *, nouns_have_capitals: bool) -> None:
    """Take out the points of abbreviations inside a sentence: "62 тыс. человек", "5 Mio. Euro"."""
    for index in range(len(tokens) - 2, 0, -1):
        if tokens.norms[index] != "." or tokens.norms[index - 1] not in abbreviations:
            continue
        if nouns_have_capitals or not tokens.capital(index + 1):
            for column in (tokens.norms, tokens.kinds, tokens.starts, tokens.ends):
                del column[index]


def split_prefixes(tokens: Tokens, known: Callable[[str], bool]) -> None:
    """Part Arabic words of the lists from the article, "and" and the prepositions written with them."""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens.kinds[index] != WORD or known(tokens.norms[index]):
            continue
        for prefix, rest in _prefixes(tokens.norms[index]):
            if known(rest):
                _part(tokens, index, prefix, rest)
                break


def _prefixes(word: str) -> Iterable[tuple[str, str]]:
    if word.startswith(_FOR_THE):
        yield _PREPOSITIONS[1], word.removeprefix(_FOR_THE)
    for prefix in (*_AND, *_PREPOSITIONS):
        if word.startswith(prefix):
            rest = word.removeprefix(prefix)
            yield prefix, rest
            yield prefix, without_article(rest)
            if prefix in _AND and rest.startswith(_PREPOSITIONS):
                yield prefix, without_article(rest[1:])


def _part(tokens: Tokens, index: int, prefix: str, rest: str) -> None:
    tokens.norms[index] = rest
    start = tokens.starts[index]
    tokens.starts[index] = start + 1
    tokens.norms.insert(index, prefix)
    tokens.kinds.insert(index, WORD)
    tokens.starts.insert(index, start)
    tokens.ends.insert(index, start + 1)


def glued(tokens: Tokens, index: int) -> bool:
    """Return whether a number is written in one with the letters before it: "F-16", "MH17"; not "و62"."""
    if index < 1 or tokens.spaced(index) or tokens.kinds[index] != NUMBER:
        return False
    if tokens.kinds[index - 1] == WORD:
        return tokens.norm(index - 1)[0] < _FIRST_ARABIC
    hyphen = tokens.norm(index - 1) == "-" and not tokens.spaced(index - 1)
    return hyphen and tokens.kinds[max(index - 2, 0)] == WORD


_FIRST_ARABIC: Final = "\u0600"
