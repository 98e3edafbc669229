"""Answers, claims and alerts as embeds that a reporter takes in at a glance."""

from collections.abc import Sequence
from typing import Final

import discord

from bot import results
from bot.results import Added, Answer, ClaimView, Match, StoryFigures
from bot.ui.discord import pieces
from bot.ui.discord.alerts import alert, alert_line, alert_number
from bot.ui.discord.house import Help, SetupView, help_one, help_pages, setup, status
from bot.ui.discord.sheet import ANSWER, MAX_TITLE, SETTLED, Listing, Section, Sheet, paged
from bot.ui.discord.text import MAX_LINK, code_block, escape, short
from bot.ui.plain import plural
from bot.ui.wording import NEAREST, NEW_STORY, NOTHING_NEAR, ON_RECORD_THERE
from db.models import MAX_RATINGS, Claim, Relation, Status

__all__ = [
    "ALL_FIGURES",
    "COPY",
    "Help",
    "SetupView",
    "added",
    "alert",
    "alert_line",
    "alert_number",
    "answer",
    "answer_line",
    "claim_card",
    "claim_view",
    "compiled",
    "help_one",
    "help_pages",
    "match",
    "notice",
    "setup",
    "status",
]

COPY: Final = "To paste into copy"
"""The name of the field whose code block holds the copy-ready line."""
ALL_FIGURES: Final = "All figures"
"""The name of the button under an answer that lists what is left out of it."""

_ADDED: Final = "Added"
_OTHERWISE: Final = (Relation.CONTRADICTS, Relation.REVISES, Relation.DIVERGES)
_MOST: Final = {Relation.CONTRADICTS: 5}  # claims of a relation listed in an answer
_FEWER: Final = 3
_FIGURES: Final = 8  # of a story, where nobody gives the one that was asked for
_QUERY: Final = 180  # characters of what was asked that are shown again


def answer(found: Answer) -> list[discord.Embed]:
    """Return a check's answer: the best match, or that nobody said it, or that nothing fits."""
    if not found.matches:
        return [_none(found)]
    others = [one.claim.story for one in found.matches[1:]]
    return [match(found.matches[0], others, [story.name for story in found.stories])]


def match(found: Match, others: Sequence[str] = (), further: Sequence[str] = ()) -> discord.Embed:
    """Return one match.

    `others` are the stories that fit as well, for the menu below it to pick; `further` those beyond the menu.
    """
    line = code_block(found.line)
    sheet = Sheet(escape(found.claim.story), reserve=len(line) + len(COPY))
    head = f"{pieces.number(found.claim, 'Match ')}, score {found.score:.0f} of 100"
    sheet.text(*_several(others, further), head, *pieces.standing(found.claim))
    sheet.field("Earliest on record", _earliest(found))
    sheet.listings([*_otherwise(found), *_same(found)])
    sheet.release()
    sheet.field(COPY, line)
    return sheet.embed()


def _several(others: Sequence[str], further: Sequence[str]) -> list[str]:
    """Write that several stories fit, and where each of them is."""
    if not others and not further:
        return []
    fits = f"**This fits {1 + len(others) + len(further)} stories equally.**"
    menu = f" The menu below picks another: {pieces.joined(others, 200)}." if others else ""
    beyond = f" Fitting as well: {pieces.joined(further, 200)}." if further else ""
    return [f"{fits}{menu}{beyond}", ""]


def _earliest(found: Match) -> str:
    if found.earliest.id == found.claim.id:
        return f"{pieces.number(found.earliest)}, the match itself"
    return pieces.entry(found.earliest)


def _otherwise(found: Match) -> list[Listing]:
    """Return who says otherwise; that nobody contradicts it is worth saying."""
    lists = []
    for relation in _OTHERWISE:
        related = getattr(found, relation.value)
        more = found.more.get(relation.value, 0)
        if related or more or relation is Relation.CONTRADICTS:
            most = _MOST.get(relation, _FEWER)
            lists.append(pieces.listing(relation, related, more, where=_where(found), most=most))
    return lists


def _same(found: Match) -> list[Listing]:
    return [
        pieces.listing(
            Relation.AGREES,
            found.agrees,
            found.more.get(Relation.AGREES.value, 0),
            where=_where(found),
            most=_FEWER,
            independent=found.independent,
        )
    ]


def _where(found: Match) -> str:
    return ALL_FIGURES if found.claim.figures else f"`/claim {found.claim.id}`"


def _none(found: Answer) -> discord.Embed:
    asked = f"“{short(found.query, _QUERY)}”"
    if found.nobody:
        sheet = Sheet(f"Nobody on record says {asked}")
        sheet.text(ON_RECORD_THERE)
        sheet.listings([_figures(story) for story in found.stories])
        return sheet.embed()
    sheet = Sheet(f"Nothing on record fits {asked}")
    names = [f"- {pieces.story_heading(story.name, story.claims)}" for story in found.stories]
    sheet.text(*([NEAREST, *names, "`/story` shows the claims of one."] if names else [NOTHING_NEAR]))
    return sheet.embed()


def _figures(story: StoryFigures) -> Listing:
    name = pieces.story_heading(story.name, story.claims)
    shown = pieces.stated(story, _FIGURES)
    return Listing(name, shown, len(story.figures) - len(shown), ALL_FIGURES)


def answer_line(found: Answer) -> str:
    """Return an answer in one plain sentence, for a notification; it pings nobody."""
    asked = f"“{short(found.query, _QUERY)}”"
    if not found.matches:
        return f"Nobody on record says {asked}." if found.nobody else f"Nothing on record fits {asked}."
    one = found.matches[0]
    against = len(one.contradicts) + one.more.get(Relation.CONTRADICTS.value, 0)
    speaker = short(one.claim.speaker, 100)
    says = "1 claim contradicts it" if against == 1 else f"{against:,} claims contradict it"
    return f"{asked}: #{one.claim.id}, {speaker}; {says if against else 'no claim on record contradicts it'}."


def added(result: Added, done: str = _ADDED) -> discord.Embed:
    """Return what was understood of a claim that was added or edited, and what it contradicts.

    `done` is what happened to it, in a word or two: “Added”, “Edited”, “Nothing changed”.
    """
    claim = result.claim
    known = result.existed and done == _ADDED
    mark = pieces.MARKS.get(claim.status, "")
    sheet = Sheet(f"Already on record as #{claim.id}{mark}" if known else f"{done}: #{claim.id}{mark}")
    sheet.text(*pieces.standing(claim))
    sheet.field("Story", short(claim.story, 300))
    if result.near:
        sheet.field("New story", "\n".join([NEW_STORY, *(f"- {short(name, 200)}" for name in result.near)]))
    sheet.field("Understood", pieces.understood(claim, claim.figures))
    more = f"`/claim {claim.id}`"
    if result.existed:
        sheet.field("Beside it", f"{more} shows what stands there.")
        return sheet.embed()
    found = {relation: [one for one in result.relations if one.relation is relation] for relation in Relation}
    sheet.listings(
        [
            pieces.listing(relation, found[relation], 0, where=more, most=_MOST.get(relation, _FEWER))
            for relation in (*_OTHERWISE, Relation.AGREES)
            if found[relation] or relation is Relation.CONTRADICTS
        ]
    )
    sheet.footer(f"Alert {result.alert.id} raised" if result.alert else "No alert raised")
    return sheet.embed()


def claim_view(found: ClaimView) -> list[discord.Embed]:
    """Return a claim with all that stands beside it, in pages."""
    sections = [Section("Understood", [pieces.understood(found.claim, found.claim.figures)])]
    if found.claim.ratings:
        sections.append(Section("Rated by others", pieces.ratings(found.claim, MAX_RATINGS, MAX_LINK)))
    for relation in (*_OTHERWISE, Relation.AGREES):
        entries = [
            pieces.entry(one.claim, pieces.reason(one)) for one in found.related if one.relation is relation
        ]
        unlisted = found.more.get(relation.value, 0)
        if entries or unlisted:
            more = [f"and {unlisted:,} more"] if unlisted else []
            name = pieces.heading(relation, len(entries) + unlisted)
            sections.append(Section(name, [*entries, *more]))
    return paged(_claim_title(found.claim), _claim_lines(found.claim), sections)


def claim_card(claim: Claim, done: str) -> discord.Embed:
    """Return one claim under what was done to it: “Retracted”, “Withdrawn”."""
    sheet = Sheet(f"{done}: #{claim.id}", colour=ANSWER if claim.status is Status.ACTIVE else SETTLED)
    sheet.text(*_claim_lines(claim))
    sheet.field("Story", short(claim.story, 300))
    return sheet.embed()


def _claim_title(claim: Claim) -> str:
    return f"#{claim.id} in {short(claim.story, 230)}"


def _claim_lines(claim: Claim) -> list[str]:
    status = {
        Status.RETRACTED: ["**Retracted**: its speaker or outlet took it back.", ""],
        Status.WITHDRAWN: ["**Withdrawn**: it was entered by mistake.", ""],
    }
    return [*status.get(claim.status, []), pieces.words(claim, 2_000), pieces.provenance(claim)]


def notice(title: str, *lines: str) -> discord.Embed:
    """Return a short embed of our own words; `title` and `lines` come escaped."""
    sheet = Sheet(title)
    sheet.text(*lines)
    return sheet.embed()


def compiled(found: results.Sheet) -> discord.Embed:
    """Return what stands beside the file that a story's sheet is."""
    claims = plural(found.story.claims, "claim")
    speakers = plural(found.speakers, "independent speaker")
    more = "more than " if found.more_speakers else ""
    return notice(
        short(found.story.name, MAX_TITLE),
        f"{claims} by {more}{speakers}, on one page that any browser opens and prints.",
    )
