"""The word list that the search for a claim uses, read from the package's data."""

import tomllib
from importlib.resources import files

from bot.domain.ranking import Wording
from bot.domain.text import stem, words


def load_wording() -> Wording:
    """Return the package's common words and words of like meaning."""
    data = tomllib.loads((files("bot") / "words" / "wording.toml").read_text("utf-8"))
    alike: dict[str, set[str]] = {}
    for line in data["alike"]:
        group = {stem(word) for word in words(line)}
        for one in group:
            alike.setdefault(one, set()).update(group - {one})
    return Wording(
        frozenset(words(data["common"])), {one: frozenset(others) for one, others in alike.items()}
    )
