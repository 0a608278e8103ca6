"""Scanned pages are read as typed ones, however they lie on the glass, and say how sure that is."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from corpus.errors import DamagedFile, OverLimit
from corpus.layout import reach
from corpus.readers.image import read_image
from corpus.readers.scan import Recognised, as_page, read_scanned_page
from corpus.readers.scan_engine import engine
from corpus.readers.scan_marks import as_printed
from corpus.readers.scan_pieces import Piece
from corpus.report import read_bytes
from tests.scans import (
    SERIF,
    Picture,
    Sheet,
    as_jpeg,
    drawn_pages,
    drawn_table,
    encoded,
    noisy,
    red_headed,
    stamped,
    tilted,
)

pytestmark = pytest.mark.skipif(
    not SERIF.exists() and os.environ.get("CI") != "true",
    reason="the Noto CJK fonts are not installed (apt-get install fonts-noto-cjk)",
)

TEXT = """松沣县互联网信息办公室
2023年网络执法工作报告
一、工作成效
2023年，我办受理网络举报1,268件，同比增长12.5%，约谈网站平台37家次，查删有害信息2.4万余条，开展辟谣86次。（松办发〔2024〕7号）
二、下一步打算
2024年，力争举报办结率达到98%以上。"""
SHORT = Sheet(height=120, margin=22, points=15)


@pytest.fixture(scope="module")
def page() -> Picture:
    return next(drawn_pages(TEXT, sheet=SHORT))


def test_a_clean_scan_is_read_to_the_letter_a_line_for_each_paragraph(page: Picture) -> None:
    read = read_scanned_page(page)
    assert read.text == f"{TEXT}\n— 1 —"
    assert read.confidence is not None and read.confidence > 0.97
    assert read.notes == ()


@pytest.mark.parametrize("quarters", [2, 3])
def test_a_page_on_its_side_or_on_its_head_is_turned(page: Picture, quarters: int) -> None:
    assert read_scanned_page(np.rot90(page, quarters)).text == f"{TEXT}\n— 1 —"


def test_a_worn_tilted_page_keeps_its_figures() -> None:
    clean = next(drawn_pages(TEXT, dpi=150, sheet=SHORT))
    worn = as_jpeg(noisy(tilted(clean, -1.5)), quality=60)
    typed = read_bytes(TEXT.encode(), "r.txt")
    scanned = read_bytes(encoded(Image.fromarray(worn), "PNG"), "r.png")
    assert [f.surface for f in scanned.figures] == [f.surface for f in typed.figures]
    assert (scanned.office, scanned.year) == (typed.office, typed.year)


def test_a_red_seal_hides_nothing_and_a_red_title_stays(page: Picture) -> None:
    sealed = stamped(red_headed(page), x=0.45, y=0.48)
    assert read_scanned_page(sealed).text == f"{TEXT}\n— 1 —"


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    table = [
        ["部门", "立案（件）", None, "罚款（万元）"],
        ["〃", "一般", "重大", "〃"],
        ["城管局", "12", "0", "4.5"],
        ["卫健局", "5", "", ""],
    ]
    read = read_scanned_page(tilted(drawn_table(["2024年行政处罚情况表"], table, []), 0.8))
    assert read.text.splitlines() == [
        "2024年行政处罚情况表",
        "| 部门 | 立案（件） || 罚款（万元） |",
        "| 〃 | 一般 | 重大 | 〃 |",
        "| 城管局 | 12 | 0 | 4.5 |",
        "| 卫健局 | 5 |  |  |",
    ]


TYPED = (
    "部门          立案    罚款",
    "城管局        12       3",
    "卫健局        105      40",
    "交通局        7        0",
    "合计          124      43",
)


def test_a_table_typed_with_blanks_lines_up_again_however_loosely_its_words_are_framed() -> None:
    shakes = np.random.default_rng(7).uniform(-1.5, 1.5, 60)
    pieces = []
    for row, line in enumerate(TYPED):
        for word in re.finditer(r"\S+", line):
            left = 100 + 9.4 * reach(line[: word.start()], wide_quotes=True) + shakes[len(pieces)]
            right = left + 9.4 * reach(word[0], wide_quotes=True) - 1
            top = 300 + 30 * row + shakes[-len(pieces)]
            pieces.append(Piece(word[0], 0.99, left, top, right, top + 24))
    read = as_page(Recognised(tuple(pieces), (), (2339, 1654)))
    assert tuple(read.text.split("\n")) == TYPED


def test_the_pages_of_a_tiff_are_its_pages_each_with_its_confidence() -> None:
    sheets = [Image.fromarray(p) for p in drawn_pages(TEXT, sheet=Sheet(height=84, margin=20))]
    file = io.BytesIO()
    sheets[0].save(file, "TIFF", save_all=True, append_images=sheets[1:])
    report = read_bytes(file.getvalue(), "r.tif")
    assert report.text == TEXT
    assert [p.number for p in report.pages] == [1, 2]
    assert all(p.confidence and p.confidence > 0.9 for p in report.pages)


def test_an_empty_page_has_no_text_and_no_confidence() -> None:
    read = read_scanned_page(np.full((600, 400), 255, np.uint8))
    assert (read.text, read.confidence, read.notes) == ("", None, ())


def test_numbers_that_were_hard_to_read_are_told() -> None:
    line = Piece("受理举报112件", 0.61, 100, 100, 300, 130)
    sure = Piece("开展辟谣86次", 0.99, 100, 150, 300, 180)
    read = as_page(Recognised((line, sure), (), (2339, 1654)))
    assert read.notes == (
        "1 line with numbers was read with less than 80% certainty: compare with the picture.",
    )


def test_only_marks_are_put_right_never_a_digit() -> None:
    assert as_printed("(一)共1,2O0件,其中:10:30") == "（一）共1,2O0件，其中：10:30"
    assert as_printed("一12-") == "— 12 —"
    assert as_printed("办结率98%o") == "办结率98%。"
    assert as_printed("使用粤政e通") == "使用粤政e通"


def test_broken_and_oversized_pictures_say_so(page: Picture) -> None:
    whole = encoded(Image.fromarray(page), "PNG")
    with pytest.raises(DamagedFile):
        read_image(whole[: len(whole) // 2])
    with pytest.raises(OverLimit):
        read_image(encoded(Image.new("1", (12_000, 9_000)), "PNG"))


def test_recognition_uses_the_models_of_its_wheel_and_fetches_nothing() -> None:
    models = [Path(engine().cfg[part].model_path) for part in ("Det", "Rec")]
    assert all("rapidocr" in path.parts and path.is_file() for path in models)
    assert not engine().use_cls
