"""The forms of English words: plurals of nouns, tenses of verbs, and the ways to mistype either."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

_VOWELS: Final = frozenset("aeiou")
_HISSING: Final = ("sses", "shes", "ches", "xes", "zzes")
_SHORTEST_MENDED: Final = 5  # letters: in shorter words a slip is too often another word
_SHORTEST_WITH_A_LETTER_LOST: Final = 7


class Form(NamedTuple):
    """One form of a verb."""

    word: str
    kind: str  # "base", "s", "past", "participle" or "ing"


def verb_forms(lemma: str, irregular: Mapping[str, list[str]]) -> Iterator[Form]:
    """Yield the forms of a verb given in its plain form."""
    yield Form(lemma, "base")
    if lemma in irregular:
        yield from _irregular_forms(lemma, irregular[lemma])
        return
    stem = lemma.removesuffix("e")
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        yield Form(f"{lemma}es", "s")
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield Form(f"{lemma[:-1]}ies", "s")
        yield Form(f"{lemma[:-1]}ied", "past")
        yield Form(f"{lemma[:-1]}ied", "participle")
        yield Form(f"{lemma}ing", "ing")
        return
    else:
        yield Form(f"{lemma}s", "s")
    yield Form(f"{stem}ed", "past")
    yield Form(f"{stem}ed", "participle")
    yield Form(f"{lemma if lemma.endswith('ee') else stem}ing", "ing")


def _irregular_forms(lemma: str, words: list[str]) -> Iterator[Form]:
    for position, word in enumerate(words):
        if word.endswith("ing"):
            yield Form(word, "ing")
        elif position == 0:
            yield Form(word, "s")
        else:
            yield Form(word, "past")
            yield Form(word, "participle")
    if lemma == "be":
        yield Form("been", "participle")


def plural(noun: str, irregular: Mapping[str, list[str]]) -> str:
    """Return the plural of a noun of one or more words."""
    head, _, last = noun.rpartition(" ")
    if irregular.get(last):
        word = irregular[last][0]
    elif last.endswith("man") and last not in {"human", "german", "roman", "ottoman"}:
        word = f"{last[:-3]}men"
    elif last.endswith("person"):
        word = f"{last[:-6]}people"
    elif last.endswith("child"):
        word = f"{last}ren"
    elif last.endswith(("s", "sh", "ch", "x", "z")):
        word = f"{last}es"
    elif last.endswith("y") and last[-2:-1] not in _VOWELS:
        word = f"{last[:-1]}ies"
    else:
        word = f"{last}s"
    return f"{head} {word}" if head else word


def singular(word: str) -> str | None:
    """Return the singular of a regular plural; None for a word that doesn't look like one."""
    if word.endswith("men") and len(word) > len("omen") and word not in {"specimen", "regimen", "women"}:
        return f"{word[:-3]}man"
    if word.endswith("speople"):
        return f"{word[:-6]}person"
    if word.endswith("children"):
        return word[:-3]
    if not word.endswith("s") or len(word) < len("cats") or word.endswith(("ss", "us", "is", "'s")):
        return None
    if word.endswith("ies") and len(word) > len("flies"):
        return f"{word[:-3]}y"
    if word.endswith(_HISSING):
        return word[:-2]
    return word[:-1]


def slips(word: str, *, lost: bool) -> Iterator[str]:
    """Yield the ways in which a word is most often mistyped: letters swapped, doubled, halved or `lost`."""
    if len(word) < _SHORTEST_MENDED or not word.isalpha():
        return
    for index in range(1, len(word) - 1):
        here, after = word[index], word[index + 1]
        if here != after:
            yield f"{word[:index]}{after}{here}{word[index + 2 :]}"
            yield f"{word[:index]}{here}{here}{word[index + 1 :]}"
        else:
            yield f"{word[:index]}{word[index + 1 :]}"
        if lost and len(word) >= _SHORTEST_WITH_A_LETTER_LOST:
            yield f"{word[:index]}{word[index + 1 :]}"


def mended(words: Iterable[str], known: frozenset[str], *, lost: bool) -> dict[str, str]:
    """Return what each likely slip of some words stands for; no slip is itself among the known words.

    `lost` says whether a missing letter is a likely slip too.
    """
    slipped: dict[str, str] = {}
    for word in words:
        for slip in slips(word, lost=lost):
            if slip not in known:
                slipped.setdefault(slip, word)
    return slipped
