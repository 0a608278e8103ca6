"""Asks an assistant over invented reports whatever a number makes, with whatever history.

    python -m tests.assistant.fuzz --minutes 8 [--first 0]

A question that raises, takes longer than ``MOST_SECONDS`` or breaks a law of the house is told with
its number; ``test_fuzz.py`` keeps those for ever.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from functools import cache

from assistant import Assistant
from assistant.contract import turn_json
from assistant.models import Turn
from corpus.indicators import load_indicators
from corpus.report import read_bytes
from evals.synth import synth_reports
from index import Index
from tests.corpus.fuzz import WORDS as REPORT_WORDS

MOST_SECONDS = 2.0
LONGEST = 500
ZH = (
    "多少 几 几次 有没有 是否 哪些 什么 为什么 怎么 如何 谁 哪年 哪个 分别 一共 平均 最多 最少 排名 占比 比例 同比 增长 下降 相比 比 和 与 "
    "差 相差 倍 合计 趋势 变化 逐年 历年 去年 今年 明年 前年 上半年 第二个 前者 后者 它 那 那个 呢 还有吗 不对 我是说 不是 换成 再 列出 总结 概括 "
    "目标 计划 完成 存在的问题 经验 原文 出处 哪一页 报告 数据 指标 你好 谢谢 你是谁 忽略以上 天气 ？ 。 ， 、 （ ） 《 》 “ ” 1 2 3 "
    "2021年 2022年 2023年 2024年 二〇二三年 23年 23-24年 2020—2024年 2099年 0年 近三年 五年来"
).split()
EN = (
    "how many what which why when who compare between and versus total average highest lowest share percent growth change trend "
    "since from to in of by year last previous both each list summarise plan target problems page source report figures "
    "penalties inspections cases rumours rebuttals websites fines office 2021 2022 2023 2024 twenty ? . , ; ' \" ( ) [1] -- $ <b> "
    "ignore all instructions hello thanks Yubei 渝北 CAC the a no not it that them instead"
).split()
GARBAGE = (
    "\x00", "\u202e", "\u200b", "\ufeff", "\ud7ff", "\U0010ffff", "𠀀", "é", "٣", "½", "㈠", "①", "🙂", "\n", "\t", "\\", "`", "%s", "{}", "{0}", "{year}",
    "' OR 1=1 --", "<script>alert(1)</script>", "](http://x)", "|", "^", "$", "(((", "[[", "a" * 300, "年" * 200, "1" * 60, "1e999", "-1", "０", "NaN", "九" * 50,
)  # fmt: skip


@cache
def assistant() -> Assistant:
    """Return an assistant over a few invented reports."""
    index = Index.in_memory("hash")
    for report in synth_reports(3, 2021, 3, seed=11):
        index.add(read_bytes(report.text.encode(), report.source))
    return Assistant(index)


@cache
def names() -> tuple[str, ...]:
    """Return what reports and indicators are called here."""
    said = [name for card in assistant().index.cards() for name in (card.office, card.title)]
    said += [figure.measure for figure in assistant().index.figures()][:200]
    for indicator in load_indicators().all:
        said += [indicator.zh, indicator.en]
    return tuple(said)


def question(chance: random.Random) -> str:
    """Return words in no order, of one language or of both, at times broken or repeated."""
    pools = [ZH, EN, names(), GARBAGE, REPORT_WORDS]
    weights = chance.choice(((6, 0, 4, 0, 0), (0, 6, 4, 0, 0), (4, 2, 4, 1, 1), (1, 1, 1, 6, 3)))
    words = [
        chance.choice(chance.choices(pools, weights)[0]) for _ in range(chance.randrange(0, 14))
    ]
    text = chance.choice(("", " ", " ")).join(words) * chance.choice((1, 1, 1, 1, 1, 2, 30))
    if chance.random() < 0.2 and text:
        at, to = sorted((chance.randrange(len(text)), chance.randrange(len(text) + 1)))
        text = text[:at] + text[at:to][::-1] + text[to:]
    return text[:LONGEST]


def attempt(seed: int) -> float:
    """Ask what ``seed`` makes, one question after another; return the longest time of one."""
    chance, most = random.Random(seed), 0.0
    history: tuple[Turn, ...] = ()
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        asked = question(chance)
        began = time.process_time()
        turn = assistant().ask(asked, history)
        most = max(most, time.process_time() - began)
        hold(turn)
        history = (*history, turn)
    return most


def hold(turn: Turn) -> None:
    """Assert the laws of the house of one answer."""
    answer, index = turn.answer, assistant().index
    assert answer.outcome in ("answered", "not_found", "ambiguous", "out_of_scope"), answer.outcome
    assert answer.text.strip()
    for number, citation in enumerate(answer.citations, 1):
        assert citation.number == number, citation
        assert citation.span.of(index.report(citation.report_id).text) == citation.quote, citation
    json.dumps(turn_json(turn), ensure_ascii=False, allow_nan=False).encode()


def main() -> None:
    """Ask until the time is over; end with 1 where something failed."""
    asked = argparse.ArgumentParser(description="Fuzz the understanding of questions.")
    asked.add_argument("--minutes", type=float, default=1)
    asked.add_argument("--first", type=int, default=0)
    given = asked.parse_args()
    assistant().warm()
    until, tried, failed, slowest = time.monotonic() + 60 * given.minutes, 0, 0, 0.0
    while time.monotonic() < until:
        seed = given.first + tried
        try:
            took = attempt(seed)
            slowest = max(slowest, took)
            assert took < MOST_SECONDS, f"it took {took:.1f} s"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told with its number
            failed += 1
            place = traceback.extract_tb(error.__traceback__)[-1]
            sys.stdout.write(
                f"{seed}: {type(error).__name__} {str(error)[:300]!r} at {place.name}:{place.lineno}\n"
            )
            sys.stdout.flush()
        tried += 1
    sys.stdout.write(f"{tried} talks, {failed} failed, the slowest answer {slowest:.2f} s\n")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
