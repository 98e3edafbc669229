"""Which words say little, and which mean about the same, for the search of a claim."""

from collections.abc import Mapping

from bot.domain.ranking import Wording
from bot.domain.text import stem, words


def wording_of(table: Mapping[str, object]) -> Wording:
    """Return the common words and the words of like meaning of the table `wording`."""
    alike: dict[str, set[str]] = {}
    lines = table.get("alike")
    for line in lines if isinstance(lines, list) else []:
        group = {stem(word) for word in words(str(line))}
        for one in group:
            alike.setdefault(one, set()).update(group - {one})
    return Wording(
        frozenset(words(str(table.get("common", "")))),
        {one: frozenset(others) for one, others in alike.items()},
    )
