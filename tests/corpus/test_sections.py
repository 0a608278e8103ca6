"""The parts of a report, however it numbers them, with what they are for and their year."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import clean
from corpus.models import Section
from corpus.readers import read_raw
from corpus.sections import read_sections

BODY = "全年查处网络案件38件，约谈平台27家，网络生态持续向好，群众满意度不断提高。"


def paths(text: str, year: int | None = 2023) -> list[str]:
    """The headings of every section, outermost first."""
    return [" › ".join(section.path) for section in read_sections(text, year=year)]


def only(text: str, heading: str, year: int | None = 2023) -> Section:
    """The section with this heading."""
    return next(s for s in read_sections(text, year=year) if s.heading == heading)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("一、总体情况", "（一）执法力度"),
        ("一、总体情况", "(一)执法力度"),
        ("一、总体情况", "1.执法力度"),
        ("（一）总体情况", "1．执法力度"),
        ("1、总体情况", "（1）执法力度"),
        ("1. 总体情况", "(1) 执法力度"),
        ("2.总体情况", "2.1 执法力度"),
        ("第一部分 总体情况", "一、执法力度"),
        ("第一章 总体情况", "第一节 执法力度"),
        ("（1）总体情况", "①执法力度"),
        ("## 总体情况", "### 执法力度"),
    ],
)
def test_a_part_holds_its_sub_parts(outer: str, inner: str) -> None:
    first, second = outer.lstrip("# "), inner.lstrip("# ")
    assert paths(f"{outer}\n{inner}\n{BODY}") == [first, f"{first} › {second}"]


def test_a_heading_ends_where_its_text_begins_on_the_same_line() -> None:
    line = "（一）顶层设计发力，助力建设“一盘棋。”工程。一是强化领导。召开会议12次。二是压实责任。签订责任书9份。"
    assert paths(line) == [
        "（一）顶层设计发力，助力建设“一盘棋。”工程",
        "（一）顶层设计发力，助力建设“一盘棋。”工程 › 一是强化领导",
        "（一）顶层设计发力，助力建设“一盘棋。”工程 › 二是压实责任",
    ]


def test_a_long_sentence_is_cut_at_a_comma_for_a_heading() -> None:
    item = "一是虽然有关责任制明确了属地属事管理责任，但网站和应用程序备案审批权限不在基层部门，基层难以从源头上开展有效监管工作。"
    assert paths(item) == [
        "一是虽然有关责任制明确了属地属事管理责任，但网站和应用程序备案审批权限不在基层部门"
    ]


def test_items_in_a_sentence_end_with_their_paragraph() -> None:
    text = f"一、存在问题\n还有不足：一是力量不够；二是手段单一。\n{BODY}"
    assert only(text, "二是手段单一").span.of(text) == "二是手段单一。"


def test_an_item_in_the_next_paragraph_belongs_to_the_row() -> None:
    text = "（三）统筹联动。一是建立机制。开展行动18次。\n二是畅通举报。受理举报72件次。"
    assert paths(text)[-1] == "（三）统筹联动 › 二是畅通举报"


@pytest.mark.parametrize(
    "line",
    ["1.2万元用于执法保障工作。", "21.7 万个账号纳入台账管理。", "一、二等奖各获得3项。", "（一）项规定的情形共3件。",
     "之一是加强管理，效果明显。", "2024年3月1日起施行。", "12件案件已办结。"],
)  # fmt: skip
def test_numbers_that_open_ordinary_text_are_no_headings(line: str) -> None:
    assert paths(line) == []


def test_bare_short_lines_between_paragraphs_are_headings() -> None:
    text = f"松沣县城管局2023年工作总结\n{BODY}\n队伍概况\n{BODY}\n执法数据\n{BODY}\n来年打算\n2024年，拟拆除违建3万平方米。"
    assert paths(text) == ["队伍概况", "执法数据", "来年打算"]
    assert (only(text, "来年打算").role, only(text, "来年打算").year) == ("plan", 2024)


def test_numbering_may_restart_and_skip_a_level() -> None:
    text = "\n".join(
        ["一、甲乙丙", "1.子丑", BODY, "二、丁戊己", "1.寅卯", BODY, "（一）辰巳", BODY]
    )
    assert paths(text) == [
        "一、甲乙丙",
        "一、甲乙丙 › 1.子丑",
        "二、丁戊己",
        "二、丁戊己 › 1.寅卯",
        "二、丁戊己 › （一）辰巳",
    ]


@pytest.mark.parametrize(
    ("heading", "role", "year"),
    [
        ("三、2024年工作打算", "plan", 2024),
        ("三、下一步工作计划", "plan", 2024),
        ("四、二〇二四年重点工作", "plan", 2024),
        ("三、2023年主要工作打算及建议", "plan", 2024),
        ("二、存在的主要问题", "problems", 2023),
        ("二、当前工作中存在的不足", "problems", 2023),
        ("一、2023年工作计划完成情况", "report", 2023),
        ("一、2022年工作回顾", "report", 2022),
        ("（二）着力解决群众反映的突出问题", "report", 2023),
        ("一、深入实施“十四五”规划", "report", 2023),
        ("名词解释", "glossary", 2023),
    ],
)
def test_a_heading_says_what_its_part_is_for(heading: str, role: str, year: int) -> None:
    if heading == "三、2023年主要工作打算及建议":
        section = only(f"{heading}\n{BODY}", heading, year=2022)
        assert (section.role, section.year) == ("plan", 2023)
        return
    section = only(f"一、总体\n{BODY}\n{heading}\n{BODY}", heading)
    assert (section.role, section.year) == (role, year)


def test_sub_parts_of_a_plan_are_plan_and_take_its_year() -> None:
    text = f"三、下一步安排\n2025年，我们将继续努力做好工作。\n（一）解决存在问题\n{BODY}"
    section = only(text, "（一）解决存在问题", year=2023)
    assert (section.role, section.year) == ("plan", 2025)


def test_problems_and_plans_without_a_heading_are_found() -> None:
    text = f"（一）强化治理\n{BODY}\n在看到成绩的同时，我们也清醒认识到，仍面临不少问题挑战：一是力量不足。二是手段单一。\n下一步，我局将检查场所1200家次。"
    roles = {s.heading: (s.role, s.year) for s in read_sections(text, year=2023)}
    assert roles["在看到成绩的同时，我们也清醒认识到，仍面临不少问题挑战"] == ("problems", 2023)
    assert roles["下一步，我局将检查场所1200家次"] == ("plan", 2024)


def test_the_signature_belongs_to_no_part() -> None:
    text = f"一、总体情况\n{BODY}\n特此报告。\n松沣县司法局\n2024年1月5日"
    assert only(text, "一、总体情况").span.of(text).endswith(BODY)


def test_table_rows_are_no_headings() -> None:
    table = "一、本年新收申请      3402    99\n      1.属于国家秘密       0     0"
    assert paths(f"三、办理情况\n{table}") == ["三、办理情况"]


def check_laws(text: str) -> None:
    """Sections lie in the text, open with their heading, and nest or part."""
    sections = read_sections(text, year=2023)
    for section in sections:
        assert 0 <= section.span.start < section.span.end <= len(text)
        assert section.span.of(text).lstrip("# ").startswith(section.heading)
        assert section.path[-1] == section.heading
    for one, other in combinations(sections, 2):
        apart = one.span.end <= other.span.start or other.span.end <= one.span.start
        assert apart or one.span.covers(other.span) or other.span.covers(one.span)


def test_sections_of_all_reports_nest(shared: Path, samples: Path) -> None:
    for path in [*(shared / "reports").glob("*.txt"), *samples.glob("*.txt")]:
        check_laws(clean(read_raw(path)).text)


SCRAPS = st.sampled_from(
    "一、 （一） 1. 1.1 （1） ① 一是 二是 。 ， ； ： \n 《 》 “ ” 存在的问题 下一步， 2024年 名词解释 —— 第一章 特此报告 各位代表， 加强管理"
    " 我局将 第一， 首先， 首先其次".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(SCRAPS, max_size=60).map("".join), st.text(max_size=80)))
def test_no_text_breaks_the_laws(text: str) -> None:
    from corpus.models import RawDocument

    check_laws(clean(RawDocument((text,))).text)


def test_the_tree_of_a_real_report(shared: Path) -> None:
    text = clean(read_raw(shared / "reports" / "yubei-2024.txt")).text
    found = paths(text, 2024)
    assert "一、2024年行政执法总体情况 › （一）大力提升执法质量 › 2.加大执法力度" in found
    assert len(found) == 20
