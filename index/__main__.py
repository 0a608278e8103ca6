"""The index's own door: ``python -m index build|set|search|list|remove|coverage|check|verify|…``."""

from __future__ import annotations

from index.threads import calm_threads

calm_threads()  # before numpy or an encoder is loaded, or it comes too late

import json  # noqa: E402
import logging  # noqa: E402
import sys  # noqa: E402
from collections.abc import Iterator, Sequence  # noqa: E402
from dataclasses import asdict  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Annotated, Any  # noqa: E402

import typer  # noqa: E402

from corpus.as_json import figure_json, number_json  # noqa: E402
from corpus.errors import CorpusError  # noqa: E402
from index.errors import IndexFault  # noqa: E402
from index.expand import lead_of  # noqa: E402
from index.index import Index  # noqa: E402
from index.models import Contradiction, Extent, Hit, Scope  # noqa: E402
from index.options import (  # noqa: E402
    AsJson,
    EncoderName,
    RecordsAt,
    Store,
    fail,
    folder_of,
    write,
)
from index.store_commands import register as register_care  # noqa: E402
from index.taking import Taking  # noqa: E402
from index.taking_commands import register  # noqa: E402

app = typer.Typer(
    help="Keep reports and find their passages.", no_args_is_help=True, add_completion=False
)

register(app)
register_care(app)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="A question or some words.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    year: Annotated[list[int] | None, typer.Option(help="Only this year; may be repeated.")] = None,
    office: Annotated[
        list[str] | None, typer.Option(help="Only this office, by any of its names.")
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help='Lines of {"id", "question"}.'),
    ] = None,
    store: Store = None,
    encoder: EncoderName = None,
    records: RecordsAt = "",
    as_json: AsJson = False,
) -> None:
    """Find passages, best first."""
    if (query is None) == (batch is None):
        raise typer.BadParameter("give either a QUERY or --batch FILE")
    questions = list(_questions(batch)) if batch else [(None, query or "")]
    with Index.open(folder_of(store), encoder, create=False, records=records) as index:
        offices = tuple(dict.fromkeys(card.office for card in index.cards()))
        scope = Scope(_meant(office or (), offices), tuple(year or ()))
        for id_, question in questions:
            lead = lead_of(question, offices)
            hits = index.search(question, scope, k, expansion=lead.names, prefer=lead.prefer)
            for rank, hit in enumerate(hits, start=1):
                found = _hit(index, rank, hit, scope)
                if as_json:
                    write(found if id_ is None else {"id": id_, **found})
                else:
                    _show(found)


@app.command(name="list")
def list_reports(store: Store = None, records: RecordsAt = "", as_json: AsJson = False) -> None:
    """Show the reports that are loaded."""
    with Index.open(folder_of(store), create=False, records=records) as index:
        corrected = index.records.corrected_fields()
        extents = index.records.extents()
        for card in index.cards(aside=True):
            said = corrected.get(card.source, ())
            if as_json:
                extent = asdict(extents.get(card.id, Extent()))
                write({**asdict(card), **extent, "corrected": list(said)})
            else:
                marks = [f"copy of {card.copy_of}"] * bool(card.copy_of)
                marks += [f"corrected: {', '.join(said)}"] * bool(said)
                told = "".join(f"  [{mark}]" for mark in marks)
                print(f"{card.id}  {card.year}  {card.office}  {card.title}  ({card.source}){told}")


@app.command()
def remove(
    report_ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids that `list` shows.")],
    store: Store = None,
    records: RecordsAt = "",
    as_json: AsJson = False,
) -> None:
    """Remove reports with everything that came from them."""
    with Index.open(folder_of(store), create=False, records=records) as index:
        taking = Taking(index)
        for report_id in report_ids:
            taking.remove(report_id)
        index.seal()
    if as_json:
        write({"removed": report_ids})
    else:
        print(f"{len(report_ids)} removed")


@app.command()
def coverage(store: Store = None, records: RecordsAt = "", as_json: AsJson = False) -> None:
    """Show which office's year states how many figures of which indicator."""
    with Index.open(folder_of(store), create=False, records=records) as index:
        for line in index.coverage():
            if as_json:
                write(asdict(line))
            else:
                print(f"{line.office}  {line.year}  {line.indicator or '—'}  {line.figures}")


@app.command()
def check(store: Store = None, records: RecordsAt = "", as_json: AsJson = False) -> None:
    """Check the files of the store (status 1 if one is damaged), then list contradictions."""
    with Index.open(folder_of(store), create=False, records=records) as index:
        faults = index.faults()
        found = [] if faults else [_told(index, item) for item in index.contradictions()]
    if as_json:
        write({"faults": faults, "contradictions": found})
    if faults:
        fail("; ".join(faults))
    elif not as_json:
        many = f"{len(found)} contradiction{'s' * (len(found) != 1)}"
        print(f"the store is whole; {many} in the reports")
        for item in found:
            _show_contradiction(item)


def _meant(names: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the loaded offices that are meant by ``names``; an unknown name finds nothing."""
    from corpus.offices import load_offices

    table = load_offices()
    meant: dict[str, None] = {}
    for name in names:
        canonical = table.canonical(name)
        here = [canonical] if canonical in known else list(table.named(name, known).matched)
        here = here or [office for office in known if name in office]
        meant.update(dict.fromkeys(here or [canonical]))
    return tuple(meant)


def _questions(batch: Path) -> Iterator[tuple[Any, str]]:
    for number, line in enumerate(batch.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            yield asked["id"], str(asked["question"])
        except (ValueError, KeyError, TypeError) as problem:
            what = f'line {number} of {batch} is not {{"id": …, "question": …}}'
            raise typer.BadParameter(what) from problem


def _hit(index: Index, rank: int, hit: Hit, scope: Scope) -> dict[str, Any]:
    """Write a hit down; its year is the report's, or the asked one that the passage describes."""
    card = index.card(hit.passage.report_id)
    year = hit.passage.year if hit.passage.year in scope.years else card.year
    return {
        "rank": rank,
        "score": round(hit.score, 6),
        "found_by": hit.found_by,
        "report_id": card.id,
        "source": card.source,
        "title": card.title,
        "office": card.office,
        "year": year,
        "section": hit.passage.section,
        "page": index.report(card.id).page_at(hit.passage.span.start),
        "text": hit.passage.text,
        "start": hit.passage.span.start,
        "end": hit.passage.span.end,
    }


def _show(found: dict[str, Any]) -> None:
    print(f"{found['rank']}. {found['office']} {found['year']}  {' › '.join(found['section'])}")
    print(f"   {' '.join(found['text'].split())}")


def _told(index: Index, found: Contradiction) -> dict[str, Any]:
    """Write a contradiction down, each figure with the place it stands at."""
    return {
        "kind": found.kind,
        "office": found.office,
        "year": found.year,
        "measure": found.measure,
        "sum": None if found.sum is None else number_json(found.sum),
        "figures": [
            {
                **figure_json(index.report(figure.report_id), figure),
                "report": figure.report_id,
                "source": index.card(figure.report_id).source,
            }
            for figure in found.figures
        ],
    }


def _show_contradiction(found: dict[str, Any]) -> None:
    added = "" if found["sum"] is None else f", parts add up to {found['sum']}"
    print(f"{found['office']} {found['year']}  {found['measure']} ({found['kind']}{added})")
    for figure in found["figures"]:
        print(f"   {figure['surface']}  {figure['source']}  {' › '.join(figure['section'])}")
        print(f"      {figure['sentence']}")


def main() -> None:
    """Run the command line; a failure is one line on stderr and status 1."""
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.WARNING)
    try:
        app()
    except (IndexFault, CorpusError) as problem:
        print(problem, file=sys.stderr)
        raise SystemExit(1) from problem


if __name__ == "__main__":
    main()
