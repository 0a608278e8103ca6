"""What can go wrong with people and their talks, each with what, where and what to do instead.

PeopleFault
├── UnknownUser      nobody has this name
├── NameTaken        somebody has this name already
├── BadName          a name that could not be typed, shown or told apart
├── WeakPassword     a password that is soon guessed
├── LastAdministrator nobody would be left to manage the others
├── UnknownKey       no key has this name
├── UnknownTalk      no conversation of this user has this id
├── TurnUnreadable   a kept turn is not as this version writes it
└── PeopleUnusable   the file of people cannot be read or written
"""

from __future__ import annotations


class PeopleFault(Exception):
    """The base of every error that users, sessions and talks raise on purpose."""


class UnknownUser(PeopleFault):
    """Nobody has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"there is no user {name!r}; `python -m assistant users list` shows who there is"
        )


class NameTaken(PeopleFault):
    """Somebody has this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"there is a user {name!r} already; "
            f"`python -m assistant users password {name}` gives a new password"
        )


class BadName(PeopleFault):
    """A name that could not be typed, shown or told apart."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} cannot be a name; use 1 to 64 letters, digits and . _ @ - without blanks"
        )


class WeakPassword(PeopleFault):
    """A password that is soon guessed."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(
            f"the password is too weak: use {least} to {most} characters, not the name, "
            "and not the same character again and again"
        )


class LastAdministrator(PeopleFault):
    """Nobody would be left to manage the others."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} is the last administrator; make another one first with "
            "`python -m assistant users add NAME --role administrator`"
        )


class UnknownKey(PeopleFault):
    """No key of this user has this name."""

    def __init__(self, user: str, key: str) -> None:
        super().__init__(
            f"{user!r} has no key {key!r}; `python -m assistant users list` shows them"
        )


class UnknownTalk(PeopleFault):
    """No conversation of this user has this id."""

    def __init__(self, talk: str) -> None:
        super().__init__(f"you have no conversation {talk!r}; it was deleted, or is another user's")


class TurnUnreadable(PeopleFault):
    """A kept turn is not as this version writes it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: the kept turn cannot be read ({why}); ask the question again")


class PeopleUnusable(PeopleFault):
    """The file of people cannot be read or written."""

    def __init__(self, file: str, why: str, instead: str) -> None:
        super().__init__(f"{file} cannot be used: {why}; {instead}")
