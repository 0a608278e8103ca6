"""What may stand behind a number as its unit: a table of measure words, and rules for the rest."""

from __future__ import annotations

import re

# 条 件 次 …: words that count something, one character each.
_COUNTERS = (
    "个件条起宗例项次回场期批轮份册本篇部张幅枚块片套台辆艘架列座所家户人名位口支队组班间栋幢处"
    "根只头匹尾株棵颗粒顶把款种类层道节讲集首曲句字段页卷章则通封帖贴单笔桩票案幕桌餐席床对双副"
    "趟盏棚孔眼罐瓶桶袋盒包筐羽窝亩吨克斤两米升度元角站门面届点级箱杯滴针管剂碗捆车秒天周岁成"
    "倍分堂路辑众派店厂校院馆厅国省市区县乡镇村里代盘"
)
# Longer ones, and those whose first character would otherwise be taken alone.
_WORDS = """
个月 个季度 个星期 个百分点 个工作日 个自然日 个小时 个学时 个课时 个标箱 个标准箱 个批次 个班次 个点位 个点 个位次 位次 个
台件 台架 户家 家户 栋次 本册 卷册 份件 头只 只次 人件
件次 条次 人次 家次 场次 户次 起次 项次 宗次 批次 轮次 班次 车次 航次 辆次 艘次 架次 台次 例次
份次 篇次 期次 所次 处次 座次 组次 队次 点次 店次 企次 桌次 频次 班期 列次 趟次 个次 名次 件套
台套 台班 人天 人日 人场 人份 课时 学时 小时 分钟 工作日 秒 标箱 标准箱 学位 床位 泊位 车位 席位
公里 千米 平方米 平方公里 平方千米 立方米 立方千米 平米 公顷 公亩 厘米 毫米 微米 海里
千克 公斤 毫克 微克 毫升 公升 吨标准煤 吨标煤 吨公里 人公里 标准吨 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦
千伏安 千伏 千卡 大卡 分贝 摄氏度 勒克斯 载重吨 总吨
元 美元 港元 港币 欧元 日元 英镑 卢布 韩元 元人民币 块钱
番 户籍人 人口 家庭 企业 单位 部门 部委 社区 街道 镇街 乡镇 区县 县区 市县 省份 城市 国家 学校 党支部
年 月 日 周年 周岁 刻钟 世纪 学年 年度 旬 季度 学期 号 版 线 强 时 点钟 月份 日龄 代人 多元
""".split()
_NEVER_ALONE = set("两点级分度成众里代路站面门国省市区县乡镇村店厂校院馆厅字案届顶路派箱")
_LATIN = (
    "TEU|标TEU|km/h|km²|km2|km|m³/s|m³|m3|m²|m2|mm|cm|kg|mg/L|mg|μg/m³|μg|t|kWh|kW·h|kVA|kV|kW|MWh|MW|GW"
    "|GWh|TB|GB|MB|PB|Mbps|Gbps|MPa|℃|㎡|㎞|㎏|°C|ha|pH|dB|PFLOPS|Pflops|EFLOPS"
)
# A counter that opens another word is not a counter there: 部门, 项目, 家庭, 名单, 人民.
_OPENS_WORD = {
    "部": "门委分署队长级属件",
    "项": "目",
    "家": "庭",
    "名": "额单称义录牌胜",
    "人": "民大才均员工事类财社力文居保",
    "位": "于置数列",
    "户": "籍外均型",
    "处": "理置于罚在分",
    "场": "所地馆景",
    "台": "账风湾",
    "座": "谈位",
    "张": "贴",
    "所": "有属谓",
    "支": "持付撑",
    "类": "似别",
    "天": "然气",
    "区": "别间",
    "组": "织",
    "条": "例",
    "套": "取",
    "道": "路德歉",
    "起": "草诉来",
    "层": "面级",
    "站": "位点",
    "把": "握关",
    "面": "向对",
    "通": "过报",
    "分": "别类级",
    "单": "位",
    "对": "接口",
    "包": "括保",
    "节": "约能",
    "成": "立功员效果为绩就本长都熟型交品",
    "倍": "增",
    "班": "子",
    "期": "间末",
    "代": "表",
    "路": "线",
}
_UNITS = frozenset(_COUNTERS) | frozenset(_WORDS)
_BY_LENGTH = tuple(frozenset(u for u in _UNITS if len(u) == size) for size in range(5, 0, -1))
_LATIN_UNIT = re.compile(rf"(?:{_LATIN})(?![A-Za-z0-9])")
_UNKNOWN_TIMES = re.compile(r"[\u4e00-\u9fff]次(?!于|数|要|序|生|日|年)")
_UNKNOWN_END = re.compile(r"[\u4e00-\u9fff](?=[，。；、！？）：\n]|$)")
_BRACKETED = re.compile(r" ?（([\u4e00-\u9fff]{1,2})）")
_FUNCTION_WORDS = frozenset("的了与和及至到等是在为以由从向被把将就都也而且或并余多来约近")
COUNT_UNITS = frozenset(
    "家名人件起宗场次部份期所座台辆例户支篇轮批批次场次人次件次家次条元块间栋处项天"
)
# Nouns that take a number without a measure word (16部门); never after Chinese numerals.
NOUN_UNITS = frozenset(
    "家庭 企业 单位 部门 部委 社区 街道 镇街 乡镇 区县 县区 市县 省份 城市 国家 学校 党支部".split()
)
MONEY = ("元", "美元", "港元", "欧元", "日元", "英镑", "港币", "元人民币")
DURATIONS = frozenset("日 天 个工作日 工作日 小时 个小时 分钟 个月".split())
PERSONS = frozenset(("人", "名", "位", "人次", "口"))
# Amounts in these are times and places in a row, not counts.
CALENDAR = frozenset(
    "年 月 日 周年 周岁 刻钟 世纪 学年 年度 旬 季度 学期 号 版 线 强 时 点钟 月份 届 级 代 多元 日龄".split()
)


def unit_at(text: str, start: int, *, after_verb: bool = False) -> str:
    """Return the unit that stands at ``start``, or "" where there is none.

    A known unit wins by length; then any character before 次 (艘次), any single character that ends
    its clause, and, right after a verb that counts things, any single character.
    """
    for size, units in zip(range(5, 0, -1), _BY_LENGTH, strict=True):
        word = text[start : start + size]
        if word in units and not _opens_word(text, start, size):
            return word + _tail(text, start + size)
    latin = _LATIN_UNIT.match(text, start)
    if latin:
        return latin.group()
    unknown = _UNKNOWN_TIMES.match(text, start) or _UNKNOWN_END.match(text, start)
    if unknown and unknown.group()[0] not in _FUNCTION_WORDS:
        return unknown.group()
    sign = text[start : start + 1]
    if sign in ("%", "‰"):
        return sign
    if after_verb and "\u4e00" <= sign <= "\u9fff" and sign not in _FUNCTION_WORDS:
        return sign
    return ""


def is_known(unit: str) -> bool:
    """Say whether a unit is in the table and was not only guessed from its place."""
    return unit in _UNITS or unit in ("%", "‰", "‱") or "/" in unit or unit.isascii()


def _opens_word(text: str, start: int, size: int) -> bool:
    """Say whether the one-character unit at ``start`` is really the head of another word."""
    if size > 1:
        return False
    sign, following = text[start], text[start + 1 : start + 2]
    if sign in _OPENS_WORD and following and following in _OPENS_WORD[sign]:
        return True
    return sign in _NEVER_ALONE and "\u4e00" <= following <= "\u9fff" and sign not in "分面门站"


def _tail(text: str, start: int) -> str:
    """Return what makes the unit a compound: /立方米 in 微克/立方米, （套） in 台（套）."""
    if text[start : start + 1] == "/":
        per = unit_at(text, start + 1)
        return f"/{per}" if per and text[start + 1 : start + 2] not in "%‰" else ""
    bracketed = _BRACKETED.match(text, start)
    if bracketed and bracketed.group(1) in _UNITS:
        return bracketed.group()
    return ""
