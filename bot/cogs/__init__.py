"""The commands on Discord: each acknowledges, calls the desk and shows the result."""

from typing import Final

from bot.cogs.asking import Asking
from bot.cogs.deciding import Deciding
from bot.cogs.files import Files
from bot.cogs.ingesting import Ingesting
from bot.cogs.managing import Managing
from bot.cogs.recording import Recording
from bot.cogs.watching import Watching

COGS: Final = (Asking, Watching, Recording, Ingesting, Deciding, Files, Managing)
"""Every group of commands; each is made with the bot that hosts it."""
