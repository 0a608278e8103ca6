"""The words by which people ask: tables of cues, read by understand.py and topic.py.

All patterns are for simplified text in lower case. Order matters within INTENTS: the first that
matches is the intent.
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
        r"(?:全部|所有|全年的?|完整)(?:的)?(?:数据|数字|指标|数值)|(?:数据|数字|指标)(?:全部|都)?(?:列出来?|列一下|清单|一览|汇总)"
        r"|all (?:the )?(?:figures|numbers|data|indicators|statistics|metrics)|every figure",
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
        r"(?:比(?![例率重较赛如])|较(?![好大强高多]))[^?？]{0,24}(?:多|少|增|减|涨|降|升|高|低|大|小|变化|差)(?:了|出|加|长|少|幅)?|(?:和|跟|与|同)[^?？]{1,16}(?:比(?![例率重较赛如])|相差|差多少|的差)"
        r"|相比|对比|比较|相差|差(?:了)?多少|差距|差额|差异多大|增(?:加(?!值)|长(?!点|极)|多|幅|减)(?:了|率|幅|量|情况|多少|吗)?(?!强)|减少(?:了|多少)|下降(?:了|多少)|上升(?:了|多少)|涨(?:了|幅|得|多少)|降(?:了|幅|多少)|(?:提高|提升|降低|回落|上涨|下跌|缩短|缩减|压缩|压减|扩大)了?(?:多少|几)|变化|同比|环比"
        r"|多了(?:多少|几)|少了(?:多少|几)|是[^?？]{0,12}的?(?:几|多少)倍|翻了?(?:几|多少)(?:倍|番)|多多少|少多少|多几|少几|比一[比下]|比比|直接比|可比|(?:怎么|如何|有何|有什么)变|变多|变少|多还是少|升还是降"
        r"|compar|differen|increas|decreas|\bchang|\bmore\b[^?]*\bthan\b|\bfewer\b|\bless\b[^?]*\bthan\b|\brise|\brose|\bfall|\bfell|\bdrop|\bgrow|\bgrew|\bdecline|\bversus\b|\bvs\b|how (?:much|many) (?:more|fewer|less)|times (?:as many|more|higher)|\bup or down\b|year[- ]on[- ]year",
    ),
    (
        "sum",
        r"(?:加起来|加在一起|相加|总和|累加|合起来)|(?:两|三|四|五|几|多|这些)年(?:一共|总共|合计|共计|加|累计|共)|平均每年|年均|平均值|年(?:的)?平均|^(?:那)?平均(?:数|是|呢|[?？]|$)|^(?:那)?(?:合计|一共|总共)(?:是|有)?多少|\b(?:sum of|combined|altogether|in total over|average (?:of|per year|over)|mean of)\b",
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

ELLIPTICAL = (
    r"^(?:那么?|还有|另外|再|然后|以及|而|其中|其|它们?|这个|这项|该项|这些|那个|该|此|上述|同样|换成|改成|and|what about|how about|then|also|of (?:these|those|them|which)|same for|so)"
    r"|呢\s*[?？。]?\s*$|^(?:in|for)?\s*(?:20\d\d|\d\d年)"
)
PRONOUN = r"它们?|这个|这项|该项|该指标|这些|那个|那些|其中|此项|上述|前者|后者|这一?数(?:字|据)?|那一年|这一年|该年|当年|同期|\bit\b|\bits\b|\bthat\b(?! is)|\bthis\b|\bthese\b|\bthose\b|\bthem\b|\bthey\b|\bboth\b"
CORRECTION = r"^(?:不对|不是|错了|搞错了|我(?:问|说|指)的是|我的意思是|应该是|no\b|not that|i meant|i mean|wrong|sorry)"
ORDINAL = r"第\s*([一二三四五六七八九十\d]+)\s*(?:个|项|条|种)?$|^([1-9])$|^(?:the\s+)?(first|second|third|fourth|fifth)(?:\s+one)?$"
WHY = r"^(?:那)?(?:是)?(?:因为什么|为什么|为何|为啥|什么原因|原因呢?|怎么回事|why|how come)"

OUT_OF_SCOPE = (
    r"天气|气温|下雨|下雪|堵车|写(?:一?[首篇封个段])[^?？]{0,12}(?:诗|词|歌|文章|作文|信|邮件|故事|代码|发言稿|对联)|讲(?:个|一个)?(?:笑话|故事)|笑话|世界杯|奥运|足球|篮球|比赛谁赢|股价|股票|彩票|房价走势|菜谱|电影|星座|翻译(?:成|一下|这)"
    r"|你(?:觉得|认为|怎么看|喜欢)|应不应该|该不该|应该[^?？]{0,12}[吗么]|(?:法|条例|办法|规定)》?第[一二三四五六七八九十百零\d]+条[^?？]{0,6}(?:全文|内容|规定|是什么|怎么说)"
    r"|\bweather\b|\bpoem\b|\bjoke\b|world cup|stock price|\brecipe\b|\bmovie\b|what do you think|do you (?:think|like|believe)|write (?:me )?(?:a|an)\b|translate\b|who won\b|capital of|president of"
)

POLITE = (
    r"请问|(?:回到|说回|再看|再说)(?=\s|[,，]|$)|多少个(?=[一-龥]{2})|多少块?钱|不低于|不少于|不超过|至少|^(?:换成|改成|那就|就说)|您好|你好|(?:想)?请教(?:一下)?|谢谢|多谢|辛苦了?|麻烦(?:你|您)?了?|劳驾|帮我|帮忙|请(?=帮|给|列|说|介|查|告)|给我|告诉我|查一下|查查|查询一?下?|我想(?:知道|问问?|了解)(?:一下)?|想(?:知道|问问?|了解)(?:一下)?|能不能|可不可以|可以(?=告|说|帮)|说说看?|看看|列出来?|列一下|了解一下"
    r"|领导(?:想|要)?(?:问|看)?|有没有人?知道|你知道|知道(?=.*[吗么])|报告(?:里|中|上|显示|写|说|提到|当中)+的?|根据报告|按照报告|(?:这|那)(?:份|篇|个|本)?报告|(?:其|这|那)中的?(?=.*有)"
    r"|一共|总共|共计|合计|总计|累计|总的|大概|大约|差不多|到底|究竟|具体(?:是|有)?|分别(?:是|为|有)?|各(?:自|是|有|为)?(?=多少|几)|全年(?!度)|整年|这一年|本年度?|当年|年度(?=.*[多几])"
    r"|是多少|有多少|达到?了?多少|多少[万亿](?![一-龥])|多少|有几|是几|几|若干|什么情况|情况(?:如何|怎么样|怎样)|怎么样|怎样了?|(?:有|是)?多[大长高远久重宽深](?:的?(?=面积|规模|金额|比例)|(?![一-龥]))|多不多|猛不猛|高不高|大不大|快不快|好不好"
    r"|实际上?(?=拆|完|开|查|处|办)|亲自|总数|数量|数字|数据|号称|那次|这次|那个|这个|那起|要(?=控制|达到)|控制在|实际"
)

FUNCTION_CHARS = frozenset(
    "因的了是有在里中被那这呢吗嘛啊呀吧么把和与跟及或就都也还又去来到从对为以于所其之我们你您他它她上下"
    "搞弄个些每某共总达约各该此而但并且则如请问今本又曾已将让给用做干过出钱"
    "件次条人名家场份宗起项批位篇期款户种年月日度区市县省,.?!:;、，。？！：；-—~·/ "
)
SOLID = (
    "罚款",
    "贷款",
    "款项",
    "条款",
    "存款",
    "赔款",
    "制度",
    "程度",
    "力度",
    "满意度",
    "进度",
    "季度",
    "期限",
    "工期",
    "定期",
    "逾期",
    "住户",
    "客户",
    "人群",
    "负责人",
    "当事人",
    "申请人",
    "种植",
    "品种",
    "种类",
    "单位",
    "学位",
    "床位",
    "岗位",
    "车位",
    "位置",
    "批准",
    "审批",
    "批评",
    "批复",
    "场景",
    "现场",
    "机场",
    "农场",
    "身份",
    "股份",
    "发起",
    "起重",
    "实名",
    "排名",
    "层次",
    "节日",
    "举报人",
    "有害",
    "有效",
    "有机",
    "有线",
    "有限",
    "有奖",
    "上报",
    "上级",
    "上市",
    "上网",
    "网上",
    "线上",
    "海上",
    "下架",
    "下发",
    "下达",
    "线下",
    "地下",
    "中心",
    "中小",
    "集中",
    "中介",
    "在线",
    "在册",
    "在岗",
    "存在",
    "对象",
    "对接",
    "校对",
    "应对",
    "出庭",
    "出租",
    "出版",
    "出警",
    "出动",
    "输出",
    "出入境",
    "用地",
    "来访",
    "来电",
    "来信",
    "到期",
    "到岗",
    "个人",
    "个体",
    "日常",
    "月报",
    "年报",
    "名单",
    "户外",
    "门户",
    "账户",
    "农户",
    "商户",
    "条例",
    "条件",
    "证件",
    "文件",
    "共享",
    "共建",
    "公共",
    "场所",
    "场地",
    "市场",
    "项目",
    "事项",
    "专项",
    "区域",
    "社区",
    "园区",
    "小区",
    "城市",
    "市容",
    "家庭",
    "国家",
    "专家",
    "民间",
    "人民",
    "人员",
    "人才",
    "工人",
    "法人",
    "老人",
    "用户",
    "用工",
    "用水",
    "用电",
    "做账",
    "干部",
    "过期",
    "过滤",
    "把关",
    "起诉",
    "起草",
    "号码",
    "账号",
    "将来",
    "所得",
    "所有",
    "以案",
    "原因",
    "起因",
    "病因",
    "以旧",
    "网约",
    "合约",
    "达标",
    "日报",
)
GENERIC = (
    "发生",
    "出现",
    "开展",
    "组织",
    "进行",
    "工作",
    "情况",
    "有关",
    "相关",
    "全年",
    "累计",
    "各类",
    "各种",
    "全区",
    "全市",
    "全县",
    "全省",
    "我区",
    "我市",
    "实施",
    "完成",
    "案件",
    "案子",
    "事项",
    "活动",
    "数量",
    "人员",
    "单位",
    "部门",
    "主动",
    "依法",
    "处理",
    "行动",
    "系列",
    "共计",
    "辖区",
    "区里",
    "当地",
    "期间",
    "方面",
    "内容",
    "办理",
    "政府",
)

COUNTING = (
    "人数",
    "件数",
    "起数",
    "宗数",
    "次数",
    "户数",
    "家数",
    "条数",
    "批次数",
    "总数",
    "数量",
    "总量",
)
"""Words that only say that something is counted."""

ENGLISH_STOP = frozenset(
    """a an the of in on at to for from by with and or as is are was were be been being do does did done has have had
    how many much what which who whom when where why that this these those there it its their them they he she we you i me my
    your our us please tell show give list me total number numbers amount count figure figures times time altogether overall
    year years during report reports reported according say says said state states stated about can could would will shall may
    might must should if than then so too very any some all each every per into out up down over under not no yes s re
    just also only exactly approximately roughly around one ones get got know want need find look case's whole entire
    ever such same made make carry carried conduct conducted held hold take took taken place there's what's annual yearly
    because before came told main steps actually admit admitted mention mentioned name named list listed remain remained face faced exist existed there according
    office district city county province municipality local government's""".split()
)
ENGLISH_LIGHT = frozenset(
    """handle handled process processed accept accepted receive received complete completed organise organize organised
    organized issue issued conduct launch launched deal dealt case cases people persons person item items activity
    activities work works event events government administrative online internet office department departments
    collected reached surveyed reported pieces members metres meters square cubic made carried out moved cyberspace administration bureau cac""".split()
)
UNIT_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"多少人次|几人次", ("人次",)),
    (
        r"多少(?:名|位)?(?:人|名|位)(?!次|均|民|大|才|事|员参|脸|工智)|几(?:个人|人|名|位)(?!次)|人数|how many (?:(?!for |from |by |of |to |with |about |against |in |on |at |did |were |was |involving )[a-z-]+ ){0,2}(?:people|persons|officers|staff|participants|members|lawyers|experts|officials|cadres|mediators|employees|workers|labou?rers|suspects|residents|students|pupils|teachers|trainees|visitors|tourists|victims|applicants|volunteers|inspectors|doctors|nurses|farmers|villagers|citizens|children|patients|drivers|individuals|offenders|passengers|migrants|graduates|police|attendees)\b",
        ("人", "名", "位", "人次", "余人"),
    ),
    (
        r"多少(?:万|亿|千|百)?(?:块钱|元|钱)|罚(?:款|没|没款|没收入)?了?(?:一共|总共|共)?(?:多少|几)(?:[万亿]|$|[?？。，,；;\s])|(?<=[了罚缴收还赔补])钱|金额|总额|花了|货值|how much\b.{0,40}\b(?:fined?|collect\w*|pa(?:y|id)|spen[dt]|cost|charged?|recover\w*|confiscat\w*)\b|how much (?:money|in fines|was (?:fined|spent|recovered|collected|paid))|yuan|rmb",
        ("元", "美元", "港元"),
    ),
    (r"多少(?:个)?百分点|percentage points", ("个百分点", "百分点")),
    (r"多少万?平方米|square met(?:er|re)s", ("平方米",)),
    (r"多少(?:个)?(?:小时|课时|学时)|how many hours", ("小时", "学时", "课时")),
    (r"多少天|几天|how many days", ("天", "日", "个工作日", "工作日")),
    (r"多少(?:万)?吨|tonnes|\btons\b", ("吨", "万吨")),
    (r"多少公里|几公里|kilomet(?:er|re)s", ("公里", "千米")),
)

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

OF_THESE = r"其中|里面|这里头|里头|of (?:these|those|them|which)|among them"

ROLE_WORDS = {
    "problems": r"(?:主要|突出|自己|自身|还有|没解决)|问题|困难|不足|短板|薄弱(?:环节)?|欠缺|弱项|难点|problems?|difficult\w*|shortcomings?|weakness\w*|challenges?|issues?",
    "plan": r"想(?=[办开搞建做])|预期(?:目标)?|力争|(?:工作)?(?:打算|安排|计划|目标|思路|展望)|下一步|明年|来年|next year|plans?|planned|targets?|goals?|干什么|怎么做|做什么|干|有什么",
}
SEVERAL_BACK = r"这[两三几]项|这[两三几]个(?:数|指标|方面)?|[两三]者|它们|both of (?:them|these)|(?:these|those) (?:two|three)|\bboth\b|the two"
REASON = (
    r"为什么|为何|为啥|什么原因|原因(?:是|呢|何在)|怎么回事|\bwhy\b|how come|reasons? (?:for|why)"
)
CHANGED = r"(?:会|是|都)?(?:增加|增长|上升|减少|下降|降低|变多|变少|少|多|降|涨|升)(?:了|得)?(?:这么|那么)?(?:多|少|快)?(?=\s|$|[?？])|(?:这么|那么)(?:多|少|高|低)"
WHAT_NUMBER = r"(?:\d|[一二三四五六七八九十百千万])[^?？，,]{0,8}(?:是什么|指什么|是指|代表什么|是哪|怎么来|从哪|出自|说的是|什么数|什么意思)|\d[\d,.]*\s+(?:refers?|mean|stands?|is)\b|what (?:is|does|are) (?:the (?:figure|number) )?\d"
AGAINST_PLAN = r"(?:跟|与|和|比|距|离|达到|完成)[^?？]{0,14}(?:目标|计划)(?:比|差|相比|了吗|没有|情况)|差多少|完成了[^?？]{0,10}目标|against (?:the|its) (?:target|plan)|meet (?:the|its) target"
WHETHER = r"有没有|有无|是否|是不是|没有[?？]?$|吗[?？]?$|^(?:did|were|was|is|are|has|have)\b"
"""A question that a figure answers as well as words: 有没有打官司 by 行政诉讼0件."""
WHAT_VALUE = r"^(?:and )?what(?:'s| was| is| were| are)\b(?!.*\b(?:problem|plan|reason|measure|main|difficult|challenge|shortcoming|purpose)s?\b)"

BY_HOW_MUCH = (
    r"^(?:and |so )?by how (?:much|many)|^(?:and |what(?:'s| is| was) )?(?:the )?(?:growth|rate of change|growth rate|percentage(?: change)?)\b[\s?]*$"
    r"|^(?:那么?)?(?:多|少|差|高|低|增加|减少|相差)了?(?:多少|几)|^(?:那么?)?(?:增长率|增幅|增速|涨幅|降幅|变化率)"
)
"""Asked after a comparison or an order: how far apart what was set side by side is."""
NO_CHOICE = r"(?:那|就|选)?第\s*[一二三四五六七八九十\d]+\s*(?:个|项|条|种)?[呢吧]?|(?:the\s+)?(?:first|second|third|fourth|fifth)\s+one"
FASTEST = (
    r"(?:增长|增加|上升|涨|增幅|增速|升)得?最[快多大高猛]|最[快多大高]的?(?:增长|增幅|增速)|(?:下降|减少|降|跌|回落|降幅)得?最[快多大高猛]|变化最[大快]"
    r"|(?:grew|rose|increased|gr[eo]wth|increase) (?:the )?(?:most|fastest|highest)|(?:fastest|largest|biggest|highest) (?:growth|increase|rise|drop|fall|decrease|decline|change)|(?:fell|dropped|declined|decreased) (?:the )?most"
)
"""Which year changed most: an order of changes, not of values."""
DONE_YET = r"^(?:那么?|最后|后来)?(?:都|是否|有没有)?(?:完成|达到|实现|达成|兑现|达标)(?:了)?(?:吗|没有?|没|情况|如何|怎么样)*[?？。]?$|^(?:was|were) (?:it|they) (?:met|reached|achieved)|^did (?:they|it) (?:make|meet|reach|achieve) it"
