"""Members who are no moderators try everything that is for moderators, offered by Discord or not."""

import pytest
from discord import Permissions

from bot.client.bot import Client
from bot.cogs.commanding import MANAGERS, MODERATORS
from tests.end_to_end.discord.newsroom import (
    FOR_MANAGERS,
    FOR_MODERATORS,
    HARBOUR,
    WAYS,
    Newsroom,
    Way,
    seen,
)
from tests.loopback import Discord, File, Message
from tests.loopback.asking import Options

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILE = File("claims.csv", b"story,text,speaker\nFlood,Nine people died.,Mayor\n")
ARTICLE = File("fire.txt", b"The brigade said that forty boats had burned.")
TRIED: dict[str, tuple[str, Options]] = {
    "addclaim": (
        "addclaim story: Flood speaker: Mayor text: Nine died.",
        {"story": "Flood", "speaker": "Mayor", "text": "Nine died."},
    ),
    "edit": ("edit {one} text: Nobody died.", {"id": "{one}", "text": "Nobody died."}),
    "retract": ("retract {one}", {"id": "{one}"}),
    "withdraw": ("withdraw {one}", {"id": "{one}"}),
    "undo": ("undo", {}),
    "decide": (
        "decide {one} {two} unrelated reason: so",
        {"first": "{one}", "second": "{two}", "relation": "unrelated", "reason": "so"},
    ),
    "alias": ('alias "Fire brigade" Firemen', {"name": "Fire brigade", "others": "Firemen"}),
    "merge": ('merge "Fire brigade" "Port office"', {"name": "Fire brigade", "other": "Port office"}),
    "ingest": ("ingest", {"file": ARTICLE}),
    "review": ("review", {}),
    "import": ("import", {"file": FILE}),
    "export": ("export", {}),
    "here": (f"here {HARBOUR}", {"story": HARBOUR}),
}
"""Of every command for moderators, how it is given either way; {one} and {two} are claims on record."""


async def _furnished(newsroom: Newsroom) -> tuple[int, int]:
    """Put two claims that contradict each other on record, and return their numbers."""
    one = await newsroom.record("Forty boats were lost.", "Fire brigade")
    two = await newsroom.record("Fifty boats were lost.", "Port office")
    return one.id, two.id


async def _state(newsroom: Newsroom) -> list[object]:
    """Return everything that moderators can change."""
    desk, home = newsroom.desk, newsroom.workspace
    claims = [claim async for claim in desk.export(home)]
    channel = await desk.room_story(home, str(newsroom.channel.id))
    alerts = [alert.state for alert in await desk.alerts(home)]
    queue = (await desk.queue(home)).intakes
    return [claims, channel, alerts, queue, await desk.sources(home), await desk.newsroom(home)]


async def test_every_command_for_moderators_is_tried(client: Client, discord: Discord) -> None:
    """No command for moderators is left out of these tests."""
    del discord  # signing in there is what gives the bot its commands
    assert {one.name for one in client.commands if one.extras["who"] == MODERATORS} == set(TRIED)
    assert {one.name for one in client.commands if one.extras["who"] == MANAGERS} == {"setup"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TRIED)
async def test_a_command(newsroom: Newsroom, way: Way, name: str) -> None:
    """A member is refused every command for moderators, either way, and nothing changes."""
    one, two = await _furnished(newsroom)
    before = await _state(newsroom)
    line, options = TRIED[name]
    if way == "!":
        shown = await newsroom.say(
            f"!{line.format(one=one, two=two)}", file={"import": FILE, "ingest": ARTICLE}.get(name)
        )
    else:
        given = {
            key: value.format(one=one, two=two) if isinstance(value, str) else value
            for key, value in options.items()
        }
        shown = await newsroom.slash(name, given)
    assert FOR_MODERATORS in shown.text or "Only moderators can change" in shown.text
    assert shown.ephemeral is (way == "/")
    assert not shown.attachments
    assert await _state(newsroom) == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["addclaim", "edit"])
async def test_a_form_by_command(newsroom: Newsroom, way: Way, name: str) -> None:
    """A member gets neither a form nor a button that opens one."""
    one, _ = await _furnished(newsroom)
    if way == "!":
        shown = await newsroom.say(f"!{name} {one if name == 'edit' else ''}")
    else:
        shown = await newsroom.slash(name, {"id": str(one)} if name == "edit" else {})
    assert FOR_MODERATORS in shown.text
    assert not shown.buttons


async def test_the_menu_of_a_message(newsroom: Newsroom) -> None:
    """Add as claim opens no form for a member, who is told once why."""
    said = await newsroom.manager.says(newsroom.channel, "Forty boats were lost")
    answer = await newsroom.reporter.uses_menu("Add as claim", on=said, force=True)
    assert not answer.opens_modal
    assert FOR_MODERATORS in answer.text
    assert answer.ephemeral
    assert not answer.followups


async def _added(newsroom: Newsroom) -> Message:
    line = f"!addclaim story: {HARBOUR} speaker: Mayor text: Sixty boats were lost."
    return await newsroom.say(line, newsroom.moderator)


@pytest.mark.parametrize("label", ["Edit", "Undo"])
async def test_the_buttons_under_a_claim_that_was_added(newsroom: Newsroom, label: str) -> None:
    """A member who presses edit or undo under a moderator's claim is refused, and it stays as it is."""
    await _furnished(newsroom)
    added = await _added(newsroom)
    before = await _state(newsroom)
    answer = await newsroom.reporter.presses(added, label)
    assert not answer.opens_modal
    shown = await seen(answer)
    assert shown.ephemeral
    assert FOR_MODERATORS in shown.text
    assert await _state(newsroom) == before


async def test_the_button_that_opens_a_form(newsroom: Newsroom) -> None:
    """A member can't open the form that a moderator was offered."""
    offered = await newsroom.say("!addclaim", newsroom.moderator)
    answer = await newsroom.reporter.presses(offered, "Open the form")
    assert not answer.opens_modal
    assert FOR_MODERATORS in answer.text
    assert answer.ephemeral


async def test_a_form_of_somebody_elses(newsroom: Newsroom) -> None:
    """A form that was opened for a moderator and is sent by a member stores nothing."""
    modal = (await newsroom.moderator.slash("addclaim", channel=newsroom.channel)).modal
    values = {"Story": HARBOUR, "Who said it": "Mayor", "Statement": "Sixty boats were lost."}
    shown = await seen(await newsroom.reporter.submits(modal, values, force=True))
    assert FOR_MODERATORS in shown.text
    assert not (await newsroom.desk.stories(newsroom.workspace))


@pytest.mark.parametrize("label", ["Confirm", "Dismiss"])
async def test_the_buttons_of_an_alert(newsroom: Newsroom, label: str) -> None:
    """A member can neither confirm nor dismiss an alert, and its message stays as it was."""
    await newsroom.slash("setup", {"alerts": newsroom.alerts}, newsroom.manager)
    await _furnished(newsroom)
    await _added(newsroom)
    alert = await newsroom.alerts.next_message()
    before, text = await _state(newsroom), alert.text
    shown = await seen(await newsroom.reporter.presses(alert, label))
    assert shown.ephemeral
    assert FOR_MODERATORS in shown.text
    assert await _state(newsroom) == before
    assert alert.text == text


@pytest.mark.parametrize("way", WAYS)
async def test_setup_is_for_managers(newsroom: Newsroom, way: Way) -> None:
    """Neither members nor moderators can set the newsroom up, or see how it is."""
    before = await _state(newsroom)
    for by in (newsroom.reporter, newsroom.moderator):
        shown = await newsroom.ask(way, "setup prefix: ?", {"prefix": "?"}, by)
        assert FOR_MANAGERS in shown.text
    assert await _state(newsroom) == before


async def test_a_permission_in_one_channel_is_not_enough(newsroom: Newsroom) -> None:
    """Who may manage messages in one channel only is no moderator: the record is the whole newsroom's."""
    newsroom.channel.overwrite(newsroom.reporter, allow=Permissions(manage_messages=True))
    line = "!addclaim story: Flood speaker: Mayor text: Nine died."
    assert FOR_MODERATORS in (await newsroom.say(line)).text
