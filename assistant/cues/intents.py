"""What a question asks: the words that show its intent and the kind of answer it wants.

Patterns are for simplified text in lower case. Order matters within INTENTS: the first that matches
is the intent.
"""

from __future__ import annotations

from assistant.models import Intent

INTENTS: tuple[tuple[Intent, str], ...] = (
    (
        "chat",
        r"^(?:你好|您好|嗨|哈喽|在吗|谢谢|多谢|感谢|再见|好的|收到|明白了?|hi|hello|hey|thanks?|thank you|"
        r"bye|ok|okay|good (?:morning|afternoon|evening))[\s!！。.,，~你您了啊呀the very much]*$"
        r"|你是谁|你叫什么|你能做什么|你会什么|怎么用|使用说明|who are you|what can you do|how do (?:i|you) use",
    ),
    (
        "coverage",
        r"(?:收录|加载|导入|入库|收了|装了|库里|资料库|报告库|系统里|你这里|你这儿|现在)[^?？]{0,6}(?:有)?(?:哪些|什么|哪几|多少)"
        r"[^?？]{0,8}(?:报告|年份|年度|单位|部门|资料|文件)|有哪些(?:年份|年度|单位|报告|年度报告|资料)|有(?:哪|几)(?:几)?(?:份|年)的?报告"
        r"|(?:which|what) (?:reports?|years?|offices?|documents?) (?:are|do you|have|is)[^?]*"
        r"(?:loaded|available|have|covered|indexed|there|there\?)|list (?:the |all )?(?:reports|offices|documents)"
        r"|what reports|which reports",
    ),
    (
        "identity",
        r"落款|发布(?:日期|时间)|成文(?:日期|时间)|印发日期|公布日期|(?:哪[天日]|什么时候|何时|几号|几月)[^?？]{0,6}(?:发布|印发|公开|公布|出台|写|签)的?"
        r"|报告[^?？]{0,8}(?:哪天|哪一天|什么时候|何时|日期|全称|标题|题目)|(?:when|what date)[^?]{0,30}(?:report|it)[^?]{0,20}"
        r"(?:published|issued|signed|dated|released)|(?:publication|issue|signing) date|date of (?:the|this) report"
        r"|(?:title|name) of (?:the|this) report|who (?:issued|published|signed|wrote)[^?]*report"
        r"|哪个(?:单位|部门|机关)[^?？]{0,4}(?:发布|出|写|印发)的",
    ),
    (
        "chart",
        r"画[^?？]{0,6}图|作图|图表|柱状图|折线图|趋势图|可视化|\bplot\b|\bchart\b|\bgraph\b|\bdraw\b|visuali[sz]e",
    ),
    (
        "ledger",
        r"(?:全部|所有|全年的?|完整)(?:的)?(?:数据|数字|指标|数值)|(?:数据|数字|指标)(?:全部|都)?(?:列出来?|列一下|列[个张成]*表|做[个张成]*表|清单|一览|汇总)"
        r"|\ball (?:of )?(?:the )?(?:[\w\'’]+ ){0,4}(?:figures|numbers|data|indicators|statistics|metrics)|every figure",
    ),
    (
        "overview",
        r"(?:做了|开展了|完成了|干了|有)(?:哪些|什么)(?:主要)?(?:工作|事情?|成绩|成效)|总结(?:一下|下)?|概括|概述|概况|总体情况|主要(?:内容|工作|成效|成绩)"
        r"|(?:有|有些|有哪些)(?:什么|哪些)?(?:不同|区别|差异|不一样)|讲了(?:什么|些什么|啥)|说了(?:什么|啥)|亮点"
        r"|summar(?:y|i[sz]e)|overview|what (?:was|were|did|has)[^?]{0,40}(?:done|do|achieve|accomplish|work)"
        r"|main (?:points|work|achievements|content|tasks)|highlights|key points|what (?:changed|is different|differs)",
    ),
    (
        "rank",
        r"最多|最少|最快|最慢|最高(?!人民|法院|检察|奖|额|限)|最低(?!生活|工资|限|保障)|最大(?!规模|限度|程度|化|努力|公约)|最小(?!化|单元)|排名|排序|前[一二两三四五六七八九十\d]+(?:名|位|个|项)?(?!年|期|款|季|月|个月|天|次|届|半)|(?:从|由)(?:多到少|少到多|高到低|低到高|大到小|小到大)|哪[个家里边](?:更|最)?[多少高低大小快慢]|哪[个家一]?(?:年|单位|部门|区|县|市|办|局|项)[^?？]{0,12}(?:多|少|高|低)(?!少)"
        r"|谁[^?？，,]{0,16}(?:多|少|高|低)(?!少|了)|哪年[^?？，,]{0,8}(?:多|少|高|低)(?!少|了)|\b(?:most|least|highest|lowest|largest|smallest|fewest|top \d+|rank)\b|\bwhich\b[^?]*\b(?:more|fewer|less|higher|lower)\b",
    ),
    (
        "compare",
        r"^(?:那么?)?(?:[和跟与同])?(?:比(?![例率重较赛如])|较)[^?？]{0,16}呢[?？]?$|(?:比(?![例率重较赛如])|较(?![好大强高多]))[^?？]{0,24}(?:多|少|增|减|涨|降|升|高|低|大|小|变化|差)(?:了|出|加|长|少|幅)?|(?:和|跟|与|同)[^?？]{1,16}(?:比(?![例率重较赛如])|相差|差多少|的差)"
        r"|相比|对比|比较|相差|差(?:了)?多少|差距|差额|差异多大|(?<!新)增(?:加(?!值)|长(?!点|极)|多|幅|减)(?:了|率|幅|量|情况|多少|吗)?(?!强)|减少(?:了|多少)|下降(?:了|多少)|上升(?:了|多少)|涨(?:了|幅|得|多少)|降(?:了|幅|多少)|(?:提高|提升|降低|回落|上涨|下跌|缩短|缩减|压缩|压减|扩大)了?(?:多少|几)|变化|同比|环比"
        r"|多了(?:多少|几)|少了(?:多少|几)|是[^?？]{0,12}的?(?:几|多少)倍|翻了?(?:几|多少)(?:倍|番)|多多少|少多少|多几|少几|比一[比下]|比比|直接比|可比|(?:怎么|如何|有何|有什么)变|变多|变少|多还是少|[多少高低]还是(?:20)?\d\d年[^?？，,]{0,6}[多少高低]|升还是降"
        r"|compar|differen|increas|decreas|\bchang|\bmore\b[^?]*\bthan\b|\bfewer\b|\bless\b[^?]*\bthan\b|\brise|\brose|\bfall|\bfell|\bdrop|\bgrow|\bgrew|\bdecline|\bversus\b|\bvs\b|how (?:much|many) (?:more|fewer|less)|times (?:as many|more|higher)|\bup or down\b|year[- ]on[- ]year",
    ),
    (
        "sum",
        r"(?:加起来|加在一起|相加|总和|累加|合起来)|(?:两|三|四|五|几|多|这些)年(?:一共|总共|合计|共计|加|累计|共)|(?:两|三|四|五|几|多|这些)年[^?？，,]{0,14}(?:一共|总共|合计|共计)|平均每年|年均|平均值|年(?:的)?平均|^(?:那)?平均(?:数|是|呢|[?？]|$)|^(?:那)?(?:合计|一共|总共)(?:是|有)?多少|\b(?:sum of|combined|altogether|in total over|average (?:of|per year|over)|mean of)\b",
    ),
    (
        "share",
        r"^(?:那么?)?(?:所占)?(?:的)?(?:比例|比重|占比)(?:是|有|为)?(?:多少|多大|多高)?呢?[?？。]?$|占(?:比|了|到|总数?|全部|整个)?[^?？]{0,14}(?:多少|几成|比例|百分之几|比重)|占比|比重|所占|百分之几|百分比|几分之几|\bshare\b|proportion|what percent|percentage of|what fraction",
    ),
    (
        "series",
        r"逐年|历年|各年|每年|趋势|走势|这几年|近几年|年度变化|(?:别的|其他|其它|另外的?|哪些|其余)(?:年份|年度|几年)|other years|year by year|trend|each year|over the years|every year|by year|per year",
    ),
)

TEXT = (
    r"为什么|为何|为啥|怎么(?!样多)|怎样|如何|咋|什么原因|原因|哪些|哪几|什么(?:措施|办法|问题|制度|机制|工作|做法|活动|方式|渠道|平台|单位|部门|计划|打算|内容|成效|手段|文件|困难|不足|经验|荣誉|奖)?(?!时候)"
    r"|介绍|说明一下|谈谈|讲讲|详细|做法|举措|措施|经验|问题|困难|不足|短板|薄弱|打算|计划|下一步|思路|安排|有没有|是否|是不是|有无|谁"
    r"|\bwhy\b|\bhow\b(?! (?:many|much|often|large|big|high|long))|\bwhat (?:is|are|were|was|did|does|do|problems?|measures?|steps?|plans?|issues?|difficult)|\bdescribe|\bexplain|\btell me about|\bwhich\b|\bwho\b|problems?\b|difficult|shortcomings?|challenges?|\bplans?\b|measures?\b|\bdid\b[^?]*\?|\bwere there\b|\bwas there\b|\bis there\b|\bare there\b"
)

QUANTITY = r"多少|(?<!哪)几(?!年来|乎|种原因)|若干|总数|总量|数量|人数|次数|件数|条数|场次数|金额|总额|多大|多高|多长|比例|占比|百分之|[比概几]率(?!先)|率(?:是|为|有|达|多|怎么样|\?|？|$)|how (?:many|much|often|large|big|high|long)|\bnumber of|\bamount|\btotal\b|\bcount\b|\bpercent|\brate\b|figure for|\bquantity|what (?:target|value|share|figure|area)\b"

RATE = r"百分之|百分比|占比|比例|比重|几成|(?<![效功])率(?!先|领)|percent|percentage|\brate\b|proportion|\bshare\b|what fraction"

CHANGE = r"同比|环比|增长(?!点|极)|增加(?!值)|增幅|增速|涨|下降|减少|降幅|上升|提高了|growth|increase|decrease|year[- ]on[- ]year|\brise|\brose|\bfell|\bgrew|\bgrow|drop|decline"

PLAN = r"打算|(?<![主必需重首只])要(?=覆盖|培训|检查|达到|完成|开展|新增|增加|降到|降至|查处|采购|举办|建成|办理)|准备(?=[买购招办开建新采增]|要)|想(?=[办开搞建做])|安排|展望|控制在|争取|计划|目标|下一步|明年|来年|将要?(?=开展|完成|实现|组织|推进)|拟|预期|力争|plan|target|goal|intend|next year|aim"

TARGET_ALONE = (
    r"(?:那么?|and|what about|the|its?|[\s的])*(?:(?:预期|计划|预定|年度|工作)?目标|计划)(?:数|值)?(?<!计划)(?:定?[是为]|多少|[\s的呢?？])*"
    r"|(?:and|what about|what (?:is|was)|the|its?|\s)*(?:target|goal)s?[\s?]*"
)
"""A target and nothing beside it: 那2024年的目标呢."""

PROBLEMS = (
    r"(?:存在|有|哪些|什么|面临|主要|突出|哪方面|承认|遇到|自己|剩下)[^，。?？]{0,10}(?:问题|困难|不足|短板|薄弱|欠缺|弱项|难点)|(?:问题|不足|短板|困难|薄弱环节)(?:是|有|在|呢|没解决|和不足|$|？|\?)"
    r"|\bproblems?\b|difficult|shortcoming|weakness|\bchallenges?\b|\bissues? (?:remain|exist)"
)

TOTAL = r"(?:一共|总共|共计|合计|总计)(?:有|是)?多少"

ACTUAL = r"实际|已经?完成|真正|actual"

OUT_OF_SCOPE = (
    r"天气|气温|下雨|下雪|堵车|写(?:一?[首篇封个段])[^?？]{0,12}(?:诗|词|歌|文章|作文|信|邮件|故事|代码|发言稿|对联)|讲(?:个|一个)?(?:笑话|故事)|笑话|世界杯|奥运|足球|篮球|比赛谁赢|股价|股票|彩票|房价走势|菜谱|电影|星座|翻译(?:成|一下|这)"
    r"|你(?:觉得|认为|怎么看|喜欢)|应不应该|该不该|应该[^?？]{0,12}[吗么]|(?:法|条例|办法|规定)》?第[一二三四五六七八九十百零\d]+条[^?？]{0,6}(?:全文|内容|规定|是什么|怎么说)"
    r"|\bweather\b|\bpoem\b|\bjoke\b|world cup|stock price|\brecipe\b|\bmovie\b|what do you think|do you (?:think|like|believe)|write (?:me )?(?:a|an)\b|translate\b|who won\b|capital of|president of"
)

REASON = (
    r"为什么|为何|为啥|什么原因|原因(?:是|呢|何在)|怎么回事|\bwhy\b|how come|reasons? (?:for|why)"
)

WHAT_NUMBER = r"(?:\d|[一二三四五六七八九十百千万])[^?？，,]{0,8}(?:是什么|指什么|是指|代表什么|是哪|怎么来|从哪|出自|说的是|什么数|什么意思)|\d[\d,.]*\s+(?:refers?|mean|stands?|is)\b|what (?:is|does|are) (?:the (?:figure|number) )?\d"

AGAINST_PLAN = r"(?:跟|与|和|比|距|离|达到|完成)[^?？]{0,14}(?:目标|计划)(?:比|差|相比|了吗|没有|情况)|差多少|完成了[^?？]{0,10}目标|against (?:the|its) (?:target|plan)|meet (?:the|its) target"

WHETHER = r"有没有|有无|是否|是不是|没有[?？]?$|吗[?？]?$|^(?:did|were|was|is|are|has|have)\b"
"""A question that a figure answers as well as words: 有没有打官司 by 行政诉讼0件."""

WHAT_VALUE = r"^(?:and )?what(?:'s| was| is| were| are)\b(?!.*\b(?:problem|plan|reason|measure|main|difficult|challenge|shortcoming|purpose)s?\b)"

FASTEST = (
    r"(?:增长|增加|上升|涨|增幅|增速|升)得?最[快多大高猛]|最[快多大高]的?(?:增长|增幅|增速)|(?:下降|减少|降|跌|回落|降幅)得?最[快多大高猛]|变化最[大快]"
    r"|(?:grew|rose|increased|gr[eo]wth|increase) (?:the )?(?:most|fastest|highest)|(?:fastest|largest|biggest|highest) (?:growth|increase|rise|drop|fall|decrease|decline|change)|(?:fell|dropped|declined|decreased) (?:the )?most"
)
"""Which year changed most: an order of changes, not of values."""

DONE_YET = r"^(?:那么?|最后|后来)?(?:都|是否|有没有)?(?:完成|达到|实现|达成|兑现|达标)(?:了)?(?:吗|没有?|没|情况|如何|怎么样)*[?？。]?$|^(?:was|were) (?:it|they) (?:met|reached|achieved)|^did (?:they|it) (?:make|meet|reach|achieve) it"
