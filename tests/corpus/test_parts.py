"""A part knows its total, and nothing else is taken for a part."""

from __future__ import annotations

import pytest

from corpus.figures import read_figures


def totals(text: str) -> list[str | None]:
    found = read_figures(text, (), report_id="r", year=2024)
    surfaces = {figure.id: figure.surface for figure in found}
    return [surfaces[f.part_of] if f.part_of else None for f in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("取得执法证11人（部级2人、市级9人）。", [None, "11人", "11人"]),
        ("受理120件，其中甲类20件、乙类100件。", [None, "120件", "120件"]),
        ("受理120件：甲类20件、乙类100件。", [None, "120件", "120件"]),
        ("收费950元。其中，甲局420元；乙局530元。", [None, "950元", "950元"]),
        ("办理20件（警告8件、罚款12件（现场5件））。", [None, "20件", "20件", "12件"]),
    ],
)
def test_brackets_and_among_and_colon_give_parts(text: str, wanted: list[str | None]) -> None:
    assert totals(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "受理120件，其中重点线索交办督办，发现问题30个。",
        "受理120件（同比增长15%）。",
        "受理120件，办结118件。",
        "受理120件，其中甲类20件；立案150件。",
    ],
)
def test_another_unit_a_rate_or_a_new_act_is_no_part(text: str) -> None:
    assert totals(text)[-1] is None


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("受理群众来信：甲乡3件、乙乡4件。", ["受理群众来信（甲乡）", "受理群众来信（乙乡）"]),
        ("办理行政许可：新办12件，变更5件。", ["办理行政许可（新办）", "办理行政许可（变更）"]),
        ("开展检查情况：检查企业30家，责令整改5家。", ["检查企业", "责令整改"]),
    ],
)
def test_a_list_after_a_colon_is_of_what_stands_before_it(text: str, measures: list[str]) -> None:
    found = read_figures(text, (), report_id="r", year=2024)
    assert [figure.measure for figure in found] == measures
