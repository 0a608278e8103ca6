"""Taking files in: only what changed is read, copies are told, nothing changes in a dry run."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from index import Index
from index.build import build
from index.corrections import clearing, correcting
from index.errors import UnfitRemark
from index.index import Index as Store
from index.models import BuildReport
from tests.index.test_commands import CYBER, SCHOOL
from tests.index.test_copies import misread, text_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "cyber.txt").write_text(CYBER, encoding="utf-8")
    (folder / "school.txt").write_text(SCHOOL, encoding="utf-8")
    return folder


def counts(done: BuildReport) -> tuple[int, int, int]:
    return done.added, done.replaced, done.unchanged


def year_of(index: Store, name: str) -> int | None:
    return next(c.year for c in index.cards(aside=True) if Path(c.source).name == name)


def test_each_file_is_told_with_what_was_understood(folder: Path) -> None:
    with Index.in_memory() as index:
        cyber, school = build(index, [folder]).files
    assert (cyber.status, cyber.year, cyber.format) == ("added", 2031, "text")
    assert cyber.office == "临岚市澄溪区网信办"
    assert (school.figures, school.warnings) == (2, ())


def test_an_unchanged_file_is_known_by_its_state_and_by_its_bytes(
    folder: Path, store: Path
) -> None:
    with Index.open(store, "hash") as index:
        assert counts(build(index, [folder])) == (2, 0, 0)
        os.utime(folder / "cyber.txt", (1, 1))
        assert counts(build(index, [folder])) == (0, 0, 2)
        (store / "files.json").write_text("lost", encoding="utf-8")
        assert counts(build(index, [folder])) == (0, 0, 2)


def test_a_changed_file_takes_the_place_of_its_report(folder: Path) -> None:
    with Index.in_memory() as index:
        build(index, [folder])
        (folder / "school.txt").write_text(SCHOOL.replace("97", "98"), encoding="utf-8")
        assert counts(build(index, [folder])) == (0, 1, 1)
        assert len(index.cards()) == 2


def test_a_folder_is_the_same_however_its_path_is_written(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    with Index.open(store, "hash") as index:
        build(index, [Path("reports")])
        (folder / "school.txt").write_text(SCHOOL.replace("97", "98"), encoding="utf-8")
        assert counts(build(index, [folder])) == (0, 1, 1)
        assert len(index.cards()) == 2


def test_a_pattern_and_a_bundle_are_taken_in(folder: Path) -> None:
    with zipfile.ZipFile(folder / "more.zip", "w") as bundle:
        bundle.writestr("inner.txt", text_of())
    with Index.in_memory() as index:
        done = build(index, [folder / "*.txt", folder / "more.zip"])
        assert counts(done) == (3, 0, 0)
        assert done.files[-1].source.endswith("more.zip/inner.txt")
        assert counts(build(index, [folder / "more.zip"])) == (0, 0, 1)


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are Unicode there")
def test_a_file_whose_name_is_no_utf8_is_told_and_stops_no_other(folder: Path) -> None:
    (folder / os.fsdecode("工作报告.txt".encode("gbk"))).write_text(SCHOOL, encoding="utf-8")
    with Index.in_memory() as index:
        done = build(index, [folder])
    assert counts(done) == (2, 0, 0)
    assert [Path(source).name for source, _ in done.failed] == ["工作报告.txt"]


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(text_of(2020 + number % 3, number), "utf-8")
    with Index.in_memory() as one, Index.in_memory() as two:
        alone = build(one, [tmp_path], processes=1)
        together = build(two, [tmp_path], processes=2)
        assert alone.files == together.files
        assert [c.id for c in one.cards()] == [c.id for c in two.cards()]


def test_a_dry_run_says_what_would_happen_and_changes_nothing(folder: Path, store: Path) -> None:
    (folder / "a.txt").write_text(text_of(), encoding="utf-8")
    (folder / "b.txt").write_text(misread(text_of()), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    with Index.open(store, "hash") as index:
        done = build(index, [folder], dry_run=True)
        assert counts(done) == (4, 0, 0)
        assert [Path(source).name for source, _ in done.failed] == ["empty.txt"]
        assert [Path(t.source).name for t in done.files if t.copy_of] == ["b.txt"]
        assert index.cards() == ()
    assert not (store / "files.json").exists()


def test_a_report_whose_file_is_gone_stays_until_it_is_pruned(folder: Path) -> None:
    with Index.in_memory() as index:
        build(index, [folder])
        (folder / "school.txt").unlink()
        assert [Path(source).name for source in build(index, [folder]).gone] == ["school.txt"]
        assert len(index.cards()) == 2
        assert build(index, [folder], prune=True).pruned
        assert len(index.cards()) == 1


def test_a_folder_that_is_suddenly_empty_is_not_pruned(folder: Path) -> None:
    with Index.in_memory() as index:
        build(index, [folder])
        for file in folder.iterdir():
            file.unlink()
        assert build(index, [folder], prune=True).gone == ()
        assert len(index.cards()) == 2


def test_a_moved_file_keeps_its_report(folder: Path) -> None:
    with Index.in_memory() as index:
        build(index, [folder])
        (folder / "school.txt").rename(folder / "学校.txt")
        build(index, [folder], prune=True)
        names = {Path(card.source).name for card in index.cards()}
        assert names == {"cyber.txt", "学校.txt"}


def test_a_corrected_year_moves_figures_and_passages_and_outlives_new_content(
    folder: Path,
) -> None:
    with Index.in_memory() as index:
        build(index, [folder])
        card = next(c for c in index.cards() if c.year == 2029)
        done = correcting(index, card.id, {"year": "2027"}, who="甲", why="笔误")
        assert (done.report_id, done.year) == (card.id, 2027)
        assert {f.year for f in index.report(card.id).figures} == {2027}
        assert {p.year for p in index.passages(card.id)} == {2027}
        (folder / "school.txt").write_text(SCHOOL.replace("97", "98"), encoding="utf-8")
        build(index, [folder])
        assert year_of(index, "school.txt") == 2027


def test_a_correction_taken_back_gives_the_report_as_it_was_read(folder: Path) -> None:
    with Index.in_memory() as index:
        build(index, [folder])
        before = index.cards()
        reports = [index.report(card.id) for card in before]
        correcting(
            index, before[0].id, {"year": "2027", "title": "另一个", "office": "岭东市气象局"}
        )
        clearing(index, before[0].id, ["all"])
        assert [index.report(card.id) for card in index.cards()] == reports


@pytest.mark.parametrize(
    "wanted",
    [
        {"year": "1"},
        {"year": "二〇"},
        {"title": " \u202e "},
        {"office": "长" * 300},
        {"colour": "x"},
    ],
)
def test_what_can_not_be_right_is_refused(folder: Path, wanted: dict[str, str]) -> None:
    with Index.in_memory() as index:
        build(index, [folder])
        before = index.cards()
        with pytest.raises(UnfitRemark):
            correcting(index, before[0].id, wanted)
        assert index.cards() == before


def test_an_office_is_taken_by_any_of_its_names(folder: Path) -> None:
    with Index.in_memory() as index:
        build(index, [folder])
        school = next(c for c in index.cards() if "教育局" in c.office)
        correcting(index, school.id, {"office": "澄溪区互联网信息办公室"})
        assert {card.office for card in index.cards()} == {"临岚市澄溪区网信办"}


def test_a_person_decides_which_copy_counts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text_of(), encoding="utf-8")
    (tmp_path / "b.txt").write_text(misread(text_of()), encoding="utf-8")
    with Index.in_memory() as index:
        _, copy = build(index, [tmp_path]).files
        assert [Path(c.source).name for c in index.cards()] == ["a.txt"]
        correcting(index, copy.report_id, {"counts": "yes"})
        assert [Path(c.source).name for c in index.cards()] == ["b.txt"]
        correcting(index, copy.report_id, {"counts": f"id:{copy.copy_of}"})
        assert [Path(c.source).name for c in index.cards()] == ["a.txt"]
        correcting(index, copy.report_id, {"counts": "apart"})
        assert len(index.cards()) == 2
        clearing(index, copy.report_id, ["counts"])
        assert [Path(c.source).name for c in index.cards()] == ["a.txt"]
