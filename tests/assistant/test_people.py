"""Who may ask: users, waits after wrong passwords, sessions, keys, the log, and the command."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.people.database import Database
from assistant.people.errors import (
    BadName,
    LastAdministrator,
    NameTaken,
    PeopleUnusable,
    UnknownKey,
    UnknownUser,
    WeakPassword,
)
from assistant.people.lockout import Lockout, Rule, Rules
from assistant.people.log import Log
from assistant.people.models import ROLES, Visitor, may_change, may_manage, visitor_of
from assistant.people.passwords import Hasher
from assistant.people.people import MustWait, People
from assistant.people.sessions import LIFE, Sessions

ROOT = Path(__file__).resolve().parents[2]
GOOD = "a long enough password"
HERE, THERE = "10.0.0.1", "10.0.0.2"


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people() -> People:
    """People with one administrator, ada."""
    made = People.of(Database.in_memory(), hasher=Hasher(quick=True))
    made.users.add("Ada", "administrator", GOOD)
    return made


def test_a_user_enters_with_the_right_password_only(people: People) -> None:
    assert people.enter("ada", "another password", HERE) is None
    entered = people.enter("ADA ", GOOD, HERE)
    assert entered is not None
    found = people.sessions.find(entered[1])
    assert found is not None
    assert (found.user.name, found.user.role) == ("ada", "administrator")


def test_a_user_without_password_can_not_enter_with_any(people: People) -> None:
    people.users.add("mei", "editor", None)
    assert people.enter("mei", "", HERE) is None
    assert people.enter("mei", "nobody's password", HERE) is None
    assert people.enter("nobody", "nobody's password", HERE) is None


@pytest.mark.parametrize("name", ["", "a b", "a/b", "<b>", "x" * 65, "a\nb", "a\u202eb", "'; --"])
def test_a_name_that_could_deceive_is_refused(people: People, name: str) -> None:
    with pytest.raises(BadName, match="cannot be a name"):
        people.users.add(name, "reader", GOOD)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "ada.lovelace", "x" * 201])
def test_a_weak_password_is_refused(people: People, password: str) -> None:
    with pytest.raises(WeakPassword, match="too weak"):
        people.users.add("ada.lovelace", "reader", password)


def test_a_name_is_given_once(people: People) -> None:
    with pytest.raises(NameTaken):
        people.users.add("ADA", "reader", GOOD)


def test_the_last_administrator_stays(people: People) -> None:
    with pytest.raises(LastAdministrator):
        people.users.remove("ada")
    with pytest.raises(LastAdministrator):
        people.users.set_role("ada", "editor")
    people.users.add("bo", "administrator", GOOD)
    people.users.remove("ada")
    assert [user.name for user in people.users.all()] == ["bo"]


def test_what_is_done_to_nobody_says_so(people: People) -> None:
    for act in (
        lambda: people.users.remove("bo"),
        lambda: people.users.set_role("bo", "reader"),
        lambda: people.users.set_password("bo", GOOD),
        lambda: people.keys.add("bo", "bot"),
    ):
        with pytest.raises(UnknownUser, match="'bo'"):
            act()
    with pytest.raises(UnknownKey):
        people.keys.remove("ada", "bot")


def test_a_new_password_or_a_removal_ends_the_sessions(people: People) -> None:
    people.users.add("bo", "administrator", GOOD)
    secrets = [people.sessions.begin(name, HERE) for name in ("ada", "bo")]
    people.users.set_password("ada", "another password")
    people.users.remove("bo")
    assert [people.sessions.find(secret) for secret in secrets] == [None, None]


def test_another_role_holds_in_a_session_that_has_begun(people: People) -> None:
    people.users.add("bo", "reader", GOOD)
    secret = people.sessions.begin("bo", HERE)
    people.users.set_role("bo", "editor")
    found = people.sessions.find(secret)
    assert found is not None
    assert found.user.role == "editor"


def test_a_session_ends_when_it_is_not_used_or_grows_old(people: People, clock: Clock) -> None:
    sessions = Sessions(people.database, idle=3600, now=clock)
    idle, used = sessions.begin("ada", HERE), sessions.begin("ada", HERE)
    clock.now += 3000
    assert sessions.find(used) is not None
    clock.now += 1000
    assert (sessions.find(idle), sessions.find(used) is not None) == (None, True)
    while clock.now < 1_000_000 + LIFE - 3000:
        clock.now += 3000
        assert sessions.find(used) is not None
    clock.now += 3000
    assert sessions.find(used) is None


def test_the_file_holds_no_secret(tmp_path: Path) -> None:
    people = People.of(Database.open(tmp_path), hasher=Hasher(quick=True))
    people.users.add("ada", "administrator", GOOD)
    secrets = [people.sessions.begin("ada", HERE), people.keys.add("ada", "bot"), GOOD]
    people.database.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"ada" in kept
    assert [secret for secret in secrets if secret.encode() in kept] == []
    assert (tmp_path / "people.db").stat().st_mode & 0o077 == 0


def test_a_key_is_its_users_until_it_ends(people: People) -> None:
    first, second = people.keys.add("ada", "bot"), people.keys.add("ada", "bot")
    user = people.keys.find(second)
    assert user is not None
    assert (people.keys.find(first), user.name) == (None, "ada")
    assert [(k.name, second.startswith(k.begins)) for k in people.keys.all()] == [("bot", True)]
    people.keys.remove("ada", "bot")
    assert people.keys.find(second) is None


def test_wrong_passwords_cost_a_wait_that_grows(people: People, clock: Clock) -> None:
    lockout = Lockout(people.database, Rules(pair=Rule(3, 30, 100)), clock)
    waits = []
    for _ in range(6):
        waits.append(lockout.attempt("ada", HERE))
        if waits[-1]:
            clock.now += waits[-1]
            assert lockout.attempt("ada", HERE) == 0
    assert waits == [0, 0, 0, 30, 60, 100]


def test_attempts_during_a_wait_do_not_lengthen_it(people: People, clock: Clock) -> None:
    lockout = Lockout(people.database, Rules(pair=Rule(1, 30, 900)), clock)
    assert [lockout.attempt("ada", HERE) for _ in range(50)] == [0.0] + [30.0] * 49


def test_many_guesses_at_once_are_counted_one_by_one(tmp_path: Path) -> None:
    lockout = Lockout(Database.open(tmp_path), Rules(pair=Rule(5, 30, 900)))
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: lockout.attempt("ada", HERE), range(40)))
    assert waits.count(0) == 5


def test_strangers_can_not_lock_a_user_out_of_a_place_of_theirs(people: People) -> None:
    people.enter("ada", GOOD, HERE)
    for number in range(70):
        people.lockout.attempt("ada", f"10.9.0.{number}")
    with pytest.raises(MustWait, match="try again in"):
        people.enter("ada", GOOD, THERE)
    assert people.enter("ada", GOOD, HERE) is not None


def test_guesses_at_many_names_make_their_address_wait(people: People) -> None:
    for number in range(20):
        assert people.enter(f"user{number}", GOOD, HERE) is None
    with pytest.raises(MustWait):
        people.enter("ada", GOOD, HERE)
    assert people.enter("ada", GOOD, THERE) is not None


def test_logging_in_often_is_no_offence(people: People) -> None:
    assert all(people.enter("ada", GOOD, HERE) for _ in range(60))


def test_waits_are_forgotten_after_a_day(people: People, clock: Clock) -> None:
    lockout = Lockout(people.database, Rules(pair=Rule(1, 1e9, 1e9)), clock)
    lockout.attempt("ada", HERE)
    assert lockout.attempt("ada", HERE) > 0
    clock.now += 86_401
    assert lockout.attempt("ada", HERE) == 0


def test_the_log_says_who_did_what_and_leaves_questions_out(people: People) -> None:
    ada = Visitor("ada", "administrator", HERE)
    people.log.note(ada, "asked", "2024年辟谣多少次？")
    people.log.note(ada, "uploaded", "a.pdf\nb\u202e", "id1")
    Log(people.database, questions=True).note(ada, "asked", "2024年")
    told = [(line.action, line.what, line.request) for line in people.log.last()]
    assert told == [("asked", "2024年", ""), ("uploaded", "a.pdf b ", "id1"), ("asked", "", "")]
    assert people.log.last(who="bo") == ()


def test_each_role_may_what_those_before_it_may() -> None:
    may = {
        role: [Visitor("x", role).may(what) for what in ("read", "change", "manage")]
        for role in ROLES
    }
    assert may == {
        "reader": [True, False, False],
        "editor": [True, True, False],
        "administrator": [True, True, True],
    }


def test_a_request_that_no_guard_saw_may_only_read() -> None:
    assert visitor_of(None) == visitor_of({"type": "http"}) == Visitor("", "reader")
    assert not may_change(object())
    assert not may_manage({"state": {"visitor": "administrator"}})


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    database = Database.open(tmp_path)
    with database.writing() as rows:
        rows.exec_driver_sql("PRAGMA user_version = 99")
    with pytest.raises(PeopleUnusable, match="newer version"):
        Database.open(tmp_path)


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "people.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(PeopleUnusable, match="backup"):
        Database.open(tmp_path)


def test_what_fails_halfway_is_not_kept(people: People) -> None:
    with pytest.raises(ZeroDivisionError), people.database.writing() as rows:
        rows.exec_driver_sql("DELETE FROM users")
        raise ZeroDivisionError
    assert people.users.find("ada") is not None


def test_a_removed_user_leaves_no_talks_behind(people: People) -> None:
    people.users.add("bo", "reader", GOOD)
    with people.database.writing() as rows:
        rows.exec_driver_sql("INSERT INTO talks VALUES ('t', 'bo', 'x', '', '')")
    people.users.remove("bo")
    with people.database.reading() as rows:
        assert rows.exec_driver_sql("SELECT COUNT(*) FROM talks").scalar() == 0


def users(store: Path, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command for users."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", "users", *words, "--store", str(store)],
        cwd=ROOT, input=said, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_first_user_is_made_by_command_and_is_an_administrator(tmp_path: Path) -> None:
    reader = users(tmp_path, "add", "ada", "--password-stdin", said=GOOD)
    made = users(
        tmp_path, "add", "ada", "--role", "administrator", "--password-stdin", said=f"{GOOD}\n"
    )
    listed = users(tmp_path, "list", "--json")
    assert (reader.returncode, made.returncode) == (2, 0)
    assert '"name": "ada", "role": "administrator"' in listed.stdout
    assert People.of(Database.open(tmp_path)).enter("ada", GOOD, HERE) is not None


def test_a_failure_of_the_command_is_one_line(tmp_path: Path) -> None:
    done = users(tmp_path, "remove", "nobody")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "users list" in done.stderr


def test_the_command_makes_a_key_and_logs_it(tmp_path: Path) -> None:
    people = People.of(Database.open(tmp_path), hasher=Hasher(quick=True))
    people.users.add("ada", "administrator", GOOD)
    secret = users(tmp_path, "key", "ada", "Open-WebUI").stdout.strip()
    user = people.keys.find(secret)
    assert user is not None
    assert "made key  ada" in users(tmp_path, "log").stdout
