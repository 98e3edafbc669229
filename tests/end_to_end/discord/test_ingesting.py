"""Articles on Discord: read from a file, a link or a message, and looked through by moderators."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest
from aiohttp import web

from bot.articles import ArticleReader, Guard
from bot.client.bot import Client
from bot.composition import opened
from db.models import Claim
from tests.end_to_end.discord.newsroom import FOR_MODERATORS, HARBOUR, VERSION, Newsroom, seen
from tests.loopback import Discord, File, Message, Person, Server
from tests.loopback.asking import Options

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXT: Final = """Harbour master Ada Quill said that 40 boats had burned on Thursday.

The Seafarers’ Union said at least 60 boats had burned. The union denied that its gate had been locked.

“Nobody was hurt,” Quill said.
"""
ARTICLE: Final = File("fire.txt", TEXT.encode())
FLAGS: Final = f"story: {HARBOUR} outlet: Coast Daily published: 2021-03-05"


async def claims_of(newsroom: Newsroom) -> list[Claim]:
    """Return every claim on record in the newsroom's story."""
    names = [story.name for story in await newsroom.desk.stories(newsroom.workspace)]
    return list((await newsroom.desk.story(newsroom.workspace, HARBOUR)).claims) if HARBOUR in names else []


async def ingested(newsroom: Newsroom, file: File = ARTICLE) -> Message:
    """Return the queue that an attached article gives."""
    return await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, file=file)


async def test_an_attached_article_is_read(newsroom: Newsroom) -> None:
    """A file gives the first proposal with chain, day, figures and sentence; nothing is recorded."""
    shown = await ingested(newsroom)
    assert "4 proposals" in shown.text
    assert "Proposal" in shown.text
    assert "1 of 4" in shown.text
    assert "Harbour master Ada Quill → Coast Daily, 5 Mar 2021" in shown.text
    assert "Figures: 40 boats burnt" in shown.text
    assert "Harbour master Ada Quill said that 40 boats had burned on Thursday." in shown.text
    assert await claims_of(newsroom) == []


async def test_an_article_by_slash(newsroom: Newsroom) -> None:
    """The same by options of the slash command."""
    options: Options = {"file": ARTICLE, "story": HARBOUR, "outlet": "Coast Daily", "published": "2021-03-05"}
    shown = await newsroom.slash("ingest", options, newsroom.moderator)
    assert "4 proposals" in shown.text
    assert "Harbour master Ada Quill → Coast Daily" in shown.text


async def test_a_reply_to_a_file_or_to_the_words_themselves(newsroom: Newsroom) -> None:
    """A reply reads the file of a message, or its words where they are many."""
    with_file = await newsroom.reporter.says(newsroom.channel, "look", files=[ARTICLE])
    shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, reply_to=with_file)
    assert "4 proposals" in shown.text
    words = await newsroom.reporter.says(newsroom.channel, TEXT.replace("40 boats", "41 boats"))
    shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, reply_to=words)
    assert "Figures: 41 boats burnt" in shown.text


async def test_an_article_from_the_menu_of_a_message(newsroom: Newsroom) -> None:
    """The menu on a message reads it for the story of the channel."""
    await newsroom.say(f"!here {HARBOUR}", newsroom.moderator)
    words = await newsroom.reporter.says(newsroom.channel, TEXT)
    shown = await seen(await newsroom.moderator.uses_menu("Read as article", on=words))
    assert "4 proposals" in shown.text
    assert HARBOUR in shown.text


async def test_accepting_shows_the_next_one(newsroom: Newsroom) -> None:
    """Accept records the claim, says what it contradicts and which alert it raised, and goes on."""
    shown = await ingested(newsroom)
    await newsroom.moderator.presses(shown, "Accept")
    assert "is claim #" in shown.text
    assert "Figures: at least 60 boats burnt" in shown.text
    assert "Contradicting (1)" in shown.text
    await newsroom.moderator.presses(shown, "Accept")
    assert "It contradicts #" in shown.text
    assert "raised." in shown.text
    first, second = await claims_of(newsroom)
    assert {first.speaker, second.speaker} == {"Harbour master Ada Quill", "Seafarers’ Union"}
    assert first.published_at is not None
    (change,) = await newsroom.desk.history(newsroom.workspace, first.id)
    assert change.actor == f"mo ({newsroom.moderator.id})"


async def test_rejecting_and_paging(newsroom: Newsroom) -> None:
    """Back and forth turn among those that wait; a rejected one is passed over; at the end nothing waits."""
    shown = await ingested(newsroom)
    mo = newsroom.moderator
    assert [button.label for button in shown.buttons if button.disabled] == ["◀"]
    await mo.presses(shown, "▶")
    assert "2 of 4" in shown.text
    await mo.presses(shown, "Reject")
    assert "Rejected by mo" in shown.text
    assert "2 of 3" in shown.text
    await mo.presses(shown, "◀")
    assert "1 of 3" in shown.text
    for _ in range(3):
        await mo.presses(shown, "Reject")
    assert "Nothing waits" in shown.text
    assert await claims_of(newsroom) == []


async def test_editing_accepts_what_was_changed(newsroom: Newsroom) -> None:
    """The form holds the proposal; what is sent is recorded; an unfit day is refused, the form kept."""
    shown = await ingested(newsroom)
    mo = newsroom.moderator
    modal = (await mo.presses(shown, "Edit")).modal
    assert modal.values["Who said it"] == "Harbour master Ada Quill"
    refused = await seen(await mo.submits(modal, {"Said on": "someday"}))
    assert "is no date" in refused.text
    again = (await mo.presses(refused, "Open the form again")).modal
    assert again.values["Said on"] == "someday"
    modal = (await mo.presses(shown, "Edit")).modal
    await mo.submits(modal, {"Who said it": "Ada Quill > Radio Nine"})
    assert "is claim #" in shown.text
    (claim,) = await claims_of(newsroom)
    assert (claim.speaker, claim.via) == ("Ada Quill", ("Radio Nine",))


async def test_everything_of_one_speaker(newsroom: Newsroom) -> None:
    """One press accepts what one speaker says, and the others' still wait."""
    shown = await ingested(newsroom)
    await newsroom.moderator.presses(shown, "Accept all from this speaker")
    assert "2 claims added" in shown.text
    assert "1 of 2" in shown.text
    assert {claim.speaker for claim in await claims_of(newsroom)} == {"Harbour master Ada Quill"}


async def test_everything_is_accepted_after_a_question(newsroom: Newsroom) -> None:
    """All are accepted only once somebody says yes."""
    shown = await ingested(newsroom)
    await newsroom.moderator.presses(shown, "Accept all")
    assert "Accept all 4 proposals of this article as they stand?" in shown.text
    await newsroom.moderator.presses(shown, "No")
    assert await claims_of(newsroom) == []
    await newsroom.moderator.presses(shown, "Accept all")
    await newsroom.moderator.presses(shown, "Yes, accept all")
    assert "4 claims added" in shown.text
    assert len(await claims_of(newsroom)) == 4


async def test_what_is_on_record_is_shown_as_such(newsroom: Newsroom) -> None:
    """A proposal that is a claim already names it, and accepting it adds none."""
    shown = await ingested(newsroom)
    proposal = await newsroom.desk.first_waiting(newsroom.workspace)
    assert proposal is not None
    draft = (await newsroom.desk.proposal(newsroom.workspace, proposal)).proposal.draft
    await newsroom.desk.add(newsroom.workspace, draft, actor="the test")
    await newsroom.moderator.presses(shown, "▶")
    await newsroom.moderator.presses(shown, "◀")
    assert "Already on record" in shown.text
    await newsroom.moderator.presses(shown, "Accept")
    assert "was on record already" in shown.text
    assert len(await claims_of(newsroom)) == 1


async def test_two_moderators_at_one_queue(newsroom: Newsroom) -> None:
    """Who is slower is told who was faster and sees the next one; nothing is recorded twice."""
    shown = await ingested(newsroom)
    other = newsroom.server.member("lee", manage_messages=True)
    second = await newsroom.say("!review", other)
    await other.selects(second, [second.selects[0].labels[0]])
    assert "1 of 4" in second.text
    await asyncio.gather(newsroom.moderator.presses(shown, "Accept"), other.presses(second, "Accept"))
    assert len(await claims_of(newsroom)) == 1
    told = [message for message in (shown, second) if "Too late: proposal" in message.text]
    assert len(told) == 1
    assert all("1 of 3" in message.text for message in (shown, second))


async def test_the_queue_is_for_moderators(newsroom: Newsroom) -> None:
    """Nobody else may take articles in, look through the queue or decide."""
    assert FOR_MODERATORS in (await newsroom.say(f"!ingest {FLAGS}", file=ARTICLE)).text
    assert FOR_MODERATORS in (await newsroom.say("!review")).text
    shown = await ingested(newsroom)
    for label in ("Accept", "Edit", "Reject", "▶", "Accept all"):
        assert FOR_MODERATORS in (await seen(await newsroom.reporter.presses(shown, label))).text
    assert await claims_of(newsroom) == []


async def test_another_server_sees_nothing(newsroom: Newsroom, discord: Discord) -> None:
    """What waits in one server doesn't wait in another, and its buttons do nothing there."""
    await ingested(newsroom)
    elsewhere = Newsroom(discord, newsroom.desk, discord.guild("Elsewhere"))
    assert "Nothing waits" in (await elsewhere.say("!review", elsewhere.moderator)).text


async def test_the_same_article_again(newsroom: Newsroom) -> None:
    """An article that was taken in is named as such, with what still waits of it."""
    shown = await ingested(newsroom)
    await newsroom.moderator.presses(shown, "Reject")
    again = await ingested(newsroom)
    assert "was taken in before: 3 waiting" in again.text
    assert "1 of 3" in again.text


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (File("empty.txt", b""), "empty"),
        (File("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8), "That is a picture"),
        (File("calm.txt", b"The sea was calm. The pier is old."), "No statement and no figure"),
    ],
    ids=["empty", "picture", "nothing"],
)
async def test_files_that_hold_no_article(newsroom: Newsroom, file: File, why: str) -> None:
    """What can't be an article is refused in a sentence that says what was found."""
    shown = await ingested(newsroom, file)
    assert why in shown.text
    assert "Something went wrong" not in shown.text


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ingest", "There is no article"),
        ("ingest ftp://coast.example/fire", "belongs to no field"),
        ("ingest http://127.0.0.1/fire", "127.0.0.1"),
        ("ingest https://coast.example/fire published: someday", "is no date"),
    ],
)
async def test_commands_that_name_no_article(newsroom: Newsroom, line: str, why: str) -> None:
    """Without an article, with another kind of address, a private one or an unfit day it says so."""
    shown = await newsroom.say(f"!{line}", newsroom.moderator)
    assert why in shown.text
    assert "Something went wrong" not in shown.text


async def test_hostile_text_stays_text(newsroom: Newsroom) -> None:
    """Mentions, markup and turned writing in an article are shown as characters and call nobody."""
    text = (
        "Mayor @everyone **Bold** said that 40 boats had burned, see [here](https://evil.example) "
        "\u202egnorw\u202c <@&12345>."
    )
    shown = await ingested(newsroom, File("hostile.txt", text.encode()))
    raw = str(shown.embeds[0])
    assert "\\*\\*Bold\\*\\*" in raw.replace("\\\\", "\\")
    assert "\u202e" not in raw
    assert "](https://evil" not in raw
    assert not shown.pings


async def test_many_proposals_are_paged(newsroom: Newsroom) -> None:
    """An article with three hundred statements gives a queue that can be walked and accepted whole."""
    text = "\n\n".join(
        f"Clerk Ben Stone{number} said {number + 2} boats had burned." for number in range(300)
    )
    shown = await ingested(newsroom, File("long.txt", text.encode()))
    assert "1 of 300" in shown.text
    await newsroom.moderator.presses(shown, "Accept all")
    await newsroom.moderator.presses(shown, "Yes, accept all")
    await newsroom.discord.until(lambda: "300 claims added" in shown.text, "all of them")


@asynccontextmanager
async def _page() -> AsyncIterator[str]:
    """Serve one article on loopback and yield its address."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
    html = f"<html><head><title>Fire</title></head><body><article><h1>Fire</h1>{body}</article></body></html>"

    async def answer(request: web.Request) -> web.Response:
        del request
        return web.Response(text=html, content_type="text/html")

    app = web.Application()
    app.router.add_get("/fire", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}/fire"
    finally:
        await runner.cleanup()


async def _started(
    discord: Discord, server: Server | None, ledger: Path, link: str
) -> AsyncIterator[Newsroom]:
    """Run the bot, allowed to read one link's host."""
    host = link.removeprefix("http://").partition("/")[0]
    reader = ArticleReader(Guard.allowing([host]))
    async with opened(ledger) as desk:
        client = Client(desk, prefix="!", version=VERSION, articles=reader)
        async with discord.running(client):
            yield Newsroom(discord, desk, server or discord.guild("The desk"))


async def test_a_link_is_read_and_its_queue_outlives_a_restart(tmp_path: Path) -> None:
    """A linked page is read; the buttons of its queue work after the bot was started anew."""
    run = asynccontextmanager(_started)
    async with _page() as link, Discord.start() as discord:
        async with run(discord, None, tmp_path / "claims.db", link) as before:
            shown = await before.say(f"!ingest {link} story: {HARBOUR}", before.moderator)
            assert "4 proposals" in shown.text
        async with run(discord, before.server, tmp_path / "claims.db", link) as after:
            mo: Person = before.moderator
            await mo.presses(shown, "Accept")
            assert "is claim #" in shown.text
            (claim,) = await claims_of(after)
            assert claim.url == link
        assert not discord.complaints
