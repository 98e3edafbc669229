"""How claims reached the desk, and who is one of them and who are many."""

import pytest

from bot.domain.chains import are_many, copy_line
from db.models import Status
from tests.factories import a_claim


@pytest.mark.parametrize(
    ("speaker", "many"),
    [
        ("officials", True),
        ("two officials close to the talks", True),
        ("Harbour Ministry officials", True),
        ("police", True),
        ("Kessel police", True),
        ("an official in Port Kessel", False),
        ("a spokesman for rescuers", False),
        ("Harbour Ministry", False),
        ("Ferry Workers", False),
        ("Ada Quill, head of operations", False),
        ("a witness", False),
    ],
)
def test_many_speak(speaker: str, many: bool) -> None:
    """Several people who have no name “say”; one, or whatever bears a name, “says”."""
    assert are_many(speaker) is many


def test_a_line_for_copy_tells_what_was_retracted() -> None:
    """Nobody pastes a statement that was taken back as if it stood."""
    claim = a_claim(speaker="Mayor", said_at="2021-03-04")
    assert copy_line((claim, "says 12"), []) == "Mayor says 12 (4 Mar 2021)."
    retracted = claim.model_copy(update={"status": Status.RETRACTED})
    assert copy_line((retracted, "says 12"), []) == "Mayor says 12, since retracted (4 Mar 2021)."
