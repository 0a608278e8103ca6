"""Reads the package's YAML tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.errors import BadKnowledge


def read_table(name: str) -> Any:
    """Return what the YAML file ``name`` beside this module holds."""
    import yaml

    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    try:
        if yaml.__with_libyaml__:  # ten times quicker where it was built in
            return yaml.load(text, Loader=yaml.CSafeLoader)
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise BadKnowledge(
            f"the table is not well-formed YAML: {error}",
            where=name,
            instead="Look at the line it names.",
        ) from error
