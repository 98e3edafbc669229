"""The pieces that every embed is put together from: a claim, what it states, and why another stands by it."""

from collections.abc import Sequence
from typing import Final

from bot.domain.chains import chain
from bot.domain.figures import describe
from bot.results import Contradiction, Related, StoryFigures
from bot.ui import plain
from bot.ui.discord.sheet import Listing
from bot.ui.discord.text import MAX_LINK, cut, escape, link, short, stamp, who
from bot.ui.wording import SUSPECTED, TITLES, speakers
from db.models import Claim, ClaimDraft, Figure, Relation, Status

MAX_WORDS: Final = 900  # characters of a claim's words where it stands alone
MAX_BRIEF: Final = 160  # of what another claim states, beside it
MAX_REASON: Final = 260
MAX_CHAIN: Final = 300
_LONGEST: Final = 1_000  # of the link of a claim that stands alone
_MAX_NAME: Final = 100  # of one source in a chain
_MAX_RATING: Final = 140  # of what somebody rated a claim
_FIGURES: Final = 3  # figures of a claim that are named in brief
MARKS: Final = {Status.RETRACTED: " (retracted)", Status.WITHDRAWN: " (withdrawn)"}


def number(claim: Claim, what: str = "") -> str:
    """Write a claim's number, and whether it was taken back: “**Match #12** (retracted)”."""
    return f"**{what}#{claim.id}**{MARKS.get(claim.status, '')}"


def words(claim: ClaimDraft, limit: int = MAX_WORDS) -> str:
    """Write what a claim says: the desk's words, and the verbatim ones in quotation marks after them.

    Where there are only verbatim ones, those.
    """
    if not claim.quote:
        return short(claim.text, limit)
    if claim.quote == claim.text:
        return f"“{short(claim.quote, limit - len('“”'))}”"
    quote = short(claim.quote, limit // 2)
    return f"{short(claim.text, limit - len(quote) - len(' “”'))} “{quote}”"


def provenance(claim: ClaimDraft, longest: int = MAX_LINK) -> str:
    """Write the whole chain, speaker first, with the day and a link of at most `longest` characters."""
    address = link(claim.url, longest)
    return spoken(claim) + (f" · {address}" if address else "")


def spoken(claim: ClaimDraft) -> str:
    """Write the whole chain, speaker first, with the day."""
    names = cut(" → ".join(short(name, _MAX_NAME) for name in chain(claim)), MAX_CHAIN)
    when = claim.said_at or claim.published_at
    return f"{names}, {stamp(when) if when else 'no date'}"


def figure(one: Figure) -> str:
    """Write a figure in words, and whether it is denied."""
    return escape(describe(one))


def brief(claim: Claim) -> str:
    """Write what a claim states in a few words: its figures, or the beginning of its words."""
    if not claim.figures:
        return words(claim, MAX_BRIEF)
    named = "; ".join(map(figure, claim.figures[:_FIGURES]))
    more = f"; {len(claim.figures) - _FIGURES} more" if len(claim.figures) > _FIGURES else ""
    return cut(named, MAX_BRIEF) + more


def reason(related: Related | Contradiction) -> str:
    """Write why a claim stands beside another: suspected, decided by whom, or as the figures show."""
    if related.decided:
        by, decided, why = related.reason.partition(" decided: ")
        return f"Decided by {who(by)}: {because(why)}" if decided else f"Decided: {because(by)}"
    return suspicion(related.suspected) + because(related.reason)


def because(text: str) -> str:
    """Write a reason, cut to its room."""
    return short(text, MAX_REASON)


def suspicion(suspected: bool) -> str:
    """Write that something is only suspected, where it is."""
    return SUSPECTED.capitalize() if suspected else ""


def entry(claim: Claim, why: str = "") -> str:
    """Write a claim in a list: number and what it states; chain, day and link; why it is there."""
    return "\n".join(filter(None, (f"{number(claim)} {brief(claim)}", provenance(claim), why)))


def standing(claim: Claim) -> list[str]:
    """Write a claim that stands alone: its words, its chain with day and link, what others rated it."""
    return [words(claim), provenance(claim, _LONGEST), *ratings(claim)]


def stating(draft: ClaimDraft, limit: int) -> list[str]:
    """Write what somebody says who is not on record yet: their words, and their chain with day and link."""
    return [words(draft, limit), provenance(draft, _LONGEST)]


def understood(draft: ClaimDraft, figures: Sequence[Figure]) -> str:
    """Write what was read in a claim: its figures, its days, its language."""
    read = "; ".join(map(figure, figures)) if figures else "no figure; it is compared by its words"
    lines = [f"Figures: {cut(read, 700)}"]
    times = (("Said", draft.said_at), ("Published", draft.published_at), ("As of", draft.as_of))
    lines += [f"{name}: {stamp(when)}" for name, when in times if when]
    if draft.language != "en":
        lines.append(f"Language: {draft.language}")
    return "\n".join(lines)


def ratings(claim: ClaimDraft, most: int = 2, longest: int = 0) -> list[str]:
    """Write what others rated a claim, the first `most`, each as theirs.

    `longest` is how many characters the link of a review may have; 0: none is shown.
    """
    shown = []
    for one in claim.ratings[:most]:
        words = plain.rated_by(
            short(one.rating, _MAX_RATING), short(one.publisher, _MAX_NAME), one.published_at
        )
        address = link(one.url, longest) if longest else ""
        shown.append(words + (f" · {address}" if address else ""))
    left = len(claim.ratings) - len(shown)
    where = f": `/claim {claim.id}`" if isinstance(claim, Claim) else ""
    return [*shown, f"and {plain.plural(left, 'more rating')}{where}"] if left else shown


def heading(relation: Relation, count: int, independent: int | None = None) -> str:
    """Write what the claims of a relation stand under, with how many there are."""
    note = f"; {speakers(independent)}" if independent is not None else ""
    return f"{TITLES[relation]} ({count:,}{note})"


def listing(
    relation: Relation,
    found: Sequence[Related],
    unlisted: int,
    *,
    where: str,
    most: int,
    independent: int | None = None,
) -> Listing:
    """Return the first claims of one relation, `most` at most, as a list under its heading."""
    entries = [entry(one.claim, reason(one)) for one in found[:most]]
    total = len(found) + unlisted
    return Listing(heading(relation, total, independent), entries, total - len(entries), where)


def stated(story: StoryFigures, most: int | None = None) -> list[str]:
    """Write the figures on record in a story, the first ones where `most` is given, each with its chain."""
    return [
        f"{number(one.claim)} {short(one.figure, MAX_BRIEF)}\n{provenance(one.claim)}"
        for one in story.figures[:most]
    ]


def story_name(name: str) -> str:
    """Write a story's name, cut to its room."""
    return short(name, 200)


def story_heading(name: str, claims: int) -> str:
    """Write a story's name with its number of claims, the name cut to leave room for it."""
    return f"{story_name(name)} ({plain.plural(claims, 'claim')})"


def joined(names: Sequence[str], limit: int) -> str:
    """Write names one behind the other, each escaped, as many as fit."""
    return cut("; ".join(short(name, _MAX_NAME) for name in names), limit)
