"""The records lie in the store's folder, or in a database that the folder names."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.models import Report
from index import Index
from index.database import NOTE, address_of, note_address
from index.errors import RecordsUnusable, StoreMismatch

SERVER = "postgresql+psycopg://clerk:secret@db.invalid:5432/reports"


def test_a_file_elsewhere_may_hold_the_records(store: Path, report: Report) -> None:
    elsewhere = store.with_name("elsewhere.sqlite")
    with Index.open(store, "hash", records=f"sqlite:///{elsewhere}") as index:
        index.add(report)
    assert elsewhere.is_file()
    with Index.open(store, create=False) as index:
        assert [card.id for card in index.cards()] == [report.id]


def test_a_store_remembers_its_database_but_no_password(store: Path) -> None:
    store.mkdir()
    note_address(store, SERVER + "?password=secret&sslmode=require")
    noted = (store / NOTE).read_text(encoding="utf-8")
    assert "db.invalid" in noted and "sslmode=require" in noted
    assert "secret" not in noted
    assert "db.invalid" in address_of(store)
    assert "secret" in address_of(store, SERVER + "?sslmode=require")


def test_a_store_keeps_to_its_database(store: Path, report: Report) -> None:
    with Index.open(store, "hash") as index:
        index.add(report)
    with pytest.raises(StoreMismatch, match="without --records") as refused:
        Index.open(store, records=SERVER)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["mysql://clerk:secret@db/reports", "reports", "sqlite://", "postgresql+psycopg2://db"],
)
def test_an_address_that_does_not_serve_says_which_do(store: Path, address: str) -> None:
    with pytest.raises(RecordsUnusable, match="postgresql") as refused:
        Index.open(store, records=address)
    assert "secret" not in str(refused.value)


def test_a_server_that_is_away_is_one_clear_line(store: Path) -> None:
    with pytest.raises(RecordsUnusable, match="--records") as refused:
        Index.open(store, records="postgresql+psycopg://clerk:secret@127.0.0.1:9/reports")
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_damaged_file_is_one_clear_line(store: Path) -> None:
    store.mkdir()
    (store / "records.sqlite").write_bytes(b"not a database at all" * 99)
    with pytest.raises(RecordsUnusable, match="build a new store"):
        Index.open(store)
