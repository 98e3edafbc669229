"""Lists in pages that buttons turn: stories, claims, figures, contradictions, histories, names."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import discord

from bot.interchange import Understanding
from bot.results import Contradiction, Imported, Refused, Sample, StoryFigures, StoryView, Trial, Undone
from bot.ui.discord import pieces
from bot.ui.discord.sheet import ALERT, ANSWER, Listing, Section, Sheet, paged
from bot.ui.discord.text import cut, escape, short, stamp, who
from bot.ui.plain import plural
from bot.ui.wording import (
    ACTIONS,
    NO_CONTRADICTION,
    NO_SOURCE,
    NO_WATCH,
    became,
    counts,
    decided,
    differences,
    tried,
    value,
    waits_again,
    watched,
)
from db.models import Change, Claim, Decision, Source, SourceChange, Story, Watch

__all__ = [
    "contradictions",
    "decision",
    "figures",
    "history",
    "imported",
    "source",
    "source_history",
    "sources",
    "stories",
    "story",
    "trial",
    "undone",
    "watches",
]

MAX_CELL: Final = 300  # characters of one value in a history
_REFUSALS: Final = 8  # refused rows that are shown at once; a file holds all of them
_AS_FOUND: Final = "as the figures and words show"


def story(found: StoryView) -> list[discord.Embed]:
    """Return a story's claims, earliest first."""
    entries = [pieces.entry(claim, _beneath(claim)) for claim in found.claims]
    if found.more:
        entries.append(f"and {plural(found.more, 'more claim')}; `/export` writes all of them")
    heading = f"{plural(found.story.claims, 'claim')}, earliest first"
    none = [] if entries else ["No claim of it is on record."]
    return paged(escape(found.story.name), none, [Section(heading, entries)])


def _beneath(claim: Claim) -> str:
    """Write a claim's words, where the line above names only its figures, and what others rated it."""
    whole = [pieces.words(claim, MAX_CELL)] if claim.figures else []
    return "\n".join([*whole, *pieces.ratings(claim, 1)])


def stories(found: Sequence[Story]) -> list[discord.Embed]:
    """Return the stories with their number of claims."""
    entries = [f"- {pieces.story_heading(one.name, one.claims)}" for one in found]
    none = [] if found else ["No story is on record; `/addclaim` and `/import` bring claims in."]
    return paged("Stories", none, [Section(plural(len(found), "story", "stories"), entries)])


def figures(found: StoryFigures) -> list[discord.Embed]:
    """Return every figure on record in a story with who said it."""
    entries = pieces.stated(found)
    none = [] if entries else ["No figure is on record in this story."]
    heading = f"{plural(len(entries), 'figure')} on record, earliest first"
    return paged(escape(found.name), none, [Section(heading, entries)])


def contradictions(found: Sequence[Contradiction]) -> list[discord.Embed]:
    """Return pairs of claims that contradict each other, by story, each with its reason."""
    sections = [
        Section(pieces.story_name(name), [_pair(one) for one in pairs])
        for name, pairs in groupby(found, key=lambda one: one.story)
    ]
    return paged("Contradictions", [] if found else [NO_CONTRADICTION], sections)


def _pair(pair: Contradiction) -> str:
    claims = (
        f"{pieces.number(claim)} {pieces.brief(claim)} ({pieces.spoken(claim)})" for claim in (pair.a, pair.b)
    )
    return "\n".join((pieces.reason(pair), *claims))


def history(claim_id: int, changes: Sequence[Change]) -> list[discord.Embed]:
    """Return what became of a claim, oldest first: who, when, before and after."""
    sections = [Section(_done(change), [*_why(change), *_claim_changes(change)]) for change in changes]
    return paged(f"History of #{claim_id}", [], sections)


def source_history(name: str, changes: Sequence[SourceChange]) -> list[discord.Embed]:
    """Return what became of a source's names, oldest first: who, when, before and after."""
    sections = [Section(_done(change), [*_why(change), *_source_changes(change)]) for change in changes]
    none = [] if changes else ["Its names are as they were first written."]
    return paged(f"History of {short(name, 200)}", none, sections)


def _done(change: Change | SourceChange) -> str:
    action = ACTIONS.get(change.action, escape(change.action).capitalize())
    undo = " (undo)" if change.undoes is not None else ""
    return f"{action}{undo} by {cut(who(change.actor), 120)}, {stamp(change.at)}"


def _why(change: Change | SourceChange) -> list[str]:
    return [f"Why: {short(change.reason, MAX_CELL)}"] if change.reason else []


def _claim_changes(change: Change) -> list[str]:
    if change.action in {"decide", "undecide"}:
        return [_decision_changes(change)]
    if change.before is None:
        return [cut(escape(value((change.after or {}).get("text"))), MAX_CELL)]
    return list(_cells(change)) or ["Nothing else changed."]


def _decision_changes(change: Change) -> str:
    stated = change.after or change.before or {}
    was, now = (value((side or {}).get("relation", _AS_FOUND)) for side in (change.before, change.after))
    return f"With #{escape(value(stated.get('claim')))}: {escape(was)} → {escape(now)}"


def _source_changes(change: SourceChange) -> list[str]:
    return list(_cells(change)) or ["Nothing else changed."]


def _cells(change: Change | SourceChange) -> Iterator[str]:
    for field, before, after in differences(change.before, change.after):
        name = escape(field.replace("_", " ")).capitalize()
        yield f"{name}: {short(before, MAX_CELL)} → {short(after, MAX_CELL)}"


def undone(result: Undone) -> discord.Embed:
    """Return what was taken back, and how things stand now."""
    change = result.change
    action = ACTIONS.get(change.action, escape(change.action).capitalize())
    sheet = Sheet("Taken back")
    if change.action == "decide" and result.claim:
        other, relation = ((change.after or {}).get(name) for name in ("claim", "relation"))
        sheet.text(
            f"{action}, {stamp(change.at)}: {pieces.number(result.claim)} and **#{other}**, {relation}",
            "",
            "Now: what was decided before, or else what their words make them to each other.",
        )
        return sheet.embed()
    now = pieces.standing(result.claim) if result.claim else []
    if result.claim and result.claim.status in pieces.MARKS:
        now.append(pieces.MARKS[result.claim.status].strip())
    if result.source:
        now = [_names(result.source)]
    what = f" ({pieces.number(result.claim)})" if result.claim else ""
    sheet.text(f"{action}, {stamp(change.at)}{what}", "", "Now:", *now)
    if result.reopened:
        sheet.field("In the queue", waits_again(result.reopened))
    return sheet.embed()


def decision(made: Decision) -> discord.Embed:
    """Return what somebody decided about two claims."""
    sheet = Sheet("Decided")
    sheet.text(short(decided(made), 2_000), f"By {who(made.actor)}, {stamp(made.at)}")
    return sheet.embed()


def watches(found: Sequence[Watch]) -> list[discord.Embed]:
    """Return what somebody watches."""
    entries = [f"- {short(watched(one), MAX_CELL)}" for one in found]
    return paged("What you watch", [] if found else [NO_WATCH], [Section("Alerts come for", entries)])


def source(one: Source, done: str) -> discord.Embed:
    """Return a source with its other names under what was done to it: “Merged”, “Other names given”."""
    sheet = Sheet(done)
    sheet.text(_names(one, 3_000))
    return sheet.embed()


def sources(found: Sequence[Source]) -> list[discord.Embed]:
    """Return sources with their other names."""
    entries = [f"- {_names(one)}" for one in found]
    none = [] if found else [NO_SOURCE]
    return paged("Sources", none, [Section(plural(len(found), "source"), entries)])


def _names(one: Source, limit: int = 600) -> str:
    also = f" (also {', '.join(map(escape, one.aliases))})" if one.aliases else ""
    return cut(f"{escape(one.name)}{also}", limit)


def trial(form: str, row: str, found: Trial, understood: Understanding) -> discord.Embed:
    """Return what an import would do; `row` is what one row of such a file is called."""
    intro = [tried(found)]
    if understood.problem:
        intro.append(f"**As it stands, import refuses it.** {short(understood.problem, 700)}")
    sheet = Sheet("Nothing imported: a dry run", colour=ALERT if found.refused else ANSWER)
    sheet.text(*intro)
    refused = _refused(row, found.refused)
    lists = [
        Listing(f"Understood ({form})", [short(became(one), MAX_CELL) for one in understood.columns]),
        Listing("As it would be stored", [_sample(row, one) for one in found.samples]),
        Listing(
            f"Refused ({len(found.refused):,})",
            refused,
            len(found.refused) - len(refused),
            "the attached file",
        ),
    ]
    sheet.listings([one for one in lists if one.entries])
    return sheet.embed()


def _sample(row: str, sample: Sample) -> str:
    draft = sample.draft
    known = "" if sample.known is None else f" (on record as #{sample.known})"
    figures = "; ".join(map(pieces.figure, sample.figures)) or "no figure"
    lines = [
        f"**{row.capitalize()} {sample.line:,}**{known} {pieces.words(draft, MAX_CELL)}",
        pieces.provenance(draft),
        f"Figures: {cut(figures, MAX_CELL)}",
        f"Story: {short(draft.story, MAX_CELL)}",
        *pieces.ratings(draft),
    ]
    return "\n".join(lines)


def _refused(row: str, found: Sequence[Refused]) -> list[str]:
    return [f"{row.capitalize()} {one.line:,}: {short(one.reason, MAX_CELL)}" for one in found[:_REFUSALS]]


def imported(result: Imported, row: str = "line") -> discord.Embed:
    """Return the counts of an import and the first refused rows; a file goes with all of them."""
    refused = _refused(row, result.refused)
    sheet = Sheet(
        "Imported" if result.added or not refused else "Nothing imported", colour=ALERT if refused else ANSWER
    )
    sheet.text(counts(result))
    if refused:
        unlisted = len(result.refused) - len(refused)
        heading = f"Refused ({len(result.refused):,})"
        sheet.listings([Listing(heading, refused, unlisted, "the attached file")])
    return sheet.embed()
