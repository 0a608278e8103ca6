"""Counterfeit escape is measured: each forged text differs from the answer, and an escape is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.gather import Gatherer
from corpus.report import read_report
from evals.__main__ import app
from evals.counterfeits import Escape, Try, measure_escape, plain_figures, single, tries
from index import Index


@pytest.fixture(scope="module")
def index(samples: Path) -> Index:
    index = Index.in_memory("hash")
    for path in sorted(samples.glob("*.txt")):
        index.add(read_report(path))
    return index


def test_a_forged_text_is_never_one_of_the_fair_ones(index: Index) -> None:
    made = list(tries(Gatherer(index), most=20))
    fair = {t.text for t in made if not t.wrong}
    assert fair
    assert not fair & {t.text for t in made if t.wrong}


def test_no_more_is_tried_than_asked_for(index: Index) -> None:
    assert measure_escape(index, most=5).rewordings <= 5 * 5 + 5 * 2


def test_the_rates_count_escapes_and_refusals(index: Index) -> None:
    answer = single(Gatherer(index), plain_figures(index)[0])
    one = Try(answer, "", "digit")
    found = Escape(4, (one,), 10, (one, one))
    assert (found.escape_rate, found.pass_rate) == (0.25, 0.8)


def test_the_command_says_how_many_escaped(samples: Path) -> None:
    done = CliRunner().invoke(app, ["counterfeits", "--reports", str(samples), "--most", "10"])
    assert (done.exit_code, done.stdout.split(" of ")[0]) == (0, "0")
