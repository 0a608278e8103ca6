"""The ledger and its coverage as HTML; whatever comes from a report is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus.english import english_office
from index.download import link
from index.figures.html import mark_html, quoted
from index.ledger import SORTED, Row, Wanted, indicator_name
from index.models import Holding
from index.wording_page import Language, label

COLUMNS = ("office", "year", "measure", "figure", "sentence")
OPEN_UP_TO = 12
"""Up to so many offices the coverage is shown unfolded."""


def office_name(office: str, language: Language) -> str:
    """Return an office's name in the page's language; as it is where there is no English one."""
    return (english_office(office) if language == "en" else "") or office


def coverage_html(holdings: Sequence[Holding], language: Language) -> str:
    """Return the offices by years; a number is how many figures there are, and a button."""
    if not holdings:
        return f'<p class="none">{label(language, "empty")}</p>'
    counts: dict[tuple[str, int | None], int] = {}
    for holding in holdings:
        key = (holding.office, holding.year)
        counts[key] = counts.get(key, 0) + holding.figures
    offices = sorted({office for office, _ in counts})
    years = sorted({year for _, year in counts if year is not None})
    columns: list[int | None] = [*years, *([None] if any(y is None for _, y in counts) else [])]
    head = "".join(
        f'<th scope="col">{year or label(language, "unknown_year")}</th>' for year in columns
    )
    body = "".join(
        f'<tr><th scope="row">{escape(office_name(office, language))}</th>'
        + "".join(
            f"<td>{_cell(office, y, counts.get((office, y)), language)}</td>" for y in columns
        )
        + "</tr>"
        for office in offices
    )
    unfolded = " open" if len(offices) <= OPEN_UP_TO else ""
    return (
        f'<details class="coverage" lang="{language}"{unfolded}><summary>{label(language, "coverage")}</summary>'
        f'<div class="wide"><table><thead><tr><th scope="col">{label(language, "office")}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div><p>{label(language, 'coverage_hint')}</p></details>"
    )


def _cell(office: str, year: int | None, count: int | None, language: Language) -> str:
    if count is None:
        return "—"
    if not count or year is None:
        return str(count)
    hint = label(language, "pick", office=office_name(office, language), year=year)
    return (
        f'<button type="button" class="pick" data-office="{escape(office)}" data-year="{year}" '
        f'aria-label="{escape(hint)}: {count}" title="{escape(hint)}">{count}</button>'
    )


def ledger_html(
    rows: Sequence[Row],
    at: int,
    every: int,
    wanted: Wanted,
    language: Language,
    *,
    may: bool = False,
) -> str:
    """Return a page of the ledger: ``rows`` are those from ``at`` of ``every`` that fit.

    With ``may`` every row has a button for the verdict on its figure.
    """
    if not every:
        return f'<p class="none" role="status" lang="{language}">{label(language, "none")}</p>'
    head = "".join(_head(column, wanted.order, language) for column in COLUMNS)
    if may:
        head += f'<th scope="col"><span class="spoken">{label(language, "judge")}</span></th>'
    body = "".join(_row(row, language, may=may) for row in rows)
    bar = _bar(len(rows), at, every, wanted, language)
    pager = _pager(len(rows), at, every, language)
    return (
        f'<div class="ledger" lang="{language}">{bar}<div class="reports figures"><table><thead><tr>{head}'
        f"</tr></thead><tbody>{body}</tbody></table></div>{pager}</div>"
    )


def _head(column: str, order: str, language: Language) -> str:
    """Return the head of a column: a button that sorts by it, then turns it round, then neither."""
    name = label(language, column)
    if column not in SORTED:
        return f'<th scope="col">{name}</th>'
    way = {column: "ascending", f"-{column}": "descending"}.get(order, "none")
    following = {"none": column, "ascending": f"-{column}", "descending": ""}[way]
    sign = {"none": "↕", "ascending": "↑", "descending": "↓"}[way]
    return (
        f'<th scope="col" aria-sort="{way}"><button type="button" class="sort" value="{following}" '
        f'title="{label(language, "sort_by", column=name)}">{name}'
        f'<span aria-hidden="true"> {sign}</span></button></th>'
    )


def _bar(shown: int, at: int, every: int, wanted: Wanted, language: Language) -> str:
    count = label(language, "count_one" if every == 1 else "count", count=every)
    part = label(language, "position", first=at + 1, last=at + shown) if shown < every else ""
    files = "".join(
        f'<a class="file" href="{escape(link(kind, wanted, language))}" download="figures.{kind}">{kind.upper()}</a>'
        for kind in ("xlsx", "csv")
    )
    return (
        f'<div class="bar"><span role="status"><b>{count}</b> {part}</span>'
        f"<span>{label(language, 'export')}{files}</span></div>"
    )


def _pager(shown: int, at: int, every: int, language: Language) -> str:
    if shown >= every:
        return ""
    steps = (
        ("previous", max(at - shown, 0), at > 0),
        ("following", at + shown, at + shown < every),
    )
    buttons = "".join(
        f'<button type="button" class="turn act" value="{to}"{"" if there else " disabled"}>{label(language, key)}</button>'
        for key, to, there in steps
    )
    return f'<div class="pager">{buttons}</div>'


def _row(row: Row, language: Language, *, may: bool) -> str:
    figure = row.figure
    place = f"0:{figure.report_id}:{figure.span.start}-{figure.span.end}"
    name = indicator_name(figure.indicator, language)
    small = f"<small>{escape(name)}</small>" if name and name != figure.measure else ""
    kind = "" if figure.kind == "result" else f"<small>{label(language, figure.kind)}</small>"
    cells = (
        escape(office_name(row.office, language)),
        _year(row, language),
        f"{escape(figure.measure)}{small}",
        f'<a class="cite plainlink" href="#cite-{escape(place)}" '
        f'title="{label(language, "open")}">{escape(figure.surface)}</a>{kind}{mark_html(row, language)}',
        f'<span lang="zh">{quoted(row)}</span>',
    )
    act = label(language, "judge")
    button = (
        f'<td class="acts"><button type="button" class="judge act" value="{escape(figure.id)}" '
        f'data-report="{escape(figure.report_id)}" aria-label="{act}: {escape(figure.measure)} '
        f'{escape(figure.surface)}">{act}</button></td>'
    )
    gone = row.note is not None and row.note.verdict == "rejected"
    return (
        ('<tr class="rejected">' if gone else "<tr>")
        + "".join(
            f'<td class="{column}" data-head="{label(language, column)}"><div>{cell}</div></td>'
            for column, cell in zip(COLUMNS, cells, strict=True)
        )
        + (button if may else "")
        + "</tr>"
    )


def _year(row: Row, language: Language) -> str:
    year = str(row.year or label(language, "unknown_year"))
    period = row.figure.period
    return year if period in ("", year) else f"{year}<small>{escape(period)}</small>"
