"""What answers and claims say on Discord, word for word."""

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

from bot.results import Added, Answer, ClaimView, Match, Related, Standing, Stated, StoryFigures
from bot.ui.discord import embeds
from bot.ui.discord.text import from_code_block
from db.models import Alert, AlertLine, AlertState, Newsroom, Rating, Relation, Status
from tests.factories import a_claim, figure
from tests.ui.discord.samples import checked

FIRST = a_claim(
    id=1,
    text="40 boats burned.",
    speaker="Harbour master",
    via=("Radio Nine",),
    outlet="Coast_Daily",
    url="https://coast.example/40_(boats)",
    said_at="2021-03-04",
    figures=(figure(40, 40, noun="boat", outcome="destroyed"),),
)
SECOND = a_claim(
    id=2,
    text="Forty boats were lost.",
    speaker="Fire brigade",
    quote="forty *boats*",
    said_at="2021-03-04T10:00:00Z",
    figures=(figure(40, 40, noun="boat", outcome="destroyed"),),
)
THIRD = a_claim(id=3, text="At least 60 boats burned.", speaker="Fishers' union", status=Status.RETRACTED)
REASON = "40 is below “at least 60”."
LINE = "Fire brigade says 40; Fishers' union says at least 60 (unreconciled as of 4 Mar 2021)."


def against(number: int, **fields: bool) -> Related:
    """Return a claim that contradicts the match."""
    claim = a_claim(id=number, text=f"{number} boats burned.", speaker="Fishers' union")
    return Related(claim=claim, relation=Relation.CONTRADICTS, reason=REASON, **fields)


def a_match(**fields: object) -> Match:
    """Return a match that a brigade states, first said by a harbour master."""
    agrees = (Related(claim=FIRST, relation=Relation.AGREES, reason="Both say 40."),)
    known: dict[str, object] = {"claim": SECOND, "earliest": FIRST, "agrees": agrees, "independent": 2}
    return Match.model_validate(known | {"score": 91.4, "line": LINE} | fields)


def shown(found: Answer) -> dict[str, Any]:
    """Return the data of the one embed that answers."""
    (embed,) = embeds.answer(found)
    return checked(embed)


def fields(data: dict[str, Any]) -> dict[str, str]:
    """Return an embed's fields by name."""
    return {one["name"]: one["value"] for one in data["fields"]}


def test_an_answer_is_taken_in_at_a_glance() -> None:
    """Story, match with score, first on record with chain, day and link, each relation, the line for copy."""
    retracted = Related(claim=THIRD, relation=Relation.CONTRADICTS, reason=REASON)
    match = a_match(contradicts=(retracted,), more={"diverges": 3})
    data = shown(Answer(query="40 boats", figures=(), nobody=False, matches=(match,)))
    assert data["title"] == "Ferry fire off Hollow Bay"
    assert data["description"] == (
        "**Match #2**, score 91 of 100\n"
        "Forty boats were lost. “forty \\*boats\\*”\n"
        "Fire brigade, 4 Mar 2021, 10:00 UTC"
    )
    first = (
        "**#1** 40 boats destroyed\n"
        "Harbour master → Radio Nine → Coast\\_Daily, 4 Mar 2021 · "
        "[link](https://coast.example/40_%28boats%29)"
    )
    assert list(fields(data).items()) == [
        ("Earliest on record", first),
        (
            "Contradicting (1)",
            f"**#3** (retracted) At least 60 boats burned.\nFishers' union, no date\n{REASON}",
        ),
        ("Diverging (both can hold) (3)", "3 on record: All figures"),
        ("Saying the same (1; 2 independent speakers, the match's included)", f"{first}\nBoth say 40."),
        ("To paste into copy", f"```\n{LINE}\n```"),
    ]
    assert from_code_block(fields(data)[embeds.COPY]) == LINE


def test_a_long_list_is_cut_with_a_count_and_a_button() -> None:
    """Five contradicting claims are shown, and the rest is counted under the button's name."""
    match = a_match(contradicts=tuple(against(number) for number in range(11, 23)), more={"contradicts": 40})
    value = fields(shown(Answer(query="x", figures=(), nobody=False, matches=(match,))))["Contradicting (52)"]
    assert [line for line in value.splitlines() if line.startswith("**#")][-1].startswith("**#15**")
    assert value.endswith("\n\nand 47 more: All figures")


def test_that_nobody_contradicts_is_said() -> None:
    """Where no claim says otherwise the answer says so, and that the match is the earliest."""
    match = a_match(earliest=SECOND, agrees=(), independent=1)
    shown_fields = fields(shown(Answer(query="x", figures=(), nobody=False, matches=(match,))))
    assert shown_fields["Contradicting (0)"] == "No claim on record."
    assert shown_fields["Earliest on record"] == "**#2**, the match itself"


def test_what_is_suspected_or_decided_says_so() -> None:
    """A machine's suspicion and a moderator's decision are told in words, the moderator by name."""
    suspected = against(11, suspected=True)
    decided = Related(
        claim=against(12).claim,
        relation=Relation.CONTRADICTS,
        reason="an_na (812345) decided: they count one quay",
        decided=True,
    )
    value = fields(
        shown(
            Answer(query="x", figures=(), nobody=False, matches=(a_match(contradicts=(suspected, decided)),))
        )
    )
    lines = value["Contradicting (2)"].splitlines()
    assert "Suspected, not confirmed: 40 is below “at least 60”." in lines
    assert "Decided by an\\_na: they count one quay" in lines


def test_several_stories_that_fit_are_offered() -> None:
    """The first is shown; a line names those that the menu picks from, and those beyond it."""
    other = a_match(claim=a_claim(id=9, story="Fire at *Quay 4*"))
    further = StoryFigures(name="Boat show", claims=3)
    found = Answer(query="40", figures=(), nobody=False, matches=(a_match(), other), stories=(further,))
    assert shown(found)["description"].startswith(
        "**This fits 3 stories equally.** The menu below picks another: Fire at \\*Quay 4\\*. "
        "Fitting as well: Boat show.\n\n"
        "**Match #2**"
    )


def test_nobody_said_it_lists_who_says_what() -> None:
    """Where nobody gives the figure, the ones on record stand there with their speakers."""
    stated = (Stated(figure="at least 60 boats burned", claim=THIRD),) * 10
    story = StoryFigures(name="Harbour fire", claims=3, figures=stated)
    data = shown(Answer(query="25 @everyone", figures=(), nobody=True, stories=(story,)))
    assert data["title"] == "Nobody on record says “25 @\u200beveryone”"
    value = fields(data)["Harbour fire (3 claims)"]
    assert value.startswith("**#3** (retracted) at least 60 boats burned\nFishers' union, no date\n\n")
    assert value.endswith("and 2 more: All figures")


def test_nothing_fits_names_the_nearest_stories() -> None:
    """Where nothing fits, the nearest stories are offered, or it is said that there is none."""
    near = StoryFigures(name="Harbour fire", claims=1)
    data = shown(Answer(query="zebra", figures=(), nobody=False, stories=(near,)))
    assert data["title"] == "Nothing on record fits “zebra”"
    assert "- Harbour fire (1 claim)" in data["description"]
    assert (
        shown(Answer(query="zebra", figures=(), nobody=False))["description"]
        == "No story on record is near it."
    )


def test_a_notification_says_the_answer_in_one_sentence() -> None:
    """What a lock screen shows names the match and how many contradict it."""
    one = Answer(query="40 boats", figures=(), nobody=False, matches=(a_match(contradicts=(against(11),)),))
    assert embeds.answer_line(one) == "“40 boats”: #2, Fire brigade; 1 claim contradicts it."
    none = Answer(query="40 boats", figures=(), nobody=False, matches=(a_match(),))
    assert embeds.answer_line(none) == "“40 boats”: #2, Fire brigade; no claim on record contradicts it."
    assert embeds.answer_line(Answer(query="5", figures=(), nobody=True)) == "Nobody on record says “5”."
    assert embeds.answer_line(Answer(query="5", figures=(), nobody=False)) == "Nothing on record fits “5”."


def test_a_new_claim_shows_what_was_understood() -> None:
    """Figures in words with denials, the days, what it contradicts, and the alert that it raised."""
    claim = SECOND.model_copy(
        update={
            "figures": (
                figure(40, 40, noun="boat", outcome="destroyed"),
                figure(3, 3, noun="ship", denied=True),
            ),
            "as_of": datetime(2021, 3, 4, 9, tzinfo=UTC),
            "language": "es",
        }
    )
    line = AlertLine(claim_id=11, relation=Relation.CONTRADICTS, suspected=False, reason="r")
    alert = Alert(id=5, workspace="w", claim_id=2, at=claim.added_at, state=AlertState.WAITING, lines=(line,))
    data = checked(embeds.added(Added(claim=claim, relations=(against(11),), alert=alert)))
    assert data["title"] == "Added: #2"
    assert fields(data)["Story"] == "Ferry fire off Hollow Bay"
    assert fields(data)["Understood"] == (
        "Figures: 40 boats destroyed; denied: 3 ships\n"
        "Said: 4 Mar 2021, 10:00 UTC\n"
        "As of: 4 Mar 2021, 09:00 UTC\n"
        "Language: es"
    )
    assert fields(data)["Contradicting (1)"].startswith("**#11** 11 boats burned.")
    assert data["footer"]["text"] == "Alert 5 raised"


def test_a_claim_on_record_already_is_named() -> None:
    """The same claim again says under which number it stands; a changed one says that it was changed."""
    assert (
        checked(embeds.added(Added(claim=THIRD, existed=True)))["title"]
        == "Already on record as #3 (retracted)"
    )
    unchanged = checked(embeds.added(Added(claim=THIRD, existed=True), "Nothing changed"))
    assert unchanged["title"] == "Nothing changed: #3 (retracted)"
    assert fields(unchanged)["Beside it"] == "`/claim 3` shows what stands there."
    assert not any(name.startswith("Contradicting") for name in fields(unchanged))
    new = checked(embeds.added(Added(claim=THIRD, near=("Harbour *fire*",))))
    assert fields(new)["New story"].endswith("edit the claim’s story:\n- Harbour \\*fire\\*")
    changed = checked(embeds.added(Added(claim=THIRD), "Changed"))
    assert changed["title"] == "Changed: #3 (retracted)"
    assert fields(changed)["Understood"] == "Figures: no figure; it is compared by its words"
    assert changed["footer"]["text"] == "No alert raised"


def test_a_claim_shows_all_that_stands_beside_it() -> None:
    """Every related claim is on some page, and those beyond the list are counted."""
    related = tuple(against(number) for number in range(11, 41))
    view = embeds.claim_view(ClaimView(claim=THIRD, related=related, more={"contradicts": 5}))
    pages = [checked(page) for page in view]
    assert len(pages) > 1
    assert pages[0]["title"] == "#3 in Ferry fire off Hollow Bay"
    assert pages[0]["description"].startswith("**Retracted**: its speaker or outlet took it back.")
    text = "\n\n".join(one["value"] for page in pages for one in page["fields"])
    assert all(f"**#{number}** {number} boats" in text for number in range(11, 41))
    assert text.endswith("and 5 more")
    assert pages[1]["fields"][0]["name"] == "Contradicting (35) (continued)"


def test_a_claim_taken_back_says_what_that_means() -> None:
    """A withdrawn claim is shown with what was done to it."""
    withdrawn = SECOND.model_copy(update={"status": Status.WITHDRAWN})
    data = checked(embeds.claim_card(withdrawn, "Withdrawn"))
    assert data["title"] == "Withdrawn: #2"
    assert data["description"].startswith("**Withdrawn**: it was entered by mistake.")


def test_setup_says_what_is_set_and_what_is_missing() -> None:
    """Channel, roles, relations and prefix are shown as Discord shows them; what is missing comes first."""
    newsroom = Newsroom(
        alert_channel="77",
        alert_role="9",
        moderator_roles=("5", "6"),
        alert_on=(Relation.CONTRADICTS, Relation.REVISES),
    )
    view = embeds.SetupView(newsroom, "?", ("I may not send messages in #alerts; allow it there.",))
    data = embeds.setup(view).to_dict()
    assert fields(dict(data)) == {
        "Missing": "- I may not send messages in #alerts; allow it there.",
        "Alert channel": "<#77>",
        "Role mentioned with an alert": "<@&9>",
        "Moderators": "<@&5>, <@&6>, and members who may manage messages",
        "Alerts are raised by": "contradictions, revisions",
        "Commands begin with": "? or /",
    }
    bare = fields(dict(embeds.setup(embeds.SetupView(Newsroom(), "!")).to_dict()))
    assert bare["Alert channel"] == "not set"
    assert bare["Nothing is missing"] == "Alerts and commands work here."
    assert bare["Role mentioned with an alert"] == "nobody"


def test_status_and_help_are_plain() -> None:
    """Version, latency, claims and waiting alerts in words; each command with an example and for whom."""
    status = checked(embeds.status(Standing(claims=2000, stories=1, waiting=0), "0.1.0", 0.042))
    assert status["title"] == "Claimdesk 0.1.0"
    assert status["description"].splitlines() == [
        "Answers from Discord take 42 ms.",
        "2,000 claims in 1 story on record.",
        "0 alert messages waiting to be delivered.",
    ]
    command = embeds.Help("undo", "Takes your newest change back.", "!undo", "moderators")
    (page,) = embeds.help_pages([command], "!")
    assert fields(checked(page)) == {"undo (moderators)": "Takes your newest change back.\nExample: !undo"}
    assert fields(checked(embeds.help_one(command))) == {"Example": "!undo", "For": "moderators"}


def test_a_terminal_starts_without_discord() -> None:
    """Nothing that the terminal shows needs discord.py, which takes long to load."""
    program = "import sys, bot.ui.terminal; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 -- this interpreter


def test_what_others_rated_stands_as_theirs() -> None:
    """A verdict has its publisher and day beside it: two under an answer, all with links for one claim."""
    ratings = [
        Rating(publisher="Example *Checks*", rating="Four Pinocchios", published_at="2021-03-06"),
        *(Rating(publisher=f"Facts {n}", rating="No", url=f"https://f.example/{n}") for n in range(3)),
    ]
    rated = SECOND.model_copy(update={"ratings": tuple(ratings)})
    found = Answer(query="40 boats", figures=(), nobody=False, matches=(a_match(claim=rated),))
    assert shown(found)["description"].splitlines()[3:] == [
        "Rated “Four Pinocchios” by Example \\*Checks\\* on 6 Mar 2021",
        "Rated “No” by Facts 0",
        "and 2 more ratings: `/claim 2`",
    ]
    (page,) = embeds.claim_view(ClaimView(claim=rated))
    assert fields(checked(page))["Rated by others"].splitlines() == [
        "Rated “Four Pinocchios” by Example \\*Checks\\* on 6 Mar 2021",
        *(f"Rated “No” by Facts {n} · [link](https://f.example/{n})" for n in range(3)),
    ]
