"""How long and how large whatever is fetched or read may be."""

from dataclasses import dataclass
from typing import Final, Self

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The most that fetching a link and reading a document may take."""

    total: float = 30.0  # seconds for a link, redirects included
    connecting: float = 10.0  # seconds until a connection stands
    silence: float = 10.0  # seconds between two pieces of an answer
    size: int = 16 * MEBIBYTE  # bytes of an answer or a file, as it is sent and once it is unpacked
    heading: int = 16 * 1024  # bytes of one line of an answer's head
    redirects: int = 5
    reading: float = 30.0  # seconds for reading a document
    memory: int = 2048 * MEBIBYTE  # bytes of address space for reading it, where the system can limit that

    @classmethod
    def of(cls, seconds: float, mebibytes: int) -> Self:
        """Return limits of so many seconds for a link, and as many for reading, and so many mebibytes."""
        return cls(total=seconds, reading=seconds, size=mebibytes * MEBIBYTE)


LIMITS: Final = Limits()
