"""What a follow-up takes from the talk, and what it must not take."""

from __future__ import annotations

from tests.assistant.conftest import Talk, values


def test_a_year_alone_keeps_office_and_measure(talk: Talk) -> None:
    turn = talk("渝北2024年辟谣多少次", "那2022年呢")
    assert values(turn) == [21]
    assert set(turn.question.carried) == {"office", "measure"}


def test_a_measure_alone_keeps_office_and_year(talk: Talk) -> None:
    turn = talk("渝北2024年辟谣多少次", "举报呢")
    assert values(turn) == [11]
    assert set(turn.question.carried) == {"office", "year"}


def test_the_first_follow_up_in_english_works_like_the_tenth(talk: Talk) -> None:
    turn = talk("How many rumor rebuttals did Yubei make in 2024?", "What about 2022?")
    assert values(turn) == [21]
    assert turn.question.language == "en"


def test_how_much_more_compares_the_years_spoken_of(talk: Talk) -> None:
    turn = talk("渝北2024年辟谣多少次", "2022年呢", "增加了多少")
    assert [d.surface for d in turn.answer.derived][:2] == ["401 次", "1909.5%"]


def test_parts_of_the_figure_spoken_of(talk: Talk) -> None:
    assert values(talk("渝北2022年取得执法资格多少人", "其中国家级的有几个")) == [2]


def test_a_correction_replaces_what_was_wrong(talk: Talk) -> None:
    assert values(talk("渝北2024年辟谣多少次", "不是2024年，是2022年")) == [21]
    turn = talk("渝北2022年上报有害信息多少条", "不对，我问的是处置不是上报")
    assert values(turn) == [2055]


def test_a_correction_to_what_no_report_states_is_refused(talk: Talk) -> None:
    turn = talk("渝北2022年上报区外不规范表述多少条", "不对，我问的是处置不是上报")
    assert turn.answer.outcome == "not_found"


def test_another_office_and_measure_takes_no_year(talk: Talk) -> None:
    turn = talk("渝北2022年辟谣多少次", "青禾区市场监管局立案多少件")
    assert "year" not in turn.question.carried
    assert {f.office for f in turn.answer.figures} != {"重庆市渝北区网信办"}


def test_a_complete_question_takes_nothing(talk: Talk) -> None:
    turn = talk("青禾区市场监管局2023年立案多少件", "渝北2024年辟谣多少次")
    assert turn.question.carried == ()
    assert values(turn) == [422]


def test_an_unknown_office_is_not_answered_from_another_in_the_follow_up(talk: Talk) -> None:
    turn = talk("龙华区2024年辟谣多少次", "举报呢")
    assert turn.answer.reason == "no_office"


def test_why_after_a_figure_asks_for_the_text(talk: Talk) -> None:
    turn = talk("渝北2022年刑事拘留几人", "是因为什么")
    assert turn.question.intent == "text"


def test_two_talks_at_once_do_not_mix(talk: Talk) -> None:
    assert values(talk("渝北2024年辟谣多少次", "那2022年呢")) == [21]
    assert talk("那2022年呢").question.carried == ()
