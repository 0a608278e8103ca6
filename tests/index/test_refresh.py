"""After an upgrade the reports are read again, from their files and from kept uploads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.models import Figure
from index import Index
from index.build import build, reading_rules
from index.corrections import correcting
from index.refresh import refresh
from index.uploads import Upload, Uploads
from tests.index.test_commands import CYBER, SCHOOL


@pytest.fixture
def aged(store: Path, tmp_path: Path) -> Index:
    """A store whose two reports, one of them an upload, an earlier version read without figures."""
    for name, text in (("cyber.txt", CYBER), ("school.txt", SCHOOL)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    index = Index.open(store, "hash")
    build(index, [tmp_path / "cyber.txt"])
    Uploads(index).take([Upload(tmp_path / "school.txt", "学校.txt")])
    for card in index.cards():
        index.put(replace(index.report(card.id), figures=()), "earlier")
    (store / "files.json").unlink()
    return index


def figures(index: Index, source: str) -> tuple[Figure, ...]:
    card = next(card for card in index.cards() if Path(card.source).name == source)
    return index.report(card.id).figures


def test_files_and_uploads_are_read_again_by_todays_rules_and_corrections_hold(
    aged: Index,
) -> None:
    with aged:
        school = next(card for card in aged.cards() if card.year == 2029)
        correcting(aged, school.id, {"year": "2027"}, who="甲")
        done = {Path(taken.source).name: taken for taken in refresh(aged, processes=1).files}
        assert done["cyber.txt"].status == "replaced"
        assert done["学校.txt"].year == 2027
        assert [f.surface for f in figures(aged, "学校.txt")] == ["97 家", "33 处"]
        assert {f.year for f in figures(aged, "学校.txt")} == {2027}
        assert len(figures(aged, "cyber.txt")) == 4
        assert not aged.records.read_otherwise(reading_rules())
        assert refresh(aged).files == ()


def test_a_report_whose_file_is_gone_is_kept_and_told(aged: Index, tmp_path: Path) -> None:
    with aged:
        (tmp_path / "cyber.txt").unlink()
        done = refresh(aged, processes=1)
        assert [Path(source).name for source in done.gone] == ["cyber.txt"]
        assert len(aged.cards()) == 2
