"""Reads a page of HTML strictly: every element closed in its turn, no attribute or id twice."""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder

_VOID: Final = frozenset({"br", "hr", "img", "link", "meta", "wbr"})


def parsed(page: str) -> Element:
    """Return the root of a page; raises ValueError, with the line, for markup that isn't well nested."""
    reader = _Strict()
    reader.feed(page)
    reader.close()
    root = reader.finished()
    ids = [found.attrib["id"] for found in root.iter() if "id" in found.attrib]
    if len(ids) != len(set(ids)):
        raise ValueError(f"an id is given twice: {sorted(one for one in ids if ids.count(one) > 1)}")
    return root


def text_of(element: Element) -> str:
    """Return the words of an element and of all in it, each run of space as one."""
    return " ".join("".join(element.itertext()).split())


def named(root: Element, tag: str) -> Iterator[Element]:
    """Yield the elements of a kind, in the order of the page."""
    return root.iter(tag)


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._tree = TreeBuilder()
        self._open: list[str] = []
        self._declared: list[str] = []

    def handle_decl(self, decl: str) -> None:
        self._declared.append(decl.lower())

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            raise ValueError(f"line {self.getpos()[0]}: <{tag}> has an attribute twice: {names}")
        self._tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._tree.end(tag)
        else:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if "svg" not in self._open and tag not in _VOID:
            raise ValueError(
                f"line {self.getpos()[0]}: <{tag}/> closes itself, which HTML has no meaning for"
            )
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            raise ValueError(f"line {self.getpos()[0]}: </{tag}> closes what isn't open")
        self._tree.end(tag)

    def handle_data(self, data: str) -> None:
        if self._open:
            self._tree.data(data)
        elif data.strip():
            raise ValueError(f"line {self.getpos()[0]}: text outside of the page: {data.strip()[:40]!r}")

    def finished(self) -> Element:
        """Return the root, after a look at whether everything is closed."""
        if self._open or self._declared != ["doctype html"]:
            raise ValueError(f"still open: {self._open}; declared: {self._declared}")
        return self._tree.close()
