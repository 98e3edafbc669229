"""What every ledger does, whatever it is kept in."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from db.models import Claim, Position, Qualifier, Relation, Status, Suspicion, Watch, WatchKind
from db.store import LedgerError, Store
from tests.db.helpers import HOME, add, contradicted, ids
from tests.factories import NOON, entry, figure, named


async def test_a_claim_comes_back_as_it_was_written(store: Store) -> None:
    """Every field of a claim survives the ledger, whole days as days and instants as instants."""
    written = entry(
        "At least 12 were hurt on deck.",
        quote="at least a dozen",
        via=("Coast radio", "Port desk"),
        outlet="Evening Post",
        url="https://example.org/ferry",
        said_at="2024-05-01",
        published_at="2024-05-01T18:30:00.25+02:00",
        as_of="2024-04-30",
        language="pt-BR",
    )
    (added,) = await add(store, written)
    read = await store.claim(HOME, added.id)
    assert read == added
    assert read is not None
    assert read.draft() == written.draft
    assert read.said_at == date(2024, 5, 1)
    assert not isinstance(read.said_at, datetime)
    assert read.published_at == datetime(2024, 5, 1, 16, 30, 0, 250_000, tzinfo=UTC)
    assert read.added_at == NOON
    assert len({read.speaker_id, read.outlet_id, *read.via_ids}) == 4


async def test_what_is_read_is_a_whole_record(store: Store) -> None:
    """Claims and positions of a ledger have every field, as if validated, in the order of their kind."""
    (added,) = await add(store, entry("12 were hurt.", via=("Coast radio",), figures=(figure(12, 12),)))
    found: list[Claim | Position] = [
        *await store.claims(HOME, [added.id]),
        *await store.positions(added.story_id),
    ]
    assert {type(record) for record in found} == {Claim, Position}
    for record in found:
        validated = type(record).model_validate_json(record.model_dump_json())
        assert record == validated
        assert record.model_dump_json() == validated.model_dump_json()
        assert list(dict(record)) == list(type(record).model_fields)
        assert record.model_fields_set == set(type(record).model_fields)
        assert record.model_copy(update={"id": 7}).id == 7


async def test_figures_come_back_without_their_place_in_the_text(store: Store) -> None:
    """A claim's figures are those of its position: exact numbers, and no offsets."""
    stated = figure(
        None,
        12,
        qualifier=Qualifier.AT_MOST,
        noun="passenger",
        leeway=Decimal("0.05"),
        adjectives=("Danish",),
    )
    (claim,) = await add(store, entry(figures=(stated, figure(3, 3, part=True))))
    assert claim.figures == (
        stated.model_copy(update={"start": 0, "end": 0}),
        figure(3, 3, part=True, start=0, end=0),
    )


async def test_claims_that_state_the_same_share_a_position(store: Store) -> None:
    """One set of figures is one position, in whatever order and place a text states it."""
    dead, hurt = figure(outcome="killed"), figure(40, 40, outcome="injured")
    first, second, other = await add(
        store,
        entry("a", figures=(dead, hurt)),
        entry("b", figures=(hurt, dead.model_copy(update={"start": 90, "low": Decimal("12.0")}))),
        entry("c", figures=(dead,)),
    )
    assert first.position_id == second.position_id != other.position_id
    found = await store.positions(first.story_id)
    assert [(position.id, position.claims) for position in found] == [
        (first.position_id, 2),
        (other.position_id, 1),
    ]


async def test_a_part_stays_with_its_whole(store: Store) -> None:
    """The same numbers with the part under another whole are another position."""
    dead, hurt = figure(50, 50, outcome="killed"), figure(80, 80, outcome="injured")
    part = figure(9, 9, part=True)
    first, second = await add(
        store, entry("a", figures=(dead, part, hurt)), entry("b", figures=(dead, hurt, part))
    )
    assert first.position_id != second.position_id


async def test_the_same_claim_is_found_again(store: Store) -> None:
    """Story, speaker, outlet and statement make a claim the same; a withdrawn one counts no more."""
    written = entry(outlet="Evening Post")
    (claim,) = await add(store, written)
    assert await store.duplicate(HOME, written) == claim
    for other in (
        entry(outlet="Morning Post"),
        entry(),
        entry("Else", outlet="Evening Post"),
        entry(outlet="Evening Post", speaker="Ferry line"),
        entry(outlet="Evening Post", story="Another fire"),
    ):
        assert await store.duplicate(HOME, other) is None
    with pytest.raises(LedgerError, match=f"on record as claim {claim.id}"):
        await add(store, written)
    async with store.write() as writer:
        await writer.set_status(claim, Status.WITHDRAWN, "reporter", NOON)
    assert await store.duplicate(HOME, written) is None
    assert len(await add(store, written)) == 1


async def test_a_transaction_sees_its_own_changes_alone(store: Store) -> None:
    """What a writer has added is there for it at once, and for everybody else after the commit."""
    async with store.write() as writer:
        claim = await writer.add(HOME, entry(), "reporter", NOON)
        assert await writer.claim(HOME, claim.id) == claim
        assert await writer.count() == 1
        assert await store.claim(HOME, claim.id) is None
        assert await store.count() == 0
    assert await store.claim(HOME, claim.id) == claim


async def test_an_exception_undoes_the_transaction(store: Store) -> None:
    """Nothing of a transaction that raised is stored, and the next one works."""

    async def fail() -> None:
        async with store.write() as writer:
            await writer.add(HOME, entry(), "reporter", NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await store.count() == 0
    assert await store.stories(HOME) == []
    await add(store, entry())
    assert await store.count() == 1


async def test_a_cancelled_transaction_is_undone(store: Store) -> None:
    """A task cancelled anywhere between the begin and the end leaves nothing, and no lock."""

    async def endless() -> None:
        async with store.write() as writer:
            number = 0
            while True:
                number += 1
                await writer.add(HOME, entry(f"claim {number}"), "reporter", NOON)

    for pause in (0.0, 0.001, 0.02):
        task = asyncio.create_task(endless())
        await asyncio.sleep(pause)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await store.count() == 0
    await add(store, entry())


async def test_a_writer_is_of_no_use_after_its_transaction(store: Store) -> None:
    """A writer kept beyond its block can't change the ledger outside a transaction."""
    async with store.write() as writer:
        await writer.add(HOME, entry(), "reporter", NOON)
    with pytest.raises(LedgerError, match="has ended"):
        await writer.add(HOME, entry("late"), "reporter", NOON)


async def test_transactions_of_one_process_wait_for_each_other(store: Store) -> None:
    """Twenty tasks that write at once store twenty claims."""
    await asyncio.gather(*(add(store, entry(f"claim {number}")) for number in range(20)))
    assert await store.count(HOME) == 20


async def test_an_edit_keeps_what_was(store: Store) -> None:
    """A replaced claim has its new content, a line of history with both sides, and no suspicions."""
    claim, other = await add(store, entry("a", figures=(figure(),), via=("Coast radio",)), entry("b"))
    later = NOON + timedelta(hours=1)
    async with store.write() as writer:
        await writer.suspect([Suspicion(a=claim.id, b=other.id, relation=Relation.CONTRADICTS, reason="!")])
        edited = await writer.replace(
            claim, entry("A", story="Tram fire", statement="new"), "editor", later, "typing error"
        )
    assert (edited.id, edited.story, edited.via, edited.figures) == (claim.id, "Tram fire", (), ())
    assert edited.added_at == NOON
    assert await store.claim(HOME, claim.id) == edited
    assert (await store.beside(other.id)).suspicions == []
    assert await store.positions(claim.story_id) == []
    first, second = await store.history(HOME, claim.id)
    assert (first.action, first.actor, first.before) == ("add", "reporter", None)
    assert (second.action, second.actor, second.at, second.reason) == (
        "edit",
        "editor",
        later,
        "typing error",
    )
    assert second.before == first.after == claim.draft().model_dump(mode="json")
    assert second.after == edited.draft().model_dump(mode="json")


async def test_an_edit_makes_no_double(store: Store) -> None:
    """A claim can't be edited into another one on record, and can be edited otherwise."""
    claim, other = await add(store, entry("a"), entry("b"))
    with pytest.raises(LedgerError, match=f"on record as claim {other.id}"):
        async with store.write() as writer:
            await writer.replace(claim, entry("b"), "editor", NOON)
    async with store.write() as writer:
        edited = await writer.replace(claim, entry("a", language="de"), "editor", NOON)
    assert edited.language == "de"


async def test_an_unknown_claim_is_not_changed(store: Store) -> None:
    """A change of a claim that isn't there says so."""
    (claim,) = await add(store, entry())
    gone = claim.model_copy(update={"id": 999})
    with pytest.raises(LedgerError, match="there is no claim 999"):
        async with store.write() as writer:
            await writer.set_status(gone, Status.RETRACTED, "editor", NOON)


async def test_reading_figures_again_is_no_change(store: Store) -> None:
    """New figures for an old text move the claim to their position without history or revision."""
    (claim,) = await add(store, entry(figures=(figure(),)))
    revision = await store.revision()
    async with store.write() as writer:
        await writer.reread(claim, (figure(13, 13),))
    (position,) = await store.positions(claim.story_id)
    assert position.figures == (figure(13, 13, start=0, end=0),)
    assert await store.revision() == revision
    assert len(await store.history(HOME, claim.id)) == 1


async def test_a_status_counts(store: Store) -> None:
    """Retracted claims leave the positions and stay in the story; withdrawn ones leave both."""
    kept, back, mistake = await add(store, *(entry(text, figures=(figure(),)) for text in "abc"))
    async with store.write() as writer:
        retracted = await writer.set_status(back, Status.RETRACTED, "editor", NOON, "their correction")
        await writer.set_status(mistake, Status.WITHDRAWN, "editor", NOON)
    assert retracted.status is Status.RETRACTED
    assert [position.claims for position in await store.positions(kept.story_id)] == [1]
    (story,) = await store.stories(HOME)
    assert story.claims == 2
    assert await store.count(HOME) == 3
    assert [change.action for change in await store.history(HOME, back.id)] == ["add", "retract"]
    assert [change.action for change in await store.history(HOME, mistake.id)] == ["add", "withdraw"]


async def test_a_story_without_claims_is_not_listed(store: Store) -> None:
    """A story whose last claim moved or was withdrawn is known by key and listed no more."""
    moved, gone, stays = await add(
        store, entry(), entry(story="Tram fire"), entry(story="Bus fire", text="still here")
    )
    async with store.write() as writer:
        await writer.replace(moved, entry(story="Bus fire"), "editor", NOON)
        await writer.set_status(gone, Status.WITHDRAWN, "editor", NOON)
    assert [(story.name, story.claims) for story in await store.stories(HOME)] == [("Bus fire", 2)]
    found = await store.story(HOME, "tram fire")
    assert found is not None
    assert found.claims == 0
    assert await store.stories(HOME, [found.id]) == []
    assert [story.id for story in await store.stories(HOME, [stays.story_id])] == [stays.story_id]


async def test_changes_since_a_revision(store: Store) -> None:
    """Each claim comes once, at its newest change, as it is now, oldest change first."""
    a, b, c = await add(store, entry("a"), entry("b"), entry("c"))
    start = await store.revision()
    async with store.write() as writer:
        await writer.set_status(b, Status.RETRACTED, "editor", NOON)
        await writer.set_status(a, Status.RETRACTED, "editor", NOON)
        await writer.set_status(b, Status.WITHDRAWN, "editor", NOON)
    changes = await store.changed_since(start, 10)
    assert [(claim.id, claim.status) for _, claim in changes] == [
        (a.id, Status.RETRACTED),
        (b.id, Status.WITHDRAWN),
    ]
    assert changes[-1][0] == await store.revision()
    assert [claim.id for _, claim in await store.changed_since(0, 2)] == [c.id, a.id]


async def test_claims_come_in_the_order_asked(store: Store) -> None:
    """Claims by id keep the asked order and leave unknown ids out."""
    a, b = await add(store, entry("a"), entry("b"))
    assert ids(await store.claims(HOME, [b.id, 999, a.id])) == [b.id, a.id]
    assert await store.claims(HOME, []) == []


async def test_the_earliest_claims_at_positions_come_first(store: Store) -> None:
    """Order is by said_at, then published_at, a day after its instants, none last, then by id."""
    moments = [
        (None, None),
        (None, "2024-05-01"),
        ("2024-05-01", None),
        ("2024-05-01T23:59:59Z", None),
        ("2024-05-01", "2024-05-02"),
        ("2024-05-01T08:00:00Z", None),
    ]
    added = await add(
        store,
        *(
            entry(f"claim {number}", figures=(figure(number % 2, 9),), said_at=said, published_at=published)
            for number, (said, published) in enumerate(moments)
        ),
    )
    order = [added[number].id for number in (5, 3, 4, 2, 1, 0)]
    positions = [position.id for position in await store.positions(added[0].story_id)]
    assert ids(await store.claims_at(positions, 10)) == order
    assert ids(await store.claims_at(positions, 3)) == order[:3]
    assert await store.claims_at([], 3) == []


async def test_claims_of_a_story_by_what_they_have(store: Store) -> None:
    """Speakers, moments, statements and quotes select active claims of the one story, in bounds."""
    harbour, line, bare, gone, _ = await add(
        store,
        entry("a", figures=(figure(),), as_of="2024-05-01"),
        entry("b", figures=(figure(),), speaker="Ferry line"),
        entry("c", outlet="Evening Post"),
        entry("d", as_of="2024-05-01"),
        entry("c", story="Tram fire", as_of="2024-05-01"),
    )
    async with store.write() as writer:
        await writer.set_status(gone, Status.RETRACTED, "editor", NOON)
    story = harbour.story_id
    assert ids(await store.claims_by(story, [line.speaker_id, harbour.speaker_id], 9)) == [
        harbour.id,
        line.id,
        bare.id,
    ]
    assert ids(await store.claims_by(story, [harbour.speaker_id], 1)) == [harbour.id]
    assert ids(await store.claims_as_of(story, 9)) == [harbour.id]
    assert ids(await store.statements(story, 9)) == [bare.id]


async def test_statements_come_newest_first(store: Store) -> None:
    """Where a bound cuts the statements of a story, the newest are kept."""
    _, second, third = await add(store, entry("a"), entry("b"), entry("c"))
    assert ids(await store.statements(second.story_id, 2)) == [third.id, second.id]


async def test_a_withdrawn_claim_comes_back_unless_it_is_there_again(store: Store) -> None:
    """A withdrawal can be taken back, and is told so where the same claim has been stored since."""
    (claim,) = await add(store, entry())
    async with store.write() as writer:
        gone = await writer.set_status(claim, Status.WITHDRAWN, "editor", NOON)
        back = await writer.set_status(gone, Status.ACTIVE, "editor", NOON, undoes=2)
        await writer.set_status(back, Status.WITHDRAWN, "editor", NOON)
    assert back == claim
    _, withdrawn, reinstated, _ = await store.history(HOME, claim.id)
    assert (reinstated.action, reinstated.undoes) == ("reinstate", withdrawn.id)
    (again,) = await add(store, entry())
    with pytest.raises(LedgerError, match=f"on record as claim {again.id}"):
        async with store.write() as writer:
            await writer.set_status(gone, Status.ACTIVE, "editor", NOON)


async def test_the_newest_claims_come_first(store: Store) -> None:
    """Claims come newest first within a bound, withdrawn ones and other workspaces' left out."""
    first, second, gone = await add(store, entry("a"), entry("b"), entry("c"))
    await add(store, entry("d"), workspace="elsewhere")
    async with store.write() as writer:
        await writer.set_status(gone, Status.WITHDRAWN, "editor", NOON)
    assert ids(await store.newest_claims(HOME, 9)) == [second.id, first.id]
    assert ids(await store.newest_claims(HOME, 1)) == [second.id]


async def test_the_first_claims_of_a_story_come_first(store: Store) -> None:
    """By when they were said, else published, a day after its instants and none last; withdrawn ones not."""
    dates: tuple[dict[str, Any], ...] = (
        {},
        {"said_at": "2024-05-02"},
        {"said_at": "2024-05-02T23:59:00Z"},
        {"published_at": "2024-05-01"},
        {"said_at": "2024-04-30", "published_at": "2024-05-09"},
        {"said_at": "2024-01-01"},
    )
    found = await add(store, *(entry(f"boat {number}", **some) for number, some in enumerate(dates)))
    async with store.write() as writer:
        await writer.set_status(found[5], Status.WITHDRAWN, "editor", NOON)
        await writer.set_status(found[3], Status.RETRACTED, "editor", NOON)
    listed = await store.claims_of_story(found[0].story_id, 9)
    assert ids(listed) == [found[number].id for number in (4, 3, 2, 1, 0)]
    assert ids(await store.claims_of_story(found[0].story_id, 2)) == ids(listed)[:2]


async def test_a_story_is_found_by_its_number(store: Store) -> None:
    """A story is found by number in its own workspace alone."""
    (claim,) = await add(store, entry())
    found = await store.story_by_id(HOME, claim.story_id)
    assert found is not None
    assert (found.name, found.claims) == (claim.story, 1)
    assert await store.story_by_id("elsewhere", claim.story_id) is None
    assert await store.story_by_id(HOME, 999) is None


async def test_the_ledger_remembers_what_it_says_of_itself(store: Store) -> None:
    """A value under a key is none at first, then the last one set."""
    assert await store.meta("reader") is None
    for value in ("one", "two"):
        async with store.write() as writer:
            await writer.set_meta("reader", value)
    assert await store.meta("reader") == "two"


async def test_every_claim_is_walked_once(store: Store) -> None:
    """More claims than one batch holds come by id, each once, of a workspace, a story, or all."""
    here = await add(store, *(entry(f"claim {number}") for number in range(1_050)))
    (there,) = await add(store, entry(), workspace="elsewhere")
    (tram,) = await add(store, entry(story="Tram fire"))
    assert [claim.id async for claim in store.every_claim()] == [*ids(here), there.id, tram.id]
    assert [claim.id async for claim in store.every_claim(HOME)] == [*ids(here), tram.id]
    assert [claim.id async for claim in store.every_claim(story_id=here[0].story_id)] == ids(here)
    assert [claim.id async for claim in store.every_claim("elsewhere", here[0].story_id)] == []


async def test_workspaces_never_see_each_other(store: Store) -> None:
    """Nothing that is asked in one workspace shows anything of another, even under the same names."""
    (mine,) = await add(store, entry())
    (theirs,) = await add(store, entry(), workspace="elsewhere")
    assert mine.story_id != theirs.story_id
    assert mine.speaker_id != theirs.speaker_id
    async with store.write() as writer:
        await writer.alert(theirs, contradicted(theirs), NOON)
        await writer.watch("elsewhere", Watch(watcher="eve", kind=WatchKind.EVERYTHING))
        await writer.alias("elsewhere", named("Harbour Office"), [named("Port Authority")], "editor", NOON)
    assert await store.claim(HOME, theirs.id) is None
    assert await store.claims(HOME, [theirs.id]) == []
    assert await store.duplicate(HOME, entry()) == mine
    assert [claim.id async for claim in store.every_claim(HOME)] == [mine.id]
    assert await store.count(HOME) == 1
    assert await store.count("nowhere") == 0
    assert await store.stories(HOME, [theirs.story_id]) == []
    assert [story.id for story in await store.stories(HOME)] == [mine.story_id]
    assert await store.source(HOME, "port authority") is None
    assert [source.id for source in await store.sources(HOME)] == [mine.speaker_id]
    assert await store.history(HOME, theirs.id) == []
    assert await store.alerts(HOME, 9) == []
    assert await store.watches(HOME) == []
    found = await store.story("elsewhere", mine.story.casefold())
    assert found is not None
    assert (found.id, found.workspace) == (theirs.story_id, "elsewhere")
