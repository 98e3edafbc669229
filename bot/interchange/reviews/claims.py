"""One ClaimReview turned into the claims that it reviews, each with what its publisher rated it."""

from collections.abc import Callable, Mapping
from datetime import date
from hashlib import blake2b
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from bot.interchange.fields import explain
from bot.interchange.reviews.values import (
    Node,
    address,
    flat,
    get,
    moment,
    names,
    nodes,
    shortened,
    text,
    types,
)
from db.models import ClaimDraft, Language, Rating

UNNAMED: Final = "an unnamed claimant"
"""The speaker of a claim whose review names nobody."""
NO_PUBLISHER: Final = "an unnamed publisher"
STORY_WORDS: Final = 120  # characters of a claim's words that name its story

Note = Callable[[str, str | None], None]
"""Told which property of a review was understood as which field of a claim; None: as none."""

_PUBLISHING: Final = ("author", "publisher", "creator")
_LANGUAGE: Final = TypeAdapter[str](Language)


class Reviewed:
    """A ClaimReview, with the objects of its page that it may refer to by their identifiers."""

    def __init__(self, review: Node, url: str | None, known: Mapping[str, Node], note: Note) -> None:
        """`url` is the address of what holds the review, where it has none of its own."""
        self._review = review
        self._known = known
        self._note = note
        self._noted: dict[tuple[str, str | None], None] = {}  # each once, however many claims there are
        self._url = address(get(review, "url")) or address(get(review, "mainEntityOfPage")) or url
        self._url = self._url or address(get(review, "@id"))

    def claims(self, story: str | None) -> list[ClaimDraft | str]:
        """Return its claims, one for each claimant, claim and appearance that it names, or why there is none.

        `story` is the story of all of them; None: each has its own, named by its words and its date.
        """
        items = self._items()
        found: list[dict[str, Any]] = []
        for item in items:
            said = self._said(item, several=len(items) > 1)
            for speaker in self._claimants(item):
                places = self._appearances(item, speaker)
                when = said.get("said_at") or places[0].get("published_at")
                own = story or story_of(said.get("text", ""), when)
                found += [{**said, "story": own, "speaker": speaker, **place} for place in places]
        ratings = self._ratings()
        for name, field in self._noted:
            self._note(name, field)
        return list(dict.fromkeys(_draft(values, ratings) for values in found))

    def _understood(self, name: str, field: str | None) -> None:
        self._noted[name, field] = None

    def _get(self, node: Node, name: str) -> list[Any]:
        """Return the values of a property; a reference to an object of the page is that object."""
        return [self._whole(one) for one in flat(get(node, name))]

    def _whole(self, value: object) -> object:
        if isinstance(value, Mapping) and not set(value) - {"@id", "@type"}:
            return self._known.get(str(value.get("@id")), value)
        return value

    def _items(self) -> list[Node]:
        """Return what the review reviews, as objects; an empty one where it says nothing of it."""
        found: list[Node] = []
        for item in self._get(self._review, "itemReviewed"):
            if isinstance(item, Mapping):
                found.append(item)
            elif address(item):
                found.append({"appearance": item})
            else:
                found.append({"@type": "Claim", "text": item})
        return found or [{}]

    def _claimants(self, item: Node) -> list[str]:
        """Return who made a claim, at least one name."""
        if _is_somebody(item):
            told = {"name": names(item)}
        else:
            told = {name: names(self._get(item, name)) for name in ("author", "creator")}
        for name, found in told.items():
            if found:
                self._understood(f"itemReviewed.{name}", "speaker")
                return [shortened(one) for one in found]
        return [UNNAMED]

    def _said(self, item: Node, *, several: bool) -> dict[str, Any]:
        """Return what was claimed, when and in which language."""
        values: dict[str, Any] = {}
        reviewed = text(get(self._review, "claimReviewed"))
        own = None if _is_somebody(item) else text(item)
        if own and (reviewed is None or (several and "Claim" in types(item))):
            values["text"] = own
            self._understood("itemReviewed.text", "text")
        elif reviewed:
            values["text"] = reviewed
            self._understood("claimReviewed", "text")
        for name in () if _is_somebody(item) else ("datePublished", "dateCreated"):
            values["said_at"] = values.get("said_at") or self._date(item, name, "itemReviewed.", "said_at")
        language = self._language(item)
        if language:
            values["language"] = language
        return values

    def _date(self, node: Node, name: str, path: str, field: str) -> date | None:
        """Return a date of an object, which is for a field; one that can't be read is noted."""
        given = get(node, name)
        when = moment(given)
        if text(given):
            self._understood(f"{path}{name}", None if when is None else field)
        return when

    def _language(self, item: Node) -> str | None:
        for node in (self._review, item):
            for one in flat(get(node, "inLanguage")):
                code = (text(one, ("alternateName", "name")) or "").replace("_", "-")
                head, dash, rest = code.partition("-")
                try:
                    found = _LANGUAGE.validate_python(f"{head.lower()}{dash}{rest}")
                except ValidationError:
                    continue
                self._understood("inLanguage", "language")
                return found
        return None

    def _appearances(self, item: Node, speaker: str) -> list[dict[str, Any]]:
        """Return where a claim was published, by whom and when, the first time first; one at least.

        A further appearance counts where it says where; its outlet is its site where it names none.
        """
        works = [
            (name, work if isinstance(work, Mapping) else {"url": work})
            for name in ("firstAppearance", "appearance")
            for work in self._get(item, name)
        ]
        if "Claim" not in types(item) and not _is_somebody(item):
            works.append(("", item))
        told = [(name, work) for name, work in works if address(work)] or works
        first: dict[str, Any] = self._published(*told[0], speaker) if told else {}
        if "url" not in first:
            first |= self._own_address(item)
        found = {first.get("url"): first}
        for name, work in told[1:]:
            url = address(work)
            if name and url and url != self._url and url not in found:
                site = (urlsplit(url).hostname or "").removeprefix("www.")
                found[url] = {"outlet": shortened(site), **self._published(name, work, speaker)}
        return list(found.values())

    def _own_address(self, item: Node) -> dict[str, Any]:
        url = None if _is_somebody(item) else address([get(item, "url"), get(item, "sameAs")])
        if url is None or url == self._url:
            return {}
        self._understood("itemReviewed.url", "url")
        return {"url": url}

    def _published(self, name: str, work: Node, speaker: str) -> dict[str, Any]:
        path = f"itemReviewed.{name}" if name else "itemReviewed"
        values: dict[str, Any] = {}
        url = address(work)
        if url and url != self._url:
            values["url"] = url
            self._understood(f"{path}.url", "url")
        by = ("publisher", "author") if name else ("publisher",)
        for who in by:
            outlets = [one for one in names(self._get(work, who)) if one.casefold() != speaker.casefold()]
            if outlets and "outlet" not in values:
                values["outlet"] = shortened(outlets[0])
                self._understood(f"{path}.{who}", "outlet")
        if name:
            values["published_at"] = self._date(work, "datePublished", f"{path}.", "published_at")
        return values

    def _ratings(self) -> list[Rating]:
        """Return what the publisher of the review rated the claim; nothing where it doesn't say."""
        verdicts = (_verdict(one) for one in self._get(self._review, "reviewRating"))
        words = next(filter(None, verdicts), None)
        if words is None:
            return []
        self._understood("reviewRating", "ratings")
        when = self._date(self._review, "datePublished", "", "ratings")
        return [
            Rating(publisher=self._publisher(), rating=shortened(words), url=self._url, published_at=when)
        ]

    def _publisher(self) -> str:
        """Return who published the review: an organisation before a person, else the site that it is on."""
        given = [one for name in _PUBLISHING for one in self._get(self._review, name)]
        organisations = [one for one in nodes(given) if any("Organization" in kind for kind in types(one))]
        found = names(organisations) or names(given)
        if found:
            return shortened(found[0])
        host = urlsplit(self._url or address(given) or "").hostname or ""
        return shortened(host.removeprefix("www.") or NO_PUBLISHER)


def _is_somebody(item: Node) -> bool:
    return any(kind == "Person" or "Organization" in kind for kind in types(item))


def _verdict(rating: object) -> str | None:
    """Return a rating in its publisher's words, else its number with the scale that it is on."""
    if not isinstance(rating, Mapping):
        return text(rating)
    named = text(rating, ("alternateName", "name"))
    if named:
        return named
    value, best, worst = (text(get(rating, name)) for name in ("ratingValue", "bestRating", "worstRating"))
    if value is None or best is None:
        return value
    return f"{value} on a scale from {worst} to {best}" if worst else f"{value} of {best}"


def story_of(words: str, when: date | None) -> str:
    """Return the name of the story that a claim has for itself: its words, shortened, and its day.

    What is shortened ends in a mark of the whole, so that two claims that only begin alike keep apart.
    """
    name = words.strip().rstrip(".") or UNNAMED
    if len(name) > STORY_WORDS:
        head = name[:STORY_WORDS].rpartition(" ")[0] or name[:STORY_WORDS]
        name = f"{head}… ({blake2b(name.casefold().encode(), digest_size=3).hexdigest()})"
    return name if when is None else f"{name}, {when.day} {when:%b %Y}"


def _draft(values: dict[str, Any], ratings: list[Rating]) -> ClaimDraft | str:
    try:
        return ClaimDraft.model_validate({**values, "ratings": ratings})
    except ValidationError as error:
        return explain(error)
