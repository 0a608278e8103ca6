"""What web pages and printers put around a report: toolbars, menus, footers, page numbers.

Every rule here is a row of a table. A line that may state a figure is never furniture: menus lose
only lines without a digit, footers and toolbars only lines that say nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.lines import is_date_line, is_grid_row, is_office_line, is_row, is_title_end, marker_of

# Buttons and labels of a page's toolbar; a line made of nothing else is dropped.
TOOLBAR = re.compile(
    r"【?(?:打印(?:本页|此页|文章|页面)?|关闭(?:窗口|本页|页面)?|收藏(?:本页|本站)?|我的收藏|返回(?:顶部|首页|列表|上一页)?"
    r"|分享(?:到|至)?|转发|微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|朋友圈|人人网|豆瓣|无障碍(?:浏览|阅读|辅助)?|长者(?:助手|模式|版)|适老化"
    r"|关怀版|纠错|我要纠错|语音播报|繁體|繁体|简体|English|放大|缩小|下载(?:文字版|图片版|全文|附件|PDF|Word)?|导出"
    r"|(?:字体|字号|文字大小|视力保护色)\s?[：:]?\s?(?:[【\[（(]?\s?[大中小默认超标准A+\-\s|/]{0,16}[】\]）)]?)?|[大中小](?=[\s\]】|]|$)|A[+\-]"
    r"|扫一扫在?手机(?:上)?(?:打开|查看|浏览)?(?:当前页|本页|此页)?|上一篇|下一篇|首页|登录|注册|高级搜索|搜索|是否继续|放弃|继续访问"
    r"|阅读模式|智能问答|网站支持IPv6)】?",
    re.IGNORECASE,
)
INLINE_TOOLBAR = re.compile(
    r"【(?:打印|关闭|收藏|分享|字体|字号|大\s?中\s?小|我要纠错|纠错|返回)[^】\n]{0,24}】"
)
SURE_FOOTER = re.compile(
    r"ICP[备证]|公网安备|公安备案号|网站标识码|版权所有|copyright|©|&copy;|建议使用.{0,20}(?:浏览器|分辨率)",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"网站地图|关于本站|关于我们|联系我们|隐私声明|法律声明|免责声明|您访问的链接|即将离开|当前位置|您(?:现在)?的位置|您所在的位置"
    r"|^(?:主办|承办|协办|技术支持|维护|网站管理)(?:单位)?\s?[：:]|本站由.{0,20}(?:主办|维护)"
    r"|^(?:上|下)一[篇条]\s?[：:]|^相关(?:链接|文章|文件|附件|信息|新闻)\s?[：:]?$|您是第.{0,14}位访"
    r"|^.{0,20}(?:人民政府|网站|公众号)(?:微信|微博|客户端)$"
)
BREADCRUMB_MARK = re.compile(r"\s*(?:>>|[>›»＞])\s*")
STRAY = frozenset("©®+-|>*·=_#<»›＞~^•  ")
PAGE_NUMBER = re.compile(
    r"\s*(?:[—\-–－─~～·.•]{1,3}\s?[0-9０-９]{1,4}\s?[—\-–－─~～·.•]{1,3}"
    r"|第\s?[0-9０-９]{1,4}\s?页(?:\s?[,，/（(]?\s?共\s?[0-9０-９]{1,4}\s?页\s?[)）]?)?"
    r"|page\s[0-9]{1,4}(?:\s?(?:of|/)\s?[0-9]{1,4})?)\s*",
    re.IGNORECASE,
)
# Fields that say what the file is. The sure ones are never prose; the others only at the top.
SURE_FIELDS = (
    "索引号 索\\s?引\\s?号 来源URL 来源网址 原文链接 网址 链接 主题词 主题分类 发布机构 发文机关 发文单位 发布单位 发文时间 成文日期 发布日期 发布时间"
    " 发文日期 公开日期 生成日期 更新时间 更新日期 信息来源 文章来源 浏览次数 浏览量 阅读次数 阅读量 访问量 访问次数 点击数 点击量 点击次数"
    " 责任编辑 信息名称 信息索引号 公开方式 公开形式 公开范围 文号 发文字号 有效性 文件状态 体裁分类 主题分类 服务对象 字号 字体"
).split()
LOOSE_FIELDS = "标题 题名 名称 来源 作者 编辑 分类 日期 时间 正文 编号 关键词 审核 发布人 稿源 时效 摘要".split()
FIELD_LINE = re.compile(
    rf"\s*[【\[]?(?P<name>{'|'.join(SURE_FIELDS + LOOSE_FIELDS)})[】\]]?\s?[：:]"
)
SURE_FIELD = re.compile(rf"\s*[【\[]?(?:{'|'.join(SURE_FIELDS)})[】\]]?\s?[：:]")
INNER_FIELD = re.compile(rf"\s[【\[]?(?:{'|'.join(SURE_FIELDS)})[】\]]?\s?[：:]")
ADDRESS_FIELD = re.compile(
    r"\s*\S{0,6}(?:URL|网址|链接|地址)?\s?[：:]\s?https?://\S+$", re.IGNORECASE
)

# Entries of a site's menu: two of them in a run of short lines make the run a menu.
MENU_WORDS = frozenset(
    "首页 政务公开 政务服务 互动交流 网站地图 高级搜索 信息公开 政府信息公开 领导之窗 友情链接 政策解读 通知公告 机构职能 机构概况"
    " 机构设置 领导成员 规划计划 统计数据 财政资金 人事信息 新闻中心 政务动态 工作动态 数据开放 办事服务 公众参与 走进 专题专栏 法定主动公开内容"
    " 政府信息公开指南 政府信息公开制度 政府信息公开年报 规范性文件 上级文件 其他文件 政府采购 行政许可 行政处罚 人民网 新华网 央视网 央广网"
    " 中国政府网 光明网 北京 天津 上海 重庆 广东 浙江 搜索位置 标题 全文 按时间 按相关度 登录 注册 手机版 微信公众号 招考招聘 公告公示"
    " 部门网站 地方政府网站 新闻媒体网站 省政府部门网站 常用链接 联系我们 关于我们 站点地图".split()
)
SHORT = 22
MENU_RUN = 8
_SENTENCE = re.compile(r"[，。；：！？]")
_DIGIT = re.compile(r"[\d０-９]")
_NUMBER = re.compile(r"[\d０-９.,，%％ ]+\S{0,3}")
_SUBSTANCE = re.compile(r"[\w]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file on its way to the clean text.

    ``gap`` counts the empty lines before it, ``indent`` the columns of its margin, ``turns`` where
    in it a page begins (offset, page number).
    """

    text: str
    gap: int = 0
    indent: int = 0
    turns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sifted:
    """The lines that stayed, and how many of each kind of furniture went."""

    lines: tuple[Line, ...]
    dropped: tuple[tuple[str, int], ...]


def sift(lines: Sequence[Line], *, paged: bool = False) -> Sifted:
    """Return the lines that belong to the report."""
    counts: Counter[str] = Counter()
    kinds = [_kind(line) for line in lines]
    _mark_fields(lines, kinds)
    _mark_bare_page_numbers(lines, kinds, paged)
    _mark_menus(lines, kinds)
    kept: list[Line] = []
    gap = 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind:
            counts[kind] += 1
            gap += line.gap
            continue
        text = line.text if len(line.text) > 2000 else INLINE_TOOLBAR.sub("", line.text).rstrip()
        kept.append(replace(line, text=text, gap=line.gap + gap))
        gap = 0
    return Sifted(tuple(kept), tuple(sorted(counts.items())))


def _kind(line: Line) -> str:
    """Name the furniture a line is by itself, or ''."""
    text = line.text
    if is_grid_row(text):
        return ""
    if len(text) > 120:
        return "field" if len(text) < 400 and ADDRESS_FIELD.match(text) else ""
    if PAGE_NUMBER.fullmatch(text):
        return "page number"
    bare = INLINE_TOOLBAR.sub("", text)
    if bare != text and not _SUBSTANCE.search(bare):
        return "toolbar"
    if not _SUBSTANCE.search(TOOLBAR.sub("", bare)):
        return "toolbar" if _SUBSTANCE.search(bare) else _stray(bare)
    if "。" in text or marker_of(text):
        return ""
    if SURE_FOOTER.search(text) or ("，" not in text and FOOTER.search(text)):
        return "footer"
    trail = BREADCRUMB_MARK.split(text)
    if len(trail) > 2 and all(len(step) <= SHORT for step in trail) and not _DIGIT.search(text):
        return "menu"
    sure = SURE_FIELD.match(text) or (FIELD_LINE.match(text) and INNER_FIELD.search(text))
    return "field" if sure else ""


def _stray(text: str) -> str:
    """Name a line of marks that mean nothing on their own (+, |, >>), or '' for any other."""
    return "stray marks" if STRAY.issuperset(text) and not is_row(text) else ""


def _mark_fields(lines: Sequence[Line], kinds: list[str]) -> None:
    """Mark as fields the loosely named ones (标题：, 来源：) that stand above the report."""
    for place, line in enumerate(lines):
        if kinds[place]:
            continue
        text = line.text
        if FIELD_LINE.match(text) and len(text) <= 120 and "。" not in text:
            kinds[place] = "field"
        elif len(text) > 60 or "。" in text or marker_of(text):
            return


def _mark_bare_page_numbers(lines: Sequence[Line], kinds: list[str], paged: bool) -> None:
    """Mark numbers that stand alone and count the pages: 1, 2, 3 with a page of text between."""
    least = 2 if paged else 8
    chain: list[int] = []
    expected = 0
    for place, line in enumerate(lines):
        if len(line.text) > 3 or not line.text.isdecimal() or kinds[place]:
            continue
        number = int(line.text)
        if chain and number == expected and place - chain[-1] > (least if len(chain) < 2 else 1):
            chain.append(place)
        elif len(chain) < 2:
            chain = [place]
        else:
            continue
        expected = number + 1
    if len(chain) >= 2:
        for place in chain:
            kinds[place] = "page number"


def _mark_menus(lines: Sequence[Line], kinds: list[str]) -> None:
    """Mark runs of short lines without a sentence that hold the entries of a site's menu."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and (kinds[end] not in ("", "field") or _is_entry(lines[end].text)):
            end += 1
        run = range(start, end)
        words = {lines[i].text.strip() for i in run} & MENU_WORDS
        short = sum(1 for i in run if _is_entry(lines[i].text))
        # A table that a crawler put one cell a line looks like a menu but for its numbers.
        numbers = sum(1 for i in run if not kinds[i] and _NUMBER.fullmatch(lines[i].text))
        if short >= MENU_RUN and len(words) >= 2 and numbers * 8 <= short:
            _mark_run(lines, kinds, run)
        start = max(end, start + 1)


def _mark_run(lines: Sequence[Line], kinds: list[str], run: Iterable[int]) -> None:
    """Mark the entries of one menu, sparing a title, a signature and whatever holds a digit."""
    for place in run:
        text = lines[place].text
        after = lines[place + 1].text if place + 1 < len(lines) else ""
        titled = _is_named_title(after) or after.startswith("关于") or is_date_line(after)
        spared = _is_named_title(text) or (is_office_line(text) and titled)
        if not kinds[place] and not spared and not _DIGIT.search(text):
            kinds[place] = "menu"


def _is_named_title(text: str) -> bool:
    """Say whether a line is the title of one report and not the name of a menu of reports."""
    return is_title_end(text) and ("关于" in text or _DIGIT.search(text) is not None)


def _is_entry(text: str) -> bool:
    """Say whether a line could be the entry of a menu: short, no sentence, no numbering."""
    if is_grid_row(text):
        return False
    return len(text) <= SHORT and not _SENTENCE.search(text) and marker_of(text) is None
