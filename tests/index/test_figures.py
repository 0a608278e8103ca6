"""What a person says of a figure is kept with who and why, and shown wherever the figure is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from html import escape

import pytest

from corpus.models import Report
from index import Index
from index.export import cells
from index.figures.html import figure_html, odds_html
from index.figures.judging import Judging, Said, read_number
from index.figures.odds.page import odds_shown
from index.figures.page import JudgeForm
from index.ledger import Row, Wanted, rows, select
from index.ledger_html import ledger_html
from index.models import Contradiction
from tests.index.reports import RUMOURS, a_report

HOSTILE = '<img src=x onerror=alert(1)>{{7*7}}"'


def first(index: Index) -> tuple[str, str]:
    figure = index.all_figures()[0]
    return figure.report_id, figure.id


def listed(index: Index) -> list[Row]:
    return list(rows(index, select(index, Wanted(), rejected=True)))


def said(index: Index, *filled: str, who: str = "张三") -> str:
    return Judging(index).judge(*first(index), Said.read(*filled), who)


def test_a_correction_is_marked_in_the_ledger_and_in_the_export(index: Index) -> None:
    assert said(index, "corrected", "1.2万", "件", "以台账为准") == "saved"
    row = listed(index)[0]
    shown = ledger_html([row], 0, 1, Wanted(), "zh")
    assert all(word in shown for word in ("人工更正：12,000 件", "张三", "以台账为准", "318 次"))
    assert cells(row, "en")[-6:-2] == ("Corrected by hand", 12000, "件", "张三")


def test_a_rejected_figure_is_still_listed_and_marked_as_such(index: Index) -> None:
    assert said(index, "rejected", "", "", "是页码") == "saved"
    assert first(index)[1] not in {f.id for f in select(index, Wanted())}
    assert 'class="rejected"' in ledger_html(listed(index), 0, 3, Wanted(), "zh")


def test_a_verdict_that_is_taken_back_leaves_no_mark(index: Index) -> None:
    said(index, "confirmed", "", "", "")
    assert listed(index)[0].note is not None
    assert Judging(index).take_back(*first(index)) == "taken_back"
    assert listed(index)[0].note is None


def test_a_verdict_holds_when_the_report_is_read_again(index: Index, report: Report) -> None:
    said(index, "corrected", "319", "", "漏数一次")
    index.add(a_report(parts=(("前言", "本年情况如下。"), *RUMOURS), source=report.source))
    row = next(row for row in listed(index) if row.figure.surface == "318 次")
    assert row.figure.value == 319
    assert row.note is not None
    assert (row.note.who, row.note.why) == ("张三", "漏数一次")


@pytest.mark.parametrize(
    "filled, wrong",
    [
        (("", "", "", ""), "no_verdict"),
        (("deleted", "", "", "x"), "no_verdict"),
        (("rejected", "", "", " "), "no_why"),
        (("corrected", "12次", "", "x"), "bad_value"),
        (("corrected", "318", "次", "x"), "same_value"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(
    index: Index, filled: tuple[str, str, str, str], wrong: str
) -> None:
    assert said(index, *filled) == wrong
    assert index.judged() == {}


def test_only_a_figure_that_is_kept_can_be_judged(index: Index) -> None:
    good = Said("confirmed")
    for one in ((None, 7), ("x", "y"), (first(index)[0], "y")):
        assert Judging(index).judge(*one, good, "") == "figure_gone"


@pytest.mark.parametrize(
    "text, value",
    [("１，２００", 1200), ("一千二百", 1200), ("-3.5", Decimal("-3.5")), ("3亿", 300_000_000)],
)
def test_a_number_is_taken_as_people_write_it(text: str, value: Decimal) -> None:
    assert read_number(text) == value


def test_contradictions_show_every_figure_with_its_sentence_and_a_way_to_it(index: Index) -> None:
    parts = (
        ("一、总体情况", "全年共开展网络辟谣 318 次。"),
        ("二、网络治理", "全年累计开展网络辟谣 12 家。"),
    )
    odd = a_report("戊市己区网信办", 2030, parts)
    one, two = (replace(f, measure="网络辟谣", indicator=None, unit="次") for f in odd.figures)
    index.add(replace(odd, figures=(one, two)))
    shown = odds_shown(index, Wanted(), "zh")
    assert "数字矛盾：1 处" in shown
    for figure in (one, two):
        assert f"#cite-0:{odd.id}:{figure.span.start}-{figure.span.end}" in shown
    assert "全年累计开展网络辟谣" in shown
    assert "没有发现" in odds_shown(index, Wanted(years=(1999,)), "zh")


def test_nothing_that_a_report_or_a_person_says_becomes_markup(index: Index) -> None:
    said(index, "corrected", "319", HOSTILE, HOSTILE, who=HOSTILE)
    row = replace(listed(index)[0], office=HOSTILE, title=HOSTILE, sentence=HOSTILE, at=0)
    odd = Contradiction("values", HOSTILE, 2031, HOSTILE, (row.figure,))
    shown = ledger_html([row], 0, 1, Wanted(), "zh", may=True)
    shown += figure_html(row, HOSTILE, "en", HOSTILE) + odds_html([(odd, [row])], 2, "zh")
    assert "<img" not in shown
    assert escape(HOSTILE) in shown


@pytest.mark.parametrize("order", ["office", "year", "measure", "figure"])
def test_the_ledger_is_sorted_both_ways(index: Index, order: str) -> None:
    up = select(index, Wanted(order=order))
    down = select(index, Wanted(order=f"-{order}"))
    assert sorted(f.id for f in up) == sorted(f.id for f in down)
    if order == "figure":
        values = [f.value for f in up if f.value is not None]
        assert values == sorted(values) == [f.value for f in reversed(down)]


def test_who_may_not_change_anything_judges_nothing_and_who_may_is_written_down(
    index: Index,
) -> None:
    told: list[str] = []
    for may in (False, True):
        form = JudgeForm(index, lambda _, may=may: may, note=lambda _, what: told.append(what))
        form.kept(first(index), Said("confirmed"), "zh", None)
        assert bool(index.judged()) is may
    assert told == [first(index)[1]]


def test_only_who_may_change_sees_the_button_for_a_verdict(index: Index) -> None:
    shown = [ledger_html(listed(index), 0, 9, Wanted(), "en", may=may) for may in (False, True)]
    assert ["judge act" in html for html in shown] == [False, True]
