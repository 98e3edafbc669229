"""The queue of what was found in articles: the buttons that moderators page and decide with.

All that a button needs is in its custom id, so a queue goes on after a restart, and several moderators may be
at it: each button means one proposal, whatever the others did meanwhile.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Self

import discord

from bot.cogs import drafting
from bot.cogs.base import Interaction, Refusal, actor_of, guarded, require_moderator, workspace
from bot.cogs.forms import ClaimForm, show
from bot.cogs.lasting import LastingButton, LastingMenu
from bot.cogs.progress import Progress
from bot.desk import DecidedError, Desk
from bot.results import ProposalView
from bot.ui.discord import proposals
from db.models import Proposal, ProposalState

_Button = discord.ui.Button[discord.ui.View]
_NUMBER: Final = "[0-9]{1,18}"
_WHAT: Final = "back|next|accept|edit|reject|speaker|all|sure|no|look|anyway"


class Page(NamedTuple):
    """What a message of the queue shows."""

    content: str
    embed: discord.Embed
    view: discord.ui.View | None


async def page(
    desk: Desk, home: str, number: int | None, said: str = "", *, rejected: int | None = None
) -> Page:
    """Return a proposal with its buttons under what was said before; what else waits where it is None.

    `rejected` is the one that was decided against before: a button goes back to it.
    """
    back = [] if rejected is None else [ProposalButton("look", rejected)]
    if number is None:
        found = await desk.queue(home)
        menu = [ArticleMenu([proposals.option(one) for one in found.intakes])] if found.intakes else []
        return Page(said, proposals.queue(found), _standing(*menu, *back))
    view = await desk.proposal(home, number)
    return Page(said, proposals.proposal(view), _standing(*_buttons(view), *back))


def _buttons(view: ProposalView) -> Iterator[discord.ui.Item[Any]]:
    """Yield what can be done with a proposal: one that was rejected can still be accepted."""
    number = view.proposal.id
    yield ProposalButton("back", number, off=view.before is None)
    yield ProposalButton("next", number, off=view.after is None)
    if view.place is not None:
        for what in ("accept", "edit", "reject"):
            yield ProposalButton(what, number)
        alone = view.before is None and view.after is None
        yield ProposalButton("speaker", number, off=alone)
        yield ProposalButton("all", number, off=alone)
    elif view.proposal.state is ProposalState.REJECTED:
        yield ProposalButton("anyway", number)


def _standing(*items: discord.ui.Item[Any]) -> discord.ui.View | None:
    """Return a view that never times out, None for one of nothing."""
    if not items:
        return None
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    return view


async def _show(interaction: Interaction, shown: Page) -> None:
    await interaction.edit_original_response(content=shown.content, embed=shown.embed, view=shown.view)


async def _go_on(interaction: Interaction, decided: Proposal, said: str) -> None:
    """Show what comes after a proposal under what became of it: the next one of its article, or the first."""
    desk, home = interaction.client.desk, workspace(interaction)
    following = (await desk.proposal(home, decided.id)).after
    if following is None:
        following = await desk.first_waiting(home, decided.article_id)
    rejected = decided.id if decided.state is ProposalState.REJECTED else None
    await _show(interaction, await page(desk, home, following, said, rejected=rejected))


class ProposalButton(
    LastingButton,
    template=rf"proposal:(?P<what>{_WHAT}):(?P<proposal>{_NUMBER})",
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
        "look": "Back to proposal {}",
        "anyway": "Accept after all",
    }
    BELOW: Final = frozenset({"speaker", "all", "look"})
    STYLES: Final = {
        "accept": discord.ButtonStyle.success,
        "sure": discord.ButtonStyle.success,
        "anyway": discord.ButtonStyle.success,
        "reject": discord.ButtonStyle.danger,
    }

    def __init__(self, what: str, number: int, *, off: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                label=self.LABELS[what].format(number),
                custom_id=f"proposal:{what}:{number}",
                style=self.STYLES.get(what, discord.ButtonStyle.secondary),
                disabled=off,
                row=int(what in self.BELOW),
            )
        )
        self._what = what
        self._number = number

    @classmethod
    def of(cls, parts: re.Match[str]) -> Self:
        """Return the button of a message that was sent at any time before."""
        return cls(parts["what"], int(parts["proposal"]))

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
    await _settle(interaction, lambda: _accepted(interaction, number))


async def _accept_after_all(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    await _settle(interaction, lambda: _accepted(interaction, number, after_all=True))


async def _accepted(
    interaction: Interaction,
    number: int,
    changes: Mapping[str, object] | None = None,
    *,
    after_all: bool = False,
) -> tuple[Proposal, str]:
    result = await interaction.client.desk.accept(
        workspace(interaction),
        number,
        actor=actor_of(interaction.user),
        changes=changes,
        after_all=after_all,
    )
    interaction.client.wake()
    return result.proposal, proposals.accepted(result)


async def _reject(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    await _settle(interaction, lambda: _rejected(interaction, number))


async def _rejected(interaction: Interaction, number: int) -> tuple[Proposal, str]:
    found = await interaction.client.desk.reject(
        workspace(interaction), number, actor=actor_of(interaction.user)
    )
    return found, proposals.settled(found)


async def _settle(interaction: Interaction, decide: Callable[[], Awaitable[tuple[Proposal, str]]]) -> None:
    """Decide about a proposal and show the next one; who was slower is told so, over the next one too."""
    try:
        decided, said = await decide()
    except DecidedError as error:
        decided, said = error.proposal, proposals.too_late(error.proposal)
    await _go_on(interaction, decided, said)


async def _edit(interaction: Interaction, number: int, typed: Mapping[str, str] | None = None) -> None:
    """Open the form on a proposal that waits, with what was typed before where it was refused."""
    found = (await interaction.client.desk.proposal(workspace(interaction), number)).proposal
    if found.state is ProposalState.WAITING:
        await show(interaction, ProposalForm(found, typed))
        return
    await interaction.response.defer()
    await _go_on(interaction, found, proposals.too_late(found))


async def _speaker(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    view = await interaction.client.desk.proposal(workspace(interaction), number)
    await _all(interaction, view.intake.id, view.proposal.draft.speaker)


async def _ask(interaction: Interaction, number: int) -> None:
    """Show a proposal with the question whether all that waits of its article is meant."""
    await interaction.response.defer()
    desk, home = interaction.client.desk, workspace(interaction)
    view = await desk.proposal(home, number)
    first = number if view.place is not None else await desk.first_waiting(home, view.intake.id)
    if first is None:
        await _show(interaction, await page(desk, home, None, proposals.NOTHING_LEFT))
        return
    view = view if first == number else await desk.proposal(home, first)
    buttons = _standing(ProposalButton("sure", first), ProposalButton("no", first))
    await _show(interaction, Page(proposals.question(view.intake), proposals.proposal(view), buttons))


async def _sure(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    view = await interaction.client.desk.proposal(workspace(interaction), number)
    await _all(interaction, view.intake.id, None)


async def _look(interaction: Interaction, number: int) -> None:
    await interaction.response.defer()
    await _show(interaction, await page(interaction.client.desk, workspace(interaction), number))


async def _all(interaction: Interaction, article_id: int, speaker: str | None) -> None:
    """Accept what waits of an article, of one speaker or of all, saying how far it has come."""
    desk, home = interaction.client.desk, workspace(interaction)
    async with Progress(lambda text: interaction.edit_original_response(content=text)) as progress:
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
    "no": _look,
    "look": _look,
    "anyway": _accept_after_all,
}


class ArticleMenu(LastingMenu, template="articles"):
    """Chooses among the articles with proposals that wait."""

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(custom_id="articles", placeholder="Look at one", options=list(options))
        )

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the chosen article's first proposal that waits."""
        await require_moderator(interaction)
        await interaction.response.defer()
        desk, home = interaction.client.desk, workspace(interaction)
        first = await desk.first_waiting(home, int(self.item.values[0]))
        said = proposals.NOTHING_LEFT if first is None else ""
        await _show(interaction, await page(desk, home, first, said))


class ProposalForm(ClaimForm):
    """The five lines of a claim, filled in with a proposal; what is sent is accepted."""

    def __init__(self, proposal: Proposal, typed: Mapping[str, str] | None = None) -> None:
        """`typed` is what stood in the form when it was refused."""
        super().__init__(
            f"Accept proposal {proposal.id}",
            typed or drafting.lines_of(proposal.draft),
            proposal=proposal.id,
        )
        self._proposal = proposal

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our client is ours
        """Accept the proposal as it stands in the form, and show the next one."""
        interaction.client.attend()
        await require_moderator(interaction)
        await interaction.response.defer()
        changes = self._changes(self._proposal.draft)
        await _settle(interaction, lambda: _accepted(interaction, self._proposal.id, changes))

    def _again(self, key: str) -> discord.ui.View:
        return again_view(self._proposal.id, key)


def again_view(number: int, kept: str) -> discord.ui.View:
    """Return the button that opens a proposal's form again, with what was typed."""
    view = discord.ui.View(timeout=None)
    view.add_item(AgainButton(number, kept))
    return view


class AgainButton(LastingButton, template=rf"again:(?P<proposal>{_NUMBER}):(?P<kept>[0-9a-f]{{16}})"):
    """Opens a proposal's form again, with what was typed when it was refused."""

    def __init__(self, number: int, kept: str) -> None:
        button: _Button = discord.ui.Button(
            label="Open the form again", custom_id=f"again:{number}:{kept}", style=discord.ButtonStyle.primary
        )
        super().__init__(button)
        self._number = number
        self._kept = kept

    @classmethod
    def of(cls, parts: re.Match[str]) -> Self:
        """Return the button of a message that was sent at any time before."""
        return cls(int(parts["proposal"]), parts["kept"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the form."""
        await require_moderator(interaction)
        typed = interaction.client.refused_forms.get(self._kept)
        if typed is None:
            raise Refusal("What was typed is no longer kept; press Edit under the proposal again.")
        await _edit(interaction, self._number, typed)


ITEMS: Final = (ProposalButton, ArticleMenu, AgainButton)
"""The buttons and menus of the queue, to be recognised in messages sent before a restart."""
