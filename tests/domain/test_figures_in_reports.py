"""Numbers as agencies, ministries and posts write them: parts, magnitudes, lists and names of clubs."""

from typing import Final

import pytest

from bot.domain.figures import FigureReader
from bot.domain.wording import describe
from bot.wordlists import load

READER: Final = FigureReader(load())


def said(text: str) -> list[str]:
    """Return the figures of a text as the product words them."""
    return [describe(figure) for figure in READER.read(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The blast hurt nine, four of them pupils.", ["9 injured", "4 pupils injured"]),
        ("Nine died, four of them in hospital.", ["9 killed", "4 hospitalised"]),
        ("Of 900 samples, 41 came back clean.", ["900 samples", "41 samples"]),
        ("Neither of the two divers was hurt.", ["0 divers injured", "2 divers"]),
        ("Six were hurt, one with serious injuries.", ["6 injured", "1 seriously injured"]),
        ("Divers rescued a man and his two sons.", ["2 sons rescued"]),
        ("Marchers numbered about 900.", ["about 900 marchers"]),
        ("Some 90 homes are dark, down from a peak of 300.", ["about 90 homes", "300 homes"]),
        ("The army freed 20 kidnapped pupils.", ["20 pupils released"]),
        ("We promised 18 Leopard 2 tanks.", ["18 tanks promised"]),
    ],
)
def test_what_a_count_is_of(text: str, figures: list[str]) -> None:
    """A count takes its noun from beside it, from the number before, or from the words in front."""
    assert said(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "A 5.9 earthquake struck.",
        "A quake of 5.9 magnitude struck.",
        "The tremor measured 5.9.",
        "It was a tremor measuring 5.9 on the Richter scale.",
    ],
)
def test_magnitudes(text: str) -> None:
    """A number said of a quake is its magnitude, wherever the word stands."""
    assert [figure.unit for figure in READER.read(text)] == ["magnitude"]


def test_a_measured_length_is_no_magnitude() -> None:
    """What else is measured, or hit by no quake, has no magnitude."""
    assert said("The beam measured 5.9.") == ["5.9 measured"]
    assert said("The quake registered 14 times.") == ["14 times"]


@pytest.mark.parametrize(
    "text",
    [
        "The Group of Seven and the Group of 77 met.",
        "A 747 and the 787 Dreamliner landed; 18-wheelers waited.",
        "A boy of six drowned.",
    ],
)
def test_names_and_ages_count_nothing(text: str) -> None:
    """Clubs of countries, types of airliners and lorries, and ages are no figures."""
    assert said(text) == []


def test_what_only_looks_like_a_name_or_a_year_counts() -> None:
    """A group of seven people, 737 workers and “2000+ displaced” are figures."""
    assert said("A group of seven was killed.") == ["7 killed"]
    assert said("The 737 workers left.") == ["737 workers"]
    assert said("Flood: 2000+ displaced") == ["more than 2,000 displaced"]


def test_a_half_may_be_hyphened() -> None:
    """“Two-and-a-half years” are two and a half."""
    assert said("It took two-and-a-half years.") == ["2.5 years"]
    assert said("One-and-a-half million visitors came.") == ["1.5 million visitors"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Two sailors fell to their deaths.", "killed"),
        ("Mobs torched nine shops.", "destroyed"),
        ("Nine bridges were washed out.", "destroyed"),
        ("Six buses burned.", "destroyed"),
        ("Five convicts were recaptured.", "captured"),
        ("Gunfire in the port: 900 flee homes", "displaced"),
    ],
)
def test_what_befell_them(text: str, outcome: str) -> None:
    """The verbs of reports say what befell those counted."""
    assert [figure.outcome for figure in READER.read(text)] == [outcome]
