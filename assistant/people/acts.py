"""What the forms of the pages for people do, each as a function, and how each fault is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.people.errors import (
    BadName,
    LastAdministrator,
    NameTaken,
    PeopleFault,
    UnknownKey,
    UnknownUser,
    WeakPassword,
)
from assistant.people.models import ROLES, Role, Visitor
from assistant.people.people import MustWait, People

Said = tuple[str, str]
"""A label's key and what fills it; the key "wrong" tells that nothing was done."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: by whom, its fields, and the digest of the session it came in."""

    visitor: Visitor
    fields: dict[str, str]
    session: str

    def field(self, name: str) -> str:
        """Return a field, "" where it is missing."""
        return self.fields.get(name, "")

    @property
    def role(self) -> Role:
        """The role that the form gives."""
        for role in ROLES:
            if role == self.field("role"):
                return role
        raise BadName(self.field("role"))


def own_password(people: People, sent: Sent) -> Said:
    """Change one's own password, given the present one; guessing costs as at the log-in."""
    name, address = sent.visitor.name, sent.visitor.address
    wait = people.lockout.attempt(name, address)
    if wait > 0:
        raise MustWait(wait)
    if not people.users.fits(name, sent.field("old")):
        return "wrong", ""
    people.lockout.passed(name, address)
    people.users.set_password(name, sent.field("new"), keep=sent.session)
    return _done(people, sent, "gave password", name, "changed")


def make_key(people: People, sent: Sent) -> Said:
    """Make a key for a program of one's own."""
    secret = people.keys.add(sent.visitor.name, sent.field("name"))
    _done(people, sent, "made key", sent.field("name"))
    return "key_once", secret


def end_key(people: People, sent: Sent) -> Said:
    """End a key of one's own."""
    people.keys.remove(sent.visitor.name, sent.field("name"))
    return _done(people, sent, "ended key", sent.field("name"))


def add(people: People, sent: Sent) -> Said:
    """Add a user."""
    user = people.users.add(sent.field("name"), sent.role, sent.field("new"))
    return _done(people, sent, "added", f"{user.name} as {user.role}")


def set_role(people: People, sent: Sent) -> Said:
    """Give a user another role."""
    people.users.set_role(sent.field("name"), sent.role)
    return _done(people, sent, "gave role", f"{sent.field('name')} {sent.role}")


def set_password(people: People, sent: Sent) -> Said:
    """Give a user another password."""
    people.users.set_password(sent.field("name"), sent.field("new"), keep=sent.session)
    return _done(people, sent, "gave password", sent.field("name"))


def remove(people: People, sent: Sent) -> Said:
    """Remove a user."""
    people.users.remove(sent.field("name"))
    return _done(people, sent, "removed", sent.field("name"))


def _done(people: People, sent: Sent, action: str, what: str, said: str = "done") -> Said:
    people.log.note(sent.visitor, action, what)
    return said, ""


ACTS: dict[str, Callable[[People, Sent], Said]] = {
    "/account/password": own_password,
    "/account/key": make_key,
    "/account/end-key": end_key,
    "/users/add": add,
    "/users/role": set_role,
    "/users/password": set_password,
    "/users/remove": remove,
}

TOLD: dict[type[PeopleFault], str] = {
    BadName: "bad_name",
    LastAdministrator: "last",
    NameTaken: "taken",
    UnknownKey: "unknown",
    UnknownUser: "unknown",
    WeakPassword: "weak",
}
