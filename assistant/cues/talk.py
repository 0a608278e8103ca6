"""How a question points back to the talk before it."""

from __future__ import annotations

ELLIPTICAL = (
    r"^(?:那么?|还有|另外|再|然后|以及|而|其中|其|它们?|这个|这项|该项|这些|那个|该|此|上述|同样|换成|改成|and|what about|how about|then|also|of (?:these|those|them|which)|same for|so)"
    r"|呢\s*[?？。]?\s*$|^(?:in|for)?\s*(?:20\d\d|\d\d年)"
)

PRONOUN = r"它们?|这个|这项|该项|该指标|这些|那个|那些|其中|此项|上述|前者|后者|这一?数(?:字|据)?|那一年|这一年|该年|当年|同期|\bit\b|\bits\b|\bthat\b(?! is)|\bthis\b|\bthese\b|\bthose\b|\bthem\b|\bthey\b|\bboth\b"

CORRECTION = r"^(?:不对|不是|错了|搞错了|我(?:问|说|指)的是|我的意思是|应该是|no\b|not that|i meant|i mean|wrong|sorry)"

ORDINAL = r"第\s*([一二三四五六七八九十\d]+)\s*(?:个|项|条|种)?$|^([1-9])$|^(?:the\s+)?(first|second|third|fourth|fifth)(?:\s+one)?$"

WHY = r"^(?:那)?(?:是)?(?:因为什么|为什么|为何|为啥|什么原因|原因呢?|怎么回事|why|how come)"

OF_THESE = r"其中|里面|这里头|里头|of (?:these|those|them|which)|among them"

SEVERAL_BACK = r"这[两三几]项|这[两三几]个(?:数|指标|方面)?|[两三]者|它们|both of (?:them|these)|(?:these|those) (?:two|three)|\bboth\b|the two"

BY_HOW_MUCH = (
    r"^(?:and |so )?by how (?:much|many)|^(?:and |what(?:'s| is| was) )?(?:the )?(?:growth|rate of change|growth rate|percentage(?: change)?)\b[\s?]*$"
    r"|^(?:那么?)?(?:多|少|差|高|低|增加|减少|相差)了?(?:多少|几)|^(?:那么?)?(?:增长率|增幅|增速|涨幅|降幅|变化率)"
)
"""Asked after a comparison or an order: how far apart what was set side by side is."""

NO_CHOICE = r"(?:那|就|选)?第\s*[一二三四五六七八九十\d]+\s*(?:个|项|条|种)?[呢吧]?|(?:the\s+)?(?:first|second|third|fourth|fifth)\s+one"
