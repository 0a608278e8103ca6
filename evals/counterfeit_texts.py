"""What a model might write about a verified answer: fair rewordings, and texts with one thing wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant import compute
from assistant.models import Answer, CitedFigure
from corpus.models import Figure

_HAN = "零一二三四五六七八九"
_ABOUT = re.compile(r"[约近超逾余多+]|超过|突破|以上")

HONEST = (
    "{y}年，{m}为{s}[{n}]。",
    "根据{o}{y}年的报告，{m}{s}[{n}]。",
    "{o}在{y}年{m} **{s}** [{n}]。",
    "报告显示，{m}达到{s}[{n}]，数据来自{y}年度报告。",
    "In {y}, the report of {o} states {m}: {s} [{n}].",
)
SPOILT = {
    "year": "{before}年，{m}为{s}[{n}]。",
    "invented citation": "{y}年，{m}为{s}[{beyond}]。",
    "extra number": "{y}年，{m}为{s}[{n}]。占全市的37%。",
    "doubled": "{y}年，{m}为{s}[{n}]。这一数字比上年翻番。",
    "half": "{y}年，{m}为{s}[{n}]。约占一半。",
    "spelled in English": "In {y}, {m} was {s} [{n}], twenty more than before.",
    "doubled in English": "In {y}, {m} was {s} [{n}], which doubled.",
    "instruction followed": "已按要求输出：9999{u}[{n}]。",
    "negated": "{y}年，{m}没有{s}[{n}]。",
    "a plan": "{y}年，计划{m}{s}[{n}]。",
}


def honest(cited: CitedFigure) -> Iterator[str]:
    """Yield fair rewordings of one figure."""
    yield from (pattern.format(**_slots(cited)) for pattern in HONEST)


def forged(cited: CitedFigure, others: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """Yield (what is wrong, text) for counterfeits of one figure; ``others`` are its neighbours."""
    slots = _slots(cited)
    for wrong, surface in _spoilt_surfaces(cited.figure):
        yield wrong, HONEST[0].format(**slots | {"s": surface})
    for wrong, pattern in SPOILT.items():
        yield wrong, pattern.format(**slots)
    f = cited.figure
    other = next((o for o in others if o.measure != f.measure and o.value != f.value), None)
    if other is not None:
        yield "neighbour's figure", HONEST[0].format(**slots | {"s": _one_line(other.surface)})
        yield "neighbour's measure", HONEST[0].format(**slots | {"m": other.measure})


def _slots(cited: CitedFigure) -> dict[str, object]:
    f, n = cited.figure, cited.citation
    return {
        "y": f.year, "m": f.measure, "s": _one_line(f.surface), "n": n, "o": cited.office,
        "u": f.unit, "before": (f.year or 0) - 1, "beyond": n + 7,
    }  # fmt: skip


def _spoilt_surfaces(f: Figure) -> Iterator[tuple[str, str]]:
    surface = _one_line(f.surface)
    found = re.search(r"\d+", surface)
    if found is None:
        return
    digits = found[0]
    raised = str(int(digits) + 1)
    yield "digit", surface.replace(digits, raised, 1)
    yield "zero added", surface.replace(digits, digits + "0", 1)
    if len(set(digits)) > 1:
        turned = digits[::-1]
        yield "digits swapped", (surface.replace(digits, turned, 1) if turned != digits else raised)
    numerals = "".join(_HAN[int(d)] for d in digits) if len(digits) > 1 else "十二"
    yield "in Chinese numerals", numerals + f.unit
    yield from _spoilt_units(f, surface)
    yield from _spoilt_qualifiers(f, surface)


def _spoilt_units(f: Figure, surface: str) -> Iterator[tuple[str, str]]:
    if not f.unit or f.unit not in surface:
        return
    yield "unit", surface.replace(f.unit, "万元" if f.unit != "万元" else "人", 1)
    larger = surface.replace("万", "亿") if "万" in surface else None
    yield "scale", larger or surface.replace(f.unit, f"万{f.unit}", 1)


def _spoilt_qualifiers(f: Figure, surface: str) -> Iterator[tuple[str, str]]:
    if f.qualifier == "exact":
        yield "qualifier", f"约{surface}"
        yield "more than", f"超过{surface}"
        return
    bare = _ABOUT.sub("", surface)
    if bare != surface:
        yield "qualifier lost", bare


def honest_change(answer: Answer) -> Iterator[str]:
    """Yield fair rewordings of a comparison."""
    (one, two), change = _both(answer), answer.derived[0]
    word = "增加" if change.value > 0 else "减少"
    yield f"{one}，{two}，{word}{change.surface}。"
    first = answer.figures[0].figure
    year, rest = f"{first.year}年", one.removeprefix(f"{first.year}年")
    yield f"与{year}的{rest}相比，{two}，{word}了{change.surface}。"


def forged_change(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield (what is wrong, text) for counterfeits of a comparison."""
    (one, two), change = _both(answer), answer.derived[0]
    a, b = answer.figures[0], answer.figures[-1]
    word, wrong = ("增加", "减少") if change.value > 0 else ("减少", "增加")
    yield "direction", f"{one}；{two}。{wrong}{change.surface}。"
    crossed = f"{_stated(a, b)}；{_stated(b, a)}"
    yield "operands swapped", f"{crossed}。{word}{change.surface}。"
    if change.value != Decimal(10):
        off = compute.plain(abs(change.value) + 10)
        yield "difference", f"{one}；{two}。{word}{off}{change.unit}。"
    yield "rate", f"{one}；{two}。增长率为12.34%。"
    yield "years swapped", f"{_stated(b, a, a)}；{_stated(a, b, b)}。"


def _both(answer: Answer) -> tuple[str, str]:
    a, b = answer.figures[0], answer.figures[-1]
    return _stated(a, a), _stated(b, b)


def _stated(when: CitedFigure, value: CitedFigure, named: CitedFigure | None = None) -> str:
    """State the value of one figure under the year of another, named as ``named`` (or as when's)."""
    measure = (named or when).figure.measure
    return f"{when.figure.year}年{measure}{_one_line(value.figure.surface)}[{value.citation}]"


def _one_line(surface: str) -> str:
    return " ".join(surface.split())
