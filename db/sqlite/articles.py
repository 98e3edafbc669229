"""Articles that were taken in, and the claims found in them."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime

from db.models import Article, ClaimDraft, Intake, Proposal, ProposalState, Proposed
from db.sqlite.rows import Row, instant_text, moment_of, moment_text
from db.sqlite.shared import inserted, workspace_id
from db.sqlite.sql import SQL
from db.store import LedgerError


def intake(db: sqlite3.Connection, workspace: str, article_id: int) -> Intake | None:
    """Return an article that was taken in."""
    row = db.execute(SQL["intake"], {"workspace": workspace, "id": article_id}).fetchone()
    return None if row is None else _intake_of(row)


def same_text(db: sqlite3.Connection, workspace: str, digest: bytes) -> list[Intake]:
    """Return the articles with this text, the one taken in last first."""
    return list(_intakes(db, workspace, "same_text", digest=digest))


def intakes_waiting(db: sqlite3.Connection, workspace: str, limit: int) -> list[Intake]:
    """Return the articles with proposals that wait, those taken in first."""
    return list(_intakes(db, workspace, "intakes_waiting", limit=limit))


def _intakes(db: sqlite3.Connection, workspace: str, query: str, **values: bytes | int) -> Iterator[Intake]:
    for (number,) in db.execute(SQL[query], {"workspace": workspace, **values}).fetchall():
        found = intake(db, workspace, number)
        if found is not None:
            yield found


def proposal(db: sqlite3.Connection, workspace: str, proposal_id: int) -> Proposal | None:
    """Return one proposal."""
    row = db.execute(SQL["proposal"], {"workspace": workspace, "id": proposal_id}).fetchone()
    return None if row is None else _proposal_of(row)


def proposals(db: sqlite3.Connection, workspace: str, article_id: int) -> list[Proposal]:
    """Return what was proposed of an article, in the order of its text."""
    rows = db.execute(SQL["proposals"], {"workspace": workspace, "article": article_id})
    return list(map(_proposal_of, rows))


def waiting(db: sqlite3.Connection, article_id: int, speaker_key: str | None) -> list[int]:
    """Return the ids of an article's proposals that wait, of one speaker or of all."""
    values = {"article": article_id, "speaker_key": speaker_key}
    return [number for (number,) in db.execute(SQL["waiting_by"], values)]


def take_in(
    db: sqlite3.Connection,
    workspace: str,
    article: Article,
    story: str,
    digest: bytes,
    actor: str,
    at: datetime,
) -> Intake:
    """Store an article, without its text."""
    number = inserted(
        db,
        "add_article",
        {
            "workspace": workspace_id(db, workspace),
            "digest": digest,
            "title": article.title,
            "outlet": article.outlet,
            "url": article.url,
            "published_at": moment_text(article.published_at),
            "language": article.language,
            "story": story,
            "actor": actor,
            "at": instant_text(at),
        },
    )
    found = intake(db, workspace, number)
    if found is None:
        raise LedgerError("the article was not stored; take it in again")
    return found


def propose(db: sqlite3.Connection, article_id: int, proposed: Iterable[tuple[Proposed, str]]) -> None:
    """Store what was found in an article, each with the key of its speaker."""
    db.executemany(
        SQL["add_proposal"],
        (
            {
                "article": article_id,
                "draft": one.draft.model_dump_json(),
                "speaker_key": speaker_key,
                "sentence": one.sentence,
                "begins": one.start,
                "ends": one.end,
                "attributed": int(one.attributed),
            }
            for one, speaker_key in proposed
        ),
    )


def settle(
    db: sqlite3.Connection,
    proposal_id: int,
    state: ProposalState,
    actor: str,
    at: datetime,
    claim_id: int | None,
    reason: str | None,
) -> None:
    """Store what became of a proposal."""
    db.execute(
        SQL["settle_proposal"],
        {
            "id": proposal_id,
            "state": state.value,
            "claim": claim_id,
            "actor": actor,
            "at": instant_text(at),
            "reason": reason,
        },
    )


def replace_waiting(db: sqlite3.Connection, article_id: int, actor: str, at: datetime) -> int:
    """Mark what waits of an article as replaced; return how many that were."""
    values = {"article": article_id, "actor": actor, "at": instant_text(at)}
    return db.execute(SQL["replace_waiting"], values).rowcount


def reopen(db: sqlite3.Connection, claim_id: int) -> list[int]:
    """Let the proposals that became a claim wait again; return their ids."""
    return sorted(row[0] for row in db.execute(SQL["reopen_proposals"], {"claim": claim_id}))


def _intake_of(row: Row) -> Intake:
    return Intake(
        id=row[0],
        workspace=row[1],
        title=row[2],
        outlet=row[3],
        url=row[4],
        published_at=moment_of(row[5]),
        language=row[6],
        story=row[7],
        actor=row[8],
        at=datetime.fromisoformat(row[9]),
        waiting=row[10],
        accepted=row[11],
        rejected=row[12],
    )


def _proposal_of(row: Row) -> Proposal:
    return Proposal(
        id=row[0],
        workspace=row[1],
        article_id=row[2],
        draft=ClaimDraft.model_validate_json(row[3]),
        sentence=row[4],
        start=row[5],
        end=row[6],
        attributed=bool(row[7]),
        state=ProposalState(row[8]),
        claim_id=row[9],
        actor=row[10],
        at=None if row[11] is None else datetime.fromisoformat(row[11]),
        reason=row[12],
    )
