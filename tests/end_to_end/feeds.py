"""Feeds, pages and tables to import: reviews of claims about a fire in a harbour."""

import json
from typing import Any, Final

STORY: Final = "Harbour fire, 4 Mar 2021"


def review(
    words: str = "Forty boats burned in the harbour.",
    publisher: str = "Example Checks",
    rating: str = "Four Pinocchios",
    **changes: object,
) -> dict[str, Any]:
    """Return a review of what a harbour master said."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"https://checks.example/{len(words)}",
        "datePublished": "2021-03-06",
        "claimReviewed": words,
        "author": {"@type": "Organization", "name": publisher},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ada Marlow"},
            "datePublished": "2021-03-04",
            "appearance": {"@type": "CreativeWork", "url": "https://coast.example/fire"},
        },
        "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": rating},
        **changes,
    }


def feed(*reviews: dict[str, Any]) -> bytes:
    """Return reviews as a fact-checker's feed."""
    elements = [{"@type": "DataFeedItem", "item": [one]} for one in reviews]
    return json.dumps(
        {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": elements}
    ).encode()


def page(*reviews: dict[str, Any], body: str = "<p>Forty boats burned.</p>") -> bytes:
    """Return a page of HTML with reviews in it."""
    held = json.dumps({"@graph": list(reviews)}).replace("</", "<\\/")
    script = f'<script type="application/ld+json">{held}</script>'
    return f"<!doctype html><html><head><title>Fire</title>{script}</head><body>{body}</body></html>".encode()
