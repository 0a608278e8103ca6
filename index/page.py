"""The page of figures: the ledger as a table, what is covered, and the shown rows as a file.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.figures.html import MOST, odds_html
from index.figures.judging import Said
from index.figures.page import JudgeForm, MayChange, Noted, nobody
from index.index import Index
from index.ledger import KINDS, MOST_CHARACTERS, Shelf, Wanted, rows, select
from index.ledger_html import coverage_html, ledger_html, office_name
from index.wording_page import Language, label

ROWS = 100
"""So many figures stand on one page of the table."""
AT_ONCE = 4
FIRST = (0, "")
"""The table's view: from which figure on, and by what it is sorted."""
View = tuple[int, str]


def shown(
    shelf: Shelf, wanted: Wanted, language: Language, at: int = 0, *, may: bool = False
) -> str:
    """Return the table of what fits, from the figure at ``at``, for who may judge with buttons."""
    found = select(shelf, wanted, rejected=True)
    first = at if 0 <= at < len(found) else 0
    page = tuple(rows(shelf, found[first : first + ROWS]))
    return ledger_html(page, first, len(found), wanted, language, may=may)


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


class FiguresSheet:
    """The tab of figures: ``lay`` puts its parts in place, ``dress`` gives them a language.

    ``may_change`` is asked before a verdict on a figure, and by default says no; ``who`` gives it,
    and ``note`` is told of it.
    """

    name = "figures"

    def __init__(
        self,
        index: Index,
        may_change: MayChange = nobody,
        who: Callable[[Any], str] = lambda _: "",
        note: Noted = lambda *_: None,
    ) -> None:
        self._shelf = index
        self._form = JudgeForm(index, may_change, who, note)

    def title(self, language: Language) -> str:
        """Return what the tab is called."""
        return label(language, "tab")

    def css(self) -> str:
        """Return the look of the tab."""
        return _own_file("page.css") + _own_file("figures/page.css")

    def lay(self, tab: Any, language: Any) -> list[Any]:
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        view, form = gr.State(FIRST), self._form
        with gr.Column(elem_id="figures", elem_classes=["sheet"]):
            coverage = gr.HTML("", elem_id="coverage", js_on_load=_own_file("page.js"))
            with gr.Row(elem_id="wanted"):
                offices = gr.Dropdown([], multiselect=True, elem_id="offices", scale=3)
                years = gr.Dropdown([], multiselect=True, elem_id="years", scale=2)
                kind = gr.Dropdown([("", "")], value="", elem_id="kind", scale=1, filterable=False)
                words = gr.Textbox(max_length=MOST_CHARACTERS, elem_id="words", scale=2)
            odds = gr.HTML("", elem_id="odds", js_on_load=None)
            table = gr.HTML("", elem_id="ledger", js_on_load=_own_file("page.js"))
        speaking = form.lay()

        wanted = [offices, years, kind, words]
        asking = [*wanted, view, language]
        quiet: dict[str, Any] = {
            "api_visibility": "private", "show_progress": "hidden", "concurrency_limit": AT_ONCE,
            "concurrency_id": "figures",
        }  # fmt: skip

        def show(
            offices: Any, years: Any, kind: Any, words: Any, view: View, language: Language,
            request: gr.Request,
        ) -> list[Any]:  # fmt: skip
            return self._table((offices, years, kind, words), (0, view[1]), language, request)

        def turn(
            event: gr.EventData, offices: Any, years: Any, kind: Any, words: Any, view: View,
            language: Language, request: gr.Request,
        ) -> list[Any]:  # fmt: skip
            at = str(_sent(event, "at"))
            first = int(at) if at.isdecimal() and len(at) < 9 else 0
            return self._table((offices, years, kind, words), (first, view[1]), language, request)

        def sort(
            event: gr.EventData, offices: Any, years: Any, kind: Any, words: Any, view: View,
            language: Language, request: gr.Request,
        ) -> list[Any]:  # fmt: skip
            order = str(_sent(event, "by"))
            return self._table((offices, years, kind, words), (0, order), language, request)

        def pick(
            event: gr.EventData, kind: Any, words: Any, view: View, language: Language,
            request: gr.Request,
        ) -> list[Any]:  # fmt: skip
            picked = self._one(_sent(event, "office"), _sent(event, "year"))
            table = self._table((*picked, kind, words), (0, view[1]), language, request)
            return [*picked, *table]

        def open_tab(
            offices: Any, years: Any, kind: Any, words: Any, view: View, language: Language,
            request: gr.Request,
        ) -> list[Any]:  # fmt: skip
            table = self._table((offices, years, kind, words), view, language, request)
            return [coverage_html(self._shelf.coverage(), language), *table]

        def oppose(offices: Any, years: Any, language: Language) -> str:
            return odds_shown(self._shelf, Wanted.read(offices, years, "", ""), language)

        def judge(event: gr.EventData, language: Language, request: gr.Request) -> list[Any]:
            return form.opened(_sent(event, "report"), _sent(event, "id"), language, request)

        def keep(
            one: Any, verdict: Any, value: Any, unit: Any, why: Any, offices: Any, years: Any,
            kind: Any, words: Any, view: View, language: Language, request: gr.Request,
        ) -> list[Any]:  # fmt: skip
            said = form.kept(one, Said.read(verdict, value, unit, why), language, request)
            table = self._table((offices, years, kind, words), view, language, request)
            return [*said, *table, oppose(offices, years, language)]

        def take_back(
            one: Any, offices: Any, years: Any, kind: Any, words: Any, view: View,
            language: Language, request: gr.Request,
        ) -> list[Any]:  # fmt: skip
            said = form.kept(one, None, language, request)
            table = self._table((offices, years, kind, words), view, language, request)
            return [*said, *table, oppose(offices, years, language)]

        def reopen(one: tuple[str, ...], language: Language, request: gr.Request) -> list[Any]:
            return form.opened(one[0], one[1], language, request) if one else form.closed()

        ledger = [table, view]
        changes = [offices.input, years.input, kind.input, words.change]
        gr.on(changes, show, asking, ledger, trigger_mode="always_last", **quiet)
        opening = [tab.select, language.change]
        gr.on(opening, open_tab, asking, [coverage, *ledger], **quiet)
        opposing = [*opening, offices.change, years.change]
        gr.on(
            opposing, oppose, [offices, years, language], odds, trigger_mode="always_last", **quiet
        )
        table.turn(turn, asking, ledger, **quiet)
        table.sort(sort, asking, ledger, **quiet)
        table.judge(judge, language, form.parts, **quiet)
        coverage.pick(pick, [kind, words, view, language], [offices, years, *ledger], **quiet)
        changed = [*form.parts, *ledger, odds]
        form.head.shut(form.closed, None, form.parts, **quiet)
        form.save.click(keep, [form.editing, *form.filled, *asking], changed, **quiet)
        form.back.click(take_back, [form.editing, *asking], changed, **quiet)
        language.change(reopen, [form.editing, language], form.parts, **quiet)
        return [*wanted, *speaking]

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
            *self._form.dress(language),
        ]

    def _table(
        self, filled: tuple[Any, Any, Any, Any], view: View, language: Language, request: Any
    ) -> list[Any]:
        """Return the table that the filter and the view ask for, and the view."""
        wanted = Wanted.read(*filled, view[1])
        table = shown(self._shelf, wanted, language, view[0], may=self._form.may(request))
        return [table, (view[0], wanted.order)]

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
    return Path(__file__).parent.joinpath(name).read_text(encoding="utf-8")
