"""The layers of text a figure stands in: its measure, its clause, the clause before, its sentence, its headings."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.models import Figure
from corpus.phrases import bare_verb

MEASURE, CLAUSE, BEFORE, SENTENCE, HEADING = 1.0, 0.95, 0.8, 0.45, 0.45
NEAR = BEFORE
FINED = tuple("罚款 罚金 罚没款 罚没 罚没金额 罚款金额 处罚金额 罚没收入".split())


@dataclass(frozen=True, slots=True)
class Layers:
    """A figure and the bare texts it stands in, nearest first.

    ``own`` says that the figure stands in the report of its year.
    ``part`` is what a bracket at the end of the measure names: 接收投诉、举报（投诉） counts 投诉.
    """

    figure: Figure
    office: str
    measure: str
    clause: str
    before: str
    sentence: str
    heading: str
    part: str = ""
    own: bool = True

    def valued(self) -> tuple[tuple[str, float], ...]:
        """Return each layer with what a word found in it is worth."""
        return (
            (self.measure, MEASURE),
            (self.clause, CLAUSE),
            (self.before, BEFORE),
            (self.sentence, SENTENCE),
            (self.heading, HEADING),
        )


def names_no_thing(measure: str) -> bool:
    """Say whether a measure is only an act: whose cases or whose fines, is said further up."""
    return bare_verb(measure) or measure in FINED
