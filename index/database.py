"""Where a store's records lie, and what the databases that can hold them do each in its own way."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import RecordsUnusable, StoreMismatch
from index.postgres import Postgres
from index.sqlite import Sqlite
from index.words import Tokens

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

FILE = "records.sqlite"
NOTE = "records.url"
_KNOWN = "give sqlite:///FILE or postgresql+psycopg://USER@HOST/DATABASE"


class Database(Protocol):
    """What the records need of a database beyond SQLAlchemy's common language."""

    name: str
    begin_reading: str
    one_at_a_time: bool
    ranking: str

    def engine(self) -> Engine:
        """Return an engine whose connections are in no transaction until one is begun."""

    def instead(self, why: str) -> str:
        """Say what to do where the database failed for the reason ``why``."""

    def moved(self) -> bool:
        """Say whether another file has taken the place of the one that was opened last."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep other writers out, or raise ``StoreBusy``."""

    def begin_writing(self, connection: Connection) -> None:
        """Begin a transaction that no other writer is in."""

    def committed(self, connection: Connection, revision: int, roll: str) -> None:
        """See to it that what was just committed rests where nothing short of the disk harms it."""

    def made(self) -> None:
        """Trust its file, which was just made."""

    def make_tokens(self, connection: Connection) -> None:
        """Make the table of tokens."""

    def add_tokens(self, connection: Connection, row: int, tokens: Tokens) -> None:
        """Keep the tokens of the passage at ``row``."""

    def drop_tokens(self, connection: Connection, report_id: str) -> None:
        """Forget the tokens of a report's passages, which are dropped next."""

    def forget_tokens(self, connection: Connection) -> None:
        """Forget all tokens, whatever state they are in."""

    def holds_tokens(self, connection: Connection, row: int, tokens: Tokens) -> bool:
        """Say whether exactly these tokens are kept of the passage at ``row``."""

    def wanted(self, tokens: Tokens) -> dict[str, Any]:
        """Return what is bound in ``ranking`` to find passages that hold a token."""

    def copy_aside(self, why: str) -> str:
        """Keep a copy of its file as it is, and return where; "" where a server keeps the data."""

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Return what is wrong with its files."""


def database_at(folder: Path | None, url: str = "") -> Database:
    """Return the database at ``url``, else the file in ``folder``, else one in memory."""
    if not url:
        return Sqlite(folder / FILE if folder else None)
    place = _parsed(url)
    if place.get_backend_name() == "sqlite" and place.database:
        return Sqlite(Path(place.database))
    if place.get_backend_name() == "postgresql" and place.get_driver_name() == "psycopg":
        return Postgres(place)
    raise RecordsUnusable(place.render_as_string(), f"{place.drivername} is not known", _KNOWN)


def records_file(folder: Path, url: str = "") -> Path | None:
    """Return the file that the records of a store lie in, or None where a server keeps them."""
    if not url:
        return folder / FILE
    place = _parsed(url)
    return Path(place.database) if place.get_backend_name() == "sqlite" and place.database else None


def address_of(folder: Path, given: str = "") -> str:
    """Return where the records of the store in ``folder`` lie; "" is its own file.

    That is the ``given`` address, or the one that was noted when the store was made.
    """
    note = folder / NOTE
    noted = note.read_text(encoding="utf-8").strip() if note.is_file() else ""
    own = (folder / FILE).is_file()
    if given and (own or noted not in ("", _without_password(given))):
        instead = "open it without --records, or build a new store with `--store NEW`"
        wanted = _without_password(given)
        raise StoreMismatch(str(folder), "records", noted or FILE, wanted, instead)
    return given or noted


def note_address(folder: Path, url: str) -> None:
    """Write down where the records lie, without the password, so that later commands find them."""
    note = folder / NOTE
    if url and not note.is_file():
        note.write_text(_without_password(url) + "\n", encoding="utf-8")


def _parsed(url: str) -> URL:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url)
    except ArgumentError as problem:
        raise RecordsUnusable("there", "this is no address of a database", _KNOWN) from problem


def _without_password(url: str) -> str:
    from sqlalchemy import URL

    place = _parsed(url).difference_update_query(["password"])
    return URL.create(
        place.drivername, place.username, None, place.host, place.port, place.database, place.query
    ).render_as_string(hide_password=False)
