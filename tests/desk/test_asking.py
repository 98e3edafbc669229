"""Asking: in a channel about a story, again by number, and while somebody types."""

import pytest

from bot.desk import LOCAL, Desk, DeskError
from db.models import Relation, WatchKind
from tests.desk.ferry import ACTOR, STORY, add, toll

ROOM = "777"
COACH = "Coach crash near Dale, 9 Aug 2022"


async def test_a_channels_story_is_looked_in_first(desk: Desk) -> None:
    """The same figure in two stories is a choice anywhere else, and one answer in a channel about one."""
    await add(desk, "41 passengers were killed.")
    second = await add(desk, "41 passengers were killed.", story=COACH)
    assert await desk.set_room(LOCAL, ROOM, "coach crash near dale, 9 aug 2022") == COACH
    answer = await desk.check(LOCAL, "41 passengers killed", room=ROOM)
    assert [match.claim.id for match in answer.matches] == [second]
    assert len((await desk.check(LOCAL, "41 passengers killed", room="778")).matches) == 2
    assert await desk.set_room(LOCAL, ROOM, None) is None
    assert len((await desk.check(LOCAL, "41 passengers killed", room=ROOM)).matches) == 2


async def test_a_few_words_of_a_storys_name_will_do(desk: Desk) -> None:
    """Words that one story's name alone has mean that story; those of two, or of none, are refused."""
    await add(desk, "41 passengers were killed.")
    await add(desk, "41 passengers were killed.", story=COACH)
    await add(desk, "Nobody was hurt.", story="Coach strike, 9 Aug 2022")
    assert (await desk.story(LOCAL, "kessel FERRY")).story.name == STORY
    for typed in ("coach", "coach ferry", ""):
        with pytest.raises(DeskError, match="No story"):
            await desk.story(LOCAL, typed)


async def test_what_a_channels_story_lacks_is_looked_for_everywhere(desk: Desk) -> None:
    """A figure of another story is found from the channel; one of nobody's is nobody's in its own story."""
    first = await add(desk, "41 passengers were killed.")
    await add(desk, "12 passengers were killed.", story=COACH)
    await desk.set_room(LOCAL, ROOM, COACH)
    (match,) = (await desk.check(LOCAL, "41 passengers killed", room=ROOM)).matches
    assert match.claim.id == first
    nobody = await desk.check(LOCAL, "77 passengers killed", room=ROOM)
    assert nobody.nobody
    assert [story.name for story in nobody.stories] == [COACH]
    assert not (await desk.check(LOCAL, "museum reopened after renovation", room=ROOM)).nobody


async def test_a_channel_may_be_about_a_story_that_is_yet_to_come(desk: Desk) -> None:
    """A story without a claim is kept as written, and checks there look everywhere until it has one."""
    first = await add(desk, "41 passengers were killed.")
    assert await desk.set_room(LOCAL, ROOM, "  Bridge collapse  ") == "Bridge collapse"
    assert await desk.room_story(LOCAL, ROOM) == "Bridge collapse"
    assert [match.claim.id for match in (await desk.check(LOCAL, "41 killed", room=ROOM)).matches] == [first]
    for name, says in (("?!", "at least one letter"), ("x" * 301, "at most 300")):
        with pytest.raises(DeskError, match=says):
            await desk.set_room(LOCAL, ROOM, name)


@pytest.mark.parametrize("query", ["41 passengers", "ferry went down", "at least 60 died"])
async def test_a_match_is_the_same_without_its_query(desk: Desk, query: str) -> None:
    """What a button shows of a claim, by number and figure, is what the check said of it."""
    await toll(desk)
    (found,) = (await desk.check(LOCAL, query)).matches
    again = await desk.match(LOCAL, found.claim.id, found.figure)
    assert again.model_copy(update={"score": found.score}) == found


async def test_a_match_names_the_figure_that_was_asked_for(desk: Desk) -> None:
    """Of a claim with two figures a check finds the one asked for, and none where its words were."""
    await add(desk, "62 passengers were killed and 100 were injured after the collision at dawn.")
    for query, figure in (("62 killed", 0), ("100 injured", 1), ("after the collision at dawn", None)):
        (match,) = (await desk.check(LOCAL, query)).matches
        assert match.figure == figure


async def test_a_match_of_a_claim_that_is_not_so_any_more_is_refused(desk: Desk) -> None:
    """Unknown and withdrawn claims, and figures that a claim no longer has, get a sentence each."""
    claim_id = await add(desk, "41 passengers were killed.")
    with pytest.raises(DeskError, match="no claim 99 here"):
        await desk.match(LOCAL, 99)
    with pytest.raises(DeskError, match="doesn't state that figure any more"):
        await desk.match(LOCAL, claim_id, 1)
    await desk.withdraw(LOCAL, claim_id, actor=ACTOR)
    with pytest.raises(DeskError, match=f"Claim {claim_id} is withdrawn"):
        await desk.match(LOCAL, claim_id, 0)


async def test_quotes_of_the_same_words_are_counted_from_any_of_them(desk: Desk) -> None:
    """Two speakers of one sentence without figures say the same, with and without the query."""
    first = await add(desk, "The captain left the bridge before the collision.", said_at="2021-05-04")
    await add(desk, "The captain left the bridge before the collision!", "Mate", said_at="2021-05-05")
    (found,) = (await desk.check(LOCAL, "captain left the bridge")).matches
    again = await desk.match(LOCAL, found.claim.id, found.figure)
    for match in (found, again):
        assert (match.independent, match.earliest.id, len(match.agrees)) == (2, first, 1)


async def test_all_figures_of_a_story_are_listed_earliest_first(desk: Desk) -> None:
    """Each figure stands with its claim, whatever it counts; retracted claims state none."""
    ids = await toll(desk)
    await add(desk, "The ferry carried 212 passengers and 15 lorries.", "Shipping line", said_at="2021-05-03")
    await desk.retract(LOCAL, ids["union"], actor=ACTOR)
    story = await desk.story(LOCAL, STORY)
    found = await desk.figures(LOCAL, story.story.id)
    assert (found.name, found.claims) == (STORY, 5)
    speakers = [stated.claim.speaker for stated in found.figures]
    assert speakers[:2] == ["Shipping line", "Shipping line"]
    assert set(speakers[2:4]) == {"Coast guard", "Mayor of Port Kessel"}
    assert "Seafarers' union" not in speakers


async def test_a_story_is_found_by_its_number_in_its_own_newsroom_only(desk: Desk) -> None:
    """Views, figures and contradictions by number are those by name, and refused from elsewhere."""
    await toll(desk)
    story = await desk.story(LOCAL, STORY)
    assert await desk.story_by_id(LOCAL, story.story.id) == story
    by_name = await desk.contradictions(LOCAL, STORY)
    assert by_name
    assert await desk.contradictions(LOCAL, story_id=story.story.id) == by_name
    for number in (story.story.id + 1, 0, 2**70):
        with pytest.raises(DeskError, match="not on record here"):
            await desk.story_by_id(LOCAL, number)
    for refused in (desk.figures, desk.story_by_id):
        with pytest.raises(DeskError, match="not on record here"):
            await refused("elsewhere", story.story.id)


async def test_names_are_offered_while_somebody_types(desk: Desk) -> None:
    """What begins so comes first, then what holds it, then what is spelt like it; before that, the newest."""
    for story in ("Ferry fire", "Night ferry", "Harbour fire", "Coach crash"):
        await add(desk, "41 people were hurt.", "Ferry line", story=story)
    assert list(await desk.names(LOCAL, "ferry", WatchKind.STORY))[:2] == ["Ferry fire", "Night ferry"]
    assert "Harbour fire" in await desk.names(LOCAL, "harbor", WatchKind.STORY)
    assert (await desk.names(LOCAL, "", WatchKind.STORY, limit=2)) == ("Coach crash", "Harbour fire")
    await desk.alias(LOCAL, "Ferry line", ["Blue Funnel"], actor=ACTOR)
    assert list(await desk.names(LOCAL, "blue f", WatchKind.SOURCE)) == ["Ferry line"]
    assert not await desk.names(LOCAL, "ferry", WatchKind.EVERYTHING)
    assert not await desk.names("elsewhere", "ferry", WatchKind.STORY)


async def test_claims_are_offered_by_number_or_words(desk: Desk) -> None:
    """A number finds itself and those that begin with it, words find claims, nothing typed the newest."""
    for number in range(1, 13):
        await add(desk, f"{number} boats were lost.", story=f"Storm {number}")
    await desk.withdraw(LOCAL, 11, actor=ACTOR)
    assert [claim.id for claim in await desk.claims_like(LOCAL, "", limit=3)] == [12, 10, 9]
    assert [claim.id for claim in await desk.claims_like(LOCAL, "#1")][:3] == [1, 10, 12]
    assert [claim.id for claim in await desk.claims_like(LOCAL, "1", limit=2)] == [1, 10]
    assert (await desk.claims_like(LOCAL, "storm 7 boats"))[0].id == 7
    assert not await desk.claims_like(LOCAL, "?!")
    assert not await desk.claims_like("elsewhere", "1")


async def test_a_name_that_is_not_on_record_gets_the_nearest(desk: Desk) -> None:
    """Unknown stories and sources are refused with the nearest names, however long what was typed."""
    await toll(desk)
    with pytest.raises(DeskError, match="Nearest: “Ferry sinking off Port Kessel"):
        await desk.story(LOCAL, "ferry sunk near kessel")
    with pytest.raises(DeskError, match="Nearest: “Harbour office”"):
        await desk.source_history(LOCAL, "harbor offices")
    with pytest.raises(DeskError, match="None has a name like it") as refused:
        await desk.story(LOCAL, "zzz" * 1_000)
    assert len(str(refused.value)) < 200


async def test_decided_relations_are_listed_by_number_too(desk: Desk) -> None:
    """What a moderator decided is among the contradictions of a story asked for by its number."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "The crew had 12 rafts.", "Union")
    await desk.decide(LOCAL, first, second, Relation.CONTRADICTS, reason="rafts hold ten", actor=ACTOR)
    story = await desk.story(LOCAL, STORY)
    (pair,) = await desk.contradictions(LOCAL, story_id=story.story.id)
    assert {pair.a.id, pair.b.id} == {first, second}


async def test_a_denied_figure_is_never_shown_as_given(desk: Desk) -> None:
    """Who denies a figure is said to deny it, in the line for copy and among the figures on record."""
    await add(desk, "The ministry denied that 41 passengers were killed.", "Ministry")
    await add(desk, "41 passengers were killed.", "Coastguard")
    (match,) = (await desk.check(LOCAL, "41 passengers were killed")).matches
    assert "Coastguard says 41; Ministry denies 41 passengers killed" in match.line
    nobody = await desk.check(LOCAL, "77 passengers were killed")
    shown = {one.claim.speaker: one.figure for story in nobody.stories for one in story.figures}
    assert shown == {"Coastguard": "41 passengers killed", "Ministry": "denied: 41 passengers killed"}
