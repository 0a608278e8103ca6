"""Every label of the page, in Chinese and English; the sentences of answers are in wording.py."""

from __future__ import annotations

from assistant.models import Language

LABELS: dict[str, tuple[str, str]] = {
    # the frame
    "title": ("年度执法报告问答", "Enforcement Report Assistant"),
    "tagline": ("每个数字都能点开原文", "Every figure opens its source"),
    "tab_chat": ("问答", "Ask"),
    "switch": ("EN", "中文"),
    "switch_label": ("Switch to English", "切换为中文"),
    "new_chat": ("新对话", "New chat"),
    "input": ("输入问题", "Your question"),
    "placeholder": ("问某年某项工作的数字、对比、做法……", "Ask about a figure, a year, an office"),
    "send": ("发送", "Send"),
    "stop": ("停止", "Stop"),
    "chat": ("对话", "Conversation"),
    "too_long": ("问题太长：最多 {most} 个字。", "The question is too long: {most} characters at most."),
    # before the first question
    "welcome": ("问年度执法报告", "Ask the yearly enforcement reports"),
    "lead": ("可以问某年的数字、年度对比、走势，也可以问怎么做的、存在哪些问题。报告没有写的，会直接说明没有写。",
             "Ask for a year’s figure, a comparison, a trend, or how things were done and what the problems "
             "were. Where the reports do not say, the answer says so."),
    "loaded": ("已载入 {count} 份报告", "{count} reports loaded"),
    "loaded_one": ("已载入 1 份报告", "1 report loaded"),
    "loaded_head": ("已载入的单位和年度", "Offices and years loaded"),
    "more_offices": ("以及另外 {count} 个单位，见“报告库”", "and {count} more offices, see “Reports”"),
    "try": ("可以这样问", "Try asking"),
    "empty": ("还没有载入报告", "No reports are loaded yet"),
    "empty_how": ("请在命令行运行下面的命令，再刷新本页：", "Run this command, then reload the page:"),
    # under an answer
    "verified": ("数字已核对 {good}/{all}", "Figures verified {good}/{all}"),
    "sources": ("出处", "Sources"),
    "sources_count": ("出处（{count}）", "Sources ({count})"),
    "source_of": ("出处", "Source"),
    "carried": ("沿用：", "Carried over: "),
    "slot_measure": ("指标", "measure"),
    "slot_year": ("年度", "year"),
    "slot_office": ("单位", "office"),
    "without": ("不沿用{slot}，重新回答", "answer again without this {slot}"),
    "share": ("链接", "Link"),
    "edit": ("修改问题", "Edit"),
    "good": ("有用", "Helpful"),
    "bad": ("有误", "Wrong"),
    "bad_why": ("哪里不对？", "What is wrong?"),
    "wrong_number": ("数字不对", "The number"),
    "wrong_scope": ("年份、单位或口径不对", "The year, office or basis"),
    "beside_point": ("答非所问", "Not what was asked"),
    "is_stated": ("报告里有，却说没有", "The report does say it"),
    "other_reason": ("其他", "Something else"),
    "thanks": ("谢谢，已记下这次对话，供核查。", "Thank you. The talk is kept for review."),
    "thanks_good": ("谢谢。", "Thank you."),
    "png": ("存为图片", "Save as picture"),
    "csv": ("存为 CSV", "Save as CSV"),
    "cite_line": ("复制出处", "Copy reference"),
    "note": ("提示", "Note"),
    "choose": ("请选择", "Which one?"),
    "next": ("接着可以问", "You could ask next"),
    "copy": ("复制", "Copy"),
    "copied": ("已复制", "Copied"),
    "again": ("重新回答", "Ask again"),
    "seconds": ("{seconds} 秒", "{seconds} s"),
    "chart_data": ("图表数据", "Chart data"),
    "chart_gap": ("空缺：报告没有写明", "Gaps: no report states it"),
    "not_stated": ("未写明", "not stated"),
    # the source panel
    "panel": ("原文", "Source text"),
    "close": ("关闭", "Close"),
    "position": ("出处 {at}/{all}", "Source {at} of {all}"),
    "previous": ("上一处", "Previous"),
    "following": ("下一处", "Next"),
    "office": ("单位", "Office"),
    "year": ("年度", "Year"),
    "section": ("章节", "Section"),
    "page_number": ("第 {page} 页", "Page {page}"),
    "scanned": ("扫描件识别，置信度 {percent} %", "read from a scan, {percent} % certain"),
    "file": ("文件", "File"),
    "quoted": ("引用的原文", "Quoted words"),
    "other_figures": ("报告中的其他数字", "Other figures of the report"),
    "link": ("复制链接", "Copy link"),
    "gone": ("找不到这处原文：链接有误，或者这份报告已不在报告库中。",
             "This source cannot be shown: the link is wrong, or the report is no longer loaded."),
    "figures": ("数字", "Figures"),
    "unknown_year": ("年度不明", "year unknown"),
}  # fmt: skip


def label(language: Language, key: str, **slots: object) -> str:
    """Return a label in the reader's language with its slots filled."""
    return LABELS[key][0 if language == "zh" else 1].format(**slots)
