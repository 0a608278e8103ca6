"""Pages as the sites of offices make them: what stands around a report, in several makes."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

NAVIGATION = "".join(
    f'<li><a href="/{n}">{word}</a></li>'
    for n, word in enumerate(("首页", "政务公开", "政务服务", "互动交流", "走进云泽", "数据开放"))
)
RELATED = (
    '<div class="related"><h3>相关链接</h3><ul><li><a href="/a">云泽县2023年工作报告查处案件3000件</a></li>'
    '<li><a href="/b">图解：2022年法治政府建设年度报告</a></li></ul></div>'
)
SHARE = '<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a><a href="#">打印本页</a><a href="#">关闭窗口</a></div>'
FOOTER = (
    '<div class="footer"><p>主办：云泽县人民政府办公室　版权所有　浙ICP备05000000号</p>'
    '<p>网站标识码3300000001 <a href="/map">网站地图</a> 建议使用1024×768分辨率</p></div>'
)
HEAD = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}">'
    '<meta name="PubDate" content="2025-01-20 10:30"><title>{title}_云泽县人民政府</title>'
    '<script>document.write("查处999件")</script><style>.tip{{display:none}}</style></head><body>'
)


def modern(title: str, lines: Sequence[str]) -> str:
    """Return a page whose text is one paragraph after the other in the site's editor box."""
    body = "\n".join(f'    <p style="text-indent:2em">{html.escape(line)}</p>' for line in lines)
    return (
        f"{HEAD.format(title=html.escape(title))}<nav><ul>{NAVIGATION}</ul></nav>"
        '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>'
        f'<div class="main"><h1>{html.escape(title)}</h1>'
        '<div class="info">发布时间：2025-01-20 来源：办公室 浏览次数：1234</div>'
        f'{SHARE}<div class="TRS_Editor">{body}</div>{RELATED}</div>{FOOTER}</body></html>'
    )


def broken_lines(title: str, lines: Sequence[str]) -> str:
    """Return a page whose text is one box with line breaks and hard blanks."""
    body = "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{html.escape(line)}" for line in lines)
    return (
        f'{HEAD.format(title=html.escape(title))}<div id="header"><ul class="nav">{NAVIGATION}</ul></div>'
        f'<div class="wrap"><div class="left"><ul>{NAVIGATION}</ul></div><div class="right">'
        f'<h1>{html.escape(title)}</h1><div id="zoom">{body}</div>{SHARE}</div></div>{FOOTER}</body></html>'
    )


def laid_out(title: str, lines: Sequence[str]) -> str:
    """Return a page of the oldest make, laid out by tables in tables."""
    body = "".join(f"<p>　　<font size=3>{html.escape(line)}</font></p>" for line in lines)
    return (
        f"{HEAD.format(title=html.escape(title))}<table width=1000><tr><td><ul>{NAVIGATION}</ul></td></tr>"
        f"<tr><td><table><tr><td class=title align=center><h1>{html.escape(title)}</h1></td></tr>"
        f"<tr><td align=center>发布日期：2025年1月20日 【字体：大 中 小】</td></tr><tr><td class=content>{body}</td></tr></table></td></tr>"
        f"<tr><td>{FOOTER}</td></tr></table></body></html>"
    )


def spans(title: str, lines: Sequence[str]) -> str:
    """Return a page pasted from a word processor: every run of text in a span of its own."""
    body = "".join(
        "<div class=MsoNormal>"
        + "".join(
            f"<span lang=ZH-CN style='font-size:16pt'>{html.escape(line[n : n + 9])}</span>"
            for n in range(0, len(line), 9)
        )
        + "</div>\n"
        for line in lines
    )
    return (
        f"{HEAD.format(title=html.escape(title))}<header><ul>{NAVIGATION}</ul></header><article><h1>"
        f"{html.escape(title)}</h1>{body}</article><aside>{RELATED}</aside><footer>{FOOTER}</footer></body></html>"
    )


MAKES: tuple[Callable[[str, Sequence[str]], str], ...] = (modern, broken_lines, laid_out, spans)
