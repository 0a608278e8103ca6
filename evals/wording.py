"""Every word of a scorecard and of a comparison on paper, in Chinese and English."""

from __future__ import annotations

from typing import Literal

from evals.answers import LOWER_IS_BETTER

Language = Literal["zh", "en"]

MEANING: dict[str, tuple[str, str, str]] = {
    "right": ("全对", "该题要求的各项都符合", "everything asked of the case holds"),
    "figure": (
        "数据全对",
        "数值、单位、限定、年份、机关全部正确",
        "expected figures given with value, unit, qualifier, year and office all right",
    ),
    "figure value": ("数值", "只看数值", "the value alone"),
    "figure unit": ("单位", "只看单位", "the unit alone"),
    "figure qualifier": (
        "限定", "只看限定（准确、余、近、约……）", "the qualifier alone (exact, 余, 近, 约 …)",
    ),
    "figure year": ("年份", "只看年份", "the year alone"),
    "figure office": ("机关", "只看机关", "the office alone"),
    "as printed": (
        "照原文", "每个数据都照报告原样写出", "every figure stands in the text as the report prints it",
    ),
    "numbers": ("应见数字", "应当出现的数字都出现了", "expected numbers that the reader sees"),
    "wrong figure": (
        "错误数据",
        "该拒答或另有正确数据时给出了别的数据",
        "answers that show another figure in place of the right one or of a refusal",
    ),
    "surplus": (
        "多给的数据", "给出的数据中没有问到的", "shown figures that were not asked for",
    ),
    "over-refusal": ("误拒", "能回答却没有回答", "answerable questions that were refused"),
    "outcome": ("结果类别", "回答、拒答或反问合乎预期", "answered, refused, or asked back as expected"),
    "kind of no": (
        "无答类别",
        "没有报告、报告未载、超出范围三者分得清",
        "no report, not stated and out of scope told apart",
    ),
    "derived": ("计算结果", "算出来的数正确", "computed results that are right"),
    "warned": (
        "口径提示",
        "该提示口径时提示，不该时不提示",
        "a note on comparability where one is due, none where not",
    ),
    "carried": ("承接上文", "该从上文承接的都承接了", "what had to be taken from earlier turns was"),
    "says": ("必含词句", "回答中应有的词句", "words that the answer must hold"),
    "citation exact": (
        "引文属实", "引文确在所指之处", "citations whose quote stands where they say",
    ),
    "citation scope": (
        "引文对题", "引文出自题目所问的报告", "citations from a report that the question is about",
    ),
    "citation recall": ("引文查全", "应引的原文都引了", "expected evidence that is cited"),
    "citation precision": ("引文查准", "所引的都是应引的", "citations that hold expected evidence"),
    "language": ("语言", "用提问的语言回答", "answered in the language of the question"),
    "parity": (
        "中英一致",
        "同一问题的中英文得到同样的结果",
        "questions that fare the same as their twin in the other language",
    ),
    "recall@1": ("查全@1", "原文在第 1 条结果中", "evidence found in the first hit"),
    "recall@3": ("查全@3", "原文在前 3 条结果中", "evidence found in the first 3 hits"),
    "recall@5": ("查全@5", "原文在前 5 条结果中", "evidence found in the first 5 hits"),
    "recall@10": ("查全@10", "原文在前 10 条结果中", "evidence found in the first 10 hits"),
    "success@1": (
        "命中@1", "第 1 条结果含有部分原文", "questions with some evidence in the first hit",
    ),
    "success@5": (
        "命中@5", "前 5 条结果含有部分原文", "questions with some evidence in the first 5 hits",
    ),
    "MRR@10": ("MRR@10", "首条原文名次的倒数", "1 / rank of the first evidence"),
    "nDCG@10": (
        "nDCG@10", "找到的原文，越靠后越不值分", "evidence found, worth less the further down it stands",
    ),
    "wrong scope@5": (
        "串年串机关@5",
        "前 5 条结果中出自其他报告的",
        "the first 5 hits that come from other reports",
    ),
    "years@5": (
        "年份齐全@5",
        "要对比的各年在前 5 条结果中的",
        "years to be compared that are among the first 5 hits",
    ),
    "years@10": (
        "年份齐全@10",
        "要对比的各年在前 10 条结果中的",
        "years to be compared that are among the first 10 hits",
    ),
    "reports@5": (
        "报告齐全@5",
        "要对比的各份报告在前 5 条结果中的",
        "reports to be compared that are among the first 5 hits",
    ),
    "seconds": ("秒", "一次回答用时", "time an answer takes"),
    "seconds p50": ("用时中位", "半数回答不超过", "half of the answers take no longer"),
    "seconds p95": ("用时 p95", "二十次中十九次不超过", "19 of 20 answers take no longer"),
}  # fmt: skip
"""Every measure in the order a reader looks for them: its Chinese name, what it says in both."""

WORDS: dict[str, tuple[str, str]] = {
    "right of": ("{all} 题中 {right} 题全对。", "{right} of {all} cases right."),
    "changed": ("与上次相比", "Since the last run"),
    "measures": ("指标", "Measures"),
    "failed": ("{all} 题中 {count} 题未通过", "{count} of {all} cases failed"),
    "measure": ("指标", "measure"),
    "group": ("分组", "group"),
    "value": ("数值", "value"),
    "interval": ("95% 区间", "95 % interval"),
    "cases": ("题数", "cases"),
    "says": ("含义", "what it says"),
    "lower": ("（越低越好）", " (lower is better)"),
    "by group": ("{measure}，按分组", "{measure} by group"),
    "by kind": ("各类题目", "score by kind"),
    "by depth": ("查全率随条数", "recall by depth"),
    "latency": (
        "用时，占最慢一次（{ms} 毫秒）的比例",
        "latency, as a share of the slowest ({ms} ms)",
    ),
    "ms": ("毫秒", "ms"),
    "confusion": ("应当（行）与实际（列）", "Expected (rows) and given (columns)"),
    "expected": ("应当", "expected"),
    "got": ("实际", "got"),
    "better": ("变好", "better"),
    "worse": ("变差", "worse"),
    "now right": ("现在对了", "now right"),
    "now wrong": ("现在错了", "now wrong"),
    "compared": ("{a} 与 {b} 对比", "{a} against {b}"),
    "p": ("校正后 p", "corrected p"),
    "difference": ("差异（95% 区间）", "difference (95 %)"),
    "verdict": ("结论", "verdict"),
    "significant": ("显著", "significant"),
    "noise": ("在误差之内", "within noise"),
    "up": ("变好的题", "better cases"),
    "down": ("变差的题", "worse cases"),
    "flips": ("{count} 道结果不同的题（{measure}）", "{count} cases that flipped ({measure})"),
    "no flips": ("没有结果不同的题。", "No case flipped."),
    "method": (
        "同题成对比较：随机化检验，霍尔姆校正；区间为自助法。",
        "Paired over the same cases: randomisation test, Holm-corrected; bootstrap intervals.",
    ),
    "answered": ("已回答", "answered"),
    "not_found": ("未找到", "not found"),
    "ambiguous": ("待选择", "ambiguous"),
    "no_report": ("没有报告", "no report"),
    "not_stated": ("报告未载", "not stated"),
    "out_of_scope": ("超出范围", "out of scope"),
    "reports": ("报告份数", "reports"),
    "encoder": ("编码器", "encoder"),
    "seconds to index": ("入库秒数", "seconds to index"),
}  # fmt: skip


def word(language: Language, key: str, **slots: object) -> str:
    """Return a word or sentence with its slots filled; a key that is none stands as it is."""
    told = WORDS.get(key)
    return told[0 if language == "zh" else 1].format(**slots) if told else key


def name_of(measure: str, language: Language) -> str:
    """Return what a measure is called; scripts know it by its English name."""
    told = MEANING.get(measure)
    return f"{told[0]} ({measure})" if told and language == "zh" else measure


def meaning_of(measure: str, language: Language) -> str:
    """Return what a measure says, and whether less of it is better."""
    told = MEANING.get(measure, ("", "", ""))
    less = word(language, "lower") if measure in LOWER_IS_BETTER else ""
    return told[1 if language == "zh" else 2] + less
