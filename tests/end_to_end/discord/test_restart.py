"""Buttons and menus of messages that were sent before the bot was started anew."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.client.bot import Client
from bot.composition import opened
from tests.end_to_end.discord.articles import ingested
from tests.end_to_end.discord.newsroom import HARBOUR, VERSION, Newsroom, seen
from tests.loopback import Discord, Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


@asynccontextmanager
async def _started(discord: Discord, server: Server | None, ledger: Path) -> AsyncIterator[Newsroom]:
    """Run the bot on a ledger, with a newsroom on a server, new or known."""
    async with opened(ledger) as desk, discord.running(Client(desk, prefix="!", version=VERSION)):
        yield Newsroom(discord, desk, server or discord.guild("The desk"))


async def test_every_button_outlives_a_restart(tmp_path: Path) -> None:
    """Answer, menu, form, pages and undo work as before, for the same people and no others."""
    ledger = tmp_path / "claims.db"
    async with Discord.start() as discord:
        async with _started(discord, None, ledger) as before:
            for place in ("North", "South"):
                await before.record("17 miners were trapped.", "The company", f"{place} pit, 2 Feb 2020")
            for number in range(40):
                await before.record(f"{number} people waited at the station.", f"Stop {number}", HARBOUR)
            checked = await before.say("!check 17 miners trapped")
            listed = await before.say(f"!story {HARBOUR}")
            line = "!addclaim story: Flood speaker: Mayor text: Nine died."
            added = await before.say(line, before.moderator)
            offered = await before.say("!addclaim", before.moderator)
        async with _started(discord, before.server, ledger):
            rae, mo = before.reporter, before.moderator
            assert "The company says 17" in (await seen(await rae.presses(checked, "Copy line"))).text
            assert "Added by the test" in (await seen(await rae.presses(checked, "History"))).text
            (menu,) = checked.selects
            chosen = await seen(await rae.selects(checked, [menu.labels[1]]))
            assert chosen.embeds[0]["title"] == menu.labels[1]
            await rae.presses(listed, "Next")
            assert "Page 2 of" in listed.text
            assert (await mo.presses(offered, "Open the form")).opens_modal
            assert (await mo.presses(added, "Edit")).modal.values["Statement"] == "Nine died."
            assert "Only moderators" in (await seen(await rae.presses(added, "Undo"))).text
            assert "Taken back" in (await seen(await mo.presses(added, "Undo"))).text
        assert not discord.complaints


async def test_a_form_that_was_open_at_a_restart(tmp_path: Path) -> None:
    """What was typed meanwhile is kept: the form opens again with it, and is recorded when it is sent."""
    ledger = tmp_path / "claims.db"
    async with Discord.start() as discord:
        async with _started(discord, None, ledger) as before:
            added = await before.say(
                "!addclaim story: Flood speaker: Mayor text: Nine died.", before.moderator
            )
            queue = await ingested(before)
            offered = await before.say("!addclaim", before.moderator)
            forms = [
                (await before.moderator.presses(shown, label)).modal
                for shown, label in ((offered, "Open the form"), (added, "Edit"), (queue, "Edit"))
            ]
        async with _started(discord, before.server, ledger) as after:
            mo = before.moderator
            for form, typed in zip(forms, ("Ten died.", "Eleven died.", "Twelve died."), strict=True):
                lost = await seen(
                    await mo.submits(form, {"Statement": typed, "Story": "Flood", "Who said it": "Mayor"})
                )
                assert lost.ephemeral
                assert "I was started anew while you typed" in lost.text
                again = (await mo.presses(lost, "Open the form again")).modal
                assert again.values["Statement"] == typed
                await mo.submits(again, {})
            said = {claim.text for claim in (await after.desk.story(after.workspace, "Flood")).claims}
            assert said == {"Ten died.", "Eleven died.", "Twelve died."}
        assert not discord.complaints


async def test_slash_commands_are_registered_only_when_they_change(tmp_path: Path) -> None:
    """A bot that is started again with the same commands doesn't register them again."""
    ledger = tmp_path / "claims.db"
    async with Discord.start() as discord:
        async with _started(discord, None, ledger) as first:
            pass
        async with _started(discord, first.server, ledger) as second:
            assert "No story is on record" in (await second.slash("stories")).text
        registered = [one for one in discord.requests if one.startswith("PUT") and "/commands" in one]
        assert len(registered) == 1
