"""The tables of a published report, set again with real merged cells, and the figures they state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.readers.grid import ABOVE
from tests.corpus.tabled.reports import Row, TableReport

YEAR = 2023
TITLE = "宿迁市2023年政府信息公开工作年度报告"
COLUMNS = (
    ("自然人",),
    ("法人或其他组织", "商业企业"),
    ("法人或其他组织", "科研机构"),
    ("法人或其他组织", "社会公益组织"),
    ("法人或其他组织", "法律服务机构"),
    ("法人或其他组织", "其他"),
    (),
)
# The labels of the nationwide form, and the beginning of the line that holds their numbers.
RESULTS = (
    ("（一）予以公开", (("", "（一）予以公开  "),)),
    ("（二）部分公开", (("", "（二）部分公开  "),)),
    ("（三）不予公开", (("1.属于国家秘密", ""), ("2.其他法律行政法规禁止公开", "2.其他法律"), ("3.危及“三安全一稳定”", "3.危及"), ("4.保护第三方合法权益", ""), ("5.属于三类内部事务信息", ""), ("6.属于四类过程性信息", ""), ("7.属于行政执法案卷", ""), ("8.属于行政查询事项", ""))),
    ("（四）无法提供", (("1.本机关不掌握相关政府信息", ""), ("2.没有现成信息需要另行制作", "2.没有现成"), ("3.补正后申请内容仍不明确", ""))),
    ("（五）不予处理", (("1.信访举报投诉类申请", ""), ("2.重复申请", ""), ("3.要求提供公开出版物", ""), ("4.无正当理由大量反复申请", ""), ("5.要求行政机关确认或重新出具已获取信息", "5.要求行政"))),
    ("（六）其他处理", (("1.逾期不补正", ""), ("2.逾期不缴费", ""), ("3.其他", "3.其他  "))),
    ("（七）总计", (("", "（七）总计"),)),
)  # fmt: skip


def numbers(lines: Sequence[str], label: str, count: int) -> list[str]:
    """Return the numbers of the row of the published text that begins with a label."""
    at = next(n for n, line in enumerate(lines) if label in line)
    for line in lines[at : at + 2]:
        found = re.findall(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?![0-9.、])", line)
        if len(found) >= count:
            return found[-count:]
    raise AssertionError(label)


def disclosed(report: TableReport, lines: Sequence[str]) -> list[Row]:
    """Return the table of what was made public, with tables of their own under each clause."""
    rows: list[Row] = [
        ["第二十条第（一）项", None, None, None],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ]
    for label in ("规章", "行政规范性文件"):
        cells = numbers(lines, f"{label}   ", 3)
        rows.append([label, *cells])
        for value, word in zip(cells, ("制发", "废止", "现行有效"), strict=True):
            report.states(value, "件", label, word, year=YEAR)
    for clause, labels in (("五", ["行政许可"]), ("六", ["行政处罚", "行政强制"])):
        rows.append([f"第二十条第（{clause}）项", None, None, None])
        rows.append(["信息内容", "本年处理决定数量", None, None])
        for label in labels:
            (value,) = numbers(lines, f"{label}   ", 1)
            rows.append([label, value, None, None])
            report.states(value, "", label, "处理决定", year=YEAR)
    (value,) = numbers(lines, "行政事业性收费   ", 1)
    rows.append(["信息内容", "本年收费金额（单位：万元）", None, None])
    rows.append(["行政事业性收费", value, None, None])
    whole, _, part = value.partition(".")
    report.states(f"{whole}{part:0<4}", "元", "行政事业性收费", year=YEAR)
    return rows


def requests(report: TableReport, lines: Sequence[str]) -> list[Row]:
    """Return the table of requests: three levels of labels under three levels of headings."""
    rows: list[Row] = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", None, None, "申请人情况", *[None] * 6],
        [ABOVE, None, None, "自然人", "法人或其他组织", *[None] * 4, "总计"],
        [ABOVE, None, None, ABOVE, *(path[1] for path in COLUMNS[1:6]), ABOVE],
    ]  # fmt: skip

    def row(labels: Row, start: str, *words: str) -> None:
        cells = numbers(lines, start, 7)
        rows.append([*labels, *cells])
        for value, path in zip(cells, COLUMNS, strict=True):
            whole = {"whole": cells[-1]} if path else {}
            report.states(value, "", *words, *path, year=YEAR, **whole)

    row(["一、本年新收政府信息公开申请数量", None, None], "一、本年新收", "新收政府信息公开申请")
    row(["二、上年结转政府信息公开申请数量", None, None], "二、上年结转", "上年结转")
    first: str | None = "三、本年度办理结果"
    for group, reasons in RESULTS:
        shown: str | None = group
        for reason, start in reasons:
            words = [
                label[3:] if label is group else label[2:] for label in (group, reason) if label
            ]
            row([first, shown, reason or None], start or reason, *words)
            first = shown = ABOVE
    row(["四、结转下年度继续办理", None, None], "四、结转下年度", "结转下年度继续办理")
    return rows


def published(path: Path) -> TableReport:
    """Return the tables of the published text at ``path`` with what they state."""
    lines = path.read_text("utf-8").split("\n")
    report = TableReport(TITLE, TITLE)
    report.says("二、主动公开政府信息情况")
    report.blocks.append(disclosed(report, lines))
    report.says("三、收到和处理政府信息公开申请情况")
    report.blocks.append(requests(report, lines))
    return report
