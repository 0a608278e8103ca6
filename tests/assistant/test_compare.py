"""Two figures that are not the same thing are told apart, with the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.compare import comparability
from tests.assistant.test_compute import figure


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
