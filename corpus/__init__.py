"""Reads enforcement reports: their one text, who wrote them for which year, their parts and figures.

>>> from pathlib import Path
>>> from corpus import read_report                                     # doctest: +SKIP
>>> read_report(Path("reports/2024.txt")).figures[0].surface           # doctest: +SKIP
'8 人'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.report import read_bytes, read_report

__all__ = ["read_bytes", "read_report"]


def __getattr__(name: str) -> Any:
    """Bring the readers in when they are first asked for: ``import corpus`` costs nothing."""
    if name in __all__:
        from corpus import report

        return getattr(report, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
