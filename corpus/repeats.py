"""Finds a report that stands in its file more than once, and keeps the first copy.

Crawled pages often hold the text twice, the second time with other line breaks. Copies are compared
sentence by sentence with all blanks left out; only a long run of equal sentences is a copy, so a
phrase that a report repeats stays, and a sentence that differs is never lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.furniture import Line
from corpus.lines import is_date_line, is_office_line, is_title_end, marker_of

_PIECE_END = re.compile(r"[。！？；]")
_BLANK = re.compile(r"\s+")
_RUN = re.compile(r"\S+")
LEAST_CHARACTERS = 150
LEAST_PIECES = 3
LEAST_WHOLE = 40
SHORT_LINE = 40


@dataclass(frozen=True, slots=True)
class Deduplicated:
    """The lines without the copies, and how many characters the copies had."""

    lines: tuple[Line, ...]
    removed: int


def drop_copies(lines: Sequence[Line]) -> Deduplicated:
    """Return ``lines`` with every later copy of a long passage taken out."""
    squeezed = [_BLANK.sub("", line.text) for line in lines]
    whole = "".join(squeezed)
    starts = [0, *accumulate(len(text) for text in squeezed)]
    cuts = find_copies(whole, starts)
    if not cuts:
        return Deduplicated(tuple(lines), 0)
    dates = Counter(line.text for line in lines if is_date_line(line.text))
    kept: list[Line] = []
    cut = 0
    for line, start, end in zip(lines, starts, starts[1:], strict=False):
        while cut < len(cuts) and cuts[cut][1] <= start:
            cut += 1
        inside = [c for c in cuts[cut : cut + 3] if c[0] < end and start < c[1]]
        if not inside:
            kept.append(line)
            continue
        _drop_head(kept, dates)
        if left := _outside(line.text, [(a - start, b - start) for a, b in inside]):
            kept.append(replace(line, text=left, turns=line.turns[:1]))
    return Deduplicated(tuple(kept), sum(end - start for start, end in cuts))


def _drop_head(kept: list[Line], dates: Counter[str]) -> None:
    """Take off the title that stands before a copy, with its date, but no signature.

    The date of a signature stands under an office, or is in both copies.
    """
    titled = False
    while len(kept) > 2:
        text, before = kept[-1].text, kept[-2].text
        signs = is_office_line(before) or (dates[text] > 1 and not titled)
        if not _is_title(text) and (signs or not is_date_line(text)):
            return
        titled = titled or _is_title(text)
        kept.pop()


def _is_title(text: str) -> bool:
    """Say whether a line is the title of a report."""
    return len(text) <= 60 and is_title_end(text) and marker_of(text) is None


def find_copies(whole: str, lines: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Return the ranges of ``whole`` (without blanks) that repeat an earlier long passage.

    ``lines`` are the places where its lines begin, the end of the last one included.
    """
    ends = [found.end() for found in _PIECE_END.finditer(whole)]
    if not ends or ends[-1] < len(whole):
        ends.append(len(whole))
    starts = [0, *ends[:-1]]
    pieces = [whole[start:end] for start, end in zip(starts, ends, strict=True)]
    first: dict[str, int] = {}
    cuts: list[tuple[int, int]] = []
    place = 0
    while place < len(pieces):
        original = first.get(pieces[place])
        if original is None:
            first[pieces[place]] = place
            place += 1
            continue
        length = 1
        while (
            place + length < len(pieces)
            and original + length < place
            and pieces[place + length] == pieces[original + length]
        ):
            length += 1
        copy = (starts[place], ends[place + length - 1])
        grown = _grown(whole, copy, starts[original], cuts[-1][1] if cuts else 0, lines)
        if _is_copy(grown, length, starts[original]):
            cuts.append(grown)
        place += length
    return cuts


def _is_copy(copy: tuple[int, int], pieces: int, original: int) -> bool:
    """Say whether an equal run is long enough to be a copy rather than a turn of phrase."""
    length = copy[1] - copy[0]
    if pieces >= LEAST_PIECES and length >= LEAST_CHARACTERS:
        return True
    return length >= LEAST_WHOLE and length >= 0.8 * copy[0] and original < copy[0] // 4


def _grown(
    whole: str, copy: tuple[int, int], original: int, least: int, starts: Sequence[int]
) -> tuple[int, int]:
    """Return ``copy`` with the equal lines just before and after it taken in, no half sentence."""
    start, end = copy
    shift = start - original
    while start > max(least, shift) and whole[start - 1] == whole[start - 1 - shift]:
        start -= 1
    while end < len(whole) and end - shift < copy[0] and whole[end] == whole[end - shift]:
        end += 1
    before = starts[bisect_left(starts, start) : bisect_left(starts, copy[0])]
    after = starts[bisect_right(starts, copy[1]) : bisect_right(starts, end)]
    sound = (
        s for s in before if _is_in(starts, s - shift) and _is_border(whole, s - shift, starts)
    )
    ended = (
        e
        for e in reversed(after)
        if e == len(whole) or (_is_in(starts, e - shift) and _is_border(whole, e, starts))
    )
    return next(sound, copy[0]), next(ended, copy[1])


def _is_in(places: Sequence[int], at: int) -> bool:
    """Say whether ``at`` is one of the sorted ``places``."""
    found = bisect_left(places, at)
    return found < len(places) and places[found] == at


def _is_border(whole: str, at: int, starts: Sequence[int]) -> bool:
    """Say whether a sentence or a line of its own, such as a title, ends before ``at``."""
    if at == 0 or _PIECE_END.match(whole[at - 1]):
        return True
    line = starts[max(bisect_left(starts, at) - 1, 0)]
    return at - line <= SHORT_LINE


def _outside(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    """Return the characters of ``text`` whose place, blanks not counted, lies outside ``cuts``.

    >>> _outside("一 二三 四", [(1, 3)])
    '一  四'
    """
    kept: list[str] = []
    place = end = 0
    for run in _RUN.finditer(text):
        kept.append(text[end : run.start()])
        end = run.end()
        last = 0
        for start, stop in cuts:
            start, stop = start - place, stop - place
            if start < len(run[0]) and stop > 0:
                kept.append(run[0][last : max(start, last)])
                last = max(last, min(stop, len(run[0])))
        kept.append(run[0][last:])
        place += len(run[0])
    return "".join(kept).strip()
