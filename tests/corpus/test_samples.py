"""The samples: reports written for this project, that state the published figures."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.models import Figure, Report
from corpus.report import read_report

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "corpus" / "samples").iterdir())
INVENTED = sorted((ROOT / "tests" / "corpus" / "invented").iterdir())


@pytest.fixture(scope="module")
def reports() -> dict[int, Report]:
    read = [read_report(path) for path in SAMPLES]
    return {report.year: report for report in read if report.year}


def figure(report: Report, indicator: str) -> Figure:
    (found,) = [f for f in report.figures if f.indicator == indicator and f.kind == "result"]
    return found


def test_the_samples_are_one_office_in_two_years(reports: dict[int, Report]) -> None:
    assert sorted(reports) == [2022, 2024]
    assert {report.office for report in reports.values()} == {"重庆市渝北区网信办"}
    assert all("并非官方文件" in report.text for report in reports.values())


def test_the_samples_state_the_published_figures_as_printed(reports: dict[int, Report]) -> None:
    assert figure(reports[2024], "rumor_rebuttals").surface.replace(" ", "") == "422次"
    assert figure(reports[2022], "rumor_rebuttals").surface.replace(" ", "") == "21次"
    assert figure(reports[2024], "people_traced").value == 196
    assert figure(reports[2022], "people_traced").qualifier == "over"


def test_every_published_figure_stands_in_its_sample(
    reports: dict[int, Report], shared: Path
) -> None:
    gold = (shared / "gold" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    for line in map(json.loads, gold):
        stated = [(f.value, f.unit, f.qualifier) for f in reports[line["year"]].figures]
        assert (Decimal(line["value"]), line["unit"], line["qualifier"]) in stated, line["metric"]


def test_no_sentence_of_a_sample_is_taken_from_the_real_report(
    reports: dict[int, Report], shared: Path
) -> None:
    for year, report in reports.items():
        real = shared / "reports" / f"yubei-{year}.txt"
        original = "".join(real.read_text(encoding="utf-8").split())
        text = "".join(report.text.split())
        runs = [text[at : at + 24] for at in range(len(text) - 24)]
        shared_runs = [r for r in runs if r in original and not any(c.isdigit() for c in r)]
        assert shared_runs == []


@pytest.mark.parametrize("path", [*SAMPLES, *INVENTED], ids=lambda path: path.stem)
def test_every_section_a_reader_expects_is_there(path: Path) -> None:
    roles = {section.role for section in read_report(path).sections}
    assert {"report", "problems", "plan"} <= roles


def test_an_invented_office_under_two_names_is_one_office() -> None:
    assert {read_report(path).office for path in INVENTED} == {"云岭市青禾区市场监管局"}
