"""Uploads that a server had not read when it ended are read by the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Index
from index.incoming import Incoming
from index.library.desk import Desk
from tests.index.test_copies import text_of


@pytest.fixture
def store(tmp_path: Path) -> Path:
    Index.open(tmp_path / "store", "hash").close()
    return tmp_path / "store"


def a_file(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text_of(), encoding="utf-8")
    return folder / name


def names(incoming: Incoming) -> list[tuple[str, str]]:
    return [(upload.name, instead_of) for upload, instead_of in incoming.left()]


def test_what_a_server_that_ended_left_is_found_once(store: Path, tmp_path: Path) -> None:
    ended = Incoming(store)
    ended.keep([a_file(tmp_path / "a", "甲.txt"), a_file(tmp_path / "b", "甲.txt")], "r-1")
    del ended
    assert names(Incoming(store)) == [("甲.txt", "r-1")] * 2
    assert names(Incoming(store)) == []


def test_what_a_running_server_reads_is_left_to_it(store: Path, tmp_path: Path) -> None:
    running = Incoming(store)
    (upload,) = running.keep([a_file(tmp_path / "a", "甲.txt")])
    assert names(Incoming(store)) == []
    assert upload.path.is_file()
    running.done(upload)
    assert list((store / "incoming").rglob("甲.txt")) == []


def test_the_next_server_takes_it_in(store: Path, tmp_path: Path) -> None:
    Incoming(store).keep([a_file(tmp_path / "a", "甲.txt")])
    with Index.open(store) as index:
        resumed = Desk(index).resume()
        resumed.join(60)
        (card,) = index.cards()
    assert card.source == "甲.txt"


def test_a_file_that_was_read_leaves_nothing_behind(store: Path, tmp_path: Path) -> None:
    with Index.open(store) as index:
        *_, jobs = Desk(index).take([a_file(tmp_path / "a", "甲.txt")], "zh")
        assert [taken.status for taken in jobs.all[0].taken or ()] == ["added"]
    assert list((store / "incoming").rglob("*.txt")) == []
