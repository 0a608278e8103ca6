"""One report, opened beside the list: what it is, correct it, replace it, remove it.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded. Every change
asks again whether the visitor may change anything.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.errors import IndexFault
from index.library.desk import Desk, said_of
from index.library.html import report_html
from index.library.visitors import Visitors
from index.library.wording_page import Language, label

Listed = Callable[[str, Language, Any], list[Any]]
"""Returns the list of reports as it is now: for the words searched for, in a language, for a request."""
CLOSED = ""
"""What is being edited where no report is open."""


class Drawer:
    """The form for one report; ``lay`` puts it in place, ``wire`` says what its buttons do."""

    def __init__(self, desk: Desk, visitors: Visitors, script: str) -> None:
        self._desk = desk
        self._visitors = visitors
        self._script = script
        self.parts: list[Any] = []
        """What opening and closing changes, in the order of ``opened``."""

    def lay(self) -> list[Any]:
        """Put the drawer into the open tab and return its parts that speak a language."""
        import gradio as gr

        self.editing = gr.State(CLOSED)
        with gr.Column(elem_id="drawer", visible=False) as drawer:
            self.head = gr.HTML("", elem_id="drawer-head", js_on_load=self._script)
            with gr.Column(elem_id="correct", visible=False) as form:
                named = self._lay_fields()
                acts = self._lay_acts()
        self.parts = [
            self.editing, drawer, self.head, form, *self.fields, self.restore, self.other, self.sure,
        ]  # fmt: skip
        return [*named, *acts]

    def _lay_fields(self) -> list[Any]:
        """Lay what can be corrected: title, office, year, and why."""
        import gradio as gr

        heading = gr.HTML("", js_on_load=None, elem_classes=["form-head"])
        title = gr.Textbox(elem_id="set-title", max_length=200, max_lines=3)
        with gr.Row():
            office = gr.Textbox(elem_id="set-office", max_length=200, max_lines=1, scale=3)
            year = gr.Textbox(elem_id="set-year", max_length=4, max_lines=1, scale=1)
        why = gr.Textbox(elem_id="set-why", max_length=500, max_lines=2)
        self.fields = [title, office, year, why]
        return [heading, *self.fields]

    def _lay_acts(self) -> list[Any]:
        """Lay the buttons; removing asks first."""
        import gradio as gr

        with gr.Row(elem_classes=["row-acts"]):
            self.save = gr.Button("", variant="primary", elem_id="save", size="sm")
            self.restore = gr.Button("", elem_id="restore", size="sm")
        with gr.Row(elem_classes=["row-acts", "more-acts"]):
            self.other = gr.UploadButton("", elem_id="replace", size="sm", visible=False)
            self.remove = gr.Button("", elem_id="remove", size="sm")
        with gr.Column(elem_id="sure", visible=False) as self.sure:
            asked = gr.HTML("", js_on_load=None)
            with gr.Row(elem_classes=["row-acts"]):
                self.yes = gr.Button("", variant="stop", elem_id="yes-remove", size="sm")
                self.no = gr.Button("", elem_id="no-remove", size="sm")
        return [self.save, self.restore, self.other, self.remove, asked, self.yes, self.no]

    def dress(self, language: Language) -> list[Any]:
        """Return the parts that speak, in ``language``."""
        import gradio as gr

        def named(key: str) -> Any:
            return gr.update(label=label(language, key))

        def said(key: str) -> Any:
            return gr.update(value=label(language, key))

        return [
            f'<h3 lang="{language}">{label(language, "correct")}</h3>', named("title"),
            named("office"), named("year"), named("why"), said("save"), said("restore"),
            named("replace"), said("remove"),
            f'<p role="alert" lang="{language}">{label(language, "sure_remove")}</p>',
            said("yes_remove"), said("cancel"),
        ]  # fmt: skip

    def wire(self, asking: list[Any], listed: Listed, shown: list[Any], quiet: Any) -> None:
        """Say what the buttons do; ``listed`` gives the list in ``shown`` after a change.

        ``asking`` are the words searched for and the language.
        """
        import gradio as gr

        def keep(
            one: str, title: str, office: str, year: str, why: str, words: str,
            language: Language, request: gr.Request,
        ) -> list[Any]:  # fmt: skip
            wanted = {"title": title, "office": office, "year": year}

            def act() -> str:
                changed = self._desk.correct(one, wanted, self._visitors.name(request), why)
                return label(language, "saved" if changed else "nothing")

            return [
                *self._changed("corrected", act, one, language, request),
                *listed(words, language, request),
            ]

        def back(one: str, words: str, language: Language, request: gr.Request) -> list[Any]:
            def act() -> str:
                self._desk.restore(one)
                return label(language, "restored")

            return [
                *self._changed("corrected", act, one, language, request),
                *listed(words, language, request),
            ]

        def count(
            event: gr.EventData, one: str, words: str, language: Language, request: gr.Request
        ) -> list[Any]:
            def act() -> str:
                apart, who = bool(sent(event, "apart")), self._visitors.name(request)
                self._desk.count(str(sent(event, "id")), apart=apart, who=who)
                return label(language, "chosen")

            return [
                *self._changed("corrected", act, one, language, request),
                *listed(words, language, request),
            ]

        def swap(
            file: str | None, one: str, words: str, language: Language, request: gr.Request
        ) -> list[Any]:
            return [*self._swapped(file, one, language, request), *listed(words, language, request)]

        def drop(one: str, words: str, language: Language, request: gr.Request) -> list[Any]:
            def act() -> str:
                return label(language, "removed", title=self._desk.remove(one))

            return [
                *self._changed("deleted", act, one, language, request),
                *listed(words, language, request),
            ]

        changed = [*self.parts, *shown]
        self.head.shut(self.closed, None, self.parts, **quiet)
        self.head.count(count, [self.editing, *asking], changed, **quiet)
        self.save.click(keep, [self.editing, *self.fields, *asking], changed, **quiet)
        self.restore.click(back, [self.editing, *asking], changed, **quiet)
        self.other.upload(swap, [self.other, self.editing, *asking], changed, **quiet)
        self.remove.click(lambda: gr.update(visible=True), None, self.sure, **quiet)
        self.no.click(lambda: gr.update(visible=False), None, self.sure, **quiet)
        self.yes.click(drop, [self.editing, *asking], changed, **quiet)

    # -- what the events give back

    def opened(self, one: str, language: Language, request: Any, said: str = "") -> list[Any]:
        """Return the drawer with a report in it; closed where there is no such report."""
        import gradio as gr

        sheaf = self._desk.sheaf(one)
        if sheaf is None:
            return self.closed()
        may, card = self._visitors.may_change(request), sheaf.line.card
        corrected = any(item.field != "counts" for item in sheaf.corrections)
        return [
            card.id,
            gr.update(visible=True),
            report_html(sheaf, language, may=may, said=said),
            gr.update(visible=may),
            card.title,
            card.office,
            str(card.year or ""),
            "",
            gr.update(visible=corrected),
            gr.update(visible=self._desk.is_upload(card.id)),
            gr.update(visible=False),
        ]

    def closed(self) -> list[Any]:
        """Return the drawer closed."""
        import gradio as gr

        shut = gr.update(visible=False)
        return [CLOSED, shut, "", *(gr.skip() for _ in range(7)), shut]

    def _changed(
        self, done: str, act: Callable[[], str], one: str, language: Language, request: Any
    ) -> list[Any]:
        """Do what was asked if the visitor may, note it as ``done``, and show what is now."""
        if not self._visitors.may_change(request):
            return self.opened(one, language, request, label(language, "not_allowed"))
        before = self._desk.sheaf(one)
        try:
            said = act()
        except (IndexFault, OSError) as problem:
            said = said_of(problem, language)
        else:
            self._visitors.note(request, done, before.line.card.title if before else one)
        return self.opened(one, language, request, said)

    def _swapped(self, file: str | None, one: str, language: Language, request: Any) -> list[Any]:
        """Put an uploaded file in the place of a report, and show the one that follows it."""
        if not file:
            return self.opened(one, language, request)
        follower = one

        def act() -> str:
            nonlocal follower
            follower, said = self._desk.replace(Path(file), one, language)
            return said

        shown = self._changed("replaced", act, one, language, request)
        told = label(language, "replaced_by")
        return shown if follower == one else self.opened(follower, language, request, told)


def sent(event: Any, name: str) -> Any:
    """Return what the browser sent with an event under ``name``; None where there is nothing."""
    data = getattr(event, "_data", None)
    return data.get(name) if isinstance(data, dict) else None
