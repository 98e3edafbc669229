"""Results as the one JSON document that `--json` prints."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.interchange import Understanding
from bot.results import (
    Accepted,
    AcceptedAll,
    Added,
    Answer,
    ClaimView,
    Contradiction,
    Imported,
    Ingested,
    ProposalView,
    Queue,
    Related,
    Spread,
    Standing,
    Standpoint,
    StoryView,
    Trial,
    Undone,
    line_of,
)
from db.models import (
    Alert,
    Change,
    Claim,
    Decision,
    Intake,
    Proposal,
    Record,
    Relation,
    Source,
    SourceChange,
    Story,
    Watch,
)

Document = dict[str, Any]
_GROUPS = (Relation.CONTRADICTS, Relation.DIVERGES, Relation.REVISES, Relation.AGREES)


def _plain(records: Iterable[Record]) -> list[Any]:
    return [record.model_dump(mode="json") for record in records]


def _grouped(related: Sequence[Related]) -> Document:
    return {
        relation.value: _plain(found for found in related if found.relation is relation)
        for relation in _GROUPS
    }


def answer(found: Answer) -> Document:
    """Return a check's answer: query, figures, nobody, matches and stories."""
    document: Document = found.model_dump(mode="json")
    return document


def claim(one: Claim) -> Document:
    """Return a claim in the import format with its id."""
    return {"claim": line_of(one)}


def added(result: Added) -> Document:
    """Return a claim that was added or edited, whether it was there, what stands beside it, and its alert."""
    return {
        **claim(result.claim),
        "existed": result.existed,
        "near": list(result.near),
        **_grouped(result.relations),
        "alert": result.alert.model_dump(mode="json") if result.alert else None,
    }


def view(found: ClaimView) -> Document:
    """Return a claim with what stands beside it, by relation; `more` counts what isn't listed."""
    return {**claim(found.claim), **_grouped(found.related), "more": found.more}


def story(found: StoryView) -> Document:
    """Return a story with its claims, earliest first; `more` counts what isn't listed."""
    return {"name": found.story.name, "claims": [line_of(one) for one in found.claims], "more": found.more}


def spread(found: Spread) -> Document:
    """Return the figures given for one thing, of most claims first; `more` counts what isn't listed."""
    return {
        "story": found.story,
        "thing": found.thing,
        "unit": found.unit,
        "rows": [_standpoint(one) for one in found.rows],
        "more": found.more,
    }


def _standpoint(one: Standpoint) -> Document:
    bounds = one.figure.model_dump(mode="json", include={"low", "high", "qualifier", "unit", "denied"})
    first = line_of(one.claims[0]) if one.claims else {}
    said = first.get("said_at") or first.get("published_at")
    return {"figure": one.words, **bounds, "speakers": list(one.speakers), "claims": one.total, "first": said}


def stories(found: Sequence[Story]) -> Document:
    """Return the stories with their number of claims."""
    return {"stories": [{"name": one.name, "claims": one.claims} for one in found]}


def contradictions(found: Sequence[Contradiction]) -> Document:
    """Return pairs of claims that contradict each other, with the reason."""
    return {
        "contradictions": [
            {
                "story": pair.story,
                "a": line_of(pair.a),
                "b": line_of(pair.b),
                "reason": pair.reason,
                "suspected": pair.suspected,
            }
            for pair in found
        ]
    }


def history(claim_id: int, changes: Sequence[Change]) -> Document:
    """Return a claim's changes, oldest first."""
    return {"id": claim_id, "changes": _plain(changes)}


def source_history(name: str, changes: Sequence[SourceChange]) -> Document:
    """Return a source's changes, oldest first."""
    return {"source": name, "changes": _plain(changes)}


def undone(result: Undone) -> Document:
    """Return the change that was taken back, and the claim or the source as it stands now."""
    return {
        "undone": result.change.model_dump(mode="json"),
        "claim": line_of(result.claim) if result.claim else None,
        "source": _source(result.source) if result.source else None,
        "reopened": list(result.reopened),
    }


def status(found: Standing) -> Document:
    """Return how many claims and stories are on record, and how many messages wait."""
    document: Document = found.model_dump(mode="json")
    return document


def decision(made: Decision) -> Document:
    """Return what was decided about two claims."""
    document: Document = made.model_dump(mode="json", exclude={"statement_a", "statement_b"})
    return document


def imported(result: Imported) -> Document:
    """Return the counts of an import, and each refused row with its line number."""
    document: Document = result.model_dump(mode="json")
    return document


def trial(form: str, found: Trial, understood: Understanding) -> Document:
    """Return what an import would do: the format, what each column became, rows as stored, and counts."""
    columns = [
        {"name": one.name, "field": one.field, "nearest": one.near, "rows": one.rows}
        for one in understood.columns
    ]
    return {
        "format": form,
        "columns": columns,
        "problem": understood.problem,
        **found.model_dump(mode="json"),
    }


def sources(found: Sequence[Source]) -> Document:
    """Return sources with their other names."""
    return {"sources": [_source(one) for one in found]}


def _source(one: Source) -> Document:
    return {"name": one.name, "aliases": list(one.aliases)}


def alerts(found: Sequence[Alert]) -> Document:
    """Return alerts, newest first."""
    return {"alerts": _plain(found)}


def watches(found: Sequence[Watch]) -> Document:
    """Return what somebody watches."""
    return {"watching": [watch.model_dump(mode="json", exclude={"watcher"}) for watch in found]}


def ingested(result: Ingested, found: Sequence[ProposalView]) -> Document:
    """Return an article that was taken in with its proposals, each with what it would stand beside."""
    return {
        "article": _intake(result.intake),
        "existed": result.existed,
        "replaced": result.replaced,
        "near": list(result.near),
        "proposals": [proposal_view(view) for view in found],
    }


def queue(found: Queue) -> Document:
    """Return the articles with proposals that wait; `more`: there are others."""
    return {"articles": list(map(_intake, found.intakes)), "more": found.more}


def review(found: Sequence[ProposalView]) -> Document:
    """Return proposals, each with what it would stand beside."""
    return {"proposals": [proposal_view(view) for view in found]}


def proposal_view(view: ProposalView) -> Document:
    """Return a proposal, the claim that says the same or None, and what it would stand beside."""
    return {
        **_proposal(view.proposal),
        "figures": _plain(view.figures),
        "on_record": view.claim.id if view.claim else None,
        **_grouped(view.related),
        "more": view.more,
    }


def accepted_all(result: AcceptedAll) -> Document:
    """Return the counts of what was accepted together, and what waits still."""
    document: Document = result.model_dump(mode="json")
    return {**document, "refused": [{"proposal": one, "reason": why} for one, why in result.refused]}


def settled(accepted: Sequence[Accepted], rejected: Sequence[Proposal]) -> Document:
    """Return what became of proposals: of each accepted one the claim, as `added` gives it."""
    return {
        "accepted": [{"proposal": one.proposal.id, **added(one.added)} for one in accepted],
        "rejected": [one.id for one in rejected],
    }


def _intake(one: Intake) -> Document:
    document: Document = one.model_dump(mode="json", exclude={"workspace"})
    return document


def _proposal(one: Proposal) -> Document:
    return {
        "id": one.id,
        "article": one.article_id,
        "state": one.state.value,
        "claim": one.draft.model_dump(mode="json"),
        "sentence": one.sentence,
        "start": one.start,
        "end": one.end,
        "attributed": one.attributed,
    }
