"""One amount on its way to a figure."""

from dataclasses import dataclass

from bot.domain.reading.amounts import Amount
from bot.domain.reading.quantities import Thing
from bot.domain.reading.tags import Found


@dataclass(slots=True)
class Reading:
    """An amount with what it counts, what befell those counted, and what it borrows from its neighbours."""

    amount: Amount
    thing: Thing
    found: Found | None = None
    noun: str | None = None
    adjectives: tuple[str, ...] = ()
    implied: bool = False
    outcome: str | None = None
    part: bool = False
    aboard: bool = False  # "189 aboard", "150 on board": people are understood
    whole: bool = False  # "out of 33": what a part is counted of
    holds: bool = False  # "among the 33 dead": it holds the part before it and borrows nothing from it

    @property
    def first(self) -> int:
        """The first token of the number with its hedge."""
        return self.amount.first

    @property
    def behind(self) -> int:
        """The token behind the amount and the words for what it counts."""
        return max(self.thing.last, self.amount.last)
