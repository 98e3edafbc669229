"""Numbers as articles have them, beside ages, dates, places and what is only compared with."""

from typing import Final

import pytest

from bot.domain.figures import FigureReader
from bot.domain.wording import describe
from bot.wordlists import load

READER: Final = FigureReader(load())


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The sailors, aged 24, 31 and 33, were stopped.", []),
        ("A man of 22 and a woman of 19 were pronounced dead.", []),
        ("A baby of four months was unhurt.", []),
        ("A crew of 22 drowned.", ["22 killed"]),
        ("It costs €260 for a family of four.", ["260 EUR"]),
        ("A family of four was killed.", ["4 killed"]),
        ("In one hall we counted 1,200 ballots.", ["1,200 ballots"]),
        ("The tide took 700 sheds in one district alone.", ["700 sheds taken"]),
        ("It fell by 71 per cent four years ago.", ["71 percent"]),
        ("They smashed 16 display cases.", ["16 display cases smashed"]),
        ("Sixteen cases were reported.", ["16 cases infected"]),
        ("We are short of 300 nurses.", ["300 nurses"]),
        ("The toll is just short of 300.", ["less than 300 killed"]),
        ("Divers found 19 bodies. Four more died in hospital.", ["19 bodies killed", "4 killed"]),
        ("There are 96 deaths, not 187.", ["96 killed", "denied: 187 killed"]),
        ("The port disputes that: it says 6 per cent are scanned.", ["6 percent"]),
        (
            "At least 17 people, including six women and three boys, were killed and 30 others injured.",
            ["at least 17 people killed", "6 women killed", "3 boys killed", "30 people injured"],
        ),
        ("Forty clinics have no water.", ["40 clinics"]),
        ("It costs more than the six towns spend.", ["6 towns spent"]),
        ("Five rowers were among those arrested.", ["5 rowers arrested"]),
    ],
)
def test_numbers_that_count_are_told_from_those_that_do_not(text: str, figures: list[str]) -> None:
    """Ages, dates and places are no figures; what is counted beside them is, and “not 187” is denied."""
    assert [describe(figure) for figure in READER.read(text)] == figures
