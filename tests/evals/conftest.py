"""A report, a question about it and its perfect answer, for every test of the instrument."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.models import Turn
from evals.models import Case
from evals.sanity import OneReport, perfect


@pytest.fixture
def case() -> Case:
    return perfect()[0]


@pytest.fixture
def turn() -> Turn:
    return perfect()[1]


@pytest.fixture
def library() -> OneReport:
    return perfect()[2]


@pytest.fixture
def cases_dir() -> Path:
    return Path(__file__).parents[2] / "evals" / "cases"
