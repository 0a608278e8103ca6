"""Damages stores in every way a disk or a person might, and asks each what it holds."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from index import Index
from index.seals import pointer, sealed
from index.verify import verify
from tests.index.proofs.world import Kept, Tally, a_store, a_version, faults_in, in_child, listening

Damage = Callable[[Path, Path, random.Random], object]
PAGE = 4096


def _flip(path: Path, _: Path, random_: random.Random) -> None:
    held = bytearray(path.read_bytes())
    if held:
        held[random_.randrange(len(held))] ^= 1 << random_.randrange(8)
    path.write_bytes(held)


def _flip_many(path: Path, other: Path, random_: random.Random) -> None:
    for _ in range(64):
        _flip(path, other, random_)


def _flip_text(path: Path, other: Path, random_: random.Random) -> None:
    """Change a byte among digits and Chinese: what a page's own checks would never see."""
    held = bytearray(path.read_bytes())
    places = [at for at, byte in enumerate(held) if byte in b"0123456789" or byte > 0xE3]
    if not places:
        _flip(path, other, random_)
        return
    held[random_.choice(places)] ^= 1
    path.write_bytes(held)


def _zero_page(path: Path, _: Path, random_: random.Random) -> None:
    held = bytearray(path.read_bytes())
    at = PAGE * random_.randrange(max(1, len(held) // PAGE))
    held[at : at + PAGE] = b"\0" * len(held[at : at + PAGE])
    path.write_bytes(held)


def _cut(path: Path, _: Path, random_: random.Random) -> None:
    held = path.read_bytes()
    path.write_bytes(held[: random_.randrange(max(1, len(held)))])


def _swap(path: Path, other: Path, _: random.Random) -> None:
    first, second = path.read_bytes(), other.read_bytes()
    path.write_bytes(second)
    other.write_bytes(first)


WAYS: dict[str, Damage] = {
    "flipped": _flip,
    "flipped in its text": _flip_text,
    "flipped 64 times": _flip_many,
    "a page zeroed": _zero_page,
    "truncated": _cut,
    "empty": lambda path, *_: path.write_bytes(b""),
    "zeros": lambda path, *_: path.write_bytes(b"\0" * path.stat().st_size),
    "deleted": lambda path, *_: path.unlink(),
    "swapped": _swap,
    "noise": lambda path, _, random_: path.write_bytes(random_.randbytes(path.stat().st_size)),
    "longer": lambda path, _, random_: path.write_bytes(path.read_bytes() + random_.randbytes(99)),
}


def damages(work: Path, rounds: int, seed: int = 2) -> Tally:
    """Damage ``rounds`` copies of a store; each must tell, none may answer with less, most heal."""
    tally, random_ = Tally("damage"), random.Random(seed)
    kept = a_store(work / "sound", range(12), seals=2)
    _with_log(work)
    store = work / "store"
    for turn, (kind, path, other, way) in enumerate(_plan(work, random_)):
        if tally.counted.get("damaged stores", 0) >= rounds:
            break
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(work / kind, store)
        victim, second = store / path, store / other
        before = victim.read_bytes()
        WAYS[way](victim, second, random_)
        if victim.exists() and victim.read_bytes() == before:
            continue  # a zeroed page of zeros is no damage
        tally.count("damaged stores")
        what = f"{turn} {kind} {path} {way}"
        held = kept if kind == "sound" else {**kept, 51: 1}
        seals = "generations" in (path.parts[0], other.parts[0])
        _judge(
            tally, what, *in_child(lambda held=held, seals=seals: _ask(store, held, sealing=seals))
        )
    return tally


def _judge(tally: Tally, what: str, code: int, told: Any) -> None:
    if code != 0 or not isinstance(told, dict):
        tally.fail(f"{what}: the process ended with {code}: {str(told)[-900:]}")
        return
    seen = told["heard"] or told["refused"]
    tally.count("detected before the first answer", bool(seen))
    tally.count("healed by themselves", not told["refused"] and not told["after"])
    tally.count("refused with the way out", bool(told["refused"]))
    if told["refused"]:
        sys.stderr.write(f"refused: {what}: {told['refused'][:300]}\n")
    if not seen:
        # Bytes that no database uses may change; then all that is kept must be whole.
        tally.count("changed nothing that is kept", not told["wrong"] and not told["verified"])
        if told["verified"]:
            tally.fail(f"{what}: not seen on opening, but by verify: {told['verified'][:2]}")
    if told["wrong"]:
        tally.fail(f"{what}: {told['wrong'][:3]}")
    if told["refused"] and "index re" not in told["refused"]:
        tally.fail(f"{what}: refused without a way out: {told['refused']}")
    if told["after"]:
        tally.count("not healed")
        tally.fail(f"{what}: still broken after a build: {told['after'][:2]}")


def _ask(store: Path, kept: Kept, *, sealing: bool) -> dict[str, Any]:
    """Open a damaged store, ask for all it holds, build once more, and verify it."""
    from index.errors import RecordsUnusable

    looked_at = store.with_name("looked at")
    shutil.rmtree(looked_at, ignore_errors=True)
    shutil.copytree(store, looked_at)
    found: dict[str, Any] = {"heard": [], "refused": "", "wrong": [], "after": []}
    found["verified"] = list(verify(looked_at).faults)
    with listening() as heard:
        try:
            with Index.open(store, "hash", exact_rows=0, create=False) as index:
                index.search("辟谣多少次")
            found["heard"] = list(heard)
            found["wrong"] = faults_in(store, kept)
            with Index.open(store, "hash", exact_rows=0, create=False) as index:
                index.add(a_version(99, 1))
                if sealing:
                    index.seal()
            found["after"] = list(verify(store).faults)
        except RecordsUnusable as problem:
            found["refused"] = str(problem)
    return found


def _with_log(work: Path) -> None:
    """Copy the store as a kill right after a commit leaves it: with changes in the log alone."""
    live = work / "live"
    shutil.copytree(work / "sound", live)
    with Index.open(live, "hash", exact_rows=0) as index:
        index.add(a_version(50, 1))
        index.remove(a_version(50, 1).id)
        with closing(sqlite3.connect(live / "records.sqlite")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM reports").fetchone()
            index.add(a_version(51, 1))
            shutil.copytree(live, work / "with a log")
    shutil.rmtree(live)


def _plan(work: Path, random_: random.Random) -> Iterator[tuple[str, Path, Path, str]]:
    """Yield which file of which store is damaged in which way; every pair before any twice."""
    sound = work / "sound"
    spare = set(sealed(sound / "generations")) - {pointer(sound / "generations")}
    files = sorted(path.relative_to(sound) for path in sound.rglob("*") if path.is_file())
    victims = [path for path in files if not path.name.endswith((".lock", "-shm", ".mark"))]
    victims = [path for path in victims if not spare & set(path.parts)]  # nobody asks a spare one
    weighed = [p for p in victims for _ in range(4 if p.name == "records.sqlite" else 1)]
    pairs = [(path, way) for path in weighed for way in WAYS]
    random_.shuffle(pairs)
    for turn, (path, way) in enumerate(itertools.cycle(pairs)):
        others = [other for other in victims if other != path]
        yield "sound", path, random_.choice(others), way
        if turn % 16 == 15:  # a log with changes is there only after a kill at the wrong moment
            log = Path("records.sqlite" + ("-wal", "-shm", "")[turn // 16 % 3])
            yield "with a log", log, Path("records.mark"), random_.choice(list(WAYS))
