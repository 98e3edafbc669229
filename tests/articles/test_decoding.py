"""Decoding: every encoding that can be told is read, and no other is guessed at."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles import ArticleError, article_of

TOLD = {
    "ru": "Сорок лодок сгорели в четверг в старой гавани, сообщила пожарная служба. Двое пострадали.",
    "uk": "Сорок човнів згоріли у четвер у старій гавані, повідомила пожежна служба. Двоє постраждали.",
    "ar": "قالت فرقة الإطفاء إن أربعين قاربا فقدت في حريق الميناء القديم يوم الخميس وأصيب شخصان بجروح.",
    "de": "Vierzig Boote gingen beim Brand im alten Hafen verloren, so die Feuerwehr – über zwölf Kähne.",
    "fr": "Quarante bateaux ont été détruits jeudi dans l’incendie du vieux port, a déclaré la brigade.",
    "es": "Cuarenta barcos se perdieron, según los bomberos. ¿Y mañana? «Más», declaró el capitán.",
    "pl": "Czterdzieści łodzi spłonęło w czwartek w starym porcie, podała straż pożarna. Dwoje rannych.",
    "tr": "İtfaiyeye göre perşembe günü eski limandaki yangında kırk tekne kayboldu, iki kişi yaralandı.",
    "ja": "木曜日、古い港の火災で四十隻の船が失われたと消防隊が発表した。",
    "zh": "消防队说，星期四旧港口大火中有四十艘船被毁。市政府称有两人受伤。",
}
TOLD_IN = [
    *(
        ("ru", "windows-1251"),
        ("ru", "koi8-r"),
        ("ru", "iso-8859-5"),
        ("uk", "windows-1251"),
        ("uk", "koi8-u"),
    ),
    *(("ar", "windows-1256"), ("de", "windows-1252"), ("fr", "windows-1252"), ("es", "iso-8859-15")),
    *(
        ("pl", "iso-8859-2"),
        ("tr", "iso-8859-9"),
        ("ja", "shift_jis"),
        ("ja", "iso-2022-jp"),
        ("ja", "euc-jp"),
    ),
    *(("zh", "gb2312"), ("zh", "gb18030"), ("de", "utf-16"), ("ru", "utf-16-le"), ("ar", "utf-8-sig")),
]
UNTOLD = ["utf-8", "utf-8-sig", "utf-16", "utf-32"]
NARROW = ["windows-1252", "windows-1251", "windows-1250", "windows-1254", "windows-1256", "koi8-u"]
NARROW += ["iso-8859-2", "iso-8859-5", "iso-8859-9", "cp866", "shift_jis", "euc-jp", "gb18030", "mac-roman"]


@pytest.mark.parametrize(("language", "encoding"), TOLD_IN)
def test_a_declared_encoding_is_read(language: str, encoding: str) -> None:
    """What the server declares is read, in plain text and in a page; in a page its own word will do."""
    data = TOLD[language].encode(encoding)
    assert article_of(data, content_type=f"text/plain; charset={encoding}").text == TOLD[language]
    if "16" in encoding:
        return
    whole = f"<html><head><meta charset='{encoding}'></head><body><p>{TOLD[language]}</p></body></html>"
    assert article_of(whole.encode(encoding)).text == TOLD[language]


@pytest.mark.parametrize("encoding", UNTOLD)
def test_marks_and_utf_8_need_no_declaration(encoding: str) -> None:
    """UTF-8, and anything with a byte order mark, is read although something else is declared."""
    for text in TOLD.values():
        assert article_of(text.encode(encoding), content_type="text/plain; charset=iso-8859-1").text == text


@pytest.mark.parametrize("encoding", NARROW)
def test_what_is_not_declared_is_read_rightly_or_refused(encoding: str) -> None:
    """Text in a narrow encoding that nobody names comes out as it was written, or not at all."""
    for text in TOLD.values():
        with suppress(UnicodeEncodeError, ArticleError):
            assert article_of(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "windows-1251"),
        ("uk", "windows-1251"),
        ("ar", "windows-1256"),
        ("de", "windows-1252"),
        ("fr", "windows-1252"),
        ("es", "iso-8859-1"),
    ],
)
def test_the_newsroom_s_languages_need_no_declaration(language: str, encoding: str) -> None:
    """Text as old programs save it is read by its letters, in languages that figures are read in."""
    assert article_of(TOLD[language].encode(encoding)).text == TOLD[language]


@pytest.mark.parametrize(
    ("data", "content_type", "said"),
    [
        (TOLD["pl"].encode("iso-8859-2"), None, "in an encoding that can't be told; save it as UTF-8"),
        (TOLD["ja"].encode("euc-jp"), "text/plain; charset=utf-8", "says that it is in “utf-8”, but isn't"),
        (TOLD["pl"].encode("cp1250"), "text/plain; charset=rot13", "says that it is in “rot13”, but isn't"),
        (b"\xff\xfe" + "boats".encode("utf-16-le") + b"\0", None, "begins as UTF-16, but isn't"),
    ],
)
def test_a_wrong_encoding_is_named(data: bytes, content_type: str | None, said: str) -> None:
    """Text that isn't in the encoding that it says, or in one that can't be told, is refused as that."""
    with pytest.raises(ArticleError) as refused:
        article_of(data, content_type=content_type)
    assert said in str(refused.value)


def test_a_single_broken_letter_is_marked() -> None:
    """Long text in UTF-8 with one broken letter is read, with a sign in the place of that letter."""
    text = TOLD["ru"].encode() + b" \xd0 " + TOLD["uk"].encode()
    assert article_of(text).text == f"{TOLD['ru']} \ufffd {TOLD['uk']}"


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z", "M"]), min_size=1, max_size=80))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    """Any text in UTF-8 comes out as it was written."""
    assert article_of(f"Forty {text} boats".encode()).text == f"Forty {text} boats"
