"""Numbers are read as each language writes them, in digits and in words."""

from decimal import Decimal

import pytest

from bot.domain.tongues.numerals import NumeralReader
from bot.domain.tongues.words import Tongue
from bot.wordlists import load

LEXICON = load()
WRITTEN = {
    "es": [
        ("1.200", "1200"), ("1.200.000", "1200000"), ("4,5", "4.5"), ("4.5", "4.5"), ("1 200", "1200"),
        ("dos mil", "2000"), ("ciento treinta y dos", "132"), ("un millón doscientos mil", "1200000"),
        ("3,5 millones", "3500000"), ("2 y medio millones", "2500000"), ("medio millón", "500000"),
        ("veintidós", "22"),
    ],
    "fr": [
        ("1 200", "1200"), ("1.200", "1200"), ("4,5", "4.5"), ("quatre-vingt-dix-sept", "97"),
        ("soixante et onze", "71"), ("soixante-dix-huit", "78"), ("deux mille trois cents", "2300"),
        ("une centaine", "100"), ("2,3 milliards", "2300000000"), ("cent vingt mille", "120000"),
    ],
    "de": [
        ("1.200", "1200"), ("4,5", "4.5"), ("zweiundsechzig", "62"), ("dreihundertfünfzig", "350"),
        ("zweitausenddreihundert", "2300"), ("anderthalb Millionen", "1500000"), ("ein Dutzend", "12"),
        ("5,5 Mio.", "5500000"), ("hundertzwanzig", "120"), ("1'200", "1200"),
    ],
    "ru": [
        ("1 200", "1200"), ("4,5", "4.5"), ("62 тыс.", "62000"), ("1,5 млн", "1500000"),
        ("шестьдесят два", "62"), ("шестьюдесятью двумя", "62"), ("сто двадцать три", "123"),
        ("две тысячи триста", "2300"), ("полторы тысячи", "1500"), ("2,3 млрд", "2300000000"),
        ("трое", "3"), ("два с половиной миллиона", "2500000"),
    ],
    "uk": [
        ("1 200", "1200"), ("4,5", "4.5"), ("62 тис.", "62000"), ("1,5 млн", "1500000"),
        ("шістдесят два", "62"), ("п'ятдесят сім", "57"), ("п’ятсот", "500"), ("дві тисячі триста", "2300"),
        ("півтори тисячі", "1500"), ("дев'ятеро", "9"),
    ],
    "ar": [
        ("٦٢", "62"), ("١٬٢٠٠", "1200"), ("1,200", "1200"), ("٤٫٥", "4.5"), ("۶۲", "62"),
        ("اثنان وستون", "62"), ("مئة وخمسة وعشرون", "125"), ("ثلاثة آلاف ومئتان", "3200"),
        ("أحد عشر", "11"), ("62 ألف", "62000"), ("ألفان ومئتان", "2200"), ("خمسة ملايين", "5000000"),
        ("مئة ألف", "100000"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text", "number"), [(code, *row) for code, rows in WRITTEN.items() for row in rows]
)
def test_numbers_of_every_language(code: str, text: str, number: str) -> None:
    """Separators, magnitudes and number words in their cases and genders give the number meant."""
    tongue = Tongue(LEXICON, code)
    numeral = NumeralReader(tongue).at(tongue.cut(text), 0)
    assert numeral is not None
    assert numeral.value == Decimal(number)


@pytest.mark.parametrize(("code", "text"), [("de", "17.09"), ("ru", "18.30"), ("es", "17.09.2016")])
def test_a_day_with_its_month_is_no_number(code: str, text: str) -> None:
    """Where a comma begins a fraction, two digits behind a point are a month or minutes."""
    tongue = Tongue(LEXICON, code)
    assert NumeralReader(tongue).at(tongue.cut(text), 0) is None
