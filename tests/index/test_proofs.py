"""A few rounds of each long proof; ``python -m tests.index.proofs`` runs the whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the proofs kill children made by fork")
def test_nothing_is_lost_in_a_few_rounds_of_each_proof() -> None:
    names = ["kills", "moves", "damage", "writes", "races", "backups"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.index.proofs", *names, "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [tally["wrong"] for tally in told] == [[]] * len(names), done.stderr
    assert done.returncode == 0
