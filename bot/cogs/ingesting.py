"""Commands that bring articles in, for moderators: ingest, review."""

from typing import Final

import discord
from discord import app_commands
from discord.ext import commands
from pydantic import ValidationError

from bot.cogs import drafting, reviewing
from bot.cogs.answering import reference_to, respond
from bot.cogs.base import (
    Context,
    Host,
    Interaction,
    Refusal,
    actor_of,
    moderators_only,
    require_moderator,
    room_of,
    workspace,
)
from bot.cogs.commanding import IN, MODERATORS, TIMES, Flags, command
from bot.cogs.progress import Progress
from bot.cogs.reading import address_in, outlet_of, text_of
from bot.cogs.suggesting import full_name, sources, stories
from bot.desk import DeskError
from bot.interchange import explain
from bot.results import Ingested
from bot.ui.discord import proposals
from db.models import Article, WatchKind

LARGEST: Final = 8 * 1024 * 1024  # bytes of a file that is read
SHORTEST: Final = 200  # characters of a message that is an article itself
_MEBIBYTE: Final = 1024 * 1024
_ANY: Final = Article(text="-")
_NOTHING: Final = (
    "There is no article: attach a file (HTML, text or PDF), give a link, or reply to a message that holds "
    f"one or is one, of {SHORTEST} characters or more."
)


class ArticleFlags(Flags):
    """Where an article is and what is known of it, as `name: value` or as options; a link may stand first."""

    link: str | None = commands.flag(default=None, description="Where the article can be read")
    story: str | None = commands.flag(default=None, description="The event; left out: this channel's story")
    title: str | None = commands.flag(default=None, description="Its headline")
    outlet: str | None = commands.flag(default=None, description="Who published it")
    published: str | None = commands.flag(
        default=None, description="When it was published: 2021-03-04T18:00Z"
    )
    language: str | None = commands.flag(default=None, description="Of the text: en, es, fr, …")

    @classmethod
    def parse_flags(cls, argument: str, *, ignore_extra: bool = True) -> dict[str, list[str]]:
        """Return the flags of a message; an address in front of them is the link."""
        before, address, behind = drafting.address_in(argument)
        if address and not before:
            return {"link": [address], **super().parse_flags(behind, ignore_extra=ignore_extra)}
        return super().parse_flags(argument, ignore_extra=ignore_extra)

    def told(self) -> dict[str, object]:
        """Return what is said of the article, by the fields of one."""
        fields = {"title": self.title, "outlet": self.outlet, "language": self.language}
        return {
            name: value
            for name, value in {**fields, "published_at": self.published}.items()
            if value is not None
        }


class Ingesting(commands.Cog):
    """From an article to proposals, and from proposals to claims."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self._menu = app_commands.ContextMenu(name="Read as article", callback=self.ingest_message)

    async def cog_load(self) -> None:
        """Add the menu on messages."""
        self.host.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self.host.tree.remove_command(self._menu.name, type=self._menu.type)

    @command(
        "ingest [LINK] [story: …]",
        "ingest https://coast.example/fire story: Harbour fire, 4 Mar 2021",
        MODERATORS,
    )
    @app_commands.describe(file="HTML, text or PDF")
    @app_commands.autocomplete(story=stories, outlet=sources)
    @moderators_only()
    async def ingest(
        self, context: Context, file: discord.Attachment | None = None, *, flags: ArticleFlags
    ) -> None:
        """Find who says what in an article; nothing is recorded before a moderator accepts it."""
        await context.defer()
        told = flags.told()
        _as_told(_ANY, told)  # what is unfit is said before anything is fetched
        article = _as_told(await self._article(context, file, flags.link), told)
        story = await self._story(context, flags.story)
        said = _Saying(context)
        async with Progress(said.say) as progress:
            result = await self._ingested(context, article, story, progress)
        await said.show(await self._first(workspace(context), result))

    @app_commands.checks.cooldown(TIMES, IN)
    async def ingest_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Find who says what in the article that a message holds, links to, or is."""
        await require_moderator(interaction)
        await interaction.response.defer(thinking=True)
        article = await self._of_message(message)
        story = await self._story(interaction, None)
        async with Progress(lambda text: interaction.edit_original_response(content=text)) as progress:
            result = await self._ingested(interaction, article, story, progress)
        shown = await self._first(workspace(interaction), result)
        await interaction.edit_original_response(content=shown.content, embed=shown.embed, view=shown.view)

    @command("review", "review", MODERATORS)
    @moderators_only()
    async def review(self, context: Context) -> None:
        """Look through what was found in articles: accept, edit, reject."""
        await context.defer()
        shown = await reviewing.page(self.host.desk, workspace(context), None)
        await respond(context, shown.embed, view=shown.view)

    async def _first(self, home: str, result: Ingested) -> reviewing.Page:
        first = await self.host.desk.first_waiting(home, result.intake.id)
        return await reviewing.page(self.host.desk, home, first, proposals.ingested(result))

    async def _ingested(
        self, asked: Context | Interaction, article: Article, story: str | None, progress: Progress
    ) -> Ingested:
        user = asked.author if isinstance(asked, commands.Context) else asked.user
        whole = len(article.text)
        return await self.host.desk.ingest(
            workspace(asked),
            article,
            story=story,
            actor=actor_of(user),
            progress=lambda done: progress.say(proposals.reading(done, whole)),
        )

    async def _story(self, asked: Context | Interaction, given: str | None) -> str | None:
        """Return the story that was named, else the channel's own, else none."""
        home = workspace(asked)
        named = given or await self.host.desk.room_story(home, await room_of(asked, self.host))
        return await full_name(self.host, home, named, WatchKind.STORY) if named else None

    async def _article(self, context: Context, file: discord.Attachment | None, link: str | None) -> Article:
        if file is not None:
            return await self._of_file(file)
        if link is not None:
            return await self.host.articles.at(link)
        reference = context.message.reference if context.interaction is None else None
        if reference is None or reference.message_id is None:
            raise Refusal(_NOTHING)
        try:
            return await self._of_message(await context.channel.fetch_message(reference.message_id))
        except discord.NotFound:
            raise Refusal("The message that you replied to is gone; attach the article or link it.") from None

    async def _of_message(self, message: discord.Message) -> Article:
        """Return the article in a message: its first file, its words where they are many, its first link."""
        for file in message.attachments:
            return await self._of_file(file)
        words = text_of(message)
        if len(words) >= SHORTEST:
            return Article(text=words, outlet=outlet_of(message) or None, url=address_in(message))
        _, address, _ = drafting.address_in(message.content)
        if not address:
            raise Refusal(_NOTHING)
        return await self.host.articles.at(address)

    async def _of_file(self, file: discord.Attachment) -> Article:
        if file.size > LARGEST:
            raise Refusal(
                f"That file has {file.size / _MEBIBYTE:.1f} MiB; an article takes at most "
                f"{LARGEST // _MEBIBYTE} MiB. Give its text as a file."
            )
        return await self.host.articles.read(
            await file.read(), name=file.filename, content_type=file.content_type
        )


def _as_told(article: Article, told: dict[str, object]) -> Article:
    """Return an article as a member says it is; raises DeskError naming the fields at fault."""
    try:
        return Article.model_validate(article.model_dump() | told)
    except ValidationError as error:
        raise DeskError(f"That can't be read in: {explain(error)}") from None


class _Saying:
    """The answer to one command: a word on how far it has come, which the result takes the place of."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._message: discord.Message | None = None

    async def say(self, text: str) -> None:
        """Say how far it has come."""
        if self._message is None:
            self._message = await self._context.send(
                text,
                reference=reference_to(self._context),  # type: ignore[arg-type]  # its own default is None
                mention_author=False,
            )
        else:
            await self._message.edit(content=text)

    async def show(self, shown: reviewing.Page) -> None:
        """Show the result."""
        if self._message is None:
            await respond(self._context, shown.embed, content=shown.content, view=shown.view)
        else:
            await self._message.edit(content=shown.content, embed=shown.embed, view=shown.view)
