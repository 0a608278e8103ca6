"""Chart -> Plotly figure: grouped bars for a few labels, lines for a run of years.

Series of one unit and alike in size share a plot; others get one each (small multiples). A value
that no report states leaves a gap, never a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import cycle
from textwrap import wrap
from typing import Any

from assistant.models import Chart, Language, Series
from assistant.wording_page import label

COLOURS = ("#2c6cb0", "#d98324", "#2f8f7a", "#8a5fa8", "#b24c5c", "#6f7f2f")
SCALES: dict[Language, tuple[tuple[float, int, str], ...]] = {
    "zh": ((1e8, 10**8, "亿"), (1e5, 10**4, "万")),
    "en": ((1e9, 10**9, "billion "), (1e6, 10**6, "million ")),
}
"""From which greatest value on numbers are shown in which larger unit."""
LINE_FROM = 5
"""From this many years on, a line shows the course better than bars."""
LONGEST_LABEL = 9
"""Longer names beside lying bars go on in a second line, so that a phone has room for the bars."""
ALIKE = 12
"""Beyond this ratio of their greatest values two series would flatten each other in one plot."""


CATEGORIES: dict[str, Any] = {
    "type": "category", "automargin": True, "fixedrange": True, "showgrid": False, "categoryorder": "array",
    "tickfont": {"size": 13},
}  # fmt: skip
AMOUNTS: dict[str, Any] = {
    "automargin": True, "fixedrange": True, "rangemode": "tozero", "nticks": 5, "zeroline": True,
    "gridcolor": "rgba(128,140,155,.25)", "zerolinecolor": "rgba(128,140,155,.5)", "tickformat": ",~r",
}  # fmt: skip


def plotly_figure(chart: Chart, language: Language = "zh") -> Any:
    """Return the Plotly figure of a chart, without background, title or tools."""
    from plotly.graph_objects import Figure
    from plotly.subplots import make_subplots

    plots = together(chart.series)
    figure: Figure = make_subplots(
        rows=len(plots),
        cols=1,
        shared_xaxes=True,
        vertical_spacing=0.22 / max(1, len(plots) - 1),
        subplot_titles=[_heading(g, language) if len(plots) > 1 else "" for g in plots],
    )
    colour = 0
    for row, group in enumerate(plots, start=1):
        size, unit = scaled(tuple(group), language)
        for series in group:
            colours = COLOURS[colour % len(COLOURS)]
            trace = _trace(chart.labels, series, colours, size, unit)
            figure.add_trace(trace, row=row, col=1)
            colour += 1
    _dress(figure, chart, plots)
    return figure


def lying_bars(chart: Chart, language: Language = "zh") -> Any:
    """Return bars that lie, a group for each label: for labels as long as the name of an office.

    Series of one unit share a plot, however unlike in size: the labels are what is compared.
    """
    from plotly.graph_objects import Bar, Figure
    from plotly.subplots import make_subplots

    plots = together(chart.series, alike=float("inf"))
    figure: Figure = make_subplots(rows=len(plots), cols=1)
    labels = ["<br>".join(map(_words, wrap(label, LONGEST_LABEL))) for label in chart.labels]
    colours = cycle(COLOURS)
    for row, group in enumerate(plots, start=1):
        size, unit = scaled(tuple(group), language)
        for series in group:
            values, shown = _sized(series, size)
            bar = Bar(
                x=values, y=labels, text=shown, name=_words(series.name), orientation="h", textposition="outside",
                hovertemplate=f"%{{y}}　%{{text}} {_words(unit)}<extra>{_words(series.name)}</extra>",
                marker={"color": next(colours)}, cliponaxis=False,
            )  # fmt: skip
            figure.add_trace(bar, row=row, col=1)
    _look(figure, len(chart.series) > 1)
    thick = 14 + 15 * max(map(len, plots), default=1)
    figure.update_layout(height=100 + len(plots) * len(labels) * thick, bargap=0.3)
    figure.update_yaxes(
        **CATEGORIES, categoryarray=labels, range=[len(labels) - 0.5, -0.5], dtick=1
    )
    for row, group in enumerate(plots, start=1):
        most = max(map(_greatest, group)) / float(scaled(tuple(group), language)[0])
        figure.update_xaxes(**AMOUNTS, range=[0, most * 1.22 or 1], row=row, col=1)
    for at in _gaps(chart, chart.series):
        figure.add_annotation(
            x=0, y=at, text="—", showarrow=False, xanchor="left", font={"size": 16}
        )
    return figure


def scaled(series: tuple[Series, ...], language: Language) -> tuple[Decimal, str]:
    """Return what to divide the values of series of one unit by, and the unit they then have.

    >>> scaled((Series("a", "元", (Decimal(76049000000),)),), "zh")
    (Decimal('100000000'), '亿元')
    """
    unit = series[0].unit if series else ""
    most = max(map(_greatest, series), default=0.0)
    for least, size, word in SCALES[language]:
        if most >= least:
            return Decimal(size), f"{word}{unit}"
    return Decimal(1), unit


def together(series: tuple[Series, ...], alike: float = ALIKE) -> list[list[Series]]:
    """Return the series in groups that may share a plot: one unit, alike in size."""
    groups: list[list[Series]] = []
    for one in series:
        home = next((g for g in groups if _fits(g, one, alike)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _fits(group: list[Series], one: Series, alike: float) -> bool:
    sizes = sorted(_greatest(s) for s in (*group, one) if _greatest(s))
    near = not sizes or sizes[-1] <= alike * sizes[0]
    return near and group[0].unit == one.unit


def _greatest(series: Series) -> float:
    return max((abs(float(v)) for v in series.values if v is not None), default=0.0)


def _heading(group: list[Series], language: Language) -> str:
    """Return the names of a group, wrapped to what a phone shows, with their unit."""
    unit = label(language, "in_unit", unit=scaled(tuple(group), language)[1])
    text = f"{'、'.join(dict.fromkeys(s.name for s in group))}{unit}"
    return "<br>".join(_words(line) for line in wrap(text, 44))


def _words(text: str) -> str:
    """Return text as Plotly shows it literally; it reads a little HTML in names."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _sized(series: Series, size: Decimal) -> tuple[list[float | None], list[str]]:
    """Return the values in the unit that is shown, and the words that stand beside them."""
    sizes = [v if v is None or size == 1 else round(v / size, 2) for v in series.values]
    values = [None if v is None else float(v) for v in sizes]
    return values, ["" if v is None else f"{v.normalize():,f}" for v in sizes]


def _trace(labels: tuple[str, ...], series: Series, colour: str, size: Decimal, unit: str) -> Any:
    from plotly.graph_objects import Bar, Scatter

    values, shown = _sized(series, size)
    common = {
        "x": [_words(x) for x in labels],
        "y": values,
        "text": shown,
        "name": _words(series.name),
        "hovertemplate": f"%{{x}}　%{{text}} {_words(unit)}<extra>{_words(series.name)}</extra>",
    }
    if len(labels) >= LINE_FROM and all(x.isdigit() for x in labels):
        return Scatter(
            **common, mode="lines+markers+text", textposition="top center", connectgaps=False,
            line={"color": colour, "width": 2.5}, marker={"size": 8}, cliponaxis=False,
        )  # fmt: skip
    return Bar(**common, textposition="outside", marker={"color": colour}, cliponaxis=False)


def _dress(figure: Any, chart: Chart, plots: list[list[Series]]) -> None:
    labels = [_words(label) for label in chart.labels]
    _look(figure, len(chart.series) > 1 and len(plots) < len(chart.series))
    figure.update_layout(height=90 + 190 * len(plots))
    figure.update_xaxes(**CATEGORIES, categoryarray=labels, range=[-0.5, len(labels) - 0.5])
    figure.update_yaxes(**AMOUNTS)
    for row, group in enumerate(plots, start=1):
        for at in _gaps(chart, group):
            figure.add_annotation(
                x=at, y=0, text="—", showarrow=False, yanchor="bottom", font={"size": 16}, row=row, col=1
            )  # fmt: skip


def _look(figure: Any, legend: bool) -> None:
    figure.update_layout(
        template="none", barmode="group", bargap=0.5, bargroupgap=0.08,
        margin={"l": 8, "r": 8, "t": 28, "b": 8}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        showlegend=legend, legend={"orientation": "h", "y": -0.16, "x": 0}, dragmode=False,
        font={"family": "inherit", "size": 13, "color": "#5b6675"}, hovermode="closest",
    )  # fmt: skip


def _gaps(chart: Chart, group: Sequence[Series]) -> list[int]:
    """Return the places of the labels for which no series of ``group`` states anything."""
    values = [series.values for series in group]
    return [at for at in range(len(chart.labels)) if all(one[at] is None for one in values)]
