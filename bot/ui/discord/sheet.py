"""The one builder of embeds: whatever is put in, Discord's limits hold."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import discord

from bot.ui import plain
from bot.ui.discord.text import ELLIPSIS, cut

MAX_TITLE: Final = 256
MAX_DESCRIPTION: Final = 4096
MAX_FIELDS: Final = 25
MAX_NAME: Final = 256
MAX_VALUE: Final = 1024
MAX_FOOTER: Final = 2048
MAX_TOTAL: Final = 6000  # characters of title, description, fields and footer together
PAGE: Final = 2_400  # characters of one page of a list: a few screens of a phone
PAGE_FIELDS: Final = 8
MAX_INTRO: Final = 3_000  # characters before the sections, so that one always has room beside them

ANSWER: Final = discord.Colour(0x4E7FBF)
"""What answers are edged with; the words say what they are."""
ALERT: Final = discord.Colour(0xC2762B)
SETTLED: Final = discord.Colour(0x7A7F87)

_LEAST: Final = 40  # characters below which a further field isn't worth beginning
_GOES_ON: Final = " (continued)"
_NONE: Final = "—"
NOBODY: Final = "No claim on record."


class Section(NamedTuple):
    """Entries of a list under a heading."""

    heading: str  # escaped
    entries: Sequence[str]  # escaped, each of one or more lines


def _between(entries: Sequence[str]) -> str:
    """Return what parts entries: an empty line, where any of them has several lines."""
    return "\n\n" if any("\n" in entry for entry in entries) else "\n"


class Listing(NamedTuple):
    """A list of which only the beginning may fit."""

    heading: str  # escaped
    entries: Sequence[str]  # escaped, each of one or more lines
    unlisted: int = 0  # how many exist beyond the entries
    where: str = ""  # where those left out can be seen

    def value(self, shown: int, limit: int | None = None) -> str:
        """Return the first entries and how many are left out: “and 7 more: All figures”.

        A single entry that is longer than `limit` allows is cut.
        """
        left = len(self.entries) - shown + self.unlisted
        rest = f"{'and ' if shown else ''}{left:,} {'more' if shown else 'on record'}"
        more = f"{rest}: {self.where}" if self.where else rest
        lines = [*self.entries[:shown], *([more] if left else [])]
        if limit is not None and shown == 1:
            lines[0] = cut(lines[0], max(1, limit - len(more) - 1))
        return _between(lines).join(lines) or NOBODY


class Sheet:
    """An embed in the making. Texts come escaped, except the footer's, in which Discord marks nothing up.

    Counted are code points, as Discord does. What is too long is cut; a field for which no room is left is
    left out, which `field` says by what it returns.
    """

    def __init__(self, title: str, *, colour: discord.Colour = ANSWER, reserve: int = 0) -> None:
        """`reserve` is how many characters are kept free until `release`."""
        self._embed = discord.Embed(title=cut(title.strip() or _NONE, MAX_TITLE), colour=colour)
        self._reserve = reserve

    @property
    def room(self) -> int:
        """Return how many characters may still be added."""
        return max(0, MAX_TOTAL - self._reserve - len(self._embed))

    def release(self) -> None:
        """Give the reserved characters free."""
        self._reserve = 0

    def text(self, *lines: str) -> None:
        """Set the description; empty lines at its ends are left out."""
        whole = "\n".join(lines).strip()
        limit = min(MAX_DESCRIPTION, self.room)
        if whole and limit:
            self._embed.description = cut(whole, limit)

    def field(self, name: str, value: str) -> bool:
        """Add a field; return whether there was room to begin it."""
        name = cut(name.strip() or _NONE, MAX_NAME)
        limit = min(MAX_VALUE, self.room - len(name))
        if limit < _LEAST or len(self._embed.fields) == MAX_FIELDS:
            return False
        self._embed.add_field(name=name, value=cut(value.strip() or _NONE, limit), inline=False)
        return True

    def listings(self, lists: Sequence[Listing]) -> None:
        """Add a field for each list, with as many entries as fit and how many are left out.

        Each list gets its share of the room, so that none is pushed out by the one before it.
        """
        for number, one in enumerate(lists):
            share = self.room // (len(lists) - number)
            limit = min(MAX_VALUE, share - len(cut(one.heading, MAX_NAME)))
            shown = len(one.entries)
            while shown > 1 and len(one.value(shown)) > limit:
                shown -= 1
            self.field(one.heading, one.value(shown, limit))

    def footer(self, text: str) -> None:
        """Set the footer from plain words."""
        limit = min(MAX_FOOTER, self.room)
        line = plain.clean(text)
        if line and limit:
            shown = line if len(line) <= limit else line[: limit - 1] + ELLIPSIS
            self._embed.set_footer(text=shown)

    def embed(self) -> discord.Embed:
        """Return the embed."""
        return self._embed


def paged(title: str, intro: Sequence[str], sections: Iterable[Section]) -> list[discord.Embed]:
    """Return sections as pages of about `PAGE` characters, at least one.

    The intro stands on the first page, and “Page 2 of 5” in every footer where there are several.
    """
    lead = cut("\n".join(intro), MAX_INTRO)
    groups = list(_pages(sections, PAGE - min(len(lead), PAGE // 2)))
    pages = []
    for number, fields in enumerate(groups or [[]], start=1):
        sheet = Sheet(title)
        if number == 1:
            sheet.text(lead)
        for name, value in fields:
            sheet.field(name, value)
        if len(groups) > 1:
            sheet.footer(f"Page {number} of {len(groups)}")
        pages.append(sheet.embed())
    return pages


def _pages(sections: Iterable[Section], first: int) -> Iterator[list[tuple[str, str]]]:
    """Yield the fields of each page; `first` is how many characters the first one holds."""
    page: list[tuple[str, str]] = []
    limit, used = first, 0
    for name, value in _fields(sections):
        size = len(name) + len(value)
        if page and (used + size > limit or len(page) == PAGE_FIELDS):
            yield page
            page, used, limit = [], 0, PAGE
        page.append((name, value))
        used += size
    if page:
        yield page


def _fields(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Yield sections as fields, a long one as several, the later ones marked as going on."""
    for section in sections:
        name, held = cut(section.heading, MAX_NAME - len(_GOES_ON)), ""
        between = _between(section.entries)
        for entry in section.entries:
            whole = cut(entry, MAX_VALUE)
            if held and len(held) + len(between) + len(whole) > MAX_VALUE:
                yield name, held
                name, held = cut(section.heading, MAX_NAME - len(_GOES_ON)) + _GOES_ON, ""
            held = held + between + whole if held else whole
        if held:
            yield name, held
