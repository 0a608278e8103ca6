"""Puts the lines of PDF pages together to paragraphs, over columns and pages.

Where a line ends and the next one begins says more than the words: a paragraph's first line is
indented or stands apart, and a line that stops short of the margin ends one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.joining import GOES_ON, glue_between
from corpus.lines import BULLET, is_closed, is_date_line, is_row, marker_of
from corpus.readers.grid import grid_lines
from corpus.readers.pdf_columns import Row
from corpus.readers.pdf_furniture import NOTE, Sheet

# In em: how far a line may stop short of the margin, and from where on it counts as indented.
SLACK, INDENTED = 0.6, 1.1
APART = 1.4
_WORD = re.compile(r"[A-Za-z0-9.,%+\-/]+|.[，。；：、！？”）》]*")


@dataclass(frozen=True, slots=True)
class Frame:
    """The margins that the lines of a page or a column keep, and the pitch of its lines."""

    left: float
    right: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document marks its paragraphs: whether by indentation, whether by space."""

    indents: bool
    spaces: bool
    width: dict[int, float]


def page_texts(sheets: Sequence[Sheet]) -> list[str]:
    """Return the text of each page, a line for each paragraph.

    A page whose last paragraph goes on overleaf ends with ``GOES_ON``. Footnotes stand before the
    paragraph that runs over the page's end, so that they are in no one's middle.
    """
    habits = _habits(sheets)
    frames = [_frames(sheet.rows, habits) for sheet in sheets]
    pages: list[list[str]] = []
    last: tuple[Row, Frame] | None = None
    for sheet, known in zip(sheets, frames, strict=True):
        lines: list[str] = []
        for row in sheet.rows:
            frame = known[row.frame]
            joins = last is not None and _goes_on(last[0], last[1], row, frame, habits)
            if joins and lines:
                lines[-1] += glue_between(lines[-1], row.text) + row.text
            else:
                if joins and pages:
                    pages[-1].append(GOES_ON)
                lines += _lines_of(row)
            last = (row, frame)
        pages.append(lines)
        _place_notes(sheet, lines)
    return [_whole(lines) for lines in pages]


def _whole(lines: list[str]) -> str:
    if lines and lines[-1] == GOES_ON:
        return "\n".join(lines[:-1]) + GOES_ON
    return "\n".join(lines)


def _lines_of(row: Row) -> list[str]:
    """Return the lines that a row of a page is in the text: itself, or those of its table."""
    return grid_lines(row.table) if row.table is not None else [row.text]


def _place_notes(sheet: Sheet, lines: list[str]) -> None:
    """Put the footnotes of a page before its last paragraph, or after it where it is complete."""
    notes: list[str] = []
    for row in sheet.notes:
        if not notes or NOTE.match(row.text):
            notes.append(row.text)
        else:
            notes[-1] += glue_between(notes[-1], row.text) + row.text
    at = len(lines) if not lines or is_closed(lines[-1]) else len(lines) - 1
    lines[at:at] = notes


def _habits(sheets: Sequence[Sheet]) -> Habits:
    """Read how a document marks its paragraphs."""
    widths: dict[int, Counter[int]] = {}
    indented = flush = apart = 0
    for sheet in sheets:
        for columns, rows in _by_columns(sheet.rows).items():
            for row in rows:
                widths.setdefault(columns, Counter())[round(row.right - row.left)] += 1
    width = {columns: _crowded(counts) for columns, counts in widths.items()}
    for sheet in sheets:
        frames = _frames(sheet.rows, Habits(False, False, width))
        for before, row in pairwise(sheet.rows):
            if row.frame != before.frame or row.table is not None or before.table is not None:
                continue
            frame = frames[row.frame]
            if before.right < frame.right - 3 * row.size and is_closed(before.text):
                indented += row.left - frame.left > INDENTED * row.size
                flush += row.left - frame.left <= INDENTED * row.size
                apart += row.base - before.base > APART * frame.pitch
    return Habits(indented > flush, apart > (indented + flush) // 2, width)


def _by_columns(rows: Sequence[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        if row.table is None:
            found.setdefault(row.columns, []).append(row)
    return found


def _crowded(counts: Counter[int]) -> float:
    """Return the width that most long lines have."""
    if not counts:
        return 0.0
    widest = max(counts)
    long = {w: n for w, n in counts.items() if w > 0.6 * widest}
    near = {w: sum(counts[w + d] for d in (-2, -1, 0, 1, 2)) for w in long}
    best = max(near.values())
    return float(max(w for w, n in near.items() if n == best or (n >= 3 and n > 0.5 * best)))


def _frames(rows: Sequence[Row], habits: Habits) -> dict[int, Frame]:
    """Return the frame of each part of a page that is read down as one."""
    parts: dict[int, list[Row]] = {}
    for row in rows:
        parts.setdefault(row.frame, []).append(row)
    return {number: _frame(part, habits) for number, part in parts.items()}


def _frame(part: Sequence[Row], habits: Habits) -> Frame:
    """Return the margins and the pitch of lines that are read down as one."""
    lines = [row for row in part if row.table is None]
    if not lines:
        return Frame(part[0].left, part[0].right, part[0].size)
    width = habits.width.get(part[0].columns, 0.0)
    left = min(row.left for row in lines)
    wide = [row for row in lines if row.right - row.left > 0.9 * width]
    if wide:
        left = min(row.left for row in wide)
    right = max([left + width, *(row.right for row in wide)])
    pitches = Counter(
        round(after.base - before.base, 1)
        for before, after in pairwise(lines)
        if 0.5 * after.size < after.base - before.base < 3.5 * after.size
    )
    return Frame(left, right, pitches.most_common(1)[0][0] if pitches else 2 * lines[0].size)


def _goes_on(before: Row, frame: Frame, row: Row, here: Frame, habits: Habits) -> bool:
    """Say whether ``row`` goes on with the paragraph of the row ``before`` it."""
    if row.table is not None or before.table is not None:
        return False
    if is_row(before.text) or is_row(row.text) or is_date_line(row.text):
        return False
    if not 0.88 < row.size / before.size < 1.14:
        return False
    same = frame is here and row.base > before.base
    if same and row.base - before.base > APART * frame.pitch:
        return False
    if not _full(before, frame, row):
        return False
    if _centred(before, frame) and _centred(row, here):
        return not is_closed(before.text)
    if row.left - here.left > INDENTED * row.size:
        return _hangs(before, frame, row, here)
    marked = marker_of(row.text) is not None or BULLET.match(row.text) is not None
    if habits.indents:
        return not (marked and is_closed(before.text) and _heads(row))
    return not is_closed(before.text) or not (marked and _heads(row))


def _heads(row: Row) -> bool:
    """Say whether a row opens with numbering that stands at the head of a paragraph only."""
    marker = marker_of(row.text)
    return marker is None or marker.kind != "spoken"


def _full(before: Row, frame: Frame, row: Row) -> bool:
    """Say whether a line ends where it does because the next word would not have fitted."""
    found = _WORD.match(row.text)
    word = sum(1.0 if c >= "\u2e80" else 0.5 for c in found[0]) if found else 0.0
    room = frame.right - before.right
    return room < min(word, 12.0) * row.size + SLACK * row.size


def _centred(row: Row, frame: Frame) -> bool:
    """Say whether a row stands in the middle of its frame, away from both margins."""
    left, right = row.left - frame.left, frame.right - row.right
    return abs(left - right) < row.size and left + right > 0.2 * row.size


def _hangs(before: Row, frame: Frame, row: Row, here: Frame) -> bool:
    """Say whether an indented line goes on with an item that is indented as a whole."""
    shift = (before.left - frame.left) - (row.left - here.left)
    marker = marker_of(before.text)
    if marker is not None or BULLET.match(before.text):
        return shift < -0.5 * row.size and not is_closed(before.text)
    return (
        abs(shift) < 0.5 * row.size and not is_closed(before.text) and marker_of(row.text) is None
    )
