"""Tells whether the text that a PDF page carries is its text, or only its picture can be read.

Pages without text, with characters that stand for nothing, and with the poor invisible text that
some scanners put behind the picture are read as scans.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from corpus.readers.text import EVERYDAY

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

# A page of this many drawn shapes and no text has its characters as outlines.
OUTLINES = 150
# Less text than this on a page that a picture covers is a stamp or a page number on a scan.
FEW, COVERED = 40, 0.5
UNMAPPED, LEAST_EVERYDAY, LEAST_BEHIND, ENOUGH = 0.25, 0.05, 0.18, 40
_BLANK = re.compile(r"\s+")


def is_picture(page: PdfPage, text: PdfTextPage) -> bool:
    """Say whether only the picture of ``page``, whose text layer is ``text``, can be read."""
    written = _BLANK.sub("", text.get_text_range())
    if not written:
        return _shows_something(page)
    if _is_garbage(written, LEAST_EVERYDAY):
        return True
    if not _covered(page):
        return False
    return len(written) < FEW or (_is_invisible(page) and _is_garbage(written, LEAST_BEHIND))


def _is_garbage(written: str, everyday: float) -> bool:
    """Say whether characters stand for nothing, or are no Chinese that anyone writes."""
    plain = [c for c in written if unicodedata.category(c) not in ("Co", "Cn", "Cc", "Cs")]
    unmapped = len(written) - len(plain) + written.count("\ufffd")
    if unmapped > UNMAPPED * len(written):
        return True
    wide = [c for c in plain if c >= "\u2e80"]
    common = sum(1 for c in wide if unicodedata.normalize("NFKC", c) in EVERYDAY or c in EVERYDAY)
    return len(wide) >= ENOUGH and common < everyday * len(wide)


def _shows_something(page: PdfPage) -> bool:
    """Say whether a page without text shows a picture, or shapes that may be characters."""
    import pypdfium2.raw as pdfium

    shapes = 0
    for thing in page.get_objects(max_depth=4):
        if thing.type in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            return True
        shapes += thing.type == pdfium.FPDF_PAGEOBJ_PATH
        if shapes >= OUTLINES:
            return True
    return False


def _covered(page: PdfPage) -> bool:
    """Say whether one picture covers most of the page."""
    import pypdfium2.raw as pdfium

    whole = page.get_width() * page.get_height()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = thing.get_bounds()
        if (right - left) * (top - bottom) > COVERED * whole:
            return True
    return False


def _is_invisible(page: PdfPage) -> bool:
    """Say whether the text of a page is not drawn, as the text behind a scan is not."""
    import pypdfium2.raw as pdfium

    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4)
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(thing.raw) for thing in texts]
    hidden = modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    return bool(modes) and hidden > len(modes) // 2
