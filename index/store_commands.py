"""The commands that look after a store: ``index verify|repair|backup|restore``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from index.backup import back_up
from index.backup import restore as restored
from index.options import AsJson, RecordsAt, Store, fail, folder_of, write
from index.repair import repair as repaired
from index.verify import verify as verified

Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the index's own door."""
    for command in (verify, repair, backup, restore):
        app.command()(command)


def verify(store: Store = None, records: RecordsAt = "", as_json: AsJson = False) -> None:
    """Check every law of the house in a store; nothing is changed, status 1 if one is broken."""
    found = verified(folder_of(store), records)
    if as_json:
        write(asdict(found))
    if found.faults:
        fail("\n".join(found.faults))
    elif not as_json:
        print(
            f"the store is whole: {found.reports} reports, {found.passages} passages, "
            f"{found.figures} figures"
        )


def repair(store: Store = None, records: RecordsAt = "", as_json: AsJson = False) -> None:
    """Mend a store: damaged records from what is whole, words and vectors from the records."""
    done = repaired(folder_of(store), records)
    if as_json:
        write({"done": done.done, "lost": [{"id": id_, "source": s} for id_, s in done.lost]})
    else:
        print("\n".join(done.done) or "nothing was broken")
    if done.lost:
        sources = ", ".join(source for _, source in done.lost)
        fail(f"these could not be kept; take them in again from their files: {sources}")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    store: Store = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write all that a store keeps to one file, also while it is in use."""
    made = back_up(folder_of(store), file, force=force)
    if as_json:
        write(asdict(made))
    else:
        print(f"{made.reports} reports are in {made.file} ({made.bytes / 1e6:.1f} MB)")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    store: Store = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Make a store of a backup; what is in the folder is kept beside it (with --force)."""
    folder = folder_of(store)
    made = restored(file, folder, force=force)
    if as_json:
        write(asdict(made))
    else:
        print(f"{made.reports} reports are in {folder} again")
