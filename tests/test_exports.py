"""The names each room promises are there, and asking for one brings in nothing else."""

from __future__ import annotations

from importlib import import_module

import pytest

PROMISED = {
    "corpus": "read_bytes read_report".split(),
    "index": "BuildReport Contradiction Encoder HashEncoder Hit Holding Index IndexFault Passage "
    "ReportCard Scope open_encoder".split(),
    "assistant": ["Assistant"],
    "evals": "BrokenMeasure Case EvalsError ExpectedFigure InvalidCases Quote Score "
    "Scorecard".split(),
}


@pytest.mark.parametrize("room", PROMISED)
def test_a_room_exports_what_it_promises_and_no_more(room: str) -> None:
    assert sorted(import_module(room).__all__) == sorted(PROMISED[room])


@pytest.mark.parametrize(("room", "name"), [(r, n) for r, names in PROMISED.items() for n in names])
def test_every_exported_name_says_what_it_is(room: str, name: str) -> None:
    assert getattr(import_module(room), name).__doc__
