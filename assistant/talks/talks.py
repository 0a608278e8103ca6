"""The kept conversations of every user. This is the seam that the chat page stands on:

>>> talks = Talks(database, index)                                     # doctest: +SKIP
>>> id = talks.save(user, "", (Said(typed, turn),))                    # doctest: +SKIP
>>> id = talks.save(user, id, (*said, Said(typed, turn)))              # doctest: +SKIP
>>> talks.all(user, "辟谣"), talks.load(user, id)                       # doctest: +SKIP
>>> talks.rename(user, id, "周报"); talks.delete(user, id)              # doctest: +SKIP
>>> talks.export(user, id, "docx", "zh").body                          # doctest: +SKIP

``user`` is ``visitor_of(request).name``, "" where nobody logs in. Another user's conversation is
``UnknownTalk``, as one that never was. A permanent link is ``/?talk=ID&turn=N``, N from 1.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.models import Citation, Language, Turn
from assistant.people.database import Database
from assistant.people.errors import UnknownTalk
from assistant.people.log import plain
from assistant.people.users import today
from assistant.talks.codec import turn_from_json, turn_to_json
from assistant.talks.models import Export, Format, Kept, Said, Standing, TalkCard
from assistant.talks.since import Shelf, Since, judged_since, standing
from index import IndexFault
from index.words import simplified

if TYPE_CHECKING:
    from sqlalchemy import Connection

LONGEST_TITLE = 60
MOST_TALKS = 1000
"""Conversations that a user has; the oldest go."""
MOST_TURNS = 200
MOST_LISTED = 200


class Talks:
    """Keeps conversations by user; what one user keeps no other can list, read or change."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    def save(self, user: str, talk: str, said: Sequence[Said]) -> str:
        """Keep a conversation as it is now and return its id; with ``talk`` "" it is a new one.

        Turns that were kept before and are not in ``said`` go. A turn that was kept already stays
        as it was, with the digests of the files it was answered from.
        """
        id_, now = talk or secrets.token_urlsafe(12), today()
        lines = [self._line(id_, place, one) for place, one in enumerate(said[-MOST_TURNS:], 1)]
        with self._database.writing() as rows:
            if talk:
                _own(rows, user, talk)
                rows.exec_driver_sql("UPDATE talks SET changed = ? WHERE id = ?", (now, id_))
            else:
                title = plain(said[0].typed)[:LONGEST_TITLE] if said else ""
                new = "INSERT INTO talks VALUES (?, ?, ?, ?, ?)"
                rows.exec_driver_sql(new, (id_, user, title, now, now))
                rows.exec_driver_sql(_SWEEP, (user, user, MOST_TALKS))
            gone = "DELETE FROM turns WHERE talk = ? AND place > ?"
            rows.exec_driver_sql(gone, (id_, len(lines)))
            for line in lines:
                rows.exec_driver_sql(_KEEP, line)
        return id_

    def all(self, user: str, words: str = "") -> tuple[TalkCard, ...]:
        """Return a user's conversations, the latest first; with ``words`` those that hold them all."""
        wanted = simplified(words[:100]).casefold().split()
        with self._database.reading() as rows:
            twice = [word for word in wanted for _ in range(2)]
            listed = _LIST + _HOLDS * len(wanted) + _LATEST
            found = rows.exec_driver_sql(listed, (user, *twice, MOST_LISTED))
            return tuple(TalkCard(*row) for row in found)

    def load(self, user: str, talk: str) -> tuple[Said, ...]:
        """Return the questions and turns of a conversation, as they were."""
        return tuple(kept.said for kept in self.kept(user, talk))

    def kept(self, user: str, talk: str) -> tuple[Kept, ...]:
        """Return a conversation with the digests of the files that its answers cite."""
        asked = "SELECT place, typed, turn, files FROM turns WHERE talk = ? ORDER BY place"
        with self._database.reading() as rows:
            _own(rows, user, talk)
            found = rows.exec_driver_sql(asked, (talk,)).all()
        return tuple(
            Kept(Said(typed, turn_from_json(turn, f"turn {place}")), json.loads(files))
            for place, typed, turn, files in found
        )

    def card(self, user: str, talk: str) -> TalkCard:
        """Return the card of one conversation."""
        with self._database.reading() as rows:
            found = rows.exec_driver_sql(_LIST + " AND t.id = ?", (user, talk)).first()
        if found is None:
            raise UnknownTalk(talk)
        return TalkCard(*found)

    def rename(self, user: str, talk: str, title: str) -> None:
        """Give a conversation another name; a blank one changes nothing."""
        called = plain(title).strip()[:LONGEST_TITLE]
        with self._database.writing() as rows:
            _own(rows, user, talk)
            if called:
                rows.exec_driver_sql("UPDATE talks SET title = ? WHERE id = ?", (called, talk))

    def delete(self, user: str, talk: str) -> None:
        """Delete a conversation."""
        with self._database.writing() as rows:
            _own(rows, user, talk)
            rows.exec_driver_sql("DELETE FROM talks WHERE id = ?", (talk,))

    def standing(self, citation: Citation) -> Standing:
        """Check a citation against the report as it is now."""
        return standing(self._shelf, citation)

    def judged_since(self, turn: Turn) -> tuple[Since, ...]:
        """Return the figures of a kept answer that people corrected or rejected since."""
        return judged_since(self._shelf, turn)

    def export(self, user: str, talk: str, format_: Format, language: Language) -> Export:
        """Return a conversation as a file, each figure with a footnote of where it stands."""
        from assistant.talks.export import export

        kept, card = self.kept(user, talk), self.card(user, talk)
        return export(card, kept, self, format_, language)

    def _line(self, talk: str, place: int, said: Said) -> tuple[str | int, ...]:
        words = simplified("\n".join((said.typed, said.turn.answer.text))).casefold()
        files = json.dumps(self._files(said.turn))
        # JSON writes any character; the other two columns must be such as UTF-8 can hold.
        typed, found = (t.encode("utf-8", "replace").decode() for t in (said.typed, words))
        return talk, place, typed, found, turn_to_json(said.turn), files

    def _files(self, turn: Turn) -> dict[str, str]:
        """Return the digest of each file that a turn cites, as far as it is still loaded."""
        found: dict[str, str] = {}
        for report_id in {citation.report_id for citation in turn.answer.citations}:
            try:
                found[report_id] = self._shelf.report(report_id).sha256
            except IndexFault:
                continue
        return found


def _own(rows: Connection, user: str, talk: str) -> None:
    """Raise ``UnknownTalk`` unless the conversation is the user's."""
    owned = "SELECT 1 FROM talks WHERE id = ? AND user = ?"
    if rows.exec_driver_sql(owned, (talk, user)).first() is None:
        raise UnknownTalk(talk)


_KEEP = (
    "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (talk, place) DO UPDATE SET "
    "typed = excluded.typed, words = excluded.words, turn = excluded.turn, files = excluded.files "
    "WHERE turns.turn <> excluded.turn"
)
_SWEEP = (
    "DELETE FROM talks WHERE user = ? AND id NOT IN "
    "(SELECT id FROM talks WHERE user = ? ORDER BY changed DESC, rowid DESC LIMIT ?)"
)
_LIST = (
    "SELECT t.id, t.title, t.begun, t.changed, "
    "(SELECT COUNT(*) FROM turns WHERE talk = t.id) AS turns FROM talks t WHERE t.user = ?"
)
_HOLDS = (
    " AND (instr(lower(t.title), ?) OR EXISTS "
    "(SELECT 1 FROM turns WHERE talk = t.id AND instr(words, ?)))"
)
_LATEST = " ORDER BY t.changed DESC, t.rowid DESC LIMIT ?"
