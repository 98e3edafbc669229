"""The room for what a newsroom has set up: its settings, its channels, who watches what."""

from collections.abc import Sequence
from typing import Final

from bot.alerting import ALERTING, alerting_in
from bot.desk.errors import DeskError, story_name
from bot.desk.room import Room
from bot.domain.text import source_key, story_key
from bot.results import Standing
from db.models import Newsroom, Watch, WatchKind
from db.store import Reader

MAX_PREFIX: Final = 10  # characters that commands may begin with


class Newsrooms(Room):
    """What one newsroom wants to be told, where and how."""

    async def newsroom(self, workspace: str) -> Newsroom:
        """Return what a newsroom has set up; the defaults where it has set nothing."""
        return await self._store.newsroom(workspace)

    async def set_newsroom(self, workspace: str, newsroom: Newsroom) -> None:
        """Store what a newsroom has set up. Contradictions always alert.

        Raises DeskError where commands could not begin with the prefix, or a relation can't alert.
        """
        prefix = newsroom.prefix
        if prefix is not None and (not prefix or len(prefix) > MAX_PREFIX or any(map(str.isspace, prefix))):
            raise DeskError(f"A prefix has 1 to {MAX_PREFIX} characters and no spaces, such as ! or claim: .")
        if not set(newsroom.alert_on) <= set(ALERTING):
            raise DeskError("Only contradicts, revises and diverges can alert; leave the others out.")
        settled = newsroom.model_copy(update={"alert_on": alerting_in(newsroom)})
        async with self._store.write() as ledger:
            await ledger.set_newsroom(workspace, settled)

    async def room_story(self, workspace: str, room: str) -> str | None:
        """Return the name of the story that a channel is about, None where it is about none."""
        return await self._store.room(workspace, room)

    async def set_room(self, workspace: str, room: str, story: str | None) -> str | None:
        """Store which story a channel is about, None for none; return the story's name as on record.

        Words that only one story's name has will do. A name that isn't on record is kept as written: its
        first claim may be yet to come. Raises DeskError where it can't be a story's name.
        """
        async with self._store.write() as ledger:
            if story is not None:
                written = story_name(story)
                known = await self._meant(ledger, workspace, written)
                story = written if known is None else known.name
            await ledger.set_room(workspace, room, story)
            return story

    async def known(self, workspace: str, name: str, kind: WatchKind) -> str | None:
        """Return the name on record of the story or source that a name means, None where there is none."""
        if kind is WatchKind.STORY:
            story = await self._store.story(workspace, story_key(name))
            return None if story is None else story.name
        source = await self._store.source(workspace, source_key(name))
        return None if source is None else source.name

    async def watch(self, workspace: str, watch: Watch) -> None:
        """Store that somebody watches a story, a source or everything; DeskError for an unknown one."""
        async with self._store.write() as ledger:
            await ledger.watch(workspace, await self._on_record(ledger, workspace, watch))

    async def unwatch(self, workspace: str, watch: Watch) -> bool:
        """Remove a watch, under whichever name of its source it was made; return whether there was one."""
        async with self._store.write() as ledger:
            names = [(await self._on_record(ledger, workspace, watch)).name]
            if watch.kind is WatchKind.SOURCE:
                source = await self._source(ledger, workspace, watch.name or "")
                names = [source.name, *source.aliases]
            wishes = [watch.model_copy(update={"name": name}) for name in names]
            return any([await ledger.unwatch(workspace, wish) for wish in wishes])

    async def watching(self, workspace: str, watcher: str) -> Sequence[Watch]:
        """Return what somebody watches, each source once and by the name that it has today."""
        wishes = await self._store.watches(workspace, watcher)
        today = [
            wish.model_copy(update={"name": await self.known(workspace, wish.name, wish.kind) or wish.name})
            if wish.name
            else wish
            for wish in wishes
        ]
        return list(dict.fromkeys(today))

    async def _on_record(self, ledger: Reader, workspace: str, watch: Watch) -> Watch:
        """Return a watch with the name as it is on record."""
        if watch.kind is WatchKind.EVERYTHING:
            return watch
        find = self._story if watch.kind is WatchKind.STORY else self._source
        return watch.model_copy(update={"name": (await find(ledger, workspace, watch.name or "")).name})

    async def status(self, workspace: str) -> Standing:
        """Return how many claims and stories are on record, and how many messages wait."""
        stories = await self._store.stories(workspace)
        return Standing(
            claims=sum(story.claims for story in stories),
            stories=len(stories),
            waiting=await self._store.undelivered(workspace),
        )
