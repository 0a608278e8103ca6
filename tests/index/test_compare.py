"""What the reports cover is told apart, and figures side by side are never mixed nor picked out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl
import pytest

from assistant.comparing import Comparing
from corpus import read_bytes
from corpus.models import Figure
from index import Index
from index.export import COLUMNS
from index.figures.choices import choices_of
from index.figures.compare.cells import Comparison, Picked, compare
from index.figures.compare.export import to_csv, to_xlsx
from index.figures.compare.html import compare_html, offer_html
from index.figures.compare.notes import Drawing, Line, drawings, notes
from index.figures.coverage.covered import Covered, Latest
from index.figures.coverage.html import coverage_html
from index.figures.judging import Judging, Said
from index.ledger import Wanted
from index.wording_page import Language

RUMOURS, SUITS, TRAINING = "rumor_rebuttals", "litigation", "training_sessions"
REPORTS = {
    "云岭市青禾区网信办2030年度执法工作报告": "全年开展辟谣12次，未发生行政诉讼案件。",
    "云岭市青禾区网信办2032年度执法工作报告": "全年开展辟谣约30次，行政诉讼案件0件。其中开展节日辟谣8次，开展辟谣31次。",
    "云岭市白石区网信办2032年度执法工作报告": "全年开展辟谣5次。\n\n二、2033年打算\n力争开展辟谣50次。",
}
GREEN, WHITE = "云岭市青禾区网信办", "云岭市白石区网信办"
HOSTILE = "<img src=x onerror=alert(1)>\u202e{{7*7}}"


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    """Two offices; one of them has no report on the year between its two."""
    with Index.in_memory("hash") as index:
        for title, body in REPORTS.items():
            index.add(read_bytes(f"{title}\n\n一、总体情况\n{body}\n".encode(), f"{title}.txt"))
        yield index


@pytest.fixture
def covered(index: Index) -> Covered:
    return Covered.of(index)


def side_by_side(index: Index, *indicators: str, **picked: Any) -> Comparison:
    return compare(index, Covered.of(index), Picked(indicators=indicators, **picked))


def surfaces(figures: Sequence[Figure]) -> list[str]:
    return [figure.surface for figure in figures]


def test_the_three_kinds_of_no_are_told_apart(covered: Covered) -> None:
    assert covered.cell(GREEN, 2031, RUMOURS).state == "missing"
    assert covered.cell(WHITE, 2032, SUITS).state == "silent"
    assert covered.cell(GREEN, 2032, SUITS).state == "zero"
    assert covered.cell(GREEN, 2030, RUMOURS).state == "stated"


def test_none_that_is_said_in_words_opens_those_words(index: Index, covered: Covered) -> None:
    cell = covered.cell(GREEN, 2030, SUITS)
    _, report_id, span = cell.link.split(":")
    first, past = map(int, span.split("-"))
    assert cell.state == "zero"
    assert index.report(report_id).text[first:past] == "未发生行政诉讼案件"


def test_a_plan_alone_is_no_result(covered: Covered) -> None:
    assert covered.cell(WHITE, 2033, RUMOURS).state == "planned"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_mark_of_the_coverage_is_read_out_in_words(
    covered: Covered, language: Language
) -> None:
    shown = coverage_html(covered, SUITS, "", language)
    told = {
        "zh": ("写明为零或没有", "报告没有写明", "没有载入报告"),
        "en": ("stated as none", "not stated", "no report loaded"),
    }
    for words in told[language]:
        assert words in shown
    assert shown.count('aria-hidden="true"') == shown.count('class="mark')


def test_an_office_shows_its_indicators_and_names_those_of_others(covered: Covered) -> None:
    shown = coverage_html(covered, "", WHITE, "zh")
    assert 'data-indicator="rumor_rebuttals"' in shown
    assert "另有 1 项指标只见于其他单位的报告" in shown


def test_a_rejected_figure_states_nothing(index: Index) -> None:
    figure = next(f for f in index.figures() if f.surface == "12次")
    judging = Judging(index)
    judging.judge(figure.report_id, figure.id, Said("rejected", why="是页码"), "张三")
    assert Covered.of(index).cell(GREEN, 2030, RUMOURS).state == "silent"
    judging.take_back(figure.report_id, figure.id)
    assert Covered.of(index).cell(GREEN, 2030, RUMOURS).state == "stated"


def test_a_corrected_figure_is_marked_in_the_comparison(index: Index) -> None:
    figure = next(f for f in index.figures() if f.surface == "12次")
    judging = Judging(index)
    judging.judge(figure.report_id, figure.id, Said("corrected", "13", why="漏数一次"), "张三")
    made = side_by_side(index, RUMOURS, offices=(GREEN,))
    judging.take_back(figure.report_id, figure.id)
    only = made.cells[GREEN, 2030, RUMOURS].only
    assert only is not None
    assert only.value == 13
    shown = compare_html(made, Picked(), (), "zh")
    assert all(word in shown for word in ("12次", "人工更正：13 次", "张三", "漏数一次"))


def test_differing_numbers_are_all_listed_and_none_is_drawn(index: Index) -> None:
    made = side_by_side(index, RUMOURS)
    cell = made.cells[GREEN, 2032, RUMOURS]
    assert len(cell.entries) > 1
    assert cell.only is None
    (drawing,) = drawings(made, "zh")
    assert "2032" in drawing.several
    assert all(f is None or f.year != 2032 or f.surface == "5次" for f in drawing.lines[1].figures)


def test_a_target_stands_aside_and_is_not_drawn(index: Index) -> None:
    made = side_by_side(index, RUMOURS, offices=(WHITE,), years=(2032, 2033))
    cell = made.cells[WHITE, 2033, RUMOURS]
    assert [kind for kind, _ in cell.aside] == ["target"]
    assert cell.entries == ()
    assert drawings(made, "zh") == ()


def test_a_year_without_a_report_is_a_gap_in_the_chart(index: Index) -> None:
    (drawing,) = drawings(side_by_side(index, RUMOURS), "zh")
    assert drawing.labels == ("2030", "2031", "2032")
    line = next(line for line in drawing.lines if line.name == GREEN)
    assert line.figures[1] is None
    figure = Comparing(index).drawn(drawing, "zh")
    assert None in [list(trace.y)[1] for trace in figure.data]
    assert figure.layout.yaxis.title.text == "次"


def test_the_rules_of_an_answer_are_told_with_a_comparison(index: Index) -> None:
    made = side_by_side(index, RUMOURS, years=(2030, 2032))
    told = " ".join(notes(Comparing(index), made, "zh"))
    assert "辟谣“次数”与辟谣信息“条数”口径不同" in told
    assert "写有" in told
    assert "不同的数" in told


def test_many_offices_lie_beside_their_bars(index: Index) -> None:
    names = tuple(f"某市第{number}区网信办" for number in range(8))
    one = next(f for f in index.figures() if f.surface == "5次")
    line = Line("2032", (one, *(None for _ in names[1:])))
    figure = Comparing(index).drawn(Drawing("辟谣", "offices", names, (line,)), "zh")
    assert figure.data[0].orientation == "h"
    assert figure.layout.xaxis.title.text == "次"


def test_the_table_links_every_number_to_its_source(index: Index) -> None:
    made = side_by_side(index, RUMOURS, SUITS)
    shown = compare_html(made, Picked(), (), "zh")
    for cell in made.cells.values():
        for entry in cell.entries:
            span = entry.first.span
            assert f"#cite-0:{entry.first.report_id}:{span.start}-{span.end}" in shown
    assert "报告已载入，没有写明" in shown


def test_rows_and_columns_change_places(index: Index) -> None:
    shown = compare_html(side_by_side(index, RUMOURS), Picked(), (), "zh")
    turned = compare_html(side_by_side(index, RUMOURS, turned=True), Picked(turned=True), (), "zh")
    assert '<th scope="col">2031</th>' in shown
    assert '<th class="who" scope="row">2031</th>' in turned


def test_the_workbook_holds_the_table_its_sources_and_what_to_mind(index: Index) -> None:
    made = side_by_side(index, RUMOURS)
    book = openpyxl.load_workbook(
        io.BytesIO(to_xlsx(index, made, "zh", str.upper, notes(Comparing(index), made, "zh")))
    )
    table, sources, told = book.worksheets
    assert [cell.value for cell in table[1]] == ["单位", "2030", "2031", "2032"]
    assert "（没有载入该单位该年度的报告）" in [cell.value for cell in table[3]]
    head, *rows = sources.iter_rows(values_only=True)
    first = next(r for r in (dict(zip(head, row, strict=True)) for row in rows) if r["引文"])
    assert first["引文"].startswith("全年开展辟谣")
    assert first["文件"].endswith(".TXT")
    assert told.max_row > 1


def test_the_csv_names_the_gaps_with_their_kind_of_no(index: Index) -> None:
    made = side_by_side(index, SUITS, offices=(WHITE,), years=(2031, 2032))
    lines = list(csv.reader(io.StringIO(to_csv(index, made, "en", str).decode("utf-8-sig"))))
    assert [line[-1] for line in lines[1:]] == [
        "no report of that office and year is loaded",
        "report loaded, not stated",
    ]
    assert len(lines[0]) == len(COLUMNS) + 2


def test_what_is_asked_from_outside_is_read_or_left_out() -> None:
    odd = Picked.read(["甲办", 7], ["2024", "x"], ["rumor_rebuttals", "<b>", None], "yes")
    assert odd == Picked(("甲办",), (2024,), ("rumor_rebuttals",))


def test_indicators_and_sections_are_those_of_the_chosen_reports(index: Index) -> None:
    latest = Latest(index)
    of_white = choices_of(index, latest, Wanted((WHITE,)), "zh")
    assert [value for _, value in of_white.indicators] == [RUMOURS]
    kept = choices_of(index, latest, Wanted((WHITE,), indicators=(SUITS,)), "zh")
    assert SUITS in [value for _, value in kept.indicators]
    planned = choices_of(index, latest, Wanted(years=(2033,)), "zh")
    assert [value for _, value in planned.sections] == ["2033年打算"]


def test_nothing_from_a_report_becomes_markup_or_turns_a_number_round() -> None:
    with Index.in_memory("hash") as index:
        text = (
            f"某市{HOSTILE}局2030年度执法工作报告\n\n一、情况{HOSTILE}\n开展辟谣{HOSTILE}97次。\n"
        )
        report = read_bytes(text.encode(), "a.txt")
        index.add(report)
        covered = Covered.of(index)
        made = compare(index, covered, Picked(indicators=(RUMOURS,)))
        shown = coverage_html(covered, "", "", "zh") + offer_html(covered.indicators, "zh")
        shown += coverage_html(covered, RUMOURS, "", "en")
        shown += compare_html(made, Picked(offices=(HOSTILE,)), (HOSTILE,), "zh")
    assert "<img" not in shown
    assert "\u202e" not in shown
