"""The second half of the invented table reports, of other shapes than the first."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from corpus.readers.grid import ABOVE
from tests.corpus.tabled.first import BUREAUS, CAUSES, COUNTIES
from tests.corpus.tabled.reports import TableReport

Rows = list[list[str | None]]


def _open(name: str, office: str, kind: str) -> TableReport:
    report = TableReport(name, f"{office}2024年度{kind}情况的报告")
    report.says("现将2024年度有关情况报告如下：")
    report.says("一、基本情况")
    report.says("我局聚焦主责主业，持续提升执法规范化水平，未发生重大执法过错。")
    return report


def transposed(rng: Random) -> TableReport:
    """The places are the columns, with their total at the end."""
    report = _open("transposed", "明州市城管局", "行政执法")
    names = COUNTIES[:4]
    rows: Rows = [["指标", *names, "合计"]]
    for label, unit, words in (
        ("立案数（件）", "件", "立案"),
        ("出动执法人员（人次）", "人次", "出动执法人员"),
    ):
        cells = [rng.randint(10, 900) for _ in names]
        rows.append([label, *map(str, cells), str(sum(cells))])
        for name, value in zip(names, cells, strict=True):
            report.states(value, unit, words, name, whole=sum(cells))
        report.states(sum(cells), unit, words)
    report.blocks.append(rows)
    return report


def subtotals(rng: Random) -> TableReport:
    """Each group has its sum, and all have one."""
    report = _open("subtotals", "桐山县综合行政执法局", "行政执法")
    report.says("表3 案件分类统计表（单位：件）")
    rows: Rows = [["领域", "案由", "一般程序", "简易程序"]]
    sums = [0, 0]
    for group, causes in (("市容管理", CAUSES[:2]), ("交通管理", CAUSES[2:4])):
        table = [(cause, rng.randint(1, 99), rng.randint(1, 99)) for cause in causes]
        parts = [sum(t[1] for t in table), sum(t[2] for t in table)]
        for place, (cause, a, b) in enumerate(table):
            rows.append([ABOVE if place else group, cause, str(a), str(b)])
            report.states(a, "件", group, cause, "一般程序", whole=parts[0])
            report.states(b, "件", group, cause, "简易程序", whole=parts[1])
        rows.append([ABOVE, "小计", *map(str, parts)])
        sums = [sums[0] + parts[0], sums[1] + parts[1]]
    for group, row in (("市容管理", rows[3]), ("交通管理", rows[6])):
        report.states(row[2] or "", "件", group, "小计", "一般程序", whole=sums[0])
        report.states(row[3] or "", "件", group, "小计", "简易程序", whole=sums[1])
    rows.append(["总计", None, *map(str, sums)])
    report.states(sums[0], "件", "总计", "一般程序")
    report.states(sums[1], "件", "总计", "简易程序")
    report.blocks.append(rows)
    return report


def quarters(rng: Random) -> TableReport:
    """A column a quarter and one for the year."""
    report = _open("quarters", "平川市卫生健康委员会", "卫生监督执法")
    report.says("2024年各季度执法数据（单位：户次）")
    rows: Rows = [["类别", "一季度", "二季度", "三季度", "四季度", "全年"]]
    for name in ("公共场所", "医疗机构", "学校卫生"):
        cells = [rng.randint(10, 400) for _ in range(4)]
        rows.append([name, *map(str, cells), str(sum(cells))])
        for value in cells:
            report.states(value, "户次", name)
        report.states(sum(cells), "户次", name)
    report.blocks.append(rows)
    return report


def among(rng: Random) -> TableReport:
    """其中 names a part of the row above."""
    report = _open("among", "红旗区人力资源和社会保障局", "劳动保障监察")
    whole, part, money = rng.randint(200, 500), rng.randint(10, 100), rng.randint(100, 900)
    report.blocks.append(
        [
            ["项目", "计量单位", "数量"],
            ["受理投诉举报", "件", str(whole)],
            ["其中：拖欠工资", "件", str(part)],
            ["追发工资", "万元", str(money)],
            ["涉及劳动者", "人", f"{part}00"],
        ]
    )
    report.states(whole, "件", "受理投诉举报")
    report.states(part, "件", "拖欠工资", whole=whole)
    report.states(money * 10_000, "元", "追发工资")
    report.states(part * 100, "人", "涉及劳动者")
    return report


def notes_in_cells(rng: Random) -> TableReport:
    """A note in brackets behind the number names a part of it."""
    report = _open("notes-in-cells", "锦屏县审计局", "审计执法")
    rows: Rows = [["事项", "办理数量（件）", "备注"]]
    for name in ("审计项目", "移送线索", "督促整改"):
        a, b = rng.randint(40, 90), rng.randint(2, 20)
        rows.append([name, f"{a}（含上年结转{b}件）", "已按期办结" if a % 2 else ""])
        report.states(a, "件", name)
        report.states(b, "件", name, "上年结转", whole=a)
    report.blocks.append(rows)
    return report


def ranks_and_dates(rng: Random) -> TableReport:
    """Ranks, days and document numbers count nothing."""
    report = _open("ranks-and-dates", "双河市数据局", "政务公开")
    rows: Rows = [["名次", "单位名称", "得分", "公开信息数（条）", "文号", "报送日期"]]
    for place, name in enumerate(rng.sample(BUREAUS, 4), 1):
        score, count = f"{rng.randint(800, 999) / 10:.1f}", rng.randint(100, 9000)
        rows.append(
            [
                str(place),
                name,
                score,
                str(count),
                f"双政发〔2024〕{place}号",
                f"2024-12-{10 + place}",
            ]
        )
        report.states(score, "", name, "得分")
        report.states(count, "条", name, "公开信息")
    report.blocks.append(rows)
    return report


def pairs(rng: Random) -> TableReport:
    """Label and number stand twice side by side."""
    report = _open("pairs", "安宁镇人民政府", "综合执法")
    values = [rng.randint(3, 999) for _ in range(4)]
    report.blocks.append(
        [
            ["指标", "数量", "指标", "数量"],
            ["开展巡查（次）", str(values[0]), "制止违建（处）", str(values[1])],
            ["拆除违建面积（平方米）", str(values[2]), "受理投诉（件）", str(values[3])],
        ]
    )
    report.states(values[0], "次", "开展巡查")
    report.states(values[1], "处", "制止违建")
    report.states(values[2], "平方米", "拆除违建面积")
    report.states(values[3], "件", "受理投诉")
    return report


def this_year_and_last(rng: Random) -> TableReport:
    """本年 and 上年 as columns, the difference and the rate beside them."""
    report = _open("this-year-and-last", "玉泉区市场监督管理局", "市场监管执法")
    rows: Rows = [["指标名称", "计量单位", "本年", "上年", "增减", "增减率（%）"]]
    for name, unit in (("查办案件", "件"), ("罚没金额", "万元"), ("检查主体", "户次")):
        now, before = rng.randint(300, 900), rng.randint(200, 299)
        scale = 10_000 if unit == "万元" else 1
        rate = f"{(now - before) / before * 100:.2f}"
        rows.append([name, unit, str(now), str(before), str(now - before), rate])
        plain = unit.removeprefix("万")
        report.states(now * scale, plain, name)
        report.states(before * scale, plain, name, year=2023)
        report.states((now - before) * scale, plain, name, "增减", kind="change")
        report.states(rate, "%", name, "增减率", kind="change")
    report.blocks.append(rows)
    return report


def remark_row(rng: Random) -> TableReport:
    """A row of remarks as wide as the table, and a row that numbers the columns."""
    report = _open("remark-row", "北辰市住房和城乡建设局", "住建领域执法")
    rows: Rows = [
        ["企业类型", "检查家数（家）", "问题数（个）", "整改率"],
        ["甲", "1", "2", "3"],
    ]
    for name in ("施工企业", "监理企业", "检测机构"):
        a, b, c = rng.randint(10, 90), rng.randint(10, 300), f"{rng.randint(900, 1000) / 10:.1f}"
        rows.append([name, str(a), str(b), f"{c}%"])
        report.states(a, "家", name, "检查")
        report.states(b, "个", name, "问题")
        report.states(c, "%", name, "整改率", kind="share")
    rows.append(["注：数据截至2024年12月31日，整改率含延期整改。", None, None, None])
    report.blocks.append(rows)
    return report


def printed_numbers(rng: Random) -> TableReport:
    """Thousands marks, full-width digits, signs and arrows."""
    report = _open("printed-numbers", "临江市统计局", "统计执法")
    a, b = rng.randint(10_000, 99_999), rng.randint(1000, 9999)
    report.blocks.append(
        [
            ["指标", "数量", "同比增长"],
            ["检查单位数（家）", f"{a:,}", "-3.5%"],
            ["罚款总额（元）", f"{b:,}.50", "+12.4%"],
            ["培训人数（人）", "１２８", "0.0%"],
            ["发出通知书（份）", f"{b}", "下降8.2%"],
        ]
    )
    report.states(a, "家", "检查单位")
    report.states("-3.5", "%", "检查单位", "增长", kind="change")
    report.states(f"{b}.5", "元", "罚款总额")
    report.states("12.4", "%", "罚款总额", "增长", kind="change")
    report.states(128, "人", "培训人数")
    report.states(0, "%", "培训人数", "增长", kind="change")
    report.states(b, "份", "发出通知书")
    report.states("8.2", "%", "发出通知书", "下降", kind="change")
    return report


def months(rng: Random) -> TableReport:
    """A row a month."""
    report = _open("months", "云台区行政审批局", "政务服务")
    rows: Rows = [["月份", "接件量", "办结量"]]
    report.says("单位：件")
    for month in range(1, 7):
        a, b = rng.randint(1000, 9000), rng.randint(1000, 9000)
        rows.append([f"{month}月", str(a), str(b)])
        report.states(a, "件", "接件")
        report.states(b, "件", "办结")
    report.blocks.append(rows)
    return report


def units_over_groups(rng: Random) -> TableReport:
    """The unit stands in the merged heading; a column of prose beside the numbers."""
    report = _open("units-over-groups", "沙湾县水利局", "水行政执法")
    rows: Rows = [
        ["单位", "案件（件）", None, "罚款（万元）", None, "主要做法"],
        [ABOVE, "2023年", "2024年", "2023年", "2024年", ABOVE],
    ]
    for name in ("水政大队", "河道管理所", "水库管理所"):
        cells = [rng.randint(1, 99) for _ in range(4)]
        rows.append([name, *map(str, cells), "加强巡查，健全台账，落实责任。"])
        for value, (unit, word, year, scale) in zip(
            cells,
            (
                ("件", "案件", 2023, 1),
                ("件", "案件", 2024, 1),
                ("元", "罚款", 2023, 10_000),
                ("元", "罚款", 2024, 10_000),
            ),
            strict=True,
        ):
            report.states(value * scale, unit, name, word, year=year)
    report.blocks.append(rows)
    return report


def another_year(rng: Random) -> TableReport:
    """The title of the table names the year before, and the table its kinds of measure."""
    report = _open("another-year", "丰乐市司法局", "行政执法监督")
    report.says("附表1：2023年行政执法监督情况统计表")
    rows: Rows = [["监督方式", "次数", "发现问题（个）", "发出建议书（份）"]]
    for name in ("案卷评查", "专项督查", "随机抽查"):
        a, b, c = rng.randint(1, 30), rng.randint(1, 300), rng.randint(0, 9)
        rows.append([name, str(a), str(b), str(c)])
        report.states(a, "次", name, year=2023)
        report.states(b, "个", name, "发现问题", year=2023)
        report.states(c, "份", name, "发出建议书", year=2023)
    report.blocks.append(rows)
    report.says("二、存在问题")
    report.says("基层执法力量仍显不足，信息化水平有待提高。")
    return report


def group_rows(rng: Random) -> TableReport:
    """A row names the group of those below it, at first as wide as the table, then in its cell."""
    report = _open("group-rows", "金溪县农业农村局", "农业综合执法")
    rows: Rows = [["项目", "2024年", "2023年"]]
    for head, width in (("一、农资监管（单位：起）", True), ("二、渔政执法（单位：起）", False)):
        rows.append([head, None, None] if width else [head, "", ""])
        for name in ("立案", "移送"):
            a, b = rng.randint(1, 90), rng.randint(1, 90)
            rows.append([name, str(a), str(b)])
            group = "农资监管" if width else "渔政执法"
            report.states(a, "起", group, name)
            report.states(b, "起", group, name, year=2023)
    report.blocks.append(rows)
    return report


SECOND: tuple[Callable[[Random], TableReport], ...] = (
    transposed,
    subtotals,
    quarters,
    among,
    notes_in_cells,
    ranks_and_dates,
    pairs,
    this_year_and_last,
    remark_row,
    printed_numbers,
    months,
    units_over_groups,
    another_year,
    group_rows,
)
