"""Typed reading of one row of a cases file; what is wrong goes to a list, by file, line, field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

_SCALE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


class Fields:
    """One row: its values by field, where it stands, and the list that its problems go to."""

    zero = Decimal(0)

    def __init__(self, row: dict[str, Any], where: str, problems: list[str]) -> None:
        self.row = row
        self.where = where
        self.line = re.sub(r"\W+", "-", where.rpartition(":")[2])
        self._problems = problems

    def problem(self, field: str, why: str) -> None:
        """Note that ``field`` of this row cannot be used."""
        self._problems.append(f"{self.where} {field}: {why}")

    def refuse_unknown(self, known: frozenset[str]) -> None:
        """Note each field that no case has: a misspelt name would otherwise go unnoticed."""
        for field in sorted(set(self.row) - known):
            self.problem(field, f"unknown field; known are {', '.join(sorted(known))}")

    def text(self, field: str, required: bool = False) -> str:
        """Return a text, "" where it is left out."""
        value = self.row.get(field)
        if value is None or value == "":
            if required:
                self.problem(field, "is missing")
            return ""
        return str(value).strip()

    def items(self, field: str) -> Sequence[Any]:
        """Return a list; a single value stands for a list of one."""
        value = self.row.get(field)
        if value is None or value == "":
            return ()
        return value if isinstance(value, list) else (value,)

    def texts(self, field: str) -> tuple[str, ...]:
        """Return a list of texts; an item of another type is a problem."""
        wrong = [i for i in self.items(field) if not isinstance(i, str)]
        if wrong:
            self.problem(field, f"must be texts, has {wrong[0]!r}")
        return tuple(i for i in self.items(field) if isinstance(i, str))

    def objects(self, field: str) -> Iterator[Fields]:
        """Yield each object of a list as fields of their own."""
        for number, item in enumerate(self.items(field)):
            if isinstance(item, dict):
                yield Fields(item, f"{self.where} {field}[{number}]", self._problems)
            else:
                self.problem(field, f"must be objects, has {item!r}")

    def number(self, field: str, required: bool = False) -> Decimal | None:
        """Return a number in base units; 21.7万 and 1,006 are read as such."""
        value = self.row.get(field)
        if value is None or value == "":
            if required:
                self.problem(field, "is missing")
            return None
        return self._decimal(field, value)

    def numbers(self, field: str) -> tuple[Decimal, ...]:
        """Return a list of numbers."""
        read = (self._decimal(field, v) for v in self.items(field))
        return tuple(n for n in read if n is not None)

    def year(self, field: str) -> int | None:
        """Return a year from 1900 to 2100, None where it is left out."""
        value = self.number(field)
        if value is None:
            return None
        if value != int(value) or not 1900 <= value <= 2100:
            self.problem(field, f"{value} is not a year")
            return None
        return int(value)

    def years(self, field: str) -> tuple[int, ...]:
        """Return a list of years."""
        return tuple(int(n) for n in self.numbers(field))

    def flag(self, field: str, default: bool | None) -> bool | None:
        """Return true or false, ``default`` where it is left out."""
        value = self.row.get(field)
        if value is None or value == "":
            return default
        if isinstance(value, str):
            value = {"true": True, "是": True, "false": False, "否": False}.get(
                value.lower(), value
            )
        if not isinstance(value, bool):
            self.problem(field, f"must be true or false, is {value!r}")
            return default
        return value

    def choice(self, field: str, choices: Sequence[str], default: str | None) -> Any:
        """Return one of ``choices``, ``default`` where it is left out."""
        value = self.row.get(field)
        if value is None or value == "":
            return default
        if value not in choices:
            self.problem(field, f"{value!r} is none of {', '.join(choices)}")
            return default
        return value

    def _decimal(self, field: str, value: Any) -> Decimal | None:
        text = str(value).strip().replace(",", "").replace("，", "")
        factor = Decimal(1)
        while text and text[-1] in _SCALE:
            factor, text = factor * _SCALE[text[-1]], text[:-1]
        try:
            number = Decimal(text) * factor
        except InvalidOperation:
            self.problem(field, f"{value!r} is not a number")
            return None
        return number if number.is_finite() else None
