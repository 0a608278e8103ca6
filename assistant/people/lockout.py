"""Failed log-ins cost a growing wait, by user and by address, and never lock an owner out for ever.

Three counts are kept. A user from one address: a few failures, then waits that double. An address
whatever the name: more failures, since an office may share one. A user whatever the address: a
short wait against guessing from many places, from which those places are free where the user has
logged in before. Attempts during a wait are refused unread and do not lengthen it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import time

from assistant.people.database import Database


@dataclass(frozen=True, slots=True)
class Rule:
    """How many failures are free, the first wait in seconds, and the longest."""

    free: int
    first: float
    longest: float

    def wait(self, failures: int) -> float:
        """Return the seconds to wait after so many failures.

        >>> [Rule(3, 30, 100).wait(n) for n in (2, 3, 4, 5, 99)]
        [0.0, 30.0, 60.0, 100.0, 100.0]
        """
        if failures < self.free:
            return 0.0
        return float(min(self.longest, self.first * 2 ** min(failures - self.free, 30)))


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule of each count, and after how long a count is forgotten."""

    pair: Rule = Rule(5, 30, 900)
    address: Rule = Rule(20, 30, 900)
    user: Rule = Rule(50, 15, 60)
    forgotten: float = 86_400


class Lockout:
    """Counts failed log-ins and says how long to wait; the counts outlive a restart."""

    def __init__(
        self, database: Database, rules: Rules | None = None, now: Callable[[], float] = time
    ) -> None:
        self._database = database
        self._rules = rules or Rules()
        self._now = now

    def attempt(self, user: str, address: str) -> float:
        """Return the seconds until ``user`` may be tried from ``address``; 0 is now.

        An attempt that may be made counts as failed until ``passed`` says otherwise, so that many
        at once can not slip through together.
        """
        now = self._now()
        with self._database.writing() as rows:
            rows.exec_driver_sql(_FORGET, (now - self._rules.forgotten,))
            home = rows.exec_driver_sql(_AT_HOME, (user, address)).first() is not None
            waits = [0.0]
            for who, rule in self._counts(user, address):
                found = rows.exec_driver_sql(_FAILURES, (who,)).first()
                if found and not (home and rule is self._rules.user):
                    failures, last = found
                    waits.append(last + rule.wait(failures) - now)
            if max(waits) == 0:
                for who, _ in self._counts(user, address):
                    rows.exec_driver_sql(_COUNT, (who, now))
        return max(waits)

    def passed(self, user: str, address: str) -> None:
        """Forget the failures of ``user`` at ``address``, which is now a place of theirs."""
        pair, everyone, anywhere = (who for who, _ in self._counts(user, address))
        with self._database.writing() as rows:
            for who in (pair, anywhere):
                rows.exec_driver_sql("DELETE FROM failures WHERE who = ?", (who,))
            # Other guesses from this address stay counted, or one's own log-ins would hide them.
            rows.exec_driver_sql("UPDATE failures SET count = count - 1 WHERE who = ?", (everyone,))
            rows.exec_driver_sql("INSERT OR IGNORE INTO homes VALUES (?, ?)", (user, address))

    def _counts(self, user: str, address: str) -> Iterator[tuple[str, Rule]]:
        yield f"pair {address} {user}", self._rules.pair
        yield f"address {address}", self._rules.address
        yield f"user {user}", self._rules.user


_FORGET = "DELETE FROM failures WHERE last < ?"
_AT_HOME = "SELECT 1 FROM homes WHERE user = ? AND address = ?"
_FAILURES = "SELECT count, last FROM failures WHERE who = ?"
_COUNT = (
    "INSERT INTO failures VALUES (?, 1, ?) "
    "ON CONFLICT (who) DO UPDATE SET count = count + 1, last = excluded.last"
)
