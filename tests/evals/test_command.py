"""The door: an analyst's first run, from a CSV of questions to a page of results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.errors import InvalidCases

RUN = CliRunner()
REPORT = """青禾区网信办关于2024年行政执法总体情况的报告
一、2024年行政执法总体情况
全年开展辟谣422次，约谈网站平台27家。
二、存在的主要问题
专业人手偏少，取证手段不足。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "mine.csv"
    file.write_text("问题,数值,单位,年份,原文\n2024年辟谣多少次？,422,次,2024,开展辟谣422次\n")
    return file


def run(*words: object):
    return RUN.invoke(app, [str(w) for w in words], catch_exceptions=False)


def test_a_csv_of_questions_becomes_a_scorecard(reports: Path, sheet: Path, tmp_path: Path) -> None:
    done = run(
        "run", sheet, "--reports", reports, "--encoder", "hash", "--json", "--out", tmp_path / "o"
    )
    card = json.loads(done.stdout)
    assert (card["cases"], card["right"], card["measures"]["recall@5"]) == (1, 1, 1.0)
    assert {p.name for p in (tmp_path / "o").iterdir()} == {
        "report.html",
        "report.md",
        "report.json",
    }


def test_a_second_run_says_that_nothing_changed(reports: Path, sheet: Path, tmp_path: Path) -> None:
    first = ("run", sheet, "--reports", reports, "--encoder", "hash")
    run(*first, "--out", tmp_path / "o")
    again = run(*first, "--json", "--since", tmp_path / "o" / "report.json")
    assert json.loads(again.stdout)["changed"] == []


def test_evidence_that_no_report_holds_stops_the_run(reports: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"question": "几次？", "evidence": {"text": "500次", "source": "a.txt"}}')
    with pytest.raises(InvalidCases, match=r"bad\.jsonl:1 evidence"):
        run("run", file, "--reports", reports, "--encoder", "hash")


def test_drafts_wait_for_a_person(reports: Path) -> None:
    rows = [json.loads(line) for line in run("draft", reports).stdout.splitlines()]
    assert rows
    assert not any(row["reviewed"] for row in rows)


def test_two_configurations_are_compared_case_by_case(reports: Path, sheet: Path) -> None:
    done = run(
        "compare", "hybrid,encoder=hash", "words", "--cases", sheet, "--reports", reports, "--json"
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["measure"] for line in lines} >= {"recall@5", "nDCG@10"}
    assert all(line["p"] == 1.0 for line in lines)


def test_invented_reports_are_written_with_their_ledger(tmp_path: Path) -> None:
    run("synth", "--out", tmp_path, "--offices", 1, "--years", 2)
    done = run("ledger", tmp_path / "ledger.jsonl", "--reports", tmp_path / "reports", "--json")
    assert json.loads(done.stdout.splitlines()[-1])["stated"] > 40
