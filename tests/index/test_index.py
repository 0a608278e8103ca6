"""What is added is found, inside its scope, until it is removed."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.models import Report
from index import Index, Scope
from tests.index.reports import a_report


def test_a_question_finds_its_passage(index: Index) -> None:
    hit = index.search("辟谣多少次")[0]
    assert "辟谣 318 次" in hit.passage.text
    assert set(hit.found_by) == {"dense", "words"}


def test_a_hit_is_quoted_exactly(index: Index) -> None:
    for hit in index.search("检查食堂和整改", k=20):
        passage = hit.passage
        assert passage.span.of(index.report(passage.report_id).text) == passage.text


@pytest.mark.parametrize("year", [2029, 2031, 2032, 2040])
def test_no_hit_comes_from_another_year(index: Index, year: int) -> None:
    for hit in index.search("辟谣 检查 培训 讲座", Scope(years=(year,)), k=50):
        assert year in (hit.passage.year, index.card(hit.passage.report_id).year)


def test_no_hit_comes_from_another_office(index: Index, other: Report) -> None:
    hits = index.search("辟谣 约谈 处置账号", Scope(offices=(other.office,)), k=50)
    assert hits
    assert {hit.passage.report_id for hit in hits} == {other.id}


def test_a_plan_is_found_under_its_own_year_and_its_reports(index: Index) -> None:
    for year in (2031, 2032):
        hits = index.search("培训执法人员", Scope(years=(year,)))
        assert "60 人次" in hits[0].passage.text


def test_what_is_preferred_comes_first_and_the_rest_is_still_found(index: Index) -> None:
    prefer = Scope(years=(2029,))
    hits = index.search("检查和整改", k=20, prefer=prefer)
    assert hits[0].passage.year == 2029
    assert {2031} < {hit.passage.year for hit in hits}
    walled = index.search("检查", Scope(years=(2031,)), k=20, prefer=prefer)
    assert {index.card(hit.passage.report_id).year for hit in walled} == {2031}


def test_a_question_without_chinese_finds_words_through_its_expansion(index: Index) -> None:
    hits = index.search("how many rumours were refuted", expansion=("辟谣",))
    assert "words" in hits[0].found_by
    assert "辟谣" in hits[0].passage.text


@pytest.mark.parametrize(
    "query", ["", "  ", "？？", 'a" OR b*', "NEAR(", "\0", "網\ud800\0路", "网" * 9999]
)
def test_no_query_breaks_the_search(index: Index, query: str) -> None:
    assert len(index.search(query, k=3)) <= 3


def test_the_same_report_twice_is_unchanged(index: Index, report: Report) -> None:
    assert index.add(report) == "unchanged"
    assert index.add(replace(report, source="copy.txt")) == "unchanged"
    assert len(index.cards()) == 2


def test_a_changed_file_is_replaced_whole(index: Index, report: Report) -> None:
    changed = a_report(parts=(("一、执法情况", "全年开展辟谣 319 次。"),), source=report.source)
    assert index.add(changed) == "replaced"
    assert [card.id for card in index.cards() if card.source == report.source] == [changed.id]
    assert all("318" not in hit.passage.text for hit in index.search("辟谣", k=50))


def test_a_report_that_is_read_better_takes_the_place_of_the_old(
    index: Index, report: Report
) -> None:
    better = replace(report, figures=report.figures[:1])
    assert index.add(better) == "replaced"
    assert index.report(report.id).figures == report.figures[:1]


def test_a_removed_report_is_gone(index: Index, report: Report) -> None:
    index.remove(report.id)
    assert report.id not in {card.id for card in index.cards()}
    assert all(hit.passage.report_id != report.id for hit in index.search("辟谣", k=50))
    assert all(figure.report_id != report.id for figure in index.figures())


def test_figures_are_asked_by_year_office_and_indicator(index: Index, report: Report) -> None:
    assert [f.surface for f in index.figures(Scope(years=(2031,)))] == ["318 次", "12 家"]
    assert index.figures(Scope(years=(2029,))) == ()
    assert index.figures(Scope(offices=("丙州市丁区教育局",))) == ()
    (figure,) = index.figures(indicator="rumor_rebuttals")
    assert figure == report.figures[0]


def test_coverage_names_a_report_that_states_nothing(index: Index) -> None:
    lines = {(line.office, line.year, line.indicator): line.figures for line in index.coverage()}
    assert lines["甲州市乙县网信办", 2031, "rumor_rebuttals"] == 1
    assert lines["丙州市丁区教育局", 2029, None] == 0


def test_what_another_process_adds_is_seen(store: Path, report: Report, other: Report) -> None:
    with Index.open(store, "hash") as reader, Index.open(store, "hash") as writer:
        writer.add(report)
        assert len(reader.search("辟谣")) > 0
        writer.add(other)
        assert reader.search("学校食堂")[0].passage.report_id == other.id
        writer.remove(other.id)
        assert len(reader.cards()) == 1


def test_many_threads_may_ask_at_once(store: Path, report: Report) -> None:
    answers: list[str] = []
    with Index.open(store, "hash") as index:
        index.add(report)
        asking = [
            threading.Thread(target=lambda: answers.append(index.search("辟谣")[0].passage.id))
            for _ in range(8)
        ]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
    assert len(answers) == 8
    assert len(set(answers)) == 1


def test_langchain_gets_the_same_passages(index: Index) -> None:
    scope = Scope(years=(2031,))
    documents = index.retriever(scope, k=3).invoke("辟谣多少次")
    assert [d.id for d in documents] == [h.passage.id for h in index.search("辟谣多少次", scope, 3)]
    assert documents[0].metadata["office"] == "甲州市乙县网信办"
