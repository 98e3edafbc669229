"""Alerts in trouble: what goes wrong in one place holds up no other, and what is put right is made up for."""

import asyncio

import pytest
import pytest_asyncio

from bot.client import delivery
from bot.client.bot import Client
from db.models import Newsroom as Settings
from tests.end_to_end.discord.alerting import (
    POST,
    alerts_in,
    contradict,
    corrected,
    requested,
    set_up,
    settled,
)
from tests.end_to_end.discord.newsroom import Newsroom

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("impatient")]


@pytest_asyncio.fixture(loop_scope="session")
async def disputed(newsroom: Newsroom) -> Newsroom:
    """Return a newsroom with an alert channel and a claim to contradict."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    return newsroom


async def test_another_newsroom_s_trouble(disputed: Newsroom, client: Client) -> None:
    """While Discord makes one newsroom wait, another gets its alert."""
    other = Newsroom(disputed.discord, disputed.desk, disputed.discord.guild("The other"))
    await set_up(other)
    await other.record("40 boats were lost.", "Fire brigade")
    path = f"/channels/{disputed.alerts.id}/messages"
    disputed.discord.faults.rate_limit("POST", path, retry_after=2)
    await contradict(disputed, 25, client)
    await disputed.discord.until(requested(disputed, 1, f"POST {path} 429"), "a rate limit")
    await contradict(other, 25, client)
    (there,) = await alerts_in(other, 1)
    (here,) = await alerts_in(disputed, 1)
    assert there.id < here.id


async def test_a_message_that_discord_does_not_take(disputed: Newsroom, client: Client) -> None:
    """An alert that Discord refuses for what it is keeps nobody else from theirs, and is tried again."""
    await disputed.say("!watch everything")
    path = f"/channels/{disputed.alerts.id}/messages"
    disputed.discord.faults.fail("POST", path, status=400, times=2)
    await contradict(disputed, 25, client)
    told = await disputed.reporter.dm.next_message()
    (alert,) = await alerts_in(disputed, 1)
    assert told.id < alert.id
    assert not disputed.discord.faults.outstanding


async def test_a_lost_answer_of_an_old_alert(newsroom: Newsroom, client: Client) -> None:
    """An alert that waited long for its channel is found where it stands, however much was said before it."""
    await newsroom.record("40 boats were lost.", "Fire brigade")
    await contradict(newsroom, 25, client)
    for number in range(210):
        await newsroom.reporter.says(newsroom.alerts, f"{number}")
    newsroom.discord.faults.fail("POST", rf"/channels/{newsroom.alerts.id}/messages$", after_serving=True)
    await set_up(newsroom)
    await newsroom.alerts.next_message()
    newsroom.discord.world.clock.skip(600)  # the nonce is forgotten
    await alerts_in(newsroom, 1)


async def test_a_claim_withdrawn_after_a_lost_answer(newsroom: Newsroom, client: Client) -> None:
    """An alert that arrived unheard is found and corrected, though its claim was withdrawn meanwhile."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    newsroom.discord.faults.fail("POST", POST, after_serving=True, times=2)
    claim = await newsroom.record("25 boats were lost.", "Witness")
    client.wake()
    alert = await newsroom.alerts.next_message()
    await newsroom.desk.withdraw(newsroom.workspace, claim.id, actor="the test")
    client.wake()
    await newsroom.discord.until(lambda: "Withdrawn" in alert.text, "the correction", 10)
    assert len(newsroom.alerts.bot_messages) == 1


async def test_an_alert_dismissed_before_it_arrived(newsroom: Newsroom, client: Client) -> None:
    """An alert that never arrived and was called off isn't sent, until its claim is brought back."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    newsroom.discord.faults.fail("POST", POST, times=1)
    claim = await newsroom.record("25 boats were lost.", "Witness")
    client.wake()
    await newsroom.discord.until(lambda: not newsroom.discord.faults.outstanding, "the failure")
    await newsroom.desk.withdraw(newsroom.workspace, claim.id, actor="the test")
    await alerts_in(newsroom, 0)
    await newsroom.desk.undo(newsroom.workspace, actor="the test")
    client.wake()
    await alerts_in(newsroom, 1)


async def test_setup_looks_again(disputed: Newsroom, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a permission is back, setup alone brings the alerts that waited."""
    monkeypatch.setattr(delivery, "LONGEST_PAUSE", 900.0)
    disputed.alerts.deny_bot(embed_links=True)
    await contradict(disputed, 25, client)
    told = disputed.discord.direct_messages
    await disputed.discord.until(lambda: told(disputed.manager), "word to the manager")
    disputed.alerts.deny_bot()
    await disputed.say("!setup", disputed.manager)
    await alerts_in(disputed, 1)
    assert (await client.newsroom(disputed.server.id)).unreachable is None


async def test_managers_with_closed_inboxes(disputed: Newsroom, client: Client) -> None:
    """Where no manager takes direct messages, a channel in which the bot may write says it, once."""
    assert disputed.server.owner is not None
    for user in (disputed.server.owner, disputed.manager.user):
        user.accepts_dms = False
    disputed.channel.deny_bot(view_channel=True)
    somewhere = disputed.server.channel("somewhere")
    disputed.alerts.deny_bot(send_messages=True)
    await contradict(disputed, 25, client)
    said = await somewhere.next_message()
    assert "Nothing is lost" in said.text
    refused = f"POST /channels/{disputed.alerts.id}/messages 403"
    await disputed.discord.until(requested(disputed, 4, refused), "more tries")
    assert somewhere.bot_messages == [said]


async def test_a_manager_who_left(disputed: Newsroom, client: Client) -> None:
    """Whoever set the channel up and manages the server no longer isn't told of it."""
    disputed.server.give_roles(disputed.manager, [])
    disputed.alerts.delete()
    await contradict(disputed, 25, client)
    owner, told = disputed.server.owner, disputed.discord.direct_messages
    assert owner is not None
    await disputed.discord.until(lambda: told(owner), "word to the owner")
    assert not told(disputed.manager)


async def test_a_correction_of_a_message_that_is_gone(disputed: Newsroom, client: Client) -> None:
    """A correction of a deleted message, or in a deleted channel, is tried once and no more."""
    await contradict(disputed, 25, client)
    (alert,) = await alerts_in(disputed, 1)
    alert.delete()
    claim = (await disputed.desk.claims_like(disputed.workspace, "25 boats"))[0]
    await disputed.say(f"!retract {claim.id}", disputed.moderator)
    await corrected(disputed)
    disputed.alerts.delete()
    await disputed.say(f"!withdraw {claim.id}", disputed.moderator)
    await corrected(disputed)
    path = f"/channels/{disputed.alerts.id}/messages/{alert.id}"
    assert disputed.discord.requests.count(f"PATCH {path} 404") == 2


async def test_a_correction_in_a_hidden_channel(disputed: Newsroom, client: Client) -> None:
    """A correction waits until the bot may see the channel again."""
    await contradict(disputed, 25, client)
    (alert,) = await alerts_in(disputed, 1)
    disputed.alerts.deny_bot(view_channel=True)
    claim = (await disputed.desk.claims_like(disputed.workspace, "25 boats"))[0]
    await disputed.say(f"!withdraw {claim.id}", disputed.moderator)
    refused = f"PATCH /channels/{disputed.alerts.id}/messages/{alert.id} 403"
    await disputed.discord.until(requested(disputed, 2, refused), "two tries")
    disputed.alerts.deny_bot()
    await disputed.discord.until(lambda: "Withdrawn" in alert.text, "the correction")


async def test_a_correction_for_a_watcher_who_left(disputed: Newsroom, client: Client) -> None:
    """Whoever has left the server isn't told what became of an alert either."""
    await disputed.say("!watch everything")
    await contradict(disputed, 25, client)
    told = await disputed.reporter.dm.next_message()
    await settled(disputed)
    disputed.server.remove(disputed.reporter)
    claim = (await disputed.desk.claims_like(disputed.workspace, "25 boats"))[0]
    await disputed.say(f"!edit {claim.id} text: 26 boats were lost.", disputed.moderator)
    await corrected(disputed)
    assert "26 boats" in disputed.alerts.bot_messages[0].text
    assert not told.edits


async def test_settings_that_change_at_once(newsroom: Newsroom, client: Client) -> None:
    """Two changes of a newsroom's settings at the same time are both kept."""

    def prefix(before: Settings) -> Settings:
        return before.model_copy(update={"prefix": "?"})

    def role(before: Settings) -> Settings:
        return before.model_copy(update={"alert_role": "7"})

    number = newsroom.server.id
    await asyncio.gather(*(client.change_newsroom(number, change) for change in (prefix, role)))
    kept = await client.newsroom(number)
    assert (kept.prefix, kept.alert_role) == ("?", "7")
