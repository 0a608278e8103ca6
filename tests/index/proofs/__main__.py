"""Runs the proofs and tells what they counted: ``python -m tests.index.proofs [NAME…] [--quick]``."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.index.proofs.damage import damages
from tests.index.proofs.kills import changes, kills, moves
from tests.index.proofs.rivals import backups, races
from tests.index.proofs.world import Tally
from tests.index.proofs.writes import full_disk, writes

Proof = Callable[[Path, bool], Tally]
PROOFS: dict[str, Proof] = {
    "kills": lambda work, quick: kills(work, 3 if quick else 500),
    "moves": lambda work, quick: moves(work, 3 if quick else 60),
    "changes": lambda work, quick: changes(work, 2 if quick else 60),
    "damage": lambda work, quick: damages(work, 2 if quick else 220),
    "writes": lambda work, quick: writes(work, step=16 if quick else 1),
    "full_disk": lambda work, quick: full_disk(work, step=48 if quick else 4),
    "races": lambda work, quick: races(work, 2 if quick else 100),
    "backups": lambda work, quick: backups(work, 1 if quick else 50),
}


def main() -> int:
    """Run what is named, or all; tell each as a line of JSON, and end with 1 if one went wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PROOFS))
    asked.add_argument("--quick", action="store_true", help="few rounds of each")
    given = asked.parse_args()
    logging.getLogger("index").addHandler(logging.NullHandler())
    logging.getLogger("index").propagate = False
    import chromadb  # noqa: F401 - once here, and not in each child

    wrong = 0
    for name in given.names or PROOFS:
        with tempfile.TemporaryDirectory(prefix="proof-") as work:
            began = time.perf_counter()
            tally = PROOFS[name](Path(work), given.quick)
            seconds = round(time.perf_counter() - began)
        told = {"on": datetime.now(UTC).strftime("%Y-%m-%d"), **asdict(tally), "seconds": seconds}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        wrong += len(tally.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
