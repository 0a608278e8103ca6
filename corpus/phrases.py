"""Trims the words before a number down to what is counted: adverbs, doers and means go."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.shadow import QUOTE_SIGN
from corpus.verbs import ACTIONS, LIGHT, beginning_action, ending_action, first_action

_YEAR = r"(?:20|19)[0-9]{2}年(?:度)?"
_TIME_WORDS = (
    r"(?:于)?明年|来年|今后|全年|今年以来|今年|本年度|本年|年内|当年|(?:去年|上年度?)(?!结转|末|底|同期)|目前|截至目前|迄今|至今|一年来|五年来|上半年|下半年|"
    r"[一二三四第]{1,2}季度|前[一二三]季度|本届政府|期间|近年来|以来|年底|年末"
)
_TIME_HEAD = re.compile(
    rf"^(?:(?:截至|截止到?|自|从|到|在|至)?(?:{_YEAR}(?:[0-9]{{1,2}}(?:[—\-至][0-9]{{1,2}})?月)?|[0-9]{{1,2}}(?:[—\-至][0-9]{{1,2}})?月)(?:份)?(?:[0-9]{{1,2}}日)?"
    rf"(?:起|底前|年底前|末前|底|末|初|前|以来|上半年|下半年|全年)?(?:的|，)?(?:{_TIME_WORDS})?|(?:{_TIME_WORDS})(?:的|，)?|连续[0-9一二三四五六七八九十]{{1,3}}个?(?:年|季度|月|届))"
)
_TIME_TAIL = re.compile(
    rf"(?:由|从|比|较|与|同|相较)?(?:{_YEAR}|去年|上年|上年度|上半年|同期|年初|年底)(?:[0-9]{{1,2}}月)?(?:同期|底|末|初)?的?$"
    rf"|(?:与|较|比|同)(?:上年|去年)?同期(?:的|相比)?$"
    r"|自[^，]{2,12}之日起$|(?:由|从)(?:原来|原先|此前|法定|规定|国家规定|承诺|最初)的?$"
)
_FOR_YEARS = re.compile(
    r"连续[0-9一二三四五六七八九十]{1,3}年$|(?:最[多高大]|居首位?|居[全市区县省]{0,2}首位?|次之)$"
)
_COMPARES = re.compile(r"^(?:与[^，]{0,10})?(?:相比|相较|比较)$|^[比较与]$")
_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是(?:要)?|[0-9]{1,2}[.．、]|（[^）]{1,3}）|[①-⑳]|——|—|[-●·•■▪◆*|]+)"
)
_JOINER = re.compile(
    r"^(?:以及|并且|同时|此外|另外|其中|其中的|及其|和|与|及|并|且|而|、|；|的|了|等(?![待候级额效同距值])|亦|暨|或)+(?!平|解|谐|睦)"
)
# Each with what must not follow it: 约谈, 现场, 就业 begin with no adverb.
_ADVERB_TABLE = """
累计 共计 合计 总计 总共 一共 全年 先后 已经 至多 至少 最多 最少 起码 扎实 积极 严格(?!程序) 严厉 严肃 深入 大力 认真 及时(?!率|奖)
全面(?!依法) 持续 统筹(?=推进|开展|做好|实施|协调|抓好) 主动(?!公开|投|好) 率先 成功(?!率) 常态化 有序 稳步 切实 进一步 不断 精准 高效(?!办) 顺利 圆满
坚决 广泛 全[省市区县国]率先 有效(?!$|期|性|投诉|举报|线索|发明) 着力 加快 妥善 充分 全力 还(?!款|迁|建|贷|田) 再(?!生|造|就|担|制|贷|融)
又 也 则 仅 明确(?=.{4}) 要求(?=.{3}) 目前 现有 共有(?!产权) 有(?![效害关序偿色机限奖力声线轨条毒组意案责证照无需没待所]) 现(?!场|行|代|金|实|役|状|货) 每年 每季度 每月 例如 比如 将(?!军) 继续(?!有效) 努力
力争 计划(?!生育|单列|经济) 拟(?!定) 打算 处(?=罚金(?!额)|罚款) 处以 被处以? 含(?![量税有义]) 实际(?!控制|使用|上|到位|面积|需) [我本](?:单位|机关|系统)(?=.{2}) 预计 确保 逐步 多次 直接(?!融资|投资|经济) 同步 陆续 相继 切实 深化 牵头(?=开展|制定|组织)
共(?!享|同|建|青|治|管|有|产|性|识|赢|用) 已(?!婚|有) 均(?!价|衡|等) 分别 依法(?!行政|治|履职) 约(?!谈|见|束|定|请|谈)
近(?!视|海|郊|邻) 超(?!标|市|限|载|期|速|声|额|过|前) 逾(?!期) 就(?!业|诊|医|读|近|地|餐|学) 对(?!外|口|接|比|照|标|象|联)
为(?!民|期|老) 由 要(?!素|求|件|案|闻) 从(?!业|严|轻|事|犯) 把(?!关|控|握) 被(?!告|诉|申|征|执|害|监|处|服|动)
给(?!付|水|予) 给予(?=表彰|奖励|处罚|警告) 予以(?=表彰|奖励|处罚|警告) 向 在(?!线|校|建|册|职|岗|编|逃|库|营|园|读|研|售)
组织(?=开展|实施|举办|召开|编写|编印|制作|参加|发动) 高标准(?!农田) 高质量(?!发展) 高水平 大规模 集中(?=开展|整治了|清理|查处|约谈|检查)
重点(?=开展|推进|打造|建设|查处|检查了|整治了) 我[市区县省局办委](?!级) 各(?:类|项|种)(?=.{2})
全[区市省县](?=共|累计|新|完成|实施|开展|建成|各|办|查|受|处|收|审)
""".split()
_ADVERBS = re.compile("^(?:" + "|".join(_ADVERB_TABLE) + ")+")
_CUT = re.compile(
    r"(?:累计|共计|合计|总计|总共|一共|先后|已经|现有|(?<!占)全年|(?<!公)共(?!享|同|建|青|治|管|有|产|性|识|赢|用|服务|卫生|安全|资源|信用|法律|文化|交通|场所|[机企事])|"
    r"已(?!婚|有)|(?<![人户年月日平亩])均(?!价|衡|等))(?=.{2})"
)
_LINKS = sorted(
    """
    累计 合计 共计 总计 共有 共为 共 总 分别为 分别 均为 均 已经 已 到达 达到 达 高达 多达 可达 为 是 至 到 有 人民币 计 约 约为
    近 将近 超 超过 突破 升至 降至 增至 增长到 增长至 增加到 增加至 提高到 提高至 提升到 提升至 下降到 下降至 减少到 减少至
    压缩至 压减至 缩短至 控制在 控制 稳定在 保持在 维持在 扩大到 扩大至 降低到 降低至 上升到 上升至 ： ， 、 每年 每 的 了 等
    及 和 与 以及 其中 只 仅 又 再 不少于 不低于 不超过 至少 一次性 最高 最低 平均 按时 预计 力争 计划 累计达 分别达 分别达到
    应 首次 保持 维持 稳定 在 由 从 拓展至 拓展到 延长至 延长到 扩展至 扩充至 增长为 调整至 调整为 增加为 双双 成功 历史性 稳居 快速 再次 需 需要 约需 只需 仅需 压减到 累计有 已有 现有 就有 即 也 占比为 占比达 其中有 着 过 近 每季度 每月 全年 年均 人均为
    """.split(),
    key=len,
    reverse=True,
)
_LED_TO = (
    r"(?:增长|增加|下降|减少|提高|提升|上升|降低|回落|上涨|下跌|压减|压缩|缩短|缩减|扩大|扩充|扩展|拓展|延长|延伸|调整|优化|削减|精简|"
    r"(?<![新净])增|升|(?<!投)降|减|压|缩)(?:到|至|为)"
)
_LINK = re.compile(rf"(?:{_LED_TO}|" + "|".join(_LINKS) + ")$")
# 月均 before a number makes it a mean: the word stays.
_MEAN = re.compile(r"(?:由|从)?(?P<mean>[年月日周人户]均|平均)$")
# 审计, 行为, 收到 end in no linking word.
_KEEP_WHOLE = frozenset(("维持", "实有"))
_KEEP_END = frozenset(
    """
    审计 设计 统计 会计 估计 行为 作为 人为 收到 接到 报到 签到 受到 得到 找到 所有 持有 国有 共有 占有 没有 下达 传达 抵达
    附近 签约 履约 预约 违约 公约 合约 节约 约见 创新 更新 高新 公共 中共 汇总 老总 船只 平等 高等 参与 涉及 普及 饱和 总和
    归还 返还 退还 偿还 再次 标的 目的 立即 超过 经过 通过 最近 靠近 夏至 到达 赠与 给与 危及 惠及 推及 民和 共和 调和 中和 温和 缓和
    供应 响应 对应 所需 必需 急需 刚需 相应 适应 存在 所在 现在 实在 潜在 内在 外在 正在 效应 反应 报应 到期 拥有 含有 设有 建有 配有 私有 公有 稀有 专有 同等 中等 初等 优等
    """.split()
)
# What is done each month is another number than what was done in the year.
OFTEN = re.compile(
    r"^(?:要求|确保|坚持|做到)?(?P<each>每(?:个)?(?:年|半年|季度|月|周|日|天|两年))(?=至少|不少于|最少|开展|组织|召开|举办|进行|安排|巡查|检查)"
)
_AND_FINED = re.compile(r"^.*(?:并处|作出)(?=罚款|罚金|没收|警告|责令)")
_MEANS = re.compile(
    r"^(?:通过|利用|借助|依托|运用|采取|采用|按照|根据|围绕|聚焦|针对|结合|依据|以(?!案|旧|工)|借|用好|充分发挥|发挥|紧扣|立足|为|在(?![线建册校岗编逃库营])|面向|抢抓|坚持|"
    r"联动|联合(?!国|会)|会同|协同|配合|协调|由)"
)
_BY_WAY = re.compile(r"^(?:通过|利用|借助|依托|运用|采取|采用)")
_WITHIN = re.compile(r"^在[^，。；]{2,24}?(?:中|上|方面|领域|期间|过程中|时)(?=[^，。；]{3})")
_DURING = re.compile(r"^[^，]{0,16}?(?:行动|工作|过程|活动|整治|检查)中(?=[^，]{3})")
# 县司法局对…开展审查: who acts is the report's office, what it acts upon is counted.
_OFFICE_DOES = re.compile(
    r"^[\u4e00-\u9fff]{1,16}(?:局|委|办|院|厅|政府|支队|大队|中心)(?:依法)?对(?=[^，]{2,}(?:开展|进行|实施|作出))"
)
_TO_PUBLIC = re.compile(r"^(?:公众|社会|群众|市民|居民|企业)?(?:无偿|免费)(?=[\u4e00-\u9fff]{2})")
_IN_YEAR = re.compile(rf"^(?P<doer>[^，]{{1,16}}?){_YEAR}(?:全年|共|累计)?(?P<rest>.{{3,}})$")
_METRIC = re.compile(
    r"(?:[率量额值]|比例|指数|比重|浓度|收入|支出|面积|人数|次数|总数|时间|时限|时长|周期|天数|期限|预算)(?:平均|[年月日周人户]均)?$"
)
_MEANS_NOUNS = ("平台", "方式", "手段", "渠道", "形式", "载体", "契机", "抓手")
_BY_MEANS = re.compile(
    r"^(?:通过|利用|借助|依托|运用|采取|采用|以)[^，。；]{2,40}?等?(?:方式|形式|手段|途径|措施|办法)(?=[\u4e00-\u9fff]{2})"
)
_PARTNERS = re.compile(
    r"^(?:联动|联合|会同|协同|配合|协调)[^，。；]{1,30}?等[\u4e00-\u9fff]{0,3}?(?:部门|单位|机关|力量)(?=[\u4e00-\u9fff]{2})"
)
_PARTNER = re.compile(
    r"^(?:联动|联合|会同|协同|配合|协调)(?:公安|检察|法院|司法|文旅|市场监管|市监|工信|教育|交通|卫健|税务|消防|应急|城管|住建|网安|宣传|"
    r"[\u4e00-\u9fff、]{1,14}?(?:局|委|办|部门|厅|机关|单位|大队|支队|派出所|街道|镇街|企业|院|社区))(?:等(?:部门|单位)?)?"
)
_DOER_END = re.compile(
    r"(?:政府|(?<!跨)部门|街道|镇街|社区|全区|全市|全省|全县|全国|全系统|系统|(?<!城)镇|[省市区县乡局办委厅院所队站处我室]|中心|社会|群众|公众|市民|机关|单位|平台|企业|学校|公司|集团|"
    rf"干警|干部|人员|队伍|[；。]|{QUOTE_SIGN})(?:及[^，]{{1,10}})?(?:、[^，]{{1,10}})?(?:共同|联合|主动|积极|全面|依法|深入|牵头|在|对|为|已|新)?$"
)
# 受理12345、12318等渠道投诉举报: numbers to call are no part of what is counted.
_HOTLINES = re.compile(
    r"(?:[0-9]{5,8}[、及和与]?)+等(?:(?:政务|服务|举报|投诉)*(?:渠道|平台|热线|系统|专线))?(?:的)?"
)
_LISTED = re.compile(
    rf"(?:[A-Za-z0-9]{{0,4}}{QUOTE_SIGN}[A-Za-z0-9]{{0,6}}[、及和与]?)+等(?=[\u4e00-\u9fff]{{2}})"
)
_OF = re.compile(r"^.*的(?=[\u4e00-\u9fffA-Za-z0-9]{2})")
_OFFICE_HEAD = re.compile(
    r"^(?:中央|国家|省|市|区|县|上级)[\u4e00-\u9fff]{1,5}(?:办|局|委|厅|部)(?=[\u4e00-\u9fff]{3})(?!证|门|级)"
)
_SAID = re.compile(
    r"再创|创下|创历史|创(?=[\u4e00-\u9fff]{0,2}新高)|位居|位列|居全|保持|持续|实现|取得|达到|稳步|不断|进一步|明显|显著|大幅|全部|终于|顺利|正式|"
    r"较[长高低大少多好强重慢快短小]|偏[长高低大少多重慢快短小]|不[足高够强平稳]|加快|如火如荼|有序|圆满|火热|稳定|得到|受到|深受|广受|较上|较去|同比|连续|首次|尘埃|如期|扎实|全面完|全面建|提速|跃升|稳居|荣获|入选"
)
LONG = 24


@lru_cache(maxsize=4096)
def trim(phrase: str) -> str:
    """Return what a phrase before a number counts, or "" where it counts nothing by itself.

    >>> trim("全市全年共收办政府信息公开申请案件"), trim("全年罚没款共计人民币")
    ('收办政府信息公开申请案件', '罚没款')
    """
    phrase = _strip_ends(phrase)
    phrase = _without_means(_AND_FINED.sub("", phrase))
    phrase = _without_doer(_after_adverb(phrase))
    phrase = _PARTNER.sub("", _strip_ends(phrase))
    phrase = _strip_ends(_without_light(_last_act(phrase)))
    phrase = _COMPARES.sub("", phrase)
    verb = beginning_action(phrase)
    return verb.removesuffix("了") + phrase[len(verb) :]


def _strip_ends(phrase: str) -> str:
    """Take list signs, times, joiners and adverbs off the front, linking words off the back."""
    before = None
    while before != phrase:
        before = phrase
        phrase = _ENUMERATOR.sub("", phrase)
        phrase = _TIME_HEAD.sub("", phrase, count=1)
        phrase = _JOINER.sub("", phrase)
        phrase = _DURING.sub("", _WITHIN.sub("", phrase))
        phrase = _ADVERBS.sub("", phrase)
        phrase = _without_link(phrase)
        phrase = _FOR_YEARS.sub("", _TIME_TAIL.sub("", phrase))
    return phrase


def _without_link(phrase: str) -> str:
    """Take one linking word off the end, unless it is the end of another word."""
    mean = _MEAN.search(phrase)
    if mean:
        return phrase[: mean.start()] + mean["mean"]
    if phrase[-2:] in _KEEP_END or phrase in _KEEP_WHOLE:
        return phrase
    found = _LINK.search(phrase, max(0, len(phrase) - 5))
    return phrase[: found.start()] if found else phrase


def _without_means(phrase: str) -> str:
    """Drop 通过…手段, 利用…平台 and partners before the verb that acts."""
    phrase = _BY_MEANS.sub("", _PARTNERS.sub("", phrase))
    if not _MEANS.match(phrase):
        return phrase
    at = first_action(phrase, 2)
    while at > 0 and phrase[at - 1] in "的等、和及与为":
        at = first_action(phrase, at + 1)
    if at > 0:
        return phrase[at:]
    end = max(
        (phrase.rfind(noun) + len(noun) for noun in _MEANS_NOUNS if noun in phrase), default=0
    )
    return phrase[end:] if len(phrase) - end >= 2 else phrase


def _after_adverb(phrase: str) -> str:
    """Keep what follows the last adverb of counting: 光明区共|印发文件 -> 印发文件."""
    ends = [cut.end() for cut in _CUT.finditer(phrase)]
    return phrase[ends[-1] :] if ends else phrase


def _without_doer(phrase: str) -> str:
    """Drop the office or person that acts, where a verb follows it."""
    phrase = _OFFICE_DOES.sub("", _TO_PUBLIC.sub("", phrase))
    dated = _IN_YEAR.match(phrase)
    if dated and _DOER_END.search(dated["doer"]):
        phrase = dated["rest"]
    if beginning_action(phrase) or _METRIC.search(phrase):
        return phrase
    at = first_action(phrase, 1)
    if at == 1 and bare_verb(phrase[1:]):
        return phrase
    if at > 0 and _DOER_END.search(phrase[:at]) and len(phrase) - at > 2:
        return phrase[at:]
    return phrase


def _last_act(phrase: str) -> str:
    """Keep the last of several acts joined by 、: 成立专家库、纳入专家 -> 纳入专家."""
    first, *rest = phrase.split("、")
    acted = beginning_action(first)
    if not rest or not acted or len(first) - len(acted) < 2:
        return phrase
    for at in range(len(rest) - 1, -1, -1):
        verb = beginning_action(rest[at])
        if verb and len(rest[at]) - len(verb) >= 2:
            return "、".join(rest[at:])
    return phrase


def _without_light(phrase: str) -> str:
    """Drop 开展全网 before 巡查属地信息, and 开展 with 各类: the verb with the object is enough."""
    verb = beginning_action(phrase)
    if verb not in LIGHT:
        return phrase
    rest = re.sub(r"^全[网区市省县国]", "", phrase[len(verb) :])
    if re.match(r"各[类项种]", rest):
        return rest[2:]
    if re.match(r"(?:对|针对|就|向)(?=[\u4e00-\u9fff]{4})", rest):
        return _strip_ends(rest)
    inner = beginning_action(rest)
    if inner and len(rest) - len(inner) >= 4 and inner not in ("教育", "培训", "服务", "监督"):
        return rest
    return phrase


def way_of(words: str) -> str:
    """Return by what way a thing was done, where nothing else is said: 通过政府网站公开 -> 政府网站公开.

    It tells the parts of one total apart.
    """
    phrase = _strip_ends(words)
    way = _BY_WAY.sub("", phrase)
    return way if way != phrase and ending_action(way) else ""


def shorten(phrase: str, long_quotes: frozenset[str]) -> str:
    """Leave out examples before 等, slogans, and, where it is still long, what qualifies each noun.

    ``long_quotes`` are the signs of quotations too long to be a name.
    """
    phrase = _HOTLINES.sub("", phrase)
    listed = _LISTED.search(phrase)
    if listed:
        signs = re.findall(QUOTE_SIGN, listed.group())
        if len(signs) > 1 or signs[0] in long_quotes:
            phrase = phrase[: listed.start()] + phrase[listed.end() :]
    phrase = "".join(c for c in phrase if c not in long_quotes) or phrase
    if len(phrase) <= LONG:
        return phrase
    verb = beginning_action(phrase)
    parts = [_head(part) for part in phrase[len(verb) :].split("、")]
    return verb + "、".join(part for part in parts if part)


def _head(part: str) -> str:
    """Return the noun of one part of a list: 专栏的各项普法视频 -> 普法视频."""
    noun = _OF.sub("", part)
    noun = re.sub(r"^各[类项种]", "", noun)
    return _OFFICE_HEAD.sub("", noun)


_DOING = re.compile(
    r"^新收(?=[\u4e00-\u9fff]{2})|^(?:主动|依法|集中|联合|新)(?=公开|收到|受理|办理|查处|开展|检查|接)"
)


# 罚没收入, 检查次数: the verb belongs to the noun.
_MEASURE_ONLY = re.compile(
    r"(?:总)?(?:收入|金额|总额|数额|款项?|[次人件户]数|数量|总量|面积|经费|时[间限长])"
    r"(?=$|全部|[均共达为较比由占已])"
)


def bare_verb(phrase: str) -> bool:
    """Say whether a phrase is only a verb, or only says where: nothing counted is named in it."""
    return phrase in ACTIONS or ending_action(phrase) == phrase


def subject_of(phrase: str) -> str:
    """Return what a clause speaks of, without what it says of it: 吞吐量再创历史新高 -> 吞吐量."""
    said = _SAID.search(phrase, 2)
    return phrase[: said.start()] if said else phrase


def noun_of(phrase: str) -> str:
    """Return a phrase without the verb it begins with: 创作网络短剧 -> 网络短剧."""
    plain = _DOING.sub("", phrase)
    rest = plain[len(beginning_action(plain)) :]
    return rest if len(rest) >= 2 and not _MEASURE_ONLY.match(rest) else phrase
