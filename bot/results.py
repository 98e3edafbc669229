"""What the desk's use cases return: plain records that a terminal, a chat or a page can show."""

from datetime import datetime
from typing import Any

from pydantic import Field, model_serializer

from db.models import (
    Alert,
    AlertState,
    Change,
    Claim,
    ClaimDraft,
    Decision,
    Figure,
    Intake,
    Proposal,
    Record,
    Relation,
    Source,
    SourceChange,
    Story,
)


def line_of(claim: Claim) -> dict[str, Any]:
    """Return a claim in the import format plus its `id`, ready for JSON."""
    return {**claim.draft().model_dump(mode="json"), "id": claim.id}


class Related(Record):
    """A claim beside another: what it is to it, and why in one plain sentence."""

    claim: Claim
    relation: Relation
    reason: str
    suspected: bool = False  # a machine suspects it; no moderator has confirmed it
    decided: bool = False  # a moderator set it

    @model_serializer
    def _json(self) -> dict[str, Any]:
        return {"claim": line_of(self.claim), "reason": self.reason, "suspected": self.suspected}


class Match(Record):
    """The claim that a check found, who said it first and what the others say."""

    score: float  # 0 to 100
    claim: Claim
    earliest: Claim
    agrees: tuple[Related, ...] = ()
    contradicts: tuple[Related, ...] = ()
    diverges: tuple[Related, ...] = ()
    revises: tuple[Related, ...] = ()
    independent: int = 1  # independent speakers who say the same, the match's included
    line: str  # ready to paste into copy
    figure: int | None = None  # ordinal of the claim's figure that was asked for; None: its words were
    more: dict[str, int] = Field(default_factory=dict)  # relation -> how many beyond those listed

    @model_serializer
    def _json(self) -> dict[str, Any]:
        lists = {name: getattr(self, name) for name in ("agrees", "contradicts", "diverges", "revises")}
        return {
            "score": round(self.score, 1),
            "claim": line_of(self.claim),
            "earliest": line_of(self.earliest),
            **{name: [related.model_dump(mode="json") for related in found] for name, found in lists.items()},
            "independent": self.independent,
            "line": self.line,
            **({"more": self.more} if self.more else {}),
        }


class Stated(Record):
    """A figure on record: how it reads, and the claim that states it."""

    figure: str  # in words: "at least 80 soldiers killed"
    claim: Claim

    @model_serializer
    def _json(self) -> dict[str, Any]:
        return {"figure": self.figure, "claim": line_of(self.claim)}


class StoryFigures(Record):
    """A story that fits a query's words, with the figures on record there."""

    name: str
    claims: int
    figures: tuple[Stated, ...] = ()


class Standpoint(Record):
    """One figure that is given for a thing, and who gives it."""

    figure: Figure
    words: str  # "at least 80 soldiers killed"
    claims: tuple[Claim, ...]  # the first of those that state it, earliest first
    total: int  # active claims that state it
    speakers: tuple[str, ...]  # of `claims`, each once, by alias or name
    matched: bool = False  # the figure that a check found, or that a new claim gives


class Spread(Record):
    """The figures that a story's claims give for one thing."""

    story: str
    thing: str  # what is counted or measured: "soldiers killed"
    rows: tuple[Standpoint, ...]  # different figures, those that most claims state first
    more: int = 0  # figures beyond those listed
    unit: str | None = None  # of most claims; None for a count
    asked: Figure | None = None  # what was asked for, where no active claim gives it


class Answer(Record):
    """What a check found."""

    query: str
    figures: tuple[Figure, ...]
    nobody: bool  # the words fit a story, and nobody on record gives the figure
    matches: tuple[Match, ...] = ()
    stories: tuple[StoryFigures, ...] = ()  # further ones that fit; without a match: where to look


class Added(Record):
    """What became of a claim that was added or edited."""

    claim: Claim
    existed: bool = False  # the same claim was on record: nothing was stored
    near: tuple[str, ...] = ()  # stories with a name like that of its own, where it is that one's first claim
    relations: tuple[Related, ...] = ()  # contradictions first, then revisions, divergences, agreements
    alert: Alert | None = None


class ClaimView(Record):
    """One claim with all that stands beside it."""

    claim: Claim
    related: tuple[Related, ...] = ()
    more: dict[str, int] = Field(default_factory=dict)  # relation -> how many beyond those listed


class StoryView(Record):
    """One story: its claims, earliest first, and its contradictions."""

    story: Story
    claims: tuple[Claim, ...]
    more: int = 0  # claims beyond those listed


class Contradiction(Record):
    """Two claims of one story that can't both hold, or that a machine suspects can't."""

    story: str
    a: Claim
    b: Claim
    reason: str
    suspected: bool = False
    decided: bool = False  # a moderator set it


class Dispute(Record):
    """Claims of a story against others of it: each of one side stands against some of the other."""

    a: tuple[Claim, ...]  # the first of them
    b: tuple[Claim, ...]
    reason: str  # why a machine holds them against each other; empty where only a moderator does
    more_a: int = 0  # claims beyond those listed
    more_b: int = 0
    suspected: bool = False  # a machine suspects it; no moderator has confirmed it
    decision: Decision | None = None  # a moderator set it, with a reason of its own


class Retraction(Record):
    """A claim that its speaker or outlet took back."""

    claim: Claim
    change: Change | None = None  # who recorded that, when and why; None where it came so in an import


class Sheet(Record):
    """Everything on record about one story, for somebody who wasn't there; of a long one the beginning."""

    story: Story
    at: datetime  # when it was made
    zone: str = "UTC"  # the time zone whose days a day without a time is one of
    active: int  # claims
    retracted: int
    speakers: int  # independent ones of active claims
    more_speakers: bool = False  # there are others
    spreads: tuple[Spread, ...]  # one for each thing that a figure is given for
    more_things: bool = False
    disputes: tuple[Dispute, ...]  # what can't both hold
    more_disputes: bool = False
    settled: tuple[Dispute, ...]  # what moderators decided to be otherwise
    more_settled: int = 0
    claims: tuple[Claim, ...]  # earliest first
    more: int = 0  # claims beyond those listed
    retractions: tuple[Retraction, ...]  # earliest claims first
    more_retractions: int = 0


class AlertView(Record):
    """An alert with the claims that it is about and who decided."""

    alert: Alert
    claim: Claim
    others: tuple[Related, ...]  # in the order of the alert's lines
    states: tuple[AlertState, ...]  # of each of them
    decisions: tuple[Decision | None, ...]  # of each of them; None: nobody has decided


class Undone(Record):
    """What was taken back."""

    change: Change | SourceChange
    claim: Claim | None = None  # as it stands now, where the change was one of a claim
    source: Source | None = None  # likewise of a source
    reopened: tuple[int, ...] = ()  # proposals that wait again, for the claim that they became is gone


class Standing(Record):
    """How a workspace stands."""

    claims: int  # on record, withdrawn ones left out
    stories: int
    waiting: int  # messages about alerts that have not been delivered yet


class Refused(Record):
    """A row of an import that was not stored."""

    line: int
    reason: str


class Sample(Record):
    """A row of a file as it would be stored."""

    line: int
    draft: ClaimDraft
    figures: tuple[Figure, ...]
    known: int | None = None  # the claim on record that it is the same as

    @model_serializer
    def _json(self) -> dict[str, Any]:
        figures = [one.model_dump(mode="json") for one in self.figures]
        return {
            "line": self.line,
            "claim": self.draft.model_dump(mode="json"),
            "figures": figures,
            "known": self.known,
        }


class Trial(Record):
    """What an import would do; nothing was stored."""

    good: int  # rows that would be stored, or are on record
    existed: int  # of them: on record, or earlier in the file
    rated: int = 0  # of those that existed: would be given ratings that they lack
    samples: tuple[Sample, ...] = ()  # the first good rows
    refused: tuple[Refused, ...] = ()


class Imported(Record):
    """What an import did."""

    added: int
    existed: int
    rated: int = 0  # of those that existed: given ratings that they lacked
    alerts: int
    refused: tuple[Refused, ...] = ()


class Ingested(Record):
    """What an article that was taken in holds."""

    intake: Intake
    existed: bool = False  # the same article was taken in before: nothing was stored
    replaced: int = 0  # proposals of an earlier reading that no longer wait
    near: tuple[str, ...] = ()  # stories on record with a name like that of a new one


class Queue(Record):
    """The articles with proposals that wait, those taken in first."""

    intakes: tuple[Intake, ...]
    more: bool = False  # there are others


class ProposalView(Record):
    """One proposal, what it would contradict or repeat, and its place in the queue."""

    proposal: Proposal
    intake: Intake
    figures: tuple[Figure, ...]  # that it states
    claim: Claim | None = None  # that it became; of one that waits: the same claim, on record already
    related: tuple[Related, ...] = ()  # what it would stand beside: contradictions first, agreements last
    more: dict[str, int] = Field(default_factory=dict)  # relation -> how many beyond those listed
    place: int | None = None  # among its article's proposals that wait, from 1; None where it doesn't wait
    before: int | None = None  # the proposals that wait next to it in its article
    after: int | None = None


class Accepted(Record):
    """What became of a proposal that was accepted."""

    proposal: Proposal
    added: Added


class AcceptedAll(Record):
    """What became of an article's proposals that were accepted together."""

    accepted: int  # stored as new claims
    existed: int  # the same claim was on record
    alerts: int
    refused: tuple[tuple[int, str], ...] = ()  # proposals that still wait, each with why
