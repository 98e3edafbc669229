"""Alerts: who is told, what settles them, and what a message about them would show otherwise."""

import pytest

from db.models import AlertState, Claim, Relation, Status, Watch, WatchKind
from db.store import Listed, Store
from tests.db.helpers import HOME, add, alert, contradicted, settle
from tests.factories import NOON, decision, entry, figure, named

WAITING, CONFIRMED, DISMISSED = AlertState.WAITING, AlertState.CONFIRMED, AlertState.DISMISSED


async def test_an_alert_is_settled_line_by_line(store: Store) -> None:
    """A confirmed line confirms an alert, else a waiting one lets it wait, else it is dismissed."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    made = await alert(store, c, a, b)
    assert made.lines == tuple(contradicted(a, b))
    for states, whole in (
        ((DISMISSED, WAITING), WAITING),
        ((DISMISSED, DISMISSED), DISMISSED),
        ((DISMISSED, CONFIRMED), CONFIRMED),
        ((WAITING, CONFIRMED), CONFIRMED),
        ((WAITING, DISMISSED), WAITING),
    ):
        settled = await settle(store, made, *states)
        assert settled.state is whole
        assert tuple(line.state for line in settled.lines) == states


async def test_the_lines_about_a_claim_are_found_from_both_sides(store: Store) -> None:
    """The lines of the alerts that a claim caused are listed, and those of others that name it."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    first, second = await alert(store, b, a), await alert(store, c, a, b)
    of_a, of_b = contradicted(a, b)
    assert list(await store.listed(b.id)) == [Listed(first.id, b.id, of_a), Listed(second.id, c.id, of_b)]
    assert list(await store.listed(c.id)) == [Listed(second.id, c.id, of_a), Listed(second.id, c.id, of_b)]
    async with store.write() as writer:
        await writer.correct([Listed(second.id, c.id, of_b.model_copy(update={"reason": "13 is not 12"}))])
    assert [one.line.reason for one in await store.listed(b.id)] == ["12 is not 13", "13 is not 12"]


async def test_alerts_come_newest_first(store: Store) -> None:
    """Alerts are listed newest first within a bound."""
    a, b = await add(store, entry("a"), entry("b"))
    first, second = await alert(store, a, b), await alert(store, b, a)
    assert list(await store.alerts(HOME, 9)) == [second, first]
    assert list(await store.alerts(HOME, 1)) == [second]


async def test_an_alert_goes_to_whoever_watches(store: Store) -> None:
    """Watchers of the story, of either speaker under any of its names, or of everything are told, once."""
    a, b, _ = await add(store, entry("a"), entry("b", speaker="Ferry line"), entry("c", speaker="Mayor"))
    wishes = [
        Watch(watcher="ann", kind=WatchKind.STORY, name=a.story),
        Watch(watcher="ann", kind=WatchKind.EVERYTHING),
        Watch(watcher="ben", kind=WatchKind.SOURCE, name="port authority"),
        Watch(watcher="cas", kind=WatchKind.SOURCE, name="Ferry line"),
        Watch(watcher="eli", kind=WatchKind.SOURCE, name="Mayor"),
        Watch(watcher="dee", kind=WatchKind.EVERYTHING),
    ]
    async with store.write() as writer:
        await writer.alias(HOME, named("Harbour Office"), [named("Port Authority")], "editor", NOON)
        for wish in wishes:
            await writer.watch(HOME, wish)
            await writer.watch(HOME, wish)
        await writer.watch("elsewhere", Watch(watcher="eve", kind=WatchKind.EVERYTHING))
        alert = await writer.alert(a, contradicted(b), NOON)
    assert alert.watchers == ("ann", "ben", "cas", "dee")
    assert sorted(await store.watches(HOME), key=str) == sorted(wishes, key=str)
    async with store.write() as writer:
        assert await writer.unwatch(HOME, wishes[-1])
        assert not await writer.unwatch(HOME, wishes[-1])
    assert await store.watches(HOME, "dee") == []
    assert [found.watchers for found in await store.alerts(HOME, 9)] == [("ann", "ben", "cas")]


async def version_of(store: Store) -> int:
    """Return the version of the only alert."""
    (found,) = await store.alerts(HOME, 9)
    return found.version


async def test_an_alert_is_found_by_its_number(store: Store) -> None:
    """An alert is found by number, in its own workspace alone."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    made = await alert(store, c, a, b)
    assert await store.alert_by_id(HOME, made.id) == made
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
    (made,) = await store.alerts(HOME, 9)
    (line,) = made.lines
    for corrected in (made.lines, (line.model_copy(update={"reason": "13 is not 14"}),)):
        await settle(store, made.model_copy(update={"lines": corrected}), CONFIRMED)
        await changed(a)
    assert versions[0] == 1
    assert versions == sorted(set(versions))


async def test_a_version_grows_with_what_is_decided(store: Store) -> None:
    """A decision about an alert's line gives it a new version, and so does taking it back."""
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
        await writer.set_status(c, Status.WITHDRAWN, "editor", NOON)
        await writer.reread(a, a.figures)
        await writer.alias(HOME, named("Harbour Office"), [named("Ferry line")], "editor", NOON)
    (made,) = await store.alerts(HOME, 9)
    await settle(store, made, WAITING)
    assert await version_of(store) == 1
