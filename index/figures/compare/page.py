"""The view that sets figures side by side: what is compared, the table, the charts, what to mind.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded.
"""

from typing import Any

from index.figures.choices import QUIET, indicators_of, offices_of, sent, years_of
from index.figures.compare.cells import MOST_INDICATORS, Comparison, Picked, compare
from index.figures.compare.html import charts_html, compare_html, offer_html
from index.figures.compare.notes import Comparing, drawings, notes
from index.figures.coverage.covered import Latest
from index.index import Index
from index.wording_page import Language, label

CHARTS = 4
"""So many indicators are drawn."""


class CompareView:
    """Offices, years and indicators to pick, and what the reports state of them."""

    def __init__(self, index: Index, latest: Latest, comparing: Comparing | None) -> None:
        self._index = index
        self._latest = latest
        self._comparing = comparing

    def lay(self, script: str) -> list[Any]:
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        with gr.Row(elem_id="picked", elem_classes=["wanted"]):
            self.indicators = gr.Dropdown(
                [], multiselect=True, max_choices=MOST_INDICATORS, elem_id="picked-indicators"
            )
            self.offices = gr.Dropdown([], multiselect=True, elem_id="picked-offices")
            self.years = gr.Dropdown([], multiselect=True, elem_id="picked-years")
        self.turned = gr.State(value=False)
        self.table = gr.HTML("", elem_id="compared", js_on_load=script)
        with gr.Column(elem_id="charts"):
            self.charts = [
                gr.Plot(visible=False, show_label=False, container=False, elem_classes=["drawn"])
                for _ in range(CHARTS)
            ]
            self.told = gr.HTML("", elem_id="charts-told", js_on_load=None)
        return [self.indicators, self.offices, self.years]

    def wire(self, language: Any, opening: list[Any]) -> None:
        """Make the parts act; ``opening`` are the events that show the view anew."""
        import gradio as gr

        picked = [self.offices, self.years, self.indicators, self.turned]
        made = [self.table, *self.charts, self.told]

        def show(
            offices: Any, years: Any, indicators: Any, turned: Any, language: Language
        ) -> list[Any]:
            return self._shown(Picked.read(offices, years, indicators, turned), language)

        def open_view(
            offices: Any, years: Any, indicators: Any, turned: Any, language: Language
        ) -> list[Any]:
            asked = Picked.read(offices, years, indicators, turned)
            return [*self._shown(asked, language), *self._choices(asked, language)]

        def swap(
            offices: Any, years: Any, indicators: Any, turned: Any, language: Language
        ) -> list[Any]:
            return [*show(offices, years, indicators, not turned, language), not turned]

        def choose(
            event: gr.EventData, offices: Any, years: Any, turned: Any, language: Language
        ) -> list[Any]:
            asked = Picked.read(offices, years, [sent(event, "indicator")], turned)
            return [*self._shown(asked, language), gr.update(value=list(asked.indicators))]

        asking = [*picked, language]
        parts = [*made, self.offices, self.years, self.indicators]
        gr.on(opening, open_view, asking, parts, **QUIET)
        changed = [self.offices.input, self.years.input, self.indicators.input]
        gr.on(changed, show, asking, made, trigger_mode="always_last", **QUIET)
        self.table.swap(swap, asking, [*made, self.turned], **QUIET)
        choosing = [self.offices, self.years, self.turned, language]
        self.table.choose(choose, choosing, [*made, self.indicators], **QUIET)

    def dress(self, language: Language) -> list[Any]:
        """Return the parts that speak, in ``language``."""
        import gradio as gr

        keys = ("indicators", "offices", "years")
        return [gr.update(label=label(language, key)) for key in keys]

    def _shown(self, picked: Picked, language: Language) -> list[Any]:
        """Return the table, the charts and what is said of them."""
        import gradio as gr

        covered = self._latest.covered()
        hidden = gr.update(value=None, visible=False)
        if not picked.indicators:
            return [offer_html(covered.indicators, language), *[hidden] * CHARTS, ""]
        made = compare(self._index, covered, picked)
        said = notes(self._comparing, made, language) if self._comparing else ()
        charts = self._drawn(made, language)
        told = charts_html(made, len(charts), CHARTS, language) if charts else ""
        shown = [gr.update(value=chart, visible=True) for chart in charts[:CHARTS]]
        shown += [hidden] * (CHARTS - len(shown))
        return [compare_html(made, picked, said, language), *shown, told]

    def _drawn(self, made: Comparison, language: Language) -> list[Any]:
        if self._comparing is None:
            return []
        return [self._comparing.drawn(one, language) for one in drawings(made, language)]

    def _choices(self, picked: Picked, language: Language) -> list[Any]:
        import gradio as gr

        covered = self._latest.covered()
        return [
            gr.update(choices=offices_of(covered, language, picked.offices)),
            gr.update(choices=years_of(covered.years, picked.years)),
            gr.update(choices=indicators_of(covered.indicators, language)),
        ]
