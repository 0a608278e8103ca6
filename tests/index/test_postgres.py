"""PostgreSQL keeps and finds what SQLite does. Needs a server: see ``.ci/run``."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import ProgrammingError

from corpus.models import Report
from index import Index, Scope
from index.counting import Asked
from index.database import NOTE
from index.errors import RecordsUnusable, StoreBusy, StoreMismatch, StoreMissing, UnfitReport
from index.passages import passages
from index.postgres import LOCK
from index.records import Records
from index.repair import repair
from index.rows import StoredPassage
from index.schema import SCHEMA_VERSION
from index.verify import verify
from index.words import cut, cut_query
from tests.index.reports import a_report

SERVER = os.environ.get("REPORT_TEST_POSTGRES", "")

pytestmark = pytest.mark.skipif(
    not SERVER, reason="REPORT_TEST_POSTGRES names no PostgreSQL server to try (see .ci/run)"
)


@pytest.fixture
def address() -> Iterator[str]:
    """The address of an empty schema of our own."""
    name = f"test_{uuid4().hex[:12]}"
    engine = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        whole = make_url(SERVER).update_query_dict({"options": f"-csearch_path={name}"})
        yield whole.render_as_string(hide_password=False)
        connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    engine.dispose()


@pytest.fixture
def records(store: Path, address: str) -> Iterator[Records]:
    """Records in that schema."""
    records = Records(store, address)
    yield records
    records.close()


def kept(report: Report) -> Iterator[StoredPassage]:
    for piece in passages(report):
        yield StoredPassage(piece, cut(piece.text), b"\0\0\x80\xff")


def test_a_report_comes_back_as_it_was(records: Records) -> None:
    report = a_report(pages=3)
    records.put(report, list(kept(report)), "rules")
    assert records.report(report.id) == report
    assert records.passages_of(report.id) == passages(report)
    assert records.source_of_file(report.sha256, "rules") == report.source
    assert records.vectors()[0].embedding == b"\0\0\x80\xff"


def test_both_databases_tell_the_same(records: Records, report: Report, other: Report) -> None:
    here = Records(None)
    nobodys = a_report("乙市", None, (("检查", "检查 7 家。"),))
    for each in (report, other, nobodys):
        records.put(each, list(kept(each)))
        here.put(each, list(kept(each)))
    assert records.cards() == here.cards()
    assert records.coverage() == here.coverage()
    assert records.figures(Scope(years=(2031,))) == here.figures(Scope(years=(2031,)))
    picked = Asked((report.office,), (2031,), kind="result", headings=(("一、执法情况",),))
    for each in (Asked(), picked):
        keys = here.picked(each)
        assert records.picked(each) == keys != ()
        assert list(records.figures_at(keys)) == list(here.figures_at(keys))
    assert records.counts() == here.counts()
    assert records.headings((report.office,), (2031,)) == here.headings((report.office,), (2031,))
    assert records.saying(("短缺", "没有")) == here.saying(("短缺", "没有")) != ()
    asked = cut_query("检查食堂和辟谣")
    scope = Scope(offices=(other.office,), years=(2029,))
    rows = [{item.row for item in each.matching(asked, scope, 9)} for each in (records, here)]
    assert rows[0] == rows[1] != set()


def test_a_question_finds_its_passage(
    store: Path, address: str, report: Report, other: Report
) -> None:
    with Index.open(store, "hash", records=address) as index:
        index.add(report)
        index.add(other)
        assert "辟谣 318 次" in index.search("辟谣多少次")[0].passage.text
        assert set(index.search("辟谣多少次")[0].found_by) == {"dense", "words"}
        assert index.seal()
        assert index.faults() == ()


def test_the_folder_finds_its_records_again(store: Path, address: str, report: Report) -> None:
    with Index.open(store, "hash", records=address) as index:
        index.add(report)
    assert not (store / "records.sqlite").exists()
    assert (store / NOTE).is_file()
    with Index.open(store, create=False) as index:
        assert index.report(report.id) == report
        assert index.encoder.name == "hash"


def test_a_write_that_breaks_off_leaves_the_store_as_it_was(
    records: Records, report: Report, other: Report
) -> None:
    records.put(report, list(kept(report)))
    before = records.revision()

    def breaks_off() -> Iterator[StoredPassage]:
        yield next(kept(other))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        records.put(other, breaks_off())  # type: ignore[arg-type]
    assert [card.id for card in records.cards()] == [report.id]
    assert records.revision() == before


def test_what_another_process_adds_and_removes_is_seen(
    records: Records, store: Path, address: str, report: Report
) -> None:
    reader = Records(store, address)
    records.put(report, list(kept(report)))
    assert reader.matching(cut("辟谣"), Scope(), 3)
    records.drop(report.id)
    assert reader.revision() == records.revision()
    assert reader.matching(cut("辟谣"), Scope(), 3) == ()
    assert reader.live_rows() == ()
    reader.close()


def test_a_second_writer_is_told_to_wait(records: Records, address: str, report: Report) -> None:
    engine = create_engine(address)
    with engine.begin() as first:
        first.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK}, hashtext(current_schema()))")
        began = time.perf_counter()
        with pytest.raises(StoreBusy, match="another process"):
            records.put(report, list(kept(report)))
        assert time.perf_counter() - began < 2
        assert records.cards() == ()
    records.put(report, list(kept(report)))
    engine.dispose()


def test_a_store_of_another_schema_names_the_way_out(
    records: Records, store: Path, address: str
) -> None:
    records.settle("schema", "0")
    with pytest.raises(StoreMismatch, match="python -m index build"):
        Records(store, address)


def test_no_store_is_made_by_looking_for_one(store: Path, address: str) -> None:
    with pytest.raises(StoreMissing, match="python -m index build"):
        Index.open(store, records=address, create=False)


def test_text_that_is_not_text_is_refused_by_name(records: Records) -> None:
    broken = a_report(parts=(("一、检查", "检查\0商户"),), source="broken.txt")
    with pytest.raises(UnfitReport, match=r"broken\.txt"):
        records.put(broken, list(kept(broken)))
    assert records.cards() == ()


def test_an_earlier_schema_is_brought_up_in_one_transaction(
    records: Records, store: Path, address: str, report: Report
) -> None:
    records.put(report, list(kept(report)))
    as_version_1(address)
    again = Records(store, address)
    assert again.setting("schema") == str(SCHEMA_VERSION)
    assert again.report(report.id) == report
    again.correct(report.source, "year", "2030")
    again.close()


def test_a_migration_that_breaks_off_changes_nothing(
    records: Records, store: Path, address: str
) -> None:
    as_version_1(address, "CREATE TABLE figure_notes (in_the_way TEXT)")
    with pytest.raises(RecordsUnusable, match="figure_notes"):
        Records(store, address)
    assert records.setting("schema") == "1"
    with records._reading() as connection, pytest.raises(ProgrammingError, match="copy_of"):
        connection.exec_driver_sql("SELECT copy_of FROM reports")


def test_a_store_on_a_server_is_verified_and_repaired(
    store: Path, address: str, report: Report
) -> None:
    with Index.open(store, "hash", records=address) as index:
        index.add(report)
    assert verify(store, address).faults == ()
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE tokens SET lexemes = ''")
    engine.dispose()
    assert any("own words" in fault for fault in verify(store).faults)
    assert repair(store).done
    assert verify(store).faults == ()


def as_version_1(address: str, *more: str) -> None:
    """Take away what version 2 added."""
    engine = create_engine(address)
    with engine.begin() as connection:
        for column in ("copy_of", "format", "taken_at", "digest", "as_read"):
            connection.exec_driver_sql(f"ALTER TABLE reports DROP COLUMN {column}")
        connection.exec_driver_sql("ALTER TABLE pages DROP COLUMN confidence")
        connection.exec_driver_sql("DROP TABLE corrections, figure_notes")
        connection.exec_driver_sql("UPDATE manifest SET value = '1' WHERE key = 'schema'")
        for statement in more:
            connection.exec_driver_sql(statement)
    engine.dispose()
