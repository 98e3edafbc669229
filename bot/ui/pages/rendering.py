"""The story sheet as one self-contained page of HTML."""

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from bot.interchange.linked import document, node, said_together
from bot.results import Sheet
from bot.ui.pages.view import View

_IN_SCRIPT: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page(sheet: Sheet) -> str:
    """Return a sheet as a page that needs nothing beside it: no scripts, no network, no fonts.

    The same sheet gives the same page. Everything in it that others wrote is text, and nothing else.
    """
    template, style = _template()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return template.render(
        view=View(sheet),
        style=Markup(style),  # noqa: S704 -- a file of this package
        style_digest=digest,
        linked=Markup(linked(sheet)),  # noqa: S704 -- no sign is left in it that could end its element
    )


def linked(sheet: Sheet) -> str:
    """Return the claims that a sheet lists as JSON-LD which nothing in it can end."""
    graph = document(map(node, said_together(sheet.claims)))
    return json.dumps(graph, ensure_ascii=False).translate(_IN_SCRIPT)


@cache
def _template() -> tuple[Template, str]:
    here = files("bot.ui.pages")
    environment = Environment(
        loader=BaseLoader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    source = (here / "sheet.html").read_text(encoding="utf-8")
    return environment.from_string(source), (here / "sheet.css").read_text(encoding="utf-8")
