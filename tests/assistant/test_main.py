"""The assistant's command: what it prints, and how it fails."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.__main__ import app
from corpus.report import read_report
from index import Index

RUN = CliRunner()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> str:
    """A store of the samples, built with the fake encoder."""
    folder = tmp_path_factory.mktemp("store") / "s"
    with Index.open(folder, encoder="hash") as index:
        for path in sorted(samples.glob("*.txt")):
            index.add(read_report(path))
    return str(folder)


def test_one_question_prints_one_object(store: str) -> None:
    done = RUN.invoke(app, ["2024年辟谣多少次？", "--store", store, "--json"])
    record = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [f["value"] for f in record["figures"]] == [422]
    assert record["citations"][0]["quote"][0]
    assert {
        "question",
        "language",
        "outcome",
        "reason",
        "text",
        "derived",
        "warnings",
        "chart",
        "carried",
        "seconds",
    } <= set(record)


def test_earlier_questions_are_given_with_turn(store: str) -> None:
    done = RUN.invoke(app, ["那2022年呢", "--turn", "2024年辟谣多少次", "--store", store, "--json"])
    record = json.loads(done.stdout)
    assert [f["value"] for f in record["figures"]] == [21]
    assert "measure" in record["carried"]


def test_a_batch_prints_a_line_a_question_with_its_id(store: str, tmp_path: Path) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text(
        '{"id": "a", "question": "2024年辟谣多少次"}\n'
        '{"id": "b", "question": "那2022年呢", "history": [{"role": "user", "content": "2024年辟谣多少次"},'
        ' {"role": "assistant", "content": "422"}]}\n',
        encoding="utf-8",
    )
    done = RUN.invoke(app, ["--batch", str(batch), "--store", store, "--json"])
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["id"], r["figures"][0]["value"]) for r in records] == [("a", 422), ("b", 21)]


def test_for_people_the_quotation_stands_below(store: str) -> None:
    done = RUN.invoke(app, ["2024年辟谣多少次？", "--store", store])
    assert "422次" in done.stdout
    assert "[1]" in done.stdout


def test_a_bad_batch_line_is_named(store: str, tmp_path: Path) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text('{"id": 1}\n', encoding="utf-8")
    done = RUN.invoke(app, ["--batch", str(batch), "--store", store, "--json"])
    assert done.exit_code == 2
    assert "line 1" in re.sub(r"[│\s]+", " ", done.output)  # the error stands in a box


def test_no_question_is_a_bad_argument(store: str) -> None:
    assert RUN.invoke(app, ["--store", store]).exit_code == 2


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    done = RUN.invoke(app, ["2024年辟谣多少次", "--store", str(missing)])
    assert done.exit_code == 1
    assert "build" in done.output
    assert not missing.exists()
