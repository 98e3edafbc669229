"""A bot looks up channels, servers, people and messages as it would at Discord."""

from typing import Any

import discord as library
import pytest

from tests.loopback import Discord, Server


@pytest.fixture
def desk(discord_server: Discord) -> Server:
    """Return a server."""
    return discord_server.guild("Daily")


async def test_places_and_people_are_found(desk: Server, client: library.Client) -> None:
    """Servers, channels, threads, roles, members and users are fetched by their ids."""
    general, anna, role = (
        desk.channel("general", under=desk.category("News")),
        desk.member("anna"),
        desk.role("r"),
    )
    thread = general.thread("62 soldiers")
    guild = await client.fetch_guild(desk.id)
    assert [channel.name for channel in await guild.fetch_channels()] == ["News", "general"]
    assert [one.name for one in await guild.active_threads()] == ["62 soldiers"]
    assert [one.name for one in await guild.fetch_roles()][-1] == role.name
    assert (await guild.fetch_member(anna.id)).name == "anna"
    found = await guild.fetch_channel(thread.id)
    assert isinstance(found, library.Thread)
    assert found.parent_id == general.id
    assert (await client.fetch_user(anna.id)).name == "anna"


async def test_what_is_not_there_is_unknown(desk: Server, client: library.Client) -> None:
    """Whoever has left, and whatever never was, is answered with Discord's code for it."""
    anna = desk.member("anna")
    guild = await client.fetch_guild(desk.id)
    desk.remove(anna)
    place = client.get_partial_messageable(desk.channel("general").id)
    for asking, code in (
        (guild.fetch_member(anna.id), "10007"),
        (guild.fetch_member(1), "10013"),
        (client.fetch_user(1), "10013"),
        (client.fetch_guild(1), "10004"),
        (client.fetch_channel(1), "10003"),
        (place.fetch_message(1), "10008"),
    ):
        with pytest.raises(library.NotFound, match=code):
            await asking


async def test_typing_and_reactions_are_seen(desk: Server, client: library.Client) -> None:
    """The bot is seen typing, and its reactions come and go."""
    general, anna = desk.channel("general"), desk.member("anna")
    place = client.get_partial_messageable(general.id)
    await place.typing()
    assert general.typed == 1
    said = await anna.says(general, "62")
    message = await place.fetch_message(said.id)
    await message.add_reaction("✅")
    assert list(said.reactions) == ["✅"]
    assert client.user is not None
    await message.remove_reaction("✅", client.user)
    assert said.reactions == {}


async def test_commands_are_registered_one_by_one(discord_server: Discord, client: library.Client) -> None:
    """A command registered again keeps its id, and can be fetched and removed."""
    application = client.application_id
    assert application is not None
    command: Any = {"name": "check", "description": "Check a claim"}
    first = await client.http.upsert_global_command(application, command)
    again = await client.http.upsert_global_command(application, command | {"description": "Check claims"})
    assert again["id"] == first["id"]
    assert again["version"] != first["version"]
    assert (await client.http.get_global_command(application, int(first["id"])))[
        "description"
    ] == "Check claims"
    await client.http.delete_global_command(application, int(first["id"]))
    assert discord_server.commands == {}


async def test_a_reply_to_a_message_that_is_gone(desk: Server, client: library.Client) -> None:
    """A reply may ask to be sent also if what it replies to is gone."""
    general, anna = desk.channel("general"), desk.member("anna")
    said = await anna.says(general, "62")
    await anna.deletes(said)
    reference = library.MessageReference(message_id=said.id, channel_id=general.id, fail_if_not_exists=False)
    await client.get_partial_messageable(general.id).send("late", reference=reference)
    assert general.messages[-1].replies_to is None
