"""The nouns of invented reports, the tables they are made of, and repeatable chance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Office:
    """An invented office: how people call it, and the names of its district and kind."""

    short: str
    english: str
    district: str
    kind: int


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """One figure that an invented report states, and the words it stands in."""

    indicator: str
    measure: str
    value: Decimal
    unit: str
    qualifier: str
    kind: str
    year: int
    surface: str
    evidence: str
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SynthReport:
    """An invented report: its file name, text and identity, its ledger, and what it says in words."""

    source: str
    text: str
    office: Office
    printed_office: str
    year: int
    ledger: tuple[GoldFigure, ...]
    problems: tuple[str, ...]
    zeros: tuple[tuple[str, str], ...]
    seed: int = 1

    def stated(self, indicator: str) -> tuple[GoldFigure, ...]:
        """Return the results this report states of an indicator."""
        return tuple(f for f in self.ledger if f.indicator == indicator and f.kind == "result")


def seeded(*parts: object) -> Random:
    """Return a generator that depends on ``parts`` alone: any report can be made without the others."""
    return Random("/".join(map(str, parts)))  # noqa: S311 - repeatable, not secret


@cache
def tables() -> dict[str, Any]:
    """Return the tables that the reports are made of."""
    text = resources.files("evals").joinpath("synth.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def indicators_of(office: Office) -> list[dict[str, Any]]:
    """Return the indicators that an office of this kind may report."""
    groups = tables()["offices"][office.kind]["groups"]
    return [i for group in groups for i in tables()["indicators"][group]]
