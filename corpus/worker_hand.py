"""Keeps one reading process: gives it files, listens, and stops it where a file goes over its limits."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import corpus
from corpus.errors import ReaderStopped
from corpus.models import Report, Unread
from corpus.worker_system import kill, memory_of, signal_name
from corpus.worker_wire import from_line, to_line, unpacked

OnPage = Callable[[str, int, int], None]

_MB = 1_000_000
START_SECONDS = 120.0
# A process that says no more has this long to be gone by itself.
LAST_SECONDS = 10.0
# Whatever a file leaves behind ends with its process: after so many files it is made anew.
MOST_FILES = 200
# So often a process may end within one bundle before the rest of it is given up.
MOST_ENDS = 5


# A text without pages counts one for so many characters.
PAGE_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take; each page begun earns more time, a scanned one also memory.

    Seconds are of the clock, memory is what the process holds in all (bytes), ``answer`` the bytes
    of one report as it comes back.
    """

    seconds: float = 30.0
    page_seconds: float = 1.0
    scan_seconds: float = 10.0
    # Loading what recognises characters takes this long once.
    first_scan_seconds: float = 30.0
    memory: int = 512 * _MB
    scan_memory: int = 1_500 * _MB
    answer: int = 64 * _MB


@dataclass(frozen=True, slots=True)
class HandReading:
    """What was read of one file, the sha256 of its bytes, and the most memory that was seen held."""

    found: tuple[Report | Unread, ...]
    sha256: str = ""
    memory: int = 0


@dataclass(slots=True)
class _Task:
    """The file that is being read: how far it is, and until when it may go on."""

    name: str
    deadline: float
    on_page: OnPage
    source: str
    page: int = 0
    sha256: str = ""
    scanned: bool = False
    memory: int = 0
    found: list[Report | Unread] = field(default_factory=list)


class Hand:
    """One reading process, started when it is first needed and made anew when it was ended."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self._limits = limits
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._task: _Task | None = None
        self._memory = limits.memory
        self._recognises = False
        self._reason = ""
        self._files = 0
        self._ended = False

    def read(self, path: Path, on_page: OnPage) -> HandReading:
        """Return what the file at ``path`` holds."""
        name = str(path)
        task = _Task(name, 0.0, on_page, name)
        ends = 0
        while not self._ended:
            fresh = self._ready(task)
            finished = fresh is not None and self._serve(task, path)
            if finished:
                break
            reason = self._why_it_ended()
            # A process that read other files before may have suffered from one of those.
            if fresh is False and not reason.startswith("it took longer"):
                continue
            ends += 1
            where = task.source if ends < MOST_ENDS else name
            task.found.append(Unread(where, str(_stopped(reason, where))))
            if fresh is None or where == name:
                break
        return HandReading(tuple(task.found), task.sha256, task.memory)

    def check(self) -> None:
        """Stop the process if the file it reads is over its time or its memory."""
        with self._lock:
            task, process = self._task, self._process
            if task is None or process is None or self._reason:
                return
            held = memory_of(process.pid)
            task.memory = max(task.memory, held)
            if time.monotonic() > task.deadline:
                at = f" (page {task.page})" if task.page else ""
                self._reason = f"it took longer than it may{at}"
            elif held > self._memory:
                self._reason = f"it took more than {self._memory // _MB} MB of memory"
            else:
                return
            kill(process)

    def end(self) -> None:
        """End the process for good, whatever it is doing."""
        self._ended = True
        with self._lock:
            self._reason = self._reason or "reading was broken off"
            if self._process is not None:
                kill(self._process)
        self._forget()

    def _ready(self, task: _Task) -> bool | None:
        """Have a process that can read; say whether it is a new one, or None where none starts."""
        process = self._process
        if process is not None and process.poll() is None and not self._reason:
            limit = self._limits.scan_memory if self._recognises else self._limits.memory
            if self._files < MOST_FILES and memory_of(process.pid) < limit // 2:
                return False
        self._forget()
        self._start()
        with self._lock:
            task.deadline = time.monotonic() + START_SECONDS
            self._task = task
        answer = self._listen()
        with self._lock:
            self._task = None
        return True if answer is not None and "ready" in answer else None

    def _start(self) -> None:
        """Start a process that knows this package and its own temporary folder, and little else."""
        home = str(Path(corpus.__file__).resolve().parent.parent)
        paths = [home, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._folder))
        changed = {
            "PYTHONPATH": os.pathsep.join(path for path in paths if path),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MALLOC_ARENA_MAX": "2",
            "OMP_WAIT_POLICY": "PASSIVE",
            **temporary,
        }
        sizes = [str(self._limits.memory), str(self._limits.scan_memory)]
        with self._lock:
            if self._ended:
                return
            self._reason, self._recognises, self._files = "", False, 0
            self._process = subprocess.Popen(  # noqa: S603 - our own module, with numbers
                [sys.executable, "-P", "-m", "corpus.worker_process", *sizes],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env=os.environ | changed,
                start_new_session=os.name == "posix",
            )

    def _serve(self, task: _Task, path: Path) -> bool:
        """Have ``path`` read from the member on that comes next; say whether it was read to its end."""
        self._files += 1
        request = {"path": os.path.abspath(path), "name": task.name, "skip": len(task.found)}  # noqa: PTH100
        with self._lock:
            task.deadline = time.monotonic() + self._limits.seconds
            self._memory = self._allowed()
            self._task = task
        try:
            if not self._tell(request):
                return False
            while (answer := self._listen()) is not None:
                if "done" in answer:
                    return True
                if not self._heed(task, answer):
                    return False
            return False
        finally:
            with self._lock:
                self._task = None

    def _allowed(self) -> int:
        """Return what the process may hold while it reads a file, until a scanned page earns more.

        What recognises characters stays loaded after a scan: it is not held against the next file,
        which has half of the usual memory for itself at least.
        """
        held = memory_of(self._process.pid) if self._process else 0
        least = min(held + self._limits.memory // 2, self._limits.scan_memory)
        return max(self._limits.memory, least)

    def _heed(self, task: _Task, answer: dict[str, Any]) -> bool:
        """Take one answer in; say whether the process goes on."""
        if "broke" in answer:
            self._reason = f"its reader broke off ({answer['broke']})"
            return False
        if "page" in answer:
            self._page_begins(task, answer)
        elif "characters" in answer:
            with self._lock:
                pages = int(answer["characters"]) // PAGE_CHARACTERS
                task.deadline += pages * self._limits.page_seconds
        elif "begins" in answer:
            task.source, task.page = str(answer["begins"]), 0
            with self._lock:
                task.deadline = time.monotonic() + self._limits.seconds
        elif "sha256" in answer:
            task.sha256 = str(answer["sha256"])
        else:
            try:
                found = unpacked(answer)
            except (KeyError, TypeError, ValueError, ArithmeticError):
                found = None
            if found is None:
                self._reason = "its reader gave an answer that cannot be understood"
                return False
            task.found.append(found)
        return True

    def _page_begins(self, task: _Task, answer: dict[str, Any]) -> None:
        """Give a page its time, and tell whoever watches."""
        limits, scan = self._limits, bool(answer["scan"])
        earned = limits.page_seconds + (limits.scan_seconds if scan else 0)
        if scan and not task.scanned:
            earned += limits.first_scan_seconds
        with self._lock:
            task.page = int(answer["page"])
            task.scanned = task.scanned or scan
            task.deadline += earned
            if scan:
                self._memory, self._recognises = limits.scan_memory, True
        task.on_page(task.source, task.page, int(answer["pages"]))

    def _tell(self, request: dict[str, Any]) -> bool:
        """Send a line to the process; say whether it took it."""
        try:
            stdin = self._pipe("stdin")
            stdin.write(to_line(request))
            stdin.flush()
        except OSError:
            return False
        return True

    def _listen(self) -> dict[str, Any] | None:
        """Return the next answer of the process, or None where there is none any more."""
        if self._process is None:
            return None
        line = self._pipe("stdout").readline(self._limits.answer)
        if not line.endswith(b"\n"):
            if line:
                self._reason = self._reason or "what was read of it is too large to pass on"
            return None
        try:
            return from_line(line)
        except ValueError:
            self._reason = self._reason or "its reader gave an answer that cannot be understood"
            return None

    def _pipe(self, name: str) -> IO[bytes]:
        pipe: IO[bytes] = getattr(self._process, name)
        return pipe

    def _why_it_ended(self) -> str:
        """Return why the process does not go on, once it is gone."""
        process = self._process
        if process is None:
            return self._reason or "its reader does not start"
        if self._reason:
            kill(process)
        try:
            code = process.wait(timeout=LAST_SECONDS)
        except subprocess.TimeoutExpired:
            kill(process)
            self._reason = self._reason or "its reader fell silent"
        if self._reason:
            return self._reason
        if code < 0:
            return f"its reader was ended by the system ({signal_name(-code)})"
        return f"its reader ended by itself (exit status {code})"

    def _forget(self) -> None:
        """Let go of the process, ending it where it still runs."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        kill(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # It may hold a request that nobody reads any more.
        process.wait()


def _stopped(reason: str, where: str) -> ReaderStopped:
    return ReaderStopped(
        reason,
        where=where,
        instead="Open it in its own program, save it anew, in parts if it is large, and read that.",
    )
