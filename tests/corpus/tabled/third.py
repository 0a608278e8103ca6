"""Table reports of yet other shapes, written after the reading was done, to see what it had not met."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from corpus.readers.grid import ABOVE
from tests.corpus.tabled.first import BUREAUS, CAUSES, COUNTIES
from tests.corpus.tabled.reports import TableReport

Rows = list[list[str | None]]


def _open(name: str, office: str, kind: str) -> TableReport:
    report = TableReport(name, f"{office}关于2024年度{kind}工作的报告")
    report.says("一、主要工作")
    report.says("全局上下深入贯彻落实上级部署，认真履行法定职责，取得较好成效。")
    return report


def two_tables(rng: Random) -> TableReport:
    """Two tables follow one another with a title and a unit each."""
    report = _open("two-tables", "松岭县公安局", "行政执法")
    for title, unit, plain, scale in (
        ("表1 行政处罚案件情况", "件", "件", 1),
        ("表2 罚没收入情况", "万元", "元", 10_000),
    ):
        report.says(title)
        report.says(f"单位：{unit}")
        rows: Rows = [["部门", "上半年", "下半年", "全年"]]
        for name in ("治安大队", "交警大队"):
            a, b = rng.randint(10, 99), rng.randint(10, 99)
            rows.append([name, str(a), str(b), str(a + b)])
            for value in (a, b, a + b):
                report.states(value * scale, plain, name)
        report.blocks.append(rows)
    return report


def inspection_statistics(rng: Random) -> TableReport:
    """The statistics of penalties by kind, as the law on publication has them: kinds as columns."""
    report = _open("penalty-kinds", "石桥区交通运输局", "行政执法")
    report.says("2024年度行政处罚实施情况统计表")
    heads = [
        "警告、通报批评（宗）",
        "罚款（宗）",
        "没收违法所得（宗）",
        "暂扣许可证件（宗）",
        "合计（宗）",
        "罚没金额（元）",
    ]
    rows: Rows = [["执法主体", *heads]]
    for name in ("区交通运输局", "区公路事务中心"):
        cells = [rng.randint(0, 50) for _ in range(4)]
        money = f"{rng.randint(1000, 99999)}.{rng.randint(10, 99)}"
        rows.append([name, *map(str, cells), str(sum(cells)), money])
        for value, word in zip(
            cells, ("警告、通报批评", "罚款", "没收违法所得", "暂扣许可证件"), strict=True
        ):
            report.states(value, "宗", name, word, whole=sum(cells))
        report.states(sum(cells), "宗", name)
        report.states(money, "元", name, "罚没金额")
    report.blocks.append(rows)
    report.says("说明：行政处罚实施数量以作出决定的时间为准。")
    return report


def key_and_value(rng: Random) -> TableReport:
    """No headings at all: a label and a number with its unit."""
    report = _open("key-and-value", "清源市城市管理局", "城管执法")
    a, b, c = rng.randint(100, 999), rng.randint(10, 99), rng.randint(2, 9)
    report.blocks.append(
        [
            ["查处违法案件", f"{a}件"],
            ["拆除违法建设", f"{b}.{c}万平方米"],
            ["清理小广告", f"{a}00余处"],
            ["责任部门", "法规科"],
        ]
    )
    report.states(a, "件", "查处违法案件")
    report.states(b * 10_000 + c * 1000, "平方米", "拆除违法建设")
    report.states(a * 100, "处", "清理小广告", qualifier="over")
    return report


def percentages(rng: Random) -> TableReport:
    """Rates without a sign under a heading that has it, points as a difference."""
    report = _open("percentages", "双桥市人民检察院", "检察")
    rows: Rows = [["指标", "2024年（%）", "2023年（%）", "同比（个百分点）"]]
    for name in ("批捕率", "认罪认罚适用率", "抗诉采纳率"):
        now, before = rng.randint(800, 999) / 10, rng.randint(700, 800) / 10
        diff = f"{now - before:.1f}"
        rows.append([name, f"{now}", f"{before}", diff])
        report.states(f"{now}", "%", name, kind="share")
        report.states(f"{before}", "%", name, kind="share", year=2023)
        report.states(diff, "个百分点", name, kind="change")
    report.blocks.append(rows)
    return report


def people(rng: Random) -> TableReport:
    """Persons by office; the sum stands first."""
    report = _open("people", "临水县司法局", "执法队伍建设")
    rows: Rows = [["单位名称", "在岗人数", "持证人数", "持证率"]]
    table = [(n, rng.randint(20, 90), rng.randint(5, 20)) for n in rng.sample(BUREAUS, 3)]
    a, b = sum(t[1] for t in table), sum(t[2] for t in table)
    rows.append(["合计", str(a), str(b), f"{b / a * 100:.1f}%"])
    report.states(a, "人", "在岗人数")
    report.states(b, "人", "持证人数")
    report.states(f"{b / a * 100:.1f}", "%", "持证率", kind="share")
    for name, c, d in table:
        rows.append([name, str(c), str(d), f"{d / c * 100:.1f}%"])
        report.states(c, "人", name, "在岗人数", whole=a)
        report.states(d, "人", name, "持证人数", whole=b)
        report.states(f"{d / c * 100:.1f}", "%", name, "持证率", kind="share")
    report.blocks.append(rows)
    return report


def deep_headings(rng: Random) -> TableReport:
    """Three levels of headings, the middle one not everywhere."""
    report = _open("deep-headings", "玉泉市市场监督管理局", "综合执法")
    rows: Rows = [
        ["县区", "查处案件（件）", None, None, "移送（件）"],
        [ABOVE, "总数", "其中", None, ABOVE],
        [ABOVE, ABOVE, "食品", "药品", ABOVE],
    ]
    for name in COUNTIES[:3]:
        food, drug, other, moved = (rng.randint(1, 60) for _ in range(4))
        whole = food + drug + other
        rows.append([name, str(whole), str(food), str(drug), str(moved)])
        report.states(whole, "件", name, "查处案件")
        report.states(food, "件", name, "查处案件", "食品")
        report.states(drug, "件", name, "查处案件", "药品")
        report.states(moved, "件", name, "移送")
    report.blocks.append(rows)
    return report


def plan_beside_result(rng: Random) -> TableReport:
    """What was done this year and what is planned for the next."""
    report = _open("plan-beside-result", "平湖区卫生健康局", "监督执法")
    rows: Rows = [["工作内容", "2024年完成数（户次）", "2025年计划数（户次）"]]
    for name in ("医疗机构检查", "公共场所检查", "学校检查"):
        a, b = rng.randint(50, 400), rng.randint(50, 400)
        rows.append([name, str(a), str(b)])
        report.states(a, "户次", name)
        report.states(b, "户次", name, year=2025, kind="target")
    report.blocks.append(rows)
    return report


def cumulative(rng: Random) -> TableReport:
    """Numbers of a part of the year and up to now."""
    report = _open("cumulative", "金湾市生态环境局", "环境执法")
    rows: Rows = [["项目", "1—6月", "1—12月", "上年同期", "比上年增减（%）"]]
    for name, unit in (("下达处罚决定书（份）", "份"), ("出动执法人员（人次）", "人次")):
        a, b, c = rng.randint(10, 90), rng.randint(100, 300), rng.randint(100, 300)
        rate = f"{(b - c) / c * 100:+.1f}"
        rows.append([name, str(a), str(b), str(c), rate])
        word = name.split("（")[0]
        report.states(a, unit, word)
        report.states(b, unit, word)
        report.states(c, unit, word, year=2023)
        report.states(rate.lstrip("+"), "%", word, kind="change")
    report.blocks.append(rows)
    return report


def loose_columns(rng: Random) -> TableReport:
    """Text columns between the numbers, a yes or no, a day, a place."""
    report = _open("loose-columns", "青峰县林业局", "林业执法")
    rows: Rows = [
        ["序号", "案件名称", "案发地点", "立案日期", "涉案面积（亩）", "是否办结", "罚款（元）"]
    ]
    for place, cause in enumerate(rng.sample(CAUSES, 4), 1):
        area, fine = f"{rng.randint(10, 99)}.{rng.randint(1, 9)}", rng.randint(1000, 90000)
        rows.append(
            [
                str(place),
                f"{cause}案",
                f"{'东西南北'[place - 1]}山村{place}组",
                f"2024年{place}月{place + 3}日",
                area,
                "是",
                f"{fine}",
            ]
        )
        report.states(area, "亩", cause, "涉案面积")
        report.states(fine, "元", cause, "罚款")
    report.blocks.append(rows)
    return report


def unmerged_groups(rng: Random) -> TableReport:
    """Groups whose cells are not merged but left empty, and group headings that are not either."""
    report = _open("unmerged-groups", "柳河市农业农村局", "农业执法")
    rows: Rows = [
        ["", "", "2023年", "", "2024年", ""],
        ["类别", "环节", "检查（次）", "立案（件）", "检查（次）", "立案（件）"],
    ]
    for group in ("农药", "兽药"):
        for place, step in enumerate(("生产", "经营")):
            cells = [rng.randint(1, 400) for _ in range(4)]
            rows.append(["" if place else group, step, *map(str, cells)])
            for value, (year, word, unit) in zip(
                cells,
                (
                    (2023, "检查", "次"),
                    (2023, "立案", "件"),
                    (2024, "检查", "次"),
                    (2024, "立案", "件"),
                ),
                strict=True,
            ):
                report.states(value, unit, group, step, word, year=year)
    report.blocks.append(rows)
    return report


def over_pages_without_headings(rng: Random) -> TableReport:
    """The table goes on after a line of the page without its headings."""
    report = _open("over-pages", "阳明市行政执法局", "行政执法")
    heads: list[str | None] = ["镇街", "案件数（件）", "罚款数（元）"]
    for names in (COUNTIES[:3], COUNTIES[3:]):
        rows: Rows = [heads] if names is not None and names[0] == COUNTIES[0] else []
        for name in names:
            a, b = rng.randint(1, 300), rng.randint(100, 90000)
            rows.append([name, str(a), str(b)])
            report.states(a, "件", name, "案件")
            report.states(b, "元", name, "罚款")
        report.blocks.append(rows)
        if rows[0] is heads:
            report.says("（续表）")
    return report


def prose_again(rng: Random) -> TableReport:
    """Prose between tables is read as prose, and what it repeats is stated there again."""
    report = _open("prose-again", "宁远县水务局", "水务执法")
    a, b = rng.randint(100, 300), rng.randint(10, 90)
    report.blocks.append([["项目", "数量（件）"], ["受理举报", str(a)], ["立案查处", str(b)]])
    report.states(a, "件", "受理举报")
    report.states(b, "件", "立案查处")
    report.says(f"从上表看，全年受理举报{a}件，群众满意率达98.5%。")
    report.states(a, "件", "受理举报")
    report.states("98.5", "%", "满意率", kind="share")
    return report


THIRD: tuple[Callable[[Random], TableReport], ...] = (
    two_tables,
    inspection_statistics,
    key_and_value,
    percentages,
    people,
    deep_headings,
    plan_beside_result,
    cumulative,
    loose_columns,
    unmerged_groups,
    over_pages_without_headings,
    prose_again,
)
