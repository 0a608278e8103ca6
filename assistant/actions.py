"""Actions that are not one another: 上报 is not 处置, 受理 is not 办结.

ACTIONS maps the printed verb to its class. Verbs of one class are the same act under two words;
verbs of two classes are different acts, and a figure of one never answers a question for the other.
"""

from __future__ import annotations

from collections.abc import Set

ACTIONS: dict[str, str] = {
    "上报": "report_up", "报送": "report_up", "呈报": "report_up",
    "处置": "dispose", "查删": "delete", "删除": "delete", "清理": "delete", "清除": "delete", "屏蔽": "delete",
    "移交": "transfer", "移送": "transfer", "转交": "transfer", "转办": "transfer",
    "受理": "accept", "接收": "accept", "收到": "accept", "接到": "accept", "收办": "accept",
    "办结": "close", "结案": "close", "审结": "close",
    "约谈": "summon", "下架": "take_down", "关停": "shut", "关闭": "shut",
    "警告": "warn", "罚款": "fine", "罚没": "fine", "没收": "confiscate",
    "批捕": "arrest", "拘留": "detain", "起诉": "prosecute",
    "签订": "sign", "发放": "hand_out", "驳回": "dismiss", "维持": "uphold", "纠正": "correct", "撤销": "correct",
    "调解": "mediate", "听证": "hearing", "抽检": "sample", "暂扣": "seize", "查封": "seize", "扣押": "seize",
}  # fmt: skip


# Words that are each other's opposite: a figure of the one never answers for the other.
OPPOSITES: tuple[tuple[str, str], ...] = (
    ("专职", "兼职"), ("线上", "线下"), ("境内", "境外"), ("属地", "区外"), ("上年", "下年"), ("出口", "进口"), ("城镇", "农村"),
    ("市级", "区级"), ("国家级", "省级"), ("省级", "市级"), ("部分公开", "不予公开"), ("自然人", "法人"), ("一审", "二审"), ("首次", "再次"),
    ("公办", "民办"), ("男", "女"), ("简易程序", "一般程序"), ("轻微", "严重"), ("增加", "减少"), ("上升", "下降"),
)  # fmt: skip


# One word for the other, until a report states both.
BESIDES: tuple[tuple[str, str], ...] = (("投诉", "举报"), ("投诉", "咨询"), ("举报", "咨询"))


def opposed(asked: str, stated: str, pairs: tuple[tuple[str, str], ...] = OPPOSITES) -> bool:
    """Say whether ``stated`` has the opposite of a word that is asked for: 兼职 for 专职.

    >>> opposed("专职人民调解员", "兼职人民调解员200名")
    True
    """
    return any(
        (a in asked and a not in stated and b in stated and b not in asked)
        or (b in asked and b not in stated and a in stated and a not in asked)
        for a, b in pairs
    )


def actions_in(text: str) -> Set[str]:
    """Return the classes of the actions that ``text`` names."""
    return {name for verb, name in ACTIONS.items() if verb in text}


# Acts that a report often leaves unsaid: 网民举报72件 are reports received.
UNSAID = frozenset({"accept", "sign", "hand_out", "mediate", "hearing"})
# Acts that readers take for one another: set side by side they are told apart, not refused.
RELATED = (frozenset({"dispose", "delete"}), frozenset({"accept", "close"}))


def conflicting(asked: Set[str], stated: Set[str]) -> bool:
    """Say whether what is stated is another act than what was asked, or not the act at all.

    >>> conflicting({"summon"}, set()), conflicting({"accept"}, set())
    (True, False)
    """
    if not asked or asked & stated:
        return False
    return bool(stated) or not asked <= UNSAID


def related(asked: Set[str], stated: Set[str]) -> bool:
    """Say whether another act is stated that may be set beside the one asked, with a warning."""
    return any(asked & group and stated & group for group in RELATED)
