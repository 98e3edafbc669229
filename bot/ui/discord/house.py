"""How the bot itself stands: what is set up, what is missing, what it can do."""

from collections.abc import Sequence
from math import isfinite
from typing import Final, NamedTuple

import discord

from bot.results import Standing
from bot.ui.discord.sheet import ALERT, ANSWER, Section, Sheet, paged
from bot.ui.discord.text import escape
from bot.ui.plain import plural
from db.models import Newsroom, Relation

_NOT_SET: Final = "not set"
_ALERTING: Final = {
    Relation.CONTRADICTS: "contradictions",
    Relation.REVISES: "revisions",
    Relation.DIVERGES: "divergences",
    Relation.AGREES: "agreements",
    Relation.UNRELATED: "nothing",
}


class SetupView(NamedTuple):
    """What a newsroom has set up and what it lacks."""

    newsroom: Newsroom
    prefix: str  # what commands begin with here
    missing: Sequence[str] = ()  # one sentence each: what is wrong and what puts it right


class Help(NamedTuple):
    """One command as help tells of it."""

    command: str  # its name, with what it takes: "check TEXT"
    what: str  # what it does, in one sentence
    example: str  # a whole line that works as it stands
    who: str = "everybody"


def setup(view: SetupView) -> discord.Embed:
    """Return what is set and what is missing."""
    newsroom = view.newsroom
    sheet = Sheet("Setup", colour=ALERT if view.missing else ANSWER)
    sheet.field("Missing" if view.missing else "Nothing is missing", _bullets(view.missing))
    sheet.field("Alert channel", _channel(newsroom.alert_channel))
    sheet.field("Role mentioned with an alert", _role(newsroom.alert_role) or "nobody")
    roles = ", ".join(filter(None, map(_role, newsroom.moderator_roles)))
    manage = "members who may manage messages"
    sheet.field("Moderators", f"{roles}, and {manage}" if roles else manage)
    sheet.field("Alerts are raised by", ", ".join(_ALERTING[one] for one in newsroom.alert_on) or "nothing")
    sheet.field("Commands begin with", f"{escape(view.prefix)} or /")
    return sheet.embed()


def _channel(channel: str | None) -> str:
    return f"<#{channel}>" if channel and channel.isdecimal() else _NOT_SET


def _role(role: str | None) -> str:
    return f"<@&{role}>" if role and role.isdecimal() else ""


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {escape(line)}" for line in lines) or "Alerts and commands work here."


def status(standing: Standing, version: str, latency: float) -> discord.Embed:
    """Return how the bot stands; `latency` is the gateway's, in seconds; not finite where unknown."""
    sheet = Sheet(f"Claimdesk {escape(version)}")
    took = f"{latency * 1000:,.0f} ms" if isfinite(latency) else "an unknown time"
    sheet.text(
        f"Answers from Discord take {took}.",
        f"{plural(standing.claims, 'claim')} in {plural(standing.stories, 'story', 'stories')} on record.",
        f"{plural(standing.waiting, 'alert message')} waiting to be delivered.",
    )
    return sheet.embed()


def help_pages(commands: Sequence[Help], prefix: str) -> list[discord.Embed]:
    """Return what every command does, who may use it, and an example of it."""
    intro = [
        f"Every command works as {escape(prefix)}name and as /name. "
        "Say who said it first, and who says otherwise: begin with `check`."
    ]
    sections = [
        Section(f"{escape(one.command)} ({one.who})", [f"{escape(one.what)}\nExample: {escape(one.example)}"])
        for one in commands
    ]
    return paged("What Claimdesk can do", intro, sections)


def help_one(command: Help) -> discord.Embed:
    """Return what one command does, who may use it, and an example of it."""
    sheet = Sheet(escape(command.command))
    sheet.text(escape(command.what))
    sheet.field("Example", escape(command.example))
    sheet.field("For", escape(command.who))
    return sheet.embed()
