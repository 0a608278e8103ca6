"""What the reading process may not do, whatever a file makes its parsers want: the fences around it.

It may not reach the network, start programs, or write, move or delete anything outside its own
temporary folder; and the system itself refuses it more memory or time than it was given. The fences
hold for Python code; the C libraries beneath were chosen because they do neither.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

FORBIDDEN = frozenset(
    "socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname"
    " socket.gethostbyaddr socket.getnameinfo urllib.Request os.system os.exec os.posix_spawn os.spawn"
    " os.fork os.forkpty subprocess.Popen os.startfile pty.spawn os.kill os.killpg signal.pthread_kill"
    " webbrowser.open".split()
)
# These change a folder; their first arguments are the places they change.
CHANGES = frozenset(
    "os.remove os.rename os.rmdir os.mkdir os.link os.symlink os.truncate os.chmod os.chown os.utime"
    " os.setxattr shutil.rmtree shutil.move shutil.copyfile".split()
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Code, stacks and what libraries set aside without using it come on top of what a file may take.
HEADROOM = 512_000_000
CPU_SECONDS = 240


def fence() -> None:
    """Put up the fences around this process, for as long as it lives."""
    home = Path(tempfile.gettempdir()).resolve()
    sys.addaudithook(_hook(home))
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Nothing that reads has anything to write: here the system itself refuses it, C code included.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _hook(home: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """Return what Python asks before it does anything that reaches outside."""
    prefix = str(home) + os.sep

    def inside(place: Any) -> bool:
        if (
            isinstance(place, int)
            or place is None
            or os.fspath(place) in (os.devnull, b"/dev/null")
        ):
            return True
        path = os.fsdecode(place)
        return (os.path.realpath(path) + os.sep).startswith(prefix)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            place, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITES and not inside(place):
                raise PermissionError(f"reading a file may not write {place!r}")
        elif event in FORBIDDEN:
            raise PermissionError(f"reading a file may not do {event}")
        elif event in CHANGES and not inside(arguments[0]):
            raise PermissionError(f"reading a file may not do {event} to {arguments[0]!r}")

    return hook


def allow(memory: int) -> None:
    """Let this process take ``memory`` bytes in all, and go on for a while.

    The keeper watches memory in use and time more closely; these two limits hold where it is gone,
    and make one huge demand for memory fail at once.
    """
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (memory + HEADROOM, resource.RLIM_INFINITY))
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
