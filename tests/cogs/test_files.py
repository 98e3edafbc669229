"""What a member gets of an import that refused rows."""

from bot.cogs.files import report_of
from bot.results import Refused


def test_a_long_report_is_cut_to_what_the_server_takes() -> None:
    """A report stays within the bytes that it may have, and counts the rows that it leaves out."""
    refused = tuple(Refused(line=line, reason="story is missing.") for line in range(1_000))
    (file,) = report_of(refused, 5_000)
    lines = file.fp.read().decode().splitlines()
    assert len("\n".join(lines)) < 5_000
    assert lines[0] == "line 0: story is missing."
    assert lines[-1] == f"and {1_000 - len(lines) + 1} more rows"
