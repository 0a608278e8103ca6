"""Which files are meant: those named, those that a pattern fits, those under a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.readers import readable_suffixes


def report_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files among and under ``paths``, each once; in a folder those that can be read.

    The order is that of the paths, and in a folder that of the names. A file that is named is
    always yielded, so that what cannot be read is said and not skipped; a pattern
    (``reports/**/*.pdf``) stands for what it fits.
    """
    readable = readable_suffixes()
    seen: set[Path] = set()
    for path in _meant(paths):
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and not (_shown(file, path) and file.suffix.lower() in readable):
                continue
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield file


def is_report(file: Path, folder: Path) -> bool:
    """Say whether a file under ``folder`` would be taken in with it."""
    return _shown(file, folder) and file.suffix.lower() in readable_suffixes()


def _meant(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        fits = [] if path.exists() else _fitting(path)
        yield from fits or (path,)


def _fitting(pattern: Path) -> list[Path]:
    """Return the files that a pattern fits; no pattern fits none."""
    if not any(sign in str(pattern) for sign in "*?["):
        return []
    root = Path(pattern.anchor)
    return sorted(p for p in root.glob(str(pattern.relative_to(root))) if p.is_file())


def _shown(file: Path, folder: Path) -> bool:
    """Hidden files and the lock files of office programs are nobody's report."""
    parts = file.relative_to(folder).parts
    return file.is_file() and not any(part.startswith((".", "~$")) for part in parts)
