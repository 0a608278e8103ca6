"""Where a sentence says in words that there was none: 未发生…, 没有…, 无…案件."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.models import Span

SIGNS = ("未", "没有", "无", "零", "为0")
"""What denies begins with one of these."""
# 零售, 无人机 and 未完成整改的 deny nothing: such words count only before what can be none.
_NONE = re.compile(
    r"未(?![来成必免婚经知能遂按予及满])(?=[一-龥]{2})(?![一-龥]{1,10}的[一-龥])"
    r"|没有(?:发生|出现|收到|发现)?"
    r"|[无零](?=新增|发生|一(?:[例起件宗人名次家处]|败诉|撤销|纠错|伤亡|死亡)|重大|较大|此类|相关|行政|申请|举报|投诉|案件|信访|事故|上访|报告|差错|败诉|复议|诉讼|撤销|纠错|感染|伤亡|死亡|失误|舆情)"
    r"|(?<=[一-龥]{2})无(?=[，。；）\n]|$)"
    r"|实现(?:了)?[^，。]{2,12}(?:为零|“零”|零(?=$|[，。；]))|均?为(?:零|0(?![0-9.．]))"
)
_BORDER = re.compile(r"[，,；;。：:]")


def denials(sentence: str) -> Iterator[Span]:
    """Yield each clause from its word of denial up to its end, or from its start (行政强制无).

    >>> text = "全年未发生行政诉讼案件，办结3件。"
    >>> [span.of(text) for span in denials(text)]
    ['未发生行政诉讼案件']
    """
    for none in _NONE.finditer(sentence):
        border = _BORDER.search(sentence, none.end())
        begun, end = none.start(), border.start() if border else len(sentence)
        if none.end() == len(sentence[:end].rstrip()):  # what there is none of stands before
            before = [found.end() for found in _BORDER.finditer(sentence, 0, begun)]
            begun = before[-1] if before else 0
        yield Span(begun, end)
