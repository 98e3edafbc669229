"""What a ledger says of a story as a whole."""

from db.models import Status
from db.store import Store
from tests.db.helpers import HOME, add
from tests.factories import NOON, entry


async def test_claims_are_counted_by_status(store: Store) -> None:
    """Each status that a story's claims have is counted; other stories don't count."""
    kept, back, gone, _ = await add(
        store, entry("One."), entry("Two."), entry("Three."), entry("Four.", story="Elsewhere")
    )
    async with store.write() as ledger:
        await ledger.set_status(back, Status.RETRACTED, "mo", NOON)
        await ledger.set_status(gone, Status.WITHDRAWN, "mo", NOON)
    assert await store.by_status(kept.story_id) == {
        Status.ACTIVE: 1,
        Status.RETRACTED: 1,
        Status.WITHDRAWN: 1,
    }
    assert await store.by_status(99) == {}


async def test_retracted_claims_come_earliest_first(store: Store) -> None:
    """Those taken back are listed by when they were said, and no further than asked."""
    texts = ("2024-05-03", "2024-05-01", "2024-05-02")
    claims = await add(store, *(entry(f"Said {day}.", said_at=day) for day in texts))
    async with store.write() as ledger:
        for claim in claims:
            await ledger.set_status(claim, Status.RETRACTED, "mo", NOON)
    story = claims[0].story_id
    assert [claim.text for claim in await store.retracted(story, 2)] == [
        "Said 2024-05-01.",
        "Said 2024-05-02.",
    ]


async def test_each_speaker_has_one_voice(store: Store) -> None:
    """The first active claim of each speaker is returned, or of each way in which it was passed on."""
    claims = await add(
        store,
        entry("One.", speaker="an officer", via=("Radio", "Wire")),
        entry("Two.", speaker="an officer", via=("Radio", "Wire")),
        entry("Three.", speaker="an officer", via=("Wire", "Radio")),
        entry("Four.", speaker="an officer", outlet="Daily"),
        entry("Five.", speaker="an officer"),
        entry("Six.", speaker="Mayor"),
        entry("Seven.", speaker="Gone"),
    )
    async with store.write() as ledger:
        await ledger.set_status(claims[-1], Status.RETRACTED, "mo", NOON)
    story, officer = claims[0].story_id, claims[0].speaker_id
    assert [claim.text for claim in await store.voices(story, 9)] == ["One.", "Six."]
    assert [claim.text for claim in await store.voices(story, 1)] == ["One."]
    ways = await store.voices(story, 9, [officer])
    assert [claim.text for claim in ways] == ["One.", "Three.", "Four.", "Five."]


async def test_claims_in_the_same_words_are_together(store: Store) -> None:
    """One speaker's claims of one statement are one group, the earliest first; withdrawn ones are in none."""
    late, other, early, gone = await add(
        store,
        entry("One.", outlet="Daily", said_at="2024-05-02"),
        entry("One.", speaker="Mayor"),
        entry("One.", outlet="Wire", said_at="2024-05-01"),
        entry("One.", outlet="Post"),
    )
    async with store.write() as ledger:
        await ledger.set_status(gone, Status.WITHDRAWN, "mo", NOON)
    assert [list(ids) for ids in await store.worded(late.story_id)] == [[early.id, late.id], [other.id]]
    assert await store.claims(HOME, []) == []
