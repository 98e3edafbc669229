"""Words that every surface shares: what relations, decisions, watches and changes are called."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.interchange import Column
from bot.results import Imported, Trial
from bot.ui.plain import clean, plural
from db.models import Decision, Relation, Watch, WatchKind

TITLES: Final = {
    Relation.CONTRADICTS: "Contradicting",
    Relation.DIVERGES: "Diverging (both can hold)",
    Relation.REVISES: "Revised (the same speaker at another time)",
    Relation.AGREES: "Saying the same",
}
"""What the claims of one relation stand under, in the order in which they are shown."""

ACTIONS: Final = {
    "add": "Added",
    "edit": "Edited",
    "rate": "Rated by others",
    "retract": "Retracted",
    "withdraw": "Withdrawn",
    "reinstate": "Put back on record",
    "decide": "Decided",
    "undecide": "Decision taken back",
    "alias": "Other names given",
    "merge": "Merged",
    "separate": "Parted again",
}
"""What each kind of change in a history is called."""

SUSPECTED: Final = "suspected, not confirmed: "
DECIDED: Final = "decided by a moderator: "
NO_CONTRADICTION: Final = "No two claims on record contradict each other."
NO_SOURCE: Final = "No source is on record."
NO_ALERT: Final = "No alert has been raised."
NO_WATCH: Final = "You watch nothing."
NOTHING_NEAR: Final = "No story on record is near it."
ON_RECORD_THERE: Final = "Figures on record there, each with its speaker:"
NEAREST: Final = "The nearest stories:"
ENGLISH_ONLY: Final = "Who says what is read in English only: these stand as the outlet’s, whoever it quotes."
NEW_STORY_OF_ARTICLE: Final = "The story is new. If one of these is meant, take the article in again for it:"
NEW_STORY: Final = "The story is new. If one of these is meant, edit the claim’s story:"


def says(relation: Relation) -> str:
    """Write what a decision makes of two claims: “contradicts”, “have nothing to do with each other”."""
    return "have nothing to do with each other" if relation is Relation.UNRELATED else relation.value


def decided(made: Decision) -> str:
    """Write a decision without who made it: “#3 and #8: agrees (two counts of one team)”."""
    return f"#{made.a} and #{made.b}: {says(made.relation)} ({clean(made.reason)})"


def waits_again(proposals: Sequence[int]) -> str:
    """Write that proposals wait, whose claim was taken back: “Proposal 3 waits again; `review` shows it.”."""
    if len(proposals) == 1:
        return f"Proposal {proposals[0]} waits again; `review` shows it."
    return f"Proposals {', '.join(map(str, proposals))} wait again; `review` shows them."


def speakers(independent: int) -> str:
    """Write how many speakers say the same, where several outlets may quote one."""
    return f"{plural(independent, 'independent speaker')}, the match's included"


def counts(result: Imported) -> str:
    """Write what an import did in one sentence."""
    rated = f" ({result.rated:,} of them rated by others anew)" if result.rated else ""
    return (
        f"{plural(result.added, 'claim')} added, {result.existed:,} already on record{rated}, "
        f"{len(result.refused):,} refused; {plural(result.alerts, 'alert')}."
    )


def tried(found: Trial) -> str:
    """Write what an import would do in one sentence."""
    rated = f" ({found.rated:,} of them would be rated by others anew)" if found.rated else ""
    return (
        f"{plural(found.good, 'row')} good, {found.existed:,} of them already on record{rated}; "
        f"{len(found.refused):,} refused. Nothing was stored."
    )


def became(column: Column) -> str:
    """Write what a column of a file was understood as: “Said by → speaker (3 rows)”."""
    rows = f" ({plural(column.rows, 'row')})"
    if column.field:
        return f"{clean(column.name)} → {column.field}{rows}"
    near = f"; the nearest name that is understood is “{column.near}”" if column.near else ""
    return f"{clean(column.name)} → nothing{rows}{near}"


def watched(watch: Watch) -> str:
    """Write what a watch is for: “everything”, “story Harbour fire”."""
    return "everything" if watch.kind is WatchKind.EVERYTHING else f"{watch.kind} {clean(watch.name or '')}"


def differences(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> Iterator[tuple[str, str, str]]:
    """Yield each field that a change gave another value, as (field, before, after); none for a beginning."""
    old, new = before or {}, after or {}
    for key in dict.fromkeys((*old, *new)) if old else ():
        if old.get(key) != new.get(key):
            yield key, value(old.get(key)), value(new.get(key))


def value(stored: object) -> str:
    """Write a stored value: “nothing” for none, a chain with arrows, a source's names, whose rating."""
    if stored is None or stored == [] or stored == ():
        return "nothing"
    if isinstance(stored, list | tuple):
        sources = any(isinstance(one, Mapping) for one in stored)
        return ("; " if sources else " → ").join(map(value, stored))
    if isinstance(stored, Mapping):
        if "rating" in stored:
            return f"“{clean(str(stored['rating']))}” by {clean(str(stored.get('publisher', '')))}"
        names = [clean(str(name)) for name in stored.get("names", ()) if name != stored.get("name")]
        return clean(str(stored.get("name", ""))) + (f" (also {', '.join(names)})" if names else "")
    return clean(str(stored))
