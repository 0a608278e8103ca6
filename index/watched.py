"""What a watch of a folder has come to, kept in the store so that a page can show it."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from index.files import write_whole

FILE = "watch.json"
KEPT = 20
ALIVE = 30.0  # seconds: a watch that has not been heard of for longer has ended


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a file of a watched folder: ``what`` it was, and the reason."""

    at: str
    what: str
    source: str
    title: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder that is or was watched, when it was last heard of, and its last events."""

    folder: str
    heard: float = 0.0
    running: bool = False
    events: tuple[Event, ...] = ()

    @property
    def alive(self) -> bool:
        """Say whether the watch goes on."""
        return self.running and time.time() - self.heard < ALIVE

    def after(self, event: Event) -> Watched:
        """Return what is known after one more event."""
        return replace(self, events=(event, *self.events)[:KEPT])

    def write(self, store: Path) -> None:
        """Keep it in the store's folder."""
        told = {**asdict(self), "events": [asdict(event) for event in self.events]}
        write_whole(store / FILE, json.dumps(told, ensure_ascii=False))


def watched(store: Path | None) -> Watched | None:
    """Return what is known of the last watch; None where there never was one."""
    file = store / FILE if store else None
    if file is None or not file.is_file():
        return None
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        events = tuple(Event(**event) for event in told.pop("events"))
        return Watched(**told, events=events)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # half a file of another version: the next watch writes it anew
