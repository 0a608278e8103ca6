"""Reads PDF files page by page: text as text, in reading order; pages that are pictures as scans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import CorpusError, DamagedFile, LockedFile, OverLimit
from corpus.lines import is_title_end
from corpus.models import RawDocument
from corpus.progress import reading_page
from corpus.readers.pdf_columns import Row, reading_order
from corpus.readers.pdf_furniture import Sheet, with_notes_apart, without_furniture
from corpus.readers.pdf_glyphs import read_glyphs, stretches
from corpus.readers.pdf_paragraphs import page_texts
from corpus.readers.pdf_shapes import Shapes, read_shapes
from corpus.readers.pdf_tables import read_tables
from corpus.readers.pdf_textlayer import is_legible, is_picture

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

WHERE = "PDF file"
MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000
MOST_ON_PAGE = 100_000
MOST_NAMED = 10
# Scans are recognised best at 200 dots an inch; a page larger than A2 is drawn smaller.
DOTS, LONGEST_SIDE = 200, 4_700
# Of a picture that is read with less certainty the hidden text is taken, where there is one.
POOR = 0.8
_MADE_BY = re.compile(r"^Microsoft Word - |\.(?:docx?|wps|pdf|txt)$", re.IGNORECASE)


@dataclass(slots=True)
class _Read:
    """What was read so far: each page's rows, and the pages that were recognised."""

    sheets: list[Sheet] = field(default_factory=list)
    scans: dict[int, float | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    characters: int = 0
    broken: int = 0


def read_pdf(data: bytes) -> RawDocument:
    """Return the text of a PDF file page by page; raise a ``CorpusError`` where it can not be read."""
    read = _Read()
    with _opened(data) as document:
        title = _title(document)
        for number in range(len(document)):
            _read_page(document, number, read)
    if read.broken and read.broken == len(read.sheets):
        raise DamagedFile("none of its pages can be read", where=WHERE, instead=_AGAIN)
    if b"%%EOF" not in data[-2048:]:
        read.notes.append("The file seems to be cut short: pages may be missing at its end.")
    blank = [
        n for n, sheet in enumerate(read.sheets, 1) if not sheet.rows and n - 1 not in read.scans
    ]
    if blank and read.characters:
        pages = ", ".join(map(str, blank[:MOST_NAMED])) + (" …" if len(blank) > MOST_NAMED else "")
        read.notes.append(f"Nothing was found on page {pages}: it is blank, or damaged.")
    texts = page_texts(with_notes_apart(without_furniture(read.sheets)))
    confidence = tuple(read.scans.get(number) for number in range(len(texts)))
    return RawDocument(
        pages=tuple(texts),
        title=title,
        paged=True,
        notes=tuple(read.notes),
        confidence=confidence if read.scans else (),
    )


_AGAIN = "Download it again, or print it to PDF anew."
_BEHIND = "its picture is hard to read; the hidden text behind it was taken, and may be wrong."


@contextmanager
def _opened(data: bytes) -> Iterator[PdfDocument]:
    """Open a PDF file and close it again."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(data, error.err_code) from error
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise OverLimit(
                f"it has {pages:,} pages, more than {MOST_PAGES:,}",
                where=WHERE,
                instead="Split it into its reports.",
            )
        if pages < 1:
            raise _without_pages()
        yield document
    finally:
        document.close()


def _unopened(data: bytes, code: int | None) -> CorpusError:
    """Return the error for a file that pdfium did not open, by the code that it left.

    A file without pages sets no code: what is told then is that of the file before it. So a password
    is believed only where the file names an encryption.
    """
    import pypdfium2.raw as pdfium

    locked = code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
    if locked and b"/Encrypt" in data:
        return LockedFile(
            "it opens with a password only",
            where=WHERE,
            instead="Save it without a password and read that.",
        )
    if locked or code == pdfium.FPDF_ERR_SUCCESS:
        return _without_pages()
    return DamagedFile("it is damaged and can not be opened", where=WHERE, instead=_AGAIN)


def _without_pages() -> DamagedFile:
    """Return the error for a file that opens on nothing."""
    return DamagedFile("it has no pages", where=WHERE, instead=_AGAIN)


def _read_page(document: PdfDocument, number: int, read: _Read) -> None:
    """Read one page into ``read``; a page that pdfium can not open is noted and left empty."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        read.sheets.append(Sheet((), 0.0))
        read.broken += 1
        return
    try:
        text = page.get_textpage()
        try:
            shapes = read_shapes(page)
            picture = text.count_chars() <= MOST_ON_PAGE and is_picture(page, text, shapes)
            reading_page(number + 1, len(document), scan=picture)
            sheet = _scanned(page, number, read) if picture else _sheet(page, text, shapes)
            if picture and (read.scans[number] or 0.0) < POOR and is_legible(text):
                del read.scans[number]
                read.notes.append(f"Page {number + 1}: {_BEHIND}")
                sheet = _sheet(page, text, shapes)
            read.sheets.append(sheet)
        finally:
            text.close()
    finally:
        page.close()
    read.characters += sum(len(row.text) for row in read.sheets[-1].rows)
    if read.characters > MOST_CHARACTERS:
        raise OverLimit(
            f"it holds more than {MOST_CHARACTERS:,} characters by page {number + 1}",
            where=WHERE,
            instead="Split it into its reports.",
        )


def _sheet(page: PdfPage, text: PdfTextPage, shapes: Shapes) -> Sheet:
    """Return the rows of a page in reading order."""
    if text.count_chars() > MOST_ON_PAGE:
        raise OverLimit(
            f"one page holds {text.count_chars():,} characters, more than {MOST_ON_PAGE:,}",
            where=WHERE,
            instead="Print it to PDF anew.",
        )
    (turn, glyphs), *aside = read_glyphs(text, page.get_cropbox())
    tables, rest = read_tables(shapes.strokes, glyphs, turn)
    rows = reading_order(stretches(rest), tables)
    # What stands sideways beside the text (a label along the margin) comes after it.
    frame = rows[-1].frame + 1 if rows else 0
    sides = [piece for _, part in aside for piece in stretches(part)]
    rows += [
        Row(piece.text, piece.left, piece.right, turn.tall + number, piece.size, frame + number)
        for number, piece in enumerate(sides)
    ]
    return Sheet(tuple(rows), turn.tall)


def _scanned(page: PdfPage, number: int, read: _Read) -> Sheet:
    """Return the rows recognised on the picture of a page; how sure that is goes into ``read``."""
    from corpus.readers.scan import read_scanned_page

    longest = max(page.get_width(), page.get_height(), 1.0)
    bitmap = page.render(scale=min(DOTS / 72, LONGEST_SIDE / longest), rev_byteorder=True)
    try:
        picture = bitmap.to_numpy()[:, :, :3].copy()
    finally:
        bitmap.close()
    found = read_scanned_page(picture)
    read.scans[number] = found.confidence
    read.notes += [f"Page {number + 1}: {note}" for note in found.notes]
    return found.sheet


def _title(document: PdfDocument) -> str | None:
    """Return the title that the file names, where it reads as the title of a report."""
    title = _MADE_BY.sub("", _MADE_BY.sub("", document.get_metadata_value("Title").strip()))
    return title if is_title_end(title) and "\ufffd" not in title else None
