"""The tables of a published report, set again with real merged cells, give every one of its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import read_bytes
from tests.corpus.tabled.render import as_docx, as_html, as_pdf, as_text
from tests.corpus.tabled.reports import compare
from tests.corpus.tabled.suqian import TITLE, published

FILES = {".txt": as_text, ".docx": as_docx, ".html": as_html, ".pdf": as_pdf}


@pytest.mark.parametrize("suffix", FILES)
def test_the_tables_of_the_published_report_are_read_whole(shared: Path, suffix: str) -> None:
    path = shared / "reports" / f"{TITLE}.txt"
    if not path.exists():
        pytest.skip(f"{TITLE} is not among the shared reports")
    report = published(path)
    tally = compare(report.gold, read_bytes(FILES[suffix](report), TITLE + suffix).figures)
    assert (tally.missing, tally.spurious, tally.unowned) == ((), (), ())
    assert tally.right == 185
