"""What a page says of itself to programs: in JSON-LD, in its meta elements, in its language."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from bot.harmless import clean
from db.models import MAX_NAME

if TYPE_CHECKING:  # heavy, and only needed where a page is read
    from lxml.html import HtmlElement

_ARTICLES: Final = re.compile(r"(?:Article|Posting|Report|WebPage)$")
_DATES: Final = (
    *(
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dcterms.date",
    ),
    *("dc.date.issued", "dcterms.created", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date"),
    *("cxenseparse:recs:publishtime", "article.published", "publication_date", "citation_publication_date"),
)
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")
_MOST: Final = 200  # objects of JSON-LD that are looked at


@dataclass(frozen=True)
class Facts:
    """What a page says of itself, None where it doesn't."""

    title: str | None
    outlet: str | None
    published_at: date | None
    language: str | None
    address: str | None  # where it says that it lies
    closed: bool  # it says that not everybody may read it


def facts_of(tree: "HtmlElement") -> Facts:
    """Return what a page says of itself; of several articles in it, the first with a date counts."""
    meta = _meta(tree)
    told = list(_articles(tree))
    dated = next((one for one in told if moment(one.get("datePublished"))), told[0] if told else {})
    outlet = _named(dated.get("publisher")) or meta.get("og:site_name") or meta.get("application-name")
    links = tree.xpath("//link[@rel='canonical']/@href")
    return Facts(
        title=name(dated.get("headline") or meta.get("og:title")),
        outlet=name(outlet),
        published_at=moment(dated.get("datePublished")) or _stamped(tree, meta),
        language=language(tree.get("lang") or tree.get("xml:lang") or dated.get("inLanguage")),
        address=(str(links[0]) if links else meta.get("og:url")),
        closed=any(str(one.get("isAccessibleForFree")).lower() == "false" for one in told),
    )


def name(found: object) -> str | None:
    """Return a name as it may stand on record, shortened where it is too long; None for what is none."""
    one = clean(found) if isinstance(found, str) else ""
    return (one if len(one) <= MAX_NAME else one[: MAX_NAME - 1] + "…") or None


def language(found: object) -> str | None:
    """Return a language's code, "en-GB"; None for what is none."""
    whole = _LANGUAGE.fullmatch(found.strip()) if isinstance(found, str) else None
    return whole[1].lower() + whole[2].replace("_", "-") if whole else None


def moment(found: object) -> date | None:
    """Return the instant or the day that a text in ISO 8601 names.

    A time of an unknown zone, and midnight, which stands for a day on most pages, leave the day. What lies in
    the future is a mistake, and None.
    """
    text = found.strip() if isinstance(found, str) else ""
    try:
        if len(text) <= len("2016-09-17"):
            when: date = date.fromisoformat(text)
        else:
            read = datetime.fromisoformat(text)
            whole = read.tzinfo is None or read.time() == time()
            when = read.date() if whole else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    day = when.date() if isinstance(when, datetime) else when
    return when if day <= (datetime.now(UTC) + timedelta(days=1)).date() else None


def _meta(tree: "HtmlElement") -> dict[str, str]:
    """Return the first value of every meta element, by its name or property in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := (element.get("content") or "").strip():
            found.setdefault(key.lower(), content)
    return found


def _stamped(tree: "HtmlElement", meta: dict[str, str]) -> date | None:
    told = [meta.get(key) for key in _DATES]
    marked = (
        "//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime | //article//time/@datetime"
    )
    return next((when for one in (*told, *tree.xpath(marked)) if (when := moment(one))), None)


def _articles(tree: "HtmlElement") -> Iterator[dict[str, object]]:
    """Yield what JSON-LD says of articles, at its top or in its graph."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            told = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _tops(told)[:_MOST]:
            kinds = one.get("@type")
            if any(_ARTICLES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield one


def _tops(told: object) -> list[dict[str, object]]:
    tops: list[dict[str, object]] = []
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, dict):
            graph = one.get("@graph")
            tops += (
                [inner for inner in graph if isinstance(inner, dict)] if isinstance(graph, list) else [one]
            )
    return tops


def _named(publisher: object) -> str | None:
    one = publisher[0] if isinstance(publisher, list) and publisher else publisher
    found = one.get("name") if isinstance(one, dict) else one
    return found if isinstance(found, str) and not found.startswith("http") else None
