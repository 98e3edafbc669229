"""Reading the record: claims, stories, sources, contradictions and histories, a page at a time."""

import pytest

from tests.end_to_end.discord.newsroom import HARBOUR, WAYS, Newsroom, Way, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

FLOOD = "River flood, 9 Jan 2022"


async def _fill(newsroom: Newsroom, claims: int) -> None:
    """Put claims of one story on record, each of another speaker and number."""
    for number in range(claims):
        text = f"{number} families left their houses along the river, and the water kept rising all night."
        await newsroom.record(text, f"Village {number}", FLOOD)


@pytest.mark.parametrize("way", WAYS)
async def test_a_claim(newsroom: Newsroom, way: Way) -> None:
    """A claim is shown with what was understood of it and what stands beside it."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade", said_at="2021-03-04")
    await newsroom.record("At least 70 boats were lost.", "Port office")
    shown = await newsroom.ask(way, f"claim #{claim.id}", {"id": str(claim.id)})
    assert "Figures: 40 boats lost" in shown.text
    assert "Contradicting (1)" in shown.text
    assert "Port office" in shown.text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", ["twelve", "0", "999999999999999999", "1" * 40])
async def test_a_claim_that_is_none(newsroom: Newsroom, way: Way, number: str) -> None:
    """What is no claim's number, or none of this server's, is refused in a sentence."""
    shown = await newsroom.ask(way, f"claim {number}", {"id": number})
    assert "is no claim's number" in shown.text or "There is no claim" in shown.text
    assert shown.ephemeral is (way == "/")


@pytest.mark.parametrize("way", WAYS)
async def test_a_story(newsroom: Newsroom, way: Way) -> None:
    """A story shows its claims, earliest first, whatever the case of its name."""
    await newsroom.record("At least 70 boats were lost.", "Port office", said_at="2021-03-05")
    await newsroom.record("Forty boats were lost.", "Fire brigade", said_at="2021-03-04")
    shown = await newsroom.ask(way, f"story {HARBOUR.upper()}", {"name": HARBOUR.upper()})
    assert "2 claims, earliest first" in shown.text
    assert shown.text.index("Fire brigade") < shown.text.index("Port office")


@pytest.mark.parametrize("way", WAYS)
async def test_the_story_of_the_channel(newsroom: Newsroom, way: Way) -> None:
    """A story without a name is the one that the channel is about, which has to be set before."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    assert "This channel is about no story" in (await newsroom.ask(way, "story")).text
    await newsroom.say(f"!here {HARBOUR}", newsroom.moderator)
    assert (await newsroom.ask(way, "story")).embeds[0]["title"] == HARBOUR


@pytest.mark.parametrize("way", WAYS)
async def test_an_unknown_story_names_the_nearest(newsroom: Newsroom, way: Way) -> None:
    """A story that isn't on record is refused with the one that may have been meant."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    shown = await newsroom.ask(way, "story Harbor fires", {"name": "Harbor fires"})
    assert "No story" in shown.text
    assert HARBOUR in shown.text


@pytest.mark.parametrize("way", WAYS)
async def test_stories_and_sources(newsroom: Newsroom, way: Way) -> None:
    """Stories are listed with their number of claims, sources with their other names."""
    assert "No story is on record" in (await newsroom.ask(way, "stories")).text
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.desk.alias(newsroom.workspace, "Fire brigade", ["Fire Service"], actor="the test")
    assert f"{HARBOUR} (1 claim)" in (await newsroom.ask(way, "stories")).text
    assert "Fire Service" in (await newsroom.ask(way, "sources")).text


@pytest.mark.parametrize("way", WAYS)
async def test_contradictions(newsroom: Newsroom, way: Way) -> None:
    """Contradictions are listed with their reason, of all stories or of one; an unknown one is refused."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.record("At least 70 boats were lost.", "Port office")
    await newsroom.record("Nobody is missing.", "Mayor", FLOOD)
    assert "40 is below “at least 70”" in (await newsroom.ask(way, "contradictions")).text
    one = await newsroom.ask(way, f"contradictions {FLOOD}", {"story": FLOOD})
    assert "No two claims" in one.text
    refused = await newsroom.ask(way, "contradictions Eclipse", {"story": "Eclipse"})
    assert "No story “Eclipse” is on record" in refused.text


@pytest.mark.parametrize("way", WAYS)
async def test_histories(newsroom: Newsroom, way: Way) -> None:
    """A claim's number or a source's name shows who changed it, when, before and after."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.desk.edit(
        newsroom.workspace, claim.id, {"text": "Fifty boats were lost."}, actor="ed", reason="misheard"
    )
    await newsroom.desk.alias(newsroom.workspace, "Fire brigade", ["Fire Service"], actor="ed")
    shown = await newsroom.ask(way, f"history {claim.id}", {"what": str(claim.id)})
    assert "Edited by ed" in shown.text
    assert "Forty boats were lost. → Fifty boats were lost." in shown.text
    assert "misheard" in shown.text
    assert "Fire Service" in (await newsroom.ask(way, "history Fire brigade", {"what": "Fire brigade"})).text
    assert "Fire Service" in (await newsroom.ask(way, "history fire service", {"what": "fire service"})).text
    assert "No source “Nobody”" in (await newsroom.ask(way, "history Nobody", {"what": "Nobody"})).text


@pytest.mark.parametrize("way", WAYS)
async def test_whoever_asked_turns_the_pages(newsroom: Newsroom, way: Way) -> None:
    """A long list has buttons, which turn its pages for whoever asked and end at its ends."""
    await _fill(newsroom, 40)
    shown = await newsroom.ask(way, f"story {FLOOD}", {"name": FLOOD})
    assert "Page 1 of" in shown.text
    back, onward = shown.buttons
    assert back.disabled
    first = shown.text
    turned = await newsroom.reporter.presses(shown, onward.label)
    assert turned.message is shown
    assert "Page 2 of" in shown.text
    assert shown.text != first
    await newsroom.reporter.presses(shown, back.label)
    assert shown.text == first


async def test_somebody_else_turns_pages_of_their_own(newsroom: Newsroom) -> None:
    """Pressed by somebody who didn't ask, a page comes to them alone and stays as it was for everybody."""
    await _fill(newsroom, 40)
    shown = await newsroom.say(f"!story {FLOOD}")
    first = shown.text
    own = await seen(await newsroom.manager.presses(shown, "Next"))
    assert own.ephemeral
    assert "Page 2 of" in own.text
    assert shown.text == first
    await newsroom.manager.presses(own, "Back")
    assert "Page 1 of" in own.text


async def test_a_list_that_has_become_shorter(newsroom: Newsroom) -> None:
    """A button that leads beyond the end shows the last page there is."""
    await _fill(newsroom, 40)
    shown = await newsroom.say(f"!story {FLOOD}")
    found = await newsroom.desk.story(newsroom.workspace, FLOOD)
    for claim in found.claims[1:]:
        await newsroom.desk.withdraw(newsroom.workspace, claim.id, actor="the test")
    await newsroom.reporter.presses(shown, "Next")
    assert "1 claim" in shown.text
    assert not shown.buttons
