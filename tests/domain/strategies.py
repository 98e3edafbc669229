"""Sentences, claims and figures as a newsroom has them, built from the product's own word lists."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from hypothesis import strategies as st

from bot.domain.lexicon import lists, table, words
from bot.domain.reading.inflection import plural
from bot.domain.reading.language import Language
from bot.wordlists import load
from db.models import Figure, Qualifier

LEXICON: Final = load()
LANGUAGES: Final = ("en", "es", "fr", "de")

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


def _last(part: str, code: str, *path: str) -> list[str]:
    """Return the last word of each of a language's lists: a plural, as a rule."""
    return sorted({found[-1] for found in lists(_TABLES, part, code, *path).values()})


NOUNS: Final = _nouns()
COUNTED: Final = {code: _last("nouns", code) for code in LANGUAGES if code != "en"} | {
    "en": sorted(plural(noun, _PLURALS) for noun in NOUNS)
}
BEFALLEN: Final = {code: _last("outcomes", code, "states") for code in LANGUAGES if code != "en"} | {
    "en": _participles()
}
MEASURED: Final = {code: _last("units", code) for code in LANGUAGES if code != "en"} | {
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
}


def _hedges(code: str, side: str) -> list[str]:
    found = [word for name, listed in lists(_TABLES, "hedges", code, side).items() for word in listed]
    return sorted(word for word in found if word[-1].isalpha())


_HEDGES: Final = {code: ["", "", *_hedges(code, "before")] for code in LANGUAGES}


def grouped(number: int, mark: str) -> str:
    """Write a whole number with its thousands parted by a mark."""
    return f"{number:,}".replace(",", mark)


def _numbers(code: str) -> st.SearchStrategy[str]:
    numbers = table(_TABLES, "numbers", code)
    whole = st.one_of(st.integers(0, 120), st.integers(0, 3_000_000))
    marks = [mark for mark in words(numbers, "group") if mark != "’"] + ["\u202f", "\u00a0", " "]
    (decimal,) = words(numbers, "decimal")
    small = [word for word, value in table(numbers, "cardinals").items() if value]
    scales = [word for word, value in table(numbers, "scales").items()]
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


_LOWER: Final = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_UPPER: Final = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN})
_TELLING: Final = {  # nouns that tell by themselves what befell those counted
    noun
    for part in ("events", "nouns")
    for found in lists(_TABLES, "outcomes", "en", part).values()
    for noun in found
}
_ODD: Final = {form for forms in _PLURALS.values() for form in forms}  # other forms of other nouns
_COUNTABLE: Final = [
    noun for noun in NOUNS if noun not in _TELLING | _ODD and LEXICON.canonical_noun(noun) != "job"
]
_OUTCOMES: Final = sorted(
    {name for part in ("verbs", "states", "events") for name in table(_TABLES, "outcomes", "en", part)}
)
_BEFALLS_PEOPLE: Final = [outcome for outcome in _OUTCOMES if outcome not in {"destroyed", "damaged"}]
_UNITS: Final = sorted(
    {
        unit
        for dimension in table(_TABLES, "units")
        if len(dimension) > len("en")
        for unit in lists(_TABLES, "units", dimension)
        if unit != "magnitude"
    }.union(lists(_TABLES, "money", "signs"))
)
_PERIODS: Final = ("hour", "day", "week", "month", "year")
_VAGUE: Final = [
    tuple(bounds) for bounds in table(_TABLES, "numbers", "en", "vague").values() if isinstance(bounds, list)
]


def numbers(*, whole: bool = False) -> st.SearchStrategy[Decimal]:
    """Return numbers from 0 up, small ones as often as large ones; with decimals unless `whole`."""
    counts = st.one_of(st.integers(0, 120), st.integers(0, 10**12)).map(Decimal)
    return counts if whole else st.one_of(counts, st.decimals(0, 10**6, places=2).map(_shortened))


def _shortened(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def bounds(draw: st.DrawFn, number: Decimal, qualifier: Qualifier) -> dict[str, object]:
    """Draw what a hedge makes of a number."""
    low, high = number, number
    if qualifier is Qualifier.RANGE:
        high = number + draw(numbers(whole=True)) + 1
    if qualifier is Qualifier.VAGUE:
        low, high = map(Decimal, draw(st.sampled_from(_VAGUE)))
    return {
        "qualifier": qualifier,
        "low": None if qualifier in _UPPER else low,
        "high": None if qualifier in _LOWER else high,
    }


@st.composite
def counts(draw: st.DrawFn) -> Figure:
    """Draw a count of people or things and what befell them."""
    noun = draw(st.sampled_from([None, *_COUNTABLE]))
    qualifier = draw(st.sampled_from(Qualifier))
    return Figure.model_validate(
        {
            **bounds(draw, draw(numbers(whole=True)), qualifier),
            "noun": noun or "person",
            "implied": noun is None,
            "outcome": draw(st.sampled_from(_BEFALLS_PEOPLE if noun is None else [None, *_OUTCOMES])),
            "adjectives": draw(st.sampled_from([(), (), ("Syrian",), ("union",)])) if noun else (),
            "denied": draw(st.booleans()),
        }
    )


@st.composite
def measurements(draw: st.DrawFn) -> Figure:
    """Draw a sum, a share, a length, a rate, …."""
    unit = draw(st.sampled_from(_UNITS))
    rated = "/" not in unit and unit not in {"percent", "knot"} and draw(st.booleans())
    return Figure.model_validate(
        {
            **bounds(draw, draw(numbers()), draw(st.sampled_from(Qualifier))),
            "unit": f"{unit}/{draw(st.sampled_from(_PERIODS))}" if rated else unit,
            "denied": draw(st.booleans()),
        }
    )
