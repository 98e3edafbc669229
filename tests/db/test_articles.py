"""Articles in the ledger, and the claims found in them that wait for a look."""

from datetime import UTC, datetime
from typing import Final

import pytest

from db.models import Article, ClaimDraft, Intake, Proposal, ProposalState, Proposed
from db.store import LedgerError, Store
from tests.db.helpers import HOME, add
from tests.factories import NOON, entry

STORY: Final = "Ferry fire off Hollow Bay"
DIGEST: Final = b"ferry"
ARTICLE: Final = Article(
    text="Twelve passengers were burned, the harbour office said.",
    title="Ferry burns",
    outlet="Coast Daily",
    url="https://coast.example/ferry",
    published_at=datetime(2024, 4, 30, 6, 30, tzinfo=UTC),
)


def proposed(text: str, speaker: str = "Harbour Office", start: int = 0) -> Proposed:
    """Return a claim found in an article."""
    draft = ClaimDraft(story=STORY, text=text, speaker=speaker)
    return Proposed(draft=draft, sentence=text, start=start, end=start + len(text))


async def taken_in(
    store: Store, *found: Proposed, workspace: str = HOME, digest: bytes = DIGEST
) -> tuple[Intake, list[Proposal]]:
    """Store an article with what was found in it; return both as they stand on record."""
    async with store.write() as writer:
        number = (await writer.take_in(workspace, ARTICLE, STORY, digest, "reporter", NOON)).id
        await writer.propose(number, [(one, one.draft.speaker.casefold()) for one in found])
    intake = await store.intake(workspace, number)
    assert intake is not None
    return intake, list(await store.proposals(workspace, number))


async def test_an_article_is_kept_with_what_was_found_in_it(store: Store) -> None:
    """An article comes back with all that is said of it, its proposals in order, and nobody else has them."""
    found = [proposed("Twelve burned."), proposed("Nobody drowned.", "Coast guard", 20)]
    intake, waiting = await taken_in(store, *found)
    assert (intake.title, intake.outlet, intake.url) == (ARTICLE.title, ARTICLE.outlet, ARTICLE.url)
    assert intake.published_at == ARTICLE.published_at
    assert (intake.story, intake.actor, intake.at) == (STORY, "reporter", NOON)
    assert (intake.waiting, intake.accepted, intake.rejected) == (2, 0, 0)
    assert [Proposed(**one.model_dump(include=set(Proposed.model_fields))) for one in waiting] == found
    assert await store.proposal(HOME, waiting[1].id) == waiting[1]
    assert await store.intake("elsewhere", intake.id) is None
    assert await store.proposal("elsewhere", waiting[0].id) is None
    assert list(await store.proposals("elsewhere", intake.id)) == []


async def test_a_proposal_is_settled(store: Store) -> None:
    """An accepted proposal names its claim, a rejected one why, and the article counts them."""
    (claim,) = await add(store, entry())
    intake, (first, second, third) = await taken_in(store, *map(proposed, ("One.", "Two.", "Three.")))
    async with store.write() as writer:
        await writer.settle(first.id, ProposalState.ACCEPTED, "anna", NOON, claim_id=claim.id)
        await writer.settle(second.id, ProposalState.REJECTED, "ben", NOON, reason="no claim")
    accepted = await store.proposal(HOME, first.id)
    rejected = await store.proposal(HOME, second.id)
    assert accepted is not None
    assert rejected is not None
    assert (accepted.state, accepted.claim_id, accepted.actor, accepted.at) == (
        ProposalState.ACCEPTED,
        claim.id,
        "anna",
        NOON,
    )
    assert (rejected.state, rejected.claim_id, rejected.reason) == (ProposalState.REJECTED, None, "no claim")
    counted = await store.intake(HOME, intake.id)
    assert counted is not None
    assert (counted.waiting, counted.accepted, counted.rejected) == (1, 1, 1)
    assert await store.waiting(intake.id) == [third.id]


async def test_a_proposal_waits_again(store: Store) -> None:
    """Those that became a claim are as they were before anybody decided; others stay decided."""
    claim, other = await add(store, entry("One."), entry("Two."))
    intake, (first, second, third) = await taken_in(store, *map(proposed, ("One.", "Two.", "One again.")))
    async with store.write() as writer:
        for one, became in ((first, claim), (second, other), (third, claim)):
            await writer.settle(one.id, ProposalState.ACCEPTED, "anna", NOON, claim_id=became.id)
        assert list(await writer.reopen(claim.id)) == [first.id, third.id]
        assert list(await writer.reopen(claim.id)) == []
    assert await store.proposal(HOME, first.id) == first
    assert await store.waiting(intake.id) == [first.id, third.id]


async def test_an_accepted_proposal_has_a_claim(store: Store) -> None:
    """A proposal can't be accepted without the claim that it became, nor wait with somebody's decision."""
    _, (one,) = await taken_in(store, proposed("One."))
    for state, claim in ((ProposalState.ACCEPTED, None), (ProposalState.WAITING, None)):
        with pytest.raises(LedgerError):
            async with store.write() as writer:
                await writer.settle(one.id, state, "anna", NOON, claim_id=claim)


async def test_what_waits_is_found_by_speaker(store: Store) -> None:
    """The proposals of one speaker are told from the others'."""
    intake, (first, _, third) = await taken_in(
        store, proposed("One.", "Mayor"), proposed("Two.", "Coast guard"), proposed("Three.", "mayor")
    )
    assert await store.waiting(intake.id, "mayor") == [first.id, third.id]
    assert await store.waiting(intake.id, "harbour office") == []


async def test_the_queue_is_what_waits(store: Store) -> None:
    """Articles with something to decide are listed in the order they came, a workspace's own alone."""
    first, (one,) = await taken_in(store, proposed("One."))
    second, _ = await taken_in(store, proposed("Two."), digest=b"other")
    await taken_in(store, proposed("Three."), workspace="elsewhere")
    await taken_in(store, digest=b"nothing in it")
    assert await store.intakes_waiting(HOME, 9) == [first, second]
    assert await store.intakes_waiting(HOME, 1) == [first]
    async with store.write() as writer:
        await writer.settle(one.id, ProposalState.REJECTED, "anna", NOON)
    assert await store.intakes_waiting(HOME, 9) == [second]


async def test_the_same_text_is_known_again(store: Store) -> None:
    """An article is found by the digest of its text, the newest first, in its workspace alone."""
    first, _ = await taken_in(store)
    second, _ = await taken_in(store)
    await taken_in(store, digest=b"other")
    await taken_in(store, workspace="elsewhere")
    assert await store.same_text(HOME, DIGEST) == [second, first]


async def test_what_waits_may_be_replaced(store: Store) -> None:
    """Replacing takes what waits out of the queue, and leaves alone what somebody decided."""
    intake, (first, second) = await taken_in(store, proposed("One."), proposed("Two."))
    async with store.write() as writer:
        await writer.settle(first.id, ProposalState.REJECTED, "anna", NOON)
        assert await writer.replace_waiting(intake.id, "ben", NOON) == 1
    states = [one.state for one in await store.proposals(HOME, intake.id)]
    assert states == [ProposalState.REJECTED, ProposalState.REPLACED]
    assert await store.waiting(intake.id) == []
    replaced = await store.proposal(HOME, second.id)
    assert replaced is not None
    assert replaced.actor == "ben"
