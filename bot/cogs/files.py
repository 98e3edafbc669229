"""Commands about files, for moderators: import and export."""

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from typing import Final, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answering import respond
from bot.cogs.base import Context, Host, Refusal, actor_of, guild_of, moderators_only, workspace
from bot.cogs.commanding import MODERATORS, Flags, command
from bot.cogs.suggesting import full_name, stories
from bot.desk import ImportRefused
from bot.interchange import (
    Format,
    InterchangeError,
    Linking,
    Output,
    Row,
    Understanding,
    Writing,
    format_in,
    format_of,
    read,
)
from bot.results import Refused
from bot.ui.discord import embeds, pages
from bot.ui.discord.text import escape
from bot.ui.plain import plural
from db.models import Claim, ClaimDraft, WatchKind

LARGEST: Final = 8 * 1024 * 1024  # bytes of a file that is imported
_LAST_LINE: Final = 100  # bytes kept free for it in a report, and for what Discord adds
_MEBIBYTE: Final = 1024 * 1024


class ImportFlags(Flags):
    """What an import may be told beside its file."""

    story: str | None = commands.flag(default=None, description="The story of claims that name none")
    dry_run: bool = commands.flag(default=False, description="Show what would be stored; store nothing")


class Files(commands.Cog):
    """Claims in and out, in the formats of the terminal's import and export."""

    def __init__(self, host: Host) -> None:
        self.host = host

    @command(
        "import FILE [yes] [story: …] [dry_run: yes]",
        "import yes (with claims.csv attached; yes stores the good rows of a file with bad ones)",
        MODERATORS,
    )
    @app_commands.describe(
        file="JSON lines, CSV, or a feed or page of ClaimReview",
        keep_going="Store the good rows, report each refused one",
    )
    @app_commands.autocomplete(story=stories)
    @moderators_only()
    async def import_(
        self,
        context: Context,
        file: discord.Attachment,
        keep_going: bool | None = None,
        *,
        flags: ImportFlags,
    ) -> None:
        """Bring claims in from an attached file: all of them, or none where one is refused."""
        await context.defer()
        home, limit = workspace(context), guild_of(context).filesize_limit
        story = await full_name(self.host, home, flags.story, WatchKind.STORY) if flags.story else None
        understood = Understanding() if flags.dry_run else None
        form, rows = await self._rows(file, story, understood)
        if understood is not None:
            found = await self.host.desk.try_rows(home, rows)
            shown = pages.trial(form, form.row, found, understood)
            await respond(context, shown, files=report_of(found.refused, limit, form.row))
            return
        try:
            result = await self.host.desk.import_rows(
                home,
                rows,
                actor=actor_of(context.author),
                keep_going=bool(keep_going),
                row_name=form.row,
            )
        except ImportRefused as refused:
            why = escape(f"{refused} Or say yes behind import to store the other rows.")
            report = [Refused(line=line, reason=row) for line, row in rows if isinstance(row, str)]
            files = report_of(report or refused.refused, limit, form.row)
            await respond(context, embeds.notice("Nothing imported", why), files=files)
            return
        self.host.wake()
        await respond(
            context, pages.imported(result, form.row), files=report_of(result.refused, limit, form.row)
        )

    @staticmethod
    async def _rows(
        file: discord.Attachment, story: str | None, understood: Understanding | None
    ) -> tuple[Format, list[Row]]:
        try:
            format_of(file.filename)
        except InterchangeError:
            raise Refusal(
                f"“{file.filename[:60]}” tells no format; end it in .jsonl, .csv, .json or .html."
            ) from None
        if file.size > LARGEST:
            raise Refusal(
                f"That file has {file.size / _MEBIBYTE:.1f} MiB; an import takes at most "
                f"{LARGEST // _MEBIBYTE} MiB. Split it, or import it on the bot's own machine."
            )
        content = io.BytesIO(await file.read())
        form = format_in(content, file.filename)
        return form, await asyncio.to_thread(lambda: list(read(content, form, story=story, seen=understood)))

    @command("export [csv, jsonl or jsonld] [STORY]", "export csv", MODERATORS)
    @app_commands.rename(form="format")
    @app_commands.describe(
        form="CSV for spreadsheets, JSON lines for an import, JSON-LD for others",
        story="Only this story's claims",
    )
    @app_commands.autocomplete(story=stories)
    @moderators_only()
    async def export(
        self, context: Context, form: Literal["jsonl", "csv", "jsonld"] | None = None, *, story: str = ""
    ) -> None:
        """Write claims into a file: one that import reads, or JSON-LD."""
        await context.defer()
        home = workspace(context)
        chosen, story = (Output(form), story) if form else _format_before(story)
        name = await self._story(home, story, formatted=chosen is not None) if story else None
        limit = guild_of(context).filesize_limit
        if chosen is Output.JSONLD:
            content, count = await _linked(self.host.desk.worded(home, name), limit)
        else:
            content, count = await _written(
                self.host.desk.export(home, name), Format(chosen or Output.JSONL), limit
            )
        embed = embeds.notice("Exported", f"{plural(count, 'claim')} in the file.")
        await respond(context, embed, files=[discord.File(content, f"claims.{chosen or Output.JSONL}")])

    async def _story(self, home: str, typed: str, *, formatted: bool) -> str:
        """Return the story that is meant; raises Refusal where it is none and may be meant for a format."""
        name = await full_name(self.host, home, typed, WatchKind.STORY)
        if not formatted and await self.host.desk.known(home, name, WatchKind.STORY) is None:
            raise Refusal(
                f"“{typed[:60]}” is neither a format nor a story on record; the formats are "
                f"{', '.join(Output)}, and `stories` lists the stories."
            )
        return name


def _format_before(typed: str) -> tuple[Output | None, str]:
    """Return the format that some words begin with, in whatever case, and the words behind it."""
    first, _, rest = typed.partition(" ")
    return (Output(first.lower()), rest.strip()) if first.lower() in set(Output) else (None, typed)


async def _written(drafts: AsyncIterator[ClaimDraft], form: Format, limit: int) -> tuple[io.BytesIO, int]:
    """Return a file of claims and how many it holds; raises Refusal where it has more than `limit` bytes."""
    content, count = io.BytesIO(), 0
    writing = Writing(content, form)
    async for draft in drafts:
        writing.write(draft)
        count += 1
        _keep_within(limit, content)
    content.seek(0)
    return content, count


async def _linked(groups: AsyncIterator[Sequence[Claim]], limit: int) -> tuple[io.BytesIO, int]:
    """Return JSON-LD and how many claims it holds; raises Refusal where it has more than `limit` bytes."""
    content, count = io.BytesIO(), 0
    linking = Linking(content)
    async for claims in groups:
        linking.write(claims)
        count += len(claims)
        _keep_within(limit, content)
    linking.end()
    content.seek(0)
    return content, count


def _keep_within(limit: int, content: io.BytesIO) -> None:
    if content.tell() > limit:
        raise Refusal(
            f"All of it is more than the {limit // _MEBIBYTE} MiB that this server takes as a file; "
            "export one story at a time."
        )


def report_of(rows: Sequence[Refused], limit: int, row: str = "line") -> list[discord.File]:
    """Return refused rows as a file of at most `limit` bytes, none where there are none.

    `row` is what one row of what was imported is called.
    """
    if not rows:
        return []
    content = io.BytesIO()
    for at, refused in enumerate(rows):
        line = f"{row} {refused.line}: {refused.reason}\n".encode()
        if content.tell() + len(line) > limit - _LAST_LINE:
            content.write(f"and {plural(len(rows) - at, 'more row')}\n".encode())
            break
        content.write(line)
    content.seek(0)
    return [discord.File(content, "refused.txt")]
