"""Draws pages as a scanner would deliver them: clean, tilted, noisy, turned, or under a red stamp."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Picture = NDArray[np.uint8]

FONTS = Path("/usr/share/fonts/opentype/noto")
SERIF, SANS, BOLD = (
    FONTS / name
    for name in ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc")
)
SIMPLIFIED = 2
STOP = re.compile(r"[，。：；]")
NOT_FIRST = "，。、；：！？）》”’」』】％%…"
NOT_LAST = "（《“‘「『【"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a page is set: size and margins in millimetres, type in points, columns."""

    width: float = 210
    height: float = 297
    margin: float = 28
    points: float = 16
    leading: float = 1.75
    font: Path = SERIF
    columns: int = 1


def drawn_pages(text: str, dpi: int = 200, sheet: Sheet = Sheet()) -> Iterator[Picture]:
    """Yield the pages of ``text``, a paragraph a line, as a printer sets them; the first is the title."""
    unit, size = dpi / 25.4, round(sheet.points * dpi / 72)
    font = _font(sheet.font, size)
    gutter = 2 * size
    inner = (sheet.width - 2 * sheet.margin) * unit
    measure = (inner - gutter * (sheet.columns - 1)) / sheet.columns
    step = size * sheet.leading
    told = [p for p in text.splitlines() if p]
    heads = next(
        (n for n, p in enumerate(told[:6]) if STOP.search(p) or font.getlength(p) > measure), 0
    )
    lines = [(p, max(0.0, (measure - font.getlength(p)) / 2), 0.0) for p in told[:heads]]
    lines += [line for p in told[heads:] for line in _broken(p, font, measure)]
    per_column = int((sheet.height - 2 * sheet.margin) * unit / step)
    per_page = per_column * sheet.columns
    for number, at in enumerate(range(0, len(lines), per_page), start=1):
        page = Image.new("RGB", (round(sheet.width * unit), round(sheet.height * unit)), "white")
        pen = ImageDraw.Draw(page)
        for place, (words, left, stretch) in enumerate(lines[at : at + per_page]):
            column, row = divmod(place, per_column)
            x = sheet.margin * unit + column * (measure + gutter) + left
            _write(pen, words, x, sheet.margin * unit + row * step, font, stretch)
        foot = f"— {number} —"
        pen.text((page.width / 2 - 2 * size, page.height - 20 * unit), foot, "black", font)
        yield np.asarray(page)


def _broken(
    paragraph: str, font: ImageFont.FreeTypeFont, measure: float
) -> Iterator[tuple[str, float, float]]:
    """Yield the lines of a paragraph: words, margin, and what is added between characters."""
    plain = "  " in paragraph.strip() or paragraph.startswith(("|", " "))
    indent = 0.0 if plain else 2 * font.size
    tokens = _tokens(paragraph.strip() if not plain else paragraph)
    line, left, room = "", indent, measure - indent
    for token in tokens:
        if line and font.getlength(line + token) > room and token not in NOT_FIRST:
            held = line[-1] if line[-1] in NOT_LAST and len(line) > 1 else ""
            line = line[: len(line) - len(held)]
            yield line, left, (room - font.getlength(line)) / max(1, len(line) - 1)
            line, left, room = held, 0.0, measure
        line += token
    yield line, left, min(0.0, (room - font.getlength(line)) / max(1, len(line) - 1))


def _tokens(text: str) -> Iterator[str]:
    """Yield what a line may not be broken inside of: numbers, Latin words, single characters."""
    word = ""
    for char in text:
        if char.isascii() and (char.isalnum() or char in ".,%-/:"):
            word += char
            continue
        if word:
            yield word
        word = ""
        yield char
    if word:
        yield word


def _write(
    pen: ImageDraw.ImageDraw,
    words: str,
    x: float,
    y: float,
    font: ImageFont.FreeTypeFont,
    stretch: float,
) -> None:
    """Draw ``words`` character by character."""
    for char in words:
        pen.text((x, y), char, (20, 20, 20), font)
        x += font.getlength(char) + stretch


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, index=SIMPLIFIED)


Cells = list[list[str | None]]


def drawn_table(above: list[str], rows: Cells, below: list[str], dpi: int = 200) -> Picture:
    """Return a page with a ruled table between lines of text; None is covered by the cell before it.

    A cell "〃" is covered by the one above it.
    """
    unit, size = dpi / 25.4, round(12 * dpi / 72)
    font = _font(SERIF, size)
    page = Image.new("RGB", (round(210 * unit), round(297 * unit)), "white")
    pen = ImageDraw.Draw(page)
    left, y, wide, high = 25 * unit, 30 * unit, 160 * unit / len(rows[0]), 2.4 * size
    for line in above:
        pen.text((left, y), line, (20, 20, 20), font)
        y += 2 * size
    top = y
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            x, y = left + c * wide, top + r * high
            if cell is not None:
                pen.line((x, y, x, y + high), "black", 2)
            if cell != "〃":
                pen.line((x, y, x + wide, y), "black", 2)
            span = 1
            while c + span < len(row) and row[c + span] is None:
                span += 1
            if cell and cell != "〃":
                middle = (x + span * wide / 2, y + high / 2)
                pen.text(middle, cell, (20, 20, 20), font, anchor="mm")
    y = top + len(rows) * high
    pen.line((left, y, left + wide * len(rows[0]), y), "black", 2)
    pen.line((left + wide * len(rows[0]), top, left + wide * len(rows[0]), y), "black", 2)
    for line in below:
        y += 2 * size
        pen.text((left, y), line, (20, 20, 20), font)
    return np.asarray(page)


def tilted(page: Picture, degrees: float) -> Picture:
    """Return ``page`` as it lies a little askew on the glass."""
    turned = Image.fromarray(page).rotate(
        degrees, Image.Resampling.BICUBIC, fillcolor=(250, 250, 248)
    )
    return np.asarray(turned)


def noisy(page: Picture, seed: int = 0, strength: float = 14) -> Picture:
    """Return ``page`` as a worn scanner sees it: soft, uneven, with grain and specks."""
    rng = np.random.default_rng(seed)
    soft = np.asarray(Image.fromarray(page).filter(ImageFilter.GaussianBlur(0.6))).astype(
        np.float32
    )
    shade = np.linspace(0, 18, page.shape[1], dtype=np.float32)[None, :, None]
    grain = rng.normal(0, strength, page.shape[:2])[:, :, None]
    noised = soft * 0.94 - shade + grain
    specks = rng.random(page.shape[:2]) < 0.0006
    noised[specks] = rng.choice([30.0, 245.0], size=(int(specks.sum()), 1))
    return np.clip(noised, 0, 255).astype(np.uint8)


def as_jpeg(page: Picture, quality: int = 60) -> Picture:
    """Return ``page`` after a JPEG of that quality."""
    file = io.BytesIO(encoded(Image.fromarray(page), "JPEG", quality=quality))
    return np.asarray(Image.open(file).convert("RGB"))


def as_fax(page: Picture) -> Picture:
    """Return ``page`` as a fax delivers it: black dots or none."""
    black = np.asarray(Image.fromarray(page).convert("L")) < 150
    return np.repeat(np.where(black, 0, 255).astype(np.uint8)[:, :, np.newaxis], 3, axis=2)


def as_photograph(page: Picture) -> Picture:
    """Return ``page`` as a telephone takes it under a lamp: a little askew, soft, darker to one side."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    off = (x / width - 0.3) ** 2 + (y / height - 0.25) ** 2
    light = (0.55 + 0.45 * np.exp(-off / 0.45))[:, :, np.newaxis] * np.array([1, 0.97, 0.88])
    lit = np.clip(tilted(page, 2.2) * light, 0, 255).astype(np.uint8)
    soft = Image.fromarray(lit).filter(ImageFilter.GaussianBlur(0.8))
    return as_jpeg(np.asarray(soft), 75)


def encoded(page: Image.Image, kind: str, **how: object) -> bytes:
    """Return ``page`` as a file of that kind."""
    told = io.BytesIO()
    page.save(told, kind, **how)
    return told.getvalue()


def stamped(page: Picture, x: float = 0.62, y: float = 0.7, ink: float = 0.75) -> Picture:
    """Return ``page`` with an office's round red seal (4.2 cm) printed over its text."""
    height, width = page.shape[:2]
    across = round(width * 42 / 210)
    seal = Image.new("L", (across, across), 0)
    pen = ImageDraw.Draw(seal)
    edge = max(3, across // 28)
    pen.ellipse((edge, edge, across - edge, across - edge), outline=255, width=edge)
    star = [
        (
            across / 2 + across * (0.15 if i % 2 == 0 else 0.06) * np.sin(i * np.pi / 5),
            across / 2 - across * (0.15 if i % 2 == 0 else 0.06) * np.cos(i * np.pi / 5),
        )
        for i in range(10)
    ]
    pen.polygon(star, fill=255)
    name = "某某市某某区人民政府办公室"
    font = _font(BOLD, across // 9)
    for place, char in enumerate(name):
        angle = -150 + 300 * place / (len(name) - 1)
        letter = Image.new("L", (across, across), 0)
        ImageDraw.Draw(letter).text((across / 2, across * 0.09), char, 255, font, anchor="mt")
        seal = Image.composite(seal, letter.rotate(-angle), seal)
        seal = Image.fromarray(np.maximum(np.asarray(seal), np.asarray(letter.rotate(-angle))))
    mask = np.asarray(seal).astype(np.float32)[:, :, None] / 255 * ink
    top, left = round(height * y - across / 2), round(width * x - across / 2)
    told = page.astype(np.float32)
    part = told[top : top + across, left : left + across]
    # Ink on ink: the seal dyes the paper and leaves the black below black.
    part *= 1 - mask * (1 - np.array([215, 25, 30], np.float32) / 255)
    return np.clip(told, 0, 255).astype(np.uint8)


def red_headed(page: Picture, part: float = 0.28) -> Picture:
    """Return ``page`` with what stands in its upper ``part`` printed in red."""
    told = page.copy()
    head = told[: round(part * page.shape[0])]
    ink = 255 - head[:, :, :1].astype(np.float32)
    red = 255 - ink * (1 - np.array([215, 25, 30], np.float32) / 255)
    head[:] = np.clip(red, 0, 255).astype(np.uint8)
    return told
