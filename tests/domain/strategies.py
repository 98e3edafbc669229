"""Sentences with figures as a newsroom reads them, built from the product's own word lists."""

from collections.abc import Sequence
from datetime import UTC
from typing import Final, NamedTuple

from hypothesis import strategies as st

from bot.domain.engine import Engine
from bot.domain.figures import LANGUAGES
from bot.domain.lexicon import lists, table, words
from bot.domain.reading.inflection import plural
from bot.domain.reading.language import Language
from bot.wordlists import load

LEXICON: Final = load()
ENGINE: Final = Engine(LEXICON, UTC)

_TABLES: Final = LEXICON.tables
_ENGLISH: Final = Language(LEXICON, "en")
_PLURALS: Final = lists(_TABLES, "nouns", "irregular")


class Said(NamedTuple):
    """A sentence with its language."""

    text: str
    language: str


def _nouns() -> list[str]:
    """Return the nouns of one word, in the singular, that the lists sort into wider and narrower ones."""
    known = {
        noun
        for part in ("same", "wider", "groups")
        for found in lists(_TABLES, "nouns", part).values()
        for noun in found
    }
    return sorted(noun for noun in known - LEXICON.collectives if noun.isalpha())


def _participles() -> list[str]:
    verbs = {verb for found in lists(_TABLES, "outcomes", "en", "verbs").values() for verb in found}
    verbs -= set(words(_TABLES, "outcomes", "en", "intransitive", "verbs"))
    return sorted(_ENGLISH.participle(verb) for verb in verbs if " " not in verb)


def _last(code: str, *path: str) -> list[str]:
    """Return the last word without a star of each of a language's lists: a plural, as a rule."""
    whole = ([word for word in found if "*" not in word] for found in lists(_TABLES, code, *path).values())
    return sorted({found[-1] for found in whole if found})


def _befallen(code: str) -> list[str]:
    found = [*_last(code, "outcomes", "befell"), *_last(code, "outcomes", "participles")]
    return [word for word in found if "…" not in word]


NOUNS: Final = _nouns()
COUNTED: Final = {code: _last(code, "nouns") for code in LANGUAGES if code != "en"} | {
    "en": sorted(plural(noun, _PLURALS) for noun in NOUNS)
}
BEFALLEN: Final = {code: _befallen(code) for code in LANGUAGES if code != "en"} | {"en": _participles()}
MEASURED: Final = {code: _last(code, "units") for code in LANGUAGES if code != "en"} | {
    "en": sorted(
        found[0]
        for dimension in table(_TABLES, "units")
        if len(dimension) > len("en")
        for found in lists(_TABLES, "units", dimension).values()
    )
}
_FRAMES: Final = {
    "en": (
        "{amount} {noun} were {befell}.",
        "Officials said {amount} {noun} were {befell} in the raid.",
        "The storm left {amount} {noun} {befell}, the mayor’s office said.",
        "“{amount} {noun} have been {befell},” the ministry’s spokesman told reporters.",
        "The works will take {amount} {unit}.",
        "The bridge cost {amount} euros.",
        "It isn’t true that {amount} {noun} were {befell}.",
        "There is no evidence that {amount} {noun} were {befell}.",
        "On 8 May 2019 {amount} {noun} were {befell}, including nine children.",
        "{amount} {noun} were {befell} and 30 more wounded, a 12-year-old girl among them.",
        "Of the {amount} {noun} aboard, two dozen were {befell} at 6.45 pm.",
        "‘{amount} {noun} {befell},’ the headline read.",
        "Rescuers have found {amount} ‘missing’ {noun}.",
        "Sales fell by {amount}% to $1.2bn in March, the firm’s accounts show.",
        "{amount} {noun} were killed or wounded.",
        "{amount} {noun} were seriously injured, doctors say.",
        "Another {amount} {noun} were {befell}, and {amount} more killed.",
        "The blast killed {amount} {noun} and damaged 3 homes.",
        "{amount} dead, {amount} others hurt",
        "Only one {noun} was {befell}; nobody was killed.",
        "The pipeline carried {amount} {unit} a day.",
        "{amount}% of {noun} voted.",
        "Winds of {amount} km/h; {amount} pounds lost.",
        "It fell to {amount} degrees Celsius.",
        "{amount} {noun} marched through Leeds and the mill kept 40 jobs.",
        "By 2 April {amount} {noun} had been {befell}.",
        "{amount} British {noun} had been {befell}; the union’s count is 90.",
    ),
    "es": (
        "{amount} {noun} fueron {befell}.",
        "Según la policía, {amount} {noun} resultaron {befell} ayer.",
        "El túnel mide {amount} {unit}.",
        "“Hay {amount} {noun} {befell}”, dijo el alcalde.",
        "«Al menos {amount} {noun}», añadió, y otros 30 heridos.",
    ),
    "fr": (
        "{amount} {noun} ont été {befell}.",
        "Selon la police, {amount} {noun} ont été {befell} à l’aube.",
        "Le chantier s’étend sur {amount} {unit}.",
        "« {amount} {noun} sont {befell} », a déclaré le préfet.",
        "L’évêque évoque {amount} {noun} {befell} et 30 blessés.",
    ),
    "de": (
        "{amount} {noun} wurden {befell}.",
        "Laut Polizei wurden {amount} {noun} {befell}.",
        "Die Brücke ist {amount} {unit} lang.",
        "„Es gibt {amount} {noun}“, sagte der Bürgermeister.",
    ),
    "ru": (
        "{amount} {noun} были {befell}.",
        "По данным полиции, {amount} {noun} {befell}.",
        "«{amount} {noun}», — сообщил мэр.",
        "Работы займут {amount} {unit}.",
    ),
    "uk": (
        "{amount} {noun} було {befell}.",
        "За даними поліції, {amount} {noun} {befell}.",
        "«{amount} {noun}», — повідомив мер.",
        "Роботи триватимуть {amount} {unit}.",
    ),
    "ar": (
        "قُتل {amount} {noun}.",
        "أصيب {amount} {noun} بحسب الشرطة.",
        "قالت الشرطة إن «{amount} {noun}» {befell}.",
    ),
}


def _hedges(code: str, side: str) -> list[str]:
    path = ("hedges", "en", side) if code == "en" else (code, "hedges", side)
    found = [word for listed in lists(_TABLES, *path).values() for word in listed]
    return sorted(word for word in found if word[-1].isalpha())


_HEDGES: Final = {code: ["", "", *_hedges(code, "before")] for code in LANGUAGES}


def grouped(number: int, mark: str) -> str:
    """Write a whole number with its thousands parted by a mark."""
    return f"{number:,}".replace(",", mark)


def _numbers(code: str) -> st.SearchStrategy[str]:
    numbers = table(_TABLES, "numbers", code) if code == "en" else table(_TABLES, code, "numbers")
    whole = st.one_of(st.integers(0, 120), st.integers(0, 3_000_000))
    marks = [mark for mark in words(numbers, "group") if mark != "’"] + ["\u202f", "\u00a0", " "]
    decimal = next(iter(words(numbers, "decimal")), ",")
    if code == "en":
        small = [word for word, value in table(numbers, "cardinals").items() if value]
        scales = list(table(numbers, "scales"))
    else:
        small = [found[0] for value, found in lists(numbers, "words").items() if value not in {"0", "0.5"}]
        scales = [word for found in lists(numbers, "scales").values() for word in found]
    with_scale = st.tuples(st.integers(2, 99), st.integers(0, 9), st.sampled_from(scales))
    return st.one_of(
        st.builds(grouped, whole, st.sampled_from(marks)),
        whole.map(str),
        with_scale.map(lambda parts: f"{parts[0]}{decimal}{parts[1]} {parts[2]}"),
        st.tuples(whole, st.integers(0, 99)).map(lambda parts: f"{parts[0]}{decimal}{parts[1]:02}"),
        st.sampled_from(small),
        st.sampled_from(sorted(table(numbers, "vague"))),
    )


_WRITTEN: Final = {code: _numbers(code) for code in LANGUAGES}


@st.composite
def sentences(draw: st.DrawFn, languages: Sequence[str] = LANGUAGES) -> Said:
    """Draw a sentence that states a figure."""
    code = draw(st.sampled_from(languages))
    hedge = draw(st.sampled_from(_HEDGES[code]))
    text = draw(st.sampled_from(_FRAMES[code])).format(
        amount=f"{hedge} {draw(_WRITTEN[code])}".strip(),
        noun=draw(st.sampled_from(COUNTED[code])),
        befell=draw(st.sampled_from(BEFALLEN[code])),
        unit=draw(st.sampled_from(MEASURED[code])),
    )
    return Said(text[0].upper() + text[1:], code)


def pieces(code: str) -> st.SearchStrategy[str]:
    """Return numbers, hedges, nouns, verbs, units, small words and signs of a language."""
    path = ("grammar", "en") if code == "en" else (code, "grammar")
    small = [word for found in lists(_TABLES, *path).values() for word in found]
    return st.one_of(
        _WRITTEN[code],
        st.sampled_from(_HEDGES[code]),
        st.sampled_from([*_hedges(code, "after"), "max.", "hundred", "million"]),
        st.sampled_from(COUNTED[code] + BEFALLEN[code] + MEASURED[code]),
        st.sampled_from(small),
        st.sampled_from(["1-2", "12-", "$", "%", "£5m", "(", "”", ",", ".", ";", "9/11", "\n", "1O"]),
    )
