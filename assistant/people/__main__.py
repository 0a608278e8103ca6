"""The command for users: ``python -m assistant users``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.people.database import Database
from assistant.people.errors import PeopleFault
from assistant.people.models import Role, Visitor
from assistant.people.people import People
from assistant.people.users import read_name

COMMANDS = """Say who may ask, and what each may do.

add NAME --role reader|editor|administrator (--no-password for one whom a proxy logs in);
role NAME ROLE; password NAME; remove NAME; list; key NAME PROGRAM (--end takes it away);
log --who NAME --count N. Passwords are asked on the terminal, or read with --password-stdin.
All take --store FOLDER; list and log take --json."""

app = typer.Typer(add_completion=False, help=COMMANDS, no_args_is_help=True)

Store = Annotated[Path | None, typer.Option(help="The store's folder.")]
Name = Annotated[str, typer.Argument(help="The user's name: letters, digits and . _ @ -")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, an object a line.")]


@app.command()
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What the user may do.")] = "reader",
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Only a trusted proxy lets this user in.")
    ] = False,
    password_stdin: FromStdin = False,
    store: Store = None,
) -> None:
    """Add a user; the first one must be an administrator, and from then on all must log in."""
    people = _people(store)
    if role != "administrator" and not people.users.any():
        raise typer.BadParameter("the first user manages the others: add --role administrator")
    called = read_name(name)
    user = people.users.add(called, role, None if no_password else _password(password_stdin))
    people.log.note(_here(), "added", f"{user.name} as {role}")
    print(f"{user.name} is a user now ({role})")


@app.command(name="list")
def list_users(store: Store = None, as_json: AsJson = False) -> None:
    """Show the users and the names of their programs' keys."""
    people = _people(store)
    for user in people.users.all():
        keys = [key.name for key in people.keys.all(user.name)]
        if as_json:
            _write({**asdict(user), "keys": keys})
        else:
            told = f"  keys: {', '.join(keys)}" if keys else ""
            print(f"{user.name}  {user.role}  since {user.added[:10]}{told}")


@app.command()
def role(name: Name, role: Role, store: Store = None) -> None:
    """Give a user another role; it holds at once."""
    people, called = _people(store), read_name(name)
    people.users.set_role(called, role)
    people.log.note(_here(), "gave role", f"{called} {role}")
    print(f"{called} is {role} now")


@app.command()
def password(name: Name, password_stdin: FromStdin = False, store: Store = None) -> None:
    """Give a user another password; all sessions of theirs end."""
    people, called = _people(store), read_name(name)
    people.users.set_password(called, _password(password_stdin))
    people.log.note(_here(), "gave password", called)
    print(f"{called} has a new password")


@app.command()
def remove(name: Name, store: Store = None) -> None:
    """Remove a user with sessions, keys and conversations."""
    people, called = _people(store), read_name(name)
    people.users.remove(called)
    people.log.note(_here(), "removed", called)
    print(f"{called} is no user any more")


@app.command()
def key(
    name: Name,
    program: Annotated[str, typer.Argument(help="What the key is for, such as open-webui.")],
    end: Annotated[bool, typer.Option("--end", help="Take the key away.")] = False,
    store: Store = None,
) -> None:
    """Make a key for a program, which may do what the user may; it is shown this once."""
    people, called = _people(store), read_name(name)
    if end:
        people.keys.remove(called, program)
        people.log.note(_here(), "ended key", f"{called} {program}")
        print(f"the key {program} of {called} has ended")
    else:
        secret = people.keys.add(called, program)
        people.log.note(_here(), "made key", f"{called} {program}")
        print(secret)


@app.command()
def log(
    who: Annotated[str, typer.Option(help="Only what this user did.")] = "",
    count: Annotated[int, typer.Option(min=1, max=100_000, help="How many lines.")] = 50,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show what was done last, the newest first."""
    for line in _people(store).log.last(count, who.strip().lower()):
        if as_json:
            _write(asdict(line))
        else:
            print(
                f"{line.at}  {line.who or '-'}  {line.address or '-'}  {line.action}  {line.what}"
            )


def _people(store: Path | None) -> People:
    from assistant.settings import default_store

    return People.of(Database.open(store or default_store()))


def _here() -> Visitor:
    """Return who gives the commands: the one at this machine."""
    return Visitor("", "administrator", "command line")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    said: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return said


def _write(found: dict[str, Any]) -> None:
    print(json.dumps(found, ensure_ascii=False))


def main(argv: list[str] | None = None) -> None:
    """Run the command; a failure is one line on stderr and status 1."""
    try:
        app(args=argv, prog_name="python -m assistant users")
    except PeopleFault as fault:
        print(fault, file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
