"""What stands on a PDF page: stretches of characters on their base lines, with place and size.

pdfium gives every character with its origin; lines are put together from the origins alone, so it
does not matter in which order a program wrote them. Lengths are points, y grows downwards, and a
page whose text runs sideways is turned until it reads from left to right.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

# In em: a gap that parts two stretches, and one, beyond what the line is spaced, that is a blank.
# Beside a decimal point it takes more: some fonts set points wide.
PARTS, BLANK, IN_NUMBER = 1.0, 0.17, 0.45
# A character belongs to the line whose base is this near; a raised one stands higher and is small.
SAME_BASE, RAISED, SMALL = 0.3, 0.6, 0.8
MOST_RAISED = 4
# A heading may be set wide; with fewer gaps its characters may be cells of a table.
LEAST_SPREAD = 5
_WIDE = "\u2e80"
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = {
    **{str(digit): sign for digit, sign in enumerate(SUPERSCRIPTS)},
    **{chr(ord("①") + n - 1): "".join(SUPERSCRIPTS[int(d)] for d in str(n)) for n in range(1, 21)},
}

# Text, origin (x, y), advance, size, direction in quarters (None askew), as pdfium tells them.
_Raw = tuple[str, float, float, float, float, int | None]


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page, the box of the file's page that is shown, is turned so that its text is upright."""

    quarters: int
    box: tuple[float, float, float, float]

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of the file's page (y upwards) on the turned one (y downwards)."""
        left, bottom, right, top = self.box
        if self.quarters == 1:
            return y - bottom, x - left
        if self.quarters == 2:
            return right - x, y - bottom
        if self.quarters == 3:
            return top - y, right - x
        return x - left, top - y

    @property
    def tall(self) -> float:
        """The height of the turned page."""
        left, bottom, right, top = self.box
        return right - left if self.quarters % 2 else top - bottom


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: where it begins and ends on its base line, and the size of its type."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters on one base line without a wide gap between them."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def top(self) -> float:
        """Where its characters end above."""
        return self.base - self.size


def read_glyphs(
    page: PdfTextPage, box: tuple[float, float, float, float]
) -> list[tuple[Turn, list[Glyph]]]:
    """Return the characters of a page that shows ``box``, by direction, most of them first.

    What runs askew is a watermark, and left out; what runs over the page's edge is kept.
    """
    found = list(_raw_glyphs(page))
    votes = Counter(raw[5] for raw in found if raw[5] is not None)
    parts: list[tuple[Turn, list[Glyph]]] = []
    for quarters, _ in votes.most_common():
        turn = Turn(quarters, box)
        glyphs = []
        for text, x, y, far, size, direction in found:
            if direction == quarters:
                left, base = turn.place(x, y)
                ahead = max(far, size if text >= _WIDE else 0.0)
                glyphs.append(Glyph(text, left, left + ahead, base, size))
        parts.append((turn, glyphs))
    return parts or [(Turn(0, box), [])]


def _raw_glyphs(page: PdfTextPage) -> Iterator[_Raw]:
    """Yield text, origin, advance, size and direction (in quarters, None askew) of characters."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for place in range(page.count_chars()):
        if pdfium.FPDFText_IsGenerated(page.raw, place) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(page.raw, place)
        if not pdfium.FPDFText_GetCharOrigin(page.raw, place, x, y):
            continue
        pdfium.FPDFText_GetLooseCharBox(page.raw, place, box)
        pdfium.FPDFText_GetMatrix(page.raw, place, matrix)
        size = pdfium.FPDFText_GetFontSize(page.raw, place) * math.hypot(matrix.c, matrix.d)
        quarters = _quarters(matrix.a, matrix.b)
        far = (
            box.right - x.value,
            box.top - y.value,
            x.value - box.left,
            y.value - box.bottom,
        )[quarters or 0]
        if size > 0 and math.isfinite(x.value + y.value + far + size):
            text = _HYPHENS.get(code) or (chr(code) if 0x1F < code < 0x110000 else "")
            yield text, x.value, y.value, max(far, 0.0), size, quarters


def _quarters(a: float, b: float) -> int | None:
    """Return how many quarter turns the direction (a, b) is from the x axis, None if askew."""
    angle = math.degrees(math.atan2(b, a)) / 90
    return round(angle) % 4 if abs(angle - round(angle)) < 0.05 else None


def stretches(glyphs: Iterable[Glyph]) -> list[Stretch]:
    """Return the stretches of text that ``glyphs`` make, by line from the top, from left to right."""
    runs = _raised(list(_runs(glyphs)))
    runs.sort(key=lambda run: (run[0].base, run[0].left))
    joined: list[Stretch] = []
    line: list[list[Glyph]] = []
    for run in runs:
        if line and abs(run[0].base - line[0][0].base) > SAME_BASE * min(
            run[0].size, line[0][0].size
        ):
            joined += _stretches_of(line)
            line = []
        line.append(run)
    return joined + _stretches_of(line)


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield glyphs that follow one another on one base line, as the file wrote them."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run:
            last = run[-1]
            same = abs(glyph.base - last.base) <= 0.05 * last.size
            # Two characters with one origin are one sign of the font: —— as a ligature.
            ahead = -0.6 * last.size < glyph.left - last.right < PARTS * last.size
            ahead = ahead or glyph.left == last.left
            if not (same and ahead and 0.9 < glyph.size / last.size < 1.12):
                yield run
                run = []
        run.append(glyph)
    if run:
        yield run


def _raised(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Return ``runs`` with small raised digits, as notes have them, written as superscripts."""
    done: list[list[Glyph]] = []
    for run in runs:
        text = "".join(glyph.text for glyph in run).strip()
        signs = len(text) <= MOST_RAISED and any(c in _RAISED for c in text)
        before = (
            next((b[-1] for b in runs if _stands_before(b[-1], run[0])), None) if signs else None
        )
        if before is None:
            done.append(run)
            continue
        base = before.base
        done.append([replace(g, text=_RAISED.get(g.text, g.text), base=base) for g in run])
    return done


def _stands_before(before: Glyph, raised: Glyph) -> bool:
    """Say whether ``raised`` is a small character just behind another and higher than it."""
    near = abs(raised.left - before.right) < 0.6 * before.size
    up = (before.base - raised.base) / before.size
    return near and 0.12 < up < RAISED and raised.size < SMALL * before.size


def _stretches_of(line: Sequence[Sequence[Glyph]]) -> list[Stretch]:
    """Return the stretches of one line, parted where a wide gap is."""
    owners = {id(glyph): number for number, run in enumerate(line) for glyph in run}
    glyphs = sorted((glyph for run in line for glyph in run), key=lambda glyph: glyph.left)
    spaced = _spacing(glyphs)
    found: list[Stretch] = []
    part: list[Glyph] = []
    text: list[str] = []
    blank = False
    for glyph in glyphs:
        if not glyph.text or glyph.text.isspace():
            blank = blank or bool(part)
            continue
        if part:
            last = part[-1]
            twice = glyph.text == last.text and glyph.left - last.left < 0.2 * last.size
            if twice and owners[id(glyph)] != owners[id(last)]:
                continue  # bold type made by printing twice
            gap = (glyph.left - last.right) / max(last.size, glyph.size)
            if gap >= max(PARTS, spaced + BLANK):
                found.append(_stretch(part, text))
                part, text = [], []
            elif blank or gap > spaced + (IN_NUMBER if _in_number(last, glyph) else BLANK):
                text.append(" ")
        part.append(glyph)
        text.append(glyph.text)
        blank = False
    return [*found, _stretch(part, text)] if part else found


def _in_number(before: Glyph, after: Glyph) -> bool:
    """Say whether two characters are a digit and the point or comma beside it."""
    pair = before.text + after.text
    return (pair[0].isdigit() and pair[1] in ".,") or (pair[0] in ".," and pair[1].isdigit())


def _spacing(glyphs: Sequence[Glyph]) -> float:
    """Return, in em, the gap that most characters of a line keep, as justified lines are spaced."""
    gaps = [(b.left - a.right) / a.size for a, b in pairwise(glyphs) if a.text and b.text]
    even = len(gaps) >= LEAST_SPREAD and max(gaps) - min(gaps) < BLANK
    if even and all(glyph.text >= _WIDE for glyph in glyphs):
        return max(0.0, median(gaps))
    close = [gap for gap in gaps if gap < PARTS]
    return max(0.0, median(close)) if close else 0.0


def _stretch(part: Sequence[Glyph], text: Sequence[str]) -> Stretch:
    sizes = Counter(round(glyph.size, 1) for glyph in part)
    right = max(glyph.right for glyph in part)
    return Stretch("".join(text), part[0].left, right, part[0].base, sizes.most_common(1)[0][0])
