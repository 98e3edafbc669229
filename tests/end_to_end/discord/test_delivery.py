"""Alerts on their way: each arrives once, whatever happens to Discord, the channel or its readers."""

import pytest

from bot.client.bot import Client
from tests.end_to_end.discord.alerting import POST, alerts_in, contradict, set_up
from tests.end_to_end.discord.newsroom import HARBOUR, Newsroom
from tests.loopback import User

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("impatient")]


async def test_only_the_role_is_mentioned(newsroom: Newsroom, client: Client) -> None:
    """An alert pings the configured role and nobody else, whatever the claims say."""
    role = newsroom.server.role("desk", mentionable=True)
    await set_up(newsroom, more=f"mention: <@&{role.id}>")
    await newsroom.record(f"40 boats were lost, @everyone <@{newsroom.reporter.user.id}>.", "@here")
    await contradict(newsroom, 25, client)
    (alert,) = await alerts_in(newsroom, 1)
    assert alert.pings.roles == {role.id}
    assert not alert.pings.users
    assert not alert.pings.everyone


async def test_one_message_for_one_claim(newsroom: Newsroom, client: Client) -> None:
    """A claim that contradicts nine others makes one message that counts them."""
    await set_up(newsroom)
    for number in range(9):
        await newsroom.record("40 boats were lost.", f"Witness {number}")
    await contradict(newsroom, 25, client)
    (alert,) = await alerts_in(newsroom, 1)
    assert "contradicts 9 claims" in alert.content


async def test_alerts_wait_for_a_channel(newsroom: Newsroom, client: Client) -> None:
    """Without an alert channel nothing is lost: they come once there is one, oldest first."""
    await newsroom.record("40 boats were lost.", "Fire brigade")
    for boats in (25, 12):
        await contradict(newsroom, boats, client)
    assert "2 alert messages waiting" in (await newsroom.say("!status")).text
    await set_up(newsroom)
    first, second = await alerts_in(newsroom, 2)
    assert "25 boats" in first.text
    assert "12 boats" in second.text


async def test_a_rate_limit(newsroom: Newsroom, client: Client) -> None:
    """An alert that Discord takes only after a while arrives once."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    newsroom.discord.faults.rate_limit("POST", POST, times=2)
    await contradict(newsroom, 25, client)
    await alerts_in(newsroom, 1)
    assert not newsroom.discord.faults.outstanding


async def test_an_outage(newsroom: Newsroom, client: Client) -> None:
    """An alert that Discord fails to take is tried again until it does."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    newsroom.discord.faults.fail("POST", POST, times=3)
    await contradict(newsroom, 25, client)
    await alerts_in(newsroom, 1)
    assert not newsroom.discord.faults.outstanding


async def test_a_lost_answer(newsroom: Newsroom, client: Client) -> None:
    """An alert that Discord took without our hearing of it is not sent again, however late that is seen."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    newsroom.discord.faults.fail("POST", POST, after_serving=True)
    await contradict(newsroom, 25, client)
    newsroom.discord.world.clock.skip(3_600)
    (alert,) = await alerts_in(newsroom, 1)
    assert "Contradict" in alert.text


async def test_a_closed_inbox(newsroom: Newsroom, client: Client) -> None:
    """A watcher who takes no direct messages is mentioned in the alert channel, and only they are."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    await newsroom.say("!watch everything")
    newsroom.reporter.user.accepts_dms = False
    await contradict(newsroom, 25, client)
    to_desk, to_watcher = await alerts_in(newsroom, 2)
    assert to_desk.buttons
    assert not to_desk.pings.users
    assert to_watcher.pings.users == {newsroom.reporter.user.id}
    assert not to_watcher.buttons


async def test_a_watcher_who_left(newsroom: Newsroom, client: Client) -> None:
    """Whoever is no longer a member of the server is told nothing more of it."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    await newsroom.say("!watch everything")
    newsroom.server.remove(newsroom.reporter)
    await contradict(newsroom, 25, client)
    await alerts_in(newsroom, 1)
    assert not newsroom.discord.direct_messages(newsroom.reporter)


async def test_a_deleted_channel(newsroom: Newsroom, client: Client) -> None:
    """The managers are told once, the alerts wait, and a new channel gets all of them."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    newsroom.alerts.delete()
    for boats in (25, 12):
        await contradict(newsroom, boats, client)
    told = newsroom.discord.direct_messages
    owner, manager = _owner(newsroom), newsroom.manager
    await newsroom.discord.until(lambda: told(owner) and told(manager), "word to the managers")
    await newsroom.discord.until(lambda: _tried_again(newsroom), "another try")
    assert (len(told(owner)), len(told(manager))) == (1, 1)
    assert "Nothing is lost" in told(owner)[0].text
    other = newsroom.server.channel("other")
    await set_up(newsroom, other)
    first, second = await alerts_in(newsroom, 2, other)
    assert "25 boats" in first.text
    assert "12 boats" in second.text


def _tried_again(newsroom: Newsroom) -> bool:
    asked = f"GET /channels/{newsroom.alerts.id} 404"
    return newsroom.discord.requests.count(asked) > 2


def _owner(newsroom: Newsroom) -> User:
    assert newsroom.server.owner is not None
    return newsroom.server.owner


async def test_a_forbidden_channel(newsroom: Newsroom, client: Client) -> None:
    """A channel in which the bot may no longer write gets the alert when it may again."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    newsroom.alerts.deny_bot(send_messages=True)
    await contradict(newsroom, 25, client)
    told = newsroom.discord.direct_messages
    await newsroom.discord.until(lambda: told(_owner(newsroom)), "word to the owner")
    assert not newsroom.alerts.bot_messages
    newsroom.alerts.deny_bot()
    await alerts_in(newsroom, 1)


async def test_corrections(newsroom: Newsroom, client: Client) -> None:
    """What is dismissed, and what is withdrawn, is corrected in the message that was sent."""
    await set_up(newsroom)
    first = await newsroom.record("40 boats were lost.", "Fire brigade")
    await contradict(newsroom, 25, client)
    (alert,) = await alerts_in(newsroom, 1)
    await newsroom.moderator.presses(alert, "Dismiss")
    assert "Dismissed" in alert.text
    assert "mo" in alert.text
    await newsroom.say(f"!withdraw {first.id}", newsroom.moderator)
    await newsroom.discord.until(lambda: "Withdrawn since" in alert.text, "the correction")
    assert len(newsroom.alerts.bot_messages) == 1


async def test_a_connection_that_breaks(newsroom: Newsroom) -> None:
    """What members ask while the connection is gone is answered once it is back."""
    await newsroom.record("40 boats were lost.", "Fire brigade", HARBOUR)
    resumed = newsroom.discord.connection.resumed
    newsroom.discord.connection.cut_without_goodbye()
    asked = await newsroom.reporter.says(newsroom.channel, "!check 40 boats")
    assert "Fire brigade" in (await newsroom.discord.reply_to(asked, seconds=15)).text
    assert newsroom.discord.connection.resumed > resumed
