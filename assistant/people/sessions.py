"""What stands for a log-in afterwards: a browser's session, and a program's key.

The store keeps only a digest of each secret, so who reads the file can use none of them.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from time import time

from assistant.people.database import Database
from assistant.people.errors import UnknownKey, UnknownUser
from assistant.people.models import Key, User
from assistant.people.users import read_name, today

LIFE = 7 * 86_400.0
"""Seconds after which a session ends, however busy it was."""
FRESH = 60.0
"""Seconds within which a second look does not write down again that a session is in use."""
MARK = "era_"
"""What a key begins with, so that one left in a file is recognised."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser's log-in: whose it is, and the digest it is kept under."""

    user: User
    digest: str


class Sessions:
    """Begins, finds and ends log-ins; ``idle`` is after how many unused seconds one ends."""

    def __init__(
        self, database: Database, idle: float = 12 * 3600.0, now: Callable[[], float] = time
    ) -> None:
        self._database = database
        self._idle = idle
        self._now = now

    def begin(self, user: str, address: str) -> str:
        """Return the secret of a new session; sessions that have ended are swept away."""
        secret, now = secrets.token_urlsafe(32), self._now()
        with self._database.writing() as rows:
            gone = (now - self._idle, now - LIFE)
            rows.exec_driver_sql("DELETE FROM sessions WHERE seen < ? OR begun < ?", gone)
            line = (digest(secret), user, address, now, now)
            rows.exec_driver_sql("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", line)
        return secret

    def find(self, secret: str) -> Session | None:
        """Return the session of a secret, None where it is unknown or has ended."""
        now, mine = self._now(), digest(secret)
        with self._database.reading() as rows:
            found = rows.exec_driver_sql(_SESSION, (mine, now - self._idle, now - LIFE)).first()
        if found is None:
            return None
        if now - found.seen > FRESH:
            with self._database.writing() as rows:
                used = "UPDATE sessions SET seen = ? WHERE token = ?"
                rows.exec_driver_sql(used, (now, mine))
        return Session(User(found.name, found.role, found.added, has_password=True), mine)

    def end(self, secret: str) -> None:
        """End a session."""
        with self._database.writing() as rows:
            rows.exec_driver_sql("DELETE FROM sessions WHERE token = ?", (digest(secret),))


class Keys:
    """Programs' keys: each belongs to a user and reaches as far as that user's role."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, user: str, name: str) -> str:
        """Return the secret of a new key, which is shown once; one of the same name ends."""
        called, secret = read_name(name), MARK + secrets.token_urlsafe(32)
        with self._database.writing() as rows:
            if not rows.exec_driver_sql("SELECT 1 FROM users WHERE name = ?", (user,)).first():
                raise UnknownUser(user)
            rows.exec_driver_sql("DELETE FROM keys WHERE user = ? AND name = ?", (user, called))
            line = (digest(secret), user, called, secret[: len(MARK) + 4], today(), "")
            rows.exec_driver_sql("INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?)", line)
        return secret

    def remove(self, user: str, name: str) -> None:
        """End a key."""
        gone = "DELETE FROM keys WHERE user = ? AND name = ?"
        with self._database.writing() as rows:
            if rows.exec_driver_sql(gone, (user, name.strip().lower())).rowcount == 0:
                raise UnknownKey(user, name)

    def all(self, user: str = "") -> tuple[Key, ...]:
        """Return the keys of a user, or everybody's."""
        asked = "SELECT user, name, begins, added, used FROM keys WHERE ? IN ('', user)"
        with self._database.reading() as rows:
            found = rows.exec_driver_sql(asked + " ORDER BY user, name", (user,))
            return tuple(Key(*row) for row in found)

    def find(self, secret: str) -> User | None:
        """Return whose key this is, None where it is nobody's; the day of use is written down."""
        day, mine = today()[:10], digest(secret)
        with self._database.reading() as rows:
            found = rows.exec_driver_sql(_KEY, (mine,)).first()
        if found is None:
            return None
        if found.used != day:
            with self._database.writing() as rows:
                rows.exec_driver_sql("UPDATE keys SET used = ? WHERE token = ?", (day, mine))
        return User(found.name, found.role, found.added, bool(found.has_password))


_SESSION = (
    "SELECT u.name, u.role, u.added, s.seen FROM sessions s JOIN users u ON u.name = s.user "
    "WHERE s.token = ? AND s.seen >= ? AND s.begun >= ?"
)
_KEY = (
    "SELECT u.name, u.role, u.added, u.password IS NOT NULL AS has_password, k.used "
    "FROM keys k JOIN users u ON u.name = k.user WHERE k.token = ?"
)


def digest(secret: str) -> str:
    """Return what is kept of a secret; it is random and long, so one quick hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
