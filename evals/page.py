"""The page of the instrument: choose questions, run, read the tables, plots and failures, download.

Annotations are read by Gradio when it calls a handler, so this file keeps them as classes (no
``from __future__ import annotations``).
"""

import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from evals.errors import EvalsError
from evals.html import html
from evals.models import Scorecard
from evals.report import in_order, write_all
from evals.systems import System, score_system

CASES = Path(__file__).parent / "cases"
HEADS = ["measure", "value", "low", "high", "cases"]
_FRAME = "width:100%;height:70vh;border:1px solid #8886;border-radius:6px"


def sets() -> list[str]:
    """Return the names of the sets of questions that are shipped."""
    return sorted(
        p.name for p in CASES.glob("*.jsonl") if '"question"' in p.read_text("utf-8")[:4000]
    )


def run(system: System, name: str | None, upload: str | None) -> tuple[list[list[Any]], str, str]:
    """Score an uploaded file, or else a shipped set; returns table rows, the page, its file.

    The page is shown in a frame that may run nothing, whatever stands in reports or questions.
    """
    chosen = Path(upload) if upload else CASES / (name or "")
    if not upload and name not in sets():
        raise EvalsError("choose a set of questions, or upload a CSV, XLSX or JSONL file")
    card = score_system(system, [chosen])
    folder = Path(tempfile.mkdtemp(prefix="scorecard-"))
    page = html(card)
    write_all(card, folder, page)
    frame = f'<iframe sandbox title="scorecard" srcdoc="{escape(page)}" style="{_FRAME}"></iframe>'
    return rows(card), frame, str(folder / "report.html")


def rows(card: Scorecard) -> list[list[Any]]:
    """Return the overall measures as rows of a table."""
    lines = [s for s in in_order(card.summaries) if s.group == "all"]
    return [
        [s.measure, round(s.value, 3), round(s.low, 3), round(s.high, 3), s.cases] for s in lines
    ]


def build(open_system: Callable[[], System]) -> Any:
    """Return the page as Gradio blocks; the store is opened at the first run."""
    import gradio as gr

    opened: list[System] = []

    def score(name: str, upload: str, progress: gr.Progress = gr.Progress(track_tqdm=True)) -> Any:  # noqa: B008 - Gradio finds it by its default
        progress(0, desc="opening the store")
        if not opened:
            opened.append(open_system())
        try:
            table, frame, file = run(opened[0], name, upload)
        except EvalsError as problem:
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
        start = gr.Button("Run 运行", variant="primary")
        table = gr.Dataframe(headers=HEADS, label="Measures 指标", interactive=False)
        frame = gr.HTML()
        download = gr.DownloadButton("Download the report 下载报告", visible=False)
        start.click(score, [chosen, upload], [table, frame, download], api_visibility="private")
    return page


def serve(reports: Sequence[Path], store: Path | None, encoder: str, port: int) -> None:
    """Serve the page on this machine alone."""
    from evals.systems import open_system

    page = build(lambda: open_system(reports, store, encoder))
    page.launch(server_name="127.0.0.1", server_port=port, footer_links=[], max_file_size="5mb")
