"""Finds where the parts of a report begin: numbered and bare headings, items, opening sentences.

This is the first half of reading sections: a flat list of headings in the order of the text, each
with a rank (the smaller the further out). ``sections.py`` nests them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.lines import (
    FIELD,
    SPOKEN,
    SPOKEN_RANK,
    is_closed,
    is_date_line,
    is_office_line,
    is_row,
    is_title_end,
    marker_of,
    ordinal_of,
)
from corpus.roles import PLAN_OPENING, PROBLEM_OPENING

TOP, SUB, ITEM = 3.0, 4.0, float(SPOKEN_RANK)
LONGEST_LINE, LONGEST_CLAUSE, LONGEST_CUT = 80, 50, 40
LONGEST_BARE = 36
TITLE_LINES = 12
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_LINE = re.compile(r"[^\n]+")
_NOT_BARE = re.compile(
    r"[。；！？：:;…|]|^[各同]位|^同志们|^(?:附|注|表|图)\s?\d|^——|^[（(].*[）)]$|\d{3,}[-－]\d"
)
_SALUTATION = re.compile(r"(?:各位(?:代表|委员|领导|同志)|同志们|代表们)[，,！!：:]")
_ENDING = re.compile(r"(?:特此(?:报告|汇报|函告|说明)|以上报告|妥否|专此报告)")
_AFTER_STOP = re.compile(r"(?<=[。！？])(?=[^\n”’」）)])")
_LOOSE_END = "，、；：,;: \n"
_SPOKEN_AFTER = "。；：，！？”）;:,、"


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a part begins, what it is called, and how far out it stands.

    Those of ``kind`` "bare", "plan" and "problems" have no number and find their rank among what is
    open around them. ``closes`` marks a place where parts end without a new one beginning.
    """

    start: int
    end: int
    words: int
    rank: float
    kind: str
    ordinal: int = 0
    closes: bool = False


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of the text with what each of them is."""

    spans: Sequence[tuple[int, int]]
    texts: Sequence[str]


def find_headings(text: str) -> list[Heading]:
    """Return the headings and endings of ``text`` in order; endings come first where places tie."""
    found = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    lines = _Lines(found, [text[start:end] for start, end in found])
    first = title_lines(lines.texts)
    headings = list(_of_lines(lines, first))
    unnumbered = ("bare", "plan", "problems", "end")
    numbered = [h.start for h in headings if h.kind not in unnumbered and h.rank <= SUB]
    if numbered:
        headings = [h for h in headings if h.kind != "bare" or h.start > numbered[0]]
    headings += _spoken(lines, headings)
    headings += _endings(lines)
    return _apart(text, sorted(headings, key=lambda h: (h.start, not h.closes, h.rank)))


def _apart(text: str, headings: Sequence[Heading]) -> list[Heading]:
    """Return ``headings`` with those cut short in which the next one begins.

    The items of 一是增效，二是提质 stand in one clause; the first of them is 一是增效.
    """
    apart: list[Heading] = []
    ahead = following = len(text)
    for heading in reversed(headings):
        if heading.closes:
            apart.append(heading)
            continue
        if heading.start < ahead:
            ahead, following = heading.start, ahead
        if heading.end > following:
            named = text[heading.start : following].rstrip(_LOOSE_END)
            end = heading.start + len(named)
            heading = replace(heading, end=end, words=min(heading.words, end))
        apart.append(heading)
    return apart[::-1]


def title_lines(lines: Sequence[str]) -> int:
    """Return how many lines at the top are title, office, date or address, not the report."""
    last = 0
    for place, line in enumerate(lines[:TITLE_LINES]):
        if marker_of(line) is not None:
            break
        if is_title_end(line) or is_date_line(line) or (place == 0 and is_office_line(line)):
            last = place + 1
        elif is_closed(line) or len(line) > LONGEST_LINE:
            break
    return last


def clause(line: str, words: int) -> int:
    """Return where the heading ends in ``line``, whose numbering ends at ``words``.

    A heading that stands alone is the whole line; where the text follows on the same line it ends
    at the first stop, and a long sentence is cut at a comma.

    >>> line = "（一）顶层设计发力，助力建设“一盘棋”。一是强化领导。"
    >>> line[: clause(line, 3)]
    '（一）顶层设计发力，助力建设“一盘棋”'
    """
    stops = list(_stops(line, words))
    final = next((at for at, char in stops if char in "。！？!?"), None)
    if final is None and len(line) <= LONGEST_LINE:
        long = len(line) > LONGEST_CUT
        colon = next((at for at, char in stops if char in "：:" and at > words + 1), None)
        return colon if long and colon is not None else len(line.rstrip("：: "))
    first = next((at for at, char in stops if char in "。！？!?：:；;"), len(line))
    if first <= words + LONGEST_CLAUSE:
        return first
    commas = [at for at, char in stops if char in "，,、" and at <= words + LONGEST_CUT]
    return commas[-1] if commas else min(len(line), words + LONGEST_CUT)


def _stops(line: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield the stops and commas near the start of a line that stand outside brackets and quotes."""
    depth = 0
    for at in range(start, min(len(line), start + 2 * LONGEST_LINE)):
        char = line[at]
        if char in "（(《“「【":
            depth += 1
        elif char in "）)》”」】":
            depth = max(0, depth - 1)
        elif depth == 0 and char in "。！？!?：:；;，,、":
            yield at, char


def _of_lines(lines: _Lines, first: int) -> Iterator[Heading]:
    """Yield the headings that open a line, and the sentences that open a part inside one."""
    titled = False
    for place, ((start, _), line) in enumerate(zip(lines.spans, lines.texts, strict=True)):
        if line[0].isspace() or is_row(line):
            continue
        if mark := _MARKDOWN.match(line):
            titled, skip = True, not titled and len(mark[1]) == 1 and place <= first
            if not skip:
                yield Heading(
                    start,
                    start + len(line.rstrip()),
                    start + mark.end(),
                    len(mark[1]) - 6,
                    "markdown",
                )
            continue
        marker = marker_of(line) if place >= first else None
        if marker is not None and marker.kind not in ("spoken", "dash"):
            end = start + clause(line, marker.end)
            yield Heading(
                start, end, start + marker.end, float(marker.rank), marker.kind, marker.ordinal
            )
        elif marker is not None and marker.kind == "dash" and is_closed(line):
            yield Heading(
                start,
                start + clause(line, marker.end),
                start + marker.end,
                float(marker.rank),
                "dash",
            )
            yield Heading(start + len(line), 0, 0, float(marker.rank), "end", closes=True)
        elif marker is None and place >= first and _is_bare(lines.texts, place):
            yield Heading(start, start + len(line.rstrip()), start, TOP, "bare")
            continue
        yield from _openings(start, line)


def _is_bare(lines: Sequence[str], place: int) -> bool:
    """Say whether the line is a heading without a number: short, no stop, and text after it."""
    line = lines[place].strip()
    if not 2 <= len(line) <= LONGEST_BARE or _NOT_BARE.search(line) or line.count("，") > 1:
        return False
    if is_date_line(line) or is_office_line(line) or line[-1] in "，、" or FIELD.match(line):
        return False
    if not re.search(r"[一-鿿]{2}|[A-Za-z]{3}", line) or place + 1 >= len(lines):
        return False
    after = lines[place + 1]
    if is_row(after) or marker_of(after) is not None:
        return True
    return is_closed(after) or (len(after) > LONGEST_BARE and len(after) > 2 * len(line))


def _openings(start: int, line: str) -> Iterator[Heading]:
    """Yield the sentences of a line that turn to problems or plans without a heading."""
    for at in (0, *(found.start() for found in _AFTER_STOP.finditer(line))):
        for kind, pattern in (("problems", PROBLEM_OPENING), ("plan", PLAN_OPENING)):
            if pattern.match(line, at):
                end = start + at + clause(line[at : at + 3 * LONGEST_LINE], 0)
                yield Heading(start + at, end, start + at, SUB, kind)
                if at:
                    yield Heading(start + len(line), 0, 0, SUB, "end", closes=True)


def _spoken(lines: _Lines, headings: Sequence[Heading]) -> Iterator[Heading]:
    """Yield the items numbered as one speaks (一是…二是…), where they make a row of their own."""
    borders = sorted(
        h.start for h in headings if h.rank < ITEM and h.kind not in ("plan", "problems")
    )
    chains: dict[str, list[tuple[Heading, int, bool]]] = {}
    for (start, end), line in zip(lines.spans, lines.texts, strict=True):
        if is_row(line):
            continue
        for style, item, at_start in _spoken_in(start, line):
            chain = chains.get(style, [])
            last = chain[-1][0] if chain else None
            follows = last is not None and last.ordinal < item.ordinal <= last.ordinal + 2
            if last is None or not follows or _between(borders, last.start, item.start):
                yield from _settle(chain)
                chain = []
                if item.ordinal != 1 and not at_start:
                    chains[style] = chain
                    continue
            chain.append((item, end, at_start))
            chains[style] = chain
    for chain in chains.values():
        yield from _settle(chain)


def _spoken_in(start: int, line: str) -> Iterator[tuple[str, Heading, bool]]:
    """Yield every spoken number of a line that may open an item, with its style."""
    for found in SPOKEN.finditer(line):
        at = found.start()
        if at and line[at - 1] not in _SPOKEN_AFTER:
            continue
        group = next(number for number, value in enumerate(found.groups(), start=1) if value)
        style = found[0][-1] if group == 1 else str(group)
        rest = line[at : at + 3 * LONGEST_LINE]
        end = start + at + clause(rest, len(found[0]))
        rank = ITEM if style == "是" else ITEM - 0.5 if not at else ITEM + 0.5
        ordinal = ordinal_of(found[group])
        yield (
            style,
            Heading(start + at, end, start + at + len(found[0]), rank, "spoken", ordinal),
            not at,
        )


def _settle(chain: Sequence[tuple[Heading, int, bool]]) -> Iterator[Heading]:
    """Yield the items of a row and the place where its last one ends: the end of its line."""
    if len(chain) == 1 and not chain[0][2]:
        return
    for heading, _, _ in chain:
        yield heading
    if chain:
        heading, line_end, _ = chain[-1]
        yield Heading(line_end, 0, 0, heading.rank, "end", closes=True)


def _between(places: Sequence[int], after: int, before: int) -> bool:
    """Say whether one of the sorted ``places`` lies between two positions."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if places[middle] <= after else (low, middle)
    return low < len(places) and places[low] <= before


def _endings(lines: _Lines) -> Iterator[Heading]:
    """Yield where parts end without a new heading: an address to the hall, the closing words."""
    count = len(lines.texts)
    for place, ((start, _), line) in enumerate(zip(lines.spans, lines.texts, strict=True)):
        if place == 0:
            continue
        after = lines.texts[place + 1] if place + 1 < count else ""
        signed = is_office_line(line) and (not after or is_date_line(after))
        dated = is_date_line(line) and place >= count // 2
        if signed or dated or (len(line) < 40 and _ENDING.match(line)):
            yield Heading(start, 0, 0, -9.0, "end", closes=True)
        elif _SALUTATION.match(line):
            yield Heading(start, 0, 0, SUB, "end", closes=True)
