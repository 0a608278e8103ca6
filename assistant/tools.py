"""The assistant's abilities as LangChain tools: the same verified answers, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.contract import turn_json
from assistant.sources import Naming, named
from corpus.offices import load_offices
from index.models import Scope

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from assistant.assistant import Assistant

MOST_PASSAGES = 20
MOST_CHARACTERS = 500


class TextTooLong(ValueError):
    """A program sent more text than a question has."""


class Abilities:
    """What a program may ask of an assistant; every method returns a JSON text."""

    def __init__(self, assistant: Assistant, naming: Callable[[], Naming] = lambda: str) -> None:
        self._assistant = assistant
        self._naming = naming

    def all(self) -> tuple[Callable[..., str], ...]:
        """Return the abilities in the order in which they are offered."""
        return (
            self.ask,
            self.lookup_figure,
            self.compare_years,
            self.search_passages,
            self.list_reports,
        )

    def ask(self, question: str) -> str:
        """Answer a question about the loaded enforcement reports, with verified citations."""
        turn = self._assistant.ask(_short(question))
        return _json(turn_json(named(turn, self._naming())))

    def lookup_figure(self, measure: str, year: int, office: str = "") -> str:
        """Return the figure that a report states for a measure (开展辟谣) in a year, with its source."""
        return self.ask(f"{office}{year}年{measure}是多少？")

    def compare_years(self, measure: str, first: int, second: int, office: str = "") -> str:
        """Return how a measure changed from one year to another, with both sources and warnings."""
        return self.ask(f"{office}{measure}{second}年比{first}年增加了多少？")

    def search_passages(self, query: str, year: int = 0, office: str = "", count: int = 5) -> str:
        """Return the passages of the reports that fit a query, with their places."""
        index = self._assistant.index
        named = load_offices().named(office, [c.office for c in index.cards()]).matched
        scope = Scope(tuple(named) or ((office,) if office else ()), (year,) if year else ())
        hits = index.search(_short(query), scope, max(1, min(count, MOST_PASSAGES)))
        return _json([
            {
                "text": h.passage.text, "section": list(h.passage.section), "report_id": h.passage.report_id,
                "title": index.card(h.passage.report_id).title, "year": index.card(h.passage.report_id).year,
                "start": h.passage.span.start, "end": h.passage.span.end,
            }
            for h in hits
        ])  # fmt: skip

    def list_reports(self) -> str:
        """Return the loaded reports: office, year, title and how many figures each states."""
        return _json(
            [
                {
                    "id": c.id,
                    "title": c.title,
                    "office": c.office,
                    "year": c.year,
                    "figures": c.figures,
                }
                for c in self._assistant.index.cards()
            ]
        )


def tools(assistant: Assistant) -> tuple[BaseTool, ...]:
    """Return the abilities of ``assistant`` as LangChain tools with typed arguments."""
    from langchain_core.tools import StructuredTool

    return tuple(StructuredTool.from_function(able) for able in Abilities(assistant).all())


def _short(text: str) -> str:
    """Return ``text``, or refuse one that no reader would type."""
    if len(text) > MOST_CHARACTERS:
        raise TextTooLong(
            f"the text has {len(text)} characters: ask in at most {MOST_CHARACTERS} characters"
        )
    return text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
