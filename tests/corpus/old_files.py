"""Writes the oldest kinds of Word file that the readers must know, as small as they can be."""

from __future__ import annotations

import struct
from collections.abc import Sequence

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_IN_TABLE, _ROW_END = 0x2416, 0x2417
_FIB = 0x400


def doc(blocks: Sequence[str | Sequence[Sequence[str]]], *, locked: bool = False) -> bytes:
    """Return a Word 97 file of paragraphs and tables."""
    pieces: list[tuple[str, bytes]] = []
    for block in blocks:
        if isinstance(block, str):
            pieces.append((block + "\r", b""))
            continue
        for row in block:
            pieces += [(cell + "\x07", _sprm(_IN_TABLE)) for cell in row]
            pieces.append(("\x07", _sprm(_IN_TABLE) + _sprm(_ROW_END)))
    text = "".join(piece for piece, _ in pieces)
    body = text.encode("utf-16-le")
    stop = _FIB + len(body)
    first_page = -(-stop // SECTOR)
    pages = _pages(pieces)
    table = _piece_table(len(text)) + _page_table([p[0] for p in pages] + [stop], first_page)
    main = bytearray(_FIB)
    struct.pack_into("<H", main, 0, 0xA5EC)
    struct.pack_into("<H", main, 0x0A, 0x0200 | (0x0100 if locked else 0))
    struct.pack_into("<II", main, 0x18, _FIB, stop)
    struct.pack_into("<I", main, 0x4C, len(text))
    plc = len(_piece_table(len(text)))
    struct.pack_into("<II", main, 0x102, plc, len(table) - plc)
    struct.pack_into("<II", main, 0x1A2, 0, plc)
    stream = bytes(main) + body
    stream += bytes(first_page * SECTOR - len(stream)) + b"".join(page for _, page in pages)
    return _ole({"WordDocument": stream, "1Table": table})


def _sprm(code: int) -> bytes:
    return struct.pack("<HB", code, 1)


def _piece_table(length: int) -> bytes:
    """Return the piece table: one piece of UTF-16."""
    pieces = struct.pack("<II", 0, length) + struct.pack("<HIH", 0, _FIB, 0)
    return b"\x02" + struct.pack("<I", len(pieces)) + pieces


def _page_table(starts: Sequence[int], first: int) -> bytes:
    count = len(starts) - 1
    return struct.pack(f"<{count + 1}I", *starts) + struct.pack(
        f"<{count}I", *range(first, first + count)
    )


def _pages(pieces: Sequence[tuple[str, bytes]]) -> list[tuple[int, bytes]]:
    """Return the pages that hold the properties of the paragraphs, at most ten on each."""
    pages: list[tuple[int, bytes]] = []
    at = _FIB
    for first in range(0, len(pieces), 10):
        some = pieces[first : first + 10]
        ends = [at]
        for text, _ in some:
            ends.append(ends[-1] + 2 * len(text))
        page = bytearray(SECTOR)
        struct.pack_into(f"<{len(ends)}I", page, 0, *ends)
        place = SECTOR - 2
        for number, (_, properties) in enumerate(some):
            told = struct.pack("<H", 0) + properties
            told += bytes(1 - len(told) % 2)
            size = (len(told) + 1) // 2
            place -= 2 * size
            page[place] = size
            page[place + 1 : place + 1 + len(told)] = told
            page[4 * len(ends) + 13 * number] = place // 2
        page[-1] = len(some)
        pages.append((at, bytes(page)))
        at = ends[-1]
    return pages


def _ole(streams: dict[str, bytes]) -> bytes:
    """Return a compound file that holds ``streams``."""
    data, chain, entries = b"", [], []
    entries.append(_entry("Root Entry", 5, _END, 0, child=1))
    for number, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(4096, b"\x00")
        count = -(-len(content) // SECTOR)
        start = len(chain)
        chain += [*range(start + 1, start + count), _END]
        data += content.ljust(count * SECTOR, b"\x00")
        entries.append(
            _entry(
                name, 2, start, len(content), right=number + 1 if number < len(streams) else _FREE
            )
        )
    folder, fat = len(chain), len(chain) + 1
    chain += [_END, _FAT]
    directory = b"".join(entries).ljust(SECTOR, b"\x00")
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        folder,
        0,
        4096,
        _END,
        0,
        _END,
        0,
    )
    header += struct.pack("<109I", fat, *[_FREE] * 108)
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    return header.ljust(SECTOR, b"\x00") + data + directory + table


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    title = (name + "\x00").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        title,
        len(title),
        kind,
        1,
        _FREE,
        right,
        child,
        b"",
        0,
        0,
        0,
        start,
        size,
    )
