"""The words that only say what is wanted of the thing asked about; taken away, the thing is left."""

from __future__ import annotations

COMPARING = (
    r"百分之几|比一[比下]|比比|能不能直接比|直接比|可比|(?:怎么|如何|有何|有什么)变(?:化)?的?|[两三四五]年(?:来|间|里)?|(?:同)?比(?![例率重较赛如])|比较(?:一下)?|对比(?:一下)?|相比|较之?(?=[\s,，]|多|少|增|减|上|去|前)|相差|差(?:了)?(?:多少|几)|差距|差额"
    r"|增(?:加(?!值)|长(?!点|极)|多|幅|减)(?:了)?(?:多少|几|吗|没有?)?|减少(?:了)?(?:多少|几|吗)?|下降(?:了)?(?:多少|吗)?|上升(?:了)?(?:多少|吗)?|涨(?:了|幅|得)?(?:多少|猛)?|降(?:了|幅)(?:多少)?"
    r"|变化(?:了)?(?:情况|趋势|多少|多大|如何|怎么样|大不大)?|多了?(?:多少|几)?(?=[\s件次条人名家宗起个场份期?？]|$)|少了?(?:多少|几)?(?=[\s件次条人名家宗起个场份期?？]|$)|(?<![几])几倍|多少倍|倍数?|翻了?(?:几|多少)(?:倍|番)"
    r"|变多|变少|多还是少|升还是降|(?:还有|有没有|有)?(?:别的|其他|其它|另外的?|哪些|其余)(?:年份|年度|几年)|逐年|历年|各年|每年|趋势|走势|列出|分别|各自|两年|两者|之间|次数|件数|总数|数量|差(?=\s|$)|哪[个一]?年(?:更)?(?:多|少|高|低|大|小)?|哪[个一]?(?:单位|部门|机关|(?:区县|[区县市省局委办厅])的?|家|个)?|谁|最多|最少|最快|最慢|最高|最低|最大(?!规模)|最小|更多|更少|更高|更低|排名|排序|排个?序"
    r"|加起来|加在一起|相加|总和|合起来|平均|年均|画[^?？]{0,6}图|作图|图表|柱状图|折线图|趋势图|从|到(?=\s|$)|至(?=\s|$)|和(?=\s|$)|与(?=\s|$)|跟(?=\s|$)|还是|(?<=\s)[多少高低大小](?=[\s,，?？]|$)"
)

HOW_MUCH = (
    r"(?:差|多|少|增加|减少|相差)了?(?:多少|几)[一-龥]{1,2}(?=[\s?？。，,]|$)|[办做搞]?得?[多少高低大小]?还是|[办做搞]得[多少](?=[\s?？]|$)|百分之(?:多少|几)|能(?:不能)?(?:直接)?比(?:较|吗|$)|可以(?:直接)?比|(?:增幅|涨幅|降幅|变化|差距|相差)?(?:有)?多大(?=[\s,，?？]|$)|(?:(?:增|减|涨|降)(?:加|少|长|幅|低)|下降|上升|上涨|提高|提升|降低|回落)了?(?:多少|几)(?:个百分点|[万亿])?|多多少|少多少|(?:多少|几)个百分点|多少[万亿]?|(?<!哪)几个?(?:人(?![民大才])|[件次条家名场宗起])|猛不猛|多不多"
    r"|(?:的|同比)?(?:增长率|增速|增幅|变化率|涨幅|降幅|变化幅度)|[由从][多少高低大小]到[多少高低大小]"
    r"|(?:最[多少高低大小快慢]的?|排名?)?前\s*[一二两三四五六七八九十\d]+\s*(?:名|位|个|项|类|种|年|家)?(?:的?(?=年份|单位|部门))?"
    r"|最[多少高低大小快慢]的\s*[一二两三四五六七八九十\d]+\s*(?:名|位|个|项|类|种|年|家)?|哪(?:一|几|两|三)?(?:类|种|方面|项|块|些|个?行业|个?环节|个?地区|个?领域|个?类别|个?类型)(?:的)?|(?:的)?(?:领域|类别|类型)(?:是|有)?(?=[哪谁\s]|$)|各个?(?:领域|类别|类型|类|部分|方面)(?:的)?|(?:的)?年份(?=\s|$)"
    r"|(?:哪(?:个|家|边|里)|谁)(?:更|最)?[多少高低大小快慢](?=[\s,，?？]|$)"
)
"""The asking of a comparison, taken away before COMPARING: it would cut these words apart."""

SET_OFF = (
    r"(?<=[一-龥])\s*比\s*(?=[一-龥]{2})(?![一较重例率值多少增减高低涨降升翻变怎如是]|下降|上升|上涨|提高)"
    r"|\bthan\s+(?=[a-z]{3})(?!in\b|the\s|last\b|previous|prior|that\b|those\b|before\b|during\b|for\b|year)"
)
"""What parts the two measures of one question: 受理比审结多几件."""

PART_OF = (
    r"^(?P<part>.*[一-龥]{2})\s*占(?:了|到)?\s*(?:全部|所有|全体)?的?(?P<whole>(?!比|道|用|地|领|据|有|线|多少|几|总数|全部|百分|整个|其中)[一-龥a-z].*?)(?:总[数量])?(?:的?(?:比|占|百分|几成|几分|多少).*)?$",
    r"(?:share|percent(?:age)?|proportion|fraction) of (?:the |all )?(?P<whole>.+?)\s+(?:was|were|is|are|came|went|fell|did|held)\s+(?P<part>.+)$",
)
"""The part and the whole of a question for a share."""

COMPARING_EN = (
    r"\b(?:compar\w*|differences?|different|differ|increas\w*|decreas\w*|chang\w*|more|fewer|less|than|rise|rose|risen|rising|fall|fell|fallen|drop\w*|grow\w*|grew|"
    r"decline\w*|growth(?: rates?)?|rate of (?:change|growth)|versus|vs|between|from|year by year|year[- ]on[- ]year|trends?|each|every|most|least|highest|lowest|largest|smallest|fewest|rank\w*|which|combined|altogether|together|"
    r"average|mean|plot|chart|graph|draw|times|both|two|higher|lower|percent\w*|much|up|down)\b|\band\b(?!\s+[A-Za-z])|(?<![A-Za-z]\s)(?<![A-Za-z])\band\b"
)

SHARING = r"占多少钱|占(?![道用地领据有线])(?:比|了|到|总数?|全部|整个|其中)?(?:的)?|(?:的)?(?:多少|几成|比例|百分之几|比重|百分比)|所占|(?<=占)钱|(?<=多少)钱|其中|是百分之几|in percent\b|as a share|share of|proportion of|percentage of"

OVERVIEW = (
    r"做了|开展了|完成了|干了|主要|哪些|什么|工作|事情|成绩|成效|总结一?下?|概括一?下?|概述|概况|总体情况|内容|讲了|说了|亮点|有(?:什么|哪些)?(?:不同|区别|差异|不一样)|全部|所有|完整|数据|数字|指标|列出来?|清单|一览|汇总|两年|给我|报告|情况|整体|总体"
    r"|summar\w+|overview|main|points|achievements?|highlights|key|figures|numbers|indicators|statistics|metrics|data|everything|all|report|work|done|did|accomplish\w*|different|changed|differs?|between|"
    r"\bwas\b|\bwere\b|\bwhat\b"
)

ASKING_TEXT = r"(?:将|会|准备)?要?(?:做|干|搞)(?:些|点)?(?:什么|啥|哪些)(?:工作|事情?)?|是?因为什么|为什么|为何|为啥|怎么样?|怎样|如何|咋|什么原因|原因(?:是什么)?|(?:有|是|做了|采取了|包括|存在|用了|提出了?)?(?:哪些|哪几[个项种方面]*|什么)(?:样的)?|介绍(?:一下)?|说明(?:一下)?|谈谈|讲讲|详细|做法|举措|措施|方面|有没有|是否|是不是|有无|呢|吗|还有|自己承认|承认|存在|指出|提到"

ROLE_WORDS = {
    "problems": r"(?:主要|突出|自己|自身|还有|没解决)|问题|困难|不足|短板|薄弱(?:环节)?|欠缺|弱项|难点|problems?|difficult\w*|shortcomings?|weakness\w*|challenges?|issues?",
    "plan": r"想(?=[办开搞建做])|预期(?:目标)?|力争|(?:工作)?(?:打算|安排|计划|目标|思路|展望)|下一步|明年|来年|next year|plans?|planned|targets?|goals?|干什么|怎么做|做什么|干|有什么",
}

CHANGED = r"(?:会|是|都)?(?:增加|增长|上升|减少|下降|降低|变多|变少|少|多|降|涨|升)(?:了|得)?(?:这么|那么)?(?:多|少|快)?(?=\s|$|[?？])|(?:这么|那么)(?:多|少|高|低)"
