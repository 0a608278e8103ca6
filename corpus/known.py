"""The known offices as a question may name them, and what was found of them in a text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from corpus.offices import OfficeName, Offices
from corpus.regions import short_name
from corpus.sounds import spelled


@dataclass(frozen=True, slots=True)
class Known:
    """The known offices, by the names of the places they are named after."""

    offices: tuple[tuple[str, OfficeName], ...]
    full: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    english: dict[str, tuple[str, ...]]
    around: frozenset[str]

    def of_place(self, name: str, chain: tuple[str, ...], kind: str | None) -> tuple[str, ...]:
        """Return the offices named after this place, of this kind if one is given."""
        return tuple(
            office
            for office, parts in self.offices
            if parts.places
            and parts.places[-1] == name
            and (kind is None or not parts.type or parts.type == kind)
            and (not chain or len(parts.places) < 2 or set(chain) & set(parts.places[:-1]))
        )


@dataclass(slots=True)
class Found:
    """A place that the text names: the full names it can stand for, and its kind of office."""

    names: tuple[str, ...]
    start: int
    end: int
    chain: tuple[str, ...] = ()
    kind: str | None = None
    sure: bool = True


@lru_cache(maxsize=16)
def know(offices: Offices, known: tuple[str, ...]) -> Known:
    """Arrange the known offices by the names a question may use for them."""
    parsed = tuple((name, offices.parse(name)) for name in known)
    full: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    english: dict[str, set[str]] = defaultdict(set)
    around: set[str] = set()
    for _, parts in parsed:
        around.update(parts.places[:-1])
        for place in parts.places[-1:]:
            full[place].add(place)
            for region in offices.regions.named(place):
                around.update(region.parents)
                english[region.english].add(place)
            if not offices.regions.named(place):
                english[spelled(short_name(place))].add(place)
            if short_name(place) != place:
                short[short_name(place)].add(place)
    return Known(parsed, _frozen(full), _frozen(short), _frozen(english), frozenset(around))


def _frozen(table: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(values)) for key, values in table.items()}
