"""The bot as a process of its own: signing in, being killed, being told to end."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from discord import Intents

from tests.end_to_end.discord.newsroom import HARBOUR
from tests.end_to_end.program import Program
from tests.loopback import Channel, Discord, Message, Server

POST = r"/channels/\d+/messages$"
LOGIN = 20.0  # seconds


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return the program in a folder of its own."""
    return Program(tmp_path)


class Bot:
    """A running bot and what it logs."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def ended(self) -> tuple[int, str]:
        """Return its exit status and everything that it logged."""
        _, logged = await asyncio.wait_for(self.process.communicate(), LOGIN)
        assert self.process.returncode is not None
        return self.process.returncode, logged.decode()

    async def killed(self) -> None:
        """Kill it on the spot."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def _running(program: Program, discord: Discord, **environment: str) -> AsyncIterator[Bot]:
    """Start the bot on a loopback Discord; at the latest it is killed in the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=program.folder,
        env={
            **program.environment,
            "CLAIMDESK_DISCORD__TOKEN": discord.token,
            "CLAIMDESK_DISCORD__API": discord.api,
            "CLAIMDESK_DISCORD__GATEWAY": discord.gateway,
            **environment,
        },
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Bot(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def _signed_in(discord: Discord, times: int = 1) -> None:
    await discord.until(lambda: discord.connection.identified >= times, "the login", LOGIN)


def _desk(discord: Discord) -> tuple[Server, Channel, Channel]:
    server = discord.guild("Daily")
    return server, server.channel("general"), server.channel("alerts")


async def _contradiction(discord: Discord, server: Server, general: Channel, alerts: Channel) -> Message:
    """Set the alert channel up, record two claims that can't both hold, and return the last answer."""
    mo = server.member("mo", manage_messages=True, manage_guild=True)
    lines = (
        f"!setup alerts: <#{alerts.id}>",
        f"!addclaim story: {HARBOUR} speaker: Fire brigade text: Forty boats were lost.",
        f"!addclaim story: {HARBOUR} speaker: Harbour master text: Only 25 boats were lost.",
    )
    for line in lines:
        answer = await discord.reply_to(await mo.says(general, line))
    return answer


async def test_signing_in_and_ending(program: Program) -> None:
    """The bot answers, logs what it does as JSON when asked, never its token, and ends cleanly on SIGTERM."""
    async with Discord.start() as discord:
        server, general, _ = _desk(discord)
        async with _running(program, discord, CLAIMDESK_LOG__FORMAT="json") as bot:
            await _signed_in(discord)
            asked = await server.member("rae").says(general, "!stories")
            assert "No story is on record" in (await discord.reply_to(asked, LOGIN)).text
            bot.process.send_signal(signal.SIGTERM)
            status, logged = await bot.ended()
        assert status == 0
        assert discord.token not in logged
        messages = [json.loads(line)["message"] for line in logged.splitlines()]
        assert messages[-1] == "Signed out"
        assert not discord.complaints


async def test_a_command_under_way_is_finished(program: Program) -> None:
    """Told to end while it answers, the bot answers first."""
    async with Discord.start() as discord:
        server, general, _ = _desk(discord)
        async with _running(program, discord) as bot:
            await _signed_in(discord)
            discord.faults.rate_limit("POST", rf"/channels/{general.id}/messages$", retry_after=1)
            asked = await server.member("rae").says(general, "!stories")
            refused = f"POST /channels/{general.id}/messages 429"
            await discord.until(lambda: refused in discord.requests, "a first try", LOGIN)
            bot.process.send_signal(signal.SIGTERM)
            status, logged = await bot.ended()
        assert status == 0, logged
        assert "No story is on record" in (await discord.reply_to(asked)).text
        assert "Traceback" not in logged


async def test_ending_while_signing_in(program: Program) -> None:
    """Told to end while Discord doesn't answer its login, the bot ends."""
    reached, never = asyncio.Event(), asyncio.Event()

    async def hang(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await never.wait()
        writer.close()

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with Discord.start() as discord, server:
        there = {"CLAIMDESK_DISCORD__API": f"http://127.0.0.1:{port}/api/v10"}
        async with _running(program, discord, **there) as bot:
            await asyncio.wait_for(reached.wait(), LOGIN)
            bot.process.send_signal(signal.SIGTERM)
            status, logged = await bot.ended()
        never.set()
    assert status == 0, logged
    assert "Traceback" not in logged


async def test_a_token_that_is_taken_back(program: Program) -> None:
    """A bot whose token becomes invalid while it runs ends with the remedy and status 2."""
    async with Discord.start() as discord:
        async with _running(program, discord) as bot:
            await _signed_in(discord)
            discord.connection.token = "another"  # noqa: S105 -- it opens nothing
            await discord.connection.drop()
            status, logged = await bot.ended()
        assert status == 2
        assert "Discord refuses the bot token" in logged.splitlines()[-1]
        assert "Traceback" not in logged


async def test_commands_that_discord_does_not_take(program: Program) -> None:
    """Where slash commands can't be registered the bot works without them, and tries at its next start."""
    async with Discord.start() as discord:
        server, general, _ = _desk(discord)
        rae, put = server.member("rae"), rf"/applications/{discord.world.application_id}/commands$"
        discord.faults.fail("PUT", put)
        async with _running(program, discord) as bot:
            await _signed_in(discord)
            asked = await rae.says(general, "!stories")
            assert "No story is on record" in (await discord.reply_to(asked, LOGIN)).text
            await bot.killed()
        assert not discord.commands
        async with _running(program, discord):
            await _signed_in(discord, 2)
            assert "No story is on record" in (await rae.slash("stories", channel=general)).text


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({"CLAIMDESK_DISCORD__TOKEN": ""}, "There is no bot token"),
        ({"CLAIMDESK_DISCORD__TOKEN": "wrong.to.ken"}, "Discord refuses the bot token"),
        ({"CLAIMDESK_DISCORD__TOKEN": "two\nlines"}, "Discord refuses the bot token"),
        ({"CLAIMDESK_DISCORD__API": "http://127.0.0.1:9/api/v10"}, "Discord can't be reached"),
    ],
)
async def test_a_bot_that_can_t_sign_in(program: Program, environment: dict[str, str], why: str) -> None:
    """A missing or refused token and a Discord out of reach end the bot with one sentence and status 2."""
    async with Discord.start() as discord:
        async with _running(program, discord, **environment) as bot:
            status, logged = await bot.ended()
        assert status == 2
        assert why in logged.splitlines()[-1]
        assert "Traceback" not in logged
        assert environment.get("CLAIMDESK_DISCORD__TOKEN") != "wrong.to.ken" or "wrong.to.ken" not in logged


async def test_an_intent_that_is_not_enabled(program: Program) -> None:
    """A bot that may not read messages says which switch of the developer portal lets it."""
    async with (
        Discord.start(refused=Intents(message_content=True)) as discord,
        _running(program, discord) as bot,
    ):
        status, logged = await bot.ended()
        assert status == 2
        assert "Message Content Intent" in logged.splitlines()[-1]
        assert "Traceback" not in logged


async def test_killed_before_the_alert_was_sent(program: Program) -> None:
    """A bot killed between storing a claim and sending its alert sends it when started again, once."""
    async with Discord.start() as discord:
        server, general, alerts = _desk(discord)
        path = rf"/channels/{alerts.id}/messages$"
        async with _running(program, discord) as bot:
            await _signed_in(discord)
            discord.faults.fail("POST", path, times=1_000)
            answer = await _contradiction(discord, server, general, alerts)
            assert "Alert 1 raised" in answer.text
            await bot.killed()
        assert not alerts.bot_messages
        while discord.faults.take("POST", f"/channels/{alerts.id}/messages"):
            pass
        async with _running(program, discord):
            await _signed_in(discord, 2)
            alert = await alerts.next_message(seconds=LOGIN)
            assert "25 boats" in alert.text
            await _settled(discord, server, general)
        assert len(alerts.bot_messages) == 1


async def test_killed_before_the_sent_alert_was_recorded(program: Program) -> None:
    """A bot killed after Discord took an alert, but before that was stored, doesn't send it again."""
    async with Discord.start() as discord:
        server, general, alerts = _desk(discord)
        async with _running(program, discord) as bot:
            await _signed_in(discord)
            discord.faults.fail("POST", rf"/channels/{alerts.id}/messages$", after_serving=True, times=1_000)
            await _contradiction(discord, server, general, alerts)
            await alerts.next_message(seconds=LOGIN)
            await bot.killed()
        while discord.faults.take("POST", f"/channels/{alerts.id}/messages"):
            pass
        discord.world.clock.skip(3_600)  # the nonce is forgotten
        async with _running(program, discord):
            await _signed_in(discord, 2)
            await _settled(discord, server, general)
        assert len(alerts.bot_messages) == 1


async def _settled(discord: Discord, server: Server, general: Channel) -> None:
    """Wait until the bot says that no alert waits."""
    rae = server.member("rae")
    for _ in range(20):
        asked = await rae.says(general, "!status")
        if "0 alert messages" in (await discord.reply_to(asked, LOGIN)).text:
            return
        await asyncio.sleep(2.1)  # five questions in ten seconds are as many as one member may ask
    pytest.fail("an alert still waits")
