"""Measures how ruled tables are read: made reports and a published form, as PDF files and as scans.

    python -m tests.measure_tables ../shared/reports --how set --how print --how clean --how worn

``set`` is a PDF file of reportlab, ``print`` one of Chromium; the others scan what Chromium prints.
A figure counts where its value, unit, year, kind and the words of its headings are right.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from PIL import Image

from corpus.report import read_bytes
from tests.corpus.tabled.first import FIRST
from tests.corpus.tabled.render import as_pdf, as_print
from tests.corpus.tabled.reports import TableReport, compare
from tests.corpus.tabled.second import SECOND
from tests.corpus.tabled.suqian import TITLE, published
from tests.corpus.tabled.third import THIRD
from tests.measure_scans import WAYS, scanned_pdf
from tests.render import print_html


def reports(folder: Path, seed: int, only: str) -> Iterator[TableReport]:
    """Yield the published form, where its text is there, and every made report."""
    path = folder / f"{TITLE}.txt"
    if path.exists() and only in "published":
        yield published(path)
    for shape in (*FIRST, *SECOND, *THIRD):
        if only in shape.__name__:
            yield shape(Random(f"{shape.__name__}{seed}"))


def as_file(report: TableReport, how: str) -> tuple[bytes, str]:
    """Return ``report`` as a file of one kind, and the ending of its name."""
    if how == "set":
        return as_pdf(report), ".pdf"
    printed = print_html(as_print(report))
    if how == "print":
        return printed, ".pdf"
    first, *more = (Image.fromarray(page) for page in scanned_pdf(printed, how))
    file = io.BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=more, compression="tiff_deflate")
    return file.getvalue(), ".tif"


def main(
    folder: Path,
    how: Annotated[list[str], typer.Option(help=f"set, print, {', '.join(WAYS)}; repeatable.")],
    seed: Annotated[int, typer.Option(help="Which numbers the made reports hold.")] = 1,
    only: Annotated[str, typer.Option(help="A part of the names of the reports to take.")] = "",
) -> None:
    """Read every report of tables and print a line for each kind of file, faults on stderr."""
    typer.echo("| as | reports | figures | right | F1 | least F1 of a report | CPU s |")
    typer.echo("|---|---|---|---|---|---|---|")
    for kind in how:
        right = wrong = figures = count = 0
        least, seconds = 1.0, 0.0
        for report in reports(folder, seed, only):
            data, suffix = as_file(report, kind)
            began = time.process_time()
            tally = compare(report.gold, read_bytes(data, report.name + suffix).figures)
            seconds += time.process_time() - began
            count, figures, right = count + 1, figures + len(report.gold), right + tally.right
            wrong += len(tally.missing) + len(tally.spurious)
            least = min(least, tally.f1)
            for gold in tally.missing:
                typer.echo(
                    f"  {kind} {report.name} - {gold.value} {gold.unit} {gold.words}", err=True
                )
            for found in tally.spurious:
                said = f"{found.value} {found.unit} {found.measure}"
                typer.echo(f"  {kind} {report.name} + {said}", err=True)
        f1 = 2 * right / (2 * right + wrong) if right or wrong else 1.0
        typer.echo(
            f"| {kind} | {count} | {figures} | {right} | {f1:.3f} | {least:.3f} | {seconds:.0f} |"
        )


if __name__ == "__main__":
    typer.run(main)
