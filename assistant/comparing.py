"""What answers know of comparing, for a page that sets figures side by side: its notes, its charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from assistant.figure import plotly_figure, scaled, together
from assistant.gather import Gatherer
from assistant.models import Chart, Language, Series
from assistant.sides import Side, mind
from assistant.units import same_unit
from assistant.write import Draft
from corpus.models import Figure
from index import Index
from index.figures.compare.notes import Drawing, Line

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
        return tuple(draft.warnings)

    def drawn(self, drawing: Drawing, language: Language) -> Any:
        """Return the Plotly figure of a chart, with its title, and units on its axes."""
        series = tuple(one for line in drawing.lines for one in _series(line))
        chart = Chart(drawing.title, drawing.labels, series)
        figure = plotly_figure(chart, language)
        for row, group in enumerate(together(series), start=1):
            unit = scaled(tuple(group), language)[1]
            figure.update_yaxes(title={"text": escape(unit, quote=False), "standoff": 4}, row=row)
        for note in figure.layout.annotations:
            if note.text == "—" and drawing.labels[int(note.x)] in drawing.several:
                note.text = SEVERAL
        title = {"text": escape(drawing.title, quote=False), "x": 0, "font": {"size": 14}}
        figure.update_layout(title=title, margin_t=44, showlegend=len(drawing.lines) > 1)
        figure.update_layout(height=figure.layout.height + 40, legend_y=-0.2)
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
