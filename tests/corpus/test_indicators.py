"""A printed measure and a question's words meet in one indicator, or in none."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import BadKnowledge
from corpus.indicators import Indicators, load_indicators, parse_indicators


@pytest.fixture(scope="module")
def indicators() -> Indicators:
    return load_indicators()


@pytest.mark.parametrize(
    ("measure", "unit", "indicator"),
    [
        ("查删有害信息", "条", "harmful_information_deleted"),
        ("处置有害信息", "条", "harmful_information_disposed"),
        ("上报涉政有害信息", "条", "harmful_information_reported"),
        ("处置属地平台、账号不规范表述", "条", "improper_expressions_disposed"),
        ("上报区外不规范表述", "条", "improper_expressions_reported"),
        ("受理举报", "件次", "reports_accepted"),
        ("受理处置网民举报", "件次", "reports_accepted_and_handled"),
        ("受理投诉举报办结", "件", "reports_handled"),
        ("光明区全年受理行政复议案件", "宗", "reconsideration_accepted"),
        ("行政机关负责人出庭应诉案件", "宗", "litigation_appearance"),
        ("全年立案查处各类制售假冒伪劣案件", "宗", "counterfeit_cases"),
        ("涉案货值金额", "元", "goods_value"),
        ("罚没金额", "元", "fines_confiscations"),
        ("举办执法培训", "期", "trainings"),
        ("执法培训参训", "人次", "training_participants"),
        ("普法视频播放量", "次", "views"),
    ],
)
def test_a_printed_measure_is_its_indicator(
    indicators: Indicators, measure: str, unit: str, indicator: str
) -> None:
    assert indicators.match(measure, unit) == indicator


@pytest.mark.parametrize(
    ("measure", "unit"),
    [
        ("行政复议、行政诉讼", "件"),  # two things in one number
        ("受理、处置举报", "件"),
        ("行政复议维持率", "%"),  # a rate is not the count
        ("行政处罚案件", "元"),  # a count is not money
        ("辟谣公益作品优秀奖", "个"),
        ("新建雕塑", "个"),
    ],
)
def test_no_name_is_better_than_a_wrong_one(
    indicators: Indicators, measure: str, unit: str
) -> None:
    assert indicators.match(measure, unit) is None


def test_a_percentage_is_an_indicators_change_only_where_the_report_says_so(
    indicators: Indicators,
) -> None:
    assert indicators.match("受理政府信息公开申请", "%") is None
    assert indicators.match("受理政府信息公开申请", "%", "change") == "foi_received"


def test_every_figure_of_the_known_ledger_has_an_indicator(
    indicators: Indicators, shared: Path
) -> None:
    lines = (shared / "gold" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [r["metric"] for r in rows if not indicators.match(r["metric"], r["unit"])] == []


@pytest.mark.parametrize(
    "question",
    [
        "2024年辟谣多少次？",
        "how many rumor rebuttals in 2024",
        "How many rumours did the office debunk?",
        "RUMOR-REFUTATIONS in 2022",
        "澄清谣言几次",
        "how often were rumours refuted",
    ],
)
def test_an_indicator_is_named_in_many_ways(indicators: Indicators, question: str) -> None:
    assert [hit.id for hit in indicators.asked(question)] == ["rumor_rebuttals"]


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("受理了多少件举报", ["reports_accepted"]),
        ("举报受理和办理各多少", ["reports_accepted", "reports_handled"]),
        ("受理行政复议和举报各多少件", ["reconsideration_accepted", "reports_accepted"]),
        ("行政复议和行政诉讼各多少", ["reconsideration", "litigation"]),
        ("行政复议被纠正的有几件", ["reconsideration_corrected"]),
        (
            "查删、处置、上报有害信息各多少条",
            [
                "harmful_information_deleted",
                "harmful_information_disposed",
                "harmful_information_reported",
            ],
        ),
        ("删了多少有害信息", ["harmful_information_deleted"]),
        ("how many accounts were dealt with", ["accounts_disposed"]),
        ("how much was collected in fines", ["fines_confiscations"]),
        ("辟谣公益作品有几件", []),
        ("What problems did the report admit?", []),
    ],
)
def test_a_question_names_its_indicators_with_their_verbs(
    indicators: Indicators, question: str, ids: list[str]
) -> None:
    assert [hit.id for hit in indicators.asked(question)] == ids


def asked_table(language: str) -> list[dict[str, Any]]:
    path = Path(__file__).with_name(f"asked_{language}.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", asked_table("zh"), ids=lambda row: row["question"])
def test_a_colloquial_question_names_its_indicators(
    indicators: Indicators, row: dict[str, Any]
) -> None:
    assert [hit.id for hit in indicators.asked(row["question"])] == row["indicators"]


@pytest.mark.parametrize("row", asked_table("en"), ids=lambda row: row["question"])
def test_an_english_question_names_its_indicators_or_chinese_words(
    indicators: Indicators, row: dict[str, Any]
) -> None:
    assert [hit.id for hit in indicators.asked(row["question"])] == row["indicators"]
    forms = {form for found in indicators.translated(row["question"]) for form in found.forms}
    assert set(row.get("words", ())) <= forms


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("rumer rebutals yubei 2024", ["rumor_rebuttals"]),
        ("ADMININSTRATIVE PENALITES", ["administrative_penalties"]),
        ("Admininstrative coersive measures in Yunting", ["administrative_coercion"]),
        ("cyber security inspectons", ["security_inspections"]),
        ("How many contests were held?", []),  # contests are no contents
        ("How many Angling were there in anling?", []),  # a name is left alone
    ],
)
def test_small_typing_errors_are_read_over(
    indicators: Indicators, question: str, ids: list[str]
) -> None:
    assert [hit.id for hit in indicators.asked(question)] == ids


@pytest.mark.parametrize(
    ("measure", "unit", "indicator"),
    [
        ("罚没金额（罚款）", "元", "fines"),
        ("没收违法所得", "元", "illegal_gains_confiscated"),
        ("退还罚款", "元", "fines_refunded"),
        ("减免罚款", "元", "fines_waived"),
        ("吊销许可证", "张", "licenses_revoked"),
        ("食品合格率", "%", "sampling_pass_rate"),
        ("案卷不合格率", "%", "file_failure_rate"),
        ("人民调解委员会调解纠纷", "件", "people_mediation"),
        ("人民调解委员会", "个", "mediation_committees"),
        ("举报受理办结率", "%", "reports_closing_rate"),
        ("行政调解化解", "件", "administrative_mediation"),
    ],
)
def test_two_different_things_have_two_indicators(
    indicators: Indicators, measure: str, unit: str, indicator: str
) -> None:
    assert indicators.match(measure, unit, "share" if unit == "%" else "result") == indicator


def test_a_hit_says_which_words_named_it(indicators: Indicators) -> None:
    question = "光明区受理了多少件举报？"
    (hit,) = indicators.asked(question)
    assert hit.span.of(question) == "受理了多少件举报"
    assert hit.words == ("受理", "举报")


def test_english_words_are_looked_for_in_chinese(indicators: Indicators) -> None:
    assert {"辟谣", "打算"} <= set(indicators.expand("rumor rebuttals and the plan for next year"))
    found = indicators.translated("What problems with online platforms?")
    assert [(word, forms[0]) for word, _, forms in found] == [
        ("problems", "存在的主要问题"),
        ("online platforms", "网络平台"),
    ]


def test_a_measure_and_a_question_take_under_two_milliseconds(indicators: Indicators) -> None:
    started = time.process_time()
    for _ in range(20):
        indicators.match("处置属地平台、账号不规范表述", "条")
        indicators.asked("渝北区2024年查删、处置有害信息和受理举报各多少？")
        indicators.asked("How many rumours did the office debunk in 2024 and how many tip-offs?")
    assert (time.process_time() - started) / 60 < 0.004


def test_the_table_is_large_enough_for_the_genre(indicators: Indicators) -> None:
    assert len(indicators.all) >= 110
    assert all(row.zh and row.en for row in indicators.all)


def row(**cells: object) -> dict[str, object]:
    return {"id": "rumor_rebuttals", "zh": "辟谣", "en": "rumor rebuttals", **cells}


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([row(), row(zh="又一个", en="another")], "occurs twice"),
        ([row(), row(id="other", en="another")], "names both rumor_rebuttals and other"),
        ([row(zh="")], "a name is empty"),
        ([row(parent="nothing")], "not the id of an indicator"),
        ([row(keys=["辟谣", ""])], "not a list of words"),
        ([row(keys=["结案|办结 案"])], "one word stands inside another"),
        ([row(id="Bad Id")], "small English letters"),
    ],
)
def test_a_mistake_in_the_table_is_named(rows: list[dict[str, object]], complaint: str) -> None:
    data = {"indicators": rows, "units": {}, "heads": [], "terms": {}}
    with pytest.raises(BadKnowledge, match=complaint):
        parse_indicators(data, "table")
