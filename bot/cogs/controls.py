"""Buttons and menus. All that one needs is in its custom id, so each still works after a restart."""

import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Final, Self

import discord

from bot.cogs import forms, reviewing, turning
from bot.cogs.base import Interaction, Refusal, actor_of, guarded, require_moderator, workspace
from bot.cogs.illustrating import illustrated
from bot.cogs.lasting import LastingButton, LastingMenu
from bot.results import Answer, Match
from bot.ui.discord import embeds
from bot.ui.discord.text import code_block, cut, escape, label
from db.models import AlertState, Claim, Watch, WatchKind

_NUMBER: Final = "[0-9]{1,18}"
_WORDS: Final = "-"  # in place of a figure's ordinal, where the words matched
MAX_OPTIONS: Final = 25
_CHOSEN: Final = re.compile(rf"(?P<claim>{_NUMBER}):(?P<figure>-|[0-9]{{1,3}}):(?P<score>[0-9]{{1,3}})")


class ClaimButton(
    LastingButton,
    template=rf"claim:(?P<what>history|figures|watch):(?P<claim>{_NUMBER})",
):
    """Shows what belongs to one claim, or watches its story."""

    LABELS: Final = {
        "figures": embeds.ALL_FIGURES,
        "history": "History",
        "watch": "Watch this story",
    }

    def __init__(self, what: str, claim_id: int) -> None:
        super().__init__(
            discord.ui.Button(
                label=self.LABELS[what],
                custom_id=f"claim:{what}:{claim_id}",
                style=discord.ButtonStyle.secondary,
            )
        )
        self._what = what
        self._claim_id = claim_id

    @classmethod
    def of(cls, parts: re.Match[str]) -> Self:
        """Return the button of a message that was sent at any time before."""
        return cls(parts["what"], int(parts["claim"]))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Do what the button says."""
        await _DO[self._what](interaction, self._claim_id)


async def _history(interaction: Interaction, claim_id: int) -> None:
    await turning.show(interaction, turning.Turn("history", claim_id))


async def _figures(interaction: Interaction, claim_id: int) -> None:
    found = await interaction.client.desk.claim(workspace(interaction), claim_id)
    await turning.show(interaction, turning.Turn("figures", found.claim.story_id))


async def _watch(interaction: Interaction, claim_id: int) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk, home = interaction.client.desk, workspace(interaction)
    story = (await desk.claim(home, claim_id)).claim.story
    await desk.watch(home, Watch(watcher=str(interaction.user.id), kind=WatchKind.STORY, name=story))
    text = f"You watch “{cut(escape(story), 1_000)}”: alerts about it come to you by direct message."
    await interaction.followup.send(f"{text} `unwatch` ends it.", ephemeral=True)


_DO: Final[dict[str, Callable[[Interaction, int], Awaitable[None]]]] = {
    "history": _history,
    "figures": _figures,
    "watch": _watch,
}


class LineButton(LastingButton, template=rf"line:(?P<claim>{_NUMBER}):(?P<figure>-|[0-9]{{1,3}})"):
    """Gives the copy-ready line in a message of its own, which can be copied whole on a phone."""

    def __init__(self, claim_id: int, figure: int | None) -> None:
        super().__init__(
            discord.ui.Button(label="Copy line", custom_id=f"line:{_stated(claim_id, figure)}", row=0)
        )
        self._claim_id = claim_id
        self._figure = figure

    @classmethod
    def of(cls, parts: re.Match[str]) -> Self:
        """Return the button of a message that was sent at any time before."""
        return cls(int(parts["claim"]), _ordinal(parts["figure"]))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Answer with the line as it stands now."""
        await interaction.response.defer(ephemeral=True)
        found = await interaction.client.desk.match(workspace(interaction), self._claim_id, self._figure)
        await interaction.followup.send(code_block(found.line, 2_000), ephemeral=True)


class MatchMenu(LastingMenu, template="match"):
    """Chooses among the stories that fit a check equally."""

    def __init__(self, matches: Sequence[Match] = ()) -> None:
        options = [
            discord.SelectOption(
                label=label(found.claim.story),
                value=f"{_stated(found.claim.id, found.figure)}:{found.score:.0f}",
                description=label(f"{found.claim.speaker}: {found.claim.quote or found.claim.text}"),
            )
            for found in matches[:MAX_OPTIONS]
        ]
        super().__init__(
            discord.ui.Select(custom_id="match", placeholder="Fits as well in another story", options=options)
        )

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the chosen story's match to whoever chose it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        chosen = _CHOSEN.fullmatch(self.item.values[0])
        if chosen is None:
            raise Refusal("That menu is of an older kind; check it again.")
        found = await interaction.client.desk.match(
            workspace(interaction), int(chosen["claim"]), _ordinal(chosen["figure"])
        )
        found = found.model_copy(update={"score": float(chosen["score"])})
        client = interaction.client
        await illustrated(
            client,
            partial(client.desk.spread_of_match, found),
            lambda files: interaction.followup.send(
                embed=embeds.match(found),
                view=match_view(found),
                files=list(files),
                ephemeral=True,
                wait=True,
            ),
        )


class AlertButton(LastingButton, template=rf"alert:(?P<what>confirm|dismiss):(?P<alert>{_NUMBER})"):
    """Confirms or dismisses what an alert reports; pressed the other way later, it corrects that."""

    def __init__(self, what: str, alert_id: int, *, settled: bool = False) -> None:
        style = discord.ButtonStyle.primary if what == "confirm" else discord.ButtonStyle.secondary
        super().__init__(
            discord.ui.Button(
                label=what.capitalize(), custom_id=f"alert:{what}:{alert_id}", style=style, disabled=settled
            )
        )
        self._what = what
        self._alert_id = alert_id

    @classmethod
    def of(cls, parts: re.Match[str]) -> Self:
        """Return the button of an alert that was sent at any time before."""
        return cls(parts["what"], int(parts["alert"]))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Settle the alert and show in its message who did."""
        await require_moderator(interaction)
        await interaction.response.defer()
        view = await interaction.client.desk.settle_alert(
            workspace(interaction),
            self._alert_id,
            self._what == "confirm",
            actor=actor_of(interaction.user),
        )
        await interaction.edit_original_response(
            content=embeds.alert_line(view),
            embed=embeds.alert(view),
            view=alert_view(view.alert.id, view.alert.state),
        )
        interaction.client.wake()


ITEMS: Final = (
    ClaimButton,
    LineButton,
    MatchMenu,
    AlertButton,
    turning.PageButton,
    forms.OpenButton,
    forms.RecordButton,
    *reviewing.ITEMS,
)
"""Every kind of button and menu, to be recognised in messages sent before a restart."""


def _stated(claim_id: int, figure: int | None) -> str:
    return f"{claim_id}:{_WORDS if figure is None else figure}"


def _ordinal(figure: str) -> int | None:
    return int(figure) if figure.isdecimal() else None


def _standing(*items: discord.ui.Item[Any]) -> discord.ui.View:
    """Return a view that never times out."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    return view


def _about(claim: Claim) -> list[discord.ui.Item[Any]]:
    return [ClaimButton(what, claim.id) for what in ("figures", "history", "watch")]


def match_view(found: Match) -> discord.ui.View:
    """Return the buttons under one match."""
    return _standing(*_about(found.claim), LineButton(found.claim.id, found.figure))


def answer_view(found: Answer) -> discord.ui.View | None:
    """Return what stands under a check's answer, None where nothing matched."""
    if not found.matches:
        return None
    view = match_view(found.matches[0])
    if len(found.matches) > 1:
        view.add_item(MatchMenu(found.matches))
    return view


def alert_view(alert_id: int, state: AlertState) -> discord.ui.View:
    """Return the buttons under an alert: what it is settled as can't be pressed again, its opposite can."""
    return _standing(
        AlertButton("confirm", alert_id, settled=state is AlertState.CONFIRMED),
        AlertButton("dismiss", alert_id, settled=state is AlertState.DISMISSED),
    )
