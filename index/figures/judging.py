"""What people may say of a figure: it is right, it is another number, it is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from corpus.models import Figure, Report
from corpus.numerals import SCALES, parse_number
from index.errors import IndexFault, StoreBusy
from index.index import Index
from index.judged import place_of
from index.ledger import Row, rows
from index.models import FigureNote, Verdict

VERDICTS: tuple[Verdict, ...] = ("confirmed", "corrected", "rejected")
LONGEST_NUMBER, LONGEST_UNIT, LONGEST_WHY = 40, 20, 500
LARGEST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody fills in: a verdict, for a correction its value and unit, and the reason."""

    verdict: str = ""
    value: str = ""
    unit: str = ""
    why: str = ""

    @classmethod
    def read(cls, verdict: object, value: object, unit: object, why: object) -> Said:
        """Return what the reader's side sent, each part as one line of a bounded length."""
        return cls(
            _line(verdict, 20),
            _line(value, LONGEST_NUMBER),
            _line(unit, LONGEST_UNIT),
            _line(why, LONGEST_WHY),
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure that is being judged: its row as it counts now, and the figure as it was read."""

    row: Row
    read: Figure

    @property
    def note(self) -> FigureNote | None:
        """What was said of it."""
        return self.row.note


class Judging:
    """The verdicts on the figures of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, report_id: object, figure_id: object) -> Judged | None:
        """Return a figure by its ids, which come from the reader's side; None where it is gone."""
        found = self._read(report_id, figure_id)
        if found is None:
            return None
        report, read = found
        held = next((f for f in self._index.report(report.id).figures if f.id == read.id), read)
        (row,) = rows(self._index, (held,))
        return Judged(row, read)

    def judge(self, report_id: object, figure_id: object, said: Said, who: str) -> str:
        """Keep a verdict; return the key of what is said of that: "saved", or what is wrong."""
        found = self._read(report_id, figure_id)
        if found is None:
            return "figure_gone"
        report, figure = found
        verdict = next((name for name in VERDICTS if name == said.verdict), None)
        if verdict is None:
            return "no_verdict"
        if verdict != "confirmed" and not said.why:
            return "no_why"
        value = unit = None
        if verdict == "corrected":
            number = read_number(said.value) if said.value else figure.value
            if said.value and number is None:
                return "bad_value"
            value = number if number != figure.value or figure.upper is not None else None
            unit = said.unit if said.unit and said.unit != figure.unit else None
            if value is None and unit is None:
                return "same_value"
        at = place_of(report, figure)
        self._index.records.note_figure(
            report.source, at.sentence, at.surface, at.nth, verdict, value=value, unit=unit,
            sha256=report.sha256, who=who, why=said.why,
        )  # fmt: skip
        return "saved"

    def take_back(self, report_id: object, figure_id: object) -> str:
        """Forget what was said of a figure; return the key of what is said of that."""
        judged = self.find(report_id, figure_id)
        if judged is None or judged.note is None:
            return "figure_gone"
        self._index.records.unnote_figure(judged.note.id)
        return "taken_back"

    def _read(self, report_id: object, figure_id: object) -> tuple[Report, Figure] | None:
        if not isinstance(report_id, str) or not isinstance(figure_id, str):
            return None
        if report_id not in {card.id for card in self._index.cards()}:
            return None
        report = self._index.records.report_as_read(report_id)
        figure = next((f for f in report.figures if f.id == figure_id), None)
        return None if figure is None else (report, figure)


def read_number(text: str) -> Decimal | None:
    """Return the one number that ``text`` is, None where it is anything else.

    >>> read_number("1.2万"), read_number("-3.5"), read_number("12次")
    (Decimal('12000.0'), Decimal('-3.5'), None)
    """
    bare = text.strip()
    sign = -1 if bare[:1] in ("-", "－", "−") else 1
    bare = bare.lstrip("+-＋－−").strip()
    value = parse_number(bare)
    scale = next((s for s in sorted(SCALES, key=len, reverse=True) if bare.endswith(s)), "")
    if value is None and scale:
        value = parse_number(bare.removesuffix(scale).strip())
        value = None if value is None else value * SCALES[scale]
    return None if value is None or value > LARGEST else sign * value


def said_of(problem: IndexFault) -> str:
    """Return the key of what is said of a store that cannot be written to now, "" for others."""
    return "busy" if isinstance(problem, StoreBusy) else ""


def _line(text: object, most: int) -> str:
    return " ".join(text.split())[:most] if isinstance(text, str) else ""
