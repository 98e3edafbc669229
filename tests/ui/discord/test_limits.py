"""Whatever is on record, and however much of it, Discord takes the embed and only shows it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.interchange import Understanding
from bot.results import (
    Added,
    AlertView,
    Answer,
    ClaimView,
    Contradiction,
    Imported,
    Match,
    Refused,
    Related,
    Sample,
    Standing,
    StoryFigures,
    StoryView,
    Trial,
)
from bot.ui.discord import embeds, pages
from bot.ui.discord.text import from_code_block
from db.models import Change, Claim, Newsroom, Relation, Source, Story, Watch, WatchKind
from tests.pictures import markdown
from tests.ui.discord.samples import (
    RAISED,
    alerts,
    answers,
    checked,
    claims,
    figured,
    hostile,
    huge,
    matches,
    related,
)

few = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@few
@given(answers())
def test_every_answer_fits(found: Answer) -> None:
    """An answer to anything is one embed that Discord takes, with a sentence that pings nobody."""
    (embed,) = embeds.answer(found)
    checked(embed)
    line = embeds.answer_line(found)
    assert len(line) <= 500
    assert not markdown.pings(line)


@few
@given(matches())
def test_no_part_of_a_match_is_pushed_out(found: Match) -> None:
    """However long the lists are, the first on record, each count and the line for copy stay."""
    names = [one["name"] for one in checked(embeds.match(found))["fields"]]
    assert names[0] == "Earliest on record"
    assert names[1].startswith("Contradicting (")
    assert any(name.startswith("Saying the same (") for name in names)
    assert names[-1] == embeds.COPY
    value = checked(embeds.match(found))["fields"][-1]["value"]
    assert markdown.shown(found.line.strip()).startswith("x")
    assert from_code_block(value)


@few
@given(alerts())
def test_every_alert_fits(view: AlertView) -> None:
    """An alert fits whatever it lists and however it was settled, and its sentence pings nobody."""
    checked(embeds.alert(view))
    line = embeds.alert_line(view)
    assert len(line) <= 500
    assert not markdown.pings(line)
    assert markdown.kinds(line) <= {"text", "link"}


@few
@given(claims(), related(Relation.CONTRADICTS), related(Relation.AGREES))
def test_every_claim_fits(claim: Claim, against: tuple[Related, ...], same: tuple[Related, ...]) -> None:
    """A claim that was added, one that is looked at and one that was taken back fit with all beside them."""
    checked(embeds.added(Added(claim=claim, relations=(*against, *same))))
    checked(embeds.claim_card(claim, "Retracted"))
    view = embeds.claim_view(ClaimView(claim=claim, related=(*against, *same), more={"agrees": 4}))
    shown = [str(checked(page)) for page in view]
    assert sum(page.count(f"**#{one.claim.id}**") for page in shown for one in against[:1]) >= len(against)


@few
@given(st.lists(claims(), max_size=5))
def test_every_dry_run_fits(found: list[Claim]) -> None:
    """What an import would store fits and is only shown, whatever the file holds."""
    samples = tuple(
        Sample(line=line, draft=claim.draft(), figures=claim.figures, known=line or None)
        for line, claim in enumerate(found)
    )
    checked(pages.trial("csv", "line", Trial(good=9, existed=1, rated=1, samples=samples), Understanding()))


@few
@given(figured(), claims(), claims(), hostile())
def test_every_page_fits(found: StoryFigures, claim: Claim, other: Claim, reason: str) -> None:
    """Stories, figures, contradictions and histories are pages that Discord takes, each with its number."""
    story = Story(id=1, workspace="newsroom", name=found.name, claims=found.claims)
    pair = Contradiction(story=found.name, a=claim, b=other, reason=reason, suspected=True)
    change = Change(
        id=1,
        claim_id=1,
        at=RAISED,
        actor=f"{reason} (8)",
        action="edit",
        before={"text": claim.text, "via": list(claim.via), "story": "x"},
        after={"text": other.text, "via": [], "story": found.name},
        reason=reason,
    )
    for made in (
        pages.story(StoryView(story=story, claims=(claim, other) * 8, more=3)),
        pages.stories([story] * 60),
        pages.figures(found),
        pages.contradictions([pair] * 12),
        pages.history(1, [change] * 12),
        pages.sources(
            [Source(id=1, workspace="newsroom", name=claim.speaker, aliases=(found.name,) * 9)] * 9
        ),
        pages.watches([Watch(watcher="8", kind=WatchKind.STORY, name=found.name)] * 20),
    ):
        footers = [checked(page).get("footer", {}).get("text", "") for page in made]
        assert footers == (
            [f"Page {number} of {len(made)}" for number in range(1, len(made) + 1)] if len(made) > 1 else [""]
        )


@few
@given(huge(4_000), st.integers(0, 40))
def test_what_the_bot_says_of_itself_fits(text: str, many: int) -> None:
    """Imports with refused rows, a setup that lacks much, help and status fit whatever is quoted in them."""
    refused = tuple(Refused(line=line, reason=text) for line in range(many))
    checked(pages.imported(Imported(added=1, existed=2, alerts=3, refused=refused)))
    seen = Understanding()
    seen.problem = text
    for number in range(many):
        seen.note(f"{text}{number}", None, "speaker")
    checked(pages.trial("csv", "line", Trial(good=many, existed=0, refused=refused), seen))
    checked(embeds.setup(embeds.SetupView(Newsroom(), prefix=text[:20], missing=(text,) * many)))
    for page in embeds.help_pages([embeds.Help("check TEXT", text, text, "everybody")] * many, "!"):
        checked(page)
    checked(embeds.status(Standing(claims=1, stories=2, waiting=many), "0.1.0", float("nan")))
