"""The page of figures: the ledger, what is covered, figures side by side, contradictions.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.figures.choices import FIRST, QUIET, Filled, sent
from index.figures.compare.notes import Comparing
from index.figures.compare.page import CompareView
from index.figures.coverage.covered import Latest
from index.figures.coverage.page import CoverageView
from index.figures.ledger.page import LedgerView
from index.figures.odds.page import OddsView
from index.figures.page import JudgeForm, MayChange, Noted, nobody
from index.index import Index
from index.wording_page import Language, label

VIEWS = ("ledger", "coverage", "compare", "odds")


class FiguresSheet:
    """The tab of figures: ``lay`` puts its parts in place, ``dress`` gives them a language.

    ``may_change`` is asked before a verdict on a figure, and by default says no; ``who`` gives it,
    and ``note`` is told of it. ``comparing`` knows what may be compared, and draws it.
    """

    name = "figures"

    def __init__(
        self,
        index: Index,
        may_change: MayChange = nobody,
        who: Callable[[Any], str] = lambda _: "",
        note: Noted = lambda *_: None,
        comparing: Comparing | None = None,
    ) -> None:
        self._latest = Latest(index)
        self._form = JudgeForm(index, may_change, who, note)
        self._ledger = LedgerView(index, self._latest, self._form)
        self._coverage = CoverageView(self._latest)
        self._compare = CompareView(index, self._latest, comparing)
        self._odds = OddsView(index, self._latest)

    def title(self, language: Language) -> str:
        """Return what the tab is called."""
        return label(language, "tab")

    def css(self) -> str:
        """Return the look of the tab."""
        return "".join(map(_own_file, ("page.css", "figures/page.css", "figures/views.css")))

    def lay(self, tab: Any, language: Any) -> list[Any]:
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        script = _own_file("page.js")
        lays = (self._ledger.lay, self._coverage.lay, self._compare.lay, self._odds.lay)
        tabs: dict[str, Any] = {}
        speaking: list[Any] = []
        with (
            gr.Column(elem_id="figures", elem_classes=["sheet"]),
            gr.Tabs(selected=VIEWS[0], elem_id="views", overflow_behavior="wrap") as views,
        ):
            for name, lay in zip(VIEWS, lays, strict=True):
                with gr.Tab(label("zh", f"view_{name}"), id=name) as tabs[name]:
                    speaking += lay(script)
        speaking += self._form.lay()
        opening = [tab.select, language.change]
        self._ledger.wire(language, [*opening, tabs["ledger"].select])
        self._coverage.wire(language, [tabs["coverage"].select, *opening])
        self._compare.wire(language, [tabs["compare"].select, *opening])
        self._odds.wire(language, [tabs["odds"].select])
        self._pick(views, language)
        return [*tabs.values(), *speaking]

    def dress(self, language: Language) -> list[Any]:
        """Return the parts that speak, in ``language``."""
        import gradio as gr

        return [
            *(gr.update(label=label(language, f"view_{name}")) for name in VIEWS),
            *self._ledger.dress(language),
            *self._coverage.dress(language),
            *self._compare.dress(language),
            *self._odds.dress(language),
            *self._form.dress(language),
        ]

    def _pick(self, views: Any, language: Any) -> None:
        """Let a cell of the coverage show its figures in the ledger."""
        import gradio as gr

        ledger, latest = self._ledger, self._latest

        def pick(event: gr.EventData, language: Language, request: gr.Request) -> list[Any]:
            covered = latest.covered()
            office, year = sent(event, "office"), sent(event, "year")
            indicator = sent(event, "indicator")
            filled: Filled = (
                [office] if office in covered.offices else [],
                [year] if year in map(str, covered.every_year) else [],
                [indicator] if indicator in covered.indicators else [],
                [],
                "",
                "",
            )
            table = ledger.shown(filled, FIRST, language, request)
            return [gr.update(selected="ledger"), *ledger.filled(filled, language), *table]

        shown = [views, *ledger.wanted, ledger.table, ledger.view]
        self._coverage.matrix.pick(pick, language, shown, **QUIET)


def _own_file(name: str) -> str:
    return Path(__file__).parent.joinpath(name).read_text(encoding="utf-8")
