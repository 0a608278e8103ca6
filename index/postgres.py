"""PostgreSQL's own ways: an address instead of a file, a lock in the server, tsvector for words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from index.errors import StoreBusy
from index.words import Tokens

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

PATIENCE = 1.5  # seconds that a writer waits for another one before it says so
SECONDS_TO_CONNECT = 5
SECONDS_A_STATEMENT = 30
LOCK = 7_230_415  # this product's writers' lock, beside the schema whose tables it guards
_NOT_AVAILABLE = "55P03"

# BM25 with each token counted once a passage. ``ts_rank_cd`` knows no rare words: of 117 questions
# to nine reports it put the right passage first for 28 % and among five for 54 %, in 17 ms; this
# 47 % and 67 % in 3 ms (SQLite's BM25: 43 % and 72 %).
RANKING = """
WITH asked AS (
    SELECT token, CAST(quote_literal(token) AS tsquery) AS lexeme
    FROM unnest(CAST(:wanted AS text[])) AS token
), kept AS (
    SELECT count(*) AS held, avg(size) AS usual FROM tokens
), found AS (
    SELECT token, row, size FROM asked JOIN tokens ON lexemes @@ lexeme
), told AS (
    SELECT token, ln(1 + (held - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM found, kept GROUP BY token, held
)
SELECT row, CAST(sum(weight * 2.2 / (1 + 1.2 * (0.25 + 0.75 * size / usual))) AS float) AS score
FROM found JOIN told USING (token), kept GROUP BY row
"""


class Postgres:
    """The database at ``url``; its search path says which schema holds the tables."""

    begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    one_at_a_time = False
    ranking = RANKING

    def __init__(self, url: URL) -> None:
        self.name = url.render_as_string(hide_password=True)
        self._url = url

    def engine(self) -> Engine:
        """Return an engine whose connections are in no transaction until one is begun."""
        from sqlalchemy import create_engine, event

        engine = create_engine(
            self._url,
            isolation_level="AUTOCOMMIT",
            connect_args={"connect_timeout": SECONDS_TO_CONNECT},
            pool_pre_ping=True,
        )
        event.listen(engine, "connect", self._set_up)
        return engine

    def _set_up(self, connection: Any, _: object) -> None:
        connection.execute(f"SET statement_timeout = '{SECONDS_A_STATEMENT}s'")

    def instead(self, why: str) -> str:  # noqa: ARG002 - a server's reasons have one remedy
        """Say what to do where the server failed."""
        return "see that the server runs, and give its address and password with --records"

    def moved(self) -> bool:
        """Say no: a server is one place."""
        return False

    def committed(self, connection: Connection, revision: int, roll: str) -> None:
        """Leave it to the server."""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Leave it to ``begin_writing``: the lock is the server's and ends with a transaction."""
        yield

    def begin_writing(self, connection: Connection) -> None:
        """Begin a transaction that no other writer is in, on whatever machine."""
        from sqlalchemy.exc import OperationalError

        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE:g}s'")
        try:
            connection.exec_driver_sql(
                f"SELECT pg_advisory_xact_lock({LOCK}, hashtext(current_schema()))"
            )
        except OperationalError as problem:
            if getattr(problem.orig, "sqlstate", "") == _NOT_AVAILABLE:
                raise StoreBusy(self.name) from problem
            raise

    def made(self) -> None:
        """Leave it to the server."""

    def make_tokens(self, connection: Connection) -> None:
        """Make the table of tokens, which goes with its passages."""
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS tokens (row INTEGER PRIMARY KEY "
            "REFERENCES passages ON DELETE CASCADE, size INTEGER NOT NULL, lexemes TSVECTOR NOT NULL)"
        )
        connection.exec_driver_sql(
            "CREATE INDEX IF NOT EXISTS tokens_by_lexeme ON tokens USING gin (lexemes)"
        )

    def add_tokens(self, connection: Connection, row: int, tokens: Tokens) -> None:
        """Keep the tokens of the passage at ``row``.

        They are not given to ``to_tsvector``, which would cut them again by the server's locale.
        """
        line = (row, len(tokens.words) + len(tokens.grams), _lexemes(tokens))
        connection.exec_driver_sql(
            "INSERT INTO tokens VALUES (%s, %s, array_to_tsvector(%s::text[]))", line
        )

    def drop_tokens(self, connection: Connection, report_id: str) -> None:
        """Leave it to the table: tokens go with their passages."""

    def forget_tokens(self, connection: Connection) -> None:
        """Forget all tokens."""
        connection.exec_driver_sql("DELETE FROM tokens")

    def holds_tokens(self, connection: Connection, row: int, tokens: Tokens) -> bool:
        """Say whether exactly these tokens are kept of the passage at ``row``."""
        asked = "SELECT lexemes = array_to_tsvector(%s::text[]) FROM tokens WHERE row = %s"
        return connection.exec_driver_sql(asked, (_lexemes(tokens), row)).scalar() is True

    def wanted(self, tokens: Tokens) -> dict[str, Any]:
        """Return what is bound in ``ranking``."""
        return {"wanted": _lexemes(tokens)}

    def copy_aside(self, why: str) -> str:  # noqa: ARG002 - SQLite names its copy so
        """Leave it to the server's own backups: there is no file here, and a change is undone."""
        return ""

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Return nothing but a failure to answer: its files are the server's own to watch."""
        connection.exec_driver_sql("SELECT 1")
        return ()


def _lexemes(tokens: Tokens) -> list[str]:
    """Mark each token with its kind, so that words answer to words and pairs to pairs.

    Tokens hold letters, digits, points and Chinese alone, so none needs to be escaped.
    """
    return [
        f"{kind}{token}"
        for kind, some in zip("wg", (tokens.words, tokens.grams), strict=True)
        for token in some
    ]
