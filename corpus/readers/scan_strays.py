"""Finds the lone digits of a table that finding lines passes over: a 0 in a wide column.

Only ink that stands in a row beside several pieces of text, and is as high as they are, is looked at;
and only what reads as a number is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from corpus.readers.scan_engine import Boxes, Picture

NUMBER = re.compile(r"-?[0-9０-９][0-9０-９.,，]{0,11}[%％]?")
# How sure a lone number must be, how many pieces its row must have, and how many are looked at.
LONE, LEAST_BESIDE, MOST = 0.75, 2, 400
# Its height, and how far its middle may stand off its row's, in heights of the row.
LOWEST, HIGHEST, OFF = 0.3, 0.95, 0.3
WIDEST = 4.0


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
    return np.array(found[:MOST], np.float32).reshape(-1, 4, 2)


def _beside(
    frame: NDArray[np.int32], low: NDArray[np.float32], high: NDArray[np.float32]
) -> Iterator[NDArray[np.float32]]:
    """Yield the box of one blot of ink where it stands in a row of text, with a margin around."""
    left, top, width, height = (float(v) for v in frame[:4])
    rows = high[:, 1] - low[:, 1]
    level = np.abs((low[:, 1] + high[:, 1]) / 2 - (top + height / 2)) < OFF * rows
    if level.sum() < LEAST_BESIDE:
        return
    row = float(np.median(rows[level]))
    if LOWEST * row < height < HIGHEST * row and width < WIDEST * row:
        pad = (row - height) / 2
        right, bottom = left + width + pad, top + height + pad
        corners = (
            (left - pad, top - pad),
            (right, top - pad),
            (right, bottom),
            (left - pad, bottom),
        )
        yield np.array(corners, np.float32)
