"""Keeps the numbers of unruled tables apart, and finds those that finding lines passes over.

Two numbers with a gap between them are never read as one. A lone digit, such as a 0 in a wide column,
is looked for in rows with several pieces of text, and kept where it reads as a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.readers.scan_engine import Boxes, Picture

NUMBER = re.compile(r"-?[0-9０-９][0-9０-９.,，]{0,11}[%％]?")
# How sure a lone number must be, how many pieces its row must have, and how many are looked at.
LONE, LEAST_BESIDE, MOST = 0.75, 2, 400
# So many blots on one line are a row of numbers though nothing else stands in it.
LEAST_ALONE = 3
# Its height, and how far its middle may stand off its row's, in heights of the row.
LOWEST, HIGHEST, OFF = 0.3, 0.95, 0.3
WIDEST = 4.0
# A gap in the ink this wide, in heights of the piece, parts it: in prose, and in a row of pieces. A
# comma's empty half and the quotation mark behind it leave 0.8.
GAP, ROW_GAP = 1.25, 0.72
COMMA, STROKE = 0.4, 0.35
CONTRAST = 40


def parted(picture: Picture, boxes: Boxes) -> Boxes:
    """Return ``boxes`` of an upright page, cut where a wide gap in the ink runs through them."""
    low, high = boxes.min(axis=1), boxes.max(axis=1)
    middles = (low[:, 1] + high[:, 1]) / 2
    told: list[NDArray[np.float32]] = []
    for box, middle, height in zip(boxes, middles, high[:, 1] - low[:, 1], strict=True):
        beside = int((np.abs(middles - middle) < OFF * height).sum()) - 1
        told += _parts(picture, box, ROW_GAP if beside >= LEAST_BESIDE else GAP)
    return np.array(told, np.float32).reshape(-1, 4, 2)


def _parts(
    picture: Picture, box: NDArray[np.float32], gap_of: float
) -> Iterator[NDArray[np.float32]]:
    """Yield the parts of one box between the gaps in its ink."""
    (left, top), (right, bottom) = np.maximum(box.min(axis=0), 0), box.max(axis=0)
    part = picture[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
    high = bottom - top
    if min(part.shape[:2]) < 4 or right - left < 2 * high:
        yield box
        return
    # The middle of the line tells, and is free of the lines above and below where it leans.
    middle = part[int(0.15 * high) : int(0.85 * high) + 1].min(axis=2).astype(np.float32)
    paper, dark = np.percentile(middle, 75), np.percentile(middle, 2)
    least = max(2, 0.04 * high)
    ink = (middle < (paper + dark) / 2).sum(axis=0)
    inked = (ink >= least) | _runs(ink > 0, STROKE * high)
    # A comma stands below the middle; a rule there is longer.
    foot = part[int(0.85 * high) + 1 :].min(axis=2) < (paper + dark) / 2
    columns = _with_commas(np.flatnonzero(inked), foot.sum(axis=0) >= least, COMMA * high)
    gaps = np.flatnonzero(np.diff(columns) > gap_of * high)
    if paper - dark < CONTRAST or not len(gaps):
        yield box
        return
    cuts = [left + (columns[gap] + columns[gap + 1]) / 2 for gap in gaps]
    halves = [(columns[gap + 1] - columns[gap]) / 2 - 0.12 * high for gap in gaps]
    starts = [left, *(cut + half for cut, half in zip(cuts, halves, strict=True))]
    ends = [*(cut - half for cut, half in zip(cuts, halves, strict=True)), right]
    for start, end in zip(starts, ends, strict=True):
        yield np.array([(start, top), (end, top), (end, bottom), (start, bottom)], np.float32)


def _runs(marked: NDArray[np.bool_], shortest: float) -> NDArray[np.bool_]:
    """Return where ``marked`` holds over so many columns: the thin stroke of 一 or of a dash."""
    import cv2

    row = marked.astype(np.uint8)[np.newaxis]
    opened = cv2.morphologyEx(row, cv2.MORPH_OPEN, np.ones((1, max(2, round(shortest))), np.uint8))
    return np.asarray(opened[0] > 0)


def _with_commas(
    columns: NDArray[np.int64], foot: NDArray[np.bool_], widest: float
) -> NDArray[np.int64]:
    """Return the columns with ink, and those of the commas at the foot of the gaps between them."""
    told = [columns]
    for gap in np.flatnonzero(np.diff(columns) > widest):
        first, last = columns[gap] + 1, columns[gap + 1]
        low = first + np.flatnonzero(foot[first:last])
        if 0 < len(low) < widest:
            told.append(low)
    return np.unique(np.concatenate(told))


def stray_boxes(picture: Picture, boxes: Boxes) -> Boxes:
    """Return the boxes of what may be numbers beside the pieces in ``boxes`` on an upright page."""
    import cv2

    if len(boxes) <= LEAST_BESIDE:
        return boxes[:0]
    grey = cv2.medianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), 3)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 25
    )
    low, high = boxes.min(axis=1), boxes.max(axis=1)
    for (left, top), (right, bottom) in zip(low.astype(int), high.astype(int), strict=True):
        ink[max(0, top) : bottom + 1, max(0, left) : right + 1] = 0
    usual = float(np.median(high[:, 1] - low[:, 1]))
    # The digits of one number hang together.
    ink = cv2.dilate(ink, np.ones((1, max(3, round(0.3 * usual))), np.uint8))
    count, _, frames, _ = cv2.connectedComponentsWithStats(ink)
    found = [box for frame in frames[1:count] for box in _beside(frame, low, high)]
    found += _of_their_own(frames[1:count], low, high, usual)
    return np.array(found[:MOST], np.float32).reshape(-1, 4, 2)


def _of_their_own(
    frames: NDArray[Any], low: NDArray[np.float32], high: NDArray[np.float32], usual: float
) -> Iterator[NDArray[np.float32]]:
    """Yield the boxes of blots that make a row by themselves, each as high as a digit."""
    middles = frames[:, 1] + frames[:, 3] / 2
    fits = (LOWEST * usual < frames[:, 3]) & (frames[:, 3] < HIGHEST * usual)
    fits &= frames[:, 2] < WIDEST * usual
    lines = (low[:, 1] + high[:, 1]) / 2
    for frame, middle in zip(frames[fits], middles[fits], strict=True):
        level = np.abs(middles[fits] - middle) < OFF * usual
        if (
            level.sum() >= LEAST_ALONE
            and (np.abs(lines - middle) < OFF * usual).sum() < LEAST_BESIDE
        ):
            yield _with_margin(frame, (usual - frame[3]) / 2)


def _beside(
    frame: NDArray[Any], low: NDArray[np.float32], high: NDArray[np.float32]
) -> Iterator[NDArray[np.float32]]:
    """Yield the box of one blot of ink where it stands in a row of text, with a margin around."""
    _, top, width, height = (float(v) for v in frame[:4])
    rows = high[:, 1] - low[:, 1]
    level = np.abs((low[:, 1] + high[:, 1]) / 2 - (top + height / 2)) < OFF * rows
    if level.sum() < LEAST_BESIDE:
        return
    row = float(np.median(rows[level]))
    if LOWEST * row < height < HIGHEST * row and width < WIDEST * row:
        yield _with_margin(frame, (row - height) / 2)


def _with_margin(frame: NDArray[Any], pad: float) -> NDArray[np.float32]:
    """Return the box of a blot with a margin around it."""
    left, top, width, height = (float(v) for v in frame[:4])
    right, bottom = left + width + pad, top + height + pad
    corners = ((left - pad, top - pad), (right, top - pad), (right, bottom), (left - pad, bottom))
    return np.array(corners, np.float32)
