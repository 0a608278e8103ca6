"""Passages are exact, whole and inside their section."""

from __future__ import annotations

from dataclasses import replace

from corpus.models import Report, Section, Span
from index.passages import LONGEST, LONGEST_SENTENCE, embedded_text, indexed_text, passages
from tests.index.reports import a_report


def test_a_passage_is_exactly_what_its_span_covers(report: Report) -> None:
    pieces = passages(report)
    assert pieces
    assert all(piece.text == piece.span.of(report.text) for piece in pieces)


def test_no_passage_crosses_the_border_of_its_section(report: Report) -> None:
    for piece in passages(report):
        around = [s for s in report.sections if s.path == piece.section]
        assert all(section.span.covers(piece.span) for section in around)


def test_every_sentence_of_the_report_stands_in_one_passage(report: Report) -> None:
    together = "".join("".join(piece.text.split()) for piece in passages(report))
    assert together == "".join(report.text.split())


def test_short_sentences_share_a_passage_and_long_sections_are_cut() -> None:
    many = "".join(f"第{n}组检查商户若干家并督促整改到位。" for n in range(60))
    pieces = passages(a_report(parts=(("一、检查", many),)))
    assert len(pieces) > 3
    assert all(len(piece.text) <= LONGEST for piece in pieces)
    assert all(piece.text.endswith("。") for piece in pieces[1:])


def test_the_short_points_of_a_list_stay_together() -> None:
    points = ("一是力量不足；", "二是协作不畅；", "三是宣传不够。")
    report = a_report(parts=(("二、存在的问题", "主要有以下几点：" + "".join(points)),))
    (whole,) = report.sections
    listed = [
        Section((*whole.path, point[:-1]), point[:-1], Span(at, at + len(point)), whole.year)
        for point in points
        for at in [report.text.index(point)]
    ]
    pieces = passages(replace(report, sections=(whole, *listed)))
    assert [piece.section for piece in pieces[1:]] == [whole.path]
    assert pieces[-1].text.endswith("三是宣传不够。")


def test_a_sentence_without_end_is_cut_at_its_clauses() -> None:
    endless = "，".join(f"检查第{n}号仓库并登记在册" for n in range(100))
    pieces = passages(a_report(parts=(("一、检查", endless),)))
    assert all(len(piece.text) <= LONGEST_SENTENCE for piece in pieces)


def test_a_plan_is_of_the_coming_year(report: Report) -> None:
    plan = next(piece for piece in passages(report) if piece.role == "plan")
    assert plan.year == 2032
    assert "60 人次" in plan.text


def test_the_header_is_embedded_and_not_quoted(report: Report) -> None:
    piece = next(piece for piece in passages(report) if "318" in piece.text)
    assert embedded_text(piece, report).startswith("甲州市乙县网信办 2031年")
    assert "网信办" not in piece.text


def test_a_plan_is_indexed_under_its_own_year_and_its_reports(report: Report) -> None:
    plan = next(piece for piece in passages(report) if piece.role == "plan")
    assert indexed_text(plan, report).startswith("甲州市乙县网信办 2032年 2031年")


def test_rows_of_a_table_carry_its_first_row() -> None:
    rows = "\n".join(f"第{n}类许可    {n}00    {n}" for n in range(1, 40))
    report = a_report(parts=(("一、表", f"信息内容    制发件数    废止件数\n{rows}"),))
    last = passages(report)[-1]
    assert "信息内容" not in last.text
    assert "信息内容    制发件数" in embedded_text(last, report)


def test_a_report_without_sections_has_passages_too() -> None:
    piece = passages(a_report(parts=()))[0]
    assert piece.section == ()
    assert piece.year == 2031
