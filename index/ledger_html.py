"""The ledger as HTML; whatever comes from a report is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.download import link
from index.figures.html import mark_html, quoted
from index.ledger import SORTED, Row, Wanted, indicator_name
from index.shown import escape, office_name
from index.wording_page import Language, label

COLUMNS = ("office", "year", "measure", "figure", "sentence")


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
        none, clear = label(language, "none"), _clear(wanted, language)
        return f'<p class="none" role="status" lang="{language}">{none}{clear}</p>'
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
        f'<th scope="col" aria-sort="{way}"><button type="button" class="sort" value="{following}" data-by="{column}" '
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
        f'<div class="bar" tabindex="-1"><span role="status"><b>{count}</b> {part}{_clear(wanted, language)}</span>'
        f"{_order(wanted.order, language)}<span>{label(language, 'export')}{files}</span></div>"
    )


def _clear(wanted: Wanted, language: Language) -> str:
    """Return the button that takes every condition away; nothing where there is none."""
    if replace(wanted, order="") == Wanted():
        return ""
    return f' <button type="button" class="clear act">{label(language, "clear")}</button>'


def _order(order: str, language: Language) -> str:
    """Return the list of orders, for a screen on which the table has no heads to sort by."""
    options = [("", label(language, "order_reading"))]
    for column in SORTED:
        name = label(language, column)
        options += [
            (f"{way}{column}", label(language, key, column=name))
            for way, key in (("", "order_up"), ("-", "order_down"))
        ]
    made = "".join(
        f'<option value="{value}"{" selected" if value == order else ""}>{name}</option>'
        for value, name in options
    )
    return (
        f'<label class="order"><span>{label(language, "order")}</span>'
        f'<select class="order">{made}</select></label>'
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
