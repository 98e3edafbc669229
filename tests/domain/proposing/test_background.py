"""Which figures are of an article's own event, and which it tells beside."""

import pytest

from bot.domain.proposing import propose
from db.models import Article
from tests.domain.proposing.test_proposing import ENGINE, NOBODY, STORY, proposals


@pytest.mark.parametrize(
    "text",
    [
        "In 2009, a fire on the same pier killed three people.",
        "The war, which has killed 300,000 people, went on.",
        "So far this year 14 boats have burned.",
        "Last month 14 boats burned in Brant.",
        "A separate fire killed two people.",
        "Three years ago a storm sank 40 boats.",
        "Elsewhere, 40 boats burned.",
    ],
)
def test_what_is_told_beside_has_a_story_of_its_own(text: str) -> None:
    """Another year, a war as a whole and other incidents meet none of the event's figures."""
    [found] = proposals(text)
    assert found.draft.story.startswith(f"{STORY} (background: ")


@pytest.mark.parametrize(
    "text",
    [
        "On Thursday 40 boats burned.",
        "In 2021, 40 boats burned.",
        "Sales rose to $12 million from $10 million in 2019.",
        "Profit was $12 million, compared with $10 million a year earlier.",
        "The mayor said the pier, which was built in 2009, was old.",
        "“I was here last year,” said Ada Quill.",
    ],
)
def test_the_event_keeps_its_story(text: str) -> None:
    """What is only compared with, and what states no figure, stays with the event."""
    assert {one.draft.story for one in proposals(text)} == {STORY}


def test_background_goes_on_within_its_paragraph() -> None:
    """The sentences behind background are background too, up to one that names a late day."""
    text = (
        "Last week 14 boats hit the quay. Four sank. On Thursday 12 people drowned.\n\nTwo boats were towed."
    )
    assert [one.draft.story == STORY for one in proposals(text)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("story", "text"),
    [
        ("Drought in Brant", "The drought has killed 300 sheep."),
        ("Ferry fire, 4 Mar 2019", "The fire in 2019 killed 12 people."),
        ("Ferry fire, 4 Feb 2021", "The fire last month killed 12 people."),
    ],
)
def test_a_story_may_be_long_or_long_ago(story: str, text: str) -> None:
    """What lasts, and what was last month, is the story's own where its name says so."""
    article = Article.model_validate({"text": text, "outlet": "Coast Daily", "published_at": "2021-03-05"})
    assert [one.draft.story for one in propose(article, story, ENGINE, NOBODY.get)] == [story]
