"""Keeps reports and finds their passages and figures; knows nothing of questions."""

from __future__ import annotations

from index.embed import Encoder, HashEncoder, open_encoder
from index.errors import IndexFault
from index.index import Index
from index.models import BuildReport, Contradiction, Hit, Holding, Passage, ReportCard, Scope

__all__ = [
    "BuildReport", "Contradiction", "Encoder", "HashEncoder", "Hit", "Holding", "Index", "IndexFault", "Passage",
    "ReportCard", "Scope", "open_encoder",
]  # fmt: skip
