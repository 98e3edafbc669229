"""One queue, several people: moderators at once, members who are none, other servers, another day."""

import asyncio
from pathlib import Path

import pytest

from tests.end_to_end.discord.articles import ARTICLE, claims_of, ingested, started
from tests.end_to_end.discord.newsroom import FOR_MODERATORS, Newsroom, seen
from tests.loopback import Discord, Message, Person

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def side_by_side(newsroom: Newsroom) -> tuple[Message, Person, Message]:
    """Return the queue of one moderator, and another moderator with the same one."""
    shown = await ingested(newsroom)
    other = newsroom.server.member("lee", manage_messages=True)
    second = await newsroom.say("!review", other)
    await other.selects(second, [second.selects[0].labels[0]])
    assert "1 of 4" in second.text
    return shown, other, second


async def test_two_moderators_at_one_proposal(newsroom: Newsroom) -> None:
    """Of two who accept at once the slower is told who was faster; both see the next one, once on record."""
    shown, other, second = await side_by_side(newsroom)
    await asyncio.gather(newsroom.moderator.presses(shown, "Accept"), other.presses(second, "Accept"))
    assert len(await claims_of(newsroom)) == 1
    (late,) = [message for message in (shown, second) if "Too late" in message.text]
    assert f"was accepted as #{(await claims_of(newsroom))[0].id} by " in late.text
    assert all("1 of 3" in message.text for message in (shown, second))


@pytest.mark.parametrize("label", ["Accept", "Reject", "Edit"])
async def test_what_another_has_rejected(newsroom: Newsroom, label: str) -> None:
    """A rejection isn't overruled by who didn't see it: they are told, see the next, and may go back."""
    shown, other, second = await side_by_side(newsroom)
    await other.presses(second, "Reject")
    await newsroom.moderator.presses(shown, label)
    assert "was rejected by lee." in shown.text
    assert "1 of 3" in shown.text
    assert await claims_of(newsroom) == []
    (back,) = [button.label for button in shown.buttons if button.label.startswith("Back to proposal")]
    await newsroom.moderator.presses(shown, back)
    assert "Rejected by lee" in shown.text
    await newsroom.moderator.presses(shown, "Accept after all")
    assert "is claim #" in shown.text
    (claim,) = await claims_of(newsroom)
    assert claim.speaker == "Harbour master Ada Quill"


async def test_a_form_that_comes_too_late(newsroom: Newsroom) -> None:
    """Who fills in the form while another accepts is told so; nothing is recorded twice or changed."""
    shown, other, second = await side_by_side(newsroom)
    modal = (await newsroom.moderator.presses(shown, "Edit")).modal
    await other.presses(second, "Accept")
    await newsroom.moderator.submits(modal, {"Statement": "Nothing burned."})
    assert "Too late" in shown.text
    assert "by lee" in shown.text
    assert "1 of 3" in shown.text
    (claim,) = await claims_of(newsroom)
    assert "40 boats" in claim.text


async def test_two_accept_everything(newsroom: Newsroom) -> None:
    """Two who accept all at once record each claim once, and who finds nothing left is told so."""
    shown, other, second = await side_by_side(newsroom)
    await newsroom.moderator.presses(shown, "Accept all")
    await other.presses(second, "Accept all")
    await asyncio.gather(
        newsroom.moderator.presses(shown, "Yes, accept all"), other.presses(second, "Yes, accept all")
    )
    assert len(await claims_of(newsroom)) == 4
    assert all("Nothing waits" in message.text for message in (shown, second))


async def test_old_buttons_over_an_empty_queue(newsroom: Newsroom) -> None:
    """Every button of a queue that another has emptied says so or shows that nothing waits."""
    shown, other, second = await side_by_side(newsroom)
    listed = await newsroom.say("!review", newsroom.moderator)
    copies = [await newsroom.say("!review", newsroom.moderator) for _ in range(2)]
    for copy in copies:
        await newsroom.moderator.selects(copy, [copy.selects[0].labels[0]])
    await other.presses(second, "Accept all")
    await other.presses(second, "Yes, accept all")
    await newsroom.moderator.presses(shown, "Accept all")
    await newsroom.moderator.presses(copies[0], "Accept all from this speaker")
    await newsroom.moderator.presses(copies[1], "▶")
    await newsroom.moderator.selects(listed, [listed.selects[0].labels[0]])
    assert all("Nothing waits" in one.text for one in (shown, listed, *copies))
    assert all("somebody else has decided" in one.text for one in (shown, listed, copies[0]))


async def test_a_proposal_of_an_older_reading(newsroom: Newsroom) -> None:
    """What a newer reading of the article replaced can't be accepted, which is said, over the newer one."""
    shown = await ingested(newsroom)
    again = await newsroom.say("!ingest story: Another fire", newsroom.moderator, file=ARTICLE)
    assert "4 proposals of an earlier reading no longer wait." in again.text
    await newsroom.moderator.presses(shown, "Accept")
    assert "was replaced when its article was taken in again" in shown.text
    await newsroom.moderator.selects(shown, ["Another fire"])
    assert "1 of 4" in shown.text
    assert "Story\nAnother fire\n" in shown.text
    assert await claims_of(newsroom) == []


async def test_the_queue_is_for_moderators(newsroom: Newsroom) -> None:
    """Nobody else may look through the queue, press or choose anything in it, or send its form."""
    shown = await ingested(newsroom)
    rae, mo = newsroom.reporter, newsroom.moderator
    assert FOR_MODERATORS in (await newsroom.say("!review")).text
    listed = await newsroom.say("!review", mo)
    for label in ("Accept", "Edit", "Reject", "▶", "Accept all from this speaker", "Accept all"):
        assert FOR_MODERATORS in (await seen(await rae.presses(shown, label))).text
    choice = await seen(await rae.selects(listed, [listed.selects[0].labels[0]]))
    assert FOR_MODERATORS in choice.text
    modal = (await mo.presses(shown, "Edit")).modal
    assert FOR_MODERATORS in (await seen(await rae.submits(modal, {}, force=True))).text
    await mo.presses(shown, "Accept all")
    assert FOR_MODERATORS in (await seen(await rae.presses(shown, "Yes, accept all"))).text
    assert await claims_of(newsroom) == []


async def test_another_server_sees_nothing(newsroom: Newsroom, discord: Discord) -> None:
    """What waits in one server doesn't wait in another, and its buttons do nothing there."""
    shown = await ingested(newsroom)
    elsewhere = Newsroom(discord, newsroom.desk, discord.guild("Elsewhere"))
    assert "Nothing waits" in (await elsewhere.say("!review", elsewhere.moderator)).text
    theirs = await ingested(elsewhere)
    theirs.components = shown.components
    for label in ("Accept", "Reject", "Edit", "▶", "Accept all from this speaker", "Accept all"):
        refused = await seen(await elsewhere.moderator.presses(theirs, label))
        assert "There is no proposal" in refused.text
    assert await claims_of(newsroom) == []
    assert await claims_of(elsewhere) == []


async def test_every_button_outlives_a_restart(tmp_path: Path) -> None:
    """Paging, deciding, the form, the menu and the question go on after the bot was started anew."""
    ledger = tmp_path / "claims.db"
    async with Discord.start() as discord:
        async with started(discord, ledger) as before:
            mo = before.moderator
            shown = await ingested(before)
            listed = await before.say("!review", mo)
            asked = await ingested(before)
            await mo.presses(asked, "Accept all")
            rejected = await ingested(before)
            await mo.presses(rejected, "Reject")
        async with started(discord, ledger, server=before.server) as after:
            await mo.presses(shown, "▶")
            assert "3 of 3" not in shown.text
            assert "of 3" in shown.text
            await mo.presses(rejected, next(one.label for one in rejected.buttons if "Back" in one.label))
            await mo.presses(rejected, "Accept after all")
            assert "is claim #" in rejected.text
            await mo.submits((await mo.presses(shown, "Edit")).modal, {"Who said it": "The union"})
            assert "is claim #" in shown.text
            await mo.presses(shown, "Reject")
            await mo.selects(listed, [listed.selects[0].labels[0]])
            assert "1 of 1" in listed.text
            await mo.presses(asked, "Yes, accept all")
            assert "1 claim added" in asked.text
            assert len(await claims_of(after)) == 3
        assert not discord.complaints
