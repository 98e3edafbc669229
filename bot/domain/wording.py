"""The word list that the search for a claim uses."""

from collections.abc import Mapping

from bot.domain.ranking import Wording
from bot.domain.text import stem, words


def wording_of(table: object) -> Wording:
    """Return the common words and the words of like meaning of the table `wording`."""
    data = table if isinstance(table, Mapping) else {}
    alike: dict[str, set[str]] = {}
    for line in data.get("alike", ()):
        group = {stem(word) for word in words(line)}
        for one in group:
            alike.setdefault(one, set()).update(group - {one})
    return Wording(
        frozenset(words(data.get("common", ""))), {one: frozenset(others) for one, others in alike.items()}
    )
