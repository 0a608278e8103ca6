"""A PDF may mix pages of text with scans, and hide text of unknown worth behind its pictures."""

from __future__ import annotations

import os
from functools import cache

import numpy as np
import pytest
from PIL import Image

from corpus.models import RawDocument
from corpus.readers.pdf import read_pdf
from tests.render import Put, Scanned, placed_pdf
from tests.scans import (
    SERIF,
    Picture,
    Sheet,
    as_fax,
    as_photograph,
    drawn_pages,
    encoded,
    noisy,
)

pytestmark = pytest.mark.skipif(
    not SERIF.exists() and os.environ.get("CI") != "true",
    reason="the Noto CJK fonts are not installed (apt-get install fonts-noto-cjk)",
)

TYPED = "全年办结案件17件，约谈属地平台27家。"
PRINTED = "受理网络举报1,268件，开展辟谣86次，查删有害信息2.4万余条。"
OTHERWISE = "受理网络举报1,258件，开展辟谣36次，查删有害信息2.4万余条。"
UPRIGHT, WIDE = Sheet(margin=22), Sheet(width=297, height=210, margin=22)


def scan(text: str = PRINTED, sheet: Sheet = UPRIGHT) -> Picture:
    """A page with ``text`` between a heading and a closing, as it comes from the scanner."""
    return next(drawn_pages(f"一、总体情况\n{text}\n特此报告，请予审阅。", sheet=sheet))


def picture(page: Picture) -> bytes:
    """A scanned page as the file that a PDF holds."""
    return encoded(Image.fromarray(page), "PNG")


def typed() -> list[Put]:
    """A page of text."""
    return [Put(80, 100, TYPED)]


def hidden(text: str) -> list[Put]:
    """Lines that a scanner put behind its picture."""
    return [Put(80, 100 + 20 * n, text) for n in range(3)]


@cache
def mixed() -> RawDocument:
    """A page of text, a scan with other numbers behind it, and one across with mere signs behind it."""
    upright = Scanned(picture(scan()), hidden(OTHERWISE))
    across = Scanned(picture(scan(sheet=WIDE)), hidden("\ue000\ue001\ue002" * 9), wide=True)
    return read_pdf(placed_pdf([typed(), upright, across, typed()]))


def test_pages_of_text_and_scans_are_read_in_their_order_each_for_what_it_is() -> None:
    assert [page for page in mixed().pages if page == TYPED] == [TYPED, TYPED]
    assert [PRINTED in page for page in mixed().pages] == [False, True, True, False]


def test_only_scanned_pages_have_a_confidence() -> None:
    sure = mixed().confidence
    assert [one is None for one in sure] == [True, False, False, True]
    assert all(one > 0.95 for one in sure if one is not None)


def test_the_picture_counts_and_not_what_a_scanner_hid_behind_it() -> None:
    text = "".join(mixed().pages)
    assert OTHERWISE not in text
    assert "\ue000" not in text


def test_of_a_picture_that_nobody_can_read_the_hidden_text_is_taken_and_told() -> None:
    blurred = np.full((1169, 827, 3), 235, np.uint8)
    raw = read_pdf(placed_pdf([Scanned(picture(blurred), hidden(PRINTED))]))
    assert PRINTED in raw.pages[0]
    assert raw.confidence == ()
    assert raw.notes == (
        "Page 1: its picture is hard to read; the hidden text behind it was taken, and may be wrong.",
    )


@pytest.mark.parametrize("worn", [as_fax, as_photograph])
def test_a_fax_and_a_photograph_in_uneven_light_keep_their_figures(worn: object) -> None:
    assert callable(worn)
    raw = read_pdf(placed_pdf([Scanned(picture(worn(noisy(scan(), strength=8))))]))
    assert PRINTED in raw.pages[0]
