"""Messages in channels and direct messages: sending, reading, editing, deleting, reacting."""

from typing import Final
from urllib.parse import unquote

from discord import Permissions

from tests.loopback import drafts, permissions, refusals
from tests.loopback.drafts import CREATED, EDITED, Draft
from tests.loopback.forms import Form
from tests.loopback.messages import DEFAULT, REPLY, Message
from tests.loopback.people import Json
from tests.loopback.places import CATEGORY, Channel
from tests.loopback.routes.routing import Call, Router

NONCE_LIVES: Final = 300.0  # seconds
router: Final = Router()


@router.on("POST", "/channels/{channel}/messages")
def create(call: Call) -> Json:
    """Send a message."""
    channel, body = call.channel(), call.json()
    granted = _granted(channel)
    _check_sending(channel, granted)
    draft = drafts.read(body, call.files, CREATED)
    if draft.empty:
        raise refusals.empty_message()
    _check_contents(draft, granted)
    replied = _replied(channel, draft, granted)
    earlier = _with_nonce(channel, draft)
    if earlier is not None:
        return earlier.payload()
    kind = DEFAULT if replied is None else REPLY
    return drafts.create(channel, call.world.bot, draft, kind=kind, replies_to=replied).payload()


@router.on("GET", "/channels/{channel}/messages")
def history(call: Call) -> list[Json]:
    """Return messages, newest first."""
    channel = call.channel()
    if channel.guild is not None and not _granted(channel).read_message_history:
        return []
    form = Form()
    form.keys(dict(call.query), (), {"limit", "before", "after", "around"})
    given = {key: int(value) for key, value in call.query.items() if value.isdecimal()}
    limit = form.whole(dict(given), "limit", (), 1, 100, default=50)
    form.done()
    found = [one for one in channel.messages if given.get("after", 0) < one.id < given.get("before", 2**63)]
    if "around" in given:
        found = sorted(found, key=lambda one: abs(one.id - given["around"]))[:limit]
    oldest_wanted = "after" in given and "before" not in given
    chosen = sorted(found, key=lambda one: one.id, reverse=not oldest_wanted)[:limit]
    return [one.payload() for one in sorted(chosen, key=lambda one: one.id, reverse=True)]


@router.on("GET", "/channels/{channel}/messages/{message}")
def one(call: Call) -> Json:
    """Return a message."""
    channel = call.channel()
    if not _granted(channel).read_message_history:
        raise refusals.missing_permissions()
    return _found(call, channel).payload()


@router.on("PATCH", "/channels/{channel}/messages/{message}")
def edit(call: Call) -> Json:
    """Edit a message of the bot's."""
    channel = call.channel()
    message = _found(call, channel)
    if message.author is not call.world.bot:
        raise refusals.of_another()
    if channel.archived:
        raise refusals.archived()
    draft = drafts.read(call.json(), call.files, EDITED, kept=message.attachments)
    _check_contents(draft, _granted(channel))
    drafts.revise(message, draft)
    return message.payload()


@router.on("DELETE", "/channels/{channel}/messages/{message}")
def delete(call: Call) -> None:
    """Delete a message; another's only with the permission to manage messages."""
    channel = call.channel()
    message = _found(call, channel)
    if message.author is not call.world.bot and not _granted(channel).manage_messages:
        raise refusals.missing_permissions()
    message.delete()


@router.on("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
def react(call: Call) -> None:
    """Add a reaction of the bot's."""
    channel = call.channel()
    message, emoji, granted = _found(call, channel), unquote(call.ids["emoji"]), _granted(channel)
    if not granted.read_message_history or not (emoji in message.reactions or granted.add_reactions):
        raise refusals.missing_permissions()
    message.reactions.setdefault(emoji, set()).add(call.world.bot.id)
    call.world.pulse.beat(f"reaction {emoji} in #{channel.name}")


@router.on("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
def unreact(call: Call) -> None:
    """Take a reaction of the bot's back."""
    message, emoji = _found(call, call.channel()), unquote(call.ids["emoji"])
    message.reactions.get(emoji, set()).discard(call.world.bot.id)
    if not message.reactions.get(emoji):
        message.reactions.pop(emoji, None)


def _granted(channel: Channel) -> Permissions:
    return Permissions.all() if channel.guild is None else channel.guild.bot_may(channel)


def _check_sending(channel: Channel, granted: Permissions) -> None:
    if channel.recipient is not None:
        if not channel.recipient.accepts_dms or not channel.world.shares_guild(channel.recipient):
            raise refusals.closed_inbox()
        return
    if channel.kind == CATEGORY:
        raise refusals.Refused(400, 50008, "Cannot send messages in a non-text channel")
    if not permissions.may_send(granted, channel):
        raise refusals.missing_permissions()
    if channel.archived:
        if channel.locked and not granted.manage_threads:
            raise refusals.locked()
        channel.reopen()


def _check_contents(draft: Draft, granted: Permissions) -> None:
    if (draft.body.get("embeds") and not granted.embed_links) or (draft.files and not granted.attach_files):
        raise refusals.missing_permissions()


def _replied(channel: Channel, draft: Draft, granted: Permissions) -> Message | None:
    form = Form()
    reference = form.inner(draft.body, "message_reference", ())
    where = ("message_reference",)
    form.keys(reference, where, {"type", "message_id", "channel_id", "guild_id", "fail_if_not_exists"})
    form.choice(reference, "type", where, [0])
    wanted = int(reference.get("message_id") or 0)
    found = next((message for message in channel.messages if message.id == wanted), None)
    if reference and found is None and reference.get("fail_if_not_exists", True):
        form.wrong(where, "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
    form.done()
    if found is not None and not granted.read_message_history:
        raise refusals.no_history()
    return found


def _with_nonce(channel: Channel, draft: Draft) -> Message | None:
    if draft.nonce is None or not draft.body.get("enforce_nonce"):
        return None
    oldest = channel.world.clock.seconds() - NONCE_LIVES
    for message in reversed(channel.bot_messages):
        if message.created.timestamp() < oldest:
            return None
        if message.nonce is not None and str(message.nonce) == str(draft.nonce):
            return message
    return None


def _found(call: Call, channel: Channel) -> Message:
    wanted = call.number("message")
    for message in reversed(channel.messages):
        if message.id == wanted:
            return message
    raise refusals.unknown_message()
