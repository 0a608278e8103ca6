"""Reports put together by hand, so that a test of the index reads no file.

The offices, years and numbers are invented.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from corpus.models import Figure, Page, Report, Section, Span

Part = tuple[str, str]

RUMOURS: tuple[Part, ...] = (
    (
        "一、执法情况",
        "全年开展辟谣 318 次，约谈网站 12 家。查删有害信息 1200 余万条，处置账号 45 个。",
    ),
    ("二、存在的问题", "基层执法力量不足，专业人才短缺。部门之间的协作还不够顺畅。"),
    ("三、2032年打算", "加强队伍建设，计划培训执法人员 60 人次。"),
)
SCHOOLS: tuple[Part, ...] = (
    ("一、校园检查", "检查学校食堂 97 家，发现隐患 33 处，全部完成整改。"),
    ("二、宣传活动", "举办食品安全讲座 21 场，发放宣传册 5000 份。"),
)


def a_report(
    office: str = "甲州市乙县网信办",
    year: int | None = 2031,
    parts: tuple[Part, ...] = RUMOURS,
    source: str = "",
    pages: int = 0,
) -> Report:
    """Return a report whose text holds a title and the headed ``parts``, and states two figures."""
    title = f"{office}{year}年行政执法工作报告"
    text = title + "\n"
    sections: list[Section] = []
    for heading, body in parts:
        start = len(text)
        text += f"{heading}\n{body}\n"
        plan = "打算" in heading
        described = year + 1 if plan and year else year
        span = Span(start, len(text))
        role = "plan" if plan else "report"
        sections.append(Section((heading,), heading, span, described, role))
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    bare = Report(
        id=digest[:12], title=title, office=office, office_as_printed=office, year=year,
        published="2032-01-09", source=source or f"{office}-{year}.txt", sha256=digest, text=text,
        pages=_pages(text, pages), sections=tuple(sections), figures=(), notes=("由人手写成",),
    )  # fmt: skip
    return replace(bare, figures=_figures(bare))


def _pages(text: str, count: int) -> tuple[Page, ...]:
    step = -(-len(text) // count) if count else 0
    starts = range(0, len(text), step) if step else ()
    return tuple(
        Page(number, Span(start, min(start + step, len(text))))
        for number, start in enumerate(starts, start=1)
    )


def _figures(report: Report) -> tuple[Figure, ...]:
    stated = (("辟谣", "rumor_rebuttals", "318 次", "318"), ("约谈网站", None, "12 家", "12"))
    found = []
    for measure, indicator, surface, value in stated:
        at = report.text.find(surface)
        if at < 0:
            continue
        span = Span(at, at + len(surface))
        found.append(
            Figure(
                id=f"{report.id}-f{at}",
                report_id=report.id,
                measure=measure,
                indicator=indicator,
                value=Decimal(value),
                upper=None,
                unit=surface[-1],
                qualifier="exact",
                year=report.year,
                period=str(report.year),
                kind="result",
                part_of=None,
                surface=surface,
                span=span,
            )
        )
    return tuple(found)
