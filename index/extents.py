"""How far a printed number reaches: 1900余 is some number above 1900, 1.2万 is rounded."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.models import Figure

_SCALES = (
    ("亿", Decimal(10**8)),
    ("千万", Decimal(10**7)),
    ("百万", Decimal(10**6)),
    ("万", Decimal(10**4)),
)
_DECIMALS = re.compile(r"[.．·](?P<digits>[0-9０-９]+)")
_SOME_MORE = re.compile(r"[余多]")
_FROM_TO: dict[str, tuple[Decimal | None, Decimal | None]] = {
    "over": (Decimal(1), Decimal(2)),
    "about": (Decimal("0.5"), Decimal(2)),
    "under": (Decimal("0.5"), Decimal(2)),
    "at_least": (Decimal(1), None),
    "at_most": (None, Decimal(1)),
}
"""For each qualifier, the least and the most that may be meant, as multiples of what is printed.

Wide on purpose: an approximate number and an exact one of its magnitude do not contradict.
"""


def rounding(figure: Figure) -> Decimal:
    """Return the worth of the last printed digit where the number is rounded, else 0.

    >>> rounding(figure("1.2万人次"))                                   # doctest: +SKIP
    Decimal('1000')
    """
    scale = next((worth for word, worth in _SCALES if word in figure.surface), Decimal(1))
    decimals = _DECIMALS.search(figure.surface)
    if scale == 1 and not decimals:
        return Decimal(0)
    return scale.scaleb(-len(decimals["digits"])) if decimals else scale


def conflict(one: Figure, other: Figure) -> bool:
    """Say whether no number is both what ``one`` and what ``other`` states."""
    a, b = _extent(one), _extent(other)
    if a is None or b is None:
        return False
    below = a[1] is not None and a[1] < b[0]
    above = b[1] is not None and b[1] < a[0]
    return below or above


def _extent(figure: Figure) -> tuple[Decimal, Decimal | None] | None:
    """Return the least and the most that a figure can mean; None for no bound, or no number."""
    value = figure.value
    if value is None:
        return None
    if figure.qualifier == "range" and figure.upper is not None:
        return value, figure.upper
    if figure.qualifier == "over" and _SOME_MORE.search(figure.surface):
        return value, value + _lowest_digit(value)
    slack = rounding(figure)
    least, most = _FROM_TO.get(figure.qualifier, (Decimal(1), Decimal(1)))
    low = Decimal(0) if least is None else value * least - slack
    return low, None if most is None else value * most + slack


def _lowest_digit(value: Decimal) -> Decimal:
    """Return the worth of the last digit that is not zero: 1900余 is below 2000, 40多 below 50."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else value
