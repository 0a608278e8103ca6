"""Puts the label of a row and the heading of a column together into what a number counts."""

from __future__ import annotations

import re
from functools import lru_cache

NO_NAME = re.compile(r"^(?:总计|合计|小计|共计|其他|其它)$")
SUBTOTAL = re.compile(r"(?:小计|分计)$")
TOTAL = re.compile(r"^(?:总计|合计|总数|共计|全年合计|全年)$")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十0-9]{1,3}）|[0-9]{1,2}[.．、)）](?![0-9])|[①-⑳]|其中[：:]?)"
)
_SAYS_WHAT = re.compile(r"(?:数|数量|金额|总额|面积|率|比|情况|额)(?:（.*）)?$")
_SAYS_LITTLE = re.compile(r"(?:情况|内容|类别|项目|指标|结果|分类|其中)$")
_NOTE = re.compile(r"（[^（）]*[，、；][^（）]*）$")
_BODY = re.compile(r"(?:[局委办厅院部站所队省市区县乡镇村]|街道|中心|公司|政府|园区|窗口)$")
_TITLE_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|附?表 ?[0-9一二三四五六七八九十]{0,3}(?:[-—][0-9]{1,2})? ?[:：.．]?)\s*"
)
_TITLE_END = re.compile(r"(?:（.*）)?(?:情况|数据|统计|汇总|一览|明细)*表?(?:（.*）)?$")
_TITLE_YEAR = re.compile(r"(?:19|20)[0-9]{2}年(?:度)?")


@lru_cache(maxsize=4096)
def bare_label(text: str) -> str:
    """Return a label without its numbering.

    >>> bare_label("（一）予以公开"), bare_label("1.属于国家秘密"), bare_label("其中：一般程序")
    ('予以公开', '属于国家秘密', '一般程序')
    """
    plain = _NOTE.sub("", text.replace(" ", ""))
    for _ in range(2):
        plain = _NUMBERING.sub("", plain)
    return plain.rstrip("：:")


def says_little(text: str) -> bool:
    """Say whether a heading over other headings only introduces them: 申请人情况, 办理结果."""
    return _SAYS_LITTLE.search(text) is not None


def names_body(text: str) -> bool:
    """Say whether a label names an office or a place, and not what is counted."""
    return _BODY.search(text) is not None


@lru_cache(maxsize=4096)
def joined(label: str, head: str) -> str:
    """Put the label of a row and the heading of a column together.

    >>> joined("市公安局", "行政检查"), joined("占道经营", "数量"), joined("新建", "学位")
    ('市公安局行政检查', '占道经营数量', '新建（学位）')
    """
    if not label or not head or TOTAL.match(head) or head in label:
        return label or head
    together = _SAYS_WHAT.search(head) or _BODY.search(label) or NO_NAME.search(label)
    return label + head if together else f"{label}（{head}）"


def title_subject(title: str) -> str:
    """Return what a table is about, from its title.

    >>> title_subject("表1 2024年主要部门执法情况统计表")
    '主要部门执法'
    """
    plain = _TITLE_MARK.sub("", title).replace(" ", "")
    return _TITLE_END.sub("", _TITLE_YEAR.sub("", plain))
