"""Texts made safe to show, and the words for days and chains."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.plain import clean, plural


def test_what_could_steer_a_terminal_is_gone() -> None:
    """Escape sequences, controls and changes of direction go; letters of any script stay as they are."""
    assert clean("\x1b[31m62\x1b[0m sold\x07iers") == "62 soldiers"
    assert clean("\x1b]8;;https://a.example\x07link\x1b]8;;\x1b\\") == "link"
    assert clean("a\u202egnp.exe\u2066b\x9b31mc") == "agnp.exeb31mc"
    assert clean(" two\r\nlines\u2028three ") == "two lines three"
    assert clean("قُتل 62 جنديا 🎖") == "قُتل 62 جنديا 🎖"
    assert clean("[bold]not markup[/bold] :smile:") == "[bold]not markup[/bold] :smile:"


@given(st.text(st.characters()))
def test_any_text_becomes_one_printable_line(text: str) -> None:
    """Whatever was written, what is shown has no control characters, can be encoded, and stays so."""
    shown = clean(text)
    shown.encode()
    assert not [
        character for character in shown if unicodedata.category(character) in {"Cc", "Zl", "Zp", "Cs"}
    ]
    assert clean(shown) == shown


def test_numbers_come_with_their_noun() -> None:
    """One is singular, and thousands are parted."""
    assert [plural(1, "story", "stories"), plural(2000, "claim")] == ["1 story", "2,000 claims"]
