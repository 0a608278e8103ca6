"""Named points on the way to the disk, where a test may end the process or fill the disk.

``REPORT_STORE_POINT=seal:pointed=kill`` ends the process there as a power cut would, and
``files:drafted#3=full`` lets the third passing find no room. Unset, as always but in tests, a point
does nothing.
"""

from __future__ import annotations

import errno
import os
import signal
from collections import Counter

VARIABLE = "REPORT_STORE_POINT"
_passed: Counter[str] = Counter()


def point(name: str) -> None:
    """Pass the point ``name``, or end here if the environment says so."""
    told = os.environ.get(VARIABLE)
    if not told:
        return
    where, _, what = told.partition("=")
    wanted, _, nth = where.partition("#")
    if wanted not in (name, "*"):
        return
    _passed[wanted] += 1
    if _passed[wanted] != int(nth or 1):
        return
    if what == "full":
        raise OSError(errno.ENOSPC, f"no space left on the disk (at {name})")
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
