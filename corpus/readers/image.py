"""Reads a picture file (PNG, JPEG, TIFF with many pages, BMP, WEBP) as a scan."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import DamagedFile, OverLimit
from corpus.models import RawDocument
from corpus.progress import reading_page
from corpus.readers.pdf_furniture import with_notes_apart, without_furniture
from corpus.readers.pdf_paragraphs import page_texts
from corpus.readers.scan import MOST_PIXELS, read_scanned_page
from corpus.readers.scan_engine import Picture

if TYPE_CHECKING:
    from PIL import Image

MOST_PAGES = 300
# What the decoders raise on bytes that are not what they claim to be.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


def read_image(data: bytes) -> RawDocument:
    """Return the text of the pages of a picture file, with the certainty of each."""
    told = [read_scanned_page(picture) for picture in _pictures(data)]
    notes = [
        f"Page {number}: {note}" for number, page in enumerate(told, start=1) for note in page.notes
    ]
    return RawDocument(
        tuple(page_texts(with_notes_apart(without_furniture([page.sheet for page in told])))),
        paged=True,
        notes=tuple(notes),
        confidence=tuple(page.confidence for page in told),
    )


def _pictures(data: bytes) -> Iterator[Picture]:
    """Yield the pages of a picture file, each decoded when it is asked for."""
    from PIL import Image

    try:
        with _opened(data) as opened:
            pages = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
            if pages > MOST_PAGES:
                raise OverLimit(
                    f"it holds {pages} pages, and at most {MOST_PAGES} are read",
                    where="picture",
                    instead="Split it into files of fewer pages.",
                )
            for page in range(pages):
                reading_page(page + 1, pages, scan=True)
                opened.seek(page)
                yield _decoded(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(str(error)) from error
    except _BROKEN as error:
        raise DamagedFile(
            f"the picture cannot be decoded ({error})",
            where="picture",
            instead="Open it in a picture viewer and save it again as PNG.",
        ) from error


def _opened(data: bytes) -> Image.Image:
    """Return the picture whose pages are still to be decoded; a warning of its size is an error."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data))


def _decoded(opened: Image.Image) -> Picture:
    """Return the current page of ``opened`` in colour, turned as the camera says, on white paper."""
    from PIL import Image, ImageOps

    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise _too_large(f"{width} x {height} pixels")
    page = ImageOps.exif_transpose(opened)
    if page.mode.startswith("I;16"):
        page = Image.fromarray((np.asarray(page) >> 8).astype(np.uint8))
    if page.mode in ("RGBA", "LA", "PA") or "transparency" in page.info:
        page = page.convert("RGBA")
        paper = Image.new("RGBA", page.size, "white")
        page = Image.alpha_composite(paper, page)
    return np.asarray(page.convert("RGB"))


def _too_large(size: str) -> OverLimit:
    """Return the error for a picture beyond the limit."""
    return OverLimit(
        f"the picture is too large ({size}); at most {MOST_PIXELS // 1_000_000} million pixels are read",
        where="picture",
        instead="Scan it with 200 dpi.",
    )
