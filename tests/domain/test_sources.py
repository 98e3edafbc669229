"""One source under several names, and independent speakers."""

import pytest

from bot.domain.sources import SourceNames, independent, is_unnamed
from bot.wordlists import load
from tests.factories import a_claim


@pytest.fixture(scope="module")
def names() -> SourceNames:
    """Return the recogniser with the packaged word lists."""
    return SourceNames(load().nation_of)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Norwegian transport ministry", "Ministry of Transport of Norway"),
        ("Norway's Ministry of Defence", "Norwegian Defense Ministry"),
        ("NCAA", "Norwegian Civil Aviation Authority"),
        ("Norwegian Civil Aviation Authority (NCAA)", "NCAA"),
        ("Acme AG", "Acme"),
        ("the Army press office, Bergen", "Army press office in Bergen"),
        ("U.S. Coast Guard", "US Coast Guard"),
        ("sheriff of Marin County", "Marin County sheriff"),
        ("Kern County fire service", "Fire management of Kern County"),
    ],
)
def test_spellings_of_one_source_are_one(names: SourceNames, a: str, b: str) -> None:
    """Order, possessives, countries, abbreviations and generic words don't make a second source."""
    assert names.same(a, b)
    assert names.same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Norwegian army", "Norwegian military"),
        ("Norwegian defence ministry", "Norwegian foreign ministry"),
        ("Norwegian transport ministry", "Swedish transport ministry"),
        ("an army officer", "Army"),
        ("a military source", "a hospital source"),
        ("Bergen police", "Oslo police"),
    ],
)
def test_different_sources_stay_apart(names: SourceNames, a: str, b: str) -> None:
    """Names that share some words are not joined on that account."""
    assert not names.same(a, b)


@pytest.mark.parametrize(
    "name", ["a military source", "residents of the town", "one of the survivors", "two officials"]
)
def test_a_label_that_names_nobody_is_recognised(name: str) -> None:
    """An article, a number or a plain plural in front of a role names nobody."""
    assert is_unnamed(name)
    assert not is_unnamed("Ministry of Defence")


def test_ten_outlets_that_quote_one_ministry_are_one_speaker(names: SourceNames) -> None:
    """Independence counts speakers, not outlets."""
    claims = [
        a_claim(id=n, speaker="Transport ministry", speaker_id=1, outlet=f"Paper {n}") for n in range(10)
    ]
    assert independent(claims, names) == 1


def test_two_unnamed_speakers_are_one_only_through_the_same_chain(names: SourceNames) -> None:
    """The label alone doesn't join two unnamed speakers; whoever passed them on must be the same."""
    source = "a military source"
    first = a_claim(id=1, speaker=source, speaker_id=1, via=("Monitor",), via_ids=(7,))
    again = a_claim(id=2, speaker=source, speaker_id=1, via=("Monitor",), via_ids=(7,))
    other = a_claim(id=3, speaker=source, speaker_id=1, via=("Agency",), via_ids=(8,))
    assert independent([first, again], names) == 1
    assert independent([first, other], names) == 2
