"""Looks again at what recognition takes for digits: a stroke that leans is no 1, wide digits are one number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.readers.scan_engine import Picture
from corpus.readers.scan_pieces import Piece

# How far, in its height, the upper quarter of / stands right of the lower one; that of 1 hardly does.
LEANS = 0.18
# The gaps between the digits of one number that is set wide differ by less than this factor.
EVEN = 1.6
_PARTED = re.compile(r"\d(?: ?\d)+")


def looked_again(picture: Picture, pieces: Sequence[Piece]) -> list[Piece]:
    """Return ``pieces`` with a slash for a lone 1 that leans, and wide digits without blanks."""
    return [replace(piece, text=_told(picture, piece)) for piece in pieces]


def _told(picture: Picture, piece: Piece) -> str:
    """Return what a piece says."""
    text = piece.text
    if text == "1" and _leans(_ink(picture, piece)):
        return "/"
    if " " in text and _PARTED.fullmatch(text) and _is_even(_ink(picture, piece), text):
        return text.replace(" ", "")
    return text


def _ink(picture: Picture, piece: Piece) -> NDArray[np.bool_]:
    """Return where there is ink in the frame of a piece."""
    left, top = max(0, int(piece.left)), max(0, int(piece.top))
    part = picture[top : int(piece.bottom) + 1, left : int(piece.right) + 1]
    if not part.size:
        return np.zeros((1, 1), bool)
    grey = part.min(axis=2).astype(np.float32)
    return np.asarray(grey < (np.percentile(grey, 75) + grey.min()) / 2)


def _leans(ink: NDArray[np.bool_]) -> bool:
    """Say whether a stroke leans to the right as / does."""
    rows = np.flatnonzero(ink.any(axis=1))
    high = len(rows)
    if high < 4:
        return False
    upper, lower = ink[rows[: high // 4]], ink[rows[-(high // 4) :]]
    return float(np.nonzero(upper)[1].mean() - np.nonzero(lower)[1].mean()) > LEANS * high


def _is_even(ink: NDArray[np.bool_], text: str) -> bool:
    """Say whether the digits of ``text`` stand at even distances."""
    columns = np.flatnonzero(ink.sum(axis=0) >= 2)
    starts = columns[np.flatnonzero(np.diff(columns, prepend=-9) > 1)]
    steps = np.diff(starts)
    return len(starts) == len(text.replace(" ", "")) > 1 and bool(steps.max() < EVEN * steps.min())
