"""The outbox: one message for each alert and recipient, due until sent and whenever it is out of date."""

from datetime import timedelta

import pytest

from db.models import AlertState, Delivery, DeliveryState, Status, Watch, WatchKind
from db.store import Store
from tests.db.helpers import HOME, add, alert, contradicted, settle
from tests.factories import NOON, entry

SOON = NOON + timedelta(minutes=5)


async def due(store: Store) -> list[Delivery]:
    """Return the newsroom's messages that are due at noon."""
    return list(await store.due([HOME], NOON, 99))


async def send(store: Store, delivery: Delivery, version: int | None = None) -> None:
    """Send a message, showing the newest version of its alert or the one given."""
    async with store.write() as writer:
        await writer.sending(delivery.id)
        shown = delivery.version if version is None else version
        await writer.sent(delivery.id, "alerts", f"message {delivery.id}", shown)


async def test_an_alert_is_for_the_desk_and_for_everybody_who_watches(store: Store) -> None:
    """Stored with its alert, one message waits for the channel and one for each watcher of that moment."""
    a, b = await add(store, entry("a"), entry("b", speaker="Ferry line"))
    async with store.write() as writer:
        await writer.watch(HOME, Watch(watcher="ann", kind=WatchKind.STORY, name=a.story))
        await writer.watch(HOME, Watch(watcher="ann", kind=WatchKind.EVERYTHING))
        await writer.watch(HOME, Watch(watcher="ben", kind=WatchKind.SOURCE, name="Ferry line"))
        await writer.watch("elsewhere", Watch(watcher="eve", kind=WatchKind.EVERYTHING))
        made = await writer.alert(b, contradicted(a), NOON)
        await writer.watch(HOME, Watch(watcher="late", kind=WatchKind.EVERYTHING))
    desk, *watchers = await due(store)
    assert desk == Delivery(
        id=desk.id,
        alert_id=made.id,
        workspace=HOME,
        recipient=None,
        state=DeliveryState.WAITING,
        attempts=0,
        due_at=NOON,
    )
    assert [each.recipient for each in watchers] == ["ann", "ben"]
    assert await store.undelivered(HOME) == 3


async def test_an_alert_undone_leaves_no_message(store: Store) -> None:
    """A transaction that fails after its alert leaves neither the claim nor a message about it."""
    (a,) = await add(store, entry("a"))

    async def fail() -> None:
        async with store.write() as writer:
            b = await writer.add(HOME, entry("b"), "reporter", NOON)
            await writer.alert(b, contradicted(a), NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await store.count() == 1
    assert await due(store) == []


async def test_a_message_that_waits_holds_up_later_ones_to_the_same_reader(store: Store) -> None:
    """What comes after a postponed message waits with it, what goes to somebody else doesn't."""
    a, b = await add(store, entry("a"), entry("b"))
    async with store.write() as writer:
        await writer.watch(HOME, Watch(watcher="ada", kind=WatchKind.EVERYTHING))
    first, second = await alert(store, a, b), await alert(store, b, a)
    async with store.write() as writer:
        (head,) = await writer.due([HOME], NOON, 1)
        await writer.postpone(head.id, SOON, "the channel is slow")
    told = [(each.alert_id, each.recipient) for each in await due(store)]
    assert told == [(first.id, "ada"), (second.id, "ada")]
    assert [each.recipient for each in await store.due([HOME], SOON, 99)] == [None, "ada"] * 2


async def test_a_message_that_never_goes_through_holds_up_nobody_for_good(store: Store) -> None:
    """After twenty attempts, what comes behind a postponed message waits no longer."""
    a, b = await add(store, entry("a"), entry("b"))
    _, second = await alert(store, a, b), await alert(store, b, a)
    (head,) = await store.due([HOME], NOON, 1)
    for attempts, told in ((19, []), (1, [second.id])):
        async with store.write() as writer:
            for _ in range(attempts):
                await writer.sending(head.id)
            await writer.postpone(head.id, SOON, "refused")
        assert [each.alert_id for each in await due(store)] == told


async def test_the_oldest_alert_comes_first_and_only_where_asked(store: Store) -> None:
    """Due messages come by alert within a bound, whenever each is due, of the workspaces asked for."""
    a, b = await add(store, entry("a"), entry("b"))
    (other,) = await add(store, entry("a"), workspace="elsewhere")
    first, second = await alert(store, a, b), await alert(store, b, a)
    there = await alert(store, other, other)
    async with store.write() as writer:
        third = await writer.alert(a, contradicted(b), SOON)
        await writer.postpone((await writer.due([HOME], NOON, 1))[0].id, SOON, "the channel is slow")
    later = await store.due(["elsewhere", HOME, HOME, "nowhere"], SOON, 99)
    assert [each.alert_id for each in later] == [first.id, second.id, there.id, third.id]
    assert [each.workspace for each in later] == [HOME, HOME, "elsewhere", HOME]
    assert [each.alert_id for each in await store.due([HOME], SOON, 2)] == [first.id, second.id]
    assert await store.due([], SOON, 99) == []


async def test_a_message_handed_over_is_due_until_it_is_sent(store: Store) -> None:
    """What was handed over may not have arrived, so it is due again; what was sent is not."""
    a, b = await add(store, entry("a"), entry("b"))
    await alert(store, a, b)
    (waiting,) = await due(store)
    async with store.write() as writer:
        await writer.sending(waiting.id)
    (handed,) = await due(store)
    assert (handed.state, handed.attempts) == (DeliveryState.SENDING, 1)
    assert await store.undelivered(HOME) == 1
    await send(store, handed)
    assert await due(store) == []
    assert await store.undelivered(HOME) == 0


async def test_a_message_out_of_date_is_due_for_correction(store: Store) -> None:
    """A decision makes a sent message due again, where it stands, until it shows the newest version."""
    a, b = await add(store, entry("a"), entry("b"))
    made = await alert(store, a, b)
    await send(store, (await due(store))[0])
    await settle(store, made, AlertState.CONFIRMED)
    (outdated,) = await due(store)
    assert (outdated.state, outdated.channel, outdated.message, outdated.attempts) == (
        DeliveryState.SENT,
        "alerts",
        f"message {outdated.id}",
        0,
    )
    assert outdated.shown == 1 < outdated.version
    assert await store.undelivered(HOME) == 0
    async with store.write() as writer:
        await writer.sending(outdated.id)
    assert [(each.state, each.attempts) for each in await due(store)] == [(DeliveryState.SENT, 1)]
    await send(store, outdated)
    assert await due(store) == []


async def test_a_message_outdated_while_it_was_sent_is_due_at_once(store: Store) -> None:
    """A message that shows an older version than the alert has by then is to be corrected right away."""
    a, b = await add(store, entry("a"), entry("b"))
    made = await alert(store, a, b)
    (delivery,) = await due(store)
    await settle(store, made, AlertState.CONFIRMED)
    await send(store, delivery)
    assert [each.state for each in await due(store)] == [DeliveryState.SENT]


async def test_what_failed_waits_with_the_reason(store: Store) -> None:
    """A postponed message waits until its time, and so does a correction, which stays a correction."""
    a, b = await add(store, entry("a"), entry("b"))
    await alert(store, a, b)
    (delivery,) = await due(store)
    async with store.write() as writer:
        await writer.sending(delivery.id)
        await writer.postpone(delivery.id, SOON, "the channel is slow")
    assert await due(store) == []
    assert await store.undelivered(HOME) == 1
    (again,) = await store.due([HOME], SOON, 9)
    assert (again.state, again.attempts, again.error) == (DeliveryState.SENDING, 1, "the channel is slow")
    await send(store, again)
    async with store.write() as writer:
        await writer.set_status(a, Status.RETRACTED, "editor", NOON)
        await writer.postpone(again.id, SOON, "still slow")
    assert await due(store) == []
    (correction,) = await store.due([HOME], SOON, 9)
    assert (correction.state, correction.error) == (DeliveryState.SENT, "still slow")


async def test_pauses_are_told_apart_to_the_microsecond(store: Store) -> None:
    """A message is due at its instant and not a microsecond before."""
    a, b = await add(store, entry("a"), entry("b"))
    await alert(store, a, b)
    until = NOON + timedelta(microseconds=500_000)
    async with store.write() as writer:
        await writer.postpone((await writer.due([HOME], NOON, 1))[0].id, until, "busy")
    assert await store.due([HOME], until - timedelta(microseconds=1), 9) == []
    assert [each.due_at for each in await store.due([HOME], until, 9)] == [until]


async def test_everything_that_waits_can_be_hurried(store: Store) -> None:
    """Hurried, all that waits in a workspace is due now, and nothing elsewhere."""
    a, b = await add(store, entry("a"), entry("b"))
    (there,) = await add(store, entry("a"), workspace="elsewhere")
    for claims in ((a, b), (there, there)):
        await alert(store, *claims)
    async with store.write() as writer:
        for each in await writer.due([HOME, "elsewhere"], NOON, 9):
            await writer.postpone(each.id, SOON, "no channel")
        await writer.hurry(HOME, NOON)
    assert [each.workspace for each in await store.due([HOME, "elsewhere"], NOON, 9)] == [HOME]


async def test_a_message_given_up_is_never_due_again(store: Store) -> None:
    """Given up, a message is neither due nor counted, whatever becomes of its alert."""
    a, b = await add(store, entry("a"), entry("b"))
    made = await alert(store, a, b)
    async with store.write() as writer:
        await writer.drop((await writer.due([HOME], NOON, 1))[0].id, "has left")
    await settle(store, made, AlertState.CONFIRMED)
    async with store.write() as writer:
        await writer.hurry(HOME, NOON)
    assert await due(store) == []
    assert await store.undelivered(HOME) == 0


async def test_an_alert_dismissed_before_it_was_sent_needs_no_message(store: Store) -> None:
    """A dismissed alert's message doesn't go out, and does once somebody confirms it after all."""
    a, b = await add(store, entry("a"), entry("b"))
    made = await alert(store, a, b)
    await settle(store, made, AlertState.DISMISSED)
    assert await due(store) == []
    assert await store.undelivered(HOME) == 0
    await settle(store, made, AlertState.CONFIRMED)
    assert [each.version for each in await due(store)] == [3 + 2]
    assert await store.undelivered(HOME) == 1


async def test_a_message_that_may_have_arrived_is_followed_up(store: Store) -> None:
    """A message handed over before its alert was dismissed stays due, to be found and corrected."""
    a, b = await add(store, entry("a"), entry("b"))
    made = await alert(store, a, b)
    async with store.write() as writer:
        await writer.sending((await writer.due([HOME], NOON, 1))[0].id)
    await settle(store, made, AlertState.DISMISSED)
    (handed,) = await due(store)
    assert handed.state is DeliveryState.SENDING
    await send(store, handed)
    assert await due(store) == []
