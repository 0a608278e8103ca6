"""Thread settings that numeric libraries read once, when they are first loaded."""

from __future__ import annotations

import os

MOST_THREADS = 4


def calm_threads() -> None:
    """Let OpenMP workers sleep between calls; call it before numpy, torch or an encoder loads.

    Spinning workers cost a short query up to half a second on busy cores. A value that is already
    in the environment is left alone.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("OMP_NUM_THREADS", str(min(MOST_THREADS, os.cpu_count() or 1)))
