"""Measures that say nothing by themselves: 办结率, 其中, 金额, and verbs that leave their object out."""

from __future__ import annotations

import re

from corpus.phrases import bare_verb
from corpus.shadow import QUOTE_SIGN
from corpus.units import MONEY
from corpus.verbs import beginning_action

_GENERIC = re.compile(
    r"^(?:总|共|已|直接|累计|日均|年均|人均|平均|新增|主动)?(?:覆盖|惠及|受益|参与|参加|占比|占|占总数|金额|案值|货值|总额|总量|总数|数量|面积|"
    r"人数|户数|件数|人次|场次|增速|增幅|降幅|收取|案例|活动|平均|平均需要?|平均用时|平均耗时|用时|剩余|尚余|余下|投资|产值|收入|营收|利润|规模|资金|标的额?|涉及|涉案|受众|观看|点击|阅读|浏览|播放|转发|点赞|访问|"
    r"确认违法|终止|中止|驳回|责令履行|不予受理|予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|调解结案|和解结案|撤回申请|答题|粉丝|成交|成功率?|其中|比例|比重|合计|小计|总计|在线|参训|参考|参会|听众|观众|学员|答复|办结|采纳|整改|结案|审结|办复|纠错|直接纠错|维持|撤销|驳回|合格|不合格|废止|修改|失效|继续有效|结转|未结|已结|移送|移交|得分|评分|排名|整改完成)?"
    r"(?:覆盖|人数|人群|受众|受益|群众|人口|金额|货值金额|总额|总量|数量|量|率|面积|达|人|额|数)?$"
)
_SHORT_RATE = re.compile(
    rf"^(?!.*{QUOTE_SIGN})(?:(?:综合|直接|总体|整体|按时|按期|如期|及时|调解|平均)(?=[^、]{{2}}率))?[^、]{{0,3}}(?:率|占比|比例|比重|指数)(?:[、和及与][^、和]{{0,3}}(?:率|占比|比例|比重|指数))*$"
)
# Verbs that are names of what is counted by themselves: 培训 12 次, 刑事拘留 2 人.
_VERBAL_NOUNS = tuple(
    "投诉 举报 培训 教育 处分 警告 罚款 拘留 辟谣 宣讲 检查 演出 贷款 融资 查询 训练 巡查 巡逻 会商 走访 暗访 督查 督导 抽检 送检 "
    "检测 调解 约谈 宣传 服务 行政处罚 备案 登记 注册 申请 审计 处罚 办件 监测 立案 逮捕 起诉 刑拘 通报 承办 查处 处置 编制".split()
)
_PLACE_END = re.compile(
    r"(?:[省市区县镇乡局委办厅院所站处级类国村]|街道|政府|部门|园区|新区|开发区|集团|公司|企业|中心|法院|公安|支队|大队)$"
)
# Rates that are known by their own name.
_WHOLE_RATE = re.compile(
    r"(?:行政诉讼|行政案件|一审|诉讼)?(?:败诉|胜诉|应诉|出庭|出庭应诉|发案|破案)率$"
)
_ONE_VERB = 2
_SELF_SUFFICIENT = 5


def needs_object(measure: str, unit: str) -> bool:
    """Say whether a measure is a mere verb that leaves its object to the figure before."""
    if unit.startswith(MONEY) or len(measure) > _ONE_VERB:
        return False
    return bare_verb(measure) and not measure.endswith(_VERBAL_NOUNS)


def says_nothing(measure: str) -> bool:
    """Say whether a measure needs the thing it is said of: 占比, 参考率, 占财政支出比重."""
    if _GENERIC.match(measure) or _SHORT_RATE.match(measure):
        return True
    return measure.startswith("占") and not measure.startswith(("占地", "占道", "占用"))


def whole_rate(measure: str) -> bool:
    """Say whether a rate is known by its own name and is said of nothing else: 败诉率."""
    return _WHOLE_RATE.match(measure) is not None


def label_in_brackets(head: str, label: str) -> str:
    """Return head（label） where the label alone does not say what it counts.

    >>> label_in_brackets("收办政府信息公开申请案件", "沭阳县")
    '收办政府信息公开申请案件（沭阳县）'
    """
    verb = beginning_action(head)
    if verb and label.endswith(verb) and _PLACE_END.search(label.removesuffix(verb)):
        label = label.removesuffix(verb)
    if not label or label == head or not head:
        return head or label
    plain = len(label) >= _SELF_SUFFICIENT and not _PLACE_END.search(label)
    plain = plain and not label.endswith(("以上", "以下", "以内"))
    return label if plain and not _GENERIC.match(label) else f"{head}（{label}）"
