"""What a report is: its title, its office, the year it covers, the day it was published.

The text itself is asked first, then the fields that a web page puts above it, then the name of the
file. A report is named by the year it covers, except a government's work report, which is named by
the year it was given in; so every clue to the year casts a vote, and the text outvotes the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from corpus.headings import title_lines
from corpus.lines import OFFICE_END, is_closed, is_date_line, is_office_line, is_title_end
from corpus.models import CleanText, Identity, RawDocument
from corpus.sections import read_sections
from corpus.years import date_in, plain_digits, years_in


class OfficeNames(Protocol):
    """Knows the one name of an office that is printed in several ways (``corpus.offices``)."""

    def canonical(self, printed: str) -> str:
        """Return the one name of the office."""
        ...

    def compatible(self, one: str, other: str) -> bool:
        """Say whether two names mean one office."""
        ...


TITLE_FIELDS = "信息名称|标题|题名|名称"
OFFICE_FIELDS = "发文单位|发布机构|发文机关|发布单位|制发机关|成文机关|公开机构|信息来源|来源"
DATE_FIELDS = (
    "发布日期|发布时间|公开日期|公开时间|发文时间|发文日期",
    "成文日期|生成日期|制发日期",
)
WORK_REPORT = "政府工作报告"
_HEAD = 600
_TOP = 200_000
_ENDS = "|".join(sorted(OFFICE_END, key=len, reverse=True))
_GENRE = "行政执法|法治|依法|政府信息|信息公开|政务公开|工作|年度|执法|统计|述职|网络|普法|[12][09]|二[〇○零]"
_TITLE_OFFICE = re.compile(
    rf"([一-鿿]{{2,40}}?)(?=关于|(?:[12][09]\d\d|二[〇○零]..)年)|([一-鿿]{{2,40}}?(?:{_ENDS}))(?={_GENRE})"
    rf"|([一-鿿]{{2,12}}?[省市区县州旗盟])(?={_GENRE}|{WORK_REPORT})"
)
_LEADING_YEAR = re.compile(r"^(?:关于)?(?:(?:[12][09]\d\d|二[〇○零]..)年度?(?:上半年)?)?")
_SPEAKER = re.compile(
    r"代表([一-鿿]{2,16}?(?:人民政府|政府))|^([一-鿿]{2,14}人民政府)(?:代?[省市区县州旗]长|主席)",
    re.MULTILINE,
)
_OWN = re.compile(rf"现将([一-鿿]{{3,30}}?(?:{_ENDS}))(?={_GENRE}|有关)")
_NAMED = re.compile(
    r"[一-鿿]{2,8}?[省市区县州旗](?:人民政府|(?:委)?网信办|[一-鿿]{2,12}?(?:局|委员会|办公室))"
)
_RELATIVE = re.compile(r"^[省市区县州旗我本全各]")
_BLANK = re.compile(r"\s+")
_STATED = re.compile(
    r"现(?:就|将|对).{0,60}?((?:20\d\d|二[〇○零]..)\s?年)|报告((?:20\d\d|二[〇○零]..)\s?年)"
)
_SPOKEN_ON = re.compile(r"((?:20\d\d|二[〇○零]..)年\s?\S{1,3}月\s?\S{1,3}日)在.{2,40}(?:会议|大会)")
_LONGEST_FIELD = 300
_COLON = re.compile(r"[：:]")
_CELL = re.compile(r"\t+|\s{2,}|\||\s(?=[^\s：:]{2,6}[：:])")
_FIELD = re.compile(
    rf"\s*[【\[]?({'|'.join((TITLE_FIELDS, OFFICE_FIELDS, *DATE_FIELDS))})[】\]]?\s?[：:]\s?(.*)"
)
_COPY_NAME = re.compile(r"[_\-\s]+(?:19|20)\d\d$|\s*[（(]\d{1,2}[)）]$|\s*-\s*副本$|_\d{1,2}$")


@dataclass(frozen=True, slots=True)
class _Clues:
    """What the parts of a file say, before it is weighed."""

    lines: Sequence[str]
    text: str
    title: str
    field_title: str
    field_office: str
    name_title: str
    signature: str
    published: str | None

    @property
    def work_report(self) -> bool:
        """Say whether this is the yearly report of a government to its congress."""
        titles = self.title + self.field_title + self.name_title
        return WORK_REPORT in titles or bool(re.search(r"向大会(?:报告|作)", self.text[:_HEAD]))


def read_identity(raw: RawDocument, clean: CleanText, name: str, offices: OfficeNames) -> Identity:
    """Return what the report in the file called ``name`` is."""
    clues = _clues(raw, clean, name)
    printed, office, office_note = _office(clues, offices)
    year, year_note = _year(clues)
    title = clues.title or clues.field_title or raw.title or clues.name_title
    notes = tuple(note for note in (office_note, year_note) if note)
    return Identity(title, office, printed, year, clues.published, notes)


def _clues(raw: RawDocument, clean: CleanText, name: str) -> _Clues:
    """Gather what title, fields, signature and file name say."""
    lines = [line.strip() for line in clean.text.split("\n")]
    page = "\n".join(raw.pages)[:_TOP]
    stem = PurePath(name).stem
    while _COPY_NAME.search(stem):
        stem = _COPY_NAME.sub("", stem)
    fields = _fields(page)
    signature, signed_on = _signature(lines)
    top = lines[: title_lines(lines) + 3]
    dates: list[str | None] = [signed_on]
    dates += [date_in(_field(fields, names)) for names in DATE_FIELDS]
    dates += [date_in(line) for line in top if is_date_line(line)]
    dates += [date_in(found[1]) for line in top if (found := _SPOKEN_ON.search(line))]
    dates += [raw.published]
    dates += [date_in(line) for line in page.split("\n") if is_date_line(line)]
    return _Clues(
        lines=lines,
        text=clean.text,
        title=_title(lines),
        field_title=_squeeze(_field(fields, TITLE_FIELDS)),
        field_office=_squeeze(_field(fields, OFFICE_FIELDS)),
        name_title=_squeeze(stem) or name,
        signature=signature,
        published=next((day for day in dates if day), None),
    )


def _title(lines: Sequence[str]) -> str:
    """Return the title at the top of the text, put together where it stands on several lines."""
    top = [line.lstrip("# ") for line in lines[: title_lines(lines)]]
    ends = [place for place, line in enumerate(top) if is_title_end(line)]
    if not ends:
        return ""
    first = last = ends[0]
    while first > 0 and last - first < 3:
        before = top[first - 1]
        if is_date_line(before) or is_closed(before) or "〔" in before or before.startswith("——"):
            break
        first -= 1
    return _squeeze("".join(top[first : last + 1]))


def _signature(lines: Sequence[str]) -> tuple[str, str | None]:
    """Return the office and the date that sign the report, as far as they are there."""
    for place in range(len(lines) - 1, 2, -1):
        line, before = lines[place], lines[place - 1]
        if is_date_line(line) and is_office_line(before):
            return _squeeze(before), date_in(line)
    dated = [line for line in lines[-6:] if is_date_line(line)] if len(lines) > 6 else []
    last = next((line for line in reversed(lines) if line), "")
    office = _squeeze(last) if len(lines) > 3 and is_office_line(last) else ""
    return office, date_in(dated[-1]) if dated else None


def _fields(page: str) -> dict[str, str]:
    """Return what the fields around a report say (发布机构：…), the first of each name."""
    fields: dict[str, str] = {}
    for line in page.split("\n"):
        if len(line) > _LONGEST_FIELD or not _COLON.search(line):
            continue
        cells = [cell.strip() for cell in _CELL.split(line)]
        for cell, after in zip(cells, [*cells[1:], ""], strict=True):
            found = _FIELD.match(cell)
            if found and (said := found[2] or ("" if _FIELD.match(after) else after)):
                fields.setdefault(found[1], said)
    return fields


def _field(fields: dict[str, str], names: str) -> str:
    """Return what the first of the fields ``names`` (a|b|c) says, or ''."""
    return next((fields[name] for name in names.split("|") if name in fields), "")


def _squeeze(text: str) -> str:
    """Return ``text`` without blanks, but for those between Latin words."""
    return re.sub(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])", "", text.strip())


def _office(clues: _Clues, offices: OfficeNames) -> tuple[str, str, str]:
    """Return the office as printed, its canonical name, and a note where the file name disagrees."""
    head = clues.text[: 2 * _HEAD]
    speaker = next((m[1] or m[2] for m in _SPEAKER.finditer(head)), "")
    own = next((m[1] for m in _OWN.finditer(head)), "")
    from_name = _office_in_title(clues.name_title)
    told = [_office_in_title(clues.title), clues.signature, speaker, own]
    told += [clues.field_office, _office_in_title(clues.field_title), from_name]
    whole = [office for office in told if len(office) >= 4 and not _RELATIVE.match(office)]
    if not whole:
        whole = _most_named(clues.text) or [office for office in told if office]
    if not whole:
        return "", "", "The report does not say which office it is from."
    printed = whole[0]
    names = [offices.canonical(office) for office in whole]
    # The same office may be named more fully elsewhere: with its city, or with its parent.
    alike = [name for name in names if offices.compatible(name, names[0])]
    canonical = max(alike, key=len, default=names[0])
    note = ""
    if from_name in whole and not offices.compatible(canonical, offices.canonical(from_name)):
        note = f"The file name says {from_name}, the text {printed}: the text was followed."
    return printed, canonical, note


def _office_in_title(title: str) -> str:
    """Return the office that a title names.

    >>> _office_in_title("2024年河北省政府工作报告"), _office_in_title("宿迁市2023年政府信息公开工作年度报告")
    ('河北省政府', '宿迁市人民政府')
    """
    bare = _LEADING_YEAR.sub("", plain_digits(title))
    found = _TITLE_OFFICE.match(bare)
    if found is None:
        return ""
    office = next(group for group in found.groups() if group)
    return f"{office}人民政府" if re.search(r"[省市区县州旗盟]$", office) else office


def _most_named(text: str) -> list[str]:
    """Return the office that a text without title and signature clearly names most often."""
    counts = Counter(
        found[0] for found in _NAMED.finditer(text[:_TOP]) if not _RELATIVE.match(found[0])
    )
    first, second = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return [first[0]] if first[1] >= 3 and first[1] >= 2 * second[1] else []


def _year(clues: _Clues) -> tuple[int | None, str]:
    """Return the year covered by the votes of all clues, and a note where the file name differs."""
    votes: Counter[int] = Counter()
    for year, weight in _votes(clues):
        votes[year] += weight
    named = _title_year(clues.name_title, work_report=clues.work_report)
    said = +votes
    if named is not None:
        votes[named] += 2
    if not votes:
        return None, "The report does not say which year it covers."
    best = max(votes.values())
    year = max(year for year, count in votes.items() if count == best)
    if said and named is not None and named != year:
        return year, f"The file name says {named}, the text {year}: the text was followed."
    return year, ""


def _votes(clues: _Clues) -> Iterator[tuple[int, int]]:
    """Yield the years that the text speaks for, each with the weight of its clue."""
    for title in (clues.title, clues.field_title):
        year = _title_year(title, work_report=clues.work_report)
        if year is not None:
            yield year, 3 if clues.work_report else 6
    head = "\n".join(clues.lines[:12])[: 2 * _HEAD]
    for found in _STATED.finditer(head):
        stated = years_in(_BLANK.sub("", found[1] or found[2]))
        yield from ((year, 5) for year in stated[:1])
    yield from _heading_votes(clues.text)
    opening = years_in(" ".join(line[:12] for line in clues.lines[:8] if len(line) > 40))
    yield from ((year, 2) for year in opening[:1])
    if spoken := _SPOKEN_ON.search(head):
        yield from ((year - 1, 3) for year in years_in(spoken[1]))
    if clues.published:
        year, month = int(clues.published[:4]), int(clues.published[5:7])
        yield (year - 1 if month < 8 else year), 2
    counted = Counter(years_in(clues.text[:_TOP]))
    yield from ((year, 1) for year, _ in counted.most_common(1))


def _heading_votes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the years that the outermost headings speak for: a plan's year is the one after."""
    outer = [section for section in read_sections(text, year=None) if len(section.path) == 1]
    for place, section in enumerate(outer):
        years = years_in(_BLANK.sub("", section.heading))
        if len(set(years)) != 1:
            continue
        if section.role == "plan" and place > 0:
            yield years[0] - 1, 4
        elif place == 0:
            yield years[0], 4


def _title_year(title: str, *, work_report: bool) -> int | None:
    """Return the year that a report of this title covers.

    >>> _title_year("2025年政府工作报告", work_report=True)
    2024
    """
    years = years_in(_BLANK.sub("", re.sub(r"《[^》]*》", "", title)))
    if not years:
        loose = re.findall(r"(?<!\d)20\d\d(?!\d)", title)
        years = tuple(int(year) for year in loose[:1])
        if not years or work_report:
            return years[0] - 1 if years else None
        return years[0]
    spans = re.search(r"\d{4}年?[—\-–－至~～]\d{4}年", title)
    year = years[-1] if spans else years[0]
    return year - 1 if work_report else year
