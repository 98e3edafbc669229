"""What is said of a link or a document that can't be read."""

from typing import Final

_SHOWN: Final = 80  # characters of a name or link that an error shows

SAVE_IT: Final = "Save the page in your browser and give that file instead."


class ArticleError(Exception):
    """A link or document that can't be read; the text says why, what is allowed and what to do."""


def shown(text: str) -> str:
    """Return somebody's text in quotation marks, as one line of at most `_SHOWN` characters."""
    line = " ".join("".join(one for one in text if one.isprintable() or one.isspace()).split())
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"
