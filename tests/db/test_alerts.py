"""Alerts: who is told, what settles them, and what a message about them would show otherwise."""

import pytest

from db.models import AlertState, Claim, Relation, Status, Watch, WatchKind
from db.store import Store, Writer
from tests.db.helpers import HOME, add, alert, contradicted
from tests.factories import NOON, decision, entry, figure, named


async def state_of(writer: Writer) -> AlertState:
    """Return how far the only alert has come."""
    (alert,) = await writer.alerts(HOME, 9)
    return alert.state


async def test_an_alert_is_settled_line_by_line(store: Store) -> None:
    """A dismissed line leaves an alert waiting until its last line is dismissed too."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    async with store.write() as writer:
        alert = await writer.alert(c, contradicted(a, b), NOON)
        assert alert.lines == tuple(contradicted(a, b))
        await writer.settle("elsewhere", c.id, a.id, Relation.CONTRADICTS)
        await writer.settle(HOME, a.id, b.id, Relation.CONTRADICTS)
        await writer.settle(HOME, c.id, a.id, Relation.UNRELATED)
        assert await state_of(writer) is AlertState.WAITING
        await writer.settle(HOME, b.id, c.id, Relation.AGREES)
        assert await state_of(writer) is AlertState.DISMISSED


async def test_one_confirmed_line_confirms_an_alert(store: Store) -> None:
    """An alert with a confirmed line is confirmed, until a later decision says otherwise."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    async with store.write() as writer:
        await writer.alert(c, contradicted(a, b), NOON)
        await writer.settle(HOME, c.id, a.id, Relation.UNRELATED)
        await writer.settle(HOME, c.id, b.id, Relation.REVISES)
        assert await state_of(writer) is AlertState.CONFIRMED
        await writer.set_alert(HOME, c.id, AlertState.DISMISSED)
        assert await state_of(writer) is AlertState.CONFIRMED
        await writer.settle(HOME, c.id, b.id, Relation.UNRELATED)
        assert await state_of(writer) is AlertState.DISMISSED
        await writer.settle(HOME, c.id, a.id, Relation.CONTRADICTS)
        assert await state_of(writer) is AlertState.CONFIRMED


async def test_alerts_come_newest_first(store: Store) -> None:
    """Alerts are listed newest first within a bound, and a claim's waiting ones can be set."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    async with store.write() as writer:
        first = await writer.alert(a, contradicted(b, c), NOON)
        second = await writer.alert(b, contradicted(a), NOON)
        await writer.set_alert(HOME, b.id, AlertState.DISMISSED)
    found = await store.alerts(HOME, 9)
    assert [(alert.id, alert.state) for alert in found] == [
        (second.id, AlertState.DISMISSED),
        (first.id, AlertState.WAITING),
    ]
    assert [alert.id for alert in await store.alerts(HOME, 1)] == [second.id]


async def test_an_alert_goes_to_whoever_watches(store: Store) -> None:
    """Watchers of the story, of the speaker under any of its names, or of everything are told, once."""
    a, b = await add(store, entry("a"), entry("b", speaker="Ferry line"))
    wishes = [
        Watch(watcher="ann", kind=WatchKind.STORY, name=a.story),
        Watch(watcher="ann", kind=WatchKind.EVERYTHING),
        Watch(watcher="ben", kind=WatchKind.SOURCE, name="port authority"),
        Watch(watcher="cas", kind=WatchKind.SOURCE, name="Ferry line"),
        Watch(watcher="dee", kind=WatchKind.EVERYTHING),
    ]
    async with store.write() as writer:
        await writer.alias(HOME, named("Harbour Office"), [named("Port Authority")], "editor", NOON)
        for wish in wishes:
            await writer.watch(HOME, wish)
            await writer.watch(HOME, wish)
        await writer.watch("elsewhere", Watch(watcher="eve", kind=WatchKind.EVERYTHING))
        alert = await writer.alert(a, contradicted(b), NOON)
    assert alert.watchers == ("ann", "ben", "dee")
    assert sorted(await store.watches(HOME), key=str) == sorted(wishes, key=str)
    async with store.write() as writer:
        assert await writer.unwatch(HOME, wishes[-1])
        assert not await writer.unwatch(HOME, wishes[-1])
    assert await store.watches(HOME, "dee") == []
    assert [found.watchers for found in await store.alerts(HOME, 9)] == [("ann", "ben")]


async def version_of(store: Store) -> int:
    """Return the version of the only alert."""
    (found,) = await store.alerts(HOME, 9)
    return found.version


async def test_an_alert_is_found_by_its_number(store: Store) -> None:
    """An alert is found by number, in its own workspace alone, with the state of each line."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    made = await alert(store, c, a, b)
    assert await store.alert_by_id(HOME, made.id) == made
    async with store.write() as writer:
        await writer.settle(HOME, c.id, b.id, Relation.CONTRADICTS)
    found = await store.alert_by_id(HOME, made.id)
    assert found is not None
    assert [line.state for line in found.lines] == [AlertState.WAITING, AlertState.CONFIRMED]
    assert await store.alert_by_id("elsewhere", made.id) is None
    assert await store.alert_by_id(HOME, 999) is None


@pytest.mark.parametrize("about", ["its claim", "a line"])
async def test_a_version_grows_with_what_a_message_shows(store: Store, about: str) -> None:
    """Each change of the claim that caused an alert, or of one it lists, gives the alert a new version."""
    a, b = await add(store, entry("a", figures=(figure(),)), entry("b"))
    await alert(store, *((a, b) if about == "its claim" else (b, a)))
    versions = [await version_of(store)]

    async def changed(claim: Claim) -> Claim:
        versions.append(await version_of(store))
        return claim

    for other in (
        entry("A", figures=(figure(),)),
        entry("A", figures=(figure(13, 13),)),
        entry("A", speaker="Ferry line", figures=(figure(13, 13),)),
        entry("A", speaker="Ferry line", via=("Coast radio",), figures=(figure(13, 13),)),
        entry("A", speaker="Ferry line", story="Tram fire", figures=(figure(13, 13),)),
    ):
        async with store.write() as writer:
            a = await writer.replace(a, other, "editor", NOON)
        await changed(a)
    for status in (Status.RETRACTED, Status.WITHDRAWN, Status.ACTIVE):
        async with store.write() as writer:
            a = await writer.set_status(a, status, "editor", NOON)
        await changed(a)
    async with store.write() as writer:
        await writer.reread(a, (figure(14, 14),))
    await changed(a)
    assert versions[0] == 1
    assert versions == sorted(set(versions))


async def test_a_version_grows_with_what_is_decided(store: Store) -> None:
    """A decision about an alert's line gives it a new version, by another moderator to the same end too."""
    a, b = await add(store, entry("a"), entry("b"))
    await alert(store, a, b)
    versions = [await version_of(store)]
    for relation, reason in (
        (Relation.CONTRADICTS, "same deck"),
        (Relation.CONTRADICTS, "the same deck, says the log"),
        (Relation.UNRELATED, "two decks"),
    ):
        async with store.write() as writer:
            await writer.decide(decision((a.id, "a"), (b.id, "b"), relation, reason))
            await writer.settle(HOME, a.id, b.id, relation)
        versions.append(await version_of(store))
    async with store.write() as writer:
        await writer.undecide((await writer.history(HOME, b.id))[-1], "editor", NOON)
    versions.append(await version_of(store))
    assert versions == sorted(set(versions))


async def test_a_version_stays_with_everything_else(store: Store) -> None:
    """New claims, decisions about other pairs and other names of a speaker leave a version alone."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c", speaker="Ferry line"))
    await alert(store, a, b)
    async with store.write() as writer:
        await writer.add(HOME, entry("d"), "reporter", NOON)
        await writer.decide(decision((a.id, "a"), (c.id, "c")))
        await writer.settle(HOME, a.id, c.id, Relation.UNRELATED)
        await writer.set_status(c, Status.WITHDRAWN, "editor", NOON)
        await writer.reread(a, a.figures)
        await writer.alias(HOME, named("Harbour Office"), [named("Ferry line")], "editor", NOON)
    assert await version_of(store) == 1


async def test_what_is_called_off_stays_so(store: Store) -> None:
    """An alert called off with its claim is dismissed for good, whatever is decided about the pair later."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    await alert(store, a, b, c)
    async with store.write() as writer:
        await writer.set_alert(HOME, a.id, AlertState.DISMISSED)
        await writer.settle(HOME, a.id, b.id, Relation.CONTRADICTS)
        assert await state_of(writer) is AlertState.DISMISSED


async def test_a_claim_is_called_off_in_the_alerts_of_others(store: Store) -> None:
    """Waiting lines about a claim go with it; what somebody confirmed stays, and so do other workspaces'."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    both, only = await alert(store, c, a, b), await alert(store, b, a)
    confirmed = await alert(store, a, b)
    async with store.write() as writer:
        await writer.settle(HOME, a.id, c.id, Relation.CONTRADICTS)
        await writer.set_alert("elsewhere", b.id, AlertState.DISMISSED)
        await writer.set_alert(HOME, b.id, AlertState.DISMISSED)
    found = {one.id: one for one in await store.alerts(HOME, 9)}
    assert found[both.id].state is AlertState.CONFIRMED
    assert [line.state for line in found[both.id].lines] == [AlertState.CONFIRMED, AlertState.WAITING]
    assert found[only.id].state is AlertState.DISMISSED
    assert found[confirmed.id].state is AlertState.DISMISSED
    assert [line.state for line in found[confirmed.id].lines] == [AlertState.DISMISSED]
