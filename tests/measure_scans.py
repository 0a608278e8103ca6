"""Measures how true scans are read: real reports printed, scanned, and compared with their text.

    python -m tests.measure_scans ../shared/reports --how clean --how worn

Each report is printed by Chromium from its text, drawn as a scanner would deliver it, read as a
picture, and compared: characters (blanks aside) and the whole ledger of figures. The last column is
the share of the text's figures that the scan gives too, and of the scan's that the text gives.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import pypdfium2
import typer
from rapidfuzz.distance import Levenshtein

from corpus.clean import clean
from corpus.figures import read_figures
from corpus.indicators import load_indicators
from corpus.models import Figure, RawDocument, Report
from corpus.readers.pdf_furniture import with_notes_apart, without_furniture
from corpus.readers.pdf_paragraphs import page_texts
from corpus.readers.scan import ScannedPage, read_scanned_page
from corpus.report import read_report
from corpus.sections import read_sections
from tests.render import print_pdf
from tests.scans import Picture, as_jpeg, noisy, stamped, tilted

Damage = Callable[[Picture, int], Picture]

WAYS: dict[str, tuple[int, Damage]] = {
    "clean": (200, lambda page, _: page),
    "worn": (150, lambda page, n: as_jpeg(noisy(tilted(page, (-1.5, 1.5)[n % 2]), seed=n))),
    "turned": (200, lambda page, n: np.rot90(page, (2, 1, 3, 0)[min(n, 3)])),
    "sealed": (200, lambda page, n: stamped(page, 0.3 + 0.1 * (n % 5), 0.3 + 0.1 * (n % 4))),
}
"""How a page comes from the scanner: dots an inch, and what happens to it there."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a scanned report is to its text."""

    pages: int
    seconds: float
    errors: float
    confidence: float
    recall: float
    precision: float
    figures: int
    wrong: tuple[str, ...]


def scanned(report: Report, how: str, points: float) -> Iterator[Picture]:
    """Yield the pages of ``report`` as printed and scanned."""
    paragraphs = [line for line in report.text.splitlines() if line.strip()]
    style = f"body {{ font-size: {points}pt }}"
    return scanned_pdf(print_pdf(paragraphs, head=report.title[:30], style=style).data, how)


def scanned_pdf(data: bytes, how: str) -> Iterator[Picture]:
    """Yield the pages of a PDF file as they come from the scanner."""
    dots, damage = WAYS[how]
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            drawn = np.asarray(page.render(scale=dots / 72).to_pil().convert("RGB"))
            yield np.ascontiguousarray(damage(drawn, number))


def likeness(report: Report, pages: list[ScannedPage], seconds: float) -> Likeness:
    """Compare what was read on ``pages`` with the ``report`` they were printed from."""
    texts = page_texts(with_notes_apart(without_furniture([page.sheet for page in pages])))
    text = clean(RawDocument(tuple(texts), paged=True)).text
    sections = read_sections(text, year=report.year)
    figures = read_figures(
        text, sections, report_id=report.id, year=report.year, indicators=load_indicators()
    )
    typed, read = Counter(map(_key, report.figures)), Counter(map(_key, figures))
    same = (typed & read).total()
    bare = [re.sub(r"\s", "", side) for side in (report.text, text)]
    sure = [page.confidence for page in pages if page.confidence is not None]
    return Likeness(
        pages=len(pages),
        seconds=seconds / len(pages),
        errors=Levenshtein.distance(*bare) / len(bare[0]),
        confidence=sum(sure) / len(sure),
        recall=same / max(1, typed.total()),
        precision=same / max(1, read.total()),
        figures=typed.total(),
        wrong=tuple(f"- {key}" for key in typed - read) + tuple(f"+ {key}" for key in read - typed),
    )


def _key(figure: Figure) -> tuple[object, ...]:
    """Return what makes a figure the same: everything but its place and its id, blanks aside."""
    return (
        figure.measure.replace(" ", ""), figure.indicator, figure.value, figure.upper, figure.unit,
        figure.qualifier, figure.year, figure.kind, figure.surface.replace(" ", ""),
    )  # fmt: skip


def main(
    reports: Path,
    how: Annotated[list[str], typer.Option(help=f"One of {', '.join(WAYS)}; may be repeated.")],
    points: Annotated[float, typer.Option(help="The size of the type.")] = 16,
    only: Annotated[str, typer.Option(help="A part of the names of the files to take.")] = "",
) -> None:
    """Read every report in a folder as a scan and print a line for each."""
    typer.echo(
        "| report | scan | pages | CPU s/page | errors | certainty | figures | found | true |"
    )
    typer.echo("|---|---|---|---|---|---|---|---|---|")
    for path in sorted(reports.glob(f"*{only}*.txt")):
        report = read_report(path)
        if not report.figures:
            continue
        for way in how:
            pictures = list(scanned(report, way, points))
            began = time.process_time()
            pages = [read_scanned_page(picture) for picture in pictures]
            found = likeness(report, pages, time.process_time() - began)
            typer.echo(
                f"| {report.office} {report.year} | {way} | {found.pages} | {found.seconds:.1f}"
                f" | {found.errors:.3%} | {found.confidence:.2%} | {found.figures}"
                f" | {found.recall:.2%} | {found.precision:.2%} |"
            )
            for wrong in found.wrong:
                typer.echo(f"  {wrong}", err=True)


if __name__ == "__main__":
    typer.run(main)
