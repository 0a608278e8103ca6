"""Cases from a spreadsheet (CSV or XLSX): one row a figure or evidence, rows of one id together.

Columns, in Chinese or English, any order, only the question required:
id 编号 · question 问题 · history 前文 (turns parted by |) · type 类型 · outcome 结果 · no 无答类别 ·
value 数值 · unit 单位 · qualifier 限定 · year 年份 · office 机关 · evidence 原文 · source 文件 · tags 标签
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

_COLUMNS = {
    "编号": "id", "问题": "question", "前文": "history", "类型": "type", "结果": "outcome",
    "无答类别": "no", "数值": "value", "单位": "unit", "限定": "qualifier", "年份": "year",
    "机关": "office", "原文": "evidence", "文件": "source", "标签": "tags", "语言": "language",
}  # fmt: skip
_FIGURE = ("value", "unit", "qualifier", "year", "office")
_PARTED = {"history": "|", "tags": ";", "offices": ";", "says": ";"}


def read_sheet(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ``(file:line, row)`` in the shape of the JSONL; rows of one id become one case."""
    cases: dict[str, tuple[str, dict[str, Any]]] = {}
    for number, cells in _cells(path):
        row = {_COLUMNS.get(k.strip(), k.strip()): v.strip() for k, v in cells.items() if v.strip()}
        if not row:
            continue
        key = row.get("id") or f"{path.stem}-{number}"
        _merge(cases.setdefault(key, (f"{path.name}:{number}", {"id": key}))[1], row)
    yield from cases.values()


def _merge(case: dict[str, Any], row: dict[str, str]) -> None:
    if "value" in row:
        case.setdefault("figures", []).append({k: row[k] for k in _FIGURE if k in row})
    elif "year" in row:
        case.setdefault("years", []).append(row["year"])
    if "evidence" in row:
        quote = {"text": row["evidence"], "source": row.get("source", "")}
        case.setdefault("evidence", []).append(quote)
    for field, value in row.items():
        if field in _PARTED:
            case[field] = [part.strip() for part in value.split(_PARTED[field]) if part.strip()]
        elif field not in (*_FIGURE, "evidence", "source"):
            case.setdefault(field, value)


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), 2):
                yield number, {k: v or "" for k, v in row.items() if isinstance(k, str)}
        return
    openpyxl = import_module("openpyxl")
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = book.active.iter_rows(values_only=True)
    head = [str(c or "") for c in next(rows, ())]
    for number, row in enumerate(rows, 2):
        yield number, {k: "" if v is None else str(v) for k, v in zip(head, row, strict=False) if k}
    book.close()
