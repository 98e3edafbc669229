"""Figures in other languages than English, and claims in one language held against claims in another."""

from datetime import UTC

import pytest

from bot.domain.engine import Engine
from bot.wordlists import load
from db.models import Claim, Figure, Relation
from tests.factories import a_claim


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return the engine with the packaged word lists."""
    return Engine(load(), UTC)


def written(figure: Figure) -> str:
    """Return a figure as low..high, hedge, noun or unit, and outcome."""
    low, high = ("" if bound is None else f"{bound:f}" for bound in (figure.low, figure.high))
    number = low if low == high else f"{low}..{high}"
    hedge = "" if figure.qualifier.value == "exact" else figure.qualifier.value
    return " ".join(part for part in (number, hedge, figure.noun or figure.unit, figure.outcome) if part)


ARABIC = [
    ("قتل 62 جنديا في الغارة", "62 soldier killed"),
    ("مقتل 62 جنديا وإصابة 100 آخرين", "62 soldier killed; 100 soldier injured"),
    ("قُتل ما لا يقل عن ٨٠ جنديا", "80.. at_least soldier killed"),
    ("أكثر من ستين قتيلا", "60.. more_than person killed"),
    ("قتل اثنان وستون جنديا", "62 soldier killed"),
    ("مئة وخمسة وعشرون شخصا", "125 person"),
    ("اعتقلت الشرطة 25 متظاهرا", "25 protester arrested"),
    ("62 جنديا قتلوا", "62 soldier killed"),
    ("نزوح عشرات الآلاف من المدنيين", "20000..99999 vague civilian displaced"),
    ("إصابة نحو 1500 شخص", "1500 about person injured"),
    ("سقط 12 قتيلا و30 جريحا", "12 person killed; 30 person injured"),
    ("تدمير 40 منزلا", "40 house destroyed"),
]
RUSSIAN = [
    ("Погибли 62 человека, ещё 100 ранены.", "62 person killed; 100 person injured"),
    ("В результате удара погибли шестьдесят два солдата.", "62 soldier killed"),
    ("По меньшей мере 80 военнослужащих убиты.", "80.. at_least soldier killed"),
    ("Более 60 солдат погибли, сообщили в министерстве.", "60.. more_than soldier killed"),
    ("Эвакуировали около 1,5 тыс. человек.", "1500 about person evacuated"),
    ("Десятки мирных жителей ранены.", "20..99 vague civilian injured"),
    ("Никто не погиб.", "0 person killed"),
    ("Ущерб составил 2,3 млрд рублей.", "2300000000 RUB"),
    ("В 2016 году погибли 30 детей.", "30 child killed"),
    ("4 мая 2019 года были убиты от 40 до 60 боевиков.", "40..60 range fighter killed"),
    ("Полиция задержала двадцать пять протестующих.", "25 protester arrested"),
    ("Уничтожено 12 танков и повреждено 7 машин.", "12 tank destroyed; 7 vehicle damaged"),
    ("До 40 человек пропали без вести.", "..40 at_most person missing"),
    ("Число погибших выросло до 97.", "97 person killed"),
]
UKRAINIAN = [
    ("Загинули 62 людини, понад 100 поранено.", "62 person killed; 100.. more_than person injured"),
    ("Щонайменше вісімдесят військових загинули.", "80.. at_least soldier killed"),
    ("Десятки цивільних поранені.", "20..99 vague civilian injured"),
    ("Поліція затримала близько 1 200 протестувальників.", "1200 about protester arrested"),
    ("Збитки становлять 3,5 млн гривень.", "3500000 UAH"),
    ("П'ятдесят сім людей зникли безвісти.", "57 person missing"),
    ("Ніхто не загинув.", "0 person killed"),
]
SPANISH = [
    ("Al menos 80 soldados murieron.", "80.. at_least soldier killed"),
    ("1.500 personas fueron evacuadas.", "1500 person evacuated"),
    ("Entre 40 y 60 civiles resultaron heridos.", "40..60 range civilian injured"),
    ("Decenas de manifestantes fueron detenidos.", "20..99 vague protester arrested"),
    ("Nadie murió.", "0 person killed"),
    ("No hubo muertos.", "0 person killed"),
    ("Unos 2,5 millones de euros.", "2500000 about EUR"),
]
FRENCH = [
    (
        "Au moins 80 soldats ont été tués et 100 autres blessés.",
        "80.. at_least soldier killed; 100 soldier injured",
    ),
    ("Plus de soixante soldats sont morts.", "60.. more_than soldier killed"),
    ("La police a arrêté vingt-cinq manifestants.", "25 protester arrested"),
    ("Quatre-vingt-douze personnes ont disparu.", "92 person missing"),
    ("Aucun blessé n'est à déplorer.", "0 person injured"),
    ("Les dégâts s'élèvent à 2,3 milliards d'euros.", "2300000000 EUR"),
    ("Des dizaines de maisons ont été détruites.", "20..99 vague house destroyed"),
]
GERMAN = [
    ("Mindestens 80 Soldaten wurden getötet.", "80.. at_least soldier killed"),
    (
        "Über 60 Menschen starben, rund 100 wurden verletzt.",
        "60.. more_than person killed; 100 about person injured",
    ),
    ("Bei dem Unglück kamen 62 Menschen ums Leben.", "62 person killed"),
    ("Die Polizei nahm 25 Demonstranten fest.", "25 protester arrested"),
    ("Dutzende Häuser wurden zerstört.", "24..99 vague house destroyed"),
    ("Der Schaden beträgt 2,3 Milliarden Euro.", "2300000000 EUR"),
    ("Niemand wurde verletzt.", "0 person injured"),
    ("1.500 Menschen wurden evakuiert.", "1500 person evacuated"),
]
EVERY = [
    (code, text, expected)
    for code, rows in (
        ("ar", ARABIC), ("ru", RUSSIAN), ("uk", UKRAINIAN), ("es", SPANISH), ("fr", FRENCH), ("de", GERMAN)
    )
    for text, expected in rows
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), EVERY)
def test_reads_other_languages(engine: Engine, code: str, text: str, expected: str) -> None:
    """Numbers, hedges, people and outcomes of six more languages are read as those of English are."""
    assert "; ".join(map(written, engine.read(text, code))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Погибли 62 человека", "62 person killed"),
        ("Загинули 62 людини", "62 person killed"),
        ("٦٢ جنديا", "62 soldier"),
        ("soixante-deux soldats", "62 soldier"),
        ("sesenta y dos soldados muertos", "62 soldier killed"),
        ("zweiundsechzig Soldaten wurden getötet", "62 soldier killed"),
    ],
)
def test_language_of_a_question_is_seen(engine: Engine, text: str, expected: str) -> None:
    """A text that nobody says is in another language is read in the one that its letters and words tell."""
    assert "; ".join(map(written, engine.read(text))) == expected


def claim(engine: Engine, number: int, language: str, text: str) -> Claim:
    """Return a claim of a speaker of its own, with its figures read."""
    made = a_claim(id=number, text=text, speaker=f"Speaker {number}", speaker_id=number, language=language)
    return made.model_copy(update={"figures": engine.figures(made.draft())})


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("ru", "Погибли 62 человека."), ("en", "At least 80 people were killed."), Relation.CONTRADICTS),
        (("ru", "Погибли 62 человека."), ("fr", "62 personnes ont été tuées."), Relation.AGREES),
        (("ar", "مقتل 62 جنديا"), ("de", "Über 60 Soldaten wurden getötet."), Relation.AGREES),
        (("uk", "Загинули 30 військових."), ("es", "Murieron 45 soldados."), Relation.CONTRADICTS),
        (("ar", "إصابة 62 جنديا"), ("en", "62 soldiers were killed."), Relation.UNRELATED),
    ],
)
def test_languages_are_held_against_each_other(
    engine: Engine, one: tuple[str, str], other: tuple[str, str], relation: Relation
) -> None:
    """A claim in one language agrees with claims in another, or contradicts them, by its figures."""
    assert engine.relate(claim(engine, 1, *one), claim(engine, 2, *other)).relation is relation
