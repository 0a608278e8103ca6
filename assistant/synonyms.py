"""What is said in a question and printed in a report by another word: 买 is 采购, 危化品 危险化学品."""

from __future__ import annotations

import re
from functools import lru_cache

_SAME: tuple[tuple[str, ...], ...] = (
    ("危化品", "危险化学品", "危化"),
    ("违建", "违法建设", "违法建筑"),
    ("停车位", "停车泊位", "泊位"),
    ("梳理", "清理"),
    ("化解", "调解", "调处"),
    ("欠薪", "拖欠工资", "拖欠劳动报酬"),
    ("酒驾", "酒后驾驶", "饮酒驾驶"),
    ("醉驾", "醉酒驾驶"),
    ("遇难", "死亡"),
    ("去世", "死亡"),
    ("盗版书", "盗版图书", "非法出版物"),
    ("老赖", "失信被执行人"),
    ("网吧", "互联网上网服务"),
    ("挽损", "挽回经济损失", "挽回损失"),
    ("案值", "货值"),
    ("赔偿金", "赔偿金额"),
    ("投诉举报", "举报投诉"),
    ("复议", "行政复议"),
    ("渣土车", "建筑垃圾运输车", "工程运输车"),
    ("大货车", "货运车辆"),
    ("电动车", "电动自行车"),
    ("疫苗接种", "接种疫苗"),
    ("小作坊", "食品作坊"),
    ("安全隐患", "事故隐患"),
    ("工伤死亡", "工亡"),
)
"""Words of one row mean one thing; each may stand for the others."""
_COLLOQUIAL: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"买", ("采购", "购置", "新购", "购买")),
    (r"死(?!亡)", ("死亡",)),
    (r"(?<!查)拆(?![除迁解])", ("拆除",)),
    (r"(?<!抓)抓(?![获捕好])", ("抓获",)),
    (r"招(?![录聘募收投标商])", ("招录", "招聘")),
    (r"罚(?![款没])$", ("罚款",)),
    (r"(?<!抽|检|审|排|普|调|核|巡|督|复)查(?![处获扣封删询看验])", ("查处", "检查")),
    (r"(?:发|给)了?(?=钱|$)", ("兑现", "发放")),
    (r"退(?![还回赔出休役订])", ("退还",)),
    (r"种(?=树|草|苗)", ("栽植",)),
)
"""What people say for the printed word."""
_MOST = 6


@lru_cache(maxsize=4096)
def respelled(text: str) -> tuple[str, ...]:
    """Return the other ways in which a report may print ``text``, the likeliest first.

    >>> respelled("危化品罚款")[0]
    '危险化学品罚款'
    """
    ways: dict[str, None] = {}
    for row in _SAME:
        said = max((word for word in row if word in text), key=len, default="")
        if said:
            ways.update(dict.fromkeys(text.replace(said, word) for word in row if word != said))
    for pattern, words in _COLLOQUIAL:
        if re.search(pattern, text):
            ways.update(dict.fromkeys(re.sub(pattern, word, text, count=1) for word in words))
    ways.pop(text, None)
    return tuple(ways)[:_MOST]
