"""Files of strangers are read in processes that may be slow, hungry or die: the batch goes on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from corpus.models import Page, Report, Span, Unread
from corpus.report import read_bytes, read_report, read_reports
from corpus.worker import Readers
from corpus.worker_hand import Limits
from corpus.worker_wire import from_line, packed, to_line, unpacked
from tests.corpus import hostile_pdf as pdf
from tests.corpus import hostile_text as text
from tests.corpus import hostile_zip as zips
from tests.scans import encoded


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    """Two reading processes."""
    with Readers(processes=2) as pool:
        yield pool


@pytest.fixture
def batch(tmp_path: Path) -> list[Path]:
    """Twelve small reports of different years, the third of which is broken."""
    paths = [tmp_path / f"{number}.txt" for number in range(12)]
    for number, path in enumerate(paths):
        path.write_text(text.REPORT.replace("2023", str(2010 + number)), encoding="utf-8")
    paths[2].write_bytes(text.noise(999))
    return paths


def test_readings_come_in_the_order_of_the_paths(readers: Readers, batch: list[Path]) -> None:
    found = list(readers.read(batch))
    assert [reading.path for reading in found] == batch
    years = [report.year for reading in found for report in reading.reports]
    assert years == [2010, 2011, *range(2013, 2022)]
    assert [unread.source for unread in found[2].unread] == [str(batch[2])]


def test_a_report_comes_back_from_its_process_as_it_was_read_there(
    readers: Readers, samples: Path
) -> None:
    for path in sorted(samples.glob("*.txt")):
        assert readers.read_one(path).reports == (read_report(path),)


def test_every_part_of_a_report_survives_the_line_between_processes() -> None:
    report = replace(read_bytes(text.REPORT.encode(), "a.txt"), notes=("一",))
    figure = replace(report.figures[0], value=Decimal("36.50"), upper=None)
    page = Page(1, Span(0, 9), 0.92)
    report = replace(report, figures=(figure,), pages=(page,))
    for found in (report, Unread("a\udcff.pdf", "坏了")):
        assert unpacked(from_line(to_line(packed(found)))) == found


def test_pages_are_told_while_they_are_read(readers: Readers, tmp_path: Path) -> None:
    path = tmp_path / "three.pdf"
    path.write_bytes(pdf.good_pdf(3))
    told: list[tuple[str, int, int]] = []
    list(readers.read([path], on_page=lambda *page: told.append(page)))
    assert told == [(str(path), page, 3) for page in (1, 2, 3)]


def test_a_bundle_is_one_reading_with_a_report_for_each_member(
    readers: Readers, tmp_path: Path
) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zips.packed({"内/2023.txt": text.REPORT.encode(), "b.pdf": b"%PDF-1.7\n"}))
    found = readers.read_one(path)
    assert [report.source for report in found.reports] == [f"{path}/内/2023.txt"]
    assert [unread.source for unread in found.unread] == [f"{path}/b.pdf"]
    assert found.found == read_reports(path)


def test_a_file_that_takes_too_long_is_named_and_the_next_one_read(tmp_path: Path) -> None:
    slow, good = tmp_path / "slow.txt", tmp_path / "good.txt"
    slow.write_bytes(text.long_text(8_000_000))
    good.write_text(text.REPORT, encoding="utf-8")
    with Readers(limits=Limits(seconds=1.5, page_seconds=0)) as readers:
        first, second = readers.read([slow, good])
    assert f"{slow}: it took longer than it may" in first.unread[0].error
    assert second.reports[0].year == 2023


def test_a_member_that_takes_too_long_costs_the_bundle_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    sound = text.REPORT.encode()
    members = {"a.txt": sound, "slow.txt": text.long_text(8_000_000), "z.txt": sound + b"1"}
    path.write_bytes(zips.packed(members))
    with Readers(limits=Limits(seconds=1.5, page_seconds=0)) as readers:
        found = readers.read_one(path).found
    assert [type(one) for one in found] == [Report, Unread, Report]
    assert found[1].source == f"{path}/slow.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory is held")
def test_a_file_that_takes_too_much_memory_is_named_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(text.long_text(150_000_000))
    with Readers(limits=Limits(memory=120_000_000)) as readers:
        assert "more than 120 MB of memory" in readers.read_one(path).unread[0].error


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory is held")
def test_the_memory_that_a_scan_is_given_is_not_lent_to_the_next_file(tmp_path: Path) -> None:
    scan, large = tmp_path / "scan.png", tmp_path / "large.txt"
    scan.write_bytes(encoded(Image.new("L", (400, 300), 255), "PNG"))
    large.write_bytes(text.long_text(150_000_000))
    with Readers(limits=Limits(memory=120_000_000)) as readers:
        readers.read_one(scan)
        told = re.search(r"more than (\d+) MB of memory", readers.read_one(large).unread[0].error)
    assert told is not None and int(told[1]) < 1000


@pytest.mark.skipif(os.name != "posix", reason="signals are told apart on POSIX systems")
def test_a_process_that_dies_is_named_with_its_signal_and_made_anew(tmp_path: Path) -> None:
    path, good = tmp_path / "slow.txt", tmp_path / "good.txt"
    path.write_bytes(text.long_text(8_000_000))
    good.write_text(text.REPORT, encoding="utf-8")
    with Readers() as readers:
        stop = threading.Event()
        killer = threading.Thread(target=kill_children, args=(stop,))
        killer.start()
        first = readers.read_one(path)
        stop.set()
        killer.join()
        second = readers.read_one(good)
    assert f"{path}: its reader was ended by the system (SIGSEGV)" in first.unread[0].error
    assert second.reports


def kill_children(stop: threading.Event) -> None:
    """Let every reading process of this one die of a fault of its own, until told to stop."""
    while not stop.wait(0.3):
        listed = subprocess.run(
            ["pgrep", "-P", str(os.getpid()), "-f", "corpus.worker_process"],
            capture_output=True,
            text=True,
            check=False,
        )
        for pid in listed.stdout.split():
            os.kill(int(pid), 11)


def test_a_reading_that_is_not_used_up_can_be_dropped(readers: Readers, batch: list[Path]) -> None:
    for reading in readers.read(batch):
        assert reading.path == batch[0]
        break
    assert [reading.path for reading in readers.read(batch[3:5])] == batch[3:5]


def test_two_threads_read_with_one_pool(readers: Readers, batch: list[Path]) -> None:
    found: dict[int, list[Path]] = {}

    def read(which: int) -> None:
        found[which] = [reading.path for reading in readers.read(batch[which::2])]

    threads = [threading.Thread(target=read, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {0: batch[0::2], 1: batch[1::2]}


def test_closing_ends_a_process_that_is_at_work_and_takes_its_folder_away(tmp_path: Path) -> None:
    path = tmp_path / "slow.txt"
    path.write_bytes(text.long_text(8_000_000))
    readers = Readers()
    thread = threading.Thread(target=lambda: list(readers.read([path])))
    thread.start()
    time.sleep(1)
    readers.close()
    thread.join(timeout=10)
    assert not thread.is_alive()


ATTEMPTS = {
    "fetch": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    "connect": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "write": "open('{0}/out.txt', 'w')",
    "move": "import os; os.rename('{0}/in.txt', '{0}/out.txt')",
    "delete": "import os; os.remove('{0}/in.txt')",
    "start": "import subprocess; subprocess.run(['/bin/sh', '-c', 'true'])",
    "shell": "import os; os.system('true')",
}
TRY_ALL = """
import json, sys
from corpus.worker_guard import fence
fence()
for name, attempt in json.loads(sys.argv[1]).items():
    try:
        exec(attempt)
    except PermissionError as error:
        print(name, "may not" in str(error))
"""


def test_a_reading_process_can_not_reach_outside(tmp_path: Path) -> None:
    (tmp_path / "in.txt").touch()
    (tmp_path / "home").mkdir()
    attempts = {name: attempt.format(tmp_path) for name, attempt in ATTEMPTS.items()}
    done = subprocess.run(
        [sys.executable, "-c", TRY_ALL, json.dumps(attempts)],
        env=os.environ
        | {"PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[:-1] == [f"{name} True" for name in ATTEMPTS]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["home", "in.txt"]


def test_reading_by_command_shows_every_report_of_a_bundle(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zips.nested(1))
    done = subprocess.run(
        [sys.executable, "-m", "corpus", str(path), "--json"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    sources = [json.loads(line)["source"] for line in done.stdout.splitlines()]
    assert (done.returncode, sources) == (0, [f"{path}/0.txt", f"{path}/inner0.zip/底.txt"])
