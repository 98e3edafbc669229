"""The pictures show the embeds as they are: markdown drawn, nothing of a claim's text taken for HTML."""

import struct
from html import escape

import pytest

from tests.pictures import markdown
from tests.pictures.__main__ import HERE, scenes, sheet
from tests.pictures.page import Message, html, page
from tests.pictures.phones import phones


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        ("**#3** says _so_ and *so*", "<strong>#3</strong> says <em>so</em> and <em>so</em>"),
        ("\\*not\\* <b>bold</b> & co", "*not* &lt;b&gt;bold&lt;/b&gt; &amp; co"),
        ("[link](https://a.example/%28x%29)", '<a href="https://a.example/%28x%29">link</a>'),
        ("see <https://a.example/a_b>", 'see <a href="https://a.example/a_b">https://a.example/a_b</a>'),
        ("```\na < b **c**\n```", "<pre>a &lt; b **c**</pre>"),
        ("`/claim 3`", "<code>/claim 3</code>"),
        ("- one\n- two", "<li>one</li><li>two</li>"),
        ("||hidden|| ~~gone~~ __under__", "<mark>hidden</mark> <s>gone</s> <u>under</u>"),
        ("<t:0:f> <@8> @here", "<b>01 January 1970 00:00</b> <b>&lt;@8&gt;</b> <b>@here</b>"),
        ("> said\n# big\n-# small", "<blockquote>said</blockquote><h3>big</h3><small>small</small>"),
    ],
)
def test_markdown_is_drawn_as_discord_draws_it(source: str, drawn: str) -> None:
    """Each kind of markup that Discord knows becomes its element; everything else is text."""
    assert html(source) == drawn


def test_mentions_and_masked_links_are_found() -> None:
    """The model sees what it is there to find: calls, emoji, and links that pose as others."""
    source = "@everyone <@!8> <:fire:1> [https://bank.example](https://evil.example)"
    assert markdown.pings(source) == ["@everyone", "<@!8>"]
    assert {"mention", "emoji", "link"} <= markdown.kinds(source)
    assert markdown.links(source) == [("https://bank.example", "https://evil.example")]


def test_a_page_holds_both_themes_and_the_controls() -> None:
    """Fields, footer, buttons and a menu stand in a dark and a light copy of the message."""
    embed = {"title": "T", "color": 255, "fields": [{"name": "N", "value": "V"}], "footer": {"text": "F*"}}
    row = {
        "components": [
            {"type": 2, "style": 3, "label": "Confirm"},
            {"type": 2, "label": "Back", "disabled": True},
            {"type": 3, "options": [{"label": "x"}]},
        ]
    }
    document = page(
        [Message("anna", "!check 62"), Message("Claimdesk", embeds=[embed], rows=[row], app=True)]
    )
    assert document.count('<div class="embed" style="border-color:#0000ff">') == 2
    for part in (
        "<h2>T</h2>",
        "<h4>N</h4><div>V</div>",
        "<footer>F*</footer>",
        '<span class="s3">Confirm</span>',
        '<span class="s2 off">Back</span>',
    ):
        assert document.count(part) == 2
    assert document.count('<span class="menu">Choose</span>') == 2


async def test_the_scenes_are_real_answers() -> None:
    """What is drawn is what the desk answers to the demo's question, and an alert with contested claims."""
    drawn = await scenes()
    answer, alert = page(drawn["answer"]), page(drawn["alert"])
    assert "Earliest on record" in answer
    assert "To paste into copy" in answer
    assert "62 is below “at least 80”." in answer
    assert ">Copy line</span>" in answer
    assert "<h2>Contradiction</h2>" in alert
    assert ">Confirm</span>" in alert
    assert 'alt="Soldiers killed: Deir ez-Zor air strike, 17 Sep 2016. At least 30 by' in answer
    assert "Less than 25 (new claim) by" in alert


async def test_the_sheet_is_a_real_one() -> None:
    """What is drawn is the sheet of the demo's story, whole in a light and a dark phone."""
    document = await sheet()
    assert '<h2 id="contradictions">' in document
    assert "Example Monitor (invented)" in document
    shown = phones(document, "contradictions")
    assert shown.count(escape(document)) == 2
    assert shown.count('<iframe title="dark" style="color-scheme: dark"') == 1


@pytest.mark.parametrize(
    ("name", "width"), [("answer", 1236), ("alert", 1236), ("sheet", 1236), ("chart", 1080)]
)
def test_the_pictures_are_there_and_small(name: str, width: int) -> None:
    """Each picture of the README is a PNG, two phones wide or a chart's own width, and below 150 kB."""
    picture = HERE / f"{name}.png"
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", head[16:20])[0] == width
    assert picture.stat().st_size < 150_000
