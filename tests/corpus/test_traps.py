"""Numbers that count nothing are not figures."""

from __future__ import annotations

import pytest

from corpus.figures import read_figures


@pytest.mark.parametrize(
    "text",
    [
        "形成“1+5+2”体系，推行1+N模式。",
        "构建5+3+1体系，启动三个“100”行动。",
        "实施“八五”普法规划和十四五规划。",
        "在12·4国家宪法日、5·15宣传日开展宣传。",
        "2024年1月5日印发，2021—2025年实施。",
        "依据第三十三条、第12条处理，见国发〔2022〕5号。",
        "拨打12345热线、24小时热线、023-67881234。",
        "开放“403专网”，覆盖5G、H5、4K、PM2.5监测和V2G试点。",
        "8号线二期开工，7×24小时值守。",
        "一网通办、一盘棋、四不两直、两不愁三保障、五个“进一步”。",
        "学习二十大和十九届四中全会精神。",
        "第三届大会获第一名，压实第一责任人责任。",
        "打造15分钟救援圈和500米服务圈。",
        "开展百日攻坚、千企百校、万人评议行动。",
        "千方百计稳增长，守护万家灯火。",
        "（一）坚持；（二）强化；1. 推进。2. 完善。",
        "①提高认识；[1]注释；一是加强，二是完善。",
        "见《2024年工作要点20条》和“十大工程”。",
        "网址www.example.cn/2024/08/15/a123.html，京ICP备12345678号。",
        "入选全国百强、500强，位列前三。",
        "连续5年获评先进，历时8个月。",
        "为14岁以下儿童提供保护。",
        "规模以上企业、百万级粉丝账号、千亿级产业集群。",
        "全文共5个部分、3个方面。",
    ],
)
def test_a_trap_gives_no_figure(text: str) -> None:
    found = read_figures(text, (), report_id="r", year=2024)
    assert [figure.surface for figure in found] == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("在第三届大会上签约12个。", "12个"),
        ("粉丝百万以上的账号36个。", "36个"),
        ("10亿元以上项目35个。", "35个"),
        ("5G基站1200个。", "1200个"),
        ("受理12345热线转办件356件。", "356件"),
        ("将16个网站纳入名录。", "16个"),
        ("建设筹集住房2030套。", "2030套"),
    ],
)
def test_a_figure_beside_a_trap_is_kept(text: str, surface: str) -> None:
    found = read_figures(text, (), report_id="r", year=2024)
    assert [figure.surface for figure in found] == [surface]
