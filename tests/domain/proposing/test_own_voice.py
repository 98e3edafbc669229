"""What an article says itself, and what it says twice."""

import pytest

from tests.domain.proposing.test_proposing import proposals


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PORT KESSEL (AP) — Forty boats were lost.", "Forty boats were lost."),
        ("Hide Caption 3 of 20 Photos: The boats burned.", None),
        ("Image 3 of 20 Forty boats were lost.", "Forty boats were lost."),
        ("The mayor said the pier was old, and 40 boats burned.", None),
        ("Forty boats burned; the pier was old, the mayor said.", None),
        ("The 400 boats in the harbour are safe.", "The 400 boats in the harbour are safe."),
    ],
)
def test_a_figure_of_its_own_is_the_outlets(text: str, words: str | None) -> None:
    """A figure that nobody is named for is the outlet's, without the place, date or picture before it."""
    assert [one.draft.text for one in proposals(text) if not one.attributed] == ([words] if words else [])


@pytest.mark.parametrize(
    "text",
    [
        "The two captains met.",
        "Several captains met.",
        "One captain left.",
        "It lasted three hours.",
        "There were two.",
        "Sign up for 12 letters a week.",
    ],
)
def test_a_manner_of_speaking_is_no_claim(text: str) -> None:
    """Numbers that count nothing worth a claim, and lines that are no part of the article, are left out."""
    assert proposals(text) == []


def test_a_quotation_of_nobody_is_not_the_outlets() -> None:
    """Words in quotation marks that nobody is found for are an unnamed speaker's."""
    [found] = proposals("“There are 40 boats out there tonight.” The crowd fell silent.")
    assert (found.draft.speaker, found.draft.quote) == (
        "an unnamed speaker",
        "There are 40 boats out there tonight.",
    )


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The mayor said 40 boats burned. Later the mayor said 40 boats had burned.", ["the mayor"]),
        ("The mayor said 40 boats burned. Ada Quill said 40 boats burned.", ["the mayor", "Ada Quill"]),
        ("40 boats burned in Port Kessel\n\nThe mayor said 40 boats burned.", ["the mayor"]),
        ("40 boats burned in Port Kessel\n\nThe mayor said the pier was old.", ["Coast Daily", "the mayor"]),
        ("Nine boats burned in Port Kessel\n\nAt least nine boats burned, the mayor said.", ["the mayor"]),
        ("Port gives €94m to boats\n\nThe boats got €94.2 million, the mayor said.", ["the mayor"]),
        ("Port gives €95m to boats\n\nThe mayor gave €94.2 million.", ["Coast Daily", "Coast Daily"]),
        ("‘We lost 40 boats in a night’\n\nThe mayor said 40 boats burned.", ["the mayor"]),
        ("Police: 40 boats burned\n\nPolice said 40 boats burned.", ["police"]),
        ("Fires at Sea: 40 boats burned\n\nPolice said 40 boats burned.", ["police"]),
    ],
)
def test_what_is_said_again_is_proposed_once(text: str, speakers: list[str]) -> None:
    """The same speaker's same figure is one proposal, and a title's only where the article has none of it."""
    assert [one.draft.speaker for one in proposals(text)] == speakers
