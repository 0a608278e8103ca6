"""The corpus's own door: ``python -m corpus FILE… [--json]`` shows what was read in each file."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from corpus.as_json import report_json
from corpus.models import Figure, Report, Unread

Files = Annotated[list[Path], typer.Argument(help="Report files to read.", metavar="FILE…")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a file, nothing else.")]


def show(files: Files, as_json: Json = False) -> None:
    """Show the sections and figures of report files, and of the reports in a ZIP."""
    from corpus.worker import Readers, usable_processes

    failed = False
    with Readers(min(len(files), usable_processes()), small_here=True) as readers:
        for reading in readers.read(files):
            for found in reading.found:
                if isinstance(found, Unread):
                    failed = True
                    print(found.error, file=sys.stderr)
                elif as_json:
                    print(json.dumps(report_json(found), ensure_ascii=False))
                else:
                    print("\n".join(listing(found)))
    if failed:
        raise typer.Exit(1)


def listing(report: Report) -> Iterator[str]:
    """Yield the lines that show a report to a person: who, which year, its parts, its figures."""
    yield f"{report.title}"
    yield f"  {report.office} · {report.year} · published {report.published or '—'} · {report.id}"
    yield from (f"  note: {note}" for note in report.notes)
    yield f"  {len(report.sections)} sections"
    for section in report.sections:
        told = "" if section.role == "report" else f"  [{section.role} {section.year or ''}]"
        yield f"    {'  ' * (len(section.path) - 1)}{section.heading}{told}"
    yield f"  {len(report.figures)} figures"
    yield from (f"    {_line(figure)}" for figure in report.figures)
    yield ""


def _line(figure: Figure) -> str:
    """Return a figure on one line."""
    known = f" = {figure.indicator}" if figure.indicator else ""
    kind = "" if figure.kind == "result" else f" ({figure.kind})"
    return f"{figure.period or '—'}  {figure.measure}{known}: {figure.surface}{kind}"


def main() -> None:
    """Run the command; what it prints is UTF-8 wherever it runs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    typer.run(show)


if __name__ == "__main__":
    main()
