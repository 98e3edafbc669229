"""Claims as linked data: schema.org's terms, each where schema.org has it, and what they say."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.interchange.linked import document, node, said_together
from db.models import Claim, Status
from tests.factories import a_claim

_THING: Final = {"name": {"Text"}, "alternateName": {"Text"}, "url": {"URL"}}
_WORK: Final = {
    **_THING,
    "text": {"Text"},
    "author": {"Organization", "Person"},
    "publisher": {"Organization", "Person"},
    "about": {"Thing"},
    "inLanguage": {"Text", "Language"},
    "dateCreated": {"Date", "DateTime"},
    "datePublished": {"Date", "DateTime"},
    "temporalCoverage": {"Text", "DateTime"},
    "creativeWorkStatus": {"Text"},
    "hasPart": {"CreativeWork"},
    "isBasedOn": {"CreativeWork"},
    "review": {"Review"},
}
TERMS: Final[Mapping[str, Mapping[str, set[str]]]] = {
    "Claim": {**_WORK, "appearance": {"CreativeWork"}, "firstAppearance": {"CreativeWork"}},
    "CreativeWork": _WORK,
    "Quotation": _WORK,
    "ClaimReview": {**_WORK, "reviewRating": {"Rating"}},
    "Rating": _THING,
    "Event": _THING,
    "Organization": _THING,
}
"""Of each type the properties that are used, and what schema.org expects there (version 30.0)."""
PARENTS: Final = {
    "Quotation": "CreativeWork",
    "ClaimReview": "Review",
    "Event": "Thing",
}


def nodes(value: object, under: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object of a document, with the property that it is the value of."""
    if isinstance(value, list):
        for one in value:
            yield from nodes(one, under)
    elif isinstance(value, dict):
        yield under, value
        for name, inner in value.items():
            yield from nodes(inner, name)


def whole() -> list[Claim]:
    """Return one speaker's words in two outlets, with all that a claim can have."""
    first = a_claim(
        id=3,
        quote="twelve souls",
        via=("Radio Nine", "Wire"),
        via_ids=(7, 8),
        outlet="Coast Daily",
        outlet_id=4,
        url="https://coast.example/fire",
        said_at="2021-05-04",
        published_at="2021-05-04T10:00:00Z",
        as_of="2021-05-03",
        language="pt-BR",
        status=Status.RETRACTED,
        ratings=[
            {
                "publisher": "Example Checks",
                "rating": "Half true",
                "url": "https://checks.example/1",
                "published_at": "2021-06-01",
            }
        ],
    )
    later = a_claim(id=2, outlet="Evening Post", outlet_id=5, said_at="2021-05-05", status=Status.RETRACTED)
    return [first, later]


def test_every_term_is_schema_orgs() -> None:
    """Every type and property is one of schema.org's, on a type that has it, with a value that it expects."""
    graph = document([node(whole()), node([a_claim()])])
    assert (graph["@context"], len(graph["@graph"])) == ("https://schema.org", 2)
    seen: set[str] = set()
    for under, one in nodes(graph["@graph"]):
        kind = one.get("@type", "Thing")
        known = TERMS.get(kind, _THING)
        assert not {name for name in one if not name.startswith("@")} - set(known), (kind, one)
        seen |= set(one)
        if under and "@type" in one:
            expected = {wanted for terms in TERMS.values() for wanted in terms.get(under, ())}
            assert {kind, PARENTS.get(kind, kind)} & expected, (under, kind)
    assert set(TERMS["Claim"]) - seen <= {"url"}


def test_a_claim_says_where_it_appeared() -> None:
    """The earliest place is the first appearance; each one rests on whoever passed it on, nearest last."""
    made = node(whole())
    assert made["@id"] == "#claim-3"
    assert made["firstAppearance"] == made["appearance"][0]
    assert made["firstAppearance"] == {
        "@type": "CreativeWork",
        "publisher": {"@type": "Organization", "name": "Coast Daily"},
        "url": "https://coast.example/fire",
        "datePublished": "2021-05-04T10:00:00Z",
        "creativeWorkStatus": "Retracted",
        "isBasedOn": {
            "@type": "CreativeWork",
            "publisher": {"name": "Wire"},
            "isBasedOn": {"@type": "CreativeWork", "publisher": {"name": "Radio Nine"}},
        },
    }
    assert made["appearance"][1]["publisher"]["name"] == "Evening Post"
    assert (made["dateCreated"], made["temporalCoverage"]) == ("2021-05-04", "2021-05-03")
    assert made["hasPart"] == {"@type": "Quotation", "text": "twelve souls"}
    assert made["about"] == {"@type": "Event", "name": "Ferry fire off Hollow Bay"}


def test_a_verdict_is_its_publishers() -> None:
    """What others rated a claim is a review with its own author; nothing else in a claim judges it."""
    (review,) = node(whole())["review"]
    assert review["author"] == {"@type": "Organization", "name": "Example Checks"}
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Half true"}
    assert "review" not in node([a_claim()])


def test_what_is_unknown_is_left_out() -> None:
    """A claim without outlet, dates, quote or chain has no appearance and no empty properties."""
    assert node([a_claim()]) == {
        "@type": "Claim",
        "@id": "#claim-1",
        "text": "The ferry carried 12 passengers.",
        "author": {"name": "Harbour Office"},
        "about": {"@type": "Event", "name": "Ferry fire off Hollow Bay"},
        "inLanguage": "en",
    }


def test_a_chain_without_an_outlet_is_an_appearance() -> None:
    """Whoever passed a claim on last is where it appeared, if nobody is known to have published it."""
    made = node([a_claim(via=("Radio Nine",), via_ids=(7,))])
    assert made["firstAppearance"] == {"@type": "CreativeWork", "publisher": {"name": "Radio Nine"}}


def test_a_paper_in_its_own_voice_is_an_organisation() -> None:
    """A speaker who publishes is typed as an organisation; of any other no type is claimed."""
    own = a_claim(speaker="Coast Daily", outlet="Coast Daily", outlet_id=1)
    assert node([own])["author"] == {"@type": "Organization", "name": "Coast Daily"}


def test_only_what_all_took_back_is_retracted() -> None:
    """Where one outlet alone takes words back, that appearance is marked and the claim isn't."""
    first, later = whole()
    made = node([first, later.model_copy(update={"status": Status.ACTIVE})])
    assert "creativeWorkStatus" not in made
    assert [one.get("creativeWorkStatus") for one in made["appearance"]] == ["Retracted", None]


def test_the_same_words_of_one_speaker_are_together() -> None:
    """Claims are joined by speaker, story and words; the group with the lowest number comes first."""
    a, b = a_claim(id=5), a_claim(id=2, outlet="Wire", outlet_id=3)
    other = a_claim(id=3, speaker="Coast guard", speaker_id=2)
    assert said_together([a, other, b]) == [[a, b], [other]]
