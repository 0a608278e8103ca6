"""The page: what a turn looks like, what its links open, and that no text becomes markup."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant import Assistant
from assistant.escape import safe
from assistant.figure import plotly_figure, scaled, together
from assistant.foot import verified
from assistant.html import body_html, reference, tail_html
from assistant.models import Answer, Chart, Choice, Question, Series, Table, Turn
from assistant.page import messages
from assistant.panel import Reference, place_of
from assistant.shown import source
from assistant.talks.models import Said
from assistant.welcome import language_of, welcome_html
from assistant.wording_page import LABELS
from tests.assistant.conftest import Talk

HOSTILE = "<img src=x onerror=alert(1)>**x**](javascript:1)\n\n# ${1} {{1}} `a` $$b$$"
COMPARE = "2022年和2024年辟谣次数对比"


def said(text: str, **answer: object) -> Turn:
    """Return a turn that says ``text``."""
    return Turn(Question(text, "zh", "figure"), replace(Answer(text, "answered"), **answer))  # type: ignore[arg-type]


def test_a_mark_becomes_a_link_to_its_source(talk: Talk) -> None:
    turn = talk("2024年辟谣多少次？")
    link = reference(turn.answer.citations[0], 1)
    assert f'href="#cite-{link}"' in body_html(turn, 1)


@pytest.mark.parametrize("mark", ["[0]", "[2]", "[999]"])
def test_a_mark_without_a_source_stays_text(talk: Talk, mark: str) -> None:
    turn = talk("2024年辟谣多少次？")
    told = replace(turn, answer=replace(turn.answer, text=f"422 次{mark}"))
    assert safe(mark) in body_html(told, 1)


def test_text_from_outside_is_never_markup() -> None:
    choices = (Choice(HOSTILE, HOSTILE),)
    table = Table((HOSTILE,), ((HOSTILE,),))
    turn = said(HOSTILE, warnings=(HOSTILE,), choices=choices, table=table, suggestions=(HOSTILE,))
    shown = body_html(turn, 1) + tail_html(turn, 1, last=True) + str(messages((), HOSTILE))
    assert "<img" not in shown
    assert "javascript:" not in shown
    assert not any(sign in shown for sign in ("\n\n", "${", "{{", "`", "$$"))


def test_a_report_is_shown_as_text_with_its_quote_marked(assistant: Assistant, talk: Talk) -> None:
    turn = talk("2024年辟谣多少次？")
    panel = source(assistant, reference(turn.answer.citations[0], 1), (Said("", turn),), "zh")
    inside = panel.split('<mark id="quote" tabindex="-1">')[1].split("</mark>")[0]
    assert "422" in inside
    assert panel.count('class="fig"') > 10


@pytest.mark.parametrize(
    "link", [None, 7, "", "x", "1:a:9", "0:none:0-5", "../../etc/passwd:0-9", {"path": "/etc"}]
)
def test_a_link_that_names_nothing_says_so(assistant: Assistant, link: object) -> None:
    assert LABELS["gone"][0] in source(assistant, link, (), "zh")


def test_a_place_outside_the_report_opens_it_without_a_quote(assistant: Assistant) -> None:
    card = assistant.index.cards()[0]
    panel = source(assistant, f"{card.id}:99999998-99999999", (), "en")
    assert "<mark id" not in panel
    assert card.title in panel


def test_the_panel_leads_to_the_sources_before_and_after(talk: Talk) -> None:
    turn = talk(COMPARE)
    first, second = (reference(c, 1) for c in turn.answer.citations[:2])
    wanted = Reference.read(second)
    assert wanted is not None
    place = place_of(wanted, (turn,))
    assert (place.at, place.previous) == (2, first)


def test_figures_count_as_verified_only_where_they_stand_in_their_citation(talk: Talk) -> None:
    answer = talk(COMPARE).answer
    good, every = verified(answer)
    assert good == every == len(answer.figures) + len(answer.derived)
    assert verified(replace(answer, citations=()))[0] < every


def test_what_an_earlier_turn_gave_is_named(talk: Talk) -> None:
    assert "沿用" in body_html(talk("2024年辟谣多少次？", "2022年呢？"), 2)


def test_next_questions_stand_under_the_last_answer_only() -> None:
    turn = said("…", suggestions=("2022年呢？",))
    talk = (Said("a", turn), Said("b", turn))
    assert str(messages(talk)).count('class="ask"') == 1


def test_a_listed_question_is_shown_once_as_a_button() -> None:
    turn = said("可以这样问：\n- 2022年呢？", suggestions=("2022年呢？",))
    assert "<li>" not in body_html(turn, 1)
    assert 'value="2022年呢？"' in tail_html(turn, 1, last=True)


def test_a_year_that_no_report_states_is_a_gap_in_the_chart() -> None:
    series = Series("辟谣", "次", (Decimal(21), None, Decimal(422)))
    figure = plotly_figure(Chart("辟谣", ("2022", "2023", "2024"), (series,)))
    assert list(figure.data[0].y) == [21.0, None, 422.0]
    assert any(note.text == "—" and note.x == 1 for note in figure.layout.annotations)


def test_great_sums_are_charted_in_the_larger_unit_of_the_language() -> None:
    product = (Series("地区生产总值", "元", (Decimal(76049000000),)),)
    figure = plotly_figure(Chart("", ("2021",), product), "zh")
    assert list(figure.data[0].text) == ["760.49"]
    assert scaled(product, "en") == (Decimal(10**9), "billion 元")


def test_measures_of_very_different_size_get_plots_of_their_own() -> None:
    small = Series("a", "次", (Decimal(4),))
    large = Series("b", "次", (Decimal(9000),))
    assert len(together((small, large))) == 2
    assert len(together((small, replace(small, name="c")))) == 1


def test_the_page_speaks_the_language_that_is_asked_for_chosen_or_preferred() -> None:
    assert language_of("en", "zh", "zh-CN") == "en"
    assert language_of(None, "en", "zh-CN") == "en"
    assert language_of("xx", None, "zh-CN,en;q=0.5") == "zh"
    assert language_of(None, None, "fr,en;q=0.8") == "en"


def test_an_empty_chat_says_what_is_loaded_and_what_can_be_asked(assistant: Assistant) -> None:
    cards, examples = assistant.index.cards(), assistant.examples("zh")
    shown = welcome_html(cards, examples, "zh", "store")
    assert all(safe(card.office) in shown for card in cards)
    assert all(safe(text) in shown for text in examples)
    assert "python -m index build" in welcome_html((), (), "en", "store")


def test_every_label_is_there_in_both_languages() -> None:
    assert all(zh.strip() and en.strip() for zh, en in LABELS.values())


def test_what_narrows_an_answer_is_a_chip_that_can_be_taken_away(talk: Talk) -> None:
    turn = talk("2024年辟谣多少次？")
    assert 'value="without:year"' in body_html(turn, 1)
    assert "without:" not in body_html(turn, 1, last=False)


def test_without_its_year_a_question_is_answered_for_every_year(assistant: Assistant) -> None:
    turn = assistant.ask("2024年辟谣多少次？", without=("year",))
    assert {f.figure.year for f in turn.answer.figures} == {2022, 2024}
    assert LABELS["any_year"][0] in body_html(turn, 1)


def test_only_what_a_model_worded_can_be_switched_to_plain_words() -> None:
    worded = said("辟谣四二二", plain="辟谣422次")
    assert 'value="wording"' in tail_html(worded, 1, last=True)
    assert "辟谣422次" in body_html(worded, 1)
    assert 'value="wording"' not in tail_html(said("辟谣422次"), 1, last=True)


def test_each_of_several_plots_shows_its_own_gaps() -> None:
    first = Series("a", "个", (Decimal(4), None))
    second = Series("b", "公里", (None, Decimal(18)))
    figure = plotly_figure(Chart("", ("2022", "2023"), (first, second)))
    gaps = [(note.x, note.xref) for note in figure.layout.annotations if note.text == "—"]
    assert gaps == [(1, "x"), (0, "x2")]
