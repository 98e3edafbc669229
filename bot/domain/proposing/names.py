"""A source's name out of the noun phrase that an article gives."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

_LINKED: Final = re.compile(
    r"\b(?:of|for|in|at|on|from|by|with|to|and|near|over|against|about|outside|inside) the $"
)
_VERB: Final = re.compile(
    r"\b(?:have|has|had|is|are|was|were|be|been|will|would|may|might|could|should|can|do|does|did|say|says|said|died|"
    r"attracted|charged|filed|posted|obtained|killed|released|announced|identified|arrested)\b"
)
_CONDITION: Final = re.compile(
    r",?\s+(?:who\s+)?(?:speaking|spoke|requested|requesting|asked|asking|declined|insisted|who|which)\b.*$",
    re.DOTALL,
)
_WHEN: Final = re.compile(
    r"\s+(?:today|yesterday|tonight|(?:last|this|earlier this|late)\s+\w+|on\s+\w+day|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
_AGE: Final = re.compile(
    r"\s*\(\d{1,3}\)$|(?:^|(?<=\s))(?:\d{1,3}-?\s?)?year-old\s+(?=[A-Z])|^\d{1,3}$|^\d{1,3},\s+"
)
_NO_ROLE: Final = re.compile(
    r"(?:in|at|on|to|by|from|with|during|after|citing|adding|as|when|his|her|its|their)\b", re.IGNORECASE
)
_LAST_NAME: Final = re.compile(r"(?:[A-Z][\w.’'\-]*\s+){1,4}[A-Z][\w’'\-]*$")
_COMMA: Final = re.compile(r",(?!\d)")
_MADE_BY: Final = re.compile(
    r"\b(?:conducted|carried out|compiled|commissioned|prepared|produced|written|posted(?: online)?|issued|"
    r"published|released)(?:\s(?:on|last|this|earlier)\s(?:this\s)?\w+|\s\w+day)? by (?:the )?([^,]+)"
)
_CLIENT: Final = re.compile(
    r"(?<!Institute)(?<!Cent[re]{2})(?<!Society)(?<!Fund) "
    r"(?:for (?:the|a)\b|on behalf of|commissioned by|published (?:by|in)|paid for by).*$"
)  # whom a poll was made for
_CUT: Final = frozenset({"the", "a", "an", "its", "his", "her", "their", "new", "joint"})
_ARTICLES: Final = frozenset({"A", "An", "The", "His", "Her", "Their", "Its"})


def parted(phrase: str) -> tuple[str, str]:
    """Return a name and what explains it behind a comma; no verb, day, age or condition belongs to either."""
    name, explained = (*_COMMA.split(phrase, maxsplit=1), "")[:2]
    named = _VERB.split(name, maxsplit=1)[0].strip() or name
    named = _WHEN.sub("", _CONDITION.sub("", named).strip())
    told = _AGE.sub("", _CONDITION.sub("", f" {explained}").strip(" ,"))
    role = "" if _NO_ROLE.match(told) else _WHEN.sub("", told).strip(" ,")
    return _AGE.sub("", named).strip(), role


def without_article(name: str) -> str:
    """Return a name without “the” before a capital letter: “The Observatory”, “monitor the Observatory”.

    An article that a description begins with is written small.
    """
    behind = re.search(r"(?:^|(?<!\S)[a-z][\w\-]* )[Tt]he (?=[A-Z])", name)
    if behind is not None and not _LINKED.search(name[: behind.end()]):
        name = name[behind.end() :]
    return small(name)


def small(phrase: str) -> str:
    """Return a phrase as it stands inside a sentence: its article, if it has one, in small letters."""
    first, _, rest = phrase.partition(" ")
    return f"{first.lower()} {rest}" if first in _ARTICLES and rest else phrase


def last_phrase(before: str) -> str:
    """Return the noun phrase that stands last in front of “who” or “which”."""
    clause = re.split(
        r"[;:—]|\b(?:quoted|cited|told|by|with|from|and|that|according to)\b(?=[^,]*$)", before.rstrip(" ,")
    )[-1]
    named, _, last = clause.rpartition(",")
    phrase = last.strip() or clause.strip()
    name = _LAST_NAME.search(named)
    if name is not None and phrase[:1].islower():
        return f"{name[0].strip()}, {phrase}"  # “Piet Lund, head of the agency, who said”
    return _VERB.split(phrase)[-1].strip() or phrase


def behind_document(
    phrase: str, documents: AbstractSet[str], links: Sequence[str], bodies: AbstractSet[str]
) -> str | None:
    """Return who speaks in a document: “a statement by the ministry” is the ministry; None for nobody.

    `documents` are the words for one, `links` what may stand between one and whoever speaks in it, `bodies`
    those who have figures and records: “police figures”.
    """
    parts = _COMMA.split(phrase)[0].split()
    plain = [part.lower().strip(".,") for part in parts]
    is_one = (part in documents and (at == 0 or not parts[at][:1].isupper()) for at, part in enumerate(plain))
    at = next((at for at, found in enumerate(is_one) if found), None)
    if at is None:
        return phrase
    tail = " ".join(parts[at + 1 :])
    made = _MADE_BY.search(phrase)
    if made is not None:
        return _CLIENT.sub("", made[1])
    for link in sorted(links, key=len, reverse=True):
        begins = f"{link} "
        if tail.lower().startswith(begins) and not tail[len(begins) :][:1].isdigit():
            return _CLIENT.sub("", tail[len(begins) :])
    owner = parts[:at] if at == len(parts) - 1 else []
    while owner and owner[0].lower() in _CUT:
        owner.pop(0)
    if owner and owner[-1].lower() in bodies:
        return " ".join(owner)
    if not any(part[:1].isupper() for part in owner):
        return phrase if at < len(parts) - 1 or plain[0] in {"a", "an"} else None
    return re.sub(r"[’']s?$", "", " ".join(owner))
