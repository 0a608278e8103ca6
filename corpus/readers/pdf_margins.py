"""The margins that the lines of a PDF page keep, and how its writer marks a paragraph's start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.layout import LAYOUT_INDENT
from corpus.lines import is_closed, is_row, marker_of
from corpus.readers.pdf_columns import Row
from corpus.readers.pdf_furniture import Sheet

# In em: from where on a line counts as indented; in pitches: from where on as standing apart.
INDENTED, APART = 1.1, 1.4
# A line that takes more of its frame's width than this is no cell.
PROSE = 0.6
# A numbered label of a cell is at most this long: （六）其他.
LABEL, HEADING = 8, 4


@dataclass(frozen=True, slots=True)
class Frame:
    """What the lines that are read down as one keep: margins, their pitch, and the size of type."""

    left: float
    right: float
    pitch: float
    size: float

    def parts(self, before: Row, row: Row) -> bool:
        """Say whether more space stands between two lines than between those of a paragraph."""
        pitch = self.pitch * max(1.0, row.size / self.size)
        return row.base - before.base > APART * pitch


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document marks its paragraphs, and the width of its lines by number of columns.

    Where a single line is as wide as that, only it tells of the margin: those numbers are ``unsure``.
    """

    indents: bool
    spaces: bool
    width: dict[int, float]
    unsure: frozenset[int]


@dataclass(frozen=True, slots=True)
class Laid:
    """A page with its frames, and the places of the rows of tables that are drawn with blanks."""

    sheet: Sheet
    frames: dict[int, Frame]
    drawn: frozenset[int]

    def margin(self, place: int) -> int:
        """Return the blanks before a row: those of a drawn table say which columns are empty."""
        row = self.sheet.rows[place]
        left = min(other.left for other in self.sheet.rows if other.frame == row.frame)
        return _columns(row, left) if place in self.drawn else 0


def lay(sheets: Sequence[Sheet]) -> tuple[list[Laid], Habits]:
    """Return ``sheets`` with their frames, and the habits of the document."""
    drawn = [_drawn(sheet.rows) for sheet in sheets]
    prose = [
        [row for place, row in enumerate(sheet.rows) if row.table is None and place not in rows]
        for sheet, rows in zip(sheets, drawn, strict=True)
    ]
    widths: dict[int, Counter[int]] = {}
    for row in (row for rows in prose for row in rows):
        widths.setdefault(row.columns, Counter())[round(row.right - row.left)] += 1
    width = {columns: _crowded(counts) for columns, counts in widths.items()}
    laid = [
        Laid(sheet, dict(_frames(sheet.rows, rows, width)), places)
        for sheet, rows, places in zip(sheets, prose, drawn, strict=True)
    ]
    unsure = frozenset(
        columns for columns, counts in widths.items() if _near(counts, round(width[columns])) < 2
    )
    return laid, _habits(laid, prose, width, unsure)


def _drawn(rows: Sequence[Row]) -> frozenset[int]:
    """Return the places of the rows of tables without rules, the set-in rows between them too."""
    drawn = {place for place, row in enumerate(rows) if row.table is None and is_row(row.text)}
    if not drawn:
        return frozenset()
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    for row in rows:
        lefts[row.frame] = min(row.left, lefts.get(row.frame, row.left))
        rights[row.frame] = max(row.right, rights.get(row.frame, row.right))
    for step in (1, -1):
        for start in sorted(drawn, reverse=step < 0):
            place = start + step
            while 0 <= place < len(rows) and place not in drawn:
                row = rows[place]
                width = rights[row.frame] - lefts[row.frame]
                if _columns(row, lefts[row.frame]) < LAYOUT_INDENT or not _is_cell(row, width):
                    break
                drawn.add(place)
                place += step
    return frozenset(drawn)


def _is_cell(row: Row, width: float) -> bool:
    """Say whether a row may be a cell: no sentence, no heading, not nearly as wide as its frame."""
    marker = marker_of(row.text)
    headed = marker is not None and marker.rank <= HEADING and len(row.text) > LABEL
    prose = row.right - row.left > PROSE * width or is_closed(row.text)
    return row.table is None and not headed and not prose


def _columns(row: Row, left: float) -> int:
    """Return how far a row stands from ``left`` in columns, a Chinese character taking two."""
    return max(0, round(2 * (row.left - left) / row.size))


def _frames(
    rows: Sequence[Row], prose: Sequence[Row], width: dict[int, float]
) -> Iterator[tuple[int, Frame]]:
    """Yield the frame of each part of a page that is read down as one, by its number."""
    parts: dict[int, list[Row]] = {row.frame: [] for row in rows}
    for row in prose:
        parts[row.frame].append(row)
    for number, lines in parts.items():
        if lines:
            yield number, _frame(lines, width.get(lines[0].columns, 0.0))
        else:
            row = next(row for row in rows if row.frame == number)
            yield number, Frame(row.left, row.right, 2 * row.size, row.size)


def _frame(lines: Sequence[Row], width: float) -> Frame:
    """Return the margins and the pitch of prose that is read down as one."""
    wide = [row for row in lines if row.right - row.left > 0.9 * width]
    left = min(row.left for row in wide or lines)
    right = max(left + width, _crowded(Counter(round(row.right) for row in wide)))
    pitches = Counter(
        round(after.base - before.base, 1)
        for before, after in pairwise(lines)
        if 0.5 * after.size < after.base - before.base < 3.5 * after.size
    )
    size = Counter(row.size for row in lines).most_common(1)[0][0]
    return Frame(left, right, pitches.most_common(1)[0][0] if pitches else 2 * size, size)


def _crowded(counts: Counter[int]) -> float:
    """Return the largest of the lengths that most long lines have."""
    if not counts:
        return 0.0
    widest = max(counts)
    long = [length for length in counts if length > 0.6 * widest]
    near = {length: _near(counts, length) for length in long}
    most = max(near.values())
    return float(max(n for n, count in near.items() if count == most or 3 <= count > 0.5 * most))


def _near(counts: Counter[int], length: int) -> int:
    """Return how many lines are about as long as ``length``."""
    return sum(counts[length + d] for d in (-2, -1, 0, 1, 2))


def _habits(
    laid: Sequence[Laid],
    prose: Sequence[Sequence[Row]],
    width: dict[int, float],
    unsure: frozenset[int],
) -> Habits:
    """Tell from the lines after short ones, which begin paragraphs, how the document marks them."""
    indented = flush = apart = 0
    for page, rows in zip(laid, prose, strict=True):
        for before, row in pairwise(rows):
            frame = page.frames[row.frame]
            short = before.right < frame.right - 3 * row.size and is_closed(before.text)
            if row.frame == before.frame and short:
                set_in = row.left - frame.left > INDENTED * row.size
                indented, flush = indented + set_in, flush + (not set_in)
                apart += frame.parts(before, row)
    return Habits(indented > flush, apart > (indented + flush) // 2, width, unsure)
