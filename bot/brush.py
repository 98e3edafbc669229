"""Paints drawings. It holds the interpreter while it works, so the bot runs it as a process of its own.

python -m bot.brush [WIDTH] < drawing.svg > picture.png
"""

import re
import sys
from pathlib import Path
from typing import Final

FONT: Final = Path(__file__).with_name("fonts") / "DejaVuSansCondensed.ttf"
"""Has the letters of Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian and Georgian."""
WIDTH: Final = 1_080  # pixels of a phone's screen
_ELSEWHERE: Final = re.compile(
    "[^\u0000-\u06ff\u10a0-\u10ff\u1d00-\u23ff\u2500-\u27bf\ufb1d-\ufdff\ufe00-\ufe0f\ufe70-\ufeff]"
)


def paint(drawing: str, width: int = WIDTH) -> bytes:
    """Return an SVG drawing as a PNG picture of so many pixels' width, on nothing.

    Letters that the own font lacks come from those of the machine, where it has any. Raises ValueError for
    what is no drawing.
    """
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=drawing,
        width=width,
        font_files=[str(FONT)],
        font_family="DejaVu Sans",
        sans_serif_family="DejaVu Sans",
        skip_system_fonts=_ELSEWHERE.search(drawing) is None,
    )


def main() -> None:
    """Paint what stands on standard input onto standard output."""
    width = int(sys.argv[1]) if len(sys.argv) > 1 else WIDTH
    sys.stdout.buffer.write(paint(sys.stdin.buffer.read().decode(), width))


if __name__ == "__main__":
    main()
