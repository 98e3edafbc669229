"""Who an article's pronouns, descriptions and shorter names mean."""

import pytest

from tests.domain.proposing.test_proposing import proposals


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Ada Quill was there. Critics said 12 sank. She said 14 sank.", "Mayor Ada Quill"),
        ("Ms. Quill met Mr. Holm. Mr. Holm said 12 sank. She said 14 sank.", "Ms. Quill"),
        ("Mr. Holm said 12 sank. Ms. Quill doubted it. He said 14 sank.", "Mr. Holm"),
        ("Ada Quill counted the boats. “Many are lost.” She said 14 sank.", "Ada Quill"),
        ("While Mr. Holm waved, he said 14 sank.", "Mr. Holm"),
        ("Norway closed its ports. He said 14 sank.", "an unnamed man"),
        ("Boats sank. She said 14 did.", "an unnamed woman"),
        ("Police said they had found 14 boats.", "police"),
        ("Ada Quill saw it. Divers said 12 sank. They said 14 sank.", "Divers"),
        (
            "Troops of the Kessel-led Harbour Coalition left. The coalition said 14 sank.",
            "Kessel-led Harbour Coalition",
        ),
        ("Kessel police said 12 sank. Police said 14 sank.", "Kessel police"),
        ("An FBI source said 12 sank. The FBI said 14 sank.", "FBI"),
        ("The New Kessel Post said 14 sank.", "New Kessel Post"),
        ("A report by the Harbour Ministry said 14 sank.", "Harbour Ministry"),
        ("The Harbour Ministry said 12 sank. The ministry said 14 sank.", "Harbour Ministry"),
        ("The Harbour Ministry said 12 sank. The harbour ministry said 14 sank.", "Harbour Ministry"),
        ("The Harbour Ministry said 12 sank. The defence ministry said 14 sank.", "the defence ministry"),
        (
            "A spokesman for the Harbour Ministry said 12 sank. The defence ministry said 14 sank.",
            "the defence ministry",
        ),
        ("Ida Holm, 42, said 14 sank.", "Ida Holm"),
        ("Witness Ida Holm, 42, a nurse, said 14 sank.", "Witness Ida Holm, a nurse"),
        ("A 42-year-old nurse said 14 sank.", "a 42-year-old nurse"),
        ("The 42-year-old Ida Holm said 14 sank.", "Ida Holm"),
        ("Kessel Port Authority, in a release, said 14 sank.", "Kessel Port Authority"),
        ("Divers at Kessel & Brant Hospital left. The hospital said 14 sank.", "Kessel & Brant Hospital"),
        ("Witnesses said 14 sank, though other witnesses did not.", "witnesses"),
    ],
)
def test_whoever_speaks_has_one_name(text: str, speaker: str) -> None:
    """Pronouns and descriptions mean who was spoken of last and fits; a name has no age, day or document."""
    assert proposals(text)[-1].draft.speaker == speaker


def test_the_author_and_everybody_are_nobodys_name() -> None:
    """What “I”, “you” or “somebody” say is no other's claim."""
    text = "I said 12 boats sank. You said 13 sank. Somebody said 14 sank."
    assert [one.draft.speaker for one in proposals(text) if one.attributed] == []
