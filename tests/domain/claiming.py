"""Figures, claims and statements as a ledger has them, built from the product's own word lists."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

from bot.domain.lexicon import lists, table
from db.models import Claim, Figure, Qualifier
from tests.domain.strategies import LEXICON, NOUNS
from tests.factories import a_claim

_TABLES: Final = LEXICON.tables
_PLURALS: Final = lists(_TABLES, "nouns", "irregular")
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


_NAMED: Final = (None, None, "soldier", "soldier", "troop", "person", "civilian", "child", "iraqi", "house")
_BEFELL: Final = ("killed", "killed", "killed", "dead", "injured", "missing", None)
_FEW: Final = st.integers(1, 12).map(Decimal)  # so that two claims speak of the same number often enough
_SUBJECTS: Final = ("turnout", "turnout", "turnout", "aid")
_WAYS: Final = ("+change", "-change", "-balance", "+stance", "-stance", "@may", "@2016", "~", "!", "^")
_MARKS: Final = ("=seriously", "=slightly", "=further", "&injured", "&missing")
_ALIKE: Final = ("percent", "percent", "kilometer", "mile", "hour", "minute", "USD", "EUR", "barrel/day")


@st.composite
def comparable(draw: st.DrawFn, *, denied: bool) -> Figure:
    """Draw a figure out of few nouns, outcomes, units and numbers, such that two are often comparable.

    `denied` says whether it may be denied.
    """
    counted = draw(st.booleans())
    number = draw(_FEW) * draw(st.sampled_from([1, 10, 1_000]))
    qualifier = draw(st.sampled_from(Qualifier))
    stated: dict[str, object] = bounds(draw, number, qualifier)
    if qualifier is Qualifier.RANGE:
        stated["high"] = number + draw(_FEW)
    if qualifier in {Qualifier.EXACT, Qualifier.ABOUT}:
        stated["leeway"] = draw(st.sampled_from([0, 0, "0.5", 5, 500]))
    if counted:
        noun = draw(st.sampled_from(_NAMED))
        stated["outcome"] = draw(st.sampled_from(_BEFELL))
        stated |= {"noun": noun or "person", "implied": noun is None} if noun or stated["outcome"] else {}
        stated["adjectives"] = draw(st.sampled_from([(), (), ("Syrian",), ("Russian",), ("union",)]))
        stated["measure"] = draw(st.sampled_from([(), (), (), *((mark,) for mark in _MARKS)]))
    else:
        stated["unit"] = draw(st.sampled_from(_ALIKE))
        ways = draw(st.lists(st.sampled_from(_WAYS), max_size=2, unique=True))
        stated["measure"] = (draw(st.sampled_from(_SUBJECTS)), *(ways if draw(st.booleans()) else ()))
    stated["denied"] = denied and draw(st.integers(0, 3)) == 0
    stated["part"] = draw(st.integers(0, 2)) == 0
    return Figure.model_validate(stated)


_DAYS: Final = st.sampled_from(
    [
        None,
        date(2021, 5, 6),
        date(2021, 5, 7),
        datetime(2021, 5, 6, 9, tzinfo=UTC),
        datetime(2021, 5, 8, tzinfo=UTC),
    ]
)


@st.composite
def claims(draw: st.DrawFn, number: int, *, denied: bool = True) -> Claim:
    """Draw a claim on record that states a few figures, by one of two speakers, at a time or at none.

    `number` is its id; `denied` says whether its figures may be denied.
    """
    speaker = draw(st.integers(1, 2))
    return a_claim(
        id=number,
        speaker=f"Harbour office {speaker}",
        speaker_id=speaker,
        said_at=draw(_DAYS),
        as_of=draw(_DAYS),
        figures=draw(st.lists(comparable(denied=denied), min_size=1, max_size=3).map(tuple)),
    )


_TOPICS: Final = ("The truce", "The truce", "The ferry’s crew")
_PREDICATES: Final = [
    [word for found in lists(_TABLES, "denial", "opposites", axis).values() for word in found]
    for axis in ("intent", "safety", "standing", "liberty")
]
_SAYINGS: Final = (
    "{topic} was {word}.",
    "{topic} was not {word}.",
    "{topic} {word} on Monday.",
    "{topic} did not {word}.",
    "{topic} never {word}, the mayor said.",
    "The ministry denies that {topic} was {word}.",
    "It is not true that {topic} was {word}.",
    "Reports that {topic} was {word} are false.",
    "There is no evidence that {topic} was {word}.",
    "We were wrong to say that {topic} was {word}.",
    "{topic} may be {word} without {other}.",
    "{topic} was {word} and {other}.",
    "Nobody was {word}; {topic} was {other}.",
)


@st.composite
def statements(draw: st.DrawFn, number: int) -> Claim:
    """Draw a claim on record that states no figure, but something with its opposite or its denial."""
    speaker = draw(st.integers(1, 2))
    predicates = st.sampled_from(draw(st.sampled_from(_PREDICATES)))
    text = draw(st.sampled_from(_SAYINGS)).format(
        topic=draw(st.sampled_from(_TOPICS)), word=draw(predicates), other=draw(predicates)
    )
    return a_claim(
        id=number, text=text, speaker=f"Harbour office {speaker}", speaker_id=speaker, said_at=draw(_DAYS)
    )
