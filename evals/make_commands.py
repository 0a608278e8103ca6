"""The commands that make cases: ``draft``, ``accept`` and ``synth``.

Annotations are read by typer when it makes the commands, so this file keeps them as classes (no
``from __future__ import annotations``).
"""

from pathlib import Path
from typing import Annotated

import typer

from evals.options import AsJson, write


def draft(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORTS…")],
    per_report: Annotated[int, typer.Option(min=1, help="About how many for each report.")] = 20,
) -> None:
    """Write candidate cases (JSONL, unreviewed) for a person to correct and accept."""
    from evals.reading import drafts, read_files

    for report_ in read_files(reports):
        for row in drafts(report_, per_report):
            write(row)


def accept(
    drafts: Annotated[Path, typer.Argument(help="A file of drafts, or a store's folder.")],
    id_: Annotated[str, typer.Argument(metavar="[ID]", help="The draft; none lists them.")] = "",
    into: Annotated[Path, typer.Option(help="The cases file it goes to.")] = Path("cases.jsonl"),
    value: Annotated[str, typer.Option(help="The right number, such as 422 or 1.2万.")] = "",
    unit: Annotated[str, typer.Option(help="Its unit.")] = "",
    year: Annotated[int | None, typer.Option(help="The year it describes.")] = None,
    evidence: Annotated[str, typer.Option(help="Words of the report that hold the answer.")] = "",
    source: Annotated[str, typer.Option(help="The file that holds them.")] = "",
    says: Annotated[str, typer.Option(help="Words that the answer must hold.")] = "",
    no: Annotated[str, typer.Option(help="no_report, not_stated or out_of_scope.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the drafts that wait, or accept one with what is right: from then on it counts."""
    from evals import feedback

    file = drafts / feedback.DRAFTS if drafts.is_dir() else drafts
    if not id_:
        for row in feedback.read_drafts(file):
            if as_json:
                write(row)
            else:
                asked = " → ".join([*row.get("history", ()), row.get("question", "")])
                got = row.get("turn", {}).get("text", "")
                typer.echo(f"{row.get('id')}  {asked}\n  {row.get('note', '')}\n  {got}")
        return
    figure = {k: v for k, v in (("value", value), ("unit", unit), ("year", year)) if v}
    right = {
        "figures": [figure] if value else None,
        "evidence": [{"text": evidence, "source": source}] if evidence else None,
        "says": says,
        "no": no,
    }
    case = feedback.accept(file, id_, into, {k: v for k, v in right.items() if v})
    if as_json:
        write(case)
    else:
        typer.echo(f"{id_} counts now, in {into}", err=True)


def synth(
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    offices: Annotated[int, typer.Option(min=1)] = 25,
    years: Annotated[int, typer.Option(min=1)] = 20,
    first_year: Annotated[int, typer.Option(min=1990)] = 2005,
    per_report: Annotated[int, typer.Option(min=0, help="Questions for each report.")] = 2,
    seed: Annotated[int, typer.Option()] = 1,
    only: Annotated[str, typer.Option(help="One kind of office, such as 网信办.")] = "",
) -> None:
    """Write invented reports with their ledger (ledger.jsonl) and questions (cases.jsonl)."""
    from evals.synth_files import write_synth

    typer.echo(write_synth(out, offices, first_year, years, per_report, seed, only), err=True)
