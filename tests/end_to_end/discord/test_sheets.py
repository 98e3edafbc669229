"""The story sheet as a file of the chat, and claims as JSON-LD."""

import json

import pytest

from tests.end_to_end.discord.newsroom import HARBOUR, WAYS, Newsroom, Way
from tests.loopback import Message
from tests.markup import parsed, text_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _furnished(newsroom: Newsroom) -> None:
    await newsroom.record("Forty boats were lost.", "Fire brigade", said_at="2021-03-04")
    await newsroom.record("At least 70 boats were lost.", "Port office", said_at="2021-03-05")


def _page(message: Message) -> str:
    """Return the words of the page that a message carries."""
    (file,) = message.attachments
    assert file.name == "sheet.html"
    return text_of(parsed(file.content.decode()))


@pytest.mark.parametrize("way", WAYS)
async def test_everybody_gets_a_sheet(newsroom: Newsroom, way: Way) -> None:
    """A reporter asks for a story by some of its words and gets its page, with figures and contradictions."""
    await _furnished(newsroom)
    shown = await newsroom.ask(way, "sheet harbour fire", {"story": "harbour fire"})
    assert "2 claims by 2 independent speakers" in shown.text
    page = _page(shown)
    assert HARBOUR in page
    assert "40 is below “at least 70”." in page


@pytest.mark.parametrize("way", WAYS)
async def test_the_story_of_the_channel(newsroom: Newsroom, way: Way) -> None:
    """Without a name it is the story that the channel is about; where there is none, the reply says so."""
    await _furnished(newsroom)
    assert "about no story" in (await newsroom.ask(way, "sheet")).text
    await newsroom.say(f"!here {HARBOUR}", newsroom.moderator)
    assert HARBOUR in _page(await newsroom.ask(way, "sheet"))


@pytest.mark.parametrize("way", WAYS)
async def test_no_such_story(newsroom: Newsroom, way: Way) -> None:
    """A story that isn't on record is refused with the nearest, and no file."""
    await _furnished(newsroom)
    shown = await newsroom.ask(way, "sheet Harbor fires", {"story": "Harbor fires"})
    assert "Nearest: “Harbour fire" in shown.text
    assert not shown.attachments


async def test_hostile_names_ping_nobody(newsroom: Newsroom) -> None:
    """A story's name that calls everybody and breaks out of markup is text beside the file and in it."""
    name = "@everyone </title><script>alert(1)</script> **bold**"
    await newsroom.record("Forty boats were lost.", "<@8>", name)
    shown = await newsroom.say(f"!sheet {name}")
    assert not shown.pings
    assert "<script>alert(1)</script>" in _page(shown)


async def test_a_channel_without_files(newsroom: Newsroom) -> None:
    """Where the bot may not attach files, the reply names the permission that it lacks."""
    await _furnished(newsroom)
    newsroom.channel.deny_bot(attach_files=True)
    assert "I lack the permission to attach files" in (await newsroom.say(f"!sheet {HARBOUR}")).text


@pytest.mark.parametrize("way", WAYS)
async def test_claims_as_linked_data(newsroom: Newsroom, way: Way) -> None:
    """A moderator exports a story, or all of them, as one document of schema.org's claims."""
    await _furnished(newsroom)
    await newsroom.record("Nine people died.", "Mayor", "Flood")
    for line, options, count in (
        (f"export jsonld {HARBOUR}", {"format": "jsonld", "story": HARBOUR}, 2),
        ("export jsonld", {"format": "jsonld"}, 3),
    ):
        shown = await newsroom.ask(way, line, options, newsroom.moderator)
        (file,) = shown.attachments
        assert file.name == "claims.jsonld"
        assert f"{count} claims in the file" in shown.text
        assert len(json.loads(file.content)["@graph"]) == count
