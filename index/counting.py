"""What the records state, counted and picked out in SQL: the pages never read a whole store for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.models import Figure
from index.connected import Connected
from index.rows import FIGURE_COLUMNS, figure_of, packed, unpacked
from index.schema import tables

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

_AT_ONCE = 500  # bound parameters in one statement
RESULTS = ("result", "share")
"""The kinds of figures that say what was; targets and changes say what is to be, or by how much."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often the reports of an office state an indicator for a year.

    ``results`` say what was, ``zeros`` among them that it was none; ``others`` are targets and
    changes. All are 0 for a report that states nothing.
    """

    office: str
    year: int | None
    indicator: str | None
    results: int
    zeros: int
    others: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures are picked out; what is empty asks for nothing in particular."""

    offices: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    kind: str = ""
    headings: tuple[tuple[str, ...], ...] = ()
    """Heading paths of the sections they stand in, as printed."""


@dataclass(frozen=True, slots=True)
class Key:
    """Where a figure is kept, and what it can be found and sorted by."""

    report_id: str
    place: int
    id: str
    office: str
    year: int | None
    measure: str
    indicator: str | None
    value: str | None


class Counts(Connected):
    """The figures and headings of the reports that count, as numbers and as places."""

    def counts(self) -> tuple[Count, ...]:
        """Return office x year x indicator with how often each is stated."""
        return tuple(Count(*row) for row in self._all(_counts()))

    def picked(self, asked: Asked) -> tuple[Key, ...]:
        """Return where the figures that fit are kept, in reading order."""
        return tuple(Key(*row) for row in self._all(_picked(asked)))

    def figures_at(self, keys: Sequence[Key]) -> Iterator[Figure]:
        """Yield the figures that are kept there as they were read, in the order of ``keys``."""
        for at in range(0, len(keys), _AT_ONCE):
            wanted = keys[at : at + _AT_ONCE]
            found = {row[:2]: figure_of(row[2:]) for row in self._all(_figures_at(wanted))}
            places = ((key.report_id, key.place) for key in wanted)
            yield from (found[place] for place in places if place in found)

    def headings(
        self, offices: Sequence[str] = (), years: Sequence[int] = ()
    ) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Return each heading path as printed, with how many reports of the scope have it.

        Of a year are its report's headings, and those that describe it elsewhere: 2025年打算.
        """
        found = self._all(_headings(offices, years))
        return tuple((unpacked(path), count) for path, count in found)

    def saying(self, words: Sequence[str]) -> tuple[tuple[str, int, str], ...]:
        """Return report, place and text of the passages on what was that hold one of the words."""
        return tuple((row[0], row[1], row[2]) for row in self._all(_saying(words)))


def _counts() -> Select[Any]:
    from sqlalchemy import Numeric, cast, func, select

    t = tables()
    stated, reports = t.figures, t.reports
    year = func.coalesce(stated.c.year, reports.c.year)
    told = stated.c.kind.in_(RESULTS)
    none = told & (cast(stated.c.value, Numeric) == 0) & stated.c.upper.is_(None)
    count = func.count(stated.c.id)
    return (
        select(
            reports.c.office, year, stated.c.indicator,
            count.filter(told), count.filter(none), count.filter(~told),
        )
        .select_from(reports.outerjoin(stated))
        .where(reports.c.copy_of.is_(None))
        .group_by(reports.c.office, year, stated.c.indicator)
        .order_by(reports.c.office, year.nulls_first(), stated.c.indicator.nulls_first())
    )  # fmt: skip


def _picked(asked: Asked) -> Select[Any]:
    from sqlalchemy import func, select

    t = tables()
    stated, reports, parts = t.figures, t.reports, t.sections
    year = func.coalesce(stated.c.year, reports.c.year)
    fit: list[ColumnElement[bool]] = [reports.c.copy_of.is_(None)]
    if asked.offices:
        fit.append(reports.c.office.in_(asked.offices))
    if asked.years:
        fit.append(year.in_(asked.years))
    if asked.indicators:
        fit.append(stated.c.indicator.in_(asked.indicators))
    if asked.kind:
        fit.append(stated.c.kind == asked.kind)
    if asked.headings:
        around = select(parts.c.place).where(
            parts.c.report_id == stated.c.report_id,
            parts.c.path.in_([packed(path) for path in asked.headings]),
            parts.c.first <= stated.c.first,
            parts.c.past > stated.c.first,
        )
        fit.append(around.exists())
    return (
        select(
            stated.c.report_id, stated.c.place, stated.c.id, reports.c.office, year,
            stated.c.measure, stated.c.indicator, stated.c.value,
        )
        .join_from(stated, reports)
        .where(*fit)
        .order_by(
            reports.c.office, reports.c.year.nulls_first(), stated.c.report_id, stated.c.place
        )
    )  # fmt: skip


def _figures_at(keys: Sequence[Key]) -> Select[Any]:
    from sqlalchemy import select, tuple_

    stated = tables().figures
    place = stated.c.report_id, stated.c.place
    wanted = [(key.report_id, key.place) for key in keys]
    columns = (stated.c[name] for name in FIGURE_COLUMNS)
    return select(*place, *columns).where(tuple_(*place).in_(wanted))


def _headings(offices: Sequence[str], years: Sequence[int]) -> Select[Any]:
    from sqlalchemy import func, select

    t = tables()
    parts, reports = t.sections, t.reports
    count = func.count(parts.c.report_id.distinct())
    found = select(parts.c.path, count).join_from(parts, reports)
    if offices:
        found = found.where(reports.c.office.in_(offices))
    if years:
        found = found.where(reports.c.year.in_(years) | parts.c.year.in_(years))
    found = found.where(reports.c.copy_of.is_(None)).group_by(parts.c.path)
    return found.order_by(func.min(parts.c.place), parts.c.path)


def _saying(words: Sequence[str]) -> Select[Any]:
    from sqlalchemy import or_, select

    t = tables()
    held, reports = t.passages, t.reports
    said = or_(*(held.c.text.contains(word, autoescape=True) for word in words))
    return (
        select(held.c.report_id, held.c.first, held.c.text)
        .join_from(held, reports)
        .where(reports.c.copy_of.is_(None), held.c.role != "plan", held.c.role != "glossary", said)
        .order_by(held.c.report_id, held.c.first)
    )
