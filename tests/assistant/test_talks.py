"""Kept conversations: exact, apart, found again, checked against the reports, given away as files."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.html import body_html
from assistant.models import Answer, Citation, Question, Table, Turn
from assistant.people.database import Database
from assistant.people.errors import TurnUnreadable, UnknownTalk
from assistant.talks.codec import turn_from_json, turn_to_json
from assistant.talks.keeper import Keeper
from assistant.talks.models import Format, Said
from assistant.talks.talks import MOST_TALKS, Talks
from corpus import read_report
from corpus.models import Span
from index import Index
from index.corrections import correcting
from index.judged import place_of
from index.models import Verdict
from tests.serving import sample_assistant

ASKED = ("2024年辟谣多少次？", "比2022年多多少？", "存在哪些问题？", "2030年辟谣多少次？")
HOSTILE = "<script>alert(1)</script>![x](http://evil.example/a) **b** {{7*7}} \u202eabc\x00\ud800"
FORMATS: tuple[Format, ...] = get_args(Format)


@pytest.fixture(scope="module")
def said(samples: Path) -> tuple[Said, ...]:
    """A conversation: a figure, a comparison, passages, and a year that is not there."""
    assistant = sample_assistant(samples)
    turns: list[Said] = []
    for text in ASKED:
        turns.append(Said(text, assistant.ask(text, tuple(one.turn for one in turns))))
    return tuple(turns)


@pytest.fixture
def index(samples: Path) -> Index:
    """The reports that the conversation was about."""
    made = Index.in_memory("hash")
    for file in sorted(samples.glob("*.txt")):
        made.add(read_report(file))
    return made


@pytest.fixture
def talks(index: Index) -> Talks:
    return Talks(Database.in_memory(), index)


def poisoned(said: Said) -> Said:
    """Return a turn in which every text that is shown is hostile."""
    answer = said.turn.answer
    cited = tuple(
        replace(c, title=HOSTILE, office=HOSTILE, section=(HOSTILE,), quote=HOSTILE, source=HOSTILE)
        for c in answer.citations
    )
    table = Table((HOSTILE, "x"), ((HOSTILE, "[1]"),))
    text = f"{HOSTILE}[1]\n[99]"
    bad = replace(answer, text=text, citations=cited, warnings=(HOSTILE,), table=table)
    return Said(HOSTILE, replace(said.turn, answer=bad))


def test_a_turn_comes_back_exactly(said: tuple[Said, ...]) -> None:
    for one in said:
        assert turn_from_json(turn_to_json(one.turn)) == one.turn


# Seconds and certainties are numbers; what is none is refused by JSON itself.
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(turn=st.from_type(Turn))
def test_every_turn_that_can_be_comes_back_exactly(turn: Turn) -> None:
    text = turn_to_json(turn)
    assert turn_to_json(turn_from_json(text)) == text


def test_follow_ups_work_after_a_restart(
    said: tuple[Said, ...], index: Index, tmp_path: Path
) -> None:
    id_ = Talks(Database.open(tmp_path), index).save("ada", "", said[:1])
    kept = Talks(Database.open(tmp_path), index).load("ada", id_)
    again = Assistant(index).ask(ASKED[1], tuple(one.turn for one in kept))
    assert again == said[1].turn


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda turn: turn.pop("answer"), "answer"),
        (lambda turn: turn["answer"].update(outcome="sure"), "sure"),
        (lambda turn: turn["answer"].update(text=7), "7"),
        (lambda turn: turn["question"].update(scope=[]), "Scope"),
    ],
)
def test_a_turn_that_was_tampered_with_is_told(
    said: tuple[Said, ...], change: Callable[[dict[str, object]], object], why: str
) -> None:
    turn = json.loads(turn_to_json(said[0].turn))
    change(turn)
    with pytest.raises(TurnUnreadable, match=why):
        turn_from_json(json.dumps(turn))


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"a":' * 5000])
def test_what_is_no_turn_is_told(text: str) -> None:
    with pytest.raises(TurnUnreadable, match="ask the question again"):
        turn_from_json(text)


def test_a_conversation_is_listed_found_renamed_and_deleted(
    talks: Talks, said: tuple[Said, ...]
) -> None:
    first = talks.save("ada", "", said[:1])
    second = talks.save("ada", "", said[2:3])
    assert talks.save("ada", first, said[:2]) == first
    assert {(card.id, card.turns) for card in talks.all("ada")} == {(first, 2), (second, 1)}
    assert [card.id for card in talks.all("ada", "闢謠 422")] == [first]
    talks.rename("ada", second, "  周报\n素材 ")
    assert [card.id for card in talks.all("ada", "素材")] == [second]
    talks.delete("ada", first)
    assert [card.title for card in talks.all("ada")] == ["周报 素材"]


def test_what_was_said_anew_takes_the_place_of_what_was(
    talks: Talks, said: tuple[Said, ...]
) -> None:
    id_ = talks.save("ada", "", said[:3])
    talks.save("ada", id_, (said[0], said[3]))
    assert talks.load("ada", id_) == (said[0], said[3])


def test_nobody_reaches_another_users_conversation(talks: Talks, said: tuple[Said, ...]) -> None:
    id_ = talks.save("ada", "", said[:1])
    for act in (
        lambda: talks.load("bo", id_),
        lambda: talks.card("bo", id_),
        lambda: talks.save("bo", id_, said),
        lambda: talks.rename("bo", id_, "mine"),
        lambda: talks.delete("bo", id_),
        lambda: talks.export("bo", id_, "md", "zh"),
        lambda: talks.load("ada", "' OR 1=1 --"),
    ):
        with pytest.raises(UnknownTalk):
            act()
    assert talks.all("bo") == ()
    assert talks.load("ada", id_) == said[:1]


def test_the_oldest_conversations_make_room(talks: Talks, said: tuple[Said, ...]) -> None:
    ids = [talks.save("ada", "", ()) for _ in range(MOST_TALKS)]
    talks.save("ada", "", said[:1])
    with pytest.raises(UnknownTalk):
        talks.load("ada", ids[0])
    assert talks.load("ada", ids[1]) == ()


def test_a_citation_is_checked_again_when_it_is_shown(
    talks: Talks, index: Index, said: tuple[Said, ...]
) -> None:
    (citation,) = said[0].turn.answer.citations
    moved = replace(citation, span=Span(citation.span.start + 1, citation.span.end + 1))
    assert (talks.standing(citation), talks.standing(moved)) == ("stands", "changed")
    index.remove(citation.report_id)
    assert talks.standing(citation) == "gone"


def test_an_export_says_that_a_report_is_gone_and_keeps_its_digest(
    talks: Talks, index: Index, said: tuple[Said, ...]
) -> None:
    id_ = talks.save("ada", "", said[:1])
    digest = index.report(said[0].turn.answer.citations[0].report_id).sha256
    index.remove(said[0].turn.answer.citations[0].report_id)
    talks.save("ada", id_, said[:1])
    text = talks.export("ada", id_, "md", "en").body.decode()
    assert "no longer loaded" in text
    assert digest in text


def judge(
    index: Index, said: Said, verdict: Verdict, value: int | None = None, why: str = "核对原件"
) -> None:
    """Say something of the one figure of a turn, as a person does in the tab of figures."""
    (cited,) = said.turn.answer.figures
    report = index.records.report_as_read(cited.figure.report_id)
    at = place_of(report, cited.figure)
    number = None if value is None else Decimal(value)
    index.records.note_figure(
        report.source, at.sentence, at.surface, at.nth, verdict, value=number, who="li", why=why
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "value", "zh", "en"),
    [
        ("corrected", 425, "更正为 425 次（li，", "was corrected to 425 次 since (li, "),
        ("rejected", None, "后来被人工否定（li，", "was rejected since (li, "),
    ],
)
def test_a_figure_that_was_judged_later_marks_the_older_answer_wherever_it_is_shown(
    talks: Talks,
    index: Index,
    said: tuple[Said, ...],
    verdict: Verdict,
    value: int,
    zh: str,
    en: str,
) -> None:
    id_, keeper = talks.save("ada", "", said[:1]), Keeper(talks)
    assert keeper.notes(said[0].turn, "zh") == ()
    judge(index, said[0], verdict, value)
    (note,) = keeper.notes(said[0].turn, "zh")
    assert zh in note
    assert "出处 [1]" in note
    parts = zipfile.ZipFile(io.BytesIO(talks.export("ada", id_, "docx", "zh").body))
    for part in ("word/document.xml", "word/footnotes.xml"):
        assert zh in parts.read(part).decode()
    assert en in talks.export("ada", id_, "md", "en").body.decode().replace("\\", "")


def test_a_reason_that_means_harm_is_only_text_in_what_is_said_of_an_older_answer(
    talks: Talks, index: Index, said: tuple[Said, ...]
) -> None:
    id_ = talks.save("ada", "", said[:1])
    judge(
        index,
        said[0],
        "rejected",
        why="<img src=x onerror=alert(1)>![x](http://evil.example/a)\u202e",
    )
    (note,) = Keeper(talks).notes(said[0].turn, "zh")
    assert "<img" not in body_html(said[0].turn, 1, since=(note,))
    text = talks.export("ada", id_, "md", "zh").body.decode()
    assert "![x](" not in text
    assert "\u202e" not in text
    for format_ in ("docx", "pdf"):
        assert talks.export("ada", id_, format_, "zh").body


def test_an_answer_that_knew_the_correction_is_not_marked(
    talks: Talks, index: Index, said: tuple[Said, ...]
) -> None:
    judge(index, said[0], "corrected", 425)
    turn = Assistant(index).ask(ASKED[0])
    assert Keeper(talks).notes(turn, "zh") == ()
    (note,) = index.records.figure_notes()
    index.records.unnote_figure(note.id)
    (told,) = Keeper(talks).notes(turn, "zh")
    assert "更正后来撤销，现按报告所写计为 422 次" in told


def test_a_figure_that_another_was_computed_from_marks_the_answer_too(
    talks: Talks, index: Index, said: tuple[Said, ...]
) -> None:
    judge(index, said[0], "rejected")
    told = Keeper(talks).notes(said[1].turn, "en")
    assert len(told) == 1
    assert "422" in told[0]


def test_a_report_that_counts_for_another_year_since_marks_the_answer(
    talks: Talks, index: Index, said: tuple[Said, ...]
) -> None:
    (citation,) = said[0].turn.answer.citations
    correcting(index, citation.report_id, {"year": "2020"}, who="li")
    (told,) = Keeper(talks).notes(said[0].turn, "zh")
    assert "更正了单位或年度" in told


def test_markdown_has_a_footnote_for_every_source(talks: Talks, said: tuple[Said, ...]) -> None:
    made = talks.export("ada", talks.save("ada", "", said), "md", "zh")
    text = made.body.decode()
    count = sum(len(one.turn.answer.citations) for one in said)
    assert made.name == "2024年辟谣多少次.md"
    assert all(text.count(f"[^{n}]") >= 2 for n in range(1, count + 1))
    assert f"[^{count + 1}]" not in text
    assert "422次[^1]" in text


def test_word_shows_real_footnotes(talks: Talks, said: tuple[Said, ...]) -> None:
    import docx

    body = talks.export("ada", talks.save("ada", "", said[:2]), "docx", "zh").body
    parts = zipfile.ZipFile(io.BytesIO(body))
    notes = parts.read("word/footnotes.xml").decode()
    marks = parts.read("word/document.xml").decode()
    assert "开展辟谣 422次。" in "".join(p.text for p in docx.Document(io.BytesIO(body)).paragraphs)
    for number in (1, 2, 3):
        assert f'<w:footnote w:id="{number}">' in notes
        assert f'<w:footnoteReference w:id="{number}"/>' in marks
    assert "SHA-256" in notes
    assert "footnotes+xml" in parts.read("[Content_Types].xml").decode()


def test_pdf_can_be_read_with_its_notes(talks: Talks, said: tuple[Said, ...]) -> None:
    import pypdfium2

    body = talks.export("ada", talks.save("ada", "", said), "pdf", "zh").body
    pages = pypdfium2.PdfDocument(body)
    text = "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "")
    assert "开展辟谣 422次[1]" in text
    assert "重庆市渝北区网信办2024年度行政执法情况报告" in text


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_conversation_is_a_file_too(talks: Talks, format_: Format, language: str) -> None:
    made = talks.export(
        "ada", talks.save("ada", "", ()), format_, "en" if language == "en" else "zh"
    )
    assert made.name.endswith(f".{format_}")
    assert made.body


@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_text_is_only_text_in_every_format(
    talks: Talks, said: tuple[Said, ...], format_: Format
) -> None:
    id_ = talks.save("ada", "", (poisoned(said[0]),))
    made = talks.export("ada", id_, format_, "zh")
    assert set(made.name) & set('/\\<>:"|?*\x00') == set()
    if format_ == "md":
        text = made.body.decode()
        assert "![x](" not in text
        assert "<script" not in text.replace("\\<", "")
        assert "\u202e" not in text
    elif format_ == "docx":
        parts = zipfile.ZipFile(io.BytesIO(made.body))
        assert all(
            "evil.example" not in parts.read(n).decode() for n in parts.namelist() if ".rels" in n
        )
    else:
        assert b"/URI" not in made.body


def test_a_citation_without_year_section_page_or_report_is_exported(talks: Talks) -> None:
    bare = Citation(1, "none", "", "", None, (), None, "", Span(0, 0), "")
    turn = Turn(Question("?", "zh", "text"), Answer("无标记", "answered", citations=(bare,)))
    text = talks.export("ada", talks.save("ada", "", (Said("?", turn),)), "md", "zh").body.decode()
    assert "年度不明" in text
    assert "[^1]" in text
