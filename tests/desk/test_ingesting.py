"""Articles at the desk: what they propose, and what becomes of it."""

import asyncio
from datetime import date

import pytest

from bot.desk import LOCAL, Desk, DeskError
from bot.results import Ingested
from db.models import Article, ClaimDraft, Proposal, ProposalState, Relation

STORY = "Pier fire in Port Kessel, 4 Mar 2021"
TEXT = """Harbour master Ada Quill said that 40 boats had burned on Thursday.

The Seafarers’ Union said at least 60 boats had burned. The union denied that its gate had been locked.

“Nobody was hurt,” Quill said.
"""
ARTICLE = Article(text=TEXT, title="Pier burns", outlet="Coast Daily", published_at=date(2021, 3, 5))


async def ingest(desk: Desk, article: Article = ARTICLE, story: str | None = STORY) -> Ingested:
    """Take an article in."""
    return await desk.ingest(LOCAL, article, story=story, actor="anna")


async def by_words(desk: Desk, article_id: int, words: str) -> Proposal:
    """Return the proposal whose text has some words."""
    found = [one for one in await desk.proposals(LOCAL, article_id) if words in one.draft.text]
    assert len(found) == 1, words
    return found[0]


async def test_nothing_enters_the_ledger_by_itself(desk: Desk) -> None:
    """An article gives proposals that wait, and no claim."""
    taken = await ingest(desk)
    assert not taken.existed
    assert taken.intake.waiting == len(await desk.proposals(LOCAL, taken.intake.id)) > 0
    assert (await desk.status(LOCAL)).claims == 0
    assert [one.id for one in (await desk.queue(LOCAL)).intakes] == [taken.intake.id]
    assert (await desk.queue("elsewhere")).intakes == ()


async def test_all_that_waits_is_shown_as_each_alone_is(desk: Desk) -> None:
    """One look at an article's queue shows each proposal as a look at it alone, with those beside it."""
    taken = await ingest(desk)
    numbers = [one.id for one in await desk.proposals(LOCAL, taken.intake.id)]
    await desk.reject(LOCAL, numbers.pop(1), actor="anna")
    waiting = await desk.waiting(LOCAL, taken.intake.id)
    assert list(waiting) == [await desk.proposal(LOCAL, number) for number in numbers]
    assert [one.place for one in waiting] == list(range(1, len(numbers) + 1))
    assert [one.before for one in waiting] == [None, *numbers[:-1]]
    assert [one.after for one in waiting] == [*numbers[1:], None]


async def test_a_proposal_becomes_a_claim_with_its_alert(desk: Desk) -> None:
    """Accepted proposals are claims with their chain and day, and the second contradicts the first."""
    taken = await ingest(desk)
    first = await desk.accept(LOCAL, (await by_words(desk, taken.intake.id, "40 boats")).id, actor="anna")
    assert first.added.claim.speaker == "Harbour master Ada Quill"
    assert first.added.claim.outlet == "Coast Daily"
    assert first.proposal.state is ProposalState.ACCEPTED
    assert first.proposal.claim_id == first.added.claim.id
    waiting = await by_words(desk, taken.intake.id, "60 boats")
    view = await desk.proposal(LOCAL, waiting.id)
    assert [one.relation for one in view.related] == [Relation.CONTRADICTS]
    second = await desk.accept(LOCAL, waiting.id, actor="ben")
    assert second.added.alert is not None
    assert [line.claim_id for line in second.added.alert.lines] == [first.added.claim.id]
    assert (await desk.history(LOCAL, second.added.claim.id))[0].actor == "ben"


async def test_a_proposal_is_accepted_as_somebody_changes_it(desk: Desk) -> None:
    """Changed fields are stored, the proposal keeps what was found, and an unfit value stores nothing."""
    taken = await ingest(desk)
    found = await by_words(desk, taken.intake.id, "40 boats")
    with pytest.raises(DeskError, match="speaker is empty"):
        await desk.accept(LOCAL, found.id, actor="anna", changes={"speaker": ""})
    with pytest.raises(DeskError, match="in the future"):
        await desk.accept(LOCAL, found.id, actor="anna", changes={"said_at": "2999-01-01"})
    assert (await desk.proposal(LOCAL, found.id)).proposal.state is ProposalState.WAITING
    accepted = await desk.accept(LOCAL, found.id, actor="anna", changes={"speaker": "Ada Quill"})
    assert accepted.added.claim.speaker == "Ada Quill"
    assert accepted.proposal.draft.speaker == "Harbour master Ada Quill"


async def test_two_moderators_at_one_proposal(desk: Desk) -> None:
    """Of two who decide at once one is first, and the other is told who; no claim is stored twice."""
    taken = await ingest(desk)
    found = await by_words(desk, taken.intake.id, "40 boats")
    results = await asyncio.gather(
        *(desk.accept(LOCAL, found.id, actor=actor) for actor in ("anna", "ben")), return_exceptions=True
    )
    refused = [str(one) for one in results if isinstance(one, DeskError)]
    assert len(refused) == 1
    assert refused[0].endswith("has accepted proposal 1: it is claim 1.")
    assert (await desk.status(LOCAL)).claims == 1
    with pytest.raises(DeskError, match="has accepted proposal 1"):
        await desk.reject(LOCAL, found.id, actor="ben")


async def test_what_was_rejected_may_be_accepted_after_all(desk: Desk) -> None:
    """A rejected proposal leaves the queue with its reason, and comes in only where that is meant."""
    taken = await ingest(desk)
    found = await by_words(desk, taken.intake.id, "40 boats")
    rejected = await desk.reject(LOCAL, found.id, actor="anna", reason="a typing error")
    assert (rejected.state, rejected.reason) == (ProposalState.REJECTED, "a typing error")
    with pytest.raises(DeskError, match="anna has rejected proposal"):
        await desk.reject(LOCAL, found.id, actor="ben")
    with pytest.raises(DeskError, match="anna has rejected proposal"):
        await desk.accept(LOCAL, found.id, actor="ben")
    accepted = await desk.accept(LOCAL, found.id, actor="ben", after_all=True)
    assert accepted.proposal.state is ProposalState.ACCEPTED


async def test_what_is_on_record_is_shown_as_such(desk: Desk) -> None:
    """A proposal that is a claim already says which, and accepting it stores no second one."""
    taken = await ingest(desk)
    found = await by_words(desk, taken.intake.id, "40 boats")
    claim = (await desk.add(LOCAL, found.draft, actor="carla")).claim
    view = await desk.proposal(LOCAL, found.id)
    assert view.claim is not None
    assert view.claim.id == claim.id
    assert view.related == ()
    accepted = await desk.accept(LOCAL, found.id, actor="anna")
    assert accepted.added.existed
    assert accepted.proposal.claim_id == claim.id


async def test_a_denied_statement_is_held_against_those_on_record(desk: Desk) -> None:
    """A proposal without figures says what it is suspected to contradict before it is accepted."""
    await desk.add(
        LOCAL, ClaimDraft(story=STORY, text="The gate was locked.", speaker="A witness"), actor="anna"
    )
    taken = await ingest(desk)
    view = await desk.proposal(LOCAL, (await by_words(desk, taken.intake.id, "denied")).id)
    assert [(one.relation, one.suspected) for one in view.related] == [(Relation.CONTRADICTS, True)]


async def test_the_same_article_again_adds_nothing(desk: Desk) -> None:
    """An article that is known is named, also where two take it in at once."""
    first, second = await asyncio.gather(ingest(desk), ingest(desk))
    assert first.intake.id == second.intake.id
    assert first.existed != second.existed
    assert (await ingest(desk)).existed
    assert len((await desk.queue(LOCAL)).intakes) == 1


async def test_the_same_text_for_another_story_replaces_what_waits(desk: Desk) -> None:
    """Taken in for another story, an article's undecided proposals give way, and say so when decided."""
    first = await ingest(desk)
    kept = await desk.accept(LOCAL, (await by_words(desk, first.intake.id, "40 boats")).id, actor="anna")
    old = await by_words(desk, first.intake.id, "60 boats")
    second = await ingest(desk, story="Another fire")
    assert second.replaced == first.intake.waiting - 1
    assert {one.draft.story for one in await desk.proposals(LOCAL, second.intake.id)} == {"Another fire"}
    with pytest.raises(DeskError, match="was replaced when its article was taken in again"):
        await desk.accept(LOCAL, old.id, actor="anna")
    assert (await desk.claim(LOCAL, kept.added.claim.id)).claim.story == STORY


async def test_an_article_without_a_story_is_named_after_itself(desk: Desk) -> None:
    """Without a story the title and the day name one, and stories with a name like it are offered."""
    draft = ClaimDraft(
        story="Pier burns down, 5 Mar 2021", text="Forty boats burned.", speaker="Fire brigade"
    )
    await desk.add(LOCAL, draft, actor="anna")
    taken = await ingest(desk, story=None)
    assert taken.intake.story == "Pier burns, 5 Mar 2021"
    assert taken.near == ("Pier burns down, 5 Mar 2021",)


async def test_everything_of_a_speaker_is_accepted(desk: Desk) -> None:
    """Accepting all of one speaker leaves the others' proposals, accepting all leaves none."""
    taken = await ingest(desk)
    done: list[tuple[int, int]] = []
    union = await desk.accept_all(
        LOCAL,
        taken.intake.id,
        speaker="Seafarers' Union",
        actor="anna",
        progress=lambda done_now, of: done.append((done_now, of)),
    )
    assert (union.accepted, union.existed, union.refused) == (2, 0, ())
    assert done == [(2, 2)]
    rest = await desk.accept_all(LOCAL, taken.intake.id, actor="anna")
    assert rest.alerts == 1
    assert (await desk.queue(LOCAL)).intakes == ()
    assert await desk.first_waiting(LOCAL) is None
    assert await desk.first_waiting(LOCAL, taken.intake.id) is None


async def test_the_place_in_the_queue(desk: Desk) -> None:
    """A proposal knows its place among those that wait, and its neighbours."""
    taken = await ingest(desk)
    numbers = [one.id for one in await desk.proposals(LOCAL, taken.intake.id)]
    await desk.reject(LOCAL, numbers[1], actor="anna")
    view = await desk.proposal(LOCAL, numbers[2])
    assert (view.place, view.before, view.after) == (2, numbers[0], numbers[3])
    assert (await desk.proposal(LOCAL, numbers[1])).place is None
    assert await desk.first_waiting(LOCAL) == numbers[0]


async def test_unknown_numbers_are_refused(desk: Desk) -> None:
    """Numbers that no proposal or article here has are refused in one sentence."""
    taken = await ingest(desk)
    for number in (0, 999, 2**70):
        with pytest.raises(DeskError, match=f"no proposal {number} here"):
            await desk.proposal(LOCAL, number)
        with pytest.raises(DeskError, match=f"no article {number} here"):
            await desk.proposals(LOCAL, number)
    with pytest.raises(DeskError, match="no article"):
        await desk.accept_all("elsewhere", taken.intake.id, actor="anna")


async def test_a_text_in_which_nobody_says_anything_is_refused(desk: Desk) -> None:
    """A text without statement or figure is refused, and nothing is queued."""
    with pytest.raises(DeskError, match="No statement and no figure"):
        await ingest(desk, Article(text="The sea was calm."))
    assert (await desk.queue(LOCAL)).intakes == ()
