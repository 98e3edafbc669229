"""Texts made safe to show, and the words for days and chains."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.plain import clean, plural, who, words
from db.models import ClaimDraft


def test_what_could_steer_a_terminal_is_gone() -> None:
    """Escape sequences, controls and changes of direction go; letters of any script stay as they are."""
    assert clean("\x1b[31m62\x1b[0m sold\x07iers") == "62 soldiers"
    assert clean("\x1b]8;;https://a.example\x07link\x1b]8;;\x1b\\") == "link"
    assert clean("a\u202egnp.exe\u2066b\x9b31mc") == "agnp.exeb31mc"
    assert clean(" two\r\nlines\u2028three ") == "two lines three"
    assert clean("قُتل 62 جنديا 🎖") == "قُتل 62 جنديا 🎖"
    assert clean("[bold]not markup[/bold] :smile:") == "[bold]not markup[/bold] :smile:"


def test_what_nobody_can_see_is_gone() -> None:
    """Invisible letters, idle joiners and towers of marks go; joiners that shape words and emoji stay."""
    assert clean("6\u00ad2\u200d sol\u200cdi\u034fers\u3164") == "62 soldiers"
    assert clean("می\u200cخواهم 👩\u200d🚒") == "می\u200cخواهم 👩\u200d🚒"
    assert clean("\u2800 \u200d\u2800") == ""
    assert clean("e" + "\u0301" * 300) == "e" + "\u0301" * 8


def test_people_are_named_without_their_number() -> None:
    """The number behind a member's name is for the ledger; a name that is all number stays."""
    assert who("anna.r (812345)") == "anna.r"
    assert who("Anna (desk)") == "Anna (desk)"
    assert who(" (812345)") == "(812345)"


def test_verbatim_words_stand_in_quotation_marks() -> None:
    """Whether they are all that a claim says, or stand behind the desk's words."""
    said = {"story": "Flood", "speaker": "Mayor"}
    assert words(ClaimDraft(**said, text="Nine died.")) == "Nine died."
    assert words(ClaimDraft(**said, text="Nine died.", quote="Nine died.")) == "“Nine died.”"
    assert words(ClaimDraft(**said, text="Nine died.", quote="We lost nine.")) == "Nine died. “We lost nine.”"


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
