"""The nouns of a conversation: Question, Derived, Citation, Answer, Turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from corpus.models import Figure, Span
from index.models import Scope

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Intent = Literal[
    "figure",
    "compare",
    "series",
    "rank",
    "sum",
    "share",
    "text",
    "overview",
    "ledger",
    "chart",
    "identity",
    "coverage",
    "chat",
]
Role = Literal["", "problems", "plan"]
Outcome = Literal["answered", "not_found", "ambiguous", "out_of_scope"]


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood of a text and the turns before it.

    ``measures`` are the things asked about in the reader's words; ``indicators`` the canonical ids
    they name; ``carried`` the slots taken from earlier turns;
    ``unknown_offices`` places or offices that the text names and no loaded report has; ``parts``
    those that only stand inside a report. ``topic`` is
    the text without years, offices and asking; ``role`` the part of a report it asks for; ``within`` the figures that "其中" points back to,
    found under ``within_topic``; ``beside`` the figures the talk was about; ``left_out`` the slots
    that the reader took away.
    """

    text: str
    language: Language
    intent: Intent
    measures: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    scope: Scope = Scope()
    carried: tuple[str, ...] = ()
    unknown_offices: tuple[str, ...] = ()
    wants_plan: bool = False
    direction: Literal["most", "least", ""] = ""
    parts: tuple[str, ...] = ()
    topic: str = ""
    role: Role = ""
    asks_number: bool = False
    within: tuple[str, ...] = ()
    within_topic: str = ""
    beside: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that was computed, with the figures it was computed from."""

    label: str
    value: Decimal
    unit: str
    surface: str
    inputs: tuple[Figure, ...]
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source: the quoted words and where they stand; ``span.of(report.text) == quote``.

    ``confidence`` is how sure the recognition of a scanned page was, from 0 to 1; None for text.
    """

    number: int
    report_id: str
    title: str
    office: str
    year: int | None
    section: tuple[str, ...]
    page: int | None
    quote: str
    span: Span
    source: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure as an answer shows it: the figure, its office, and the citation it stands in."""

    figure: Figure
    office: str
    citation: int


@dataclass(frozen=True, slots=True)
class Series:
    """One line or group of bars: values by label, None where no report states one (never zero)."""

    name: str
    unit: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Data for a chart: labels on the x axis, series of values, footnotes for warnings."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table to show under an answer: column heads and rows of text (numbers as printed)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate that settles an ambiguous question: what to show and the question to ask."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader is shown. ``text`` carries [n] marks that point to ``citations``.

    ``outcome`` says which kind of answer it is and ``reason`` why; ``warnings`` are notes on
    comparability; ``choices`` settle an ambiguous question; ``suggestions`` are next questions.
    ``plain`` is the text without a model, verified as well, where ``text`` is a model's.
    """

    text: str
    outcome: Outcome
    reason: str = ""
    citations: tuple[Citation, ...] = ()
    figures: tuple[CitedFigure, ...] = ()
    derived: tuple[Derived, ...] = ()
    warnings: tuple[str, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[str, ...] = ()
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was understood and the answer it got; a conversation is a tuple of these."""

    question: Question
    answer: Answer
    seconds: float = field(default=0.0, compare=False)
