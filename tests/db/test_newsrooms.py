"""What a newsroom has set up."""

from db.models import Newsroom, Relation
from db.store import Store
from tests.db.helpers import HOME


async def test_a_newsroom_keeps_what_it_set_up(store: Store) -> None:
    """A workspace has the defaults until it sets something, then what it set last, and nobody else's."""
    assert await store.newsroom(HOME) == Newsroom()
    first = Newsroom(alert_channel="77", moderator_roles=("5", "6"), prefix="?")
    second = first.model_copy(
        update={"alert_on": (Relation.CONTRADICTS, Relation.REVISES), "unreachable": "77", "set_by": "8"}
    )
    for newsroom in (first, second):
        async with store.write() as writer:
            await writer.set_newsroom(HOME, newsroom)
        assert await store.newsroom(HOME) == newsroom
    assert await store.newsroom("elsewhere") == Newsroom()


async def test_a_channel_is_about_one_story(store: Store) -> None:
    """A channel is about the story named last, on record or not, until about none, in its workspace alone."""
    assert await store.room(HOME, "12") is None
    for story in ("Ferry fire off Hollow Bay", "Tram fire"):
        async with store.write() as writer:
            await writer.set_room(HOME, "12", story)
            await writer.set_room(HOME, "13", "Bus fire")
        assert await store.room(HOME, "12") == story
    assert await store.room("elsewhere", "12") is None
    for _ in range(2):
        async with store.write() as writer:
            await writer.set_room(HOME, "12", None)
        assert await store.room(HOME, "12") is None
    assert await store.room(HOME, "13") == "Bus fire"
