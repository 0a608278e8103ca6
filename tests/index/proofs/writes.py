"""Makes the n-th write fail, for every n: of our own files, of the records, on a full disk."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index import Index
from index.backup import back_up
from index.errors import IndexFault
from index.points import VARIABLE
from tests.index.proofs.world import Kept, Tally, a_store, a_version, faults_in, in_child, listening

PAGE = 4096
MOST = 400


def writes(work: Path, *, step: int = 1) -> Tally:
    """Fail each write of an addition, a sealing, a second copy and a backup; every ``step``-th."""
    tally = Tally("failing writes")
    kept = a_store(work / "sound", range(4))
    tally.count("points failed", _points(work, kept, tally, step))
    tally.count("pages failed", _pages(work, kept, tally, step))
    return tally


def _points(work: Path, kept: Kept, tally: Tally, step: int) -> int:
    """Let every named point find a full disk, one after the other."""
    for nth in range(1, MOST, step):
        store = _fresh(work)
        full = {VARIABLE: f"*#{nth}=full"}
        _, told = in_child(lambda now=store: _all_of_it(now, work), environment=full)
        _judge(tally, f"point {nth}", store, kept, told)
        if isinstance(told, dict) and not told["failed"]:
            return nth // step
    return MOST // step


def _pages(work: Path, kept: Kept, tally: Tally, step: int) -> int:
    """Let no file grow beyond n pages, for every n from what is there to what is needed."""
    size = max(path.stat().st_size for path in (work / "sound").glob("records.sqlite"))
    for nth in range(0, MOST, step):
        store = _fresh(work)
        _, told = in_child(lambda now=store, n=nth: _limited(now, n * PAGE))
        _judge(tally, f"file of {nth} pages", store, kept, told)
        if isinstance(told, dict) and not told["failed"] and nth * PAGE > size:
            return nth // step
    return MOST // step


def full_disk(work: Path, *, step: int = 1) -> Tally:
    """Do the same on a disk with n pages free, for every n; then on one that can only be read."""
    tally = Tally("full and read-only disk")
    kept = a_store(work / "sound", range(4))
    for nth in range(0, MOST, step):
        with a_disk(work / "disk", megabytes=3) as disk:
            shutil.copytree(work / "sound", disk / "store")
            _ballast(disk, nth * PAGE)
            _, told = in_child(lambda now=disk: _all_of_it(now / "store", now))
            (disk / "ballast").unlink()
            tally.count("disks filled")
            _judge(tally, f"{nth} pages free", disk / "store", kept, told)
            if isinstance(told, dict) and not told["failed"]:
                break
    with a_disk(work / "disk", megabytes=3) as disk:
        shutil.copytree(work / "sound", disk / "store")
        _mount("-o", "remount,ro", str(disk))
        _, told = in_child(lambda: _read_only(disk / "store", kept))
        tally.count("read-only disks")
        if told != []:
            tally.fail(f"read-only: {told}")
    return tally


def _fresh(work: Path) -> Path:
    shutil.rmtree(work / "store", ignore_errors=True)
    shutil.copytree(work / "sound", work / "store")
    return work / "store"


def _judge(tally: Tally, what: str, store: Path, kept: Kept, told: Any) -> None:
    if not isinstance(told, dict):
        tally.fail(f"{what}: no clear message but {str(told)[-700:]}")
        return
    tally.count("told in a clear message", bool(told["failed"]))
    _, wrong = in_child(lambda: faults_in(store, kept, said={**kept, 77: 1}))
    if wrong:
        tally.fail(f"{what}: {wrong}")


def _all_of_it(store: Path, work: Path) -> dict[str, Any]:
    """Add a report, seal, copy and back up; return what was said of a failure, of ours alone."""
    failed: list[str] = []
    with listening() as heard:
        try:
            with Index.open(store, "hash", exact_rows=0) as index:
                index.add(a_version(77, 1))
                index.seal()
            back_up(store, work / "b.zip", force=True)
        except IndexFault as problem:
            failed.append(str(problem))
    return {"failed": failed + heard}


def _limited(store: Path, size: int) -> dict[str, Any]:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    failed: list[str] = []
    with listening() as heard:
        try:
            with Index.open(store, "hash", exact_rows=0) as index:
                index.add(a_version(77, 1))
        except IndexFault as problem:
            failed.append(str(problem))
    return {"failed": failed + heard}


def _read_only(store: Path, kept: Kept) -> list[str]:
    wrong = faults_in(store, kept)
    with Index.open(store, "hash", exact_rows=0) as index:
        try:
            index.add(a_version(77, 1))
        except IndexFault as problem:
            return wrong if "can be written" in str(problem) else [*wrong, str(problem)]
    return [*wrong, "it was written to"]


@contextmanager
def a_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """Mount a small disk in memory; needs the rights to mount."""
    place.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def _ballast(disk: Path, free: int) -> None:
    left = os.statvfs(disk)
    with (disk / "ballast").open("wb") as file:
        file.write(b"\0" * max(0, left.f_bavail * left.f_frsize - free))
