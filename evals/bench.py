"""Times the product beside the LangChain tutorial: indexing, questions, start-up, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from evals.models import Case
from evals.systems import System, load_bearing, open_baseline, open_system
from index import Index

_ROUNDS = 3
_FIGURE = ("figure",)
_TEXT = ("passage",)


def run_bench(
    reports: Sequence[Path], cases: Sequence[Path], encoder: str
) -> list[tuple[str, float]]:
    """Return named measures; questions come from ``cases`` where they bear on the reports."""
    system = open_system(reports, index=Index.in_memory(encoder))
    system.index.encoder.encode(["预热"], query=True)
    asked = load_bearing(system, cases) if cases else tuple(_made_up(system))
    found = [("reports", float(len(system.shelf.reports)))]
    found.append(("seconds to import and index", system.seconds_to_index))
    found.append(
        (
            "seconds to index, warm",
            _timed(lambda: open_system(reports, index=Index.in_memory(encoder))),
        )
    )
    for name, kinds in (("figure", _FIGURE), ("text", _TEXT)):
        questions = [c for c in asked if c.type in kinds and not c.history]
        found.extend(_asked(f"{name} question", questions, lambda c: system.ask(c.question, ())))
    found.extend(_asked("search", list(asked), lambda c: system.search(c, 5)))
    found.append(("memory, MB", _memory()))
    began = time.perf_counter()
    baseline = open_baseline(reports, system.index.encoder)
    found.append(("langchain: seconds to index", time.perf_counter() - began))
    found.extend(_asked("langchain: search", list(asked), lambda c: baseline.search(c, 4)))
    found.append(
        ("start-up: one question by command, s", _cold(reports, asked[0].question, encoder))
    )
    return found


def _made_up(system: System) -> Iterator[Case]:
    for report in system.shelf.reports:
        for i, figure in enumerate(report.figures[:20]):
            question = f"{figure.year}年{report.office}{figure.measure}多少？"
            yield Case(f"{report.id}-{i}", question, "figure", "answered")
        question = f"{report.year}年{report.office}存在哪些问题？"
        yield Case(f"{report.id}-problems", question, "passage", "answered")


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _asked(
    name: str, cases: Sequence[Case], ask: Callable[[Case], object]
) -> Iterator[tuple[str, float]]:
    """Yield p50 and p95 in milliseconds, after one round to warm up.

    Every round asks each question anew with another mark at its end, so that no cache answers for it.
    """
    if not cases:
        return
    for case in cases:
        ask(case)
    again = [_other(case, n) for n in range(1, _ROUNDS + 1) for case in cases]
    taken = sorted(_timed(partial(ask, case)) * 1000 for case in again)
    for share in (0.5, 0.95):
        at = taken[min(len(taken) - 1, int(share * len(taken)))]
        yield f"{name} p{share * 100:.0f}, ms", at


def _other(case: Case, number: int) -> Case:
    return Case(case.id, case.question + "？" * number, case.type, case.outcome)


def _memory() -> float:
    """Return the peak memory of this process in MB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _cold(reports: Sequence[Path], question: str, encoder: str) -> float:
    """Return the seconds that ``python -m assistant QUESTION`` takes from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", folder]
        paths = [str(p) for p in reports]
        python = [sys.executable, "-m"]
        quiet = {"env": dict(os.environ), "check": True, "capture_output": True}
        build = [*python, "index", "build", *paths, *store, "--encoder", encoder]
        subprocess.run(build, **quiet)  # type: ignore[call-overload]  # noqa: S603 - our own command
        ask = [*python, "assistant", question, *store]
        began = time.perf_counter()
        subprocess.run(ask, **quiet)  # type: ignore[call-overload]  # noqa: S603 - our own command
        return time.perf_counter() - began
