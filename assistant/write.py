"""Answers as they are written: a Draft collects sentences with their sources; a Writer words them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from assistant.cite import Sources
from assistant.compute import plain
from assistant.gather import Gatherer
from assistant.models import (
    Answer,
    Chart,
    Choice,
    CitedFigure,
    Derived,
    Language,
    Outcome,
    Question,
    Table,
)
from assistant.printed import printed
from assistant.wording import QUALIFIERS_EN, UNITS_EN, say
from corpus.models import Figure, Report, Span


class Writer(Protocol):
    """Words a verified answer; what it returns is verified again before anyone sees it."""

    def write(self, question: Question, answer: Answer) -> str:
        """Return the text to show for ``answer``."""
        ...


class TemplateWriter:
    """The writer without a model: the draft's own sentences."""

    def write(self, question: Question, answer: Answer) -> str:  # noqa: ARG002 - the seam's shape
        """Return the draft as it is."""
        return answer.text


class Draft:
    """Lines, citations, figures, derived numbers and warnings of an answer in the making."""

    def __init__(self, gatherer: Gatherer, language: Language) -> None:
        self.gatherer = gatherer
        self.language: Language = language
        self.sources = Sources()
        self.lines: list[str] = []
        self.figures: list[CitedFigure] = []
        self.derived: list[Derived] = []
        self.warnings: list[str] = []
        self.choices: list[Choice] = []
        self.chart: Chart | None = None
        self.table: Table | None = None

    def say(self, key: str, **slots: object) -> str:
        """Return a sentence of the wording table in the reader's language."""
        return say(self.language, key, **slots)

    def add(self, key: str, **slots: object) -> None:
        """Put a sentence of the wording table on a line of its own."""
        self.lines.append(self.say(key, **slots))

    def warn(self, key: str, **slots: object) -> None:
        """Add a warning once."""
        text = self.say(key, **slots)
        if text not in self.warnings:
            self.warnings.append(text)

    def cite(self, report: Report, span: Span) -> str:
        """Cite the words at ``span`` and return the mark, such as [1]."""
        return f"[{self.sources.cite(report, span)}]"

    def cite_figure(self, figure: Figure) -> str:
        """Cite the sentence a figure stands in, keep the figure, and return the mark."""
        report = self.gatherer.report(figure.report_id)
        number = self.sources.cite(report, self.gatherer.sentence(report, figure.span.start))
        cited = CitedFigure(figure, report.office, number)
        if cited not in self.figures:
            self.figures.append(cited)
        return f"[{number}]"

    def measure(self, figure: Figure) -> str:
        """Return the measure as printed; in English with the indicator's English name."""
        if self.language == "zh" or not figure.indicator:
            return figure.measure
        name = self.gatherer.english_indicator(figure.indicator)
        return f"{name} ({figure.measure})" if name else figure.measure

    def office(self, name: str) -> str:
        """Return an office's name; in English with its English name."""
        if self.language == "zh" or not name:
            return name or self.say("all_offices")
        english = self.gatherer.english_office(name)
        return f"{english} ({name})" if english and english != name else name

    def _stating(self, figure: Figure) -> str:
        """Return the office that states a figure; said to be unknown where its report names none."""
        office = self.gatherer.office_of(figure.report_id)
        return self.office(office) if office else self.say("office_unknown")

    def gloss(self, figure: Figure) -> str:
        """Return what the printed number means for an English reader; nothing in Chinese."""
        if self.language == "zh" or figure.value is None or figure.unit in ("%", "‰"):
            return ""
        unit = UNITS_EN.get(figure.unit, "")
        value = grouped(figure.value) + (
            f"–{grouped(figure.upper)}" if figure.upper is not None else ""
        )
        return f" ({QUALIFIERS_EN[figure.qualifier]}{value}{' ' + unit if unit else ''})"

    def slots(self, figure: Figure) -> dict[str, str]:
        """Return what the sentences about one figure need, citing it."""
        mark = self.cite_figure(figure)
        return {
            "measure": self.measure(figure),
            "surface": printed(figure),
            "gloss": self.gloss(figure),
            "mark": mark,
            "year": str(figure.year or ""),
            "period": figure.period,
            "office": self._stating(figure),
        }

    def where(self, offices: Sequence[str], years: Sequence[int]) -> str:
        """Return which reports are meant: 渝北区网信办2023年的报告, or all that are loaded."""
        key = {(1, 1): "where", (1, 0): "where_office", (0, 1): "where_years", (0, 0): "where_all"}
        return self.say(
            key[bool(offices), bool(years)],
            office=self.joined(self.office(o) for o in offices),
            years=self.joined(self.say("year_named", year=y) for y in years),
        )

    def joined(self, words: Iterable[str]) -> str:
        """Return words in a row: A、B、C or A, B, C."""
        return self.say("and").join(words)

    def answer(self, outcome: Outcome, reason: str, suggestions: Sequence[str] = ()) -> Answer:
        """Return the answer as written so far."""
        return Answer(
            text="\n".join(self.lines),
            outcome=outcome,
            reason=reason,
            citations=self.sources.citations,
            figures=tuple(self.figures),
            derived=tuple(self.derived),
            warnings=tuple(self.warnings),
            chart=self.chart,
            table=self.table,
            choices=tuple(self.choices),
            suggestions=tuple(suggestions),
        )


def grouped(value: Decimal) -> str:
    """Return ``value`` with thousands separators: 12000000 -> 12,000,000."""
    text = plain(value)
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")
