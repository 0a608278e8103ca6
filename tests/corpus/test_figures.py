"""Figures are kept as printed, say what they count, and are told from numbers that count nothing."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.figures import read_figures
from corpus.models import Figure, FigureKind, Section, Span

GOLDEN = Path(__file__).parent / "golden"


def figures(text: str, year: int | None = 2024) -> tuple[Figure, ...]:
    return read_figures(text, (), report_id="r", year=year)


def golden(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLDEN / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", golden("phrases.jsonl"), ids=lambda case: case["text"])
def test_a_phrase_gives_its_figures_and_no_others(case: dict[str, Any]) -> None:
    found = figures(case["text"])
    assert [f.surface for f in found] == [f["surface"] for f in case["figures"]]
    for figure, wanted in zip(found, case["figures"], strict=True):
        value = None if wanted["value"] is None else Decimal(wanted["value"])
        upper = Decimal(wanted["upper"]) if "upper" in wanted else None
        assert (figure.value, figure.upper) == (value, upper)
        assert (figure.unit, figure.qualifier) == (wanted["unit"], wanted["qualifier"])
        assert figure.measure == wanted.get("measure", figure.measure)


@pytest.mark.parametrize("case", golden("sentences.jsonl"), ids=lambda case: case["text"][:24])
def test_a_sentence_says_what_each_figure_counts(case: dict[str, Any]) -> None:
    found = figures(case["text"])
    surfaces = {figure.id: figure.surface for figure in found}
    told = [
        {
            "surface": f.surface,
            "measure": f.measure,
            "unit": f.unit,
            **({} if f.kind == "result" else {"kind": f.kind}),
            **({} if f.period == "2024" else {"period": f.period}),
            **({"part_of": surfaces[f.part_of]} if f.part_of else {}),
        }
        for f in found
    ]
    assert told == case["figures"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("检查网站35家。", "result"),
        ("将35家网站纳入名录。", "result"),
        ("按计划完成检查35次。", "result"),
        ("力争全年检查网站35家。", "target"),
        ("计划新增执法车辆35辆。", "target"),
        ("确保办结率达到98%。", "target"),
        ("要求抽查比例不低于5%。", "target"),
        ("办结率98%。", "share"),
        ("三分之二的案件当场办结。", "share"),
        ("同比增长35%。", "change"),
        ("较上年增加35件。", "change"),
        ("办结率提高3.5个百分点。", "change"),
        ("办结率提高到98%。", "share"),
    ],
)
def test_a_result_a_target_a_share_and_a_change_are_told_apart(text: str, kind: FigureKind) -> None:
    assert [figure.kind for figure in figures(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        ("检查35次。", 2024, "2024"),
        ("2022年检查35次。", 2022, "2022"),
        ("去年检查35次。", 2023, "2023"),
        ("较去年多35次。", 2024, "2024"),
        ("较2022年增长35%。", 2024, "2024"),
        ("上半年检查35次。", 2024, "2024年上半年"),
        ("2023年1—7月检查35次。", 2023, "2023年1—7月"),
        ("2019年以来检查35次。", 2024, "2019年以来"),
        ("自2021年起累计检查35次。", 2024, "2021年以来"),
        ("截至2024年底，建成35个。", 2024, "截至2024年底"),
        ("2021—2023年检查35次。", 2023, "2021—2023年"),
        ("二〇二三年检查35次。", 2023, "2023"),
    ],
)
def test_a_figure_knows_the_time_it_describes(text: str, year: int, period: str) -> None:
    (figure,) = figures(text)
    assert (figure.year, figure.period) == (year, period)


def test_from_one_year_to_another_gives_both_their_years() -> None:
    before, after = figures("检查次数由2022年的18次增至2023年的31次。")
    assert (before.year, after.year) == (2022, 2023)
    assert before.measure == after.measure == "检查次数"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("案件由2022年的5件增至9件，罚款3万元。", [2022, 2024, 2024]),
        ("立案28宗，比2023年的23宗增加5宗，办结20宗。", [2024, 2023, 2024, 2024]),
        ("2022年至2024年分别立案5件、7件、9件。", [2022, 2023, 2024]),
        ("办理时间由4.5天缩短至2.8天。", [2023, 2024]),
        ("收入恢复到2019年的98.5%，办案20件。", [2024, 2024]),
        ("上半年立案36件，全年立案80件。", [2024, 2024]),
    ],
)
def test_an_old_year_holds_only_for_its_own_number(text: str, years: list[int]) -> None:
    assert [figure.year for figure in figures(text)] == years


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("至少组织开展4次培训。", "at_least"),
        ("约有300名志愿者。", "about"),
        ("至多延长10日。", "at_most"),
        ("超额完成12件。", "exact"),
    ],
)
def test_a_qualifier_may_stand_before_the_verb(text: str, qualifier: str) -> None:
    assert [figure.qualifier for figure in figures(text)] == [qualifier]


def test_what_is_planned_goes_on_until_something_is_done() -> None:
    found = figures("力争立案20件，罚没金额超过5万元；目前已立案12件。")
    assert [figure.kind for figure in found] == ["target", "target", "result"]


def test_a_traditional_report_is_read_and_printed_as_it_stands() -> None:
    (figure,) = figures("全年查處案件1200餘件。")
    assert (figure.measure, figure.surface, figure.unit) == ("查处案件", "1200餘件", "件")


def test_a_text_packed_with_figures_costs_a_fraction_of_a_millisecond_each() -> None:
    started = time.process_time()
    found = figures("，".join(f"查处{number}件" for number in range(100, 4100)))
    assert len(found) == 4000
    assert time.process_time() - started < 3


def test_a_plan_section_states_targets_of_its_year() -> None:
    text = "二、打算\n检查网站35家。"
    plan = Section(("二、打算",), "二、打算", Span(0, len(text)), 2025, "plan")
    (figure,) = read_figures(text, (plan,), report_id="r", year=2024)
    assert (figure.kind, figure.year) == ("target", 2025)


def test_a_glossary_states_no_figures() -> None:
    text = "名词解释\n检查网站35家。"
    glossary = Section(("名词解释",), "名词解释", Span(0, len(text)), 2024, "glossary")
    assert read_figures(text, (glossary,), report_id="r", year=2024) == ()


def test_a_report_without_a_year_still_has_figures() -> None:
    (figure,) = figures("检查网站35家。", year=None)
    assert (figure.year, figure.period) == (None, "")


def test_an_indicator_is_asked_with_measure_unit_and_kind() -> None:
    class Told:
        def match(self, measure: str, unit: str, kind: FigureKind) -> str | None:
            return f"{measure}|{unit}|{kind}"

    (figure,) = read_figures("检查网站35家。", (), report_id="r", year=2024, indicators=Told())
    assert figure.indicator == "检查网站|家|result"


_PIECES = st.sampled_from(
    "检查 网站 查删有害信息 超 约 3 12 200 1,256.4 一百二十 两 数十 余 万 亿 件 人次 % ， 、 。 （ ） “ ” 《 》 的 其中 "
    "将 纳入 同比增长 分别 至 — 2024年 \n 第 + 以上 ： | 由 增至 ０ ． 　 🙂".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_every_span_points_at_its_surface_whatever_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = figures(text)
    assert all(figure.span.of(text) == figure.surface for figure in found)
    assert [f.span.start for f in found] == sorted(f.span.start for f in found)
    assert len({figure.id for figure in found}) == len(found)


@pytest.mark.parametrize(
    "text", ["7" * 400_000, "1," * 20_000, "“（《其中" * 40_000, "百分之" * 4_000, "1\n" * 20_000]
)
def test_hostile_text_takes_time_in_proportion_to_its_length(text: str) -> None:
    def once(part: str) -> float:
        start = time.process_time()
        figures(part)
        return time.process_time() - start

    def cost(part: str) -> float:
        return min(once(part) for _ in range(3))  # another program's work is not this text's

    assert cost(text) < 12 * cost(text[: len(text) // 4]) + 0.5
