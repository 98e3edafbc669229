"""A story for somebody who wasn't there: its figures, its contradictions, what was taken back."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from typing import Final

from bot.disputes import Disputes
from bot.domain.engine import Engine
from bot.domain.sources import independent, is_unnamed
from bot.relations import Relations
from bot.results import Retraction, Sheet, StoryView
from bot.spreads import Spreads
from db.models import Change, Claim, Status, Story
from db.store import Store

THINGS: Final = 30  # things that figures are given for
VOICES: Final = 400  # speakers of a story that are told apart
LETTERS: Final = 1_000_000  # of the claims that are listed, all they hold taken together
TAKEN_BACK: Final = 40  # retracted claims that are listed


class Sheets:
    """Gathers what a story's sheet shows; what it holds is bounded, however many claims there are."""

    def __init__(self, store: Store, engine: Engine, relations: Relations, spreads: Spreads) -> None:
        self._store = store
        self._engine = engine
        self._spreads = spreads
        self._disputes = Disputes(store, engine, relations)

    async def of(self, view: StoryView, at: datetime) -> Sheet:
        """Return the sheet of a story, of which the first claims are known already."""
        story = view.story
        counted = await self._store.by_status(story.id)
        spreads = await self._spreads.of_story(story, THINGS + 1, least=1)
        disputes = await self._disputes.of(story)
        speakers, more_speakers = await self._speakers(story)
        back = counted.get(Status.RETRACTED, 0)
        claims = _within(LETTERS, view.claims)
        return Sheet(
            story=story,
            at=at,
            zone=str(self._engine.zone),
            active=counted.get(Status.ACTIVE, 0),
            retracted=back,
            speakers=speakers,
            more_speakers=more_speakers,
            spreads=tuple(spreads[:THINGS]),
            more_things=len(spreads) > THINGS,
            disputes=disputes.listed,
            more_disputes=disputes.more,
            settled=disputes.settled,
            more_settled=disputes.more_settled,
            claims=claims,
            more=view.more + len(view.claims) - len(claims),
            retractions=tuple(await self._retractions(story)),
            more_retractions=max(0, back - TAKEN_BACK),
        )

    async def _speakers(self, story: Story) -> tuple[int, bool]:
        """Return how many independent speakers a story has, and whether there are more than were counted."""
        first = await self._store.voices(story.id, VOICES + 1)
        named = [claim for claim in first if not is_unnamed(claim.speaker)]
        unnamed = [claim.speaker_id for claim in first if is_unnamed(claim.speaker)]
        ways: Sequence[Claim] = await self._store.voices(story.id, VOICES + 1, unnamed) if unnamed else ()
        known = [*named, *ways]
        count = await asyncio.to_thread(independent, known[:VOICES], self._engine.names)
        return count, len(known) > VOICES

    async def _retractions(self, story: Story) -> list[Retraction]:
        return [
            Retraction(claim=claim, change=await self._recorded(claim))
            for claim in await self._store.retracted(story.id, TAKEN_BACK)
        ]

    async def _recorded(self, claim: Claim) -> Change | None:
        """Return the change by which a claim was last marked as taken back."""
        changes = await self._store.history(claim.workspace, claim.id)
        return next((one for one in reversed(changes) if one.action == "retract"), None)


def _within(most: int, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the first claims that hold so many characters together, and one at least."""
    sizes = accumulate(map(_letters, claims))
    kept = sum(size <= most for size in sizes)
    return tuple(claims[: max(1, kept)])


def _letters(claim: Claim) -> int:
    """Return how many characters a claim's words, names, addresses and verdicts have."""
    texts = [claim.text, claim.quote, claim.url, claim.speaker, *claim.via, claim.outlet]
    texts += [text for one in claim.ratings for text in (one.publisher, one.rating, one.url)]
    return sum(len(text) for text in texts if text)
