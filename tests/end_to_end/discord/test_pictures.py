"""Pictures with checks, stories and alerts: there where figures differ, and never in an answer's way."""

import struct

import pytest

from bot.client.bot import Client
from bot.cogs import illustrating
from bot.ui.charts.studio import Studio
from tests.end_to_end.discord.alerting import alerts_in, contradict, corrected, set_up
from tests.end_to_end.discord.newsroom import HARBOUR, WAYS, Newsroom, Way, seen
from tests.loopback import Message

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("impatient", "patient")]


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an answer wait for its picture on the busiest machine, so that it comes along."""
    monkeypatch.setattr(illustrating, "BREATH", 20.0)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch, patient: None) -> None:
    """Let no answer wait for its picture."""
    del patient
    monkeypatch.setattr(illustrating, "BREATH", 0.0)


@pytest.fixture
def failing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every picture take longer than it may."""
    monkeypatch.setattr(client, "studio", Studio(longest=0.0))


async def _two_sides(newsroom: Newsroom) -> None:
    await newsroom.record("Forty boats were lost.", "Fire brigade", said_at="2021-03-04")
    await newsroom.record("At least 70 boats were lost.", "Port office", said_at="2021-03-05")


def _described(message: Message) -> str:
    """Return what the only picture of a message shows, in words, after a look at whether it is one."""
    (file,) = message.attachments
    assert file.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", file.content[16:20]) == (1080,)
    return file.file.description or ""


@pytest.mark.parametrize("way", WAYS)
async def test_a_check_carries_a_picture(newsroom: Newsroom, way: Way) -> None:
    """The answer comes with a picture of the figures on record, which says in words what it shows."""
    await _two_sides(newsroom)
    shown = await newsroom.ask(way, "check 40 boats", {"text": "40 boats"})
    assert "Match #" in shown.text
    assert _described(shown) == (
        f"Boats lost: {HARBOUR}. 40 (match) by Fire brigade (4 Mar). At least 70 by Port office (5 Mar)."
    )


@pytest.mark.parametrize("way", WAYS)
async def test_what_nobody_said_is_in_the_picture(newsroom: Newsroom, way: Way) -> None:
    """Where nobody gives a figure, the picture shows where it would lie among those on record."""
    await _two_sides(newsroom)
    asked = "55 boats lost in the harbour fire"
    shown = await newsroom.ask(way, f"check {asked}", {"text": asked})
    assert "Asked for: 55" in _described(shown)


@pytest.mark.parametrize("way", WAYS)
async def test_a_story_carries_a_picture_and_keeps_it(newsroom: Newsroom, way: Way) -> None:
    """A story's first page has a picture, which stays there when the page is turned."""
    await _two_sides(newsroom)
    for number in range(30):
        await newsroom.record(f"Witness {number} saw {number + 3} engines. {'More. ' * 60}", f"W{number}")
    shown = await newsroom.ask(way, f"story {HARBOUR}", {"name": HARBOUR})
    before = _described(shown)
    await newsroom.reporter.presses(shown, "Next")
    assert "Page 2" in shown.text
    assert _described(shown) == before


@pytest.mark.parametrize("way", WAYS)
async def test_one_figure_is_no_picture(newsroom: Newsroom, way: Way) -> None:
    """Where no two figures differ, an answer has none."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.record("40 boats were lost.", "Port office")
    for line, options in (
        ("check 40 boats", {"text": "40 boats"}),
        ("check the sea", {"text": "the sea"}),
        (f"story {HARBOUR}", {"name": HARBOUR}),
    ):
        assert not (await newsroom.ask(way, line, options)).attachments


async def test_answers_in_private_carry_one_too(newsroom: Newsroom) -> None:
    """A check from a message's menu has its picture, and so has a story that was chosen from several."""
    await _two_sides(newsroom)
    said = await newsroom.manager.says(newsroom.channel, "They say 40 boats were lost")
    shown = await seen(await newsroom.reporter.uses_menu("Check claim", on=said))
    assert shown.ephemeral
    assert "40 (match)" in _described(shown)
    for place in ("North", "South"):
        await newsroom.record("17 miners were trapped.", "The company", f"{place} pit, 2 Feb 2020")
        await newsroom.record("19 miners were trapped.", "The union", f"{place} pit, 2 Feb 2020")
    several = await newsroom.say("!check 17 miners trapped")
    (menu,) = several.selects
    chosen = await seen(await newsroom.manager.selects(several, [menu.labels[1]]))
    assert menu.labels[1] in _described(chosen)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("way", WAYS)
async def test_a_slow_picture_comes_after_its_answer(newsroom: Newsroom, way: Way) -> None:
    """An answer doesn't wait for its picture, which is added when it is there; nothing else changes."""
    await _two_sides(newsroom)
    shown = await newsroom.ask(way, "check 40 boats", {"text": "40 boats"})
    await shown.edited()
    assert "40 (match)" in _described(shown)
    (before,) = shown.edits
    assert before.content == shown.content
    assert list(before.embeds) == shown.embeds
    assert [button.label for button in shown.buttons][-1] == "Copy line"
    assert not shown.pings


@pytest.mark.usefixtures("hurried")
async def test_an_answer_may_be_gone_before_its_picture(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    """An answer that is deleted before its picture is painted is no trouble, nor is the next check."""
    await _two_sides(newsroom)
    shown = await newsroom.say("!check 70 boats")
    await newsroom.moderator.deletes(shown)
    again = await newsroom.say("!check 70 boats")
    await newsroom.discord.until(lambda: "could not be added" in caplog.text, "the log's line")
    await again.edited()
    assert newsroom.channel.bot_messages == [again]


@pytest.mark.usefixtures("hurried")
async def test_a_picture_that_discord_does_not_take(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    """Where Discord refuses the picture after its answer, the answer stands alone and no failure is told."""
    await _two_sides(newsroom)
    newsroom.discord.faults.fail("PATCH", r"/channels/\d+/messages/\d+$", status=501)
    shown = await newsroom.say("!check 40 boats")
    await newsroom.discord.until(lambda: "could not be added" in caplog.text, "the log's line")
    assert not newsroom.discord.faults.outstanding
    assert "Match #" in shown.text
    assert not shown.attachments
    assert newsroom.channel.bot_messages == [shown]


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("way", WAYS)
async def test_a_failing_picture_costs_no_answer(
    newsroom: Newsroom, client: Client, way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    """Where no picture can be painted, answers and alerts come without, and the log says why."""
    await set_up(newsroom)
    await _two_sides(newsroom)
    shown = await newsroom.ask(way, "check 40 boats", {"text": "40 boats"})
    assert "Match #" in shown.text
    assert not shown.attachments
    client.wake()
    (alert,) = await alerts_in(newsroom, 1)
    assert not alert.attachments
    assert "longer than 0 s" in caplog.text


@pytest.mark.parametrize("way", WAYS)
async def test_a_channel_without_files(newsroom: Newsroom, client: Client, way: Way) -> None:
    """Where the bot may not attach files, answers and alerts come without a picture; slash commands may."""
    await set_up(newsroom)
    for place in (newsroom.channel, newsroom.alerts):
        place.deny_bot(attach_files=True)
    await _two_sides(newsroom)
    shown = await newsroom.ask(way, "check 40 boats", {"text": "40 boats"})
    assert "Match #" in shown.text
    client.wake()
    (alert,) = await alerts_in(newsroom, 1)
    assert not alert.attachments
    assert bool(shown.attachments) is (way == "/")


async def test_an_alert_carries_a_picture_and_renews_it(newsroom: Newsroom, client: Client) -> None:
    """An alert shows the new claim among the others; corrected, it shows them as they stand then."""
    await set_up(newsroom)
    first = await newsroom.record("40 boats were lost.", "Fire brigade")
    await newsroom.say(f"!watch {HARBOUR}")
    await contradict(newsroom, 25, client)
    (alert,) = await alerts_in(newsroom, 1)
    told = await newsroom.reporter.dm.next_message()
    assert _described(alert) == _described(told)
    assert "25 (new claim) by Witness 25. 40 by Fire brigade." in _described(alert)
    await newsroom.record("At least 70 boats were lost.", "Port office", said_at="2021-03-05")
    await newsroom.desk.edit(newsroom.workspace, first.id, {"text": "41 boats were lost."}, actor="x")
    client.wake()
    await corrected(newsroom)
    assert "41 by Fire brigade" in _described(alert)
    assert "At least 70" in _described(alert)


async def test_a_settled_alert_keeps_its_picture(newsroom: Newsroom, client: Client) -> None:
    """Confirming an alert leaves its picture where it is."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    await contradict(newsroom, 25, client)
    (alert,) = await alerts_in(newsroom, 1)
    before = _described(alert)
    await newsroom.moderator.presses(alert, "Confirm")
    await corrected(newsroom)
    assert "Confirmed" in alert.text
    assert _described(alert) == before


async def test_a_withdrawn_claim_leaves_no_picture(newsroom: Newsroom, client: Client) -> None:
    """When the new claim of an alert is withdrawn, the picture that shows it goes."""
    await set_up(newsroom)
    await newsroom.record("40 boats were lost.", "Fire brigade")
    claim = await newsroom.record("25 boats were lost.", "Witness")
    client.wake()
    (alert,) = await alerts_in(newsroom, 1)
    assert alert.attachments
    await newsroom.desk.withdraw(newsroom.workspace, claim.id, actor="x")
    client.wake()
    await corrected(newsroom)
    assert "Withdrawn" in alert.text
    assert not alert.attachments
