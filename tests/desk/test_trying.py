"""A dry run says what an import would do, and does nothing."""

import pytest

from bot.desk import LOCAL, Desk
from bot.results import Imported, Trial
from db.models import ClaimDraft, Rating, Status
from tests.desk.ferry import ACTOR, STORY, add, draft

CHECKS = Rating(publisher="Example Checks", rating="False")
FACTS = Rating(publisher="Kessel Facts", rating="Half true")
TEXT = "41 passengers were killed."


async def both(desk: Desk, *rows: ClaimDraft | str) -> tuple[Trial, Imported]:
    """Return what a dry run says of some rows, and what their import then does."""
    numbered = list(enumerate(rows, start=1))
    tried = await desk.try_rows(LOCAL, numbered)
    assert tried == await desk.try_rows(LOCAL, numbered)
    return tried, await desk.import_rows(LOCAL, numbered, actor=ACTOR, keep_going=True)


async def test_it_counts_what_the_import_then_does(desk: Desk) -> None:
    """Good rows, those on record, those earlier in the file, ratings and refusals are counted alike."""
    await add(desk, TEXT)
    await desk.alias(LOCAL, "Coast guard", ["Coastguard"], actor=ACTOR)
    tried, done = await both(
        desk,
        draft("41 Passengers were  killed.", "Coastguard", ratings=(CHECKS,)),
        draft(TEXT, ratings=(CHECKS,)),
        draft(TEXT, ratings=(FACTS, CHECKS)),
        draft(TEXT, "Union", ratings=(FACTS,)),
        draft(TEXT, "union", ratings=(FACTS,)),
        draft(TEXT, "Union", outlet="Wire"),
        draft(TEXT, "Crew", status=Status.WITHDRAWN),
        draft(TEXT, "Crew", status=Status.WITHDRAWN),
        draft(TEXT, "Crew"),
        draft(TEXT, "Crew", status=Status.WITHDRAWN, ratings=(FACTS,)),
        draft(TEXT, "Union", said_at="2999-01-01"),
        "text is missing.",
    )
    assert (tried.good, tried.existed, tried.rated) == (10, 6, 3)
    assert (tried.good - tried.existed, tried.existed, tried.rated) == (done.added, done.existed, done.rated)
    assert tried.refused == done.refused
    assert [row.line for row in tried.refused] == [11, 12]


async def test_it_shows_the_first_rows_as_they_would_be_stored(desk: Desk) -> None:
    """A few rows come with the figures that were read, and with the claim on record that they repeat."""
    await add(desk, TEXT)
    rows = [(line, draft(f"{line} passengers were killed.")) for line in range(38, 60)]
    tried = await desk.try_rows(LOCAL, rows)
    assert [(one.line, one.draft.text, one.known) for one in tried.samples] == [
        (38, "38 passengers were killed.", None),
        (39, "39 passengers were killed.", None),
        (40, "40 passengers were killed.", None),
        (41, TEXT, 1),
        (42, "42 passengers were killed.", None),
    ]
    assert [int(one.figures[0].low or 0) for one in tried.samples] == [38, 39, 40, 41, 42]


async def test_nothing_is_stored(desk: Desk) -> None:
    """Neither claims nor sources, ratings, history or alerts come of a dry run; progress is told."""
    await add(desk, TEXT)
    told: list[int] = []
    rows = [(1, draft(TEXT, ratings=(CHECKS,))), (2, draft("60 passengers were killed.", "Union"))]
    await desk.try_rows(LOCAL, rows, progress=told.append)
    assert told == [2]
    assert (await desk.story(LOCAL, STORY)).story.claims == 1
    assert [source.name for source in await desk.sources(LOCAL)] == ["Coast guard"]
    assert len(await desk.history(LOCAL, 1)) == 1
    assert not await desk.alerts(LOCAL)


@pytest.mark.parametrize("rows", [[], [(1, "no claim.")]])
async def test_an_empty_file_has_nothing_good(desk: Desk, rows: list[tuple[int, ClaimDraft | str]]) -> None:
    """Without a good row there is no sample and nothing counted."""
    tried = await desk.try_rows(LOCAL, rows)
    assert (tried.good, tried.existed, tried.samples) == (0, 0, ())
