"""Whatever an article holds, Discord takes what is shown of it, and only shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.results import Accepted, AcceptedAll, Added, Ingested, ProposalView, Queue, Related
from bot.ui.discord import proposals
from db.models import Claim, Intake, Proposal, ProposalState, Relation
from tests.factories import a_claim
from tests.pictures import markdown
from tests.ui.discord.samples import checked, claims, huge, intakes, looked_at, related
from tests.ui.discord.test_limits import few

LONGEST = 2_000  # characters of a message above its embed


def said(line: str) -> None:
    """Assert that a line over an embed fits, calls nobody, and marks nothing up."""
    assert line
    assert len(line) <= LONGEST
    assert not markdown.pings(line)
    assert markdown.kinds(line) <= {"text", "link"}, line


@few
@given(looked_at())
def test_every_proposal_fits(view: ProposalView) -> None:
    """A proposal fits with whatever it would stand beside; its sentence stands there as a quotation."""
    shown = checked(proposals.proposal(view))
    (found_in,) = [
        one for one in shown["fields"] if one["name"].startswith(("Found in", "The article itself"))
    ]
    assert found_in["value"].startswith("> ")
    assert "\n" not in found_in["value"]


@few
@given(st.lists(intakes(), max_size=25), st.booleans())
def test_every_queue_fits(found: list[Intake], more: bool) -> None:
    """The articles that wait fit into one embed, and each as a choice into its menu."""
    checked(proposals.queue(Queue(intakes=tuple(found), more=more)))
    for one in found:
        option = proposals.option(one)
        assert 0 < len(option.label) <= 100
        assert 0 < len(option.description or "") <= 100


@few
@given(looked_at(), claims(), related(Relation.CONTRADICTS), huge(600), st.booleans())
def test_every_line_over_a_proposal_fits(
    view: ProposalView, claim: Claim, against: tuple[Related, ...], why: str, existed: bool
) -> None:
    """What was read, decided, asked or refused is a line or two that ping nobody, whatever they quote."""
    refused = tuple((number, why) for number in range(3))
    for line in (
        proposals.ingested(Ingested(intake=view.intake, existed=existed, replaced=4, near=(why,) * 9)),
        proposals.own_words(why),
        proposals.settled(view.proposal),
        proposals.too_late(view.proposal),
        proposals.question(view.intake),
        proposals.accepted(
            Accepted(proposal=view.proposal, added=Added(claim=claim, relations=against, existed=existed))
        ),
        proposals.accepted_all(AcceptedAll(accepted=1, existed=2, alerts=3, refused=refused)),
    ):
        said(line)


def decided(state: ProposalState, actor: str, claim_id: int | None = None) -> Proposal:
    """Return a proposal that somebody decided about."""
    return Proposal(
        id=3,
        workspace="newsroom",
        article_id=1,
        draft=a_claim().draft(),
        sentence="Forty boats burned.",
        start=0,
        end=19,
        state=state,
        claim_id=claim_id,
        actor=actor,
    )


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (decided(ProposalState.ACCEPTED, "anna.r (812345)", 7), "accepted as #7 by anna.r."),
        (decided(ProposalState.REJECTED, "anna.r (812345)"), "rejected by anna.r."),
        (decided(ProposalState.REPLACED, "anna.r (812345)"), "replaced when its article was taken in again."),
    ],
    ids=["accepted", "rejected", "replaced"],
)
def test_who_is_too_late_learns_why(found: Proposal, line: str) -> None:
    """Who was slower learns what was decided and by whom, by name, not by a number of Discord's."""
    assert proposals.too_late(found) == f"Too late: proposal 3 was {line}"


def test_nothing_left_is_said() -> None:
    """Accepting all where others have decided everything says so, in place of zeros."""
    nothing = AcceptedAll(accepted=0, existed=0, alerts=0)
    assert proposals.accepted_all(nothing) == proposals.NOTHING_LEFT
