"""The form for a verdict on a figure: who may change what is kept confirms, corrects or rejects.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded. Every change
asks again whether the visitor may change anything.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.errors import IndexFault
from index.figures.html import figure_html, number
from index.figures.judging import (
    LONGEST_NUMBER,
    LONGEST_UNIT,
    LONGEST_WHY,
    Judging,
    Said,
    said_of,
)
from index.index import Index
from index.wording_page import Language, label

MayChange = Callable[[Any], bool]
"""Says whether the visitor who sent a request (Gradio's) may change what is kept."""
Noted = Callable[[Any, str], object]
"""Is told of every verdict: the request it came with, and the figure it is about."""


def nobody(request: Any) -> bool:
    """Let nobody change anything."""
    return False


class JudgeForm:
    """The form beside the ledger; ``lay`` puts it in place, ``opened`` fills it for a figure."""

    def __init__(
        self,
        index: Index,
        may_change: MayChange = nobody,
        who: Callable[[Any], str] = lambda _: "",
        note: Noted = lambda *_: None,
    ) -> None:
        self._judging = Judging(index)
        self._who = who
        self._note = note
        self.may = may_change
        self.parts: list[Any] = []
        """What opening and closing changes, in the order of ``opened``."""
        self.filled: list[Any] = []
        """What somebody fills in: verdict, value, unit, reason."""

    def lay(self) -> list[Any]:
        """Put the form into the open tab and return its parts that speak a language."""
        import gradio as gr

        self.editing = gr.State(())
        with gr.Column(elem_id="judge", visible=False) as drawer:
            self.head = gr.HTML("", elem_id="judge-head", js_on_load=_own_file("page.js"))
            verdict = gr.Radio([], elem_id="judge-verdict")
            with gr.Row(visible=False) as numbers:
                value = gr.Textbox(elem_id="judge-value", max_length=LONGEST_NUMBER, max_lines=1)
                unit = gr.Textbox(elem_id="judge-unit", max_length=LONGEST_UNIT, max_lines=1)
            why = gr.Textbox(elem_id="judge-why", max_length=LONGEST_WHY, max_lines=3)
            with gr.Row(elem_classes=["row-acts"]):
                self.save = gr.Button("", variant="primary", elem_id="judge-save", size="sm")
                self.back = gr.Button("", elem_id="judge-back", size="sm")
        self.parts = [
            self.editing,
            drawer,
            self.head,
            verdict,
            numbers,
            value,
            unit,
            why,
            self.back,
        ]
        self.filled = [verdict, value, unit, why]
        verdict.change(
            lambda said: gr.update(visible=said == "corrected"), verdict, numbers,
            api_visibility="private", show_progress="hidden",
        )  # fmt: skip
        return [verdict, value, unit, why, self.save, self.back]

    def dress(self, language: Language) -> list[Any]:
        """Return the parts that speak, in ``language``."""
        import gradio as gr

        def named(key: str) -> Any:
            return gr.update(label=label(language, key))

        verdicts = (("confirm", "confirmed"), ("correct", "corrected"), ("reject", "rejected"))
        choices = [(label(language, key), value) for key, value in verdicts]
        return [
            gr.update(label=label(language, "verdict"), choices=choices), named("new_value"),
            named("new_unit"), named("why"), gr.update(value=label(language, "save_verdict")),
            gr.update(value=label(language, "take_back")),
        ]  # fmt: skip

    def opened(
        self, report_id: object, figure_id: object, language: Language, request: Any, said: str = ""
    ) -> list[Any]:
        """Return the form for a figure; closed where there is none, or the visitor may not."""
        import gradio as gr

        judged = self._judging.find(report_id, figure_id) if self.may(request) else None
        if judged is None:
            return self.closed()
        figure, note = judged.row.figure, judged.note
        verdict = note.verdict if note else None
        return [
            (figure.report_id, figure.id),
            gr.update(visible=True),
            figure_html(judged.row, number(judged.read.value, judged.read.unit), language, said),
            verdict,
            gr.update(visible=verdict == "corrected"),
            number(figure.value, ""),
            figure.unit,
            "",
            gr.update(visible=note is not None),
        ]

    def closed(self) -> list[Any]:
        """Return the form closed."""
        import gradio as gr

        return [(), gr.update(visible=False), "", *(gr.skip() for _ in range(6))]

    def kept(
        self, one: tuple[str, str], filled: Said | None, language: Language, request: Any
    ) -> list[Any]:
        """Keep what was filled in, or with None take the verdict back; return the form after it.

        What cannot be kept is said, and what was filled in stays as it is.
        """
        import gradio as gr

        if not self.may(request) or len(one) != 2:
            return self.closed()
        try:
            if filled is None:
                key = self._judging.take_back(*one)
            else:
                key = self._judging.judge(*one, filled, self._who(request))
        except IndexFault as problem:
            key, told = said_of(problem), str(problem)
        else:
            told = ""
        said = label(language, key) if key else told
        form = self.opened(*one, language, request, said)
        if key in ("saved", "taken_back"):
            self._note(request, one[1])
        elif form[0]:
            form[3:] = [gr.skip() for _ in form[3:]]
        return form


def _own_file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
