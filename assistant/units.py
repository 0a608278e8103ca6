"""Printed units: which count alike, which may be added with a note, which are rates."""

from __future__ import annotations

from collections.abc import Iterable

PERCENT = frozenset({"%", "％", "‰"})
ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"件", "宗", "起", "例", "件次"}),
    frozenset({"人", "名", "位"}),
    frozenset({"场", "场次"}),
    frozenset({"元", "人民币元"}),
    frozenset({"吨", "公吨"}),
)
"""Units of one row are the same count under two words."""
COUNTED: tuple[frozenset[str], ...] = (
    frozenset({"件", "宗", "起", "例", "件次", "项", "个", "桩", ""}),
    frozenset({"家", "户", "个", "家次", "户次", ""}),
    frozenset({"人", "名", "位", "人次", ""}),
    frozenset({"场", "场次", "次", "期", ""}),
    frozenset({"条", "条次", "个", ""}),
    frozenset({"所", "座", "处", "个", "间", ""}),
)
"""Units of one row count pieces of one kind: figures of one measure may be set off against each
other, with a note."""


def same_unit(a: str, b: str) -> bool:
    """Say whether two printed units count alike (件 and 宗 are both cases; 件 and 人 are not)."""
    return a == b or any(a in group and b in group for group in ALIKE)


def countable(units: Iterable[str]) -> bool:
    """Say whether figures of one measure in these units may be added or subtracted.

    >>> countable(("件", "项")), countable(("件", "人"))
    (True, False)
    """
    found = set(units)
    return len(found) < 2 or any(found <= group for group in (*ALIKE, *COUNTED))
