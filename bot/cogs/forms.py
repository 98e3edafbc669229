"""Recording claims by hand: the form over the chat, the buttons that open it, and those under its result."""

import re
import secrets
from collections.abc import Mapping
from typing import Final, Self

import discord

from bot.cogs import drafting
from bot.cogs.base import Interaction, Refusal, actor_of, guarded, require_moderator, room_of, workspace
from bot.cogs.lasting import LastingButton
from bot.results import Added
from bot.ui.discord import embeds, pages
from db.models import MAX_NAME, MAX_TEXT, Claim, ClaimDraft

_Input = discord.ui.TextInput[discord.ui.View]
NOT_KEPT: Final = "-"  # in place of the key of a refused form
_KEPT: Final = 1_000  # refused forms that are kept to be opened again
_OPENED: Final = 10_000  # forms that are remembered as opened: many more than are open
_OPEN: Final = 12 * 3_600.0  # seconds that a form is waited for: nobody tells of one that was closed
_LABELS: Final[Mapping[str, tuple[str, str, bool, int]]] = {
    "story": ("Story", "The event at its place and day: Harbour fire, 4 Mar 2021", True, MAX_NAME),
    "speaker": ("Who said it", "And through whom: Fire brigade > Radio Nine", True, 4_000),
    "text": ("Statement", "In quotation marks where these are the very words", True, MAX_TEXT),
    "published": ("Published by, and link", "Coast Daily https://coast.example/fire", False, 2_300),
    "said": ("Said on", "A day such as 2021-03-04", False, 40),
}
"""Of each line: its label, an example, whether it is needed, and its longest text."""


class ClaimForm(discord.ui.Modal):
    """Five lines that make a claim, or change one."""

    def __init__(
        self,
        title: str,
        values: Mapping[str, str],
        claim: Claim | None = None,
        *,
        proposal: int | None = None,
    ) -> None:
        """`proposal` is the number of one that it is about, in place of a claim."""
        about = f"claim:{claim.id if claim else 0}" if proposal is None else f"proposal:{proposal}"
        super().__init__(title=title, timeout=_OPEN, custom_id=f"sent:{about}:{secrets.token_hex(8)}")
        self._claim = claim
        self._lines = {name: _line(name, values.get(name, "")) for name in _LABELS}
        for name, line in self._lines.items():
            label, example, _, _ = _LABELS[name]
            self.add_item(discord.ui.Label(text=label, description=example, component=line))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our client is ours
        """Record the claim and show what was understood of it."""
        interaction.client.attend()
        await require_moderator(interaction)
        await interaction.response.defer(thinking=True)
        added = await self._record(interaction)
        interaction.client.wake()
        done = "Added" if self._claim is None else "Nothing changed" if added.existed else "Edited"
        await interaction.followup.send(embed=embeds.added(added, done), view=added_view(added))

    async def _record(self, interaction: Interaction) -> Added:
        desk, home, actor = interaction.client.desk, workspace(interaction), actor_of(interaction.user)
        if self._claim is None:
            draft = drafting.draft_of(drafting.fields_of_form(self._typed()))
            return await desk.add(home, draft, actor=actor)
        changes = self._changes(self._claim.draft())
        return await desk.edit(home, self._claim.id, changes, actor=actor)

    def _changes(self, draft: ClaimDraft) -> dict[str, object]:
        """Return the fields that stand in the form otherwise than where it is filled in from a draft."""
        lines = drafting.lines_of(draft).items()
        shown = drafting.fields_of_form({name: _fitting(name, line) for name, line in lines})
        typed = drafting.fields_of_form(self._typed())
        return {name: value for name, value in typed.items() if value != shown[name]}

    async def on_error(self, interaction: Interaction, error: Exception, /) -> None:  # type: ignore[override]  # our client is ours
        """Say what is wrong to whoever sent the form, and keep what they typed."""
        key = keep(interaction, self._typed())
        await interaction.client.failed(interaction, error, self._again(key))

    def _again(self, key: str) -> discord.ui.View:
        """Return the button that opens the form again, with what was typed."""
        return open_view(0 if self._claim is None else self._claim.id, key)

    def _typed(self) -> dict[str, str]:
        return {name: line.value for name, line in self._lines.items()}


def keep(interaction: Interaction, typed: dict[str, str]) -> str:
    """Keep what was typed into a form, and return the key under which it is found."""
    kept, key = interaction.client.refused_forms, secrets.token_hex(8)
    kept[key] = typed
    if len(kept) > _KEPT:
        kept.popitem(last=False)
    return key


async def show(interaction: Interaction, form: ClaimForm) -> None:
    """Open a form, and remember that it waits to be sent."""
    opened = interaction.client.open_forms
    opened[form.custom_id] = None
    if len(opened) > _OPENED:
        opened.popitem(last=False)
    await interaction.response.send_modal(form)


def _line(name: str, value: str) -> _Input:
    _, _, needed, longest = _LABELS[name]
    style = discord.TextStyle.paragraph if name == "text" else discord.TextStyle.short
    return discord.ui.TextInput(
        custom_id=name,
        style=style,
        required=needed,
        max_length=longest,
        default=_fitting(name, value) or None,
    )


def _fitting(name: str, value: str) -> str:
    """Return what a line of the form can hold of a value."""
    return value[: _LABELS[name][3]]


def new_form(values: Mapping[str, str]) -> ClaimForm:
    """Return the form for a new claim, with some of its lines filled in."""
    return ClaimForm("Add a claim", values)


def edit_form(claim: Claim) -> ClaimForm:
    """Return the form that changes a claim, filled in with what it says."""
    values = drafting.lines_of(claim.draft())
    return ClaimForm(f"Edit claim {claim.id}", values, claim)


class OpenButton(
    LastingButton,
    template=r"form:(?P<claim>[0-9]{1,18}):(?P<kept>[0-9a-f]{16}|-)",
):
    """Opens the form: a message can't, a button can."""

    def __init__(self, claim_id: int = 0, kept: str = NOT_KEPT) -> None:
        name = "Open the form" if kept == NOT_KEPT else "Open the form again"
        custom_id = f"form:{claim_id}:{kept}"
        super().__init__(
            discord.ui.Button(label=name, custom_id=custom_id, style=discord.ButtonStyle.primary)
        )
        self._claim_id = claim_id
        self._kept = kept

    @classmethod
    def of(cls, parts: re.Match[str]) -> Self:
        """Return the button of a message that was sent at any time before."""
        return cls(int(parts["claim"]), parts["kept"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the form, with what was typed before where it was refused."""
        await require_moderator(interaction)
        desk, home = interaction.client.desk, workspace(interaction)
        claim = (await desk.claim(home, self._claim_id)).claim if self._claim_id else None
        typed = interaction.client.refused_forms.get(self._kept)
        if typed is None and self._kept != NOT_KEPT:
            raise Refusal("What was typed is no longer kept; open a new form with `addclaim`.")
        if claim is None:
            story = await desk.room_story(home, await room_of(interaction, interaction.client))
            form = new_form(typed or {"story": story or ""})
        else:
            form = edit_form(claim) if typed is None else ClaimForm(f"Edit claim {claim.id}", typed, claim)
        await show(interaction, form)


class RecordButton(
    LastingButton,
    template=r"record:(?P<what>edit|undo):(?P<claim>[0-9]{1,18})",
):
    """Changes a claim that was recorded, or takes its recording back."""

    def __init__(self, what: str, claim_id: int) -> None:
        super().__init__(discord.ui.Button(label=what.capitalize(), custom_id=f"record:{what}:{claim_id}"))
        self._what = what
        self._claim_id = claim_id

    @classmethod
    def of(cls, parts: re.Match[str]) -> Self:
        """Return the button of a message that was sent at any time before."""
        return cls(parts["what"], int(parts["claim"]))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the form on the claim, or undo what the moderator did to it last."""
        await require_moderator(interaction)
        desk, home = interaction.client.desk, workspace(interaction)
        if self._what == "edit":
            await show(interaction, edit_form((await desk.claim(home, self._claim_id)).claim))
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        undone = await desk.undo(home, actor=actor_of(interaction.user), claim_id=self._claim_id)
        interaction.client.wake()
        await interaction.followup.send(embed=pages.undone(undone), ephemeral=True)


def added_view(result: Added) -> discord.ui.View:
    """Return the buttons under a claim that was added or edited."""
    view = discord.ui.View(timeout=None)
    for what in ("edit",) if result.existed else ("edit", "undo"):
        view.add_item(RecordButton(what, result.claim.id))
    return view


def open_view(claim_id: int = 0, kept: str = NOT_KEPT) -> discord.ui.View:
    """Return the button that opens the form: on a claim, or empty, or as it was when it was refused."""
    view = discord.ui.View(timeout=None)
    view.add_item(OpenButton(claim_id, kept))
    return view
