"""The tables of people and talks: how each version of the file is made from the one before it."""

from __future__ import annotations

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE users (
            name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT, added TEXT NOT NULL
        )""",
        """CREATE TABLE sessions (
            token TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users(name) ON DELETE CASCADE,
            address TEXT NOT NULL, begun REAL NOT NULL, seen REAL NOT NULL
        )""",
        "CREATE INDEX sessions_by_user ON sessions(user)",
        """CREATE TABLE keys (
            token TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users(name) ON DELETE CASCADE,
            name TEXT NOT NULL, begins TEXT NOT NULL, added TEXT NOT NULL, used TEXT NOT NULL,
            UNIQUE (user, name)
        )""",
        """CREATE TABLE homes (
            user TEXT NOT NULL REFERENCES users(name) ON DELETE CASCADE, address TEXT NOT NULL,
            PRIMARY KEY (user, address)
        )""",
        """CREATE TABLE failures (
            who TEXT PRIMARY KEY, count INTEGER NOT NULL, last REAL NOT NULL
        )""",
        """CREATE TABLE log (
            row INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL,
            address TEXT NOT NULL, action TEXT NOT NULL, what TEXT NOT NULL, request TEXT NOT NULL
        )""",
        """CREATE TABLE talks (
            id TEXT PRIMARY KEY, user TEXT NOT NULL, title TEXT NOT NULL,
            begun TEXT NOT NULL, changed TEXT NOT NULL
        )""",
        "CREATE INDEX talks_by_user ON talks(user, changed)",
        """CREATE TABLE turns (
            talk TEXT NOT NULL REFERENCES talks(id) ON DELETE CASCADE, place INTEGER NOT NULL,
            typed TEXT NOT NULL, words TEXT NOT NULL, turn TEXT NOT NULL, files TEXT NOT NULL,
            PRIMARY KEY (talk, place)
        )""",
    ),
)
"""A step for each version; a released step is never changed, a new one is added after it."""
