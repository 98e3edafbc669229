"""Taking back: what comes back with it, and what can't be taken back."""

import pytest

from bot.desk import LOCAL, Desk, DeskError
from db.models import AlertState, Change, Newsroom, Relation, SourceChange, Status
from tests.desk.ferry import ACTOR, add, contradicted, draft, states, toll

OTHER = "night desk"


async def test_an_added_claim_is_withdrawn(desk: Desk) -> None:
    """Undoing an add hides the claim, says so in its history, and dismisses the alert that it caused."""
    await add(desk, "41 passengers were killed.", actor=OTHER)
    claim_id = await add(desk, "60 passengers were killed.", "Union")
    undone = await desk.undo(LOCAL, actor=ACTOR)
    assert undone.claim is not None
    assert (undone.claim.id, undone.claim.status) == (claim_id, Status.WITHDRAWN)
    added, taken_back = await desk.history(LOCAL, claim_id)
    assert (taken_back.actor, taken_back.undoes) == (ACTOR, added.id)
    assert await states(desk) == [AlertState.DISMISSED]


async def test_an_edit_is_as_it_was_before(desk: Desk) -> None:
    """Undoing an edit gives every field its earlier value, and the figures follow."""
    claim_id = await add(desk, "41 passengers were killed.", via=("Radio Nine",))
    await desk.edit(LOCAL, claim_id, {"text": "43 passengers were killed.", "via": ()}, actor=ACTOR)
    undone = await desk.undo(LOCAL, actor=ACTOR)
    assert undone.claim is not None
    assert (undone.claim.text, undone.claim.via) == ("41 passengers were killed.", ("Radio Nine",))
    assert (await desk.check(LOCAL, "41 passengers")).matches
    assert not (await desk.check(LOCAL, "43 passengers")).matches


@pytest.mark.parametrize("status", [Status.RETRACTED, Status.WITHDRAWN])
async def test_a_claim_comes_back_with_its_alert(desk: Desk, status: Status) -> None:
    """Undoing a retraction or a withdrawal lets the same alert wait again, and makes no second one."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "60 passengers were killed.", "Union")
    take_back = desk.retract if status is Status.RETRACTED else desk.withdraw
    await take_back(LOCAL, first, actor=ACTOR)
    assert await states(desk) == [AlertState.DISMISSED]
    assert await contradicted(desk, second) == set()
    undone = await desk.undo(LOCAL, actor=ACTOR)
    assert undone.claim is not None
    assert undone.claim.status is Status.ACTIVE
    assert await contradicted(desk, second) == {first}
    assert await states(desk) == [AlertState.WAITING]


async def test_what_was_decided_before_a_withdrawal_holds_after_it(desk: Desk) -> None:
    """A claim that comes back finds its alert dismissed where a moderator had dismissed it."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "60 passengers were killed.", "Union")
    await desk.decide(LOCAL, first, second, Relation.UNRELATED, reason="two ferries", actor=OTHER)
    await desk.withdraw(LOCAL, first, actor=ACTOR)
    await desk.undo(LOCAL, actor=ACTOR)
    assert await contradicted(desk, second) == set()
    assert await states(desk) == [AlertState.DISMISSED]


async def test_a_claim_that_comes_back_alerts_of_what_came_meanwhile(desk: Desk) -> None:
    """What was added while a claim was hidden has no alert about it yet, and gets one."""
    first = await add(desk, "41 passengers were killed.")
    await desk.withdraw(LOCAL, first, actor=ACTOR)
    second = await add(desk, "60 passengers were killed.", "Union", actor=OTHER)
    assert await states(desk) == []
    await desk.undo(LOCAL, actor=ACTOR)
    (alert,) = await desk.alerts(LOCAL)
    assert (alert.claim_id, [line.claim_id for line in alert.lines]) == (first, [second])


async def test_suspicions_come_back(desk: Desk) -> None:
    """Two statements suspect each other again after one was taken back, and after an edit of it was."""
    first = await add(desk, "The collision was deliberate.")
    second = await add(desk, "The collision was an accident, not deliberate.", "Shipping line")
    await desk.edit(LOCAL, first, {"text": "The collision was at night."}, actor=ACTOR)
    assert await contradicted(desk, second) == set()
    assert await states(desk) == [AlertState.DISMISSED]
    await desk.undo(LOCAL, actor=ACTOR)
    await desk.retract(LOCAL, second, actor=ACTOR)
    await desk.undo(LOCAL, actor=ACTOR)
    assert await contradicted(desk, second) == {first}
    assert await states(desk) == [AlertState.WAITING]


async def test_a_decision_is_undecided(desk: Desk) -> None:
    """Undoing a decision restores the one before it, then none, and the alert follows each time."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "60 passengers were killed.", "Union")
    await desk.decide(LOCAL, first, second, Relation.CONTRADICTS, reason="both counted", actor=ACTOR)
    await desk.decide(LOCAL, second, first, Relation.UNRELATED, reason="two ferries", actor=ACTOR)
    assert await states(desk) == [AlertState.DISMISSED]
    undone = await desk.undo(LOCAL, actor=ACTOR)
    assert isinstance(undone.change, Change)
    assert undone.change.action == "decide"
    assert await states(desk) == [AlertState.CONFIRMED]
    await desk.undo(LOCAL, actor=ACTOR)
    assert await states(desk) == [AlertState.WAITING]
    (related,) = (await desk.claim(LOCAL, first)).related
    assert (related.relation, related.decided) == (Relation.CONTRADICTS, False)


async def test_what_one_press_decided_is_undecided_at_once(desk: Desk) -> None:
    """A dismissed alert of three claims waits again, with all its lines, after one undo."""
    ids = await toll(desk)
    added = await desk.add(LOCAL, draft("Nobody was killed.", "Shipping line"), actor=OTHER)
    assert added.alert is not None
    await desk.settle_alert(LOCAL, added.alert.id, confirmed=False, actor=ACTOR)
    assert await contradicted(desk, added.claim.id) == set()
    await desk.undo(LOCAL, actor=ACTOR)
    assert await contradicted(desk, added.claim.id) == set(ids.values())
    view = await desk.alert(LOCAL, added.alert.id)
    assert {view.alert.state, *view.states} == {AlertState.WAITING}


async def test_sources_that_were_joined_are_apart_again(desk: Desk) -> None:
    """Undoing a merge gives each source its claims, and the history of both says what happened."""
    first = await add(desk, "41 passengers were killed.", said_at="2021-05-04", actor=OTHER)
    second = await add(desk, "52 passengers were killed.", "Rescuers", said_at="2021-05-06", actor=OTHER)
    await desk.merge(LOCAL, "Coast guard", "Rescuers", actor=ACTOR)
    assert await contradicted(desk, second) == set()
    undone = await desk.undo(LOCAL, actor=ACTOR)
    assert isinstance(undone.change, SourceChange)
    assert undone.source is not None
    assert undone.source.aliases == ()
    assert await contradicted(desk, second) == {first}
    actions = [change.action for change in await desk.source_history(LOCAL, "rescuers")]
    assert actions == ["merge", "separate"]


async def test_undoing_goes_back_one_by_one_and_then_refuses(desk: Desk) -> None:
    """Each undo takes back the change before; an undo itself can't be undone."""
    claim_id = await add(desk, "41 passengers were killed.")
    await desk.edit(LOCAL, claim_id, {"url": "https://coast.example/ferry"}, actor=ACTOR)
    await desk.retract(LOCAL, claim_id, actor=ACTOR)
    for action in ("retract", "edit", "add"):
        assert (await desk.undo(LOCAL, actor=ACTOR)).change.action == action
    with pytest.raises(DeskError, match="nothing here that could be undone"):
        await desk.undo(LOCAL, actor=ACTOR)
    assert (await desk.history(LOCAL, claim_id))[-1].after is not None


async def test_nobody_undoes_what_others_have_built_on(desk: Desk) -> None:
    """An edit, a decision and an alias that somebody changed since are left alone, in one sentence."""
    first = await add(desk, "41 passengers were killed.")
    await desk.edit(LOCAL, first, {"url": "https://coast.example/ferry"}, actor=OTHER)
    with pytest.raises(DeskError, match=f"Claim {first} has been changed since"):
        await desk.undo(LOCAL, actor=ACTOR)
    second = await add(desk, "60 passengers were killed.", "Union")
    await desk.decide(LOCAL, first, second, Relation.UNRELATED, reason="two ferries", actor=ACTOR)
    await desk.decide(LOCAL, second, first, Relation.AGREES, reason="one ferry", actor=OTHER)
    with pytest.raises(DeskError, match=f"Claims {first} and {second}|Claims {second} and {first}"):
        await desk.undo(LOCAL, actor=ACTOR)
    await desk.alias(LOCAL, "Coast guard", ["Rescuers"], actor=ACTOR)
    await desk.alias(LOCAL, "Coast guard", ["Coastguards"], actor=OTHER)
    with pytest.raises(DeskError, match="other names since"):
        await desk.undo(LOCAL, actor=ACTOR)


async def test_the_change_of_one_claim_is_undone_whatever_came_after(desk: Desk) -> None:
    """Asked for one claim, undo takes back what the same person did to that one last, and nothing else."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "60 passengers were killed.", "Union")
    await desk.decide(LOCAL, first, second, Relation.UNRELATED, reason="two ferries", actor=ACTOR)
    await desk.retract(LOCAL, first, actor=ACTOR)
    for action, status in (("retract", Status.ACTIVE), ("add", Status.WITHDRAWN)):
        undone = await desk.undo(LOCAL, actor=ACTOR, claim_id=first)
        assert undone.claim is not None
        assert (undone.change.action, undone.claim.status) == (action, status)
    for actor, claim_id in ((ACTOR, first), (OTHER, second)):
        with pytest.raises(DeskError, match=f"nothing of claim {claim_id}"):
            await desk.undo(LOCAL, actor=actor, claim_id=claim_id)
    assert (await desk.claim(LOCAL, second)).claim.status is Status.ACTIVE


async def test_nobody_undoes_the_change_of_another_or_elsewhere(desk: Desk) -> None:
    """Only what the same person did in the same newsroom is taken back."""
    await add(desk, "41 passengers were killed.")
    for workspace, actor in ((LOCAL, OTHER), ("elsewhere", ACTOR)):
        with pytest.raises(DeskError, match="nothing here"):
            await desk.undo(workspace, actor=actor)


async def test_a_claim_does_not_come_back_as_a_double(desk: Desk) -> None:
    """Where the same claim was added again meanwhile, the withdrawn one stays withdrawn."""
    first = await add(desk, "41 passengers were killed.")
    await desk.withdraw(LOCAL, first, actor=ACTOR)
    again = await add(desk, "41 passengers were killed.", actor=OTHER)
    with pytest.raises(DeskError, match=f"the same as claim {again}"):
        await desk.undo(LOCAL, actor=ACTOR)


async def test_only_undoing_brings_a_claim_back(desk: Desk) -> None:
    """Neither an edit of its status nor a retraction makes a withdrawn claim visible."""
    claim_id = await add(desk, "41 passengers were killed.")
    await desk.withdraw(LOCAL, claim_id, actor=ACTOR)
    with pytest.raises(DeskError, match="status of a claim is not edited"):
        await desk.edit(LOCAL, claim_id, {"status": "active"}, actor=ACTOR)
    with pytest.raises(DeskError, match="is withdrawn"):
        await desk.retract(LOCAL, claim_id, actor=ACTOR)


async def test_a_revision_taken_back_follows_what_the_newsroom_asks_for(desk: Desk) -> None:
    """Undoing an edit that made a revision of a contradiction puts the alert's lines as they were."""
    await desk.set_newsroom(LOCAL, Newsroom(alert_on=(Relation.REVISES,)))
    await add(desk, "41 passengers were killed.", said_at="2021-05-04", actor=OTHER)
    second = await add(desk, "52 passengers were killed.", "Rescuers", said_at="2021-05-06", actor=OTHER)
    await desk.edit(LOCAL, second, {"speaker": "Coast guard"}, actor=ACTOR)
    assert await states(desk) == [AlertState.DISMISSED, AlertState.WAITING]
    await desk.undo(LOCAL, actor=ACTOR)
    assert await states(desk) == [AlertState.WAITING, AlertState.DISMISSED]
