"""The scorecard as one HTML file that needs nothing else: tables, charts, every failed case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from evals.answers import LOWER_IS_BETTER
from evals.models import CaseResult, Excerpt, Scorecard, Summary
from evals.report import MEANING, confusion, expected, in_order
from evals.svg import bars, curve

_STYLE = """
:root{color-scheme:light dark}body{font:15px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:64rem;
margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;display:block;overflow-x:auto}
td:nth-child(5){min-width:12rem}td,th{border:1px solid #8886;padding:.2rem .6rem;text-align:left}td.n{text-align:right;
font-variant-numeric:tabular-nums}figure{margin:1.5rem 0}figcaption{font-weight:600}svg{width:100%;height:auto}
svg text{font-size:12px;fill:currentColor}.bar{fill:#3b7dd8}.whisker{stroke:currentColor;stroke-width:1.5}
.grid{stroke:#8884}.line{fill:none;stroke:#3b7dd8;stroke-width:2}.line1{stroke:#d8803b}.line2{stroke:#3ba55d}
.line3{stroke:#a05cc0}details{border:1px solid #8886;border-radius:6px;padding:.4rem .8rem;margin:.5rem 0}
summary{cursor:pointer}mark{background:#ffe066;color:#000}.why{color:#b3261e}dt{font-weight:600}
@media(prefers-color-scheme:dark){.why{color:#ff8a80}}
"""
_LOW = dict.fromkeys(LOWER_IS_BETTER, " (lower is better)")
_RECALL = ("recall@1", "recall@3", "recall@5", "recall@10")


def html(card: Scorecard, changed: Iterable[str] = ()) -> str:
    """Return the whole page; ``changed`` are lines on what moved since an earlier run."""
    failed = [r for r in card.results if not r.right]
    settings = " · ".join(f"{k} {v}" for k, v in card.settings)
    parts = [
        f"<h1>{escape(card.name)}</h1>",
        f"<p>{len(card.results) - len(failed)} of {len(card.results)} cases right. {escape(settings)}</p>",
        *_changed(changed),
        "<h2>Measures</h2>",
        _measures(card),
        *_charts(card),
        *_confusion(card),
        f"<h2>{len(failed)} failed cases</h2>",
        *(_case(r) for r in failed),
    ]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(card.name)}</title>'
    return f"<!doctype html><html lang=en><head>{head}<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


def _changed(lines: Iterable[str]) -> Iterator[str]:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    if items:
        yield f"<h2>Since the last run</h2><ul>{items}</ul>"


def _measures(card: Scorecard) -> str:
    rows = "".join(
        f"<tr><td>{escape(s.measure)}</td>{_cell(s.value)}<td class=n>{s.low:.3f}–{s.high:.3f}</td>"
        f"<td class=n>{s.cases}</td><td>{escape(MEANING.get(s.measure, ''))}{_LOW.get(s.measure, '')}</td></tr>"
        for s in in_order(card.summaries)
        if s.group == "all"
    )
    return f"<table><tr><th>measure<th>value<th>95 % interval<th>cases<th>what it says</tr>{rows}</table>"


def _cell(value: float) -> str:
    return f"<td class=n>{value:.3f}</td>"


def _charts(card: Scorecard) -> Iterator[str]:
    for measure in ("right", "recall@5"):
        lines = [s for s in in_order(card.summaries) if s.measure == measure]
        if lines:
            yield bars(f"{measure} by group", [(s.group, s) for s in lines])
    by_group: dict[str, dict[str, float]] = {}
    for s in card.summaries:
        if s.measure in _RECALL and (s.group == "all" or s.group.startswith("language")):
            by_group.setdefault(s.group, {})[s.measure] = s.value
    if by_group:
        series = [(g, [values[m] for m in _RECALL]) for g, values in sorted(by_group.items())]
        yield curve("recall by depth", [m.partition("@")[2] for m in _RECALL], series)
    yield from _latency(card)


def _latency(card: Scorecard) -> Iterator[str]:
    seconds = sorted(r.seconds for r in card.results if r.seconds)
    if not seconds:
        return
    slowest = seconds[-1]
    shares = (0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
    at = [seconds[min(len(seconds) - 1, int(s * len(seconds)))] for s in shares]
    lines = [
        (
            f"p{s * 100:.0f}: {v * 1000:.0f} ms",
            Summary("seconds", "all", v / slowest, len(seconds), v / slowest, v / slowest),
        )
        for s, v in zip(shares, at, strict=True)
    ]
    yield bars(f"latency, as a share of the slowest ({slowest * 1000:.0f} ms)", lines)


def _confusion(card: Scorecard) -> Iterator[str]:
    counts = dict(confusion(card))
    if not counts:
        return
    rows, columns = sorted({e for e, _ in counts}), sorted({g for _, g in counts})
    head = "".join(f"<th>{escape(c)}" for c in columns)
    body = "".join(
        f"<tr><th>{escape(e)}</th>"
        + "".join(f"<td class=n>{counts.get((e, g), '')}</td>" for g in columns)
        + "</tr>"
        for e in rows
    )
    yield f"<h2>Expected (rows) and given (columns)</h2><table><tr><th></th>{head}</tr>{body}</table>"


def _case(result: CaseResult) -> str:
    case = result.case
    asked = " → ".join([*case.history, case.question])
    wrong = "".join(
        f"<li class=why>{escape(s.measure)} {s.value:.2f}: {escape(s.reason)}</li>"
        for s in result.scores
        if s.measure in ("right", "recall@5") and s.value < 1.0
    )
    return (
        f"<details><summary><b>{escape(case.id)}</b> {escape(asked)}</summary>"
        f"<dl><dt>expected<dd>{escape(expected(result))}<dt>got ({escape(result.outcome)})"
        f"<dd>{escape(result.got)}</dl><ul>{wrong}</ul>"
        f"{''.join(_excerpt(e) for e in result.excerpts)}</details>"
    )


def _excerpt(excerpt: Excerpt) -> str:
    path = " › ".join((excerpt.source, *excerpt.section))
    return (
        f"<blockquote><small>{escape(path)}</small><br>…{escape(excerpt.before)}"
        f"<mark>{escape(excerpt.words)}</mark>{escape(excerpt.after)}…</blockquote>"
    )
