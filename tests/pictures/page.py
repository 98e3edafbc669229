"""Messages as a web page that looks like Discord on a phone, in its dark and its light theme."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any, Final

from tests.pictures.markdown import Node, parse

WIDTH: Final = 412  # CSS pixels of a phone
THEMES: Final = ("dark", "light")

_TAGS: Final = {
    "strong": "strong",
    "emphasis": "em",
    "underline": "u",
    "strike": "s",
    "spoiler": "mark",
    "code": "code",
    "code block": "pre",
    "heading": "h3",
    "subtext": "small",
    "quote": "blockquote",
    "item": "li",
    "mention": "b",
    "emoji": "b",
}
_STYLE: Final = """
* { box-sizing: border-box; margin: 0 }
body { display: flex; width: max-content; font: 16px/1.35 "gg sans", "Noto Sans", sans-serif }
section { width: 412px; padding: 14px 12px 18px; display: grid; gap: 16px; align-content: start }
.dark { background: #313338; color: #dbdee1; --head: #f2f3f5; --soft: #949ba4; --box: #2b2d31;
  --code: #1e1f22; --link: #00a8fc; --button: #4e5058; --on: #fff }
.light { background: #fff; color: #313338; --head: #060607; --soft: #5c5e66; --box: #f2f3f5;
  --code: #e3e5e8; --link: #006ce7; --button: #e3e5e8; --on: #313338 }
article { display: grid; grid-template-columns: 40px 1fr; gap: 2px 12px }
.face { grid-row: 1 / 4; width: 40px; height: 40px; border-radius: 50%; color: #fff;
  background: #4e7fbf; font-weight: 600; text-align: center; line-height: 40px }
.who { font-weight: 600; color: var(--head) }
.app { background: #5865f2; color: #fff; border-radius: 4px; padding: 0 5px; font-size: 11px;
  margin-left: 5px }
.body { min-width: 0; overflow-wrap: anywhere; white-space: pre-line }
.embed { background: var(--box); border-left: 4px solid; border-radius: 4px; padding: 10px 12px;
  margin-top: 6px; font-size: 14px; display: grid; gap: 8px }
.embed h2 { font-size: 16px; color: var(--head) }
.embed h4 { font-size: 14px; color: var(--head) }
blockquote { border-left: 4px solid var(--soft); border-radius: 4px; padding-left: 10px }
.embed li { margin-left: 18px; white-space: normal }
footer { font-size: 12px; color: var(--soft) }
pre, code { background: var(--code); font: 13px/1.3 "Noto Sans Mono", "DejaVu Sans Mono", monospace }
pre { border-radius: 4px; padding: 7px; white-space: pre-wrap }
code { border-radius: 3px; padding: 0 3px }
a { color: var(--link); text-decoration: none }
img { display: block; width: 100%; margin-top: 6px }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px }
.row span { background: var(--button); color: var(--on); border-radius: 8px; padding: 6px 14px;
  font-size: 14px; font-weight: 500 }
.row .s1 { background: #5865f2; color: #fff }
.row .s3 { background: #248046; color: #fff }
.row .s4 { background: #da373c; color: #fff }
.row .off { opacity: 0.5 }
.row .menu { flex: 1; background: var(--code); color: var(--soft) }
"""


@dataclass(frozen=True)
class Message:
    """One message of a picture, as the API would carry it."""

    author: str
    content: str = ""
    embeds: Sequence[Mapping[str, Any]] = ()  # as `Embed.to_dict` gives them
    rows: Sequence[Mapping[str, Any]] = field(default=())  # as `View.to_components` gives them
    app: bool = False
    picture: bytes = b""  # that is attached, a PNG; none where it is empty
    described: str = ""  # what the picture shows, in words


def page(messages: Sequence[Message]) -> str:
    """Return a whole document: the same messages in both themes, side by side."""
    sections = "".join(
        f'<section class="{theme}">{"".join(map(_message, messages))}</section>' for theme in THEMES
    )
    return f'<!doctype html><meta charset="utf-8"><title>Claimdesk</title><style>{_STYLE}</style>{sections}'


def _message(message: Message) -> str:
    badge = '<span class="app">APP</span>' if message.app else ""
    content = f"<div>{html(message.content)}</div>" if message.content else ""
    return (
        f'<article><div class="face">{escape(message.author[:1].upper())}</div>'
        f'<div class="who">{escape(message.author)}{badge}</div>'
        f'<div class="body">{content}{_picture(message)}'
        f"{''.join(map(_embed, message.embeds))}{''.join(map(_row, message.rows))}"
        "</div></article>"
    )


def _picture(message: Message) -> str:
    if not message.picture:
        return ""
    source = b64encode(message.picture).decode()
    return f'<img alt="{escape(message.described)}" src="data:image/png;base64,{source}">'


def _embed(embed: Mapping[str, Any]) -> str:
    parts = [f"<h2>{html(embed['title'])}</h2>"] if embed.get("title") else []
    parts += [f"<div>{html(embed['description'])}</div>"] if embed.get("description") else []
    parts += [
        f"<div><h4>{html(one['name'])}</h4><div>{html(one['value'])}</div></div>"
        for one in embed.get("fields", ())
    ]
    parts += [f"<footer>{escape(embed['footer']['text'])}</footer>"] if embed.get("footer") else []
    return f'<div class="embed" style="border-color:#{embed.get("color", 0):06x}">{"".join(parts)}</div>'


def _row(row: Mapping[str, Any]) -> str:
    return f'<div class="row">{"".join(map(_component, row.get("components", ())))}</div>'


def _component(component: Mapping[str, Any]) -> str:
    if component.get("options"):
        return f'<span class="menu">{escape(component.get("placeholder") or "Choose")}</span>'
    off = " off" if component.get("disabled") else ""
    return f'<span class="s{component.get("style", 2)}{off}">{escape(component.get("label") or "")}</span>'


def html(source: str) -> str:
    """Return a text of Discord's markdown as HTML."""
    return "".join(map(_node, parse(source)))


def _node(node: Node) -> str:
    inside = "".join(map(_node, node.inside)) or escape(node.text)
    if node.kind == "link":
        return f'<a href="{escape(node.target)}">{inside}</a>'
    if node.kind == "stamp":
        return f"<b>{datetime.fromtimestamp(int(node.target), UTC):%d %B %Y %H:%M}</b>"
    tag = _TAGS.get(node.kind)
    return f"<{tag}>{inside}</{tag}>" if tag else inside
