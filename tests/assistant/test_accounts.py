"""The pages for people: one's own account, and for administrators all users and the log."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import httpx
import pytest

from assistant.asgi import Message, Receive, Send, answer
from assistant.people.accounts import Accounts
from assistant.people.acts import ACTS
from assistant.people.database import Database
from assistant.people.guard import Guard
from assistant.people.models import ROLES
from assistant.people.passwords import Hasher
from assistant.people.people import People
from assistant.people.terms import Terms

GOOD, OTHER = "a long enough password", "quite another password"
HOSTILE = "<script>alert(1)</script>"


async def beyond(scope: Message, receive: Receive, send: Send) -> None:
    """Stand for everything that is no page for people."""
    await answer(send, 200, b"beyond", "text/plain")


@pytest.fixture
def people() -> People:
    """One user of each role, named after it."""
    made = People.of(Database.in_memory(), hasher=Hasher(quick=True))
    for role in reversed(ROLES):
        made.users.add(role, role, GOOD)
    return made


class Browser:
    """Sends requests with the session of a user, and fills in forms."""

    def __init__(self, people: People, name: str) -> None:
        terms = Terms(open_role=None)
        self.layers = Guard(Accounts(beyond, people, terms), people, terms)
        self.cookies = httpx.Cookies()
        if name:
            self.cookies.set("report-session", people.sessions.begin(name, "10.0.0.1"))

    def ask(self, path: str, method: str = "GET", **more: Any) -> httpx.Response:
        async def call() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(self.layers),
                base_url="http://reports.example",
                cookies=self.cookies,
            ) as client:
                said = await client.request(method, path, **more)
                self.cookies.update(client.cookies)
                return said

        return asyncio.run(call())

    def send(self, path: str, **fields: str) -> httpx.Response:
        page = self.ask(f"/{path.split('/')[1]}?lang=en")
        token = re.search('name="token" value="([^"]+)"', page.text)
        form = {"token": token[1] if token else "", **fields}
        return self.ask(f"{path}?lang=en", "POST", data=form)


def test_an_administrator_manages_users(people: People) -> None:
    admin = Browser(people, "administrator")
    assert admin.send("/users/add", name="Mei", new=GOOD, role="reader").status_code == 200
    admin.send("/users/role", name="mei", role="editor")
    admin.send("/users/password", name="mei", new=OTHER)
    entered = people.enter("mei", OTHER, "10.0.0.2")
    assert entered is not None
    assert entered[0].role == "editor"
    admin.send("/users/remove", name="mei")
    assert people.users.find("mei") is None
    assert [line.action for line in people.log.last()] == [
        "removed",
        "gave password",
        "gave role",
        "added",
    ]
    assert "mei as reader" in admin.ask("/users").text


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/users/add", {"name": "reader", "new": GOOD, "role": "reader"}, "taken"),
        ("/users/add", {"name": HOSTILE, "new": GOOD, "role": "reader"}, "letters, digits"),
        ("/users/add", {"name": "mei", "new": "short", "role": "reader"}, "too weak"),
        ("/users/add", {"name": "mei", "new": GOOD, "role": "king"}, "letters, digits"),
        ("/users/remove", {"name": "administrator"}, "must stay"),
        ("/users/role", {"name": "administrator", "role": "reader"}, "must stay"),
        ("/users/remove", {"name": "nobody"}, "no such user"),
        ("/account/end-key", {"name": "nothing"}, "no such user or key"),
        ("/account/password", {"old": OTHER, "new": OTHER}, "is wrong"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(
    people: People, path: str, fields: dict[str, str], told: str
) -> None:
    answer = Browser(people, "administrator").send(path, **fields)
    assert (answer.status_code, told in answer.text, HOSTILE in answer.text) == (400, True, False)
    assert [user.name for user in people.users.all()] == sorted(ROLES)


@pytest.mark.parametrize("path", ACTS)
def test_no_form_works_without_its_token(people: People, path: str) -> None:
    admin = Browser(people, "administrator")
    form = {"name": "reader", "new": OTHER, "old": GOOD, "role": "administrator", "token": "x" * 43}
    assert admin.ask(path, "POST", data=form).status_code == 400
    assert admin.ask(path).status_code == 405
    assert people.log.last() == ()


@pytest.mark.parametrize("path", [path for path in ACTS if path.startswith("/users")])
@pytest.mark.parametrize("name", ["", "reader", "editor"])
def test_nobody_else_manages_users(people: People, path: str, name: str) -> None:
    answer = Browser(people, name).send(path, name="reader", new=OTHER, role="administrator")
    assert answer.status_code == (403 if name else 401)
    assert people.users.find("reader") is not None
    assert people.log.last() == ()


def test_one_changes_ones_own_password_and_stays_logged_in(people: People) -> None:
    here, elsewhere = Browser(people, "reader"), Browser(people, "reader")
    assert "password is changed" in here.send("/account/password", old=GOOD, new=OTHER).text
    assert here.ask("/account").status_code == 200
    assert elsewhere.ask("/account").status_code == 303


def test_guessing_the_present_password_costs_a_wait(people: People) -> None:
    reader = Browser(people, "reader")
    answers = [reader.send("/account/password", old="wrong", new=OTHER) for _ in range(6)]
    assert [a.status_code for a in answers] == [400] * 5 + [429]


def test_a_key_is_shown_once_and_may_be_ended(people: People) -> None:
    reader = Browser(people, "reader")
    secret = re.search(r"era_[\w-]+", reader.send("/account/key", name="bot").text)
    assert secret
    assert people.keys.find(secret[0])
    assert secret[0] not in reader.ask("/account").text
    reader.send("/account/end-key", name="bot")
    assert people.keys.find(secret[0]) is None


def test_a_key_can_not_make_keys_or_passwords(people: People) -> None:
    told = {"authorization": f"Bearer {people.keys.add('administrator', 'bot')}"}
    program = Browser(people, "")
    for path in ("/account", "/users", "/account/key", "/users/add"):
        assert program.ask(path, headers=told).status_code == 403
        assert program.ask(path, "POST", headers=told).status_code == 403


def test_hostile_text_in_the_log_is_only_text(people: People) -> None:
    from assistant.people.models import Visitor

    people.log.note(Visitor("reader", "reader", HOSTILE), "uploaded", HOSTILE)
    page = Browser(people, "administrator").ask("/users").text
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page


def test_all_else_is_passed_on(people: People) -> None:
    assert Browser(people, "reader").ask("/accounts").text == "beyond"
