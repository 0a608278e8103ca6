"""Reads plain text and Markdown in whatever encoding a Chinese office saved it.

A text file does not name its encoding. UTF-8 proves itself; of the others the one is taken that
yields the most everyday Chinese characters, because a wrong decoding yields rare ones.
"""

from __future__ import annotations

import codecs

from corpus.errors import NotText
from corpus.models import RawDocument

# The characters most used in official reports, simplified and traditional.
EVERYDAY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "行面行政府报告区市网信息情况管理法执处部门加强全年度月日次件落实推进建设服务安全"
    "，。、：；“”（）《》０１２３４５６７８９"
    "這為個國時來們對會發動過報區網情況執處門強實進務與應開關機構監督導辦縣鎮資訊"
)

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
SAMPLE = 200_000
MOST_DAMAGE = 0.02
LEAST_EVERYDAY = 0.05
SHORT = 20
# Of a text in Chinese a quarter or more are everyday characters; wrongly decoded it is a hundredth.
_SURELY = 0.15
_GARBLED = "The file's characters had been garbled by another program and were restored."
_MIXED = "Some lines of the file are in UTF-8 and some in GB18030; each was read in its own."


def read_text(data: bytes) -> RawDocument:
    """Return the text of a file; form feeds part pages only where they part something.

    >>> read_text("报告\\f第二页".encode("gb18030")).pages
    ('报告', '第二页')
    """
    text, notes = decode(data)
    pages = text.split("\f")
    if sum(1 for page in pages if page.strip()) < 2:
        return RawDocument(pages=(text.replace("\f", "\n"),), notes=notes)
    return RawDocument(pages=tuple(pages), paged=True, notes=notes)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of ``data`` and a note where it was not clean UTF-8; raise ``NotText``."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode("utf-8", "replace") if bom == codecs.BOM_UTF8 else None
            return (text if text is not None else data.decode(encoding, "replace")), ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _best_guess(data)
    if text.count("\x00") > len(text) // 50:
        return _best_guess(data)
    restored = _ungarbled(text)
    return (restored, (_GARBLED,)) if restored else (text, ())


def _best_guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode ``data`` in the encoding whose text reads most like Chinese."""
    # UTF-16 has an even number of bytes a character: an even cut keeps the sample whole.
    sample = data[:SAMPLE]
    encoding = max(CANDIDATES, key=lambda name: _plausibility(sample, name))
    if _plausibility(sample, encoding) <= 0:
        if (mixed := _line_by_line(data)) is not None:
            return mixed, (_MIXED,)
        raise NotText(
            "the bytes are not text in UTF-8, GB18030, Big5 or UTF-16",
            where="text file",
            instead="Open it in the program that made it and save it as UTF-8 text.",
        )
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    if damaged and (mixed := _line_by_line(data)) is not None:
        return mixed, (_MIXED,)
    notes = [] if encoding == "utf-8" else [f"The file is in {encoding.upper()}, not UTF-8."]
    if damaged:
        notes.append(f"{damaged} characters of the file could not be read.")
    return text, tuple(notes)


def _line_by_line(data: bytes) -> str | None:
    """Return the text of a file put together from UTF-8 and GB18030 lines, None where it is not one."""
    lines: list[str] = []
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            try:
                lines.append(line.decode("gb18030"))
            except UnicodeDecodeError:
                return None
    text = "\n".join(lines)
    return text if _plausibility(text[:SAMPLE].encode(), "utf-8") > LEAST_EVERYDAY else None


def _ungarbled(text: str) -> str | None:
    """Return what a file said before it was read as Latin letters and saved so (é‡åº† -> 重庆).

    None where it is not such a file, or where it can not be undone without loss.
    """
    wide = [c for c in text[:SAMPLE] if c > "\x7f"]
    if len(wide) < SHORT or sum(1 for c in wide if c <= "\xff") < len(wide) // 2:
        return None
    for read in ("latin-1", "cp1252"):
        try:
            data = text.encode(read)
        except UnicodeEncodeError:
            continue
        for saved in ("utf-8", "gb18030"):
            if _plausibility(data[:SAMPLE], saved) > _SURELY:
                return data.decode(saved, "replace")
    return None


def _plausibility(sample: bytes, encoding: str) -> float:
    """Return how much of ``sample`` reads as everyday text, 0 where it cannot be this encoding."""
    text = sample.decode(encoding, "replace")
    if not text:
        return 0.0
    # The cut may fall inside a character: its last one does not count as damage.
    damage = text[:-1].count("\ufffd") / len(text)
    controls = sum(1 for c in text if c < " " and c not in "\t\n\r\f\v") / len(text)
    wide = [c for c in text if c > "\x7f"]
    everyday = sum(1 for c in wide if c in EVERYDAY) / len(wide) if wide else 1.0
    if damage > MOST_DAMAGE or controls > MOST_DAMAGE:
        return 0.0
    # A few rare words say little: a short text is taken in any encoding that fits it whole.
    if everyday < LEAST_EVERYDAY and (damage or len(wide) > SHORT or not _all_hanzi(wide)):
        return 0.0
    return max(everyday, LEAST_EVERYDAY / 2) * (1 - damage) * (1 - controls)


def _all_hanzi(characters: list[str]) -> bool:
    """Say whether every character is one of the common ideographs."""
    return all("\u4e00" <= c <= "\u9fff" for c in characters)
