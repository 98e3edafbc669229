"""The queue of proposals as lines for a terminal."""

from collections.abc import Sequence

from bot.domain.wording import describe
from bot.results import Accepted, AcceptedAll, Ingested, ProposalView, Queue
from bot.ui.plain import clean, moment, plural, provenance, who, words
from bot.ui.terminal import Page
from bot.ui.wording import ENGLISH_ONLY, NEW_STORY_OF_ARTICLE
from db.models import Intake, Proposal, ProposalState


class QueuePage(Page):
    """Prints articles that were taken in, and what was found in them."""

    def ingested(self, result: Ingested) -> None:
        """Print what was found in an article."""
        done = "Taken in before" if result.existed else "Taken in"
        self._head(f"{done} as article {result.intake.id}", "bold", f": {_counts(result.intake)}")
        self._line(f"for the story {clean(result.intake.story)}", 2)
        if result.replaced:
            waits = "waits" if result.replaced == 1 else "wait"
            self._line(f"{plural(result.replaced, 'proposal')} of an earlier reading no longer {waits}", 2)
        if not result.intake.language.startswith("en"):
            self._line(ENGLISH_ONLY, 2)
        if result.near:
            self._head(NEW_STORY_OF_ARTICLE)
            for name in result.near:
                self._line(clean(name), 2)

    def queue(self, found: Queue) -> None:
        """Print the articles with something to decide."""
        for intake in found.intakes:
            self._head(f"Article {intake.id}", "bold", f" {_named(intake)}: {_counts(intake)}")
        if found.more:
            self._line("and others; they come up when these are done")
        if not found.intakes:
            self._line("Nothing waits; `claimdesk ingest FILE` takes an article in.")

    def listed(self, found: Sequence[Proposal]) -> None:
        """Print proposals, one after the other, without what they would stand beside."""
        for one in found:
            mark = "" if one.state is ProposalState.WAITING else f" [{_became(one)}]"
            self._line(f"{one.id}  {provenance(one.draft)}{mark}", 2, "bold")
            self._line(words(one.draft), 6)

    def proposal(self, view: ProposalView) -> None:
        """Print one proposal: who says what, where it was found, and what it would stand beside."""
        found, draft = view.proposal, view.proposal.draft
        place = f", {view.place} of {view.intake.waiting} that wait" if view.place else ""
        self._head(f"Proposal {found.id}", "bold cyan", f"{place}, in {_named(view.intake)}")
        self._line(provenance(draft), 2, "bold")
        self._line(words(draft), 6)
        if view.figures:
            self._line(f"Figures: {'; '.join(clean(describe(figure)) for figure in view.figures)}", 6)
        self._line(f"Story: {clean(draft.story)}", 6)
        self._line(
            f"{'Found in' if found.attributed else 'The article itself says'}: {clean(found.sentence)}", 6
        )
        if found.state is not ProposalState.WAITING:
            self._line(_became(found), 6)
        elif view.claim is not None:
            self._line(f"Already on record as #{view.claim.id}.", 6, "bold")
        self._grouped(view.related, view.more)

    def accepted(self, result: Accepted) -> None:
        """Print the claim that a proposal became."""
        self.added(result.added, f"Accepted as #{result.added.claim.id}")

    def accepted_all(self, result: AcceptedAll) -> None:
        """Print what became of proposals that were accepted together."""
        self._line(
            f"{plural(result.accepted, 'claim')} added, {result.existed:,} already on record; "
            f"{plural(result.alerts, 'alert')}."
        )
        for number, reason in result.refused:
            self._line(f"Proposal {number} waits still: {clean(reason)}", 2)

    def rejected(self, proposal: Proposal) -> None:
        """Print that a proposal was rejected."""
        self._line(f"Proposal {proposal.id} rejected.")

    def settled(self, accepted: Sequence[Accepted], rejected: Sequence[Proposal]) -> None:
        """Print what became of some proposals."""
        for one in accepted:
            self.accepted(one)
        for proposal in rejected:
            self.rejected(proposal)


def _named(intake: Intake) -> str:
    name = clean(intake.title or intake.story)
    particulars = [clean(intake.outlet)] if intake.outlet else []
    if intake.published_at:
        particulars.append(moment(intake.published_at))
    return f"“{name}”" + (f" ({', '.join(particulars)})" if particulars else "")


def _counts(intake: Intake) -> str:
    waiting = plural(intake.waiting, "proposal")
    return f"{waiting} waiting, {intake.accepted:,} accepted, {intake.rejected:,} rejected"


def _became(one: Proposal) -> str:
    by = f" by {who(one.actor)}" if one.actor else ""
    claim = f" as #{one.claim_id}" if one.claim_id else ""
    why = f": {clean(one.reason)}" if one.reason else ""
    return f"{one.state}{claim}{by}{why}"
