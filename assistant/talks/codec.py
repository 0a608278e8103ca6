"""Turns as JSON and back, exactly: the types of the fields say how each value is read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from assistant.models import Turn
from assistant.people.errors import TurnUnreadable

Noun = TypeVar("Noun")
DEEPEST = 32


class _Misfit(ValueError):
    """A value that does not fit the type of its field."""


def turn_to_json(turn: Turn) -> str:
    """Return ``turn`` as JSON in plain ASCII, from which ``turn_from_json`` makes an equal one."""
    return json.dumps(_plain(turn), allow_nan=False)


def turn_from_json(text: str, where: str = "a kept turn") -> Turn:
    """Return the turn that ``turn_to_json`` wrote, or raise ``TurnUnreadable``.

    A field that this version does not know is left out, one that is missing has its default.
    """
    try:
        return noun_from(Turn, json.loads(text))
    except (ValueError, RecursionError) as fault:
        raise TurnUnreadable(where, str(fault)[:200]) from fault


def noun_from(noun: type[Noun], value: object) -> Noun:
    """Return the ``noun`` that ``value`` (of JSON) describes, or raise a ``ValueError``."""
    read: Noun = _read(noun, value, 0)
    return read


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


def _read(kind: Any, value: Any, depth: int) -> Any:
    if depth > DEEPEST:
        raise _Misfit("too deeply nested")
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read_union(kind, value, depth)
    if origin is tuple and isinstance(value, list):
        (item, *_) = get_args(kind)
        return tuple(_read(item, one, depth + 1) for one in value)
    if origin is Literal:
        if value in get_args(kind) and isinstance(value, str):
            return value
    elif is_dataclass(kind) and isinstance(value, dict):
        return _read_fields(kind, value, depth)
    elif kind is Decimal and isinstance(value, str):
        return _read_decimal(value)
    elif kind is float and type(value) in (int, float) and math.isfinite(value):
        return float(value)
    elif kind in (str, int, bool) and type(value) is kind:
        return value
    raise _Misfit(f"{str(value)[:40]!r} is no {getattr(kind, '__name__', kind)}")


def _read_union(kind: Any, value: Any, depth: int) -> Any:
    options = get_args(kind)
    if value is None and type(None) in options:
        return None
    (one,) = (option for option in options if option is not type(None))
    return _read(one, value, depth + 1)


def _read_fields(kind: Any, value: Mapping[str, Any], depth: int) -> Any:
    found: dict[str, Any] = {}
    for name, hint, required in _shape(kind):
        if name in value:
            found[name] = _read(hint, value[name], depth + 1)
        elif required:
            raise _Misfit(f"{kind.__name__} has no {name}")
    return kind(**found)


def _read_decimal(value: str) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation as fault:
        raise _Misfit(f"{value[:40]!r} is no number") from fault


@lru_cache(maxsize=64)
def _shape(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Return the fields of a noun: name, type, whether it must be given."""
    hints = get_type_hints(kind)
    return tuple(
        (f.name, hints[f.name], f.default is MISSING and f.default_factory is MISSING)
        for f in fields(kind)
    )
