"""The ledger: what it is filtered and sorted by, its table, and the form for a verdict beside it.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded.
"""

from typing import Any

from index.figures.choices import (
    FIRST,
    QUIET,
    Filled,
    View,
    choices_of,
    kinds_of,
    sent,
    shown,
)
from index.figures.coverage.covered import Latest
from index.figures.judging import Said
from index.figures.page import JudgeForm
from index.index import Index
from index.ledger import MOST_CHARACTERS, Wanted
from index.wording_page import Language, label


class LedgerView:
    """The table of figures under its filter; ``lay`` puts both in place, ``wire`` makes them act."""

    def __init__(self, index: Index, latest: Latest, form: JudgeForm) -> None:
        self._index = index
        self._latest = latest
        self._form = form

    def lay(self, script: str) -> list[Any]:
        """Put the filter and the table into the open tab and return what speaks a language."""
        import gradio as gr

        self.view = gr.State(FIRST)
        with gr.Row(elem_id="wanted", elem_classes=["wanted"]):
            self.offices = gr.Dropdown([], multiselect=True, elem_id="offices")
            self.years = gr.Dropdown([], multiselect=True, elem_id="years")
            self.indicators = gr.Dropdown([], multiselect=True, elem_id="indicators")
            self.sections = gr.Dropdown([], multiselect=True, elem_id="sections")
            self.kind = gr.Dropdown([("", "")], value="", elem_id="kind", filterable=False)
            self.words = gr.Textbox(max_length=MOST_CHARACTERS, elem_id="words")
        self.table = gr.HTML("", elem_id="ledger", js_on_load=script)
        self.wanted = [
            self.offices, self.years, self.indicators, self.sections, self.kind, self.words,
        ]  # fmt: skip
        return self.wanted

    def wire(self, language: Any, opening: list[Any]) -> None:
        """Make the parts act; ``opening`` are the events that show the tab anew."""
        import gradio as gr

        form, view, table = self._form, self.view, self.table
        asking = [view, language, *self.wanted]
        ledger = [table, view]
        chosen = self.wanted[:4]

        def show(request: gr.Request, view: View, language: Language, *filled: Any) -> list[Any]:
            return self.shown(filled, (0, view[1]), language, request)

        def open_tab(
            request: gr.Request, view: View, language: Language, *filled: Any
        ) -> list[Any]:
            table = self.shown(filled, view, language, request)
            return [*table, *self._choices(filled, language)]

        def narrow(request: gr.Request, view: View, language: Language, *filled: Any) -> list[Any]:
            table = self.shown(filled, (0, view[1]), language, request)
            return [*table, *self._choices(filled, language)[2:]]

        def turn(
            event: gr.EventData, request: gr.Request, view: View, language: Language, *filled: Any
        ) -> list[Any]:
            at = str(sent(event, "at"))
            first = int(at) if at.isdecimal() and len(at) < 9 else 0
            return self.shown(filled, (first, view[1]), language, request)

        def sort(
            event: gr.EventData, request: gr.Request, view: View, language: Language, *filled: Any
        ) -> list[Any]:
            return self.shown(filled, (0, str(sent(event, "by"))), language, request)

        def clear(request: gr.Request, view: View, language: Language) -> list[Any]:
            filled: Filled = ([], [], [], [], "", "")
            table = self.shown(filled, (0, view[1]), language, request)
            return [*self.filled(filled, language), *table]

        def judge(event: gr.EventData, language: Language, request: gr.Request) -> list[Any]:
            return form.opened(sent(event, "report"), sent(event, "id"), language, request)

        def keep(
            request: gr.Request, one: Any, verdict: Any, value: Any, unit: Any, why: Any,
            view: View, language: Language, *filled: Any,
        ) -> list[Any]:  # fmt: skip
            said = form.kept(one, Said.read(verdict, value, unit, why), language, request)
            return [*said, *self.shown(filled, view, language, request)]

        def take_back(
            request: gr.Request, one: Any, view: View, language: Language, *filled: Any
        ) -> list[Any]:
            said = form.kept(one, None, language, request)
            return [*said, *self.shown(filled, view, language, request)]

        def reopen(one: tuple[str, ...], language: Language, request: gr.Request) -> list[Any]:
            return form.opened(one[0], one[1], language, request) if one else form.closed()

        gr.on(opening, open_tab, asking, [*ledger, *chosen], **QUIET)
        places = [self.offices.input, self.years.input]
        gr.on(places, narrow, asking, [*ledger, *chosen[2:]], trigger_mode="always_last", **QUIET)
        others = [self.indicators.input, self.sections.input, self.kind.input, self.words.change]
        gr.on(others, show, asking, ledger, trigger_mode="always_last", **QUIET)
        table.turn(turn, asking, ledger, **QUIET)
        table.sort(sort, asking, ledger, **QUIET)
        table.clear(clear, [view, language], [*self.wanted, *ledger], **QUIET)
        table.judge(judge, language, form.parts, **QUIET)
        changed = [*form.parts, *ledger]
        form.head.shut(form.closed, None, form.parts, **QUIET)
        form.save.click(keep, [form.editing, *form.filled, *asking], changed, **QUIET)
        form.back.click(take_back, [form.editing, *asking], changed, **QUIET)
        language.change(reopen, [form.editing, language], form.parts, **QUIET)

    def shown(self, filled: Filled, view: View, language: Language, request: Any) -> list[Any]:
        """Return the table that the filter and the view ask for, and the view."""
        wanted = self._read(filled, view[1])
        table = shown(self._index, wanted, language, view[0], may=self._form.may(request))
        return [table, (view[0], wanted.order)]

    def filled(self, filled: Filled, language: Language) -> list[Any]:
        """Return the filter filled in, with the choices that go with it."""
        import gradio as gr

        choices = self._choices(filled, language)
        values = [
            gr.update(**{**made, "value": value})
            for made, value in zip(choices, filled, strict=False)
        ]
        return [*values, *filled[4:]]

    def dress(self, language: Language) -> list[Any]:
        """Return the filter in ``language``."""
        import gradio as gr

        named = [
            gr.update(label=label(language, key))
            for key in ("offices", "years", "indicators", "sections")
        ]
        hint = label(language, "words_hint")
        return [
            *named,
            gr.update(label=label(language, "kind"), choices=kinds_of(language)),
            gr.update(label=label(language, "words"), placeholder=hint),
        ]

    def _choices(self, filled: Filled, language: Language) -> list[Any]:
        """Return what the offices, years, indicators and sections can be chosen from."""
        import gradio as gr

        made = choices_of(self._index, self._latest, self._read(filled), language)
        return [
            gr.update(choices=options)
            for options in (made.offices, made.years, made.indicators, made.sections)
        ]

    def _read(self, filled: Filled, order: str = "") -> Wanted:
        offices, years, indicators, sections, kind, words = filled
        return Wanted.read(offices, years, kind, words, order, indicators, sections)
