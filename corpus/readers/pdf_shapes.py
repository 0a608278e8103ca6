"""What is drawn on a PDF page beside its characters: straight strokes and pictures.

The page's objects are walked once, those inside of forms too, which have a coordinate system of
their own. Places are the file's: points, y upwards.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

# A rule is thinner than THIN; a page of more objects than MOST is a drawing, and the rest is left.
THIN = 3.0
MOST, MOST_SEGMENTS, DEEPEST = 100_000, 2_000, 4
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Shapes:
    """The straight strokes and pictures of a page, and how many objects of each kind it has."""

    strokes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    paths: int = 0
    texts: int = 0
    unseen: int = 0


def read_shapes(page: PdfPage) -> Shapes:
    """Return what is drawn on ``page``; ``unseen`` counts texts that are there but not drawn."""
    import pypdfium2.raw as pdfium

    shapes = Shapes()
    for number, (kind, thing, matrix) in enumerate(_things(page)):
        if number >= MOST:
            break
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            shapes.texts += 1
            mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
            shapes.unseen += mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            shapes.pictures.append(_bounds(thing, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            shapes.paths += 1
            shapes.strokes += _strokes(thing, matrix)
    return shapes


def _things(page: PdfPage) -> Iterator[tuple[int, Any, Matrix]]:
    """Yield the objects of a page with their kind and the matrix of the form they stand in."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page.raw)
    for place in range(count):
        yield from _inside(pdfium.FPDFPage_GetObject(page.raw, place), _SAME, DEEPEST)


def _inside(thing: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    """Yield ``thing``, or, where it is a form, the objects in it."""
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield kind, thing, matrix
    elif depth > 0:
        inner = _times(_matrix(thing), matrix)
        for place in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _inside(pdfium.FPDFFormObj_GetObject(thing, place), inner, depth - 1)


def _matrix(thing: Any) -> Matrix:
    """Return the matrix of an object."""
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that applies ``one`` and then ``other``."""
    a, b, c, d, e, f = one
    (x1, y1), (x2, y2), (x0, y0) = (
        (a * other[0] + b * other[2], a * other[1] + b * other[3]),
        (c * other[0] + d * other[2], c * other[1] + d * other[3]),
        _apply(other, e, f),
    )
    return x1, y1, x2, y2, x0, y0


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where ``matrix`` moves a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(thing: Any, matrix: Matrix) -> Box:
    """Return the box around an object on the page: left, bottom, right, top."""
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *sides):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (side.value for side in sides)
    if matrix is _SAME:
        return left, bottom, right, top
    corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _strokes(path: Any, matrix: Matrix) -> Iterator[Box]:
    """Yield the straight strokes of a path: itself where it is thin, else each of its sides."""
    left, bottom, right, top = _bounds(path, matrix)
    if min(right - left, top - bottom) <= THIN:
        yield left, bottom, right, top
    else:
        yield from _sides(path, _times(_matrix(path), matrix))


def _sides(path: Any, matrix: Matrix) -> Iterator[Box]:
    """Yield the straight sides of a path, each from its start to its end."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for place in range(min(count, MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = _apply(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            yield (*last, *here)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield (*here, *start)
        last = here
