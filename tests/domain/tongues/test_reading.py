"""Sentences of six languages lead to the figures that English ones would lead to."""

import tomllib
from datetime import UTC
from pathlib import Path
from typing import Final

import pytest

from bot.domain.engine import Engine
from bot.wordlists import load
from db.models import Claim, Figure, Qualifier, Relation
from tests.factories import a_claim

ENGINE: Final = Engine(load(), UTC)
SENTENCES: Final = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
UNHEDGED: Final = {Qualifier.EXACT, Qualifier.RANGE, Qualifier.VAGUE}


def written(figure: Figure) -> str:
    """Return a figure as bounds, hedge, nations, noun, unit, outcome, and whether it is denied or a part."""
    low, high = ("" if bound is None else f"{bound:f}" for bound in (figure.low, figure.high))
    number = low if low == high else f"{low}..{high}"
    hedge = "" if figure.qualifier in UNHEDGED else figure.qualifier.value
    marks = ["denied"] * figure.denied + ["part"] * figure.part
    told = (number, hedge, *figure.adjectives, figure.noun, figure.unit, figure.outcome, *marks)
    return " ".join(part for part in told if part)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [(code, text, expected) for code, rows in SENTENCES.items() for text, expected in rows.items()],
)
def test_sentences(code: str, text: str, expected: str) -> None:
    """Hedges, ranges, parts, denials, nations, units and word order are understood in every language."""
    assert "; ".join(map(written, ENGINE.read(text, code))) == expected


def claim(number: int, language: str, text: str) -> Claim:
    """Return a claim of a speaker of its own, with its figures read."""
    made = a_claim(id=number, text=text, speaker=f"Speaker {number}", speaker_id=number, language=language)
    return made.model_copy(update={"figures": ENGINE.figures(made.draft())})


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("ru", "Погибли 62 человека."), ("en", "At least 80 people were killed."), Relation.CONTRADICTS),
        (("ru", "Погибли 62 человека."), ("fr", "62 personnes ont été tuées."), Relation.AGREES),
        (("ar", "مقتل 62 جنديا سوريا"), ("en", "62 Russian soldiers were killed."), Relation.UNRELATED),
        (("es", "Nadie murió."), ("de", "Zwei Menschen starben."), Relation.CONTRADICTS),
        (("uk", "Загинуло понад тисячу людей."), ("en", "Some 400 people died."), Relation.CONTRADICTS),
        (("fr", "Une centaine de blessés"), ("en", "95 people were injured."), Relation.AGREES),
        (("fr", "12 grièvement blessés"), ("en", "40 people were injured."), Relation.UNRELATED),
        (("es", "62 heridos, 12 de ellos graves"), ("en", "62 were injured."), Relation.AGREES),
        (("de", "62 Soldaten töteten 12 Kinder."), ("en", "80 soldiers were killed."), Relation.UNRELATED),
        (("ru", "Погибли 20 черепах."), ("en", "80 people were killed."), Relation.UNRELATED),
        (("es", "Un túnel de 5 km"), ("fr", "Un tunnel de 5 kilomètres"), Relation.UNRELATED),
    ],
)
def test_claims_of_two_languages(one: tuple[str, str], other: tuple[str, str], relation: Relation) -> None:
    """What is counted, whose it is, how many and how sure decide across languages, and nothing else."""
    assert ENGINE.relate(claim(1, *one), claim(2, *other)).relation is relation
    assert ENGINE.relate(claim(2, *other), claim(1, *one)).relation is relation


@pytest.mark.parametrize("given", ["en", "ru", "uk", "ar", "fr", "de"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Полиция задержала 62 протестующих, сообщили в ведомстве.", "62 protester arrested"),
        ("Поліція затримала 62 протестувальників, повідомили у відомстві.", "62 protester arrested"),
        ("اعتقلت الشرطة 62 متظاهرا، بحسب Reuters.", "62 protester arrested"),
        ("The police arrested 62 protesters, officials said on Monday in the city.", "62 protester arrested"),
    ],
)
def test_a_text_in_another_script_than_its_language(given: str, text: str, expected: str) -> None:
    """The letters of a text, and an English text's words, outweigh the language that somebody gave it."""
    assert "; ".join(map(written, ENGINE.read(text, given))) == expected


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("es", "1,200 personas", "1200"),
        ("es-MX", "1,200 personas", "1200"),
        ("es", "1,234 kilómetros", "1.234"),
        ("ru", "1.200 человек", "1200"),
        ("de-CH", "1'200 Menschen", "1200"),
    ],
)
def test_people_come_in_whole_numbers(code: str, text: str, number: str) -> None:
    """Three digits behind a comma are thousands where people are counted, and a fraction of a length."""
    (figure,) = ENGINE.read(text, code)
    assert f"{figure.low:f}" == number


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "La resolución 2254 se aprobó el 18 de diciembre de 2015, a las 18:30."),
        ("fr", "Le Boeing 737 a décollé à 18h30 le 1er mai 2016 ; article 62."),
        ("de", "Am 3. Mai 2016 um 18.30 Uhr landete der Airbus 320 in Halle 5."),
        ("ru", "В 2016 году Су-24 и Ту-154 взлетели в 18:30, 35-летний пилот, дом № 5."),
        ("uk", "У 2016 році Су-24 злетів о 18:30, 35-річний пілот, стаття 62."),
        ("ar", "في عام 2016 وعند الساعة 18:30 صدر القرار 2254."),
    ],
)
def test_numbers_that_are_no_figures(code: str, text: str) -> None:
    """Dates, times, ages, ordinals and names state nothing in any language."""
    assert ENGINE.read(text, code) == ()
