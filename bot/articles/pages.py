"""HTML pages made into articles: what is written for readers, without what stands around it."""

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.articles.errors import SAVE_IT, ArticleError
from bot.articles.facts import Facts, facts_of, name
from bot.articles.facts import moment as moment_of
from bot.articles.tidying import paragraphs
from db.models import MAX_URL, Article

if TYPE_CHECKING:  # heavy, and only needed where a page is read
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_RULE: Final = re.compile(r"[\s|:-]+")
_STOP: Final = re.compile("[.!?…。！？؟।]")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff]{8}")  # Japanese and Chinese
_WALL: Final = re.compile(
    r"\b(?:log|sign) ?in\b|\bsubscri(?:be|ption|bers?)\b|\bregister\b|\banmelden\b|\babonn\w+"
    r"|\bconnectez-vous\b|\biniciar? sesión\b|\bsuscr\w+|\bвойдите\b|\bувійдіть\b|\bпідпис\w+|\bподпис\w+"
    r"|تسجيل الدخول|اشترك",
    re.IGNORECASE,
)
_MACHINE: Final = re.compile(
    r"\bjavascript\b|\bcookies?\b|\bcaptcha\b|\bare you (?:a )?(?:human|robot)\b|\bverify(?:ing)? you\b",
    re.IGNORECASE,
)
_CONTROLS: Final = re.compile(  # in no XML, and so in no tree; written out or as references
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|127)(?!\d)|x0*(?:[0-8bcef]|1[\da-f]|7f)(?![\da-f]));?",
    re.IGNORECASE,
)
_TEASER: Final = 1_500  # characters below which a page that is for subscribers shows a beginning only
_NOTICE: Final = 250  # characters below which a page is looked at for what it asks readers to do


def page(html: str, url: str | None) -> Article:
    """Return the article of an HTML page; ArticleError, saying what it is instead, where it has none."""
    from trafilatura import bare_extraction, load_html

    html = _CONTROLS.sub(" ", html)
    whole = html if re.search(r"<html\b", html, re.IGNORECASE) else f"<html><body>{html}</body></html>"
    tree = load_html(whole, max_size=len(whole.encode("utf-8", "replace")) + 1)
    if tree is None:
        raise ArticleError("That page is broken: nothing in it can be read. Give it as text.")
    facts = facts_of(tree)
    document = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "outputformat": "%Y-%m-%d",
        },
    )
    title = facts.title or name(getattr(document, "title", None))
    text = _text(document, title)
    _refuse_others(tree, text, facts)
    return Article(
        text=text,
        title=title,
        outlet=facts.outlet or name(getattr(document, "sitename", None)) or _site(url),
        url=url or _address(facts.address),
        published_at=facts.published_at or moment_of(getattr(document, "date", None)),
        language=facts.language or "en",
    )


def _text(document: "Document | dict[str, object] | None", title: str | None) -> str:
    """Return the text that was found, its title and the rules of tables left out."""
    found = str(getattr(document, "text", None) or "")
    lines = [line.strip().strip("|").strip() for line in found.split("\n") if not _RULE.fullmatch(line)]
    kept = paragraphs("\n\n".join(lines))
    first, _, rest = kept.partition("\n\n")
    return rest if rest and title and first.casefold() == title.casefold() else kept


def _refuse_others(tree: "HtmlElement", text: str, facts: Facts) -> None:
    """Raise ArticleError, naming what a page is, where it isn't an article."""
    asks = bool(tree.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']"))
    short, called = len(text) < _NOTICE, bool(_WALL.search(text))
    if (short and (asks or called)) or (asks and called and len(text) < 2 * _NOTICE):
        raise ArticleError(f"That page wants a login or a subscription and shows no article. {SAVE_IT}")
    if facts.closed and len(text) < _TEASER:
        raise ArticleError(
            f"That page shows only the beginning of its article; the rest is for subscribers. {SAVE_IT}"
        )
    if short and _MACHINE.search(text):
        raise ArticleError(f"That page shows programs a notice instead of its article. {SAVE_IT}")
    if any(map(_says_something, text.split("\n"))):
        return
    if next(tree.iter("script"), None) is not None:
        raise ArticleError(f"That page has no article in it, only scripts that would fetch one. {SAVE_IT}")
    raise ArticleError("That page has no article in it; give the link of one, or its text as a file.")


def _says_something(line: str) -> bool:
    """Return whether a line has a sentence in it, as menus and lists of links have none."""
    return bool(_STOP.search(line)) and (len(line.split(None, 3)) > 3 or bool(_UNSPACED.search(line)))


def _site(url: str | None) -> str | None:
    return name((urlsplit(url).hostname or "").removeprefix("www.")) if url else None


def _address(found: str | None) -> str | None:
    """Return where a page says that it lies, None for what is no address."""
    if not found or len(found) > MAX_URL or re.search(r"[\s\x00-\x1f\x7f]", found):
        return None
    try:
        parts = urlsplit(found)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return found if sound else None
