"""The newsroom's settings, its channels' stories, and how the bot stands."""

import pytest

from db.models import Relation
from tests.end_to_end.discord.newsroom import FOR_MODERATORS, HARBOUR, VERSION, WAYS, Newsroom, Way

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_missing(newsroom: Newsroom, way: Way) -> None:
    """Alone, setup shows what is set, and that alerts wait for a channel."""
    shown = await newsroom.ask(way, "setup", by=newsroom.manager)
    assert "No alert channel is set" in shown.text
    assert "members who may manage messages" in shown.text


@pytest.mark.parametrize("way", WAYS)
async def test_everything_is_set_and_cleared(newsroom: Newsroom, way: Way) -> None:
    """Channel, roles, relations and prefix are set in one go, shown, and cleared again."""
    desk = newsroom.server.role("desk", mentionable=True)
    editors = newsroom.server.role("night editors")
    shown = await newsroom.ask(
        way,
        f"setup alerts: {newsroom.alerts.mention} mention: {desk.mention} "
        f"moderators: {desk.mention} {editors.mention} relations: revises, diverges prefix: ?",
        {
            "alerts": newsroom.alerts,
            "mention": desk,
            "moderators": f"{desk.mention}, night editors",
            "relations": "revises, diverges",
            "prefix": "?",
        },
        newsroom.manager,
    )
    assert "Nothing is missing" in shown.text
    assert newsroom.alerts.mention in shown.text
    assert not shown.pings
    kept = await newsroom.desk.newsroom(newsroom.workspace)
    assert kept.moderator_roles == (str(desk.id), str(editors.id))
    assert set(kept.alert_on) == {Relation.CONTRADICTS, Relation.REVISES, Relation.DIVERGES}
    assert kept.set_by == str(newsroom.manager.id)
    cleared = "mention moderators relations prefix"
    if way == "!":
        await newsroom.say(f"?setup clear: {cleared}", newsroom.manager)
    else:
        await newsroom.slash("setup", {"clear": cleared}, newsroom.manager)
    kept = await newsroom.desk.newsroom(newsroom.workspace)
    assert (kept.alert_role, kept.moderator_roles, kept.prefix) == (None, (), None)
    assert kept.alert_channel == str(newsroom.alerts.id)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("setting", "value", "why"),
    [
        ("relations", "agrees", "can't alert"),
        ("moderators", "@nobody", "There is no role"),
        ("moderators", "@everyone", "Everybody can't be a moderator"),
        ("prefix", "much too long a prefix", "1 to 10 characters"),
        ("clear", "everything", "can't be cleared"),
    ],
)
async def test_a_setting_that_can_t_be(
    newsroom: Newsroom, way: Way, setting: str, value: str, why: str
) -> None:
    """A value that a setting can't have is refused in a sentence, and nothing changes."""
    before = await newsroom.desk.newsroom(newsroom.workspace)
    shown = await newsroom.ask(way, f"setup {setting}: {value}", {setting: value}, newsroom.manager)
    assert why in shown.text
    assert await newsroom.desk.newsroom(newsroom.workspace) == before


async def test_settings_that_are_none(newsroom: Newsroom) -> None:
    """A channel that doesn't exist and words that belong to no setting are refused."""
    shown = await newsroom.say("!setup alerts: #nowhere", newsroom.manager)
    assert "nowhere" in shown.text
    assert "Setup" not in shown.text
    assert "belongs to no field" in (await newsroom.say("!setup alerts", newsroom.manager)).text


async def test_permissions_that_are_missing(newsroom: Newsroom) -> None:
    """Setup names what the bot may not do in the alert channel, and a role that it may not mention."""
    newsroom.alerts.deny_bot(embed_links=True, send_messages=True)
    role = newsroom.server.role("desk")
    newsroom.server.change_role(newsroom.server.everyone, mention_everyone=False)
    shown = await newsroom.slash("setup", {"alerts": newsroom.alerts, "mention": role}, newsroom.manager)
    assert "send messages" in shown.text
    assert "embed links" in shown.text
    newsroom.alerts.overwrites.clear()
    newsroom.alerts.overwrite(newsroom.server.bot_role)
    shown = await newsroom.slash("setup", {}, newsroom.manager)
    assert "doesn't let me mention @desk" in shown.text
    newsroom.alerts.delete()
    shown = await newsroom.slash("setup", {}, newsroom.manager)
    assert "The alert channel is gone" in shown.text


async def test_the_prefix_is_the_servers(newsroom: Newsroom) -> None:
    """Commands begin with what the server set, and a mention of the bot always works."""
    await newsroom.say("!setup prefix: desk:", newsroom.manager)
    assert "No story is on record" in (await newsroom.say("desk: stories")).text
    bot = newsroom.discord.world.bot.mention
    assert "No story is on record" in (await newsroom.say(f"{bot} stories")).text
    silent = await newsroom.reporter.says(newsroom.channel, "!stories")
    spoken = await newsroom.say("desk:status")
    assert spoken.replies_to is not silent


async def test_a_configured_role_makes_a_moderator(newsroom: Newsroom) -> None:
    """Members with a role that setup names may do what those who manage messages may, until it is cleared."""
    role = newsroom.server.role("fact desk")
    member = newsroom.server.member("fay", roles=[role])
    line = "addclaim speaker: Mayor text: Nine died. story: Flood"
    assert FOR_MODERATORS in (await newsroom.say(f"!{line}", member)).text
    await newsroom.say("!setup moderators: fact desk", newsroom.manager)
    assert "Added: #" in (await newsroom.say(f"!{line}", member)).text
    assert "Retracted" in (await newsroom.slash("retract", {"id": await _newest(newsroom)}, member)).text
    newsroom.server.give_roles(member, [])
    assert FOR_MODERATORS in (await newsroom.say("!undo", member)).text


async def _newest(newsroom: Newsroom) -> str:
    (claim,) = await newsroom.desk.claims_like(newsroom.workspace, "", 1)
    return str(claim.id)


@pytest.mark.parametrize("way", WAYS)
async def test_what_a_channel_is_about(newsroom: Newsroom, way: Way) -> None:
    """Moderators set and clear a channel's story; anybody sees it; a story may be one to come."""
    line, options = f"here {HARBOUR}", {"story": HARBOUR}
    assert "about no story" in (await newsroom.ask(way, "here")).text
    assert HARBOUR in (await newsroom.ask(way, line, options, newsroom.moderator)).text
    assert HARBOUR in (await newsroom.ask(way, "here")).text
    refused = await newsroom.ask(way, "here nothing", {"story": "nothing"})
    assert "Only moderators" in refused.text
    cleared = await newsroom.ask(way, "here nothing", {"story": "nothing"}, newsroom.moderator)
    assert "about no story" in cleared.text
    assert "about no story" in (await newsroom.ask(way, "here")).text


async def test_a_thread_has_its_channels_story_until_it_has_its_own(newsroom: Newsroom) -> None:
    """A thread is about its channel's story, unless it was set there."""
    thread = newsroom.channel.thread("quay")
    await newsroom.say(f"!here {HARBOUR}", newsroom.moderator)
    assert HARBOUR in (await newsroom.say("!here", channel=thread)).text
    await newsroom.say("!here Quay collapse, 5 Mar 2021", newsroom.moderator, channel=thread)
    assert "Quay collapse" in (await newsroom.slash("here", channel=thread)).text
    assert HARBOUR in (await newsroom.say("!here")).text


@pytest.mark.parametrize("way", WAYS)
async def test_status(newsroom: Newsroom, way: Way) -> None:
    """Status shows the version, how fast Discord answers, what is on record and which alerts wait."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.record("Fifty boats were lost.", "Port office")
    shown = await newsroom.ask(way, "status")
    assert VERSION in shown.text
    assert " ms" in shown.text
    assert "2 claims in 1 story" in shown.text
    assert "1 alert message waiting" in shown.text


@pytest.mark.parametrize("way", WAYS)
async def test_help(newsroom: Newsroom, way: Way) -> None:
    """Help lists every command with who may use it and an example, and shows one by its name."""
    shown = await newsroom.ask(way, "help")
    listed = shown.text
    while not shown.buttons[-1].disabled:
        await newsroom.reporter.presses(shown, "Next")
        listed += shown.text
    names = [one["name"] for one in newsroom.discord.world.commands if one["type"] == 1]
    assert all(f"!{name}" in listed for name in names)
    one = await newsroom.ask(way, "help decide", {"command": "decide"})
    assert "decide 3 32 unrelated" in one.text
    assert "moderators" in one.text
    unknown = await newsroom.ask(way, "help decode", {"command": "decode"})
    assert "There is no command “decode”" in unknown.text


async def test_a_word_that_is_no_command_is_none_of_ours(newsroom: Newsroom) -> None:
    """Another bot's command, and talk that begins with the prefix, get no answer."""
    await newsroom.reporter.says(newsroom.channel, "!play some music")
    await newsroom.reporter.says(newsroom.channel, "! what a day")
    answered = await newsroom.say("!status")
    assert newsroom.channel.bot_messages == [answered]
