"""Users: who there is, what each may do, and whether a password is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.people.database import Database
from assistant.people.errors import BadName, LastAdministrator, NameTaken, UnknownUser
from assistant.people.models import Role, User
from assistant.people.passwords import Hasher, check_strength

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_NAME = re.compile(r"[\w.@-]{1,64}")


def today() -> str:
    """Return the present time as the records write it: ISO, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_name(name: str) -> str:
    """Return ``name`` as it is kept, in lower case, or raise ``BadName``.

    >>> read_name(" Li.Ming ")
    'li.ming'
    """
    asked = name.strip().lower()
    if not _NAME.fullmatch(asked):
        raise BadName(name)
    return asked


class Users:
    """The users of one store; the last administrator can not be taken away."""

    def __init__(self, database: Database, hasher: Hasher | None = None) -> None:
        self._database = database
        self._hasher = hasher or Hasher()

    def any(self) -> bool:
        """Say whether anybody is known, so that the others must log in."""
        with self._database.reading() as rows:
            return rows.exec_driver_sql("SELECT 1 FROM users LIMIT 1").first() is not None

    def all(self) -> tuple[User, ...]:
        """Return everybody by name."""
        with self._database.reading() as rows:
            return tuple(_user(row) for row in rows.exec_driver_sql(_ALL + " ORDER BY name"))

    def find(self, name: str) -> User | None:
        """Return a user, or None; what could be no name is nobody's."""
        with self._database.reading() as rows:
            row = rows.exec_driver_sql(_ALL + " WHERE name = ?", (name.strip().lower(),)).first()
        return _user(row) if row else None

    def add(self, name: str, role: Role, password: str | None) -> User:
        """Add a user; without a password only a trusted proxy can let them in."""
        known = read_name(name)
        kept = self._kept(known, password)
        with self._database.writing() as rows:
            if rows.exec_driver_sql("SELECT 1 FROM users WHERE name = ?", (known,)).first():
                raise NameTaken(known)
            line = (known, role, kept, today())
            rows.exec_driver_sql("INSERT INTO users VALUES (?, ?, ?, ?)", line)
        return User(known, role, line[3] or "", kept is not None)

    def set_role(self, name: str, role: Role) -> None:
        """Give a user another role; it holds from the next request."""
        with self._database.writing() as rows:
            self._spare(rows, name, role)
            self._change(rows, "UPDATE users SET role = ? WHERE name = ?", (role, name))

    def set_password(self, name: str, password: str, *, keep: str = "") -> None:
        """Give a user another password; every session of theirs but ``keep`` ends."""
        kept = self._kept(name, password)
        with self._database.writing() as rows:
            self._change(rows, "UPDATE users SET password = ? WHERE name = ?", (kept, name))
            ended = "DELETE FROM sessions WHERE user = ? AND token <> ?"
            rows.exec_driver_sql(ended, (name, keep))

    def remove(self, name: str) -> None:
        """Remove a user with sessions, keys and talks; the log keeps what they did."""
        with self._database.writing() as rows:
            self._spare(rows, name, None)
            self._change(rows, "DELETE FROM users WHERE name = ?", (name,))
            rows.exec_driver_sql("DELETE FROM talks WHERE user = ?", (name,))

    def fits(self, name: str, password: str) -> bool:
        """Say whether ``password`` is that of ``name``; nobody's takes as long as a wrong one."""
        asked = name.strip().lower()
        with self._database.reading() as rows:
            found = rows.exec_driver_sql("SELECT password FROM users WHERE name = ?", (asked,))
            kept = found.scalar()
        if not self._hasher.fits(kept, password):
            return False
        if kept and self._hasher.outdated(kept):
            line = (self._hasher.hashed(password), asked)
            with self._database.writing() as rows:
                rows.exec_driver_sql("UPDATE users SET password = ? WHERE name = ?", line)
        return True

    def _kept(self, name: str, password: str | None) -> str | None:
        if password is None:
            return None
        check_strength(name, password)
        return self._hasher.hashed(password)

    def _change(self, rows: Connection, statement: str, values: Sequence[Any]) -> None:
        if rows.exec_driver_sql(statement, tuple(values)).rowcount == 0:
            raise UnknownUser(str(values[-1]))

    def _spare(self, rows: Connection, name: str, role: Role | None) -> None:
        """Refuse to leave nobody who manages the others."""
        rest = "SELECT COUNT(*) FROM users WHERE role = 'administrator' AND name <> ?"
        mine = "SELECT role FROM users WHERE name = ?"
        was = rows.exec_driver_sql(mine, (name,)).scalar()
        left = rows.exec_driver_sql(rest, (name,)).scalar_one()
        if was == "administrator" and role != "administrator" and not left:
            raise LastAdministrator(name)


_ALL = "SELECT name, role, added, password IS NOT NULL AS has_password FROM users"


def _user(row: Row[Any]) -> User:
    return User(row.name, row.role, row.added, bool(row.has_password))
