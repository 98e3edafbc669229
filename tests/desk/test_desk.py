"""What a desk does day by day: check, add, decide, retract, import."""

import pytest

from bot.desk import LOCAL, Desk, DeskError, ImportRefused
from db.models import AlertState, ClaimDraft, Relation, Watch, WatchKind
from tests.desk.ferry import ACTOR, STORY, add, contradicted, draft, toll


async def test_a_check_says_who_said_it_first_and_who_says_otherwise(desk: Desk) -> None:
    """The match comes with the earliest on record, what contradicts and diverges, and a line for copy."""
    ids = await toll(desk)
    answer = await desk.check(LOCAL, "41 passengers")
    (match,) = answer.matches
    assert match.claim.id in {ids["guard"], ids["harbour"]}
    assert match.earliest.id == ids["guard"]
    assert [related.claim.id for related in match.contradicts] == [ids["union"]]
    assert [related.claim.id for related in match.diverges] == [ids["mayor"]]
    assert match.independent == 2
    assert "41; Seafarers' union says at least 60 (unreconciled as of 5 May 2021)." in match.line


@pytest.mark.parametrize(
    "query", ["14 passengers", "410 passengers", "4.1 passengers", "42 passengers", "50 passengers"]
)
async def test_a_figure_that_nobody_gave_is_said_to_be_nobodys(desk: Desk, query: str) -> None:
    """Swapped digits, another magnitude and numbers inside an open bound fit nothing; the record is shown."""
    await toll(desk)
    answer = await desk.check(LOCAL, query)
    assert answer.nobody
    assert not answer.matches
    (story,) = answer.stories
    assert {stated.claim.speaker for stated in story.figures} == {
        "Coast guard",
        "Harbour office",
        "Seafarers' union",
        "Mayor of Port Kessel",
    }


@pytest.mark.parametrize(
    "query",
    [
        "41 passengers",
        "forty-one passengers",
        "41 PASSENGERS",
        "41 passangers",
        "41 dead",
        "#FortyOne 41 people died",
    ],
)
async def test_one_figure_is_found_however_it_is_written(desk: Desk, query: str) -> None:
    """Words, case, slips of spelling and wider nouns still find the figure."""
    ids = await toll(desk)
    answer = await desk.check(LOCAL, query)
    assert answer.matches
    assert answer.matches[0].claim.id in {ids["guard"], ids["harbour"]}


@pytest.mark.parametrize("query", ["41 injured", "41 trucks", "41 kilometres"])
async def test_another_outcome_thing_or_unit_is_no_match(desk: Desk, query: str) -> None:
    """A figure fits only what it counts."""
    await toll(desk)
    assert not (await desk.check(LOCAL, query)).matches


async def test_words_that_fit_nothing_offer_the_nearest_stories(desk: Desk) -> None:
    """A text about something else matches nothing and is not called nobody's figure."""
    await toll(desk)
    answer = await desk.check(LOCAL, "the museum reopened after renovation")
    assert not answer.matches
    assert not answer.nobody


async def test_two_stories_that_fit_equally_are_a_choice(desk: Desk) -> None:
    """The same figure in two stories is offered twice, not reduced to one."""
    first = await add(desk, "41 passengers were killed.")
    second = await add(desk, "41 passengers were killed.", story="Coach crash near Dale, 9 Aug 2022")
    answer = await desk.check(LOCAL, "41 passengers killed")
    assert {match.claim.id for match in answer.matches} == {first, second}


async def test_the_same_claim_again_is_shown_and_not_stored_twice(desk: Desk) -> None:
    """However its spelling differs, a claim with the same story, speaker, outlet and statement is one."""
    first = await add(desk, "The ferry’s crew had 12 life rafts.")
    again = await desk.add(LOCAL, draft("the ferry's crew had 12 LIFE RAFTS", "coast guard"), actor=ACTOR)
    assert again.existed
    assert again.claim.id == first


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fewer than 80 passengers were rescued", None),
        ("fewer than 90 passengers were rescued", "Union"),
        ("at least 80 passengers were rescued", "Coast guard"),
        ("80 passengers were rescued", "Coast guard"),
        ("more than 90 passengers were rescued", None),
    ],
)
async def test_a_bound_in_a_question_finds_no_one_who_says_otherwise(
    desk: Desk, query: str, found: str | None
) -> None:
    """A question that bounds a number from one side doesn't find who bounds it from the other."""
    await add(desk, "At least 80 passengers were rescued.")
    await add(desk, "Fewer than 90 passengers were rescued.", "Union")
    matches = (await desk.check(LOCAL, query)).matches
    assert [one.claim.speaker for one in matches] == ([] if found is None else [found])


async def test_an_edit_of_verbatim_words(desk: Desk) -> None:
    """Where a claim is all quotation, other words make it none, and another quotation is its text too."""
    said = "We found 41 passengers dead."
    claim_id = await add(desk, said, quote=said)
    edited = (await desk.edit(LOCAL, claim_id, {"quote": "We found 42 passengers dead."}, actor=ACTOR)).claim
    assert edited.text == edited.quote == "We found 42 passengers dead."
    edited = (await desk.edit(LOCAL, claim_id, {"text": "43 passengers died."}, actor=ACTOR)).claim
    assert (edited.text, edited.quote) == ("43 passengers died.", None)
    assert [figure.low for figure in edited.figures] == [43]


async def test_few_words_of_a_name_say_what_a_channel_is_about(desk: Desk) -> None:
    """A channel is about the only story that has the words given, or about a story yet to come."""
    await toll(desk)
    assert await desk.set_room(LOCAL, "newsdesk", "ferry kessel") == STORY
    assert await desk.set_room(LOCAL, "newsdesk", "dam breach") == "dam breach"


async def test_an_alias_is_no_slip_and_no_half_of_a_name(desk: Desk) -> None:
    """A misspelt name, or the words of one name without quotes, are refused with what to write instead."""
    await toll(desk)
    with pytest.raises(DeskError, match="name it first"):
        await desk.alias(LOCAL, "Coast gard", ["Coast guard"], actor=ACTOR)
    with pytest.raises(DeskError, match="in quotes"):
        await desk.alias(LOCAL, "Harbour", ["office"], actor=ACTOR)


async def test_a_new_story_that_is_spelt_like_one_on_record_is_told(desk: Desk) -> None:
    """The first claim of a story names the stories that may be meant; the second, and other names, do not."""
    await toll(desk)
    first = await desk.add(LOCAL, draft("The ferry burned.", story=STORY.partition(",")[0]), actor=ACTOR)
    assert first.near == (STORY,)
    second = await desk.add(LOCAL, draft("The ferry sank.", story=STORY.partition(",")[0]), actor=ACTOR)
    other = await desk.add(LOCAL, draft("The dam held.", story="Dam at Karsholm"), actor=ACTOR)
    assert (second.near, other.near) == ((), ())


async def test_a_contradiction_raises_one_alert_that_lists_them_all(desk: Desk) -> None:
    """A claim that contradicts several makes one alert, and whoever watches is named."""
    await desk.watch(LOCAL, Watch(watcher="night desk", kind=WatchKind.EVERYTHING))
    ids = await toll(desk)
    added = await desk.add(LOCAL, draft("Nobody was killed.", "Shipping line"), actor=ACTOR)
    assert added.alert is not None
    assert {line.claim_id for line in added.alert.lines} == set(ids.values())
    newest, *_ = await desk.alerts(LOCAL)
    assert newest == added.alert
    assert newest.watchers == ("night desk",)


async def test_a_dismissed_contradiction_stays_away_until_a_claim_changes(desk: Desk) -> None:
    """A moderator's word outlasts other edits and ends when one of the two states something else."""
    ids = await toll(desk)
    await desk.decide(
        LOCAL, ids["guard"], ids["union"], Relation.UNRELATED, reason="the union counts crew", actor=ACTOR
    )
    assert not await contradicted(desk, ids["guard"])
    await desk.edit(LOCAL, ids["guard"], {"url": "https://example.org/ferry"}, actor=ACTOR)
    assert not await contradicted(desk, ids["guard"])
    await desk.edit(
        LOCAL, ids["guard"], {"text": "The ferry went down with 43 passengers killed."}, actor=ACTOR
    )
    assert ids["union"] in await contradicted(desk, ids["guard"])


async def test_a_retracted_claim_contradicts_nobody(desk: Desk) -> None:
    """What its speaker took back is kept, and takes part in no contradiction; its waiting alert is over."""
    ids = await toll(desk)
    await desk.retract(LOCAL, ids["union"], actor=ACTOR, reason="the union corrected its list")
    assert await contradicted(desk, ids["guard"]) == set()
    assert not await desk.contradictions(LOCAL)
    assert all(
        alert.state is not AlertState.WAITING
        for alert in await desk.alerts(LOCAL)
        if alert.claim_id == ids["union"]
    )
    view = await desk.story(LOCAL, STORY)
    assert ids["union"] in {claim.id for claim in view.claims}


async def test_the_same_speaker_at_another_time_revises(desk: Desk) -> None:
    """A later figure of the same source, under an alias too, is a revision and no contradiction."""
    await desk.alias(LOCAL, "Coast guard", ["Maritime rescue service"], actor=ACTOR)
    first = await add(desk, "41 passengers were killed.", said_at="2021-05-04")
    second = await add(desk, "52 passengers were killed.", "Maritime rescue service", said_at="2021-05-06")
    (related,) = (await desk.claim(LOCAL, second)).related
    assert (related.claim.id, related.relation) == (first, Relation.REVISES)


async def test_suspected_contradictions_of_statements_are_marked(desk: Desk) -> None:
    """Two statements of which one denies the other are shown as suspected, not as certain."""
    first = await add(desk, "The collision was deliberate.")
    second = await add(desk, "The collision was an accident, not deliberate.", "Shipping line")
    (related,) = (await desk.claim(LOCAL, second)).related
    assert related.claim.id == first
    assert related.suspected


async def test_history_keeps_who_when_before_and_after(desk: Desk) -> None:
    """Nothing is lost by an edit."""
    claim_id = await add(desk, "41 passengers were killed.")
    await desk.edit(
        LOCAL, claim_id, {"text": "42 passengers were killed."}, actor="night desk", reason="typo"
    )
    added, edited = await desk.history(LOCAL, claim_id)
    assert (added.action, edited.action, edited.actor, edited.reason) == ("add", "edit", "night desk", "typo")
    assert edited.before is not None
    assert edited.before["text"] == "41 passengers were killed."


async def test_workspaces_stay_apart(desk: Desk) -> None:
    """No claim of one newsroom is seen, or matched, from another."""
    await toll(desk)
    answer = await desk.check("elsewhere", "41 passengers")
    assert not answer.matches
    assert not answer.stories
    with pytest.raises(DeskError, match="no claim 1"):
        await desk.claim("elsewhere", 1)


@pytest.mark.parametrize(
    ("text", "said"), [("", "nothing to check"), ("?!…", "nothing to check"), ("x" * 10_000, "at most 4,000")]
)
async def test_a_text_that_cant_be_checked_is_refused_in_a_sentence(desk: Desk, text: str, said: str) -> None:
    """Emptiness, punctuation and length get a clear refusal."""
    with pytest.raises(DeskError, match=said):
        await desk.check(LOCAL, text)


async def test_a_date_in_the_future_is_refused_by_field(desk: Desk) -> None:
    """Nothing is stored of a claim said tomorrow."""
    with pytest.raises(DeskError, match="said_at"):
        await add(desk, "41 passengers were killed.", said_at="2999-01-01")
    assert not await desk.stories(LOCAL)


async def test_an_import_is_all_or_nothing_unless_told_to_keep_going(desk: Desk) -> None:
    """One refused row stores nothing; with keep_going it is reported and the others are stored."""
    rows: list[tuple[int, ClaimDraft | str]] = [
        (1, draft("41 passengers were killed.")),
        (2, "no speaker"),
        (3, draft("60 passengers were killed.", "Union")),
    ]
    with pytest.raises(ImportRefused, match="Line 2"):
        await desk.import_rows(LOCAL, rows, actor=ACTOR)
    assert not await desk.stories(LOCAL)
    done = await desk.import_rows(LOCAL, rows, actor=ACTOR, keep_going=True)
    assert (done.added, done.alerts, [row.line for row in done.refused]) == (2, 1, [2])
