"""The nouns of people: User, Key, Visitor and a line of the log; and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

Role = Literal["reader", "editor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most; each may do what those before it may."""

Ability = Literal["read", "change", "manage"]
NEEDED: dict[Ability, Role] = {"read": "reader", "change": "editor", "manage": "administrator"}
"""Who asks, reads and exports; who uploads, corrects and removes; who manages users."""

Way = Literal["open", "session", "key", "proxy"]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a name; ``has_password`` is False for one whom only a proxy lets in."""

    name: str
    role: Role
    added: str
    has_password: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A program's key, without its secret; ``begins`` is how it can be told from others."""

    user: str
    name: str
    begins: str
    added: str
    used: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sent a request: a user's name (empty where nobody logs in), role, address and how."""

    name: str = ""
    role: Role = "reader"
    address: str = ""
    way: Way = "open"

    def may(self, ability: Ability) -> bool:
        """Say whether this visitor's role reaches as far as ``ability``."""
        return at_least(self.role, NEEDED[ability])


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log of what was done; ``at`` is an ISO time in UTC."""

    at: str
    who: str
    address: str
    action: str
    what: str
    request: str


def at_least(role: Role, needed: Role) -> bool:
    """Say whether ``role`` reaches as far as ``needed``."""
    return ROLES.index(role) >= ROLES.index(needed)


def visitor_of(request: Any) -> Visitor:
    """Return who sent ``request`` (Gradio's, Starlette's, or a scope of ASGI).

    Without a guard before the page nobody is known, and an unknown visitor may only read.
    """
    if isinstance(request, dict):
        found = request.get("state", {}).get("visitor")
    else:
        found = getattr(getattr(request, "state", None), "visitor", None)
    return found if isinstance(found, Visitor) else Visitor()


def role_of(request: Any) -> Role:
    """Return the role of who sent ``request``."""
    return visitor_of(request).role


def may_change(request: Any) -> bool:
    """Say whether who sent ``request`` may upload, correct, confirm and remove."""
    return visitor_of(request).may("change")


def may_manage(request: Any) -> bool:
    """Say whether who sent ``request`` may manage users and see the log."""
    return visitor_of(request).may("manage")
