"""A damaged records file is found before the first answer, and healed or refused."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.models import Report
from index import Index
from index.errors import RecordsUnusable
from index.guard import look, secure
from index.marks import copy_of, fits, log_of, mark_of, read_mark
from index.records import Records
from index.state import state_of
from tests.index.reports import RUMOURS, a_report


@pytest.fixture
def kept(store: Path, report: Report, other: Report) -> Path:
    """A store of two reports that was built and closed."""
    with Index.open(store, "hash") as index:
        index.add(report)
        index.add(other)
        index.records.correct(report.source, "year", "2031", who="甲")
    return store


def swap(path: Path, old: bytes, new: bytes) -> None:
    held = path.read_bytes()
    assert held.count(old) > 0
    path.write_bytes(held.replace(old, new))


def records(store: Path) -> Path:
    return store / "records.sqlite"


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": lambda store: records(store).unlink(),
    "empty": lambda store: records(store).write_bytes(b""),
    "cut": lambda store: records(store).write_bytes(records(store).read_bytes()[:30_000]),
    "zeros": lambda store: records(store).write_bytes(b"\0" * 50_000),
    "digit": lambda store: swap(records(store), "318 次".encode(), "319 次".encode()),
    "other": lambda store: records(store).write_bytes(Path(__file__).read_bytes()),
    "words": lambda store: forget_words(store),
    "kind of words": lambda store: turn_words_to_bytes(store),
    "report": lambda store: forget_report(store),
    "older": lambda store: go_back(store),
}


def forget_words(store: Path) -> None:
    with sqlite3.connect(records(store)) as file:
        file.execute("DELETE FROM tokens_data WHERE id > 10")


def turn_words_to_bytes(store: Path) -> None:
    with sqlite3.connect(records(store)) as file:
        file.execute("UPDATE tokens_content SET c0 = CAST(c0 AS BLOB) WHERE id = 1")


def forget_report(store: Path) -> None:
    with sqlite3.connect(records(store)) as file:
        file.execute("DELETE FROM reports WHERE year = 2031")


def go_back(store: Path) -> None:
    before = records(store).read_bytes()
    with Index.open(store) as index:
        index.add(a_report("戊州市", 2030, RUMOURS))
    records(store).write_bytes(before)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_found_and_healed_before_the_first_answer(
    kept: Path, report: Report, other: Report, damage: Callable[[Path], object]
) -> None:
    damage(kept)
    with Index.open(kept, create=False) as index:
        assert {report.id, other.id} <= {card.id for card in index.cards()}
        assert index.report(report.id) == report
        assert "辟谣 318 次" in index.search("辟谣多少次")[0].passage.text
        assert set(index.search("辟谣多少次")[0].found_by) == {"dense", "words"}
        assert index.records.corrections(report.source)
        assert index.faults() == ()
    assert look(records(kept)) == ()


def test_what_the_copy_has_not_is_taken_from_the_file_where_it_is_whole(
    kept: Path, report: Report
) -> None:
    late = a_report("戊州市", 2030, RUMOURS)
    copy = copy_of(records(kept)).read_bytes()
    with Index.open(kept) as index:
        index.add(late)
    copy_of(records(kept)).write_bytes(copy)
    swap(records(kept), "学校食堂 97 家".encode(), "学校食堂 98 家".encode())
    with Index.open(kept) as index:
        assert index.report(late.id) == late
        assert len(index.cards()) == 3
        assert "食堂 97 家" in index.search("学校食堂检查多少家")[0].passage.text


def test_the_last_change_of_a_process_that_was_killed_heals_too(kept: Path, tmp_path: Path) -> None:
    late = a_report("戊州市", 2030, RUMOURS)
    with Index.open(kept) as index:
        index.add(late)
        killed = Path(shutil.copytree(kept, tmp_path / "killed"))
    log_of(records(killed)).unlink(missing_ok=True)
    records(killed).write_bytes(records(killed).read_bytes()[:30_000])
    with Index.open(killed) as index:
        assert index.report(late.id) == late
        assert len(index.cards()) == 3
        assert index.faults() == ()


@pytest.mark.parametrize("lost", ["records.sqlite", "records.sqlite-wal"])
def test_a_change_in_the_log_alone_outlives_the_loss_of_the_mark_and_of_the_log(
    kept: Path, tmp_path: Path, lost: str
) -> None:
    late = a_report("戊州市", 2030, RUMOURS)
    with Index.open(kept) as index, sqlite3.connect(records(kept)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reports").fetchone()
        index.add(late)
        killed = Path(shutil.copytree(kept, tmp_path / "killed"))
    mark_of(records(killed)).unlink()
    (killed / lost).write_bytes(b"noise")
    with Index.open(killed) as index:
        assert index.report(late.id) == late
        assert len(index.cards()) == 3


def test_the_second_copy_follows_each_change_and_is_whole(kept: Path, report: Report) -> None:
    with Index.open(kept) as index:
        index.add(a_report("戊州市", 2030, RUMOURS))
        index.remove(report.id)
        index.records.correct("a.txt", "office", "己州市网信办", who="甲")
        copy = copy_of(records(kept))
        assert look(copy) == ()
        assert state_of(copy) == state_of(records(kept))


def test_damage_that_would_lose_a_report_is_refused_with_the_way_out(kept: Path) -> None:
    copy_of(records(kept)).unlink()
    swap(records(kept), "318 次".encode(), "319 次".encode())
    with pytest.raises(RecordsUnusable, match="index repair"):
        Index.open(kept)


def test_records_without_a_trace_but_a_generation_are_not_taken_for_a_new_store(
    kept: Path,
) -> None:
    with Index.open(kept) as index:
        assert index.seal()
    for path in (records(kept), copy_of(records(kept)), mark_of(records(kept))):
        path.unlink()
    with pytest.raises(RecordsUnusable, match="gone"):
        Index.open(kept)


def test_the_damaged_file_is_kept(kept: Path) -> None:
    swap(records(kept), "318 次".encode(), "319 次".encode())
    damaged = records(kept).read_bytes()
    secure(kept)
    (aside,) = kept.glob("records.damaged-*.sqlite")
    assert aside.read_bytes() == damaged


def test_a_sound_store_is_not_read_through_again(kept: Path) -> None:
    assert fits(records(kept), read_mark(records(kept)))


def test_a_lost_or_damaged_mark_costs_nothing_but_a_reading(kept: Path) -> None:
    for damage in (b"", b"\xff\xfe{", mark_of(records(kept)).read_bytes().replace(b"1", b"9")):
        mark_of(records(kept)).write_bytes(damage)
        secure(kept)
        assert fits(records(kept), read_mark(records(kept)))
        assert not list(kept.glob("records.damaged*"))


def test_a_damaged_second_copy_is_made_anew_by_the_next_build(kept: Path) -> None:
    swap(copy_of(records(kept)), "318 次".encode(), "319 次".encode())
    with Index.open(kept) as index:
        index.add(a_report("戊州市", 2030, RUMOURS))
    assert look(copy_of(records(kept))) == ()


def test_an_open_store_sees_the_file_that_took_the_place_of_its_own(
    kept: Path, report: Report
) -> None:
    with Index.open(kept) as index:
        assert len(index.cards()) == 2
        swap(records(kept), "318 次".encode(), "319 次".encode())
        secure(kept)
        assert index.report(report.id) == report
        Records(kept).drop(report.id)
        assert len(index.cards()) == 1


def test_a_store_that_can_only_be_read_answers_and_refuses_to_write(
    kept: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with Index.open(kept) as index:
        assert index.report(report.id) == report
        with pytest.raises(RecordsUnusable, match="can be written to"):
            index.remove(report.id)
        assert "辟谣 318 次" in index.search("辟谣多少次")[0].passage.text
