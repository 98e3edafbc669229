"""Good manners: whatever is stored or pasted pings nobody and breaks nothing, and nobody is kept busy."""

import re

import pytest

from bot.ui.discord.embeds import COPY
from bot.ui.discord.text import from_code_block
from tests.end_to_end.discord.newsroom import WAYS, Newsroom, Way, seen
from tests.loopback import Message

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOSTILE = (
    "@everyone @here <@{member}> <@&{role}> <#{channel}> **bold** __under__ ~~gone~~ ||spoiler|| `code` "
    "```block``` # heading\n> quote\n- list [read this](https://evil.example) <https://a.example> "
    "https://b.example/_x_ \\* \u202eسبعون قتيلاً\u202c العربية <t:0:R> <:x:1> </check:1> "
)
_CODE = re.compile(r"```.*?```", re.DOTALL)
_MASKED = re.compile(r"(?<!\\)(?:\\\\)*\[read this\]\(")


def _hostile(newsroom: Newsroom, length: int) -> str:
    text = HOSTILE.format(
        member=newsroom.manager.id, role=newsroom.server.bot_role.id, channel=newsroom.channel.id
    )
    return (text * (length // len(text) + 1))[:length]


def _harmless(message: Message) -> None:
    """Assert that a message pings nobody and shows no link under words that aren't ours."""
    assert not message.pings
    assert not _MASKED.search(_CODE.sub("", message.text))


@pytest.mark.parametrize("way", WAYS)
async def test_a_check_of_a_message_full_of_everything(newsroom: Newsroom, way: Way) -> None:
    """A message of 2,000 characters of markdown, mentions and right-to-left text is checked."""
    await newsroom.record("70 people were killed.", "Mayor", "Flood")
    asked = f"70 people were killed {_hostile(newsroom, 2_000)}"[: 2_000 - len("!check ")]
    shown = await newsroom.ask(way, f"check {asked}", {"text": asked})
    assert "on record" in shown.text
    _harmless(shown)


async def test_claims_full_of_everything(newsroom: Newsroom) -> None:
    """Hostile names and texts are shown as they were written, in every list, answer, form and alert."""
    await newsroom.slash("setup", {"alerts": newsroom.alerts}, newsroom.manager)
    names = [_hostile(newsroom, 290) + end for end in "ab"]
    for name, killed in zip(names, (70, 90), strict=True):
        await newsroom.record(
            f"{killed} people were killed. {_hostile(newsroom, 3_000)}", name, names[0], via=names
        )
    (first, second) = (await newsroom.desk.story(newsroom.workspace, names[0])).claims
    line = f"!edit {first.id} said: 2021-03-04 reason: {_hostile(newsroom, 300)}"
    messages = [
        await newsroom.say(line, newsroom.moderator),
        await newsroom.say("!check 90 people killed"),
        await newsroom.say(f"!claim {second.id}"),
        await newsroom.say(f"!history {first.id}"),
        await newsroom.say("!stories"),
        await newsroom.say("!sources"),
        await newsroom.say("!contradictions"),
        await newsroom.say(f"!watch {names[0]}"),
        await newsroom.say("!watching"),
        await newsroom.say(f"!here {names[0]}", newsroom.moderator),
        await newsroom.say("!story"),
        await newsroom.alerts.next_message(),
        await newsroom.say(f"!retract {first.id}", newsroom.moderator),
    ]
    for message in messages:
        assert "Something went wrong" not in message.text
        _harmless(message)
    choices = await newsroom.reporter.types("story", {"name": ""}, focused="name", channel=newsroom.channel)
    assert choices
    assert (await newsroom.moderator.presses(messages[0], "Edit")).opens_modal


@pytest.mark.parametrize("way", WAYS)
async def test_refusals_of_hostile_words(newsroom: Newsroom, way: Way) -> None:
    """A refusal that names what was typed pings nobody either."""
    hostile = _hostile(newsroom, 600)
    for line, options in (
        (f"story {hostile}", {"name": hostile}),
        (f"history {hostile}", {"what": hostile}),
        (f"watch {hostile}", {"name": hostile}),
        (f"help {hostile}", {"command": hostile}),
        (f"claim {hostile}", {"id": hostile}),
    ):
        shown = await newsroom.ask(way, line, options)
        assert "Something went wrong" not in shown.text
        _harmless(shown)


async def test_the_line_for_copy_is_exact(newsroom: Newsroom) -> None:
    """In its code block, the copy-ready line keeps asterisks, underscores and backticks as they are."""
    await newsroom.record("70 people were killed.", "The *_`desk`_* @everyone", "Flood")
    checked = await newsroom.say("!check 70 people killed")
    (field,) = [field for field in checked.embeds[0]["fields"] if field["name"] == COPY]
    assert from_code_block(field["value"]).startswith("The *_`desk`_* @everyone says 70")
    assert not (await seen(await newsroom.reporter.presses(checked, "Copy line"))).pings


@pytest.mark.parametrize("way", WAYS)
async def test_who_asks_too_often_is_asked_to_wait(newsroom: Newsroom, way: Way) -> None:
    """After five checks in ten seconds a member is told when to try again; others aren't kept waiting."""
    for _ in range(5):
        assert "Nothing on record" in (await newsroom.ask(way, "check 40 boats", {"text": "40 boats"})).text
    shown = await newsroom.ask(way, "check 40 boats", {"text": "40 boats"})
    assert "5 times in 10 seconds; try again in" in shown.text
    assert shown.ephemeral is (way == "/")
    assert "No story is on record" in (await newsroom.ask(way, "stories")).text
    other = await newsroom.ask(way, "check 40 boats", {"text": "40 boats"}, newsroom.manager)
    assert "Nothing on record" in other.text


async def test_who_presses_too_often_is_asked_to_wait(newsroom: Newsroom) -> None:
    """Buttons bear with no hurry either."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    checked = await newsroom.say("!check 40 boats")
    for _ in range(20):
        assert "Added" in (await seen(await newsroom.reporter.presses(checked, "History"))).text
    shown = await seen(await newsroom.reporter.presses(checked, "History"))
    assert shown.ephemeral
    assert "20 times in 10 seconds" in shown.text


async def test_a_checks_menu_has_its_own_patience(newsroom: Newsroom) -> None:
    """Checking from messages' menus without pause is slowed down, and the refusal comes once."""
    said = await newsroom.manager.says(newsroom.channel, "40 boats")
    for _ in range(5):
        await newsroom.reporter.uses_menu("Check claim", on=said)
    answer = await newsroom.reporter.uses_menu("Check claim", on=said)
    assert "5 times in 10 seconds" in answer.text
    assert not answer.followups
