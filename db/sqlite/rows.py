"""What a row holds and what a record says: one turned into the other, both ways."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

from pydantic import TypeAdapter

from db.models import (
    Change,
    Claim,
    Decision,
    Delivery,
    DeliveryState,
    Entry,
    Figure,
    Position,
    Rating,
    Relation,
    Source,
    SourceChange,
    SourceName,
    Status,
    Story,
    Suspicion,
)
from db.store import Written

Row = tuple[Any, ...]

_FIGURES: Final = TypeAdapter(tuple[Figure, ...])
_OFFSETS: Final = frozenset({"start", "end"})
_DEFAULTS: Final = {
    name: field.default for name, field in Figure.model_fields.items() if not field.is_required()
}
_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_STATUS: Final = {status.value: status for status in Status}
_DAY: Final = len("2016-09-17")
_LAST: Final = "~"  # sorts after every digit and letter
AFTER_ALL: Final = f"{_LAST} {_LAST} "  # sorts after every `earliest_key`


def moment_text(moment: date | None) -> str | None:
    """Return a day as ten characters, an instant in UTC as more."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return None if moment is None else moment.isoformat()


def moment_of(text: str | None) -> date | None:
    """Return the day or the instant that `moment_text` wrote."""
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == _DAY else datetime.fromisoformat(text)


def instant_text(moment: datetime) -> str:
    """Return an instant in UTC with its microseconds, so that such texts sort by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def earliest_key(said_at: date | None, published_at: date | None) -> str:
    """Return a text that sorts by `said_at`, then `published_at`; a day after its instants, none last."""
    return f"{_sortable(said_at)} {_sortable(published_at)}"


def _sortable(moment: date | None) -> str:
    if moment is None:
        return _LAST
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00")
    return moment.isoformat() + _LAST


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.value if isinstance(value, StrEnum) else value


def _figure_text(figure: Figure) -> str:
    stated = {
        name: _plain(value)
        for name, value in vars(figure).items()
        if (name not in _DEFAULTS or value != _DEFAULTS[name]) and name not in _OFFSETS
    }
    return _JSON.encode(stated)


def figures_text(figures: Sequence[Figure]) -> tuple[bytes, str]:
    """Return the key of a set of figures, and the set as JSON in the order given, without offsets.

    The key is the same for the same figures in another order; a part stays with the whole before it.
    """
    texts = [_figure_text(figure) for figure in figures]
    groups: list[list[str]] = []
    for figure, text in zip(figures, texts, strict=True):
        if figure.part and groups:
            groups[-1].append(text)
        else:
            groups.append([text])
    canonical = sorted({(whole, *sorted(set(parts))) for whole, *parts in groups})
    return blake2b(json.dumps(canonical).encode(), digest_size=16).digest(), f"[{','.join(texts)}]"


@lru_cache(maxsize=10_000)
def figures_of(text: str) -> tuple[Figure, ...]:
    """Return the figures that `figures_text` wrote; remembered, for few sets are stated by many claims."""
    return _FIGURES.validate_json(text)


def written(entry: Entry) -> Written:
    """Return an entry written out as the ledger keeps it."""
    draft = entry.draft
    return Written(
        story=SourceName(draft.story, entry.story_key),
        speaker=entry.speaker,
        via=entry.via,
        outlet=entry.outlet,
        position=figures_text(entry.figures) if entry.figures else None,
        ratings=draft.ratings,
        text=draft.text,
        quote=draft.quote,
        url=draft.url,
        said_at=moment_text(draft.said_at),
        published_at=moment_text(draft.published_at),
        as_of=moment_text(draft.as_of),
        language=draft.language,
        status=draft.status.value,
        statement=entry.statement,
        earliest=earliest_key(draft.said_at, draft.published_at),
        draft=draft.model_dump_json(),
    )


def claim_of(row: Row) -> Claim:
    """Return the claim of a row of the query `claims`."""
    via: list[tuple[int, str]] = json.loads(row[20]) if row[20] != "[]" else []
    return Claim.trusted(
        {
            "story": row[3],
            "text": row[4],
            "quote": row[5],
            "speaker": row[6],
            "via": tuple(name for _, name in via),
            "outlet": row[8],
            "url": row[10],
            "said_at": moment_of(row[11]),
            "published_at": moment_of(row[12]),
            "as_of": moment_of(row[13]),
            "language": row[14],
            "status": _STATUS[row[15]],
            "ratings": _ratings_of(row[21]),
            "id": row[0],
            "workspace": row[1],
            "story_id": row[2],
            "speaker_id": row[7],
            "via_ids": tuple(source_id for source_id, _ in via),
            "outlet_id": row[9],
            "added_at": datetime.fromisoformat(row[16]),
            "statement": row[17],
            "position_id": row[18],
            "figures": () if row[19] is None else figures_of(row[19]),
        }
    )


def _ratings_of(text: str) -> tuple[Rating, ...]:
    """Return the ratings of a JSON list of (publisher, rating, url, moment of publication)."""
    if text == "[]":
        return ()
    return tuple(
        Rating.model_construct(
            publisher=publisher, rating=rating, url=url, published_at=moment_of(published_at)
        )
        for publisher, rating, url, published_at in json.loads(text)
    )


def story_of(row: Row) -> Story:
    """Return the story of a row (id, workspace, name, claims)."""
    return Story.model_construct(id=row[0], workspace=row[1], name=row[2], claims=row[3])


def source_of(row: Row) -> Source:
    """Return the source of a row (id, workspace, name, JSON list of all its names)."""
    aliases = sorted(set(json.loads(row[3])) - {row[2]})
    return Source.model_construct(id=row[0], workspace=row[1], name=row[2], aliases=tuple(aliases))


def position_of(row: Row) -> Position:
    """Return the position of a row (id, story, figures as JSON, claims)."""
    return Position.trusted(
        {"id": row[0], "story_id": row[1], "figures": figures_of(row[2]), "claims": row[3]}
    )


def change_of(row: Row) -> Change:
    """Return the change of a row of the query `history`."""
    return Change(
        id=row[0],
        claim_id=row[1],
        at=datetime.fromisoformat(row[2]),
        actor=row[3],
        action=row[4],
        before=None if row[5] is None else json.loads(row[5]),
        after=None if row[6] is None else json.loads(row[6]),
        reason=row[7],
        undoes=row[8],
    )


def source_change_of(row: Row) -> SourceChange:
    """Return the change of a row of the query `source_history`."""
    return SourceChange(
        id=row[0],
        source_id=row[1],
        at=datetime.fromisoformat(row[2]),
        actor=row[3],
        action=row[4],
        before=json.loads(row[5]),
        after=json.loads(row[6]),
        reason=row[7],
        undoes=row[8],
    )


def delivery_of(row: Row) -> Delivery:
    """Return the delivery of a row of the query `due`."""
    return Delivery(
        id=row[0],
        alert_id=row[1],
        workspace=row[2],
        recipient=row[3],
        state=DeliveryState(row[4]),
        attempts=row[5],
        due_at=datetime.fromisoformat(row[6]),
        channel=row[7],
        message=row[8],
        shown=row[9],
        version=row[10],
        error=row[11],
    )


def decision_of(row: Row) -> Decision:
    """Return the decision of a row (a, b, relation, reason, actor, at, statement of a, statement of b)."""
    return Decision(
        a=row[0],
        b=row[1],
        relation=Relation(row[2]),
        reason=row[3],
        actor=row[4],
        at=datetime.fromisoformat(row[5]),
        statement_a=row[6],
        statement_b=row[7],
    )


def suspicion_of(row: Row) -> Suspicion:
    """Return the suspicion of a row (a, b, relation, reason)."""
    return Suspicion(a=row[0], b=row[1], relation=Relation(row[2]), reason=row[3])
