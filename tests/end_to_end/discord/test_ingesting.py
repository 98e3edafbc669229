"""Articles on Discord: read from a file, a link or a message, and queued; nothing is recorded by itself."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.articles import Limits
from bot.cogs import progress
from tests.end_to_end.discord.articles import (
    ARTICLE,
    FLAGS,
    PROPOSALS,
    TEXT,
    claims_of,
    ingested,
    many,
    site,
    started,
)
from tests.end_to_end.discord.newsroom import FOR_MODERATORS, HARBOUR, WAYS, Newsroom, Way, seen
from tests.loopback import Discord, File, Message
from tests.loopback.asking import Options

pytestmark = pytest.mark.asyncio(loop_scope="session")


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


@pytest_asyncio.fixture(loop_scope="session")
async def linked(tmp_path: Path) -> AsyncIterator[tuple[Newsroom, str]]:
    """Yield a newsroom of a bot that may read a site on loopback, and an article's address there."""
    async with (
        Discord.start() as discord,
        site() as address,
        started(discord, tmp_path / "claims.db", allow=address) as newsroom,
    ):
        yield newsroom, f"{address}/fire"
        assert not discord.complaints


@pytest.mark.parametrize("way", WAYS)
async def test_an_article_behind_a_link(linked: tuple[Newsroom, str], way: Way) -> None:
    """A link is read, given either way, and each proposal keeps it."""
    newsroom, link = linked
    options: Options = {"link": link, "story": HARBOUR}
    shown = await newsroom.ask(way, f"ingest {link} story: {HARBOUR}", options, newsroom.moderator)
    assert f"“Fire (Coast Daily)”: {PROPOSALS} proposals" in shown.text
    assert f"[link]({link})" in shown.text
    assert "own words" not in shown.text


@pytest.mark.parametrize("way", WAYS)
async def test_a_link_beside_a_file(newsroom: Newsroom, way: Way) -> None:
    """Of a file that comes with a link the file is read, and the link is where the claims can be read."""
    link = "https://coast.example/fire"
    if way == "!":
        shown = await newsroom.say(f"!ingest {link} {FLAGS}", newsroom.moderator, file=ARTICLE)
    else:
        shown = await newsroom.slash("ingest", {"file": ARTICLE, "link": link}, newsroom.moderator)
    assert f"{PROPOSALS} proposals" in shown.text
    assert f"[link]({link})" in shown.text


async def test_a_reply_to_a_file(newsroom: Newsroom) -> None:
    """A reply reads the file of a message, also of one that forwards it."""
    with_file = await newsroom.reporter.says(newsroom.channel, "look", files=[ARTICLE])
    for message in (with_file, await newsroom.reporter.forwards(with_file, newsroom.alerts)):
        shown = await newsroom.say(
            f"!ingest {FLAGS}", newsroom.moderator, reply_to=message, channel=message.channel
        )
        assert "Harbour master Ada Quill → Coast Daily, 5 Mar 2021" in shown.text


async def test_a_reply_to_the_words_themselves(newsroom: Newsroom) -> None:
    """A message of many words is the article itself, which is said; its own address is where it stands."""
    words = await newsroom.reporter.says(newsroom.channel, TEXT)
    shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, reply_to=words)
    assert "Taken for the article: the message’s own words." in shown.text
    assert "Figures: 40 boats burnt" in shown.text
    assert f"/{newsroom.channel.id}/{words.id})" in shown.text
    forwarded = await newsroom.reporter.forwards(words, newsroom.alerts)
    again = await newsroom.say(
        f"!ingest {FLAGS}", newsroom.moderator, reply_to=forwarded, channel=newsroom.alerts
    )
    assert "Figures: 40 boats burnt" in again.text


async def test_words_that_are_marked_up(newsroom: Newsroom) -> None:
    """Bold, quoted and listed words, masked links and mentions are read as Discord shows them."""
    mo = newsroom.moderator
    marked = await newsroom.reporter.says(
        newsroom.channel,
        f"# Fire\n> **Harbour master __Ada Quill__** said that **40** boats had burned.\n"
        f"- [The Seafarers’ Union](https://union.example) said at least *60* boats had burned. {mo.mention} "
        "has the list; ~~50~~ is not what the union said. Nobody was hurt, the harbour master said, and "
        "the ferries are back since noon.",
    )
    await newsroom.say(f"!ingest {FLAGS}", mo, reply_to=marked)
    home = newsroom.workspace
    (intake,) = (await newsroom.desk.queue(home)).intakes
    found = await newsroom.desk.proposals(home, intake.id)
    first = next(one for one in found if "40 boats had burned" in one.sentence)
    assert first.draft.speaker == "Harbour master Ada Quill"
    sentences = " ".join(one.sentence for one in found)
    assert not set("*_~[]#>") & set(sentences)


async def test_a_picture_beside_the_words(newsroom: Newsroom) -> None:
    """A picture in a message doesn't stand in the way of its words."""
    photo = File("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(64))
    message = await newsroom.reporter.says(newsroom.channel, TEXT, files=[photo])
    shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, reply_to=message)
    assert f"{PROPOSALS} proposals" in shown.text
    alone = await newsroom.reporter.says(newsroom.channel, "look", files=[photo])
    shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, reply_to=alone)
    assert "That is a picture" in shown.text


async def test_a_reply_to_a_link(linked: tuple[Newsroom, str]) -> None:
    """What a message links to is read, not the preview that Discord shows of it, nor words beside it."""
    newsroom, link = linked
    previewed = await newsroom.reporter.says(newsroom.channel, link)
    previewed.unfurl({"title": "Fire", "description": "Somebody said that 7 ships sank. " * 12, "url": link})
    for message in (
        previewed,
        await newsroom.reporter.says(newsroom.channel, f"{'Have a look at this one. ' * 20} {link}"),
        await newsroom.reporter.forwards(previewed, newsroom.channel),
    ):
        shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, reply_to=message)
        assert "Figures: 40 boats burnt" in shown.text
        assert "7 ships" not in shown.text


async def test_a_preview_alone(linked: tuple[Newsroom, str]) -> None:
    """A message of a preview alone, as feeds post them, is read where the preview leads."""
    newsroom, link = linked
    posted = await newsroom.reporter.says(newsroom.channel, "New:")
    posted.unfurl({"title": "Fire", "url": link})
    shown = await seen(await newsroom.moderator.uses_menu("Read as article", on=posted))
    assert f"{PROPOSALS} proposals" in shown.text


async def test_a_link_that_can_t_be_read(linked: tuple[Newsroom, str]) -> None:
    """The words beside such a link are taken where they are many, and it is said why; else it is refused."""
    newsroom, link = linked
    gone = link.replace("/fire", "/gone")
    long = await newsroom.reporter.says(newsroom.channel, f"{TEXT}\n{gone}")
    shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, reply_to=long)
    assert "the message’s own words, for its link can’t be read." in shown.text
    assert "404" in shown.text
    assert f"[link]({gone})" in shown.text
    brief = await newsroom.reporter.says(newsroom.channel, f"look {gone}")
    shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, reply_to=brief)
    assert "404" in shown.text
    assert not shown.embeds


async def test_an_article_from_the_menu_of_a_message(newsroom: Newsroom) -> None:
    """The menu on a message reads it for the story of the channel."""
    await newsroom.say(f"!here {HARBOUR}", newsroom.moderator)
    words = await newsroom.reporter.says(newsroom.channel, TEXT)
    shown = await seen(await newsroom.moderator.uses_menu("Read as article", on=words))
    assert "4 proposals" in shown.text
    assert HARBOUR in shown.text


async def test_the_story_is_the_channel_s(newsroom: Newsroom) -> None:
    """Without a story it is the channel's own; one that is named goes before; else the article names it."""
    unnamed = await newsroom.say("!ingest title: Blaze", newsroom.moderator, file=ARTICLE)
    assert "Blaze" in _field(unnamed, "Story")
    await newsroom.say(f"!here {HARBOUR}", newsroom.moderator)
    shown = await newsroom.say("!ingest", newsroom.moderator, file=ARTICLE)
    assert HARBOUR in _field(shown, "Story")
    other = await newsroom.say("!ingest story: Another fire", newsroom.moderator, file=ARTICLE)
    assert "Another fire" in _field(other, "Story")


def _field(shown: Message, name: str) -> str:
    """Return what stands in a field of a message's embed."""
    fields = {one["name"]: one["value"] for one in shown.embeds[0]["fields"]}
    return str(fields[name])


@pytest.fixture
def talkative(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have progress told all the time, in place of every two seconds."""
    monkeypatch.setattr(progress, "EVERY", 0.001)


@pytest.mark.usefixtures("talkative")
@pytest.mark.parametrize("way", WAYS)
async def test_a_long_article_tells_how_far_it_is(newsroom: Newsroom, way: Way) -> None:
    """Reading 200,000 characters says how far it has come, in the message that the result takes over."""
    long = File("long.txt", (many(300).content + b"\n\n" + b"The sea was calm. " * 12_000)[:200_000])
    if way == "!":
        shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, file=long)
    else:
        shown = await newsroom.slash("ingest", {"file": long, "story": HARBOUR}, newsroom.moderator)
    await newsroom.discord.until(lambda: "1 of 300" in shown.text, "the first proposal")
    told = [version.content for version in shown.edits]
    assert any(text.startswith("Reading: ") and text.endswith(" of 200,000 characters …") for text in told)


@pytest.mark.usefixtures("talkative")
@pytest.mark.parametrize("way", WAYS)
async def test_a_long_text_without_an_article(newsroom: Newsroom, way: Way) -> None:
    """Where nothing is found in the end, the word on how far it was goes, and the refusal stays."""
    long = File("calm.txt", b"The sea was calm. " * 10_000)
    if way == "!":
        await newsroom.moderator.says(newsroom.channel, "!ingest", files=[long])
    else:
        await newsroom.moderator.slash("ingest", {"file": long}, channel=newsroom.channel)

    def standing() -> list[str]:
        return [message.text for message in newsroom.moderator.sees(newsroom.channel)[way == "!" :]]

    await newsroom.discord.until(
        lambda: len(standing()) == 1 and "No statement and no figure" in standing()[0], "the refusal"
    )


async def test_a_menu_s_long_article_tells_how_far_it_is(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The menu says how far it has come, too."""
    monkeypatch.setattr(progress, "EVERY", 0.001)
    long = await newsroom.reporter.says(newsroom.channel, "long", files=[many(300)])
    shown = await seen(await newsroom.moderator.uses_menu("Read as article", on=long))
    await newsroom.discord.until(lambda: "1 of 300" in shown.text, "the first proposal")
    assert any(version.content.startswith("Reading: ") for version in shown.edits)


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (File("empty.txt", b""), "empty"),
        (File("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8), "That is a picture"),
        (File("calm.txt", b"The sea was calm. The pier is old."), "No statement and no figure"),
        (File("claims.json", b"[1, 2]"), "That is JSON"),
        (File("wall.html", b"<html><body><script>fetch('/')</script></body></html>"), "no article in it"),
    ],
    ids=["empty", "picture", "nothing", "json", "scripts"],
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
        ("ingest ftp://coast.example/fire", "is no address of a page"),
        ("ingest http://127.0.0.1/fire", "127.0.0.1"),
        ("ingest https://coast.example/fire published: someday", "is no date"),
    ],
)
async def test_commands_that_name_no_article(newsroom: Newsroom, line: str, why: str) -> None:
    """Without an article, with another kind of address, a private one or an unfit day it says so."""
    shown = await newsroom.say(f"!{line}", newsroom.moderator)
    assert why in shown.text
    assert "Something went wrong" not in shown.text


async def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """A file above the newsroom's limit is refused by its size alone: it isn't even fetched."""
    limits = Limits.of(seconds=30, mebibytes=1)
    async with (
        Discord.start() as discord,
        started(discord, tmp_path / "claims.db", limits=limits) as newsroom,
    ):
        discord.faults.fail("GET", "/cdn/", status=404)
        shown = await ingested(newsroom, File("large.txt", b"x" * (1024 * 1024 + 1)))
        assert "That file has 1.0 MiB; an article takes at most 1 MiB." in shown.text


@pytest.mark.parametrize("status", [404, 503])
async def test_a_file_that_discord_doesn_t_give(newsroom: Newsroom, status: int) -> None:
    """A file that is gone, or can't be fetched, is refused in a sentence that says what to do."""
    newsroom.discord.faults.fail("GET", "/cdn/", status=status)
    shown = await ingested(newsroom)
    assert "Discord doesn't give the file “fire.txt” at the moment; attach it once more." in shown.text


async def test_messages_that_hold_no_article(newsroom: Newsroom) -> None:
    """A brief message, one with several files and one that is gone are refused, each for its own reason."""
    mo, rae = newsroom.moderator, newsroom.reporter
    brief = await rae.says(newsroom.channel, "40 boats burned, the brigade said.")
    shown = await newsroom.say("!ingest", mo, reply_to=brief)
    assert "There is no article" in shown.text
    assert "200 characters or more" in shown.text
    two = await rae.says(newsroom.channel, "both", files=[ARTICLE, ARTICLE])
    assert (
        "holds 2 files; give one article at a time" in (await newsroom.say("!ingest", mo, reply_to=two)).text
    )
    said = await mo.says(newsroom.channel, "!ingest", files=[ARTICLE, ARTICLE])
    assert "holds 2 files" in (await newsroom.discord.reply_to(said)).text
    brief.delete()
    assert "is gone" in (await newsroom.say("!ingest", mo, reply_to=brief)).text
    menu = await seen(await mo.uses_menu("Read as article", on=await rae.says(newsroom.channel, "no")))
    assert "There is no article" in menu.text
    assert menu.ephemeral


async def test_only_moderators_take_articles_in(newsroom: Newsroom) -> None:
    """Neither the command nor the menu is for anybody else."""
    message = await newsroom.reporter.says(newsroom.channel, TEXT)
    shown = await newsroom.say(f"!ingest {FLAGS}", reply_to=message)
    assert FOR_MODERATORS in shown.text
    shown = await seen(await newsroom.reporter.uses_menu("Read as article", on=message, force=True))
    assert FOR_MODERATORS in shown.text
    assert not (await newsroom.desk.queue(newsroom.workspace)).intakes


async def test_a_channel_where_the_bot_may_not_show_it(newsroom: Newsroom) -> None:
    """Where the bot may not embed, the article isn't taken in, and the missing permission is named."""
    newsroom.channel.deny_bot(embed_links=True)
    shown = await ingested(newsroom)
    assert "embed links" in shown.text
    assert not (await newsroom.desk.queue(newsroom.workspace)).intakes


async def test_two_take_the_same_article_in_at_once(newsroom: Newsroom) -> None:
    """Two moderators who give one article at the same moment have one queue between them."""
    other = newsroom.server.member("lee", manage_messages=True)
    shown = await asyncio.gather(
        *(newsroom.say(f"!ingest {FLAGS}", by, file=ARTICLE) for by in (newsroom.moderator, other))
    )
    assert all(f"1 of {PROPOSALS}" in one.text for one in shown)
    (intake,) = (await newsroom.desk.queue(newsroom.workspace)).intakes
    assert intake.waiting == PROPOSALS
