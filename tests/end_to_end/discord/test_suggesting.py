"""What is offered while somebody types."""

import pytest

from tests.end_to_end.discord.newsroom import HARBOUR, Newsroom
from tests.loopback.asking import Choice

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = "Collapse of the temporary footbridge between the northern quay and the old customs house, " * 2


async def _offered(newsroom: Newsroom, command: str, option: str, typed: str = "") -> list[Choice]:
    return await newsroom.moderator.types(
        command, {option: typed}, focused=option, channel=newsroom.channel, force=True
    )


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("story", "name"),
        ("sheet", "story"),
        ("contradictions", "story"),
        ("addclaim", "story"),
        ("edit", "story"),
        ("export", "story"),
        ("here", "story"),
        ("watch", "name"),
        ("unwatch", "name"),
    ],
)
async def test_stories(newsroom: Newsroom, command: str, option: str) -> None:
    """Every option that takes a story offers those like what was typed."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.record("Nine people died.", "Mayor", "River flood, 9 Jan 2022")
    assert HARBOUR in [choice.value for choice in await _offered(newsroom, command, option, "harb")]


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("addclaim", "speaker"),
        ("addclaim", "outlet"),
        ("edit", "speaker"),
        ("alias", "name"),
        ("merge", "name"),
        ("merge", "other"),
        ("watch", "name"),
        ("history", "what"),
    ],
)
async def test_sources(newsroom: Newsroom, command: str, option: str) -> None:
    """Every option that takes a source offers those like what was typed."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    assert "Fire brigade" in [choice.value for choice in await _offered(newsroom, command, option, "fire b")]


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("claim", "id"),
        ("history", "what"),
        ("edit", "id"),
        ("retract", "id"),
        ("withdraw", "id"),
        ("decide", "first"),
        ("decide", "second"),
    ],
)
async def test_claims(newsroom: Newsroom, command: str, option: str) -> None:
    """Every option that takes a claim offers the newest, and those with the number or words typed."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    for typed in ("", str(claim.id), f"#{claim.id}", "boats lost"):
        choice, *sources = await _offered(newsroom, command, option, typed)
        assert [one.value for one in sources] in ([], ["Fire brigade"])
        assert choice.value == str(claim.id)
        assert choice.name == f"#{claim.id} Fire brigade, no date: Forty boats were lost."


async def test_words_that_stand_for_something(newsroom: Newsroom) -> None:
    """Everything can be watched, nothing can be what a channel is about, and help knows its commands."""
    assert [one.value for one in await _offered(newsroom, "watch", "name", "every")] == ["everything"]
    assert [one.value for one in await _offered(newsroom, "here", "story", "noth")] == ["nothing"]
    assert [one.value for one in await _offered(newsroom, "help", "command", "dec")] == ["decide"]


async def test_a_long_name_is_cut_and_understood(newsroom: Newsroom) -> None:
    """A name over Discord's 100 characters is offered cut, and the cut one means the whole one."""
    await newsroom.record("Nine people died.", "Mayor", LONG.strip())
    (choice,) = await _offered(newsroom, "story", "name", "collapse of")
    assert isinstance(choice.value, str)
    assert len(choice.value) <= 100
    shown = await newsroom.slash("story", {"name": choice.value})
    assert "Nine people died." in shown.text
    await newsroom.slash("watch", {"name": choice.value})
    (watch,) = await newsroom.desk.watching(newsroom.workspace, str(newsroom.reporter.id))
    assert watch.name == LONG.strip()


async def test_there_are_never_more_than_discord_takes(newsroom: Newsroom) -> None:
    """At most 25 are offered, of names that any text may hold."""
    for number in range(30):
        await newsroom.record("Nine people died.", f"**Village** {number} @everyone", f"Flood {number}")
    assert len(await _offered(newsroom, "story", "name")) == 25
    assert len(await _offered(newsroom, "watch", "name")) == 25
    assert len(await _offered(newsroom, "claim", "id")) == 25
    assert len(await _offered(newsroom, "alias", "name", "village " * 100)) <= 25
