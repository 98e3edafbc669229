"""The form over the chat: opened by command, button or menu, sent, refused without losing what was typed."""

import pytest

from tests.end_to_end.discord.newsroom import HARBOUR, Newsroom, seen
from tests.loopback import Answer, Modal, Person

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILLED = {
    "Story": HARBOUR,
    "Who said it": "Fire brigade > Radio Nine",
    "Statement": "“Forty boats were lost.”",
    "Published by, and link": "Coast Daily https://coast.example/fire",
    "Said on": "2021-03-04",
}


async def _opened(newsroom: Newsroom, by: Person | None = None) -> Modal:
    who = by or newsroom.moderator
    return (await who.slash("addclaim", channel=newsroom.channel)).modal


async def _edit_form(newsroom: Newsroom, number: int) -> Modal:
    answer = await newsroom.moderator.slash("edit", {"id": str(number)}, channel=newsroom.channel)
    return answer.modal


async def test_a_bare_slash_command_opens_the_form(newsroom: Newsroom) -> None:
    """What was filled in is recorded: chain, verbatim words, outlet, link and day."""
    answer = await newsroom.moderator.submits(await _opened(newsroom), FILLED)
    assert "Fire brigade → Radio Nine → Coast Daily, 4 Mar 2021" in answer.text
    assert [button.label for button in answer.buttons] == ["Edit", "Undo"]
    (claim,) = (await newsroom.desk.story(newsroom.workspace, HARBOUR)).claims
    assert claim.quote == "Forty boats were lost."
    assert claim.url == "https://coast.example/fire"


async def test_a_bare_message_gives_a_button_that_opens_the_form(newsroom: Newsroom) -> None:
    """A message can't open a form, so its answer has a button that does, with the channel's story in it."""
    await newsroom.say(f"!here {HARBOUR}", newsroom.moderator)
    thread = newsroom.channel.thread("boats")
    offered = await newsroom.say("!addclaim", newsroom.moderator, channel=thread)
    modal = (await newsroom.moderator.presses(offered, "Open the form")).modal
    assert modal.values["Story"] == HARBOUR
    answer = await newsroom.moderator.submits(modal, {"Who said it": "Mayor", "Statement": "40 boats burnt."})
    assert "Added: #" in answer.text


async def test_a_refused_form_keeps_what_was_typed(newsroom: Newsroom) -> None:
    """The refusal comes in private, with a button that opens the form again as it was filled in."""
    wrong = FILLED | {"Said on": "last Tuesday"}
    answer = await newsroom.moderator.submits(await _opened(newsroom), wrong)
    refused = await seen(answer)
    assert refused.ephemeral
    assert "is no date" in refused.text
    again = (await newsroom.moderator.presses(refused, "Open the form again")).modal
    assert again.values == wrong
    answer = await newsroom.moderator.submits(again, {"Said on": "2021-03-04"})
    assert "Added: #" in (await seen(answer)).text


async def test_a_refused_form_can_be_opened_again_and_again(newsroom: Newsroom) -> None:
    """What was typed is kept after it was shown: a form that is closed by mistake loses nothing."""
    wrong = FILLED | {"Said on": "4 March"}
    refused = await seen(await newsroom.moderator.submits(await _opened(newsroom), wrong))
    for _ in range(2):
        again = (await newsroom.moderator.presses(refused, "Open the form again")).modal
        assert again.values == wrong


async def test_what_was_typed_before_a_restart_is_gone(newsroom: Newsroom) -> None:
    """A button whose form is no longer kept says so, and how to begin anew."""
    wrong = FILLED | {"Said on": "last Tuesday"}
    refused = await seen(await newsroom.moderator.submits(await _opened(newsroom), wrong))
    part = refused.components[0]["components"][0]
    part["custom_id"] = f"{part['custom_id'].rpartition(':')[0]}:{'0' * 16}"
    shown = await seen(await newsroom.moderator.presses(refused, "Open the form again"))
    assert "no longer kept" in shown.text


async def test_a_claim_is_edited_in_the_form(newsroom: Newsroom) -> None:
    """The form holds what the claim says; only what was changed in it changes."""
    claim = await newsroom.record(
        "Forty boats were lost.",
        "Fire brigade",
        via=["Radio Nine"],
        quote="We lost forty",
        published_at="2021-03-05T10:00:00Z",
    )
    modal = await _edit_form(newsroom, claim.id)
    assert modal.values["Who said it"] == "Fire brigade > Radio Nine"
    answer = await newsroom.moderator.submits(modal, {"Statement": "Fifty boats were lost."})
    assert "Edited: #" in answer.text
    now = (await newsroom.desk.claim(newsroom.workspace, claim.id)).claim
    assert now.text == "Fifty boats were lost."
    assert (now.quote, now.via, now.published_at) == (claim.quote, claim.via, claim.published_at)


async def test_a_form_that_changes_nothing(newsroom: Newsroom) -> None:
    """A form sent as it was opened changes nothing, and says so."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    answer = await newsroom.moderator.submits(await _edit_form(newsroom, claim.id), {})
    assert "Nothing changed: #" in answer.text
    assert len(await newsroom.desk.history(newsroom.workspace, claim.id)) == 1


async def test_the_edit_button(newsroom: Newsroom) -> None:
    """The button under a claim that was added opens the form on it."""
    added = await newsroom.moderator.submits(await _opened(newsroom), FILLED)
    modal = (await newsroom.moderator.presses(added, "Edit")).modal
    assert modal.values == FILLED


async def test_a_bare_edit_gives_a_button(newsroom: Newsroom) -> None:
    """A message that names only the claim shows it, with a button that opens the form on it."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    offered = await newsroom.say(f"!edit {claim.id}", newsroom.moderator)
    modal = (await newsroom.moderator.presses(offered, "Open the form")).modal
    assert modal.values["Statement"] == "Forty boats were lost."


async def test_a_refused_edit_keeps_what_was_typed(newsroom: Newsroom) -> None:
    """A refused edit opens again on the same claim, as it was filled in."""
    claim = await newsroom.record("Forty boats were lost.", "Fire brigade")
    modal = await _edit_form(newsroom, claim.id)
    refused = await seen(await newsroom.moderator.submits(modal, {"Said on": "soon"}))
    again = (await newsroom.moderator.presses(refused, "Open the form again")).modal
    assert again.title == f"Edit claim {claim.id}"
    assert again.values["Said on"] == "soon"
    await newsroom.moderator.submits(again, {"Said on": "2021-03-04"})
    assert len((await newsroom.desk.story(newsroom.workspace, HARBOUR)).claims) == 1


async def _from_menu(newsroom: Newsroom, text: str) -> Answer:
    said = await newsroom.reporter.says(newsroom.channel, text)
    return await newsroom.moderator.uses_menu("Add as claim", on=said)


async def test_a_message_is_added_from_its_menu(newsroom: Newsroom) -> None:
    """The form is filled in from the message: its words, its link, its day and the channel's story."""
    await newsroom.say(f"!here {HARBOUR}", newsroom.moderator)
    answer = await _from_menu(newsroom, "Forty boats were lost, says https://coast.example/fire.")
    values = answer.modal.values
    assert values["Story"] == HARBOUR
    assert values["Statement"] == "Forty boats were lost, says https://coast.example/fire."
    assert values["Published by, and link"] == "https://coast.example/fire"
    day = newsroom.discord.world.clock.now().date().isoformat()
    assert values["Said on"] == day
    added = await newsroom.moderator.submits(answer.modal, {"Who said it": "Fire brigade"})
    assert "Added: #" in added.text


async def test_a_message_without_a_link_is_its_own(newsroom: Newsroom) -> None:
    """Where a message has no link, the form holds the message's own address."""
    answer = await _from_menu(newsroom, "Forty boats were lost")
    assert f"/channels/{newsroom.server.id}/" in answer.modal.values["Published by, and link"]


async def test_a_form_left_open_while_the_role_went(newsroom: Newsroom) -> None:
    """Whoever was a moderator when the form opened and is none when it is sent is refused."""
    modal = await _opened(newsroom)
    newsroom.server.give_roles(newsroom.moderator, [])
    shown = await seen(await newsroom.moderator.submits(modal, FILLED))
    assert shown.ephemeral
    assert "Only moderators" in shown.text
    assert not (await newsroom.desk.stories(newsroom.workspace))
