"""The spread: every figure that is given for one thing, and by whom."""

import pytest

from bot.desk import LOCAL, Desk, DeskError
from bot.results import Spread
from tests.desk.ferry import ACTOR, STORY, add, toll


async def _spreads(desk: Desk) -> dict[str, Spread]:
    return {found.thing: found for found in await desk.spreads(LOCAL, STORY)}


def _told(found: Spread) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(row.words, row.total, row.speakers) for row in found.rows]


async def test_the_figures_of_one_thing_stand_together(desk: Desk) -> None:
    """Each figure for the dead is one row with its speakers, that of most claims first; lifeboats apart."""
    await toll(desk)
    await add(desk, "Ten lifeboats were lost.", "Owner")
    await add(desk, "Twelve lifeboats were lost.", "Mayor of Port Kessel")
    await add(desk, "3 crew members were arrested.", "Police")
    found = await _spreads(desk)
    assert list(found) == ["passengers killed", "lifeboats lost"]
    assert _told(found["passengers killed"]) == [
        ("41 passengers killed", 2, ("Coast guard", "Harbour office")),
        ("at least 60 passengers killed", 1, ("Seafarers' union",)),
        ("at least 20 passengers killed", 1, ("Mayor of Port Kessel",)),
    ]
    assert {row.matched for row in found["passengers killed"].rows} == {False}


async def test_a_story_in_which_nothing_differs_has_no_spread(desk: Desk) -> None:
    """One figure said twice, and numbers of different things, are no spread; no story at all is refused."""
    await add(desk, "41 passengers were killed.")
    await add(desk, "Forty-one passengers died.", "Harbour office")
    await add(desk, "30 cars were lost.", "Owner")
    assert await desk.spreads(LOCAL, STORY) == []
    with pytest.raises(DeskError, match="No story"):
        await desk.spreads(LOCAL, "Bridge collapse")


async def test_names_of_one_speaker_are_given_once(desk: Desk) -> None:
    """A speaker under two names stands once on a row, by its first name there."""
    await toll(desk)
    await desk.alias(LOCAL, "Coast guard", ["Harbour office"], actor=ACTOR)
    assert (await _spreads(desk))["passengers killed"].rows[0].speakers == ("Coast guard",)


async def test_what_was_taken_back_is_no_row(desk: Desk) -> None:
    """A retracted and a withdrawn claim's figures leave the spread, and come back with them."""
    ids = await toll(desk)
    await desk.retract(LOCAL, ids["union"], actor=ACTOR)
    await desk.withdraw(LOCAL, ids["mayor"], actor=ACTOR)
    assert await _spreads(desk) == {}
    await desk.undo(LOCAL, actor=ACTOR)
    assert len((await _spreads(desk))["passengers killed"].rows) == 2


async def test_a_check_marks_what_it_found(desk: Desk) -> None:
    """The figure that a check finds is the matched row of its spread, the first of them."""
    await toll(desk)
    found = await desk.spread_of_answer(await desk.check(LOCAL, "at least 60 passengers died"))
    assert found is not None
    assert [row.words for row in found.rows if row.matched] == ["at least 60 passengers killed"]
    assert found.rows[0].matched
    assert found.asked is None


async def test_a_check_that_nobody_answers_keeps_what_it_asked(desk: Desk) -> None:
    """Where nobody gives a figure, those on record for the same thing are the spread, and none is matched."""
    await toll(desk)
    found = await desk.spread_of_answer(await desk.check(LOCAL, "33 passengers killed"))
    assert found is not None
    assert found.asked is not None
    assert found.asked.low == 33
    assert len(found.rows) == 3
    assert not any(row.matched for row in found.rows)
    assert await desk.spread_of_answer(await desk.check(LOCAL, "parliament was dissolved")) is None


async def test_a_retracted_match_is_what_was_asked(desk: Desk) -> None:
    """A match that was taken back is no row of the spread, and is kept as what was asked for."""
    ids = await toll(desk)
    await add(desk, "55 passengers died.", "Owner")
    await desk.retract(LOCAL, ids["union"], actor=ACTOR)
    found = await desk.spread_of_answer(await desk.check(LOCAL, "at least 60 passengers died"))
    assert found is not None
    assert found.asked is not None
    assert found.asked.low == 60


async def test_an_alert_is_about_the_figure_that_its_claims_differ_on(desk: Desk) -> None:
    """Of a claim with two figures, the spread is of the one that the alert's other claims contradict."""
    await toll(desk)
    await add(desk, "Ten cars were lost.", "Owner")
    await add(desk, "Some 11 cars were lost and 25 passengers killed.", "Mayor of Port Kessel")
    added = await add(desk, "Ten cars were lost and 99 passengers were killed.", "A diver")
    (alert, *_) = await desk.alerts(LOCAL)
    assert alert.claim_id == added
    found = await desk.spread_of_alert(await desk.alert(LOCAL, alert.id))
    assert found is not None
    assert found.thing == "passengers killed"
    assert found.rows[0].words == "99 passengers killed"
    await desk.withdraw(LOCAL, added, actor=ACTOR)
    assert await desk.spread_of_alert(await desk.alert(LOCAL, alert.id)) is None


async def test_units_of_one_dimension_stand_together(desk: Desk) -> None:
    """Miles and kilometers of one thing are one spread, in the unit of most claims, named by its words."""
    await add(desk, "The slick was 5 miles long.", "Owner")
    await add(desk, "The slick was 20 km long.", "Police")
    await add(desk, "The slick was at most 12 kilometers long.", "Mayor of Port Kessel")
    (found,) = (await _spreads(desk)).values()
    assert (found.thing, found.unit, len(found.rows)) == ("slick (kilometers)", "kilometer", 3)
