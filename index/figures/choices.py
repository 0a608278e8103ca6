"""What the page of figures offers to choose from, and how what was chosen becomes a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.figures.coverage.covered import Covered, Latest
from index.ledger import KINDS, Shelf, Wanted, indicator_name, rows, select
from index.ledger_html import ledger_html
from index.outline import chapters
from index.shown import office_name, straight
from index.wording_page import Language, label

ROWS = 100
"""So many figures stand on one page of the table."""
FIRST = (0, "")
"""The table's view: from which figure on, and by what it is sorted."""
View = tuple[int, str]
Filled = Sequence[Any]
"""What the filter holds: offices, years, indicators, sections, kind, words."""
QUIET: dict[str, Any] = {
    "api_visibility": "private", "show_progress": "hidden", "concurrency_limit": 4,
    "concurrency_id": "figures",
}  # fmt: skip
"""How every event of the page is wired: for the page alone, a few at a time."""
Options = list[tuple[str, str]]
"""What is shown of each choice, and what it is."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen, each in an order that puts the likely first."""

    offices: Options
    years: Options
    indicators: Options
    sections: Options


def choices_of(shelf: Shelf, latest: Latest, wanted: Wanted, language: Language) -> Choices:
    """Return what can be chosen; indicators and sections are those of the chosen offices and years.

    What is chosen already stays among the choices.
    """
    covered = latest.covered()
    stated = covered.within(wanted.offices, wanted.years)
    indicators = (*stated, *(name for name in wanted.indicators if name not in stated))
    names = [c.name for c in chapters(shelf.records, wanted.offices, wanted.years)]
    names += [name for name in wanted.sections if name not in names]
    return Choices(
        offices_of(covered, language, wanted.offices),
        years_of(covered.every_year, wanted.years),
        indicators_of(indicators, language),
        [(straight(name), name) for name in names],
    )


def offices_of(covered: Covered, language: Language, chosen: Sequence[str] = ()) -> Options:
    """Return the loaded offices by their names in the page's language."""
    offices = dict.fromkeys((*covered.offices, *chosen))
    unknown = label(language, "unknown_office")
    return [(straight(office_name(o, language)) or unknown, o) for o in offices]


def years_of(years: Sequence[int], chosen: Sequence[int] = ()) -> Options:
    """Return the years, the latest first."""
    return [(str(year), str(year)) for year in sorted({*years, *chosen}, reverse=True)]


def indicators_of(indicators: Sequence[str], language: Language) -> Options:
    """Return indicators by their names in the page's language."""
    return [(indicator_name(name, language), name) for name in indicators]


def kinds_of(language: Language) -> Options:
    """Return the kinds of figures."""
    return [(label(language, "every"), ""), *((label(language, k), k) for k in KINDS)]


def shown(
    shelf: Shelf, wanted: Wanted, language: Language, at: int = 0, *, may: bool = False
) -> str:
    """Return the table of what fits, from the figure at ``at``, for who may judge with buttons."""
    found = select(shelf, wanted, rejected=True)
    first = at if 0 <= at < len(found) else 0
    page = tuple(rows(shelf, found[first : first + ROWS]))
    return ledger_html(page, first, len(found), wanted, language, may=may)


def sent(event: Any, name: str) -> Any:
    """Return what the browser sent with an event under ``name``; None where there is nothing."""
    data = getattr(event, "_data", None)
    return data.get(name) if isinstance(data, dict) else None
