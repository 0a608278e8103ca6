"""Where a report lies, as a visitor may know it.

The store keeps the place that a report was read from, which may be a path of the server. It is told
to administrators, who are also all those who use a page of their own machine; others are told the
file's name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.models import Turn
from assistant.people.models import Visitor
from index.originals import file_name

Naming = Callable[[str], str]
"""Names a source."""


def naming(visitor: Visitor) -> Naming:
    """Return how sources are named to a visitor."""
    return str if visitor.may("manage") else file_name


def named(turn: Turn, name: Naming) -> Turn:
    """Return ``turn`` with the sources of its citations named by ``name``."""
    cited = tuple(replace(c, source=name(c.source)) for c in turn.answer.citations)
    return replace(turn, answer=replace(turn.answer, citations=cited))
