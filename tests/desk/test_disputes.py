"""What of a story can't all hold, however many claims it has."""

from bot.desk import LOCAL, Desk
from bot.results import Dispute
from db.models import Relation
from tests.desk.ferry import ACTOR, STORY, add, draft, toll


async def _disputes(desk: Desk) -> list[tuple[str, set[int], set[int]]]:
    """Return each dispute of the sheet: its reason, and the claims of both sides."""
    return [
        (one.reason, {claim.id for claim in one.a}, {claim.id for claim in one.b})
        for one in (await desk.sheet(LOCAL, STORY)).disputes
    ]


async def _crowd(desk: Desk, killed: str, count: int) -> None:
    """Have as many speakers as asked give one figure."""
    rows = [
        draft(f"{killed} passengers died.", f"Smith {n} of {killed}", outlet=f"Paper {n}")
        for n in range(count)
    ]
    await desk.import_rows(LOCAL, list(enumerate(rows, start=1)), actor=ACTOR)


async def test_the_order_of_claims_makes_no_other_dispute(desk: Desk) -> None:
    """All who say 41 stand on one side, all who say at least 60 on the other, whoever came first."""
    ids = await toll(desk)
    diver = await add(desk, "At least 60 passengers were killed.", "A diver")
    later = await add(desk, "41 passengers were killed.", "Owner")
    assert await _disputes(desk) == [
        ("41 is below “at least 60”.", {ids["guard"], ids["harbour"], later}, {ids["union"], diver})
    ]


async def test_sides_of_a_crowd_are_counted(desk: Desk) -> None:
    """Of hundreds who say the same the first few are listed and the others counted, on each side."""
    await _crowd(desk, "41", 300)
    await _crowd(desk, "At least 60", 50)
    (dispute,) = (await desk.sheet(LOCAL, STORY)).disputes
    assert (len(dispute.a) + dispute.more_a, len(dispute.b) + dispute.more_b) == (300, 50)
    assert len(dispute.a) == len(dispute.b) == 6


async def test_nothing_confirmed_is_crowded_out(desk: Desk) -> None:
    """What a moderator confirmed and what is suspected stand beside hundreds of contradicting figures."""
    for killed in ("41", "At least 60", "20", "30", "100"):
        await _crowd(desk, killed, 60)
    said = [
        await add(desk, "The captain was drunk.", "Police"),
        await add(desk, "The captain was not drunk.", "Owner"),
        await add(desk, "The raft was sound.", "Owner"),
        await add(desk, "Nobody looked at the raft.", "Police"),
    ]
    await desk.decide(LOCAL, said[2], said[3], Relation.CONTRADICTS, reason="so they do", actor=ACTOR)
    first, *others, last = (await desk.sheet(LOCAL, STORY)).disputes
    assert first.decision is not None
    assert first.decision.reason == "so they do"
    assert first.reason == ""
    assert len(others) == 9
    assert (last.suspected, {last.a[0].id, last.b[0].id}) == (True, set(said[:2]))


async def test_what_was_dismissed_stands_on_no_two_sides(desk: Desk) -> None:
    """Where a pair was dismissed, the others are told such that those two never face each other."""
    ids = await toll(desk)
    await desk.decide(LOCAL, ids["guard"], ids["union"], Relation.UNRELATED, reason="two decks", actor=ACTOR)
    diver = await add(desk, "At least 60 passengers were killed.", "A diver")
    found = (await desk.sheet(LOCAL, STORY)).disputes
    faced = {(a.id, b.id) for one in found for a in one.a for b in one.b}
    assert faced == {(ids["guard"], diver), (ids["harbour"], ids["union"]), (ids["harbour"], diver)}


async def test_a_speaker_against_itself_is_told_apart(desk: Desk) -> None:
    """Two figures of one speaker on one day are a dispute of their own, behind that with the others."""
    one = await add(desk, "41 passengers died.", said_at="2021-05-04")
    two = await add(desk, "At least 60 passengers died.", said_at="2021-05-04")
    other = await add(desk, "41 passengers died.", "Owner", said_at="2021-05-05")
    assert await _disputes(desk) == [
        ("41 is below “at least 60”.", {other}, {two}),
        ("41 is below “at least 60”: the speaker against itself.", {one}, {two}),
    ]


async def test_a_revision_is_no_dispute(desk: Desk) -> None:
    """Another figure of one speaker at another time contradicts nobody."""
    await add(desk, "41 passengers died.", said_at="2021-05-04")
    await add(desk, "At least 60 passengers died.", said_at="2021-05-05")
    assert await _disputes(desk) == []


async def test_suspicions_are_joined(desk: Desk) -> None:
    """One statement that several others deny is one suspected dispute, whenever they were said."""
    drunk = await add(desk, "The captain was drunk.", "Police", said_at="2021-05-04")
    sober = {
        await add(desk, "The captain was not drunk.", name, said_at=f"2021-05-0{day}")
        for name, day in (("Owner", 5), ("Harbour office", 7))
    }
    (dispute,) = (await desk.sheet(LOCAL, STORY)).disputes
    assert isinstance(dispute, Dispute)
    assert dispute.suspected
    assert "apart" not in dispute.reason
    assert {claim.id for claim in (*dispute.a, *dispute.b)} == {drunk, *sober}


async def test_no_more_is_listed_than_can_be_read(desk: Desk) -> None:
    """Of very many contradicting figures forty are listed, and the sheet says that there are more."""
    rows = [draft(f"{number} passengers died.", f"Witness {number} Smith") for number in range(20, 60)]
    await desk.import_rows(LOCAL, list(enumerate(rows, start=1)), actor=ACTOR)
    sheet = await desk.sheet(LOCAL, STORY)
    assert (len(sheet.disputes), sheet.more_disputes) == (40, True)


async def test_the_same_figure_beside_different_others_is_one_dispute(desk: Desk) -> None:
    """Who says 41 alone, and who says it with the injured or the cars, stand together against at least 60."""
    union = await add(desk, "At least 60 passengers died.", "Seafarers' union")
    said = {
        await add(desk, "41 passengers died.", "Coast guard"),
        await add(desk, "41 passengers died and ten cars were lost.", "Owner"),
        await add(desk, "41 passengers died, 7 passengers were injured.", "Police"),
    }
    assert await _disputes(desk) == [("41 is below “at least 60”.", said, {union})]
