"""Measures retrieval and answers: golden cases in, scores with their reasons out."""

from evals.errors import BrokenMeasure, EvalsError, InvalidCases
from evals.models import Case, ExpectedFigure, Quote, Score, Scorecard

__all__ = [
    "BrokenMeasure",
    "Case",
    "EvalsError",
    "ExpectedFigure",
    "InvalidCases",
    "Quote",
    "Score",
    "Scorecard",
]
