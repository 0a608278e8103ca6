"""Where a request comes from: its address, its page, and whether a proxy may speak for it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from assistant.asgi import Message, header_of, headers_of


def is_among(address: str, networks: tuple[str, ...]) -> bool:
    """Say whether an address lies in one of ``networks`` (addresses or ranges).

    >>> is_among("10.0.3.4", ("127.0.0.1", "10.0.0.0/16"))
    True
    """
    try:
        here = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(here in ipaddress.ip_network(network, strict=False) for network in networks)


def peer_of(scope: Message) -> str:
    """Return the address that the request's connection comes from."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def address_of(scope: Message, proxies: tuple[str, ...]) -> str:
    """Return the visitor's address; what proxies of ours forward is believed, nothing else."""
    address = peer_of(scope)
    chain = [
        part.strip() for line in headers_of(scope, "x-forwarded-for") for part in line.split(",")
    ]
    while chain and is_among(address, proxies):
        address = chain.pop()
    return address[:64]


def is_https(scope: Message, proxies: tuple[str, ...]) -> bool:
    """Say whether the visitor's browser speaks https, with us or with a proxy of ours."""
    if scope.get("scheme") == "https":
        return True
    return is_among(peer_of(scope), proxies) and header_of(scope, "x-forwarded-proto") == "https"


def is_foreign(scope: Message, proxies: tuple[str, ...]) -> bool:
    """Say whether a page of another site sent the request.

    A browser names the page's origin; a program that is no browser names none. Newer browsers say
    outright whether the page is ours, which holds behind any proxy.
    """
    said = header_of(scope, "sec-fetch-site")
    origin = headers_of(scope, "origin")
    if said:
        opened = header_of(scope, "sec-fetch-mode") == "navigate" and scope["method"] == "GET"
        return said not in ("same-origin", "none") and not opened
    if not origin:
        return False
    hosts = {header_of(scope, "host")}
    if is_among(peer_of(scope), proxies):
        hosts |= set(headers_of(scope, "x-forwarded-host"))
    return len(origin) > 1 or urlsplit(origin[0]).netloc not in hosts


def names_us(scope: Message, hosts: tuple[str, ...]) -> bool:
    """Say whether a request was meant for us: for an address, this machine, or one of ``hosts``.

    Any name can be made to point to any address, so a page of another site could else read the
    reports through a reader's browser where nobody logs in.
    """
    name = (urlsplit("//" + header_of(scope, "host")).hostname or "").rstrip(".")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name == "localhost" or name.endswith(".localhost") or name in hosts
    return True
