"""ClaimReview read into claims, in the many shapes in which fact-checkers publish it."""

import io
import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interchange import Format, InterchangeError, Row, Understanding, Writing, format_in, read
from bot.interchange.reviews.pages import MAX_PAGE
from bot.interchange.reviews.streaming import MAX_ITEM
from db.models import ClaimDraft, Rating

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/boats",
    "datePublished": "2021-03-06",
    "claimReviewed": "Forty boats burned in the harbour.",
    "author": {"@type": "Organization", "name": "Example Checks", "url": "https://checks.example/"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ada Marlow", "jobTitle": "Harbour master"},
        "datePublished": "2021-03-04",
        "firstAppearance": {
            "@type": "CreativeWork",
            "url": "https://coast.example/fire",
            "publisher": {"@type": "Organization", "name": "Coast Daily"},
            "datePublished": "2021-03-05T08:30:00+01:00",
        },
    },
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "Four Pinocchios",
    },
}


def rows(content: object, story: str | None = None) -> list[Row]:
    """Return the rows of a feed or page, given as bytes, or as what its JSON holds."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return list(read(io.BytesIO(raw), Format.CLAIMREVIEW, story=story))


def claims(content: object, story: str | None = None) -> list[ClaimDraft]:
    """Return the claims of a feed or page in which nothing is refused."""
    found = [row for _, row in rows(content, story)]
    assert [one for one in found if isinstance(one, str)] == []
    return [one for one in found if isinstance(one, ClaimDraft)]


def changed(**changes: object) -> dict[str, Any]:
    """Return the review with other properties; None takes one out."""
    return {name: value for name, value in {**REVIEW, **changes}.items() if value is not None}


def about(**changes: object) -> dict[str, Any]:
    """Return the review of a claim with other properties."""
    item = {**REVIEW["itemReviewed"], **changes}
    return changed(itemReviewed={name: value for name, value in item.items() if value is not None})


def one(content: object) -> ClaimDraft:
    """Return the only claim of a feed or page."""
    (found,) = claims(content)
    return found


def page(*scripts: str, head: str = "") -> bytes:
    """Return a page of HTML with scripts of JSON-LD."""
    held = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!doctype html><html><head>{head}{held}</head><body><p>Fire</p></body></html>".encode()


def test_a_review_becomes_a_claim_with_what_its_publisher_rated() -> None:
    """Claimant, statement, first appearance, dates and the publisher's own verdict all have their field."""
    assert one(REVIEW) == ClaimDraft(
        story="Forty boats burned in the harbour, 4 Mar 2021",
        text="Forty boats burned in the harbour.",
        speaker="Ada Marlow",
        outlet="Coast Daily",
        url="https://coast.example/fire",
        said_at="2021-03-04",
        published_at="2021-03-05T07:30:00Z",
        ratings=(
            Rating(
                publisher="Example Checks",
                rating="Four Pinocchios",
                url="https://checks.example/boats",
                published_at="2021-03-06",
            ),
        ),
    )


@pytest.mark.parametrize(
    "content",
    [
        [REVIEW],
        {"@graph": [{"@type": "WebPage", "name": "Fire"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"@type": "DataFeed", "dataFeedElement": {"@type": "DataFeedItem", "item": REVIEW}},
        [{"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]}],
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": REVIEW}]},
        {"@type": "NewsArticle", "review": REVIEW},
        {"@type": "WebPage", "mainEntity": {"@type": "Article", "hasPart": [REVIEW]}},
        changed(**{"@type": ["ClaimReview", "Review"]}),
        changed(**{"@type": "http://schema.org/ClaimReview"}),
        changed(**{"@type": "https://schema.org/ClaimReview"}),
        {("@type" if name == "@type" else f"schema:{name}"): value for name, value in REVIEW.items()},
        {name: [value] for name, value in REVIEW.items()},
        json.dumps(REVIEW).encode() + b"\n",
        b"\xef\xbb\xbf\n  " + json.dumps(REVIEW, indent=4).encode(),
        page(json.dumps(REVIEW)),
        page("{}", f"\n<!--\n{json.dumps([REVIEW])}\n-->\n"),
        page(f"//<![CDATA[\n{json.dumps(REVIEW)}\n//]]>"),
        page(json.dumps({"@graph": [REVIEW]})).replace(b"ld+json", b"LD+JSON; charset=utf-8"),
    ],
)
def test_a_review_is_found_wherever_it_stands(content: object) -> None:
    """Alone, in lists, graphs, feeds, pages and articles, and whichever way its vocabulary is written."""
    assert one(content) == one(REVIEW)


def test_several_documents_of_one_file_are_read() -> None:
    """A file of one review a line gives each of them, numbered in their order."""
    lines = "\n".join(json.dumps(changed(claimReviewed=f"{number} boats burned.")) for number in (40, 41))
    assert [(number, row.text) for number, row in rows(lines.encode()) if isinstance(row, ClaimDraft)] == [
        (1, "40 boats burned."),
        (2, "41 boats burned."),
    ]


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ({"alternateName": "Mostly so", "ratingValue": "4"}, "Mostly so"),
        ({"name": "Mostly so"}, "Mostly so"),
        ({"ratingValue": 2, "bestRating": 5, "worstRating": 1}, "2 on a scale from 1 to 5"),
        ({"ratingValue": 2.5, "bestRating": "5"}, "2.5 of 5"),
        ({"ratingValue": "Half true"}, "Half true"),
        ("Half true", "Half true"),
        (["", {"alternateName": {"@value": "Half true", "@language": "en"}}], "Half true"),
        ({"alternateName": "x" * 400}, f"{'x' * 299}…"),
        ({"bestRating": 5}, None),
        (None, None),
        (True, None),
    ],
)
def test_a_verdict_stands_in_its_publishers_words(rating: object, words: str | None) -> None:
    """The words of a rating come before its number, which has its scale; without either there is none."""
    found = one(changed(reviewRating=rating)).ratings
    assert [one.rating for one in found] == ([] if words is None else [words])


@pytest.mark.parametrize(
    ("changes", "publisher"),
    [
        ({"author": "Example Checks"}, "Example Checks"),
        ({"author": ["Jo Reed", {"@type": "NewsMediaOrganization", "name": "Kessel Facts"}]}, "Kessel Facts"),
        (
            {
                "author": {"@type": "Person", "name": "Jo Reed"},
                "publisher": {"@type": "Organization", "name": "Kessel Facts"},
            },
            "Kessel Facts",
        ),
        ({"author": {"@type": "Person", "givenName": "Jo", "familyName": "Reed"}}, "Jo Reed"),
        ({"author": None}, "checks.example"),
        ({"author": {"@type": "Organization", "url": "https://checks.example"}}, "checks.example"),
        ({"author": None, "url": None}, "an unnamed publisher"),
        ({"author": {"url": "https://www.facts.example/"}, "url": None}, "facts.example"),
        ({"author": None, "sdPublisher": {"name": "A tool for markup"}}, "checks.example"),
        ({"author": None, "url": None, "mainEntityOfPage": "https://www.facts.example/1"}, "facts.example"),
    ],
)
def test_whose_verdict_it_is(changes: dict[str, object], publisher: str) -> None:
    """An organisation before a person, a name before the review's site, and a label where nobody is named."""
    (rating,) = one(changed(**changes)).ratings
    assert rating.publisher == publisher


@pytest.mark.parametrize(
    ("author", "speakers"),
    [
        ("Ada Marlow", ["Ada Marlow"]),
        (["Ada Marlow", {"@type": "Organization", "name": "Harbour Party"}], ["Ada Marlow", "Harbour Party"]),
        ([{"name": "Ada Marlow"}, "Ada Marlow"], ["Ada Marlow"]),
        ({"@type": "Person", "alternateName": "@ada"}, ["@ada"]),
        ({"@list": [{"name": ["Ada Marlow"]}]}, ["Ada Marlow"]),
        ("https://social.example/ada", ["an unnamed claimant"]),
        ({"@type": "Person", "name": "  "}, ["an unnamed claimant"]),
        (None, ["an unnamed claimant"]),
        (7, ["7"]),
    ],
)
def test_each_claimant_makes_a_claim(author: object, speakers: list[str]) -> None:
    """Whatever shape the author has, each one named is a speaker, and a label says that nobody is."""
    assert [one.speaker for one in claims(about(author=author))] == speakers


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ([{"@type": "Claim", "author": "Ada"}, {"@type": "Claim", "author": "Ben"}], {"Ada", "Ben"}),
        ({"@type": "Person", "name": "Ada"}, {"Ada"}),
        ({"@type": "CreativeWork", "author": {"name": "Ada"}, "name": "A post"}, {"Ada"}),
        ("Forty boats", {"an unnamed claimant"}),
        (None, {"an unnamed claimant"}),
        ([], {"an unnamed claimant"}),
    ],
)
def test_what_is_reviewed_may_be_anything(item: object, said: set[str]) -> None:
    """Several claims, a person, a post, a string or nothing at all give a claim with the reviewed words."""
    found = claims(changed(itemReviewed=item))
    assert {one.speaker for one in found} == said
    assert {one.text for one in found} == {"Forty boats burned in the harbour."}


def test_several_claims_keep_their_own_words() -> None:
    """Where a review names several claims with words of their own, each is told in them."""
    items = [{"@type": "Claim", "name": f"{number} boats burned.", "author": "Ada"} for number in (40, 60)]
    for reviewed in ("Boats burned.", None):
        found = claims(changed(claimReviewed=reviewed, itemReviewed=items))
        assert [one.text for one in found] == ["40 boats burned.", "60 boats burned."]
        assert len({one.story for one in found}) == 2


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        (
            {"firstAppearance": None, "appearance": ["https://radio.example/nine"]},
            ("https://radio.example/nine", None, None),
        ),
        ({"firstAppearance": "https://coast.example/1"}, ("https://coast.example/1", None, None)),
        (
            {"firstAppearance": {"@id": "https://coast.example/2", "author": ["Wire"]}},
            ("https://coast.example/2", "Wire", None),
        ),
        (
            {"firstAppearance": {"url": "https://coast.example/3", "author": "Ada Marlow"}},
            ("https://coast.example/3", None, None),
        ),
        (
            {"firstAppearance": {"headline": "Fire", "publisher": "Coast Daily"}, "appearance": None},
            (None, "Coast Daily", None),
        ),
        (
            {
                "firstAppearance": {"url": "ftp://coast.example"},
                "appearance": None,
                "url": "https://x.example/9",
            },
            ("https://x.example/9", None, None),
        ),
        (
            {"firstAppearance": REVIEW["url"], "appearance": None},
            (None, None, None),
        ),
        (
            {"firstAppearance": {"url": "https://coast.example/4", "datePublished": "5 March 2021"}},
            ("https://coast.example/4", None, date(2021, 3, 5)),
        ),
    ],
)
def test_where_a_claim_appeared(changes: dict[str, object], place: tuple[object, ...]) -> None:
    """The first appearance that can be opened gives address, outlet and date; the review's own is none."""
    found = one(about(**changes))
    assert (found.url, found.outlet, found.published_at) == place


def test_every_further_appearance_is_a_claim() -> None:
    """Where a claim appeared again it is one by the same speaker, there: by the outlet, or its site."""
    again = [
        "https://www.radio.example/nine",
        {"url": "https://wire.example/1", "publisher": "Wire", "datePublished": "2021-03-06"},
        "https://coast.example/fire",
        {"headline": "Nowhere"},
    ]
    found = claims(about(appearance=again))
    assert [(claim.outlet, claim.url) for claim in found] == [
        ("Coast Daily", "https://coast.example/fire"),
        ("radio.example", "https://www.radio.example/nine"),
        ("Wire", "https://wire.example/1"),
    ]
    assert {(claim.speaker, claim.story, len(claim.ratings)) for claim in found} == {
        ("Ada Marlow", "Forty boats burned in the harbour, 4 Mar 2021", 1)
    }
    assert found[2].published_at == date(2021, 3, 6)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-03-04", "2021-03-04"),
        ("2021-03-04T00:00:00Z", "2021-03-04"),
        ("2021-03-04T00:00:00.000+02:00", "2021-03-04"),
        ("2021-03-04T10:00:00", "2021-03-04 10:00:00+00:00"),
        ("2021-03-04T10:00:00+0100", "2021-03-04 09:00:00+00:00"),
        ("2021-3-4", "2021-03-04"),
        ("2021/03/04", "2021-03-04"),
        ("20210304", "2021-03-04"),
        ("March 4, 2021", "2021-03-04"),
        ("4 Mar 2021", "2021-03-04"),
        ("Thu, 04 Mar 2021 10:00:00 GMT", "2021-03-04 10:00:00+00:00"),
        (["", "2021-03-04"], "2021-03-04"),
        ({"@type": "Date", "@value": "2021-03-04"}, "2021-03-04"),
        ("2021", "None"),
        ("last spring", "None"),
        ("0001-01-01T00:30:00+14:00", "None"),
        (20210230, "None"),
    ],
)
def test_dates_are_read_as_they_are_written(written: object, meant: str) -> None:
    """A day, an instant and the usual ways to write them are read, midnight as its day; none is guessed."""
    assert str(one(about(datePublished=written)).said_at) == meant


def test_the_story_is_the_one_named_or_the_claims_own() -> None:
    """A named story holds all; without one, claims meet only by the same words of the same day."""
    assert one([REVIEW]).story != one(about(datePublished="2021-03-05")).story
    assert {claim.story for claim in claims([REVIEW, changed(claimReviewed="Else")], "Harbour fire")} == {
        "Harbour fire"
    }
    long = "Forty boats, and with them everything that the fishers of the harbour had saved, " * 3
    first, second = (one(changed(claimReviewed=f"{long}{end}")).story for end in ("burned.", "sank."))
    assert first != second
    assert max(map(len, (first, second))) < 160
    assert one(about(datePublished=None, firstAppearance=None)).story == "Forty boats burned in the harbour"


def test_a_page_is_read_in_its_own_encoding_and_with_its_references() -> None:
    """A page in Latin-1 keeps its letters, and an author named elsewhere in the page is found there."""
    graph = [{"@id": "#us", "@type": "Organization", "name": "Café Checks"}, changed(author={"@id": "#us"})]
    text = page(json.dumps(graph, ensure_ascii=False), head='<meta charset="iso-8859-1">').decode()
    assert one(text.encode("latin-1")).ratings[0].publisher == "Café Checks"
    assert one(text.replace("iso-8859-1", "utf-8").encode()).ratings[0].publisher == "Café Checks"


def test_text_is_text() -> None:
    """Entities become their characters and line breaks spaces; markup stays what it is, as words."""
    said = one(
        changed(claimReviewed="<b>&quot;40&#39;000&quot;</b> &amp;amp; **boats**\n@everyone \u202eburned")
    )
    assert said.text == '<b>"40\'000"</b> &amp; **boats** @everyone \u202eburned'
    broken = b'{"@type": "ClaimReview", "claimReviewed": "\\ud83d boats\nburned", "inLanguage": "en_US"}'
    assert (one(broken).text, one(broken).language) == ("\ufffd boats burned", "en-US")


def test_a_review_without_a_claim_is_refused_by_its_number() -> None:
    """Among good reviews, one that says nothing or too much is refused by name, and the others are read."""
    found = rows([REVIEW, {"@type": "ClaimReview"}, changed(claimReviewed="x" * 4_001), REVIEW])
    assert [(number, isinstance(row, str)) for number, row in found] == [
        (1, False),
        (2, True),
        (3, True),
        (4, False),
    ]
    assert str(found[1][1]).startswith("text is missing")
    assert str(found[2][1]).startswith("text is too long")


WHOLE = json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}] * 40}).encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (WHOLE[:-2], "ends in the middle"),
        (WHOLE[:700], "ends in the middle"),
        (json.dumps(REVIEW).encode()[:60], "ends in the middle"),
        (WHOLE[:-1] + b"]", "is no JSON"),
        (b"[1,]", "is no JSON"),
        (b"{'@type': 'ClaimReview'}", "is no JSON"),
        (b'{"@type": "ClaimReview", "x": ' + b"9" * 6_000 + b"}", "thousands of digits"),
        (b"[" * 100_000, "nested more than 100 levels"),
        (b'{"a":' * 100_000, "nested more than 100 levels"),
        (b'{"@type": "ClaimReview", "a": ' + b"[" * 150 + b"]" * 150 + b"}", "nested more than 100 levels"),
        ('{"@type": "ClaimReview", "x": "café"}'.encode("latin-1"), "isn't UTF-8"),
        (json.dumps(REVIEW).encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00", "isn't UTF-8"),
        (b'{"@type": "NewsArticle", "headline": "Fire"}', "no ClaimReview; what it describes is NewsArticle"),
        (b'{"type": "FeatureCollection", "features": []}', "no ClaimReview"),
        (b"[]", "no ClaimReview"),
        (b'"ClaimReview"', "no ClaimReview"),
        (b'{"x": "' + b"x" * (MAX_ITEM + 1) + b'"}', "longer than 4,000,000 characters"),
        (b"{" + b'"x": "y", ' * 600_000 + b'"x": 1}', "longer than 4,000,000 characters"),
        (b"<html><p>Forty boats burned.</p>", "no structured data"),
        (b"<", "no structured data"),
        (page('{"@type": "NewsArticle"}'), "The page holds no ClaimReview; what it describes is NewsArticle"),
        (page("[" * 100_000), "nested more than 100 levels"),
        (page("x" * MAX_PAGE), "longer than 16 MiB"),
        (page(json.dumps(REVIEW)).decode().encode("utf-16"), "UTF-16"),
    ],
    ids=range(27),
)
def test_what_is_no_feed_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    """Cut off, too deep, too long, in another encoding, of another kind: one line that names what it is."""
    with pytest.raises(InterchangeError) as refused:
        rows(content)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_broken_script_among_others() -> None:
    """A script that is no JSON is refused where it would hold a ClaimReview, and else passed over."""
    assert len(claims(page("{broken", json.dumps(REVIEW)))) == 1
    found = rows(page('{"@type": "ClaimReview", ', json.dumps(REVIEW)))
    assert [isinstance(row, str) for _, row in found] == [True, False]
    assert "is no JSON" in str(found[0][1])


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.json", json.dumps(REVIEW), Format.CLAIMREVIEW),
        ("a.jsonl", json.dumps(REVIEW), Format.CLAIMREVIEW),
        ("a.HTML", "<html>", Format.CLAIMREVIEW),
        ("a.json", '{"story": "S", "text": "t", "speaker": "x"}', Format.JSONL),
        ("a.jsonl", '{"story": "S", "text": "the key \\"@type\\": is", "speaker": "x"}', Format.JSONL),
        ("a.json", "nothing of the kind", Format.CLAIMREVIEW),
        ("a.csv", "<html>", Format.CSV),
        (None, json.dumps(REVIEW), Format.CLAIMREVIEW),
        (None, '{"story": "S"}', Format.JSONL),
    ],
)
def test_the_format_is_told_by_name_and_content(name: str | None, content: str, form: Format) -> None:
    """JSON is looked into, a table and a page are what their name says, and nothing of the file is lost."""
    stream = io.BytesIO(content.encode())
    assert format_in(stream, name) is form
    assert stream.tell() == 0


def test_a_review_is_never_written() -> None:
    """What others rate is imported and never exported as if it were a review of ours."""
    with pytest.raises(InterchangeError, match="only imported"):
        Writing(io.BytesIO(), Format.CLAIMREVIEW)


def test_what_was_understood_of_a_feed_is_told() -> None:
    """Each property that became a field is counted, and a date that can't be read is named as unread."""
    seen = Understanding()
    feed = [REVIEW, changed(datePublished="soon"), REVIEW]
    list(read(io.BytesIO(json.dumps(feed).encode()), Format.CLAIMREVIEW, seen=seen))
    told = {(one.name, one.field): one.rows for one in seen.columns}
    assert told["claimReviewed", "text"] == 3
    assert told["itemReviewed.author", "speaker"] == 3
    assert told["itemReviewed.firstAppearance.publisher", "outlet"] == 3
    assert (told["datePublished", "ratings"], told["datePublished", None]) == (2, 1)


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.just("https://a.example"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@value", "@list", "name", "url", "author"]), inner
        )
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from([*REVIEW, "@graph", "item"]), ANY),
    st.dictionaries(st.sampled_from(list(REVIEW["itemReviewed"])), ANY),
)
def test_no_review_raises_anything_unexpected(review: dict[str, Any], item: dict[str, Any]) -> None:
    """Whatever its properties are, a review is read or refused in a sentence."""
    for content in ({**review, "@type": "ClaimReview"}, {**REVIEW, "itemReviewed": item}):
        for number, row in rows(content):
            assert number == 1
            assert isinstance(row, ClaimDraft) or row.endswith(".")


@given(st.binary(max_size=120), st.integers(0, 500))
def test_no_bytes_raise_anything_unexpected(content: bytes, at: int) -> None:
    """Bytes put anywhere into a feed or a page are read, or refused as what can't be."""
    for whole in (json.dumps([REVIEW]).encode(), page(json.dumps(REVIEW))):
        with suppress(InterchangeError):
            for _, row in rows(whole[:at] + content + whole[at:]):
                assert isinstance(row, ClaimDraft) or row.endswith(".")
