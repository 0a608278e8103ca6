"""A workbook gives its tables as the sheet shows them."""

from __future__ import annotations

import io

from openpyxl import Workbook

from corpus.report import read_bytes


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "云泽县2024年度执法情况统计表"
    for row in (
        ["部门", "立案（件）", None, "办结率"],
        [None, "一般", "重大", None],
        ["公安局", 12, None, 0.985],
    ):
        sheet.append(row)
    for merged in ("A1:A2", "B1:C1", "D1:D2"):
        sheet.merge_cells(merged)
    sheet["D3"].number_format = "0.0%"
    hidden = book.create_sheet("底稿")
    hidden.append(["查处", 999])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_sheet_is_its_name_and_its_table() -> None:
    assert read_bytes(workbook(), "2024.xlsx").text.split("\n") == [
        "云泽县2024年度执法情况统计表",
        "| 部门 | 立案（件） || 办结率 |",
        "| 〃 | 一般 | 重大 | 〃 |",
        "| 公安局 | 12 |  | 98.5% |",
    ]


def test_its_numbers_are_figures() -> None:
    found = read_bytes(workbook(), "2024.xlsx").figures
    assert [(f.measure, f.value, f.unit, f.year) for f in found] == [
        ("公安局立案一般", 12, "件", 2024),
        ("公安局办结率", found[1].value, "%", 2024),
    ]
    assert float(found[1].value or 0) == 98.5


def test_a_sheet_is_read_as_far_as_it_says_something() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["部门", "立案（件）"])
    sheet.append(["公安局", 12])
    sheet["XFD1048576"].number_format = "0.0%"
    file = io.BytesIO()
    book.save(file)
    lines = read_bytes(file.getvalue(), "2024.xlsx").text.split("\n")
    assert lines == ["| 部门 | 立案（件） |", "| 公安局 | 12 |"]
