"""The real reports that tests render into other formats, and how the outcome is compared."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from corpus.models import Report
from corpus.report import read_report

REPORTS = (
    "2024年河北省政府工作报告.txt",
    "yubei-2022.txt",
    "yubei-2024.txt",
    "宿迁市2023年政府信息公开工作年度报告.txt",
    "深圳市光明区人民政府关于2021年度法治政府建设情况的报告.txt",
    "盐田区2022年政府工作报告.txt",
    "盐田区2023年政府工作报告.txt",
    "盐田区2024年政府工作报告.txt",
)


def real_report(shared: Path, name: str) -> Report:
    """Return the report as its text file gives it."""
    path = shared / "reports" / name
    if not path.exists():
        pytest.skip(f"{name} is not among the shared reports")
    return read_report(path)


def same_text(read: Report, text: Report) -> bool:
    """Say whether two reports say the same, blanks aside."""
    return re.sub(r"\s+", "", read.text) == re.sub(r"\s+", "", text.text)


def ledger(report: Report) -> list[tuple[Any, ...]]:
    """Return what the figures of a report state, in their order."""
    return [
        (
            f.value,
            f.upper,
            f.unit,
            f.qualifier,
            f.kind,
            f.year,
            f.measure,
            f.indicator,
            f.part_of is None,
        )
        for f in report.figures
    ]
