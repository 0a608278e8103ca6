"""What a question may name: the known offices by their places, and one place that was read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from corpus.office_kinds import KindNames
from corpus.offices import OfficeName, Offices
from corpus.regions import short_name
from corpus.sounds import spelled


@dataclass(slots=True)
class Found:
    """A place that the text names: the full names it can stand for, and its kind of office."""

    names: tuple[str, ...]
    start: int
    end: int
    chain: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The known offices, by the names of the places they are named after.

    ``outer`` are places around them that no table holds, by full and short name; ``kinds`` are the
    kinds of office that there are, and ``starts`` the first two characters of every place.
    """

    offices: tuple[tuple[str, OfficeName], ...]
    full: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    outer: dict[str, tuple[str, ...]]
    english: dict[str, tuple[str, ...]]
    kinds_of: dict[str, frozenset[str]]
    names: KindNames
    starts: frozenset[str]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the known offices."""
        return frozenset(parts.type for _, parts in self.offices if parts.type)

    def kinds_at(self, names: tuple[str, ...]) -> frozenset[str]:
        """Return the kinds of the known offices of these places."""
        return frozenset().union(*(self.kinds_of.get(name, frozenset()) for name in names))

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


@lru_cache(maxsize=16)
def know(offices: Offices, known: tuple[str, ...]) -> Known:
    """Arrange the known offices by the names a question may use for them."""
    parsed = tuple((name, offices.parse(name)) for name in known)
    full: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    outer: dict[str, set[str]] = defaultdict(set)
    english: dict[str, set[str]] = defaultdict(set)
    kinds_of: dict[str, set[str]] = defaultdict(set)
    for _, parts in parsed:
        for place in parts.places[:-1]:
            if not offices.regions.named(place):
                outer[place].add(place)
                outer[short_name(place)].add(place)
        for place in parts.places[-1:]:
            kinds_of[place].add(parts.type)
            full[place].add(place)
            if short_name(place) != place:
                short[short_name(place)].add(place)
            regions = offices.regions.named(place)
            for word in [r.english for r in regions] or [spelled(short_name(place))]:
                english[word].add(place)
    extra = {p.type for _, p in parsed if p.type and p.type not in offices.type_of}
    names = offices.kinds
    if extra:
        names = KindNames(offices.table.types, offices.table.not_kinds, sorted(extra))
    return Known(
        parsed,
        _frozen(full),
        _frozen(short),
        _frozen(outer),
        _frozen(english),
        {place: frozenset(kinds) for place, kinds in kinds_of.items()},
        names,
        offices.regions.starts | {name[:2] for name in (*full, *short, *outer)},
    )


def _frozen(table: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(values)) for key, values in table.items()}
