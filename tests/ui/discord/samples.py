"""Records to show: a fire in a harbour, and the worst that could be stored."""

from datetime import UTC, datetime
from typing import Any, Final

import discord
from hypothesis import strategies as st

from bot.results import AlertView, Answer, Match, ProposalView, Related, Stated, StoryFigures
from db.models import (
    Alert,
    AlertLine,
    AlertState,
    Claim,
    Decision,
    Intake,
    Proposal,
    ProposalState,
    Rating,
    Relation,
    Status,
)
from tests.factories import a_claim, figure
from tests.pictures import markdown

RAISED: Final = datetime(2021, 3, 5, 9, 30, tzinfo=UTC)
LIMITS: Final = {"title": 256, "description": 4096, "footer": 2048}
EVERYTHING: Final = 6000

HOSTILE: Final = (
    "<@812345>",
    "<@!812345>",
    "<@&9>",
    "<#77>",
    "<t:0:R>",
    "<:fire:12>",
    "</check:12>",
    "<id:guide>",
    "@everyone",
    "@here",
    ":skull:",
    "[bank](https://evil.example)",
    "[https://bank.example](<https://evil.example>)",
    "https://a.example/x_(y)*z*?q=1",
    "<https://b.example/>",
    "https://bank.example@evil.example/",
    "discord.gg/evil",
    "https://discord.gg/evil",
    "https://a.example/@everyone",
    "steam://run/1",
    "HTTP://C.EXAMPLE",
    "http://",
    "https://[::1",
    "**bold**",
    "__under__",
    "*",
    "_",
    "~~",
    "||spoiler||",
    "`",
    "```",
    "\\",
    "# ",
    "-# ",
    "> ",
    ">>> ",
    "- ",
    "1. ",
    "\n",
    "שלום",
    "مرحبا",
    "\u202e",
    "\u2069",
    "\u200b",
    "\u200d",
    "e\u0301",
    "👩\u200d🚒",
    "🇸🇾",
    " ",
    "62",
)


def hostile(longest: int = 12) -> st.SearchStrategy[str]:
    """Return texts that try to be anything but text."""
    return st.lists(st.sampled_from(HOSTILE) | st.text(max_size=6), max_size=longest).map("".join)


def huge(limit: int) -> st.SearchStrategy[str]:
    """Return hostile texts of up to `limit` characters that hold something to see."""
    return st.tuples(hostile(5), st.integers(1, limit)).map(
        lambda drawn: (f"x{drawn[0]}" * limit)[: drawn[1]].strip() or "x"
    )


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Return a claim whose every text may be hostile and as long as the ledger allows."""
    name = huge(300)
    return a_claim(
        id=draw(st.integers(1, 2**40)),
        story=draw(name),
        text=draw(huge(4_000)),
        quote=draw(st.none() | huge(4_000)),
        speaker=draw(name),
        via=tuple(draw(st.lists(name, max_size=12))),
        outlet=draw(st.none() | name),
        url=draw(st.sampled_from((None, "https://a.example/x_(y)", "https://a.example/" + "z(" * 900))),
        said_at=draw(st.sampled_from((None, "2021-03-04", "2021-03-04T18:00:00Z"))),
        status=draw(st.sampled_from(Status)),
        figures=tuple(
            figure(noun=draw(huge(30)), outcome="killed", denied=draw(st.booleans()))
            for _ in range(draw(st.integers(0, 5)))
        ),
        ratings=tuple(draw(st.lists(ratings(), max_size=4))),
    )


@st.composite
def ratings(draw: st.DrawFn) -> Rating:
    """Return what somebody rated a claim, in words that may be hostile."""
    return Rating(
        publisher=draw(huge(300)),
        rating=draw(huge(300)),
        url=draw(st.sampled_from((None, "https://a.example/x_(y)", "https://a.example/" + "z(" * 900))),
        published_at=draw(st.sampled_from((None, "2021-03-04"))),
    )


@st.composite
def related(draw: st.DrawFn, relation: Relation) -> tuple[Related, ...]:
    """Return up to thirty claims beside another, for reasons of any length."""
    one = Related(
        claim=draw(claims()),
        relation=relation,
        reason=draw(huge(4_000)),
        suspected=draw(st.booleans()),
        decided=draw(st.booleans()),
    )
    return (one,) * draw(st.integers(0, 30))


@st.composite
def matches(draw: st.DrawFn) -> Match:
    """Return a match among as many claims as a check ever lists, and more that it counts."""
    return Match(
        score=draw(st.floats(0, 100)),
        claim=draw(claims()),
        earliest=draw(claims()),
        line=draw(huge(9_000)),
        independent=draw(st.integers(1, 40)),
        more=draw(st.dictionaries(st.sampled_from([r.value for r in Relation]), st.integers(1, 10**6))),
        **{
            name: draw(related(relation))
            for name, relation in (
                ("agrees", Relation.AGREES),
                ("contradicts", Relation.CONTRADICTS),
                ("diverges", Relation.DIVERGES),
                ("revises", Relation.REVISES),
            )
        },
    )


@st.composite
def figured(draw: st.DrawFn) -> StoryFigures:
    """Return a story with up to sixty figures."""
    stated = Stated(figure=draw(huge(300)), claim=draw(claims()))
    figures = (stated,) * draw(st.sampled_from((0, 1, 8, 60)))
    return StoryFigures(name=draw(huge(300)), claims=draw(st.integers(0, 10**6)), figures=figures)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Return any answer to any question."""
    return Answer(
        query=draw(huge(4_000)),
        figures=(),
        nobody=draw(st.booleans()),
        matches=tuple(draw(st.lists(matches(), max_size=2))),
        stories=tuple(draw(st.lists(figured(), max_size=3))),
    )


@st.composite
def alerts(draw: st.DrawFn) -> AlertView:
    """Return any alert, however it was settled."""
    lines = [
        (other, AlertLine(claim_id=7, relation=relation, suspected=other.suspected, reason=other.reason))
        for relation in (Relation.CONTRADICTS, Relation.REVISES)
        for other in draw(related(relation))
    ][:40]
    states = [draw(st.sampled_from(AlertState)) for _ in lines]
    made = draw(st.none() | huge(300))
    return AlertView(
        alert=Alert(
            id=3,
            workspace="newsroom",
            claim_id=1,
            at=RAISED,
            state=draw(st.sampled_from(AlertState)),
            lines=tuple(line for _, line in lines),
        ),
        claim=draw(claims()),
        others=tuple(other for other, _ in lines),
        states=tuple(states),
        decisions=tuple(decision(made) if made and at % 2 else None for at in range(len(lines))),
    )


@st.composite
def looked_at(draw: st.DrawFn) -> ProposalView:
    """Return any proposal, whatever became of it and would stand beside it."""
    claim, state = draw(claims()), draw(st.sampled_from(ProposalState))
    return ProposalView(
        proposal=Proposal(
            id=draw(st.integers(1, 2**40)),
            workspace="newsroom",
            article_id=1,
            draft=claim.draft(),
            sentence=draw(huge(9_000)),
            start=0,
            end=9,
            attributed=draw(st.booleans()),
            state=state,
            claim_id=draw(st.none() | st.integers(1, 2**40)),
            actor=draw(st.none() | huge(300)),
            reason=draw(st.none() | huge(500)),
        ),
        intake=draw(intakes()),
        figures=claim.figures,
        claim=draw(st.none() | claims()),
        related=(*draw(related(Relation.CONTRADICTS)), *draw(related(Relation.AGREES))),
        more=draw(st.dictionaries(st.sampled_from([r.value for r in Relation]), st.integers(1, 10**6))),
        place=draw(st.integers(1, 10**6)) if state is ProposalState.WAITING else None,
    )


@st.composite
def intakes(draw: st.DrawFn) -> Intake:
    """Return an article that was taken in."""
    return Intake(
        id=draw(st.integers(1, 2**40)),
        workspace="newsroom",
        title=draw(st.none() | huge(300)),
        outlet=draw(st.none() | huge(300)),
        url=None,
        published_at=None,
        language=draw(st.sampled_from(("en", "ru"))),
        story=draw(huge(300)),
        actor="anna.r (812345)",
        at=RAISED,
        waiting=draw(st.integers(0, 10**6)),
        accepted=draw(st.integers(0, 10**6)),
        rejected=0,
    )


def decision(
    reason: str = "two counts", actor: str = "anna.r (812345)", relation: Relation = Relation.UNRELATED
) -> Decision:
    """Return a decision of a moderator."""
    return Decision(
        a=1, b=7, relation=relation, reason=reason, actor=actor, at=RAISED, statement_a="a", statement_b="b"
    )


def checked(embed: discord.Embed) -> dict[str, Any]:
    """Return an embed's data, having asserted that Discord would take it and would only show it."""
    data: dict[str, Any] = dict(embed.to_dict())
    fields = data.get("fields", [])
    footer = data.get("footer", {}).get("text", "")
    shown = {"title": data.get("title", ""), "description": data.get("description", ""), "footer": footer}
    assert shown["title"].strip()
    assert all(len(text) <= LIMITS[name] for name, text in shown.items())
    assert len(fields) <= 25
    assert all(one["name"].strip() and len(one["name"]) <= 256 for one in fields)
    assert all(one["value"].strip() and len(one["value"]) <= 1024 for one in fields)
    texts = [
        shown["title"],
        shown["description"],
        *(text for one in fields for text in (one["name"], one["value"])),
    ]
    assert sum(map(len, texts)) + len(footer) <= EVERYTHING
    for text in texts:
        assert markdown.kinds(text) <= {"text", "link", "strong", "item", "quote", "code", "code block"}, text
        assert all(words in {"link", target} for words, target in markdown.links(text))
        assert not markdown.pings(text)
    return data
