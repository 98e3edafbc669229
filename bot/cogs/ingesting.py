"""Commands that bring articles in, for moderators: ingest, review."""

import re
from contextlib import suppress
from typing import Final, Self

import discord
from discord import app_commands
from discord.ext import commands
from pydantic import ValidationError

from bot.cogs import articles, drafting, reviewing
from bot.cogs.answering import reference_to, respond
from bot.cogs.articles import Given
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
from bot.cogs.suggesting import full_name, sources, stories
from bot.desk import DeskError
from bot.interchange import explain
from bot.ui.discord import proposals
from db.models import Article, WatchKind

_ANY: Final = Article(text="-")
_OTHER_ADDRESS: Final = re.compile(r"(?:\w+://|[\w-]+(?:\.[\w-]+)+(?=[/\s]|$))\S*")
"""An address of another kind, or with its beginning left out."""


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
        if other := _OTHER_ADDRESS.match(argument):
            raise commands.BadArgument(
                f"“{other[0][:60]}” is no address of a page: those begin with https://"
            )
        return super().parse_flags(argument, ignore_extra=ignore_extra)

    def told(self, *, with_file: bool) -> dict[str, object]:
        """Return what is said of the article, by the fields of one; a link beside a file is where it lies."""
        fields = {
            "title": self.title,
            "outlet": self.outlet,
            "url": self.link if with_file else None,
            "published_at": self.published,
            "language": self.language,
        }
        return {name: value for name, value in fields.items() if value is not None}


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
        told = flags.told(with_file=file is not None)
        _as_told(_ANY, told)  # what is unfit is said before anything is fetched
        given = await self._given(context, file, flags.link)
        story = await self._story(context, flags.story)
        async with _Saying(context) as said, Progress(said.say) as progress:
            shown = await self._taken_in(context, given, told, story, progress)
        await said.show(shown)

    @app_commands.checks.cooldown(TIMES, IN)
    async def ingest_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Find who says what in the article that a message holds, links to, or is."""
        await require_moderator(interaction)
        await interaction.response.defer(thinking=True)
        given = await articles.of_message(self.host.articles, message)
        story = await self._story(interaction, None)
        async with Progress(lambda text: interaction.edit_original_response(content=text)) as progress:
            shown = await self._taken_in(interaction, given, {}, story, progress)
        await interaction.edit_original_response(content=shown.content, embed=shown.embed, view=shown.view)

    @command("review", "review", MODERATORS)
    @moderators_only()
    async def review(self, context: Context) -> None:
        """Look through what was found in articles: accept, edit, reject."""
        await context.defer()
        shown = await reviewing.page(self.host.desk, workspace(context), None)
        await respond(context, shown.embed, view=shown.view)

    async def _taken_in(
        self,
        asked: Context | Interaction,
        given: Given,
        told: dict[str, object],
        story: str | None,
        progress: Progress,
    ) -> reviewing.Page:
        """Queue what an article says, and return the first of it."""
        desk, home = self.host.desk, workspace(asked)
        article = _as_told(given.article, told)
        whole = len(article.text)
        result = await desk.ingest(
            home,
            article,
            story=story,
            actor=actor_of(asked.author if isinstance(asked, commands.Context) else asked.user),
            progress=lambda done: progress.say(proposals.reading(done, whole)),
        )
        said = proposals.ingested(result)
        if given.own_words:
            said = f"{proposals.own_words(given.why)}\n{said}"
        return await reviewing.page(desk, home, await desk.first_waiting(home, result.intake.id), said)

    async def _story(self, asked: Context | Interaction, given: str | None) -> str | None:
        """Return the story that was named, else the channel's own, else none."""
        home = workspace(asked)
        named = given or await self.host.desk.room_story(home, await room_of(asked, self.host))
        return await full_name(self.host, home, named, WatchKind.STORY) if named else None

    async def _given(self, context: Context, file: discord.Attachment | None, link: str | None) -> Given:
        """Return the article that a command names, or that the message holds to which it replies."""
        if file is not None:
            if context.interaction is None:
                file = articles.only(context.message.attachments)
            return Given(await articles.of_file(self.host.articles, file))
        if link is not None:
            return Given(await self.host.articles.at(link))
        reference = context.message.reference if context.interaction is None else None
        if reference is None or reference.message_id is None:
            raise Refusal(articles.NOTHING)
        try:
            message = await context.channel.fetch_message(reference.message_id)
        except discord.NotFound:
            raise Refusal("The message that you replied to is gone; attach the article or link it.") from None
        return await articles.of_message(self.host.articles, message)


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

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *raised: object) -> None:
        """Take the word away where there is no result; that of a slash command is replaced by the refusal."""
        if any(raised) and self._message is not None and self._context.interaction is None:
            with suppress(discord.HTTPException):
                await self._message.delete()

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
