"""Makes text mere characters: the page shows what documents and readers say, and runs nothing of it."""

from __future__ import annotations

TURNING = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Signs that are not seen and turn the order of others round: after one, 422 may be shown as 224."""
SIGNS = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "&<>\"'\\`*_[]{}#!|~$@:\n\r"}
    | dict.fromkeys(map(chr, TURNING), "")
)


def safe(text: object) -> str:
    """Return ``text`` as characters only: neither HTML nor Markdown reads anything in it.

    >>> safe("<b>**x**")
    '&#60;b&#62;&#42;&#42;x&#42;&#42;'
    """
    return str(text).translate(SIGNS)
