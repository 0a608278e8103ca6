"""A piece of text that recognition found on a scanned page."""

from __future__ import annotations

from dataclasses import dataclass

# Marks that leave half of their square empty, before their ink or behind it.
EMPTY_BEFORE = "（“‘《「『【〈〔"
EMPTY_BEHIND = "，。、；：！？）”’》」』】〉〕"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text on an upright page, its frame in pixels, and how sure its reading is."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The place of its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2
