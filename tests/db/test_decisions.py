"""What people decide about two claims, taken back too, and what a machine suspects."""

from datetime import timedelta

import pytest

from db.models import Relation, Status, Suspicion
from db.store import LedgerError, Store
from tests.db.helpers import HOME, add
from tests.factories import NOON, decision, entry


async def test_a_decision_is_about_two_claims_in_either_order(store: Store) -> None:
    """A decision is found from both claims, with the asked one first, and a later one replaces it."""
    a, b = await add(store, entry("a"), entry("b"))
    async with store.write() as writer:
        await writer.decide(decision((b.id, "b"), (a.id, "a")))
        await writer.decide(decision((a.id, "a"), (b.id, "b"), Relation.CONTRADICTS, "same deck"))
    (from_a,), (from_b,) = (await store.beside(a.id)).decisions, (await store.beside(b.id)).decisions
    assert (from_a.a, from_a.b, from_a.statement_a, from_a.relation) == (
        a.id,
        b.id,
        "a",
        Relation.CONTRADICTS,
    )
    assert (from_b.a, from_b.b, from_b.statement_b, from_b.reason) == (b.id, a.id, "a", "same deck")
    assert await store.story_decisions(a.story_id) == [from_a]
    for claim, other in ((a, b), (b, a)):
        _, first, second = await store.history(HOME, claim.id)
        assert (first.action, first.before, first.reason) == ("decide", None, "two decks")
        assert second.before == first.after
        assert second.before is not None
        assert (second.before["claim"], second.before["relation"]) == (other.id, "unrelated")


async def test_a_decision_holds_while_both_claims_state_the_same(store: Store) -> None:
    """A decision lapses when a statement changes, comes back with it, and follows its claims."""
    a, b = await add(store, entry("a"), entry("b"))
    async with store.write() as writer:
        await writer.decide(decision((a.id, "a"), (b.id, "b")))
        await writer.replace(a, entry("A", statement="other"), "editor", NOON)
    assert (await store.beside(b.id)).decisions == []
    assert await store.story_decisions(a.story_id) == []
    async with store.write() as writer:
        await writer.replace(a, entry("a", story="Tram fire"), "editor", NOON)
    assert len((await store.beside(b.id)).decisions) == 1
    assert await store.story_decisions(a.story_id) == []
    async with store.write() as writer:
        moved = await writer.replace(b, entry("b", story="Tram fire"), "editor", NOON)
    assert len(await store.story_decisions(moved.story_id)) == 1
    async with store.write() as writer:
        await writer.set_status(moved, Status.RETRACTED, "editor", NOON)
    assert await store.story_decisions(moved.story_id) == []


async def test_claims_of_two_workspaces_are_never_decided_on(store: Store) -> None:
    """A decision across workspaces, or about one claim twice, is refused and stored nowhere."""
    (a,) = await add(store, entry("a"))
    (b,) = await add(store, entry("b"), workspace="elsewhere")
    for other in (b, a):
        with pytest.raises(LedgerError, match="can't be compared"):
            async with store.write() as writer:
                await writer.decide(decision((a.id, "a"), (other.id, "b")))
    assert (await store.beside(a.id)).decisions == []


async def test_suspicions_are_between_active_claims(store: Store) -> None:
    """A suspicion is found from both sides, replaced by a newer one, and hidden with its claims."""
    a, b = await add(store, entry("a"), entry("b"))
    async with store.write() as writer:
        await writer.suspect([Suspicion(a=a.id, b=b.id, relation=Relation.REVISES, reason="old")])
        assert await writer.story_suspicions(a.story_id, 9) == []
        await writer.suspect([Suspicion(a=b.id, b=a.id, relation=Relation.CONTRADICTS, reason="new")])
    expected = Suspicion(a=a.id, b=b.id, relation=Relation.CONTRADICTS, reason="new")
    assert (await store.beside(a.id)).suspicions == await store.story_suspicions(a.story_id, 9) == [expected]
    assert [suspicion.b for suspicion in (await store.beside(b.id)).suspicions] == [a.id]
    assert await store.suspicions([(a.id, b.id), (a.id, 99)]) == [expected]
    assert await store.story_suspicions(a.story_id, 0) == []
    async with store.write() as writer:
        await writer.set_status(b, Status.RETRACTED, "editor", NOON)
    assert (await store.beside(a.id)).suspicions == []
    assert await store.story_suspicions(a.story_id, 9) == []


@pytest.mark.parametrize("side", [0, 1])
async def test_an_only_decision_is_taken_back(store: Store, side: int) -> None:
    """Taken back from either history nothing is decided any more, and both histories say so."""
    a, b = await add(store, entry("a"), entry("b"))
    later = NOON + timedelta(hours=1)
    async with store.write() as writer:
        await writer.decide(decision((a.id, "a"), (b.id, "b")))
        await writer.undecide((await writer.history(HOME, (a, b)[side].id))[-1], "editor", later)
    assert (await store.beside(a.id)).decisions == []
    for claim in (a, b):
        _, decided, undecided = await store.history(HOME, claim.id)
        assert (undecided.action, undecided.actor, undecided.at) == ("undecide", "editor", later)
        assert (undecided.undoes, undecided.before, undecided.after) == (decided.id, decided.after, None)


async def test_the_decision_before_stands_again(store: Store) -> None:
    """Decisions are taken back one by one, each giving way to the one before it, to the letter."""
    a, b = await add(store, entry("a"), entry("b"))
    made = [
        decision((a.id, "a"), (b.id, "b"), relation, reason)
        for relation, reason in (
            (Relation.CONTRADICTS, "same deck"),
            (Relation.AGREES, "rounding"),
            (Relation.REVISES, "a later count"),
        )
    ]
    for each in made:
        async with store.write() as writer:
            await writer.decide(each)
    changes = (await store.history(HOME, a.id))[1:]
    for change, standing in zip(reversed(changes[1:]), (made[1], made[0]), strict=True):
        async with store.write() as writer:
            await writer.undecide(change, "editor", NOON)
        assert list((await store.beside(a.id)).decisions) == [standing]


async def test_a_decision_that_had_lapsed_comes_back_lapsed(store: Store) -> None:
    """What was decided about an older wording doesn't hold for the newer one when it stands again."""
    a, b = await add(store, entry("a"), entry("b"))
    async with store.write() as writer:
        await writer.decide(decision((a.id, "a"), (b.id, "b")))
        await writer.replace(a, entry("A", statement="other"), "editor", NOON)
        await writer.decide(decision((a.id, "other"), (b.id, "b"), Relation.CONTRADICTS))
        await writer.undecide((await writer.history(HOME, b.id))[-1], "editor", NOON)
    assert (await store.beside(a.id)).decisions == []
    async with store.write() as writer:
        await writer.replace(a, entry("a"), "editor", NOON)
    assert [found.relation for found in (await store.beside(a.id)).decisions] == [Relation.UNRELATED]


async def test_only_the_newest_decision_is_taken_back_and_once(store: Store) -> None:
    """A decision that somebody has decided over, or taken back, and a change of another kind are refused."""
    a, b = await add(store, entry("a"), entry("b"))
    async with store.write() as writer:
        await writer.decide(decision((a.id, "a"), (b.id, "b")))
        await writer.decide(decision((a.id, "a"), (b.id, "b"), Relation.CONTRADICTS))
    added, first, second = await store.history(HOME, b.id)
    async with store.write() as writer:
        with pytest.raises(LedgerError, match="has decided on claims 1 and 2 again since"):
            await writer.undecide(first, "editor", NOON)
        with pytest.raises(LedgerError, match="is no decision"):
            await writer.undecide(added, "editor", NOON)
        await writer.undecide(second, "editor", NOON)
        for line in (second, (await writer.history(HOME, a.id))[2]):
            with pytest.raises(LedgerError, match="taken back already"):
                await writer.undecide(line, "editor", NOON)
