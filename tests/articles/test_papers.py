"""PDF: pages joined into paragraphs, and papers that can't be read."""

import pytest

from bot.articles import ArticleError, article_of
from tests.articles.papers import locked, pdf

PAGES = (
    (
        "Coast Daily bulletin, issue 14",
        "Harbour fire",
        "Forty boats were lost in the fire at the old harbour on Thursday, the fire bri-",
        "gade said. “We counted at least 40 hulls,” said the harbour master of the US-",
        "led base. Two people were hurt.",
        "The city (population 90,000) has asked for help.",
        "A third paragraph begins here and goes on to the end of its page, from where",
        "1",
    ),
    (
        "Coast Daily bulletin, issue 14",
        "it continues in the middle of a sentence, says the port’s spokes-",
        "woman.",
        "- 2 -",
    ),
    ("Coast Daily bulletin, issue 14", "12", "Twelve trawlers sank.", "14", "by dusk.", "Page 3 of 3"),
)
PARAGRAPHS = """Harbour fire

Forty boats were lost in the fire at the old harbour on Thursday, the fire brigade said. “We counted at \
least 40 hulls,” said the harbour master of the US-led base. Two people were hurt.

The city (population 90,000) has asked for help.

A third paragraph begins here and goes on to the end of its page, from where it continues in the middle \
of a sentence, says the port’s spokeswoman.

Twelve trawlers sank.

14 by dusk."""


@pytest.mark.parametrize("packed", [False, True])
def test_a_paper_becomes_an_article(packed: bool) -> None:
    """Pages are joined, cut words made whole, paragraphs and headings parted; numbers and page heads go."""
    article = article_of(pdf(PAGES, "Fire at the harbour", packed=packed), url="https://coast.example/a.pdf")
    assert article.text == PARAGRAPHS
    assert (article.title, article.url) == ("Fire at the harbour", "https://coast.example/a.pdf")
    assert (article.outlet, article.published_at, article.language) == (None, None, "en")


@pytest.mark.parametrize("title", [None, "bulletin-final.docx", "Microsoft Word - bulletin", "  "])
def test_a_file_s_name_is_no_title(title: str | None) -> None:
    """A PDF that has no title, or names a file as its own, is an article without one."""
    assert article_of(pdf(PAGES, title)).title is None


def test_a_paper_is_found_behind_a_line_of_something_else() -> None:
    """A PDF that begins late is read where its type or name says that it is one."""
    late = b"Received: by mail\r\n" + pdf(PAGES)
    assert article_of(late, content_type="application/pdf").text == PARAGRAPHS
    assert article_of(late, name="bulletin.pdf").text == PARAGRAPHS


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (locked(pdf(PAGES), "secret"), "locked with a password; save it without one"),
        (pdf([[], []]), "holds pictures of its pages and no text"),
        (pdf([["1"]] * 1_001), "has 1,001 pages; at most 1,000 are read"),
        (b"%PDF-1.7\n", "damaged or locked"),
        (pdf(PAGES).replace(b"/Kids [", b"/Kids [2 0 R "), "damaged or locked"),
    ],
    ids=["locked", "pictures", "long", "cut", "turning in circles"],
)
def test_papers_that_are_not_read(data: bytes, said: str) -> None:
    """A PDF under a password, of pictures, of too many pages, or damaged is refused as that."""
    with pytest.raises(ArticleError) as refused:
        article_of(data)
    assert said in str(refused.value)


def test_a_paper_that_only_its_owner_may_change_is_read() -> None:
    """A PDF that opens without a password is read, whatever else is locked in it."""
    assert article_of(locked(pdf(PAGES), "")).text == PARAGRAPHS


def test_a_paper_with_too_much_text_is_refused() -> None:
    """More characters than an article may have are refused with the limit named."""
    full = pdf([["Forty boats were lost. " * 1_000] * 50] * 2, packed=True)
    with pytest.raises(ArticleError, match="2,000,000"):
        article_of(full)
