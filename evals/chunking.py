"""The same report in longer or shorter passages: what an ablation of chunking compares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.models import Report, Span
from corpus.sentences import sentence_spans
from index.models import Passage


def rechunked(pieces: Sequence[Passage], report: Report, length: int) -> tuple[Passage, ...]:
    """Join neighbours of one section up to ``length`` characters, or cut at sentences down to it."""
    joined: list[Passage] = []
    for piece in (part for whole in pieces for part in _cut(whole, report, length)):
        last = joined[-1] if joined else None
        if last and last.section == piece.section and piece.span.end - last.span.start <= length:
            joined[-1] = _over(last, report, Span(last.span.start, piece.span.end))
        else:
            joined.append(piece)
    return tuple(joined)


def _cut(piece: Passage, report: Report, length: int) -> Iterator[Passage]:
    if piece.span.end - piece.span.start <= length:
        yield piece
        return
    start = piece.span.start
    for sentence in sentence_spans(piece.text):
        yield _over(piece, report, Span(start + sentence.start, start + sentence.end))


def _over(piece: Passage, report: Report, span: Span) -> Passage:
    """Return ``piece`` moved to ``span``; its id says where it begins, as that of any passage."""
    return replace(piece, id=f"{report.id}-p{span.start}", text=span.of(report.text), span=span)
