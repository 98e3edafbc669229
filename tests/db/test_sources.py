"""Sources: known by every name, joined, taken apart again, with a history of who did so."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Source, SourceChange
from db.sqlite import sources
from db.sqlite.adding import add as store_claim
from db.sqlite.migrating import migrations
from db.sqlite.opening import open_writer
from db.sqlite.reading import newest_change
from db.store import LedgerError, Store
from tests.db.helpers import HOME, add
from tests.factories import NOON, entry, named


async def test_a_source_is_known_by_every_name(store: Store) -> None:
    """An alias leads to the source; each claim keeps the name it wrote."""
    (claim,) = await add(store, entry())
    async with store.write() as writer:
        source = await writer.alias(
            HOME, named("Harbour Office"), [named("Port Authority"), named("HO")], "editor", NOON
        )
    assert (source.id, source.name, source.aliases) == (
        claim.speaker_id,
        "Harbour Office",
        ("HO", "Port Authority"),
    )
    assert await store.source(HOME, "port authority") == source
    (other,) = await add(store, entry("b", speaker="PORT AUTHORITY"))
    assert (other.speaker, other.speaker_id) == ("PORT AUTHORITY", source.id)


async def test_sources_on_record_are_joined(store: Store) -> None:
    """Speakers, outlets and go-betweens of a joined source become the source's own."""
    spoke, printed, passed = await add(
        store,
        entry("a", speaker="Port Authority"),
        entry("b", outlet="Port Authority"),
        entry("c", via=("Port Authority",)),
    )
    async with store.write() as writer:
        source = await writer.alias(HOME, named("Harbour Office"), [named("Port Authority")], "editor", NOON)
    claims = await store.claims(HOME, [spoke.id, printed.id, passed.id])
    assert (claims[0].speaker, claims[0].speaker_id) == ("Port Authority", source.id)
    assert (claims[1].outlet_id, claims[2].via_ids) == (source.id, (source.id,))
    assert await store.sources(HOME) == [source]


async def test_claims_made_equal_by_an_alias_both_stay(store: Store) -> None:
    """Joining two sources that said the same loses neither claim, and a third is still a double."""
    first, second = await add(store, entry(), entry(speaker="Port Authority"))
    async with store.write() as writer:
        await writer.alias(HOME, named("Harbour Office"), [named("Port Authority")], "editor", NOON)
    duplicate = await store.duplicate(HOME, entry(speaker="Port Authority"))
    assert duplicate is not None
    assert duplicate.id == first.id
    async with store.write() as writer:
        edited = await writer.replace(second, entry(speaker="Port Authority", language="fr"), "editor", NOON)
    assert edited.language == "fr"


async def alias(store: Store, name: str, *others: str, actor: str = "editor") -> Source:
    """Make other names of a source known."""
    async with store.write() as writer:
        return await writer.alias(HOME, named(name), list(map(named, others)), actor, NOON, "one office")


async def separate(store: Store, change: SourceChange) -> Source:
    """Take an alias or a merge back, an hour later."""
    async with store.write() as writer:
        return await writer.separate(change, "chief", NOON + timedelta(hours=1), str.casefold)


def names(stood: dict[str, object]) -> list[list[str]]:
    """Return the names of each source on one side of a change."""
    listed = stood["sources"]
    assert isinstance(listed, list)
    return [sorted(each["names"]) for each in listed]


async def test_a_new_name_stands_in_the_history(store: Store) -> None:
    """An alias leaves who, when, why, and the names before and after; one known already leaves nothing."""
    await add(store, entry())
    for _ in range(2):
        source = await alias(store, "Harbour Office", "Port Authority", "harbour office")
    (change,) = await store.source_history(HOME, source.id)
    assert (change.source_id, change.action, change.actor, change.at, change.reason, change.undoes) == (
        source.id,
        "alias",
        "editor",
        NOON,
        "one office",
        None,
    )
    assert names(change.before) == [["Harbour Office"]]
    assert names(change.after) == [["Harbour Office", "Port Authority"]]
    assert await store.source_history("elsewhere", source.id) == []


async def test_a_joined_source_brings_its_history(store: Store) -> None:
    """A merge names both sources, and the changes of the one that was joined stand in the other's history."""
    await add(store, entry(), entry(speaker="Port Authority"))
    joined = await alias(store, "Port Authority", "PA")
    kept = await alias(store, "Harbour Office", "PA", "HO")
    assert kept.aliases == ("HO", "PA", "Port Authority")
    first, second = await store.source_history(HOME, kept.id)
    assert (first.action, first.source_id) == ("alias", joined.id)
    assert (second.action, second.source_id) == ("merge", kept.id)
    assert names(second.before) == [["Harbour Office"], ["PA", "Port Authority"]]
    assert names(second.after) == [["HO", "Harbour Office", "PA", "Port Authority"]]


async def test_a_merge_is_taken_back(store: Store) -> None:
    """Taken apart, each source has its number, names and claims again, in every role, newer claims too."""
    before = await add(
        store,
        entry("a"),
        entry("b", speaker="Port Authority"),
        entry("c", outlet="port authority"),
        entry("d", via=("Coast radio", "Port Authority")),
    )
    stood = await store.sources(HOME)
    kept = await alias(store, "Harbour Office", "Port Authority")
    (late,) = await add(store, entry("e", speaker="PORT AUTHORITY"))
    (merge,) = await store.source_history(HOME, kept.id)
    assert await separate(store, merge) == next(each for each in stood if each.id == kept.id)
    assert await store.sources(HOME) == stood
    assert await store.claims(HOME, [claim.id for claim in before]) == before
    moved = await store.claim(HOME, late.id)
    assert moved is not None
    assert moved.speaker_id == before[1].speaker_id
    for source in (kept.id, before[1].speaker_id):
        *_, undone = await store.source_history(HOME, source)
        assert (undone.action, undone.actor, undone.undoes) == ("separate", "chief", merge.id)
        assert names(undone.before) == [["Harbour Office", "Port Authority"]]
        assert names(undone.after) == [["Harbour Office"], ["Port Authority"]]
    with pytest.raises(LedgerError, match="taken back already"):
        await separate(store, merge)


async def test_an_alias_is_taken_back(store: Store) -> None:
    """A name that was new is nobody's again; a claim that used it meanwhile has a speaker of that name."""
    await add(store, entry())
    kept = await alias(store, "Harbour Office", "Port Authority", "HO")
    (late,) = await add(store, entry("b", speaker="Port Authority"))
    (change,) = await store.source_history(HOME, kept.id)
    assert (await separate(store, change)).aliases == ()
    moved = await store.claim(HOME, late.id)
    found = await store.source(HOME, "port authority")
    assert moved is not None
    assert found is not None
    assert (found.id, found.name, found.aliases) == (moved.speaker_id, "Port Authority", ())
    assert found.id != kept.id
    assert await store.source(HOME, "ho") is None


async def test_a_source_that_an_alias_made_goes_with_it(store: Store) -> None:
    """A source that only an alias put on record is there no more, and what it joined stands alone."""
    (claim,) = await add(store, entry())
    stood = await store.sources(HOME)
    made = await alias(store, "Port Authority", "Harbour Office", "PA")
    (merge,) = await store.source_history(HOME, made.id)
    assert (merge.action, names(merge.before)) == ("merge", [["Harbour Office"]])
    await separate(store, merge)
    assert await store.sources(HOME) == stood
    assert await store.claim(HOME, claim.id) == claim
    assert await store.source(HOME, "port authority") is None


async def test_only_what_one_merge_joined_comes_apart(store: Store) -> None:
    """An earlier merge is taken back out of a later one: its source leaves, the rest stays together."""
    await add(store, *(entry(speaker=name) for name in ("Harbour Office", "Port Authority", "Ferry line")))
    first = await alias(store, "Harbour Office", "Port Authority")
    whole = await alias(store, "Ferry line", "Harbour Office")
    (merge,) = [
        change for change in await store.source_history(HOME, whole.id) if change.source_id == first.id
    ]
    await separate(store, merge)
    assert [(each.name, each.aliases) for each in await store.sources(HOME)] == [
        ("Ferry line", ("Harbour Office",)),
        ("Port Authority", ()),
    ]


async def test_the_newest_change_is_of_a_claim_or_of_a_source(store: Store) -> None:
    """Somebody's newest change comes first of both kinds, then the one before what was taken back."""
    (claim,) = await add(store, entry())
    source = await alias(store, "Harbour Office", "HO", actor="reporter")
    await alias(store, "Harbour Office", "Port Authority")
    async with store.write() as writer:
        edited = await writer.replace(claim, entry("b"), "reporter", NOON)
    added, edit = await store.history(HOME, claim.id)
    named_ho, _ = await store.source_history(HOME, source.id)
    assert await store.newest_change(HOME, "reporter") == edit
    async with store.write() as writer:
        await writer.replace(edited, entry(), "reporter", NOON, undoes=edit.id)
    assert await store.newest_change(HOME, "reporter") == named_ho
    await separate(store, named_ho)
    assert await store.newest_change(HOME, "reporter") == added
    assert await store.newest_change(HOME, "chief") is None
    assert await store.newest_change("elsewhere", "reporter") is None
    async with store.write() as writer:
        await writer.alias(HOME, named("Harbour Office"), [named("HO")], "reporter", NOON)
    again = await store.newest_change(HOME, "reporter")
    assert isinstance(again, SourceChange)
    assert again.action == "alias"


LETTERS = "abcdef"
letters = st.sampled_from(LETTERS + "xyz")


@pytest.fixture(scope="module")
def letters_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a ledger with a claim by each of six speakers, all passed on by two of them."""
    with closing(open_writer(tmp_path_factory.mktemp("letters") / "claims.db", migrations())) as db:
        for name in LETTERS:
            store_claim(db, HOME, entry(name, speaker=name, outlet=name, via=("a", "b")), "reporter", NOON)
        yield db


def standing(db: sqlite3.Connection) -> list[object]:
    """Return every source with its names, and who each claim is by."""
    roles = db.execute("SELECT id, speaker_id, outlet_id FROM claim ORDER BY id").fetchall()
    passed_on = db.execute("SELECT * FROM claim_via ORDER BY 1, 2").fetchall()
    return [sources.sources(db, HOME), roles, passed_on]


@given(steps=st.lists(st.tuples(letters, st.lists(letters, min_size=1)), max_size=6))
def test_whatever_was_joined_comes_apart(
    letters_ledger: sqlite3.Connection, steps: list[tuple[str, list[str]]]
) -> None:
    """However sources were joined, taking changes back from the newest on passes every earlier standing."""
    db, stood = letters_ledger, []
    db.execute("BEGIN")
    try:
        for name, others in steps:
            before = standing(db)
            sources.alias(db, HOME, named(name), list(map(named, others)), "editor", NOON, None)
            change = newest_change(db, HOME, "editor")
            if standing(db) != before:
                assert isinstance(change, SourceChange)
                stood.append((before, change))
        for before, change in reversed(stood):
            assert newest_change(db, HOME, "editor") == change
            sources.separate(db, change, "chief", NOON, str.casefold)
            assert standing(db) == before
    finally:
        db.execute("ROLLBACK")
