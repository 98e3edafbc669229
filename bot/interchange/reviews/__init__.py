"""Reviews of claims by other fact-checkers: schema.org ClaimReview, in feeds and in pages."""

from bot.interchange.reviews.reading import read_reviews

__all__ = ["read_reviews"]
