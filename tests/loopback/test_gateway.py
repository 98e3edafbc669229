"""The gateway takes an unmodified discord.py client through everything that a connection goes through."""

import aiohttp
import discord as library
import pytest
from discord import Intents

from tests.loopback import Discord
from tests.loopback.sample import Sample


async def test_a_wrong_token_is_refused(discord_server: Discord) -> None:
    """A client with another token cannot log in."""
    discord_server.token = "other"  # noqa: S105 - it opens nothing
    with pytest.raises(library.LoginFailure):
        async with discord_server.running(Sample()):
            pass


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"op": 2, "d": {"token": "other", "intents": 0}}, 4004),
        ({"op": 2, "d": {"token": Discord.TOKEN, "intents": 1 << 40}}, 4013),
        ({"op": 2, "d": {"token": Discord.TOKEN, "intents": 0, "shard": [2, 2]}}, 4010),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 99, "d": {}}, 4001),
        ("nonsense", 4002),
    ],
)
async def test_what_the_gateway_refuses(discord_server: Discord, sent: object, code: int) -> None:
    """Whatever is not to be sent ends the connection with Discord's code for it."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{discord_server.gateway}?v=10&encoding=json") as socket,
    ):
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json(sent)
        await socket.receive()
        assert socket.close_code == code
    discord_server.complaints.clear()


@pytest.mark.parametrize(("compression", "kind"), [("zlib", "BINARY"), ("zstd", "TEXT")])
async def test_compression_as_the_client_asks(discord_server: Discord, compression: str, kind: str) -> None:
    """What a client can read is sent, compressed or not."""
    address = f"{discord_server.gateway}?v=10&encoding=json&compress={compression}-stream"
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        assert (await socket.receive()).type.name == kind


async def test_an_intent_that_is_not_enabled_is_refused(discord_server: Discord) -> None:
    """Asking for members, which the developer portal does not allow, ends the login."""
    with pytest.raises(library.PrivilegedIntentsRequired):
        async with discord_server.running(Sample(Intents(guilds=True, members=True))):
            pass


async def test_content_is_hidden_without_its_intent(discord_server: Discord) -> None:
    """Without the intent for it, the bot reads only what mentions it or is written to it directly."""
    bot, anna = Sample(Intents(guilds=True, messages=True)), discord_server.guild("Daily").member("anna")
    async with discord_server.running(bot):
        general = discord_server.world.guilds[anna.guild.id].channel("general")
        for channel, text in (
            (general, "one"),
            (general, discord_server.world.bot.mention),
            (anna.dm, "three"),
        ):
            await anna.says(channel, text)
        await discord_server.until(lambda: len(bot.heard) == 3, "three messages heard")
    assert bot.heard == ["", discord_server.world.bot.mention, "three"]


async def test_what_was_missed_is_replayed_after_a_drop(discord_server: Discord) -> None:
    """Messages written while the connection is down arrive once it is resumed, each once."""
    bot, anna = Sample(), discord_server.guild("Daily").member("anna")
    general = anna.guild.channel("general")
    async with discord_server.running(bot):
        await anna.says(general, "before")
        await discord_server.until(lambda: bot.heard, "the first message heard")
        await discord_server.connection.drop()
        await anna.says(general, "!echo meanwhile")
        assert (await general.next_message()).content == "meanwhile"
        discord_server.connection.cut_without_goodbye()
        await anna.says(general, "after")
        await discord_server.until(lambda: "after" in bot.heard, "the last message heard")
    assert bot.heard == ["before", "!echo meanwhile", "after"]
    assert (discord_server.connection.identified, discord_server.connection.resumed) == (1, 2)


async def test_a_client_reconnects_when_asked(discord_server: Discord) -> None:
    """Asked to reconnect, the client resumes its session."""
    async with discord_server.running(Sample()):
        discord_server.connection.ask_to_reconnect()
        await discord_server.until(lambda: discord_server.connection.resumed, "the session resumed")
    assert discord_server.connection.identified == 1


async def test_an_invalid_session_begins_anew(discord_server: Discord) -> None:
    """A session declared invalid is given up for a new one, which works."""
    anna = discord_server.guild("Daily").member("anna")
    general = anna.guild.channel("general")
    async with discord_server.running(Sample()):
        discord_server.connection.invalidate()
        await discord_server.until(lambda: discord_server.connection.identified == 2, "a second session")
        assert (
            await discord_server.reply_to(await anna.says(general, "!echo still here"))
        ).content == "still here"
    assert discord_server.connection.resumed == 0


async def test_a_session_that_was_forgotten_meanwhile(discord_server: Discord) -> None:
    """A client that comes back to a session that is gone is sent to begin anew."""
    async with discord_server.running(Sample()):
        discord_server.connection.sessions.clear()
        await discord_server.connection.drop()
        await discord_server.until(lambda: discord_server.connection.identified == 2, "a second session")


async def test_shards_each_serve_their_servers() -> None:
    """With two shards, each hears of its own servers, and both answer."""
    async with Discord.start(shards=2) as discord:
        people = [discord.guild(name).member("anna") for name in ("Daily", "Weekly")]
        bot = Sample()
        async with discord.running(bot):
            for anna in people:
                asked = await anna.says(anna.guild.channel("general"), f"!echo {anna.guild.name}")
                assert (await discord.reply_to(asked)).content == anna.guild.name
            assert [guild.shard_id for guild in bot.guilds] == [0, 1]
        assert discord.complaints == []
