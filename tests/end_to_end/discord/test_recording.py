"""Keeping the record: addclaim by flags and options, edit, retract, withdraw and undo."""

import pytest

from db.models import Status
from tests.end_to_end.discord.newsroom import HARBOUR, WAYS, Newsroom, Way, seen
from tests.loopback.asking import Options

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINE = (
    "addclaim story: Harbour fire, 4 Mar 2021 speaker: Fire brigade\n"
    'text: "The chief said: forty boats were lost." via: Radio Nine > Wire\n'
    "outlet: Coast Daily url: https://coast.example/?said:1 said: 2021-03-04"
)
OPTIONS: Options = {
    "story": HARBOUR,
    "speaker": "Fire brigade",
    "text": "The chief said: forty boats were lost.",
    "via": "Radio Nine > Wire",
    "outlet": "Coast Daily",
    "url": "https://coast.example/?said:1",
    "said": "2021-03-04",
}


@pytest.mark.parametrize("way", WAYS)
async def test_a_claim_is_added(newsroom: Newsroom, way: Way) -> None:
    """What was understood is shown: figures, chain and date, what it contradicts; who added it is kept."""
    await newsroom.record("At least 70 boats were lost.", "Port office")
    shown = await newsroom.ask(way, LINE, OPTIONS, newsroom.moderator)
    assert "Figures: 40 boats lost" in shown.text
    assert "Fire brigade → Radio Nine → Wire → Coast Daily, 4 Mar 2021" in shown.text
    assert "Contradicting (1)" in shown.text
    assert [button.label for button in shown.buttons] == ["Edit", "Undo"]
    (claim,) = [
        one
        for one in (await newsroom.desk.story(newsroom.workspace, HARBOUR)).claims
        if one.speaker == "Fire brigade"
    ]
    assert claim.url == "https://coast.example/?said:1"
    (change,) = await newsroom.desk.history(newsroom.workspace, claim.id)
    assert change.actor == f"mo ({newsroom.moderator.id})"


@pytest.mark.parametrize("way", WAYS)
async def test_a_claim_that_is_on_record_is_not_added_again(newsroom: Newsroom, way: Way) -> None:
    """The same claim a second time is shown as on record, without anything to undo."""
    await newsroom.ask(way, LINE, OPTIONS, newsroom.moderator)
    shown = await newsroom.ask(way, LINE, OPTIONS, newsroom.moderator)
    assert "Already on record as #" in shown.text
    assert [button.label for button in shown.buttons] == ["Edit"]


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_missing_is_named(newsroom: Newsroom, way: Way) -> None:
    """A claim without a speaker is refused, naming what it lacks."""
    shown = await newsroom.ask(
        way,
        "addclaim story: Flood text: Nine died.",
        {"story": "Flood", "text": "Nine died."},
        newsroom.moderator,
    )
    assert "speaker is missing" in shown.text
    assert not (await newsroom.desk.stories(newsroom.workspace))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("addclaim Forty boats were lost", "belongs to no field"),
        ("addclaim story: Flood story: Fire", "stands twice"),
        ("addclaim story: speaker: Mayor", "has nothing behind it"),
        ("addclaim story: Flood speaker: Mayor text: Nine died. said: tomorrow", "is no date"),
        ("addclaim story: Flood speaker: Mayor text: Nine died. url: ftp://a", "no http or https address"),
    ],
)
async def test_flags_that_can_t_be_are_explained(newsroom: Newsroom, line: str, why: str) -> None:
    """A flag that stands twice, is empty, or holds what it can't hold is refused in words."""
    shown = await newsroom.say(f"!{line}", newsroom.moderator)
    assert why in shown.text
    assert not (await newsroom.desk.stories(newsroom.workspace))


@pytest.mark.parametrize("way", WAYS)
async def test_the_channels_story_is_the_default(newsroom: Newsroom, way: Way) -> None:
    """A claim without a story goes to the one that the channel, or a thread's channel, is about."""
    await newsroom.say(f"!here {HARBOUR}", newsroom.moderator)
    thread = newsroom.channel.thread("boats")
    shown = await newsroom.ask(
        way,
        "addclaim speaker: Mayor quote: Forty boats were lost.",
        {"speaker": "Mayor", "quote": "Forty boats were lost."},
        newsroom.moderator,
        channel=thread,
    )
    assert HARBOUR in shown.text
    (claim,) = (await newsroom.desk.story(newsroom.workspace, HARBOUR)).claims
    assert claim.text == claim.quote == "Forty boats were lost."


@pytest.mark.parametrize("way", WAYS)
async def test_an_edit(newsroom: Newsroom, way: Way) -> None:
    """Fields are changed or emptied, what stood there before is kept with the reason."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade", via=["Wire"], outlet="Daily")
    shown = await newsroom.ask(
        way,
        f"edit {claim.id} text: Fifty boats were lost. clear: via, outlet reason: misheard",
        {"id": str(claim.id), "text": "Fifty boats were lost.", "clear": "via, outlet", "reason": "misheard"},
        newsroom.moderator,
    )
    assert "Edited: #" in shown.text
    assert "Figures: 50 boats lost" in shown.text
    now = (await newsroom.desk.claim(newsroom.workspace, claim.id)).claim
    assert (now.via, now.outlet, now.speaker) == ((), None, "Fire brigade")
    assert (await newsroom.desk.history(newsroom.workspace, claim.id))[-1].reason == "misheard"


@pytest.mark.parametrize("way", WAYS)
async def test_an_edit_that_changes_nothing(newsroom: Newsroom, way: Way) -> None:
    """An edit to what a claim says already is said to have changed nothing."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    shown = await newsroom.ask(
        way,
        f"edit {claim.id} speaker: Fire brigade",
        {"id": str(claim.id), "speaker": "Fire brigade"},
        newsroom.moderator,
    )
    assert "Nothing changed: #" in shown.text


@pytest.mark.parametrize("way", WAYS)
async def test_an_edit_that_can_t_be(newsroom: Newsroom, way: Way) -> None:
    """A field that every claim needs can't be emptied, and an unknown claim can't be edited."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    shown = await newsroom.ask(
        way, f"edit {claim.id} clear: speaker", {"id": str(claim.id), "clear": "speaker"}, newsroom.moderator
    )
    assert "can't be emptied" in shown.text
    shown = await newsroom.ask(
        way, "edit 999999 said: 2021-03-04", {"id": "999999", "said": "2021-03-04"}, newsroom.moderator
    )
    assert "There is no claim 999999 here" in shown.text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("command", "status"), [("retract", Status.RETRACTED), ("withdraw", Status.WITHDRAWN)]
)
async def test_taking_a_claim_back(newsroom: Newsroom, way: Way, command: str, status: Status) -> None:
    """A claim is retracted or withdrawn with a reason, once; an unknown one is refused."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    asked = {"id": str(claim.id), "reason": "entered twice"}
    line = f"{command} {claim.id} entered twice"
    for _ in range(2):
        shown = await newsroom.ask(way, line, asked, newsroom.moderator)
        assert f"{status.value.capitalize()}: #{claim.id}" in shown.text
    assert (await newsroom.desk.claim(newsroom.workspace, claim.id)).claim.status is status
    _, change = await newsroom.desk.history(newsroom.workspace, claim.id)
    assert change.reason == "entered twice"
    unknown = await newsroom.ask(way, f"{command} 999999", {"id": "999999"}, newsroom.moderator)
    assert "There is no claim" in unknown.text


@pytest.mark.parametrize("way", WAYS)
async def test_undo(newsroom: Newsroom, way: Way) -> None:
    """Undo takes back one's own newest change, never another's."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    other = newsroom.server.member("mia", manage_messages=True)
    await newsroom.say(f"!retract {claim.id}", newsroom.moderator)
    assert "You have changed nothing here" in (await newsroom.ask(way, "undo", by=other)).text
    assert "Taken back" in (await newsroom.ask(way, "undo", by=newsroom.moderator)).text
    assert (await newsroom.desk.claim(newsroom.workspace, claim.id)).claim.status is Status.ACTIVE


async def test_the_undo_button(newsroom: Newsroom) -> None:
    """The button under a claim that was added takes it back, in a message for whoever pressed it."""
    added = await newsroom.say(f"!{LINE}", newsroom.moderator)
    shown = await seen(await newsroom.moderator.presses(added, "Undo"))
    assert shown.ephemeral
    assert "Taken back" in shown.text
    assert not (await newsroom.desk.stories(newsroom.workspace))


async def test_an_undo_button_undoes_nothing_else(newsroom: Newsroom) -> None:
    """The button takes back what its claim went through, whatever came after, and nobody else's doing."""
    added = await newsroom.say(f"!{LINE}", newsroom.moderator)
    await newsroom.say("!addclaim story: Flood speaker: Mayor text: Nine died.", newsroom.moderator)
    other = newsroom.server.member("mia", manage_messages=True)
    shown = await seen(await other.presses(added, "Undo"))
    assert "Taken back" not in shown.text
    assert len(await newsroom.desk.stories(newsroom.workspace)) == 2
    await newsroom.moderator.presses(added, "Undo")
    assert [story.name for story in await newsroom.desk.stories(newsroom.workspace)] == ["Flood"]
