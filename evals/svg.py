"""Small charts as SVG text: bars with intervals, lines. No script, no network, dark mode safe."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from evals.models import Summary

_ROW, _LABEL, _WIDE, _LONGEST = 24, 220, 420, 30


def bars(title: str, lines: Sequence[tuple[str, Summary]]) -> str:
    """Return horizontal bars from 0 to 1, each with its 95 % interval and number of cases."""
    height = _ROW * len(lines) + 8
    rows = "".join(_bar(i, label, line) for i, (label, line) in enumerate(lines))
    return _figure(title, _LABEL + _WIDE + 120, height, rows)


def _bar(number: int, label: str, line: Summary) -> str:
    y = number * _ROW + 4
    end, low, high = (_LABEL + _WIDE * v for v in (line.value, line.low, line.high))
    middle = y + 9
    return (
        f'<text x="{_LABEL - 8}" y="{y + 13}" text-anchor="end">{escape(_short(label))}</text>'
        f'<rect x="{_LABEL}" y="{y + 2}" width="{max(1, end - _LABEL):.1f}" height="14" class="bar"/>'
        f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}" class="whisker"/>'
        f'<text x="{_LABEL + _WIDE + 8}" y="{y + 13}">{line.value:.3f} (n={line.cases})</text>'
    )


def curve(title: str, names: Sequence[str], series: Sequence[tuple[str, Sequence[float]]]) -> str:
    """Return one line a series over named places on the x axis, from 0 to 1 on the y axis."""
    left, top, wide, high = 40, 10, 420, 180
    step = wide / max(1, len(names) - 1)
    parts = [
        f'<text x="{left - 6}" y="{top + high * (1 - v) + 4:.0f}" text-anchor="end">{v}</text>'
        f'<line x1="{left}" x2="{left + wide}" y1="{top + high * (1 - v):.0f}" '
        f'y2="{top + high * (1 - v):.0f}" class="grid"/>'
        for v in (0, 0.5, 1)
    ]
    for i, name in enumerate(names):
        x = left + i * step
        parts.append(
            f'<text x="{x:.0f}" y="{top + high + 18}" text-anchor="middle">{escape(name)}</text>'
        )
    for number, (name, values) in enumerate(series):
        points = [(left + i * step, top + high * (1 - v)) for i, v in enumerate(values)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" class="line line{number % 4}"/>')
        y = top + 14 * number + 10
        parts.append(
            f'<line x1="{left + wide + 14}" x2="{left + wide + 34}" y1="{y - 4}" y2="{y - 4}" '
            f'class="line line{number % 4}"/><text x="{left + wide + 40}" y="{y}">{escape(name)}</text>'
        )
    return _figure(title, left + wide + 160, top + high + 26, "".join(parts))


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"


def _figure(title: str, width: int, height: int, body: str) -> str:
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<svg viewBox="0 0 {width} {height}" style="max-width:{width}px" role="img" '
        f'aria-label="{escape(title)}">{body}</svg></figure>'
    )
