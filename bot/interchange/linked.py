"""Claims as linked data: schema.org's `Claim`, with where it appeared."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from db.models import Claim, ClaimDraft, Rating, Status

CONTEXT: Final = "https://schema.org"
RETRACTED: Final = "Retracted"
Node = Mapping[str, Any]
"""An object of JSON-LD, ready for JSON."""


def document(nodes: Iterable[Node]) -> Node:
    """Return nodes as one document."""
    return {"@context": CONTEXT, "@graph": list(nodes)}


def node(claims: Sequence[Claim]) -> Node:
    """Return what one speaker says in the same words, wherever it appeared, as one `Claim`.

    `claims` come earliest first, at least one. Whether a speaker is a person or an organisation isn't on
    record: one that publishes itself is an organisation, any other has a name and no type. Verdicts of
    others are `review`s of their publishers.
    """
    first = claims[0]
    works = [work for work in map(_work, claims) if work is not None]
    return _filled(
        {
            "@type": "Claim",
            "@id": f"#claim-{first.id}",
            "text": first.text,
            "author": _speaker(claims),
            "about": {"@type": "Event", "name": first.story},
            "inLanguage": first.language,
            "dateCreated": _moment(first.said_at),
            "temporalCoverage": _moment(first.as_of),
            "creativeWorkStatus": RETRACTED if _taken_back(claims) else None,
            "hasPart": {"@type": "Quotation", "text": first.quote} if first.quote else None,
            "firstAppearance": works[0] if works else None,
            "appearance": works,
            "review": [_review(one) for one in dict.fromkeys(one for each in claims for one in each.ratings)],
        }
    )


def said_together(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return claims by who says what, each group in the order given; the one with the lowest id first."""
    found: dict[tuple[int, int, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.story_id, claim.speaker_id, claim.statement), []).append(claim)
    return sorted(found.values(), key=lambda group: min(claim.id for claim in group))


def _speaker(claims: Sequence[Claim]) -> Node:
    publishes = any(claim.speaker_id == claim.outlet_id for claim in claims)
    return _filled({"@type": "Organization" if publishes else None, "name": claims[0].speaker})


def _taken_back(claims: Sequence[Claim]) -> bool:
    return all(claim.status is Status.RETRACTED for claim in claims)


def _work(claim: ClaimDraft) -> Node | None:
    """Return where a claim was published, which rests on whoever passed it on; None where nobody says."""
    told: Node | None = None
    for name in claim.via:
        told = _filled({"@type": "CreativeWork", "publisher": {"name": name}, "isBasedOn": told})
    work = _filled(
        {
            "publisher": {"@type": "Organization", "name": claim.outlet} if claim.outlet else None,
            "url": claim.url,
            "datePublished": _moment(claim.published_at),
        }
    )
    if not work:
        return told
    status = RETRACTED if claim.status is Status.RETRACTED else None
    return _filled({"@type": "CreativeWork", **work, "creativeWorkStatus": status, "isBasedOn": told})


def _review(one: Rating) -> Node:
    return _filled(
        {
            "@type": "ClaimReview",
            "author": {"@type": "Organization", "name": one.publisher},
            "reviewRating": {"@type": "Rating", "alternateName": one.rating},
            "url": one.url,
            "datePublished": _moment(one.published_at),
        }
    )


def _moment(when: date | None) -> str | None:
    return None if when is None else when.isoformat().replace("+00:00", "Z")


def _filled(values: Node) -> Node:
    """Return an object without the properties that have no value."""
    return {name: value for name, value in values.items() if value not in (None, [])}
