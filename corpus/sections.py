"""Nests the headings of a report into Sections, each with its path, its year and what it is for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.headings import SUB, TOP, Heading, find_headings
from corpus.models import Section, SectionRole, Span
from corpus.roles import GLOSSARY, inherited, role_of, year_of

OPENING = 60
_SPOKEN = 8.4
_UNHEADED = ("problems", "plan")


@dataclass(slots=True)
class _Open:
    """A section whose end is not reached yet."""

    heading: Heading
    name: str
    path: tuple[str, ...]
    role: SectionRole
    year: int | None
    place: int


def read_sections(text: str, *, year: int | None) -> tuple[Section, ...]:
    """Return the sections of ``text``, the report of ``year``, in the order of their headings.

    Numbering may restart, skip a level or be absent; a section holds its sub-sections.

    >>> text = "一、总体情况\\n开展辟谣422次。\\n二、2025年打算\\n（一）立体普法\\n办好活动。"
    >>> [(s.path, s.year, s.role) for s in read_sections(text, year=2024)][-1]
    (('二、2025年打算', '（一）立体普法'), 2025, 'plan')
    """
    stack: list[_Open] = []
    done: list[tuple[int, Section]] = []
    count = 0

    def close(rank: float, at: int) -> None:
        while stack and stack[-1].heading.rank >= rank:
            done.append((stack[-1].place, _section(text, stack.pop(), at)))

    for heading in find_headings(text):
        if heading.closes:
            close(heading.rank, heading.start)
            continue
        placed = _placed(text, heading, stack)
        if placed is None:
            continue
        close(placed.rank, placed.start)
        stack.append(_opened(text, placed, stack[-1] if stack else None, year, count))
        count += 1
    close(float("-inf"), len(text))
    return tuple(section for _, section in sorted(done, key=lambda item: item[0]))


def _placed(text: str, heading: Heading, stack: list[_Open]) -> Heading | None:
    """Return ``heading`` at the rank its surroundings give it; None where it opens nothing new."""
    if heading.kind == "bare":
        return replace(heading, rank=_bare_rank(text, heading, stack))
    if heading.kind in ("problems", "plan"):
        if any(section.role in (heading.kind, "glossary") for section in stack):
            return None
        if heading.kind == "problems" and len(stack) > 1:
            return heading
        numbered = _ranks(stack)
        return replace(heading, rank=numbered[-1] + 0.5 if numbered else SUB)
    return heading


def _bare_rank(text: str, heading: Heading, stack: list[_Open]) -> float:
    """Return the rank of a heading without a number: beside its like, else inside what is open."""
    if GLOSSARY.search(text[heading.start : heading.end]):
        return TOP
    like = [section.heading.rank for section in stack if section.heading.kind == "bare"]
    if like:
        return like[-1]
    numbered = _ranks(stack)
    return numbered[-1] + 0.5 if numbered else TOP


def _ranks(stack: list[_Open]) -> list[float]:
    """Return the ranks of the open sections that have a heading of their own."""
    own = (section.heading for section in stack if section.heading.kind not in _UNHEADED)
    return [heading.rank for heading in own if heading.rank < _SPOKEN]


def _opened(
    text: str, heading: Heading, parent: _Open | None, year: int | None, place: int
) -> _Open:
    """Return the section that ``heading`` opens inside ``parent``."""
    begin = heading.words if heading.kind == "markdown" else heading.start
    name = text[begin : heading.end].strip()
    words = text[heading.words : heading.end].strip()
    if heading.kind in ("problems", "plan"):
        own: SectionRole = "plan" if heading.kind == "plan" else "problems"
    else:
        own = role_of(words, year) if heading.rank < _SPOKEN else "report"
    role = inherited(own, parent.role if parent else None)
    opening = text[heading.end : heading.end + OPENING].lstrip("。：: \n")
    if heading.kind == "plan":
        opening = words
    above = parent.year if parent else year
    told = year_of(words, opening, role, year, above) if heading.rank < _SPOKEN else above
    return _Open(heading, name, (*(parent.path if parent else ()), name), role, told, place)


def _section(text: str, opened: _Open, at: int) -> Section:
    """Return the finished section that ends before ``at``, blank lines left out."""
    start = opened.heading.start
    end = start + len(text[start:at].rstrip())
    return Section(opened.path, opened.name, Span(start, end), opened.year, opened.role)
