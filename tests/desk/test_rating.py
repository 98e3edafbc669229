"""What others rated a claim: kept as theirs, joined on one claim, with its history."""

from collections.abc import Iterable
from typing import Any

import pytest

from bot.desk import LOCAL, Desk, DeskError
from bot.results import Imported
from db.models import MAX_RATINGS, ClaimDraft, Rating, Status
from tests.desk.ferry import ACTOR, add, draft

CHECKS = Rating(
    publisher="Example Checks",
    rating="Four Pinocchios",
    url="https://checks.example/ferry",
    published_at="2021-05-06",
)
FACTS = Rating(publisher="Kessel Facts", rating="Half true")
TEXT = "41 passengers were killed."


async def rate(desk: Desk, *drafts: ClaimDraft, actor: str = ACTOR) -> Imported:
    """Import claims that others have rated."""
    return await desk.import_rows(LOCAL, list(enumerate(drafts, start=1)), actor=actor)


async def exported(desk: Desk) -> list[ClaimDraft]:
    """Return every claim in the import format."""
    return [one async for one in desk.export(LOCAL)]


def rated(*ratings: Rating, **fields: Any) -> ClaimDraft:  # noqa: ANN401 -- any field
    """Return a claim about the ferry that others have rated."""
    return draft(TEXT, ratings=ratings, **fields)


async def test_a_rating_comes_back_as_it_was_given(desk: Desk) -> None:
    """Publisher, words, address and day of a rating survive the ledger, in their order."""
    await rate(desk, rated(CHECKS, FACTS))
    (claim,) = await exported(desk)
    assert claim.ratings == (CHECKS, FACTS)


async def test_reviews_by_several_publishers_join_on_one_claim(desk: Desk) -> None:
    """A second publisher's rating goes to the claim on record, with a line in its history; again, nothing."""
    claim_id = await add(desk, TEXT)
    result = await rate(desk, rated(CHECKS), rated(FACTS), actor="feed")
    assert (result.added, result.existed, result.rated) == (0, 2, 2)
    view = await desk.claim(LOCAL, claim_id)
    assert view.claim.ratings == (CHECKS, FACTS)
    added, first, second = await desk.history(LOCAL, claim_id)
    assert [(one.actor, one.action) for one in (first, second)] == [("feed", "rate")] * 2
    assert "ratings" not in (added.after or {})
    assert first.before == added.after
    assert second.after == view.claim.draft().model_dump(mode="json")
    assert (await rate(desk, rated(FACTS), rated(CHECKS))).rated == 0
    assert len(await desk.history(LOCAL, claim_id)) == 3


async def test_a_rating_is_not_edited_but_stays_through_edits(desk: Desk) -> None:
    """An edit of the words keeps what others rated, and no edit changes a rating."""
    await rate(desk, rated(CHECKS))
    changed = await desk.edit(LOCAL, 1, {"text": "42 passengers were killed."}, actor=ACTOR)
    assert changed.claim.ratings == (CHECKS,)
    with pytest.raises(DeskError, match="theirs"):
        await desk.edit(LOCAL, 1, {"ratings": ()}, actor=ACTOR)


async def test_a_rating_is_taken_back_by_undo(desk: Desk) -> None:
    """Undoing an import that only rated a claim takes the rating off it and leaves the claim."""
    await add(desk, TEXT, actor="reporter")
    await rate(desk, rated(CHECKS))
    undone = await desk.undo(LOCAL, actor=ACTOR)
    assert undone.claim is not None
    assert (undone.claim.ratings, undone.claim.status) == ((), Status.ACTIVE)


async def test_an_edit_is_not_undone_over_a_rating(desk: Desk) -> None:
    """Where a rating came after an edit, undoing the edit would lose it and is refused."""
    await add(desk, TEXT)
    await desk.edit(LOCAL, 1, {"outlet": "Coast Daily"}, actor=ACTOR)
    await rate(desk, rated(CHECKS, outlet="Coast Daily"), actor="feed")
    with pytest.raises(DeskError, match="has been changed since"):
        await desk.undo(LOCAL, actor=ACTOR)


async def test_ratings_of_one_claim_are_bounded(desk: Desk) -> None:
    """Of more ratings than a claim may have, the first are kept, and what is exported can be imported."""

    def many() -> Iterable[ClaimDraft]:
        for number in range(MAX_RATINGS + 5):
            yield rated(Rating(publisher=f"Checks {number}", rating="False"))

    assert (await rate(desk, *many())).rated == MAX_RATINGS - 1
    (claim,) = await exported(desk)
    assert [one.publisher for one in claim.ratings] == [f"Checks {number}" for number in range(MAX_RATINGS)]
    ClaimDraft.model_validate(claim.model_dump(mode="json"))


async def test_a_withdrawn_row_again_adds_nothing(desk: Desk) -> None:
    """A file's row that is withdrawn is stored once, however often the file comes."""
    for added in (1, 0):
        assert (await rate(desk, rated(CHECKS, status=Status.WITHDRAWN))).added == added
