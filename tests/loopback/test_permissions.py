"""The bot may do what its roles and a channel's overwrites allow, and messages ping whom they may."""

from io import BytesIO

import discord as library
import pytest
from discord import Permissions

from tests.loopback import Discord, NotOffered, Pings, Server


@pytest.fixture
def desk(discord_server: Discord) -> Server:
    """Return a server whose members may do everything that members may by default."""
    return discord_server.guild("Daily")


@pytest.mark.parametrize(
    ("denied", "code"),
    [
        ("view_channel", 50001),
        ("send_messages", 50013),
        ("embed_links", 50013),
        ("attach_files", 50013),
        ("read_message_history", 160002),
    ],
)
async def test_what_the_bot_lacks_permission_for_is_refused(
    discord_server: Discord, desk: Server, client: library.Client, denied: str, code: int
) -> None:
    """A reply with an embed and a file needs each of these permissions."""
    general, anna = desk.channel("general"), desk.member("anna")
    asked = await anna.says(general, "!check 62")
    general.deny_bot(**{denied: True})
    place = client.get_partial_messageable(general.id)
    with pytest.raises(library.HTTPException) as refused:
        await place.send(
            embed=library.Embed(title="t"),
            file=library.File(BytesIO(b""), "a.csv"),
            reference=place.get_partial_message(asked.id),
        )
    assert refused.value.code == code
    discord_server.complaints.clear()


async def test_a_thread_has_a_permission_of_its_own(desk: Server, client: library.Client) -> None:
    """In a thread the bot needs the permission to send there, not that of the channel."""
    general = desk.channel("general")
    thread = general.thread("62 soldiers")
    general.deny_bot(send_messages=True)
    await client.get_partial_messageable(thread.id).send("in the thread")
    general.deny_bot(send_messages_in_threads=True)
    with pytest.raises(library.Forbidden, match="50013"):
        await client.get_partial_messageable(thread.id).send("again")
    await client.get_partial_messageable(general.id).send("in the channel")


async def test_a_message_opens_an_archived_thread(
    discord_server: Discord, desk: Server, client: library.Client
) -> None:
    """An archived thread opens with the next message, unless it is locked; nothing in it is edited."""
    thread = desk.channel("general").thread("62 soldiers")
    place = client.get_partial_messageable(thread.id)
    sent = await place.send("first")
    thread.archive()
    with pytest.raises(library.HTTPException, match="50083"):
        await sent.edit(content="changed")
    await place.send("second")
    assert not thread.archived
    thread.archive(locked=True)
    with pytest.raises(library.HTTPException, match="160005"):
        await place.send("third")
    discord_server.complaints.clear()


async def test_a_deleted_channel_is_unknown(desk: Server, client: library.Client) -> None:
    """After a channel's deletion, nothing can be sent there."""
    general = desk.channel("general")
    general.delete()
    with pytest.raises(library.NotFound, match="10003"):
        await client.get_partial_messageable(general.id).send("gone")


async def test_a_server_that_the_bot_has_lost(desk: Server, client: library.Client) -> None:
    """Once the bot was removed, it reaches neither the server nor its channels."""
    general = desk.channel("general")
    desk.remove(desk.bot_member)
    with pytest.raises(library.Forbidden, match="50001"):
        await client.get_partial_messageable(general.id).send("lost")
    with pytest.raises(library.Forbidden, match="50001"):
        await client.fetch_guild(desk.id)


async def test_closed_direct_messages(discord_server: Discord, desk: Server, client: library.Client) -> None:
    """Who takes direct messages gets them; who doesn't, or shares no server with the bot, does not."""
    anna = desk.member("anna")
    inbox = await (await client.fetch_user(anna.id)).create_dm()
    await inbox.send("open")
    anna.user.accepts_dms = False
    with pytest.raises(library.Forbidden, match="50007"):
        await inbox.send("closed")
    anna.user.accepts_dms = True
    desk.remove(anna)
    with pytest.raises(library.Forbidden, match="50007"):
        await inbox.send("left")
    assert [message.content for message in discord_server.direct_messages(anna)] == ["open"]


async def test_the_bot_edits_and_deletes_only_its_own(desk: Server, client: library.Client) -> None:
    """Another's message can't be edited, and is deleted only with the permission to manage messages."""
    general, anna = desk.channel("general"), desk.member("anna")
    said = await anna.says(general, "mine")
    message = await client.get_partial_messageable(general.id).fetch_message(said.id)
    with pytest.raises(library.Forbidden, match="50005"):
        await message.edit(content="yours")
    with pytest.raises(library.Forbidden, match="50013"):
        await message.delete()
    desk.change_role(desk.bot_role, manage_messages=True)
    await message.delete()
    assert said.deleted


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [
        (library.AllowedMentions.none(), set()),
        (library.AllowedMentions(everyone=False, users=False, roles=True), {"role"}),
        (library.AllowedMentions(everyone=False, users=True, roles=False), {"user"}),
        (library.AllowedMentions.all(), {"user", "role", "everyone"}),
    ],
)
async def test_only_allowed_mentions_ping(
    desk: Server, client: library.Client, allowed: library.AllowedMentions, pinged: set[str]
) -> None:
    """A message pings those alone whom its allowed mentions name."""
    general, anna, role = desk.channel("general"), desk.member("anna"), desk.role("editors", mentionable=True)
    text = f"{anna.mention} {role.mention} @everyone"
    await client.get_partial_messageable(general.id).send(text, allowed_mentions=allowed)
    assert general.messages[0].pings == Pings(
        frozenset({anna.id} if "user" in pinged else ()),
        frozenset({role.id} if "role" in pinged else ()),
        "everyone" in pinged,
    )


async def test_without_allowed_mentions_everybody_mentioned_is_pinged(
    desk: Server, client: library.Client
) -> None:
    """A message that says nothing of mentions pings whom it mentions."""
    general, anna = desk.channel("general"), desk.member("anna")
    await client.get_partial_messageable(general.id).send(f"{anna.mention} @here")
    assert general.messages[0].pings == Pings(users=frozenset({anna.id}), everyone=True)


async def test_a_mention_needs_permission_to_ping(discord_server: Discord, client: library.Client) -> None:
    """Without the permission to mention everyone, neither everyone nor just any role is pinged."""
    modest = Permissions(view_channel=True, send_messages=True)
    desk = discord_server.guild("Daily", bot=modest, everyone=modest)
    general, role = desk.channel("general"), desk.role("editors")
    await client.get_partial_messageable(general.id).send(f"{role.mention} @here")
    assert not general.messages[0].pings


async def test_members_do_what_they_may(desk: Server, discord_server: Discord) -> None:
    """A member can't write where they may not, nor read another's ephemeral messages."""
    general, anna = desk.channel("general"), desk.member("anna")
    general.overwrite(desk.everyone, deny=Permissions(send_messages=True))
    with pytest.raises(NotOffered, match="may not write in #general"):
        await anna.says(general, "hello")
    general.overwrite(anna, allow=Permissions(send_messages=True))
    assert (await anna.says(general, "hello")).content == "hello"
    with pytest.raises(NotOffered, match="no command 'check' is registered"):
        await anna.slash("check", channel=general)
    assert discord_server.commands == {}
