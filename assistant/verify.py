"""Checks a model's wording of a draft: every number bound to its measure, year, office and source.

The rule is strict, because a right sentence that is refused costs nothing (the draft is shown)
and a wrong one that passes costs trust: numbers are allowed only as the printed or derived
surfaces of the draft, beside the words of their measure, under their year, with their direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.actions import actions_in, conflicting
from assistant.match import cover
from assistant.models import Answer, CitedFigure, Derived
from assistant.normalise import bare, simplify

_MARK = re.compile(r"\[(\d{1,3})\]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DIGITS = re.compile(r"\d+(?:[.,，．]\d+)*")
_SENTENCE = re.compile(r"(?<=[。！？!?；;\n])|(?<=\.)\s+(?=[A-Z\"“(])")
_HAN_NUMBER = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿]{2,}|[二两三四五六七八九十百千万亿](?=[余多]?[件条次人名个家宗起项份场期款倍成年月天万亿])"
    r"|分之|[一大过]半|半数|(?<!一)半(?!年|月|成品)|翻(?:了)?[一两二三]?番|成倍|倍增|加倍|百分之"
)
_ENGLISH_NUMBER = re.compile(
    r"\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    r"dozens?|scores?|half|halved|thirds?|quarters?|tenths?|twice|thrice|doubl\w*|tripl\w*|quadrupl\w*|\w+fold|(?:a|one)\s+(?:hundred|thousand|third|half|quarter|dozen|million)|per\s?cent)\b",
    re.IGNORECASE,
)
_UP = re.compile(
    r"增|升|涨|多于|高于|提高|更多|更高|\b(?:increas|ris|rose|grew|grow|more than|higher|up\b|gain|climb)",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"减|降|下滑|回落|少于|低于|更少|更低|\b(?:decreas|fell|fall|drop|declin|reduc|fewer|less than|lower|down\b|shr)",
    re.IGNORECASE,
)
_PLAN = re.compile(r"计划|目标|打算|预计|力争|\b(?:plan|target|goal|expect|aim)", re.IGNORECASE)
_QUALIFIER_WORDS = {
    "over": r"余|多|超|逾|突破|\+|以上|over|more than|above|exceed",
    "about": r"约|左右|大约|近|about|approximately|around|roughly|some",
    "under": r"近|不足|不到|将近|nearly|almost|under|less than",
    "at_least": r"不少于|不低于|至少|以上|at least|no fewer|no less",
    "at_most": r"不超过|至多|以内|以下|at most|no more|up to",
}
_NEGATION = re.compile(
    r"没有|未曾|并未|并非|不是|不到|未达|\b(?:not|never|no longer|failed|without)\b", re.IGNORECASE
)
MEASURE_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Fact:
    """What may be said: a surface, the measure words it needs beside it, its years, office, direction."""

    surface: str
    measure: str
    english: str
    years: frozenset[int]
    mark: int
    direction: int
    qualifier: str
    office: str
    plan: bool


def _key(text: str) -> str:
    """Return ``text`` for matching: no emphasis, blanks only between Latin words or numbers."""
    plain = " ".join(simplify(text).replace("*", "").split())
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", plain).lower()


def facts(answer: Answer, english: dict[str, str]) -> tuple[Fact, ...]:
    """Return the facts of a draft; ``english`` maps indicator ids to English names."""
    out = [_figure_fact(f, english) for f in answer.figures]
    out += [_derived_fact(d, english) for d in answer.derived]
    return tuple(out)


def _figure_fact(f: CitedFigure, english: dict[str, str]) -> Fact:
    name = english.get(f.figure.indicator or "", "")
    year = frozenset({f.figure.year}) if f.figure.year else frozenset()
    return Fact(
        _key(f.figure.surface),
        bare(f.figure.measure),
        name.lower(),
        year,
        f.citation,
        0,
        f.figure.qualifier,
        f.office,
        f.figure.kind == "target",
    )


def _derived_fact(d: Derived, english: dict[str, str]) -> Fact:
    first = d.inputs[0]
    name = english.get(first.indicator or "", "")
    years = frozenset(f.year for f in d.inputs if f.year)
    sign = 0 if d.label in ("ratio", "sum", "average", "multiple") else (1 if d.value > 0 else -1)
    return Fact(
        _key(d.surface), bare(first.measure), name.lower(), years, 0, sign, "exact", "", False
    )


def problems(
    text: str, answer: Answer, english: dict[str, str], offices: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return why ``text`` may not be shown in place of ``answer``; empty where it may."""
    if not text.strip():
        return ("empty",)
    if len(text) > 4 * len(answer.text) + 400:
        return ("too long",)
    known = facts(answer, english)
    marks = {c.number for c in answer.citations}
    wrong = [f"unknown citation [{m}]" for m in _MARK.findall(text) if int(m) not in marks]
    stated: set[str] = set()
    year: int | None = None
    for sentence in _sentences(simplify(text)):
        found, year = _sentence_problems(sentence, known, year, stated, answer, offices)
        wrong += found
    missing = {f.surface for f in known if f.mark} - stated
    if missing and not any(f.surface in stated for f in known):
        wrong.append("the figure is left out")
    return tuple(wrong)


def _sentences(text: str) -> Iterator[str]:
    for part in _SENTENCE.split(text):
        if part and part.strip():
            yield part


def _sentence_problems(
    sentence: str,
    known: Sequence[Fact],
    year: int | None,
    stated: set[str],
    answer: Answer,
    offices: Sequence[str],
) -> tuple[list[str], int | None]:
    """Check one sentence; return what is wrong and the year that is spoken of at its end."""
    key = _key(_MARK.sub("", sentence))
    quotes = [_key(c.quote) for c in answer.citations]
    plain = _unquoted(key, quotes, [f.measure for f in known])
    wrong: list[str] = []
    spots = _spots(plain, known)
    taken = [False] * len(plain)
    for start, end, _ in spots:
        taken[start:end] = [True] * (end - start)
    years = [
        (m.start(), int(m[1])) for m in _YEAR.finditer(plain) if not any(taken[m.start() : m.end()])
    ]
    for at, _y in years:
        taken[at : at + 4] = [True] * 4
    spoken = {y for f in known for y in f.years} | {c.year for c in answer.citations if c.year}
    wrong += [f"year {y} was not asked" for _, y in years if y not in spoken]
    for m in _DIGITS.finditer(plain):
        if not all(taken[m.start() : m.end()]):
            wrong.append(f"number {m[0]} without a source")
    wrong += [f"number in words: {m[0]}" for m in _spelled(plain, taken, known, answer)]
    for i, (start, end, facts_here) in enumerate(spots):
        floor = spots[i - 1][1] if i else 0
        ceiling = spots[i + 1][0] if i + 1 < len(spots) else len(plain)
        near = [y for at, y in years if at < start]
        speaking = near[-1] if near else (years[0][1] if years and not near and i == 0 else year)
        fitting = [
            f
            for f in facts_here
            if _fits(f, plain, floor, start, end, ceiling, speaking, [y for _, y in years], offices)
        ]
        if fitting:
            stated.add(fitting[0].surface)
        else:
            wrong.append(f"{plain[start:end]} is not bound to its measure, year or direction")
    if years:
        year = years[-1][1]
    return wrong, year


def _unquoted(key: str, quotes: Sequence[str], measures: Sequence[str]) -> str:
    """Return a sentence without the words in quotation marks that are truly quoted."""

    def blank(m: re.Match[str]) -> str:
        named = any(bare(m[1]) in measure for measure in measures)
        return m[0] if named or not any(m[1] in q for q in quotes) else " " * len(m[0])

    return re.sub(r"[“\"]([^”\"]+)[”\"]", blank, key)


def _spots(plain: str, known: Sequence[Fact]) -> list[tuple[int, int, list[Fact]]]:
    """Return where surfaces stand in a sentence, longest first, with the facts they may be."""
    spots: dict[tuple[int, int], list[Fact]] = {}
    taken = [False] * len(plain)
    for surface in sorted({f.surface for f in known}, key=len, reverse=True):
        at = plain.find(surface)
        while at >= 0:
            end = at + len(surface)
            joined = (at and plain[at - 1] in "0123456789.,") or (
                end < len(plain)
                and surface[-1].isdigit()
                and plain[end] in "0123456789.,万亿余多千百%"
            )
            if not joined and not any(taken[at:end]):
                taken[at:end] = [True] * (end - at)
                spots[(at, end)] = [f for f in known if f.surface == surface]
            at = plain.find(surface, at + 1)
    return [(s, e, fs) for (s, e), fs in sorted(spots.items())]


def _fits(
    f: Fact,
    plain: str,
    floor: int,
    start: int,
    end: int,
    ceiling: int,
    year: int | None,
    years: Sequence[int],
    offices: Sequence[str],
) -> bool:
    around = plain[floor:ceiling]
    before = plain[floor:start]
    if f.mark:
        if f.years and year is not None and year not in f.years:
            return False
        if f.plan and not _PLAN.search(plain):
            return False
        if not f.plan and _PLAN.search(before):
            return False
        if f.qualifier == "exact" and re.search(
            r"(?:约|近|超过?|逾|至少|不足|不到|over|about|nearly|almost|around|at least|more than|approximately)$",
            before.rstrip("* "),
        ):
            return False
        if _NEGATION.search(before[-6:]):
            return False
    elif years and not set(years) <= f.years:
        return False
    if f.direction:
        text = plain[max(floor - 12, 0) : min(end + 8, len(plain))] if not f.mark else around
        up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
        if (f.direction > 0 and (down or not up)) or (f.direction < 0 and (up or not down)):
            return False
    if any(
        o in plain
        for o in offices
        if f.office and o != f.office and o not in f.office and bare(o) in plain
    ):
        return False
    return not f.mark or _measured(f, around, plain)


def _measured(f: Fact, around: str, plain: str) -> bool:
    """Say whether enough of the measure's words stand beside a surface."""
    if f.english and f.english in plain:
        return True
    if conflicting(actions_in(f.measure), actions_in(bare(around))):
        return False
    hit = cover(f.measure, bare(around), single=False)
    return bool(hit) and sum(hit) / len(hit) >= MEASURE_ENOUGH


def _spelled(
    plain: str, taken: Sequence[bool], known: Sequence[Fact], answer: Answer
) -> list[re.Match[str]]:
    """Return numbers in words that stand in no surface and in no measure of the draft."""
    names = (
        [f.measure for f in known]
        + [bare(c.title) for c in answer.citations]
        + [bare(c.office) for c in answer.citations]
    )
    out = []
    for pattern in (_HAN_NUMBER, _ENGLISH_NUMBER):
        for m in pattern.finditer(plain):
            if all(taken[m.start() : m.end()]):
                continue
            word = bare(plain[max(0, m.start() - 1) : m.end() + 1])
            if any(word and word in n for n in names):
                continue
            out.append(m)
    return out
