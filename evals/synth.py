"""Invented reports with everything they state kept as gold: offices × years, seeded, streamed.

The texts vary in phrasing, headings, layout, number style, qualifiers and names of indicators, so
that a rule which fits one pattern shows. What they are made of is in synth.yaml; nothing here
looks at how the product reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.errors import EvalsError
from evals.synth_compose import Composer
from evals.synth_models import Office, SynthReport, tables


def offices(count: int, only: str = "") -> tuple[Office, ...]:
    """Return ``count`` invented offices; kinds alternate unless ``only`` one is wanted."""
    parts = tables()["district_parts"]
    first, second, last = (list(parts[k].items()) for k in ("first", "second", "last"))
    every = tables()["offices"]
    kinds = [i for i, kind in enumerate(every) if not only or kind["short"] == only]
    if not kinds:
        raise EvalsError(f"no kind of office {only!r}; known are {[k['short'] for k in every]}")
    made = []
    for i in range(count):
        kind, n = kinds[i % len(kinds)], i // len(kinds)
        (a, a_en), (b, b_en) = first[n % 30], second[(n + n // 30) % 30]
        c, c_en = last[n % 3]
        english = f"{a_en}{b_en} {c_en} {every[kind]['english']}"
        made.append(Office(a + b + c + every[kind]["short"], english, a + b + c, kind))
    return tuple(made)


def synth_reports(
    count_offices: int, first_year: int, years: int, seed: int = 1, only: str = ""
) -> Iterator[SynthReport]:
    """Yield the reports one by one, office by office; the same seed gives the same reports."""
    for office in offices(count_offices, only):
        for year in range(first_year, first_year + years):
            yield synth_report(office, year, seed)


def synth_report(office: Office, year: int, seed: int = 1) -> SynthReport:
    """Return one office's report of one year."""
    return Composer(office, year, seed).report()
