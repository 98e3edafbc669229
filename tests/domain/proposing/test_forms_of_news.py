"""Forms that news has beside plain sentences: corrections, lists, live reports, formulas for numbers."""

import pytest

from tests.domain.proposing.test_proposing import lines, proposals

LOST = "40 boats lost"


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Forty boats were lost, per the Harbour Ministry.", "Harbour Ministry", ()),
        ("Per the Harbour Ministry, forty boats were lost.", "Harbour Ministry", ()),
        ("The brigade gave a figure of 40 lost boats.", "the brigade", ()),
        ("The brigade, which has a mast, gave a total of 40 lost boats.", "the brigade", ()),
        ("Police figures show that 40 boats were lost.", "police", ()),
        (
            "Divers left. A lawyer for one of them, Ada Quill, said 40 boats were lost.",
            "Ada Quill, a lawyer for one of them",
            (),
        ),
        ("The diver spoke. The army called it a lie. It said 40 boats were lost.", "the army", ()),
        ("The port’s operator, Velport, said 40 boats were lost.", "Velport", ()),
        ("Ada Quill (72) said 40 boats were lost.", "Ada Quill", ()),
        ("The Harbour Office (HO) today said 40 boats were lost.", "Harbour Office (HO)", ()),
        (
            "A diver told the newspaper Der Morgen that 40 boats were lost.",
            "a diver",
            ("newspaper Der Morgen",),
        ),
        ("Readers of the Port Ledger wept. The Ledger said 40 boats were lost.", "Port Ledger", ()),
        (
            "It was first reported by Radio Nine, which quoted a diver as saying that 40 boats were lost.",
            "a diver",
            ("Radio Nine",),
        ),
        (
            "Radio Nine came. “Forty boats were lost,” a diver was quoted by the station as saying.",
            "a diver",
            ("Radio Nine",),
        ),
        ("Radio Nine came. It cited a witness who said 40 boats were lost.", "a witness", ("Radio Nine",)),
        ("‘Forty boats were lost,’ said Ada Quill.", "Ada Quill", ()),
        ("The brigade's estimate is 40 lost boats.", "the brigade", ()),
        ("The Brant estimate stands at about 40 boats.", "Brant", ()),
        ("The brigade was late. Its own count stands at 40 boats.", "the brigade", ()),
        ("Police left while the council, which was late, put it at about 40 boats.", "the council", ()),
        ("Police put the number of dead at one.", "police", ()),
        ("The prosecutor's office raised the toll to 40.", "the prosecutor's office", ()),
        ("The group Harbour Watch, citing two rowers, lists 40 dead.", "the group Harbour Watch", ()),
        (
            "The Leader of the Opposition, Ada Quill, said 40 boats sank.",
            "Ada Quill, the Leader of the Opposition",
            (),
        ),
        (
            "The union was there. “40 boats sank,” said its regional head Ada Quill.",
            "regional head Ada Quill",
            (),
        ),
        ("Harbour officers were late. Their report found that 40 boats sank.", "Harbour officers", ()),
        ("A report published on Friday by Harbour Watch found that 40 boats sank.", "Harbour Watch", ()),
        ("The World Health Fund itself says that 40 people died.", "World Health Fund", ()),
        ("The mayor demanded an apology from Velport, which reported a loss of €40.", "Velport", ()),
        ("A team from Holm University came up with a figure of 40 dead.", "a team from Holm University", ()),
        ("Forty boats sank, the agency NNA reported, quoting a witness.", "a witness", ("the agency NNA",)),
        ("Brant figures released last month show that 40 boats sank.", "Brant figures", ()),
        (
            "It was calm, according to the Harbour Office, which lowered its count of boats to 40.",
            "Harbour Office",
            (),
        ),
        ("A poll by Meridian for the broadcaster put Quill ahead by 40 points.", "Meridian", ()),
        (
            "According to a survey of 50 rowers, conducted by Holm Research, 40 boats leak.",
            "Holm Research",
            (),
        ),
        ("We lost 40 boats. pic.example\n\n— Port Office (@port) March 4, 2021", "Port Office", ()),
        ("Ada Quill rows.\n\nQ: How many?\n\nA: We lost 40 boats.", "Ada Quill", ()),
        ("By Ida Holm\n\nAda Quill rows.\n\nQ. How many?\n\nA. We lost 40 boats.", "Ada Quill", ()),
        ("Ida Holm met Ada Quill.\n\nHolm: How many?\n\nQuill: We lost 40 boats.", "Ada Quill", ()),
        ("Ada Quill rows.\n\nIDA HOLM: How many?\n\nADA QUILL: We lost 40 boats.", "Ada Quill", ()),
    ],
)
def test_whoever_gave_a_number_is_named(text: str, speaker: str, via: tuple[str, ...]) -> None:
    """Formulas of news lead to who gave a number, and through whom."""
    assert [(who, through) for who, through, _ in lines(proposals(text))] == [(speaker, via)]


@pytest.mark.parametrize(
    "lead",
    [
        "- ",
        "• ",
        "18:42 ",
        "4.50pm ",
        "17:20 – ",
        "18:15 BREAKING: ",
        "PORT KESSEL, Brant, March 4 (Wire) — ",
        "KESSEL, March 3, 2021 – ",
    ],
)
def test_what_stands_in_front_is_no_part_of_a_statement(lead: str) -> None:
    """Bullets, times of entries and datelines are left out of what is stated."""
    said, own = (
        proposals(f"{lead}Forty boats were lost, police said."),
        proposals(f"{lead}Forty boats were lost."),
    )
    assert [one.draft.text for one in (*said, *own)] == ["Forty boats were lost."] * 2


@pytest.mark.parametrize(
    "correction",
    [
        "Correction: An earlier version of this article said that 62 boats were lost.",
        "An earlier version of this article said that 62 boats were lost.",
        "This article was amended on 5 March. It originally stated that 62 boats were lost.",
    ],
)
def test_what_an_article_takes_back_is_no_claim(correction: str) -> None:
    """A figure that the article itself corrects at its end is nobody's any more."""
    assert lines(proposals(f"Police said 40 boats were lost.\n\n{correction}")) == [("police", (), [LOST])]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "Forty boats were lost by 8 a.m. The mayor left. Police said nine sank at 9 p.m. They left.",
            ["Forty boats were lost by 8 a.m.", "Nine sank at 9 p.m."],
        ),
        ("Ada Quill said it cost €300m. She left.", ["Ada Quill said it cost €300m."]),
    ],
)
def test_a_sentence_ends_behind_an_abbreviation(text: str, statements: list[str]) -> None:
    """A time of day or a sum in millions may end a sentence."""
    assert [one.draft.text for one in proposals(text)] == statements


def test_what_stands_behind_somebodys_words_is_the_articles_own() -> None:
    """A clause behind “police said, as …” is the outlet's, without the figure that police gave."""
    text = "The toll rose to 58, police said, as divers searched for at least 130 people."
    assert lines(proposals(text)) == [
        ("police", (), ["58 killed"]),
        ("Coast Daily", (), ["at least 130 people"]),
    ]


def test_what_stands_before_somebodys_words_is_the_articles_own() -> None:
    """A clause that tells where is the outlet's, without the figure of whoever speaks behind it."""
    text = "In the hamlet of Dol, where 64 of 70 houses fell, elders said they had buried 112 people."
    assert lines(proposals(text)) == [
        ("elders", (), ["112 people buried"]),
        ("Coast Daily", (), ["64 houses fallen", "70 houses"]),
    ]


def test_the_year_in_which_something_was_built_is_no_other_event() -> None:
    """A ship that was built long ago sinks in the article's own event."""
    text = "The ferry, built in 1979, carried 120 passengers.\n\nIn 1979, 12 people died."
    assert ["background" in one.draft.story for one in proposals(text)] == [False, True]


def test_who_says_otherwise_in_the_same_sentence_is_told_apart() -> None:
    """“While the government assumes” begins what somebody else gives."""
    text = "The bank expects growth of 1.6 per cent, while the government assumes 2.1 per cent."
    assert lines(proposals(text)) == [
        ("the bank", (), ["1.6 percent"]),
        ("the government", (), ["2.1 percent"]),
    ]


def test_what_somebody_has_done_behind_what_they_say_is_told_apart() -> None:
    """“Says … and has pledged” are two statements of one speaker, with one number each."""
    text = "Holm Homes says 30 per cent of the flats will be cheap and has pledged €8 million for a school."
    assert lines(proposals(text)) == [
        ("Holm Homes", (), ["30 percent of flats"]),
        ("Holm Homes", (), ["8 million EUR"]),
    ]


def test_a_year_to_come_is_no_other_event() -> None:
    """What somebody plans from a later year on belongs to the article's own event."""
    [found] = proposals("The plan will save €40 million a year from 2023, the mayor said.")
    assert "background" not in found.draft.story


def test_what_is_told_behind_a_claimed_thing_is_the_articles_own() -> None:
    """Somebody claims a victory, and not the result that the article tells."""
    text = "Mayor Quill claimed victory after results gave her 47 per cent."
    assert lines(proposals(text)) == [("Coast Daily", (), ["47 percent"])]
