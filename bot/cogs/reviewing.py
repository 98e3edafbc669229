"""The queue of what was found in articles: the buttons that moderators page and decide with.

All that a button needs is in its custom id, so a queue goes on after a restart, and several moderators may be
at it: each button means one proposal, whatever the others did meanwhile.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, Self

import discord

from bot.cogs import drafting
from bot.cogs.base import Interaction, Refusal, actor_of, guarded, require_moderator, workspace
from bot.cogs.forms import ClaimForm
from bot.cogs.progress import Progress
from bot.desk import Desk, DeskError
from bot.results import Queue
from bot.ui.discord import proposals
from db.models import Proposal

_Button = discord.ui.Button[discord.ui.View]
_Select = discord.ui.Select[discord.ui.View]
_NUMBER: Final = "[0-9]{1,18}"


class Page(NamedTuple):
    """What a message of the queue shows."""

    content: str
    embed: discord.Embed
    view: discord.ui.View | None


async def page(desk: Desk, home: str, number: int | None, said: str = "") -> Page:
    """Return a proposal with its buttons under what was said before; what else waits where it is None."""
    if number is None:
        found = await desk.queue(home)
        return Page(said, proposals.queue(found), _menu(found))
    view = await desk.proposal(home, number)
    waits = view.place is not None
    following = view.after if view.after is not None else view.before
    buttons = discord.ui.View(timeout=None)
    buttons.add_item(ProposalButton("back", number, off=view.before is None))
    buttons.add_item(ProposalButton("next", number, off=view.after is None))
    if waits:
        for what in ("accept", "edit", "reject"):
            buttons.add_item(ProposalButton(what, number))
        buttons.add_item(ProposalButton("speaker", number, off=following is None))
        buttons.add_item(ProposalButton("all", number, off=following is None))
    return Page(said, proposals.proposal(view), buttons)


def _menu(found: Queue) -> discord.ui.View | None:
    if not found.intakes:
        return None
    view = discord.ui.View(timeout=None)
    view.add_item(ArticleMenu([proposals.option(one) for one in found.intakes]))
    return view


async def _show(interaction: Interaction, shown: Page) -> None:
    await interaction.edit_original_response(content=shown.content, embed=shown.embed, view=shown.view)


async def _following(desk: Desk, home: str, proposal: Proposal) -> int | None:
    """Return the proposal to look at after one: the next of its article, else its first, else none."""
    view = await desk.proposal(home, proposal.id)
    return view.after if view.after is not None else await desk.first_waiting(home, proposal.article_id)


class ProposalButton(
    discord.ui.DynamicItem[_Button],
    template=rf"proposal:(?P<what>back|next|accept|edit|reject|speaker|all|sure|no):(?P<proposal>{_NUMBER})",
):
    """Turns to another proposal, or decides about one."""

    LABELS: Final = {
        "back": "◀",
        "next": "▶",
        "accept": "Accept",
        "edit": "Edit",
        "reject": "Reject",
        "speaker": "Accept all from this speaker",
        "all": "Accept all",
        "sure": "Yes, accept all",
        "no": "No",
    }
    STYLES: Final = {
        "accept": discord.ButtonStyle.success,
        "sure": discord.ButtonStyle.success,
        "reject": discord.ButtonStyle.danger,
    }

    def __init__(self, what: str, number: int, *, off: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                label=self.LABELS[what],
                custom_id=f"proposal:{what}:{number}",
                style=self.STYLES.get(what, discord.ButtonStyle.secondary),
                disabled=off,
                row=1 if what in {"speaker", "all"} else 0,
            )
        )
        self._what = what
        self._number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button of a message that was sent at any time before."""
        del interaction, item
        return cls(match["what"], int(match["proposal"]))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Do what the button says, and show what comes next."""
        await require_moderator(interaction)
        await _DO[self._what](interaction, self._number)


async def _turn(interaction: Interaction, number: int, *, back: bool) -> None:
    await interaction.response.defer()
    desk, home = interaction.client.desk, workspace(interaction)
    view = await desk.proposal(home, number)
    beside = view.before if back else view.after
    if beside is None:
        beside = await desk.first_waiting(home, view.intake.id)
    await _show(interaction, await page(desk, home, beside))


async def _back(interaction: Interaction, number: int) -> None:
    await _turn(interaction, number, back=True)


async def _next(interaction: Interaction, number: int) -> None:
    await _turn(interaction, number, back=False)


async def _accept(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    await _settle(interaction, number, _accepted)


async def _reject(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    await _settle(interaction, number, _rejected)


async def _accepted(interaction: Interaction, number: int) -> str:
    result = await interaction.client.desk.accept(
        workspace(interaction), number, actor=actor_of(interaction.user)
    )
    interaction.client.wake()
    return proposals.accepted(result)


async def _rejected(interaction: Interaction, number: int) -> str:
    found = await interaction.client.desk.reject(
        workspace(interaction), number, actor=actor_of(interaction.user)
    )
    return proposals.settled(found)


async def _settle(
    interaction: Interaction, number: int, decide: Callable[[Interaction, int], Awaitable[str]]
) -> None:
    """Decide about a proposal and show the next one; who was slower is told so, over the next one too."""
    desk, home = interaction.client.desk, workspace(interaction)
    try:
        said = await decide(interaction, number)
    except DeskError as error:
        if (await desk.proposal(home, number)).place is not None:
            raise  # nobody has decided: it can't be accepted as it is
        said = proposals.refused(str(error))
    view = await desk.proposal(home, number)
    await _show(interaction, await page(desk, home, await _following(desk, home, view.proposal), said))


async def _edit(interaction: Interaction, number: int) -> None:
    view = await interaction.client.desk.proposal(workspace(interaction), number)
    await interaction.response.send_modal(ProposalForm(view.proposal))


async def _speaker(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    view = await interaction.client.desk.proposal(workspace(interaction), number)
    await _all(interaction, view.intake.id, view.proposal.draft.speaker)


async def _ask(interaction: Interaction, number: int) -> None:
    """Show the same proposal with the question whether all of them are meant."""
    await interaction.response.defer()
    desk, home = interaction.client.desk, workspace(interaction)
    view = await desk.proposal(home, number)
    buttons = discord.ui.View(timeout=None)
    for what in ("sure", "no"):
        buttons.add_item(ProposalButton(what, number))
    question = proposals.question(view.intake)
    await _show(interaction, Page(question, proposals.proposal(view), buttons))


async def _sure(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    view = await interaction.client.desk.proposal(workspace(interaction), number)
    await _all(interaction, view.intake.id, None)


async def _no(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    await _show(interaction, await page(interaction.client.desk, workspace(interaction), number))


async def _all(interaction: Interaction, article_id: int, speaker: str | None) -> None:
    """Accept what waits of an article, of one speaker or of all, saying how far it has come."""
    desk, home = interaction.client.desk, workspace(interaction)
    async with Progress(lambda text: interaction.edit_original_response(content=text, view=None)) as progress:
        result = await desk.accept_all(
            home,
            article_id,
            speaker=speaker,
            actor=actor_of(interaction.user),
            progress=lambda done, of: progress.say(proposals.accepting(done, of)),
        )
    interaction.client.wake()
    following = await desk.first_waiting(home, article_id)
    await _show(interaction, await page(desk, home, following, proposals.accepted_all(result)))


_DO: Final[dict[str, Callable[[Interaction, int], Awaitable[None]]]] = {
    "back": _back,
    "next": _next,
    "accept": _accept,
    "edit": _edit,
    "reject": _reject,
    "speaker": _speaker,
    "all": _ask,
    "sure": _sure,
    "no": _no,
}


class ArticleMenu(discord.ui.DynamicItem[_Select], template="articles"):
    """Chooses among the articles with proposals that wait."""

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(custom_id="articles", placeholder="Look at one", options=list(options))
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the menu of a message that was sent at any time before."""
        del interaction, match
        menu = cls()
        if isinstance(item, discord.ui.Select):
            menu.item.options = item.options
        return menu

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the chosen article's first proposal that waits."""
        await require_moderator(interaction)
        await interaction.response.defer()
        desk, home = interaction.client.desk, workspace(interaction)
        first = await desk.first_waiting(home, int(self.item.values[0]))
        await _show(interaction, await page(desk, home, first))


class ProposalForm(ClaimForm):
    """The five lines of a claim, filled in with a proposal; what is sent is accepted."""

    def __init__(self, proposal: Proposal, typed: Mapping[str, str] | None = None) -> None:
        """`typed` is what stood in the form when it was refused."""
        super().__init__(f"Accept proposal {proposal.id}", typed or drafting.form_of(_fields(proposal)))
        self._proposal = proposal

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our client is ours
        """Accept the proposal as it stands in the form, and show the next one."""
        interaction.client.attend()
        await require_moderator(interaction)
        await interaction.response.defer()
        await _settle(interaction, self._proposal.id, self._accept)

    async def _accept(self, interaction: Interaction, number: int) -> str:
        fields = drafting.fields_of_form(self._typed())
        shown = drafting.fields_of_form(drafting.form_of(_fields(self._proposal)))
        changes = {name: value for name, value in fields.items() if value != shown[name]}
        result = await interaction.client.desk.accept(
            workspace(interaction), number, actor=actor_of(interaction.user), changes=changes
        )
        interaction.client.wake()
        return proposals.accepted(result)

    def _again(self, key: str) -> discord.ui.View:
        view = discord.ui.View(timeout=None)
        view.add_item(AgainButton(self._proposal.id, key))
        return view


class AgainButton(
    discord.ui.DynamicItem[_Button], template=rf"again:(?P<proposal>{_NUMBER}):(?P<kept>[0-9a-f]{{16}})"
):
    """Opens a proposal's form again, with what was typed when it was refused."""

    def __init__(self, number: int, kept: str) -> None:
        button: _Button = discord.ui.Button(
            label="Open the form again", custom_id=f"again:{number}:{kept}", style=discord.ButtonStyle.primary
        )
        super().__init__(button)
        self._number = number
        self._kept = kept

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button of a message that was sent at any time before."""
        del interaction, item
        return cls(int(match["proposal"]), match["kept"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the form."""
        await require_moderator(interaction)
        typed = interaction.client.refused_forms.get(self._kept)
        if typed is None:
            raise Refusal("What was typed is no longer kept; press Edit under the proposal again.")
        view = await interaction.client.desk.proposal(workspace(interaction), self._number)
        await interaction.response.send_modal(ProposalForm(view.proposal, typed))


def _fields(proposal: Proposal) -> dict[str, object]:
    fields: dict[str, object] = proposal.draft.model_dump(mode="json")
    return fields


ITEMS: Final = (ProposalButton, ArticleMenu, AgainButton)
"""The buttons and menus of the queue, to be recognised in messages sent before a restart."""
