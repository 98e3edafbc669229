"""Rate limits and server errors come when a test orders them, and discord.py deals with them."""

import discord as library
import pytest

from tests.loopback import Channel, Discord

SENDING = r"/channels/\d+/messages"


@pytest.fixture
def general(discord_server: Discord) -> Channel:
    """Return a channel."""
    return discord_server.guild("Daily").channel("general")


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_rate_limit_is_waited_out(
    discord_server: Discord, general: Channel, client: library.Client, everywhere: bool
) -> None:
    """A request that is rate limited is sent again after the time that the answer names."""
    discord_server.faults.rate_limit("POST", SENDING, times=2, everywhere=everywhere)
    await client.get_partial_messageable(general.id).send("patient")
    assert [message.content for message in general.messages] == ["patient"]
    assert discord_server.requests[-3:] == [
        f"POST /channels/{general.id}/messages {status}" for status in (429, 429, 200)
    ]


async def test_a_server_error_is_handed_on(
    discord_server: Discord, general: Channel, client: library.Client
) -> None:
    """An error that discord.py doesn't try again reaches the bot, and nothing was sent."""
    discord_server.faults.fail("POST", SENDING, status=503)
    with pytest.raises(library.DiscordServerError):
        await client.get_partial_messageable(general.id).send("lost")
    assert general.messages == []
    assert discord_server.faults.outstanding == 0


async def test_a_nonce_is_sent_once(
    discord_server: Discord, general: Channel, client: library.Client
) -> None:
    """Sent again with the same nonce within a few minutes, a message is the earlier one; later, a new one."""
    discord_server.faults.fail("POST", SENDING, status=503, after_serving=True)
    place = client.get_partial_messageable(general.id)
    with pytest.raises(library.DiscordServerError):
        await place.send("once", nonce="alert-1")
    assert (await place.send("once", nonce="alert-1")).id == general.messages[0].id
    assert len(general.messages) == 1
    discord_server.world.clock.skip(301)
    await place.send("once", nonce="alert-1")
    assert len(general.messages) == 2


async def test_history_comes_newest_first(general: Channel, client: library.Client) -> None:
    """A channel's history is read in pages, as discord.py asks for it."""
    place = client.get_partial_messageable(general.id)
    for number in range(3):
        await place.send(str(number))
    assert [message.content async for message in place.history(limit=2)] == ["2", "1"]
    assert [message.content async for message in place.history(oldest_first=True)] == ["0", "1", "2"]
