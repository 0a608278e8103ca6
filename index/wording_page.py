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
    # sorting
    "sort_by": ("按“{column}”排序", "Sort by “{column}”"),
    # what people say of figures
    "judge": ("核定", "Check"),
    "verdict": ("核定结果", "Verdict"),
    "confirmed": ("已核对", "Confirmed"),
    "corrected": ("人工更正", "Corrected by hand"),
    "rejected": ("已否定", "Rejected"),
    "corrected_to": ("人工更正：{value}", "Corrected by hand: {value}"),
    "corrected_value": ("更正后的数值", "Corrected value"),
    "corrected_unit": ("更正后的单位", "Corrected unit"),
    "who": ("核定人", "By"),
    "at": ("核定时间", "When"),
    "why": ("理由", "Reason"),
    "judge_head": ("核定这个数字", "Check this figure"),
    "judge_hint": ("原文不会改动。更正后，回答仍引用原文，同时注明更正；否定的数字不再用于回答。报告重新读取后，核定仍然有效。",
                   "The report’s text stays as it is. Answers still quote it and tell the correction beside it; a rejected figure is not "
                   "answered from. A verdict holds when the report is read again."),
    "confirm": ("核对无误", "It is right"),
    "correct": ("更正数值或单位", "Correct value or unit"),
    "reject": ("否定：这不是一个统计数字", "Reject: this is no figure"),
    "new_value": ("正确的数值", "The right value"),
    "new_unit": ("正确的单位", "The right unit"),
    "save_verdict": ("保存", "Save"),
    "take_back": ("撤销核定", "Take the verdict back"),
    "close": ("关闭", "Close"),
    "read_as": ("读取为：{value}", "Read as: {value}"),
    "saved": ("已保存。", "Saved."),
    "taken_back": ("已撤销，数字恢复为读取的结果。", "Taken back; the figure is again what was read."),
    "not_allowed": ("您没有核定数字的权限。", "You may not judge figures."),
    "no_verdict": ("请选择核定结果。", "Choose a verdict."),
    "no_why": ("请写明理由。", "Give the reason."),
    "bad_value": ("“正确的数值”应是一个数，例如 1200 或 1.2万。", "The right value must be one number, such as 1200."),
    "same_value": ("数值和单位都与读取的相同，没有可更正的内容。", "Value and unit are as they were read; there is nothing to correct."),
    "figure_gone": ("这个数字已不在库中，请刷新页面。", "This figure is no longer kept; load the page again."),
    "busy": ("报告库正在写入，请稍后再试。", "The store is being written to; try again in a moment."),
    # contradictions
    "odds": ("数字矛盾：{count} 处", "Contradictions: {count}"),
    "odds_hint": ("同一事项写有不同的数。这里只并列原文，不判断哪个正确。", "The same thing is stated with different numbers. Both are shown; none is taken for right."),
    "odds_more": ("只列出前 {shown} 处；用上面的单位、年度可缩小范围。", "Only the first {shown} are listed; choose an office or a year to see others."),
    "odds_values": ("同一报告前后不一", "one report, two values"),
    "odds_table": ("正文与表格不一", "text against table"),
    "odds_reports": ("不同报告不一", "between reports"),
    "odds_sum": ("合计与分项之和不符（分项相加为 {sum}）", "the parts add up to {sum}, not to the total"),
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
