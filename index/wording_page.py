"""Every label of the page of figures, in Chinese and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

LABELS: dict[str, tuple[str, str]] = {
    "tab": ("指标", "Figures"),
    # the filter
    "offices": ("单位", "Office"),
    "years": ("年度", "Year"),
    "kind": ("类别", "Kind"),
    "words": ("指标或事项", "Indicator or what is counted"),
    "words_hint": ("例如：辟谣、立案、约谈", "e.g. rumor rebuttals"),
    "every": ("全部", "all"),
    "result": ("实际", "result"),
    "target": ("计划、目标", "target"),
    "share": ("占比", "share"),
    "change": ("增减", "change"),
    # the coverage
    "coverage": ("收录情况：各单位各年度的数字个数", "Coverage: how many figures each office states for each year"),
    "coverage_hint": ("点一格只看该单位该年度；“—”表示没有这一年的报告或数字。",
                      "Click a cell to see that office’s year; “—” means no report or figure for it."),
    "pick": ("只看{office} {year}", "Only {office} {year}"),
    "unknown_year": ("年度不明", "unknown"),
    # the table
    "count": ("共 {count} 个数字", "{count} figures"),
    "count_one": ("共 1 个数字", "1 figure"),
    "none": ("没有符合条件的数字。换一个说法，或者放宽条件。", "No figure fits. Try another word, or fewer conditions."),
    "empty": ("还没有载入报告。", "No reports are loaded yet."),
    "office": ("单位", "Office"),
    "year": ("年度", "Year"),
    "measure": ("统计事项", "What is counted"),
    "figure": ("数字", "Figure"),
    "sentence": ("原句", "Sentence"),
    "open": ("打开原文", "Open the source"),
    "export": ("导出所列数字：", "Export these figures: "),
    "position": ("第 {first}–{last} 个", "{first}–{last}"),
    "previous": ("上一页", "Previous"),
    "following": ("下一页", "Next"),
    # further columns of the export
    "period": ("时期", "Period"),
    "indicator": ("指标", "Indicator"),
    "value": ("数值", "Value"),
    "upper": ("上限", "Upper end"),
    "unit": ("单位（量词）", "Unit"),
    "qualifier": ("限定", "Qualifier"),
    "report": ("报告", "Report"),
    "source": ("文件", "File"),
    "section": ("章节", "Section"),
    "page": ("页", "Page"),
    "quotation": ("引文", "Quotation"),
    "place": ("位置", "Place"),
    "sheet": ("数字", "Figures"),
    # qualifiers
    "exact": ("确切", "exact"),
    "about": ("约", "about"),
    "over": ("余、超", "over"),
    "under": ("近、不足", "under"),
    "at_least": ("不少于", "at least"),
    "at_most": ("不超过", "at most"),
    "range": ("区间", "range"),
}  # fmt: skip


def label(language: Language, key: str, **slots: object) -> str:
    """Return a label in the reader's language with its slots filled."""
    return LABELS[key][0 if language == "zh" else 1].format(**slots)
