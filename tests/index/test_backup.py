"""One file holds a store, and makes it again; a damaged one changes nothing."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.models import Report
from index import Index
from index.__main__ import app
from index.backup import back_up, restore
from index.errors import BackupUnusable
from index.verify import verify
from tests.index.reports import a_report


@pytest.fixture
def kept(store: Path, report: Report, other: Report) -> Path:
    """A store of two reports, with a file of another kind beside them."""
    with Index.open(store, "hash") as index:
        index.add(report)
        index.add(other)
    (store / "generations").mkdir()
    (store / "generations" / "CURRENT").write_text("0123456789ab", encoding="utf-8")
    (store / "people.db").write_bytes(b"who may ask")
    (store / "originals").mkdir()
    (store / "originals" / "a.pdf").write_bytes(b"%PDF")
    return store


@pytest.fixture
def file(kept: Path, tmp_path: Path) -> Path:
    """A backup of that store."""
    back_up(kept, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def test_a_backup_makes_the_store_again(
    file: Path, tmp_path: Path, report: Report, other: Report
) -> None:
    made = restore(file, tmp_path / "new")
    assert made.reports == 2
    assert verify(tmp_path / "new").faults == ()
    with Index.open(tmp_path / "new") as index:
        assert index.report(report.id) == report
        assert "辟谣 318 次" in index.search("辟谣多少次")[0].passage.text
    assert (tmp_path / "new" / "originals" / "a.pdf").read_bytes() == b"%PDF"


def test_what_can_be_made_anew_stays_out(file: Path) -> None:
    with zipfile.ZipFile(file) as bundle:
        names = set(bundle.namelist())
    assert names == {"records.sqlite", "people.db", "originals/a.pdf", "manifest.json"}


def test_a_file_or_a_store_that_is_there_is_not_replaced_unasked(
    file: Path, kept: Path, tmp_path: Path
) -> None:
    with pytest.raises(BackupUnusable, match="--force"):
        back_up(kept, file)
    with pytest.raises(BackupUnusable, match="--force"):
        restore(file, kept)
    restore(file, kept, force=True)
    (aside,) = tmp_path.glob("store.before-restore-*")
    assert verify(aside).reports == verify(kept).reports == 2


@pytest.mark.parametrize("how", ["flip", "cut", "empty", "text", "name", "missing", "later"])
def test_a_damaged_backup_is_refused_and_nothing_is_lost(
    file: Path, tmp_path: Path, how: str
) -> None:
    damage(file, how)
    old = tmp_path / "old"
    old.mkdir()
    (old / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(BackupUnusable, match="nothing was changed"):
        restore(file, old, force=True)
    assert [path.name for path in old.iterdir()] == ["mine"]
    assert not list(tmp_path.glob(".*"))


def damage(file: Path, how: str) -> None:
    held = file.read_bytes()
    if how in ("name", "missing", "later"):
        with zipfile.ZipFile(file) as bundle:
            parts = {name: bundle.read(name) for name in bundle.namelist()}
        manifest = json.loads(parts.pop("manifest.json"))
        if how == "name":
            manifest["files"]["../../out"] = manifest["files"].pop("people.db")
            parts["../../out"] = parts.pop("people.db")
        elif how == "missing":
            del parts["people.db"]
        else:
            manifest["format"] = 99
        with zipfile.ZipFile(file, "w") as bundle:
            for name, data in {**parts, "manifest.json": json.dumps(manifest)}.items():
                bundle.writestr(name, data)
        return
    middle = len(held) // 2
    file.write_bytes(
        {
            "flip": held[:middle] + bytes([held[middle] ^ 0xFF]) + held[middle + 1 :],
            "cut": held[:middle],
            "empty": b"",
            "text": b"a file of another kind",
        }[how]
    )


def test_a_damaged_store_is_not_taken_for_a_backup(kept: Path, tmp_path: Path) -> None:
    records = kept / "records.sqlite"
    held = records.read_bytes()
    records.write_bytes(held.replace("318 次".encode(), "319 次".encode()))
    with pytest.raises(BackupUnusable, match="index repair"):
        back_up(kept, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()


def test_a_backup_is_taken_while_another_connection_writes(kept: Path, tmp_path: Path) -> None:
    with Index.open(kept) as index:
        index.add(a_report("戊州市", 2030))
        with index.records._writing() as connection:
            connection.exec_driver_sql("DELETE FROM figures")
            made = back_up(kept, tmp_path / "backup.zip")
    assert made.reports == 3
    restore(tmp_path / "backup.zip", tmp_path / "new")
    assert verify(tmp_path / "new").faults == ()


def test_records_on_a_server_are_left_to_it(store: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupUnusable, match="pg_dump"):
        back_up(store, tmp_path / "b.zip", address="postgresql+psycopg://u@127.0.0.1:9/r")


def test_the_commands_speak_json(kept: Path, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, dict[str, object]]:
        done = CliRunner().invoke(app, [*words, "--json"])
        return done.exit_code, json.loads(done.stdout)

    file, new = str(tmp_path / "b.zip"), str(tmp_path / "new")
    assert run("backup", file, "--store", str(kept))[1]["reports"] == 2
    assert run("restore", file, "--store", new)[1]["reports"] == 2
    shutil.copy(tmp_path / "new" / "people.db", tmp_path / "new" / "records.copy.sqlite")
    status, found = run("verify", "--store", new)
    assert status == 1 and found["faults"]
    assert run("repair", "--store", new)[1] == {"done": [], "lost": []}
    assert run("verify", "--store", new) == (0, {**found, "faults": []})
