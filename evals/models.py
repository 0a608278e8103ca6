"""The nouns of a measurement: what was asked and expected (Case), what was found (Score)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

CaseType = Literal["figure", "passage", "comparison", "followup", "unanswerable", "chat"]
NoKind = Literal["no_report", "not_stated", "out_of_scope"]
ExpectedOutcome = Literal["answered", "not_found", "ambiguous", "out_of_scope"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report that hold the answer; ``source`` is its file name, or "" for any report."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """A figure that the answer must give; a field that is None (or "") is not asked for.

    ``value`` is in base units, as in Figure.
    """

    value: Decimal
    upper: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None
    year: int | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One question, the turns before it, and what is right.

    ``reports`` are the files that must be loaded for it to make sense; ``beside`` those that may be
    cited besides the evidence's, such as next year's that repeats the figure. ``figures`` must all be given; ``derived`` are computed results; of each group of ``numbers`` one must be shown, as printed or in
    base units; ``quotes`` must be cited and
    found; ``no`` is the kind of "no" where the answer is one; ``also`` are outcomes as
    good as ``outcome``; ``offices`` and ``years`` bound what
    may be cited (years of reports); ``carried`` the slots that must be taken from ``history``;
    ``pair`` joins a question to its twin in the other language. ``origin`` is ``file:line``.
    """

    id: str
    question: str
    type: CaseType
    outcome: ExpectedOutcome
    language: Literal["zh", "en"] = "zh"
    reports: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    figures: tuple[ExpectedFigure, ...] = ()
    derived: tuple[Decimal, ...] = ()
    numbers: tuple[tuple[Decimal, ...], ...] = ()
    quotes: tuple[Quote, ...] = ()
    says: tuple[str, ...] = ()
    no: NoKind | None = None
    also: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    warned: bool | None = None
    carried: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    pair: str = ""
    reviewed: bool = True
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """One measure of one case: a value from 0 to 1 (or a rate, or seconds) with its reason."""

    case: str
    measure: str
    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A measure over a group of cases: its mean, how many cases, its 95 % interval."""

    measure: str
    group: str
    value: float
    cases: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a quote stands: the words around it, its report and the heading path of its section."""

    source: str
    section: tuple[str, ...]
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What one case got: its scores, the answer's text and outcome, where its evidence stands."""

    case: Case
    got: str
    scores: tuple[Score, ...]
    seconds: float = 0.0
    outcome: str = ""
    excerpts: tuple[Excerpt, ...] = ()

    @property
    def right(self) -> bool:
        """Say whether the case passed: all right, or its evidence found where nothing was asked."""
        score = self.score("right") or self.score("recall@5")
        return score is None or score.value == 1.0

    def score(self, measure: str) -> Score | None:
        """Return the score of ``measure``, or None where it does not apply to this case."""
        return next((s for s in self.scores if s.measure == measure), None)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A whole run: what was measured on what, the summaries, every case, and the settings used."""

    name: str
    settings: tuple[tuple[str, str], ...]
    summaries: tuple[Summary, ...]
    results: tuple[CaseResult, ...]

    def value(self, measure: str, group: str = "all") -> float | None:
        """Return one figure of the card, or None where no case bears on it."""
        for summary in self.summaries:
            if summary.measure == measure and summary.group == group:
                return summary.value
        return None
