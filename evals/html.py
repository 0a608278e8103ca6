"""The scorecard as one HTML file that needs nothing else: tables, charts, every failed case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from evals.models import CaseResult, Excerpt, Scorecard, Summary
from evals.report import confusion, expected, in_order
from evals.svg import bars, curve
from evals.wording import Language, meaning_of, name_of, word

_STYLE = """
:root{color-scheme:light dark}body{font:15px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:64rem;
margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;display:block;overflow-x:auto}
td:nth-child(5){min-width:12rem}td,th{border:1px solid #8886;padding:.2rem .6rem;text-align:left}td.n{text-align:right;
font-variant-numeric:tabular-nums}figure{margin:1.5rem 0}figcaption{font-weight:600}svg{width:100%;height:auto}
svg text{font-size:12px;fill:currentColor}.bar{fill:#3b7dd8}.whisker{stroke:currentColor;stroke-width:1.5}
.grid{stroke:#8884}.line{fill:none;stroke:#3b7dd8;stroke-width:2}.line1{stroke:#d8803b}.line2{stroke:#3ba55d}
.line3{stroke:#a05cc0}details{border:1px solid #8886;border-radius:6px;padding:.4rem .8rem;margin:.5rem 0}
.side{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}.side>div{white-space:pre-wrap;overflow-wrap:anywhere;
border-left:3px solid #8886;padding-left:.6rem}.won{border-color:#3ba55d!important}@media(max-width:40rem){.side{grid-template-columns:1fr}}summary{cursor:pointer}mark{background:#ffe066;color:#000}.why{color:#b3261e}dt{font-weight:600}
@media(prefers-color-scheme:dark){.why{color:#ff8a80}}
"""
_RECALL = ("recall@1", "recall@3", "recall@5", "recall@10")
_PARTS = (0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)


def html(card: Scorecard, changed: Iterable[str] = (), language: Language = "en") -> str:
    """Return the whole page; ``changed`` are lines on what moved since an earlier run."""
    failed = [r for r in card.results if not r.right]
    settings = " · ".join(f"{word(language, k)} {v}" for k, v in card.settings)
    right = word(language, "right of", all=len(card.results), right=len(card.results) - len(failed))
    parts = [
        f"<h1>{escape(card.name)}</h1>",
        f"<p>{right} {escape(settings)}</p>",
        *_changed(changed, language),
        f"<h2>{word(language, 'measures')}</h2>",
        _measures(card, language),
        *_charts(card, language),
        *_confusion(card, language),
        f"<h2>{word(language, 'failed', count=len(failed), all=len(card.results))}</h2>",
        *(_case(r, language) for r in failed),
    ]
    return page(card.name, "".join(parts), language)


def page(title: str, body: str, language: Language) -> str:
    """Return one HTML file that holds all it needs."""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    return f"<!doctype html><html lang={language}><head>{head}<style>{_STYLE}</style></head><body>{body}</body></html>"


def _changed(lines: Iterable[str], language: Language) -> Iterator[str]:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    if items:
        yield f"<h2>{word(language, 'changed')}</h2><ul>{items}</ul>"


def heads(language: Language, *keys: str) -> str:
    """Return the row of column heads of a table."""
    return "<tr>" + "".join(f"<th>{word(language, key)}" for key in keys) + "</tr>"


def _measures(card: Scorecard, language: Language) -> str:
    rows = "".join(
        f"<tr><td>{escape(name_of(s.measure, language))}</td>{cell(s.value)}"
        f"<td class=n>{s.low:.3f}–{s.high:.3f}</td><td class=n>{s.cases}</td>"
        f"<td>{escape(meaning_of(s.measure, language))}</td></tr>"
        for s in in_order(card.summaries)
        if s.group == "all"
    )
    told = heads(language, "measure", "value", "interval", "cases", "says")
    return f"<table>{told}{rows}</table>"


def cell(value: float) -> str:
    """Return a number as a cell of a table."""
    return f"<td class=n>{value:.3f}</td>"


def _charts(card: Scorecard, language: Language) -> Iterator[str]:
    for measure in ("right", "recall@5"):
        lines = [s for s in in_order(card.summaries) if s.measure == measure]
        title = word(language, "by group", measure=name_of(measure, language))
        if lines:
            yield bars(title, [(s.group, s) for s in lines])
    by_group: dict[str, dict[str, float]] = {}
    for s in card.summaries:
        if s.measure in _RECALL and (s.group == "all" or s.group.startswith("language")):
            by_group.setdefault(s.group, {})[s.measure] = s.value
    if by_group:
        series = [(g, [values[m] for m in _RECALL]) for g, values in sorted(by_group.items())]
        depths = [m.partition("@")[2] for m in _RECALL]
        yield curve(word(language, "by depth"), depths, series)
    yield from _latency(card, language)


def _latency(card: Scorecard, language: Language) -> Iterator[str]:
    seconds = sorted(r.seconds for r in card.results if r.seconds)
    if not seconds:
        return
    slowest, ms = seconds[-1], word(language, "ms")
    at = [seconds[min(len(seconds) - 1, int(s * len(seconds)))] for s in _PARTS]
    lines = [
        (
            f"p{s * 100:.0f}: {v * 1000:.0f} {ms}",
            Summary("seconds", "all", v / slowest, len(seconds), v / slowest, v / slowest),
        )
        for s, v in zip(_PARTS, at, strict=True)
    ]
    yield bars(word(language, "latency", ms=f"{slowest * 1000:.0f}"), lines)


def _confusion(card: Scorecard, language: Language) -> Iterator[str]:
    counts = dict(confusion(card))
    if not counts:
        return
    rows, columns = sorted({e for e, _ in counts}), sorted({g for _, g in counts})
    head = "".join(f"<th>{escape(word(language, c))}" for c in columns)
    body = "".join(
        f"<tr><th>{escape(word(language, e))}</th>"
        + "".join(f"<td class=n>{counts.get((e, g), '')}</td>" for g in columns)
        + "</tr>"
        for e in rows
    )
    title = word(language, "confusion")
    yield f"<h2>{title}</h2><table><tr><th></th>{head}</tr>{body}</table>"


def _case(result: CaseResult, language: Language) -> str:
    case = result.case
    asked = " → ".join([*case.history, case.question])
    wrong = "".join(
        f"<li class=why>{escape(name_of(s.measure, language))} {s.value:.2f}: {escape(s.reason)}</li>"
        for s in result.scores
        if s.measure in ("right", "recall@5") and s.value < 1.0
    )
    wanted, got = word(language, "expected"), word(language, "got")
    return (
        f"<details><summary><b>{escape(case.id)}</b> {escape(asked)}</summary>"
        f"<dl><dt>{wanted}<dd>{escape(expected(result))}"
        f"<dt>{got} ({escape(word(language, result.outcome))})"
        f"<dd>{escape(result.got)}</dl><ul>{wrong}</ul>"
        f"{''.join(_excerpt(e) for e in result.excerpts)}</details>"
    )


def _excerpt(excerpt: Excerpt) -> str:
    path = " › ".join((excerpt.source, *excerpt.section))
    return (
        f"<blockquote><small>{escape(path)}</small><br>…{escape(excerpt.before)}"
        f"<mark>{escape(excerpt.words)}</mark>{escape(excerpt.after)}…</blockquote>"
    )
