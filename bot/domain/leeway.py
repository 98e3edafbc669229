"""The leeway that a number's writing leaves open: claims.md, section 4."""

from decimal import Decimal
from typing import Final

_CAP: Final = Decimal("0.05")  # the most leeway that a round number has, as a share of it
_HALF: Final = Decimal("0.5")
_THOUSAND: Final = 1000


def leeway_of(value: Decimal, scale: Decimal, places: int) -> Decimal:
    """Return the half-width that a number's writing leaves open.

    `scale` is the word or suffix that multiplies it, 1 without one; `places` are the decimals written.
    """
    if scale >= _THOUSAND:
        return min(_HALF * scale / (Decimal(10) ** places), value * _CAP)
    if places:
        return _HALF * scale / (Decimal(10) ** places)
    if value >= _THOUSAND and value % 10 == 0:
        digit = Decimal(10)
        while value % (digit * 10) == 0:
            digit *= 10
        return min(digit / 2, value * _CAP)
    return Decimal(0)
