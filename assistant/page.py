"""The chat page: puts HTML, charts and the assistant together in Gradio.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``) and names Gradio's own only where it is loaded.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.contract import turn_json
from assistant.figure import plotly_figure
from assistant.foot import REASONS
from assistant.headers import SafeHeaders
from assistant.html import asked_html, body_html, tail_html
from assistant.models import Chart, Language, Series, Turn
from assistant.people.models import Visitor, visitor_of
from assistant.sent import left_out, sent
from assistant.sheet import Sheet
from assistant.shown import Answers, Talk, source, turns_of
from assistant.sources import named, naming
from assistant.talks.keeper import Keeper
from assistant.talks.models import Said
from assistant.welcome import header_html, language_of, welcome_html
from assistant.wording_page import label
from index import IndexFault

MOST_CHARACTERS = 500
CHAT = 2
"""The chat's place among what the page is dressed with."""
LARGEST_FILE = "200mb"
KEPT_SECONDS = 3600
"""So long a file that was sent and not taken in may lie about."""
AT_ONCE = 8
"""Questions answered at the same time; Gradio's own default is one."""
FONTS = (
    "system-ui",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "sans-serif",
)

log = logging.getLogger(__name__)


def messages(
    talk: Talk,
    waiting: str = "",
    *,
    whole: bool = True,
    kept: str = "",
    notes: Callable[[Turn, Language], Sequence[str]] | None = None,
) -> list[dict[str, Any]]:
    """Return the chat's messages; ``waiting`` is a question without an answer yet.

    With ``whole`` False the last answer comes without its chart and what stands under it, which is
    how an answer begins to appear. ``kept`` is the conversation's id where it is kept, and
    ``notes`` says what has changed since in what an answer cites.
    """
    out: list[dict[str, Any]] = []
    for number, said in enumerate(talk, start=1):
        last = number == len(talk) and not waiting
        since = notes(said.turn, said.turn.question.language) if notes else ()
        out += [_user(said.typed), _bot(body_html(said.turn, number, last=last, since=since))]
        if last and not whole:
            break
        if said.turn.answer.chart is not None:
            out.append(_bot(_plot(said.turn)))
        address = f"{kept}:{number}" if kept else ""
        out.append(_bot(tail_html(said.turn, number, last=last, address=address)))
    return [*out, _user(waiting)] if waiting else out


def _user(text: str) -> dict[str, Any]:
    return {"role": "user", "content": asked_html(text)}


def _bot(content: Any) -> dict[str, Any]:
    return {"role": "assistant", "content": content}


def _plot(turn: Turn) -> Any:
    import gradio as gr

    chart = turn.answer.chart
    return gr.Plot(plotly_figure(chart, turn.question.language)) if chart is not None else None


def asked_short(question: object) -> str:
    """Return a program's question, or refuse one that no reader would type."""
    import gradio as gr

    if not isinstance(question, str) or not 0 < len(question.strip()) <= MOST_CHARACTERS:
        raise gr.Error(f"ask in 1 to {MOST_CHARACTERS} characters", print_exception=False)
    return question


def warm(assistant: Assistant) -> None:
    """Load what a first question needs, so that the first reader waits for none of it."""
    assistant.warm()
    import gradio  # noqa: F401 - its libraries are the charts' too, and two threads may not load them at once

    plotly_figure(Chart("", ("",), (Series("", "", (None,)),)))
    log.info("ready: the first question will be quick")


def launch_options(
    sheets: Sequence[Sheet] = (), doors: Sequence[tuple[Any, ...]] = (), *, uploads: bool = False
) -> dict[str, Any]:
    """Return what the server is started with: headers, style and scripts of ours, nothing from outside.

    ``doors`` are further ASGI layers, each with its arguments; they stand behind the headers.
    Files are taken with ``uploads`` alone, and then one of the doors must say from whom.
    """
    import gradio as gr

    theme = gr.themes.Base(
        primary_hue="blue", neutral_hue="slate", radius_size="md", font=FONTS, font_mono=("ui-monospace", "monospace")
    )  # fmt: skip
    return {
        "app_kwargs": {"middleware": [(SafeHeaders, (), {"uploads": uploads}), *((d[0], d[1:], {}) for d in doors)]},
        "css": "\n".join((_own_file("page.css"), *(sheet.css() for sheet in sheets))), "head": f"<link rel='icon' href='./favicon.ico'><style>{_own_file('frame.css')}</style>", "theme": theme, "favicon_path": _own_path("favicon.png"), "share": False,
        "quiet": True, "footer_links": [], "run_history": False, "enable_monitoring": False, "show_error": False,
        "max_file_size": LARGEST_FILE if uploads else 1, "ssr_mode": False, "pwa": False, "mcp_server": False,
    }  # fmt: skip


def build(
    answers: Answers,
    store: str = "",
    sheets: Sequence[Sheet] = (),
    keep: Callable[[Sequence[Turn], str], object] | None = None,
    keeper: Keeper | None = None,
    note: Callable[[Any, str, str], object] = lambda *_: None,
) -> Any:
    """Return the page as a Gradio app; ``store`` is only named where it is empty.

    ``keep`` is given a talk whose last answer its reader judged, and the judgement; ``keeper``
    keeps the conversations of each visitor; ``note`` is told who asked what.
    """
    import gradio as gr

    first: Language = "zh"
    with gr.Blocks(
        title=label(first, "title"), analytics_enabled=False, fill_width=True,
        delete_cache=(KEPT_SECONDS, KEPT_SECONDS),
    ) as page:  # fmt: skip
        language, talk, waiting = gr.State(first), gr.State(()), gr.State("")
        kept = gr.State("")
        header = gr.HTML(header_html(first), elem_id="header", js_on_load=None)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(label(first, "tab_chat"), id="chat", elem_id="ask") as chat_tab:
                chat = gr.Chatbot(
                    elem_id="chat", show_label=False, container=False, layout="bubble", buttons=[], latex_delimiters=[],
                    allow_tags=False, line_breaks=False, height=None, autoscroll=False, group_consecutive_messages=True,
                )  # fmt: skip
                box = gr.Textbox(
                    elem_id="box", show_label=False, container=False, lines=1, max_lines=5,
                    max_length=MOST_CHARACTERS, autofocus=True, submit_btn=True, stop_btn=False,
                )  # fmt: skip
            further: list[Any] = []
            for sheet in sheets:
                with gr.Tab(sheet.title(first), id=sheet.name) as tab:
                    further += [tab, *sheet.lay(tab, language)]
        panel = gr.HTML("", elem_id="source", js_on_load=_own_file("page.js"))

    desk = _Desk(answers, store, tuple(sheets), keeper)
    dressed = [language, header, chat, box, chat_tab, *further]

    def greet(request: gr.Request) -> list[Any]:
        wish = language_of(
            request.query_params.get("lang"),
            request.cookies.get("language"),
            request.headers.get("accept-language"),
        )
        link = request.query_params.get("cite")
        shown = source(answers, link, (), wish) if link else ""
        return [*desk.take_up(request, wish), shown]

    def speak(event: gr.EventData, talk: Talk, request: gr.Request) -> list[Any]:
        wish = language_of(sent(event, "language"), None, None)
        link = sent(event, "link")
        shown = source(answers, link, talk, wish) if link else ""
        return [*desk.dress(wish, visitor_of(request)), shown]

    def respond(
        event: gr.EventData, typed: str, talk: Talk, language: Language, kept: str,
        request: gr.Request,
    ) -> Iterator[list[Any]]:  # fmt: skip
        user, again = visitor_of(request).name, sent(event, "again") and talk
        text = talk[-1].typed if again else sent(event, "text") or typed
        note(request, "asked", str(text)[:MOST_CHARACTERS])
        if again:
            without = left_out(event, talk[-1].turn)
            yield from desk.ask(text, talk[:-1], language, user, kept, without)
        else:
            yield from desk.ask(text, talk, language, user, kept)

    def cite(event: gr.EventData, talk: Talk, language: Language) -> str:
        return source(answers, sent(event, "link"), talk, language)

    def feedback(event: gr.EventData, talk: Talk) -> None:
        reason = sent(event, "reason")
        if keep is not None and talk and reason in REASONS:
            keep(turns_of(talk), label("zh", reason))

    def answer(question: str, request: gr.Request) -> dict[str, Any]:
        """Answer a question about the loaded reports, with verified figures and citations."""
        turn = answers.ask(asked_short(question))
        note(request, "asked", question)
        return turn_json(named(turn, naming(visitor_of(request))))

    # None but the last is for callers outside the page; they have doors of their own.
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    with page:
        page.load(greet, None, [*dressed, talk, kept, panel], **quiet)
        asking = gr.on(
            [box.submit, panel.submit], respond, [box, talk, language, kept], [chat, box, talk, waiting, kept],
            concurrency_limit=AT_ONCE, trigger_mode="once", show_progress_on=[chat], api_visibility="private",
        )  # fmt: skip
        asking.failure(desk.fail, [talk, waiting, kept, language], [chat, box, waiting], **quiet)
        box.stop(desk.stop, [talk, waiting, kept], [chat, box, waiting], cancels=[asking], **quiet)
        panel.cite(cite, [talk, language], panel, concurrency_limit=AT_ONCE, **quiet)
        panel.speak(speak, talk, [*dressed, panel], **quiet)
        panel.feedback(feedback, talk, None, **quiet)
        panel.fresh(desk.fresh, None, [chat, box, talk, waiting, kept], cancels=[asking], **quiet)
        gr.events.api(answer, api_name="ask", concurrency_limit=AT_ONCE)
    return page.queue(default_concurrency_limit=AT_ONCE)


class _Desk:
    """What the page's events do, as values for its components in the order they are wired."""

    def __init__(
        self, answers: Answers, store: str, sheets: tuple[Sheet, ...], keeper: Keeper | None
    ) -> None:
        self.answers = answers
        self.store = store
        self.sheets = sheets
        self.keeper = keeper

    def take_up(self, request: Any, language: Language) -> list[Any]:
        """Return the page for a visitor who comes, with the conversation that the address names."""
        asked = request.query_params.get("talk")
        visitor = visitor_of(request)
        talk = self.keeper.take_up(visitor.name, asked) if self.keeper else ()
        dressed = self.dress(language, visitor)
        if talk:
            dressed[CHAT]["value"] = self.messages(talk, asked)
        return [*dressed, talk, asked if talk else ""]

    def keep(self, user: str, kept: str, talk: object) -> str:
        """Keep the conversation after an answer and return its id; "" where none is kept."""
        if self.keeper is None or not isinstance(talk, tuple) or not talk:
            return kept
        return self.keeper.keep(user, kept, talk)

    def messages(
        self, talk: Talk, kept: str, waiting: str = "", *, whole: bool = True
    ) -> list[dict[str, Any]]:
        """Return the chat's messages, each answer with what has changed since in its sources."""
        notes = self.keeper.notes if self.keeper else None
        return messages(talk, waiting, whole=whole, kept=kept, notes=notes)

    def dress(self, language: Language, visitor: Visitor) -> list[Any]:
        """Return everything that speaks, in ``language``; what is loaded is read anew."""
        import gradio as gr

        cards, examples = self.answers.index.cards(), self.answers.examples(language)
        store = self.store if visitor.may("manage") else "STORE"
        return [
            language,
            header_html(language, visitor),
            gr.update(placeholder=welcome_html(cards, examples, language, store)),
            gr.update(placeholder=label(language, "placeholder")),
            gr.update(label=label(language, "tab_chat")),
            *(
                part
                for sheet in self.sheets
                for part in (gr.update(label=sheet.title(language)), *sheet.dress(language))
            ),
        ]

    def ask(
        self,
        typed: str,
        talk: Talk,
        language: Language,
        user: str,
        kept: str,
        without: Collection[str] = (),
    ) -> Iterator[list[Any]]:
        """Answer ``typed``: first the question alone, then the words, then all of the answer."""
        import gradio as gr

        text = typed.strip() if isinstance(typed, str) else ""
        if len(text) > MOST_CHARACTERS:
            _warn(language, "too_long", most=MOST_CHARACTERS)
        if not 0 < len(text) <= MOST_CHARACTERS:
            yield [gr.skip()] * 5
            return
        yield [self.messages(talk, kept, text), _box(busy=True), talk, text, kept]
        try:
            said: Talk = (*talk, Said(text, self.answers.ask(text, turns_of(talk), without)))
        except IndexFault:
            log.exception("a question was not answered")
            _warn(language, "store_away")
            yield [self.messages(talk, kept), _box(busy=False, value=text), talk, "", kept]
            return
        yield [self.messages(said, kept, whole=False), gr.skip(), said, "", kept]
        kept = self.keep(user, kept, said)
        yield [self.messages(said, kept), _box(busy=False), said, "", kept]

    def stop(self, talk: Talk, waiting: str, kept: str) -> list[Any]:
        """Take back a question that is being answered: it returns to the input."""
        return [self.messages(talk, kept), _box(busy=False, value=waiting), ""]

    def fail(self, talk: Talk, waiting: str, kept: str, language: Language) -> list[Any]:
        """Say that a question could not be answered, and give it back."""
        _warn(language, "failed")
        return self.stop(talk, waiting, kept)

    def fresh(self) -> list[Any]:
        """Begin a new conversation."""
        return [[], _box(busy=False), (), "", ""]


def _box(*, busy: bool, value: str = "") -> Any:
    import gradio as gr

    return gr.update(value=value, submit_btn=not busy, stop_btn=busy)


def _warn(language: Language, key: str, **slots: object) -> None:
    import gradio as gr

    gr.Warning(label(language, key, **slots))


def _own_path(name: str) -> Path:
    return Path(__file__).with_name(name)


def _own_file(name: str) -> str:
    return _own_path(name).read_text(encoding="utf-8")
