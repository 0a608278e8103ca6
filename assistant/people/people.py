"""People: everything that is known of who may ask, in one file of the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.people.database import FILE, Database
from assistant.people.errors import PeopleFault
from assistant.people.lockout import Lockout
from assistant.people.log import Log
from assistant.people.models import User
from assistant.people.passwords import Hasher
from assistant.people.sessions import Keys, Sessions
from assistant.people.users import Users


class MustWait(PeopleFault):
    """Too many log-ins failed; the next one is heard in ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, round(seconds))
        super().__init__(f"too many failed log-ins; try again in {self.seconds} seconds")


@dataclass(frozen=True, slots=True)
class People:
    """The users of a store with their sessions, keys, waits and log."""

    database: Database
    users: Users
    sessions: Sessions
    keys: Keys
    lockout: Lockout
    log: Log

    @classmethod
    def of(
        cls,
        database: Database,
        *,
        idle: float = 12 * 3600.0,
        questions: bool = False,
        hasher: Hasher | None = None,
    ) -> People:
        """Return the people in ``database``; ``idle`` ends a session, ``questions`` are logged."""
        return cls(
            database,
            Users(database, hasher),
            Sessions(database, idle),
            Keys(database),
            Lockout(database),
            Log(database, questions=questions),
        )

    def enter(self, name: str, password: str, address: str) -> tuple[User, str] | None:
        """Return the user and a new session's secret, or None where name or password is wrong.

        After too many failures it raises ``MustWait``, without a look at the password.
        """
        asked = name.strip().lower()[:64]
        wait = self.lockout.attempt(asked, address)
        if wait > 0:
            raise MustWait(wait)
        user = self.users.find(asked)
        if not self.users.fits(asked, password) or user is None:
            return None
        self.lockout.passed(asked, address)
        return user, self.sessions.begin(user.name, address)


def are_known(store: Path) -> bool:
    """Say whether the store in a folder has users; nothing is made where there is none."""
    return (store / FILE).is_file() and Users(Database.open(store)).any()
