"""Two servers side by side: what one has on record isn't there for the other."""

import pytest

from bot.desk import Desk
from tests.end_to_end.discord.newsroom import HARBOUR, WAYS, Newsroom, Way, seen
from tests.loopback import Discord

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def other(discord: Discord, desk: Desk, newsroom: Newsroom) -> Newsroom:
    """Return a second newsroom, of which the first one's moderator is a moderator too."""
    made = Newsroom(discord, desk, discord.guild("The other desk"))
    made.moderator = made.server.member(newsroom.moderator.user, manage_messages=True)
    return made


@pytest.mark.parametrize("way", WAYS)
async def test_questions_find_nothing_of_the_other(newsroom: Newsroom, other: Newsroom, way: Way) -> None:
    """Whatever is asked on one server, nothing of the other's record is in the answer."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.record("Fifty boats were lost.", "Port office")
    number = str(claim.id)
    for line, options in (
        ("check forty boats were lost", {"text": "forty boats were lost"}),
        (f"claim {number}", {"id": number}),
        (f"story {HARBOUR}", {"name": HARBOUR}),
        ("stories", {}),
        ("sources", {}),
        ("contradictions", {}),
        (f"contradictions {HARBOUR}", {"story": HARBOUR}),
        (f"history {number}", {"what": number}),
        ("history Fire brigade", {"what": "Fire brigade"}),
        (f"watch {HARBOUR}", {"name": HARBOUR}),
        ("watch Fire brigade", {"name": "Fire brigade"}),
    ):
        asker = other.server.member("ray")
        shown = await other.ask(way, line, options, asker)
        for theirs in ("Forty boats were lost.", "40 boats", "Port office", "1 claim"):
            assert theirs not in shown.text
    assert "0 claims in 0 stories" in (await other.ask(way, "status")).text


@pytest.mark.parametrize("way", WAYS)
async def test_changes_don_t_reach_the_other(newsroom: Newsroom, other: Newsroom, way: Way) -> None:
    """A moderator of both servers changes, on one of them, nothing of the other's."""
    line = f"!addclaim story: {HARBOUR} speaker: Mayor text: Forty boats were lost."
    await newsroom.say(line, newsroom.moderator)
    (claim,) = (await newsroom.desk.story(newsroom.workspace, HARBOUR)).claims
    number = str(claim.id)
    for command, options in (
        (f"edit {number} text: Nobody died.", {"id": number, "text": "Nobody died."}),
        (f"retract {number}", {"id": number}),
        (f"withdraw {number}", {"id": number}),
        ("undo", {}),
        (
            f"decide {number} {number} agrees so",
            {"first": number, "second": number, "relation": "agrees", "reason": "so"},
        ),
    ):
        await other.ask(way, command, options, other.moderator)
    assert (await newsroom.desk.claim(newsroom.workspace, claim.id)).claim == claim
    exported = await other.ask(way, "export", by=other.moderator)
    assert exported.attachments[0].content == b""


async def test_a_button_opens_no_door(newsroom: Newsroom, other: Newsroom) -> None:
    """A button that names the other server's claim, story or alert is answered as one of an unknown claim."""
    await newsroom.slash("setup", {"alerts": newsroom.alerts}, newsroom.manager)
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    line = f"!addclaim story: {HARBOUR} speaker: Port office text: Fifty boats were lost."
    added = await newsroom.say(line, newsroom.moderator)
    checked = await newsroom.say("!check forty boats were lost")
    alert = await newsroom.alerts.next_message()
    await other.record("Sixty boats were lost.", "Coastguard")
    own = await other.say("!check sixty boats were lost")
    story = claim.story_id
    for custom_id in (
        *(button.custom_id for message in (added, checked, alert) for button in message.buttons),
        *(f"page:{kind}:{claim.id}:0:{other.moderator.id}" for kind in ("claim", "history")),
        *(f"page:{kind}:{story}:0:{other.moderator.id}" for kind in ("story", "figures", "contradictions")),
        f"form:{claim.id}:-",
    ):
        assert custom_id is not None
        own.components[0]["components"][0]["custom_id"] = custom_id
        presser = other.server.member("mod", manage_messages=True)
        shown = await seen(await presser.presses(own, custom_id=custom_id))
        if shown is not own:
            assert shown.ephemeral
        assert "boats were lost" not in shown.text.replace("Sixty boats were lost", "")
    assert (await newsroom.desk.claim(newsroom.workspace, claim.id)).claim == claim
    assert "Contradiction" in alert.text


async def test_alerts_stay_at_home(newsroom: Newsroom, other: Newsroom) -> None:
    """An alert goes to its own server's channel, and to nobody who watches everything on another one."""
    await newsroom.slash("setup", {"alerts": newsroom.alerts}, newsroom.manager)
    await other.slash("setup", {"alerts": other.alerts}, other.manager)
    await other.say("!watch everything")
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.say(
        f"!addclaim story: {HARBOUR} speaker: Port office text: Fifty boats were lost.", newsroom.moderator
    )
    await newsroom.alerts.next_message()
    assert not other.alerts.bot_messages
    assert not newsroom.discord.direct_messages(other.reporter)


async def test_settings_are_each_servers_own(newsroom: Newsroom, other: Newsroom) -> None:
    """A prefix, a moderators' role and a channel's story of one server mean nothing on the other."""
    role = newsroom.server.role("fact desk")
    await newsroom.say(f"!setup prefix: ? moderators: {role.mention}", newsroom.manager)
    await newsroom.say(f"?here {HARBOUR}", newsroom.moderator)
    assert "about no story" in (await other.say("!here")).text
    assert (await newsroom.desk.newsroom(other.workspace)).prefix is None


async def test_nothing_is_offered_of_the_other(newsroom: Newsroom, other: Newsroom) -> None:
    """While somebody types, no story, source or claim of the other server is offered."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    for command, option in (
        ("story", "name"),
        ("claim", "id"),
        ("history", "what"),
        ("contradictions", "story"),
    ):
        for typed in ("", "f", "har", "1"):
            offered = await other.reporter.types(
                command, {option: typed}, focused=option, channel=other.channel
            )
            assert offered == []
