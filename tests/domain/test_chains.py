"""How claims reached the desk, and who is one of them and who are many."""

import pytest

from bot.domain.chains import are_many


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
