"""Steps from one version of the tables to the next; each file makes the one it is named after.

A step that was once released is never changed: stores out there have taken it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from index.migrations import v2

if TYPE_CHECKING:
    from alembic.operations import Operations

STEPS: Mapping[int, Callable[[Operations], None]] = {2: v2.upgrade}
"""The version that a step makes of the one before it."""
