"""Runs the proofs and tells what they counted: ``python -m tests.index.proofs [NAME…] [--quick]``.

``--rounds`` and ``--seed`` run a long one in pieces, each with another seed.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.index.proofs.damage import damages
from tests.index.proofs.kills import changes, kills, moves
from tests.index.proofs.rivals import backups, races
from tests.index.proofs.world import Tally
from tests.index.proofs.writes import full_disk, writes


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof, the seed it begins with, and how many rounds it has: in all, and in every test run.

    ``writes`` and ``full_disk`` count every n-th write in place of rounds.
    """

    run: Callable[[Path, int, int], Tally]
    whole: int
    quick: int
    seed: int = 1


PROOFS: dict[str, Proof] = {
    "kills": Proof(kills, 500, 3),
    "moves": Proof(lambda work, rounds, _: moves(work, rounds), 60, 3),
    "changes": Proof(lambda work, rounds, _: changes(work, rounds), 60, 2),
    "damage": Proof(damages, 200, 2, seed=2),
    "writes": Proof(lambda work, step, _: writes(work, step=step), 1, 16),
    "full_disk": Proof(lambda work, step, _: full_disk(work, step=step), 4, 48),
    "races": Proof(lambda work, rounds, _: races(work, rounds), 100, 2),
    "backups": Proof(lambda work, rounds, _: backups(work, rounds), 50, 1),
}


def main() -> int:
    """Run what is named, or all; tell each as a line of JSON, and end with 1 if one went wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PROOFS))
    asked.add_argument("--quick", action="store_true", help="few rounds of each")
    asked.add_argument("--rounds", type=int, help="so many of each")
    asked.add_argument("--seed", type=int, help="begin with another number")
    given = asked.parse_args()
    logging.getLogger("index").addHandler(logging.NullHandler())
    logging.getLogger("index").propagate = False
    import chromadb  # noqa: F401 - once here, and not in each child

    wrong = 0
    for name in given.names or PROOFS:
        with tempfile.TemporaryDirectory(prefix="proof-") as work:
            began, proof = time.perf_counter(), PROOFS[name]
            rounds = given.rounds or (proof.quick if given.quick else proof.whole)
            tally = proof.run(Path(work), rounds, given.seed or proof.seed)
            seconds = round(time.perf_counter() - began)
        told = {"on": datetime.now(UTC).strftime("%Y-%m-%d"), **asdict(tally), "seconds": seconds}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        wrong += len(tally.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
