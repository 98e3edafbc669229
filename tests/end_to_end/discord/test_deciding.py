"""What only people can settle: relations between claims, names of sources, and alerts."""

import pytest

from tests.end_to_end.discord.newsroom import HARBOUR, WAYS, Newsroom, Way, seen
from tests.loopback import Message

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("way", WAYS)
async def test_a_relation_is_decided(newsroom: Newsroom, way: Way) -> None:
    """A moderator sets what two claims are to each other, with a reason that the history keeps."""
    one = await newsroom.record("Forty boats were lost.", "Fire brigade")
    two = await newsroom.record("Fifty boats were lost.", "Port office")
    shown = await newsroom.ask(
        way,
        f"decide #{one.id} {two.id} unrelated reason: they count another quay",
        {
            "first": str(one.id),
            "second": str(two.id),
            "relation": "unrelated",
            "reason": "they count another quay",
        },
        newsroom.moderator,
    )
    assert "they count another quay" in shown.text
    assert "reason:" not in shown.text
    assert "No two claims" in (await newsroom.say("!contradictions")).text
    assert "Decided by mo" in (await newsroom.say(f"!history {one.id}")).text


@pytest.mark.parametrize("way", WAYS)
async def test_a_decision_that_can_t_be(newsroom: Newsroom, way: Way) -> None:
    """Claims of two stories, and a claim and itself, can't be decided about."""
    one = await newsroom.record("Forty boats were lost.", "Fire brigade")
    two = await newsroom.record("Forty boats were lost.", "Fire brigade", "Another fire, 5 Mar 2021")
    for other, why in ((two, "only claims of one story"), (one, "can't be compared with itself")):
        options = {"first": str(one.id), "second": str(other.id), "relation": "agrees", "reason": "same"}
        line = f"decide {one.id} {other.id} agrees same"
        assert why in (await newsroom.ask(way, line, options, newsroom.moderator)).text


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (
            "decide 1 2 perhaps reason: same",
            "is no relation to decide; write one of agrees, diverges, contradicts, unrelated",
        ),
        ("decide 1 2 agrees", "The reason is missing"),
        ("decide one two agrees same", "is no claim's number"),
    ],
)
async def test_a_decision_half_said(newsroom: Newsroom, line: str, why: str) -> None:
    """What a decision lacks is named, with an example that works."""
    shown = await newsroom.say(f"!{line}", newsroom.moderator)
    assert why in shown.text


@pytest.mark.parametrize("way", WAYS)
async def test_other_names(newsroom: Newsroom, way: Way) -> None:
    """A source's other names are kept: its claims under either are one speaker's."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    shown = await newsroom.ask(
        way,
        'alias "Fire brigade" County Fire Service; Fire Service',
        {"name": "Fire brigade", "others": "County Fire Service; Fire Service"},
        newsroom.moderator,
    )
    assert "Fire brigade" in shown.text
    assert "County Fire Service" in shown.text
    claim = await newsroom.record("Forty boats were lost, we think.", "Fire Service")
    first = (await newsroom.desk.story(newsroom.workspace, HARBOUR)).claims[0]
    assert claim.speaker_id == first.speaker_id


@pytest.mark.parametrize("way", WAYS)
async def test_two_sources_that_are_one(newsroom: Newsroom, way: Way) -> None:
    """Two sources on record are merged and, by undo, parted; a source that isn't on record is refused."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.record("Forty boats burnt.", "Fire Service")
    options = {"name": "Fire brigade", "other": "Fire Service"}
    shown = await newsroom.ask(way, 'merge "Fire brigade" "Fire Service"', options, newsroom.moderator)
    assert "Merged" in shown.text
    assert len(await newsroom.desk.sources(newsroom.workspace)) == 1
    assert "Taken back" in (await newsroom.ask(way, "undo", by=newsroom.moderator)).text
    assert len(await newsroom.desk.sources(newsroom.workspace)) == 2
    options = {"name": "Fire brigade", "other": "Coastguard"}
    shown = await newsroom.ask(way, 'merge "Fire brigade" Coastguard', options, newsroom.moderator)
    assert "No source “Coastguard” is on record" in shown.text


async def _alert(newsroom: Newsroom) -> Message:
    """Return the message of an alert, in the alert channel."""
    await newsroom.slash("setup", {"alerts": newsroom.alerts}, newsroom.manager)
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.say(
        f"!addclaim story: {HARBOUR} speaker: Port office text: Fifty boats were lost.", newsroom.moderator
    )
    return await newsroom.alerts.next_message()


@pytest.mark.parametrize(("label", "state"), [("Confirm", "Confirmed"), ("Dismiss", "Dismissed")])
async def test_an_alert_is_settled(newsroom: Newsroom, label: str, state: str) -> None:
    """The alert's own message shows at once who settled it; the button that was pressed is done with."""
    alert = await _alert(newsroom)
    assert "Contradiction" in alert.text
    await newsroom.moderator.presses(alert, label)
    assert f"**{state}** by mo" in alert.text
    assert {button.label: button.disabled for button in alert.buttons} == {
        "Confirm": label == "Confirm",
        "Dismiss": label == "Dismiss",
    }
    assert not alert.pings


async def test_a_slip_is_corrected(newsroom: Newsroom) -> None:
    """The other button corrects what was pressed by mistake."""
    alert = await _alert(newsroom)
    await newsroom.moderator.presses(alert, "Dismiss")
    await newsroom.moderator.presses(alert, "Confirm")
    assert "**Confirmed** by mo" in alert.text
    assert "Fire brigade" in (await newsroom.say("!contradictions")).text


async def test_an_alert_whose_claim_is_gone(newsroom: Newsroom) -> None:
    """An alert about a claim that was withdrawn can't be settled any more, and whoever tries is told."""
    alert = await _alert(newsroom)
    await newsroom.say("!undo", newsroom.moderator)
    await alert.edited()
    assert "Withdrawn" in alert.text
    shown = await seen(await newsroom.moderator.presses(alert, "Confirm", force=True))
    assert shown.ephemeral
    assert "no longer stands" in shown.text
