"""What a newsroom sets up, its sources, and the messages that wait for it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.composition import opened
from bot.desk import LOCAL, Desk, DeskError
from db.models import DeliveryState, Newsroom, Relation, Watch, WatchKind
from tests.desk.ferry import ACTOR, STORY, add, toll


async def test_settings_are_kept_for_each_newsroom(desk: Desk) -> None:
    """What one newsroom sets is its own, contradictions always alert, and others have the defaults."""
    wanted = Newsroom(alert_channel="5", moderator_roles=("6", "7"), alert_on=(Relation.REVISES,), prefix="?")
    await desk.set_newsroom(LOCAL, wanted)
    alerting = (Relation.CONTRADICTS, Relation.REVISES)
    assert await desk.newsroom(LOCAL) == wanted.model_copy(update={"alert_on": alerting})
    assert await desk.newsroom("elsewhere") == Newsroom()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (Newsroom(prefix=""), "1 to 10 characters"),
        (Newsroom(prefix="claim desk"), "no spaces"),
        (Newsroom(prefix="!" * 11), "1 to 10 characters"),
        (Newsroom(alert_on=(Relation.AGREES,)), "Only contradicts, revises and diverges"),
    ],
)
async def test_settings_that_cannot_work_are_refused(desk: Desk, wrong: Newsroom, says: str) -> None:
    """A prefix nobody could type and a relation that can't alert get a sentence, and nothing is stored."""
    with pytest.raises(DeskError, match=says):
        await desk.set_newsroom(LOCAL, wrong)
    assert await desk.newsroom(LOCAL) == Newsroom()


async def test_status_counts_what_is_there_and_what_waits(desk: Desk) -> None:
    """Withdrawn claims don't count, and a message to the desk and one to a watcher wait for each alert."""
    await desk.watch(LOCAL, Watch(watcher="9", kind=WatchKind.EVERYTHING))
    await add(desk, "41 passengers were killed.")
    await add(desk, "60 passengers were killed.", "Union")
    await desk.withdraw(LOCAL, await add(desk, "12 boats were lost.", story="Storm"), actor=ACTOR)
    standing = await desk.status(LOCAL)
    assert (standing.claims, standing.stories, standing.waiting) == (2, 1, 2)


async def test_two_sources_become_one(desk: Desk) -> None:
    """After a merge both names lead to one source, whose history says who did it, when and why."""
    await toll(desk)
    merged = await desk.merge(LOCAL, "coast guard", "harbour office", actor=ACTOR, reason="one house")
    assert (merged.name, merged.aliases) == ("Coast guard", ("Harbour office",))
    (match,) = (await desk.check(LOCAL, "41 passengers")).matches
    assert match.independent == 1
    (change,) = await desk.source_history(LOCAL, "Harbour office")
    assert (change.action, change.actor, change.reason) == ("merge", ACTOR, "one house")


async def test_only_two_sources_on_record_are_merged(desk: Desk) -> None:
    """An unknown name is refused with the nearest, and a source isn't merged into itself."""
    await toll(desk)
    with pytest.raises(DeskError, match="Nearest: “Harbour office”"):
        await desk.merge(LOCAL, "Coast guard", "Harbor ofice", actor=ACTOR)
    await desk.alias(LOCAL, "Coast guard", ["Rescuers"], actor=ACTOR)
    for same in ("COAST GUARD", "rescuers"):
        with pytest.raises(DeskError, match="are one source already"):
            await desk.merge(LOCAL, "Coast guard", same, actor=ACTOR)


@pytest.mark.parametrize(
    ("others", "says"),
    [([], "at least one other name"), (["?!"], "other name"), (["x" * 301], "at most 300")],
)
async def test_names_that_are_none_are_refused(desk: Desk, others: list[str], says: str) -> None:
    """An alias without a name, or with one past 300 characters, is refused."""
    with pytest.raises(DeskError, match=says):
        await desk.alias(LOCAL, "Coast guard", others, actor=ACTOR)


async def test_only_what_is_on_record_is_watched(desk: Desk) -> None:
    """A source under another of its names is watched as it stands on record; an unknown one is refused."""
    await toll(desk)
    await desk.watch(LOCAL, Watch(watcher="9", kind=WatchKind.SOURCE, name="COAST GUARD"))
    await desk.watch(LOCAL, Watch(watcher="9", kind=WatchKind.STORY, name=STORY.upper()))
    assert {watch.name for watch in await desk.watching(LOCAL, "9")} == {"Coast guard", STORY}
    with pytest.raises(DeskError, match=r"No source “Coat gard” is on record\. Nearest: “Coast guard”"):
        await desk.watch(LOCAL, Watch(watcher="9", kind=WatchKind.SOURCE, name="Coat gard"))


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.now


@pytest.fixture
async def timed(tmp_path: Path) -> AsyncIterator[tuple[Desk, Clock]]:
    """Yield a desk and the clock that it goes by."""
    clock = Clock()
    async with opened(tmp_path / "timed.ledger", clock=clock) as desk:
        yield desk, clock


async def test_a_message_is_sent_once_and_corrected_when_the_alert_changes(
    timed: tuple[Desk, Clock],
) -> None:
    """It is due until it is sent, due again after a dismissal, and due no more once that is shown."""
    desk, _ = timed
    await add(desk, "41 passengers were killed.")
    await add(desk, "60 passengers were killed.", "Union")
    (message,) = await desk.due([LOCAL])
    assert (message.recipient, message.state, message.attempts) == (None, DeliveryState.WAITING, 0)
    assert not await desk.due(["elsewhere"])
    await desk.sending(message.id)
    (again,) = await desk.due([LOCAL])
    assert (again.state, again.attempts) == (DeliveryState.SENDING, 1)
    await desk.sent(message.id, "5", "600", again.version)
    assert not await desk.due([LOCAL])
    await desk.settle_alert(LOCAL, message.alert_id, confirmed=False, actor=ACTOR)
    (correction,) = await desk.due([LOCAL])
    assert (correction.state, correction.channel, correction.message) == (DeliveryState.SENT, "5", "600")
    await desk.sent(message.id, "5", "600", correction.version)
    assert not await desk.due([LOCAL])


async def test_what_fails_waits_longer_and_can_be_hurried(timed: tuple[Desk, Clock]) -> None:
    """A postponed message is due at its time or when the newsroom is hurried; a dropped one never is."""
    desk, clock = timed
    await add(desk, "41 passengers were killed.")
    await add(desk, "60 passengers were killed.", "Union")
    (message,) = await desk.due([LOCAL])
    await desk.postponed(message.id, clock.now + timedelta(minutes=5), "no such channel")
    assert not await desk.due([LOCAL])
    assert (await desk.status(LOCAL)).waiting == 1
    clock.now += timedelta(minutes=5)
    assert [one.error for one in await desk.due([LOCAL])] == ["no such channel"]
    await desk.postponed(message.id, clock.now + timedelta(hours=1), "no such channel")
    await desk.hurry(LOCAL)
    assert len(await desk.due([LOCAL])) == 1
    await desk.dropped(message.id, "left the server")
    assert not await desk.due([LOCAL])
    assert (await desk.status(LOCAL)).waiting == 0


async def test_a_small_fact_is_kept_apart_from_the_ledgers_own(desk: Desk) -> None:
    """A note is found under its key and replaced there; what the ledger notes of itself is no note."""
    assert await desk.noted("reader") is None
    await desk.note("commands", "abc")
    await desk.note("commands", "def")
    assert await desk.noted("commands") == "def"
