"""A look through the queue of proposals at a prompt: one after the other, until nothing waits."""

from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Final

from bot.commands.ingesting import accepted_all
from bot.commands.session import Session
from bot.desk import DeskError
from bot.results import ProposalView
from bot.ui.plain import clean
from bot.ui.queue import QueuePage
from db.models import ClaimDraft

_KEYS: Final = "a: accept, e: edit, r: reject, n: next, b: back, s: accept all of this speaker, all, q: leave"
_FIELDS: Final = (
    "text",
    "quote",
    "speaker",
    "via",
    "outlet",
    "url",
    "said_at",
    "published_at",
    "as_of",
    "story",
)
_CHAIN: Final = ">"


class _LeftError(Exception):
    """Somebody leaves the queue."""


def converse(session: Session, page: QueuePage, article_id: int | None = None) -> int:
    """Show what waits, of one article or of all, and take decisions until nothing does or somebody leaves.

    Returns 0. What was decided stays decided, however it ends.
    """
    with suppress(ImportError):
        import readline  # noqa: F401 -- importing it lets what is typed be edited
    look = _Look(session, page, article_id)
    number = look.first()
    with suppress(_LeftError, EOFError, KeyboardInterrupt):
        while number is not None:
            number = look.step(number)
    page.say("")
    page.queue(session.call(lambda desk: desk.queue(session.workspace)))
    return 0


class _Look:
    """A look through the queue; each step shows one proposal and returns the next to show."""

    def __init__(self, session: Session, page: QueuePage, article_id: int | None) -> None:
        self._session = session
        self._page = page
        self._article_id = article_id
        self._steps: dict[str, Callable[[ProposalView], int | None]] = {
            "a": self._accept,
            "e": self._edit,
            "r": self._reject,
            "n": self._next,
            "b": self._back,
            "s": self._accept_speaker,
            "all": self._accept_all,
            "q": self._leave,
        }

    def first(self) -> int | None:
        """Return the first proposal that waits, None where none does."""
        return self._session.call(lambda desk: desk.first_waiting(self._session.workspace, self._article_id))

    def step(self, number: int) -> int | None:
        """Show a proposal, do what somebody says, and return the next one; None where nothing waits."""
        view = self._session.call(lambda desk: desk.proposal(self._session.workspace, number))
        self._page.proposal(view)
        key = self._ask(_KEYS, choices=self._steps)
        try:
            return self._steps[key](view)
        except DeskError as error:
            self._session.tell(str(error))
            return self._following(view)

    def _ask(self, question: str, *, choices: Collection[str] = (), default: str | None = None) -> str:
        """Return what somebody answers; nothing typed is the default, where there is one.

        The question belongs to the line being edited: one that is printed before would be wiped out with that
        line, and what is typed in between, such as Ctrl-D, would be lost.
        """
        shown = f" ({clean(default)})" if default else ""
        while True:
            typed = input(f"{question}{shown}: ").strip()
            if not typed and default is not None:
                return default
            if not choices:
                return typed
            if typed.lower() in choices:
                return typed.lower()
            if typed:
                self._page.say(f"“{clean(typed)}” is none of these.")

    def _following(self, view: ProposalView) -> int | None:
        """Return the proposal to show after one that was decided: the next, else the first that waits."""
        return view.after or self.first()

    def _accept(self, view: ProposalView, changes: dict[str, object] | None = None) -> int | None:
        session = self._session
        actor = session.settings.actor
        result = session.call(
            lambda desk: desk.accept(session.workspace, view.proposal.id, actor=actor, changes=changes)
        )
        self._page.accepted(result)
        return self._following(view)

    def _edit(self, view: ProposalView) -> int | None:
        changes: dict[str, object] = {}
        while True:
            draft = view.proposal.draft.model_copy(update=changes)
            field = self._ask(
                f"Which field? {', '.join(_FIELDS)}; nothing: accept it so", choices=[*_FIELDS, ""]
            )
            if not field:
                return self._accept(view, changes)
            typed = self._ask(f"{field}", default=_shown(draft, field))
            changes[field] = _value(field, typed)

    def _reject(self, view: ProposalView) -> int | None:
        session = self._session
        actor = session.settings.actor
        proposal = session.call(lambda desk: desk.reject(session.workspace, view.proposal.id, actor=actor))
        self._page.rejected(proposal)
        return self._following(view)

    def _next(self, view: ProposalView) -> int | None:
        return view.after or self.first()

    def _back(self, view: ProposalView) -> int | None:
        return view.before or view.proposal.id

    def _accept_speaker(self, view: ProposalView) -> int | None:
        return self._all(view, view.proposal.draft.speaker)

    def _accept_all(self, view: ProposalView) -> int | None:
        question = f"Accept all {view.intake.waiting:,} proposals of this article? y or n"
        if self._ask(question, choices={"y", "n"}, default="n") != "y":
            return view.proposal.id
        return self._all(view, None)

    def _all(self, view: ProposalView, speaker: str | None) -> int | None:
        self._page.accepted_all(accepted_all(self._session, view.intake.id, speaker))
        return self.first()

    def _leave(self, view: ProposalView) -> int | None:
        raise _LeftError(view.proposal.id)


def _shown(draft: ClaimDraft, field: str) -> str:
    """Return a field's value as it is typed."""
    value = getattr(draft, field)
    if field == "via":
        return f" {_CHAIN} ".join(map(clean, value))
    return "" if value is None else str(value)


def _value(field: str, typed: str) -> object:
    """Return what was typed as a field takes it."""
    if field == "via":
        return tuple(name.strip() for name in typed.split(_CHAIN) if name.strip())
    return typed.strip() or None
