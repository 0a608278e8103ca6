"""The tables of a store, as data, and the version that says which ones they are."""

from __future__ import annotations

SCHEMA_VERSION = 1

TABLES: tuple[str, ...] = (
    "CREATE TABLE IF NOT EXISTS manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS reports (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, office TEXT NOT NULL,
        office_as_printed TEXT NOT NULL, year INTEGER, published TEXT,
        source TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, text TEXT NOT NULL,
        notes TEXT NOT NULL, rules TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS reports_by_content ON reports (sha256)",
    "CREATE INDEX IF NOT EXISTS reports_by_office ON reports (office, year)",
    """CREATE TABLE IF NOT EXISTS pages (
        report_id TEXT NOT NULL REFERENCES reports ON DELETE CASCADE,
        place INTEGER NOT NULL, number INTEGER NOT NULL,
        first INTEGER NOT NULL, past INTEGER NOT NULL, PRIMARY KEY (report_id, place))""",
    """CREATE TABLE IF NOT EXISTS sections (
        report_id TEXT NOT NULL REFERENCES reports ON DELETE CASCADE,
        place INTEGER NOT NULL, path TEXT NOT NULL, heading TEXT NOT NULL,
        first INTEGER NOT NULL, past INTEGER NOT NULL, year INTEGER, role TEXT NOT NULL,
        PRIMARY KEY (report_id, place))""",
    """CREATE TABLE IF NOT EXISTS figures (
        report_id TEXT NOT NULL REFERENCES reports ON DELETE CASCADE,
        place INTEGER NOT NULL, id TEXT NOT NULL, measure TEXT NOT NULL, indicator TEXT,
        value TEXT, upper TEXT, unit TEXT NOT NULL, qualifier TEXT NOT NULL, year INTEGER,
        period TEXT NOT NULL, kind TEXT NOT NULL, part_of TEXT, surface TEXT NOT NULL,
        first INTEGER NOT NULL, past INTEGER NOT NULL, PRIMARY KEY (report_id, place))""",
    "CREATE INDEX IF NOT EXISTS figures_by_year ON figures (year, report_id)",
    "CREATE INDEX IF NOT EXISTS figures_by_indicator ON figures (indicator, year)",
    # AUTOINCREMENT: a row number is never used twice, so a sealed generation cannot mistake a
    # new passage for an old one.
    """CREATE TABLE IF NOT EXISTS passages (
        row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        report_id TEXT NOT NULL REFERENCES reports ON DELETE CASCADE,
        section TEXT NOT NULL, text TEXT NOT NULL, first INTEGER NOT NULL, past INTEGER NOT NULL,
        year INTEGER, role TEXT NOT NULL, embedding BLOB NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS passages_by_report ON passages (report_id)",
    # Tokens come cut; "ascii" leaves every Chinese character inside its token.
    "CREATE VIRTUAL TABLE IF NOT EXISTS tokens USING fts5(words, grams, tokenize='ascii')",
)
