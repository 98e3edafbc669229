"""What the pages of the terminal say, wide and narrow, piped and coloured."""

import io
from datetime import UTC, date, datetime

import pytest
from rich.console import Console

from bot.interchange import Understanding
from bot.results import (
    Added,
    Answer,
    ClaimView,
    Contradiction,
    Match,
    Refused,
    Related,
    Sample,
    Stated,
    StoryFigures,
    Trial,
)
from bot.ui.terminal import Page
from db.models import Alert, AlertLine, AlertState, Change, Claim, Rating, Relation, SourceChange, Status

NOW = datetime(2021, 3, 5, 9, 30, tzinfo=UTC)


def claim(number: int, text: str, speaker: str, **fields: object) -> Claim:
    """Return a claim on record about a fire in a harbour."""
    known: dict[str, object] = {
        "id": number,
        "workspace": "terminal",
        "story": "Harbour fire",
        "story_id": 1,
        "speaker": speaker,
        "speaker_id": number,
        "text": text,
        "added_at": NOW,
        "statement": str(number),
    }
    return Claim.model_validate(known | fields)


FIRST = claim(
    1,
    "40 boats burned",
    "Harbour master",
    via=("Radio Nine",),
    outlet="Coast Daily",
    url="https://coast.example/" + "long-" * 30,
    said_at="2021-03-04",
)
SECOND = claim(
    2, "Forty boats were lost", "Fire brigade", quote="forty boats", said_at="2021-03-04T10:00:00Z"
)
THIRD = claim(3, "At least 60 boats burned", "Fishers' union", status=Status.RETRACTED)


def related(one: Claim, relation: Relation, *, suspected: bool = False) -> Related:
    """Return a claim beside another, for a reason that names both numbers."""
    return Related(claim=one, relation=relation, reason="40 is below “at least 60”.", suspected=suspected)


FOUND = Answer(
    query="40 boats",
    figures=(),
    nobody=False,
    matches=(
        Match(
            score=91.4,
            claim=SECOND,
            earliest=FIRST,
            agrees=(related(FIRST, Relation.AGREES),),
            contradicts=(related(THIRD, Relation.CONTRADICTS, suspected=True),),
            independent=2,
            line="Fire brigade says 40; Fishers' union says at least 60 (unreconciled as of 4 Mar 2021).",
            more={"diverges": 3},
        ),
    ),
)


def printed(found: Answer, *, width: int = 80, terminal: bool = False) -> str:
    """Return an answer as it stands on a page."""
    stream = io.StringIO()
    Page(Console(file=stream, width=width, force_terminal=terminal, color_system=None)).answer(found)
    return stream.getvalue()


def test_an_answer_is_complete_at_a_glance() -> None:
    """Match, score, earliest with chain, day and link, each relation with its reason, and the copy line."""
    assert printed(FOUND).splitlines()[:-1] == [
        "Match, score 91 of 100 in Harbour fire",
        "  #2  Fire brigade, 4 Mar 2021, 10:00 UTC",
        "      Forty boats were lost “forty boats”",
        "Earliest on record",
        "  #1  Harbour master → Radio Nine → Coast Daily, 4 Mar 2021",
        "      40 boats burned",
        f"      {FIRST.url}",
        "Contradicting (1)",
        "  #3  Fishers' union, no date [retracted]",
        "      At least 60 boats burned",
        "      suspected, not confirmed: 40 is below “at least 60”.",
        "Diverging (both can hold) (3)",
        "  and 3 more",
        "Saying the same (1; 2 independent speakers, the match's included)",
        "  #1  Harbour master → Radio Nine → Coast Daily, 4 Mar 2021",
        "      40 boats burned",
        f"      {FIRST.url}",
        "      40 is below “at least 60”.",
        "To paste into copy",
        "  Fire brigade says 40; Fishers' union says at least 60 (unreconciled as of 4 Mar 2021).",
    ]


def test_a_narrow_terminal_wraps_words_but_not_what_is_copied() -> None:
    """At 40 columns everything fits except the link and the line for copy, which stay whole."""
    lines = printed(FOUND, width=40, terminal=True).splitlines()
    assert {line.strip() for line in lines if len(line.rstrip()) > 40} == {FIRST.url, FOUND.matches[0].line}
    assert "\x1b" not in "".join(lines)


def test_nobody_said_it_lists_the_figures_on_record() -> None:
    """Where nobody gives a figure, each one on record stands there with its speaker."""
    figures = (Stated(figure="at least 60 boats burned", claim=THIRD),)
    story = StoryFigures(name="Harbour fire", claims=3, figures=figures)
    text = printed(Answer(query="25 boats", figures=(), nobody=True, stories=(story,)))
    assert "Nobody on record says “25 boats”." in text
    assert "  at least 60 boats burned: Fishers' union, no date (#3)" in text
    nothing = printed(Answer(query="snow", figures=(), nobody=False))
    assert "Nothing on record fits “snow”." in nothing


def test_several_stories_are_offered_as_a_choice() -> None:
    """Matches in two stories are both shown, under a line that says how to pick one."""
    twice = FOUND.model_copy(update={"matches": FOUND.matches * 2})
    text = printed(twice)
    assert "This fits 2 stories equally; --story picks one" in text
    assert text.count("Earliest on record") == 2


def test_an_alert_stands_under_what_raised_it() -> None:
    """An added claim that contradicts another ends in the alert that names it."""
    line = AlertLine(claim_id=1, relation=Relation.CONTRADICTS, suspected=False, reason="apart.")
    alert = Alert(id=7, workspace="terminal", claim_id=3, at=NOW, state=AlertState.WAITING, lines=(line,))
    stream = io.StringIO()
    page = Page(Console(file=stream, width=80))
    page.added(
        Added(claim=THIRD, relations=(related(FIRST, Relation.CONTRADICTS),), alert=alert), "Added as #3"
    )
    assert stream.getvalue().endswith("ALERT 7 claim #3 contradicts #1\n")
    page.alerts([alert])
    assert "waiting: #3\n  contradicts #1: apart." in stream.getvalue()


def test_a_new_story_is_held_against_those_on_record() -> None:
    """The first claim of a story is printed with the stories whose names are like it."""
    stream = io.StringIO()
    Page(Console(file=stream, width=80)).added(Added(claim=THIRD, near=("Harbour fire",)), "Added as #3")
    assert "If one of these is meant, edit the claim’s story:\n  Harbour fire\n" in stream.getvalue()


def test_history_tells_each_field_before_and_after() -> None:
    """A change shows who, when and why, and only the fields that it changed."""
    change = Change(
        id=1,
        claim_id=3,
        at=NOW,
        actor="Ada",
        action="edit",
        before={"text": "60 boats", "via": [], "url": None},
        after={"text": "At least 60 boats", "via": ["Radio", "Wire"], "url": None},
        reason="misheard",
    )
    stream = io.StringIO()
    Page(Console(file=stream, width=80)).history(3, [change])
    assert stream.getvalue().splitlines()[1:] == [
        "  5 Mar 2021, 09:30 UTC  Ada: edit (misheard)",
        "      text: 60 boats → At least 60 boats",
        "      via: nothing → Radio → Wire",
    ]


def test_a_sources_history_tells_its_names_before_and_after() -> None:
    """A merge shows both sources before it and the joined one after it; an undo is called one."""
    apart = [{"name": "Ministry", "names": ["Ministry"]}, {"name": "Army", "names": ["Army"]}]
    joined = [{"name": "Ministry", "names": ["Ministry", "Army"]}]
    merge = SourceChange(
        id=1,
        source_id=2,
        at=NOW,
        actor="Ada",
        action="merge",
        before={"sources": apart},
        after={"sources": joined},
    )
    back = merge.model_copy(
        update={"id": 2, "action": "separate", "before": merge.after, "after": merge.before, "undoes": 1}
    )
    stream = io.StringIO()
    page = Page(Console(file=stream, width=80))
    page.source_history("army", [merge, back])
    page.source_history("mayor", [])
    assert stream.getvalue().splitlines() == [
        "Source army",
        "  5 Mar 2021, 09:30 UTC  Ada: merge",
        "      sources: Ministry; Army → Ministry (also Army)",
        "  5 Mar 2021, 09:30 UTC  Ada: undo, separate",
        "      sources: Ministry (also Army) → Ministry; Army",
        "Source mayor",
        "  No other name was ever given to it.",
    ]


def test_pairs_that_contradict_stand_under_their_story() -> None:
    """A story's name is printed once over its pairs, and a suspicion is called one."""
    pair = Contradiction(story="Harbour fire", a=FIRST, b=THIRD, reason="apart.", suspected=True)
    stream = io.StringIO()
    Page(Console(file=stream, width=80)).contradictions([pair, pair])
    assert stream.getvalue().count("Harbour fire") == 1
    assert stream.getvalue().count("suspected, not confirmed: apart.") == 2


FALSE = Rating(publisher="Example Checks", rating="Four Pinocchios", published_at="2021-03-06")


def test_what_others_rated_stands_as_theirs() -> None:
    """A verdict has its publisher and day beside it: a few in a list, all with links for one claim."""
    more = [Rating(publisher=f"Facts {n}", rating="No", url=f"https://f.example/{n}") for n in range(4)]
    rated = claim(5, "70 boats burned", "Mayor", ratings=(FALSE, *more))
    stream = io.StringIO()
    page = Page(Console(file=stream, width=80))
    page.claim(rated, "Shown")
    assert stream.getvalue().splitlines()[3:] == [
        "      Rated “Four Pinocchios” by Example Checks on 6 Mar 2021",
        "      Rated “No” by Facts 0",
        "      Rated “No” by Facts 1",
        "      and 2 more ratings; `claim 5` shows all",
    ]
    page.view(ClaimView(claim=rated))
    assert stream.getvalue().endswith("      Rated “No” by Facts 3\n        https://f.example/3\n")
    before, after = {"text": "x"}, {"text": "x", "ratings": [FALSE.model_dump(mode="json")]}
    change = Change(id=1, claim_id=5, at=NOW, actor="feed", action="rate", before=before, after=after)
    page.history(5, [change])
    assert stream.getvalue().endswith("      ratings: nothing → “Four Pinocchios” by Example Checks\n")


def test_a_dry_run_says_what_it_understood() -> None:
    """Columns, rows as they would be stored with their figures, what is refused and why, and the counts."""
    seen = Understanding()
    seen.note("Said by", "speaker")
    seen.note("Spekaer\x1b[2J", None, "speaker")
    seen.problem = "No such column."
    sample = Sample(line=2, draft=FIRST.draft(), figures=(), known=7)
    refused = tuple(Refused(line=line, reason="text is missing.") for line in range(3, 30))
    stream = io.StringIO()
    found = Trial(good=3, existed=1, rated=1, samples=(sample,), refused=refused)
    Page(Console(file=stream, width=80)).trial("csv", "line", found, seen)
    lines = stream.getvalue().splitlines()
    assert lines[:8] == [
        "How the file was understood (csv)",
        "  Said by → speaker (1 row)",
        "  Spekaer → nothing (1 row); the nearest name that is understood is “speaker”",
        "  As it stands, import refuses it. No such column.",
        "As it would be stored",
        "  line 2  Harbour master → Radio Nine → Coast Daily, 4 Mar 2021 [on record as #7]",
        "      40 boats burned",
        "      figures: none",
    ]
    assert lines[-3:] == [
        "  line 22: text is missing.",
        "  and 7 more; --json lists all",
        "3 rows good, 1 of them already on record (1 of them would be rated by others anew); 27 refused. "
        "Nothing was stored.",
    ]


@pytest.mark.parametrize("terminal", [True, False])
def test_other_peoples_words_cannot_format_the_page(terminal: bool) -> None:
    """Markup, terminal sequences and hidden characters in a claim come out as plain words or not at all."""
    rating = Rating(publisher="[b]Checks\u2067", rating="\x1b[31mNo\u202e")
    evil = claim(
        4,
        "[red]5\x1b[2J boats[/red]\u202e",
        "[link=https://x]Mayor",
        said_at=date(2021, 3, 4),
        ratings=(rating,),
    )
    match = FOUND.matches[0].model_copy(update={"claim": evil, "earliest": evil})
    text = printed(FOUND.model_copy(update={"matches": (match,)}), terminal=terminal)
    assert "[red]5 boats[/red]\n" in text.replace(" \n", "\n")
    assert "[link=https://x]Mayor, 4 Mar 2021" in text
    assert "Rated “No” by [b]Checks\n" in text.replace(" \n", "\n")
    assert not {"\x1b", "\u202e"} & set(text)
