"""Tables of every shape give the ledger that their authors meant, from every kind of file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from corpus.models import Report
from corpus.report import read_bytes
from tests.corpus.tabled.first import FIRST
from tests.corpus.tabled.render import as_docx, as_html, as_pdf, as_text
from tests.corpus.tabled.reports import TableReport, compare
from tests.corpus.tabled.second import SECOND
from tests.corpus.tabled.third import THIRD

SHAPES = (*FIRST, *SECOND, *THIRD)
FILES = {".txt": as_text, ".docx": as_docx, ".html": as_html, ".pdf": as_pdf}
Shape = Callable[[Random], TableReport]


@cache
def invented(shape: Shape, suffix: str, seed: int = 1) -> tuple[TableReport, Report]:
    report = shape(Random(f"{shape.__name__}{seed}"))
    return report, read_bytes(FILES[suffix](report), report.name + suffix)


@pytest.mark.parametrize("suffix", FILES)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_table_gives_its_whole_ledger_and_nothing_else(shape: Shape, suffix: str) -> None:
    meant, read = invented(shape, suffix)
    tally = compare(meant.gold, read.figures)
    assert (tally.missing, tally.spurious, tally.unowned) == ((), (), ())


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_other_numbers_in_the_same_shape_are_read_as_well(shape: Shape) -> None:
    tallies = [
        compare(m.gold, r.figures) for m, r in (invented(shape, ".txt", s) for s in (2, 3, 4))
    ]
    assert min(tally.f1 for tally in tallies) >= 0.98


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_kind_of_file_reads_as_the_text_does(shape: Shape) -> None:
    texts = {invented(shape, suffix)[1].text for suffix in FILES}
    assert len(texts) == 1


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_number_of_a_table_is_cited_where_it_is_printed(shape: Shape) -> None:
    _, read = invented(shape, ".docx")
    assert all(figure.span.of(read.text) == figure.surface for figure in read.figures)
