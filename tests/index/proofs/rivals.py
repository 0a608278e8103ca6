"""Two writers on one store, and backups of a store that is being written."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path
from typing import Any

from index import Index
from index.backup import back_up, restore
from index.errors import StoreBusy
from index.records import Records
from index.verify import verify
from tests.index.proofs.world import Tally, a_store, a_version, in_child, kill_group

PATIENCE = 2.0  # seconds within which a loser is to be told
HELD = 2.2  # seconds that the winner keeps the store


def races(work: Path, rounds: int, at_once: int = 4) -> Tally:
    """Let two processes write to one store at one moment, ``rounds`` times."""
    tally = Tally("races of two writers")
    for turn in range(0, rounds, at_once):
        stores = [work / f"race-{turn + n}" for n in range(min(at_once, rounds - turn))]
        for store in stores:
            a_store(store, range(2), seals=0)
        _, told = in_child(lambda now=tuple(stores): _all_at_once(now))
        for pair in told if isinstance(told, list) else [[told]]:
            _judge(tally, pair)
        for store in stores:
            shutil.rmtree(store)
    return tally


def _judge(tally: Tally, pair: list[Any]) -> None:
    tally.count("races")
    owners = [one for one in pair if isinstance(one, dict) and one["owner"]]
    losers = [one for one in pair if isinstance(one, dict) and not one["owner"]]
    tally.count("owners", len(owners))
    tally.count("losers told", len(losers))
    if len(owners) != 1 or len(losers) != 1:
        tally.fail(f"not one owner and one loser: {pair}")
    for loser in losers:
        tally.most("seconds until the loser was told", loser["seconds"])
        if loser["seconds"] > PATIENCE or "another process" not in loser["said"]:
            tally.fail(f"the loser was told late or not clearly: {loser}")


def _all_at_once(stores: tuple[Path, ...]) -> list[Any]:
    """Start two writers a store at one moment, in children of their own, and gather what they say."""
    import concurrent.futures

    start = time.time() + 0.3
    with concurrent.futures.ThreadPoolExecutor(2 * len(stores)) as threads:
        asked = [
            [threads.submit(in_child, lambda now=store: _write(now, start)) for _ in range(2)]
            for store in stores
        ]
        return [[one.result()[1] for one in pair] for pair in asked]


def _write(store: Path, start: float) -> dict[str, Any]:
    records = Records(store)
    time.sleep(max(0.0, start - time.time()))
    began = time.perf_counter()
    try:
        with records._writing():
            owner = os.open(store / "owner", os.O_CREAT | os.O_EXCL)  # fails for a second owner
            time.sleep(HELD)
            (store / "owner").unlink()
            os.close(owner)
    except StoreBusy as problem:
        return {"owner": False, "seconds": time.perf_counter() - began, "said": str(problem)}
    return {"owner": True, "seconds": time.perf_counter() - began, "said": ""}


def backups(work: Path, rounds: int) -> Tally:
    """Take backups of a store while another process writes to it; each restores and verifies."""
    tally = Tally("backups while writing")
    store, file, new = work / "store", work / "backup.zip", work / "new"
    a_store(store, range(6), seals=0)
    writer = os.fork()
    if writer == 0:
        os.setsid()
        _write_on(store)
    try:
        before = -1
        for turn in range(rounds):
            time.sleep(0.05)
            made = back_up(store, file, force=True)
            tally.count("backups")
            tally.count("of them after a change", made.revision > before)
            before = made.revision
            shutil.rmtree(new, ignore_errors=True)
            restored = restore(file, new)
            faults = verify(new).faults
            with Index.open(new, "hash") as index:
                whole = [
                    index.report(card.id) == _as_written(card.source, index.report(card.id).text)
                    for card in index.cards()
                ]
            tally.count("restored and verified", not faults and all(whole))
            if faults or not all(whole) or len(whole) != made.reports or restored.files != 1:
                tally.fail(f"backup {turn}: {faults[:3]}, {len(whole)} of {made.reports} reports")
    finally:
        kill_group(writer)
        os.waitpid(writer, 0)
    return tally


def _as_written(source: str, text: str) -> Any:
    """Return the report that says this in its file; each version says its own number."""
    version = int(text.partition("发现隐患 ")[2].partition(" ")[0])
    return a_version(int(source.partition(".")[0]), version)


def _write_on(store: Path) -> None:
    random_, version = random.Random(3), 1
    try:
        with Index.open(store, "hash") as index:
            while True:
                version += 1
                number = random_.randrange(12)
                gone = index.records.id_of_source(f"{number}.txt")
                if gone and version % 5 == 0:
                    index.remove(gone)
                else:
                    index.add(a_version(number, version))
    finally:
        os._exit(1)
