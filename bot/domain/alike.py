"""The words that the search for a claim takes for one another, from the word lists."""

from collections.abc import Iterable, Mapping

from bot.domain.lexicon import lists, table
from bot.domain.ranking import Wording
from bot.domain.text import stem, words


def wording_of(tables: Mapping[str, object]) -> Wording:
    """Return the common words, and the words of like meaning: those listed, and each nation's own."""
    data = table(tables, "wording")
    listed = data.get("alike")
    groups = [words(line) for line in listed if isinstance(line, str)] if isinstance(listed, list) else []
    nations = lists(tables, "nations", "nations").items()
    groups += [
        [spelt[0] for name in (nation, *names) if len(spelt := words(name)) == 1] for nation, names in nations
    ]
    return Wording(frozenset(words(str(data.get("common", "")))), _alike(groups))


def _alike(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    alike: dict[str, set[str]] = {}
    for group in groups:
        stems = {stem(word) for word in group}
        for one in stems:
            alike.setdefault(one, set()).update(stems - {one})
    return {one: frozenset(others) for one, others in alike.items()}
