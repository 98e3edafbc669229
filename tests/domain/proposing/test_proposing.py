"""What an article proposes: who says what, through whom, when, with which figures."""

from datetime import UTC, date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.engine import Engine
from bot.domain.proposing import propose
from bot.domain.wording import describe
from bot.wordlists import load
from db.models import Article, Proposed

ENGINE: Final = Engine(load(), UTC)
NOBODY: Final[dict[str, str]] = {}  # sources on record, by key
STORY: Final = "Pier fire in Port Kessel, 4 Mar 2021"
SPOKESWOMAN: Final = "Ada Quill, a spokeswoman for the Harbour Ministry,"
FIRE: Final = """PORT KESSEL — Forty boats were lost when the old pier burned down on Thursday.

Harbour master Ada Quill said at least 12 people were injured. “We rescued nine of them,” she said.

The Seafarers’ Union, which runs the rescue station, denied on Friday that its gate had been locked.

Radio Nine quoted a fire officer as saying that 60 boats had burned.

In 2009, a fire on the same pier killed three people.
"""


def proposals(text: str, **fields: object) -> list[Proposed]:
    """Return what an article of 5 March 2021 proposes."""
    article = Article.model_validate(
        {"text": text, "outlet": "Coast Daily", "published_at": "2021-03-05", **fields}
    )
    return propose(article, STORY, ENGINE, NOBODY.get)


def lines(found: list[Proposed]) -> list[tuple[str, tuple[str, ...], list[str]]]:
    """Return (speaker, via, figures in words) of each proposal that states a figure."""
    stated = [
        (one.draft.speaker, one.draft.via, [describe(figure) for figure in ENGINE.figures(one.draft)])
        for one in found
    ]
    return [line for line in stated if line[2]]


def test_every_figure_has_its_speaker() -> None:
    """Each figure of a report stands in one proposal, with who gives it and through whom."""
    assert lines(proposals(FIRE)) == [
        ("Coast Daily", (), ["40 boats lost"]),
        ("Harbour master Ada Quill", (), ["at least 12 people injured"]),
        ("Harbour master Ada Quill", (), ["9 rescued"]),
        ("a fire officer", ("Radio Nine",), ["60 boats burnt"]),
        ("Coast Daily", (), ["3 people killed"]),
    ]


def test_a_denial_keeps_its_verb_and_its_day() -> None:
    """What somebody denies is stated as a denial, said on the day that the sentence names."""
    denial = next(one for one in proposals(FIRE) if "denied" in one.draft.text)
    assert denial.draft.speaker == "Seafarers’ Union"
    assert "its gate had been locked" in denial.draft.text
    assert denial.draft.said_at == date(2021, 3, 5)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("France's Interior Ministry said 12 boats sank. France said 14 sank.", "France"),
        ("Norway and Sweden said 12 boats sank. Sweden said 14 sank.", "Sweden"),
        (f"{SPOKESWOMAN} said 12 sank. The Harbour Ministry said 14 sank.", "Harbour Ministry"),
        (f"{SPOKESWOMAN} said 12 sank. The ministry said 14 sank.", "Harbour Ministry"),
        ("Mayor Quill said 12 sank. Quill's deputy said 13 sank. Ms. Quill said 14 sank.", "Mayor Quill"),
        ("Norway, the Kessel army's ally, said 12 sank. The Kessel army said 14 sank.", "Kessel army"),
        ("Mayor Ada Quill said 12 sank. Critics said 13 sank. She said 14 sank.", "Mayor Ada Quill"),
        ("The mayor said 12 sank. A nurse, Ida Holm, 42, said 14 sank.", "Ida Holm, a nurse"),
        ("The charity Save the Harbour said 14 sank.", "the charity Save the Harbour"),
        ("Harbour Watch said 12 sank. Ada Quill said 13 sank. Harbour said 14 sank.", "Harbour Watch"),
        (
            "The Pilots’ Union (PU) said 12 sank. Quill said 13. The PU said 14 sank.",
            "Pilots’ Union (PU)",
        ),
    ],
)
def test_a_shorter_name_is_that_of_nobody_else(before: str, after: str) -> None:
    """A shorter name joins whoever it is short for; a ministry's nation isn't it."""
    assert proposals(before)[-1].draft.speaker == after


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that 40 boats had burned.",
        "The mayor refused to say whether 40 boats had burned.",
        "If the mayor says that 40 boats burned, few will believe it.",
        "“Did 40 boats burn?” a reporter asked.",
        "Did 40 boats burn?",
    ],
)
def test_what_nobody_states_is_no_proposal(text: str) -> None:
    """A figure that is asked for, supposed or left open is neither a speaker's nor the outlet's."""
    assert proposals(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Witnesses described seeing 40 burnt boats.", "witnesses"),
        ("The harbour office put the number of lost boats at 40.", "the harbour office"),
        ("The brigade has counted at least 40 burnt boats.", "the brigade"),
        ("Police believe 40 boats burned.", "police"),
        ("An estimate from the World Bank puts the damage at more than $3 million.", "World Bank"),
    ],
)
def test_a_figure_with_its_verb_is_its_speakers_alone(text: str, speaker: str) -> None:
    """What somebody reports, counts or believes is theirs, with the verb, and not the outlet's too."""
    [found] = proposals(text)
    assert (found.draft.speaker, found.draft.text) == (speaker, text)


def test_another_event_is_another_story() -> None:
    """A figure of another year doesn't meet those of the article's own event."""
    stories = {one.draft.story for one in proposals(FIRE) if "2009" in one.draft.text}
    assert stories
    assert STORY not in stories


def test_quotations_are_verbatim() -> None:
    """What stands in quotation marks alone is kept as the speaker's own words."""
    quoted = [one.draft.quote for one in proposals(FIRE) if one.draft.quote]
    assert quoted == ["We rescued nine of them"]


def test_offsets_lead_back_to_the_article() -> None:
    """The sentence of a proposal is what stands in the article between its offsets."""
    for one in proposals(FIRE):
        assert FIRE[one.start : one.end] == one.sentence


def test_nothing_is_said() -> None:
    """A text in which nobody says anything and nothing is counted proposes nothing."""
    assert proposals("The sea was calm. The pier is old.") == []


@given(
    st.text(
        alphabet=st.sampled_from("said Ada Quill the 12 boats “”\"' ,.:;\n told who it he according to"),
        max_size=200,
    )
)
def test_whatever_the_text_the_proposals_are_sound(text: str) -> None:
    """Any text gives proposals with a speaker and a statement, found between offsets inside it."""
    for one in proposals(text or "."):
        assert 0 <= one.start < one.end <= len(text)
        assert one.draft.speaker
        assert one.draft.text


@pytest.mark.parametrize(
    ("text", "speaker", "via", "words"),
    [
        ("Witnesses believe 40 boats sank, Quill said.", "Quill", (), "Witnesses believe 40 boats sank."),
        ("Quill said they had found 40 boats.", "Quill", (), "Quill said they had found 40 boats."),
        ("The captain reported that 40 boats sank, Quill said.", "the captain", ("Quill",), "40 boats sank."),
        (
            "The brigade told Radio Nine that a witness said 40 boats sank.",
            "a witness",
            ("the brigade", "Radio Nine"),
            "40 boats sank.",
        ),
    ],
)
def test_what_stands_within_what_somebody_says(
    text: str, speaker: str, via: tuple[str, ...], words: str
) -> None:
    """Words passed on are those of whoever said them first; what somebody believes is told by another."""
    [found] = proposals(text)
    assert (found.draft.speaker, found.draft.via, found.draft.text) == (speaker, via, words)


def test_background_goes_on_in_its_paragraph() -> None:
    """What follows background in its paragraph stays with it, until a day near the article's own is named."""
    text = (
        "Last week the company lost two barges, the union said. "
        "Three cranes broke on Monday, the union said. "
        "Nine boats burned on Thursday, the union said.\n\nTwelve people were hurt, the union said."
    )
    found = {one.draft.text: one.draft.story for one in proposals(text)}
    apart = [words for words, story in found.items() if story != STORY]
    assert [words.split()[0] for words in apart] == ["Last", "Three"]
    assert len({found[words] for words in apart}) == 1
