"""The sheet of a story, and claims gathered by who says what."""

from datetime import UTC, datetime

import pytest

from bot.desk import LOCAL, Desk, DeskError
from bot.ui.pages import page
from db.models import Claim, ClaimDraft, Relation
from tests.desk.ferry import ACTOR, STORY, add, draft, toll


async def _said(desk: Desk, story: str | None = None) -> list[list[int]]:
    return [[claim.id for claim in claims] async for claims in desk.worded(LOCAL, story)]


async def test_a_sheet_counts_what_is_on_record(desk: Desk) -> None:
    """Active and retracted claims are counted apart, withdrawn ones not at all; two names are one speaker."""
    ids = await toll(desk)
    await desk.alias(LOCAL, "Coast guard", ["Harbour office"], actor=ACTOR)
    await desk.retract(LOCAL, ids["mayor"], actor=ACTOR, reason="a slip of the tongue")
    await desk.withdraw(LOCAL, await add(desk, "Nine cars were lost.", "Owner"), actor=ACTOR)
    sheet = await desk.sheet(LOCAL, "ferry sinking")
    assert (sheet.story.name, sheet.active, sheet.retracted) == (STORY, 3, 1)
    assert (sheet.speakers, sheet.more_speakers) == (2, False)
    assert [claim.id for claim in sheet.claims] == [
        ids[name] for name in ("guard", "mayor", "harbour", "union")
    ]


async def test_unnamed_speakers_count_by_who_passed_them_on(desk: Desk) -> None:
    """One label through two outlets is two independent speakers, however many claims each of them has."""
    for outlet in ("Daily", "Wire"):
        for number in (3, 4):
            await add(desk, f"{number} cars were lost.", "a local official", outlet=outlet)
    assert (await desk.sheet(LOCAL, STORY)).speakers == 2


async def test_the_disputes_are_the_contradictions(desk: Desk) -> None:
    """The sides of a sheet's disputes make the same pairs of claims as the list of contradictions."""
    ids = await toll(desk)
    await add(desk, "The captain was drunk.", "Police")
    await add(desk, "The captain was not drunk.", "Owner")
    await desk.decide(LOCAL, ids["guard"], ids["union"], Relation.UNRELATED, reason="two decks", actor=ACTOR)
    sheet = await desk.sheet(LOCAL, STORY)
    told = {frozenset((a.id, b.id)) for one in sheet.disputes for a in one.a for b in one.b}
    assert told == {frozenset((one.a.id, one.b.id)) for one in await desk.contradictions(LOCAL, STORY)}
    assert [one.suspected for one in sheet.disputes] == [False, True]


async def test_decisions_are_told_with_who_and_why(desk: Desk) -> None:
    """A confirmed contradiction carries its decision; one that was dismissed stands among the settled."""
    ids = await toll(desk)
    await desk.decide(
        LOCAL, ids["guard"], ids["union"], Relation.CONTRADICTS, reason="they met", actor="mo (1)"
    )
    await desk.decide(
        LOCAL, ids["harbour"], ids["union"], Relation.UNRELATED, reason="two decks", actor="mo (1)"
    )
    sheet = await desk.sheet(LOCAL, STORY)
    (dispute,), (settled,) = sheet.disputes, sheet.settled
    assert dispute.decision is not None
    assert dispute.reason == "41 is below “at least 60”."
    assert (dispute.decision.reason, dispute.decision.actor) == ("they met", "mo (1)")
    assert settled.decision is not None
    assert (settled.decision.relation, settled.decision.reason) == (Relation.UNRELATED, "two decks")
    assert {settled.a[0].id, settled.b[0].id} == {ids["harbour"], ids["union"]}


async def test_what_was_taken_back_is_told_with_who_and_why(desk: Desk) -> None:
    """A retraction carries the change that recorded it; a claim that was imported as retracted has none."""
    ids = await toll(desk)
    await desk.retract(LOCAL, ids["mayor"], actor="mo (1)", reason="a slip of the tongue")
    await desk.import_rows(
        LOCAL, [(1, draft("Ten cars were lost.", "Owner", status="retracted"))], actor=ACTOR
    )
    by_mayor, by_owner = (await desk.sheet(LOCAL, STORY)).retractions
    assert by_mayor.change is not None
    assert (by_mayor.change.actor, by_mayor.change.reason) == ("mo (1)", "a slip of the tongue")
    assert (by_owner.claim.speaker, by_owner.change) == ("Owner", None)


async def test_every_figure_of_a_story_is_on_its_sheet(desk: Desk) -> None:
    """Things that two figures are given for come first, then those with one figure."""
    await toll(desk)
    for number in range(5):
        await add(desk, "Ten lifeboats were lost.", f"Witness {number} Smith", outlet=f"Paper {number}")
    sheet = await desk.sheet(LOCAL, STORY)
    assert [(one.thing, len(one.rows)) for one in sheet.spreads] == [
        ("passengers killed", 3),
        ("lifeboats lost", 1),
    ]


async def test_a_sheet_of_a_long_story_is_bounded(desk: Desk) -> None:
    """Of a thousand claims the sheet lists a bounded part, counts the rest, and says where it stops."""
    rows = [
        draft(
            f"{40 + number % 50} passengers were killed.", f"Witness {number} Smith", outlet=f"Paper {number}"
        )
        for number in range(1_000)
    ]
    await desk.import_rows(LOCAL, list(enumerate(rows, start=1)), actor=ACTOR)
    sheet = await desk.sheet(LOCAL, STORY)
    assert (len(sheet.claims), sheet.more) == (200, 800)
    assert sheet.active == 1_000
    assert sheet.more_speakers
    assert sheet.more_disputes
    assert len(sheet.disputes) <= 40
    assert sum(len(row.claims) for row in sheet.spreads[0].rows) <= 24 * 20


async def test_claims_of_enormous_size_are_bounded_too(desk: Desk) -> None:
    """Where claims are as long as they may be, fewer of them are listed and the others counted."""
    rating = {"publisher": "P" * 300, "rating": "R" * 300, "url": f"https://checks.example/{'u' * 1_900}"}
    rows = [
        draft(
            f"{number} died. {'word ' * 700}",
            f"Smith {number}",
            quote="q" * 4_000,
            via=[f"{way}{'v' * 290}" for way in range(12)],
            ratings=[{**rating, "rating": f"{number}-{way}"} for way in range(40)],
        )
        for number in range(20)
    ]
    await desk.import_rows(LOCAL, list(enumerate(rows, start=1)), actor=ACTOR)
    sheet = await desk.sheet(LOCAL, STORY)
    assert 5 <= len(sheet.claims) < 20
    assert sheet.more == 20 - len(sheet.claims)
    assert len(page(sheet)) < 3_000_000


async def test_a_sheet_is_made_at_the_desks_time(desk: Desk) -> None:
    """The moment of making is the desk's, and only that differs between two sheets of the same ledger."""
    await toll(desk)
    first, second = await desk.sheet(LOCAL, STORY), await desk.sheet(LOCAL, STORY)
    at = datetime(2021, 5, 6, tzinfo=UTC)
    assert first.at <= second.at
    assert first.model_copy(update={"at": at}) == second.model_copy(update={"at": at})


async def test_no_such_story(desk: Desk) -> None:
    """A story that isn't on record has no sheet and no claims, and the refusal names the nearest."""
    await toll(desk)
    with pytest.raises(DeskError, match="Nearest: “Ferry sinking"):
        await desk.sheet(LOCAL, "Fery sinkin at Port Kesel")
    with pytest.raises(DeskError, match="No story"):
        await _said(desk, "Bridge collapse")


async def test_one_speakers_words_are_together(desk: Desk) -> None:
    """The same words of one speaker, by alias too, in several outlets are one group, the earliest first."""
    late = await add(desk, "41 passengers died.", outlet="Daily", said_at="2021-05-06")
    other = await add(desk, "41 passengers died.", "Owner", outlet="Daily", said_at="2021-05-04")
    early = await add(desk, "41 passengers died!", "Coastguard", outlet="Wire", said_at="2021-05-05")
    gone = await add(desk, "41 passengers died.", outlet="Evening paper")
    elsewhere = (await desk.add(LOCAL, _other_story(), actor=ACTOR)).claim.id
    await desk.withdraw(LOCAL, gone, actor=ACTOR)
    await desk.alias(LOCAL, "Coast guard", ["Coastguard"], actor=ACTOR)
    assert await _said(desk, STORY) == [[early, late], [other]]
    assert sorted(await _said(desk)) == sorted([[early, late], [other], [elsewhere]])


def _other_story() -> ClaimDraft:
    return ClaimDraft(story="Bridge collapse", text="41 passengers died.", speaker="Coast guard")


async def test_long_stories_are_gathered_in_parts(desk: Desk) -> None:
    """Every claim of a story with more claims than are fetched at once comes up exactly once."""
    rows = [draft("41 passengers died.", outlet=f"Paper {number}") for number in range(700)]
    rows += [draft(f"{number} cars were lost.", "Owner") for number in range(600)]
    await desk.import_rows(LOCAL, list(enumerate(rows, start=1)), actor=ACTOR)
    found: list[list[Claim]] = [list(claims) async for claims in desk.worded(LOCAL, STORY)]
    assert sorted(len(group) for group in found)[-2:] == [1, 700]
    assert sorted(claim.id for group in found for claim in group) == list(range(1, 1_301))
