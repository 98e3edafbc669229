"""Which figures of a story are given for one thing, and what that thing is called."""

import pytest

from bot.domain import spreading
from db.models import Position
from tests.domain.strategies import ENGINE
from tests.factories import a_claim


def positions(*texts: str, claims: int = 1) -> list[Position]:
    """Return positions as claims of these texts take them, each taken by so many."""
    return [
        Position(id=at, story_id=1, figures=ENGINE.read(text), claims=claims)
        for at, text in enumerate(texts, start=1)
    ]


def things(*texts: str) -> list[list[int]]:
    """Return the positions of each thing that some texts give figures for."""
    found = spreading.things(ENGINE.comparer, positions(*texts))
    return [[given.position.id for given in one] for one in found]


def test_what_is_counted_and_what_befell_it_tell_things_apart() -> None:
    """Killed and injured, soldiers and civilians, and two currencies are things of their own."""
    assert things(
        "62 soldiers were killed.",
        "80 troops died.",
        "100 soldiers were wounded.",
        "Nine civilians were killed.",
        "The storm did damage of 3 million euros.",
        "The storm did damage of 3 million dollars.",
    ) == [[1, 2], [3], [4], [5], [6]]


def test_what_may_be_either_goes_with_the_one_that_more_speak_of() -> None:
    """Soldiers of no named army are counted with one army's, never both armies' with each other."""
    either = positions("62 soldiers were killed.", claims=9)
    russian = positions("80 Russian soldiers were killed.", claims=2)
    syrian = positions("30 Syrian soldiers were killed.", claims=5)
    moved = [
        one.model_copy(update={"id": number})
        for number, one in enumerate([*russian, *either, *syrian], start=1)
    ]
    found = spreading.things(ENGINE.comparer, moved)
    assert [{given.position.id for given in one} for one in found] == [{2, 3}, {1}]


def test_numbers_of_nothing_in_particular_are_left_out() -> None:
    """A bare number is no thing's, and neither is a part put beside its whole."""
    assert things("It was 17.", "It was 18.") == []
    assert things("Of the 80 people killed, 12 were seriously hurt.", "80 people were killed.")[0] == [1, 2]


@pytest.mark.parametrize(
    ("texts", "name", "unit"),
    [
        (("62 Syrian soldiers were killed.", "80 soldiers were killed."), "soldiers killed", None),
        (("62 were killed.", "80 people were killed."), "people killed", None),
        (("62 were killed.", "80 were killed."), "killed", None),
        (("The dam cost 3 million euros.", "The dam cost €4m."), "dam, cost (EUR)", "EUR"),
        (("Turnout was 40%.", "Turnout was 45 per cent."), "turnout (percent)", "percent"),
        (
            ("A magnitude 6.2 earthquake.", "A magnitude 6.4 earthquake."),
            "magnitude, ",
            "magnitude",
        ),
    ],
)
def test_a_thing_is_called_as_its_claims_call_it(texts: tuple[str, ...], name: str, unit: str | None) -> None:
    """A count is named by what it counts, a sum or a share by the words that tell what it measures."""
    stated = positions(*texts)
    (given,) = spreading.things(ENGINE.comparer, stated)
    called = spreading.name_of(given, [a_claim(text=text) for text in texts])
    assert called.startswith(name)
    assert spreading.unit_of(given) == unit
