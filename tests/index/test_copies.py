"""One report that comes twice counts once; two reports are never taken for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from corpus.models import Page, Report
from corpus.report import read_bytes
from evals.synth import synth_reports
from index import Index
from index.copies import likeness_of
from index.taking import Taking

SOURCE = "报告.txt"


def text_of(year: int = 2023, office: int = 0) -> str:
    """Return the text of an invented report."""
    reports = list(synth_reports(office + 1, year, 1, seed=7))
    return reports[office].text


def read(text: str, name: str = SOURCE) -> Report:
    return read_bytes(text.encode(), name)


def spaced(text: str) -> str:
    return text.replace("\n", "\n\n　　").replace("，", " ， ")


def wrapped(text: str) -> str:
    lines = (line[at : at + 34] for line in text.split("\n") for at in range(0, len(line) or 1, 34))
    return "\n".join(lines)


def misread(text: str, share: float = 0.005) -> str:
    """Return the text with some characters lost or taken for others, as a scan has it."""
    chance, common = (
        Random(3),
        "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会",
    )
    out = (
        c if c.isspace() or c.isascii() or chance.random() > share else chance.choice(common)
        for c in text
    )
    return "".join(out)


def in_a_page(text: str) -> str:
    return f"首页\n政务公开\n无障碍\n\n{text}\n\n版权所有 主办单位\n网站地图\n"


@pytest.mark.parametrize("change", [spaced, wrapped, misread, in_a_page])
def test_a_rendering_of_a_report_is_its_copy(change: Callable[[str], str]) -> None:
    first, second = read(text_of()), read(change(text_of()), "另一份.txt")
    assert first.id == second.id or likeness_of(second, first)


def test_invented_look_alikes_are_no_copies() -> None:
    reports = [read(made.text, made.source) for made in synth_reports(8, 2021, 3, seed=5)]
    alike = [(a.source, b.source) for a, b in combinations(reports, 2) if likeness_of(a, b)]
    assert alike == []


def test_reports_on_real_years_are_no_copies_of_each_other(shared: Path) -> None:
    reports = [
        read_bytes(p.read_bytes(), p.name) for p in sorted((shared / "reports").glob("*.txt"))
    ]
    nameless = [replace(report, office="", year=None) for report in reports]
    assert not any(likeness_of(a, b) for a, b in combinations(reports, 2))
    assert not any(likeness_of(a, b) for a, b in combinations(nameless, 2))


def test_a_real_report_is_found_again_where_nothing_says_what_it_is(shared: Path) -> None:
    for path in sorted((shared / "reports").glob("yubei*.txt")):
        report = read_bytes(path.read_bytes(), path.name)
        noisy = read(misread(report.text), "scan.txt")
        assert likeness_of(replace(noisy, office="", year=None), report)


@pytest.mark.parametrize(
    "change", [{"year": 2024}, {"office": "岭东市气象局", "office_as_printed": "岭东市气象局"}]
)
def test_another_year_or_office_is_another_report(change: dict[str, object]) -> None:
    report = read(text_of())
    assert likeness_of(replace(report, id="other", **change), report) is None  # type: ignore[arg-type]


def test_half_a_year_is_no_copy_of_the_year() -> None:
    report = read(text_of())
    half = replace(report, id="half", title=report.title.replace("2023年", "2023年上半年"))
    assert half.title != report.title
    assert likeness_of(half, report) is None


def test_a_form_filled_with_other_numbers_is_another_report() -> None:
    report, text = read(text_of()), text_of()
    other = "".join(str((int(c) * 7 + 3) % 10) if c.isdecimal() else c for c in text)
    other = other.replace("5354", "2023")  # the year stays
    assert likeness_of(replace(read(other), year=report.year, office=report.office), report) is None


def test_a_copy_is_set_aside_and_its_figures_count_once() -> None:
    with Index.in_memory() as index:
        taking = Taking(index)
        taking.take(read(text_of(), "a.txt"))
        figures = len(index.figures())
        copy = taking.take(read(misread(text_of()), "b.txt"))
        assert copy.copy_of is not None
        assert len(index.figures()) == figures
        assert [card.source for card in index.cards()] == ["a.txt"]
        assert "a.txt" in " ".join(copy.warnings)


def test_of_a_draft_and_its_final_the_differing_figures_are_named() -> None:
    final = text_of()
    figure = next(f for f in read(final).figures if f.surface[:2].isdecimal())
    draft = final.replace(figure.surface, f"9{figure.surface}", 1)
    with Index.in_memory() as index:
        taking = Taking(index)
        taking.take(read(draft, "a.txt"))
        (warning,) = taking.take(read(final, "b.txt")).warnings
        assert "another version of a.txt" in warning
        assert f"9{figure.surface}" in warning


def test_the_final_form_counts_rather_than_a_draft_and_no_figure_counts_twice() -> None:
    final = text_of()
    figure = next(f for f in read(final).figures if f.surface[:2].isdecimal())
    draft = final.replace(figure.surface, f"9{figure.surface}", 1)
    with Index.in_memory() as index:
        taking = Taking(index)
        taking.take(read(draft, "工作报告（送审稿）.txt"))
        assert taking.take(read(final, "工作报告.txt")).copy_of is None
        assert taking.take(read(draft, "工作报告（送审稿）.txt")).copy_of is not None
        assert len(index.figures()) == len(read(final).figures)
        assert len(index.cards(aside=True)) == 2


def test_text_counts_rather_than_a_scan_of_it() -> None:
    text = read(text_of(), "text.pdf")
    scan = read(misread(text_of()), "scan.pdf")
    page = Page(1, type(text.sections[0].span)(0, len(scan.text)), 0.92)
    with Index.in_memory() as index:
        taking = Taking(index)
        assert "scanned, 92 %" in taking.take(replace(scan, pages=(page,))).warnings
        assert taking.take(text).copy_of is None
        assert [card.source for card in index.cards()] == ["text.pdf"]


def test_when_the_one_that_counts_goes_one_copy_counts() -> None:
    with Index.in_memory() as index:
        taking = Taking(index)
        first = taking.take(read(text_of(), "a.txt"))
        for number, share in enumerate((0.004, 0.006)):
            taking.take(read(misread(text_of(), share), f"copy{number}.txt"))
        assert len(index.cards()) == 1
        taking.remove(first.report_id)
        assert len(index.cards()) == 1
        assert len(index.cards(aside=True)) == 2
