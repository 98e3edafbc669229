"""What goes wrong on the way, and what members are told of it."""

import pytest

from tests.end_to_end.discord.newsroom import HARBOUR, Newsroom

pytestmark = pytest.mark.asyncio(loop_scope="session")

ADD = "!addclaim story: Flood speaker: Mayor text: Nine died."


async def test_an_answer_that_discord_fails_to_take(newsroom: Newsroom) -> None:
    """Where only the answer failed, nobody is told that nothing was done."""
    newsroom.discord.faults.fail("POST", r"/channels/\d+/messages$")
    shown = await newsroom.say(ADD, newsroom.moderator)
    assert "perhaps only with the answer" in shown.text
    assert "Flood (1 claim)" in (await newsroom.say("!stories")).text


async def test_what_went_wrong_is_in_the_log(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    """What nobody expects is logged in full, and told as the reference under which it is."""
    newsroom.discord.faults.fail("POST", r"/channels/\d+/messages$")
    shown = await newsroom.say("!stories")
    assert "Traceback" not in shown.text
    reference = shown.text.removesuffix(".").split()[-1]
    assert f"(reference {reference})" in caplog.text
    assert "Traceback" in caplog.text


async def test_a_command_of_another_version(newsroom: Newsroom) -> None:
    """A slash command that the bot has no longer is answered with what to do."""
    commands = newsroom.discord.world.commands
    stale = newsroom.discord.commands["status"] | {"id": "77", "name": "formerly"}
    commands.append(stale)
    try:
        shown = await newsroom.slash("formerly")
    finally:
        commands.remove(stale)
    assert shown.ephemeral
    assert "reload Discord" in shown.text


async def test_a_channel_without_embeds(newsroom: Newsroom) -> None:
    """Where the bot may not embed it does nothing, names the permission, and setup names it too."""
    newsroom.channel.deny_bot(embed_links=True)
    assert "I lack the permission to embed links" in (await newsroom.say(ADD, newsroom.moderator)).text
    shown = await newsroom.slash("setup", by=newsroom.manager)
    assert "In #general I lack the permission to embed links" in shown.text
    newsroom.channel.deny_bot()
    assert "No story is on record" in (await newsroom.say("!stories")).text


async def test_a_channel_whose_history_is_closed(newsroom: Newsroom) -> None:
    """Where the bot can't reply to messages it says so without replying."""
    newsroom.channel.deny_bot(read_message_history=True)
    said = await newsroom.reporter.says(newsroom.channel, "!stories")
    assert "read message history" in (await newsroom.channel.next_message(after=said)).text


async def test_a_question_that_is_gone(newsroom: Newsroom) -> None:
    """A message that is deleted at once still gets its refusal, for others to see."""
    said = await newsroom.reporter.says(newsroom.channel, "!claim 999999")
    await newsroom.reporter.deletes(said)
    assert "There is no claim 999999" in (await newsroom.channel.next_message(after=said)).text


async def test_everybody_is_no_role_to_mention(newsroom: Newsroom) -> None:
    """The role of every member can't be mentioned with alerts."""
    everybody = {"mention": newsroom.server.roles[newsroom.server.id]}
    shown = await newsroom.slash("setup", everybody, newsroom.manager)
    assert "Everybody can't be mentioned" in shown.text


async def test_a_watch_on_a_source_that_was_merged(newsroom: Newsroom) -> None:
    """A watch is listed by its source's name of today, and ended by any of its names."""
    await newsroom.record("Forty boats were lost.", "Fire brigade", HARBOUR)
    await newsroom.record("Forty boats were lost.", "Fire Service", HARBOUR)
    await newsroom.say("!watch Fire Service")
    await newsroom.say('!merge "Fire brigade" "Fire Service"', newsroom.moderator)
    assert "source Fire brigade" in (await newsroom.say("!watching")).text
    assert "You no longer watch" in (await newsroom.say("!unwatch Fire Service")).text
    assert "You watch nothing" in (await newsroom.say("!watching")).text
