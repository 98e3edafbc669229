"""A page of HTML on two phones side by side: its beginning in the light, one of its parts in the dark."""

from html import escape
from typing import Final

from tests.pictures.page import WIDTH

_TALL: Final = 960  # CSS pixels of a phone's screen
_LONG: Final = 12_000  # more than any page here is high
_PHONE: Final = (
    '<div><iframe title="{theme}" style="color-scheme: {theme}" srcdoc="{document}"></iframe></div>'
)
_STYLE: Final = f"""
body {{ margin: 0; display: flex; width: max-content }}
div {{ width: {WIDTH}px; height: {_TALL}px; overflow: hidden }}
iframe {{ width: {WIDTH}px; height: {_LONG}px; border: 0; display: block }}
"""
_SCROLL: Final = """
onload = () => {
  const dark = document.querySelectorAll('iframe')[1];
  const part = dark.contentDocument.getElementById('PART');
  dark.style.marginTop = `-${part.getBoundingClientRect().top}px`;
};
"""


def phones(document: str, part: str) -> str:
    """Return a document that shows a page twice; `part` is the id of what the second one begins with."""
    shown = "".join(_PHONE.format(theme=theme, document=escape(document)) for theme in ("light", "dark"))
    scroll = f"<script>{_SCROLL.replace('PART', part)}</script>"
    return (
        f'<!doctype html><meta charset="utf-8"><title>Claimdesk</title><style>{_STYLE}</style>{shown}{scroll}'
    )
