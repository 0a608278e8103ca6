"""Reads a page that is only a picture: a scan, a photograph, a fax.

The page is turned upright and straightened, its lines are found and read, and laid out as a typed page
would be, so that cleaning can join its paragraphs. No character is ever put right by a guess: lines
with numbers that were hard to read are counted in the notes, so that a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.errors import OverLimit
from corpus.furniture import PAGE_NUMBER
from corpus.readers.pdf_furniture import Sheet
from corpus.readers.pdf_paragraphs import page_texts
from corpus.readers.scan_digits import looked_again
from corpus.readers.scan_engine import Boxes, Picture, find_lines, read_lines
from corpus.readers.scan_grid import framed
from corpus.readers.scan_lines import sheet_of
from corpus.readers.scan_marks import as_printed
from corpus.readers.scan_pieces import Piece
from corpus.readers.scan_seal import without_seals
from corpus.readers.scan_strays import LONE, NUMBER, parted, stray_boxes
from corpus.readers.scan_tables import Table, by_cells, find_tables
from corpus.readers.scan_upright import lies_on_side, quarter_turned, straighten, tilt_of

MOST_PIXELS = 60_000_000
LEAST_SIDE = 16
# Below SURE a line with a number is told; below LEGIBLE a line is no text but a stain.
SURE, LEGIBLE = 0.80, 0.5
# The lines that tell whether a page stands on its head, and what they reach when it does not.
SAMPLE, UPRIGHT = 6, 0.85
_NUMBER = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was read on a scanned page: its rows as a sheet, how sure that is (0 to 1), and remarks.

    ``confidence`` is the mean over characters, and None where the page holds no text. The remarks
    do not name the page: whoever knows its number puts it before them.
    """

    sheet: Sheet
    confidence: float | None
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The page's text by itself, a line for each paragraph."""
        return page_texts([self.sheet])[0]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What recognition gives of an upright page: pieces of text, ruled tables, the page's size."""

    pieces: tuple[Piece, ...]
    tables: tuple[Table, ...]
    size: tuple[int, ...]


def read_scanned_page(picture: Picture) -> ScannedPage:
    """Return the text of a scanned page, (height, width) grey or (height, width, 3) RGB."""
    return as_page(recognise(picture))


def as_page(found: Recognised) -> ScannedPage:
    """Return what recognition found as a page."""
    sheet = sheet_of(found.pieces, found.tables, found.size)
    return ScannedPage(sheet, _confidence(found.pieces), _notes(found.pieces))


def recognise(picture: Picture) -> Recognised:
    """Return what stands on a picture of a page once it is upright and bare of seals."""
    page, boxes, known = _upright(without_seals(_colour(picture)))
    tables, bare = find_tables(page, boxes)
    if tables:
        boxes, known = by_cells(boxes, tables, bare), []
    rest = read_lines([_cut(bare, box) for box in boxes[len(known) :]])
    pieces = [
        _piece(box, text, score)
        for box, (text, score) in zip(boxes, [*known, *rest], strict=True)
        if text.strip() and score >= LEGIBLE
    ]
    strays = stray_boxes(bare, boxes)
    pieces += [
        _piece(box, text, score)
        for box, (text, score) in zip(
            strays, read_lines([_cut(bare, box) for box in strays]), strict=True
        )
        if NUMBER.fullmatch(text.strip()) and score >= LONE
    ]
    return Recognised(
        tuple(framed(bare, looked_again(bare, pieces))), tuple(tables), page.shape[:2]
    )


def _colour(picture: Picture) -> Picture:
    """Return ``picture`` in blue, green, red order; raise ``OverLimit`` beyond the limits."""
    height, width = picture.shape[:2]
    if height * width > MOST_PIXELS or min(height, width) < LEAST_SIDE:
        raise OverLimit(
            f"a page of {width} x {height} pixels cannot be read as a scan",
            where="scanned page",
            instead=f"Scan it with 200 dpi; at most {MOST_PIXELS // 1_000_000} million pixels are read.",
        )
    if picture.ndim == 2:
        return np.repeat(picture[:, :, np.newaxis], 3, axis=2)
    return np.ascontiguousarray(picture[:, :, 2::-1])


def _upright(picture: Picture) -> tuple[Picture, Boxes, list[tuple[str, float]]]:
    """Return the page upright, its boxes, and what the first few of them say.

    Lines that run up and down say that the page lies on its side; whether it stands on its head only
    reading tells, so a sample of its longest lines is read both ways where the first is doubtful.
    """
    boxes = find_lines(picture)
    if len(boxes) and lies_on_side(boxes):
        picture = quarter_turned(picture, 1)
        boxes = find_lines(picture)
    picture, boxes = straighten(picture, boxes, tilt_of(boxes))
    boxes = _longest_first(parted(picture, boxes))
    sample = read_lines([_cut(picture, box) for box in boxes[:SAMPLE]])
    if not sample or _mean(sample) >= UPRIGHT:
        return picture, boxes, sample
    turned = quarter_turned(picture, 2)
    flipped = np.array(turned.shape[1::-1], np.float32) - boxes
    flipped = np.ascontiguousarray(flipped[:, [2, 3, 0, 1]])
    again = read_lines([_cut(turned, box) for box in flipped[:SAMPLE]])
    return (turned, flipped, again) if _mean(again) > _mean(sample) else (picture, boxes, sample)


def _longest_first(boxes: Boxes) -> Boxes:
    """Return ``boxes``, the longest lines first."""
    lengths = boxes[:, :, 0].max(axis=1) - boxes[:, :, 0].min(axis=1) if len(boxes) else []
    return boxes[np.argsort(-np.asarray(lengths), kind="stable")] if len(boxes) else boxes


def _cut(picture: Picture, box: Boxes) -> Picture:
    """Return the part of an upright ``picture`` that ``box`` frames."""
    height, width = picture.shape[:2]
    left, top = np.clip(np.floor(box.min(axis=0)), 0, (width - 2, height - 2)).astype(int)
    right, bottom = np.clip(np.ceil(box.max(axis=0)), 2, (width, height)).astype(int)
    return picture[top : max(bottom, top + 2), left : max(right, left + 2)]


def _piece(box: Boxes, text: str, score: float) -> Piece:
    """Return the piece of text that stands in ``box``."""
    left, top = box.min(axis=0)
    right, bottom = box.max(axis=0)
    return Piece(
        as_printed(text.strip()), score, float(left), float(top), float(right), float(bottom)
    )


def _mean(read: Sequence[tuple[str, float]]) -> float:
    """Return the mean certainty of what was read, by characters."""
    characters = sum(len(text) for text, _ in read)
    return sum(len(text) * score for text, score in read) / characters if characters else 0.0


def _confidence(pieces: Sequence[Piece]) -> float | None:
    """Return the mean certainty of a page by characters, None where it holds none."""
    return round(_mean([(p.text, p.score) for p in pieces]), 4) if pieces else None


def _notes(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return what a person should look at."""
    doubtful = sum(
        1
        for p in pieces
        if p.score < SURE and _NUMBER.search(p.text) and not PAGE_NUMBER.fullmatch(p.text)
    )
    if not doubtful:
        return ()
    lines = "1 line with numbers was" if doubtful == 1 else f"{doubtful} lines with numbers were"
    return (f"{lines} read with less than {SURE:.0%} certainty: compare with the picture.",)
