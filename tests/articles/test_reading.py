"""Reading: pages, text and PDF as articles, and what is none in one sentence."""

from datetime import UTC, datetime

from bot.articles import article_of, read_article
from db.models import Article
from tests.articles.samples import FIRE, FIRE_TEXT

ARTICLE = Article(
    text=FIRE_TEXT,
    title="Harbour fire: forty boats lost",
    outlet="Coast Daily",
    url="https://coast.example/fire",
    published_at=datetime(2021, 3, 4, 8, 30, tzinfo=UTC),
    language="en-GB",
)


def test_a_page_becomes_an_article() -> None:
    """Title, outlet, instant, language and paragraphs are the page's; menus and scripts go."""
    assert article_of(FIRE.encode(), url="https://coast.example/fire") == ARTICLE


async def test_a_process_of_its_own_reads_the_same() -> None:
    """What comes from the process is what reading here gives."""
    read = await read_article(FIRE.encode(), content_type="text/html", url="https://coast.example/fire")
    assert read == ARTICLE
