"""The page of reports: take files in, see what was understood, correct it, remove it.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded. Every change
asks again whether the visitor may change anything; what is hidden from a reader is not open to one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.index import Index
from index.library.desk import LONGEST_SEARCH, Desk
from index.library.drawer.page import Drawer, sent
from index.library.html import jobs_html, list_html
from index.library.status import status_html
from index.library.visitors import Visitors
from index.library.wording_page import Language, label
from index.uploads import MOST_FILES

AT_ONCE = 4


class LibrarySheet:
    """The tab of reports; ``visitors`` says who may change anything, by default nobody."""

    name = "reports"

    def __init__(self, index: Index, store: str, visitors: Visitors) -> None:
        self.desk = Desk(index)
        self._store = store
        self._visitors = visitors
        self._drawer = Drawer(self.desk, visitors, _own_file("page.js"))

    def title(self, language: Language) -> str:
        """Return what the tab is called."""
        return label(language, "tab")

    def css(self) -> str:
        """Return the look of the tab."""
        return _own_file("page.css")

    def lay(self, tab: Any, language: Any) -> list[Any]:
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        script = _own_file("page.js")
        with gr.Column(elem_id="library", elem_classes=["sheet"]):
            self._status = gr.HTML("", elem_id="library-state", js_on_load=None)
            self._drop = gr.File(file_count="multiple", elem_id="drop", height=112, visible=False)
            self._jobs = gr.HTML("", elem_id="jobs", js_on_load=script)
            self._find = gr.Textbox(
                elem_id="find", max_length=LONGEST_SEARCH, container=True, max_lines=1
            )
            self._shelf = gr.HTML("", elem_id="shelf", js_on_load=script)
        spoken = self._drawer.lay()
        self._wire(tab, language)
        return [self._drop, self._find, *spoken]

    def _wire(self, tab: Any, language: Any) -> None:
        """Say what the parts do."""
        import gradio as gr

        quiet: dict[str, Any] = {
            "api_visibility": "private", "show_progress": "hidden", "concurrency_limit": AT_ONCE,
            "concurrency_id": "library",
        }  # fmt: skip
        drawer, asking = self._drawer, [self._find, language]
        listed = [self._status, self._drop, self._shelf]

        def show(words: str, language: Language, request: gr.Request) -> list[Any]:
            return self._listed(words, language, request)

        def leaf(event: gr.EventData, words: str, language: Language, request: gr.Request) -> str:
            at = str(sent(event, "at"))
            first = int(at) if at.isdecimal() and len(at) < 9 else 0
            return self._list(words, language, request, first)

        def take(
            files: list[str] | None, words: str, language: Language, request: gr.Request
        ) -> Iterator[list[Any]]:
            yield from self._take(files or [], words, language, request)

        def manage(event: gr.EventData, language: Language, request: gr.Request) -> list[Any]:
            return drawer.opened(str(sent(event, "id")), language, request)

        def dress_drawer(one: str, language: Language, request: gr.Request) -> list[Any]:
            return drawer.opened(one, language, request) if one else drawer.closed()

        gr.on([tab.select, language.change], show, asking, listed, **quiet)
        language.change(dress_drawer, [drawer.editing, language], drawer.parts, **quiet)
        self._find.change(show, asking, listed, trigger_mode="always_last", **quiet)
        self._shelf.leaf(leaf, asking, self._shelf, **quiet)
        for place in (self._shelf, self._jobs, drawer.head):
            place.manage(manage, language, drawer.parts, **quiet)
        self._drop.upload(
            take, [self._drop, *asking], [self._drop, self._jobs, *listed],
            api_visibility="private", show_progress="hidden", concurrency_limit=AT_ONCE,
            trigger_mode="multiple",
        )  # fmt: skip
        self._jobs.dismiss(lambda: "", None, self._jobs, **quiet)
        drawer.wire(asking, self._listed, listed, quiet)

    def dress(self, language: Language) -> list[Any]:
        """Return the parts that speak, in ``language``."""
        import gradio as gr

        hint = label(language, "find_hint")
        return [
            gr.update(label=label(language, "drop")),
            gr.update(label=label(language, "find"), placeholder=hint),
            *self._drawer.dress(language),
        ]

    # -- what the events give back

    def _listed(self, words: str, language: Language, request: Any) -> list[Any]:
        import gradio as gr

        may, know = self._visitors.may_change(request), self._visitors.may_know(request)
        desk = self.desk
        state = status_html(
            desk.index.cards(aside=True),
            desk.faults(),
            desk.watched(),
            language,
            may=may,
            know=know,
        )
        return [state, gr.update(visible=may), self._list(words, language, request)]

    def _list(self, words: str, language: Language, request: Any, at: int = 0) -> str:
        lines = self.desk.lines(words if isinstance(words, str) else "")
        store = self._store if not words and self._visitors.may_know(request) else ""
        first = at if at < len(lines) else 0
        may = self._visitors.may_change(request)
        return list_html(lines, first, language, may=may, store=store)

    def _take(
        self, files: list[str], words: str, language: Language, request: Any
    ) -> Iterator[list[Any]]:
        import gradio as gr

        paths, may = [Path(file) for file in files], self._visitors.may_change(request)
        if not may or len(paths) > MOST_FILES:
            for path in paths:
                path.unlink(missing_ok=True)
            key = "too_many" if may else "not_allowed"
            wrong = jobs_html((), language, error=label(language, key, most=MOST_FILES))
            yield [gr.update(value=None), wrong, *(gr.skip() for _ in range(3))]
            return
        self._visitors.note(request, "uploaded", ", ".join(path.name for path in paths))
        last = ""
        for jobs in self.desk.take(paths, language):
            told = jobs_html(jobs.all, language, error=jobs.error)
            if told != last:
                yield [gr.skip(), told, *(gr.skip() for _ in range(3))]
            last = told
        yield [gr.update(value=None), last, *self._listed(words, language, request)]


def _own_file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
