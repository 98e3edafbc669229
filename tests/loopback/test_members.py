"""What members do reaches an unmodified discord.py client, and its answers reach them."""

from collections.abc import AsyncIterator

import pytest

from tests.loopback import Choice, Discord, File, NotOffered, Server, Value
from tests.loopback.sample import Sample


@pytest.fixture
async def desk(discord_server: Discord) -> AsyncIterator[Server]:
    """Yield a server in which the sample bot runs."""
    guild = discord_server.guild("Daily")
    async with discord_server.running(Sample()):
        yield guild


async def test_a_message_is_answered_with_a_reply(desk: Server, discord_server: Discord) -> None:
    """A prefix command reaches the bot, and its reply refers to the message and pings its author."""
    general, anna = desk.channel("general"), desk.member("anna")
    asked = await anna.says(general, "!echo 62 soldiers")
    reply = await discord_server.reply_to(asked)
    assert reply.content == "62 soldiers"
    assert reply.replies_to is asked
    assert reply.pings.users == {anna.id}


async def test_a_slash_command_is_answered(desk: Server) -> None:
    """A slash command with an option is answered by a message."""
    answer = await desk.member("anna").slash("echo", {"text": "hello"}, channel=desk.channel("general"))
    assert answer.content == "hello"
    assert not answer.ephemeral


async def test_choices_are_offered_while_typing(desk: Server) -> None:
    """Autocomplete hands on what is typed and returns what the bot offers."""
    anna, general = desk.member("anna"), desk.channel("general")
    assert await anna.types("echo", {"text": "x"}, focused="text", channel=general) == [
        Choice("xa", "xa"),
        Choice("xb", "xb"),
    ]


async def test_a_dynamic_button_edits_its_message(desk: Server) -> None:
    """A button found by its custom id alone edits the message that it stands under."""
    anna, general = desk.member("anna"), desk.channel("general")
    await anna.says(general, "!vote")
    shown = await general.next_message()
    await anna.presses(shown, "Vote 7")
    assert shown.content == "voted 7"
    assert [version.content for version in shown.edits] == ["vote"]
    assert shown.buttons == []


async def test_a_menu_is_followed_up_for_one_user(desk: Server) -> None:
    """A choice in a menu is acknowledged, and the ephemeral followup is seen by who chose alone."""
    anna, ben, general = desk.member("anna"), desk.member("ben"), desk.channel("general")
    shown = await anna.slash("pick", channel=general)
    answer = await ben.selects(shown, ["Two"])
    assert answer.content == "picked Two"
    assert answer.message in ben.sees(general)
    assert answer.message not in anna.sees(general)


async def test_a_form_is_filled_in(desk: Server) -> None:
    """A form opens from a button, keeps its bounds, and its submission is answered."""
    anna, general = desk.member("anna"), desk.channel("general")
    opened = await anna.presses(await anna.slash("pick", channel=general), "Open form")
    assert opened.modal.values == {"Story": "", "Note": ""}
    with pytest.raises(NotOffered, match="takes 1 to 20, not 0"):
        await anna.submits(opened.modal, {"Note": "no story"})
    answer = await anna.submits(opened.modal, {"Story": "Shelling", "Note": "by hand"})
    assert answer.content == "Shelling|by hand"


async def test_an_answer_that_takes_its_time(desk: Server) -> None:
    """After a word that it is at it, the bot's followup is the answer, and a second one follows up."""
    answer = await desk.member("anna").slash("slow", channel=desk.channel("general"))
    assert answer.deferred
    assert answer.content == "done"
    assert answer.ephemeral
    assert (await answer.followup()).content == "more"


async def test_options_stand_for_people_places_and_files(desk: Server) -> None:
    """Members, roles, channels and files given to a slash command arrive as such, and files come back."""
    anna, general = desk.member("anna", nick="Anna R."), desk.channel("general")
    role, file = desk.role("editors"), File("a.txt", b"text")
    options: dict[str, Value] = {"who": anna, "role": role, "where": general, "file": file}
    answer = await anna.slash("resolve", options, channel=general)
    assert answer.content == "Anna R. editors general text"
    assert [file.content for file in answer.message.attachments] == [b"found"]


async def test_a_menu_on_a_message(desk: Server) -> None:
    """A context menu command is given the message."""
    anna, general = desk.member("anna"), desk.channel("general")
    said = await anna.says(general, "three short words")
    assert (await anna.uses_menu("Count words", on=said)).content == "3"


async def test_a_command_is_offered_to_those_with_its_permissions(desk: Server) -> None:
    """A command with default permissions is offered to who has them; a test may send it anyway."""
    general, anna, max_ = (
        desk.channel("general"),
        desk.member("anna", manage_messages=True),
        desk.member("max"),
    )
    assert (await anna.slash("secret", channel=general)).content == "secret"
    with pytest.raises(NotOffered, match="lacks the permissions"):
        await max_.slash("secret", channel=general)
    assert (await max_.slash("secret", channel=general, force=True)).content == "secret"


async def test_a_conversation_in_direct_messages(desk: Server, discord_server: Discord) -> None:
    """Members write to the bot directly, and use commands there."""
    anna = desk.member("anna")
    reply = await discord_server.reply_to(await anna.says(anna.dm, "!echo hello"))
    assert discord_server.direct_messages(anna) == [reply]
    assert (await anna.slash("echo", {"text": "again"}, channel=anna.dm)).content == "again"


async def test_a_message_is_forwarded_edited_and_deleted(desk: Server, discord_server: Discord) -> None:
    """The bot hears of forwarded, edited and deleted messages as it would at Discord."""
    general, other, anna = desk.channel("general"), desk.channel("other"), desk.member("anna")
    said = await anna.says(general, "one two", files=[File("a.txt", b"a")])
    forwarded = await anna.forwards(said, other)
    assert forwarded.payload()["message_snapshots"][0]["message"]["content"] == "one two"
    await anna.rewrites(said, "one two three four")
    assert (await anna.uses_menu("Count words", on=said)).content == "4"
    await anna.deletes(said)
    with pytest.raises(NotOffered, match="did not write"):
        await desk.member("ben").rewrites(forwarded, "mine")
    assert said not in anna.sees(general)
    assert discord_server.complaints == []


async def test_what_cannot_be_pressed(desk: Server) -> None:
    """Buttons that aren't there, and messages that one doesn't see, can't be pressed."""
    anna, ben, general = desk.member("anna"), desk.member("ben"), desk.channel("general")
    shown = await anna.slash("pick", channel=general)
    with pytest.raises(NotOffered, match="no button 'Close'"):
        await anna.presses(shown, "Close")
    answer = await ben.selects(shown, ["Two"])
    with pytest.raises(NotOffered, match="no option 'Three'"):
        await ben.selects(shown, ["Three"])
    with pytest.raises(NotOffered, match="no button"):
        await anna.presses(answer, "Open form")
