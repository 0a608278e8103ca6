"""Passwords: which ones will do, and how they are kept (argon2id, salted)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.people.errors import WeakPassword

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST, MOST = 10, 200
FEWEST_DIFFERENT = 4


def check_strength(name: str, password: str) -> None:
    """Raise ``WeakPassword`` for a password that is soon guessed."""
    weak = (
        not LEAST <= len(password) <= MOST
        or len(set(password)) < FEWEST_DIFFERENT
        or password.casefold() in (name.casefold(), name.casefold() * 2)
    )
    if weak:
        raise WeakPassword(LEAST, MOST)


class Hasher:
    """Hashes passwords and checks them; ``quick`` is for tests, which make many users."""

    def __init__(self, *, quick: bool = False) -> None:
        self._quick = quick
        self._made: PasswordHasher | None = None
        self._nobody = ""

    def hashed(self, password: str) -> str:
        """Return what is kept of ``password``."""
        return self._argon2().hash(password)

    def fits(self, kept: str | None, password: str) -> bool:
        """Say whether ``password`` is the kept one; it takes as long where none is kept."""
        from argon2.exceptions import InvalidHashError, VerificationError

        if not self._nobody:
            self._nobody = self.hashed("nobody's password")
        try:
            return self._argon2().verify(kept or self._nobody, password[:MOST]) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, kept: str) -> bool:
        """Say whether ``kept`` was hashed with weaker settings than today's."""
        return self._argon2().check_needs_rehash(kept)

    def _argon2(self) -> PasswordHasher:
        if self._made is None:
            from argon2 import PasswordHasher

            light = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
            self._made = light if self._quick else PasswordHasher()
        return self._made
