"""A store is checked against every law of the house, and made whole from what it keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.models import Report
from index import Index
from index.errors import RecordsUnusable, StoreMissing
from index.marks import copy_of
from index.records import Records
from index.repair import repair
from index.rows import StoredPassage
from index.verify import verify
from index.words import cut
from tests.index.reports import RUMOURS, a_report


@pytest.fixture
def kept(store: Path, report: Report, other: Report) -> Path:
    """A store of two reports that was built and closed."""
    with Index.open(store, "hash") as index:
        index.add(report)
        index.add(other)
    return store


def change(store: Path, *statements: str) -> None:
    with closing(sqlite3.connect(store / "records.sqlite")) as file, file:
        for statement in statements:
            file.execute(statement)


def test_a_sound_store_has_no_faults(kept: Path) -> None:
    found = verify(kept)
    assert found.faults == ()
    assert (found.reports, found.figures) == (2, 2)
    assert repair(kept).done == ()


BROKEN = {
    "figure": ("UPDATE figures SET first = first + 1, past = past + 1", "figure"),
    "passage": ("UPDATE passages SET first = first + 1, past = past + 1", "does not stand"),
    "vector": ("UPDATE passages SET embedding = x'00' WHERE row = 1", "dimensions"),
    "number": (
        "UPDATE passages SET embedding = CAST(zeroblob(1020) || x'0000c07f' AS BLOB)",
        "no number",
    ),
    "length": (
        "UPDATE passages SET embedding = CAST(zeroblob(1020) || x'00000040' AS BLOB)",
        "unit length",
    ),
    "words": ("UPDATE tokens SET words = 'x', grams = 'y' WHERE rowid = 1", "own words"),
    "lost": ("DELETE FROM tokens WHERE rowid = 1", "belong together"),
    "report": ("DELETE FROM reports WHERE year = 2031", "list of reports"),
    "part": ("UPDATE figures SET part_of = 'nothing'", "is part of one"),
}


@pytest.mark.parametrize(("statement", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_law_is_told_and_nothing_is_changed(kept: Path, statement: str, said: str) -> None:
    change(kept, statement)
    before = (kept / "records.sqlite").read_bytes()
    assert any(said in fault for fault in verify(kept).faults), verify(kept).faults
    assert (kept / "records.sqlite").read_bytes() == before


@pytest.mark.parametrize(("statement", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_repaired_whole(
    kept: Path, report: Report, statement: str, said: str
) -> None:
    change(kept, statement)
    done = repair(kept)
    assert done.done and not done.lost
    assert verify(kept).faults == ()
    assert Records(kept).report(report.id) == report


def test_bytes_that_are_no_text_are_one_clear_fault(kept: Path) -> None:
    change(kept, "UPDATE reports SET title = CAST(x'a0ff' AS TEXT)")
    assert any("UTF-8" in fault for fault in verify(kept).faults)
    assert repair(kept).done
    assert verify(kept).faults == ()


def test_without_a_copy_only_what_is_damaged_is_lost_and_it_is_named(
    kept: Path, report: Report, other: Report
) -> None:
    copy_of(kept / "records.sqlite").unlink()
    change(kept, "UPDATE reports SET text = replace(text, '318', '319')")
    with pytest.raises(RecordsUnusable, match="index repair"):
        Index.open(kept)
    assert repair(kept).lost == ((report.id, report.source),)
    assert verify(kept).faults == ()
    assert [card.id for card in Records(kept).cards()] == [other.id]


def test_a_report_whose_text_is_whole_is_read_again_from_it(store: Path) -> None:
    stated = a_report(parts=RUMOURS)
    with Index.open(store, "hash") as index:
        index.add(stated)
    copy_of(store / "records.sqlite").unlink()
    change(store, "UPDATE figures SET value = '1'", "DELETE FROM passages WHERE row = 2")
    assert repair(store).lost == ()
    assert verify(store).faults == ()
    again = Records(store).report(stated.id)
    assert again.text == stated.text
    assert "318" in {str(figure.value) for figure in again.figures}


def test_a_damaged_generation_is_sealed_anew(kept: Path) -> None:
    with Index.open(kept) as index:
        assert index.seal()
    victim = max((kept / "generations").rglob("*.bin"), key=lambda path: path.stat().st_size)
    victim.write_bytes(b"")
    assert any("Chroma" in fault for fault in verify(kept).faults)
    assert any("sealed" in done for done in repair(kept).done)
    assert verify(kept).faults == ()


def test_words_that_are_not_the_passages_own_are_made_anew(store: Path, report: Report) -> None:
    from index.passages import passages

    records = Records(store)
    pieces = passages(report)
    records.put(report, [StoredPassage(piece, cut("无关"), b"\0\0\x80\x3f") for piece in pieces])
    records.settle("dimensions", "1")
    records.settle("encoder", "hash")
    assert len(verify(store).faults) >= len(pieces)
    records.rebuild_words()
    assert verify(store).faults == ()


@pytest.mark.parametrize("look_after", [verify, repair])
def test_no_store_is_made_by_looking_after_one(
    tmp_path: Path, look_after: Callable[[Path], object]
) -> None:
    with pytest.raises(StoreMissing, match="index build"):
        look_after(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []
