"""The view of what is covered: of one indicator, of one office, or of all.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded.
"""

from typing import Any

from index.figures.choices import QUIET, indicators_of, offices_of
from index.figures.coverage.covered import Latest
from index.figures.coverage.html import coverage_html
from index.wording_page import Language, label


class CoverageView:
    """The matrix of what is covered, and the two lists that choose what it is of."""

    def __init__(self, latest: Latest) -> None:
        self._latest = latest

    def lay(self, script: str) -> list[Any]:
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        with gr.Row(elem_id="covered-of", elem_classes=["wanted"]):
            self.indicator = gr.Dropdown([("", "")], value="", elem_id="covered-indicator")
            self.office = gr.Dropdown([("", "")], value="", elem_id="covered-office")
        self.matrix = gr.HTML("", elem_id="coverage", js_on_load=script)
        return [self.indicator, self.office]

    def wire(self, language: Any, opening: list[Any]) -> None:
        """Make the lists act; ``opening`` are the events that show the view anew."""
        import gradio as gr

        asking = [self.indicator, self.office, language]

        def show(indicator: Any, office: Any, language: Language) -> str:
            covered = self._latest.covered()
            return coverage_html(
                covered,
                indicator if indicator in covered.indicators else "",
                office if office in covered.offices else "",
                language,
            )

        def open_view(indicator: Any, office: Any, language: Language) -> list[Any]:
            return [show(indicator, office, language), *self._choices(language)]

        parts = [self.matrix, self.indicator, self.office]
        gr.on(opening, open_view, asking, parts, **QUIET)
        chosen = [self.indicator.input, self.office.input]
        gr.on(chosen, show, asking, self.matrix, trigger_mode="always_last", **QUIET)

    def dress(self, language: Language) -> list[Any]:
        """Return the lists in ``language``."""
        import gradio as gr

        indicator, office = label(language, "one_indicator"), label(language, "one_office")
        return [gr.update(label=indicator), gr.update(label=office)]

    def _choices(self, language: Language) -> list[Any]:
        import gradio as gr

        covered = self._latest.covered()
        indicators = indicators_of(covered.indicators, language)
        return [
            gr.update(choices=[(label(language, "any_indicator"), ""), *indicators]),
            gr.update(
                choices=[(label(language, "any_office"), ""), *offices_of(covered, language)]
            ),
        ]
