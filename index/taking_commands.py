"""The commands that change what is kept: ``build``, ``refresh``, ``set``, ``watch``."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from index.corrected import APART, ITSELF
from index.index import Index
from index.models import BuildReport
from index.options import (
    AsJson,
    EncoderName,
    Processes,
    RecordsAt,
    Store,
    fail,
    folder_of,
    write,
)
from index.taken import Taken

Prune = Annotated[bool, typer.Option("--prune", help="Remove reports whose files are gone.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the door of the index."""
    app.command()(build)
    app.command()(refresh)
    app.command(name="set")(set_report)
    app.command()(watch)


def build(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Files, folders, ZIPs and patterns.")
    ],
    store: Store = None,
    encoder: EncoderName = None,
    chroma: Annotated[
        str, typer.Option(help="Seal vectors on this Chroma server, e.g. http://localhost:8000.")
    ] = "",
    records: RecordsAt = "",
    processes: Processes = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen and change nothing.")
    ] = False,
    prune: Prune = False,
    as_json: AsJson = False,
) -> None:
    """Take reports in; unchanged files are skipped, changed ones replaced."""
    from index.build import build as build_store
    from index.build import reading_rules
    from index.progress import Bar, on_interrupt

    bar = Bar()
    try:
        with (
            _opened(folder_of(store), encoder, chroma, records, dry_run=dry_run) as index,
            on_interrupt(bar.end),
        ):
            done = build_store(
                index, paths, bar, processes=processes, dry_run=dry_run, prune=prune
            )  # fmt: skip
            older = len(index.records.read_otherwise(reading_rules()))
    except KeyboardInterrupt:
        bar.close()
        fail("stopped; what was taken in so far is kept whole, run it again to go on")
    if as_json:
        write(build_json(done))
    else:
        _show_build(done, dry_run=dry_run)
        if older and not dry_run:
            print(f"{older} more were read by an earlier version; `index refresh` reads them again")
    taken = done.added + done.replaced + done.unchanged
    if not taken and not done.failed:
        fail("no file that can be read was found under these paths")
    elif not taken:
        raise typer.Exit(1)  # each failure was said when it happened


def refresh(
    store: Store = None,
    encoder: EncoderName = None,
    records: RecordsAt = "",
    processes: Processes = 0,
    as_json: AsJson = False,
) -> None:
    """Read again, by this version, what an earlier one read: files and uploads; corrections hold."""
    from index.progress import Bar, on_interrupt
    from index.refresh import refresh as refreshed

    bar = Bar()
    try:
        with (
            Index.open(folder_of(store), encoder, create=False, records=records) as index,
            on_interrupt(bar.end),
        ):
            done = refreshed(index, bar, processes)
    except KeyboardInterrupt:
        bar.close()
        fail("stopped; what was read again is kept, run it again to go on")
    many = Counter(taken.status for taken in done.files)
    if as_json:
        failed = [{"source": t.source, "error": t.error} for t in done.files if t.error]
        read = {name: many[name] for name in ("added", "replaced", "unchanged")}
        write({**read, "failed": failed, "gone": done.gone})
    else:
        for taken in done.files:
            if taken.status != "unchanged":
                show_taken(taken)
        for source in done.gone:
            print(f"gone       {source}: it stays as it was read")
        print(
            f"{len(done.files)} read again: {many['replaced']} replaced, "
            f"{many['unchanged']} as before, {many['failed']} failed; {len(done.gone)} gone"
        )
    if many["failed"]:
        raise typer.Exit(1)


def _opened(
    folder: Path, encoder: str | None, chroma: str, records: str, *, dry_run: bool
) -> Index:
    """Open the store; to try something out where there is none yet, one in memory."""
    from index.database import FILE

    if dry_run and not records and not (folder / FILE).exists():
        return Index.in_memory(encoder or "hash")
    return Index.open(folder, encoder, chroma=chroma, records=records)


def set_report(
    report_id: Annotated[str, typer.Argument(metavar="ID", help="An id that `list` shows.")],
    title: Annotated[str, typer.Option(help="Its title.")] = "",
    office: Annotated[str, typer.Option(help="Its office, by any of its names.")] = "",
    year: Annotated[str, typer.Option(help="The year it covers.")] = "",
    counts: Annotated[
        bool, typer.Option("--counts", help="It counts, and its copies do not.")
    ] = False,
    apart: Annotated[
        bool, typer.Option("--apart", help="It counts, and is no copy of any other.")
    ] = False,
    copy_of: Annotated[
        str, typer.Option(metavar="ID", help="It does not count, this report does.")
    ] = "",
    clear: Annotated[
        list[str] | None,
        typer.Option(help="Take a correction back: title, office, year, counts or all."),
    ] = None,
    why: Annotated[str, typer.Option(help="Why; kept with it.")] = "",
    who: Annotated[str, typer.Option(help="Who says so; kept with it.")] = "",
    store: Store = None,
    records: RecordsAt = "",
    as_json: AsJson = False,
) -> None:
    """Say what a report is, against what was read of it; it holds also when the file is read again."""
    from index.corrections import clearing, correcting

    words = [ITSELF] * counts + [APART] * apart + [f"id:{copy_of}"] * bool(copy_of)
    if len(words) > 1:
        raise typer.BadParameter("give one of --counts, --apart and --copy-of")
    wanted = {"title": title, "office": office, "year": year, "counts": "".join(words)}
    wanted = {field: value for field, value in wanted.items() if value}
    if bool(wanted) == bool(clear):
        raise typer.BadParameter("give what to correct, or --clear what to take back")
    with Index.open(folder_of(store), create=False, records=records) as index:
        if clear:
            taken = clearing(index, report_id, clear)
        else:
            taken = correcting(index, report_id, wanted, who=who, why=why)
        index.seal()
    if as_json:
        write(taken_json(taken))
    else:
        show_taken(taken)


def build_json(done: BuildReport) -> dict[str, Any]:
    """Return a build as its JSON: the contract's keys, and what became of each report."""
    failed = [{"source": source, "error": error} for source, error in done.failed]
    files = [taken_json(taken) for taken in done.files]
    return {**asdict(done), "failed": failed, "files": files, "gone": list(done.gone)}


def taken_json(taken: Taken) -> dict[str, Any]:
    """Return what became of a report as its JSON."""
    told = asdict(taken)
    del told["remarks"]
    return {**told, "warnings": list(taken.warnings), "notes": list(taken.notes)}


def show_taken(taken: Taken) -> None:
    """Print what became of a report, and what was understood of it."""
    if taken.status == "failed":
        print(f"failed     {taken.error}")
        return
    scale = f"{taken.pages} pages, " if taken.pages else ""
    told = f"{taken.year or 'year?'}  {taken.office or 'office?'}  {taken.title}"
    kind = f"{taken.format}, " if taken.format else ""
    print(f"{taken.status:<10} {taken.source}")
    print(f"           {told}  ({kind}{scale}{taken.figures} figures)")
    for said in (*taken.warnings, *taken.notes):
        print(f"           - {said}")


def _show_build(done: BuildReport, *, dry_run: bool) -> None:
    for taken in done.files:
        same = any(remark.key == "same_text" for remark in taken.remarks)
        if taken.status not in ("unchanged", "failed") or same or (taken.copy_of and dry_run):
            show_taken(taken)
    if done.gone:
        was = "removed" if done.pruned else "kept; --prune removes them"
        print(f"{len(done.gone)} reports whose files are gone ({was}):")
        for source in done.gone:
            print(f"           {source}")
    would = "nothing was changed; it would be: " if dry_run else ""
    print(
        f"{would}{done.added} added, {done.replaced} replaced, {done.unchanged} unchanged, "
        f"{len(done.failed)} failed; the store holds {done.passages} passages and "
        f"{done.figures} figures ({done.seconds:.1f} s)"
    )
    sys.stdout.flush()


def watch(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", exists=True, file_okay=False, help="The folder.")
    ],
    store: Store = None,
    encoder: EncoderName = None,
    records: RecordsAt = "",
    processes: Processes = 1,
    prune: Prune = False,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look again and again, for network drives.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take in what is in a folder and what changes there, until Ctrl+C."""
    from index.progress import on_interrupt
    from index.watch import Watching

    with Index.open(folder_of(store), encoder, records=records) as index:
        watching = Watching(index, folder, processes=processes, prune=prune, poll=poll)
        print(f"watching {folder} (Ctrl+C ends it)", file=sys.stderr, flush=True)
        with on_interrupt(watching.stop.set):
            for event in watching.events():
                if as_json:
                    write(asdict(event))
                why = f" — {event.why}" if event.why else ""
                print(f"{event.at} {event.what} {event.source}{why}", file=sys.stderr, flush=True)
        print("stopped", file=sys.stderr)
