"""Golden cases are read from what people have, and what is wrong with them is named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from evals.cases import check_evidence, load_cases
from evals.errors import InvalidCases
from evals.sanity import OneReport


def load(folder: Path, text: str, name: str = "cases.jsonl"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return load_cases([file])


def test_a_question_with_its_figure_is_a_case(tmp_path: Path) -> None:
    (case,) = load(
        tmp_path, '{"question": "辟谣多少次？", "figures": [{"value": 422, "unit": "次"}]}'
    )
    assert (case.type, case.language, case.figures[0].value) == ("figure", "zh", Decimal(422))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"question": "几次？", "figuers": []}', "cases.jsonl:1 figuers: unknown field"),
        ('{"figures": []}', "cases.jsonl:1 question: is missing"),
        ('{"question": "几次？", "figures": [{"value": "many"}]}', "figures[0] value: 'many'"),
        ('{"question": "几次？", "no": "never"}', "cases.jsonl:1 no: 'never' is none of"),
        ('{"question": "几次？", "figures": [{"value": 1, "year": 24}]}', "24 is not a year"),
        ("{question}", "cases.jsonl:1 line: not JSON"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(tmp_path: Path, line: str, problem: str) -> None:
    with pytest.raises(InvalidCases) as caught:
        load(tmp_path, line)
    assert problem in str(caught.value)


def test_two_cases_can_not_share_an_id(tmp_path: Path) -> None:
    with pytest.raises(InvalidCases, match="used before"):
        load(tmp_path, '{"id": "a", "question": "几次？"}\n{"id": "a", "question": "几条？"}')


def test_evidence_must_stand_in_the_report(tmp_path: Path, library: OneReport) -> None:
    cases = load(tmp_path, '{"question": "几次？", "evidence": "开展辟谣 500 次"}')
    with pytest.raises(InvalidCases, match=r"500 次.*stands in no report"):
        check_evidence(cases, [library.only])


def test_blanks_do_not_matter_to_evidence(tmp_path: Path, library: OneReport) -> None:
    check_evidence(
        load(tmp_path, '{"question": "几次？", "evidence": "开展辟谣422次"}'), [library.only]
    )


def test_a_dialogue_is_one_case_a_turn_with_the_turns_before_it(tmp_path: Path) -> None:
    line = '{"id": "d", "turns": [{"question": "2024年辟谣几次？"}, {"question": "2022年呢"}]}'
    first, second = load(tmp_path, line)
    assert (first.history, second.history) == ((), ("2024年辟谣几次？",))
    assert second.tags == ("depth 1",)


def test_an_unreviewed_draft_never_counts(tmp_path: Path) -> None:
    assert load(tmp_path, '{"question": "几次？", "reviewed": false}') == ()


def test_a_spreadsheet_with_chinese_heads_is_read(tmp_path: Path) -> None:
    sheet = "编号,问题,数值,单位,年份,原文\na,辟谣和约谈各多少？,422,次,2024,辟谣422次\na,,27,家,2024,\n"
    (case,) = load(tmp_path, sheet, "cases.csv")
    assert [(f.value, f.unit, f.year) for f in case.figures] == [
        (422, "次", 2024),
        (27, "家", 2024),
    ]
    assert case.quotes[0].text == "辟谣422次"


def test_an_excel_file_is_read_like_a_csv(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["question", "value", "unit", "history"])
    book.active.append(["2022年呢", 21.7, "万个", "2024年有多少账号"])
    book.save(tmp_path / "cases.xlsx")
    (case,) = load_cases([tmp_path / "cases.xlsx"])
    assert (case.figures[0].value, case.history) == (Decimal("21.7"), ("2024年有多少账号",))


def test_the_sets_we_ship_are_valid(cases_dir: Path) -> None:
    cases = load_cases([cases_dir])
    assert len(cases) >= 60
    assert sum(case.language == "en" for case in cases) >= 15
