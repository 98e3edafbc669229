"""Who is told of new contradictions by direct message."""

import pytest

from tests.end_to_end.discord.newsroom import HARBOUR, WAYS, Newsroom, Way
from tests.loopback import NotOffered

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "watched"),
    [
        (HARBOUR, f"story {HARBOUR}"),
        ("harbour fire, 4 mar 2021", f"story {HARBOUR}"),
        (f"story {HARBOUR}", f"story {HARBOUR}"),
        ("Fire brigade", "source Fire brigade"),
        ("speaker Fire brigade", "source Fire brigade"),
        ("everything", "everything"),
    ],
)
async def test_watching_and_no_longer(newsroom: Newsroom, way: Way, name: str, watched: str) -> None:
    """A story, a source or everything is watched, listed, and watched no longer."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    shown = await newsroom.ask(way, f"watch {name}", {"name": name})
    assert f"You watch {watched}" in shown.text
    assert shown.ephemeral is (way == "/")
    assert watched in (await newsroom.ask(way, "watching")).text
    shown = await newsroom.ask(way, f"unwatch {name}", {"name": name})
    assert f"You no longer watch {watched}" in shown.text
    assert "You watch nothing" in (await newsroom.ask(way, "watching")).text
    shown = await newsroom.ask(way, f"unwatch {name}", {"name": name})
    assert "You don't watch" in shown.text


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_not_on_record_is_not_watched(newsroom: Newsroom, way: Way) -> None:
    """A name that isn't on record is refused with the nearest that are."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    shown = await newsroom.ask(way, "watch Fire brigades", {"name": "Fire brigades"})
    assert "No story and no source" in shown.text
    assert "Fire brigade" in shown.text


async def test_watchers_are_told(newsroom: Newsroom) -> None:
    """Whoever watches a story gets its alert by direct message, without the moderators' buttons."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.say(f"!watch {HARBOUR}")
    await newsroom.say(
        f"!addclaim story: {HARBOUR} speaker: Port office text: Fifty boats were lost.", newsroom.moderator
    )
    told = await newsroom.reporter.dm.next_message()
    assert "Fifty boats" in told.text
    assert not told.buttons


async def test_watchers_of_whoever_is_contradicted_are_told(newsroom: Newsroom) -> None:
    """Whoever watches a source hears of it when somebody else contradicts it, too."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.say("!watch Fire brigade")
    await newsroom.say(
        f"!addclaim story: {HARBOUR} speaker: Port office text: Fifty boats were lost.", newsroom.moderator
    )
    assert "Fifty boats" in (await newsroom.reporter.dm.next_message()).text


async def test_commands_are_of_servers(newsroom: Newsroom) -> None:
    """Commands refuse to work in direct messages, where slash commands aren't offered."""
    place = newsroom.reporter.dm
    shown = await newsroom.say("!check 40 boats", channel=place)
    assert "Claims belong to a server" in shown.text
    with pytest.raises(NotOffered):
        await newsroom.reporter.slash("watching", channel=place)
    assert "Claims belong to a server" in (await newsroom.slash("watching", channel=place)).text
