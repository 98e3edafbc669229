"""The queue of what was found in articles: a moderator pages through it and decides."""

import pytest

from bot.cogs import progress
from db.models import Article
from tests.end_to_end.discord.articles import FLAGS, claims_of, ingested, many
from tests.end_to_end.discord.newsroom import HARBOUR, Newsroom, seen
from tests.loopback import File
from tests.pictures import markdown

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_accepting_shows_the_next_one(newsroom: Newsroom) -> None:
    """Accept records the claim, says what it contradicts and which alert it raised, and goes on."""
    shown = await ingested(newsroom)
    await newsroom.moderator.presses(shown, "Accept")
    assert "is claim #" in shown.text
    assert "Figures: at least 60 boats burnt" in shown.text
    assert "Contradicting (1)" in shown.text
    await newsroom.moderator.presses(shown, "Accept")
    assert "It contradicts #" in shown.text
    assert "raised." in shown.text
    first, second = await claims_of(newsroom)
    assert {first.speaker, second.speaker} == {"Harbour master Ada Quill", "Seafarers’ Union"}
    assert first.published_at is not None
    (change,) = await newsroom.desk.history(newsroom.workspace, first.id)
    assert change.actor == f"mo ({newsroom.moderator.id})"


async def test_rejecting_and_paging(newsroom: Newsroom) -> None:
    """Back and forth turn among those that wait; a rejected one is passed over; at the end nothing waits."""
    shown = await ingested(newsroom)
    mo = newsroom.moderator
    assert [button.label for button in shown.buttons if button.disabled] == ["◀"]
    await mo.presses(shown, "▶")
    assert "2 of 4" in shown.text
    await mo.presses(shown, "Reject")
    assert "Rejected by mo" in shown.text
    assert "2 of 3" in shown.text
    await mo.presses(shown, "◀")
    assert "1 of 3" in shown.text
    for _ in range(3):
        await mo.presses(shown, "Reject")
    assert "Nothing waits" in shown.text
    assert await claims_of(newsroom) == []


async def test_editing_accepts_what_was_changed(newsroom: Newsroom) -> None:
    """The form holds the proposal; what is sent is recorded; an unfit day is refused, the form kept."""
    shown = await ingested(newsroom)
    mo = newsroom.moderator
    modal = (await mo.presses(shown, "Edit")).modal
    assert modal.values["Who said it"] == "Harbour master Ada Quill"
    refused = await seen(await mo.submits(modal, {"Said on": "someday"}))
    assert "is no date" in refused.text
    again = (await mo.presses(refused, "Open the form again")).modal
    assert again.values["Said on"] == "someday"
    await mo.submits(again, {"Said on": "2021-03-04", "Who said it": "Ada Quill > Radio Nine"})
    assert "is claim #" in refused.text
    assert "1 of 3" in refused.text
    (claim,) = await claims_of(newsroom)
    assert (claim.speaker, claim.via, str(claim.said_at)) == ("Ada Quill", ("Radio Nine",), "2021-03-04")
    assert "40 boats" in claim.text


async def test_a_form_that_is_sent_as_it_is(newsroom: Newsroom) -> None:
    """A form in which nothing was changed accepts the proposal as it stands, to the last field."""
    shown = await ingested(newsroom)
    number = await newsroom.desk.first_waiting(newsroom.workspace)
    assert number is not None
    draft = (await newsroom.desk.proposal(newsroom.workspace, number)).proposal.draft
    await newsroom.moderator.submits((await newsroom.moderator.presses(shown, "Edit")).modal, {})
    (claim,) = await claims_of(newsroom)
    assert claim.draft() == draft


async def test_what_was_accepted_is_undone(newsroom: Newsroom) -> None:
    """Undo takes an accepted claim back, as any that was added, and its proposal waits again."""
    shown = await ingested(newsroom)
    first = await newsroom.desk.first_waiting(newsroom.workspace)
    await newsroom.moderator.presses(shown, "Accept")
    undone = await newsroom.say("!undo", newsroom.moderator)
    assert f"Proposal {first} waits again; `review` shows it." in undone.text
    assert await claims_of(newsroom) == []
    again = await newsroom.say("!review", newsroom.moderator)
    await newsroom.moderator.selects(again, [again.selects[0].labels[0]])
    assert "1 of 4" in again.text
    await newsroom.moderator.presses(again, "Accept")
    assert "is claim #" in again.text
    assert [claim.speaker for claim in await claims_of(newsroom)] == ["Harbour master Ada Quill"]


async def test_an_accepted_claim_alerts(newsroom: Newsroom) -> None:
    """What an accepted claim contradicts is reported where the newsroom wants it, as of any claim."""
    await newsroom.say(f"!setup alerts: <#{newsroom.alerts.id}>", newsroom.manager)
    await newsroom.record("Only 7 boats burned.", "Port office")
    shown = await ingested(newsroom)
    assert "Contradicting (1)" in shown.text
    await newsroom.moderator.presses(shown, "Accept")
    assert "40 boats" in (await newsroom.alerts.next_message()).text


async def test_everything_of_one_speaker(newsroom: Newsroom) -> None:
    """One press accepts what one speaker says, and the others' still wait."""
    shown = await ingested(newsroom)
    await newsroom.moderator.presses(shown, "Accept all from this speaker")
    assert "2 claims added" in shown.text
    assert "1 of 2" in shown.text
    assert {claim.speaker for claim in await claims_of(newsroom)} == {"Harbour master Ada Quill"}


async def test_everything_is_accepted_after_a_question(newsroom: Newsroom) -> None:
    """All are accepted only once somebody says yes."""
    shown = await ingested(newsroom)
    await newsroom.moderator.presses(shown, "Accept all")
    assert "Accept all 4 proposals of this article as they stand?" in shown.text
    await newsroom.moderator.presses(shown, "No")
    assert await claims_of(newsroom) == []
    await newsroom.moderator.presses(shown, "Accept all")
    await newsroom.moderator.presses(shown, "Yes, accept all")
    assert "4 claims added" in shown.text
    assert len(await claims_of(newsroom)) == 4


async def test_a_rejection_is_taken_back(newsroom: Newsroom) -> None:
    """Who rejects by a slip goes back to the proposal and accepts it after all, also at the queue's end."""
    shown = await ingested(newsroom)
    mo = newsroom.moderator
    for _ in range(4):
        await mo.presses(shown, "Reject")
    assert "Nothing waits" in shown.text
    (back,) = shown.buttons
    await mo.presses(shown, back.label)
    assert [one.label for one in shown.buttons if not one.disabled] == ["Accept after all"]
    await mo.presses(shown, "Accept after all")
    assert "is claim #" in shown.text
    assert len(await claims_of(newsroom)) == 1


async def test_what_is_on_record_is_shown_as_such(newsroom: Newsroom) -> None:
    """A proposal that is a claim already names it, and accepting it adds none."""
    shown = await ingested(newsroom)
    proposal = await newsroom.desk.first_waiting(newsroom.workspace)
    assert proposal is not None
    draft = (await newsroom.desk.proposal(newsroom.workspace, proposal)).proposal.draft
    await newsroom.desk.add(newsroom.workspace, draft, actor="the test")
    await newsroom.moderator.presses(shown, "▶")
    await newsroom.moderator.presses(shown, "◀")
    assert "Already on record" in shown.text
    await newsroom.moderator.presses(shown, "Accept")
    assert "was on record already" in shown.text
    assert len(await claims_of(newsroom)) == 1


async def test_the_same_article_again(newsroom: Newsroom) -> None:
    """An article that was taken in is named as such, with what still waits of it."""
    shown = await ingested(newsroom)
    await newsroom.moderator.presses(shown, "Reject")
    again = await ingested(newsroom)
    assert "was taken in before: 3 waiting" in again.text
    assert "1 of 3" in again.text


async def test_hostile_text_stays_text(newsroom: Newsroom) -> None:
    """Mentions, markup, invitations and turned writing in an article are shown as characters."""
    text = (
        "Mayor @everyone **Bold** said that 40 boats had burned, see [here](https://evil.example) "
        "\u202egnorw\u202c <@&12345> discord.gg/evil."
    )
    title = "@here **Free** https://discord.gg/evil"
    line = f"!ingest {FLAGS} title: {title}"
    shown = await newsroom.say(line, newsroom.moderator, file=File("hostile.txt", text.encode()))
    for step in range(2):
        (embed,) = shown.embeds
        texts = [shown.content, embed.get("description", ""), embed["title"]]
        texts += [part for field in embed.get("fields", []) for part in (field["name"], field["value"])]
        for shown_text in texts:
            assert markdown.kinds(shown_text) <= {"text", "link", "quote", "item", "strong"}
            assert not markdown.pings(shown_text)
            assert "\u202e" not in shown_text
            assert "discord.gg" not in shown_text
            assert all(words in {"link", target} for words, target in markdown.links(shown_text))
        assert not shown.pings
        if step == 0:
            shown = await newsroom.say("!review", newsroom.moderator)
            assert shown.selects[0].labels == [f"{title} (Coast Daily)"]


async def test_many_proposals_are_paged(newsroom: Newsroom) -> None:
    """An article with three hundred statements gives a queue that can be walked and decided to its end."""
    shown = await ingested(newsroom, many(300))
    assert "1 of 300" in shown.text
    for place in (2, 3, 4):
        await newsroom.moderator.presses(shown, "▶")
        assert f"{place} of 300" in shown.text
    await newsroom.moderator.presses(shown, "Accept all")
    await newsroom.moderator.presses(shown, "No")
    assert "4 of 300" in shown.text
    await newsroom.moderator.presses(shown, "Accept all from this speaker")
    assert "1 claim added" in shown.text
    await newsroom.moderator.presses(shown, "Accept all")
    await newsroom.moderator.presses(shown, "Yes, accept all")
    await newsroom.discord.until(lambda: "299 claims added" in shown.text, "all of them")
    assert "Nothing waits" in shown.text


async def test_a_long_acceptance_tells_how_far_it_is(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accepting hundreds says how far it has come, and keeps the buttons until it is done."""
    shown = await ingested(newsroom, many(300))
    monkeypatch.setattr(progress, "EVERY", 0.001)
    await newsroom.moderator.presses(shown, "Accept all")
    await newsroom.moderator.presses(shown, "Yes, accept all")
    await newsroom.discord.until(lambda: "300 claims added" in shown.text, "all of them")
    told = [version for version in shown.edits if version.content.startswith("Accepting: ")]
    assert told
    assert all("Yes, accept all" in str(version.components) for version in told)


async def test_a_full_list_of_articles(newsroom: Newsroom) -> None:
    """Twenty-five articles are listed, each of them in the menu too, and that there are more is said."""
    titles = [f"Fire {number} {'at the pier ' * 9}" for number in range(26)]
    for number, title in enumerate(titles):
        article = Article(text=f"Clerk Ben Stone said {number + 2} boats had burned.", title=title)
        await newsroom.desk.ingest(newsroom.workspace, article, story=HARBOUR, actor="the test")
    listed = await newsroom.say("!review", newsroom.moderator)
    assert "and others; they come up when these are done" in listed.text
    assert [line[4:11].strip(" *") for line in listed.text.splitlines() if line.startswith("- ")] == [
        label[:7].strip() for label in listed.selects[0].labels
    ]
    await newsroom.moderator.selects(listed, [listed.selects[0].labels[24]])
    assert "Figures: 26 boats burnt" in listed.text
    assert "Nothing waits" not in (await newsroom.slash("review", by=newsroom.moderator)).text
