"""The commands of the terminal: each takes its words, asks the desk and hands the result to the page."""

from bot.commands import asking, compiling, drawing, files, ingesting, recording, running, talking
from bot.commands.session import OpenDesk, Session

__all__ = [
    "OpenDesk",
    "Session",
    "asking",
    "compiling",
    "drawing",
    "files",
    "ingesting",
    "recording",
    "running",
    "talking",
]
