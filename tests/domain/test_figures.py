"""Figures are read out of sentences as a fact-checking desk would read them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figures import FigureReader, describe
from bot.wordlists import load
from db.models import Figure, Qualifier

Expected = tuple[str | None, ...]
_READER = FigureReader(load())


@pytest.fixture(scope="module")
def reader() -> FigureReader:
    """Return a reader of the packaged word lists."""
    return _READER


def rows(figures: tuple[Figure, ...]) -> list[str]:
    """Return figures as lines: bounds, qualifier, noun or unit, outcome."""
    return [
        " ".join(
            [
                f"{'' if figure.low is None else figure.low}..{'' if figure.high is None else figure.high}",
                figure.qualifier,
                *filter(None, [figure.noun, figure.unit, figure.outcome]),
            ]
        )
        for figure in figures
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("62 miners", "62..62 exact miner"),
        ("some sixty-two miners", "62..62 about miner"),
        ("no fewer than 62 miners", "62.. at_least miner"),
        ("62 or more miners", "62.. at_least miner"),
        ("62-plus miners", "62.. more_than miner"),
        ("upwards of 62 miners", "62.. more_than miner"),
        ("as many as 62 miners", "..62 at_most miner"),
        ("just under 62 miners", "..62 less_than miner"),
        ("between 6 and 62 miners", "6..62 range miner"),
        ("6–62 miners", "6..62 range miner"),
        ("from 6 to 62 miners", "6..62 range miner"),
        ("dozens of miners", "24..99 vague miner"),
        ("a handful of miners", "3..9 vague miner"),
        ("tens of thousands of miners", "20000..99999 vague miner"),
        ("no miners", "0..0 exact miner"),
        ("a couple of miners", "2..3 vague miner"),
    ],
)
def test_hedges(reader: FigureReader, text: str, expected: str) -> None:
    """Each hedge gives the bounds that the desk agreed on."""
    assert rows(reader.read(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rescue took half an hour.", ["0.5..0.5 exact hour"]),
        ("The rescue took three quarters of an hour.", ["0.75..0.75 exact hour"]),
        (
            "Three of the 12 wounded were children.",
            ["3..3 exact child injured", "12..12 exact person injured"],
        ),
        ("Ana Lund (front), 23; Per Lund, 18; and a dog were found.", []),
        ("Avalanche kills three skiers", ["3..3 exact skier killed"]),
        ("Three skiers died when the slope gave way.", ["3..3 exact skier killed"]),
        ("The toll in the Andes stands at 31.", ["31..31 exact person killed"]),
        ("The number of dead has climbed to 31.", ["31..31 exact person killed"]),
        ("The landslip took at least four lives.", ["4.. at_least person killed"]),
        ("Officers detained about 70 dockers.", ["70..70 about docker arrested"]),
        ("Divers found eleven sailors dead.", ["11..11 exact sailor killed"]),
        ("The dam burst forced 4,000 villagers to flee.", ["4000..4000 exact villager displaced"]),
        ("Nobody was hurt in the derailment.", ["0..0 exact person injured"]),
        ("The rains washed away 80 huts.", ["80..80 exact hut destroyed"]),
        ("Missing: 14. Rescued: 9 tourists.", ["14..14 exact person missing", "9..9 exact tourist rescued"]),
        ("Doctors confirmed 40 cases of typhus.", ["40..40 exact case infected"]),
        ("The raid killed Omar, his driver and two others.", ["2..2 exact person killed"]),
        ("Four of those killed were nurses.", ["4..4 exact nurse killed"]),
        ("Five sailors were among the 12 dead.", ["5..5 exact sailor killed", "12..12 exact person killed"]),
        (
            "Two men, a woman and three children were rescued.",
            ["2..2 exact man rescued", "3..3 exact child rescued"],
        ),
        (
            "The militia, which holds the town, killed 9 and captured 30.",
            ["9..9 exact person killed", "30..30 exact person captured"],
        ),
        ("Some 700 nurses marched through Leeds.", ["700..700 about nurse marched"]),
        (
            "The mill will shed 90 jobs; 400 will be saved.",
            ["90..90 exact job cut", "400..400 exact job kept"],
        ),
    ],
)
def test_outcomes(reader: FigureReader, text: str, expected: list[str]) -> None:
    """The verb that the counted noun is subject or object of is its outcome, in any voice and word order."""
    assert rows(reader.read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "12 marines were shot dead and 30 more wounded.",
            ["12..12 exact marine killed", "30..30 exact marine injured"],
        ),
        (
            "A combined 40 nurses and 9 clerks were held.",
            ["40..40 exact nurse arrested", "9..9 exact clerk arrested"],
        ),
        ("No nurses died, but six were hurt.", ["0..0 exact nurse killed", "6..6 exact nurse injured"]),
        ("The coach had 50 fans aboard; seven of them died.", ["50..50 exact fan", "7..7 exact fan killed"]),
        (
            "Police say 30 clerks were held; the union says 90.",
            ["30..30 exact clerk arrested", "90..90 exact clerk arrested"],
        ),
        (
            "They wrecked 5 tanks, 2 trucks and 11 guns.",
            ["5..5 exact tank destroyed", "2..2 exact truck destroyed", "11..11 exact gun destroyed"],
        ),
        ("19 of 24 lifeboats were damaged.", ["19..19 exact lifeboat damaged", "24..24 exact lifeboat"]),
        ("Prices rose from 4 to 6 euros.", ["4..4 exact EUR", "6..6 exact EUR"]),
    ],
)
def test_what_neighbours_share(reader: FigureReader, text: str, expected: list[str]) -> None:
    """A figure without a noun of its own counts what its neighbour counts."""
    assert rows(reader.read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $1.2bn bridge", "1200000000..1200000000 exact USD"),
        ("Rs 4 crore went missing", "40000000..40000000 exact INR"),
        ("between 5 and 6 million pounds a year", "5000000..6000000 range GBP/year"),
        ("a fence just 4m high", "4..4 exact meter"),
        ("winds of up to 90 mph", "..90 at_most mile/hour"),
        ("the cut lasted an hour and a half", "1.5..1.5 exact hour"),
        ("a 20-minute blackout", "20..20 exact minute"),
        ("less than 3 per cent of pupils", "..3 less_than pupil percent"),
        ("temperatures of 41.5C", "41.5..41.5 exact degree celsius"),
        ("a magnitude-6.1 quake", "6.1..6.1 exact magnitude"),
        ("it pumps 900 barrels a day", "900..900 exact barrel/day"),
    ],
)
def test_units(reader: FigureReader, text: str, expected: str) -> None:
    """Money, shares and measures carry their unit, a rate its period too."""
    assert rows(reader.read(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "She won the seat in 2015 and lost it on 8 May 2019.",
        "At 6.45 pm the siren sounded; by 07:10 it was quiet.",
        "The 14-year-old and his sister, Ana, 9, were unhurt.",
        "A Boeing 747 and two-seater F-16s flew over Route 9.",
        "Covid-19, 9/11 and Resolution 1441 came up.",
        "Leeds beat Hull 3-1 after a 0-0 draw.",
        "Call 020 7946 0018 for details.",
        "There is no alternative, and nobody knows why.",
        "One of the drivers spoke of the second crash.",
        "on 8 may 2019 she left; on 12 march he did; by 2 april all had.",
        "The 1990s, the 45th president, the third term.",
        "One in five voters agrees.",
        "The 2014 floods came back to mind.",
        "He lives in the 2400 block of South Street.",
        "The teacher, 52, died at the scene.",
        "The boys, 11, 13 and 14, were found safe.",
        "All passengers over 60 were tested.",
        "Half of the dead were under 30.",
        "Children under five are most at risk.",
        "The pilot, Ian Holm Jr., 41, died at the scene.",
        "The bar at 5126 Holm Drive burned; the one on 300 West 1st Street did not.",
        "He carried a 20-gauge shotgun and a .22 caliber rifle.",
        "It was like the 1999 shooting death, and like the Nov. 5 2009 attack.",
        "This is not a test, and Brant is not a household name.",
        "The wake was held at Ground Zero.",
        "The grandfather of three has been at home; a father of seven left.",
        "Ana Holm and Gia Brant, both 14, and Ian and Jo Holm, 27 and 29 years old, swam.",
        "Call the bureau at 636-3300.",
    ],
)
def test_numbers_that_are_no_figures(reader: FigureReader, text: str) -> None:
    """Dates, times, ages, names, scores, ordinals and idle zeros state nothing."""
    assert rows(reader.read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Half the 820 divers were fined.",
        "Fewer than half of the 820 divers have been fined.",
        "Two thirds of their 820 divers were fined.",
        "The rest of the 820 divers walked out.",
    ],
)
def test_what_befell_some_befell_not_all(reader: FigureReader, text: str) -> None:
    """A number that some are only a share of is told without what happened to the share."""
    assert rows(reader.read(text)) == ["820..820 exact diver"]


def test_last_year_is_no_verb(reader: FigureReader) -> None:
    """Nobody “lasts” where a number of last year stands beside this year's."""
    read = reader.read("Police made 40 arrests, up from 27 last summer; 12 last week were hurt.")
    assert [figure.outcome for figure in read] == ["arrested", "arrested", "injured"]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The army denied that 20 huts were burned.", True),
        ("It is not true that forty divers drowned.", True),
        ("There is no evidence that 40 clerks were held.", True),
        ("3,000 people did not die.", True),
        ("The claim that 40 divers drowned is false.", True),
        ("The army did not deny that 20 huts were burned.", False),
        ("The mayor denied it, but 20 huts were burned.", False),
    ],
)
def test_denial(reader: FigureReader, text: str, *, denied: bool) -> None:
    """A figure under a denial is marked as denied, and one under a denied denial isn't."""
    assert [figure.denied for figure in reader.read(text)] == [denied]


def test_parts_and_adjectives(reader: FigureReader) -> None:
    """A part of the figure before is marked, and what narrows a noun is kept as written."""
    whole, part = reader.read("80 Syrian soldiers were wounded, including nine critically.")
    assert (whole.part, part.part) == (False, True)
    assert whole.adjectives == ("Syrian",)
    assert (part.noun, part.outcome) == ("soldier", "injured")


def test_people_are_understood_where_nobody_is_named(reader: FigureReader) -> None:
    """A bare toll counts people, and says that it names none."""
    (figure,) = reader.read("80 killed")
    assert (figure.noun, figure.implied) == ("person", True)
    (figure,) = reader.read("80 people killed")
    assert (figure.noun, figure.implied) == ("person", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were over 60 dead.", ["60.. more_than person killed"]),
        ("Police killed over 60 people.", ["60.. more_than person killed"]),
        ("The guests, 62 in all, were evacuated.", ["62..62 exact person evacuated"]),
        ("Medics saw three people, 12 of them hurt.", ["3..3 exact person", "12..12 exact person injured"]),
        ("The storm killed 9 people in two towns, and five are missing.",
         ["9..9 exact person killed", "2..2 exact town", "5..5 exact person missing"]),
        ("About 70 percent of the town's 90,000 residents fled.",
         ["70..70 about resident percent", "90000..90000 exact resident"]),
    ],
)  # fmt: skip
def test_counts_beside_ages_and_places(reader: FigureReader, text: str, expected: list[str]) -> None:
    """What looks like an age or a place but counts people is a figure with its own noun and outcome."""
    assert rows(reader.read(text)) == expected


def test_an_attempt_kills_nobody(reader: FigureReader) -> None:
    """What was only attempted befell nobody, and who was sent to the hospital was."""
    (figure,) = reader.read("He admits the attempted murder of five sailors.")
    assert (figure.noun, figure.outcome) == ("sailor", None)
    (figure,) = reader.read("The fight sent four sailors to the hospital.")
    assert (figure.noun, figure.outcome) == ("sailor", "hospitalised")


def test_what_is_measured(reader: FigureReader) -> None:
    """The words for what a duration measures are the same in another tense, and not the speaker's."""
    first = reader.read("The outage lasted 90 minutes, the utility said.")[0]
    other = reader.read("Witnesses said the outages last an hour and a half.")[0]
    assert first.measure == other.measure != ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "es",
            "Al menos 62 soldados murieron y 100 resultaron heridos.",
            ["62.. at_least soldier killed", "100..100 exact soldier injured"],
        ),
        ("fr", "Environ 1 200 personnes ont été évacuées.", ["1200..1200 about person evacuated"]),
        ("de", "Mehr als 1.200 Häuser wurden zerstört.", ["1200.. more_than house destroyed"]),
        ("en", "Dos policías fueron detenidos.", ["2..2 exact officer arrested"]),
        ("fr", "La hausse est de 41 pour cent.", ["41..41 exact percent"]),
        ("es", "Subió un 0,5 por ciento.", ["0.5..0.5 exact percent"]),
        ("fr", "Environ quatre vingts personnes", ["80..80 about person"]),
        ("xx", "belirsiz 42 ve uzak", ["42..42 exact"]),
    ],
)
def test_languages(reader: FigureReader, language: str, text: str, expected: list[str]) -> None:
    """Other languages lead to the same nouns and outcomes; of an unknown one only digits are read."""
    assert rows(reader.read(text, language)) == expected


def test_slips_are_mended(reader: FigureReader) -> None:
    """Mistyped nouns, verbs and number words are understood."""
    assert rows(reader.read("62 soldeirs kiled")) == ["62..62 exact soldier killed"]


_NOUNS = ["soldier", "person", "child", "house", "policeman", "aid worker", "tank"]
_OUTCOMES = ["killed", "injured", "missing", "arrested", "destroyed", "rescued", None]
_UNITS = ["GBP", "USD", "GBP/week", "percent", "kilometer", "hour", "tonne", "kilometer/hour", "barrel/day"]


def _bounds(number: Decimal, qualifier: Qualifier) -> dict[str, Decimal | None]:
    lower = qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN}
    upper = qualifier in {Qualifier.AT_MOST, Qualifier.LESS_THAN}
    high = number * 2 + 1 if qualifier is Qualifier.RANGE else number
    return {"low": None if upper else number, "high": None if lower else high}


@given(
    number=st.integers(min_value=2, max_value=10**9),
    qualifier=st.sampled_from([kind for kind in Qualifier if kind is not Qualifier.VAGUE]),
    noun=st.sampled_from(_NOUNS),
    outcome=st.sampled_from(_OUTCOMES),
    unit=st.sampled_from([None, *_UNITS]),
)
def test_a_figure_described_reads_back_the_same(
    number: int, qualifier: Qualifier, noun: str, outcome: str | None, unit: str | None
) -> None:
    """What the desk says a figure is can be typed into a check and means the same figure."""
    counted = {"noun": noun.split()[-1], "outcome": outcome} if unit is None else {"unit": unit}
    adjectives = tuple(noun.split()[:-1]) if unit is None else ()
    figure = Figure.model_validate(
        {**_bounds(Decimal(number), qualifier), "qualifier": qualifier, "adjectives": adjectives, **counted}
    )
    (again,) = _READER.read(describe(figure))
    told = {"low", "high", "qualifier", "noun", "unit", "outcome", "adjectives"}
    assert again.model_dump(include=told) == figure.model_dump(include=told)


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    """Control characters, emoji and scripts of any direction never raise, and places lie in the text."""
    for figure in _READER.read(text):
        assert 0 <= figure.start < figure.end <= len(text)


_WORDS = st.sampled_from(
    [
        "62",
        "1,200",
        "no",
        "a",
        "hundred",
        "million",
        "and",
        "-",
        "killed",
        "people",
        "of",
        "them",
        ",",
        ".",
        "were",
        "£",
        "%",
        "m",
        "between",
        "to",
        "at",
        "least",
        "one",
        "half",
        "the",
        "including",
        "rises",
        "12-15",
        "dozens",
        "said",
        "9/11",
        "a.m.",
    ]
)


@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_any_order_of_figure_words_is_read_without_failing(text: str) -> None:
    """Nonsense built of numbers, hedges and verbs is read as something, never as an error."""
    assert isinstance(_READER.read(text), tuple)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "1,",
        "1O",
        "hundred ",
        "million ",
        "a hundred and ",
        "12-",
        "no one ",
        "of them ",
        "killed 3 and ",
        "(",
        "’",
    ],
)
def test_long_texts_are_read_in_one_go(reader: FigureReader, piece: str) -> None:
    """Ten thousand characters of any repeated piece come back as figures or as none."""
    assert isinstance(reader.read(piece * (10_000 // len(piece))), tuple)


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("At least 80 soldiers were killed.", "AT LEAST  80 soldiers were killed."),
        ("“Up to 1,200 homes” destroyed", '"up to 1,200 homes" destroyed'),
        ("3 to 5 pupils' bags", "3 to 5 pupils’ bags"),
        ("Casi 30 niños", "casi 30 ninos"),
    ],
)
def test_spelling_of_the_same_words_makes_no_difference(reader: FigureReader, text: str, also: str) -> None:
    """Case, spacing, quotation marks and accents change no figure."""
    assert rows(reader.read(text)) == rows(reader.read(also))
