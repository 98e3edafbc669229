"""Commands that keep the record, for moderators: addclaim, edit, retract, withdraw, undo."""

from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs import drafting, forms
from bot.cogs.answering import respond
from bot.cogs.base import (
    Context,
    Host,
    Interaction,
    actor_of,
    moderators_only,
    require_moderator,
    room_of,
    workspace,
)
from bot.cogs.commanding import MODERATORS, Flags, command
from bot.cogs.reading import address_in, outlet_of, text_of
from bot.cogs.suggesting import ClaimNumber, claims, full_name, sources, stories
from bot.desk import DeskError
from bot.ui.discord import embeds, pages
from db.models import ClaimDraft, WatchKind

_CLEARABLE: Final = tuple(
    name for name in drafting.FLAGS if name not in {"story", "speaker", "text", "language"}
)


class ClaimFlags(Flags):
    """The fields of a claim, as `name: value` or as options."""

    story: str | None = commands.flag(default=None, description="The event; left out: this channel's story")
    speaker: str | None = commands.flag(default=None, description="Who said it")
    text: str | None = commands.flag(default=None, description="What was said, in your words")
    quote: str | None = commands.flag(default=None, description="The very words")
    via: str | None = commands.flag(
        default=None, description="Through whom, nearest the speaker first: A > B"
    )
    outlet: str | None = commands.flag(default=None, description="Who published it")
    url: str | None = commands.flag(default=None, description="Where it can be read")
    said: str | None = commands.flag(default=None, description="When it was said: 2021-03-04")
    published: str | None = commands.flag(
        default=None, description="When it was published: 2021-03-04T18:00Z"
    )
    as_of: str | None = commands.flag(default=None, description="The moment that a running toll speaks of")
    language: str | None = commands.flag(default=None, description="Of the text: en, es, fr, …")

    def fields(self) -> dict[str, object]:
        """Return the fields of a claim that were given."""
        return drafting.fields_of({name: value for name in drafting.FLAGS if (value := getattr(self, name))})


class EditFlags(ClaimFlags):
    """What changes of a claim, and why."""

    reason: str | None = commands.flag(default=None, description="Why it is changed, for the history")
    clear: str | None = commands.flag(default=None, description=f"A field to empty: {', '.join(_CLEARABLE)}")

    def changes(self) -> dict[str, object]:
        """Return the fields that change; raises DeskError where one can't be emptied."""
        changes = self.fields()
        for name in (self.clear or "").replace(",", " ").split():
            if name not in _CLEARABLE:
                raise DeskError(f"“{name}” can't be emptied; these can: {', '.join(_CLEARABLE)}.")
            changes[drafting.FLAGS[name]] = () if name == "via" else None
        return changes


class Recording(commands.Cog):
    """Putting claims on record, and putting the record right."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self._menu = app_commands.ContextMenu(name="Add as claim", callback=self.add_message)

    async def cog_load(self) -> None:
        """Add the menu on messages."""
        self.host.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self.host.tree.remove_command(self._menu.name, type=self._menu.type)

    @command(
        "addclaim [story: … speaker: … text: …]",
        "addclaim story: Harbour fire, 4 Mar 2021 speaker: Fire brigade text: Forty boats were lost. "
        "said: 2021-03-04",
        MODERATORS,
    )
    @app_commands.autocomplete(story=stories, speaker=sources, outlet=sources)
    @moderators_only()
    async def addclaim(self, context: Context, *, flags: ClaimFlags) -> None:
        """Record a claim: by its fields, or with none for a form."""
        fields = flags.fields()
        if not fields:
            await self._offer_form(context)
            return
        await context.defer()
        draft = await self._draft(context, fields)
        added = await self.host.desk.add(workspace(context), draft, actor=actor_of(context.author))
        self.host.wake()
        await respond(context, embeds.added(added), view=forms.added_view(added))

    async def _draft(self, context: Context, fields: dict[str, object]) -> ClaimDraft:
        home = workspace(context)
        if "story" not in fields:
            fields["story"] = await self.host.desk.room_story(home, await room_of(context, self.host))
        if fields["story"]:
            fields["story"] = await full_name(self.host, home, str(fields["story"]), WatchKind.STORY)
        if "text" not in fields and "quote" in fields:
            fields["text"] = fields["quote"]
        return drafting.draft_of(fields)

    async def _offer_form(self, context: Context) -> None:
        """Open the form, where Discord lets it open at once; else show the button that opens it."""
        if context.interaction is None:
            embed = embeds.notice(
                "Add a claim", "The button opens a form; `help addclaim` shows how to do it in one line."
            )
            await respond(context, embed, view=forms.open_view())
            return
        story = await self.host.desk.room_story(workspace(context), await room_of(context, self.host))
        await forms.show(context.interaction, forms.new_form({"story": story or ""}))

    async def add_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Open the form, filled in from a message."""
        await require_moderator(interaction)
        story = await self.host.desk.room_story(workspace(interaction), await room_of(interaction, self.host))
        values = {
            "story": story or "",
            "text": text_of(message),
            "published": f"{outlet_of(message)} {address_in(message)}".strip(),
            "said": message.created_at.date().isoformat(),
        }
        await forms.show(interaction, forms.new_form(values))

    @command(
        "edit ID [field: …]", "edit 12 text: At least forty boats were lost. reason: misheard", MODERATORS
    )
    @app_commands.describe(number="The claim's number, as shown behind #")
    @app_commands.rename(number="id")
    @app_commands.autocomplete(number=claims, story=stories, speaker=sources, outlet=sources)
    @moderators_only()
    async def edit(self, context: Context, number: ClaimNumber, *, flags: EditFlags) -> None:
        """Change fields of a claim, keeping what stood there before in its history."""
        changes = flags.changes()
        if not changes:
            await self._offer_edit(context, number)
            return
        await context.defer()
        edited = await self.host.desk.edit(
            workspace(context), number, changes, actor=actor_of(context.author), reason=flags.reason
        )
        self.host.wake()
        done = "Nothing changed" if edited.existed else "Edited"
        await respond(context, embeds.added(edited, done), view=forms.added_view(edited))

    async def _offer_edit(self, context: Context, number: int) -> None:
        claim = (await self.host.desk.claim(workspace(context), number)).claim
        if context.interaction is not None:
            await forms.show(context.interaction, forms.edit_form(claim))
            return
        await respond(context, embeds.claim_card(claim, "Edit"), view=forms.open_view(claim.id))

    @command("retract ID [REASON]", "retract 12 the station corrected itself", MODERATORS)
    @app_commands.describe(number="The claim's number", reason="Why, for the history")
    @app_commands.rename(number="id")
    @app_commands.autocomplete(number=claims)
    @moderators_only()
    async def retract(self, context: Context, number: ClaimNumber, *, reason: str = "") -> None:
        """Mark a claim as taken back by its speaker or outlet: kept, and contradicting nobody."""
        await context.defer()
        claim = await self.host.desk.retract(
            workspace(context), number, actor=actor_of(context.author), reason=reason or None
        )
        self.host.wake()
        await respond(context, embeds.claim_card(claim, "Retracted"))

    @command("withdraw ID [REASON]", "withdraw 12 entered twice", MODERATORS)
    @app_commands.describe(number="The claim's number", reason="Why, for the history")
    @app_commands.rename(number="id")
    @app_commands.autocomplete(number=claims)
    @moderators_only()
    async def withdraw(self, context: Context, number: ClaimNumber, *, reason: str = "") -> None:
        """Hide a claim that was entered by mistake; its history stays."""
        await context.defer()
        claim = await self.host.desk.withdraw(
            workspace(context), number, actor=actor_of(context.author), reason=reason or None
        )
        self.host.wake()
        await respond(context, embeds.claim_card(claim, "Withdrawn"))

    @command("undo", "undo", MODERATORS)
    @moderators_only()
    async def undo(self, context: Context) -> None:
        """Take back your newest change."""
        await context.defer()
        undone = await self.host.desk.undo(workspace(context), actor=actor_of(context.author))
        self.host.wake()
        await respond(context, pages.undone(undone))
