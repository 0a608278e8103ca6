"""Files -> a built store: walk, skip what is unchanged, read, keep, seal."""

from __future__ import annotations

import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.errors import CorpusError
from corpus.readers import FORMATS
from corpus.report import read_report
from index.errors import IndexFault, StoreBusy, StoreMismatch
from index.index import Index
from index.models import BuildReport

log = logging.getLogger(__name__)

Watch = Callable[[Sequence[Path]], Iterable[Path]]
"""Something that passes the files on one by one and may show how far it is."""


def build(index: Index, paths: Sequence[Path], watch: Watch = iter) -> BuildReport:
    """Take every readable file under ``paths`` into ``index``; a bad one does not stop the others.

    A file whose bytes were read before, by the same rules, is skipped without being read again.
    """
    began = time.perf_counter()
    done: Counter[str] = Counter()
    failed: list[tuple[str, str]] = []
    for path in watch(tuple(report_files(paths))):
        try:
            done[_take_in(index, path)] += 1
        except (StoreBusy, StoreMismatch):
            raise
        except (CorpusError, IndexFault, OSError) as problem:
            failed.append((str(path), str(problem)))
            log.warning("%s", problem)
    index.seal()
    cards = index.cards()
    return BuildReport(
        added=done["added"],
        unchanged=done["unchanged"],
        replaced=done["replaced"],
        failed=tuple(failed),
        passages=sum(card.passages for card in cards),
        figures=sum(card.figures for card in cards),
        seconds=round(time.perf_counter() - began, 3),
    )


def report_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files among and under ``paths``, each once; in a folder those that can be read.

    A file that is named is always yielded, so that what cannot be read is said and not skipped.
    """
    readable = {suffix for kind in FORMATS if kind.reader for suffix in kind.suffixes if suffix}
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and not (_shown(file, path) and file.suffix.lower() in readable):
                continue
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _shown(file: Path, folder: Path) -> bool:
    """Hidden files and the lock files of office programs are nobody's report."""
    parts = file.relative_to(folder).parts
    return file.is_file() and not any(part.startswith((".", "~$")) for part in parts)


def _take_in(index: Index, path: Path) -> str:
    if path.is_file():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if index.holds_file(digest, reading_rules()):
            return "unchanged"
    return index.add(read_report(path), reading_rules())


@lru_cache(maxsize=1)
def reading_rules() -> str:
    """Return a mark of the rules that files are read by: it changes when code or tables do.

    Without it a store would keep the figures that an older version read.
    """
    import corpus

    home = Path(corpus.__file__ or "").parent
    mark = hashlib.sha256()
    for path in sorted([*home.rglob("*.py"), *home.glob("*.yaml"), *home.glob("*.txt")]):
        mark.update(path.relative_to(home).as_posix().encode())
        mark.update(path.read_bytes())
    mark.update((Path(__file__).parent / "passages.py").read_bytes())
    return mark.hexdigest()[:16]
