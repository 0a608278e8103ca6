"""The coverage as a table; its marks are told apart without colour, and are read out in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.figures.coverage.covered import Cell, Covered, State
from index.ledger import indicator_name
from index.shown import escape, office_name
from index.wording_page import Language, label

STATES: tuple[State, ...] = ("stated", "zero", "planned", "silent", "missing")
MARKS: dict[State, str] = {"silent": "○", "missing": "—"}
REST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: what it is of, and a cell for each year."""

    office: str
    indicator: str
    cells: tuple[Cell, ...]


def coverage_html(covered: Covered, indicator: str, office: str, language: Language) -> str:
    """Return the matrix: of an indicator, else of an office, else of all offices."""
    if not covered.reports:
        return f'<p class="none">{label(language, "empty")}</p>'
    years: tuple[int | None, ...] = covered.years
    name = escape(indicator_name(indicator, language))
    offices = (office,) if office else covered.offices
    if indicator:
        lines = [
            Line(o, indicator, tuple(covered.cell(o, y, indicator) for y in years)) for o in offices
        ]
        title = label(language, "coverage_indicator", indicator=name)
        return _matrix(covered, title, "office", lines, years, language)
    if office:
        own = covered.stated_by(office)
        lines = [Line(office, i, tuple(covered.cell(office, y, i) for y in years)) for i in own]
        title = label(language, "coverage_office", office=_office(office, language))
        rest = [name for name in covered.indicators if name not in own]
        return _matrix(covered, title, "indicator", lines, years, language, _rest(rest, language))
    if any((o, None) in covered.reports for o in offices):
        years = (*years, None)
    lines = [Line(o, "", tuple(covered.total(o, y) for y in years)) for o in offices]
    return _matrix(covered, label(language, "coverage_all"), "office", lines, years, language)


def legend_html(states: Sequence[State], language: Language) -> str:
    """Return what the marks mean."""
    items = "".join(
        f"<li>{mark_html(state, '12', language)}<span>{label(language, state)}</span></li>"
        for state in states
    )
    return f'<ul class="legend" aria-label="{label(language, "legend")}">{items}</ul>'


def _matrix(
    covered: Covered,
    title: str,
    of: str,
    lines: Sequence[Line],
    years: Sequence[int | None],
    language: Language,
    rest: str = "",
) -> str:
    """Return the table; the years before and after all that is told are left out."""
    reported = {year for _, year in covered.reports}
    told = [
        at
        for at, year in enumerate(years)
        if year in reported or any(line.cells[at].state != "missing" for line in lines)
    ]
    kept = slice(told[0], told[-1] + 1) if told else slice(0)
    years = years[kept]
    lines = [replace(line, cells=line.cells[kept]) for line in lines]
    head = "".join(
        f'<th scope="col">{year or label(language, "unknown_year")}</th>' for year in years
    )
    body = "".join(_line(line, of, years, language) for line in lines)
    return (
        f'<section class="matrix" lang="{language}"><h2>{title}</h2>'
        f"<p>{label(language, 'coverage_hint')}</p>{legend_html(STATES, language)}"
        f'<div class="wide" tabindex="0" role="region" aria-label="{title}"><table><thead><tr>'
        f'<th scope="col">{label(language, of)}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{rest}</section>"
    )


def _line(line: Line, of: str, years: Sequence[int | None], language: Language) -> str:
    office = _office(line.office, language)
    indicator = escape(indicator_name(line.indicator, language))
    cells = "".join(
        f"<td>{_cell(cell, line, year, language)}</td>"
        for cell, year in zip(line.cells, years, strict=True)
    )
    return f'<tr><th scope="row">{office if of == "office" else indicator}</th>{cells}</tr>'


def _cell(cell: Cell, line: Line, year: int | None, language: Language) -> str:
    """Return a cell: a button where the ledger has figures, a link where only the report tells."""
    mark = mark_html(cell.state, str(cell.figures), language)
    if cell.state == "missing" or (year is None and not cell.link):
        told = label(language, "said_missing") if cell.state == "missing" else ""
        return f'{mark}<span class="spoken">{told}</span>'
    names = (
        _office(line.office, language),
        str(year or label(language, "unknown_year")),
        escape(indicator_name(line.indicator, language)),
    )
    said = label(
        language, f"said_{cell.state}", place=" ".join(filter(None, names)), count=cell.figures
    )
    if cell.link:
        return (
            f'<a class="cite plainlink told" href="#cite-{escape(cell.link)}" title="{said}" '
            f'aria-label="{said}">{mark}</a>'
        )
    return (
        f'<button type="button" class="pick" data-office="{escape(line.office)}" '
        f'data-year="{year}" data-indicator="{escape(line.indicator)}" title="{said}" '
        f'aria-label="{said}">{mark}</button>'
    )


def mark_html(state: State, count: str, language: Language) -> str:
    """Return the sign of a state, which is not read out; "stated" shows its count."""
    shown = MARKS.get(state) or (count if state == "stated" else label(language, f"{state}_mark"))
    return f'<span class="mark {state}" aria-hidden="true">{shown}</span>'


def _rest(indicators: Sequence[str], language: Language) -> str:
    if not indicators:
        return ""
    names = [escape(indicator_name(name, language)) for name in indicators[:REST_SHOWN]]
    joined = ("、" if language == "zh" else ", ").join(names)
    count = label(language, "coverage_rest", count=len(indicators))
    return f"<details><summary>{count}</summary><p>{joined}</p></details>"


def _office(office: str, language: Language) -> str:
    return escape(office_name(office, language)) or label(language, "unknown_office")
