"""The story sheet as a page: what stands where, and that nothing in it is anything but text."""

import json
import re
from datetime import UTC, date, datetime
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.results import Dispute, Retraction
from bot.ui.pages import page
from bot.ui.pages.view import link_to
from db.models import Change, Claim, Rating, Relation, Status
from tests.factories import NOON, a_claim
from tests.markup import named, parsed, text_of
from tests.ui.charts.figures import read, spread, standpoint
from tests.ui.pages.sheets import MADE, dispute, full, ruled, sheet

HOSTILE = (
    "</script><script>alert(1)</script> </style><img src=x onerror=alert(1)> \"quoted\" 'single' & &lt; "
    "{{ 7 * 7 }} {% raw %} <!-- --> ]]> javascript:alert(1) \u202egnp.exe\u202c \u2028 \x1b[31m </title>"
)


def _part(root: Element, heading: str) -> Element:
    """Return the section that a heading begins."""
    return next(one for one in named(root, "section") if one.get("aria-labelledby") == heading)


def test_a_page_has_every_part() -> None:
    """Head, figures, contradictions, decisions, timeline and what was taken back stand in this order."""
    root = parsed(page(full()))
    assert root.get("lang") == "en"
    assert [text_of(one) for one in named(root, "h1")] == ["Ferry fire off Hollow Bay"]
    assert [one.get("id") for one in named(root, "h2")] == [
        "figures",
        "contradictions",
        "decided",
        "timeline",
        "taken-back",
    ]
    targets = {one.get("id") for one in root.iter()}
    links = [one.get("href", "") for one in named(root, "a") if one.get("href", "").startswith("#")]
    assert links
    assert {link[1:] for link in links} <= targets
    assert "Made 6 May 2021, 07:08 UTC" in text_of(next(named(root, "dl"))).replace("Made6", "Made 6")


def test_an_empty_sheet_says_so() -> None:
    """A story without a figure, a contradiction or a claim has a sentence in place of each."""
    shown = text_of(parsed(page(sheet())))
    for sentence in (
        "No claim on record gives a figure.",
        "No two claims on record contradict each other.",
        "No claim is on record.",
        "No claim on record was taken back",
    ):
        assert sentence in shown


def test_the_same_sheet_gives_the_same_page() -> None:
    """Two pages of one sheet are the same, and another moment of making changes nothing but that moment."""
    first, later = (
        page(full()),
        page(full().model_copy(update={"at": datetime(2022, 1, 2, 3, 4, tzinfo=UTC)})),
    )
    assert page(full()) == first
    assert later == first.replace("6 May 2021, 07:08 UTC", "2 Jan 2022, 03:04 UTC").replace(
        "2021-05-06T07:08:00Z", "2022-01-02T03:04:00Z"
    )


def test_figures_stand_in_tables_with_their_chains() -> None:
    """Each figure is a row headed by it, with its number of claims, who gives it by what way, and a link."""
    claim = a_claim(
        id=7,
        via=("Radio Nine", "Wire"),
        outlet="Coast Daily",
        outlet_id=3,
        url="https://coast.example/a?b=c&d=e",
        said_at="2021-05-04",
    )
    row = standpoint(read("12 passengers killed"), total=9).model_copy(update={"claims": (claim,)})
    root = parsed(page(sheet(claim, spreads=(spread(row, "at least 20 passengers killed"),))))
    table = next(named(root, "table"))
    assert [one.get("scope") for one in named(table, "th")] == ["col", "col", "row", "row"]
    first = next(one for one in named(table, "tr") if one.find("td") is not None)
    assert text_of(first) == (
        "12 passengers killed 9 claims Harbour Office → by way of Radio Nine → by way of Wire → by way of "
        "Coast Daily, 4 May 2021 coast.example #7 and 8 more claims"
    )
    (address,) = [one for one in named(first, "a") if one.get("rel")]
    assert address.get("href") == "https://coast.example/a?b=c&d=e"
    assert {"noopener", "noreferrer"} <= set(address.get("rel", "").split())


def test_differing_figures_are_drawn() -> None:
    """A thing with two figures has its chart, which says in words what it shows; one figure has none."""
    two, one = (
        spread("12 passengers killed", "20 passengers killed"),
        spread("3 boats lost", thing="boats lost"),
    )
    root = parsed(page(sheet(spreads=(two, one))))
    (drawn,) = named(root, "svg")
    assert drawn.get("role") == "img"
    assert "12 by Harbour Office" in text_of(drawn)
    assert "3 boats lost" in text_of(_part(root, "figures"))


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({}, None),
        ({"suspected": True}, "Suspected, not confirmed"),
        (
            {"decision": ruled(a_claim(), a_claim(id=2), Relation.CONTRADICTS).decision},
            "Confirmed by a moderator",
        ),
    ],
    ids=["derived", "suspected", "confirmed"],
)
def test_a_contradiction_says_on_whose_word(fields: dict[str, object], mark: str | None) -> None:
    """A contradiction has its reason; a suspected one says so, and a confirmed one who confirmed it when."""
    a, b = a_claim(text="Twelve died."), a_claim(id=2, text="Twenty died.", speaker="Coast guard")
    part = _part(
        parsed(page(sheet(a, b, disputes=(dispute([a], [b], "12 is below 20.", **fields),)))),
        "contradictions",
    )
    shown = text_of(part)
    assert "12 is below 20." in shown
    assert "Twelve died." in shown
    assert "Twenty died." in shown
    assert [text_of(one) for one in named(part, "span") if one.get("class") == "mark"] == (
        [mark] if mark else []
    )
    assert ("moderator, 4 Mar" in shown or "moderator, " in shown) is (mark == "Confirmed by a moderator")


def test_decisions_otherwise_are_told() -> None:
    """What a moderator dismissed stands apart from the contradictions, with who, when and why."""
    a, b = a_claim(), a_claim(id=2, speaker="Coast guard")
    root = parsed(page(sheet(a, b, settled=(ruled(a, b, Relation.UNRELATED),), more_settled=2)))
    shown = text_of(_part(root, "decided"))
    assert "Nothing to do with each other, a moderator decided" in shown
    assert "two decks" in shown
    assert "2 more decisions on record." in shown
    assert "No two claims on record contradict each other." in text_of(root)


def test_the_timeline_has_days_and_notes() -> None:
    """Claims stand under their day with quote, moments and what others rated them; as theirs, never ours."""
    dated = a_claim(
        said_at="2021-05-04",
        published_at="2021-05-05T10:00:00Z",
        as_of="2021-05-03",
        quote="twelve souls",
        ratings=[
            {"publisher": f"Checks {n}", "rating": "Half true", "published_at": "2021-06-01"}
            for n in range(5)
        ],
    )
    shown = text_of(_part(parsed(page(sheet(dated, a_claim(id=2)))), "timeline"))
    for part in (
        "Timeline 4 May 2021 Harbour Office #1",
        "“twelve souls”",
        "Published 5 May 2021, 10:00 UTC",
        "Speaks of 3 May 2021",
        "Rated “Half true” by Checks 2 on 1 Jun 2021",
        "and 2 more ratings by others",
        "Without a date",
    ):
        assert part in shown
    assert "Checks 3" not in shown


def test_a_long_timeline_says_where_it_stops() -> None:
    """Where claims are left out, plain sentences say how many, and what else is on record."""
    shown = text_of(
        parsed(
            page(
                sheet(
                    a_claim(),
                    more=99_999,
                    more_things=True,
                    more_disputes=True,
                    more_speakers=True,
                    more_retractions=3,
                    disputes=(Dispute(a=(a_claim(),), b=(a_claim(id=2),), reason="So.", more_b=7),),
                )
            )
        )
    )
    for sentence in (
        "These are the first 1 of 100,000 claims; 99,999 later ones are left out",
        "Figures for further things are on record, too.",
        "More contradictions are on record than are listed here.",
        "more than 1",
        "3 more claims taken back.",
        "and 7 more claims",
    ):
        assert sentence in shown


def test_what_was_taken_back_is_marked_everywhere() -> None:
    """A retracted claim is marked in the timeline, and its retraction told with who, when and why."""
    claim = a_claim(status=Status.RETRACTED)
    change = Change(
        id=1, claim_id=1, at=NOON, actor="mo (17)", action="retract", before={}, after={}, reason="a slip"
    )
    back = (Retraction(claim=claim, change=change), Retraction(claim=a_claim(id=2, status=Status.RETRACTED)))
    root = parsed(page(sheet(claim, retractions=back, retracted=2, active=0)))
    assert "2 claims, 2 of them taken back" in text_of(next(named(root, "dl")))
    assert "Taken back" in text_of(_part(root, "timeline"))
    shown = text_of(_part(root, "taken-back"))
    assert "Recorded by mo, " in shown
    assert ": a slip" in shown
    assert "Came so with an import" in shown


def _ugly(number: int, **fields: object) -> Claim:
    return a_claim(
        id=number,
        story=HOSTILE[:300],
        text=HOSTILE,
        quote=f"{HOSTILE}!",
        speaker=HOSTILE[:299] + str(number),
        via=(HOSTILE[:290],),
        via_ids=(5,),
        outlet=HOSTILE[:280],
        outlet_id=9,
        url='https://evil.example/"><script>alert(1)</script>',
        said_at=date(2021, 5, number),
        ratings=[Rating(publisher=HOSTILE[:200], rating=HOSTILE[:200])],
        **fields,
    )


def test_hostile_text_is_text() -> None:
    """Markup in names, quotes, addresses and reasons is shown as it was written, in every part."""
    a, b = _ugly(1), _ugly(2, speaker_id=2)
    change = Change(
        id=1, claim_id=1, at=NOON, actor=HOSTILE, action="retract", before={}, after={}, reason=HOSTILE
    )
    row = standpoint(read("12 passengers killed"), (HOSTILE,)).model_copy(
        update={"claims": (a,), "words": HOSTILE}
    )
    whole = page(
        sheet(
            a,
            b,
            name=HOSTILE[:300],
            spreads=(spread(row, "20 passengers killed", thing=HOSTILE, story=HOSTILE),),
            disputes=(dispute([a], [b], HOSTILE),),
            settled=(ruled(a, b, Relation.UNRELATED, HOSTILE),),
            retractions=(Retraction(claim=a, change=change),),
        )
    )
    root = parsed(whole)
    (script,) = named(root, "script")
    assert script.get("type") == "application/ld+json"
    assert "<" not in (script.text or "")
    assert json.loads(script.text or "")["@graph"][0]["text"] == a.text
    assert not list(named(root, "img"))
    assert not [
        name for one in root.iter() for name in one.attrib if name.startswith("on") or name == "style"
    ]
    schemes = {re.split(r"[:#]", one.get("href", ""))[0] for one in named(root, "a")}
    assert schemes == {"https", ""}
    assert not re.search(
        "[\u202a-\u202e\u2066\u2067\x1b\u2028]", re.sub(r"<script.*?</script>", "", whole, flags=re.DOTALL)
    )
    assert "</script><script>alert(1)</script>" in text_of(root)
    assert "{{ 7 * 7 }}" in text_of(root)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_any_text_gives_a_well_formed_page(text: str) -> None:
    """Whatever letters names and texts are made of, the page is well nested and its JSON is whole."""
    claim = a_claim(
        text=f"x{text}", speaker=f"x{text[:100]}", quote=f"{text}x", outlet=f"{text[:100]}x", outlet_id=2
    )
    root = parsed(page(sheet(claim, name=f"x{text}", disputes=(dispute([claim], [claim], f"x{text}"),))))
    (script,) = named(root, "script")
    assert json.loads(script.text or "")["@graph"][0]["text"] == claim.text


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://coast.example/fire", "coast.example"),
        ("http://coast.example:8080/", "coast.example"),
        ("https://bank.example@evil.example/", "evil.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//coast.example/", None),
        ("https:///fire", None),
        ("https://[bad", None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_addresses_are_links(url: str | None, host: str | None) -> None:
    """An http or https address is a link under the name of the host that it leads to; nothing else is one."""
    found = link_to(url)
    assert (found and found.host) == host


def test_text_from_right_to_left_keeps_to_itself() -> None:
    """Names are isolated and texts find their own direction, each in the language of its claim."""
    claim = a_claim(text="قُتل 62 جنديا", quote="اثنان وستون", speaker="وزارة الدفاع", language="ar")
    item = next(one for one in named(parsed(page(sheet(claim))), "li") if one.get("id") == "claim-1")
    (paragraph,) = [one for one in named(item, "p") if one.get("class") == "words"]
    assert (paragraph.get("dir"), paragraph.get("lang")) == ("auto", "ar")
    assert next(named(item, "blockquote")).get("dir") == "auto"
    assert "وزارة الدفاع" in [text_of(one) for one in named(item, "bdi")]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """The policy allows the page's own style by its digest and nothing else; no element asks for a file."""
    root = parsed(page(full()))
    policy = next(one.get("content", "") for one in named(root, "meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not [
        one.tag for one in root.iter() if one.tag in {"img", "link", "iframe", "object", "embed", "form"}
    ]
    assert not [one for one in root.iter() if "src" in one.attrib]
    assert "url(http" not in page(full())
    assert "@import" not in page(full())


def test_long_words_are_shortened_where_they_are_repeated() -> None:
    """Beside others a long claim is cut; the timeline has it whole."""
    long = a_claim(text="word " * 700, speaker="Ministry " * 33)
    root = parsed(page(sheet(long, a_claim(id=2), disputes=(dispute([long], [a_claim(id=2)]),))))
    assert len(text_of(_part(root, "contradictions"))) < 1_000
    assert len(text_of(_part(root, "timeline"))) > 3_700


def test_the_moment_of_making_is_the_sheets() -> None:
    """The page tells the moment that the sheet tells."""
    assert f'datetime="{MADE:%Y-%m-%dT%H:%M:%S}Z"' in page(full())


def test_days_are_those_of_the_newsroom() -> None:
    """An instant stands under its day where the newsroom is, with its moment in UTC where that is another."""
    claims = (
        a_claim(id=1, said_at="2021-05-04T12:00:00Z"),
        a_claim(id=2, said_at="2021-05-05T02:00:00Z"),
        a_claim(id=3, said_at="2021-05-04"),
    )
    root = parsed(page(sheet(*claims, zone="America/New_York")))
    shown = text_of(_part(root, "timeline"))
    assert [text_of(one) for one in named(_part(root, "timeline"), "h3")] == ["4 May 2021"]
    assert "Harbour Office, 12:00 UTC #1" in shown
    assert "Harbour Office, 5 May 2021, 02:00 UTC #2" in shown
    assert "Harbour Office #3" in shown
    assert "Days are those of America/New_York." in text_of(next(named(root, "footer")))
    assert "Days are" not in text_of(next(named(parsed(page(sheet(*claims))), "footer")))
