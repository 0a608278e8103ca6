"""What people say of reports and figures holds, and outlives a new reading of the file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.models import Report
from index import Index, Scope
from index.errors import UnfitRemark
from index.judged import place_of
from index.records import Records
from tests.index.reports import RUMOURS, a_report


@pytest.fixture
def records(report: Report) -> Records:
    """Records of one report."""
    records = Records(None)
    records.put(report, ())
    return records


def note(records: Records, report: Report, verdict: str, **said: object) -> None:
    at = place_of(report, report.figures[0])
    records.note_figure(report.source, at.sentence, at.surface, at.nth, verdict, **said)  # type: ignore[arg-type]


def test_a_correction_is_found_by_source_and_by_content(records: Records, report: Report) -> None:
    records.correct(report.source, "year", "2030", sha256=report.sha256, who="甲")
    records.correct(report.source, "year", "2029", sha256=report.sha256, who="乙")
    (by_source,) = records.corrections(report.source)
    (by_content,) = records.corrections("renamed.txt", report.sha256)
    assert by_source == by_content
    assert (by_source.field, by_source.value, by_source.who) == ("year", "2029", "乙")
    assert records.corrections("another.txt") == ()


def test_only_what_a_report_has_can_be_corrected(records: Records) -> None:
    with pytest.raises(UnfitRemark, match="title"):
        records.correct("a.txt", "colour", "red")


def test_a_withdrawn_correction_is_gone(records: Records) -> None:
    records.correct("a.txt", "year", "2030")
    records.withdraw("a.txt", "year")
    assert records.corrections() == ()


def test_a_rejected_figure_is_left_out_of_answers_and_still_listed(
    records: Records, report: Report
) -> None:
    note(records, report, "rejected", why="页码")
    assert report.figures[0] not in records.figures(Scope())
    assert report.figures[0] not in records.report(report.id).figures
    assert records.report_as_read(report.id) == report
    assert [said.verdict for said in records.figure_notes(report.source)] == ["rejected"]


def test_a_corrected_figure_stays_as_printed_with_the_value_that_holds(
    records: Records, report: Report
) -> None:
    note(records, report, "corrected", value=Decimal(319), unit="件")
    figure = records.figures(Scope())[0]
    assert (figure.value, figure.unit) == (Decimal(319), "件")
    assert figure.span.of(report.text) == figure.surface == "318 次"
    assert records.judged()[figure.id].verdict == "corrected"


def test_a_verdict_holds_after_the_file_is_read_again(records: Records, report: Report) -> None:
    note(records, report, "rejected")
    longer = a_report(parts=(("前言", "本年情况如下。"), *RUMOURS), source=report.source)
    records.put(longer, ())
    assert [figure.surface for figure in records.figures(Scope())] == ["12 家"]


def test_a_verdict_that_is_taken_back_no_longer_holds(records: Records, report: Report) -> None:
    note(records, report, "rejected")
    (said,) = records.figure_notes()
    records.unnote_figure(said.id)
    assert records.figures(Scope()) == report.figures


def test_every_remark_is_a_new_revision(records: Records, report: Report) -> None:
    seen = [records.revision()]
    for remark in (
        lambda: records.correct(report.source, "year", "2030"),
        lambda: note(records, report, "confirmed"),
    ):
        remark()
        seen.append(records.revision())
    assert seen == sorted(set(seen))


def test_a_copy_is_kept_but_not_answered_from(store: Path, report: Report) -> None:
    copy = a_report(parts=(*RUMOURS, ("附", "仅供参考。")), source="copy.txt")
    copy = replace(copy, format="PDF")
    with Index.open(store, "hash", exact_rows=0) as index:
        index.add(report)
        index.add(copy)
        index._records.set_aside(copy.id, report.id)
        assert [card.id for card in index.cards()] == [report.id]
        assert {hit.passage.report_id for hit in index.search("辟谣")} == {report.id}
        assert {figure.report_id for figure in index.figures()} == {report.id}
        assert sum(line.figures for line in index.coverage()) == len(report.figures)
        assert index.card(copy.id).copy_of == report.id
        assert index.card(copy.id).format == "PDF"
        assert index.report(copy.id) == copy


def test_a_copy_that_counts_again_is_found_also_in_a_generation(
    store: Path, report: Report
) -> None:
    copy = a_report(parts=(*RUMOURS, ("附", "仅供参考。")), source="copy.txt")
    with Index.open(store, "hash", exact_rows=0) as index:
        index.add(report)
        index.add(copy)
        index._records.set_aside(report.id, copy.id)
        assert {hit.passage.report_id for hit in index.search("辟谣")} == {copy.id}
        assert index.seal()
        index._records.drop(copy.id)
        assert {hit.passage.report_id for hit in index.search("辟谣")} == {report.id}


def test_a_copy_stays_one_when_either_file_is_read_again(records: Records, report: Report) -> None:
    copy = a_report(parts=(("附", "仅供参考。"),), source="copy.txt")
    records.put(copy, ())
    records.set_aside(copy.id, report.id)
    again = replace(report, id="again", title="新")
    records.put(replace(again, figures=()), ())
    assert records.card(copy.id).copy_of == "again"
    records.put(copy, ())
    assert records.card(copy.id).copy_of == "again"


def test_a_report_is_not_set_aside_for_itself_or_for_a_copy(
    records: Records, report: Report
) -> None:
    copy = a_report(parts=(("附", "仅供参考。"),), source="copy.txt")
    records.put(copy, ())
    records.set_aside(copy.id, report.id)
    for one, other in ((report.id, report.id), (report.id, copy.id)):
        with pytest.raises(UnfitRemark, match="no copy itself"):
            records.set_aside(one, other)
