"""The page of figures: the ledger as a table, what is covered, and the shown rows as a file.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded.
"""

from pathlib import Path
from typing import Any

from index.ledger import KINDS, MOST_CHARACTERS, Shelf, Wanted, rows, select
from index.ledger_html import coverage_html, ledger_html, office_name
from index.wording_page import Language, label

ROWS = 100
"""So many figures stand on one page of the table."""
AT_ONCE = 4


def shown(shelf: Shelf, wanted: Wanted, language: Language, at: int = 0) -> str:
    """Return the table of what fits, from the figure at ``at``."""
    found = select(shelf, wanted)
    first = at if 0 <= at < len(found) else 0
    page = tuple(rows(shelf, found[first : first + ROWS]))
    return ledger_html(page, first, len(found), wanted, language)


class FiguresSheet:
    """The tab of figures: ``lay`` puts its parts in place, ``dress`` gives them a language."""

    name = "figures"

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def title(self, language: Language) -> str:
        """Return what the tab is called."""
        return label(language, "tab")

    def css(self) -> str:
        """Return the look of the tab."""
        return _own_file("page.css")

    def lay(self, tab: Any, language: Any) -> list[Any]:
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        with gr.Column(elem_id="figures", elem_classes=["sheet"]):
            coverage = gr.HTML("", elem_id="coverage", js_on_load=_own_file("page.js"))
            with gr.Row(elem_id="wanted"):
                offices = gr.Dropdown([], multiselect=True, elem_id="offices", scale=3)
                years = gr.Dropdown([], multiselect=True, elem_id="years", scale=2)
                kind = gr.Dropdown([("", "")], value="", elem_id="kind", scale=1, filterable=False)
                words = gr.Textbox(max_length=MOST_CHARACTERS, elem_id="words", scale=2)
            table = gr.HTML("", elem_id="ledger", js_on_load=_own_file("page.js"))

        wanted = [offices, years, kind, words]
        quiet: dict[str, Any] = {
            "api_visibility": "private", "show_progress": "hidden", "concurrency_limit": AT_ONCE,
            "concurrency_id": "figures",
        }  # fmt: skip

        def show(offices: Any, years: Any, kind: Any, words: Any, language: Language) -> str:
            return shown(self._shelf, Wanted.read(offices, years, kind, words), language)

        def turn(
            event: gr.EventData, offices: Any, years: Any, kind: Any, words: Any, language: Language
        ) -> str:
            at = str(_sent(event, "at"))
            first = int(at) if at.isdecimal() and len(at) < 9 else 0
            return shown(self._shelf, Wanted.read(offices, years, kind, words), language, first)

        def pick(event: gr.EventData, kind: Any, words: Any, language: Language) -> list[Any]:
            picked = self._one(_sent(event, "office"), _sent(event, "year"))
            wanted = Wanted.read(*picked, kind, words)
            return [*picked, shown(self._shelf, wanted, language)]

        def open_tab(
            offices: Any, years: Any, kind: Any, words: Any, language: Language
        ) -> list[Any]:
            table = show(offices, years, kind, words, language)
            return [coverage_html(self._shelf.coverage(), language), table]

        changes = [offices.input, years.input, kind.input, words.change]
        gr.on(changes, show, [*wanted, language], table, trigger_mode="always_last", **quiet)
        gr.on(
            [tab.select, language.change], open_tab, [*wanted, language], [coverage, table], **quiet
        )
        table.turn(turn, [*wanted, language], table, **quiet)
        coverage.pick(pick, [kind, words, language], [offices, years, table], **quiet)
        return wanted

    def dress(self, language: Language) -> list[Any]:
        """Return the filter in ``language``, with the offices and years that are loaded now."""
        import gradio as gr

        held = self._shelf.coverage()
        offices = [(office_name(o, language), o) for o in sorted({h.office for h in held})]
        years = [str(y) for y in sorted({h.year for h in held if h.year}, reverse=True)]
        kinds = [(label(language, "every"), ""), *((label(language, k), k) for k in KINDS)]
        return [
            gr.update(label=label(language, "offices"), choices=offices),
            gr.update(label=label(language, "years"), choices=years),
            gr.update(label=label(language, "kind"), choices=kinds),
            gr.update(label=label(language, "words"), placeholder=label(language, "words_hint")),
        ]

    def _one(self, office: object, year: object) -> tuple[list[str], list[str]]:
        """Return an office and a year as the filter takes them, if they are covered."""
        held = self._shelf.coverage()
        known = {h.office for h in held}, {str(h.year) for h in held}
        return (
            [office] if isinstance(office, str) and office in known[0] else [],
            [year] if isinstance(year, str) and year in known[1] else [],
        )


def _sent(event: Any, name: str) -> Any:
    """Return what the browser sent with an event under ``name``; None where there is nothing."""
    data = getattr(event, "_data", None)
    return data.get(name) if isinstance(data, dict) else None


def _own_file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
