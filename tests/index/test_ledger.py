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
from index.ledger_html import coverage_html, ledger_html
from index.models import Holding
from index.wording_page import LABELS

HOSTILE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>'


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
    shown += coverage_html([Holding(HOSTILE, 2024, None, 3)], "zh")
    assert "<img" not in shown


@pytest.mark.parametrize("key", sorted(LABELS))
def test_every_label_stands_in_both_languages(key: str) -> None:
    zh, en = LABELS[key]
    assert zh
    assert en
