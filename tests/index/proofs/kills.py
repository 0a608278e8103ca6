"""Kills processes at every moment of their work on a store: at random, and at named points."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import time
from pathlib import Path

from index import Index
from index.backup import back_up, restore
from index.points import VARIABLE
from tests.index.proofs.world import (
    Kept,
    Tally,
    a_store,
    a_version,
    all_laws,
    choice,
    faults_in,
    in_child,
    kill_group,
)
from tests.index.reports import SCHOOLS, a_report

SEALING = (
    "seal:begun", "seal:built", "seal:switched", "seal:pruned", "generation:begun",
    "generation:added", "generation:signed", "generation:checked", "generation:sealed",
)  # fmt: skip
WRITING = (
    "records:written", "records:committed", "records:checkpointed", "copy:begun", "copy:written",
    "files:copied", "files:drafted", "files:synced", "files:renamed",
)  # fmt: skip
MOVING = ("backup:gathered", "backup:written", "restore:verified", "restore:aside",
          "restore:placing", "restore:placed")  # fmt: skip
CHANGING = (
    "migrate:copied", "migrate:upgraded", "records:written", "records:committed",
    "records:checkpointed", "files:copied", "files:drafted", "files:renamed",
    "heal:aside", "heal:placed",
)  # fmt: skip
EARLIER = Path(__file__).parents[1] / "stores" / "schema-1.sqlite.gz"
MOST = 14  # reports in the store, so that a round stays short
LEDGER = "ledger.txt"


def kills(work: Path, rounds: int, seed: int = 1) -> Tally:
    """Kill ``rounds`` processes at work on one store, and check the store after each."""
    tally, random_ = Tally("kills"), random.Random(seed)
    store, ledger = work / "store", work / LEDGER
    kept = a_store(store, range(6))
    for turn in range(rounds):
        where = _where(random_, turn)
        ledger.write_text("", encoding="utf-8")
        code, late = _run(store, ledger, dict(kept), where, random_)
        tally.count("killed", code == -9)
        if where:
            tally.count(f"aimed at {_kind(where)}")
            ended = code == -9 and not late
            tally.count(
                f"ended at their point, {_kind(where)}", ended or "seal False" in _told(ledger)
            )
        kept, said = _ledger(ledger, kept)
        began = time.perf_counter()
        _, wrong = in_child(lambda now=kept, or_=said: faults_in(store, now, said=or_))
        tally.most("seconds to recover and check", time.perf_counter() - began)
        for fault in wrong if isinstance(wrong, list) else [str(wrong)]:
            tally.fail(f"round {turn} at {where or 'random'}: {fault}")
        if wrong:
            shutil.rmtree(store)
            kept = a_store(store, range(6))
        else:
            kept = _now(store, kept, said)
    for fault in all_laws(store):
        tally.fail(f"at the end: {fault}")
    tally.count("private copies left behind", _left_behind())
    return tally


def _where(random_: random.Random, turn: int) -> str:
    """Return which point is aimed at in a round: a third each sealing, writing, and at random."""
    if turn % 3 == 0:
        return f"{SEALING[(turn // 3) % len(SEALING)]}#1"
    if turn % 3 == 1:
        return f"{WRITING[(turn // 3) % len(WRITING)]}#{random_.randint(1, 6)}"
    return ""


def _kind(where: str) -> str:
    return "sealing" if where.partition("#")[0] in SEALING else "writing" if where else "nothing"


def _run(
    store: Path, ledger: Path, kept: Kept, where: str, random_: random.Random
) -> tuple[int, bool]:
    """Let a child work until it is killed; return how it ended, and whether by our clock."""
    seed, chance = random_.random(), random_.random() < 0.25
    sealing = chance or _kind(where) == "sealing" or where.startswith("files")
    aimed = {VARIABLE: f"{where}=kill"} if where else {}
    child = os.fork()
    if child == 0:
        os.setsid()
        os.environ.update(aimed)
        try:
            _work(store, ledger, kept, random.Random(seed), sealing=sealing)
        finally:
            os._exit(0)
    # Where a point is aimed at in the process that builds a generation, the rest is killed with it.
    patience = 30.0 if where else random_.uniform(0.02, 2.5 if sealing else 0.6)
    until = time.monotonic() + patience
    while time.monotonic() < until and "seal False" not in _told(ledger):
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status), False
        time.sleep(0.005)
    kill_group(child)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), True


def _work(store: Path, ledger: Path, kept: Kept, random_: random.Random, *, sealing: bool) -> None:
    """Add, change and remove reports without end, and seal now and then."""
    with Index.open(store, "hash", exact_rows=0) as index:
        for step in range(10_000):
            if sealing and step % 4 == 2:
                _note(ledger, f"seal {index.seal()}")
                continue
            full = {"add": 0.2, "change": 1.0, "remove": 1.0}
            what = choice(random_, {"add": 2.0, "change": 1.0} if len(kept) < MOST // 2 else full)
            number = random_.choice(list(kept)) if what != "add" else max(kept, default=0) + 1
            version = 0 if what == "remove" else kept.get(number, 0) + 1
            _note(ledger, f"will {number} {version}")
            if what == "remove":
                index.remove(a_version(number, kept.pop(number)).id)
            else:
                index.add(a_version(number, version))
                kept[number] = version
            _note(ledger, f"did {number} {version}")


def _note(ledger: Path, line: str) -> None:
    with ledger.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def _told(ledger: Path) -> str:
    return ledger.read_text(encoding="utf-8")


def _ledger(ledger: Path, kept: Kept) -> tuple[Kept, Kept]:
    """Return what the store holds by the ledger, and what it would if the last change went in."""
    now, said = dict(kept), dict(kept)
    for line in _told(ledger).splitlines():
        word, number, version = (*line.split(), "")[:3]
        if word == "seal":
            continue
        for held in (said, now) if word == "did" else (said,):
            if int(version):
                held[int(number)] = int(version)
            else:
                held.pop(int(number), None)
    return now, said


def _now(store: Path, kept: Kept, said: Kept) -> Kept:
    """Return which of the two the store holds."""

    def held() -> list[str]:
        with Index.open(store, "hash", create=False) as index:
            return [card.id for card in index.cards()]

    _, ids = in_child(held)
    return said if set(ids) == {a_version(*item).id for item in said.items()} else kept


def _left_behind() -> int:
    import tempfile

    from index.serving import PREFIX, Copy

    with tempfile.TemporaryDirectory() as empty:
        Copy(Path(empty)).close()  # whoever makes a copy removes those that nobody holds
    return len(list(Path(tempfile.gettempdir()).glob(f"{PREFIX}*")))


def moves(work: Path, rounds: int) -> Tally:
    """Kill backups and restorations at each of their points; the store stays what it was."""
    tally = Tally("kills of backup and restore")
    store, file = work / "store", work / "backup.zip"
    old, new = a_store(store, range(4), seals=0), {7: 1, 8: 1}
    a_store(work / "other", range(7, 9), seals=0)
    back_up(work / "other", file)
    for turn in range(rounds):
        where = MOVING[turn % len(MOVING)]
        shutil.rmtree(work / "s", ignore_errors=True)
        shutil.copytree(store, work / "s")

        def move(where: str = where) -> None:
            if where.startswith("backup"):
                back_up(work / "s", work / "b.zip", force=True)
            else:
                restore(file, work / "s", force=True)

        code, _ = in_child(move, environment={VARIABLE: f"{where}=kill"})
        tally.count("killed", code == -9)
        _, wrong = in_child(lambda: faults_in(work / "s", old, said=new))
        if wrong:
            tally.fail(f"{where}: {wrong}")
        if where.startswith("backup") and (work / "b.zip").exists():
            tally.fail(f"{where}: half a backup was left")
    return tally


def changes(work: Path, rounds: int) -> Tally:
    """Kill processes that bring an older store up to date, and ones that heal a damaged one."""
    tally = Tally("kills of migration and healing")
    first, second = a_report(pages=3), a_report("丙州市丁区教育局", 2029, SCHOOLS)
    for turn in range(rounds):
        where = CHANGING[turn % len(CHANGING)]
        store = work / f"s{turn}"
        if where.startswith("heal"):
            with Index.open(store, "hash") as index:
                index.add(first)
                index.add(second)
            file = store / "records.sqlite"
            file.write_bytes(file.read_bytes().replace("318 次".encode(), "319 次".encode()))
        else:
            store.mkdir()
            (store / "records.sqlite").write_bytes(gzip.decompress(EARLIER.read_bytes()))
        code, _ = in_child(lambda now=store: _both(now), environment={VARIABLE: f"{where}=kill"})
        tally.count("killed", code == -9)
        _, held = in_child(lambda now=store: _both(now))
        if held != [repr(first), repr(second)] or all_laws(store):
            tally.fail(f"{where}: {str(held)[-500:]} {all_laws(store)}")
    return tally


def _both(store: Path) -> list[str]:
    with Index.open(store, create=False) as index:
        cards = sorted(index.cards(), key=lambda card: -(card.year or 0))
        return [repr(index.report(card.id)) for card in cards]
