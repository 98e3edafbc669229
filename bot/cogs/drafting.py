"""Claims as people type them on Discord, in flags or in a form, made into drafts."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from discord.ext import commands
from pydantic import ValidationError

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

_OPENING: Final = {'"': '"', "“": "”", "„": "“”", "«": "»"}
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
    flag is unknown, stands twice or has no value, and where text stands before the first flag.
    """
    found: dict[str, str] = {}
    spans = list(_flags(text, names))
    before = text[: spans[0][1]] if spans else text
    if before.strip():
        raise commands.BadArgument(
            f"“{before.strip()[:60]}” belongs to no field; write {', '.join(f'{name}:' for name in names)}"
        )
    for at, (name, _, start) in enumerate(spans):
        end = spans[at + 1][1] if at + 1 < len(spans) else len(text)
        value = _unquoted(text[start:end].strip())
        if name in found:
            raise commands.BadArgument(f"{name}: stands twice; put a text that holds it in quotation marks")
        if not value:
            raise commands.BadArgument(f"{name}: has nothing behind it; leave it out, or write a value")
        found[name] = value
    return found


def _flags(text: str, names: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return (name, where the flag begins, where its value does), outside quotation marks."""
    flag = re.compile(rf"(?<!\S)(?P<name>{'|'.join(map(re.escape, names))}):(?=\s|$|\S)", re.IGNORECASE)
    found, at = [], 0
    while (one := flag.search(text, at)) is not None:
        found.append((one["name"].lower(), one.start(), one.end()))
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


def draft_of(fields: Mapping[str, object]) -> ClaimDraft:
    """Return the claim that some fields make; raises DeskError naming the fields at fault."""
    given = {name: value for name, value in fields.items() if value not in (None, "", ())}
    try:
        return ClaimDraft.model_validate(given)
    except ValidationError as error:
        raise DeskError(f"That can't be recorded: {explain(error)}") from None
