"""What a member may do, from roles and a channel's overwrites, as Discord computes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from discord import Permissions

if TYPE_CHECKING:
    from tests.loopback.people import Member
    from tests.loopback.places import Channel

EVERYONE: Final = Permissions(
    add_reactions=True,
    attach_files=True,
    change_nickname=True,
    connect=True,
    create_instant_invite=True,
    create_public_threads=True,
    embed_links=True,
    external_emojis=True,
    mention_everyone=True,
    read_message_history=True,
    send_messages=True,
    send_messages_in_threads=True,
    speak=True,
    use_application_commands=True,
    view_channel=True,
)
BOT: Final = Permissions(
    attach_files=True,
    embed_links=True,
    read_message_history=True,
    send_messages=True,
    send_messages_in_threads=True,
    view_channel=True,
)
_NEEDS_SENDING: Final = Permissions(
    attach_files=True, embed_links=True, mention_everyone=True, send_tts_messages=True
)


def in_guild(member: Member) -> Permissions:
    """Return what a member may do in the guild at large."""
    value = member.guild.everyone.permissions.value
    for role in member.roles:
        value |= role.permissions.value
    granted = Permissions(value)
    owns = member.guild.owner is not None and member.guild.owner.id == member.id
    return Permissions.all() if owns or granted.administrator else granted


def in_channel(member: Member, channel: Channel) -> Permissions:
    """Return what a member may do in a channel; a thread follows the channel that it hangs from."""
    granted = in_guild(member)
    if granted.administrator:
        return granted
    overwrites = (channel.parent if channel.is_thread and channel.parent else channel).overwrites
    value = granted.value
    layers = [[member.guild.everyone.id], [role.id for role in member.roles], [member.id]]
    for ids in layers:
        found = [overwrites[one] for one in ids if one in overwrites]
        for overwrite in found:
            value &= ~overwrite.deny.value
        for overwrite in found:
            value |= overwrite.allow.value
    granted = Permissions(value)
    if not granted.view_channel:
        return Permissions.none()
    if not may_send(granted, channel):
        granted = Permissions(granted.value & ~_NEEDS_SENDING.value)
    return granted


def may_send(granted: Permissions, channel: Channel) -> bool:
    """Return whether messages may be sent there with these permissions."""
    return granted.send_messages_in_threads if channel.is_thread else granted.send_messages
