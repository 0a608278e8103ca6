"""What answers know of comparing, for a page that sets figures side by side: its notes, its charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from assistant.figure import lying_bars, plotly_figure, scaled, together
from assistant.gather import Gatherer
from assistant.models import Chart, Language, Series
from assistant.sides import Side, mind
from assistant.units import same_unit
from assistant.write import Draft
from corpus.models import Figure
from index import Index
from index.figures.compare.notes import Drawing, Line

HEADED = re.compile(r"^(?:口径提示：|Note: )")
"""What a warning begins with where it stands alone; on the page a heading says so."""
SEVERAL = "※"
"""Stands in a chart where differing numbers are stated, none of which is drawn."""


class Comparing:
    """The rules of an answer's comparison, over the figures of one index."""

    def __init__(self, index: Index) -> None:
        self._gatherer = Gatherer(index)

    def notes(self, stated: Sequence[tuple[str, Figure]], language: Language) -> tuple[str, ...]:
        """Return the warnings that an answer comparing these figures in this order would bear."""
        draft = Draft(self._gatherer, language)
        mind(draft, [Side(office, figure) for office, figure in stated])
        return tuple(HEADED.sub("", warning) for warning in draft.warnings)

    def drawn(self, drawing: Drawing, language: Language) -> Any:
        """Return the Plotly figure of a chart, with its title, and units on its axes."""
        series = tuple(one for line in drawing.lines for one in _series(line))
        chart = Chart(drawing.title, drawing.labels, series)
        lying = drawing.across == "offices"
        figure = lying_bars(chart, language) if lying else plotly_figure(chart, language)
        plots = together(series, float("inf")) if lying else together(series)
        for row, group in enumerate(plots, start=1):
            named = {"text": escape(scaled(tuple(group), language)[1], quote=False), "standoff": 4}
            axes = figure.update_xaxes if lying else figure.update_yaxes
            axes(title={**named, "font": {"size": 12}}, row=row, col=1)
        for note in figure.layout.annotations:
            place = note.y if lying else note.x
            if note.text == "—" and drawing.labels[int(place)] in drawing.several:
                note.text = SEVERAL
        title = {
            "text": escape(drawing.title, quote=False),
            "x": 0,
            "xref": "container",
            "font": {"size": 15},
        }
        legend = {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0}
        figure.update_layout(title=title, legend=legend, showlegend=len(drawing.lines) > 1)
        figure.update_layout(margin_t=76, height=figure.layout.height + 50)
        return figure


def _series(line: Line) -> Iterator[Series]:
    """Yield the line once for each kind of unit: what is counted differently is not joined."""
    units: list[str] = []
    for figure in filter(None, line.figures):
        if not any(same_unit(unit, figure.unit) for unit in units):
            units.append(figure.unit)
    for unit in units:
        values = tuple(
            f.value if f is not None and same_unit(unit, f.unit) else None for f in line.figures
        )
        yield Series(line.name, unit, values)
