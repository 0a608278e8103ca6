"""The window's frame: who may reach the page, what it sends, and what it never reads."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import openpyxl
import pytest

import app
from assistant import Assistant
from assistant.people.database import Database
from assistant.people.passwords import Hasher
from assistant.people.people import People
from assistant.people.terms import Terms
from assistant.settings import ServerSettings
from tests.serving import free_port, sample_assistant, serving

SECRET = "a file that is not the page's to read"


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which the server keeps files it was given or has read."""
    with pytest.MonkeyPatch.context() as environment:
        folder = tmp_path_factory.mktemp("copies")
        environment.setenv("GRADIO_TEMP_DIR", str(folder))
        yield folder


@pytest.fixture(scope="module")
def address(samples: Path, copies: Path) -> Iterator[str]:
    with serving(sample_assistant(samples)) as address:
        yield address


def sent_to_every_event(address: str, value: object) -> str:
    """Return all that the server says when each of its events is given ``value`` for every input."""
    config = httpx.get(f"{address}config").json()
    heard = ""
    for event in config["dependencies"]:
        call = {
            "data": [value for _ in event["inputs"]],
            "event_data": {"text": value, "link": value, "id": value, "apart": True},
            "fn_index": event["id"],
            "session_hash": f"test{event['id']}",
        }
        joined = httpx.post(f"{address}gradio_api/queue/join", json=call)
        heard += joined.text + heard_on(address, call["session_hash"])
        heard += httpx.post(f"{address}gradio_api/run/predict", json=call).text
    return heard


def heard_on(address: str, session: str, headers: dict[str, str] | None = None) -> str:
    """Return what the event stream of a session says until it ends."""
    heard = ""
    url = f"{address}gradio_api/queue/data?session_hash={session}"
    with httpx.stream("GET", url, timeout=20, headers=headers) as stream:
        for line in stream.iter_lines():
            heard += line
            if '"process_completed"' in line or '"close_stream"' in line or not stream.is_success:
                break
    return heard


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "reports.example"])
def test_an_address_that_others_reach_is_refused_unless_allowed(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(["--host", host])
    assert ended.value.code == 2
    assert "--allow-network" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "::1", "localhost"])
def test_this_machine_reaches_its_own_addresses(host: str) -> None:
    assert app.is_loopback(host)


def test_nothing_is_ever_shared_over_the_internet(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(["--share"])
    assert ended.value.code == 2
    assert "--share" in capsys.readouterr().err


def test_an_empty_store_is_served_and_says_how_to_fill_it(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, app.__file__, "--store", str(tmp_path / "new"), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as served:
        assert served.stderr is not None
        said = served.stderr.readline() + served.stderr.readline()
        served.terminate()
    assert f"python -m index build PATH… --store {tmp_path / 'new'}" in said
    assert f"http://127.0.0.1:{port}" in said


def test_every_answer_forbids_loading_from_elsewhere(address: str) -> None:
    for path in ("", "config", "gradio_api/info", "nowhere", "mcp", "figures.csv"):
        policy = httpx.get(address + path).headers["content-security-policy"]
        assert "img-src 'self' data: blob:" in policy
        assert "form-action 'self'" in policy


@pytest.fixture(scope="module")
def loaded(samples: Path) -> Assistant:
    """What the readers' page is about."""
    return sample_assistant(samples)


@pytest.fixture(scope="module")
def readers(loaded: Assistant, copies: Path) -> Iterator[str]:
    """The address of a page whose visitors may read and change nothing."""
    with serving(loaded, terms=Terms(open_role="reader")) as address:
        yield address


def test_a_reader_sends_no_files(readers: str) -> None:
    files = {"files": ("a.txt", b"text")}
    assert httpx.post(f"{readers}gradio_api/upload", files=files).status_code == 403


def test_a_file_from_another_page_is_not_taken(address: str) -> None:
    files = {"files": ("a.txt", b"text")}
    foreign = {"origin": "http://example.org"}
    sent = httpx.post(f"{address}gradio_api/upload", files=files, headers=foreign)
    assert sent.status_code == 403


def test_the_original_of_a_report_is_given_out_to_be_saved(
    address: str, samples: Path, loaded: Assistant
) -> None:
    card = loaded.index.cards()[0]
    given = httpx.get(f"{address}originals/{card.id}")
    assert given.content == Path(card.source).read_bytes()
    assert given.headers["content-disposition"].startswith("attachment;")
    assert given.headers["x-content-type-options"] == "nosniff"
    for odd in ("nobody", "..%2f..%2fetc%2fpasswd", "../app.py", f"{card.id}/.."):
        assert b"root:" not in httpx.get(f"{address}originals/{odd}").content
    assert httpx.get(f"{address}originals/nobody").status_code == 404


def test_the_figures_are_a_file_whatever_is_asked(address: str) -> None:
    head = httpx.get(f"{address}figures.csv?office=nobody").text.splitlines()
    odd = httpx.get(f"{address}figures.csv?office=../etc&year=99999&kind=%00&words=%ff&lang=xx")
    assert len(head) == 1
    assert odd.text.splitlines() == head
    assert httpx.get(f"{address}figures.exe").status_code == 404
    assert httpx.post(f"{address}figures.csv").status_code in (404, 405)


def test_a_comparison_is_a_file_whatever_is_asked(address: str) -> None:
    told = httpx.get(f"{address}compare.csv?indicator=rumor_rebuttals&lang=en").text
    odd = httpx.get(f"{address}compare.csv?office=../etc&year=%00&indicator=%ff&turned=1&lang=xx")
    assert "422次" in told
    assert "no report of that office and year is loaded" in told
    assert len(odd.text.splitlines()) == 1
    book = httpx.get(f"{address}compare.xlsx?indicator=rumor_rebuttals")
    assert len(openpyxl.load_workbook(io.BytesIO(book.content)).worksheets) == 3


def test_a_path_sent_as_a_file_is_never_read(address: str, copies: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    file = {"path": str(secret), "orig_name": "a.txt", "meta": {"_type": "gradio.FileData"}}
    heard = sent_to_every_event(address, file) + sent_to_every_event(address, [file])
    assert '"success":false' in heard
    assert SECRET not in heard
    assert list(copies.rglob("secret*")) == []
    assert httpx.get(f"{address}gradio_api/file={secret}").status_code == 403


def test_of_the_page_only_asking_is_offered_to_other_programs(address: str) -> None:
    offered = httpx.get(f"{address}gradio_api/info").json()
    assert list(offered["named_endpoints"]) == ["/ask"]
    assert offered["unnamed_endpoints"] == {}


def users_of(store: Path) -> People:
    """Return the people of a store with one administrator, ada."""
    people = People.of(Database.open(store), hasher=Hasher(quick=True))
    people.users.add("ada", "administrator", "a long enough password")
    return people


def test_a_network_is_for_users_alone(tmp_path: Path) -> None:
    local, network = "127.0.0.1", "192.0.2.1"
    told = ServerSettings()
    assert app.terms_of(told, local, tmp_path).open_role == "administrator"
    assert app.terms_of(told, network, tmp_path, allow_network=True).open_role == "reader"
    users_of(tmp_path).database.close()
    assert app.terms_of(told, network, tmp_path).open_role is None
    named = ServerSettings(proxies=("127.0.0.1",), proxy_header="x-remote-user")
    assert app.terms_of(named, local, tmp_path).open_role is None


def test_a_store_with_users_is_served_to_them_and_ends_in_peace(tmp_path: Path) -> None:
    users_of(tmp_path).database.close()
    port = free_port()
    command = [sys.executable, app.__file__, "--store", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as served:
        assert served.stderr is not None
        wait_for(f"http://127.0.0.1:{port}/health")
        answer = httpx.get(f"http://127.0.0.1:{port}/config")
        served.send_signal(signal.SIGTERM)
        assert served.wait(20) == 0
        said = served.stderr.read()
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fconfig")
    assert "Traceback" not in said


def wait_for(url: str) -> None:
    """Return when the server answers, or fail after two minutes."""
    for _ in range(240):
        try:
            httpx.get(url, timeout=5)
        except httpx.TransportError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"{url} does not answer")


def test_a_setting_that_is_wrong_ends_it_with_one_clear_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, app.__file__, "--store", str(tmp_path)], cwd=tmp_path, capture_output=True,
        text=True, check=False, env=os.environ | {"REPORT_ASSISTANT_PORT": "web"},
    )  # fmt: skip
    assert done.returncode == 2
    assert "REPORT_ASSISTANT_PORT='web'" in done.stderr


@pytest.mark.parametrize("left_on", [True, False], ids=["path left on", "path taken off"])
def test_below_a_sub_path_the_page_and_its_parts_are_found(samples: Path, left_on: bool) -> None:
    with serving(sample_assistant(samples), root_path="/reports") as address:
        at = f"{address}reports/" if left_on else address
        page = httpx.get(at)
        assert page.status_code == 200
        config = httpx.get(f"{at}config").json()
        assert config["root"].endswith("/reports")
        part = re.search(r'"\./(assets/[^"]+)"', page.text)
        assert part
        for path in (
            part[1],
            "health",
            "api/reports",
            "figures.csv",
            "compare.csv",
            "gradio_api/info",
        ):
            assert httpx.get(at + path).status_code == 200


def test_two_users_at_once_are_told_apart(samples: Path, tmp_path: Path) -> None:
    people = users_of(tmp_path)
    people.users.add("rae", "reader", "a long enough password")
    keys = {name: people.keys.add(name, "bot") for name in ("ada", "rae")}
    with serving(sample_assistant(samples), people=people, terms=Terms(None)) as address:
        for name, key in keys.items():
            told = {"authorization": f"Bearer {key}"}
            httpx.post(f"{address}api/ask", json={"question": "2024年辟谣多少次？"}, headers=told)
            assert people.log.last(1)[0].who == name


def test_who_learns_the_name_of_anothers_tab_reaches_nothing_in_it(
    samples: Path, tmp_path: Path
) -> None:
    people = users_of(tmp_path)
    people.users.add("rae", "reader", "a long enough password")
    ada, rae = ({"authorization": f"Bearer {people.keys.add(n, 'bot')}"} for n in ("ada", "rae"))
    with serving(sample_assistant(samples), people=people, terms=Terms(None)) as address:
        at = f"{address}gradio_api/"
        events = httpx.get(f"{address}config", headers=ada).json()["dependencies"]
        ask = next(event["id"] for event in events if event["api_name"] == "ask")
        call = {"data": ["2024年辟谣多少次？"], "fn_index": ask, "session_hash": "ada-s-tab"}
        event = httpx.post(f"{at}queue/join", json=call, headers=ada).json()["event_id"]
        tried = [
            httpx.post(f"{at}queue/join", json=call, headers=rae),
            httpx.get(f"{at}queue/data?session_hash=ada-s-tab", headers=rae),
            httpx.get(f"{at}call/ask/{event}", headers=rae),
            httpx.post(f"{at}cancel", json={**call, "event_id": event}, headers=rae),
            httpx.get(f"{at}heartbeat/ada-s-tab", headers=rae),
        ]
        assert [answer.status_code for answer in tried] == [403] * 5
        assert "422" in heard_on(address, "ada-s-tab", ada)
