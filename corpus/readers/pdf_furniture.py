"""What a PDF page carries beside its text: running heads and feet, page numbers, footnotes.

A head is known by standing on page after page at one height; whatever number varies in it must
count the pages. So a line that states a figure is never taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mode

from corpus.furniture import PAGE_NUMBER
from corpus.readers.pdf_columns import Row
from corpus.readers.pdf_glyphs import SUPERSCRIPTS

# Heads and feet stand in the outer part of the page, among its first or last lines.
OUTER, DEEPEST = 0.16, 3
NEAR = 4.0
_NUMBER = re.compile(r"\d+")
_COUNT = re.compile(r"(?:第|[Pp]age|P\.?)?\d{1,4}(?:[/／]|页[,，]?共|of)\d{1,4}页?|\d{1,4}")
# What browsers put on paper: the address, the day and the time.
_PRINTED = re.compile(
    r"(?:file|https?)://\S+?(\d{1,4}/\d{1,4})?|\d{4}/\d{1,2}/\d{1,2}[,，]?(?:上午|下午)?\d{1,2}:\d\d.*"
    r"|\d{1,2}/\d{1,2}/\d{2,4},\d{1,2}:\d\d(?:AM|PM).*"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_KEPT = re.compile(r"^(?:附件|附表|附|续?表|图|专栏|第\d+[^\d页])|单位[：:]|[:：]$")
NOTE = re.compile(
    r"[①-⑳⁰¹²³⁴-⁹*※]|\[\d{1,2}\]|［\d{1,2}］|〔\d{1,2}〕|\d{1,2}(?=[^\d.．、)）])|注\d?[：:]"
)
_MARK = re.compile(rf"[\[［〔]?([①-⑳{SUPERSCRIPTS}]+|\d{{1,2}})")
_RAISED = re.compile(rf"[\[［〔]?([{SUPERSCRIPTS}]+)[\]］〕]?")
NOTE_SIZE = 0.92


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was read: its rows in reading order, its height, and its footnotes."""

    rows: tuple[Row, ...]
    height: float
    notes: tuple[Row, ...] = ()


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return ``sheets`` without running heads, feet and page numbers."""
    outer = [list(_outer(sheet)) for sheet in sheets]
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for page, places in enumerate(outer):
        for place in places:
            alike[_key(sheets[page].rows[place].text)].append((page, place))
    gone: set[tuple[int, int]] = set()
    for key, found in alike.items():
        gone |= _furniture(sheets, key, found)
    gone |= _beside(sheets, outer, gone)
    return [
        Sheet(
            tuple(r for place, r in enumerate(sheet.rows) if (page, place) not in gone),
            sheet.height,
        )
        for page, sheet in enumerate(sheets)
    ]


def _beside(
    sheets: Sequence[Sheet], outer: Sequence[Sequence[int]], gone: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return the heads that change (a chapter's name): wordings without a number where heads stand."""
    lines = {_line_of(sheets[page].rows[place]) for page, place in gone}
    return {
        (page, place)
        for page, places in enumerate(outer)
        for place in places
        if _line_of(sheets[page].rows[place]) in lines
        and not re.search(r"[\d。；，]", sheets[page].rows[place].text)
    }


def _line_of(row: Row) -> tuple[int, float]:
    """Return the height on the page, and the size of type, of a line."""
    return round(row.base), row.size


def _outer(sheet: Sheet) -> Iterator[int]:
    """Yield the places of the lines at the very top and bottom of a page."""
    places = [place for place, row in enumerate(sheet.rows) if row.table is None]
    places.sort(key=lambda place: sheet.rows[place].base)
    bases = sorted({round(sheet.rows[place].base) for place in places})
    first, last = bases[:DEEPEST], bases[-DEEPEST:]
    for place in places:
        row = sheet.rows[place]
        # A bare number is a page number only on the outermost line.
        deep = 1 if row.text.strip().isdecimal() else DEEPEST
        high = row.base < OUTER * sheet.height and round(row.base) in first[:deep]
        low = row.base > (1 - OUTER) * sheet.height and round(row.base) in last[-deep:]
        if high or low:
            yield place


def _key(text: str) -> str:
    """Return ``text`` without blanks, each number but a year replaced by #.

    >>> _key("松沣县网信办 2023年度报告 第 3 页")
    '松沣县网信办2023年度报告第#页'
    """
    bare = re.sub(r"\s", "", text)
    return _NUMBER.sub(lambda found: found[0] if _YEAR.fullmatch(found[0]) else "#", bare)


def _furniture(
    sheets: Sequence[Sheet], key: str, found: Sequence[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return those of the like lines ``found`` that are furniture."""
    bare = {at: re.sub(r"\s", "", sheets[at[0]].rows[at[1]].text) for at in found}
    sure = {
        at for at, text in bare.items() if _PRINTED.fullmatch(text) or PAGE_NUMBER.fullmatch(text)
    }
    fits = [at for at in found if at not in sure and not _KEPT.search(bare[at])]
    if "#" in key:
        fits = _counting(fits, bare)
    elif fits:
        height = mode(round(sheets[page].rows[place].base / NEAR) for page, place in fits)
        fits = [
            (page, place)
            for page, place in fits
            if abs(sheets[page].rows[place].base / NEAR - height) <= 1.5
        ]
    pages = {page for page, _ in fits}
    if len(sheets) == 1:
        lone = [at for at in fits if _COUNT.fullmatch(bare[at]) and re.search(r"\D", bare[at])]
        return sure | {at for at in lone if _numbers(bare[at])[:2] == [1, 1]}
    return sure | (set(fits) if len(pages) >= _least(len(sheets), "#" in key) else set())


def _least(pages: int, counting: bool) -> int:
    """Return on how many pages a line must stand to be a running head."""
    return 2 if counting else max(2, -(-pages * 3 // 10))


def _counting(
    found: Sequence[tuple[int, int]], bare: dict[tuple[int, int], str]
) -> list[tuple[int, int]]:
    """Return those lines in which one number counts the pages and the others never change."""
    shifts = Counter(
        (place, number - at[0]) for at in found for place, number in enumerate(_numbers(bare[at]))
    )
    if not shifts:
        return []
    (column, shift), _ = shifts.most_common(1)[0]
    counted = [at for at in found if _numbers(bare[at])[column] - at[0] == shift]
    others = Counter(
        tuple(n for place, n in enumerate(_numbers(bare[at])) if place != column) for at in counted
    )
    same = others.most_common(1)[0][0]
    return [
        at
        for at in counted
        if tuple(n for place, n in enumerate(_numbers(bare[at])) if place != column) == same
    ]


def _numbers(text: str) -> list[int]:
    """Return the numbers of a line that are no years."""
    return [int(n) for n in _NUMBER.findall(text) if not _YEAR.fullmatch(n) and len(n) < 9]


def with_notes_apart(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return ``sheets`` with their footnotes taken out of the rows: small type at the page's foot."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for row in sheet.rows:
            sizes[round(row.size, 1)] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    return [_noted(sheet, body) for sheet in sheets]


def _noted(sheet: Sheet, body: float) -> Sheet:
    """Return a page with its footnotes apart."""
    small = [
        place
        for place, row in enumerate(sheet.rows)
        if row.table is None and row.size <= NOTE_SIZE * body and row.base > 0.4 * sheet.height
    ]
    notes: set[int] = set()
    for place in small:
        row = sheet.rows[place]
        below = [r for r in sheet.rows if r.base > row.base and r.frame == row.frame]
        footed = all(r.size <= NOTE_SIZE * body and r.table is None for r in below)
        if footed and (NOTE.match(row.text) or place - 1 in notes):
            notes.add(place)
    told = tuple(sheet.rows[place] for place in sorted(notes))
    numbers = {_note_number(row.text) for row in told}
    rows = (row for place, row in enumerate(sheet.rows) if place not in notes)
    return Sheet(tuple(_unmarked(row, numbers) for row in rows), sheet.height, told)


def _note_number(text: str) -> str:
    """Return the number that a footnote begins with: ②, ² and [2] are 2; '' where it has none."""
    found = _MARK.match(text)
    return unicodedata.normalize("NFKC", found[1]) if found else ""


def _unmarked(row: Row, numbers: set[str]) -> Row:
    """Return a row without the raised marks of the footnotes ``numbers``: they are no part of a sentence."""
    if not numbers or not _RAISED.search(row.text):
        return row

    def kept(found: re.Match[str]) -> str:
        return "" if unicodedata.normalize("NFKC", found[1]) in numbers else found[0]

    return replace(row, text=_RAISED.sub(kept, row.text))
