"""What the demo shows: claims about two events near Deir ez-Zor, and commands that ask about them."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Final, NamedTuple

from bot.interchange import Format, Row, read

ALIASES: Final = {
    "Russia's Defense Ministry": ("Russian Ministry of Defence", "Russian Defence Ministry"),
    "Syrian Observatory for Human Rights": ("SOHR",),
    "US Central Command": ("Central Command", "CENTCOM"),
}
"""Other names under which the demo's sources are known."""

CLASH: Final = "Deir ez-Zor clash, 7-8 Feb 2018"


class Step(NamedTuple):
    """One command of the demo, with what it is there to show."""

    shows: str
    words: tuple[str, ...]


STEPS: Final = (
    Step("Who said it first, and who says otherwise?", ("check", "62", "soldiers")),
    Step("A figure that nobody on record gives:", ("check", "26", "soldiers")),
    Step(
        "A claim comes in (an invented one, of an invented source) and contradicts one on record:",
        (
            "add",
            "At most 30 Syrian soldiers were killed in the clash.",
            "--story",
            CLASH,
            "--speaker",
            "Example Monitor (invented)",
            "--outlet",
            "Example wire (invented)",
        ),
    ),
)

NEXT: Final = (
    ("check sixty-two troops", "the same number in other words"),
    ("check four Russian nationals killed", "a part of a toll, in the other story"),
    ("check was the raid deliberate", "words without a figure"),
    ("contradictions", "everything that can't all hold"),
    ("story Deir ez-Zor air strike, 17 Sep 2016", "one event, earliest claim first"),
    ('alias "Russia\'s Defense Ministry" "Russian military" "Russian Army"', "three names, one speaker"),
)
"""Commands to try after the demo, each with what it shows."""


def claims() -> Iterator[Row]:
    """Yield the claims of the demo with their line numbers."""
    with (files("bot.demo") / "claims.jsonl").open("rb") as stream:
        yield from read(stream, Format.JSONL)
