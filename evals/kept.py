"""Results of cases kept by content: what a killed or an earlier run measured is not measured again.

What a result depends on makes the name of its file: the code and tables of the product, the
reports with their figures, the configuration. A line is written the moment a case is done, so a
run that is killed goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from corpus.models import Report
from evals.models import Case, CaseResult, Excerpt, Score

_FILES_KEPT = 40
_ROOMS = ("corpus", "index", "assistant", "evals")
_READ = ("*.py", "*.yaml", "*.txt")


class Results:
    """The results of one system, by case; ``put`` writes each at once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = dict(_lines(file))

    def get(self, case: Case) -> CaseResult | None:
        """Return what an earlier run measured of this very case, None where none did."""
        row = self._known.get(_key(case))
        if row is None:
            return None
        scores = tuple(Score(case.id, *told) for told in row["scores"])
        shown = tuple(Excerpt(e[0], tuple(e[1]), *e[2:]) for e in row["excerpts"])
        return CaseResult(case, row["got"], scores, row["seconds"], row["outcome"], shown)

    def put(self, result: CaseResult) -> None:
        """Write a result down; a run that ends after this line has it."""
        key = _key(result.case)
        row = {
            "key": key,
            "got": result.got,
            "outcome": result.outcome,
            "seconds": result.seconds,
            "scores": [(s.measure, s.value, s.reason) for s in result.scores],
            "excerpts": [astuple(e) for e in result.excerpts],
        }
        self._known[key] = row
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def results_of(reports: Iterable[Report], *settings: object, folder: Path | None = None) -> Results:
    """Return the results kept for these reports, these settings and the code as it is now."""
    mark = hashlib.blake2b(_code().encode(), digest_size=16)
    for report in sorted(reports, key=lambda r: r.id):
        mark.update(f"{report.id} {report.source} {report.figures!r}".encode("utf-8", "replace"))
    mark.update(repr(settings).encode())
    home = folder or user_cache_path("enforcement-report-assistant") / "evals" / "results"
    _forget_the_oldest(home)
    return Results(home / f"{mark.hexdigest()}.jsonl")


def _forget_the_oldest(home: Path) -> None:
    files = sorted(home.glob("*.jsonl"), key=lambda f: f.stat().st_mtime, reverse=True)
    for file in files[_FILES_KEPT:]:
        file.unlink(missing_ok=True)


@cache
def _code() -> str:
    """Return a mark of the code and tables that a result depends on."""
    mark = hashlib.blake2b(digest_size=16)
    top = Path(__file__).parent.parent
    for room in _ROOMS:
        for path in sorted(p for kind in _READ for p in (top / room).rglob(kind)):
            mark.update(path.relative_to(top).as_posix().encode())
            mark.update(path.read_bytes())
    return mark.hexdigest()


def _key(case: Case) -> str:
    """Return a mark of all that a case says, but not of where it stands."""
    told = repr(replace(case, origin="")).encode("utf-8", "replace")
    return hashlib.blake2b(told, digest_size=16).hexdigest()


def _lines(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what was written; a line cut short when its run was killed is as good as none."""
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        yield row["key"], row
