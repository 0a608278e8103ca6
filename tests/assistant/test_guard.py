"""The guard before everything: who is let in, how, from where, and what other sites may not do."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from assistant.asgi import Message, Receive, Send, answer
from assistant.doors.front import Front
from assistant.doors.metrics import Metrics
from assistant.people.database import Database
from assistant.people.guard import Guard
from assistant.people.models import ROLES, Role, visitor_of
from assistant.people.passwords import Hasher
from assistant.people.people import People
from assistant.people.terms import Terms

GOOD = "a long enough password"
PROXY, VISITOR = "10.0.0.9", "192.0.2.7"
CLOSED = Terms(open_role=None)
BEHIND = Terms(None, proxies=("10.0.0.0/24",), header="x-remote-user")
Ask = Callable[..., httpx.Response]


async def inner(scope: Message, receive: Receive, send: Send) -> None:
    """Stand for the page: say who came and where to."""
    visitor = visitor_of(scope)
    told = f"{visitor.name or '-'} {visitor.role} {visitor.way} {visitor.address} {scope['path']}"
    await answer(send, 200, told.encode(), "text/plain")


@pytest.fixture
def people() -> People:
    """One user of each role, named after it."""
    made = People.of(Database.in_memory(), hasher=Hasher(quick=True))
    for role in reversed(ROLES):
        made.users.add(role, role, GOOD)
    return made


@pytest.fixture
def nobody() -> People:
    """People before the first user is set up."""
    return People.of(Database.in_memory(), hasher=Hasher(quick=True))


def asker(people: People, terms: Terms, address: str = VISITOR, root: str = "") -> Ask:
    """Return what sends requests from ``address`` to a guarded page below ``root``."""
    layers = Front(Guard(inner, people, terms), Metrics())
    cookies = httpx.Cookies()

    def ask(path: str, method: str = "GET", **more: Any) -> httpx.Response:
        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(layers, root_path=root, client=(address, 5000))
            async with httpx.AsyncClient(
                transport=transport, base_url="http://reports.example", cookies=cookies
            ) as client:
                said = await client.request(method, path, **more)
                cookies.update(client.cookies)
                return said

        return asyncio.run(call())

    return ask


def log_in(ask: Ask, name: str = "reader", password: str = GOOD, **more: Any) -> httpx.Response:
    """Fill in the form and send it."""
    at = more.pop("at", "/login")
    token = re.search('name="token" value="([^"]+)"', ask(at).text)
    assert token
    form = {"token": token[1], "name": name, "password": password, **more.pop("data", {})}
    return ask(at, "POST", data=form, **more)


@pytest.mark.parametrize("path", ["/", "/config", "/figures.csv", "/assets/a.js", "/nowhere"])
def test_who_is_not_known_is_led_to_the_form(people: People, path: str) -> None:
    answer = asker(people, CLOSED)(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")


@pytest.mark.parametrize(
    "path",
    ["/api/ask", "/v1/models", "/mcp", "/metrics", "/gradio_api/queue/join", "/gradio_api/file=x"],
)
def test_a_program_that_is_not_known_is_told_so(people: People, path: str) -> None:
    answer = asker(people, CLOSED)(path)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["error"]["code"] == "log_in_first"


def test_the_form_lets_in_and_leads_to_where_one_wanted(people: People) -> None:
    ask = asker(people, CLOSED)
    place = ask("/figures.csv?year=2024").headers["location"]
    assert "figures.csv%3Fyear%3D2024" in place
    entered = log_in(ask, data={"next": "/figures.csv?year=2024"})
    assert (entered.status_code, entered.headers["location"]) == (303, "/figures.csv?year=2024")
    assert ask("/").text == f"reader reader session {VISITOR} /"


def test_the_cookie_is_for_the_server_alone(people: People) -> None:
    cookie = log_in(asker(people, CLOSED)).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    https = log_in(asker(people, BEHIND, PROXY), headers={"x-forwarded-proto": "https"})
    assert "; Secure" in https.headers["set-cookie"]


@pytest.mark.parametrize(
    "place",
    ["//evil.example", "/\\evil.example", "http://evil.example", "/a\nb", "javascript:1", "/ "],
)
def test_the_form_leads_nowhere_else(people: People, place: str) -> None:
    ask = asker(people, CLOSED)
    assert log_in(ask, data={"next": place}).headers["location"] == "/"
    assert "evil" not in ask("/login", params={"next": place}).text


def test_leaving_ends_the_session_on_the_server(people: People) -> None:
    ask = asker(people, CLOSED)
    log_in(ask)
    (session,) = (v for k, v in ask("/").request.headers.items() if k == "cookie")
    assert ask("/logout").status_code == 405
    assert ask("/logout", "POST").status_code == 303
    again = asker(people, CLOSED)("/", headers={"cookie": session})
    assert again.status_code == 303


def test_a_form_of_another_site_is_refused(people: People) -> None:
    ask = asker(people, CLOSED)
    without = ask("/login", "POST", data={"name": "reader", "password": GOOD})
    forged = ask("/login", "POST", data={"name": "reader", "password": GOOD, "token": "x" * 43})
    assert (without.status_code, forged.status_code) == (400, 400)
    assert people.log.last() == ()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://reports.example.evil.example"},
        {"origin": "http://reports.example", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_a_page_of_another_site_uses_nobodys_session(
    people: People, headers: dict[str, str], method: str
) -> None:
    ask = asker(people, CLOSED)
    log_in(ask, "administrator")
    assert ask("/gradio_api/queue/join", method, headers=headers).status_code == 403


def test_our_own_page_and_a_link_from_elsewhere_work(people: People) -> None:
    ask = asker(people, CLOSED)
    log_in(ask)
    own = {"origin": "http://reports.example", "sec-fetch-site": "same-origin"}
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert ask("/gradio_api/queue/join", "POST", headers=own).status_code == 200
    assert ask("/?cite=a:1-2", headers=link).status_code == 200


def test_a_page_of_another_site_gets_nothing_where_nobody_logs_in(nobody: People) -> None:
    ask = asker(nobody, Terms("administrator", hosts=("reports.example",)), "127.0.0.1")
    evil = {"origin": "http://evil.example"}
    assert ask("/", headers=evil).status_code == 403
    assert ask("/", headers={**evil, "authorization": "Bearer x"}).status_code == 403


def test_a_foreign_name_that_points_here_gets_nothing_where_nobody_logs_in(nobody: People) -> None:
    ask = asker(nobody, Terms(), "127.0.0.1")
    seen = {
        host: ask("/", headers={"host": host}).status_code
        for host in (
            "127.0.0.1:7860",
            "localhost:7860",
            "[::1]:7860",
            "192.168.1.5",
            "evil.example",
            "",
        )
    }
    assert list(seen.values()) == [200, 200, 200, 200, 403, 403]


def test_wrong_passwords_are_told_alike_and_then_cost_a_wait(people: People) -> None:
    ask = asker(people, CLOSED)
    known, unknown = (
        log_in(ask, "reader", "wrong password"),
        log_in(ask, "nobody", "wrong password"),
    )
    assert known.status_code == unknown.status_code == 401
    assert "用户名或密码不对" in known.text
    assert "用户名或密码不对" in unknown.text
    for _ in range(5):
        last = log_in(ask, "reader", "wrong password")
    assert last.status_code == 429
    assert log_in(ask, "reader", GOOD).status_code == 429
    assert log_in(ask, "editor", GOOD).status_code == 303


def test_the_log_never_holds_what_may_be_a_password(people: People) -> None:
    log_in(asker(people, CLOSED), "my secret password", "x")
    assert [(line.action, line.what) for line in people.log.last()] == [("refused", "")]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "' OR 1=1 --", "\u202e\x00", "名" * 400]
)
def test_hostile_names_and_passwords_are_only_wrong(people: People, name: str) -> None:
    answer = log_in(asker(people, CLOSED), name, name)
    assert answer.status_code == 401
    assert "<script" not in answer.text


def test_a_form_that_is_too_long_is_refused(people: People) -> None:
    assert log_in(asker(people, CLOSED), "x" * 9000).status_code == 413


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/", ROLES),
        ("/gradio_api/queue/join", ROLES),
        ("/gradio_api/upload", ("editor", "administrator")),
        ("/users", ("administrator",)),
        ("/users/log", ("administrator",)),
    ],
)
def test_each_role_reaches_what_it_may(
    people: People, role: Role, path: str, may: tuple[Role, ...]
) -> None:
    key = {"authorization": f"Bearer {people.keys.add(role, 'bot')}"}
    by_form = asker(people, CLOSED)
    log_in(by_form, role)
    expected = 200 if role in may else 403
    assert asker(people, CLOSED)(path, "POST", headers=key).status_code == expected
    assert by_form(path, "POST").status_code == expected


@pytest.mark.parametrize("key", ["", "era_", "x" * 5000, "Bearer", "é"])
def test_a_wrong_key_opens_nothing_even_beside_a_session(people: People, key: str) -> None:
    ask = asker(people, CLOSED)
    log_in(ask)
    told = {"authorization": f"Bearer {key}".encode()}
    assert ask("/api/reports", headers=told).status_code == (401 if key else 200)


def test_a_key_ends_with_its_user(people: People) -> None:
    key = {"authorization": f"Bearer {people.keys.add('reader', 'bot')}"}
    ask = asker(people, CLOSED)
    assert ask("/api/reports", headers=key).text.startswith("reader reader key")
    people.users.remove("reader")
    assert ask("/api/reports", headers=key).status_code == 401


def test_a_proxy_of_ours_names_the_user(people: People) -> None:
    ask = asker(people, BEHIND, PROXY)
    told = {"x-remote-user": "Editor", "x-forwarded-for": f"203.0.113.5, {VISITOR}"}
    assert ask("/", headers=told).text == f"editor editor proxy {VISITOR} /"
    assert ask("/", headers={"x-remote-user": "stranger"}).status_code == 303
    assert ask("/").status_code == 303


def test_a_name_without_a_user_may_what_the_terms_say(people: People) -> None:
    terms = Terms(None, ("10.0.0.9",), "x-remote-user", "reader")
    ask = asker(people, terms, PROXY)
    assert ask("/", headers={"x-remote-user": "li"}).text.startswith("li reader proxy")


@pytest.mark.parametrize(
    "headers",
    [
        [("x-remote-user", "administrator")],
        [("x-remote-user", "administrator"), ("x-forwarded-for", PROXY)],
        [("X_Remote_User", "administrator"), ("x-real-ip", PROXY), ("forwarded", f"for={PROXY}")],
        [("cookie", "report-session=administrator")],
        [("authorization", "Basic YWRtaW5pc3RyYXRvcjp4")],
    ],
)
def test_nobody_else_names_a_user(people: People, headers: list[tuple[str, str]]) -> None:
    assert asker(people, BEHIND, VISITOR)("/", headers=headers).status_code == 303


def test_a_header_that_is_given_twice_names_nobody(people: People) -> None:
    twice = [("x-remote-user", "reader"), ("x-remote-user", "administrator")]
    assert asker(people, BEHIND, PROXY)("/", headers=twice).status_code == 303


def test_it_closes_when_the_first_user_is_made_and_stays_closed(nobody: People) -> None:
    ask = asker(nobody, Terms(hosts=("reports.example",)))
    assert ask("/").text == f"- administrator open {VISITOR} /"
    nobody.users.add("ada", "administrator", GOOD)
    assert ask("/").status_code == 303


def test_without_users_a_network_may_read_and_no_more(nobody: People) -> None:
    ask = asker(nobody, Terms("reader", hosts=("reports.example",)))
    assert ask("/").status_code == 200
    assert ask("/gradio_api/upload", "POST").status_code == 403


def test_below_a_sub_path_all_leads_back_below_it(people: People) -> None:
    ask = asker(people, CLOSED, root="/reports")
    assert ask("/reports/config").headers["location"] == "/reports/login?next=%2Fconfig"
    assert 'action="/reports/login' in ask("/login").text
    entered = log_in(ask, at="/reports/login", data={"next": "/config"})
    assert entered.headers["location"] == "/reports/config"
    assert "Path=/reports;" in entered.headers["set-cookie"]


def test_a_sub_path_hides_nothing_from_the_guard(people: People) -> None:
    key = {"authorization": f"Bearer {people.keys.add('reader', 'bot')}"}
    ask = asker(people, CLOSED, root="/reports")
    assert ask("/reports/gradio_api/upload", "POST", headers=key).status_code == 403
    assert ask("/reports/figures.csv", headers=key).text.endswith(" /figures.csv")


def test_the_form_speaks_the_browsers_language(people: People) -> None:
    ask = asker(people, CLOSED)
    english = ask("/login", headers={"accept-language": "en-GB,en"}).text
    assert '<html lang="en">' in english
    assert "Log in" in english
    assert '<html lang="zh-CN">' in ask("/login?lang=zh", headers={"accept-language": "en"}).text


def test_every_answer_has_the_id_of_its_request(people: People) -> None:
    ask = asker(people, CLOSED)
    assert ask("/", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    forged = ask("/", headers={"x-request-id": "a b\u202e".encode()}).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{16}", forged)


def test_health_is_told_to_everybody(people: People) -> None:
    assert asker(people, CLOSED)("/health").text.startswith("- reader open")


def test_a_socket_that_nobody_serves_is_closed(people: People) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    asyncio.run(Guard(inner, people, CLOSED)({"type": "websocket", "path": "/"}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]
