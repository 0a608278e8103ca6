"""Hostile and broken files, and the command that tries them all:

    python -m tests.corpus.hostile [--quick] [--only WORD] [--keep DIR] [--table FILE]

Each file is made here, put into one folder, and the whole folder is read as a person's batch would be.
A file passes where it is read with what it says, or refused with a sentence that names it and the
reason, within its limits; where nothing is fetched and nothing written; and where the sound reports
beside it are in.
"""

from __future__ import annotations

import argparse
import platform
import re
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.models import Report
from corpus.worker import Readers, Reading
from corpus.worker_hand import Limits
from tests.corpus.hostile_files import EITHER, READ, Hostile, files


@dataclass(frozen=True)
class Outcome:
    """What came of trying one file: "" in ``fault`` where it is as it should be."""

    hostile: Hostile
    size: int
    reading: Reading
    fault: str


def fault_of(hostile: Hostile, reading: Reading, limits: Limits) -> str:
    """Say what is wrong with what came of a file, or ""."""
    told = " ".join(unread.error for unread in reading.unread)
    said = "\n".join(
        f"{r.title}\n{r.office}\n{r.source if r.source != str(reading.path) else ''}\n{r.text}"
        for r in reading.reports
    )
    if not reading.found:
        return "nothing came of it"
    if told and hostile.name not in told:
        return f"the refusal does not name the file: {told[:120]}"
    if hostile.expected == READ and not reading.reports:
        return f"not read: {told[:200]}"
    if hostile.expected not in (READ, EITHER) and not re.search(hostile.expected, told):
        return f"refused otherwise: {told[:200]!r}"
    if reading.reports and hostile.expected in (READ, EITHER) and hostile.holds not in said:
        return f"read without {hostile.holds!r}: {said[:80]!r}"
    if hostile.lacks and hostile.lacks in said:
        return f"it holds {hostile.lacks!r}"
    if "\x1b" in told or "\n" in told:
        return "the refusal is not one clean line"
    if reading.memory > limits.scan_memory * 1.1:
        return f"it held {reading.memory >> 20} MB"
    return ""


@contextmanager
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server that answers nobody and remembers who came: its address, and what it was asked."""
    came: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    asked, _ = server.accept()
                except OSError:
                    return
                asked.settimeout(1)
                came.append(asked.recv(200))
                asked.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", came
        server.shutdown(socket.SHUT_RDWR) if hasattr(server, "shutdown") else None


def try_all(
    folder: Path,
    wanted: Callable[[Hostile], bool],
    *,
    processes: int = 1,
    limits: Limits | None = None,
) -> Iterator[Outcome]:
    """Make the wanted files in ``folder`` and read them as one batch."""
    limits = limits or Limits()
    with listener() as (url, came), Readers(processes, limits) as readers:
        chosen = [hostile for hostile in files(url) if wanted(hostile)]
        sizes = {}
        for hostile in chosen:
            data = hostile.make()
            sizes[hostile.name] = len(data)
            (folder / hostile.name).write_bytes(data)
        before = listing(folder)
        readings = readers.read([folder / hostile.name for hostile in chosen])
        for hostile, reading in zip(chosen, readings, strict=True):
            fault = fault_of(hostile, reading, limits)
            fault = fault or (f"it fetched {came[0][:60]!r}" if came else "")
            fault = fault or ("" if listing(folder) == before else "it wrote a file")
            yield Outcome(hostile, sizes[hostile.name], reading, fault)


def listing(folder: Path) -> list[tuple[str, int]]:
    """What stands in a folder: names and sizes."""
    return sorted((str(path), path.stat().st_size) for path in folder.rglob("*"))


def told_of(reading: Reading) -> str:
    """What came of a file, in a few words."""
    parts = [f"{len(reading.reports)} read"] if reading.reports else []
    parts += [
        f"note: {n}"
        for found in reading.found
        if isinstance(found, Report)
        for n in found.notes[:1]
    ]
    parts += [
        unread.error.replace(str(reading.path.parent) + "/", "") for unread in reading.unread[:2]
    ]
    return "; ".join(parts).replace("|", "¦")[:170]


def table(outcomes: Sequence[Outcome]) -> str:
    """The dated table of what came of every file."""
    bad = sum(1 for outcome in outcomes if outcome.fault)
    head = (
        f"# Hostile and broken files\n\n{date.today().isoformat()}, Python {platform.python_version()},"
        f" {platform.system()}: {len(outcomes)} files, {len(outcomes) - bad} as they should be, {bad} not."
        f" Nothing was fetched or written. Longest {max(o.reading.seconds for o in outcomes):.1f} s,"
        f" most memory {max(o.reading.memory for o in outcomes) / 1e6:.0f} MB.\n\n"
        "| file | bytes | seconds | MB | what came of it |\n|---|--:|--:|--:|---|\n"
    )
    rows = (
        f"| {o.hostile.name.encode('ascii', 'replace').decode()} | {o.size:,} | {o.reading.seconds:.1f}"
        f" | {o.reading.memory / 1e6:.0f} | {'**' + o.fault + '** ' if o.fault else ''}{told_of(o.reading)} |"
        for o in outcomes
    )
    return head + "\n".join(rows) + "\n"


def main() -> None:
    """Try the files, print the table, and end with 1 where one is not as it should be."""
    asked = argparse.ArgumentParser(description="Try hostile and broken files.")
    asked.add_argument("--quick", action="store_true", help="leave the slow ones out")
    asked.add_argument("--only", default="", help="a pattern that their names match")
    asked.add_argument("--table", type=Path, help="where the table is written too")
    asked.add_argument("--processes", type=int, default=1)
    arguments = asked.parse_args()
    done = []
    with tempfile.TemporaryDirectory() as folder:
        for outcome in try_all(
            Path(folder),
            lambda h: (
                re.search(arguments.only, h.name) is not None and not (arguments.quick and h.slow)
            ),
            processes=arguments.processes,
        ):
            done.append(outcome)
            mark = "FAULT" if outcome.fault else "ok"
            sys.stderr.write(
                f"{mark} {outcome.hostile.name!a} {outcome.reading.seconds}s {outcome.reading.memory >> 20}MB {outcome.fault} {told_of(outcome.reading)}\n"
            )
    told = table(done)
    sys.stdout.write(told)
    if arguments.table:
        arguments.table.write_text(told, encoding="utf-8")
    sys.exit(1 if any(outcome.fault for outcome in done) else 0)


if __name__ == "__main__":
    main()
