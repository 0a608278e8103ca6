"""Reads tables that a text file draws with blanks or bars: a label, column headings, numbers.

Only what is sure becomes an entry: a single number beside its label, or as many numbers as there
are headings. An empty cell is not a zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.models import Span
from corpus.numerals import ARABIC, SCALES, parse_number

_CELL = re.compile(r"[^ |\t\n]+(?: (?![ |\t])[^ |\t\n]+)*")
_NUMBER = re.compile(rf"-?(?:{ARABIC})%?")
_EMPTY = re.compile(r"[-—/]{1,3}")
_PROSE = re.compile(r"[。；！？]|，.{12}|\.{3}|…")
_RULE = re.compile(r"[\s|:：+\-—=]+")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十0-9]{1,3}）|[0-9]{1,2}[.．、)）]|[①-⑳]|其中：?)"
)
_UNIT = re.compile(
    r"[（(](?:单位：?)?(?P<scale>[百千万亿]{0,2})(?P<unit>[\u4e00-\u9fff]{1,4}|%)[）)]"
)
_TABLE_UNIT = re.compile(r"单位[：:] ?(?P<scale>[百千万亿]{0,2})(?P<unit>[\u4e00-\u9fff]{1,4})")
_COUNT_HEAD = re.compile(r"(?P<unit>[件人次户宗起项家个份条])(?:数|次数)$")
_SAYS_WHAT = re.compile(r"(?:数|数量|金额|总额|面积|率|比|情况|额)(?:（.*）)?$")
_NO_MEASURE = re.compile(
    r"电话|邮编|传真|编号|日期|年份|页码|文号|代码|网址|邮箱|序号|热线|版本|^第.*[页期号]$|^[-—0-9.\s]*$"
)
_TOTAL = re.compile(r"^(?:总计|合计|小计|总数|共计)$")
_TITLE = re.compile(r"^[一二三四五六七八九十]{1,3}、|^表 ?[0-9一二三四五六七八九十]{0,3}[ :：.．]?")
_NO_NAME = re.compile(r"^(?:总计|合计|小计|共计|其他|其它)$")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_CLOSE = 3
_MOST_HEADINGS = 6
_MARGIN = 8
_LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a table line: its column, the bars before it, its place and its text."""

    column: int
    block: int
    start: int
    text: str

    @property
    def is_number(self) -> bool:
        """Say whether nothing but a number stands in it."""
        return _NUMBER.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of a table with what it counts; ``total`` is the place of its row's total."""

    span: Span
    measure: str
    value: Decimal
    unit: str
    year: int | None
    total: int | None


@dataclass(slots=True)
class _Table:
    """What is known of the table the walk is in."""

    headings: list[list[Cell]] = field(default_factory=list)
    unit: tuple[str, str] = ("", "")
    pending: str = ""
    title: str = ""
    filled: bool = False


def table_entries(text: str) -> Iterator[Entry]:
    """Yield the numbers of the tables in a levelled text.

    >>> [(e.measure, e.value) for e in table_entries("项目      处理决定数量\\n行政许可      1808")]
    [('行政许可处理决定数量', Decimal('1808'))]
    """
    table, at = _Table(), 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        start, at = at, at + len(line) + 1
        if len(line) > _LONGEST_LINE or not line.strip() or _RULE.fullmatch(line):
            continue
        unit = _TABLE_UNIT.search(line)
        cells = _cells(line, start)
        values = _values(cells)
        if values:
            following = lines[number + 1].strip() if number + 1 < len(lines) else ""
            yield from _row(table, cells, values, following)
            table.pending, table.filled = "", True
        elif len(cells) > 1 and all(_EMPTY.fullmatch(cell.text) for cell in cells[1:]):
            table.filled = True
        elif _PROSE.search(line):
            table = _Table(unit=_unit_of(unit) if unit else ("", ""), title=table.title)
        else:
            _take_heading(table, cells, unit)


def _cells(line: str, start: int) -> list[Cell]:
    """Return the cells of a line that starts at ``start``."""
    return [
        Cell(m.start(), line.count("|", 0, m.start()), start + m.start(), m.group())
        for m in _CELL.finditer(line)
    ]


def _values(cells: list[Cell]) -> list[Cell]:
    """Return the numbers of a row, or nothing where the line is no row of numbers."""
    first = next((n for n, cell in enumerate(cells) if cell.is_number and n > 0), None)
    if cells and all(cell.is_number for cell in cells) and len(cells) > 1:
        first = 0
    if first is None:
        return []
    rest = cells[first:]
    if not all(cell.is_number or _EMPTY.fullmatch(cell.text) for cell in rest):
        return []
    years = all(re.fullmatch(r"(?:19|20)[0-9]{2}", cell.text) for cell in rest)
    return [] if years else rest


def _take_heading(table: _Table, cells: list[Cell], unit: re.Match[str] | None) -> None:
    """Keep a line without numbers as a heading, or as the first half of a long label."""
    if unit:
        table.unit = _unit_of(unit)
    if len(cells) == 1 and _TITLE.match(cells[0].text):
        table.title = _TITLE.sub("", cells[0].text).replace(" ", "")
    if len(cells) == 1 and table.filled:
        table.pending = cells[0].text
        return
    if table.filled and len(cells) == 2 and _NUMBERING.match(cells[-1].text):
        table.pending = cells[-1].text
        return
    if table.filled:
        table.headings, table.filled = [], False
    table.headings = [*table.headings[1 - _MOST_HEADINGS :], cells]


def _unit_of(found: re.Match[str]) -> tuple[str, str]:
    return found["scale"], found["unit"]


def _row(table: _Table, cells: list[Cell], values: list[Cell], following: str) -> Iterator[Entry]:
    """Yield the entries of one row, if its numbers can be told apart."""
    before = cells[: len(cells) - len(values)]
    label = _label(table, before, values[0].column, following)
    own = before[-1].text if before and _unit_column(table) else ""
    heads = _headings(table, values, cells)
    if not heads and len(values) > 1:
        return
    if _NO_MEASURE.search(label) and not heads:
        return
    total = next(
        (v.start for v, head in zip(values, heads, strict=False) if _TOTAL.match(head)), None
    )
    for place, cell in enumerate(values):
        head = heads[place] if heads else ""
        value = parse_number(cell.text.strip("-%"))
        if value is None or _EMPTY.fullmatch(cell.text) or (head and _NO_MEASURE.search(head)):
            continue
        scale, unit = _unit(cell, head, table) if not own else ("", own)
        span = Span(cell.start, cell.start + len(cell.text))
        sign = -1 if cell.text.startswith("-") else 1
        year = _YEAR.search(head)
        yield Entry(
            span,
            _measure(label, head),
            sign * value * SCALES.get(scale, 1),
            unit,
            int(year[1]) if year else None,
            total if total != cell.start else None,
        )


def _label(table: _Table, cells: list[Cell], at: int, following: str) -> str:
    """Return the label of a row, joined where it was wrapped over lines."""
    texts = [cell.text for cell in cells if not cell.is_number]
    if len(texts) > 1 and _unit_column(table):
        texts.pop()
    label = texts[-1] if texts else ""
    indented = bool(texts) or at > _MARGIN
    if len(label) <= 1 and indented and _NUMBERING.match(table.pending):
        wrapped = following if not label and len(following) <= 14 and "  " not in following else ""
        label = table.pending + label + wrapped
    label = _NUMBERING.sub("", label.replace(" ", ""))
    return table.title + label if _NO_NAME.match(label) else label


def _unit_column(table: _Table) -> bool:
    """Say whether a column of the table gives the unit of each row."""
    return any(cell.text in ("单位", "计量单位") for line in table.headings for cell in line)


def _headings(table: _Table, values: list[Cell], cells: list[Cell]) -> list[str]:
    """Return one heading for each number, or nothing where they do not match in number."""
    leaves = _leaves(table, len(values))
    if leaves:
        return leaves
    labelled = len(cells) > len(values)
    edge = (
        max((c.column + len(c.text) for c in cells[: -len(values)]), default=-1) if labelled else -1
    )
    columns: list[tuple[int, str]] = []
    for line in table.headings:
        for cell in line:
            words = (
                cell.text.split(" ")
                if len(line) < len(values) and " " in cell.text
                else [cell.text]
            )
            for word in words:
                _add_column(columns, cell.column + cell.text.find(word), word, apart=len(words) > 1)
    columns.sort(key=lambda column: column[0])
    if labelled and len(columns) == len(values) + 1:
        columns = columns[1:]
    if len(columns) != len(values):
        columns = [c for c in columns if c[0] > edge - _CLOSE] if edge >= 0 else []
    return [word for _, word in columns] if len(columns) == len(values) else []


def _leaves(table: _Table, count: int) -> list[str]:
    """Return the words of the lowest heading line with the group each stands under.

    It is for rows without labels whose headings are set close: 行政复议 | 行政诉讼 over 维持 纠正 …
    """
    if len(table.headings) < 2:
        return []
    *groups, lowest = table.headings
    words = [
        (cell, cell.column + found.start(), found.group())
        for cell in lowest
        for found in re.finditer(r"[^ ]+", cell.text)
    ]
    if len(words) != count or len(lowest) == count:
        return []
    return ["".join(_over(line, leaf, at) for line in groups) + word for leaf, at, word in words]


def _over(line: list[Cell], leaf: Cell, at: int) -> str:
    """Return the cell of a heading line that spans a leaf: the last not right of it."""
    barred = any(cell.block for cell in line)
    fits = (c for c in reversed(line) if (c.block <= leaf.block if barred else c.column <= at))
    return next((cell.text for cell in fits), "")


def _add_column(columns: list[tuple[int, str]], at: int, word: str, *, apart: bool) -> None:
    """Put a heading below the one that stands at the same place, else beside the others."""
    for number, (column, above) in enumerate(columns):
        if abs(column - at) <= _CLOSE and not apart:
            columns[number] = (column, above + word)
            return
    columns.append((at, word))


def _unit(cell: Cell, head: str, table: _Table) -> tuple[str, str]:
    """Return the scale and unit that the heading or the table gives."""
    if cell.text.endswith("%"):
        return "", "%"
    found = _UNIT.search(head)
    if found:
        return _unit_of(found)
    count = _COUNT_HEAD.search(head)
    return ("", count["unit"]) if count else table.unit


def _measure(label: str, head: str) -> str:
    """Put the label of the row and the heading of the column together."""
    head = _YEAR.sub("", _UNIT.sub("", head)).replace(" ", "")
    if not label or not head or _TOTAL.match(head):
        return label or head
    return label + head if _SAYS_WHAT.search(head) else f"{label}（{head}）"
