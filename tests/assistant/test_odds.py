"""A figure that its reports contradict is never given alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.models import Answer
from corpus.report import read_report
from index import Index

TEXT = (
    "东渚市网信办2023年度行政执法工作报告\n\n一、总体情况\n全年共开展网络辟谣86次，约谈网站平台12家。\n\n"
    "二、网络治理\n全年累计开展网络辟谣68次。关停违法网站20个，其中赌博类9个、诈骗类8个。\n\n"
    "三、普法宣传\n举办普法讲座15场。\n\n东渚市网信办\n2024年1月10日\n"
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    path: Path = tmp_path_factory.mktemp("odd") / "东渚市网信办2023.txt"
    path.write_text(TEXT, encoding="utf-8")
    index = Index.in_memory("hash")
    index.add(read_report(path))
    return Assistant(index)


def asked(odd: Assistant, question: str) -> Answer:
    return odd.ask(question).answer


def test_both_values_are_shown_and_cited(odd: Assistant) -> None:
    answer = asked(odd, "2023年网络辟谣多少次")
    told = next(w for w in answer.warnings if "86次[" in w)
    assert "68次[" in told
    assert {f.figure.value for f in answer.figures} >= {86, 68}
    assert all(any(v in c.quote for c in answer.citations) for v in ("86次", "68次"))


def test_a_comparison_with_a_contradicted_figure_says_so(odd: Assistant) -> None:
    answer = asked(odd, "2023年网络辟谣比约谈网站平台多多少")
    assert any("68次" in w and "86次" in w for w in answer.warnings)


def test_a_figure_that_nothing_contradicts_is_given_alone(odd: Assistant) -> None:
    answer = asked(odd, "2023年举办普法讲座多少场")
    assert answer.warnings == ()
    assert [f.figure.value for f in answer.figures] == [15]


def test_the_warning_is_in_the_readers_language(odd: Assistant) -> None:
    answer = asked(odd, "How many rumor rebuttals in 2023?")
    assert any("states more than one number" in w for w in answer.warnings)
