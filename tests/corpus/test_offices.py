"""One office under all its names; a place in a question is known, unknown, or no place at all."""

from __future__ import annotations

import time

import pytest

from corpus.errors import BadKnowledge
from corpus.offices import Offices, load_offices, parse_offices

YUBEI = "重庆市渝北区网信办"
GUANGMING = "深圳市光明区人民政府"
SUQIAN = "宿迁市人民政府"
KNOWN = (YUBEI, GUANGMING, "河北省人民政府", SUQIAN, "深圳市盐田区人民政府")


@pytest.fixture(scope="module")
def offices() -> Offices:
    return load_offices()


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("重庆市渝北区互联网信息办公室", YUBEI),
        ("中共重庆市渝北区委网络安全和信息化委员会办公室", YUBEI),
        ("渝北区委网信办", YUBEI),
        ("光明区政府", GUANGMING),
        ("广东省深圳市光明区人民政府", GUANGMING),
        ("沭阳县政府", "宿迁市沭阳县人民政府"),
        ("河北省人民政府", "河北省人民政府"),
        ("重庆市公安局渝北区分局", "重庆市渝北区公安局"),
        ("重庆市市场监督管理局", "重庆市市场监管局"),
        ("国家互联网信息办公室", "国家网信办"),
        ("龙华区政府", "龙华区人民政府"),  # 深圳 and 海口 both have one
        ("云岭市青禾区市场监督管理局", "云岭市青禾区市场监管局"),
        ("渝北区双凤桥街道办事处", "重庆市渝北区双凤桥街道办事处"),
    ],
)
def test_an_office_has_one_name(offices: Offices, printed: str, name: str) -> None:
    assert offices.canonical(printed) == name
    assert offices.canonical(name) == name


def test_two_names_are_compatible_where_no_place_contradicts(offices: Offices) -> None:
    assert offices.compatible("青禾区市场监管局", "云岭市青禾区市场监督管理局")
    assert not offices.compatible("青禾区市场监管局", "青禾区城管局")
    assert not offices.compatible("重庆市江北区网信办", "重庆市渝北区网信办")


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("渝北2024年辟谣多少次", YUBEI),
        ("渝北区网信办开展辟谣多少次", YUBEI),
        ("区网信办2024年辟谣多少次", YUBEI),
        ("重庆渝北区委网信办罚了几家", YUBEI),
        ("光明全年受理了几件行政复议", GUANGMING),
        ("那光明区呢？", GUANGMING),
        ("宿牵2023年主动公开了多少条信息", SUQIAN),
        ("苏州宿迁工业园区收了多少件申请", SUQIAN),  # 苏州 is a part of the park's name
        ("How many cases did Guangming District accept?", GUANGMING),
        ("what did the Yubei CAC do in 2024", YUBEI),
        ("penalties in Suqian", SUQIAN),
        ("Hebei's GDP growth", "河北省人民政府"),
        ("Yantian District Government", "深圳市盐田区人民政府"),
    ],
)
def test_a_question_names_a_known_office(offices: Offices, question: str, office: str) -> None:
    mention = offices.named(question, KNOWN)
    assert (mention.matched, mention.unknown) == ((office,), ())


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("龙华区受理了多少宗行政复议？", "龙华区"),
        ("龙华受理了多少宗行政复议？", "龙华"),
        ("北京2024年辟谣多少次", "北京"),
        ("重庆市2024年辟谣多少次", "重庆市"),
        ("沭阳县2023年收了多少件申请", "沭阳县"),
        ("渝北区公安局2024年辟谣多少次", "渝北区公安局"),
        ("青禾区市场监管局罚了多少钱", "青禾区市场监管局"),
        ("两江新区2024年辟谣多少次", "两江新区"),
        ("双凤桥街道排查了多少个平台", "双凤桥街道"),
        ("What did Beijing do in 2024?", "Beijing"),
        ("fines in Springfield District", "Springfield District"),
    ],
)
def test_a_place_that_is_not_loaded_is_said_to_be_unknown(
    offices: Offices, question: str, unknown: str
) -> None:
    mention = offices.named(question, KNOWN)
    assert (mention.matched, mention.unknown) == ((), (unknown,))
    assert [span.of(question) for span in mention.unknown_spans] == [unknown]


@pytest.mark.parametrize(
    "question",
    [
        "光明正大地执法",
        "平安建设怎么样",
        "资源节约做得怎么样",
        "各区县排查了多少个平台",
        "我区2024年辟谣多少次",
        "全市一共多少",
        "社区大门被枪击是怎么回事",
        "属地网站有多少家",
        "上报区外不规范表述多少条",
        "取得重庆市行政执法证多少人",
        "参加国家网信办培训的有几人",
        "智慧城市建设怎么样",
        "隆重庆祝建党节怎么做的",
        "推进街道改革的做法",
        "曝光名单有几个",
        "what is the total for the district",
    ],
)
def test_ordinary_words_name_no_place(offices: Offices, question: str) -> None:
    mention = offices.named(question, KNOWN)
    assert (mention.matched, mention.unknown) == ((), ())


def test_two_offices_of_one_question_are_both_named(offices: Offices) -> None:
    assert offices.named("渝北和光明谁的行政处罚多", KNOWN).matched == (YUBEI, GUANGMING)
    assert offices.named("compare Yubei and Suqian", KNOWN).matched == (YUBEI, SUQIAN)


def test_a_government_may_speak_for_the_places_in_it(offices: Offices) -> None:
    assert offices.within("沭阳县", KNOWN) == (SUQIAN,)
    assert offices.within("龙华区", KNOWN) == ()


def test_a_mention_takes_under_two_milliseconds(offices: Offices) -> None:
    offices.named("渝北", KNOWN)
    started = time.process_time()
    for _ in range(50):
        offices.named("渝北区网信办2024年查删有害信息、受理举报各多少，比2022年多多少？", KNOWN)
    assert (time.process_time() - started) / 50 < 0.004


def test_a_name_of_two_kinds_of_office_is_refused() -> None:
    types = [{"name": "网信办", "also": ["网信局"]}, {"name": "网信局", "also": []}]
    with pytest.raises(BadKnowledge, match="names both"):
        parse_offices({"types": types}, "table")
