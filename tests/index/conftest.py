"""What the tests of the index stand on: a report, an empty index, a store in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.models import Report
from index import Index
from tests.index.reports import SCHOOLS, a_report


@pytest.fixture
def report() -> Report:
    """One office's report on 2031, which plans for 2032."""
    return a_report()


@pytest.fixture
def other() -> Report:
    """Another office's report on another year."""
    return a_report("丙州市丁区教育局", 2029, SCHOOLS)


@pytest.fixture
def index(report: Report, other: Report) -> Iterator[Index]:
    """An index in memory that holds both reports."""
    with Index.in_memory("hash") as index:
        index.add(report)
        index.add(other)
        yield index


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The folder of a store that holds nothing yet."""
    return tmp_path / "store"
