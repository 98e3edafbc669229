"""The way from a message to the claims that say what it says: the index offers, the ranker orders."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from bot.domain.engine import Engine
from bot.domain.ranking import CONVINCING, RELATED, CandidateText, QueryText, Ranker
from bot.domain.text import fold, spelt, stem, words_of, words_stated
from db.growth import Document
from db.models import Claim, ClaimDraft
from db.search import SearchIndex

OFFERED: Final = 100  # claims that the index offers for one message
_LEAST: Final = 0.4  # share of the best claim's score in the index, below which none is looked at closely


class Ranked(NamedTuple):
    """A claim that resembles a message."""

    id: int
    story_id: int
    score: float  # 0 to 100
    order: float  # the likelier one's is higher

    @property
    def convincing(self) -> bool:
        """Whether the words alone say that the message says what the claim says."""
        return self.score >= CONVINCING

    @property
    def related(self) -> bool:
        """Whether the message is at least about what the claim is about."""
        return self.score >= RELATED


def candidate_of(claim: ClaimDraft) -> CandidateText:
    """Return what of a claim is compared with a message."""
    outlet = (claim.outlet,) if claim.outlet else ()
    day = claim.said_at or claim.published_at
    return CandidateText.of(claim.text, claim.quote, claim.speaker, (*claim.via, *outlet), claim.story, day)


def document_of(
    claim_id: int,
    workspace: str,
    story_id: int,
    claim: ClaimDraft,
    figures: Iterable[str] = (),
    statement: str | None = None,
) -> Document:
    """Return a claim as the index holds it.

    `figures` are the tokens of its figures; `statement` is the key of its text and quote, where it is known.
    """
    text, quote = fold(claim.text), fold(claim.quote) if claim.quote else ""
    body = words_of(f"{text} {quote}") if statement is None else words_stated(statement)
    stems = tuple(map(stem, body))
    story, speaker = spelt(claim.story), spelt(claim.speaker)
    others = [spelt(name) for name in (*claim.via, claim.outlet or "")]
    names = tuple(chain(speaker.stems, *(other.stems for other in others)))
    every = tuple(dict.fromkeys((*story.stems, *stems, *names)))
    day = claim.said_at or claim.published_at
    shown = CandidateText(
        text, quote, speaker.folded, frozenset(story.stems), every, day.toordinal() if day else None
    )
    return Document(
        id=claim_id,
        workspace=workspace,
        story_id=story_id,
        body=" ".join(stems),
        story=" ".join(story.stems),
        names=" ".join(names),
        spellings=" ".join(
            dict.fromkeys(chain(body, story.words, speaker.words, *(o.words for o in others)))
        ),
        figures=tuple(figures),
        shown=shown.packed(),
    )


def documents_of(engine: Engine, claims: Iterable[Claim]) -> list[Document]:
    """Return claims on record as the index holds them."""
    return [
        document_of(claim.id, claim.workspace, claim.story_id, claim, engine.matcher.tokens(claim.figures))
        for claim in claims
    ]


class _Words:
    """The vocabulary of one workspace."""

    def __init__(self, index: SearchIndex, workspace: str) -> None:
        self._index = index
        self._workspace = workspace

    @property
    def counted(self) -> tuple[str, int]:
        return self._workspace, self._index.counting

    def total(self) -> int:
        return self._index.total(self._workspace)

    def frequency(self, stems: Iterable[str]) -> Mapping[str, int]:
        return self._index.frequency(self._workspace, stems)

    def named(self, stems: Sequence[str]) -> Sequence[int]:
        return self._index.named(self._workspace, stems)

    def known(self, word: str) -> bool:
        return self._index.known(self._workspace, word)

    def correct(self, word: str) -> Sequence[str]:
        return self._index.correct(self._workspace, word)


def query_of(index: SearchIndex, ranker: Ranker, workspace: str, text: str) -> QueryText:
    """Return a message ready to be scored against claims of one workspace. Blocks."""
    return ranker.query(text, _Words(index, workspace))


def retrieve(
    index: SearchIndex,
    ranker: Ranker,
    workspace: str,
    text: str,
    *,
    figures: Sequence[str] = (),
    require_figure: bool = False,
    story_ids: Sequence[int] | None = None,
    limit: int = 20,
    offered: int = OFFERED,
) -> list[Ranked]:
    """Return the claims that resemble a message most, best first, at most `limit`.

    `figures`, `require_figure` and `story_ids` are as in `SearchIndex.search`. Blocks; raises SearchError
    where the index is damaged.
    """
    query = query_of(index, ranker, workspace, text)
    hits = index.search(
        workspace,
        query.search_terms(),
        figures=figures,
        require_figure=require_figure,
        story_ids=story_ids,
        limit=max(limit, offered),
        least=0.0 if require_figure else _LEAST,
    )
    likely = ranker.likenesses(
        query, [CandidateText.unpacked(hit.shown) for hit in hits], [hit.score for hit in hits]
    )
    ranked = [Ranked(hit.id, hit.story_id, *one) for hit, one in zip(hits, likely, strict=True)]
    return sorted(ranked, key=lambda one: -one.order)[:limit]
