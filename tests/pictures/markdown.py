"""A small model of how Discord reads markdown: enough to draw an embed and to try to break out of one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Node:
    """A stretch of a text as Discord takes it."""

    kind: str  # "text", "link", "strong", "mention", "code block", …
    text: str = ""  # what it says, where it holds no further nodes
    target: str = ""  # where a link leads, whom a mention calls, when a timestamp is
    inside: tuple["Node", ...] = ()


_BLOCKS: Final = (
    ("code block", re.compile(r"```(?:[a-z0-9_+\-.#]+\n)?\n*(?P<raw>[^\n][\s\S]*?)\n*```\n?", re.IGNORECASE)),
    ("heading", re.compile(r"#{1,3} +(?P<in>[^\n]+)\n?")),
    ("subtext", re.compile(r"-# +(?P<in>[^\n]+)\n?")),
    ("quote", re.compile(r">>> (?P<in>[\s\S]+)|> (?P<line>[^\n]*)\n?")),
    ("item", re.compile(r" *(?:[-*]|\d+\.) +(?P<in>[^\n]+)\n?")),
)
_INLINE: Final = (
    ("escape", re.compile(r"\\(?P<raw>[^0-9A-Za-z\s])")),
    ("code block", re.compile(r"```(?:[a-z0-9_+\-.#]+\n)?\n*(?P<raw>[^\n][\s\S]*?)\n*```", re.IGNORECASE)),
    ("autolink", re.compile(r"<(?P<to>[^: >]+:/[^ >]+)>")),
    ("url", re.compile(r"(?P<to>(?:https?|steam|discord)://[^\s<]+[^<.,:;\"'\]\s])", re.IGNORECASE)),
    ("link", re.compile(r"\[(?P<in>(?:\\.|[^\[\]\\])+)\]\(<?(?P<to>(?:\([^)]*\)|[^\s\\()]|\\.)+?)>?\)")),
    ("strong", re.compile(r"\*\*(?P<in>(?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")),
    ("underline", re.compile(r"__(?P<in>(?:\\[\s\S]|[^\\])+?)__(?!_)")),
    (
        "emphasis",
        re.compile(r"\b_(?P<in>(?:__|\\[\s\S]|[^\\_])+?)_\b|\*(?=\S)(?P<line>(?:\\[\s\S]|[^*\\])+?)\*(?!\*)"),
    ),
    ("strike", re.compile(r"~~(?P<in>(?:\\[\s\S]|[^\\])+?)~~")),
    ("spoiler", re.compile(r"\|\|(?P<in>[\s\S]+?)\|\|")),
    ("code", re.compile(r"(`+)(?P<raw>[\s\S]*?[^`])\1(?!`)")),
    ("mention", re.compile(r"(?P<to><(?:@[!&]?|#)\d+>|</[^>]+:\d+>|<id:\w+>|@everyone|@here)")),
    ("emoji", re.compile(r"(?P<to><a?:\w+:\d+>|:[^\s:]+:)")),
    ("stamp", re.compile(r"<t:(?P<to>-?\d+)(?::[tTdDfFR])?>")),
)
_RUN: Final = re.compile(r"(?:(?!(?:https?|steam|discord)://)[A-Za-z0-9 ,\u00c0-\ufffe])+", re.IGNORECASE)
_PINGS: Final = re.compile(r"<@[!&]?\d+>|@everyone|@here", re.IGNORECASE)
_INVISIBLE: Final = str.maketrans("", "", "\u200b\u2066\u2068\u2069")


def parse(source: str) -> tuple[Node, ...]:
    """Return the nodes of a message's or a field's text."""
    return tuple(_merged(_nodes(source, blocks=True)))


def _nodes(source: str, *, blocks: bool) -> Iterator[Node]:
    at = 0
    while at < len(source):
        rules = (*_BLOCKS, *_INLINE) if blocks and (at == 0 or source[at - 1] == "\n") else _INLINE
        for kind, rule in rules:
            found = rule.match(source, at)
            if found is not None and found.end() > at:
                yield _node(kind, found)
                at = found.end()
                break
        else:
            run = _RUN.match(source, at)
            end = run.end() if run else at + 1
            yield Node("text", source[at:end])
            at = end


def _node(kind: str, found: re.Match[str]) -> Node:
    groups = {name: text for name, text in found.groupdict().items() if text is not None}
    target = groups.get("to", "")
    if kind == "escape":
        return Node("text", groups["raw"])
    if kind in {"autolink", "url"}:
        return Node("link", target, target)
    if kind == "link":
        return Node("link", re.sub(r"\\(\W)", r"\1", groups["in"]), target)
    if "in" in groups or "line" in groups:
        inner = groups.get("in", groups.get("line", ""))
        return Node(kind, "", target, tuple(_merged(_nodes(inner, blocks=kind == "quote"))))
    return Node(kind, groups.get("raw", target), target)


def _merged(nodes: Iterator[Node]) -> Iterator[Node]:
    text = ""
    for node in nodes:
        if node.kind == "text":
            text += node.text
            continue
        if text:
            yield Node("text", text)
        text = ""
        yield node
    if text:
        yield Node("text", text)


def every(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield nodes and those inside them."""
    for node in nodes:
        yield node
        yield from every(node.inside)


def shown(source: str) -> str:
    """Return what a reader sees of a text, without the marks of direction."""
    words = (node.text for node in every(parse(source)) if not node.inside)
    return "".join(words).translate(_INVISIBLE)


def kinds(source: str) -> set[str]:
    """Return what kinds of nodes a text holds."""
    return {node.kind for node in every(parse(source))}


def links(source: str) -> list[tuple[str, str]]:
    """Return each link as (what it says, where it leads)."""
    return [(node.text, node.target) for node in every(parse(source)) if node.kind == "link"]


def pings(source: str) -> list[str]:
    """Return whom a text calls when it is sent: Discord looks for these before any markdown."""
    return _PINGS.findall(re.sub(r"```[\s\S]*?```", "", source))
