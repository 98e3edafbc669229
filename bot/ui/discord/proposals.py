"""What was found in articles, as embeds that moderators page through."""

from typing import Final

import discord

from bot.results import Accepted, AcceptedAll, Ingested, ProposalView, Queue
from bot.ui.discord import pieces
from bot.ui.discord.sheet import ANSWER, SETTLED, Sheet
from bot.ui.discord.text import cut, label, short, stamp, who
from bot.ui.plain import plural
from bot.ui.wording import ENGLISH_ONLY, NEW_STORY_OF_ARTICLE
from db.models import Intake, Proposal, ProposalState, Relation

NOTHING_LEFT: Final = "Nothing of that waits any more: somebody else has decided."
_WORDS: Final = 1_200  # characters of a proposal's words
_SENTENCE: Final = 700  # of the sentence that it was found in
_MOST: Final = {Relation.CONTRADICTS: 4}  # claims of a relation listed beside a proposal
_FEWER: Final = 2
_NAMED: Final = 70  # characters of an article's name in the queue, which shows all that its menu offers
_ORDER: Final = (Relation.CONTRADICTS, Relation.REVISES, Relation.DIVERGES, Relation.AGREES)


def proposal(view: ProposalView) -> discord.Embed:
    """Return one proposal: who says what, where it was found, and what it would contradict or repeat."""
    found, draft = view.proposal, view.proposal.draft
    waits = found.state is ProposalState.WAITING
    place = f", {view.place:,} of {view.intake.waiting:,}" if view.place else ""
    sheet = Sheet(f"Proposal {found.id}{place}", colour=ANSWER if waits else SETTLED)
    sheet.text(*([] if waits else [f"**{_became(found)}**", ""]), *pieces.stating(draft, _WORDS))
    sheet.field("Story", short(draft.story, 300))
    sheet.field("Understood", pieces.understood(draft, view.figures))
    heading = "Found in" if found.attributed else "The article itself says"
    sheet.field(f"{heading}: {short(_title(view.intake), 150)}", f"> {short(found.sentence, _SENTENCE)}")
    if waits and view.claim is not None:
        sheet.field("Already on record", pieces.entry(view.claim))
    sheet.listings(
        [
            pieces.listing(
                relation,
                [one for one in view.related if one.relation is relation],
                view.more.get(relation.value, 0),
                where="more on record",
                most=_MOST.get(relation, _FEWER),
            )
            for relation in _ORDER
            if any(one.relation is relation for one in view.related)
        ]
    )
    return sheet.embed()


def _became(found: Proposal) -> str:
    by = f" by {who(found.actor)}" if found.actor else ""
    claim = f" as #{found.claim_id}" if found.claim_id else ""
    why = f": {short(found.reason, 300)}" if found.reason else ""
    return f"{found.state.capitalize()}{claim}{by}{why}"


def settled(found: Proposal) -> str:
    """Return what became of a proposal as one line over the next one."""
    return f"Proposal {found.id}: {_became(found)}."


def too_late(found: Proposal) -> str:
    """Return that somebody was faster, and what they decided, as one line over the next proposal."""
    if found.state is ProposalState.REPLACED:
        return f"Too late: proposal {found.id} was replaced when its article was taken in again."
    became = _became(found)
    return f"Too late: proposal {found.id} was {became[:1].lower()}{became[1:]}."


def question(intake: Intake) -> str:
    """Return the question whether all of an article's proposals are meant."""
    return f"Accept all {plural(intake.waiting, 'proposal')} of this article as they stand?"


def accepted(result: Accepted) -> str:
    """Return what accepting a proposal did as one line over the next one."""
    claim = result.added.claim
    if result.added.existed:
        return f"Proposal {result.proposal.id} was on record already, as #{claim.id}."
    against = [f"#{one.claim.id}" for one in result.added.relations if one.relation is Relation.CONTRADICTS]
    contradicts = f" It contradicts {cut(', '.join(against), 200)}." if against else ""
    alert = f" Alert {result.added.alert.id} raised." if result.added.alert else ""
    return f"Proposal {result.proposal.id} is claim #{claim.id} now.{contradicts}{alert}"


def accepted_all(result: AcceptedAll) -> str:
    """Return what accepting many proposals did in a line or two."""
    if not (result.accepted or result.existed or result.refused):
        return NOTHING_LEFT
    done = (
        f"{plural(result.accepted, 'claim')} added, {result.existed:,} already on record; "
        f"{plural(result.alerts, 'alert')}."
    )
    if not result.refused:
        return done
    number, why = result.refused[0]
    rest = f" and {len(result.refused) - 1:,} more" if len(result.refused) > 1 else ""
    return f"{done} Still waiting: proposal {number}{rest} ({short(why, 300)})"


def ingested(result: Ingested) -> str:
    """Return what was found in an article, in a line over its first proposal."""
    name = f"“{short(_title(result.intake), 150)}”"
    lines = [
        f"{name} was taken in before: {_counts(result.intake)}."
        if result.existed
        else f"Read {name}: {plural(result.intake.waiting, 'proposal')}."
    ]
    if result.replaced:
        waits = "waits" if result.replaced == 1 else "wait"
        lines.append(f"{plural(result.replaced, 'proposal')} of an earlier reading no longer {waits}.")
    if not result.intake.language.startswith("en"):
        lines.append(ENGLISH_ONLY)
    if result.near:
        lines.append(f"{NEW_STORY_OF_ARTICLE} {pieces.joined(result.near, 400)}")
    return "\n".join(lines)


def own_words(why: str) -> str:
    """Return that a message itself was read as an article, with why what it links to was not."""
    if not why:
        return "Taken for the article: the message’s own words."
    return f"Taken for the article: the message’s own words, for its link can’t be read. {short(why, 400)}"


def reading(done: int, whole: int) -> str:
    """Return how far the reading of an article has come."""
    return f"Reading: {done:,} of {whole:,} characters …"


def accepting(done: int, whole: int) -> str:
    """Return how far the accepting of many proposals has come."""
    return f"Accepting: {done:,} of {whole:,} …"


def queue(found: Queue) -> discord.Embed:
    """Return the articles with something to decide."""
    if not found.intakes:
        sheet = Sheet("Nothing waits", colour=SETTLED)
        sheet.text("`/ingest` takes an article in: a link, a file, or a reply to a message with one.")
        return sheet.embed()
    sheet = Sheet("What waits for a look")
    lines = [f"- **{short(_title(one), _NAMED)}**: {_counts(one)}, {stamp(one.at)}" for one in found.intakes]
    sheet.text(*lines, *(["and others; they come up when these are done"] if found.more else []))
    return sheet.embed()


def option(intake: Intake) -> discord.SelectOption:
    """Return an article as a choice in a menu."""
    description = f"{plural(intake.waiting, 'proposal')} waiting"
    return discord.SelectOption(
        label=label(_title(intake)), value=str(intake.id), description=label(description)
    )


def _title(intake: Intake) -> str:
    name = intake.title or intake.story
    return f"{name} ({intake.outlet})" if intake.outlet else name


def _counts(intake: Intake) -> str:
    decided = ((intake.accepted, "accepted"), (intake.rejected, "rejected"))
    return ", ".join(
        [f"{intake.waiting:,} waiting", *(f"{count:,} {what}" for count, what in decided if count)]
    )
