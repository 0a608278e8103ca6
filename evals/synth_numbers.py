"""How an invented report prints a number: styles of digits, 万, qualifiers before and after."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

_BEFORE = {"超": "over", "逾": "over", "近": "under", "约": "about", "超过": "over"}
_AFTER = {"余": "over", "多": "over"}
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed and what it means: value in base units, unit, qualifier."""

    value: Decimal
    unit: str
    qualifier: str
    surface: str
    upper: Decimal | None = None


def print_number(rng: Random, value: int, unit: str) -> Printed:
    """Print ``value`` of ``unit`` in one of the styles of the genre.

    ``unit`` may begin with 万, as in 万元: then the value counts ten thousands.
    """
    base = unit.removeprefix("万")
    if unit != base:
        amount = (
            Decimal(value)
            if rng.random() < 0.5
            else Decimal(value) + Decimal(rng.randint(1, 9)) / 10
        )
        return _qualified(rng, amount, f"{amount}", "万", base)
    if value >= 20_000 and rng.random() < 0.6:
        amount = Decimal(value // 1000) / 10
        whole = amount == int(amount) or rng.random() < 0.5
        amount = Decimal(int(amount)) if whole else amount
        return _qualified(rng, amount, f"{amount}", "万", base)
    if value >= 20 and rng.random() < 0.25:
        lead = 10 ** (len(str(value)) - (1 if value < 1000 else 2))
        rounded = value // lead * lead
        return _qualified(rng, Decimal(rounded), str(rounded), "", base, always=True)
    digits = _digits(rng, value)
    gap = " " if rng.random() < 0.15 else ""
    return Printed(Decimal(value), base, "exact", f"{gap}{digits}{gap}{base}".strip())


def print_percent(rng: Random, low: int, high: int) -> Printed:
    """Print a percentage with one decimal or none."""
    amount = Decimal(rng.randint(low * 10, high * 10)) / 10
    if rng.random() < 0.4:
        amount = Decimal(int(amount))
    return Printed(amount, "%", "exact", f"{amount}%")


def print_target(rng: Random, value: int, unit: str) -> Printed:
    """Print a number to be reached: 不少于 before it, 以上 after it, bare, or a range."""
    base = unit.removeprefix("万")
    scale, factor = ("万", 10_000) if unit != base else ("", 1)
    if rng.random() < 0.2:
        most, dash = value + max(2, value // 4), rng.choice(["—", "至", "-", "～"])
        surface = f"{value}{dash}{most}{scale}{base}"
        return Printed(Decimal(value * factor), base, "range", surface, Decimal(most * factor))
    amount = f"{value}{scale}{base}"
    before, after, qualifier = rng.choice(
        [("不少于", "", "at_least"), ("", "以上", "at_least"), ("", "", "exact")]
    )
    return Printed(Decimal(value * factor), base, qualifier, before + amount + after)


def _qualified(
    rng: Random, amount: Decimal, digits: str, scale: str, unit: str, always: bool = False
) -> Printed:
    """Print an amount of ``scale``; often with a qualifier, which only a round number takes after."""
    value = amount * (10_000 if scale else 1)
    if not always and rng.random() < 0.6:
        return Printed(value, unit, "exact", f"{digits}{scale}{unit}")
    if amount == int(amount) and rng.random() < 0.6:
        word = rng.choice(list(_AFTER))
        order = scale + word if scale and rng.random() < 0.5 else word + scale
        return Printed(value, unit, _AFTER[word], f"{digits}{order}{unit}")
    word = rng.choice(list(_BEFORE))
    return Printed(value, unit, _BEFORE[word], f"{word}{digits}{scale}{unit}")


def _digits(rng: Random, value: int) -> str:
    roll = rng.random()
    if roll < 0.06 and 10 <= value < 100:
        tens, ones = divmod(value, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    if roll < 0.16 and value >= 1000:
        return f"{value:,}"
    if roll < 0.2:
        return "".join(chr(ord(d) + 0xFEE0) for d in str(value))
    return str(value)
