"""Alerts: what makes one, what corrects one, and who may say what of it."""

import pytest

from bot.desk import LOCAL, Desk, DeskError
from db.models import AlertState, ClaimDraft, Newsroom, Relation
from tests.desk.ferry import ACTOR, add, contradicted, draft, states, toll

OTHER = "night desk"
EVERY = Newsroom(alert_on=(Relation.DIVERGES, Relation.REVISES))


async def test_an_alert_is_confirmed_and_dismissed_again(desk: Desk) -> None:
    """Each press decides every line, and the view names who did it and why."""
    ids = await toll(desk)
    added = await desk.add(LOCAL, draft("Nobody was killed.", "Shipping line"), actor=OTHER)
    assert added.alert is not None
    view = await desk.settle_alert(LOCAL, added.alert.id, confirmed=True, actor=ACTOR)
    assert {view.alert.state, *view.states} == {AlertState.CONFIRMED}
    assert {other.claim.id for other in view.others} == set(ids.values())
    assert {made.actor for made in view.decisions if made} == {ACTOR}
    assert {made.relation for made in view.decisions if made} == {Relation.CONTRADICTS}
    assert all(related.decided for related in (await desk.claim(LOCAL, added.claim.id)).related)
    view = await desk.settle_alert(LOCAL, added.alert.id, confirmed=False, actor=OTHER, reason="a rehearsal")
    assert view.alert.state is AlertState.DISMISSED
    assert {made.reason for made in view.decisions if made} == {"a rehearsal"}
    assert await contradicted(desk, added.claim.id) == set()
    assert view == await desk.alert(LOCAL, added.alert.id)


async def test_the_same_press_again_changes_nothing(desk: Desk) -> None:
    """Two moderators who confirm one alert leave the first one's decision, and one line of history."""
    await add(desk, "41 passengers were killed.")
    second = await add(desk, "60 passengers were killed.", "Union")
    first_view = await desk.settle_alert(LOCAL, 1, confirmed=True, actor=ACTOR)
    assert await desk.settle_alert(LOCAL, 1, confirmed=True, actor=OTHER) == first_view
    assert [change.action for change in await desk.history(LOCAL, second)] == ["add", "decide"]


async def test_a_decision_settles_its_line_alone(desk: Desk) -> None:
    """Deciding about two of three claims leaves the third line waiting until it is decided too."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "42 passengers were killed.", "Mayor")
    third = await add(desk, "60 passengers were killed.", "Union")
    await desk.decide(LOCAL, third, first, Relation.UNRELATED, reason="two ferries", actor=ACTOR)
    view = await desk.alert(LOCAL, 2)
    assert {other.claim.id: state for other, state in zip(view.others, view.states, strict=True)} == {
        first: AlertState.DISMISSED,
        second: AlertState.WAITING,
    }
    await desk.decide(LOCAL, second, third, Relation.UNRELATED, reason="two ferries", actor=ACTOR)
    assert (await desk.alert(LOCAL, 2)).alert.state is AlertState.DISMISSED


async def test_what_no_longer_stands_is_not_decided(desk: Desk) -> None:
    """An alert of a withdrawn, a retracted or a changed claim can be neither confirmed nor dismissed."""
    first = await add(desk, "41 passengers were killed.")
    for change in (desk.withdraw, desk.retract):
        claim_id = await add(desk, "60 passengers were killed.", "Union")
        newest, *_ = await desk.alerts(LOCAL)
        await change(LOCAL, claim_id, actor=ACTOR)
        with pytest.raises(DeskError, match="no longer stands"):
            await desk.settle_alert(LOCAL, newest.id, confirmed=True, actor=ACTOR)
    claim_id = await add(desk, "70 passengers were killed.", "Mayor")
    newest, *_ = await desk.alerts(LOCAL)
    await desk.edit(LOCAL, claim_id, {"text": "71 passengers were killed."}, actor=ACTOR)
    await desk.settle_alert(LOCAL, newest.id + 1, confirmed=True, actor=ACTOR)
    with pytest.raises(DeskError, match="look at claim"):
        await desk.settle_alert(LOCAL, newest.id, confirmed=True, actor=ACTOR)
    assert (await states(desk))[-2:] == [AlertState.DISMISSED, AlertState.CONFIRMED]
    assert await contradicted(desk, claim_id) == {first}


async def test_an_edit_that_states_something_else_alerts_anew(desk: Desk) -> None:
    """The alert of the old figure is dismissed and one of the new figure made, even after a dismissal."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "60 passengers were killed.", "Union")
    await desk.settle_alert(LOCAL, 1, confirmed=False, actor=ACTOR)
    edited = await desk.edit(LOCAL, second, {"text": "61 passengers were killed."}, actor=ACTOR)
    assert edited.alert is not None
    assert [line.claim_id for line in edited.alert.lines] == [first]
    assert await states(desk) == [AlertState.DISMISSED, AlertState.WAITING]


async def test_an_edit_of_anything_else_keeps_the_alert(desk: Desk) -> None:
    """Another link, day or spelling makes no second alert, and what was decided stays decided."""
    first = await add(desk, "41 passengers were killed.", said_at="2021-05-04")
    second = await add(desk, "60 passengers were killed.", "Union", said_at="2021-05-04")
    version = (await desk.alert(LOCAL, 1)).alert.version
    await desk.edit(LOCAL, second, {"said_at": "2021-05-09"}, actor=ACTOR)
    view = await desk.alert(LOCAL, 1)
    assert view.alert.state is AlertState.WAITING
    assert "5 days" in view.others[0].reason
    assert view.alert.version > version
    await desk.edit(LOCAL, first, {"text": "41 passengers killed"}, actor=ACTOR)
    assert await states(desk) == [AlertState.WAITING]
    await desk.settle_alert(LOCAL, 1, confirmed=False, actor=ACTOR)
    await desk.edit(LOCAL, first, {"url": "https://coast.example/ferry"}, actor=ACTOR)
    assert await states(desk) == [AlertState.DISMISSED]


async def test_a_dismissed_alert_is_not_revived_by_accident(desk: Desk) -> None:
    """Neither a decision about the two claims nor another claim's changes bring a called-off alert back."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "60 passengers were killed.", "Union")
    await desk.edit(LOCAL, second, {"text": "61 passengers were killed."}, actor=ACTOR)
    await desk.decide(LOCAL, first, second, Relation.CONTRADICTS, reason="both counted", actor=ACTOR)
    assert await states(desk) == [AlertState.DISMISSED, AlertState.CONFIRMED]
    await desk.withdraw(LOCAL, second, actor=ACTOR)
    await desk.edit(LOCAL, first, {"url": "https://coast.example/ferry"}, actor=ACTOR)
    await desk.undo(LOCAL, actor=ACTOR)
    assert await states(desk) == [AlertState.DISMISSED, AlertState.DISMISSED]
    with pytest.raises(DeskError, match="is withdrawn"):
        await desk.decide(LOCAL, first, second, Relation.CONTRADICTS, reason="still", actor=ACTOR)


async def test_revisions_and_divergences_alert_where_asked(desk: Desk) -> None:
    """The gravest come first in an alert, each line says which it is, and without asking there is none."""
    claims = (
        ("41 passengers were killed.", "Coast guard", "2021-05-04"),
        ("At least 20 passengers were killed.", "Mayor", "2021-05-05"),
        ("60 passengers were killed.", "Union", "2021-05-05"),
        ("52 passengers were killed.", "Coast guard", "2021-05-06"),
    )
    for workspace, wanted in ((LOCAL, EVERY), ("quiet", Newsroom())):
        await desk.set_newsroom(workspace, wanted)
        for text, speaker, said in claims:
            await desk.add(workspace, draft(text, speaker, said_at=said), actor=ACTOR)
    newest, *_ = await desk.alerts(LOCAL)
    assert [line.relation for line in newest.lines] == [
        Relation.CONTRADICTS,
        Relation.REVISES,
        Relation.DIVERGES,
    ]
    view = await desk.settle_alert(LOCAL, newest.id, confirmed=True, actor=ACTOR)
    assert {view.alert.state, *view.states} == {AlertState.CONFIRMED}
    assert [made.relation for made in view.decisions if made] == [line.relation for line in newest.lines]
    quiet, *_ = await desk.alerts("quiet")
    assert [line.relation for line in quiet.lines] == [Relation.CONTRADICTS]


async def test_an_import_alerts_of_what_the_newsroom_asks_for(desk: Desk) -> None:
    """Claims brought in by the file raise the same lines as claims added one by one."""
    await desk.set_newsroom(LOCAL, EVERY)
    rows: list[tuple[int, ClaimDraft | str]] = [
        (1, draft("41 passengers were killed.", said_at="2021-05-04")),
        (2, draft("At least 20 passengers were killed.", "Mayor", said_at="2021-05-05")),
        (3, draft("52 passengers were killed.", said_at="2021-05-06")),
    ]
    done = await desk.import_rows(LOCAL, rows, actor=ACTOR)
    assert done.alerts == 2
    newest, older = await desk.alerts(LOCAL)
    assert [line.relation for line in older.lines] == [Relation.DIVERGES]
    assert [line.relation for line in newest.lines] == [Relation.REVISES, Relation.DIVERGES]


async def test_reasons_are_needed_and_bounded(desk: Desk) -> None:
    """A decision without a reason and any reason past 500 characters are refused in a sentence."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "60 passengers were killed.", "Union")
    long = "because " * 100
    with pytest.raises(DeskError, match="needs a reason"):
        await desk.decide(LOCAL, first, second, Relation.AGREES, reason=" ", actor=ACTOR)
    for refused in (
        desk.decide(LOCAL, first, second, Relation.AGREES, reason=long, actor=ACTOR),
        desk.edit(LOCAL, first, {"url": "https://coast.example"}, actor=ACTOR, reason=long),
        desk.retract(LOCAL, first, actor=ACTOR, reason=long),
        desk.alias(LOCAL, "Union", ["Seafarers"], actor=ACTOR, reason=long),
        desk.settle_alert(LOCAL, 1, confirmed=True, actor=ACTOR, reason=long),
    ):
        with pytest.raises(DeskError, match="at most 500"):
            await refused


async def test_an_alert_of_another_newsroom_is_not_there(desk: Desk) -> None:
    """Numbers of alerts lead nowhere from elsewhere, however large they are."""
    await add(desk, "41 passengers were killed.")
    await add(desk, "60 passengers were killed.", "Union")
    for workspace, number in (("elsewhere", 1), (LOCAL, 2), (LOCAL, 2**80)):
        with pytest.raises(DeskError, match="There is no alert"):
            await desk.alert(workspace, number)
        with pytest.raises(DeskError, match="There is no alert"):
            await desk.settle_alert(workspace, number, confirmed=True, actor=ACTOR)
