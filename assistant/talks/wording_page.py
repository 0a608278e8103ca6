"""Every word of an exported conversation and of the list of conversations, in both languages."""

from __future__ import annotations

from assistant.models import Language

LABELS: dict[str, tuple[str, str]] = {
    "tab": ("对话记录", "Talks"),
    "find": ("查找对话", "Find a talk"),
    "find_hint": ("问过的话、答案里的字", "Words that were asked or answered"),
    "none_kept": ("还没有对话。在“问答”里提问，这里就会留下记录。", "No talks yet. Ask something, and it is kept here."),
    "none_found": ("没有找到这样的对话。", "No talk holds these words."),
    "when": ("{at} · {count} 问", "{at} · {count} asked"),
    "save_as": ("存为 {kind}", "Save as {kind}"),
    "rename": ("改名", "Rename"),
    "new_name": ("新名称", "New name"),
    "keep_name": ("保存", "Save"),
    "delete": ("删除", "Delete"),
    "sure": ("确定删除？", "Really delete?"),
    "source_gone": ("出处 [{number}] 的报告已不在报告库中，无法再核对。", "The report of source [{number}] is no longer loaded; it cannot be checked again."),
    "source_changed": ("出处 [{number}] 的报告已有变动，原文与当时的引文不同。", "The report of source [{number}] has changed since; its words differ from what was quoted."),
    "source_relabelled": ("出处 [{number}] 的报告后来更正了单位或年度，这里仍是更正前的答案。", "The office or year of source [{number}]’s report was corrected since; this is the answer from before."),
    "figure_corrected": ("出处 [{number}] 的数字“{figure}”后来由人工更正为 {value}{by}，这里仍是更正前的答案。", "The figure “{figure}” of source [{number}] was corrected to {value} since{by}; this is the answer from before."),
    "figure_rejected": ("出处 [{number}] 的数字“{figure}”后来被人工否定{by}，不再用于回答，这里仍是之前的答案。", "The figure “{figure}” of source [{number}] was rejected since{by} and answers nothing any more; this is the answer from before."),
    "figure_restored": ("出处 [{number}] 的数字“{figure}”的更正后来撤销，现按报告所写计为 {value}，这里仍是之前的答案。", "The correction of the figure “{figure}” of source [{number}] was taken back since; it counts as {value} now, as the report has it."),
    "by": ("（{told}）", " ({told})"),
    "comma": ("，", ", "),
    "untitled": ("未命名的对话", "Untitled conversation"),
    "asked": ("问", "Question"),
    "answered": ("答", "Answer"),
    "note": ("提示：", "Note: "),
    "exported": (
        "年度执法报告问答，导出于 {at}。每个数字都附有出处。",
        "Enforcement Report Assistant, exported {at}. Every figure carries its source.",
    ),
    "figures": ("本答案引用的数字：", "Figures of this answer: "),
    "notes": ("注释", "Notes"),
    "states": ("数字：{figures}。", "Figures: {figures}. "),
    "report": ("《{title}》（{office}，{year}）", "“{title}” ({office}, {year})"),
    "unknown_year": ("年度不明", "year unknown"),
    "page": ("第 {page} 页", "page {page}"),
    "quote": ("原文：“{quote}”", "Quotation: “{quote}”"),
    "file": ("文件：{source}", "File: {source}"),
    "gone": (
        "注意：这份报告已不在报告库中，出处无法再核对。",
        "Attention: this report is no longer loaded, so the source cannot be checked again.",
    ),
    "relabelled": (
        "注意：这份报告的单位或年度后来有更正，上面是更正前的答案。",
        "Attention: the office or year of this report was corrected since; the answer is from before.",
    ),
    "changed": (
        "注意：报告库中的这份报告已有变动，原处的文字与当时的引文不同。",
        "Attention: the report has changed since; other words stand at this place now.",
    ),
}  # fmt: skip


def label(language: Language, key: str, **slots: object) -> str:
    """Return a label in the reader's language with its slots filled."""
    return LABELS[key][0 if language == "zh" else 1].format(**slots)
