"""Claims out as JSON-LD: one document, written to a stream claim by claim."""

import json
from collections.abc import Sequence
from typing import IO

from bot.interchange.linked import CONTEXT, node
from db.models import Claim


class Linking:
    """Writes one JSON-LD document to a binary stream; it is whole after `end`."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._begun = False
        self._stream.write(f'{{"@context": "{CONTEXT}", "@graph": ['.encode())

    def write(self, claims: Sequence[Claim]) -> None:
        """Write what one speaker says in the same words, earliest first, on a line of its own."""
        line = json.dumps(node(claims), ensure_ascii=False)
        self._stream.write(f"{',' if self._begun else ''}\n{line}".encode())
        self._begun = True

    def end(self) -> None:
        """Close the document."""
        self._stream.write(b"\n]}\n")
