"""What can go wrong in a measurement.

EvalsError
├── InvalidCases    a file of cases that cannot be used; names file, line and field
└── BrokenMeasure   the instrument itself is wrong: a sanity case failed, a score is NaN
"""

from __future__ import annotations


class EvalsError(Exception):
    """Base of every error this package raises; the message says what, where and what instead."""


class InvalidCases(EvalsError):
    """Cases that cannot be used; ``problems`` holds one line for each, ``file:line field: why``."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        shown = "\n".join(problems[:20])
        more = f"\n… and {len(problems) - 20} more" if len(problems) > 20 else ""
        super().__init__(f"{len(problems)} problem(s) in the cases:\n{shown}{more}")


class BrokenMeasure(EvalsError):
    """A measure that cannot be trusted: nothing was scored and the run stops."""
