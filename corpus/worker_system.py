"""What the system does with and tells of another process: ends it, names its end, counts its memory."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever it started, at once."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()


def signal_name(number: int) -> str:
    """Return the name of a signal, SIGSEGV; its number where it has none here."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def memory_of(pid: int) -> int:
    """Return the bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        held = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(held[1]) * os.sysconf("SC_PAGE_SIZE") if len(held) > 1 else 0
