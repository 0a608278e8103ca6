"""Puts the lines of PDF pages together to paragraphs, over columns and pages.

Where a line ends and the next one begins says more than the words: a paragraph's first line is
indented or stands apart, and a line that stops short of the margin ends one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.joining import GOES_ON, glue_between
from corpus.lines import BULLET, is_closed, is_date_line, marker_of
from corpus.readers.grid import grid_lines
from corpus.readers.pdf_columns import Row
from corpus.readers.pdf_furniture import NOTE, Sheet
from corpus.readers.pdf_margins import HEADING, INDENTED, Frame, Habits, Laid, lay
from corpus.readers.table_pages import continued, with_like_columns

# In em: how far a line may stop short of the margin besides the word that did not fit; further
# where paragraphs are indented and the next line is not.
SLACK, LOOSE = 0.6, 2.0
# What a line is never broken in: a Latin word, and what stands beside a quotation mark.
_UNIT = r"(?:[A-Za-z0-9.,%+\-/_:?=&#~@]+|.)"
_WORD = re.compile(
    rf"[“‘（《(〔]*{_UNIT}[，。；：、！？）》〕]*(?:[“”‘’]+{_UNIT}?[，。；：、！？）》〕]*)*"
)
_LONGEST_WORD = 12.0
# Lines of fewer characters do not tell where the margin is.
NARROWEST = 8


def page_texts(sheets: Sequence[Sheet]) -> list[str]:
    """Return the text of each page, a line for each paragraph.

    A page whose last paragraph goes on overleaf ends with ``GOES_ON``. Footnotes stand before the
    paragraph that runs over the page's end, so that they are in no one's middle.
    """
    laid, habits = lay(with_like_columns(sheets))
    writer = _Writer(habits)
    for page in laid:
        writer.write(page)
    return [leaf.text() for leaf in writer.pages]


@dataclass(slots=True)
class _Leaf:
    """A page that was written: its lines, the footnotes below them, and whether it goes on."""

    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    went_on: bool = False
    goes_on: bool = False

    def text(self) -> str:
        """Return the page's text, its footnotes in no paragraph's middle."""
        open_end = bool(self.lines) and (self.goes_on or not is_closed(self.lines[-1]))
        at = len(self.lines) - open_end
        lines = [*self.lines[:at], *self.notes, *self.lines[at:]]
        return "\n".join(lines) + (GOES_ON if self.goes_on else "")


@dataclass(slots=True)
class _Writer:
    """Writes page after page, and knows the line and the table that may go on overleaf."""

    habits: Habits
    pages: list[_Leaf] = field(default_factory=list)
    last: tuple[Row, Frame] | None = None
    table: Row | None = None

    def write(self, page: Laid) -> None:
        """Add the lines of a page."""
        leaf = _Leaf(notes=_notes(page.sheet.notes))
        rows = page.sheet.rows
        for place, row in enumerate(rows):
            frame = page.frames[row.frame]
            prose = row.table is None and place not in page.drawn
            after = rows[place + 1] if place + 1 < len(rows) else None
            if prose and self.last and _goes_on(*self.last, row, frame, after, self.habits):
                self._go_on(leaf, row)
            else:
                leaf.lines += self._lines_of(row, page.margin(place), first=place == 0)
            self.last = (row, frame) if prose else None
        self.last = self.last if leaf.lines else None
        self.pages.append(leaf)

    def _go_on(self, leaf: _Leaf, row: Row) -> None:
        """Add a row to the paragraph before it, which may stand on the page before."""
        if leaf.lines:
            leaf.lines[-1] += glue_between(leaf.lines[-1], row.text) + row.text
            return
        before = self.pages[-1]
        before.goes_on = leaf.went_on = True
        leaf.lines.append(row.text)
        if before.went_on and len(before.lines) == 1:
            # One paragraph fills the whole page: its notes wait for the paragraph's end.
            leaf.notes, before.notes = before.notes + leaf.notes, []

    def _lines_of(self, row: Row, margin: int, *, first: bool) -> list[str]:
        """Return the lines that a row of a page is in the text: itself, or those of its table."""
        if row.table is None:
            self.table = None
            return [" " * margin + row.text]
        rest = continued(self.table, row) if self.table and first else None
        self.table = self.table if rest else row
        return grid_lines((rest or row).table or (), sure=True)


def _notes(rows: Sequence[Row]) -> list[str]:
    """Return the footnotes of a page, a line each."""
    notes: list[str] = []
    for row in rows:
        if not notes or NOTE.match(row.text):
            notes.append(row.text)
        else:
            notes[-1] += glue_between(notes[-1], row.text) + row.text
    return notes


def _goes_on(
    before: Row, frame: Frame, row: Row, here: Frame, after: Row | None, habits: Habits
) -> bool:
    """Say whether ``row`` goes on with the paragraph of the row ``before`` it."""
    if is_date_line(row.text) or not 0.88 < row.size / before.size < 1.14:
        return False
    if frame is here and row.base > before.base and frame.parts(before, row):
        return False
    if row.columns in habits.unsure and is_closed(before.text):
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
    if frame.right - frame.left < NARROWEST * row.size:
        return False
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
