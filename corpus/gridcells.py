"""Reads what a cell of a table states: 12, 1,208.5, 约120人次, 下降3.2%, 12（含上年结转3件）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.amounts import amounts
from corpus.grids import GridCell
from corpus.models import Qualifier, Span
from corpus.numerals import SCALES, parse_number

_CHANGED = re.compile(
    r"^(?:同比|较上年|比上年)?(?P<way>增长|增加|上升|提高|下降|减少|降低|增|降)了?"
)
_NOTE = re.compile(
    r"（(?:其中|含|包括|内含)?[：:，]?(?P<words>[^（）0-9]{0,20}?)(?=[0-9])(?P<rest>[^（）]*)）$"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number in a cell: its place, value and unit, and what the cell itself says of it.

    ``scaled`` says that the cell prints its own 万 or 亿; ``way`` is its 增长 or 下降; ``words`` name
    what a note in brackets counts (上年结转), the number before it being its whole.
    """

    span: Span
    value: Decimal | None
    upper: Decimal | None
    unit: str
    qualifier: Qualifier
    scaled: bool = False
    way: str = ""
    words: str = ""


def stated(cell: GridCell) -> Iterator[Stated]:
    """Yield the number of a cell, then those of a note behind it.

    >>> [(one.value, one.unit, one.words) for one in stated(GridCell(0, "12（含上年结转3件）"))]
    [(Decimal('12'), '', ''), (Decimal('3'), '件', '上年结转')]
    """
    text = cell.text
    if cell.is_number:
        yield _bare(cell)
        return
    changed = _CHANGED.match(text)
    note = _NOTE.search(text)
    end = note.start() if note else len(text)
    at = changed.end() if changed else 0
    for found in amounts(text[:end]):
        if found.span.start < at:
            continue
        span = Span(cell.start + found.span.start, cell.start + found.span.end)
        scaled = found.scale > 1
        way = changed["way"] if changed else ""
        yield Stated(span, found.value, found.upper, found.unit, found.qualifier, scaled, way)
        break
    if note and note["words"]:
        inner = next(iter(amounts(note["rest"])), None)
        if inner is not None and inner.span.start == 0:
            start = cell.start + note.start("rest")
            span = Span(start, start + inner.span.end)
            unit, words = inner.unit, note["words"]
            yield Stated(
                span, inner.value, inner.upper, unit, inner.qualifier, inner.scale > 1, "", words
            )


def _bare(cell: GridCell) -> Stated:
    """Read a cell that holds nothing but a number; a minus or an arrow down makes it less than zero."""
    text = cell.text
    unit = "%" if text.endswith(("%", "％")) else ""
    value = parse_number(text.strip("-－+＋↑↓%％"))
    if value is not None and text.startswith(("-", "－", "↓")):
        value = -value
    return Stated(Span(cell.start, cell.start + len(text)), value, None, unit, "exact")


def in_base(value: Decimal | None, scale: str) -> Decimal | None:
    """Return a value in base units: 12 under （万元） is 120000."""
    return None if value is None else value * SCALES.get(scale, 1)
