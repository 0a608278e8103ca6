"""The log of what was done: who logged in, asked, uploaded, changed, and when."""

from __future__ import annotations

import re

from assistant.people.database import Database
from assistant.people.models import LogLine, Visitor
from assistant.people.users import today

LONGEST = 500
KEPT = 100_000
"""Lines that are kept; the oldest go."""
SWEEP = 1_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Log:
    """What was done in one store. The words of questions are left out unless ``questions``."""

    def __init__(self, database: Database, *, questions: bool = False) -> None:
        self._database = database
        self._questions = questions

    def note(self, visitor: Visitor, action: str, what: str = "", request: str = "") -> None:
        """Write a line: ``action`` is one word (uploaded), ``what`` names what it was done to."""
        said = "" if action == "asked" and not self._questions else what
        line = (today(), visitor.name, visitor.address, action, plain(said), plain(request))
        new = "INSERT INTO log (at, who, address, action, what, request) VALUES (?, ?, ?, ?, ?, ?)"
        with self._database.writing() as rows:
            last = rows.exec_driver_sql(new, line).lastrowid or 0
            if last % SWEEP == 0:
                rows.exec_driver_sql("DELETE FROM log WHERE row <= ?", (last - KEPT,))

    def last(self, count: int = 100, who: str = "") -> tuple[LogLine, ...]:
        """Return the last lines, the newest first; with ``who`` those of one user."""
        asked = (
            "SELECT at, who, address, action, what, request FROM log "
            "WHERE ? IN ('', who) ORDER BY row DESC LIMIT ?"
        )
        with self._database.reading() as rows:
            return tuple(LogLine(*row) for row in rows.exec_driver_sql(asked, (who, count)))


def plain(text: str) -> str:
    """Return ``text`` as one line that is what it looks like, and not too long.

    >>> plain("a\\nb" + chr(0x202E))
    'a b '
    """
    return _CONTROL.sub(" ", text)[:LONGEST]
