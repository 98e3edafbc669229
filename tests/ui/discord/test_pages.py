"""Lists that buttons turn, page by page."""

from bot.results import Contradiction, Imported, Refused, Stated, StoryFigures, StoryView, Undone
from bot.ui.discord import pages
from db.models import Change, Source, SourceChange, Status, Story, Watch, WatchKind
from tests.factories import a_claim, figure
from tests.ui.discord.samples import RAISED, checked, decision

A = a_claim(id=3, text="62 boats burned.", speaker="Harbour master", figures=(figure(62, 62, noun="boat"),))
B = a_claim(id=8, text="At least 80 boats burned.", speaker="Fishers' union", status=Status.RETRACTED)


def change(action: str, **fields: object) -> Change:
    """Return one line of a claim's history."""
    known: dict[str, object] = {"before": None, "after": {"text": "62 boats burned."}, "reason": None}
    return Change.model_validate(
        {"id": 1, "claim_id": 3, "at": RAISED, "actor": "anna.r (8)", "action": action, **known, **fields}
    )


def source_change(**fields: object) -> SourceChange:
    """Return one line of a source's history: two sources that are one."""
    known: dict[str, object] = {
        "before": {"sources": [{"name": "Fire brigade", "names": ["Fire brigade"]}]},
        "after": {"sources": [{"name": "Fire brigade", "names": ["Fire brigade", "Brigade"]}]},
    }
    line = {"id": 1, "source_id": 3, "at": RAISED, "actor": "anna.r (8)", "action": "merge"}
    return SourceChange.model_validate({**line, **known, **fields})


def fields(page: dict[str, object]) -> list[tuple[str, str]]:
    """Return a page's fields as (name, value)."""
    found = page.get("fields", [])
    assert isinstance(found, list)
    return [(one["name"], one["value"]) for one in found]


def test_a_story_shows_its_claims_with_their_words() -> None:
    """Each claim has its figures, chain and words; those beyond the list are counted."""
    story = Story(id=1, workspace="newsroom", name="Harbour *fire*", claims=42)
    (page,) = pages.story(StoryView(story=story, claims=(A, B), more=40))
    data = checked(page)
    assert data["title"] == "Harbour \\*fire\\*"
    assert fields(data) == [
        (
            "42 claims, earliest first",
            "**#3** 62 boats\nHarbour master, no date\n62 boats burned.\n\n"
            "**#8** (retracted) At least 80 boats burned.\nFishers' union, no date\n\n"
            "and 40 more claims; `/export` writes all of them",
        )
    ]


def test_long_lists_turn_page_by_page() -> None:
    """Sixty stories are several pages, each with its number, together every story once."""
    found = [
        Story(id=at, workspace="w", name=f"Fire at quay {at} " + "x" * 90, claims=at) for at in range(60)
    ]
    made = [checked(page) for page in pages.stories(found)]
    assert [page["footer"]["text"] for page in made] == [
        f"Page {number} of {len(made)}" for number in range(1, len(made) + 1)
    ]
    text = "\n".join(value for page in made for _, value in fields(page))
    assert [line.split(" x")[0] for line in text.splitlines()] == [f"- Fire at quay {at}" for at in range(60)]
    assert fields(made[1])[0][0] == "60 stories (continued)"


def test_every_figure_of_a_story_has_its_speaker() -> None:
    """All figures of a story, earliest first, and how many there are."""
    stated = (Stated(figure="62 boats", claim=A), Stated(figure="at least 80 boats", claim=B))
    (page,) = pages.figures(StoryFigures(name="Harbour fire", claims=2, figures=stated))
    assert fields(checked(page)) == [
        (
            "2 figures on record, earliest first",
            "**#3** 62 boats\nHarbour master, no date\n\n"
            "**#8** (retracted) at least 80 boats\nFishers' union, no date",
        )
    ]


def test_contradictions_stand_under_their_story() -> None:
    """The reason comes first, then both claims; a suspicion says that it is one."""
    decided = Contradiction(
        story="Harbour fire", a=A, b=B, reason="anna.r (8) decided: two counts of one fire", decided=True
    )
    ((_, value),) = fields(checked(pages.contradictions([decided])[0]))
    assert value.startswith("Decided by anna.r: two counts of one fire\n")
    pair = Contradiction(story="Harbour fire", a=A, b=B, reason="62 is below 80.", suspected=True)
    other = pair.model_copy(update={"story": "Boat show", "suspected": False})
    (page,) = pages.contradictions([pair, other])
    first, second = fields(checked(page))
    assert first == (
        "Harbour fire",
        "Suspected, not confirmed: 62 is below 80.\n"
        "**#3** 62 boats (Harbour master, no date)\n"
        "**#8** (retracted) At least 80 boats burned. (Fishers' union, no date)",
    )
    assert second[0] == "Boat show"
    assert second[1].startswith("62 is below 80.")


def test_a_history_says_who_when_before_and_after() -> None:
    """Adding, editing, deciding and undoing are told in words, with the reason and both values."""
    edit = change(
        "edit",
        before={"text": "60 boats burned.", "via": [], "said_at": None},
        after={"text": "62 boats burned.", "via": ["Radio", "TV"], "said_at": None},
        reason="misheard",
        undoes=7,
    )
    decided = change("decide", after={"claim": 8, "relation": "contradicts", "reason": "one quay"})
    undecided = change("undecide", before={"claim": 8, "relation": "contradicts"}, after=None)
    same = change("retract", before={"text": "x"}, after={"text": "x"})
    (page,) = pages.history(3, [change("add"), edit, decided, undecided, same])
    data = checked(page)
    assert data["title"] == "History of #3"
    by = "by anna.r, 5 Mar 2021, 09:30 UTC"
    assert fields(data) == [
        (f"Added {by}", "62 boats burned."),
        (
            f"Edited (undo) {by}",
            "Why: misheard\nText: 60 boats burned. → 62 boats burned.\nVia: nothing → Radio → TV",
        ),
        (f"Decided {by}", "With #8: as the figures and words show → contradicts"),
        (f"Decision taken back {by}", "With #8: contradicts → as the figures and words show"),
        (f"Retracted {by}", "Nothing else changed."),
    ]


def test_a_source_has_a_history_too() -> None:
    """Which names stood there before and after, and that nothing has happened where nothing has."""
    (page,) = pages.source_history("Fire brigade", [source_change()])
    assert fields(checked(page)) == [
        (
            "Merged by anna.r, 5 Mar 2021, 09:30 UTC",
            "Sources: Fire brigade → Fire brigade (also Brigade)",
        )
    ]
    (empty,) = pages.source_history("Fire brigade", [])
    assert checked(empty)["description"] == "Its names are as they were first written."


def test_what_was_taken_back_is_shown_as_it_stands_now() -> None:
    """Undoing names the change and shows the claim or the source as it is again."""
    data = checked(pages.undone(Undone(change=change("edit"), claim=A)))
    assert data["description"] == (
        "Edited, 5 Mar 2021, 09:30 UTC (**#3**)\n\nNow:\n62 boats burned.\nHarbour master, no date"
    )
    decided = change("decide", after={"claim": 7, "relation": "unrelated", "reason": "two counts"})
    data = checked(pages.undone(Undone(change=decided, claim=A)))
    assert data["description"].startswith(
        "Decided, 5 Mar 2021, 09:30 UTC: **#3** and **#7**, unrelated\n\nNow:"
    )
    source = Source(id=1, workspace="newsroom", name="Fire brigade")
    data = checked(pages.undone(Undone(change=source_change(), source=source)))
    assert data["description"] == "Merged, 5 Mar 2021, 09:30 UTC\n\nNow:\nFire brigade"


def test_a_decision_says_what_by_whom_and_why() -> None:
    """Two claims, what they are to each other, the reason and the moderator."""
    assert checked(pages.decision(decision()))["description"] == (
        "\\#1 and #7: have nothing to do with each other (two counts)\nBy anna.r, 5 Mar 2021, 09:30 UTC"
    )


def test_names_and_watches_are_lists() -> None:
    """Sources with their other names; watches in words; one source under what was done to it."""
    source = Source(id=1, workspace="newsroom", name="Fire brigade", aliases=("Brigade", "*F.B.*"))
    assert fields(checked(pages.sources([source])[0])) == [
        ("1 source", "- Fire brigade (also Brigade, \\*F.B.\\*)")
    ]
    assert checked(pages.source(source, "Merged"))["title"] == "Merged"
    watches = [
        Watch(watcher="8", kind=WatchKind.EVERYTHING),
        Watch(watcher="8", kind=WatchKind.SOURCE, name="Fire brigade"),
    ]
    assert fields(checked(pages.watches(watches)[0])) == [
        ("Alerts come for", "- everything\n- source Fire brigade")
    ]


def test_an_empty_list_says_so() -> None:
    """Nothing on record is a sentence, not an empty message."""
    story = Story(id=1, workspace="newsroom", name="Harbour fire", claims=0)
    said = [
        checked(made[0]).get("description", "")
        for made in (
            pages.stories([]),
            pages.figures(StoryFigures(name="Harbour fire", claims=0)),
            pages.contradictions([]),
            pages.sources([]),
            pages.watches([]),
            pages.story(StoryView(story=story, claims=())),
        )
    ]
    assert said == [
        "No story is on record; `/addclaim` and `/import` bring claims in.",
        "No figure is on record in this story.",
        "No two claims on record contradict each other.",
        "No source is on record.",
        "You watch nothing.",
        "No claim of it is on record.",
    ]


def test_an_import_counts_and_shows_the_first_refused_rows() -> None:
    """Counts in one sentence, eight refused rows with their line, and where the rest is."""
    refused = tuple(Refused(line=line, reason="speaker is missing.") for line in range(2, 22))
    data = checked(pages.imported(Imported(added=3, existed=1, alerts=2, refused=refused)))
    assert data["description"] == "3 claims added, 1 already on record, 20 refused; 2 alerts."
    ((name, value),) = fields(data)
    assert name == "Refused (20)"
    assert value.splitlines()[0] == "Line 2: speaker is missing."
    assert value.splitlines()[-1] == "and 12 more: the attached file"
    none = checked(pages.imported(Imported(added=0, existed=0, alerts=0, refused=refused[:1])))
    assert none["title"] == "Nothing imported"
