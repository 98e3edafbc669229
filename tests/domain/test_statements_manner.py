"""Denials and opposites in the turns of phrase that reports use: who, whose, by whom, how far and in vain."""

import tomllib
from pathlib import Path

import pytest

import bot
from bot.domain.statements import StatementComparer, Suspected

WORDS = tomllib.loads((Path(bot.__file__).parent / "words" / "denial.toml").read_text(encoding="utf-8"))
COMPARER = StatementComparer(WORDS)


def judge(a: str, b: str) -> Suspected | None:
    """Return what the shipped word lists make of two texts."""
    return COMPARER.compare(COMPARER.parse(a), COMPARER.parse(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The stewards were told to close the gate.", "At no time were the stewards told to close the gate."),
        ("Poachers started the fire.", "A careless camper, not poachers, started the fire."),
        ("The flood was caused by a burst main.", "The flood was caused by heavy rain, not a burst main."),
        ("Our fighters blew up the mast.", "The fighters had nothing to do with the explosion."),
        ("The harbour board asked for a ban on jet skis.", "The board never requested a ban on jet skis."),
        ("The vault was locked.", "The lock of the vault was missing."),
        ("The order to clear the stands was given.", "No order to clear the stands was ever given."),
        (
            "The ringmaster was carrying a knife.",
            "The ringmaster was not carrying a knife, he told the paper.",
        ),
        ("The swimmer is alive.", "He died on the beach."),
        ("It burned in an empty grain store.", "The grain store was full."),
        ("The manager has been detained.", "Nobody from the museum has been arrested."),
    ],
)
def test_turns_of_phrase_are_seen_through(a: str, b: str) -> None:
    """A denial is found behind inversion, contrast, asking, absence and pronouns, whichever comes first."""
    assert judge(a, b)
    assert judge(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Our tents were not damaged by the gale.", "The marquees were damaged by the gale."),
        ("The plan was not approved by the parish council.", "The district approved the plan."),
        ("The soup was not tested by the inspectors.", "The inspectors took samples of the cheese."),
        ("The jockeys had nothing to do with the explosion.", "The boiler exploded at noon."),
        ("The consul was not expelled.", "The attaché was expelled."),
        ("The board asks for a new pier.", "The board does not own the pier."),
        ("An empty bus stood at the depot.", "The trams were full."),
        (
            "The port had sent its regrets for the unintentional loss of life of border guards.",
            "The attack exposed false claims of fighting terrorism by the port.",
        ),
        (
            "The gunners would not intentionally hit a ferry.",
            "The boats and ferries targeted belonged to the port.",
        ),
    ],
)
def test_others_doings_are_left_alone(a: str, b: str) -> None:
    """What somebody else did, or what was done to something else, contradicts no denial."""
    assert judge(a, b) is None
    assert judge(b, a) is None


def test_newsroom_can_add_a_pair() -> None:
    """A pair of opposites that a newsroom lists is used like the shipped ones."""
    pairs = {"antonyms": {"complementary": [[["moored"], ["adrift"]]]}}
    comparer = StatementComparer({**WORDS, **pairs})
    found = comparer.compare(comparer.parse("The barge was moored."), comparer.parse("The barge was adrift."))
    assert found
    assert "adrift" in found.reason


def test_word_on_both_sides_opposes_nothing() -> None:
    """A word whose forms stand on both sides of a pair is none of its opposites."""
    pairs = {"antonyms": {"contrary": [[["beating"], ["beaten"]]]}}
    comparer = StatementComparer({**WORDS, "opposites": {}, **pairs})
    assert (
        comparer.compare(comparer.parse("The team was beaten."), comparer.parse("The team is beating."))
        is None
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The stewards gave out water.", "No water was ever given out by the stewards."),
        ("The tasters had serious side effects.", "The syrup causes no serious side effects."),
        ("The kiosk stood at the foot of the stairs.", "There was no kiosk at the stairs."),
        ("A team of divers shadowed the yacht.", "Our divers did not follow the yacht."),
        ("We ran to the side door and found it blocked.", "The side door was clear."),
        ("The steamer never gave the village any warning.", "The village was warned by the steamer."),
        ("The driver is guilty.", "My client is innocent."),
    ],
)
def test_what_is_said_to_be_there_is_denied(a: str, b: str) -> None:
    """A thing that one side has, gets or gives is denied by a “no” of the other."""
    assert judge(a, b)
    assert judge(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The inn was never without water.", "The inn was supplied with water by tankers."),
        ("Not all of the tents were ours.", "The tents were ours."),
        ("Our outpost was not attacked that night.", "Our outpost was attacked at dawn."),
        ("We did not see the yacht until it was too late.", "The yacht had its lamps lit."),
        ("They were paid late.", "The men were not paid by the hour."),
        ("It is hard to reach the hut.", "The hikers reached the hut."),
    ],
)
def test_what_only_looks_like_a_denial_is_left_alone(a: str, b: str) -> None:
    """Two denials, “not all”, another time of day and what was there all the same deny nothing."""
    assert judge(a, b) is None
    assert judge(b, a) is None


def test_dispute_over_nothing_named_is_read() -> None:
    """A verb of dismissal behind which no statement follows is read without a fault."""
    assert judge("The clubs dispute claims report.", "The clubs agree.") is None
