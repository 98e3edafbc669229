"""The check: who said it, who said it first, and who says otherwise."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from bot.aside import COMPARING, READING, aside
from bot.domain.chains import are_many, copy_line, earliest_key
from bot.domain.engine import Engine
from bot.domain.figures import describe
from bot.domain.matching import Fit
from bot.domain.mentions import spoken_by
from bot.domain.reasons import hedged
from bot.domain.sources import independent
from bot.domain.wording import in_words
from bot.indexing import Asked, Candidate, Fresh, Indexer
from bot.relations import Relations, Surroundings
from bot.results import Answer, Match, Related, Stated, StoryFigures
from db.models import Claim, Figure, Position, Relation, Status, Story
from db.store import Store

AT_ONCE: Final = 4  # checks that are worked on; the others wait, and everybody is answered sooner
CANDIDATES: Final = 40  # claims that the index offers for one check
READ: Final = 20  # of them that a text without figures is held against
MAX_MATCHES: Final = 3  # stories offered as a choice with all that is known
MAX_STORIES: Final = 3  # further stories that fit as well, or stories where nobody said it
MAX_STATED: Final = 30  # figures listed of one such story
EQUALLY: Final = 8.0  # points of score within which two stories fit equally
FIGURE_SHARE: Final = 0.5  # of a score, where the query has figures; the words have the rest
SPEAKER_SHARE: Final = 0.1  # of such a score, where the query names the claim's speaker
_ALL: Final = 100.0  # points of score, where nobody asked
OTHERS_IN_LINE: Final = 3  # contradicting speakers named in the copy-ready line


class Found(NamedTuple):
    """A claim that fits a query."""

    score: float  # 0 to 100
    claim: Claim
    fits: Sequence[Fit]


class Checker:
    """Answers checks from a ledger through its index."""

    def __init__(self, store: Store, indexer: Indexer, engine: Engine, relations: Relations) -> None:
        self._store = store
        self._indexer = indexer
        self._engine = engine
        self._relations = relations
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def check(self, workspace: str, text: str, story_id: int | None) -> Answer:
        """Return the answer to a text in one workspace; `story_id` keeps to one story."""
        async with self._turns:
            return await self._answer(workspace, text, story_id)

    async def _answer(self, workspace: str, text: str, story_id: int | None) -> Answer:
        figures = await aside(READING * len(text), self._engine.read, text)
        asked, fresh = Asked(workspace, text, story_id), await self._indexer.fresh()
        if figures:
            found = await self._fitting(asked, fresh, figures)
        else:
            candidates = await self._indexer.by_words(asked, fresh, READ)
            found = [Found(one.score, one.claim, ()) for one in candidates if one.convincing]
        if found:
            choice = self._choice(found)
            matches = [await self._match(one, fresh) for one in choice[:MAX_MATCHES]]
            further = [one.claim.story_id for one in choice[MAX_MATCHES : MAX_MATCHES + MAX_STORIES]]
            stories = await self._named(workspace, further) if further else ()
            return Answer(
                query=text, figures=figures, nobody=False, matches=tuple(matches), stories=tuple(stories)
            )
        return await self._nothing(asked, fresh, figures)

    async def _fitting(self, asked: Asked, fresh: Fresh, figures: tuple[Figure, ...]) -> list[Found]:
        """Return the claims that state a figure of the query, best first."""
        candidates = await self._indexer.by_figures(asked, fresh, figures, CANDIDATES)
        return await aside(_effort(figures, candidates), self._stating, asked.text, figures, candidates)

    def _stating(
        self, text: str, figures: tuple[Figure, ...], candidates: Sequence[Candidate]
    ) -> list[Found]:
        matcher = self._engine.matcher
        verbs = matcher.outcomes(one.claim.figures for one in candidates)
        names = self._engine.names_in(text)
        found = []
        for one in candidates:
            fits = matcher.fits(figures, one.claim.figures, verbs)
            if fits and (fits[0].query.unit or self._engine.mentions(names, one.claim)):
                share = sum(fit.quality for fit in fits) / len(figures)
                score = 100 * FIGURE_SHARE * share + (1 - FIGURE_SHARE - SPEAKER_SHARE) * one.score
                score += 100 * SPEAKER_SHARE * spoken_by(text, one.claim.speaker)
                found.append(Found(score, one.claim, fits))
        return sorted(
            found,
            key=lambda one: (
                one.claim.status is not Status.ACTIVE,
                -one.score,
                earliest_key(one.claim, self._engine.zone),
            ),
        )

    @staticmethod
    def _choice(found: Sequence[Found]) -> list[Found]:
        """Return the best claim of each story that fits as well as the best of all, best first."""
        best: dict[int, Found] = {}
        for one in found:
            best.setdefault(one.claim.story_id, one)
        return [one for one in best.values() if one.score >= found[0].score - EQUALLY]

    async def match(self, claim: Claim, figure: int | None) -> Match:
        """Return what a check says of a claim that it finds by one of its figures, or None: by its words."""
        wanted = None if figure is None else claim.figures[figure]
        fits = () if wanted is None else (Fit(1.0, wanted, wanted),)
        return await self._match(Found(_ALL, claim, fits), await self._indexer.fresh())

    async def figures(self, story: Story, limit: int) -> StoryFigures:
        """Return every figure that a story's active claims state, earliest first, at most `limit`."""
        positions = await self._store.positions(story.id)
        return await self._stated(story, {one.id: one.figures for one in positions}, limit)

    async def _match(self, one: Found, fresh: Fresh) -> Match:
        relating = self._relations.of(self._store, one.claim, fresh.revision)
        if one.fits:
            beside = await relating
            same = self._same_figure(one, beside)
            agrees = beside.of(Relation.AGREES)
        else:
            beside, repeating = await asyncio.gather(relating, self._indexer.same_words(one.claim, fresh))
            same = [one.claim, *(claim for claim in repeating if claim.status is Status.ACTIVE)]
            agrees = (*beside.of(Relation.AGREES), *self._repeating(one.claim, same, beside))
        contradicts = beside.of(Relation.CONTRADICTS)
        return Match(
            score=one.score,
            claim=one.claim,
            earliest=min(same, key=lambda claim: earliest_key(claim, self._engine.zone)),
            agrees=agrees,
            contradicts=contradicts,
            diverges=beside.of(Relation.DIVERGES),
            revises=beside.of(Relation.REVISES),
            independent=independent(same, self._engine.names),
            line=self._line(one, contradicts),
            figure=one.claim.figures.index(one.fits[0].figure) if one.fits else None,
            more=beside.more,
        )

    def _same_figure(self, one: Found, beside: Surroundings) -> list[Claim]:
        """Return the match and the claims that state the number that it was matched by."""
        wanted = one.fits[0].figure
        return [
            one.claim,
            *(
                related.claim
                for related in beside.related
                if any(self._engine.matcher.same_number(wanted, figure) for figure in related.claim.figures)
            ),
        ]

    @staticmethod
    def _repeating(match: Claim, same: Sequence[Claim], beside: Surroundings) -> list[Related]:
        known = {match.id, *(related.claim.id for related in beside.related)}
        return [
            Related(claim=claim, relation=Relation.AGREES, reason="Both say the same words.")
            for claim in same
            if claim.id not in known
        ]

    def _line(self, one: Found, contradicts: Sequence[Related]) -> str:
        wanted = one.fits[0].figure if one.fits else None
        others: dict[str, tuple[Claim, str]] = {}
        for related in sorted(contradicts, key=lambda related: related.suspected):
            claim = related.claim
            against = self._counterpart(claim, wanted) if wanted else None
            if (wanted and not against) or self._engine.one_speaker(claim, one.claim):
                continue
            others.setdefault(claim.speaker, (claim, self._does(claim, against)))
            if len(others) == OTHERS_IN_LINE:
                break
        return copy_line((one.claim, self._does(one.claim, wanted)), list(others.values()))

    def _counterpart(self, claim: Claim, wanted: Figure) -> Figure | None:
        """Return the figure of a claim that stands against the one a match was found by, if any does."""
        like = (figure for figure in claim.figures if self._engine.comparer.comparable(wanted, figure))
        return next(like, None)

    @staticmethod
    def _does(claim: Claim, figure: Figure | None) -> str:
        """Return what a claim's speaker does: “says 62”, “deny 20 tanks destroyed”, “says “no””."""
        says, denies = ("say", "deny") if are_many(claim.speaker) else ("says", "denies")
        if figure is None:
            text = f"“{claim.quote}”" if claim.quote else f"(in the desk’s words) {claim.text.rstrip('.')}"
            return f"{says} {text}"
        if figure.denied:
            return f"{denies} {in_words(figure)}"
        plain = figure.unit is None and figure is claim.figures[0]
        return f"{says} {hedged(figure) if plain else in_words(figure)}"

    async def _nothing(self, asked: Asked, fresh: Fresh, figures: tuple[Figure, ...]) -> Answer:
        """Return that nobody said it, with the figures on record, or else the nearest stories."""
        workspace, text, _ = asked
        candidates = await self._indexer.by_things(asked, fresh, figures, CANDIDATES)
        verbs = self._engine.matcher.outcomes(one.claim.figures for one in candidates)
        effort = _effort(figures, candidates)
        fitting = await aside(effort, self._counting, text, figures, candidates, verbs)
        if fitting:
            stories = [await self._on_record(workspace, story, figures, verbs) for story in fitting]
            return Answer(query=text, figures=figures, nobody=True, stories=tuple(stories))
        nearest = list(dict.fromkeys(one.claim.story_id for one in candidates))[:MAX_STORIES]
        stories = await self._named(workspace, nearest)
        return Answer(query=text, figures=figures, nobody=False, stories=tuple(stories))

    def _counting(
        self,
        text: str,
        figures: tuple[Figure, ...],
        candidates: Sequence[Candidate],
        verbs: frozenset[str],
    ) -> list[int]:
        """Return the first stories in which a candidate counts or measures what a query does."""
        matcher = self._engine.matcher
        names = self._engine.names_in(text)
        fitting: dict[int, None] = {}
        for one in candidates:
            counted = one.claim.story_id not in fitting and any(
                matcher.same_thing(query, figure, one.claim.figures, verbs)
                and (query.unit or self._engine.mentions(names, one.claim))
                for query in figures
                for figure in one.claim.figures
            )
            if counted:
                fitting[one.claim.story_id] = None
            if len(fitting) == MAX_STORIES:
                break
        return list(fitting)

    async def _named(self, workspace: str, story_ids: Sequence[int]) -> list[StoryFigures]:
        return [
            StoryFigures(name=story.name, claims=story.claims)
            for story in await self._store.stories(workspace, story_ids)
        ]

    async def _on_record(
        self, workspace: str, story_id: int, figures: tuple[Figure, ...], verbs: frozenset[str]
    ) -> StoryFigures:
        """Return a story with the figures of its claims that count what the query counts."""
        (story,) = await self._store.stories(workspace, [story_id])
        positions = await self._store.positions(story_id)
        effort = COMPARING * len(figures) * sum(len(position.figures) for position in positions)
        stating = await aside(effort, self._alike, figures, positions, verbs)
        return await self._stated(story, stating, MAX_STATED)

    def _alike(
        self, figures: tuple[Figure, ...], positions: Iterable[Position], verbs: frozenset[str]
    ) -> dict[int, list[Figure]]:
        """Return, by position, the figures that count or measure what one of a query's does."""
        matcher = self._engine.matcher
        return {
            position.id: [
                figure
                for figure in position.figures
                if (figure.noun or figure.unit or figure.outcome)
                and any(matcher.same_thing(query, figure, position.figures, verbs) for query in figures)
            ]
            for position in positions
        }

    async def _stated(
        self, story: Story, stating: Mapping[int, Sequence[Figure]], limit: int
    ) -> StoryFigures:
        """Return some figures of a story, given by position, with the claims that state them."""
        claims = await self._store.claims_at([found for found, some in stating.items() if some], limit)
        stated = [
            Stated(figure=describe(figure), claim=claim)
            for claim in sorted(claims, key=lambda claim: earliest_key(claim, self._engine.zone))
            for figure in stating.get(claim.position_id or 0, ())
        ]
        return StoryFigures(name=story.name, claims=story.claims, figures=tuple(stated[:limit]))


def _effort(figures: Sequence[Figure], candidates: Iterable[Candidate]) -> int:
    """Return about how many microseconds it takes to hold figures against those of candidates."""
    return COMPARING * len(figures) * sum(len(one.claim.figures) for one in candidates)
