"""What proposals state, as sentences that stand by themselves."""

import pytest

from tests.domain.proposing.test_proposing import ENGINE, proposals


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The fire brigade said that 40 boats were lost.", "40 boats were lost."),
        ("Forty boats were lost, according to the fire brigade.", "Forty boats were lost."),
        ("The brigade said it had counted 40 boats.", "The brigade said it had counted 40 boats."),
        ("Ada Quill was there. She said she had seen 40 boats.", "Ada Quill said she had seen 40 boats."),
        ("The Harbour Ministry was told. It denied the report.", "Harbour Ministry denied the report."),
        (
            "Ada Quill called the fire a “tragedy for the port.”",
            "Ada Quill called the fire a “tragedy for the port.”",
        ),
        ("The study found 40 lost boats.", "The study found 40 lost boats."),
        (
            "The mayor of the town, who was aboard when the fire began and left in the first boat, said they "
            "had counted 40 boats, and denied that 12 people had died.",
            "The mayor of the town denied that 12 people had died.",
        ),
    ],
)
def test_a_statement_stands_by_itself(text: str, statement: str) -> None:
    """A clause stands alone; a phrase, and what begins with a pronoun, keeps who says it."""
    assert proposals(text)[-1].draft.text == statement


def test_a_fragment_in_quotation_marks_is_quoted_within_its_sentence() -> None:
    """Verbatim words that are no sentence are the quote of one."""
    [found] = proposals("Ada Quill described “scenes of chaos.”")
    assert (found.draft.text, found.draft.quote) == (
        "Ada Quill described “scenes of chaos.”",
        "scenes of chaos.",
    )


def test_words_that_state_nothing_are_no_proposal() -> None:
    """A phrase without a figure of its own proposes nothing, whatever is counted in who says it."""
    assert proposals("One woman described the fire to friends.") == []


def test_a_statement_gives_the_figures_of_its_sentence() -> None:
    """What is counted and what befell it are read from a statement as from its sentence."""
    text = "Of the 60 sailors aboard, the coast guard said, 12 had been injured and three were missing."
    stated = [
        (int(figure.low or 0), figure.outcome)
        for one in proposals(text)
        for figure in ENGINE.figures(one.draft)
    ]
    assert stated == [(60, None), (12, "injured"), (3, "missing")]
