"""What a source may be called in short: “Quill”, “the ministry”; no nation stands for its ministry."""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+(?:[.’'\-][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"[’']s?$")
_OWNER: Final = re.compile(r"^.*[’']s?\s+(?=\S)", re.DOTALL)  # “Russia's”, of “Russia's Defence Ministry”
_BEHIND_A_HEAD: Final = re.compile(
    r",|\s*\(|\s+(?:of|for|in|at|on|from|by|with|to|near|over|against|about|based|who|which|that)\s+"
)
_INITIALS: Final = re.compile(r"\(([A-Z][\w.]+)\)")
_APPOSED: Final = re.compile(r"((?:[A-Z][\w.’'\-]*\s+){0,3}[A-Z][\w.’'\-]*)(?:,\s*\d{1,3})?")


class Shortening(NamedTuple):
    """The words by which the names of bodies are shortened."""

    bodies: AbstractSet[str]  # end the names of bodies
    companies: AbstractSet[str]  # of those: are left out where a company is called by its name
    nation_of: Callable[[str], str | None]

    def heads(self, name: str, role: str, *, person: bool, named: bool) -> frozenset[str]:
        """Return the words, lower case, that may end a shorter name of whoever bears this name and role."""
        stretch = up_to_head(name)
        own = words_of(stretch)
        if not own:
            return frozenset()
        if "and" in own and not person:
            return frozenset()  # several: what one of them says isn't what they all say
        found = {own[-1], *({"police"} & set(own)), *(word.lower() for word in _INITIALS.findall(name))}
        described = words_of(up_to_head(role))
        found.update(described[-1:] if person else described)
        shortened = stretch.split()[-1][:1].islower() or own[-1] not in self.bodies - self.companies
        if named and (person or shortened):
            found.update(word for word in own[:-1] if self.nation_of(word) is None)
        return frozenset(found)


def words_of(text: str) -> list[str]:
    """Return the words of a phrase, lower case, without the possessive's ending."""
    return [_POSSESSIVE.sub("", word.lower()) for word in _WORD.findall(text)]


def apposed(name: str, explained: str, roles: AbstractSet[str]) -> str | None:
    """Return the name that stands behind a description: “Ida Holm”, of “a nurse, Ida Holm, 42”; else None.

    `roles` are words for people, which a description may end with in capitals: “The Leader of the House”.
    """
    found = _APPOSED.fullmatch(explained.strip(" ,"))
    described = up_to_head(name).split()[-1:]
    if found is None or not described:
        return None
    role = name.startswith("The ") and described[0].lower() in roles and " " in found[1]
    return found[1] if role or described[0][:1].islower() else None


def up_to_head(phrase: str) -> str:
    """Return the part of a noun phrase that its head ends, without whose it is."""
    return _OWNER.sub("", _BEHIND_A_HEAD.split(phrase, maxsplit=1)[0])
