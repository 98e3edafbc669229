"""Checks: by command, in reply, from a message's menu; and the buttons and the menu under an answer."""

import pytest

from bot.ui.discord.embeds import COPY
from tests.end_to_end.discord.newsroom import HARBOUR, WAYS, Newsroom, Way, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _two_sides(newsroom: Newsroom) -> None:
    await newsroom.record(
        "Forty boats were lost.",
        "Fire brigade",
        via=["Radio Nine"],
        outlet="Coast Daily",
        url="https://coast.example/fire",
        said_at="2021-03-04",
    )
    await newsroom.record("At least 70 boats were lost.", "Port office", said_at="2021-03-05")


@pytest.mark.parametrize("way", WAYS)
async def test_a_check_is_answered(newsroom: Newsroom, way: Way) -> None:
    """A figure is answered by who says it, through whom and where, who contradicts it, and a line."""
    await _two_sides(newsroom)
    shown = await newsroom.ask(way, "check 40 boats", {"text": "40 boats"})
    (embed,) = shown.embeds
    fields = {field["name"]: field["value"] for field in embed["fields"]}
    assert embed["title"] == HARBOUR
    assert "Fire brigade → Radio Nine → Coast Daily, 4 Mar 2021" in embed["description"]
    assert "https://coast.example/fire" in embed["description"]
    assert "Port office" in fields["Contradicting (1)"]
    assert "40 is below “at least 70”" in fields["Contradicting (1)"]
    assert "Fire brigade says 40; Port office says at least 70" in fields[COPY]
    assert [button.label for button in shown.buttons] == [
        "All figures",
        "History",
        "Watch this story",
        "Copy line",
    ]


@pytest.mark.parametrize("way", WAYS)
async def test_that_nobody_said_it_is_an_answer(newsroom: Newsroom, way: Way) -> None:
    """Where the words fit a story and the figure none of its claims, the figures there are listed."""
    await _two_sides(newsroom)
    asked = "55 boats lost in the harbour fire"
    shown = await newsroom.ask(way, f"check {asked}", {"text": asked})
    assert "Nobody on record says" in shown.text
    assert "40 boats lost" in shown.text
    assert "Port office" in shown.text


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_to_check_is_refused(newsroom: Newsroom, way: Way) -> None:
    """A check of nothing is told what can be checked; a slash command's refusal is for its giver alone."""
    shown = await newsroom.ask(way, "check")
    assert "Give me something to check" in shown.text
    assert shown.ephemeral is (way == "/")


async def test_a_reply_checks_the_message_that_it_replies_to(newsroom: Newsroom) -> None:
    """In reply to a message, a bare check reads that message and answers without pinging anybody."""
    await _two_sides(newsroom)
    said = await newsroom.manager.says(newsroom.channel, "The mayor talks of 40 boats now.")
    shown = await newsroom.say("!check", reply_to=said)
    assert "Match #" in shown.text
    assert not shown.pings


async def test_a_reply_to_a_link_checks_its_preview(newsroom: Newsroom) -> None:
    """Where a message has nothing but a link, what its preview says is checked."""
    await _two_sides(newsroom)
    said = await newsroom.manager.says(newsroom.channel, "https://coast.example/fire")
    said.embeds.append({"type": "link", "title": "Fire", "description": "40 boats were lost in the harbour."})
    shown = await newsroom.say("!check", reply_to=said)
    assert "Match #" in shown.text


async def test_a_reply_to_a_forwarded_message_checks_what_it_forwards(newsroom: Newsroom) -> None:
    """A forwarded message has no words of its own: those that it forwards are checked."""
    await _two_sides(newsroom)
    said = await newsroom.manager.says(newsroom.alerts, "40 boats, they say")
    forwarded = await newsroom.manager.forwards(said, newsroom.channel)
    shown = await newsroom.say("!check", reply_to=forwarded)
    assert "Match #" in shown.text


async def test_a_reply_to_a_message_that_is_gone_is_refused(newsroom: Newsroom) -> None:
    """A message that was deleted in the meantime can't be checked, and the reply says so."""
    said = await newsroom.manager.says(newsroom.channel, "40 boats")
    await newsroom.moderator.deletes(said)
    shown = await newsroom.say("!check", reply_to=said)
    assert "is gone" in shown.text


async def test_a_message_is_checked_from_its_menu_in_private(newsroom: Newsroom) -> None:
    """Check claim on a message answers whoever asked, and nobody else sees it."""
    await _two_sides(newsroom)
    said = await newsroom.manager.says(newsroom.channel, "They say 40 boats were lost")
    answer = await newsroom.reporter.uses_menu("Check claim", on=said)
    shown = await seen(answer)
    assert shown.ephemeral
    assert "Match #" in shown.text
    assert shown not in newsroom.manager.sees(newsroom.channel)


async def test_an_empty_message_is_refused_from_its_menu_once(newsroom: Newsroom) -> None:
    """A message without words can't be checked; the refusal comes once, in private."""
    said = await newsroom.manager.says(newsroom.channel, "?!")
    answer = await newsroom.reporter.uses_menu("Check claim", on=said)
    shown = await seen(answer)
    assert shown.ephemeral
    assert "nothing to check" in shown.text
    assert len(answer.followups) == 1


async def test_all_figures_of_the_story(newsroom: Newsroom) -> None:
    """The button under an answer lists every figure of its story with its speaker, in private."""
    await _two_sides(newsroom)
    shown = await seen(await newsroom.reporter.presses(await newsroom.say("!check 40 boats"), "All figures"))
    assert shown.ephemeral
    assert "2 figures on record" in shown.text
    assert "at least 70 boats lost" in shown.text


async def test_the_history_of_the_match(newsroom: Newsroom) -> None:
    """The button under an answer shows who put its claim on record."""
    await _two_sides(newsroom)
    shown = await seen(await newsroom.reporter.presses(await newsroom.say("!check 40 boats"), "History"))
    assert shown.ephemeral
    assert "Added by the test" in shown.text


async def test_watching_the_story_of_an_answer(newsroom: Newsroom) -> None:
    """The button under an answer has whoever presses it watch the story, not whoever asked."""
    await _two_sides(newsroom)
    checked = await newsroom.say("!check 40 boats")
    shown = await seen(await newsroom.manager.presses(checked, "Watch this story"))
    assert shown.ephemeral
    assert HARBOUR in (await newsroom.say("!watching", newsroom.manager)).text
    assert "You watch nothing" in (await newsroom.say("!watching")).text


async def test_the_line_for_copy(newsroom: Newsroom) -> None:
    """The button gives the line by itself, in a code block that a phone copies whole."""
    await _two_sides(newsroom)
    checked = await newsroom.say("!check 40 boats")
    shown = await seen(await newsroom.reporter.presses(checked, "Copy line"))
    assert shown.ephemeral
    assert shown.content.startswith("```\nFire brigade says 40; Port office says at least 70")


async def test_the_line_for_copy_is_of_today(newsroom: Newsroom) -> None:
    """An old answer's button gives the line as it stands now; after a claim has changed it says so."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    checked = await newsroom.say("!check 40 boats")
    await newsroom.record("Fifty boats were lost.", "Port office")
    assert (
        "Port office says 50" in (await seen(await newsroom.reporter.presses(checked, "Copy line"))).content
    )
    await newsroom.desk.edit(newsroom.workspace, claim.id, {"text": "Some boats were lost."}, actor="x")
    shown = await seen(await newsroom.reporter.presses(checked, "Copy line"))
    assert "doesn't state that figure any more" in shown.content


async def test_several_stories_that_fit_are_a_choice(newsroom: Newsroom) -> None:
    """Stories that fit equally are offered in a menu; what is chosen is shown to whoever chose it."""
    for place in ("North", "South", "West"):
        await newsroom.record("17 miners were trapped.", "The company", f"{place} pit, 2 Feb 2020")
    shown = await newsroom.say("!check 17 miners trapped")
    (menu,) = shown.selects
    assert sorted(menu.labels) == [f"{place} pit, 2 Feb 2020" for place in ("North", "South", "West")]
    chosen = await seen(await newsroom.manager.selects(shown, [menu.labels[1]]))
    assert chosen.ephemeral
    assert chosen.embeds[0]["title"] == menu.labels[1]
    assert "Copy line" in [button.label for button in chosen.buttons]


@pytest.mark.parametrize("way", WAYS)
async def test_the_channels_story_is_looked_in_first(newsroom: Newsroom, way: Way) -> None:
    """Where a channel or the channel of a thread is about a story, a check there looks in it first."""
    for place in ("North", "South"):
        await newsroom.record("17 miners were trapped.", "The company", f"{place} pit, 2 Feb 2020")
    await newsroom.say("!here South pit, 2 Feb 2020", newsroom.moderator)
    asked = "17 miners trapped"
    thread = newsroom.channel.thread("South pit")
    for where in (newsroom.channel, thread):
        shown = await newsroom.ask(way, f"check {asked}", {"text": asked}, channel=where)
        assert shown.embeds[0]["title"] == "South pit, 2 Feb 2020"
        assert not shown.selects


async def test_an_old_menu_is_no_door_to_anything_else(newsroom: Newsroom) -> None:
    """A menu's value that the bot never wrote is refused in a sentence."""
    for place in ("North", "South"):
        await newsroom.record("17 miners were trapped.", "The company", f"{place} pit, 2 Feb 2020")
    shown = await newsroom.say("!check 17 miners trapped")
    shown.components[-1]["components"][0]["options"][0]["value"] = "../../etc"
    refused = await seen(await newsroom.reporter.selects(shown, ["../../etc"]))
    assert "check it again" in refused.text
