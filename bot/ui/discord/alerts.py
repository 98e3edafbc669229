"""Alerts: what a new claim contradicts, and what people decided about it."""

import re
from typing import Final

import discord

from bot.results import AlertView
from bot.ui.discord import pieces
from bot.ui.discord.sheet import ALERT, SETTLED, Listing, Sheet
from bot.ui.discord.text import short, stamp, who
from bot.ui.plain import plural
from db.models import Alert, AlertLine, AlertState, Decision, Relation, Status

_TITLES: Final = {
    Relation.CONTRADICTS: "Contradiction",
    Relation.REVISES: "Revision",
    Relation.DIVERGES: "Divergence (both can hold)",
}
_SUSPECTED: Final = "Possible contradiction (suspected)"
_VERBS: Final = {
    Relation.CONTRADICTS: "contradicts",
    Relation.REVISES: "revises",
    Relation.DIVERGES: "diverges from",
}
_HEADINGS: Final = {
    Relation.CONTRADICTS: "Contradicts",
    Relation.REVISES: "Revises",
    Relation.DIVERGES: "Diverges from (both can hold)",
}
_FORMERLY: Final = {
    Relation.CONTRADICTS: "Had been found to contradict",
    Relation.REVISES: "Had been found to revise",
    Relation.DIVERGES: "Had been found to diverge from",
}
_MOST: Final = 8  # contested claims that are listed
_GONE: Final = {
    Status.RETRACTED: "**Retracted**: the new claim's speaker or outlet took it back.",
    Status.WITHDRAWN: "**Withdrawn**: the new claim was entered by mistake.",
}
_NUMBER: Final = re.compile(r"Alert (?P<number>[0-9]{1,18}), raised ")
_BESIDE: Final = {
    Status.RETRACTED: "Retracted since: its speaker or outlet took it back.",
    Status.WITHDRAWN: "Withdrawn since: it was entered by mistake.",
}


def alert(view: AlertView) -> discord.Embed:
    """Return an alert as it stands now: the new claim, what it contests, and who decided what.

    What was dismissed, withdrawn or retracted says so first. A withdrawn claim's words are not shown.
    """
    colour = SETTLED if _void(view) else ALERT
    sheet = Sheet(_title(view), colour=colour, reserve=len(_raised(view)))
    sheet.text(*_state(view), *_new(view))
    sheet.listings([_contested(view, relation) for relation in _HEADINGS if _of(view, relation)])
    sheet.release()
    sheet.footer(_raised(view))
    return sheet.embed()


def alert_line(view: AlertView) -> str:
    """Return an alert in one plain sentence, for a notification; it pings nobody."""
    word = _word(view)
    state = f"{word}: " if word else ""
    return f"{state}#{view.claim.id} {_contests(view)} in {short(view.claim.story, 200)}."


def _contests(view: AlertView) -> str:
    """Write what a claim does to how many: “contradicts 2 claims and diverges from 1”."""
    parts: list[str] = []
    for relation in [one for one in _VERBS if _of(view, one)] or [Relation.CONTRADICTS]:
        count = len(_of(view, relation))
        suspected = relation is Relation.CONTRADICTS and _only_suspected(view)
        what = f"{count:,}" if parts else plural(count, "claim")
        parts.append(f"{'may contradict' if suspected else _VERBS[relation]} {what}")
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def _word(view: AlertView) -> str:
    """Return in one word what became of an alert; nothing while it waits."""
    if view.claim.status is not Status.ACTIVE:
        return view.claim.status.value.capitalize()
    return "" if view.alert.state is AlertState.WAITING else view.alert.state.value.capitalize()


def _void(view: AlertView) -> bool:
    return view.alert.state is AlertState.DISMISSED or view.claim.status is not Status.ACTIVE


def _title(view: AlertView) -> str:
    gravest, word = _gravest(view), _word(view)
    suspected = gravest is Relation.CONTRADICTS and _only_suspected(view)
    title = _SUSPECTED if suspected else _TITLES[gravest]
    return f"{word}: {title[0].lower()}{title[1:]}" if word else title


def _gravest(view: AlertView) -> Relation:
    found = {line.relation for line in view.alert.lines}
    return next((relation for relation in _TITLES if relation in found), Relation.CONTRADICTS)


def _only_suspected(view: AlertView) -> bool:
    """Return whether no contradiction stands on figures or on somebody's word."""
    lines = [
        (line, state)
        for line, state in zip(view.alert.lines, view.states, strict=True)
        if line.relation is Relation.CONTRADICTS
    ]
    return bool(lines) and all(line.suspected and state is not AlertState.CONFIRMED for line, state in lines)


def _state(view: AlertView) -> list[str]:
    """Write what became of the alert as a whole, where anything did."""
    if view.claim.status in _GONE:
        return [_GONE[view.claim.status], ""]
    if view.alert.state is AlertState.WAITING:
        return []
    settled = f"**{view.alert.state.value.capitalize()}**"
    if not any(view.decisions):
        return [f"{settled}: what it reported no longer stands, because a claim was changed.", ""]
    common = _common(view)
    return [settled + (_by(common, view.alert) if common else "; each line says by whom."), ""]


def _common(view: AlertView) -> Decision | None:
    """Return the decision that every line shares, where one person made all of them for one reason."""
    said = {None if made is None else (made.actor, made.relation, made.reason) for made in view.decisions}
    return view.decisions[0] if len(said) == 1 else None


def _by(decision: Decision, alert: Alert) -> str:
    """Write who decided and when, and why where that says more than the state of the alert."""
    given = not decision.reason.endswith(f" with alert {alert.id}")
    why = f": {pieces.because(decision.reason)}" if given else ""
    return f" by {who(decision.actor)}, {stamp(decision.at)}{why}"


def _new(view: AlertView) -> list[str]:
    story = f"Story: {short(view.claim.story, 300)}"
    if view.claim.status is Status.WITHDRAWN:
        return [story, f"{pieces.number(view.claim, 'New claim ')}"]
    return [story, f"{pieces.number(view.claim, 'New claim ')}", *pieces.standing(view.claim)]


def _of(view: AlertView, relation: Relation) -> list[int]:
    return [at for at, line in enumerate(view.alert.lines) if line.relation is relation]


def _contested(view: AlertView, relation: Relation) -> Listing:
    at = _of(view, relation)
    heading = f"{(_FORMERLY if _void(view) else _HEADINGS)[relation]} ({len(at):,})"
    lines = [_line(view, one) for one in at[:_MOST]]
    return Listing(heading, lines, len(at) - len(lines), f"`/claim {view.claim.id}`")


def _line(view: AlertView, at: int) -> str:
    """Write one contested claim: what it states, why the two clash, and what was decided."""
    line, other = view.alert.lines[at], view.others[at].claim
    if Status.WITHDRAWN in {other.status, view.claim.status}:
        return f"**#{other.id}** {_BESIDE.get(other.status, '')}".rstrip()
    why = f"{pieces.suspicion(_unsettled(line, view.states[at]))}{pieces.because(line.reason)}"
    notes = [_BESIDE.get(other.status, "")]
    decision = view.decisions[at]
    if decision is not None and _common(view) is None:
        notes.append(f"{view.states[at].value.capitalize()}{_by(decision, view.alert)}")
    return "\n".join(filter(None, [pieces.entry(other, why), *notes]))


def _unsettled(line: AlertLine, state: AlertState) -> bool:
    return line.suspected and state is AlertState.WAITING


def alert_number(embed: discord.Embed) -> int | None:
    """Return the number of the alert that an embed of ours shows, None where it shows none."""
    found = _NUMBER.match(embed.footer.text or "")
    return int(found["number"]) if found else None


def _raised(view: AlertView) -> str:
    return f"Alert {view.alert.id}, raised {stamp(view.alert.at)}"
