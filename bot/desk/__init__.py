"""The use cases of a fact-checking desk. Nothing here knows where it is asked from.

Each room holds what belongs together; `Desk` is all of them under one roof.
"""

from typing import Final

from bot.desk.compiling import Compiling
from bot.desk.errors import DecidedError, DeskError, ImportRefused
from bot.desk.ingesting import Ingesting
from bot.desk.newsrooms import Newsrooms
from bot.desk.outbox import Outbox
from bot.desk.sourcing import Sourcing
from bot.desk.trying import Trying
from bot.desk.undoing import Undoing
from bot.desk.upkeep import Upkeep

__all__ = ["LOCAL", "DecidedError", "Desk", "DeskError", "ImportRefused"]

LOCAL: Final = "terminal"  # the workspace of the terminal commands


class Desk(Compiling, Ingesting, Trying, Undoing, Sourcing, Newsrooms, Outbox, Upkeep):
    """A ledger, its index and the engine, at the service of whoever asks."""
