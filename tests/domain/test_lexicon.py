"""The lexicon knows which nouns, outcomes and nations are one, and which hold which."""

import pytest

from bot.domain.lexicon import Lexicon
from bot.wordlists import load


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Return the packaged word lists."""
    return load()


@pytest.mark.parametrize(
    ("noun", "canonical"),
    [
        ("troops", "soldier"),
        ("Serviceman", "soldier"),
        ("military personnel", "soldier"),
        ("gunmen", "fighter"),
        ("kids", "child"),
        ("homes", "house"),
        ("policemen", "officer"),
        ("demonstrators", "protester"),
        ("lorries", "truck"),
    ],
)
def test_nouns_that_name_the_same_are_one(lexicon: Lexicon, noun: str, canonical: str) -> None:
    """Any form of any synonym leads to the one noun that stands for all."""
    assert lexicon.canonical_noun(noun) == canonical


@pytest.mark.parametrize(
    ("wide", "narrow", "holds"),
    [
        ("people", "troops", True),
        ("combatant", "rebel", True),
        ("civilian", "schoolgirl", True),
        ("building", "home", True),
        ("soldier", "civilian", False),
        ("soldier", "soldiers", False),
        ("child", "person", False),
        ("person", "russia", True),
    ],
)
def test_wider_nouns_hold_narrower_ones(lexicon: Lexicon, wide: str, narrow: str, *, holds: bool) -> None:
    """Widening is strict, runs one way, and passes through as many steps as it takes."""
    assert lexicon.widens(wide, narrow) is holds


@pytest.mark.parametrize(
    ("word", "nation"),
    [
        ("Syrian", "syria"),
        ("Damascus", "syria"),
        ("Syria’s", "syria"),
        ("Kremlin", "russia"),
        ("U.S.", "united states"),
        ("Washington", "united states"),
        ("union", None),
    ],
)
def test_nations(lexicon: Lexicon, word: str, nation: str | None) -> None:
    """A nation answers to its name, its adjective, its people and its seat of government."""
    assert lexicon.nation_of(word) == nation


def test_allegiances_are_nations_and_sides_but_no_other_adjectives(lexicon: Lexicon) -> None:
    """Sides fold to one key however they are called, and a trade is no side."""
    assert lexicon.allegiance("pro-regime") == lexicon.allegiance("pro-government") == "pro-government"
    assert lexicon.allegiance("Russian") == "russia"
    assert lexicon.allegiance("garment") is None


@pytest.mark.parametrize(
    ("verb", "outcome"),
    [
        ("died", "killed"),
        ("wounded", "injured"),
        ("detaining", "arrested"),
        ("marching", "marched"),
        ("kept", "kept"),
    ],
)
def test_outcomes_in_one_form(lexicon: Lexicon, verb: str, outcome: str) -> None:
    """Any form of a listed verb leads to its outcome, and an unlisted one stands for itself."""
    assert lexicon.canonical_outcome(verb) == outcome


def test_how_tolls_move(lexicon: Lexicon) -> None:
    """The dead only grow in number; the missing come and go."""
    assert lexicon.grows_only("died")
    assert not lexicon.grows_only("missing")
    assert lexicon.moves_both_ways("missing")
    assert lexicon.known_outcome("killed")
    assert not lexicon.known_outcome("marched")


def test_people_and_groups(lexicon: Lexicon) -> None:
    """People are told from things, and a part of any people from a trade."""
    assert lexicon.is_person("Venezuelans")
    assert not lexicon.is_person("tanks")
    assert lexicon.is_group("schoolgirls")
    assert not lexicon.is_group("soldiers")
