"""A comparison as one HTML file: every measure with its interval and p, every flipped case side by side."""

from __future__ import annotations

from html import escape

from evals.html import cell, heads, page
from evals.runs import Comparison, Flip
from evals.stats import Difference
from evals.wording import Language, name_of, word

SIGNIFICANT = 0.05


def html_comparison(found: Comparison, language: Language = "en") -> str:
    """Return the whole page."""
    title = word(language, "compared", a=found.b, b=found.a)
    rows = "".join(_row(line, language) for line in found.differences)
    told = ("measure", "cases", found.a, found.b, "difference", "p", "verdict", "up", "down")
    parts = [
        f"<h1>{escape(title)}</h1><p>{word(language, 'method')}</p>",
        f"<table>{heads(language, *map(escape, told))}{rows}</table>",
        *_flips(found, language),
    ]
    return page(title, "".join(parts), language)


def verdict(line: Difference, language: Language = "en") -> str:
    """Say whether chance would rarely make such a difference."""
    return word(language, "significant" if line.p < SIGNIFICANT else "noise")


def _row(line: Difference, language: Language) -> str:
    return (
        f"<tr><td>{escape(name_of(line.measure, language))}</td><td class=n>{line.cases}</td>"
        f"{cell(line.a)}{cell(line.b)}"
        f"<td class=n>{line.b - line.a:+.3f} ({line.low:+.3f}, {line.high:+.3f})</td>"
        f"<td class=n>{line.p:.4f}</td><td style=white-space:nowrap>{verdict(line, language)}</td>"
        f"<td class=n>{len(line.flipped_up)}</td><td class=n>{len(line.flipped_down)}</td></tr>"
    )


def _flips(found: Comparison, language: Language) -> list[str]:
    if not found.flips:
        return [f"<p>{word(language, 'no flips')}</p>"]
    measure = name_of(found.flips[0].measure, language)
    title = word(language, "flips", count=len(found.flips), measure=measure)
    return [f"<h2>{escape(title)}</h2>", *(_flip(f, found, language) for f in found.flips)]


def _flip(flip: Flip, found: Comparison, language: Language) -> str:
    sides = "".join(
        f"<div{' class=won' if won else ''}><b>{escape(name)}</b> {value:.2f}\n{escape(got)}</div>"
        for name, value, got, won in (
            (found.a, flip.before, flip.a, not flip.better),
            (found.b, flip.after, flip.b, flip.better),
        )
    )
    told = word(language, "better" if flip.better else "worse")
    return (
        f"<details open><summary><b>{escape(flip.case)}</b> {escape(flip.question)} ({told})</summary>"
        f"<p>{word(language, 'expected')}: {escape(flip.expected)}</p>"
        f"<div class=side>{sides}</div></details>"
    )
