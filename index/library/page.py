"""The page of reports: take files in, see what was understood, correct it, remove it.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded. Every change
asks again whether the visitor may change anything; what is hidden from a reader is not open to one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from index.errors import IndexFault
from index.index import Index
from index.library.desk import LONGEST_SEARCH, Desk, said_of
from index.library.html import jobs_html, list_html, report_html
from index.library.status import status_html
from index.library.wording_page import Language, label
from index.uploads import MOST_FILES

AT_ONCE = 4
MayChange = Callable[[Any], bool]
"""Says whether the visitor who sent a request (Gradio's) may change what is kept."""


def nobody(request: Any) -> bool:
    """Let nobody change anything."""
    return False


class LibrarySheet:
    """The tab of reports; ``may_change`` is asked at every change, and by default says no."""

    name = "reports"

    def __init__(
        self,
        index: Index,
        store: str = "",
        may_change: MayChange = nobody,
        who: Callable[[Any], str] = lambda _: "",
    ) -> None:
        self.desk = Desk(index)
        self._store = store
        self._may = may_change
        self._who = who

    def title(self, language: Language) -> str:
        """Return what the tab is called."""
        return label(language, "tab")

    def css(self) -> str:
        """Return the look of the tab."""
        return _own_file("page.css")

    def lay(self, tab: Any, language: Any) -> list[Any]:  # noqa: C901 - one short handler an event
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        editing = gr.State("")
        with gr.Column(elem_id="library", elem_classes=["sheet"]):
            status = gr.HTML("", elem_id="library-state", js_on_load=None)
            drop = gr.File(file_count="multiple", elem_id="drop", height=112, visible=False)
            jobs = gr.HTML("", elem_id="jobs", js_on_load=_own_file("page.js"))
            find = gr.Textbox(
                elem_id="find", max_length=LONGEST_SEARCH, container=True, max_lines=1
            )
            shelf = gr.HTML("", elem_id="shelf", js_on_load=_own_file("page.js"))
        with gr.Column(elem_id="drawer", visible=False) as drawer:
            head = gr.HTML("", elem_id="drawer-head", js_on_load=_own_file("page.js"))
            with gr.Column(elem_id="correct", visible=False) as form:
                form_head = gr.HTML("", js_on_load=None, elem_classes=["form-head"])
                title = gr.Textbox(elem_id="set-title", max_length=200, max_lines=3)
                with gr.Row():
                    office = gr.Textbox(elem_id="set-office", max_length=200, max_lines=1, scale=3)
                    year = gr.Textbox(elem_id="set-year", max_length=4, max_lines=1, scale=1)
                why = gr.Textbox(elem_id="set-why", max_length=500, max_lines=2)
                with gr.Row(elem_classes=["row-acts"]):
                    save = gr.Button("", variant="primary", elem_id="save", size="sm")
                    restore = gr.Button("", elem_id="restore", size="sm")
                with gr.Row(elem_classes=["row-acts", "more-acts"]):
                    other = gr.UploadButton("", elem_id="replace", size="sm", visible=False)
                    remove = gr.Button("", elem_id="remove", size="sm")
                with gr.Column(elem_id="sure", visible=False) as sure:
                    asked = gr.HTML("", js_on_load=None)
                    with gr.Row(elem_classes=["row-acts"]):
                        yes = gr.Button("", variant="stop", elem_id="yes-remove", size="sm")
                        no = gr.Button("", elem_id="no-remove", size="sm")

        quiet: dict[str, Any] = {
            "api_visibility": "private", "show_progress": "hidden", "concurrency_limit": AT_ONCE,
            "concurrency_id": "library",
        }  # fmt: skip
        listed = [status, drop, shelf]
        opened = [
            editing, drawer, head, form, title, office, year, why, restore, other, sure,
        ]  # fmt: skip

        def show(words: str, language: Language, request: gr.Request) -> list[Any]:
            return self._listed(words, language, request)

        def leaf(event: gr.EventData, words: str, language: Language, request: gr.Request) -> str:
            at = str(_sent(event, "at"))
            first = int(at) if at.isdecimal() and len(at) < 9 else 0
            return self._list(words, language, request, first)

        def take(
            files: list[str] | None, words: str, language: Language, request: gr.Request
        ) -> Iterator[list[Any]]:
            yield from self._take(files or [], words, language, request)

        def manage(event: gr.EventData, language: Language, request: gr.Request) -> list[Any]:
            return self._open(str(_sent(event, "id")), language, request)

        def keep(
            one: str, title: str, office: str, year: str, why: str, words: str,
            language: Language, request: gr.Request,
        ) -> list[Any]:  # fmt: skip
            wanted = {"title": title, "office": office, "year": year}

            def act() -> str:
                changed = self.desk.correct(one, wanted, self._who(request), why)
                return label(language, "saved" if changed else "nothing")

            return self._change(act, one, words, language, request)

        def back(one: str, words: str, language: Language, request: gr.Request) -> list[Any]:
            def act() -> str:
                self.desk.restore(one)
                return label(language, "restored")

            return self._change(act, one, words, language, request)

        def count(
            event: gr.EventData, one: str, words: str, language: Language, request: gr.Request
        ) -> list[Any]:
            def act() -> str:
                apart = bool(_sent(event, "apart"))
                self.desk.count(str(_sent(event, "id")), apart=apart, who=self._who(request))
                return label(language, "chosen")

            return self._change(act, one, words, language, request)

        def swap(
            file: str | None, one: str, words: str, language: Language, request: gr.Request
        ) -> list[Any]:
            return self._swap(file, one, words, language, request)

        def drop_it(one: str, words: str, language: Language, request: gr.Request) -> list[Any]:
            def act() -> str:
                return label(language, "removed", title=self.desk.remove(one))

            return self._change(act, one, words, language, request)

        def dress_drawer(one: str, language: Language, request: gr.Request) -> list[Any]:
            return self._open(one, language, request) if one else _closed()

        asking = [find, language]
        gr.on([tab.select, language.change], show, asking, listed, **quiet)
        language.change(dress_drawer, [editing, language], opened, **quiet)
        find.change(show, asking, listed, trigger_mode="always_last", **quiet)
        shelf.leaf(leaf, asking, shelf, **quiet)
        for place in (shelf, jobs, head):
            place.manage(manage, language, opened, **quiet)
        drop.upload(
            take, [drop, *asking], [drop, jobs, *listed], api_visibility="private",
            show_progress="hidden", concurrency_limit=AT_ONCE, trigger_mode="multiple",
        )  # fmt: skip
        jobs.dismiss(lambda: "", None, jobs, **quiet)
        head.shut(_closed, None, opened, **quiet)
        changed = [*opened, *listed]
        head.count(count, [editing, *asking], changed, **quiet)
        save.click(keep, [editing, title, office, year, why, *asking], changed, **quiet)
        restore.click(back, [editing, *asking], changed, **quiet)
        other.upload(swap, [other, editing, *asking], changed, **quiet)
        remove.click(lambda: gr.update(visible=True), None, sure, **quiet)
        no.click(lambda: gr.update(visible=False), None, sure, **quiet)
        yes.click(drop_it, [editing, *asking], changed, **quiet)
        return [
            drop, find, form_head, title, office, year, why, save, restore, other, remove, asked,
            yes, no,
        ]  # fmt: skip

    def dress(self, language: Language) -> list[Any]:
        """Return the parts that speak, in ``language``."""
        import gradio as gr

        def named(key: str) -> Any:
            return gr.update(label=label(language, key))

        def said(key: str) -> Any:
            return gr.update(value=label(language, key))

        hint = label(language, "find_hint")
        return [
            named("drop"), gr.update(label=label(language, "find"), placeholder=hint),
            f'<h3 lang="{language}">{label(language, "correct")}</h3>', named("title"),
            named("office"), named("year"), named("why"), said("save"), said("restore"),
            gr.update(label=label(language, "replace")), said("remove"),
            f'<p role="alert" lang="{language}">{label(language, "sure_remove")}</p>',
            said("yes_remove"), said("cancel"),
        ]  # fmt: skip

    # -- what the events give back

    def _listed(self, words: str, language: Language, request: Any) -> list[Any]:
        import gradio as gr

        may = self._may(request)
        state = status_html(
            self.desk.index.cards(aside=True), self.desk.faults(), self.desk.watched(), language,
            may=may,
        )  # fmt: skip
        return [state, gr.update(visible=may), self._list(words, language, request)]

    def _list(self, words: str, language: Language, request: Any, at: int = 0) -> str:
        lines = self.desk.lines(words if isinstance(words, str) else "")
        store = "" if words else self._store
        first = at if at < len(lines) else 0
        return list_html(lines, first, language, may=self._may(request), store=store)

    def _take(
        self, files: list[str], words: str, language: Language, request: Any
    ) -> Iterator[list[Any]]:
        import gradio as gr

        paths = [Path(file) for file in files]
        if not self._may(request) or len(paths) > MOST_FILES:
            for path in paths:
                path.unlink(missing_ok=True)
            key = "too_many" if self._may(request) else "not_allowed"
            wrong = jobs_html((), language, error=label(language, key, most=MOST_FILES))
            yield [gr.update(value=None), wrong, *(gr.skip() for _ in range(3))]
            return
        last = ""
        for jobs in self.desk.take(paths, language):
            told = jobs_html(jobs.all, language, error=jobs.error)
            if told != last:
                yield [gr.skip(), told, *(gr.skip() for _ in range(3))]
            last = told
        yield [gr.update(value=None), last, *self._listed(words, language, request)]

    def _open(self, one: str, language: Language, request: Any, said: str = "") -> list[Any]:
        import gradio as gr

        sheaf = self.desk.sheaf(one)
        if sheaf is None:
            return _closed()
        may, card = self._may(request), sheaf.line.card
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
            gr.update(visible=self.desk.is_upload(card.id)),
            gr.update(visible=False),
        ]

    def _change(
        self, act: Callable[[], str], one: str, words: str, language: Language, request: Any
    ) -> list[Any]:
        """Do what was asked if the visitor may, and show what is now."""
        if not self._may(request):
            said = label(language, "not_allowed")
        else:
            try:
                said = act()
            except (IndexFault, OSError) as problem:
                said = said_of(problem, language)
        return [*self._open(one, language, request, said), *self._listed(words, language, request)]

    def _swap(
        self, file: str | None, one: str, words: str, language: Language, request: Any
    ) -> list[Any]:
        """Put an uploaded file in the place of a report, and show the one that follows it."""
        follower = one

        def act() -> str:
            nonlocal follower
            *_, jobs = self.desk.take([Path(file or "")], language, one)
            taken = [item for job in jobs.all for item in job.taken or ()]
            follower = next((item.report_id for item in taken if item.report_id), one)
            failed = [item.error for item in taken if item.error]
            return jobs.error or "; ".join(failed) or label(language, "replaced_by")

        if not file:
            return self._change(lambda: "", one, words, language, request)
        said = self._change(act, one, words, language, request)
        if follower == one:
            return said
        told = label(language, "replaced_by")
        return [*self._open(follower, language, request, told), *said[-3:]]


def _closed() -> list[Any]:
    """Return the drawer closed."""
    import gradio as gr

    return [
        "",
        gr.update(visible=False),
        "",
        *(gr.skip() for _ in range(7)),
        gr.update(visible=False),
    ]


def _sent(event: Any, name: str) -> Any:
    """Return what the browser sent with an event under ``name``; None where there is nothing."""
    data = getattr(event, "_data", None)
    return data.get(name) if isinstance(data, dict) else None


def _own_file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
