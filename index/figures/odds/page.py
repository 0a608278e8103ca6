"""The view of contradictions, by office and year.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded.
"""

from typing import Any

from index.figures.choices import QUIET, offices_of, years_of
from index.figures.coverage.covered import Latest
from index.figures.html import MOST, odds_html
from index.index import Index
from index.ledger import Wanted, rows
from index.wording_page import Language, label


def odds_shown(index: Index, wanted: Wanted, language: Language) -> str:
    """Return the contradictions of the offices and years that are wanted."""
    found = [
        odd
        for odd in index.contradictions()
        if (not wanted.offices or odd.office in wanted.offices)
        and (not wanted.years or odd.year in wanted.years)
    ]
    told = [(odd, tuple(rows(index, odd.figures))) for odd in found[:MOST]]
    return odds_html(told, len(found), language)


class OddsView:
    """The list of contradictions, and the offices and years it is of."""

    def __init__(self, index: Index, latest: Latest) -> None:
        self._index = index
        self._latest = latest

    def lay(self, script: str) -> list[Any]:
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        with gr.Row(elem_id="odds-of", elem_classes=["wanted"]):
            self.offices = gr.Dropdown([], multiselect=True, elem_id="odds-offices")
            self.years = gr.Dropdown([], multiselect=True, elem_id="odds-years")
        self.listed = gr.HTML("", elem_id="odds", js_on_load=script)
        return [self.offices, self.years]

    def wire(self, language: Any, opening: list[Any]) -> None:
        """Make the lists act; ``opening`` are the events that show the view anew."""
        import gradio as gr

        def show(offices: Any, years: Any, language: Language) -> str:
            return odds_shown(self._index, Wanted.read(offices, years), language)

        def open_view(offices: Any, years: Any, language: Language) -> list[Any]:
            covered, asked = self._latest.covered(), Wanted.read(offices, years)
            return [
                odds_shown(self._index, asked, language),
                gr.update(choices=offices_of(covered, language, asked.offices)),
                gr.update(choices=years_of(covered.years, asked.years)),
            ]

        def speak(listed: Any, offices: Any, years: Any, language: Language) -> Any:
            return show(offices, years, language) if listed else gr.skip()

        asking = [self.offices, self.years, language]
        shown = [self.listed, self.offices, self.years]
        slow: dict[str, Any] = {
            **QUIET,
            "show_progress": "minimal",
            "show_progress_on": self.listed,
        }
        gr.on(opening, open_view, asking, shown, **slow)
        language.change(speak, [self.listed, *asking], self.listed, **QUIET)
        chosen = [self.offices.input, self.years.input]
        gr.on(chosen, show, asking, self.listed, trigger_mode="always_last", **QUIET)

    def dress(self, language: Language) -> list[Any]:
        """Return the lists in ``language``."""
        import gradio as gr

        return [gr.update(label=label(language, key)) for key in ("offices", "years")]
