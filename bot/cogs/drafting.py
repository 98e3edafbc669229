"""Claims as people type them on Discord, in flags or in a form, made into drafts."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from discord.ext import commands
from pydantic import ValidationError
from rapidfuzz.distance import OSA

from bot.desk import DeskError
from bot.interchange import explain
from db.models import ClaimDraft

FLAGS: Final = {
    "story": "story",
    "speaker": "speaker",
    "text": "text",
    "quote": "quote",
    "via": "via",
    "outlet": "outlet",
    "url": "url",
    "said": "said_at",
    "published": "published_at",
    "as_of": "as_of",
    "language": "language",
}
"""What a member writes before the colon, and the field of a claim that it sets."""

_MEANT: Final = {
    "source": "speaker",
    "who": "speaker",
    "statement": "text",
    "claim": "text",
    "date": "said",
    "when": "said",
    "link": "url",
    "publisher": "outlet",
}
"""Other words for flags, which nobody should have to learn by losing a claim to them."""

_LIKE_A_FLAG: Final = re.compile(r"(?<!\S)(?P<name>[a-z_]{3,20}):(?=\s)", re.IGNORECASE)
_LONG_ENOUGH: Final = 5  # letters from which one wrong letter is a slip, not another word
_QUOTE_IT: Final = "put a text that holds it in quotation marks"
_OPENING: Final = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_CLOSING: Final = frozenset('"“”»')
_CHAIN: Final = re.compile(r"\s*(?:>|→|;)\s*")
_ADDRESS: Final = re.compile(r"https?://[^\s<>]+")
_BEHIND_ADDRESS: Final = ".,;:!?”’\"'"
_BESIDE_ADDRESS: Final = " ,;|–-<>()."
_QUOTED: Final = re.compile(  # wholly: “No”, he said, “never” is not
    r'“(?:[^“”]|“[^“”]*”)+”|„[^„“”]+[“”]|«[^«»]+»|"[^"]+"'
)


def parse_flags(text: str, names: Sequence[str]) -> dict[str, str]:
    """Return the flags of a message: `name: value`, up to the next flag or the end.

    A value may stand in double quotation marks, within which nothing is a flag. Raises BadArgument where a
    flag is nearly one of the names, stands twice or has no value, where its quotation mark isn't closed, and
    where text stands before the first.
    """
    found: dict[str, str] = {}
    spans = list(_flags(text, names))
    _refuse_words_before(text[: spans[0][1]] if spans else text, names)
    for at, (name, _, start) in enumerate(spans):
        end = spans[at + 1][1] if at + 1 < len(spans) else len(text)
        value = _unquoted(text[start:end].strip())
        if name in found:
            raise commands.BadArgument(f"{name}: stands twice; {_QUOTE_IT}")
        if not value:
            raise commands.BadArgument(f"{name}: has nothing behind it")
        if len(value) > 1 and value[0] in _OPENING and not _CLOSING.intersection(value[1:]):
            raise commands.BadArgument(f"The quotation mark behind {name}: isn't closed")
        _refuse_near_misses(text[_behind_quotes(text, start) : end], names)
        found[name] = value
    return found


def _refuse_words_before(text: str, names: Sequence[str]) -> None:
    if text.strip():
        raise commands.BadArgument(
            f"“{text.strip()[:60]}” belongs to no field; the fields are {', '.join(names)}"
        )


def _refuse_near_misses(value: str, names: Sequence[str]) -> None:
    """Raise BadArgument where what looks like a flag is none, but surely meant to be one."""
    for word in _LIKE_A_FLAG.finditer(value):
        said = word["name"].lower()
        meant = _MEANT.get(said) or next((name for name in names if _nearly(said, name)), None)
        if meant in names:
            raise commands.BadArgument(f"{said}: is no field, {meant}: is; {_QUOTE_IT}")


def _nearly(said: str, name: str) -> bool:
    """Return whether two words differ in one letter, or two that have changed places."""
    return min(len(said), len(name)) >= _LONG_ENOUGH and OSA.distance(said, name, score_cutoff=1) == 1


def _flags(text: str, names: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return (name, where the flag begins, where its value does), outside quotation marks."""
    spelt = "|".join(re.escape(name).replace("_", "[_ -]") for name in names)
    flag = re.compile(rf"(?<!\S)(?P<name>{spelt}):", re.IGNORECASE)
    found, at = [], 0
    while (one := flag.search(text, at)) is not None:
        found.append((re.sub("[ -]", "_", one["name"].lower()), one.start(), one.end()))
        at = _behind_quotes(text, one.end())
    return found


def _behind_quotes(text: str, start: int) -> int:
    """Return where a quoted value ends, `start` where it isn't quoted or its quotation mark isn't closed."""
    begins = start + len(text[start:]) - len(text[start:].lstrip())
    closing = _OPENING.get(text[begins : begins + 1])
    if closing is None:
        return start
    ends = [at for mark in closing if (at := text.find(mark, begins + 1)) > 0]
    return min(ends) + 1 if ends else start


def _unquoted(value: str) -> str:
    closing = _OPENING.get(value[:1])
    if closing and len(value) > 1 and value[-1] in closing:
        return value[1:-1].strip()
    return value


def chain_of(text: str) -> tuple[str, ...]:
    """Return the names of a chain, nearest the speaker first: “Ministry > Agency”."""
    return tuple(name for name in _CHAIN.split(text.strip()) if name)


def fields_of(flags: Mapping[str, str]) -> dict[str, object]:
    """Return the fields of a claim that flags set."""
    return {
        FLAGS[name]: chain_of(value) if name == "via" else value.strip()
        for name, value in flags.items()
        if name in FLAGS
    }


def fields_of_form(values: Mapping[str, str]) -> dict[str, object]:
    """Return the fields of a claim that a form's five lines set; what is left empty is None.

    Keys: story, speaker (“Ministry > Agency”), text (wholly in quotation marks: verbatim), published (the
    outlet and an address, in any order), said.
    """
    speaker, *via = chain_of(values["speaker"]) or ("",)
    before, url, behind = address_in(values["published"])
    text = values["text"].strip()
    words = text[1:-1].strip() if _QUOTED.fullmatch(text) else None
    return {
        "story": values["story"],
        "speaker": speaker,
        "via": tuple(via),
        "text": words or text,
        "quote": words or None,
        "outlet": " ".join(filter(None, (before, behind))) or None,
        "url": url or None,
        "said_at": values["said"].strip() or None,
    }


def address_in(text: str) -> tuple[str, str, str]:
    """Return what stands before the first http or https address of a text, the address, and what behind it.

    Punctuation around the address belongs to none of the three. Without an address all is before it.
    """
    found = _ADDRESS.search(text)
    if found is None:
        return text.strip(), "", ""
    address = found.group().rstrip(_BEHIND_ADDRESS)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_BEHIND_ADDRESS)
    behind = text[found.start() + len(address) :].lstrip(_BESIDE_ADDRESS).rstrip()
    return text[: found.start()].rstrip(_BESIDE_ADDRESS).lstrip(), address, behind


def form_of(fields: Mapping[str, object]) -> dict[str, str]:
    """Return what stands in a form's five lines for the fields of a claim."""
    via = fields.get("via") or ()
    names = [str(fields.get("speaker") or ""), *map(str, via if isinstance(via, list | tuple) else ())]
    text, quote = str(fields.get("text") or ""), fields.get("quote")
    return {
        "story": str(fields.get("story") or ""),
        "speaker": " > ".join(filter(None, names)),
        "text": f"“{quote}”" if quote and quote == text else text,
        "published": " ".join(str(fields[key]) for key in ("outlet", "url") if fields.get(key)),
        "said": str(fields.get("said_at") or ""),
    }


def lines_of(draft: ClaimDraft) -> dict[str, str]:
    """Return what stands in a form's five lines for a claim."""
    return form_of(draft.model_dump(mode="json"))


def draft_of(fields: Mapping[str, object]) -> ClaimDraft:
    """Return the claim that some fields make; raises DeskError naming the fields at fault."""
    given = {name: value for name, value in fields.items() if value not in (None, "", ())}
    try:
        return ClaimDraft.model_validate(given)
    except ValidationError as error:
        raise DeskError(f"That can't be recorded: {as_typed(explain(error))}") from None


def as_typed(text: str) -> str:
    """Return a refusal with the fields called as members write them."""
    for flag, field in FLAGS.items():
        text = text.replace(field, flag)
    return text
