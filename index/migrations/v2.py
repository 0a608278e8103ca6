"""Version 2: who sets a report aside, what people say of reports and figures, how sure a page is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alembic.operations import Operations
    from sqlalchemy import Column


def upgrade(op: Operations) -> None:
    """Add the columns and tables of version 2; nothing that is there changes."""
    from sqlalchemy import Column, Float

    op.add_column("pages", Column("confidence", Float(), nullable=True))
    for name in ("copy_of", "format", "taken_at", "digest", "as_read"):
        op.add_column("reports", _text(name, null=True))
    op.create_table(
        "corrections", _key("source"), _key("field"),
        *map(_text, ("value", "sha256", "who", "at", "why")),
    )  # fmt: skip
    op.create_table(
        "figure_notes", _key("id"), *map(_text, ("source", "sha256", "sentence", "surface")),
        _number("nth"), _text("verdict"), _text("value", null=True), _text("unit", null=True),
        *map(_text, ("who", "at", "why")),
    )  # fmt: skip


def _text(name: str, *, null: bool = False) -> Column[Any]:
    from sqlalchemy import Column

    return Column(name, _words(), nullable=null)


def _key(name: str) -> Column[Any]:
    from sqlalchemy import Column

    return Column(name, _words(), primary_key=True)


def _number(name: str) -> Column[Any]:
    from sqlalchemy import Column, Integer

    return Column(name, Integer(), nullable=False)


def _words() -> Any:
    from sqlalchemy import Text

    return Text().with_variant(Text(collation="C"), "postgresql")
