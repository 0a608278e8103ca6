"""Who wrote a report, for which year, and when: the text decides, the file name helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.clean import clean
from corpus.identity import read_identity
from corpus.models import Identity
from corpus.offices import load_offices
from corpus.readers import read_raw, read_raw_bytes

BODY = "全年查处网络案件38件，约谈属地平台27家，网络生态持续向好，群众满意度不断提高。"


def identity(text: str, name: str = "report.txt") -> Identity:
    """What the report with this text and file name is."""
    raw = read_raw_bytes(text.encode(), name)
    return read_identity(raw, clean(raw), name, load_offices())


def test_a_title_over_two_lines_names_office_and_year() -> None:
    found = identity(f"重庆市渝北区互联网信息办公室\n关于 2024年行政执法总体情况的报告\n\n{BODY}")
    assert found.title == "重庆市渝北区互联网信息办公室关于2024年行政执法总体情况的报告"
    assert (found.office, found.year) == ("重庆市渝北区网信办", 2024)


@pytest.mark.parametrize(
    ("title", "office", "year"),
    [
        ("松沣县司法局2023年度行政执法工作情况报告", "松沣县司法局", 2023),
        ("2023年度松沣县城市管理局行政执法统计分析报告", "松沣县城管局", 2023),
        ("松沣县人民政府关于二〇二三年度法治政府建设情况的报告", "松沣县人民政府", 2023),
        ("松沣县2023年政府信息公开工作年度报告", "松沣县人民政府", 2023),
        ("松沣县２０２３年法治政府建设年度报告", "松沣县人民政府", 2023),
        ("中共松沣县委网信办关于2023年工作总结和2024年工作打算的报告", "松沣县网信办", 2023),
        ("2024年松沣县政府工作报告", "松沣县人民政府", 2023),
    ],
)
def test_a_title_tells_office_and_covered_year(title: str, office: str, year: int) -> None:
    found = identity(f"{title}\n{BODY}")
    assert (found.office, found.year, found.title) == (office, year, title)


def test_without_a_title_the_file_name_gives_it_and_the_text_the_year() -> None:
    text = f"各位代表：\n现在，我代表松沣县人民政府，向大会报告工作。\n一、2022年工作回顾\n{BODY}\n二、2023年工作安排\n{BODY}"
    found = identity(text, "松沣县2023年政府工作报告_2023.txt")
    assert (found.title, found.year) == ("松沣县2023年政府工作报告", 2022)
    assert (found.office, found.office_as_printed) == ("松沣县人民政府", "松沣县人民政府")


def test_the_signature_names_office_and_day() -> None:
    found = identity(
        f"现将2023年度有关情况报告如下：\n一、总体情况\n{BODY}\n松沣县司法局\n二〇二四年一月五日"
    )
    assert (found.office, found.year, found.published) == ("松沣县司法局", 2023, "2024-01-05")


def test_fields_of_the_page_name_what_the_text_does_not() -> None:
    fields = "发布机构： 松沣县司法局\t 成文日期：2024-02-02\n名称： 行政执法工作报告\t 发布日期：2024-02-04\n"
    found = identity(f"{fields}一、2023年工作情况\n{BODY}")
    assert (found.office, found.title) == ("松沣县司法局", "行政执法工作报告")
    assert (found.year, found.published) == (2023, "2024-02-04")


def test_where_text_and_file_name_disagree_the_text_wins_and_says_so() -> None:
    text = f"松沣县司法局2023年度行政执法工作报告\n{BODY}"
    found = identity(text, "安岭县公安局2021年工作报告.txt")
    assert (found.office, found.year) == ("松沣县司法局", 2023)
    assert len(found.notes) == 2
    assert all("the text was followed" in note for note in found.notes)


def test_what_nobody_says_is_not_invented() -> None:
    found = identity(f"{BODY}\n{BODY}")
    assert (found.office, found.year, found.published) == ("", None, None)
    assert len(found.notes) == 2


REAL = {
    "2021年坪山区政府工作报告.txt": ("坪山区人民政府", 2020),
    "2024年河北省政府工作报告.txt": ("河北省人民政府", 2023),
    "yubei-2022.txt": ("重庆市渝北区网信办", 2022),
    "yubei-2024.txt": ("重庆市渝北区网信办", 2024),
    "宿迁市2023年政府信息公开工作年度报告.txt": ("宿迁市人民政府", 2023),
    "深圳市光明区人民政府关于2021年度法治政府建设情况的报告.txt": ("深圳市光明区人民政府", 2021),
    "盐田区2022年政府工作报告.txt": ("盐田区人民政府", 2021),
    "盐田区2023年政府工作报告.txt": ("盐田区人民政府", 2022),
    "盐田区2024年政府工作报告.txt": ("盐田区人民政府", 2023),
}


@pytest.mark.parametrize("name", REAL)
def test_real_reports_are_known_by_office_and_year(name: str, shared: Path) -> None:
    raw = read_raw(shared / "reports" / name)
    found = read_identity(raw, clean(raw), name, load_offices())
    office, year = REAL[name]
    assert found.office.endswith(office)
    assert (found.year, found.notes) == (year, ())
