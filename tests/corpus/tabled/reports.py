"""What an invented table report is, and how its ledger is compared with the figures that were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.models import Figure

Row = Sequence[str | None]
YEAR = 2024


@dataclass(frozen=True)
class Gold:
    """A figure that the report states: ``words`` must all stand in its measure."""

    value: Decimal
    unit: str
    words: tuple[str, ...]
    year: int = YEAR
    kind: str = "result"
    qualifier: str = "exact"
    whole: Decimal | None = None

    def fits(self, figure: Figure) -> bool:
        """Say whether ``figure`` is this one."""
        said = (figure.value, figure.unit, figure.year, figure.kind, figure.qualifier)
        bare = figure.measure.replace(" ", "")
        wanted = (self.value, self.unit, self.year, self.kind, self.qualifier)
        return said == wanted and all(word in bare for word in self.words)


@dataclass
class TableReport:
    """A report as its author sees it: paragraphs and tables in order, and the ledger they state."""

    name: str
    title: str
    blocks: list[str | list[Row]] = field(default_factory=list)
    gold: list[Gold] = field(default_factory=list)

    def says(self, paragraph: str) -> None:
        """Add a paragraph."""
        self.blocks.append(paragraph)

    def states(self, value: str | int, unit: str, *words: str, **more: object) -> None:
        """Add a figure to the ledger, its value in base units."""
        plain = Decimal(str(value).replace(",", ""))
        whole = more.pop("whole", None)
        total = None if whole is None else Decimal(str(whole))
        self.gold.append(Gold(plain, unit, words, whole=total, **more))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Tally:
    """How many figures were right, missing and too many, with their places."""

    right: int
    missing: tuple[Gold, ...]
    spurious: tuple[Figure, ...]
    unowned: tuple[Gold, ...]

    @property
    def f1(self) -> float:
        """Return the harmonic mean of recall and precision."""
        wrong = len(self.missing) + len(self.spurious)
        return 2 * self.right / (2 * self.right + wrong) if self.right or wrong else 1.0


def compare(gold: Sequence[Gold], figures: Sequence[Figure]) -> Tally:
    """Match every gold figure with one figure of its own."""
    left, missing, unowned = list(figures), [], []
    by_id = {figure.id: figure for figure in figures}
    for one in gold:
        found = next((figure for figure in left if one.fits(figure)), None)
        if found is None:
            missing.append(one)
            continue
        left.remove(found)
        owner = by_id.get(found.part_of or "")
        if one.whole is not None and (owner is None or owner.value != one.whole):
            unowned.append(one)
    return Tally(len(gold) - len(missing), tuple(missing), tuple(left), tuple(unowned))
