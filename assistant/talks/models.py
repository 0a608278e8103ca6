"""The nouns of kept conversations: Said, TalkCard, Kept, Standing, Export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from assistant.models import Turn

Standing = Literal["stands", "relabelled", "changed", "gone"]
"""Whether a citation's words still stand at their place, its report counts for another office or
year now, reads otherwise now, or is no longer loaded."""

Format = Literal["docx", "md", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Said:
    """A question as it was typed, and its turn."""

    typed: str
    turn: Turn


@dataclass(frozen=True, slots=True)
class TalkCard:
    """A kept conversation without its turns, for a list; times are ISO in UTC."""

    id: str
    title: str
    begun: str
    changed: str
    turns: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept question and answer; ``files`` maps each cited report's id to its file's SHA-256."""

    said: Said
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Export:
    """A conversation as a file: its name, its media type and its bytes."""

    name: str
    media_type: str
    body: bytes
