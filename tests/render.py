"""Makes PDF files out of text for the tests: printed by Chromium, or set by reportlab.

Both know the page on which each paragraph begins: reportlab tells while it sets, and of Chromium's
pages pdfium's plain text is asked, which knows nothing of how this project reads a page.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --no-pdf-header-footer"
)
STYLE = """
@page { size: A4; margin: 25mm 26mm 25mm 28mm;
  @top-center { content: "%(head)s"; font-size: 10pt }
  @bottom-center { content: "— " counter(page) " —"; font-size: 11pt } }
body { font: 16pt/1.75 "Noto Serif CJK SC"; margin: 0; text-align: justify }
p { text-indent: 2em; margin: 0 }
h1 { font-size: 22pt; text-align: center; margin: 0 0 1em }
pre { font: 10pt/1.5 "Noto Sans Mono CJK SC"; margin: 0; white-space: pre }
table { border-collapse: collapse; width: 100%%; font-size: 10pt; text-align: center }
td, th { border: 1px solid black; padding: 2px; font-weight: normal }
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF file and the page on which each of its paragraphs begins."""

    data: bytes
    pages: tuple[int, ...]


def print_html(page: str) -> bytes:
    """Return the PDF that Chromium prints of an HTML page."""
    assert CHROMIUM is not None, "Chromium is not installed"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8")
        flags = [*_FLAGS.split(), f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        subprocess.run(
            [CHROMIUM, *flags, source.as_uri()], check=True, capture_output=True, timeout=90
        )
        return target.read_bytes()


def drawn_rows(paragraphs: Sequence[str]) -> set[int]:
    """Return the places of the lines that draw a table with blanks, short ones between them too."""
    rows = [n for n, text in enumerate(paragraphs) if n and re.search(r"\S {2,}\S|^ {4}", text)]
    between = {
        n for a, b in pairwise(rows) if b - a <= 4 for n in range(a, b) if len(paragraphs[n]) <= 30
    }
    return {*rows, *between}


def page_of(paragraphs: Sequence[str], *, head: str = "", style: str = "") -> str:
    """Return an HTML page of paragraphs; the first is the title, drawn rows keep their blanks."""
    drawn = drawn_rows(paragraphs)
    body = [f"<h1>{html.escape(paragraphs[0])}</h1>"]
    for place, text in enumerate(paragraphs[1:], start=1):
        tag = "pre" if place in drawn else "p"
        body.append(f"<{tag}>{html.escape(text)}</{tag}>")
    css = STYLE % {"head": head} + style
    return f'<!doctype html><meta charset="utf-8"><style>{css}</style>' + "\n".join(body)


def print_pdf(paragraphs: Sequence[str], *, head: str = "", style: str = "") -> Printed:
    """Return ``paragraphs`` as Chromium prints them, with a running head and page numbers."""
    data = print_html(page_of(paragraphs, head=head, style=style))
    return Printed(data, _pages_in(data, paragraphs))


def _pages_in(data: bytes, paragraphs: Sequence[str]) -> tuple[int, ...]:
    """Return the page on which each paragraph begins, by the plain text of the pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        texts = [_bare(page.get_textpage().get_text_bounded()) for page in document]
    whole, starts = "".join(texts), [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    pages, at = [], 0
    for paragraph in paragraphs:
        opening = _bare(paragraph)[:16]
        found = whole.find(opening, at)
        # An opening that a page breaks is found by its first characters.
        length = len(opening)
        while found < 0 and length > 2:
            length -= 1
            found = whole.find(opening[:length], at)
        at = max(found, at)
        pages.append(next(n for n, start in enumerate(starts[1:], 1) if at < start))
    return tuple(pages)


def _bare(text: str) -> str:
    """Return ``text`` without blanks and without the characters that pdfium puts in."""
    return re.sub(r"[\s\ufffe\u0002\u200b]", "", text)


def typeset_pdf(paragraphs: Sequence[str], *, head: str = "", indent: bool = True) -> Printed:
    """Return ``paragraphs`` as reportlab sets them in a Chinese font that the file only names."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, Preformatted, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=14, leading=24, wordWrap="CJK",
        firstLineIndent=28 if indent else 0, spaceAfter=0 if indent else 10,
    )  # fmt: skip
    title = ParagraphStyle("title", body, fontSize=20, leading=32, alignment=1, firstLineIndent=0)
    rows = ParagraphStyle("rows", body, fontSize=9, leading=14)
    pages: dict[int, int] = {}

    class Told(Paragraph):
        """A paragraph that tells on which page it is first drawn."""

        def draw(self) -> None:
            number = getattr(self, "number", None)
            if number is not None:
                pages.setdefault(number, self.canv.getPageNumber())
            super().draw()

        def split(self, width: float, height: float) -> list[Paragraph]:
            parts = super().split(width, height)
            if len(parts) > 1:
                parts[0].number = getattr(self, "number", None)
            return parts

    class ToldRow(Preformatted):
        """A drawn row that tells its page."""

        def draw(self) -> None:
            pages.setdefault(self.number, self.canv.getPageNumber())
            column = 0
            for char in self.lines[0]:
                self.canv.setFont("STSong-Light", 8)
                self.canv.drawString(column * 4, 3, char)
                column += 2 if char > "\u2e7f" else 1

    def furniture(canvas: object, document: object) -> None:
        number = canvas.getPageNumber()  # type: ignore[attr-defined]
        canvas.setFont("STSong-Light", 10)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, head)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, 36, f"— {number} —")  # type: ignore[attr-defined]

    story, drawn = [], drawn_rows(paragraphs)
    for number, text in enumerate(paragraphs):
        if number in drawn:
            flowable: Paragraph = ToldRow(text, rows)
        else:
            flowable = Told(html.escape(text), body if number else title)
        flowable.number = number
        story.append(flowable)
    out = io.BytesIO()
    SimpleDocTemplate(
        out, pagesize=A4, leftMargin=80, rightMargin=74, topMargin=72, bottomMargin=72
    ).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return Printed(out.getvalue(), tuple(pages[n] for n in range(len(paragraphs))))


@dataclass(frozen=True, slots=True)
class Put:
    """A line of text at a place of a page: points from the left and from the top."""

    left: float
    top: float
    text: str
    size: float = 14


@dataclass(frozen=True, slots=True)
class Scanned:
    """A page that is a picture (the bytes of a PNG or JPEG file), with lines hidden behind it."""

    picture: bytes
    hidden: Sequence[Put] = ()
    wide: bool = False


def placed_pdf(
    pages: Sequence[Sequence[Put] | Scanned],
    *,
    password: str = "",
    owner: str = "",
    turned: int = 0,
) -> bytes:
    """Return a PDF with every line where it is put; ``turned`` is the rotation pages are shown in.

    ``password`` is needed to open it, ``owner`` only to print it.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    locked = (
        StandardEncryption(password, owner or "owner", canPrint=0) if password or owner else None
    )
    canvas = Canvas(out, pagesize=A4, encrypt=locked)
    for page in pages:
        canvas.setPageRotation(turned)
        scan = page if isinstance(page, Scanned) else None
        size = (A4[1], A4[0]) if scan and scan.wide else A4
        canvas.setPageSize(size)
        if scan:
            canvas.drawImage(ImageReader(io.BytesIO(scan.picture)), 0, 0, *size)
        for put in page.hidden if isinstance(page, Scanned) else page:
            line = canvas.beginText(put.left, size[1] - put.top)
            line.setFont("STSong-Light", put.size)
            line.setTextRenderMode(3 if scan else 0)
            line.textOut(put.text)
            canvas.drawText(line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def column(text: str, width: int) -> list[str]:
    """Return ``text`` cut into lines of ``width`` characters."""
    return [text[at : at + width] for at in range(0, len(text), width)]
