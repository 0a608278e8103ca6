"""Brings the tables of an older store up to this version, inside the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.migrations import STEPS
from index.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlalchemy import Connection


def known(stored: str | None) -> bool:
    """Say whether there are steps from the version ``stored`` up to this one."""
    steps = range(_number(stored) + 1, SCHEMA_VERSION + 1)
    return bool(steps) and all(version in STEPS for version in steps)


def newer(stored: str | None) -> bool:
    """Say whether a later version of the product wrote the store."""
    return _number(stored) > SCHEMA_VERSION


def upgrade(connection: Connection, stored: str) -> None:
    """Take every step from the version ``stored`` to this one; the caller commits or undoes."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    operations = Operations(MigrationContext.configure(connection))
    for version in range(_number(stored) + 1, SCHEMA_VERSION + 1):
        STEPS[version](operations)


def _number(stored: str | None) -> int:
    return int(stored) if stored and stored.isdecimal() else -1
