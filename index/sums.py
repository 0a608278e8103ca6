"""Totals whose stated parts do not add up to them.

A list that names all parts (a bracket, a colon, a row with its total) must reach the total and may
not pass it; one that names some (其中, 等) may not pass it, unless its parts can overlap: of 50
people 30 may be party members and 25 women.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from corpus.models import Figure, Report
from corpus.sentences import sentence_at
from index.extents import rounding

# A bracket or a list with one of these names some parts only.
_OPEN = re.compile(r"其中|包括|包含|含|等|主要|如|例如|特别|尤其|部分|另")
_SPELT_OUT = re.compile(r"^(?:[，,]?(?:分别[为是]?|包括|即))?[：:]|^[，,]?分别[为是]?|^[：:]")
# Parts that are named by these may overlap: who people are, how far a case has come, what ails it.
_CROSSING = re.compile(
    r"党员|团员|女|岁|学历|学位|本科|硕士|博士|研究生|民族|青年|老年|老人|妇女|儿童|未成年|学生|残疾|退役|专职|兼职|持证|"
    r"民营|国有|小微|中小|高新|规上|规模以上|限上|外资|上市|制造业|新兴|重点|重大|首次|新增|优秀|先进|"
    r"立案|结案|办结|审结|移送|移交|整改|查处|处罚|处分|处理|罚款|没收|警告|责令|停产|关闭|吊销|起诉|逮捕|拘留|"
    r"受理|答复|采纳|纠正|撤销|调解|和解|追究|通报|约谈|涉及|涉嫌|以上|以下"
)
_ROW = re.compile(r"\S(?:\t| {2,}|\s*\|\s*)\S")
_SOME = re.compile(r"其中|小计")
_NUMBERING = re.compile(
    r"^[\s|]*(?:([一二三四五六七八九十]+、)|(（.{1,3}）)|([0-9]{1,2}[.．、](?![0-9]))|([①-⑳]))?"
)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Parts that divide a total in one way; ``whole`` says that they claim to be all of it."""

    total: Figure
    parts: tuple[Figure, ...]
    whole: bool

    @property
    def sum(self) -> Decimal:
        """What the parts add up to."""
        return sum((part.value or Decimal(0) for part in self.parts), Decimal(0))

    def adds_up(self) -> bool:
        """Say whether the parts can be parts of the total, allowing for what was rounded."""
        slack = sum((rounding(f) for f in (self.total, *self.parts)), Decimal(0)) / 2
        beyond = self.sum - (self.total.value or Decimal(0))
        return -slack <= beyond <= slack if self.whole else beyond <= slack


def wrong_sums(report: Report) -> Iterator[Breakdown]:
    """Yield the breakdowns of ``report`` whose parts and total contradict each other."""
    held: dict[str, list[Figure]] = {}
    for figure in report.figures:
        if figure.part_of:
            held.setdefault(figure.part_of, []).append(figure)
    for total in report.figures:
        for breakdown in _breakdowns(report.text, total, held.get(total.id, [])):
            if not breakdown.adds_up():
                yield breakdown


def _breakdowns(text: str, total: Figure, parts: Sequence[Figure]) -> Iterator[Breakdown]:
    """Yield the ways in which ``parts`` divide ``total``: bracket, list, table row, table column."""
    in_order = sorted(parts, key=lambda part: part.span.start)
    groups: dict[str, list[Figure]] = {}
    for part in in_order:
        groups.setdefault(_way(text, total, part), []).append(part)
    for way, group in groups.items():
        figures = (total, *group)
        if len(group) < 2 or not all(_exact(f) and f.kind == total.kind for f in figures):
            continue
        if way in _FILLS:
            if _FILLS[way](text, total, group):
                yield Breakdown(total, tuple(group), whole=True)
        elif not any(_crosses(total, part) for part in group):
            yield Breakdown(total, tuple(group), _claims_all(text, total, group))


def _exact(figure: Figure) -> bool:
    return figure.qualifier == "exact" and figure.value is not None


def _way(text: str, total: Figure, part: Figure) -> str:
    """Say how ``part`` hangs on ``total``: in its row, its column, a bracket behind it, a list."""
    line = _line(text, total.span.start)
    in_row = line[0] <= part.span.start < line[1]
    drawn = _ROW.search(text[line[0] : line[1]])
    if drawn or (not in_row and part.span.start < total.span.start):
        return "row" if in_row else "column"
    between = text[total.span.end : part.span.start]
    opened = between.count("（") + between.count("(") - between.count("）") - between.count(")")
    return "bracket" if opened > 0 else "list"


def _claims_all(text: str, total: Figure, parts: Sequence[Figure]) -> bool:
    """Say whether a bracket or a list claims to name all parts of its total."""
    before = text[total.span.end : parts[0].span.start]
    end = sentence_at(text, parts[-1].span.start).end
    behind = re.split(r"[，。；）)]", text[parts[-1].span.end : end])[0]
    told = text[total.span.end : parts[-1].span.end] + behind
    if _OPEN.search(told) or _part_missing(text, parts):
        return False
    return before.lstrip().startswith(("（", "(")) or bool(_SPELT_OUT.match(before.lstrip()))


def _part_missing(text: str, parts: Sequence[Figure]) -> bool:
    """Say whether a number stands between two parts that was not read as one of them."""
    gaps = (text[one.span.end : other.span.start] for one, other in pairwise(parts))
    return any(re.search(r"[0-9０-９]", gap) for gap in gaps)


def _crosses(total: Figure, part: Figure) -> bool:
    own = part.measure.removeprefix(total.measure)
    return bool(_CROSSING.search(own))


def _fills_its_row(text: str, total: Figure, parts: Sequence[Figure]) -> bool:
    """Say whether the row holds no other number, such as a total of totals."""
    first, past = _line(text, total.span.start)
    line = _NUMBERING.sub("", text[first:past], count=1)
    return len(re.findall(r"[0-9][0-9.,]*", line)) == len(parts) + 1


def _fills_its_column(text: str, total: Figure, parts: Sequence[Figure]) -> bool:
    """Say whether the parts stand one a line right above the total, on one level, with no gap."""
    first, past = _line(text, parts[0].span.start)[0], _line(text, total.span.start)[0]
    lines = [line for line in text[first:past].split("\n") if line.strip()]
    levels = {found.lastindex for line in lines if (found := _NUMBERING.match(line))}
    return (
        parts[-1].span.start < total.span.start
        and len(lines) == len(parts)
        and len(levels) == 1
        and not any(_SOME.search(line) for line in lines)
    )


_FILLS: dict[str, Callable[[str, Figure, Sequence[Figure]], bool]] = {
    "row": _fills_its_row,
    "column": _fills_its_column,
}


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
