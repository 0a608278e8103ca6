"""What the chat page needs of kept conversations: keep one, take one up again, check its sources."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.models import Language, Turn
from assistant.people.errors import UnknownTalk
from assistant.talks.models import Said
from assistant.talks.since import said
from assistant.talks.talks import Talks
from assistant.talks.wording_page import label


class Keeper:
    """Keeps the conversations of one page, each for the visitor who holds it."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    def keep(self, user: str, talk: str, said: Sequence[Said]) -> str:
        """Keep a conversation and return its id; one that was deleted meanwhile begins anew."""
        try:
            return self._talks.save(user, talk, said)
        except UnknownTalk:
            return self._talks.save(user, "", said)

    def take_up(self, user: str, talk: object) -> tuple[Said, ...]:
        """Return a conversation to go on with; nothing where the visitor has none of that name."""
        try:
            return self._talks.load(user, talk) if isinstance(talk, str) and talk else ()
        except UnknownTalk:
            return ()

    def notes(self, turn: Turn, language: Language) -> tuple[str, ...]:
        """Return what has changed since in the reports and figures that an answer cites."""
        standing = ((c.number, self._talks.standing(c)) for c in turn.answer.citations)
        sources = tuple(
            label(language, f"source_{found}", number=number)
            for number, found in standing
            if found != "stands"
        )
        judged = self._talks.judged_since(turn)
        return (*sources, *(said(since, language, since.citation) for since in judged))
