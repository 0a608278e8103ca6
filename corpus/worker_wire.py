"""The lines that the reading process and its keeper exchange: JSON, one object a line.

Never pickle: what a hostile file made of the process that read it must not run in this one.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from corpus.models import Figure, Page, Report, Section, Span, Unread


def to_line(message: dict[str, Any]) -> bytes:
    """Return ``message`` as one line of plain ASCII."""
    return json.dumps(message, default=str).encode("ascii") + b"\n"


def from_line(line: bytes) -> dict[str, Any]:
    """Return the message in ``line``; raises ``ValueError`` where it holds none."""
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 - what a line holds is a value
    return message


def packed(found: Report | Unread) -> dict[str, Any]:
    """Return what was read as plain JSON values; ``unpacked`` makes the same of them again."""
    return {("report" if isinstance(found, Report) else "unread"): asdict(found)}


def unpacked(message: dict[str, Any]) -> Report | Unread | None:
    """Return what ``packed`` packed; None where the message tells something else.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is not as ``packed`` makes it.
    """
    if "unread" in message:
        return Unread(**message["unread"])
    if "report" not in message:
        return None
    known = dict(message["report"])
    known["pages"] = tuple(Page(**{**page, "span": _span(page)}) for page in known["pages"])
    known["sections"] = tuple(_section(section) for section in known["sections"])
    known["figures"] = tuple(_figure(figure) for figure in known["figures"])
    known["notes"] = tuple(known["notes"])
    return Report(**known)


def _span(holder: dict[str, Any]) -> Span:
    return Span(**holder["span"])


def _section(known: dict[str, Any]) -> Section:
    return Section(**{**known, "path": tuple(known["path"]), "span": _span(known)})


def _figure(known: dict[str, Any]) -> Figure:
    exact = {name: _decimal(known[name]) for name in ("value", "upper")}
    return Figure(**{**known, **exact, "span": _span(known)})


def _decimal(printed: str | None) -> Decimal | None:
    return None if printed is None else Decimal(printed)
