"""What a page shows of what others wrote: as characters only, in the order they are written."""

from __future__ import annotations

import html
from typing import Literal

from corpus.english import english_office

TURNING = dict.fromkeys(
    (0x061C, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Signs that turn the direction of what is written: behind one, 422 may be shown as 224."""


def straight(text: str) -> str:
    """Return ``text`` without the signs that turn its direction.

    >>> straight("\\u202e422")
    '422'
    """
    return text.translate(TURNING)


def escape(text: str) -> str:
    """Return ``text`` as characters only, in the order they are written."""
    return html.escape(straight(text))


def office_name(office: str, language: Literal["zh", "en"]) -> str:
    """Return an office's name in the page's language; as it is where there is no English one."""
    return (english_office(office) if language == "en" else "") or office
