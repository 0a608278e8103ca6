"""Two figures that are not the same thing are told apart, with the reason."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.compare import comparability
from corpus.report import read_report
from index import Index
from tests.assistant.test_compute import figure
from tests.assistant.warned import judge

SHARED = Path(__file__).parents[3] / "shared" / "reports"


def named(measure: str, **changes: object) -> object:
    return replace(figure("5", "5次"), measure=measure, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("各类专项行动", "“清朗”等系列专项行动", "scope"),
        ("处置有害信息", "上报有害信息", "action"),
        ("处置属地不规范表述", "处置区外不规范表述", "scope"),
        ("受理举报", "办结举报", "action"),
        ("网络普法活动", "网络安全宣传活动", "name"),
        ("全口径税收收入", "同口径税收收入", "scope"),
        ("市级以上创新载体", "新增市级以上创新载体", "scope"),
    ],
)
def test_different_things_have_a_reason(one: str, other: str, reason: str) -> None:
    assert reason in comparability(named(one), named(other)).reasons  # type: ignore[arg-type]


def test_the_same_thing_under_a_fuller_name_is_comparable() -> None:
    assert comparability(named("辟谣"), named("累计组织开展各类辟谣")).reasons == ()  # type: ignore[arg-type]


def test_units_periods_and_kinds_are_compared() -> None:
    a = named("辟谣")
    assert comparability(a, named("辟谣", unit="人")).reasons == ("unit",)  # type: ignore[arg-type]
    assert comparability(a, named("辟谣", period="2024年上半年")).reasons == ("period",)  # type: ignore[arg-type]
    assert "kind" in comparability(a, named("辟谣", kind="target")).reasons  # type: ignore[arg-type]


def test_a_plan_is_a_worse_pair_than_another_name() -> None:
    a = named("辟谣")
    plan, other = named("辟谣", kind="target"), named("澄清谣言")
    assert comparability(a, plan).cost > comparability(a, other).cost  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [("政协提案", "政协委员提案"), ("民生微实事", "完成民生微实事"), ("规上企业", "规上企业总量")],
)
def test_a_filler_word_makes_no_other_thing(one: str, other: str) -> None:
    assert comparability(named(one), named(other)).reasons == ()  # type: ignore[arg-type]


def assistant_over(folder: Path) -> Assistant:
    index = Index.in_memory("hash")
    for path in sorted(folder.glob("*.txt")):
        index.add(read_report(path))
    return Assistant(index)


def test_the_labelled_warnings_over_the_samples_are_given_and_no_others(samples: Path) -> None:
    judged = judge(assistant_over(samples), samples_only=True)
    assert (judged.missing, judged.needless) == ((), ())


def test_the_labelled_warnings_over_real_reports_are_given_and_hardly_others() -> None:
    if not SHARED.is_dir() and not os.environ.get("CI"):
        pytest.skip("the real reports are not beside this checkout")
    judged = judge(assistant_over(SHARED), samples_only=False)
    assert judged.precision >= 0.95, judged.needless
    assert judged.recall >= 0.95, judged.missing
