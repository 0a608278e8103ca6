"""What every proof needs: invented reports, work on a store in a process that may die, its check."""

from __future__ import annotations

import json
import logging
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from corpus.models import Report
from index import Index, Scope
from index.verify import verify
from tests.index.reports import a_report

SECONDS_TO_RECOVER = 60.0
_SAME = 1e-3


def a_version(number: int, version: int) -> Report:
    """Return the ``version`` of the report from file ``number``; each says something else."""
    parts = (
        ("一、执法情况", f"全年开展辟谣 318 次，约谈网站 12 家，检查第 {number} 区 {version} 轮。"),
        ("二、检查", f"检查学校食堂 {1000 * version + number} 家，发现隐患 {version} 处。"),
        ("三、问题", f"第 {number} 区基层力量不足，第 {version} 轮培训不够。"),
    )
    return a_report(f"甲州市第{number}区网信办", 2000 + number % 30, parts, f"{number}.txt")


Kept = dict[int, int]
"""What a store holds: the version that is kept of each number."""


@dataclass
class Tally:
    """What a proof counted, and each thing that went wrong."""

    name: str
    counted: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, many: float = 1) -> None:
        """Add to a count."""
        self.counted[what] = self.counted.get(what, 0) + many

    def most(self, what: str, value: float) -> None:
        """Keep the greatest value."""
        self.counted[what] = round(max(self.counted.get(what, 0.0), value), 2)

    def fail(self, what: str) -> None:
        """Write down something that went wrong."""
        self.wrong.append(what[:400])
        sys.stderr.write(f"{self.name}: WRONG {what[:1000]}\n")


def faults_in(
    store: Path, kept: Kept, *, chroma: bool = True, said: Kept | None = None
) -> list[str]:
    """Open a store and return what of ``kept`` is missing, doubled, half or not found.

    ``said`` is how the last change, which was under way, would have left it: either is right.
    """
    wrong = []
    began = time.perf_counter()
    with Index.open(store, "hash", exact_rows=0, create=False) as index:
        cards = index.cards()
        if time.perf_counter() - began > SECONDS_TO_RECOVER:
            wrong.append(f"it took {time.perf_counter() - began:.0f} s to open")
        held = {card.id for card in cards}
        sources = [card.source for card in cards]
        if len(set(sources)) < len(sources):
            wrong.append("a report is there twice")
        wanted = {a_version(*item).id: a_version(*item) for item in kept.items()}
        after = {a_version(*item).id: a_version(*item) for item in (said or kept).items()}
        if held not in (set(wanted), set(after)):
            lost, more = set(wanted) & set(after) - held, held - set(wanted) - set(after)
            wrong.append(f"lost {len(lost)}, too many {len(more)}, of {len(wanted)}")
        wrong += [
            f"report {id_} is not what was put in"
            for id_, report in {**wanted, **after}.items()
            if id_ in held and index.report(id_) != report
        ]
        wrong += _not_found(index, chroma=chroma)
    return wrong


def _not_found(index: Index, *, chroma: bool) -> Iterator[str]:
    """Yield the passages that are not found by their own vector, or by their own words."""
    dense, revision = index._dense, index.records.revision()
    for item in index.records.vectors():
        vector = np.frombuffer(item.embedding, dtype="<f4")
        found = dense.nearest(vector, Scope(), 3, revision)
        if not found or found[0].score < 1 - _SAME:
            yield f"passage at {item.row} is not found by its vector"
    for card in index.cards():
        for passage in index.passages(card.id):
            hits = index.search(passage.text, Scope(offices=(card.office,)), 3)
            if passage.id not in {hit.passage.id for hit in hits}:
                yield f"passage {passage.id} is not found by its words"


def all_laws(store: Path) -> list[str]:
    """Return what ``verify`` finds."""
    return list(verify(store).faults)


def in_child(
    work: Callable[[], Any], *, seconds: float = 120.0, environment: dict[str, str] | None = None
) -> tuple[int, Any]:
    """Run ``work`` in a child of its own group; return how it ended (-9: killed) and what it told."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(work, writes, environment or {})
    os.close(writes)
    told = _read_all(reads, child, seconds)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    try:
        return code, json.loads(told)
    except ValueError:
        return code, None


def _be_child(work: Callable[[], Any], writes: int, environment: dict[str, str]) -> None:
    code = 1
    try:
        os.setsid()
        os.environ.update(environment)
        os.write(writes, json.dumps(work()).encode())
        code = 0
    except BaseException:  # noqa: BLE001 - a child tells everything that ends it
        os.write(writes, json.dumps(traceback.format_exc()[-3000:]).encode())
    finally:
        os._exit(code)


def _read_all(reads: int, child: int, seconds: float) -> bytes:
    import select

    told, until = b"", time.monotonic() + seconds
    while True:
        ready, _, _ = select.select([reads], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            kill_group(child)
            os.close(reads)
            return b'"it hung"'
        some = os.read(reads, 65536)
        if not some:
            os.close(reads)
            return told
        told += some


def kill_group(child: int) -> None:
    """End a child and all that it started, at once."""
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(child, signal.SIGKILL)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what the product warns of."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    ear = Ear(logging.WARNING)
    logging.getLogger("index").addHandler(ear)
    try:
        yield heard
    finally:
        logging.getLogger("index").removeHandler(ear)


def a_store(folder: Path, numbers: range, *, seals: int = 1) -> Kept:
    """Build a store of the first versions of ``numbers``, sealed so many times, and close it."""
    kept: Kept = {}
    with Index.open(folder, "hash", exact_rows=0) as index:
        for turn in range(max(1, seals)):
            for number in numbers[turn :: max(1, seals)]:
                index.add(a_version(number, 1))
                kept[number] = 1
            if seals:
                index.seal()
    return kept


def choice(random_: random.Random, weights: dict[str, float]) -> str:
    """Return one of the keys, by weight."""
    return random_.choices(list(weights), list(weights.values()))[0]
