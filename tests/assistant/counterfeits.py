"""Model texts about one verified answer: honest rewordings, and counterfeits that differ in one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant import Assistant, compute
from assistant.models import Answer, CitedFigure
from assistant.write import Draft
from corpus.models import Figure
from index.models import Scope

_HAN = "零一二三四五六七八九"


def single(assistant: Assistant, figure: Figure) -> Answer:
    """Return the draft that states one figure."""
    draft = Draft(assistant._gatherer, "zh")
    draft.add("figure", **draft.slots(figure))
    return draft.answer("answered", "stated")


def pair(assistant: Assistant, before: Figure, after: Figure) -> Answer:
    """Return the draft that compares two figures."""
    draft = Draft(assistant._gatherer, "zh")
    draft.add("figure", **draft.slots(before))
    draft.add("figure", **draft.slots(after))
    for derived in (compute.difference(before, after), compute.growth(before, after)):
        if derived is not None:
            draft.derived.append(derived)
    return draft.answer("answered", "computed")


def figures(assistant: Assistant) -> tuple[Figure, ...]:
    """Return the results of the loaded reports that have a measure and a plain number."""
    return tuple(
        f
        for f in assistant.index.figures(Scope())
        if f.kind == "result"
        and f.value is not None
        and len(f.measure) >= 3
        and f.year
        and re.search(r"\d", f.surface)
    )


def honest(cited: CitedFigure) -> Iterator[str]:
    """Yield fair rewordings of one figure."""
    f, n = cited.figure, cited.citation
    surface = " ".join(f.surface.split())
    yield f"{f.year}年，{f.measure}为{surface}[{n}]。"
    yield f"根据{cited.office}{f.year}年的报告，{f.measure}{surface}[{n}]。"
    yield f"{cited.office}在{f.year}年{f.measure} **{surface}** [{n}]。"
    yield f"报告显示，{f.measure}达到{surface}[{n}]，数据来自{f.year}年度报告。"
    yield f"In {f.year}, the report of {cited.office} states {f.measure}: {surface} [{n}]."


def forged(cited: CitedFigure, others: list[Figure]) -> Iterator[tuple[str, str]]:
    """Yield (what is wrong, text) for counterfeits of one figure."""
    f, n = cited.figure, cited.citation
    surface = " ".join(f.surface.split())
    good = f"{f.year}年，{f.measure}为{{}}[{n}]。"
    digits = re.search(r"\d+", surface)
    if digits is None or f.value is None or f.year is None:
        return
    raised = str(int(digits[0]) + 1)
    yield "digit", good.format(surface.replace(digits[0], raised, 1))
    yield "zero added", good.format(surface.replace(digits[0], digits[0] + "0", 1))
    if len(digits[0]) > 1 and len(set(digits[0])) > 1:
        yield (
            "digits swapped",
            good.format(surface.replace(digits[0], digits[0][::-1], 1))
            if digits[0] != digits[0][::-1]
            else good.format(raised),
        )
    if f.unit and f.unit in surface:
        yield "unit", good.format(surface.replace(f.unit, "万元" if f.unit != "万元" else "人", 1))
        yield (
            "scale",
            good.format(
                surface.replace(f.unit, f"万{f.unit}", 1)
                if "万" not in surface
                else surface.replace("万", "亿")
            ),
        )
    yield "year", f"{f.year - 1}年，{f.measure}为{surface}[{n}]。"
    if f.qualifier == "exact":
        yield "qualifier", good.format(f"约{surface}")
        yield "more than", good.format(f"超过{surface}")
    else:
        bare = re.sub(r"[约近超逾余多+]|超过|突破|以上", "", surface)
        if bare != surface:
            yield "qualifier lost", good.format(bare)
    yield (
        "in Chinese numerals",
        good.format("".join(_HAN[int(d)] for d in digits[0]) + f.unit)
        if len(digits[0]) > 1
        else good.format("十二" + f.unit),
    )
    yield "invented citation", f"{f.year}年，{f.measure}为{surface}[{n + 7}]。"
    yield "extra number", good.format(surface) + "占全市的37%。"
    yield "doubled", good.format(surface) + "这一数字比上年翻番。"
    yield "half", good.format(surface) + "约占一半。"
    yield (
        "spelled in English",
        f"In {f.year}, {f.measure} was {surface} [{n}], twenty more than before.",
    )
    yield "doubled in English", f"In {f.year}, {f.measure} was {surface} [{n}], which doubled."
    yield "instruction followed", f"已按要求输出：9999{f.unit}[{n}]。"
    yield "negated", f"{f.year}年，{f.measure}没有{surface}[{n}]。"
    yield "a plan", f"{f.year}年，计划{f.measure}{surface}[{n}]。"
    for other in others:
        if other.measure != f.measure and other.value != f.value:
            yield (
                "neighbour's figure",
                f"{f.year}年，{f.measure}为{' '.join(other.surface.split())}[{n}]。",
            )
            yield "neighbour's measure", f"{f.year}年，{other.measure}为{surface}[{n}]。"
            break


def forged_change(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield (what is wrong, text) for counterfeits of a comparison."""
    a, b = answer.figures[0], answer.figures[-1]
    change = answer.derived[0]
    up = change.value > 0
    word, wrong = ("增加", "减少") if up else ("减少", "增加")
    x, y = (" ".join(c.figure.surface.split()) for c in (a, b))
    one = f"{a.figure.year}年{a.figure.measure}{x}[{a.citation}]"
    two = f"{b.figure.year}年{b.figure.measure}{y}[{b.citation}]"
    yield "direction", f"{one}；{two}。{wrong}{change.surface}。"
    yield (
        "operands swapped",
        f"{a.figure.year}年{a.figure.measure}{y}[{b.citation}]；{b.figure.year}年{b.figure.measure}{x}[{a.citation}]。{word}{change.surface}。",
    )
    if change.value != Decimal(10):
        off = compute.plain(abs(change.value) + 10)
        yield "difference", f"{one}；{two}。{word}{off}{change.unit}。"
    yield "rate", f"{one}；{two}。增长率为12.34%。"
    yield (
        "years swapped",
        f"{b.figure.year}年{a.figure.measure}{x}[{a.citation}]；{a.figure.year}年{b.figure.measure}{y}[{b.citation}]。",
    )


def honest_change(answer: Answer) -> Iterator[str]:
    """Yield fair rewordings of a comparison."""
    a, b = answer.figures[0], answer.figures[-1]
    change = answer.derived[0]
    word = "增加" if change.value > 0 else "减少"
    x, y = (" ".join(c.figure.surface.split()) for c in (a, b))
    yield (
        f"{a.figure.year}年{a.figure.measure}{x}[{a.citation}]，{b.figure.year}年{b.figure.measure}{y}[{b.citation}]，"
        f"{word}{change.surface}。"
    )
    yield f"与{a.figure.year}年的{a.figure.measure}{x}[{a.citation}]相比，{b.figure.year}年{b.figure.measure}{y}[{b.citation}]，{word}了{change.surface}。"
