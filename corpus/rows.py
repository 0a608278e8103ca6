"""Reads tables that a text file draws with blanks or bars: a label, column headings, numbers.

Only what is sure becomes an entry: a single number beside its label, or as many numbers as there
are headings. An empty cell is not a zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.columns import Cell, headings_over
from corpus.drawn import laid_tables
from corpus.entries import Entry, summed
from corpus.gridparts import Columns
from corpus.gridread import Caption, grid_entries
from corpus.headwords import Unit, caption_units
from corpus.lines import is_grid_row
from corpus.models import Span
from corpus.numerals import SCALES, parse_number
from corpus.units import is_known

_CELL = re.compile(r"[^ |\t\n]+(?: (?![ |\t])[^ |\t\n]+)*")
_EMPTY = re.compile(r"[-—/]{1,3}")
_PROSE = re.compile(r"[。；！？]|，.{12}|\.{3}|…")
_RULE = re.compile(r"[\s|:：+\-—=]+")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十0-9]{1,3}）|[0-9]{1,2}[.．、)）]|[①-⑳]|其中：?)"
)
_UNIT = re.compile(
    r"[（/](?:单位：?)?(?P<scale>[百千万亿]{0,2})(?P<unit>[\u4e00-\u9fff]{1,4}|%)(?:）|$)"
)
_TABLE_UNIT = re.compile(r"单位[：:] ?(?P<scale>[百千万亿]{0,2})(?P<unit>[\u4e00-\u9fff]{1,4})")
_COUNT_HEAD = re.compile(
    r"(?P<unit>[人户家件]次|[件人次户宗起项家个份条])(?:数|次数|(?<=[人户家件]次))$"
)
_SAYS_WHAT = re.compile(r"(?:数|数量|金额|总额|面积|率|比|情况|额)(?:（.*）)?$")
_NO_MEASURE = re.compile(
    r"电话|邮编|传真|编号|日期|年份|页码|文号|代码|网址|邮箱|序号|热线|版本|^第.*[页期号]$|^[-—0-9.\s]*$"
)
_TOTAL = re.compile(r"^(?:总计|合计|小计|总数|共计)$")
_TITLE = re.compile(
    r"^[一二三四五六七八九十]{1,3}、|^附?表 ?[0-9一二三四五六七八九十]{1,3} ?[:：.．]? ?|^附?表[:：.．]? (?=[^ ]{4})"
)
_TITLE_END = re.compile(r"(?:情况|数据|统计|汇总|一览|明细)*表?$")
# The sums of all rows; 小计 sums only some of them.
_SUM = re.compile(r"(?:总计|合计|共计)$")
_BODY = re.compile(r"(?:[局委办厅院部站所队省市区县乡镇村]|街道|中心|公司|政府|园区)$")
_YEAR_LABEL = re.compile(r"(?P<year>(?:19|20)[0-9]{2})年?(?:度)?")
_YEAR_HEAD = re.compile(r"年|时间")
_NO_NAME = re.compile(r"^(?:总计|合计|小计|共计|其他|其它)$")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_MOST_HEADINGS = 6
_CAPTION, _LONGEST_CAPTION = 3, 60
_CAPTION_TITLE = re.compile(r"^(?:附?表|[^。；]{4,}(?:表|情况|统计|数据|明细)(?:（.*）)?$)")
_MARGIN = 8
_LONGEST_LINE = 400


@dataclass(slots=True)
class _Table:
    """What is known of the table the walk is in."""

    headings: list[list[Cell]] = field(default_factory=list)
    unit: tuple[str, str] = ("", "")
    pending: str = ""
    title: str = ""
    filled: bool = False
    numbered: bool = False
    entries: list[Entry] = field(default_factory=list)

    def close(self) -> list[Entry]:
        """Hand out the entries so far with the sums of their columns."""
        entries, self.entries = self.entries, []
        return summed(entries)


def table_entries(text: str) -> Iterator[Entry]:
    """Yield the numbers of the tables in a levelled text.

    >>> [(e.measure, e.value) for e in table_entries("项目      处理决定数量\\n行政许可      1808")]
    [('行政许可处理决定数量', Decimal('1808'))]
    """
    table, at, columns = _Table(), 0, Columns()
    laid = {one.first: one.rows for one in laid_tables(text)}
    past = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        start, at = at, at + len(line) + 1
        if number in laid:
            yield from table.close()
            entries, columns = grid_entries(laid[number], _caption(table, lines, number), columns)
            yield from entries
            past = number + len(laid[number])
        if number < past:
            continue
        following = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if len(line) > _LONGEST_LINE or not line.strip() or _RULE.fullmatch(line):
            continue
        unit = _TABLE_UNIT.search(line)
        cells = _cells(line, start)
        values = _values(cells, dated=_dated(table))
        if values:
            table.entries += _row(table, cells, values, following)
            table.pending, table.filled = "", True
        elif len(cells) > 1 and all(_EMPTY.fullmatch(cell.text) for cell in cells[1:]):
            table.filled = True
        elif _PROSE.search(line):
            yield from table.close()
            title = "" if table.filled and table.numbered else table.title
            table, columns = _Table(unit=_unit_of(unit) if unit else ("", ""), title=title), ()
        else:
            if len(cells) > 1 and table.filled:
                yield from table.close()
            _take_heading(table, cells, unit)
    yield from table.close()


def _caption(table: _Table, lines: list[str], first: int) -> Caption:
    """Return what stands over the table whose rows begin at line ``first``."""
    title = ""
    units: tuple[Unit, ...] = ()
    for line in (line.strip() for line in reversed(lines[max(0, first - _CAPTION) : first])):
        if is_grid_row(line) or len(line) > _LONGEST_CAPTION:
            break
        units = units or caption_units(line)
        named = _CAPTION_TITLE.search(line) if not _PROSE.search(line) else None
        if named and not title:
            title = line
    return Caption(title=title, section=table.title, units=units)


def _cells(line: str, start: int) -> list[Cell]:
    """Return the cells of a line that starts at ``start``."""
    return [
        Cell(m.start(), line.count("|", 0, m.start()), start + m.start(), m.group())
        for m in _CELL.finditer(line)
    ]


def _dated(table: _Table) -> bool:
    """Say whether the first column of the table holds years."""
    return any(line and _YEAR_HEAD.search(line[0].text) for line in table.headings)


def _values(cells: list[Cell], *, dated: bool) -> list[Cell]:
    """Return the numbers of a row, or nothing where the line is no row of numbers."""
    first = next((n for n, cell in enumerate(cells) if cell.is_number and n > 0), None)
    labelled = dated and bool(cells) and _YEAR_LABEL.fullmatch(cells[0].text)
    if cells and all(cell.is_number for cell in cells) and len(cells) > 1 and not labelled:
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
    title = _TITLE.match(" ".join(cell.text for cell in cells))
    if title and (len(cells) == 1 or "表" in title.group()):
        table.title = _TITLE.sub("", " ".join(cell.text for cell in cells)).replace(" ", "")
        table.numbered = "表" in title.group()
        if len(cells) > 1:
            table.headings, table.filled = [], False
            return
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
    heads = headings_over(table.headings, values, cells)
    if not heads and (len(values) > 1 or _NO_MEASURE.search(label)):
        return
    dated = _YEAR_LABEL.fullmatch(before[0].text) if before else None
    total = next(
        (v.start for v, head in zip(values, heads, strict=False) if _TOTAL.match(head)), None
    )
    for place, cell in enumerate(values):
        head = heads[place] if heads else ""
        value = parse_number(cell.text.strip("-%"))
        if value is None or _EMPTY.fullmatch(cell.text) or (head and _NO_MEASURE.search(head)):
            continue
        scale, unit = ("", own) if own and is_known(own) else _unit(cell, head, label, table)
        year = _YEAR.search(head) or dated
        yield Entry(
            span=Span(cell.start, cell.start + len(cell.text)),
            measure=_measure("" if dated and head else label, head),
            value=(-1 if cell.text.startswith("-") else 1) * value * SCALES.get(scale, 1),
            unit=unit,
            year=int(year[1]) if year else None,
            total=total if total != cell.start else None,
            column=head,
            sums=_SUM.search(label) is not None,
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
    return _TITLE_END.sub("", table.title) + label if _NO_NAME.match(label) else label


def _unit_column(table: _Table) -> bool:
    """Say whether a column of the table gives the unit of each row."""
    return any(cell.text in ("单位", "计量单位") for line in table.headings for cell in line)


def _unit(cell: Cell, head: str, label: str, table: _Table) -> tuple[str, str]:
    """Return the scale and unit that the heading, the label or the table gives."""
    if cell.text.endswith("%"):
        return "", "%"
    found = _UNIT.search(head) or _UNIT.search(label)
    if found:
        return _unit_of(found)
    count = _COUNT_HEAD.search(head) or _COUNT_HEAD.search(label)
    return ("", count["unit"]) if count else table.unit


def _measure(label: str, head: str) -> str:
    """Put the label of the row and the heading of the column together."""
    head = _YEAR.sub("", _UNIT.sub("", head)).replace(" ", "")
    label = _UNIT.sub("", label)
    if not label or not head or _TOTAL.match(head):
        return label or head
    joined = _SAYS_WHAT.search(head) or _BODY.search(label)
    return label + head if joined else f"{label}（{head}）"
