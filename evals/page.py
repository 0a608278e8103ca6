"""The page of the instrument: choose questions, run, read the tables, plots and failures, download.

It stands alone (``build``, with one's own questions), and as a tab of the window (``EvalsSheet``),
which is laid out at every start: so what measures is imported when something is measured.
Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``).
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import Assistant
from evals.errors import EvalsError
from evals.wording_page import Language, label
from index import IndexFault

if TYPE_CHECKING:
    from evals.models import Scorecard
    from evals.systems import System

CASES = Path(__file__).parent / "cases"
HEADS = ["measure", "value", "low", "high", "cases"]
_FRAME = "width:100%;height:70vh;border:1px solid #8886;border-radius:6px"


def sets() -> list[str]:
    """Return the names of the sets of questions that are shipped."""
    return sorted(
        p.name for p in CASES.glob("*.jsonl") if '"question"' in p.read_text("utf-8")[:4000]
    )


def run(
    system: "System", name: str | None, upload: str | None, language: Language = "en"
) -> tuple[list[list[Any]], str, str]:
    """Score an uploaded file, or else a shipped set; returns table rows, the page, its file.

    The page is shown in a frame that may run nothing, whatever stands in reports or questions.
    """
    from evals.html import html
    from evals.report import write_all
    from evals.systems import score_system

    chosen = Path(upload) if upload else CASES / (name or "")
    if not upload and name not in sets():
        raise EvalsError("choose a set of questions, or upload a CSV, XLSX or JSONL file")
    card = score_system(system, [chosen], fresh=False)
    folder = Path(tempfile.mkdtemp(prefix="scorecard-"))
    page = html(card, language=language)
    write_all(card, folder, page, language)
    return rows(card), framed(page, "scorecard", _FRAME), str(folder / "report.html")


def framed(page: str, title: str, style: str = "") -> str:
    """Return a frame that shows ``page`` and may run nothing."""
    return (
        f'<iframe sandbox title="{escape(title)}" srcdoc="{escape(page)}" style="{style}"></iframe>'
    )


def rows(card: "Scorecard") -> list[list[Any]]:
    """Return the overall measures as rows of a table."""
    from evals.report import in_order

    lines = [s for s in in_order(card.summaries) if s.group == "all"]
    return [
        [s.measure, round(s.value, 3), round(s.low, 3), round(s.high, 3), s.cases] for s in lines
    ]


def build(open_system: Callable[[str], "System"], configurations: Sequence[str]) -> Any:
    """Return the page as Gradio blocks; reports are opened at the first run of a configuration."""
    import gradio as gr

    opened: dict[str, System] = {}

    def score(
        name: str,
        upload: str,
        configuration: str,
        language: Language,
        progress: gr.Progress = gr.Progress(track_tqdm=True),  # noqa: B008 - found by its default
    ) -> Any:
        progress(0, desc="opening the reports")
        try:
            if configuration not in opened:
                opened[configuration] = open_system(configuration)
            table, frame, file = run(opened[configuration], name, upload, language)
        except (EvalsError, IndexFault) as problem:
            raise gr.Error(escape(str(problem))) from problem
        return (
            table,
            frame,
            gr.DownloadButton("Download the report 下载报告", value=file, visible=True),
        )

    with gr.Blocks(title="Evals 测评") as page:
        gr.Markdown("## Measure retrieval and answers · 测评检索与回答")
        with gr.Row():
            chosen = gr.Dropdown(sets(), label="Questions 题集", value=None)
            upload = gr.File(
                label="or your own 或上传 (CSV, XLSX, JSONL)",
                file_types=[".csv", ".xlsx", ".jsonl"],
                type="filepath",
            )
        with gr.Row():
            configuration = gr.Dropdown(
                list(configurations), label="Configuration 配置", value=configurations[0]
            )
            language = gr.Radio(
                [("中文", "zh"), ("English", "en")], label="Report 报告语言", value="zh"
            )
        start = gr.Button("Run 运行", variant="primary")
        table = gr.Dataframe(headers=HEADS, label="Measures 指标", interactive=False)
        frame = gr.HTML()
        download = gr.DownloadButton("Download the report 下载报告", visible=False)
        asked = [chosen, upload, configuration, language]
        start.click(score, asked, [table, frame, download], api_visibility="private")
    return page


class EvalsSheet:
    """The tab of measurements: the shipped questions, put to the reports of the running window."""

    name = "evals"

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def title(self, language: Language) -> str:
        """Return what the tab is called."""
        return label(language, "tab")

    def css(self) -> str:
        """Return the look of the tab."""
        return Path(__file__).with_name("page.css").read_text(encoding="utf-8")

    def lay(self, tab: Any, language: Any) -> list[Any]:  # noqa: ARG002 - every sheet is given it
        """Put the parts into the open tab and return those that speak a language."""
        import gradio as gr

        with gr.Column(elem_id="evals", elem_classes=["sheet"]):
            lead = gr.HTML("", elem_id="evals-lead", js_on_load=None)
            with gr.Row(elem_id="evals-choice"):
                chosen = gr.Dropdown(_choices(), elem_id="evals-set", filterable=False)
                start = gr.Button("", variant="primary", elem_id="evals-run")
            scorecard = gr.HTML("", elem_id="scorecard", js_on_load=None)

        start.click(
            self.score, [chosen, language], scorecard, concurrency_limit=1, concurrency_id="evals",
            trigger_mode="once", api_visibility="private",
        )  # fmt: skip
        return [lead, chosen, start]

    def dress(self, language: Language) -> list[Any]:
        """Return those parts in ``language``."""
        import gradio as gr

        return [
            f'<p lang="{language}">{label(language, "lead")}</p>',
            gr.update(label=label(language, "questions")),
            gr.update(value=label(language, "run")),
        ]

    def score(self, chosen: str, language: Language) -> str:
        """Return the scorecard of a shipped set, in a frame; or why there is none."""
        from evals.html import html
        from evals.shelf import Shelf
        from evals.systems import System, score_system

        if f"{chosen}.jsonl" not in sets():
            return _told(label(language, "choose"))
        index = self._assistant.index
        try:
            shelf = Shelf(index.report(card.id) for card in index.cards())
            system = System(index, self._assistant, shelf, 0.0)
            card = score_system(system, [CASES / f"{chosen}.jsonl"])
        except (EvalsError, IndexFault) as problem:
            return _told(label(language, "failed", why=problem))
        loaded = tuple(
            s for s in card.settings if s[0] != "seconds to index"
        )  # it was open already
        page = html(replace(card, settings=loaded), language=language)
        return framed(page, label(language, "scorecard"))


def _choices() -> list[str]:
    return [name.removesuffix(".jsonl") for name in sets()]


def _told(text: str) -> str:
    return f'<p class="none" role="status">{escape(text)}</p>'


def serve(reports: Sequence[Path], store: Path | None, encoder: str, port: int) -> None:
    """Serve the page on this machine alone; a store shows only what can be searched as it is."""
    from evals.systems import open_configured
    from evals.variants import STANDING, configuration

    names = [c.name for c in STANDING if (c.stored if store else not c.langchain)]

    def open_system(name: str) -> "System":
        chosen = configuration(name)
        return open_configured(replace(chosen, encoder=encoder), reports, store)

    page = build(open_system, names)
    page.launch(server_name="127.0.0.1", server_port=port, footer_links=[], max_file_size="5mb")
