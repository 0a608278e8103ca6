"""Tells figures from numbers that count nothing: plan names, dates, ordinals, article numbers, idioms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from corpus.amounts import Amount
from corpus.models import Span
from corpus.units import CALENDAR, COUNT_UNITS, MONEY, NOUN_UNITS, PERSONS, is_known
from corpus.verbs import ending_action, predicate

_N = r"(?:[0-9]{1,12}|[〇零一二两三四五六七八九十百千]{1,6})"
# Each line: what the number is instead of a figure. Positions inside any of these are no figures.
_TRAPS: tuple[tuple[str, str], ...] = (
    ("title of a document", r"《[^》\n]{1,80}》"),
    ("name in quotation marks", r"“[^”“。\n]{1,60}”|‘[^’‘。\n]{1,40}’|「[^」\n]{1,60}」|『[^』\n]{1,60}』"),
    ("name in quotation marks", r'"[^"。\n]{1,40}"'),
    ("address on the web", r"(?:https?：?:?//|www\.)[!-~]{1,300}|[\w.]{1,64}@[\w.]{1,64}"),
    ("registration", r"(?:ICP备|公网安备|备案号|标识码|信用代码|邮编|编号|电话|传真|热线电话)[：: ]{0,2}[0-9A-Za-z-]{3,30}号?(?:-[0-9])?"),
    ("telephone", r"(?<![0-9])(?:0[0-9]{2,3}-[0-9]{7,8}|1[3-9][0-9]{9}|400-[0-9]{3,4}-?[0-9]{3,4})(?![0-9])"),
    ("hotline", r"(?<![0-9.])(?:12[0-9]{3}|96[0-9]{3,4}|1[12][0-9])(?![件起宗次家户条人场处])[”’、和及]{0,1}(?=[\u4e00-\u9fff“”‘’]{0,10}?(?:热线|平台|民声|专线|电话|系统|举报|投诉|市长|政务|报警|急救|接处警))"),
    ("plan name", r"[0-9XNn]{1,4}(?:\+[0-9XNn]{1,4}){1,8}(?![0-9])"),
    ("ratio or round-the-clock", r"[0-9]{1,2} ?× ?[0-9]{1,2}(?:小时)?|[0-9]{1,3}[：:][0-9]{1,3}(?![0-9])"),
    ("span of years", r"(?:19|20)[0-9]{2}年?(?:度)? ?(?:-{1,2}|—{1,2}|~|至|到|、|和|/) ?(?:19|20)?[0-9]{2}(?:学年|年)(?:度)?|(?:19|20)[0-9]{2}(?:-{1,2}|—{1,2}|~)(?:19|20)[0-9]{2}"),
    ("date", r"(?<![0-9])(?:19|20)[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])|(?:19|20)[0-9]{2}[-/.][01][0-9](?![0-9])"),
    ("date", r"(?<![0-9.])(?:[0-9]{2}|[0-9]{4}) ?年(?:度)?(?: ?[01]?[0-9] ?月(?:份)?(?: ?[0-3]?[0-9] ?[日号])?)?"),
    ("date", r"[〇零一二三四五六七八九]{4}年|(?<![0-9])[01]?[0-9] ?月(?: ?[0-3]?[0-9] ?[日号]|份|底|初|中旬|上旬|下旬|末)?"),
    ("time of day", rf"(?:上午|下午|中午|晚上|早上|凌晨|傍晚|夜间|夜里|深夜|清晨|[早晚]){_N}(?:[点时](?![位名段])(?:{_N}分|半)?)(?:(?:-|—|~|至|到)(?:次日|第二天|上午|下午|晚上|凌晨)?{_N}[点时](?:{_N}分|半)?)?"),
    ("months in a row", r"(?<![0-9])[01]?[0-9](?:-|—|~|至|到)[01]?[0-9] ?月"),
    ("festival or incident", r"(?<![0-9])[0-9]{1,2}[·•・][0-9]{1,2}(?![0-9])"),
    ("length of years", rf"{_N}(?:多|余)?(?:个)?(?:周年|年(?!级)(?:[0-9零一二三四五六七八九十]{{1,2}}个月)?|学年)"),
    ("ordinal", rf"第 ?{_N}(?:[-—~至、和] ?第?{_N})?(?:批次|批|届|次|个|条|款|项|号|期|轮|章|节|季度|名|位|家|大|代|版|产业)?"),
    ("rank", rf"(?<![之以年月日天冬夏会])前{_N}(?:名|位|强|大|%|家(?!企)|个季度|季度)|(?:排名|位列|位居|名列|列第|排第|TOP ?)(?:全[国省市区县])?(?:前|第)?{_N}(?:名|位)?"),
    ("rank", rf"{_N}(?:强|佳|优|甲|大)(?![\u4e00-\u9fff]*?以上)"),
    ("document number", r"[〔\[（][12][0-9]{3}[〕\]）] ?第? ?[0-9]{1,6} ?号"),
    ("number of a thing", rf"{_N} ?号"),
    ("list number", r"(?:(?<=^)|(?<=\n)|(?<=[。；：！？]))[ 　]{0,8}(?:[0-9]{1,2}[.．、）](?![0-9])|（[0-9]{1,2}）)"),
    ("list number", r"（[0-9一二三四五六七八九十]{1,3}）|[\[【〔][0-9]{1,3}[\]】〕]"),
    ("model or version", r"(?<![A-Za-z])[A-Za-z]{1,2}-?[0-9]{1,4}(?:\.[0-9]+)?(?![0-9])|[0-9]{1,4}[A-Z](?![A-Za-z0-9])|[0-9]\.0(?:版)?(?![0-9%个万亿])|TOP ?[0-9]{1,4}"),
    ("plan period", r"[一二三四五六七八九十]{1,2}五[”\"]?(?=规划|普法|时期|期间|末|开局|收官|以来|计划|发展)"),
    ("circle or zone", rf"{_N}(?:个)?(?:分钟|米|公里|小时)[^，。；、\n0-9]{{0,10}}圈|一刻钟"),
    ("time limit", rf"(?<![0-9])(?<!之日起){_N}(?:个)?(?:工作日|自然日|小时|分钟|秒|天|日|个月|周)(?:之)?内"),
    ("round the clock", r"24 ?小时(?![，。、；]|以上|以内)"),
    ("stretch of time", rf"(?:连续|历时|为期|近|过去|未来|最近|持续)(?:的)?{_N}(?:多|余)?(?:个)?(?:季度|月|周|年|星期|小时|天)"),
    ("phase", rf"{_N}期(?=工程|项目|建设|改造|规划|启动|用地)"),
    ("parts of a text", rf"{_N}(?:个|大)(?:部分|方面|阶段|步骤|章节|维度|层面|层次|角度|坚持)"),
    ("base of a rate", rf"每{_N}(?:万|千|百)?(?:人|户|平方公里|万元)(?=[\u4e00-\u9fff])"),
    ("age", rf"{_N}(?:-|—|~|至|到)?(?:{_N})?(?:周)?岁(?:及)?(?:以上|以下|以内|至|到|-|的|老|儿|适龄)"),
    ("part of a name", rf"{_N}(?:部曲|步走|张网|盘棋|本账|条心|家亲|件套|字经|股绳|把手|揽子|门式|窗式|站式|体化)"),
    ("grade", rf"{_N} ?(?:级|星级|A级|类水|类标准|代|版本|档|线城市|维|元化|次元)"),
    ("class of things", r"(?<![0-9])1 ?类|[2-5一二三四五ⅠⅡⅢ] ?类(?=医疗器械|疫苗|精神药|水|射线|放射|超声|用地|费|超限)"),
    ("three “100”", r"[两三四五六七八九十]个[“\"][^”\"\n]{1,12}[”\"]"),
    ("named campaign", r"[百千万](?![一二三四五六七八九十百千万])[\u4e00-\u9fff][百千万](?![一二三四五六七八九十百千万])[\u4e00-\u9fff]"),
)  # fmt: skip
_TRAP = tuple(re.compile(pattern) for _, pattern in _TRAPS)
# Words that begin with a number and a measure word and still count nothing.
IDIOMS = frozenset(
    """
    三位一体 四位一体 五位一体 多位一体 三支一扶 三起三落 两个确立 两个维护 四个意识 四个自信
    四个全面 两个毫不动摇 两个一百年 四不两直 两不愁三保障 三令五申 五家渠 三家分晋 三场硬仗
    九家联动 三人行 七人制 五人制 三名工程 百家争鸣 千家万户 万家灯火 百家号 三件套 四件套
    十户联防 万人万场 千人计划 万人计划 百万英才 两场战役 三座大山 两元结构 二次供水 十件套
    """.split()
)
_TIMES = frozenset("场次 家次 件次 户次 条次 批次 车次 辆次 艘次 人次".split())
_STRONG_SINGLE = COUNT_UNITS - frozenset("项天期块批元轮批") | {"个"} | _TIMES
_CONCRETE_AFTER_GE = re.compile(
    r"个(?:(?:国家|省|市|区|县)级)?(?:单位|部门|项目|案件|镇|街道|社区|村|小区|账号|网站|公园|集体|企业|平台|乡镇|园区|学校|站点|工地|县|区县)"
)
# 惠及20余万群众: nouns that follow a large number without a measure word.
_COUNTED_PEOPLE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}?)(?:群众|居民|市民|百姓|学生|师生|企业|家庭|用户|网民|粉丝|党员|干部|职工|农民|老人|儿童|游客|青年|志愿者|观众|听众|商户|个体工商户|市场主体|经营主体|农户|青少年|劳动者|消费者|从业人员|骑手|订单|代表)"
)
_POINTING = re.compile(r"(?:[这那前后上下首该本各每]|上述|以下|以上|其他|另外|另)$")
_METRIC_END = re.compile(
    r"(?:[量数率分值额]|指数|得分|人群|人口|粉丝|人次|人数|金额|总额)(?:已|均|共|总|共计|累计|合计)?(?:超|达|达到|为|至|到|突破|是|有|：|过|约|近|分别为|分别达)?$"
)
_THRESHOLD_TAIL = re.compile(
    r"(?:级|以上|以下|以内)?的?[^，。；、：（）0-9\n]{1,14}?(?:达|共|超|有|近|约|为|达到|突破|累计|各)?[0-9]"
)
_THRESHOLD_NOUN = re.compile(
    r"(?:级|的)?(?:（含）|[（]含[）])?(?:的)?[\u4e00-\u9fff]{0,4}?(?:项目(?!资金)|企业|工程|单位|产业集群|集群|账号|规模|县|园区|镇|客户|商户|订单|个体|街|粉丝|平台)"
)
# 10亿元项目35个: the sum says how large a thing is, and the thing is counted.
_SIZED_NOUN = re.compile(
    r"级?的?(?:[\u4e00-\u9fff]{0,6}?)(?:项目|企业|工程|集群|园区|大户|客户|商户|订单|产业|合同|案件|单位|账号)(?:共|达|有|超|近|约|达到|突破|累计|各)?[0-9]"
)
# 处5万元以上50万元以下罚款 is what a law threatens, no fine that was set.
_LAW_BEFORE = re.compile(r"(?:(?:并|可以|可|应当|应)?处以?|处罚款)(?:[\u4e00-\u9fff]{2,8}的?)?$")
_LAW_AFTER = re.compile(r"(?:的)?(?:罚款|罚金|有期徒刑|拘留)")
_LAW_BOUND = ("以下", "以内")
# 延长10日, 停播15日, 压减到45日: 日 is a length of time here and no day of a month.
_LASTING = re.compile(
    r"(?:延长|停止[^，。；0-9]{0,12}|暂停[^，。；0-9]{0,12}|停[业产播更刊][^，。；0-9]{0,4}|压[减缩]|缩[短减]|减少|拘留|至多|至少|最多|最长|不超过|不少于|平均|用时|耗时|历时|时[限长间]|期限|周期)"
    r"(?:为|到|至|在|不超过|近|约|超过)?$"
)
_SHORTENED = re.compile(r"(?:压|缩|减|延|降)[^，。；、0-9]{0,3}(?:到|至|为)")
# What compares two numbers, and what must stand before 一倍 and 一番 for them to do so.
_RATIOS = dict.fromkeys(("%", "‰", "‱", "", "个百分点"), "")
_RATIOS |= {"倍": r"[长加高升大是多少了近]$", "番": r"翻了?[近超]?$"}
# Counters that stand with one Chinese numeral behind their noun: 公职律师一名, 无人机三架.
_BEHIND_NOUN = frozenset(
    "名 人 家 件 起 宗 部 份 台 辆 架 艘 支 座 处 套 幅 张 枚 例 条 个 项 次 轮 场 篇 块 面 间 栋".split()
)
_LOSSES = ("漏", "落", "掉", "丢", "错", "缺", "生", "罚", "销", "销号")
_CLOSING = ("", "，", "。", "、", "；", "）", "（", "\n")
# What is held or printed in runs: 举办培训班八期. Works have phases (项目二期), which count nothing.
_RUNS = re.compile(
    r"(?:班|培训|轮训|集训|讲座|讲堂|课堂|课程|沙龙|论坛|访谈|节目|栏目|简报|通报|专报|专刊|公报|月报|快报|预警|提示|辟谣|报纸|刊物|漫画|推文)$"
)
_DONE_ONCE = frozenset("轮场次")
_NO_NOUN_BEFORE = re.compile(
    r"(?:[这那前后上下首该本各每此新又另再多少同统任最仅只第其之初进年月周天季日度一]|一[\u4e00-\u9fff])$"
)
_NOTHING = re.compile(
    r"(?:许可|处罚|强制|检查|案件|投诉|举报|信访|上访|事故|事件|败诉|撤销|复议|诉讼|纠错|伤亡|死亡|感染|舆情|差错|违规|[0-9]件[，、][\u4e00-\u9fff]{2,8})$"
)
_SCALED_BOUND = ("以上", "以下", "以内", "及以上", "及以下")


def trap_spans(text: str, lines: Sequence[Span] | None = None) -> tuple[Span, ...]:
    """Return where numbers count nothing in a levelled text, in order and without overlaps.

    Only ``lines`` are looked at where they are given.
    """
    lines = [Span(0, len(text))] if lines is None else lines
    found = sorted(
        (m.start(), m.end())
        for line in lines
        for trap in _TRAP
        for m in trap.finditer(text, line.start, line.end)
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1] - 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(start, end) for start, end in merged)


def is_figure(text: str, amount: Amount, traps: tuple[Span, ...]) -> bool:
    """Say whether an amount counts something; precision goes before recall.

    >>> from corpus.amounts import amounts
    >>> [is_figure(t, amounts(t)[0], trap_spans(t)) for t in ("查删9172条", "1+5+2体系")]
    [True, False]
    """
    if _inside(traps, amount.span):
        return False
    if amount.unit in CALENDAR and not _lasts(text, amount):
        return False
    before = text[max(0, amount.span.start - 12) : amount.span.start]
    if not _letters_allow(before, amount) or _is_threshold(text, amount) or _of_law(text, amount):
        return False
    if amount.unit == "" and not amount.is_fraction:
        return _bare_counts(text, before, amount)
    if amount.han and amount.unit == "期" and _RUNS.search(before):
        return amount.digits != "一" and text[amount.span.end : amount.span.end + 1] in _CLOSING
    if amount.han:
        return _han_counts(text, before, amount)
    year_like = len(amount.digits) == 4 and 1900 <= (amount.value or 0) <= 2099
    return is_known(amount.unit) or not year_like


def _inside(traps: tuple[Span, ...], span: Span) -> bool:
    """Say whether any trap touches the span."""
    at = bisect_left(traps, span.start, key=lambda trap: trap.end - 1)
    return at < len(traps) and traps[at].start < span.end


def _letters_allow(before: str, amount: Amount) -> bool:
    """Refuse a number glued to letters (PM2.5) unless they are a word and a unit follows (App46款)."""
    letters = re.search(r"[A-Za-z]{1,12}-?$", before)
    return letters is None or (len(letters.group()) >= 3 and bool(amount.unit))


def _bare_counts(text: str, before: str, amount: Amount) -> bool:
    """Accept a number without a unit only where its noun says that it counts (播放量10万+)."""
    if (
        amount.scaled
        and not amount.han
        and _COUNTED_PEOPLE.match(text, amount.span.end)
        and ending_action(before)
    ):
        return True
    after = text[amount.span.end : amount.span.end + 1]
    if after and ("\u4e00" <= after <= "\u9fff" or after in "“.+"):
        return False
    if amount.han:
        return amount.qualifier == "over" and bool(_METRIC_END.search(before))
    return amount.scaled or bool(_METRIC_END.search(before.rstrip()))


def _han_counts(text: str, before: str, amount: Amount) -> bool:
    """Accept Chinese numerals with care: 三百二十余件 yes, 两家企业 yes, 三大、一批、四个意识 no."""
    if amount.unit in _RATIOS:
        wanted = _RATIOS[amount.unit] if amount.unit == "番" or amount.digits == "一" else ""
        return not wanted or re.search(wanted, before) is not None
    if amount.unit in NOUN_UNITS:
        return False
    around = text[amount.span.start : amount.span.start + 6]
    if any(around.startswith(idiom) for idiom in IDIOMS) or before.endswith(
        ("第", "其", "之", "初")
    ):
        return False
    if amount.value is None:
        return True
    if len(amount.digits) > 1:
        return amount.value >= 10
    if amount.digits in "百千万亿":
        return amount.qualifier in ("over", "under", "about")
    if _ends_clause(text, before, amount):
        return True
    if amount.digits in "〇零一二":
        return False
    if amount.digits == "十" and amount.qualifier == "over":
        return True
    if amount.unit not in _STRONG_SINGLE or _POINTING.search(before):
        return False
    after = text[amount.span.end : amount.span.end + 1]
    if amount.unit == "次" and "\u4e00" <= after <= "\u9fff" and not ending_action(before):
        return False
    unit_start = amount.span.end - len(amount.unit)
    return amount.unit != "个" or bool(_CONCRETE_AFTER_GE.match(text, unit_start))


def _ends_clause(text: str, before: str, amount: Amount) -> bool:
    """Say whether noun, numeral and counter end a clause: 聘请公职律师一名。行政强制零件。"""
    after = text[amount.span.end : amount.span.end + 1]
    if amount.unit not in _BEHIND_NOUN:
        return False
    persons = amount.unit in PERSONS
    if after not in _CLOSING and (
        not persons or predicate(text[amount.span.end : amount.span.end + 8])
    ):
        return False
    if re.search(r"每[^，。；]{0,10}$", before) or f"一{amount.unit}" in before:
        return False
    if amount.digits in "〇零":
        return _NOTHING.search(before) is not None
    if not re.search(r"[\u4e00-\u9fff]{2}$", before) or _NO_NOUN_BEFORE.search(before):
        return False
    # 发现一处、整改一处 is a way of saying all; 开展培训一次 is a count.
    acts = bool(ending_action(before)) or before.endswith(_LOSSES)
    return amount.digits != "一" or acts == (amount.unit in _DONE_ONCE)


def _lasts(text: str, amount: Amount) -> bool:
    """Say whether 日 after the number is a length of time: 延长10日."""
    before = text[max(0, amount.span.start - 18) : amount.span.start]
    surface = amount.span.of(text)
    if _SHORTENED.match(text, amount.span.end) and not before.endswith("月"):
        return amount.unit == "日"
    cue = _LASTING.search(before) or (amount.qualifier == "at_most" and surface.endswith("内"))
    limited = amount.qualifier in ("at_most", "at_least") and not amount.digits.startswith("0")
    return amount.unit == "日" and bool(cue or limited)


def _of_law(text: str, amount: Amount) -> bool:
    """Say whether the amount is the span of a fine in a law (处5万元以上50万元以下罚款)."""
    if not amount.span.of(text).endswith(_LAW_BOUND) or not _LAW_AFTER.match(text, amount.span.end):
        return False
    before = text[max(0, amount.span.start - 14) : amount.span.start]
    return _LAW_BEFORE.search(before) is not None


def _is_threshold(text: str, amount: Amount) -> bool:
    """Say whether the amount only bounds what a later number counts (10亿元以上项目35个)."""
    after = text[amount.span.end : amount.span.end + 24]
    surface = amount.span.of(text)
    bounded = surface.endswith(_SCALED_BOUND)
    if (
        amount.unit.startswith(MONEY)
        or amount.unit in ("米", "公里", "平方米", "人", "吨", "亩")
        or bounded
    ):
        follows = _THRESHOLD_TAIL.match(after)
        sized = amount.unit.startswith(MONEY) and _SIZED_NOUN.match(after)
        if follows and (bounded or sized) and not after.startswith(("共", "达")):
            return True
        if amount.han and amount.digits[0] in "百千万亿" and "\u4e00" <= after[:1] <= "\u9fff":
            return amount.unit.startswith(MONEY)
        vague = amount.han or amount.qualifier != "exact"
        if amount.unit.startswith(MONEY) and vague and _THRESHOLD_NOUN.match(after):
            return True
        if bounded and amount.unit not in ("", "场", "次") and _THRESHOLD_NOUN.match(after):
            return amount.unit.startswith(MONEY) or amount.unit in ("人", "平方米")
        return after.startswith("级")
    return False
