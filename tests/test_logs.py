"""What the program logs: on standard error, as text or as JSON lines."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot.config import LogSettings
from bot.logs import configure


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Leave logging as it was."""
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]


def test_json_lines_hold_what_went_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """Each record is one JSON object with its level, message and traceback; lower levels stay silent."""
    configure(LogSettings(level="info", format="json"))
    log = logging.getLogger("desk")
    log.debug("hidden")
    try:
        int("two\nlines")
    except ValueError:
        log.exception("failed at %s", "noon")
    [line] = capsys.readouterr().err.splitlines()
    entry = json.loads(line)
    assert (entry["level"], entry["logger"], entry["message"]) == ("error", "desk", "failed at noon")
    assert "ValueError: invalid literal" in entry["exception"]


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """As text, a record is one line with its level, its logger and its message."""
    configure(LogSettings(level="warning", format="text"))
    logging.getLogger("desk").warning("slow")
    assert capsys.readouterr().err.endswith(" WARNING desk: slow\n")
