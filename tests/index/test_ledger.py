"""The ledger shows the figures that fit a filter, and gives them away with their sources."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from corpus import read_report
from index import Index
from index.export import COLUMNS, to_csv, to_xlsx
from index.ledger import Row, Wanted, rows, select
from index.ledger_html import ledger_html
from index.outline import chapters
from index.wording_page import LABELS

HOSTILE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>\u202e422'


@pytest.fixture(scope="module")
def index(samples: Path) -> Index:
    index = Index.in_memory("hash")
    for file in sorted(samples.glob("*.txt")):
        index.add(read_report(file))
    return index


def found(index: Index, **wanted: object) -> list[Row]:
    return list(rows(index, select(index, Wanted(**wanted))))  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["辟谣", "闢謠", "rumor rebuttals", "rumour rebuttal"])
def test_figures_are_found_by_what_they_count_in_both_languages(index: Index, words: str) -> None:
    by_year = {r.year: r.figure.surface for r in found(index, words=words)}
    assert by_year == {2022: "21次", 2024: "422次"}


def test_a_year_shows_what_describes_it_and_nothing_else(index: Index) -> None:
    assert {r.year for r in found(index, years=(2024,))} == {2024}
    assert found(index, years=(1999,)) == []


def test_a_kind_shows_itself_alone(index: Index) -> None:
    assert {r.figure.kind for r in found(index, kind="target")} == {"target"}


def test_an_indicator_shows_what_states_it_and_nothing_else(index: Index) -> None:
    wanted = Wanted.read(indicators=["rumor_rebuttals", "no_such_thing"])
    shown = list(rows(index, select(index, wanted)))
    assert {row.figure.indicator for row in shown} == {"rumor_rebuttals"}
    assert [row.figure.surface for row in shown] == ["21次", "422次"]


def test_a_section_shows_the_figures_under_its_heading_in_every_report(index: Index) -> None:
    name = "全年工作情况 › 普法宣传"
    assert name in {chapter.name for chapter in chapters(index.records)}
    shown = found(index, sections=(name,))
    assert {row.year for row in shown} == {2022, 2024}
    assert {row.section[1] for row in shown} == {"（二）普法宣传"}


def test_one_report_offers_its_own_headings_in_reading_order(index: Index) -> None:
    offered = [c.name for c in chapters(index.records, (), (2024,))]
    assert offered.index("全年工作情况 › 执法质量") < offered.index("全年工作情况 › 普法宣传")
    assert "全年工作情况 › 普法宣传 › 理论传播" in offered


def test_a_section_that_no_report_has_shows_nothing(index: Index) -> None:
    assert found(index, sections=("没有这一章",)) == []


def test_every_row_quotes_the_sentence_its_figure_stands_in(index: Index) -> None:
    for row in found(index):
        assert row.sentence[row.at :].startswith(row.figure.surface)
        assert row.sentence in index.report(row.figure.report_id).text


def test_the_coverage_counts_what_the_filter_then_shows(index: Index) -> None:
    for holding in {(h.office, h.year) for h in index.coverage() if h.year}:
        office, year = holding
        stated = sum(h.figures for h in index.coverage() if (h.office, h.year) == holding)
        assert len(found(index, offices=(office,), years=(year,))) == stated


def test_a_filter_from_outside_is_read_or_left_out() -> None:
    odd = Wanted.read(["甲办", 7, None], ["2024", "二", {}], "bold", ["x"])
    assert odd == Wanted(("甲办",), (2024,), "", "")


def test_the_workbook_holds_source_section_and_quotation_of_every_row(index: Index) -> None:
    shown = found(index)
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(shown, "en"))).active
    head, *written = sheet.iter_rows(values_only=True)
    assert len(written) == len(shown) > 60
    for row, cells in zip(shown, written, strict=True):
        named = dict(zip(head, cells, strict=True))
        assert named["Figure"] == row.figure.surface
        assert named["Quotation"] == row.sentence
        assert named["File"] == row.source
        assert named["Section"] == " › ".join(row.section)


def test_the_csv_opens_with_the_same_rows(index: Index) -> None:
    shown = found(index, words="辟谣")
    lines = list(csv.reader(io.StringIO(to_csv(shown, "zh").decode("utf-8-sig"))))
    assert len(lines[0]) == len(COLUMNS)
    assert [line[COLUMNS.index("value")] for line in lines[1:]] == ["21", "422"]


def test_no_text_of_a_report_becomes_a_formula_or_markup(index: Index) -> None:
    row = replace(found(index)[0], sentence=HOSTILE, title=HOSTILE, office=HOSTILE, at=0)
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([row], "zh"))).active
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n"}
    assert f",{HOSTILE[:10]}" not in to_csv([row], "zh").decode()
    shown = ledger_html([row], 0, 1, Wanted(words=HOSTILE), "zh")
    assert "<img" not in shown
    assert "\u202e" not in shown + to_csv([row], "zh").decode() + str(sheet[2][0].value)


@pytest.mark.parametrize("key", sorted(LABELS))
def test_every_label_stands_in_both_languages(key: str) -> None:
    zh, en = LABELS[key]
    assert zh
    assert en
