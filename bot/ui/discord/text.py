"""Texts made safe for Discord, whoever wrote them: nothing is marked up, pinged, hidden or linked unseen."""

import re
from contextlib import suppress
from datetime import date
from typing import Final
from unicodedata import bidirectional, category
from urllib.parse import quote, urlsplit

from bot.ui import plain

ELLIPSIS: Final = "…"
MAX_LINK: Final = 300  # characters of an address that a masked link of ours may take
_BREAK: Final = "\u200b"  # goes where two characters must not be read as one sign
_FSI, _LRI, _PDI = "\u2068", "\u2066", "\u2069"
_OPENING: Final = frozenset((_FSI, _LRI))
_JOINER: Final = "\u200d"
_RIGHT_TO_LEFT: Final = frozenset(("R", "AL", "AN"))

_URL: Final = re.compile(r"https?://[^\s<>\"“”«»`|\\^{}\[\]]+", re.IGNORECASE)
_AFTER_URL: Final = ".,;:!?'’*_~"
_CARDS: Final = r"(?:gg|gift|new|com/(?:invite|gifts?|template|events))/"  # what Discord shows cards of
_SIGN: Final = re.compile(
    r"(?P<mark>[\\*_~`|<\[\]])"
    r"|(?P<at>@)(?=everyone|here|[!&]?\d)"
    rf"|(?P<card>discord(?:app)?\.)(?={_CARDS})"
    r"|:(?=\S|$)",
    re.IGNORECASE,
)
_CARD: Final = re.compile(rf"discord(?:app)?\.{_CARDS}", re.IGNORECASE)
_PING: Final = re.compile(r"@(?:everyone|here)", re.IGNORECASE)
_LINE_SIGN: Final = re.compile(r"[#>+-]|(?P<number>\d+)(?=[.)]\s)")
_WHOLE: Final = re.compile(  # what a cut takes or leaves: a link, our own bold words, an escaped character
    r"<https?://[^ >]+>|\[[a-z ]+\]\(https?://[^\s)]+\)|\*\*[^*\n]+\*\*|\\[^0-9A-Za-z\s]",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"[\w ,.;'’“”()→-]+")
_AHEAD: Final = 4  # times a limit that is read: what can't be seen takes room in what was written
_BACK: Final = 24  # characters that a cut goes back to end with a whole word
_FENCE: Final = "```"
_TICKS: Final = re.compile(r"`(?=`)")
_SAFE_IN_LINK: Final = "%:/?#@!$&'+,;=~-._"


def escape(text: str) -> str:
    """Return a text as one line that Discord shows as it was written.

    Markdown, mentions, timestamps, custom emoji and masked links show as their characters. An http or https
    address is put in angle brackets, which Discord doesn't show: it stays whole, can be clicked, has no
    preview, and its target is the text. Not clickable are other schemes, addresses that put another name
    before the host, and invitations, which Discord would show as cards. Text with right-to-left letters is
    isolated from what stands around it.
    """
    line = plain.clean(text)
    isolated = not line.isascii() and any(bidirectional(character) in _RIGHT_TO_LEFT for character in line)
    parts, at = [], 0
    for found in _URL.finditer(line):
        url = _trimmed(found.group())
        if not _plain_address(url) or _CARD.search(url):
            continue
        parts += [_signs(line[at : found.start()], first=at == 0), _autolink(url, isolated=isolated)]
        at = found.start() + len(url)
    parts.append(_signs(line[at:], first=at == 0))
    whole = "".join(parts)
    return f"{_FSI}{whole}{_PDI}" if isolated else whole


def short(text: str, limit: int) -> str:
    """Return the beginning of a text, escaped, in at most `limit` characters; the rest isn't even read."""
    if len(text) > _AHEAD * limit:
        head, space, _ = text[: _AHEAD * limit].rpartition(" ")
        text = f"{head} {ELLIPSIS}" if space else text
    return cut(escape(text), limit)


def _signs(text: str, *, first: bool) -> str:
    """Return a stretch without addresses; only the first one can begin a line."""
    escaped = _SIGN.sub(_harmless, text)
    begins = _LINE_SIGN.match(escaped) if first else None
    if begins is None:
        return escaped
    number = begins["number"] or ""
    return f"{number}\\{escaped[len(number) :]}"


def _harmless(sign: re.Match[str]) -> str:
    apart = sign["at"] or sign["card"]
    return f"{apart}{_BREAK}" if apart else f"\\{sign.group()}"


def _autolink(url: str, *, isolated: bool) -> str:
    return f"{_LRI}<{url}>{_PDI}" if isolated else f"<{url}>"


def _trimmed(url: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    while url:
        shorter = url.rstrip(_AFTER_URL)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == url:
            break
        url = shorter
    return url


def _plain_address(url: str) -> bool:
    """Return whether an address leads where it seems to, and calls nobody: a host, no name before it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc and not _PING.search(url)


def link(url: str | None, limit: int = MAX_LINK) -> str:
    """Return “[link](…)” for an address on record; nothing where there is none.

    The label is ours, so it can't pose as another address. What can't be linked within `limit` characters,
    or not at all, is said to be so.
    """
    if not url:
        return ""
    shown = plain.clean(url)
    if not _plain_address(shown) or urlsplit(shown).scheme not in {"http", "https"}:
        return "(its address can't be linked)"
    address = _ascii(shown)
    return f"[link]({address})" if len(address) <= limit else "(its address is too long to link here)"


def _ascii(url: str) -> str:
    """Return an address in the characters that may stand between a link's brackets."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else ""
    with suppress(UnicodeError):
        host = host or parts.netloc.encode("idna").decode()
    return quote(parts._replace(netloc=host or parts.netloc).geturl(), safe=_SAFE_IN_LINK)


def cut(text: str, limit: int) -> str:
    """Return an escaped text of at most `limit` characters (one or more); “…” stands for what was left out.

    Never left in halves: an escaped character, an address, a link, a letter and its marks, an emoji, an
    isolated stretch. Discord counts code points, and so does `len`.
    """
    if len(text) <= limit:
        return text
    kept: list[str] = []
    used, depth, at = len(ELLIPSIS), 0, 0
    while at < len(text):
        plain_words = _PLAIN.match(text, at, at + max(0, limit - used - depth))
        if plain_words and len(plain_words[0]) > 1:  # all but the last letter, which may carry marks
            kept += plain_words[0][:-1]
            used, at = used + len(plain_words[0]) - 1, plain_words.end() - 1
        end = _end_of_sign(text, at)
        sign = text[at:end]
        deeper = depth + (sign in _OPENING) - (sign == _PDI)
        if used + len(sign) + deeper > limit:
            break
        kept.append(sign)
        used, depth, at = used + len(sign), deeper, end
    words = _to_a_word(kept)
    open_isolates = sum(sign in _OPENING for sign in words) - words.count(_PDI)
    return "".join(words).rstrip() + ELLIPSIS + _PDI * open_isolates


def label(text: str, limit: int = 100) -> str:
    """Return a text for a menu, a button or a suggestion, in which Discord marks nothing up."""
    return cut(plain.clean(text) or "—", limit)


def _end_of_sign(text: str, at: int) -> int:
    """Return where the sign that begins at `at` ends: a link, an escape, or a letter with its marks."""
    whole = _WHOLE.match(text, at)
    end = whole.end() if whole else at + 1
    while end < len(text):
        if text[end] == _JOINER:
            end = min(end + 2, len(text))
        elif _extends(text[end]) or (end == at + 1 and _regional(text[at]) and _regional(text[end])):
            end += 1
        else:
            break
    return end


def _extends(character: str) -> bool:
    return category(character) in {"Mn", "Me", "Mc"} or "\U0001f3fb" <= character <= "\U0001f3ff"


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _to_a_word(signs: list[str]) -> list[str]:
    """Return signs up to the last space, where one is near the end."""
    for back in range(1, min(_BACK, len(signs) - 1) + 1):
        if signs[-back].isspace():
            return signs[: len(signs) - back]
    return signs


def code_block(text: str, limit: int = 1024) -> str:
    """Return a text as a code block of at most `limit` characters that nothing in it can end."""
    line = _TICKS.sub(f"`{_BREAK}", plain.clean(text)) or ELLIPSIS
    room = limit - 2 * len(f"{_FENCE}\n")
    if len(line) > room:
        line = line[: room - 1].rstrip() + ELLIPSIS
    return f"{_FENCE}\n{line}\n{_FENCE}"


def from_code_block(value: str) -> str:
    """Return the line that a code block of ours shows, character for character."""
    return value.removeprefix(f"{_FENCE}\n").removesuffix(f"\n{_FENCE}").replace(_BREAK, "")


def who(actor: str) -> str:
    """Return who did something, escaped, without the number that Discord knows them by."""
    return escape(plain.who(actor))


def stamp(moment: date) -> str:
    """Write a day or an instant in words, the same for every reader and in every picture of the message.

    Discord's own timestamps are shown in each reader's time zone: a day would shift, and two people at one
    desk would read two different times. So an instant is written in UTC and says so.
    """
    return plain.moment(moment)
