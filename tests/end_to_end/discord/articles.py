"""Articles for the bot to read: as files, as words, and as pages that a small site serves on loopback."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.articles import LIMITS, ArticleReader, Guard, Limits
from bot.client.bot import Client
from bot.composition import opened
from db.models import Claim
from tests.end_to_end.discord.newsroom import HARBOUR, VERSION, Newsroom
from tests.loopback import Discord, File, Message, Server

TEXT: Final = """Harbour master Ada Quill said that 40 boats had burned on Thursday.

The Seafarers’ Union said at least 60 boats had burned. The union denied that its gate had been locked.

“Nobody was hurt,” Quill said.
"""
PROPOSALS: Final = 4  # that TEXT makes
ARTICLE: Final = File("fire.txt", TEXT.encode())
FLAGS: Final = f"story: {HARBOUR} outlet: Coast Daily published: 2021-03-05"


def many(number: int) -> File:
    """Return an article with so many proposals, each of another speaker."""
    said = (f"Clerk Ben Stone{one} said {one + 2} boats had burned." for one in range(number))
    return File("long.txt", "\n\n".join(said).encode())


async def claims_of(newsroom: Newsroom) -> list[Claim]:
    """Return every claim on record in the newsroom's story."""
    names = [story.name for story in await newsroom.desk.stories(newsroom.workspace)]
    return list((await newsroom.desk.story(newsroom.workspace, HARBOUR)).claims) if HARBOUR in names else []


async def ingested(newsroom: Newsroom, file: File = ARTICLE) -> Message:
    """Return what an attached article gives in the end: its queue, or a refusal."""
    shown = await newsroom.say(f"!ingest {FLAGS}", newsroom.moderator, file=file)
    await newsroom.discord.until(lambda: "Reading: " not in shown.text, "the end of the reading")
    return shown


@asynccontextmanager
async def site() -> AsyncIterator[str]:
    """Serve an article at /fire and nothing else, and yield the address of the site."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in TEXT.split("\n\n"))
    head = '<title>Fire</title><meta property="og:site_name" content="Coast Daily">'
    html = f"<html><head>{head}</head><body><article><h1>Fire</h1>{body}</article></body></html>"

    async def answer(request: web.Request) -> web.Response:
        del request
        return web.Response(text=html, content_type="text/html")

    app = web.Application()
    app.router.add_get("/fire", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def started(
    discord: Discord, ledger: Path, *, server: Server | None = None, allow: str = "", limits: Limits = LIMITS
) -> AsyncIterator[Newsroom]:
    """Run the bot on a ledger, with a newsroom on a server, new or known.

    `allow` is the address of a site that it may read though it is on loopback.
    """
    hosts = [allow.removeprefix("http://")] if allow else []
    reader = ArticleReader(Guard.allowing(hosts), limits)
    async with opened(ledger) as desk:
        client = Client(desk, prefix="!", version=VERSION, articles=reader)
        async with discord.running(client):
            yield Newsroom(discord, desk, server or discord.guild("The desk"))
