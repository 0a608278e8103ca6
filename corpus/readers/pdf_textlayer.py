"""Tells whether the text that a PDF page carries is its text, or only its picture can be read.

Pages without text, with characters that stand for nothing, and with the invisible text that scanners
put behind the picture are read as scans: nobody knows how well that text was recognised.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from corpus.readers.pdf_shapes import Shapes
from corpus.readers.text import EVERYDAY

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

# A page of this many drawn shapes and no text has its characters as outlines.
OUTLINES = 150
# Less text than this on a page that a picture covers is a stamp or a page number on a scan.
FEW, COVERED = 40, 0.5
UNMAPPED, LEAST_EVERYDAY, LEAST_BEHIND, ENOUGH = 0.25, 0.05, 0.18, 40
_BLANK = re.compile(r"\s+")


def is_picture(page: PdfPage, text: PdfTextPage, shapes: Shapes) -> bool:
    """Say whether only the picture of ``page``, whose text layer is ``text``, can be read."""
    written = _BLANK.sub("", text.get_text_range())
    if not written:
        return bool(shapes.pictures) or shapes.paths >= OUTLINES
    if _is_garbage(written, LEAST_EVERYDAY):
        return True
    if not _covered(page, shapes):
        return False
    return len(written) < FEW or shapes.unseen > shapes.texts // 2


def is_legible(text: PdfTextPage) -> bool:
    """Say whether the text behind a picture is text that may stand for it."""
    written = _BLANK.sub("", text.get_text_range())
    return len(written) >= FEW and not _is_garbage(written, LEAST_BEHIND)


def _is_garbage(written: str, everyday: float) -> bool:
    """Say whether characters stand for nothing, or are no Chinese that anyone writes."""
    plain = [c for c in written if unicodedata.category(c) not in ("Co", "Cn", "Cc", "Cs")]
    unmapped = len(written) - len(plain) + written.count("\ufffd")
    if unmapped > UNMAPPED * len(written):
        return True
    wide = [c for c in plain if c >= "\u2e80"]
    common = sum(1 for c in wide if unicodedata.normalize("NFKC", c) in EVERYDAY or c in EVERYDAY)
    return len(wide) >= ENOUGH and common < everyday * len(wide)


def _covered(page: PdfPage, shapes: Shapes) -> bool:
    """Say whether one picture covers most of the page."""
    least = COVERED * page.get_width() * page.get_height()
    return any((x1 - x0) * (y1 - y0) > least for x0, y0, x1, y1 in shapes.pictures)
