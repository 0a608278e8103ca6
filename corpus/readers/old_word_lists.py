"""The automatic numbering of old Word files, as the lists and styles of [MS-DOC] have it."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from corpus.readers.docx_numbering import Level, Numbering
from corpus.readers.old_word_file import WordFile, sprms

LIST, DEPTH = 0x460B, 0x260A
_STYLES, _LISTS, _USED = 1, 73, 74
_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle",
    19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 30: "ideographTraditional",
    31: "ideographZodiac", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
"""The forms of numbers, under the names that Word's newer files give them."""


def numbering_of(word: WordFile) -> Numbering:
    """Return the lists of a file by the numbers that its paragraphs name them with."""
    try:
        known = _definitions(word)
        used = word.part(_USED)
        count = min(struct.unpack_from("<I", used)[0], (len(used) - 4) // 16) if used else 0
        named = [struct.unpack_from("<i", used, 4 + 16 * number)[0] for number in range(count)]
    except (struct.error, IndexError):
        return Numbering()
    return Numbering(
        {
            str(number): (str(lists), known[lists])
            for number, lists in enumerate(named, 1)
            if lists in known
        }
    )


def _definitions(word: WordFile) -> Mapping[int, Mapping[int, Level]]:
    """Return the levels of each list, by the list's own number."""
    head = word.part(_LISTS)
    if len(head) < 2:
        return {}
    start, size = struct.unpack_from("<II", word.main, 0x9A + 8 * _LISTS)
    levels, at = word.table[start + size :], 0
    known: dict[int, dict[int, Level]] = {}
    for number in range(min(struct.unpack_from("<H", head)[0], (len(head) - 2) // 28)):
        (own,) = struct.unpack_from("<i", head, 2 + 28 * number)
        known[own] = {}
        for depth in range(1 if head[2 + 28 * number + 26] & 1 else 9):
            first, form = struct.unpack_from("<iB", levels, at)
            at += 28 + levels[at + 24] + levels[at + 25]
            (length,) = struct.unpack_from("<H", levels, at)
            text = levels[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
            at += 2 + 2 * length
            printed = "".join(f"%{ord(c) + 1}" if ord(c) < 9 else c for c in text)
            known[own][depth] = Level(_FORMS.get(form, "decimal"), printed, first)
    return known


def lists_of_styles(word: WordFile) -> Mapping[int, tuple[int, int]]:
    """Return which list, and how deep in it, the paragraphs of a style are in."""
    told = word.part(_STYLES)
    found: dict[int, tuple[int, int]] = {}
    try:
        at = 2 + struct.unpack_from("<H", told)[0] if told else 0
        count, base = struct.unpack_from("<HH", told, 2) if told else (0, 0)
        for style in range(count):
            (size,) = struct.unpack_from("<H", told, at)
            one, at = told[at + 2 : at + 2 + size], at + 2 + size
            if size and struct.unpack_from("<H", one, 2)[0] & 15 == 1:
                own = _list_in(_said_by(one, base))
                above = struct.unpack_from("<H", one, 2)[0] >> 4
                if own or above in found:
                    found[style] = own or found[above]
    except (struct.error, IndexError):
        return found  # what could be made out before
    return found


def _said_by(style: bytes, base: int) -> bytes:
    """Return what a style of paragraphs says of them, without its number."""
    at = base + 2 + 2 * struct.unpack_from("<H", style, base)[0] + 2
    at += at % 2
    (size,) = struct.unpack_from("<H", style, at)
    return style[at + 4 : at + 2 + size]


def _list_in(said: bytes) -> tuple[int, int] | None:
    """Return the list and the depth that properties name; None where they name no list."""
    told = {code: int.from_bytes(value, "little") for code, value in sprms(said)}
    return (told[LIST], told.get(DEPTH, 0)) if told.get(LIST) else None


def list_of(said: bytes, styles: Mapping[int, tuple[int, int]]) -> tuple[int, int] | None:
    """Return the list and the depth of a paragraph of which this is said; None where it has none."""
    own = {code: int.from_bytes(value, "little") for code, value in sprms(said[2:])}
    styled = styles.get(int.from_bytes(said[:2], "little"))
    if LIST in own:
        return (own[LIST], own.get(DEPTH, styled[1] if styled else 0)) if own[LIST] else None
    return (styled[0], own.get(DEPTH, styled[1])) if styled else None
