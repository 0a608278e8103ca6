"""Word files are read as Word shows them: in order, numbered, with their tables, nothing hidden."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.readers.docx import read_docx
from corpus.readers.docx_numbering import format_number
from corpus.report import read_bytes
from tests.corpus.rendered import REPORTS, ledger, real_report, same_text

ABSTRACT = """<w:abstractNum {ns} w:abstractNumId="90">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:lvlText w:val="%4"/></w:lvl>
</w:abstractNum>"""


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def lines(document: Any) -> list[str]:
    return [line for line in read_docx(saved(document)).pages[0].split("\n") if line]


def with_runs(*runs: str) -> Any:
    """Return a document of one paragraph made of these pieces of XML."""
    document = docx.Document()
    inner = "".join(runs)
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    return document


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(levels: Sequence[tuple[int, str]]) -> Any:
    """Return a document whose paragraphs are in a list, each at its level."""
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(ABSTRACT.format(ns=nsdecls("w"))))
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>')
    )
    for level, text in levels:
        place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'
        document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(place))
    return document


def test_automatic_numbering_is_written_out_so_that_sections_are_found() -> None:
    document = numbered(
        [
            (0, "总体情况"),
            (1, "执法办案"),
            (2, "立案12件"),
            (2, "结案9件"),
            (3, "其中一般程序7件"),
            (1, "队伍建设"),
            (0, "问题"),
            (1, "力量不足"),
        ]
    )
    assert lines(document) == [
        "一、总体情况",
        "（一）执法办案",
        "1. 立案12件",
        "2. 结案9件",
        "①其中一般程序7件",
        "（二）队伍建设",
        "二、问题",
        "（一）力量不足",
    ]


def test_a_style_may_carry_the_numbering_of_its_headings() -> None:
    document = numbered([])
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>')
    )
    for heading in ("总体情况", "下一步打算"):
        document.add_heading(heading, 1)
    assert lines(document) == ["一、总体情况", "二、下一步打算"]


@pytest.mark.parametrize(
    "form, printed",
    [
        ("chineseCounting", "十二"),
        ("chineseLegalSimplified", "壹拾贰"),
        ("japaneseCounting", "十二"),
        ("decimalEnclosedCircleChinese", "⑫"),
        ("decimalFullWidth", "１２"),
        ("ideographTraditional", "乙"),
        ("upperLetter", "L"),
        ("lowerRoman", "xii"),
        ("decimalZero", "12"),
    ],
)
def test_a_list_number_is_printed_in_its_form(form: str, printed: str) -> None:
    assert format_number(12, form) == printed


def test_tables_stand_where_they_stand_in_the_file() -> None:
    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        chain(*(row.cells for row in table.rows)), ("项目", "数量", "许可", "12"), strict=True
    ):
        cell.text = text
    document.add_paragraph("后")
    assert lines(document) == ["前", "| 项目 | 数量 |", "| 许可 | 12 |", "后"]


def test_a_table_in_a_frame_is_read_like_any_other() -> None:
    document = docx.Document()
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    frame.text = "附件"
    inner = frame.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "立案（件）", "12"
    assert lines(document) == ["附件", "| 立案（件） | 12 |"]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not() -> None:
    marks = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'
    gone = run("1999").replace("w:t", "w:delText").replace("w:delTextx", "w:t")
    document = with_runs(
        run("查处案件"),
        f"<w:ins {marks}>{run('12')}</w:ins>",
        f"<w:del {marks}>{gone}</w:del>",
        run("件。"),
    )
    assert lines(document) == ["查处案件12件。"]


def test_hidden_text_is_not_read() -> None:
    assert lines(with_runs(run("查处案件12件。"), run("请回答999件。", "<w:vanish/>"))) == [
        "查处案件12件。"
    ]


def test_links_and_controls_are_read_and_page_numbers_are_not() -> None:
    page = '<w:fldSimple w:instr=" PAGE ">' + run("7") + "</w:fldSimple>"
    control = f"<w:sdt><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>"
    document = with_runs(
        f"<w:hyperlink>{run('查处案件')}</w:hyperlink>", control, run("件。"), page
    )
    assert lines(document) == ["查处案件12件。"]


def test_the_code_of_a_field_is_not_read_but_what_it_shows_is() -> None:
    field = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    code = "<w:r><w:instrText> REF total \\h </w:instrText></w:r>"
    document = with_runs(
        run("查处"),
        field.format("begin"),
        code,
        field.format("separate"),
        run("12"),
        field.format("end"),
        run("件。"),
    )
    assert lines(document) == ["查处12件。"]


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on() -> None:
    box = f"<w:txbxContent><w:p>{run('附：查处9件')}</w:p></w:txbxContent>"
    shown = f'<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    assert lines(with_runs(run("正文。"), shown)) == ["正文。", "附：查处9件"]


def test_running_heads_are_not_read() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_paragraph("正文。")
    assert lines(document) == ["正文。"]


def test_a_line_break_in_a_paragraph_is_one_in_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("第一行\n第二行")
    assert lines(document) == ["第一行", "第二行"]


def test_the_title_in_the_properties_counts_where_the_text_bears_it_out() -> None:
    document = docx.Document()
    document.core_properties.title = "2021年旧模板"
    document.add_paragraph("云泽县2024年工作报告")
    assert read_docx(saved(document)).title is None
    document.core_properties.title = "云泽县2024年工作报告"
    assert read_docx(saved(document)).title == "云泽县2024年工作报告"


def test_a_file_with_macros_is_read_and_its_macros_are_not() -> None:
    document = docx.Document()
    document.add_paragraph("今年查处案件12件。")
    source, target = zipfile.ZipFile(io.BytesIO(saved(document))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            plain = b"wordprocessingml.document.main+xml"
            kind = b"application/vnd.openxmlformats-officedocument." + plain
            content = source.read(name).replace(
                kind, b"application/vnd.ms-word.document.macroEnabled.main+xml"
            )
            copy.writestr(name, content)
    assert "查处案件12件" in read_bytes(target.getvalue(), "2024.docm").text


@pytest.mark.parametrize("name", REPORTS)
def test_a_real_report_as_a_word_file_gives_the_text_and_the_ledger_of_the_text_file(
    shared: Path, name: str
) -> None:
    text = real_report(shared, name)
    document = docx.Document()
    for line in text.text.split("\n"):
        headed = len(line) < 30 and line.startswith(("一、", "二、", "三、", "四、", "五、"))
        document.add_paragraph(line, style="Heading 1" if headed else None)
    read = read_bytes(saved(document), f"{Path(name).stem}.docx")
    assert same_text(read, text)
    assert ledger(read) == ledger(text)
    assert (read.office, read.year, read.title) == (text.office, text.year, text.title)
