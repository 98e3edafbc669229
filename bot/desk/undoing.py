"""The room that takes back: the newest change that somebody made, unless others have built on it."""

from collections.abc import Iterable
from typing import Final

from bot.desk.deciding import Deciding
from bot.desk.errors import DeskError
from bot.desk.recording import Recording
from bot.domain.text import source_key
from bot.results import Undone
from db.models import Change, Claim, ClaimDraft, SourceChange, Status
from db.store import Writer

_OF_CLAIMS: Final = frozenset({"add", "edit", "rate", "retract", "withdraw", "reinstate"})


class Undoing(Recording, Deciding):
    """Takes changes back. What is taken back stays in the history, and so does the taking back."""

    async def undo(self, workspace: str, *, actor: str, claim_id: int | None = None) -> Undone:
        """Take back the newest change that an actor made and that isn't taken back yet.

        What was added is withdrawn, and the proposal that it was waits again; what was edited, retracted or
        withdrawn is as before, what was decided is undecided (with everything that was decided at the same
        stroke), and sources that were joined are apart. `claim_id` narrows it to what was added, edited,
        retracted or withdrawn of one claim. Raises DeskError where there is nothing, or where somebody has
        changed the same since.
        """
        async with self._store.write() as ledger:
            change = await self._newest(ledger, workspace, actor, claim_id)
            if isinstance(change, SourceChange):
                undone = await self._apart(ledger, workspace, change, actor)
            elif change.action == "decide":
                undone = await self._undecided(ledger, workspace, change, actor)
            else:
                undone = await self._restored(ledger, workspace, change, actor)
        self._names.forget(workspace)
        return undone

    async def _newest(
        self, ledger: Writer, workspace: str, actor: str, claim_id: int | None
    ) -> Change | SourceChange:
        """Return the change to be taken back."""
        if claim_id is None:
            change = await ledger.newest_change(workspace, actor)
            if change is None:
                raise DeskError("You have changed nothing here that could be undone.")
            return change
        claim = await self._claim(ledger, workspace, claim_id)
        history = await ledger.history(workspace, claim.id)
        taken_back = {one.undoes for one in history}
        for one in reversed(history):
            own = one.actor == actor and one.action in _OF_CLAIMS and one.undoes is None
            if own and one.id not in taken_back:
                return one
        raise DeskError(f"You have changed nothing of claim {claim.id} that could be undone.")

    async def _restored(self, ledger: Writer, workspace: str, change: Change, actor: str) -> Undone:
        """Put a claim back to what it was before a change."""
        claim = await self._claim(ledger, workspace, change.claim_id)
        history = await ledger.history(workspace, claim.id)
        if _built_on(change, (one for one in history if one.action in _OF_CLAIMS)):
            raise DeskError(
                f"Claim {claim.id} has been changed since you did; look at its history, "
                "and edit or withdraw it instead."
            )
        before = self._before(claim, change)
        entry = await self._entry(before)
        if before.status is not Status.WITHDRAWN:
            await self._refuse_double(ledger, claim, entry)
        now = self._clock()
        if before.status is claim.status:
            restored = await ledger.replace(claim, entry, actor, now, undoes=change.id)
        else:
            restored = await ledger.set_status(claim, before.status, actor, now, undoes=change.id)
        await self._alerting.announce(ledger, restored, now, claim)
        reopened = await ledger.reopen(claim.id) if change.before is None else ()
        return Undone(change=change, claim=restored, reopened=tuple(reopened))

    @staticmethod
    def _before(claim: Claim, change: Change) -> ClaimDraft:
        if change.before is None:  # it was added
            return claim.draft().model_copy(update={"status": Status.WITHDRAWN})
        return ClaimDraft.model_validate(change.before)

    async def _undecided(self, ledger: Writer, workspace: str, change: Change, actor: str) -> Undone:
        """Take back a decision, and those that were made with it by settling one alert."""
        claim = await self._claim(ledger, workspace, change.claim_id)
        following: Change | SourceChange | None = change
        while isinstance(following, Change) and (following.action, following.at) == ("decide", change.at):
            await self._undecide(ledger, workspace, following, actor)
            following = await ledger.newest_change(workspace, actor)
        return Undone(change=change, claim=claim)

    async def _undecide(self, ledger: Writer, workspace: str, change: Change, actor: str) -> None:
        claim = await self._claim(ledger, workspace, change.claim_id)
        other = _decided_about(change)
        about = (
            one
            for one in await ledger.history(workspace, claim.id)
            if one.action == "undecide" or (one.action == "decide" and _decided_about(one) == other)
        )
        if _built_on(change, about):
            raise DeskError(
                f"Claims {claim.id} and {other} have been decided about since you did; decide anew."
            )
        await ledger.undecide(change, actor, self._clock())
        await self._alerting.follow(ledger, claim, others=[other])

    async def _apart(self, ledger: Writer, workspace: str, change: SourceChange, actor: str) -> Undone:
        if _built_on(change, await ledger.source_history(workspace, change.source_id)):
            raise DeskError("That source has been given other names since you did; look at its history.")
        source = await ledger.separate(change, actor, self._clock(), source_key)
        return Undone(change=change, source=source)


def _decided_about(change: Change) -> int:
    """Return the other claim of a decision in a claim's history."""
    other = (change.after or {}).get("claim")
    return other if isinstance(other, int) else 0


def _built_on(change: Change | SourceChange, history: Iterable[Change | SourceChange]) -> bool:
    """Return whether a change is followed by another one that still stands."""
    later = [one for one in history if one.id > change.id]
    taken_back = {one.undoes for one in later}
    return any(one.undoes is None and one.id not in taken_back for one in later)
