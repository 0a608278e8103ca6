"""Tables whose cells stand between bars, as the readers of Word files, PDFs and web pages write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from corpus.numerals import ARABIC

ABOVE = "〃"
EMPTY = re.compile(r"(?:[-—－–/\\*]{1,4}|…{1,2}|无|空)?")
NUMBER = re.compile(rf"[-－+＋↑↓]?(?:{ARABIC})[%％]?")
_RULE = re.compile(r":?-{2,}:?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)|：$")
_REMARK = re.compile(
    r"^(?:注|备注|说明|附注|填表|审核|制表|单位负责|数据来源|(?:计量)?单位[：:]|\*|※)"
)

# 12件, 约120人次, 3.5万元, 下降3.2%, 12（含上年结转3件）
_WITH_UNIT = re.compile(
    r"(?:约|近|超过|超|逾|达|不足|不少于|至少|(?:同比|较上年|比上年)?(?:增长|增加|上升|提高|下降|减少|降低|增|降)了?)?"
    rf"[-－+＋↑↓]?(?:{ARABIC})(?:余|多)?[十百千万亿]{{0,2}}(?:余|多)?[^\d\s，。；、（]{{0,6}}(?:（[^（）]*）)?"
)
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}年|[0-9]{1,2}月(?:[0-9]|底|初|中|$)|[0-9]{4}[-./][0-9]{1,2}[-./]"
)
_LONGEST_VALUE = 40

Cover = Literal["", "left", "above"]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: where its text starts, its text, and what covers it if another cell does."""

    start: int
    text: str
    cover: Cover = ""

    @property
    def is_empty(self) -> bool:
        """Say whether it states nothing."""
        return EMPTY.fullmatch(self.text) is not None

    @property
    def is_number(self) -> bool:
        """Say whether it is a bare number."""
        return NUMBER.fullmatch(self.text) is not None


Row = tuple[GridCell, ...]


@dataclass
class Grid:
    """The rows of one table, all of one width."""

    rows: list[Row] = field(default_factory=list)

    @cached_property
    def width(self) -> int:
        """Return the number of columns."""
        return max((len(row) for row in self.rows), default=0)

    @cached_property
    def _owners(self) -> list[list[GridCell]]:
        """Return for each place the cell that shows there."""
        nothing = GridCell(0, "")
        owners: list[list[GridCell]] = []
        for row in self.rows:
            line: list[GridCell] = []
            for column in range(self.width):
                cell = row[column] if column < len(row) else nothing
                if cell.cover == "left":
                    cell = line[-1] if line else nothing
                elif cell.cover == "above":
                    cell = owners[-1][column] if owners else nothing
                line.append(cell)
            owners.append(line)
        return owners

    def owner(self, row: int, column: int) -> GridCell:
        """Return the cell that shows at a place: itself, or the merged cell that covers it."""
        return self._owners[row][column]


def grid_row(line: str, start: int) -> Row:
    """Return the cells of a line that starts at ``start`` in the text.

    >>> [(cell.text, cell.cover) for cell in grid_row("| 甲 || 〃 |  |", 0)]
    [('甲', ''), ('', 'left'), ('〃', 'above'), ('', '')]
    """
    cells: list[GridCell] = []
    at = 1
    for piece in line[1:-1].split("|"):
        text = piece.strip()
        cover: Cover = "left" if not piece and cells else "above" if text == ABOVE else ""
        cells.append(GridCell(start + at + len(piece) - len(piece.lstrip()), text, cover))
        at += len(piece) + 1
    return tuple(cells)


def is_rule(row: Row) -> bool:
    """Say whether a row only draws a line: |---|:--:|."""
    return all(_RULE.fullmatch(cell.text) for cell in row)


def spans_table(row: Row) -> bool:
    """Say whether one merged cell fills the row: a title, a note, or the name of what follows."""
    return len(row) > 1 and bool(row[0].text) and all(cell.cover == "left" for cell in row[1:])


def names_group(row: Row) -> bool:
    """Say whether a row only names the rows below it: 一、行政处罚 with nothing beside it."""
    first = row[0].text
    if not first or _REMARK.search(first) or row[0].is_number:
        return False
    if spans_table(row):
        return len(first) <= 24 and not re.search(r"[。；]", first)
    rest = all(not cell.text or cell.cover == "left" for cell in row[1:])
    return rest and _NUMBERED.search(first) is not None


def is_yearlike(cell: GridCell) -> bool:
    """Say whether a cell may be a year: 2023."""
    return _YEAR.fullmatch(cell.text) is not None


def has_values(row: Row, *, headed: bool) -> bool:
    """Say whether a row holds numbers and is no row of headings (2023 | 2024).

    ``headed`` says that a row of headings stands above it.
    """
    values = [cell for cell in row if is_value(cell)]
    if any(not is_yearlike(cell) for cell in values[1:] or values):
        return not (len(values) == 1 and values[0] is row[0])
    if not headed or not values or values[0] is row[0]:
        return False
    years = [int(cell.text) for cell in values]
    return len(years) == 1 or any(abs(b - a) != 1 for a, b in pairwise(years))


def counts_columns(row: Row) -> bool:
    """Say whether a row numbers the columns: 栏次 | 1 | 2 | 3."""
    numbers = [int(c.text) for c in row if c.text.isdecimal()]
    labels = [c.text for c in row if c.text and not c.text.isdecimal() and not c.cover]
    counted = len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return counted and numbers[0] in (0, 1, 2) and all(len(label) <= 2 for label in labels)


def is_value(cell: GridCell) -> bool:
    """Say whether a cell states a number, with a unit or without."""
    if cell.cover or not cell.text or len(cell.text) > _LONGEST_VALUE:
        return False
    return cell.is_number or (
        _WITH_UNIT.fullmatch(cell.text) is not None and _DATE.match(cell.text) is None
    )
