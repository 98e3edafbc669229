"""The room that answers: who said it, and what is on record."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from bot.desk.errors import DeskError
from bot.desk.room import Room
from bot.domain.chains import earliest_key
from bot.domain.text import story_key
from bot.indexing import Asked
from bot.relations import PAIRS
from bot.results import (
    AlertView,
    Answer,
    ClaimView,
    Contradiction,
    Match,
    Spread,
    StoryFigures,
    StoryView,
)
from bot.spreads import THINGS
from db.models import Change, Claim, ClaimDraft, Source, SourceChange, Status, Story, WatchKind

MAX_QUERY: Final = 4_000  # characters of one check
MAX_STORY_CLAIMS: Final = 200  # claims that one look at a story lists
MAX_FIGURES: Final = 200  # figures that one look at a story's figures lists
OFFERED: Final = 25  # names or claims offered while somebody types
_LOOKED_UP: Final = 100  # numbers of claims that are looked up at once


class Asking(Room):
    """Questions of one newsroom; none of them changes anything."""

    async def check(
        self, workspace: str, text: str, *, story: str | None = None, room: str | None = None
    ) -> Answer:
        """Return who said what a text says, who said it first, and who says otherwise.

        `story` keeps to one story. `room` is a channel: the story that it is about is looked in first, and
        the others only where nothing there matches. Raises DeskError where the text is empty, has no letter
        or digit, or is longer than `MAX_QUERY`, and where there is no such story.
        """
        if len(text) > MAX_QUERY:
            raise DeskError(
                f"That is {len(text):,} characters; a check takes at most {MAX_QUERY:,}. "
                "Check one statement at a time."
            )
        if not any(character.isalnum() for character in text):
            raise DeskError(
                "There is nothing to check: give a figure (62 soldiers), a quote, or words of a statement."
            )
        if story is not None:
            return await self._checker.check(
                workspace, text, (await self._story(self._store, workspace, story)).id
            )
        here = await self._here(workspace, room) if room is not None else None
        if here is None:
            return await self._checker.check(workspace, text, None)
        return await self._check_here_first(workspace, text, here)

    async def _here(self, workspace: str, room: str) -> Story | None:
        """Return the story that a channel is about, where it is on record."""
        name = await self._store.room(workspace, room)
        return await self._store.story(workspace, story_key(name)) if name is not None else None

    async def _check_here_first(self, workspace: str, text: str, here: Story) -> Answer:
        answer = await self._checker.check(workspace, text, here.id)
        if answer.matches:
            return answer
        elsewhere = await self._checker.check(workspace, text, None)
        return answer if answer.nobody and not elsewhere.matches else elsewhere

    async def match(self, workspace: str, claim_id: int, figure: int | None = None) -> Match:
        """Return what a check says of one claim that it found.

        `figure` is the ordinal of the claim's figure that was asked for (`Match.figure`); None: its words
        were. Raises DeskError where the claim is unknown or withdrawn, or has no such figure any more.
        """
        claim = await self._visible(self._store, workspace, claim_id)
        if figure is not None and not 0 <= figure < len(claim.figures):
            raise DeskError(f"Claim {claim_id} doesn't state that figure any more; check it again.")
        return await self._checker.match(claim, figure)

    async def claim(self, workspace: str, claim_id: int) -> ClaimView:
        """Return a claim with what stands beside it. Raises DeskError where there is no such claim."""
        claim = await self._claim(self._store, workspace, claim_id)
        beside = await self._relations.of(self._store, claim)
        return ClaimView(claim=claim, related=beside.related, more=beside.more)

    async def story(self, workspace: str, name: str) -> StoryView:
        """Return a story with its claims, earliest first. Raises DeskError naming the nearest ones."""
        return await self._view(await self._story(self._store, workspace, name))

    async def story_by_id(self, workspace: str, story_id: int) -> StoryView:
        """Return what `story` does, by the story's number. Raises DeskError where there is none."""
        return await self._view(await self._story_numbered(workspace, story_id))

    async def _view(self, story: Story) -> StoryView:
        first = await self._store.claims_of_story(story.id, MAX_STORY_CLAIMS)
        shown = sorted(first, key=lambda claim: earliest_key(claim, self._engine.zone))
        return StoryView(story=story, claims=tuple(shown), more=max(0, story.claims - len(shown)))

    async def figures(self, workspace: str, story_id: int) -> StoryFigures:
        """Return every figure on record in a story with its claim, earliest first, at most `MAX_FIGURES`.

        Raises DeskError where there is no such story.
        """
        return await self._checker.figures(await self._story_numbered(workspace, story_id), MAX_FIGURES)

    async def spreads(self, workspace: str, story: str, most: int = THINGS) -> Sequence[Spread]:
        """Return, for each thing that a story's claims give two different figures or more for, all of them.

        What most claims speak of comes first, at most `most` things. Raises DeskError naming the nearest
        stories.
        """
        return await self._spreads.of_story(await self._story(self._store, workspace, story), most)

    async def spread_of_match(self, found: Match) -> Spread | None:
        """Return what is given for the thing that a match gives a figure for; None where nothing differs."""
        return await self._spreads.around(found.claim, found.figure)

    async def spread_of_answer(self, found: Answer) -> Spread | None:
        """Return what is given for the thing that a check asked for; None where nothing differs."""
        if found.matches:
            return await self.spread_of_match(found.matches[0])
        for story in found.stories:
            for stated in story.figures:
                spread = await self._spreads.instead(found.figures, stated.claim)
                if spread is not None:
                    return spread
        return None

    async def spread_of_alert(self, view: AlertView) -> Spread | None:
        """Return what is given for the thing on which an alert's claims differ; None where nothing does."""
        if view.claim.status is Status.WITHDRAWN:
            return None
        others = {related.claim.position_id or 0 for related in view.others}
        return await self._spreads.around(view.claim, None, others)

    async def stories(self, workspace: str) -> Sequence[Story]:
        """Return the stories with a claim on record, by name."""
        return await self._store.stories(workspace)

    async def sources(self, workspace: str) -> Sequence[Source]:
        """Return every source with its aliases, by name."""
        return await self._store.sources(workspace)

    async def contradictions(
        self, workspace: str, story: str | None = None, *, story_id: int | None = None
    ) -> Sequence[Contradiction]:
        """Return the pairs of claims that contradict each other, at most `PAIRS`.

        Of the story with this name or number, or of all stories. Raises DeskError where there is none.
        """
        if story_id is not None:
            stories: Sequence[Story] = [await self._story_numbered(workspace, story_id)]
        elif story is not None:
            stories = [await self._story(self._store, workspace, story)]
        else:
            stories = await self._store.stories(workspace)
        found: list[Contradiction] = []
        for one in stories:
            found.extend(await self._relations.contradictions(self._store, one))
            if len(found) >= PAIRS:
                break
        return found[:PAIRS]

    async def history(self, workspace: str, claim_id: int) -> Sequence[Change]:
        """Return a claim's changes, oldest first. Raises DeskError where there is no such claim."""
        await self._claim(self._store, workspace, claim_id)
        return await self._store.history(workspace, claim_id)

    async def source_history(self, workspace: str, name: str) -> Sequence[SourceChange]:
        """Return a source's changes, oldest first. Raises DeskError naming the nearest sources."""
        source = await self._source(self._store, workspace, name)
        return await self._store.source_history(workspace, source.id)

    async def names(self, workspace: str, typed: str, kind: WatchKind, limit: int = OFFERED) -> Sequence[str]:
        """Return names of stories or sources like what was typed; before that, what was spoken of last."""
        return await self._names.like(workspace, typed, kind, limit)

    async def claims_like(self, workspace: str, typed: str, limit: int = OFFERED) -> Sequence[Claim]:
        """Return claims whose number begins with what was typed, or that have words like it.

        Before anything is typed: the newest first. Withdrawn claims are never among them.
        """
        wanted = typed.strip().removeprefix("#")
        if not wanted:
            return await self._store.newest_claims(workspace, limit)
        numbered = await self._numbered(workspace, wanted, limit) if _is_number(wanted) else ()
        if len(numbered) == limit or not any(map(str.isalnum, wanted)):
            return numbered
        asked = Asked(workspace, wanted[:MAX_QUERY], None)
        worded = await self._indexer.by_words(asked, await self._indexer.fresh(), limit)
        found = {claim.id: claim for claim in (*numbered, *(one.claim for one in worded))}
        return tuple(found.values())[:limit]

    async def _numbered(self, workspace: str, digits: str, limit: int) -> Sequence[Claim]:
        """Return claims whose number is some digits or begins with them, by number."""
        found: list[Claim] = []
        newest = await self._store.newest_claims(workspace, 1)
        last = newest[0].id if newest else 0
        first, width = int(digits), 1
        while 0 < first <= last and len(found) < limit:
            upto = min(first + width, last + 1, first + _LOOKED_UP)
            claims = await self._store.claims(workspace, range(first, upto))
            found.extend(claim for claim in claims if claim.status is not Status.WITHDRAWN)
            first, width = first * 10, width * 10
        return found[:limit]

    async def export(self, workspace: str, story: str | None = None) -> AsyncIterator[ClaimDraft]:
        """Yield every claim not withdrawn in the import format, by id, of one story or of all."""
        story_id = (await self._story(self._store, workspace, story)).id if story is not None else None
        async for claim in self._store.every_claim(workspace, story_id):
            if claim.status is not Status.WITHDRAWN:
                yield claim.draft()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18
