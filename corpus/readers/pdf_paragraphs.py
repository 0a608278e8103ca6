"""Puts the lines of PDF pages together to paragraphs, over columns and pages.

Where a line ends and the next one begins says more than the words: a paragraph's first line is
indented or stands apart, and a line that stops short of the margin ends one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.joining import GOES_ON, glue_between
from corpus.lines import BULLET, is_closed, is_date_line, marker_of
from corpus.readers.grid import grid_lines
from corpus.readers.pdf_columns import Row
from corpus.readers.pdf_furniture import NOTE, Sheet
from corpus.readers.pdf_margins import HEADING, INDENTED, Frame, Habits, lay

# In em: how far a line may stop short of the margin besides the word that did not fit; further
# where paragraphs are indented and the next line is not.
SLACK, LOOSE = 0.6, 2.0
# What a line is never broken in: a Latin word, and what stands beside a quotation mark.
_UNIT = r"(?:[A-Za-z0-9.,%+\-/]+|.)"
_WORD = re.compile(
    rf"[“‘（《(〔]*{_UNIT}[，。；：、！？）》〕]*(?:[“”‘’]+{_UNIT}?[，。；：、！？）》〕]*)*"
)
_LONGEST_WORD = 12.0


def page_texts(sheets: Sequence[Sheet]) -> list[str]:
    """Return the text of each page, a line for each paragraph.

    A page whose last paragraph goes on overleaf ends with ``GOES_ON``. Footnotes stand before the
    paragraph that runs over the page's end, so that they are in no one's middle.
    """
    laid, habits = lay(sheets)
    pages: list[list[str]] = []
    last: tuple[Row, Frame] | None = None
    for page in laid:
        lines: list[str] = []
        for place, row in enumerate(page.sheet.rows):
            frame = page.frames[row.frame]
            prose = row.table is None and place not in page.drawn
            after = page.sheet.rows[place + 1] if place + 1 < len(page.sheet.rows) else None
            joins = prose and last is not None and _goes_on(*last, row, frame, after, habits)
            if joins and lines:
                lines[-1] += glue_between(lines[-1], row.text) + row.text
            else:
                if joins:
                    pages[-1].append(GOES_ON)
                lines += _lines_of(row, page.margin(place))
            last = (row, frame) if prose else None
        pages.append(lines)
        _place_notes(page.sheet, lines)
        last = last if lines else None
    return [_whole(lines) for lines in pages]


def _whole(lines: list[str]) -> str:
    """Return the text of a page; the mark that it goes on closes its last line."""
    if lines and lines[-1] == GOES_ON:
        return "\n".join(lines[:-1]) + GOES_ON
    return "\n".join(lines)


def _lines_of(row: Row, margin: int) -> list[str]:
    """Return the lines that a row of a page is in the text: itself, or those of its table."""
    return grid_lines(row.table) if row.table is not None else [" " * margin + row.text]


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


def _goes_on(
    before: Row, frame: Frame, row: Row, here: Frame, after: Row | None, habits: Habits
) -> bool:
    """Say whether ``row`` goes on with the paragraph of the row ``before`` it."""
    if is_date_line(row.text) or not 0.88 < row.size / before.size < 1.14:
        return False
    if frame is here and row.base > before.base and frame.parts(before, row):
        return False
    set_in = row.left - here.left > INDENTED * row.size
    if not _full(before, frame, row, LOOSE if habits.indents and not set_in else SLACK):
        return False
    if set_in and _centred(row, here) and _balanced(before, frame):
        return not is_closed(before.text)
    if set_in:
        opens = after is not None and after.frame == row.frame and after.left < row.left - row.size
        return not (habits.indents and opens) and _hangs(before, frame, row, here)
    if marker_of(row.text) is not None and _is_heading(before):
        return False
    return not (is_closed(before.text) and _heads(row))


def _is_heading(row: Row) -> bool:
    """Say whether a row is a numbered heading without a sentence in it."""
    marker = marker_of(row.text)
    return marker is not None and marker.rank <= HEADING and "。" not in row.text


def _heads(row: Row) -> bool:
    """Say whether a row opens with numbering or a bullet that only a paragraph begins with."""
    marker = marker_of(row.text)
    if marker is None:
        return BULLET.match(row.text) is not None
    return marker.kind != "spoken"


def _full(before: Row, frame: Frame, row: Row, slack: float) -> bool:
    """Say whether a line ends where it does because the next word would not have fitted."""
    found = _WORD.match(row.text)
    word = sum(1.0 if c >= "\u2e80" else 0.5 for c in found[0]) if found else 0.0
    return frame.right - before.right < (min(word, _LONGEST_WORD) + slack) * row.size


def _centred(row: Row, frame: Frame) -> bool:
    """Say whether a row stands in the middle of its frame, away from both margins."""
    return _balanced(row, frame) and row.left - frame.left > INDENTED * row.size


def _balanced(row: Row, frame: Frame) -> bool:
    """Say whether a row ends as far from the right margin as it begins from the left."""
    return abs((row.left - frame.left) - (frame.right - row.right)) < row.size


def _hangs(before: Row, frame: Frame, row: Row, here: Frame) -> bool:
    """Say whether an indented line goes on with an item that is indented as a whole."""
    if is_closed(before.text):
        return False
    shift = (row.left - here.left) - (before.left - frame.left)
    if marker_of(before.text) is not None or BULLET.match(before.text):
        return shift > 0.5 * row.size
    return abs(shift) < 0.5 * row.size and not _heads(row)
