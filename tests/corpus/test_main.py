"""``python -m corpus``: what people script against."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "松沣县网信办关于2023年行政执法情况的报告\n一、总体情况\n（一）执法\n全年巡查信息1200余万条，罚款36．5万元，辟谣数十次。\n"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in the repository and return what it said."""
    command = [sys.executable, "-m", "corpus", *arguments]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "松沣.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_json_is_a_line_a_file_with_the_promised_keys(file: str, repository: Path) -> None:
    done = run(file, "--json", cwd=repository)
    found = json.loads(done.stdout)
    assert (done.returncode, found["office"], found["year"]) == (0, "松沣县网信办", 2023)
    assert found["source"] == file
    assert found["sections"][1]["path"] == ["一、总体情况", "（一）执法"]
    figure = found["figures"][0]
    assert (figure["value"], figure["unit"], figure["qualifier"]) == (12000000, "条", "over")
    assert figure["section"] == ["一、总体情况", "（一）执法"]
    assert figure["sentence"].startswith("全年巡查信息1200余万条")
    assert figure["page"] is None
    assert {
        "id",
        "measure",
        "indicator",
        "upper",
        "period",
        "kind",
        "part_of",
        "surface",
        "start",
        "end",
    } <= set(figure)


def test_one_bad_file_does_not_stop_the_others(file: str, repository: Path, tmp_path: Path) -> None:
    done = run(str(tmp_path / "none.txt"), file, "--json", cwd=repository)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert len(done.stderr.splitlines()) == 1
    assert "none.txt" in done.stderr


def test_without_json_it_is_readable(file: str, repository: Path) -> None:
    done = run(file, cwd=repository)
    assert "松沣县网信办 · 2023" in done.stdout
    assert "      （一）执法" in done.stdout
    assert "1200余万条" in done.stdout


def test_no_file_is_a_bad_argument(repository: Path) -> None:
    assert run("--json", cwd=repository).returncode == 2
