"""A store of an earlier version opens with every report in it; one of a later version is refused."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from index import Index, Scope
from index.digests import broken
from index.errors import StoreMismatch
from index.records import Records
from index.schema import SCHEMA_VERSION
from tests.index.reports import SCHOOLS, a_report

EARLIER = Path(__file__).with_name("stores") / "schema-1.sqlite.gz"


@pytest.fixture
def earlier(store: Path) -> Path:
    """A store that version 1 wrote, with the reports of ``tests.index.reports`` in it."""
    store.mkdir()
    (store / "records.sqlite").write_bytes(gzip.decompress(EARLIER.read_bytes()))
    return store


def shape(file: Path) -> dict[str, set[str]]:
    tables = inspect(create_engine(f"sqlite:///{file}"))
    return {
        name: {c["name"] for c in tables.get_columns(name)} for name in tables.get_table_names()
    }


def test_a_store_of_version_1_keeps_every_report(earlier: Path) -> None:
    with Index.open(earlier) as index:
        first, second = a_report(pages=3), a_report("丙州市丁区教育局", 2029, SCHOOLS)
        assert index.report(first.id) == first
        assert index.report(second.id) == second
        assert len(index.figures(Scope(years=(2031,)))) == 2
        assert "辟谣 318 次" in index.search("辟谣多少次")[0].passage.text


def test_a_migrated_store_has_the_tables_of_a_new_one(earlier: Path, tmp_path: Path) -> None:
    records = Records(earlier)
    Records(tmp_path / "new").close()
    assert shape(earlier / "records.sqlite") == shape(tmp_path / "new" / "records.sqlite")
    assert records.setting("schema") == str(SCHEMA_VERSION)
    with records._reading() as connection:
        assert broken(connection) == ()


def test_the_store_as_it_was_is_kept_and_named(
    earlier: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = (earlier / "records.sqlite").read_bytes()
    Records(earlier).close()
    copy = earlier / f"records.before-schema-{SCHEMA_VERSION}.sqlite"
    assert str(copy) in caplog.text
    copied, was = sqlite3.connect(copy), sqlite3.connect(":memory:")
    was.deserialize(before[:18] + b"\1\1" + before[20:])  # what is in memory has no log beside it
    assert [*copied.execute("SELECT * FROM reports")] == [*was.execute("SELECT * FROM reports")]
    assert [*copied.execute("SELECT * FROM manifest")] == [*was.execute("SELECT * FROM manifest")]


def test_a_migration_that_breaks_off_leaves_the_store_as_it_was(earlier: Path) -> None:
    with sqlite3.connect(earlier / "records.sqlite") as file:
        file.execute("CREATE TABLE figure_notes (in_the_way TEXT)")
    before = shape(earlier / "records.sqlite")
    with pytest.raises(Exception, match="figure_notes"):
        Records(earlier)
    assert shape(earlier / "records.sqlite") == before


def test_a_store_of_a_later_version_is_refused_and_left_alone(store: Path) -> None:
    Records(store).settle("schema", str(SCHEMA_VERSION + 1))
    before = (store / "records.sqlite").read_bytes()
    with pytest.raises(StoreMismatch, match="a later version"):
        Records(store)
    assert (store / "records.sqlite").read_bytes() == before
