"""The terms on which the page is served: who must log in, and which proxies may speak for others."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.people.models import Role


@dataclass(frozen=True, slots=True)
class Terms:
    """How visitors are let in.

    ``open_role`` is what everybody may do where nobody has to log in, None where all must.
    ``proxies`` are the addresses or ranges whose forwarded headers are believed; ``header`` is the
    header in which they name the user, ``proxy_role`` what a name without a user of its own may do
    (None refuses it). ``hosts`` are further names of this server, for where nobody logs in.
    """

    open_role: Role | None = "administrator"
    proxies: tuple[str, ...] = ()
    header: str = ""
    proxy_role: Role | None = None
    hosts: tuple[str, ...] = ()
