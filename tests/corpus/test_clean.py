"""One text out of what printers, crawlers and websites made of a report; no figure is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.clean import clean
from corpus.models import CleanText, RawDocument
from corpus.readers import read_raw
from corpus.sentences import sentence_spans

TITLE = "松沣县互联网信息办公室关于2023年度行政执法工作情况的报告"
REPORT = (
    TITLE,
    "一、总体情况",
    "全年巡查网络信息1200余万条，查删有害信息9172条，约谈属地平台27家，移送线索546条，网络生态持续向好。",
    "（一）健全工作制度",
    "印发《松沣县网络信息内容管理办法》等文件4份，建立“1+5+2”制度体系，选聘法律顾问3名，召开联席会议12次。",
    "（二）开展专项行动。聚焦网络谣言、涉企侵权等重点，组织“清朗”行动16次，查处案件38件，罚没款合计36.5万元。",
    "受理举报1 872件次，办结率99.6%，平均办理时间由4.5天缩短至2.8天，群众满意度继续提高，获得上级通报表扬。",
    "二、存在的不足",
    "执法力量仍然薄弱，现有持证人员11人，难以覆盖全县2600家网站和758个应用程序，日常监管存在盲区和死角。",
    "松沣县互联网信息办公室",
    "2024年1月18日",
)


def cleaned(*pages: str) -> CleanText:
    """Clean a text file of these pages."""
    return clean(RawDocument(pages, paged=len(pages) > 1))


def wrapped(line: str, columns: int) -> list[str]:
    """Break a line as a printer does, a full-width character taking two columns."""
    rows, row, room = [], "", columns
    for char in line:
        size = 2 if char > "\u2e7f" else 1
        if size > room and char not in "，。；：、”》）":
            rows.append(row)
            row, room = "", columns
        row += char
        room -= size
    return [*rows, row]


def sentences(text: str) -> list[str]:
    """The sentences of a text, their blanks left out."""
    return [re.sub(r"\s", "", span.of(text)) for span in sentence_spans(text)]


@pytest.mark.parametrize("columns", [52, 60, 72])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_hard_wrapped_lines_become_whole_sentences_again(columns: int, gap: str) -> None:
    raw = gap.join(gap.join(wrapped(line, columns)) for line in REPORT)
    assert sentences(cleaned(raw).text) == sentences("\n".join(REPORT))


def test_indented_paragraphs_stay_apart_and_lose_their_indentation() -> None:
    raw = "\n".join("\n".join(wrapped("　　" + line, 60)) for line in REPORT)
    assert cleaned(raw).text == "\n".join(REPORT)


def test_a_sentence_goes_on_across_a_page_with_its_number_and_page_border() -> None:
    text = "\n".join(REPORT)
    at = text.index("查处案件")
    found = cleaned(text[:at] + "\n— 1 —", "\n" + text[at:] + "\n— 2 —\n")
    assert found.text == text
    assert [page.number for page in found.pages] == [1, 2]
    assert found.pages[1].span.of(found.text).startswith("查处案件38件")


def test_a_paragraph_broken_inside_a_title_is_made_whole() -> None:
    long = "全年召开会议12次，组织干部职工学习习近平法治思想，常态化开展法律法规学习，学习《网"
    assert cleaned(f"{long}\n\n络安全法》等法律法规。").text == f"{long}络安全法》等法律法规。"


def test_fragments_left_by_links_go_back_into_their_sentence() -> None:
    parts = (
        "一年来，我们深入贯彻落实上级决策部署，坚持依法管网治网，" * 3 + "认真学习",
        "重要讲话",
        "精神，开展行动5次。",
    )
    assert cleaned("\n".join(parts)).text == "".join(parts)


def test_a_number_broken_across_lines_is_one_number() -> None:
    raw = (
        "累计排查网络平台、应用程序和各类账号，签订网络平台自律承诺书10\n06份，下发整改通知108份。"
    )
    assert "承诺书1006份" in cleaned(raw).text


@pytest.mark.parametrize(
    "line",
    ["【字体：大 中 小】", "打印 | 关闭 | 分享到：微信 微博", "— 3 —", "第 3 页 共 10 页", "首页 > 政务公开 > 年度报告",
     "松ICP备06016263号-1", "网站标识码：1300000013", "主办：松沣县人民政府办公室", "版权所有：松沣县人民政府"],
)  # fmt: skip
def test_page_furniture_goes(line: str) -> None:
    text = "\n".join(REPORT)
    assert cleaned(f"{line}\n{text}").text == text
    assert cleaned(f"{text}\n{line}").text == text


def test_fields_above_the_report_are_not_its_text() -> None:
    fields = "标题：年度报告\n发文单位：松沣县网信办\n索引号： 1144030/2024-00545\t分类：工作\n来源URL：https://example.cn/1.html\n正文：\n"
    assert cleaned(fields + "\n".join(REPORT)).text == "\n".join(REPORT)


MENU = "首页 机构职能 领导成员 政策解读 通知公告 规划计划 统计数据 财政资金 政府采购 招考招聘 应急管理 审计信息".split()


def test_a_menu_goes_and_what_holds_a_digit_stays() -> None:
    found = cleaned("\n".join([*MENU, "12345热线受理9件", *REPORT]))
    assert found.text == "\n".join(["12345热线受理9件", *REPORT])
    assert "website menus" in found.notes[0]


def test_a_page_of_nothing_but_menu_has_no_text_and_says_so() -> None:
    found = cleaned("\n".join(MENU * 4))
    assert found.text == ""
    assert "no report text" in found.notes[-1]


@pytest.mark.parametrize("title", ["", "政府信息\n2024年01月20日\n"])
def test_a_second_copy_in_other_line_breaks_is_left_out(title: str) -> None:
    copy = "\n\n".join("\n\n".join(wrapped(line, 56)) for line in REPORT)
    found = cleaned("\n".join(REPORT) + "\n" + title.replace("政府信息", "行政执法工作报告") + copy)
    assert found.text == "\n".join(REPORT)
    assert "more than once" in found.notes[0]


PAGE = (
    "网站首页\n新闻中心\n政务公开\n政务服务\n互动交流\n专题专栏\n数据开放\n无障碍\n长者模式\n工作动态\n索引号：\t11500/2024-00012\t文号：\t\n"
    "日期：2024-01-18 来源：松沣县网信办 浏览次数：1234\n【字体：大 中 小】【打印】【关闭】\n{}\n扫一扫在手机打开当前页\n上一篇：关于开展检查的通知\n"
    "相关链接\n主办单位：松沣县人民政府办公室\n网站标识码：5001120001 松ICP备12345678号-1\nCopyright © 2024\n您是第 123456 位访客"
)


@pytest.mark.parametrize("share", [0.0, 0.6, 1.0])
def test_of_a_whole_web_page_the_report_is_left_once(share: float) -> None:
    text = "\n".join(REPORT)
    page = PAGE.format(text) + "\n" + PAGE.format(text[: int(len(text) * share)])
    assert cleaned(page).text == text


def test_a_sentence_that_differs_in_the_copy_is_kept() -> None:
    copy = "\n".join(REPORT).replace("约谈属地平台27家", "约谈属地平台29家")
    text = cleaned("\n".join(REPORT) + "\n" + copy).text
    assert text.count("27家") == text.count("29家") == 1


def test_marks_of_markdown_and_of_crawling_go_and_numbers_stay() -> None:
    raw = "一是**充实力量。**执法人员**14**名，出动3,\u200b216人次，⽹络案件\ufeff4件，投诉\ufffd96件。\u202e"
    assert cleaned(raw).text == "一是充实力量。执法人员14名，出动3,216人次，网络案件4件，投诉96件。"


def test_damage_inside_a_number_is_left_to_be_seen() -> None:
    found = cleaned("查删有害信息12\ufffd34条，号码138**42。")
    assert "12\ufffd34条" in found.text
    assert "138**42" in found.text
    assert any("check that number" in note for note in found.notes)


def test_digits_and_punctuation_stay_as_printed() -> None:
    line = "办理３６件，罚款36．5万元，检查１，０２３次，时长7×24小时，人均422 次。"
    assert cleaned(line).text == line


def test_table_rows_and_their_columns_stay() -> None:
    table = (
        "部门      检查（次）   处罚（件）\n市公安局     12,410     18,216\n         总计  18,216"
    )
    assert cleaned(f"主要部门执法情况见下表：\n{table}").text.endswith(table)


SCRAPS = st.sampled_from(
    "一、 （一） 1. 一是 二是 。 ， ； ： \n \n\n ** 《 》 “ ” （ ） 2024年 422次 — 3 — 首页 政务公开 | 打印 标题： # \f 关于 的报告"
    " 2024年1月5日 加强网络安全管理， 下一步， 名词解释 —— \ufffd \u200b APP 3".split(" ")
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.lists(SCRAPS, max_size=60).map("".join), st.text(max_size=80)))
def test_cleaning_a_clean_text_changes_nothing(raw: str) -> None:
    pages = tuple(raw.split("\f"))
    found = clean(RawDocument(pages, paged=len(pages) > 1))
    assert cleaned(found.text).text == found.text
    assert all(0 <= p.span.start < p.span.end <= len(found.text) for p in found.pages)


def test_a_file_of_one_huge_line_or_of_empty_lines_is_quick() -> None:
    assert len(cleaned("查删有害信息，" * 100_000).text) == 700_000
    assert cleaned("\n" * 100_000 + "正文在此。").text == "正文在此。"


def digits(text: str) -> str:
    """All digits of a text in their order."""
    return "".join(re.findall(r"[0-9０-９]", text))


def test_no_digit_of_a_real_report_is_lost(shared: Path) -> None:
    plain = [
        p
        for p in sorted((shared / "reports").glob("*.txt"))
        if not p.name.startswith(("2021年", "2024年"))
    ]
    assert plain
    for path in plain:
        raw = read_raw(path)
        assert digits(clean(raw).text) == digits("".join(raw.pages)), path.name


def test_cleaning_real_reports_twice_is_cleaning_them_once(shared: Path, samples: Path) -> None:
    for path in [*(shared / "reports").glob("*.txt"), *samples.glob("*.txt")]:
        text = clean(read_raw(path)).text
        assert cleaned(text).text == text, path.name
