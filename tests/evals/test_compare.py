"""Two configurations side by side: answers and search, with what each showed for every flipped case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.compare import Questions, ablation, compare
from evals.errors import EvalsError
from evals.html_compare import html_comparison
from evals.runs import Comparison
from evals.variants import configuration
from index import Index
from index.build import build

YEARS = (2022, 2023, 2024)
REPORT = """青禾区网信办关于{year}年行政执法总体情况的报告
一、{year}年行政执法总体情况
全年开展辟谣{n}次，约谈网站平台27家。
二、存在的主要问题
专业人手偏少，取证手段不足。
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("compare")
    (home / "reports").mkdir()
    rows = []
    for year in YEARS:
        text = REPORT.format(year=year, n=year - 1900)
        (home / "reports" / f"{year}.txt").write_text(text, encoding="utf-8")
        rows.append(
            f"{year}年青禾区网信办辟谣多少次？,{year - 1900},次,{year},开展辟谣{year - 1900}次"
        )
    sheet = "\n".join(["问题,数值,单位,年份,原文", *rows])
    (home / "mine.csv").write_text(sheet, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def questions(home: Path) -> Questions:
    return Questions((home / "mine.csv",), (home / "reports",), kept=home / "kept")


@pytest.fixture(scope="module")
def broken(questions: Questions) -> Comparison:
    return compare("hybrid,encoder=hash", "no-ledger,encoder=hash", questions)


def test_answers_are_compared_as_well_as_search(broken: Comparison) -> None:
    lines = {line.measure: line for line in broken.differences}
    assert lines["right"].a == 1.0 > lines["right"].b
    assert {"figure", "wrong figure", "recall@5", "over-refusal"} <= set(lines)


def test_a_flipped_case_shows_what_each_of_the_two_said(broken: Comparison) -> None:
    flip = next(f for f in broken.flips if not f.better)
    assert "次" in flip.a
    assert flip.a != flip.b
    assert (flip.before, flip.after) == (1.0, 0.0)


def test_more_refusals_are_named_as_the_worse_cases(broken: Comparison) -> None:
    line = next(d for d in broken.differences if d.measure == "over-refusal")
    assert (len(line.flipped_down), len(line.flipped_up)) == (3, 0)


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "结果不同的题"), ("en", "cases that flipped")]
)
def test_the_page_lays_both_outputs_side_by_side(
    broken: Comparison, language: str, words: str
) -> None:
    page = html_comparison(broken, language)  # type: ignore[arg-type]
    assert words in page
    assert "<div class=side><div class=won><b>hybrid" in page


def test_the_same_configuration_twice_flips_nothing(questions: Questions) -> None:
    found = compare("hybrid,encoder=hash", "hybrid,encoder=hash", questions)
    assert found.flips == ()
    assert all(line.p == 1.0 for line in found.differences)


@pytest.mark.parametrize(
    "change", ["chunk=60", "chunk=400", "header=no", "depth=3", "reranker=hash", "tokens=grams"]
)
def test_whatever_is_changed_the_evidence_is_still_looked_for(
    questions: Questions, change: str
) -> None:
    run = questions.measure(f"hybrid,encoder=hash,{change}")
    assert len(run.values["recall@10"]) == len(YEARS)
    assert any(run.values["recall@10"].values())


def test_a_store_is_compared_as_it_was_built(home: Path, questions: Questions) -> None:
    with Index.open(home / "store", "hash") as index:
        build(index, [home / "reports"])
    stored = Questions(questions.cases, store=home / "store", kept=home / "kept")
    assert compare("hybrid", "words", stored).differences
    with pytest.raises(EvalsError, match="anew"):
        stored.measure("no-header")


def test_a_saved_run_is_one_side_of_a_comparison(home: Path, questions: Questions) -> None:
    out = home / "out"
    words = ["run", str(home / "mine.csv"), "--reports", str(home / "reports"), "--out", str(out)]
    CliRunner().invoke(app, [*words, "--encoder", "hash", "--kept", str(home / "kept")])
    found = compare(str(out / "report.json"), "no-ledger,encoder=hash", questions)
    assert any(flip.measure == "right" for flip in found.flips)


def test_what_is_not_known_is_named(questions: Questions) -> None:
    with pytest.raises(EvalsError, match="no configuration 'best'"):
        configuration("best")
    with pytest.raises(EvalsError, match="no 'size'"):
        configuration("hybrid,size=3")
    with pytest.raises(EvalsError, match="is not a number"):
        configuration("hybrid,chunk=long")
    with pytest.raises(EvalsError, match="name one in"):
        questions.measure("hybrid,model=yes")


def test_an_ablation_sets_each_against_the_product(questions: Questions) -> None:
    chosen = [configuration("hybrid,encoder=hash"), configuration("words,encoder=hash")]
    names = {name for name, line in ablation(questions, chosen) if line.measure == "right"}
    assert names == {"hybrid,encoder=hash", "words,encoder=hash"}


def test_the_command_prints_a_line_a_measure_and_one_a_flip(home: Path) -> None:
    done = CliRunner().invoke(
        app,
        ["compare", "hybrid,encoder=hash", "no-ledger,encoder=hash", "--json",
         "--cases", str(home / "mine.csv"), "--reports", str(home / "reports"),
         "--out", str(home / "c"), "--lang", "zh", "--kept", str(home / "kept")],
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"measure", "a", "b", "low", "high", "p"} <= set(rows[0])
    assert any("flip" in row for row in rows)
    assert "同题成对比较" in (home / "c" / "compare.html").read_text(encoding="utf-8")
