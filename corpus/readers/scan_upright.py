"""Turns a scanned page upright: straightens a small tilt, and knows a page that lies on its side."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from corpus.readers.scan_engine import Boxes, Picture

# A tilt below this many degrees does no harm; one above MOST_TILT is no tilt of a scanner.
LEAST_TILT, MOST_TILT = 0.15, 15.0
# A box so much longer than high is a line of text, whose slope can be measured.
LONG = 4.0


def lies_on_side(boxes: Boxes) -> bool:
    """Say whether the lines of text run up and down the picture."""
    wide, high = _sizes(boxes)
    clear = (wide > 2 * high) | (high > 2 * wide)
    return bool(np.sum((high * (high > wide))[clear]) > np.sum((wide * (wide > high))[clear]))


def tilt_of(boxes: Boxes) -> float:
    """Return the slope of the lines in degrees, clockwise positive; 0 where none is long enough."""
    wide, high = _sizes(boxes)
    long = boxes[wide > LONG * high]
    if len(long) == 0:
        return 0.0
    along = (long[:, 1] + long[:, 2] - long[:, 0] - long[:, 3]) / 2
    angles = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    order = np.argsort(angles)
    weight = np.cumsum(along[order, 0])
    middle = float(angles[order][np.searchsorted(weight, weight[-1] / 2)])
    return middle if LEAST_TILT < abs(middle) < MOST_TILT else 0.0


def straighten(picture: Picture, boxes: Boxes, degrees: float) -> tuple[Picture, Boxes]:
    """Return ``picture`` and ``boxes`` turned back by ``degrees``, the corners filled with paper."""
    import cv2

    if not degrees:
        return picture, boxes
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    size = (int(height * sin + width * cos) + 1, int(height * cos + width * sin) + 1)
    turn[0, 2] += (size[0] - width) / 2
    turn[1, 2] += (size[1] - height) / 2
    paper = [float(np.percentile(picture[::16, ::16, c], 90)) for c in range(3)]
    turned = cv2.warpAffine(
        picture,
        turn,
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=paper,
    )
    moved = boxes @ turn[:, :2].T + turn[:, 2]
    return cast(Picture, turned), moved.astype(np.float32)


def quarter_turned(picture: Picture, quarters: int) -> Picture:
    """Return ``picture`` turned counter-clockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(picture, quarters))


def _sizes(boxes: Boxes) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the widths and the heights of ``boxes``."""
    span = boxes.max(axis=1) - boxes.min(axis=1)
    return span[:, 0], span[:, 1]
