"""A watched folder: what is put there is taken in once it is whole, what goes is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import pytest

from index import Index
from index.watch import Watching
from index.watched import Event, watched
from tests.index.test_commands import CYBER, ROOT, SCHOOL

PATIENCE = 30


@contextmanager
def watching(index: Index, folder: Path, **options: bool) -> Iterator[Queue[Event]]:
    """Watch in a thread; what happens comes out of the queue."""
    heard: Queue[Event] = Queue()
    watch = Watching(index, folder, processes=1, settled=0.1, **options)
    thread = threading.Thread(target=lambda: [heard.put(event) for event in watch.events()])
    thread.start()
    try:
        yield heard
    finally:
        watch.stop.set()
        thread.join(PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report."""
    folder = tmp_path / "watched"
    folder.mkdir()
    (folder / "a.txt").write_text(CYBER, encoding="utf-8")
    return folder


def told(heard: Queue[Event]) -> tuple[str, str]:
    event = heard.get(timeout=PATIENCE)
    return event.what, Path(event.source).name


def test_what_comes_changes_and_goes_is_told_and_kept(folder: Path, store: Path) -> None:
    with Index.open(store, "hash") as index, watching(index, folder) as heard:
        assert told(heard) == ("added", "a.txt")
        (folder / "b.txt").write_text(SCHOOL, encoding="utf-8")
        (folder / "~$b.txt").write_text("lock", encoding="utf-8")
        assert told(heard) == ("added", "b.txt")
        (folder / "b.txt").write_text(SCHOOL.replace("97", "98"), encoding="utf-8")
        assert told(heard) == ("replaced", "b.txt")
        (folder / "b.txt").unlink()
        assert told(heard) == ("gone", "b.txt")
        assert len(index.cards()) == 2
    state = watched(store)
    assert state is not None and not state.alive
    assert [event.what for event in state.events] == ["gone", "replaced", "added", "added"]


def test_a_network_drive_is_looked_at_again_and_again(folder: Path) -> None:
    with Index.in_memory() as index, watching(index, folder, poll=True) as heard:
        assert told(heard) == ("added", "a.txt")
        (folder / "b.txt").write_text(SCHOOL, encoding="utf-8")
        assert told(heard) == ("added", "b.txt")


def test_with_prune_a_report_goes_with_its_file(folder: Path, store: Path) -> None:
    (folder / "b.txt").write_text(SCHOOL, encoding="utf-8")
    with Index.open(store, "hash") as index, watching(index, folder, prune=True) as heard:
        assert {told(heard)[0], told(heard)[0]} == {"added"}
        (folder / "b.txt").unlink()
        assert told(heard) == ("pruned", "b.txt")
        assert [Path(card.source).name for card in index.cards()] == ["a.txt"]


def test_a_file_that_can_not_be_read_is_told_and_the_watch_goes_on(folder: Path) -> None:
    with Index.in_memory() as index, watching(index, folder) as heard:
        assert told(heard) == ("added", "a.txt")
        (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
        assert told(heard) == ("failed", "broken.pdf")
        (folder / "b.txt").write_text(SCHOOL, encoding="utf-8")
        assert told(heard) == ("added", "b.txt")


def test_a_file_that_can_not_be_read_is_tried_again_when_it_changes(folder: Path) -> None:
    broken = folder / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    with Index.in_memory() as index:
        watch = Watching(index, folder, processes=1)
        events = watch.events()
        assert [next(events).what, next(events).what] == ["added", "failed"]
        assert list(watch.to_look_at()) == [folder / "a.txt"]
        broken.write_bytes(b"%PDF-1.7 broken otherwise")
        assert broken in watch.to_look_at()
        events.close()


def test_the_command_ends_cleanly_on_an_interrupt(folder: Path, store: Path) -> None:
    command = [sys.executable, "-m", "index", "watch", str(folder), "--store", str(store)]
    command += ["--encoder", "hash", "--json"]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        first = json.loads(running.stdout.readline())
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
    assert running.returncode == 0
    assert (first["what"], Path(first["source"]).name) == ("added", "a.txt")
    assert "stopped" in said and "Traceback" not in said
