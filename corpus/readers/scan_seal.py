"""Takes an office's round red seal off a scanned page, and leaves red letters as they are.

Seen through its red channel, red ink is as bright as paper and black print stays black; but so would
be the red title of an official document. So only what is round is looked at that way.
"""

from __future__ import annotations

from math import pi
from typing import cast

import numpy as np
from numpy.typing import NDArray

from corpus.readers.scan_engine import Picture

# Seals are 3.8 to 5.8 cm wide: on paper from A5 to A3, these parts of the picture's shorter side.
LEAST, MOST = 0.09, 0.45
# How much redder than green and blue the ink must be, and how much of a page the least seal dyes.
REDNESS = 35
LEAST_INK = 0.0005
# What its outline fills of the ellipse around it: a square letter fills 1.27 of it.
ROUND = (0.88, 1.12)
LONGEST_OF_WIDEST = 1.6
_LOOK = 800


def without_seals(picture: Picture) -> Picture:
    """Return ``picture`` (blue, green, red) with the red taken out of every round seal on it."""
    import cv2

    shrink = min(1.0, _LOOK / min(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    red = _red(cast(Picture, small))
    if red.mean() < LEAST_INK:
        return picture
    cleared = picture.copy()
    for outline in _seals(red):
        place = np.round(outline / shrink).astype(np.int32)
        left, top, width, height = cv2.boundingRect(place)
        frame = np.zeros((height, width), np.uint8)
        cv2.fillConvexPoly(frame, place - (left, top), 1)
        frame[:] = cv2.dilate(frame, np.ones((5, 5), np.uint8))
        part = cleared[top : top + height, left : left + width]
        inked = (frame[: part.shape[0], : part.shape[1]] > 0)[:, :, np.newaxis]
        part[:] = np.where(inked, _through_red(part), part)
    return cleared


def _red(picture: Picture) -> NDArray[np.bool_]:
    """Say of each pixel whether it is red ink."""
    blue, green, red = (picture[:, :, channel].astype(np.int16) for channel in range(3))
    return red - np.maximum(blue, green) > REDNESS


def _seals(red: NDArray[np.bool_]) -> list[NDArray[np.int32]]:
    """Return the outlines of what is red, round and as large as a seal."""
    import cv2

    side = min(red.shape)
    joined = cv2.morphologyEx(
        red.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8), borderValue=0
    )
    shapes, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[NDArray[np.int32]] = []
    for shape in shapes:
        hull = cv2.convexHull(shape)
        _, (one, other), _ = cv2.minAreaRect(hull)
        if not LEAST * side < min(one, other) <= max(one, other) < MOST * side:
            continue
        filled = cv2.contourArea(hull) / (pi / 4 * one * other)
        if ROUND[0] < filled < ROUND[1] and max(one, other) < LONGEST_OF_WIDEST * min(one, other):
            found.append(np.asarray(hull[:, 0], np.int32))
    return found


def _through_red(part: Picture) -> Picture:
    """Return ``part`` in grey as seen through red glass, its ink made as bright as its paper."""
    seen = part[:, :, 2].astype(np.float32)
    paper = float(np.percentile(seen, 90))
    ink = seen[_red(part)]
    # The faint shade that the ink leaves would still blur what stands in it.
    floor = min(float(np.percentile(ink, 30)), paper) if ink.size else paper
    bright = np.where(seen > floor, paper, seen * paper / max(floor, 1.0))
    return np.repeat(np.clip(bright, 0, 255).astype(np.uint8)[:, :, np.newaxis], 3, axis=2)
