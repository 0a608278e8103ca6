"""Arithmetic on figures, in Decimal; an approximate operand never gives an exact result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from assistant.models import Derived
from assistant.units import countable
from corpus.models import Figure

_SCALES = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))
_PRINTED = tuple(re.compile(rf"\d[\s余多]*{word}") for word, _ in _SCALES)
APPROXIMATE = frozenset({"about", "over", "under", "at_least", "at_most", "range"})


def plain(value: Decimal) -> str:
    """Return ``value`` without exponent or trailing zeros: 1E+3 -> 1000, 4.50 -> 4.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def approximate(figures: Sequence[Figure]) -> bool:
    """Say whether any of ``figures`` is stated with a qualifier (余, 超, 近, 约 …)."""
    return any(f.qualifier in APPROXIMATE for f in figures)


def scale_of(figures: Sequence[Figure]) -> tuple[str, Decimal]:
    """Return the finest scale in which ``figures`` are printed: 亿, 万 (亿 beside 万), or none."""
    printed = [
        next((i for i, p in enumerate(_PRINTED) if p.search(f.surface)), None) for f in figures
    ]
    if not printed or any(at is None for at in printed):
        return "", Decimal(1)
    return _SCALES[max(at for at in printed if at is not None)]


def _grain(figure: Figure) -> Decimal:
    """Return the place to which an approximate figure is stated: 1900 余 -> 100, 3—5 -> 2."""
    if figure.upper is not None and figure.value is not None:
        return max(figure.upper - figure.value, Decimal(1))
    if figure.qualifier == "exact" or not figure.value:
        return (
            Decimal(1) if figure.value is None or figure.value == int(figure.value) else Decimal(0)
        )
    grain = Decimal(1)
    if figure.value != int(figure.value):
        return Decimal(1).scaleb(int(figure.value.normalize().as_tuple().exponent))
    while figure.value % (grain * 10) == 0:
        grain *= 10
    return grain


_LESS = frozenset({"exact", "under", "at_most"})
"""What is subtracted is no more than it says."""


def bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """Return between which values an approximate figure may lie; its value twice for an exact one."""
    value = figure.value or Decimal(0)
    grain = _grain(figure)
    if figure.upper is not None:
        return value, figure.upper
    if figure.qualifier in ("over", "at_least"):
        return value, value + grain
    if figure.qualifier in ("under", "at_most"):
        return value - grain, value
    return (value - grain / 2, value + grain / 2) if figure.qualifier == "about" else (value, value)


def _grains(figures: Sequence[Figure]) -> list[Decimal]:
    """Return the grains of the approximate ``figures``; one of 1 where all are exact."""
    return [_grain(f) for f in figures if f.qualifier in APPROXIMATE] or [Decimal(1)]


def _over(figures: Sequence[Figure]) -> bool:
    return any(f.qualifier in ("over", "at_least") for f in figures)


def amount(
    value: Decimal, figures: Sequence[Figure], more: bool, grain: Decimal
) -> tuple[Decimal, str, str]:
    """Return ``value`` as it may be stated of ``figures``, the words for it with its unit, and a
    word that bounds it where it drowns in what is left open.

    An approximate operand coarsens it to ``grain``: 1900 余人次 less 196 人次 is "1700 余人次".
    ``more`` says that what is left open can only add to the value.
    """
    word, factor = scale_of(figures)
    unit = figures[0].unit
    if approximate(figures):
        rounding = ROUND_FLOOR if more or value < grain else ROUND_HALF_UP
        coarse = (value / grain).to_integral_value(rounding) * grain
        if not coarse and more:  # only the first digit can be trusted, and that it is no less
            grain = Decimal(1).scaleb(value.adjusted())
            coarse = (value / grain).to_integral_value(ROUND_FLOOR) * grain
        if not coarse:
            return value, f"{plain(grain / factor)} {word}{unit}", "within"
        tail = "余" if more and coarse <= value else ""
        return coarse, f"{plain(coarse / factor)} {tail}{word}{unit}", ""
    return value, f"{plain(value / factor)} {word}{unit}", ""


def difference(before: Figure, after: Figure) -> Derived | None:
    """Return ``after - before`` (signed value, unsigned surface), None where a value is missing.

    Its label is "within" where the change is smaller than what the operands leave open.
    """
    if before.value is None or after.value is None:
        return None
    change = after.value - before.value
    large, small = (after, before) if change >= 0 else (before, after)
    finer = small.qualifier in _LESS or (_over((small,)) and _grain(small) < _grain(large))
    more = (_over((large,)) and finer) or (
        large.qualifier == "exact" and small.qualifier in _LESS - {"exact"}
    )
    value, surface, bound = amount(
        abs(change), (after, before), more, max(_grains((after, before)))
    )
    sign = -1 if change < 0 else 1
    formula = f"{shown(after)} − {shown(before)}"
    label = bound or "difference"
    return Derived(label, value * sign, after.unit, surface, (before, after), formula)


def shown(figure: Figure) -> str:
    """Return the figure's number in the scale it is printed in, without unit: 21.1 for 21.1万平方米."""
    if figure.value is None:
        return " ".join(figure.surface.split())
    word, factor = scale_of((figure,))
    return plain(figure.value / factor) + (f" {word}" if word else "")


def _rounded(value: Decimal, places: Decimal) -> Decimal:
    """Return ``value`` to ``places``; finer where that would leave nothing (0.02%)."""
    rounded = value.quantize(places, ROUND_HALF_UP)
    while value and not rounded and places > Decimal("0.0001"):
        places /= 10
        rounded = value.quantize(places, ROUND_HALF_UP)
    return rounded


def growth(before: Figure, after: Figure) -> Derived | None:
    """Return the rate of change in percent of ``before``; None where ``before`` is 0 or missing."""
    if not before.value or after.value is None:
        return None
    rate = (after.value - before.value) / before.value * 100
    places = Decimal(1) if approximate((before, after)) else Decimal("0.1")
    rate = _rounded(rate, places)
    formula = f"({shown(after)} − {shown(before)}) ÷ {shown(before)}"
    return Derived("growth", rate, "%", f"{plain(abs(rate))}%", (before, after), formula)


def multiple(before: Figure, after: Figure) -> Derived | None:
    """Return how many times ``before`` goes into ``after``; None where ``before`` is 0 or missing."""
    if not before.value or after.value is None:
        return None
    places = Decimal(1) if approximate((before, after)) else Decimal("0.1")
    times = _rounded(after.value / before.value, places)
    formula = f"{shown(after)} ÷ {shown(before)}"
    return Derived("multiple", times, "倍", f"{plain(times)} 倍", (before, after), formula)


def ratio(part: Figure, whole: Figure) -> Derived | None:
    """Return ``part`` as a percentage of ``whole``; None where that has no meaning."""
    if part.value is None or not whole.value:
        return None
    places = Decimal(1) if approximate((part, whole)) else Decimal("0.1")
    rate = _rounded(part.value / whole.value * 100, places)
    formula = f"{shown(part)} ÷ {shown(whole)}"
    return Derived("ratio", rate, "%", f"{plain(rate)}%", (part, whole), formula)


def total(figures: Sequence[Figure]) -> Derived | None:
    """Return the sum of ``figures``, None where one has no value or they count different things."""
    values = [f.value for f in figures if f.value is not None]
    if len(values) != len(figures) or not values or not countable(f.unit for f in figures):
        return None
    open_ends = [f for f in figures if f.qualifier in APPROXIMATE]
    more = bool(open_ends) and all(f.qualifier in ("over", "at_least") for f in open_ends)
    value, surface, _ = amount(sum(values, Decimal(0)), figures, more, min(_grains(figures)))
    return Derived(
        "sum", value, figures[0].unit, surface, tuple(figures), " + ".join(map(shown, figures))
    )


def average(figures: Sequence[Figure]) -> Derived | None:
    """Return the mean of ``figures`` to one decimal place, None where they cannot be added."""
    added = total(figures)
    if added is None:
        return None
    exact = sum((f.value for f in figures if f.value is not None), Decimal(0)) / len(figures)
    word, factor = scale_of(figures)
    if approximate(figures):
        grain = min(_grains(figures))
        exact = (exact / grain).quantize(Decimal(1), ROUND_HALF_UP) * grain
    value = (exact / factor).quantize(Decimal("0.1"), ROUND_HALF_UP)
    formula = f"({added.formula}) ÷ {len(figures)}"
    return Derived(
        "average",
        value * factor,
        added.unit,
        f"{plain(value)} {word}{added.unit}",
        added.inputs,
        formula,
    )
