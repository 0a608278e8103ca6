"""The first half of the invented table reports, written before the tables could be read."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from corpus.readers.grid import ABOVE
from tests.corpus.tabled.reports import TableReport

BUREAUS = "市公安局 市城管局 市卫健委 市交通运输局 市生态环境局 市文旅局 市农业农村局 市应急管理局 市住建局 市自然资源局".split()
COUNTIES = "东湖区 西岭区 南浦县 北原县 中山镇 高新区".split()
CAUSES = "占道经营 违法建设 无证驾驶 超限超载 虚假宣传 食品过期 非法采砂 偷排废水".split()


def _open(name: str, office: str, kind: str) -> TableReport:
    report = TableReport(name, f"{office}2024年度{kind}报告")
    report.says("一、总体情况")
    report.says("2024年，我单位坚持依法行政，严格规范公正文明执法，各项工作平稳推进。")
    return report


def plain(rng: Random) -> TableReport:
    """Units in the headings, a total row, an amount in 万元."""
    report = _open("plain", "临河市司法局", "行政执法统计")
    report.says("各部门办案情况见下表。")
    rows: list[list[str | None]] = [["部门", "立案（件）", "结案（件）", "罚款（万元）"]]
    names = rng.sample(BUREAUS, 5)
    table = [(n, rng.randint(20, 900), rng.randint(5, 500), rng.randint(10, 9999)) for n in names]
    sums = [sum(t[i] for t in table) for i in (1, 2, 3)]
    for name, filed, closed, fine in table:
        rows.append([name, str(filed), str(closed), f"{fine / 10:g}"])
        report.states(filed, "件", name, "立案", whole=sums[0])
        report.states(closed, "件", name, "结案", whole=sums[1])
        report.states(fine * 1000, "元", name, "罚款", whole=sums[2] * 1000)
    rows.append(["合计", str(sums[0]), str(sums[1]), f"{sums[2] / 10:g}"])
    report.states(sums[0], "件", "立案")
    report.states(sums[1], "件", "结案")
    report.states(sums[2] * 1000, "元", "罚款")
    report.blocks.append(rows)
    report.says("二、下一步打算")
    report.says("继续加强队伍建设。")
    return report


def years_as_columns(rng: Random) -> TableReport:
    """The unit in the line above, two years side by side, the growth beside them."""
    report = _open("years-as-columns", "清水县市场监督管理局", "行政执法")
    report.says("表1 近两年主要执法数据")
    report.says("单位：件")
    rows: list[list[str | None]] = [["指标", "2023年", "2024年", "同比增长（%）"]]
    for name in ("受理投诉举报", "立案查处", "移送司法机关", "开展抽检"):
        before, now = rng.randint(100, 400), rng.randint(120, 500)
        growth = f"{(now - before) / before * 100:.1f}"
        rows.append([name, str(before), str(now), growth])
        report.states(before, "件", name, year=2023)
        report.states(now, "件", name)
        report.states(growth, "%", name, "增长", kind="change")
    report.blocks.append(rows)
    return report


def two_level_headings(rng: Random) -> TableReport:
    """Headings under merged headings; the unit in a row of the table that is as wide as it."""
    report = _open("two-level-headings", "宁川市行政审批局", "依法行政")
    rows: list[list[str | None]] = [
        ["单位：件", None, None, None, None],
        ["地区", "行政许可", None, "行政处罚", None],
        [ABOVE, "受理", "办结", "立案", "结案"],
    ]
    for name in COUNTIES[:4]:
        cells = [rng.randint(10, 4000) for _ in range(4)]
        rows.append([name, *map(str, cells)])
        for value, (group, head) in zip(
            cells,
            (
                ("行政许可", "受理"),
                ("行政许可", "办结"),
                ("行政处罚", "立案"),
                ("行政处罚", "结案"),
            ),
            strict=True,
        ):
            report.states(value, "件", name, group, head)
    report.blocks.append(rows)
    report.says("各地区办件量总体稳定，群众满意度进一步提高。")
    return report


def row_groups(rng: Random) -> TableReport:
    """Merged groups of rows, a share beside the number."""
    report = _open("row-groups", "安平区城市管理局", "行政执法")
    rows: list[list[str | None]] = [["类别", "案由", "数量（件）", "占比"]]
    for group, causes in (("一般程序", CAUSES[:3]), ("简易程序", CAUSES[3:5])):
        for place, cause in enumerate(causes):
            value, share = rng.randint(3, 80), f"{rng.randint(10, 400) / 10:g}"
            rows.append([group if not place else ABOVE, cause, str(value), f"{share}%"])
            report.states(value, "件", group, cause)
            report.states(share, "%", group, cause, "占比", kind="share")
    report.blocks.append(rows)
    return report


def targets(rng: Random) -> TableReport:
    """A unit column; what was planned, what was done and how much of it."""
    report = _open("targets", "长桥市生态环境局", "工作")
    rows: list[list[str | None]] = [["序号", "指标", "单位", "年度目标", "实际完成", "完成率"]]
    for place, (name, unit) in enumerate(
        (("双随机检查", "家次"), ("执法培训", "场"), ("普法宣传", "人次"), ("在线监测点位", "个")),
        1,
    ):
        goal, done = rng.randint(50, 300), rng.randint(50, 400)
        rate = f"{done / goal * 100:.1f}"
        rows.append([str(place), name, unit, str(goal), str(done), f"{rate}%"])
        report.states(goal, unit, name, kind="target")
        report.states(done, unit, name)
        report.states(rate, "%", name, "完成率", kind="share")
    report.blocks.append(rows)
    return report


def years_as_rows(rng: Random) -> TableReport:
    """A row for each year."""
    report = _open("years-as-rows", "白鹭区应急管理局", "安全生产执法")
    report.says("近四年执法情况如下：")
    rows: list[list[str | None]] = [["年份", "检查企业（家次）", "立案数（件）", "罚没款（万元）"]]
    for year in (2021, 2022, 2023, 2024):
        seen, filed, fine = rng.randint(300, 2000), rng.randint(10, 200), rng.randint(100, 9000)
        rows.append(
            [f"{year}年" if year % 2 else str(year), str(seen), str(filed), f"{fine / 100:g}"]
        )
        report.states(seen, "家次", "检查企业", year=year)
        report.states(filed, "件", "立案", year=year)
        report.states(fine * 100, "元", "罚没款", year=year)
    report.blocks.append(rows)
    return report


def serial_and_telephone(rng: Random) -> TableReport:
    """Serial numbers and telephones count nothing."""
    report = _open("serial-and-telephone", "河东区政务服务中心", "政务公开")
    report.says("三、窗口设置情况")
    rows: list[list[str | None]] = [
        ["序号", "窗口名称", "办件量（件）", "工作人员（名）", "联系电话"]
    ]
    for place, name in enumerate(("综合窗口", "税务窗口", "社保窗口", "不动产窗口"), 1):
        cases, staff = rng.randint(1000, 90000), rng.randint(2, 19)
        rows.append(
            [str(place), name, f"{cases:,}", str(staff), f"0571-{rng.randint(80000000, 89999999)}"]
        )
        report.states(cases, "件", name, "办件量")
        report.states(staff, "名", name, "工作人员")
    report.blocks.append(rows)
    return report


def blanks(rng: Random) -> TableReport:
    """Empty cells and dashes are not zero; a zero is."""
    report = _open("blanks", "南屿市文化和旅游局", "行政执法")
    rows: list[list[str | None]] = [["执法事项", "警告（次）", "罚款（元）", "吊销许可证（件）"]]
    for name, empty in zip(
        ("网吧检查", "旅行社检查", "娱乐场所检查", "演出检查"), ("", "-", "—", "/"), strict=True
    ):
        warned, fine = rng.randint(0, 30), rng.randint(1000, 90000)
        rows.append(
            [name, str(warned), str(fine), empty]
            if rng.random() < 0.5
            else [name, str(warned), empty, "0"]
        )
        report.states(warned, "次", name, "警告")
        if rows[-1][2] == empty:
            report.states(0, "件", name, "吊销许可证")
        else:
            report.states(fine, "元", name, "罚款")
    report.blocks.append(rows)
    return report


def units_in_cells(rng: Random) -> TableReport:
    """The unit and the qualifier stand in the cell."""
    report = _open("units-in-cells", "云岭县司法局", "法治政府建设")
    a, b, c, d, e = (rng.randint(11, 99) for _ in range(5))
    report.blocks.append(
        [
            ["项目", "完成情况"],
            ["出台规范性文件", f"{a}件"],
            ["法律援助受援人", f"约{b}0人次"],
            ["发放宣传资料", f"{c}00余份"],
            ["挽回经济损失", f"{d}.5万元"],
            ["案件按时办结率", f"{e}.2%"],
        ]
    )
    report.states(a, "件", "出台规范性文件")
    report.states(b * 10, "人次", "法律援助受援人", qualifier="about")
    report.states(c * 100, "份", "发放宣传资料", qualifier="over")
    report.states(d * 10_000 + 5_000, "元", "挽回经济损失")
    report.states(f"{e}.2", "%", "案件按时办结率", kind="share")
    return report


def many_pages(rng: Random) -> TableReport:
    """The headings stand again where the table goes on over a page."""
    report = _open("many-pages", "大江市综合行政执法局", "执法数据")
    heads: list[str | None] = ["街道", "巡查（次）", "劝导（人次）", "处罚（起）"]
    rows: list[list[str | None]] = [heads]
    for place in range(12):
        name = f"{'东西南北中'[place % 5]}{'湖山门桥'[place % 4]}街道"
        seen, told, fined = rng.randint(100, 999), rng.randint(100, 9999), rng.randint(0, 60)
        if place in (4, 9):
            rows.append(list(heads))
        rows.append([name, str(seen), str(told), str(fined)])
        report.states(seen, "次", name, "巡查")
        report.states(told, "人次", name, "劝导")
        report.states(fined, "起", name, "处罚")
    report.blocks.append(rows)
    return report


def information_requests(rng: Random) -> TableReport:
    """The table of requests for information that every office fills in, three levels of rows."""
    report = _open("information-requests", "石泉县人民政府", "政府信息公开工作")
    rows: list[list[str | None]] = [
        [
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            None,
            None,
            "申请人情况",
            None,
            None,
        ],
        [ABOVE, None, None, "自然人", "法人或其他组织", "总计"],
    ]

    def row(first: str | None, second: str | None, third: str | None, *words: str) -> None:
        people, firms = rng.randint(0, 300), rng.randint(0, 20)
        rows.append([first, second, third, str(people), str(firms), str(people + firms)])
        report.states(people, "", *words, "自然人", whole=people + firms)
        report.states(firms, "", *words, "法人或其他组织", whole=people + firms)
        report.states(people + firms, "", *words)

    row("一、本年新收政府信息公开申请数量", None, None, "本年新收政府信息公开申请数量")
    row("二、上年结转政府信息公开申请数量", None, None, "上年结转政府信息公开申请数量")
    row("三、本年度办理结果", "（一）予以公开", None, "予以公开")
    row(ABOVE, "（二）部分公开", None, "部分公开")
    row(ABOVE, "（三）不予公开", "1.属于国家秘密", "不予公开", "属于国家秘密")
    row(ABOVE, ABOVE, "2.其他法律行政法规禁止公开", "其他法律行政法规禁止公开")
    row(
        ABOVE,
        "（四）无法提供",
        "1.本机关不掌握相关政府信息",
        "无法提供",
        "本机关不掌握相关政府信息",
    )
    row(ABOVE, "（五）总计", None, "总计")
    row("四、结转下年度继续办理", None, None, "结转下年度继续办理")
    report.blocks.append(rows)
    return report


def without_labels(rng: Random) -> TableReport:
    """Three levels of headings over one row of numbers without a label."""
    report = _open("without-labels", "青田县人民政府", "政府信息公开工作")
    leaves = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows: list[list[str | None]] = [
        ["行政复议", *[None] * 4, "行政诉讼", *[None] * 9],
        [ABOVE, *[None] * 4, "未经复议直接起诉", *[None] * 4, "复议后起诉", *[None] * 4],
        leaves * 3,
    ]
    cells: list[str | None] = []
    for words in (("行政复议",), ("行政诉讼", "未经复议直接起诉"), ("行政诉讼", "复议后起诉")):
        parts = [rng.randint(0, 40) for _ in range(4)]
        cells += [str(n) for n in (*parts, sum(parts))]
        for value, leaf in zip((*parts, sum(parts)), leaves, strict=True):
            report.states(value, "", *words, *(() if leaf == "总计" else (leaf,)))
    report.blocks.append([*rows, cells])
    return report


def mixed_units_in_caption(rng: Random) -> TableReport:
    """The caption names two units, the headings tell which counts what."""
    report = _open("mixed-units", "东港市交通运输局", "行政执法")
    report.says("表2 各大队执法情况")
    report.says("单位：件、万元")
    rows: list[list[str | None]] = [["大队", "立案数", "结案数", "罚款金额"]]
    for place in range(1, 5):
        name = f"第{'一二三四'[place - 1]}大队"
        filed, closed, fine = rng.randint(20, 300), rng.randint(20, 300), rng.randint(100, 9000)
        rows.append([name, str(filed), str(closed), f"{fine / 100:.2f}"])
        report.states(filed, "件", name, "立案")
        report.states(closed, "件", name, "结案")
        report.states(fine * 100, "元", name, "罚款")
    report.blocks.append(rows)
    return report


def plan_in_a_table(rng: Random) -> TableReport:
    """A table in the part that plans states targets; prose before and after it counts once."""
    report = _open("plan", "海门区水务局", "工作")
    done = rng.randint(100, 300)
    report.says(f"全年开展执法巡查{done}次。")
    report.states(done, "次", "执法巡查")
    report.says("二、2025年工作计划")
    rows: list[list[str | None]] = [["任务", "数量（次）"]]
    for name in ("河道巡查", "联合执法", "普法宣传"):
        value = rng.randint(10, 90)
        rows.append([name, str(value)])
        report.states(value, "次", name, year=2025, kind="target")
    report.blocks.append(rows)
    report.says("请各科室认真抓好落实。")
    return report


FIRST: tuple[Callable[[Random], TableReport], ...] = (
    plain,
    years_as_columns,
    two_level_headings,
    row_groups,
    targets,
    years_as_rows,
    serial_and_telephone,
    blanks,
    units_in_cells,
    many_pages,
    information_requests,
    without_labels,
    mixed_units_in_caption,
    plan_in_a_table,
)
