"""Every label of the tab of measurements, in Chinese and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

LABELS: dict[str, tuple[str, str]] = {
    "tab": ("评测", "Evals"),
    "lead": (
        "用随产品附带的题集考一考正在使用的报告库：检索和回答各得几分，哪几题错了，为什么。只计入所涉报告都已载入的题目。",
        "Put the questions that come with the product to the reports loaded here: how search and "
        "answers score, which cases fail, and why. Only cases whose reports are loaded are counted.",
    ),
    "questions": ("题集", "Questions"),
    "run": ("开始评测", "Run"),
    "scorecard": ("评测结果", "Scorecard"),
    "choose": ("请先选择题集。", "Choose a set of questions first."),
    "failed": ("没有评成：{why}", "Nothing was measured: {why}"),
}  # fmt: skip


def label(language: Language, key: str, **slots: object) -> str:
    """Return a label in the reader's language with its slots filled."""
    return LABELS[key][0 if language == "zh" else 1].format(**slots)
