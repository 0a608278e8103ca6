"""What each role can do on the running page, also to what another user keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant import Assistant
from assistant.people.database import Database
from assistant.people.models import ROLES
from assistant.people.passwords import Hasher
from assistant.people.people import People
from assistant.people.terms import Terms
from assistant.talks.models import Said
from assistant.talks.talks import Talks
from tests.serving import sample_assistant, serving
from tests.test_app import heard_on

ASKED = "2024年辟谣多少次？"


@dataclass
class Tab:
    """A visitor's open page, whose events are sent one after the other."""

    address: str
    headers: dict[str, str]
    name: str

    def config(self) -> dict[str, Any]:
        found: dict[str, Any] = httpx.get(f"{self.address}config", headers=self.headers).json()
        return found

    def fire(self, event: dict[str, Any], data: list[Any], sent: dict[str, Any]) -> str:
        """Send an event with what its inputs hold and what the browser adds; return what is heard."""
        call = {
            "data": data,
            "event_data": sent,
            "fn_index": event["id"],
            "session_hash": self.name,
        }
        joined = httpx.post(f"{self.address}gradio_api/queue/join", json=call, headers=self.headers)
        return joined.text + heard_on(self.address, self.name, self.headers)

    def fire_all(self, value: str, sent: dict[str, Any]) -> str:
        """Send every event in one tab, what opens before what changes, with ``value`` as input."""
        return "".join(
            self.fire(event, [value for _ in event["inputs"]], sent)
            for event in self.config()["dependencies"]
            if not event["cancels"]
        )

    def event(self, part: str, what: str) -> dict[str, Any]:
        """Return the event of a part of the page, named as its style sheet names it."""
        config = self.config()
        ids = [c["id"] for c in config["components"] if c["props"].get("elem_id") == part]
        found = (e for e in config["dependencies"] if [ids[0], what] in map(list, e["targets"]))
        return next(found)


@pytest.fixture(scope="module")
def assistant(samples: Path) -> Assistant:
    return sample_assistant(samples)


@pytest.fixture(scope="module")
def people() -> People:
    """One user of each role, named after it, and another reader, rae."""
    made = People.of(Database.in_memory(), hasher=Hasher(quick=True), questions=True)
    for role in reversed(ROLES):
        made.users.add(role, role, "a long enough password")
    made.users.add("rae", "reader", "a long enough password")
    return made


@pytest.fixture(scope="module")
def talk(people: People, assistant: Assistant) -> str:
    """The id of a conversation that the administrator keeps."""
    said = (Said(ASKED, assistant.ask(ASKED)),)
    return Talks(people.database, assistant.index).save("administrator", "", said)


@pytest.fixture(scope="module")
def address(assistant: Assistant, people: People) -> Iterator[str]:
    with serving(assistant, people=people, terms=Terms(None)) as address:
        yield address


def opened(address: str, people: People, user: str) -> Tab:
    key = people.keys.add(user, "bot")
    return Tab(address, {"authorization": f"Bearer {key}"}, f"tab-of-{user}")


def test_a_reader_changes_nothing_whatever_is_sent(
    address: str, people: People, assistant: Assistant, talk: str
) -> None:
    index, card = assistant.index, assistant.index.cards()[0]
    figure = index.report(card.id).figures[0]
    sent = {
        "id": card.id, "report": card.id, "figure": figure.id, "link": f"{card.id}:{figure.id}",
        "talk": talk, "title": "mine", "text": "", "apart": True,
    }  # fmt: skip
    before = (index.cards(aside=True), index.report(card.id), index.judged())
    opened(address, people, "reader").fire_all("2001", sent)
    assert (index.cards(aside=True), index.report(card.id), index.judged()) == before
    assert index.records.corrections() == ()
    (kept,) = Talks(people.database, index).all("administrator")
    assert kept.title != "mine"


def test_an_editor_can_what_a_reader_could_not(
    address: str, people: People, assistant: Assistant
) -> None:
    card = assistant.index.cards()[0]
    tab = opened(address, people, "editor")
    tab.fire(tab.event("shelf", "manage"), ["zh"], {"id": card.id})
    saved = [None, card.title, card.office, "2001", "", "", "zh"]
    tab.fire(tab.event("save", "click"), saved, {})
    assert assistant.index.card(card.id).year == 2001
    assert people.log.last(1)[0].who == "editor"
    assert people.log.last(1)[0].action == "corrected"
    tab.fire(tab.event("restore", "click"), [None, "", "zh"], {})
    assert assistant.index.card(card.id).year == card.year


@pytest.mark.parametrize("kind", ["md", "docx", "pdf"])
def test_anothers_conversation_is_not_there(
    address: str, people: People, talk: str, kind: str
) -> None:
    mine, other = (opened(address, people, name).headers for name in ("administrator", "rae"))
    place = f"{address}talks/{talk}.{kind}"
    assert httpx.get(place, headers=mine, timeout=30).status_code == 200
    assert httpx.get(place, headers=other).status_code == 404
    assert httpx.get(place).status_code == 303


def test_a_link_to_anothers_answer_opens_an_empty_page(
    address: str, people: People, talk: str
) -> None:
    shown = {}
    for name in ("administrator", "rae"):
        tab = opened(address, people, name)
        load = next(e for e in tab.config()["dependencies"] if e["targets"][0][1] == "load")
        call = {"data": [], "fn_index": load["id"], "session_hash": f"{tab.name}-link"}
        place = f"{address}gradio_api/queue/join?talk={talk}"
        httpx.post(place, json=call, headers=tab.headers)
        shown[name] = heard_on(address, f"{tab.name}-link", tab.headers)
    assert "422" in shown["administrator"]
    assert "422" not in shown["rae"]


def test_what_is_done_on_the_page_stands_in_the_log(
    address: str, people: People, assistant: Assistant, tmp_path: Path
) -> None:
    tab = opened(address, people, "editor")
    tab.fire(tab.event("box", "submit"), [ASKED, None, "zh", ""], {})
    file = ("报告.txt", "临岚市教育局2030年度工作报告\n\n检查食堂 97 家。\n".encode())
    (path,) = httpx.post(
        f"{address}gradio_api/upload", files={"files": file}, headers=tab.headers
    ).json()
    data = {"path": path, "orig_name": file[0], "meta": {"_type": "gradio.FileData"}}
    assert "2030" in tab.fire(tab.event("drop", "upload"), [[data], "", "zh"], {})
    (new,) = (card for card in assistant.index.cards() if card.year == 2030)
    tab.fire(tab.event("shelf", "manage"), ["zh"], {"id": new.id})
    tab.fire(tab.event("yes-remove", "click"), [None, "", "zh"], {})
    done = [(line.who, line.action, line.what) for line in people.log.last(3)]
    assert done == [
        ("editor", "deleted", new.title),
        ("editor", "uploaded", file[0]),
        ("editor", "asked", ASKED),
    ]
    assert httpx.get(f"{address}gradio_api/file={path}", headers=tab.headers).status_code != 200


def test_a_key_that_was_ended_opens_nothing(address: str, people: People) -> None:
    key = {"authorization": f"Bearer {people.keys.add('reader', 'old')}"}
    assert httpx.get(f"{address}api/reports", headers=key).status_code == 200
    people.keys.remove("reader", "old")
    assert httpx.get(f"{address}api/reports", headers=key).status_code == 401
