"""The page of kept conversations: find one, open it, name it, save it as a file, delete it.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded.
"""

from pathlib import Path
from typing import Any

from assistant.models import Language
from assistant.people.errors import UnknownTalk
from assistant.people.models import visitor_of
from assistant.talks.html import talks_html
from assistant.talks.talks import LONGEST_TITLE, Talks
from assistant.talks.wording_page import label

AT_ONCE = 4
LONGEST_SEARCH = 100


class TalksSheet:
    """The tab of a visitor's own conversations."""

    name = "talks"

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    def title(self, language: Language) -> str:
        """Return what the tab is called."""
        return label(language, "tab")

    def css(self) -> str:
        """Return the look of the tab."""
        return _own_file("page.css")

    def lay(self, tab: Any, language: Any) -> list[Any]:
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        with gr.Column(elem_id="talks", elem_classes=["sheet"]):
            find = gr.Textbox(elem_id="find-talk", max_length=LONGEST_SEARCH, max_lines=1)
            listed = gr.HTML("", elem_id="talk-list", js_on_load=_own_file("page.js"))

        def show(words: str, language: Language, request: gr.Request) -> str:
            return self._list(words, language, request)

        def rename(event: gr.EventData, words: str, language: Language, request: gr.Request) -> str:
            title = str(_sent(event, "title") or "")[:LONGEST_TITLE]
            self._try(self._talks.rename, request, str(_sent(event, "talk")), title)
            return self._list(words, language, request)

        def delete(event: gr.EventData, words: str, language: Language, request: gr.Request) -> str:
            self._try(self._talks.delete, request, str(_sent(event, "talk")))
            return self._list(words, language, request)

        quiet: dict[str, Any] = {
            "api_visibility": "private", "show_progress": "hidden", "concurrency_limit": AT_ONCE,
        }  # fmt: skip
        asked = [find, language]
        gr.on([tab.select, find.change, language.change], show, asked, listed, **quiet)
        listed.rename(rename, asked, listed, **quiet)
        listed.delete(delete, asked, listed, **quiet)
        return [find]

    def dress(self, language: Language) -> list[Any]:
        """Return the search in ``language``."""
        import gradio as gr

        return [
            gr.update(label=label(language, "find"), placeholder=label(language, "find_hint")),
        ]

    def _list(self, words: str, language: Language, request: Any) -> str:
        wanted = words if isinstance(words, str) else ""
        cards = self._talks.all(visitor_of(request).name, wanted)
        return talks_html(cards, language, searched=bool(wanted.strip()))

    @staticmethod
    def _try(act: Any, request: Any, talk: str, *rest: str) -> None:
        """Do it to a conversation of the visitor's own; one that is gone is gone."""
        try:
            act(visitor_of(request).name, talk, *rest)
        except UnknownTalk:
            return


def _sent(event: Any, name: str) -> Any:
    """Return what the browser sent with an event under ``name``; None where there is nothing."""
    data = getattr(event, "_data", None)
    return data.get(name) if isinstance(data, dict) else None


def _own_file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
