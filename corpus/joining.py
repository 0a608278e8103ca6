"""Joins the lines that a printer or a page broke, and leaves every real line on its own.

Two kinds of evidence say that a line goes on in the next: what the lines say (an open bracket, a
comma at the end, a paragraph without its full stop), and, where a stretch of the file is wrapped at
a fixed width, that the line reaches that width. Headings, items, table rows, signatures and dates
begin lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.furniture import Line
from corpus.lines import (
    BULLET,
    FIELD,
    JOINERS,
    OPENS_TEXT_BEFORE,
    is_closed,
    is_date_line,
    is_office_line,
    is_row,
    marker_of,
    width,
)

WINDOW = 60
NARROWEST, WIDEST = 30, 140
FULL, OVER = 0.82, 1.12
PARAGRAPH = 60
LONG_HEADING = 80
TAIL = 80
LAYOUT_INDENT = 4
_BRACKETS = {"《": "》", "（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "【": "】"}
_INNER_STOP = re.compile(r"[，、；。：]")
_SENTENCE_STOP = re.compile(r"[。！？；]")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it grows; it knows its tail, so that growing costs the same every time."""

    first: Line
    last: Line
    parts: list[str] = field(default_factory=list)
    turns: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    tail: str = ""
    stopped: bool = False
    numbered: bool = False

    def add(self, line: Line) -> None:
        """Take in ``line`` with the blank, if any, that belongs between."""
        glue = glue_between(self.tail, line.text)
        self.turns += [(self.length + len(glue) + at, page) for at, page in line.turns]
        self.parts += [glue, line.text]
        self.length += len(glue) + len(line.text)
        self.stopped = self.stopped or _SENTENCE_STOP.search(line.text) is not None
        self.tail = (self.tail + glue + line.text)[-TAIL:]
        self.last = line

    def line(self) -> Line:
        """Return the paragraph as one line."""
        return Line("".join(self.parts), self.first.gap, self.first.indent, tuple(self.turns))


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the file's lines say of its make-up, by place: rows, wrap widths, blank lines, margins."""

    rows: Sequence[bool]
    widths: Sequence[int]
    gaps_part: bool
    margin: int | None


def join_lines(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` with those joined that belong together.

    >>> [line.text for line in join_lines([Line("查删有害信"), Line("，息422条。")])]
    ['查删有害信，息422条。']
    """
    layout = _layout(lines)
    joined: list[Line] = []
    paragraph: _Paragraph | None = None
    for place, line in enumerate(lines):
        if layout.rows[place]:
            # A row keeps its margin: it says which columns are empty.
            line = replace(line, text=" " * line.indent + line.text)
        if paragraph is not None and _goes_on(paragraph, lines, place, layout):
            paragraph.add(line)
            continue
        if paragraph is not None:
            joined.append(paragraph.line())
        paragraph = _Paragraph(line, line, numbered=marker_of(line.text) is not None)
        paragraph.add(line)
    if paragraph is not None:
        joined.append(paragraph.line())
    return joined


def glue_between(before: str, after: str) -> str:
    """Return what stands between two joined lines: a blank between English words, else nothing.

    >>> glue_between("网络", "安全"), glue_between("open", "data"), glue_between("10", "06人")
    ('', ' ', '')
    """
    if not before or not after:
        return ""
    last, first = before[-1], after[0]
    if not (last.isascii() and first.isascii()) or first in ".,;:!?)%" or last in "(-/":
        return ""
    if (last.isdigit() and first.isdigit()) or (last in ".," and first.isdigit()):
        return ""
    return " " if last.isalnum() or last in ".,;:!?)" else ""


def _goes_on(paragraph: _Paragraph, lines: Sequence[Line], place: int, layout: _Layout) -> bool:
    """Say whether the line at ``place`` goes on with ``paragraph``."""
    line = lines[place]
    if layout.rows[place] or layout.rows[place - 1]:
        return False
    if line.text[0] in OPENS_TEXT_BEFORE:
        return True
    width_here = layout.widths[place - 1]
    full = (
        width_here > 0 and width(paragraph.last.text) + paragraph.last.indent >= width_here * FULL
    )
    if _begins_block(lines, place, full=full):
        return False
    if paragraph.tail[-1] in JOINERS or _bracket_open(paragraph.tail, line.text):
        return True
    indented = layout.margin is not None and line.indent > layout.margin + 1
    if is_closed(paragraph.tail):
        parted = indented or (layout.gaps_part and line.gap > 0)
        return full and not parted and not _stands_alone(line.text, width_here)
    if indented:
        return False
    return full if width_here else _unfinished(paragraph)


def _begins_block(lines: Sequence[Line], place: int, *, full: bool) -> bool:
    """Say whether the line at ``place`` begins a line of its own whatever stands before it.

    An inline 二是 may well stand at the start of a wrapped line: after a ``full`` one it proves nothing.
    """
    text = lines[place].text
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    if is_date_line(text):
        return not after or after[0] not in OPENS_TEXT_BEFORE
    marker = marker_of(text)
    return (
        (marker is not None and not (full and marker.kind == "spoken"))
        or text.startswith(("#", "特此"))
        or BULLET.match(text) is not None
        or FIELD.match(text) is not None
        or (is_office_line(text) and is_date_line(after))
    )


def _bracket_open(tail: str, following: str) -> bool:
    """Say whether ``tail`` leaves a bracket open that ``following`` closes."""
    for opening, closing in _BRACKETS.items():
        if tail.rfind(opening) > tail.rfind(closing) and closing in following[:TAIL]:
            return True
    return False


def _stands_alone(text: str, width_here: int) -> bool:
    """Say whether a line is short and without a stop, as an unnumbered heading is."""
    return width(text) < width_here * FULL and not is_closed(text)


def _unfinished(paragraph: _Paragraph) -> bool:
    """Say whether, in a file that is not wrapped, a paragraph still lacks the end of its sentence."""
    if paragraph.stopped:
        return paragraph.length > PARAGRAPH // 2
    return paragraph.length > (LONG_HEADING if paragraph.numbered else PARAGRAPH)


def _layout(lines: Sequence[Line]) -> _Layout:
    """Read the make-up of the file from its lines."""
    rows = _row_flags(lines)
    prose = [line for line, row in zip(lines, rows, strict=True) if not row]
    gaps = sum(1 for line in prose[1:] if line.gap)
    indents = [line.indent for line in prose]
    margin = max(set(indents), key=indents.count) if indents else 0
    plain = [i for i in indents if i <= 1]
    return _Layout(
        rows=rows,
        widths=_wrap_widths(lines, rows),
        gaps_part=gaps < 0.5 * len(prose),
        margin=min(margin, 0) if len(plain) > 0.1 * len(indents) else None,
    )


def _row_flags(lines: Sequence[Line]) -> list[bool]:
    """Say of each line whether it is part of a table: a row, or laid out between rows."""
    flags = [is_row(line.text) for line in lines]
    for place in range(1, len(lines) - 1):
        between = flags[place - 1] and is_row(lines[place + 1].text)
        if between and width(lines[place].text) <= NARROWEST and not is_closed(lines[place].text):
            flags[place] = marker_of(lines[place].text) is None
    for places in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = places.step
        for place in places:
            laid_out = lines[place].indent >= LAYOUT_INDENT and flags[place - step]
            flags[place] = flags[place] or (laid_out and not is_closed(lines[place].text))
    return flags


def _wrap_widths(lines: Sequence[Line], rows: Sequence[bool]) -> list[int]:
    """Return for each line the width at which its stretch of the file is wrapped, 0 where it is not."""
    widths = [0] * len(lines)
    prose = [place for place, row in enumerate(rows) if not row]
    blocks = [prose[i : i + WINDOW] for i in range(0, len(prose), WINDOW)]
    if len(blocks) > 1 and len(blocks[-1]) < WINDOW // 3:
        blocks[-2:] = [blocks[-2] + blocks[-1]]
    for block in blocks:
        wrapped = _wrap_width([lines[place] for place in block])
        for place in range(block[0], block[-1] + 1):
            widths[place] = wrapped
    return widths


def _wrap_width(block: Sequence[Line]) -> int:
    """Return the width at which a stretch of lines is wrapped, or 0.

    Wrapped prose ends most of its long lines in mid-sentence at one width, and has commas inside.
    """
    long = [(width(line.text) + line.indent, line.text) for line in block if len(line.text) > 11]
    open_widths = sorted(w for w, text in long if not is_closed(text) and _INNER_STOP.search(text))
    if len(open_widths) < 3:
        return 0
    wrap = open_widths[int(0.9 * (len(open_widths) - 1))]
    near = [text for w, text in long if wrap * FULL <= w <= wrap * OVER]
    over = sum(1 for w, _ in long if w > wrap * OVER)
    open_near = sum(1 for text in near if not is_closed(text))
    told = sum(1 for text in near if _INNER_STOP.search(text))
    wrapped = (
        NARROWEST <= wrap <= WIDEST
        and over <= 0.1 * len(long)
        and len(near) >= max(3, 0.35 * len(long))
        and open_near >= 0.4 * len(near)
        and told >= 0.4 * len(near)
    )
    return wrap if wrapped else 0
