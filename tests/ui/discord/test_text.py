"""Whatever was stored or pasted, Discord shows it as it was written and does nothing with it."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.discord.text import code_block, cut, escape, from_code_block, label, link, short, stamp, who
from bot.ui.plain import clean
from tests.pictures import markdown
from tests.ui.discord.samples import hostile


@given(hostile())
def test_what_is_shown_is_what_was_written(text: str) -> None:
    """An escaped text reads exactly as the cleaned one, and nothing in it is more than words and links."""
    escaped = escape(text)
    assert markdown.shown(escaped) == clean(text)
    assert markdown.kinds(escaped) <= {"text", "link"}


@given(hostile())
def test_nobody_is_called_and_no_link_poses_as_another(text: str) -> None:
    """An escaped text pings nobody, and each link in it says where it leads."""
    escaped = escape(text)
    assert markdown.pings(escaped) == []
    for words, target in markdown.links(escaped):
        assert words == target
        assert "@" not in target.split("/")[2]


@given(hostile(4), hostile(4))
def test_two_texts_side_by_side_make_no_markup(first: str, second: str) -> None:
    """Two escaped texts among words of ours change neither each other nor what stands around them."""
    source = f"**#1** {escape(first)} → {escape(second)}\n- {escape(second)} · [link](https://a.example)"
    assert markdown.kinds(source) <= {"text", "link", "strong", "item"}
    assert markdown.shown(source).startswith(f"#1 {clean(first)} → {clean(second)}")
    assert markdown.links(source)[-1] == ("link", "https://a.example")


@given(hostile(30), st.integers(1, 120))
def test_a_cut_leaves_nothing_in_halves(text: str, limit: int) -> None:
    """Cut anywhere, a text stays within its limit, safe, closed, and the beginning of what was written."""
    short = cut(escape(text), limit)
    assert len(short) <= limit
    assert markdown.kinds(short) <= {"text", "link"}
    assert short.count("\u2066") + short.count("\u2068") == short.count("\u2069")
    assert markdown.pings(short) == []
    words = markdown.shown(short)
    assert words == clean(text) or clean(text).startswith(words.removesuffix("…"))
    assert {target for _, target in markdown.links(short)} <= {t for _, t in markdown.links(escape(text))}


def test_a_cut_ends_with_a_whole_word_and_a_whole_emoji() -> None:
    """Neither a word, nor a letter with its marks, nor a joined emoji, nor a flag is parted."""
    assert cut("sixty-two soldiers were killed", 20) == "sixty-two soldiers…"
    assert cut("e\u0301" * 5, 6) == "e\u0301e\u0301…"
    assert cut("ab👩\u200d🚒👍🏽", 5) == "ab…"
    assert cut("🇸🇾🇷🇺", 3) == "🇸🇾…"
    assert cut(escape("see https://a.example/page now"), 20) == "see…"


def test_addresses_stay_whole_and_can_be_clicked() -> None:
    """An address in a sentence keeps its own brackets and leaves the sentence its punctuation."""
    escaped = escape("Read (https://a.example/Ferry_(ship)?a=1&b=*), then http://b.example.")
    assert [target for _, target in markdown.links(escaped)] == [
        "https://a.example/Ferry_(ship)?a=1&b=",
        "http://b.example",
    ]
    assert markdown.links(escape("https://bank.example@evil.example/ and steam://run/1")) == []


@pytest.mark.parametrize(
    "invitation",
    [
        "discord.gg/evil",
        "Discord.GG/evil",
        "https://discord.gg/evil",
        "see www.discordapp.com/invite/evil",
        "https://ptb.discord.com/events/1/2",
        "https://a.example/?discord.gift/evil",
    ],
)
def test_an_invitation_is_words(invitation: str) -> None:
    """What Discord would show as a card of its own reads as it was written, but is no address any more."""
    escaped = escape(invitation)
    assert markdown.shown(escaped) == invitation
    assert markdown.links(escaped) == []
    assert re.search(r"discord(app)?\.(gg|gift|com)", escaped, re.IGNORECASE) is None


def test_right_to_left_words_are_isolated() -> None:
    """Names in Arabic or Hebrew can't turn the line around, nor the address among them."""
    assert escape("قناة") == "\u2068قناة\u2069"
    assert escape("قناة https://a.example") == "\u2068قناة \u2066<https://a.example>\u2069\u2069"
    assert escape("Reuters") == "Reuters"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (None, ""),
        ("https://a.example/x (1)*[2]", "[link](https://a.example/x%20%281%29%2A%5B2%5D)"),
        ("https://пример.example/ё", "[link](https://xn--e1afmkfd.example/%D1%91)"),
        ("https://a.example/100%25?q=a|b", "[link](https://a.example/100%25?q=a%7Cb)"),
        ("javascript:alert(1)", "(its address can't be linked)"),
        ("https://bank.example@evil.example", "(its address can't be linked)"),
        ("https://[", "(its address can't be linked)"),
        ("https://a.example/" + "x" * 400, "(its address is too long to link here)"),
    ],
)
def test_a_link_of_ours_has_a_label_of_ours(address: str | None, shown: str) -> None:
    """The label is fixed, the address can't end the brackets, and what can't be linked is said to be so."""
    assert link(address) == shown


@given(st.text(max_size=40) | hostile(4))
def test_a_masked_link_always_holds(path: str) -> None:
    """Whatever follows the host, Discord reads one link with the label “link”, to that host."""
    source = link(f"https://a.example/{path}", limit=4_000)
    if source.startswith("["):
        ((words, target),) = markdown.links(source)
        assert words == "link"
        assert target.startswith("https://a.example/")


@given(hostile(20))
def test_a_line_for_copy_comes_back_as_it_was(text: str) -> None:
    """A code block is one block whatever is in it, and gives back the exact line."""
    value = code_block(text, 4_000)
    assert markdown.kinds(value) == {"code block"}
    assert from_code_block(value) == (clean(text) or "…")
    assert len(code_block(text, 60)) <= 60


def test_members_and_moments_are_written_in_words() -> None:
    """A member goes without a number and without markup; a day stays that day, an instant names its zone."""
    assert who("an_na (812345)") == "an\\_na"
    assert stamp(date(2016, 9, 17)) == "17 Sep 2016"
    assert stamp(datetime(2016, 9, 17, 18, tzinfo=UTC)) == "17 Sep 2016, 18:00 UTC"


def test_labels_are_plain_and_short() -> None:
    """What stands in a menu or on a button isn't escaped, only cleaned and cut."""
    assert label("a_b\n**c**") == "a_b **c**"
    assert len(label("word " * 50)) <= 100
    assert label("\u200b") == "—"


@given(hostile(60), st.integers(1, 60))
def test_a_long_text_is_shortened_as_if_it_were_read_whole(text: str, limit: int) -> None:
    """The beginning of a long text is safe and within its limit, and says that more was written."""
    brief = short(text, limit)
    assert len(brief) <= limit
    assert markdown.kinds(brief) <= {"text", "link"}
    assert {target for _, target in markdown.links(brief)} <= {t for _, t in markdown.links(escape(text))}
    assert markdown.shown(brief) == clean(text) or markdown.shown(brief).endswith("…")
