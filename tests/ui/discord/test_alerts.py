"""What an alert says when it is raised, and after people have decided."""

from bot.results import AlertView, Related
from bot.ui.discord import embeds
from db.models import Alert, AlertLine, AlertState, Claim, Decision, Relation, Status
from tests.factories import a_claim
from tests.ui.discord.samples import RAISED, checked, decision

NEW = a_claim(id=46, text="At most 30 boats burned.", speaker="Example Monitor", url="https://wire.example/9")


def other(number: int, status: Status = Status.ACTIVE) -> Claim:
    """Return a claim on record."""
    return a_claim(id=number, text=f"{number} boats burned.", speaker="Harbour master", status=status)


def line(number: int, relation: Relation = Relation.CONTRADICTS, *, suspected: bool = False) -> AlertLine:
    """Return what the new claim is to one on record."""
    return AlertLine(claim_id=number, relation=relation, suspected=suspected, reason=f"30 is below {number}.")


def a_view(
    *lines: AlertLine,
    state: AlertState = AlertState.WAITING,
    decisions: tuple[Decision | None, ...] = (),
    claim: Claim = NEW,
    statuses: tuple[Status, ...] = (),
) -> AlertView:
    """Return an alert with its claims; each line stands as the alert does where it was decided."""
    made = decisions or (None,) * len(lines)
    claims = [
        other(one.claim_id, statuses[at] if at < len(statuses) else Status.ACTIVE)
        for at, one in enumerate(lines)
    ]
    states = tuple(state if one is not None else AlertState.WAITING for one in made)
    return AlertView(
        alert=Alert(id=5, workspace="newsroom", claim_id=claim.id, at=RAISED, state=state, lines=lines),
        claim=claim,
        others=tuple(
            Related(claim=claim, relation=one.relation, reason=one.reason)
            for one, claim in zip(lines, claims, strict=True)
        ),
        states=states,
        decisions=made,
    )


def test_a_contradiction_names_the_new_claim_and_each_contested_one() -> None:
    """The new claim comes with chain and link, each contested one with its reason, the footer says when."""
    data = checked(embeds.alert(a_view(line(40), line(62))))
    assert data["title"] == "Contradiction"
    assert data["description"] == (
        "Story: Ferry fire off Hollow Bay\n**New claim #46**\nAt most 30 boats burned.\n"
        "Example Monitor, no date · [link](https://wire.example/9)"
    )
    (contested,) = data["fields"]
    assert contested["name"] == "Contradicts (2)"
    assert contested["value"] == (
        "**#40** 40 boats burned.\nHarbour master, no date\n30 is below 40.\n\n"
        "**#62** 62 boats burned.\nHarbour master, no date\n30 is below 62."
    )
    assert data["footer"]["text"] == "Alert 5, raised 5 Mar 2021, 09:30 UTC"


def test_what_is_suspected_or_revised_is_no_plain_contradiction() -> None:
    """A suspicion is called possible until somebody confirms it; a revision is called one."""
    suspected = line(40, suspected=True)
    assert checked(embeds.alert(a_view(suspected)))["title"] == "Possible contradiction (suspected)"
    assert "Suspected, not confirmed: 30 is below 40." in str(checked(embeds.alert(a_view(suspected))))
    assert checked(embeds.alert(a_view(suspected, line(62))))["title"] == "Contradiction"
    confirmed = a_view(suspected, state=AlertState.CONFIRMED, decisions=(decision("sure"),))
    assert checked(embeds.alert(confirmed))["title"] == "Confirmed: contradiction"
    assert "Suspected" not in str(checked(embeds.alert(confirmed)))
    revised = checked(embeds.alert(a_view(line(40, Relation.REVISES))))
    assert (revised["title"], revised["fields"][0]["name"]) == ("Revision", "Revises (1)")
    diverging = checked(embeds.alert(a_view(line(40, Relation.DIVERGES))))
    assert diverging["title"] == "Divergence (both can hold)"


def test_who_decided_stands_at_the_top() -> None:
    """A dismissed alert says so in its title, by whom, when and why, and no longer says “contradicts”."""
    view = a_view(line(40), line(62), state=AlertState.DISMISSED, decisions=(decision(), decision()))
    data = checked(embeds.alert(view))
    assert data["title"] == "Dismissed: contradiction"
    assert data["description"].startswith("**Dismissed** by anna.r, 5 Mar 2021, 09:30 UTC: two counts\n\n")
    assert data["fields"][0]["name"] == "Had been found to contradict (2)"
    assert "anna.r" not in data["fields"][0]["value"]


def test_a_button_pressed_without_a_reason_gives_none() -> None:
    """A reason that only repeats which alert was confirmed is left out."""
    view = a_view(line(40), state=AlertState.CONFIRMED, decisions=(decision("confirmed with alert 5"),))
    assert checked(embeds.alert(view))["description"].startswith(
        "**Confirmed** by anna.r, 5 Mar 2021, 09:30 UTC\n\n"
    )


def test_lines_decided_differently_say_so_each() -> None:
    """Where people decided line by line, each line says by whom."""
    made = (decision(), decision("one quay", actor="ben (7)"))
    data = checked(embeds.alert(a_view(line(40), line(62), state=AlertState.DISMISSED, decisions=made)))
    assert data["description"].startswith("**Dismissed**; each line says by whom.")
    assert "Dismissed by anna.r, 5 Mar 2021, 09:30 UTC: two counts" in data["fields"][0]["value"]
    assert "Dismissed by ben, 5 Mar 2021, 09:30 UTC: one quay" in data["fields"][0]["value"]


def test_an_alert_that_an_edit_called_off_says_why() -> None:
    """Where nobody decided and the alert is dismissed all the same, a claim was changed."""
    data = checked(embeds.alert(a_view(line(40), state=AlertState.DISMISSED)))
    assert data["description"].startswith(
        "**Dismissed**: what it reported no longer stands, because a claim was changed."
    )


def test_a_withdrawn_claim_hides_its_words() -> None:
    """A claim entered by mistake isn't repeated; the numbers stay, so that the history can be found."""
    withdrawn = NEW.model_copy(update={"status": Status.WITHDRAWN})
    data = checked(embeds.alert(a_view(line(40), claim=withdrawn, state=AlertState.DISMISSED)))
    assert data["title"] == "Withdrawn: contradiction"
    assert data["description"] == (
        "**Withdrawn**: the new claim was entered by mistake.\n\n"
        "Story: Ferry fire off Hollow Bay\n**New claim #46** (withdrawn)"
    )
    assert data["fields"][0]["value"] == "**#40**"


def test_a_retracted_claim_is_marked_on_either_side() -> None:
    """A statement taken back is shown as such, the new one at the top, a contested one on its line."""
    retracted = NEW.model_copy(update={"status": Status.RETRACTED})
    data = checked(embeds.alert(a_view(line(40), claim=retracted)))
    assert data["description"].startswith(
        "**Retracted**: the new claim's speaker or outlet took it back.\n\n"
    )
    assert "At most 30 boats burned." in data["description"]
    statuses = (Status.RETRACTED, Status.WITHDRAWN)
    value = checked(embeds.alert(a_view(line(40), line(62), statuses=statuses)))["fields"][0]["value"]
    assert "**#40** (retracted) 40 boats burned." in value
    assert "Retracted since: its speaker or outlet took it back." in value
    assert value.endswith("**#62** Withdrawn since: it was entered by mistake.")


def test_the_notification_is_one_sentence() -> None:
    """What a lock screen shows: the number, how many it contradicts and where, and what became of it."""
    assert (
        embeds.alert_line(a_view(line(40), line(62)))
        == "#46 contradicts 2 claims in Ferry fire off Hollow Bay."
    )
    suspected = a_view(line(40, suspected=True))
    assert embeds.alert_line(suspected) == "#46 may contradict 1 claim in Ferry fire off Hollow Bay."
    several = a_view(line(40), line(50, Relation.REVISES), *(line(n, Relation.DIVERGES) for n in (60, 70)))
    assert embeds.alert_line(several).startswith(
        "#46 contradicts 1 claim, revises 1 and diverges from 2 in Ferry fire"
    )
    revised = a_view(line(40, Relation.REVISES))
    assert embeds.alert_line(revised) == "#46 revises 1 claim in Ferry fire off Hollow Bay."
    dismissed = a_view(line(40), state=AlertState.DISMISSED, decisions=(decision(),))
    assert embeds.alert_line(dismissed).startswith("Dismissed: #46 contradicts 1 claim")


def test_a_long_alert_counts_what_it_leaves_out() -> None:
    """Nine and more contested claims are one message: the first ones in full, the rest as a number."""
    data = checked(embeds.alert(a_view(*(line(number) for number in range(10, 40)))))
    (contested,) = data["fields"]
    assert contested["name"] == "Contradicts (30)"
    assert contested["value"].endswith("and 22 more: `/claim 46`")
