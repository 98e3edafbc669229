"""A feed's JSON, an item at a time: what is held of it at once is bounded, however long it is."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final

from bot.interchange.fields import InterchangeError
from bot.interchange.formats import beginning_of
from bot.interchange.lines import refuse_other_encodings
from bot.interchange.reviews.values import local

MAX_ITEM: Final = 4_000_000  # characters of one item of a feed
MAX_DEPTH: Final = 100  # lists and objects inside one another

_LISTS: Final = frozenset({"@graph", "dataFeedElement", "itemListElement"})
_OUTER: Final = 4  # lists and objects inside one another that a feed may consist of
_CHUNK: Final = 1 << 16
_UNFINISHED: Final = 16  # characters before its end where what is cut off there may seem wrong
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder(strict=False)


class _Text:
    """JSON text that is read as it is needed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._held = ""
        self._at = 0
        self._ended = False
        self._before = 0  # characters read and let go

    @property
    def position(self) -> int:
        """How many characters were taken."""
        return self._before + self._at

    def _more(self, size: int = _CHUNK) -> None:
        raw = self._stream.read(size)
        try:
            found = self._decoder.decode(raw, final=not raw)
        except UnicodeDecodeError:
            raise InterchangeError(
                "The file isn't UTF-8 text; save it as UTF-8 and import it again."
            ) from None
        self._ended = not raw
        self._before += self._at
        self._held, self._at = self._held[self._at :] + found, 0

    def peek(self) -> str:
        """Return the next character that is no space, which is then the next to be taken; "" at the end."""
        while True:
            self._at = _SPACE.match(self._held, self._at).end()  # type: ignore[union-attr]  # matches always
            if self._at < len(self._held):
                return self._held[self._at]
            if self._ended:
                return ""
            self._more()

    def take(self, allowed: str) -> str:
        """Take the next character; raises InterchangeError where it is none of those allowed."""
        found = self.peek()
        if not found:
            raise _cut_off()
        if found not in allowed:
            raise _broken(f"“{found}” stands where {' or '.join(allowed)} belongs")
        self._at += 1
        return found

    def key(self) -> str:
        """Take the name of a property."""
        if self.peek() not in {'"', ""}:
            raise _broken("a property has no name in quotation marks")
        return str(self.value())

    def value(self) -> Any:  # noqa: ANN401 -- any JSON
        """Take a whole value; raises InterchangeError where it is none, too long or nested too deep."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                margin = 0 if self._ended else _UNFINISHED
                cut = error.pos >= len(self._held.rstrip()) - margin or error.msg.startswith("Unterminated")
                if not cut:
                    raise _broken(error.msg) from None
                if self._ended:
                    raise _cut_off() from None
            except RecursionError:
                raise too_deep() from None
            except ValueError:
                raise _broken("a number in it has thousands of digits") from None
            else:
                if end < len(self._held) or self._ended:
                    self._at = end
                    return shallow(found)
            refuse_long(len(self._held) - self._at)
            self._more(max(_CHUNK, len(self._held) - self._at))


def refuse_long(size: int) -> None:
    """Raise InterchangeError where an item has more characters than one may have."""
    if size > MAX_ITEM:
        raise InterchangeError(
            f"An item of the file is longer than {MAX_ITEM:,} characters, which no ClaimReview is; "
            "import a feed of ClaimReview."
        )


def _cut_off() -> InterchangeError:
    return InterchangeError("The JSON of the file ends in the middle; get the whole file and import that.")


def _broken(what: str) -> InterchangeError:
    said = "".join(character for character in what if character.isprintable())
    return InterchangeError(f"The file is no JSON ({said}); give a feed of ClaimReview, or a page with one.")


def too_deep() -> InterchangeError:
    """Return the refusal of JSON whose lists and objects stand too deep in one another."""
    return InterchangeError(
        f"The JSON is nested more than {MAX_DEPTH} levels deep, which no ClaimReview is; give a feed of them."
    )


def inside(value: object) -> list[Any]:
    """Return the values that a list or an object of JSON holds."""
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list) else []


def shallow(value: Any) -> Any:  # noqa: ANN401 -- any JSON
    """Return a value of JSON; raises InterchangeError where it is nested deeper than `MAX_DEPTH` levels."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [inner for one in level for inner in inside(one)]
        if not level:
            return value
    raise too_deep()


def items(stream: IO[bytes]) -> Iterator[Any]:
    """Yield the items of the JSON in a stream: of lists, of graphs and feeds, else what it holds as a whole.

    Several documents may stand one after another. Raises InterchangeError where it is no JSON, ends too
    early, is nested too deep, or has an item beyond the limit.
    """
    refuse_other_encodings(beginning_of(stream))
    text = _Text(stream)
    if not text.peek():
        raise InterchangeError("The file is empty; give a feed of ClaimReview, or a page with one.")
    while text.peek():
        yield from _items(text, 0)


def _items(text: _Text, depth: int) -> Iterator[Any]:
    """Yield the items of the next value."""
    beginning = text.peek()
    if depth < _OUTER and beginning == "[":
        yield from _list(text, depth)
    elif depth < _OUTER and beginning == "{":
        yield from _object(text, depth)
    else:
        yield text.value()


def _list(text: _Text, depth: int) -> Iterator[Any]:
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    while True:
        yield from _items(text, depth + 1)
        if text.take(",]") == "]":
            return


def _object(text: _Text, depth: int) -> Iterator[Any]:
    """Yield the items of an object's lists of items as they come, then the object without those lists."""
    text.take("{")
    own: dict[str, Any] = {}
    held = 0  # characters of what it has beside those lists
    if text.peek() == "}":
        text.take("}")
        return
    while True:
        begins = text.position
        key = text.key()
        text.take(":")
        if text.peek() == "[" and local(key) in _LISTS:
            yield from _items(text, depth + 1)
        else:
            own[key] = text.value()
            held += text.position - begins
            refuse_long(held)
        if text.take(",}") == "}":
            yield own
            return
