"""The kind of office in a question says which office of a place is meant, however it is written."""

from __future__ import annotations

import pytest

from corpus.english import english_office
from corpus.offices import Offices, load_offices

NET = "澜州市青禾区网信办"
CITY = "澜州市青禾区城管局"
MARKET = "栖川市市场监管局"
CULTURE = "梧溪县文化旅游局"
COUNTY = "松原岭县人民政府"
JUSTICE = "栖川市司法局"
GRAIN = "梧溪县供销合作社"
YANTIAN = "深圳市盐田区人民政府"
KNOWN = (NET, CITY, MARKET, CULTURE, COUNTY, JUSTICE, GRAIN, YANTIAN)


@pytest.fixture(scope="module")
def offices() -> Offices:
    return load_offices()


# The question, the offices it names, the words of the question that name them.
KINDS = [
    ("青禾网信2024年辟谣多少次", NET, "青禾网信"),
    ("青禾区委网信办辟谣多少次", NET, "青禾区委网信办"),
    ("澜州市青禾区城管局拆了多少违建", CITY, "澜州市青禾区城管局"),
    ("澜州青禾城管拆了多少违建", CITY, "澜州青禾城管"),
    ("青禾区城市管理综合行政执法局拆了多少违建", CITY, "青禾区城市管理综合行政执法局"),
    ("青禾综合执法局拆了多少", CITY, "青禾综合执法局"),
    ("青禾城管办了多少案子", CITY, "青禾城管"),
    ("青禾网信办办了多少案子", NET, "青禾网信办"),
    ("青禾网信办理了多少案子", NET, "青禾网信"),
    ("栖川市监局罚了多少", MARKET, "栖川市监局"),
    ("栖川市市监局罚了多少", MARKET, "栖川市市监局"),
    ("栖川市监2023年罚了多少", MARKET, "栖川市监"),
    ("栖川市场监管局罚了多少", MARKET, "栖川市场监管局"),
    ("栖川司法问责了几个人", JUSTICE, "栖川司法"),
    ("栖川的司法局问责了几个人", JUSTICE, "栖川的司法局"),
    ("梧溪文旅吊销了几张许可证", CULTURE, "梧溪文旅"),
    ("梧溪县文广旅局吊销了几张许可证", CULTURE, "梧溪县文广旅局"),
    ("梧溪县供销合作社查了几家", GRAIN, "梧溪县供销合作社"),
    ("松原岭县政府办了几件复议", COUNTY, "松原岭县政府"),
    ("松原岭县里办了几件复议", COUNTY, "松原岭县里"),
    ("梧溪文绿局吊销了几张许可证", CULTURE, "梧溪文绿局"),
    ("青禾成管局拆了多少", CITY, "青禾成管局"),
    ("栖川市场监督管里局罚了多少", MARKET, "栖川市场监督管里局"),
    ("青何区网信办辟谣多少次", NET, "青何区网信办"),
    ("城管局2024年拆了多少违建", CITY, "城管局"),
    ("区城管局拆了多少违建", CITY, "区城管局"),
    ("夜间噪声问题城管采取了什么措施", CITY, "城管"),
    ("市场监管局罚了多少", MARKET, "市场监管局"),
    ("Qinghe urban management fines in 2024", CITY, "Qinghe urban management"),
    ("What did Qinghe District CAC do?", NET, "Qinghe District CAC"),
    ("How many cases did the cyberspace office file?", NET, "cyberspace office"),
    ("fines of the Qichuan AMR", MARKET, "Qichuan AMR"),
    ("fines of the Qichuan Municipal Market Supervision Bureau", MARKET,
     "Qichuan Municipal Market Supervision Bureau"),
    ("the justice bureau of Qichuan", JUSTICE, "justice bureau of Qichuan"),
    ("Wuxi County's culture and tourism bureau", CULTURE,
     "Wuxi County's culture and tourism bureau"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "office", "words"), KINDS)
def test_the_kind_says_which_office_is_meant(
    offices: Offices, question: str, office: str, words: str
) -> None:
    mention = offices.named(question, KNOWN)
    assert (mention.matched, mention.unknown) == ((office,), ())
    assert [span.of(question) for span in mention.spans] == [words]


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("青禾2024年怎么样", (NET, CITY)),
        ("青禾区网信办和城管局哪个罚得多", (NET, CITY)),
        ("青禾网信、栖川市监、梧溪文旅哪个罚没最多", (NET, MARKET, CULTURE)),
        ("2022年松原岭县和2024年栖川市司法局比", (COUNTY, JUSTICE)),
        ("Which handled more, Qinghe CAC or Qichuan AMR?", (NET, MARKET)),
        ("青禾2024年城管局拆了多少", (CITY,)),
        # a word of the topic that is no kind of office here
        ("青禾区网信办受理网信举报多少件", (NET,)),
        ("盐田公安机关配合了几次", (YANTIAN,)),
        ("盐田教育经费多少", (YANTIAN,)),
        ("盐田司法救助多少人", (YANTIAN,)),
        ("栖川司法鉴定多少件", (MARKET, JUSTICE)),
        ("栖川市场主体有多少", (MARKET, JUSTICE)),
        ("盐田区政府信息公开多少条", (YANTIAN,)),
        # an office that something went to is not asked about
        ("移送公安局的案子有几件", ()),
        ("城市监管了多少工地", ()),
        ("受理数字城管案件多少件", ()),
        ("网络安全教育了多少人", ()),
        ("消防设施检查了多少处", ()),
        ("各级网信办开展了几次", ()),
        ("栖川市更好融入发展大局的做法", (MARKET, JUSTICE)),
        ("How many cases were transferred to the public security bureau?", ()),
    ],
)
def test_a_question_names_these_and_no_unknown_office(
    offices: Offices, question: str, known: tuple[str, ...]
) -> None:
    mention = offices.named(question, KNOWN)
    assert (mention.matched, mention.unknown) == (known, ())


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("市交通运输局呢", "市交通运输局"),
        ("2024年交通运输局检查多少次", "交通运输局"),
        ("栖川交通运输局检查多少次", "栖川交通运输局"),
        ("青禾区公安局破了多少案", "青禾区公安局"),
        ("青禾地震局查了多少", "青禾地震局"),
        ("澜州市2024年罚了多少", "澜州市"),
        ("澜州市城管局2024年罚了多少", "澜州市城管局"),
        ("竹屿网信办2024年辟谣多少次", "竹屿网信办"),
        ("竹屿网信2024年辟谣多少次", "竹屿网信"),
        ("这家平台为什么被竹屿网信办处罚", "竹屿网信办"),
        ("岳麓区网信办辟谣多少次", "岳麓区网信办"),
        ("How many rebuttals did the Zhuyu cyberspace office do?", "Zhuyu cyberspace office"),
        ("What did the Qinghe tax bureau do?", "Qinghe tax bureau"),
        ("What did the tax bureau do?", "tax bureau"),
        ("cases of Pudong New Area", "Pudong New Area"),
    ],
)
def test_an_office_that_nobody_knows_is_told_in_the_words_of_the_question(
    offices: Offices, question: str, unknown: str
) -> None:
    mention = offices.named(question, KNOWN)
    assert (mention.matched, mention.unknown) == ((), (unknown,))
    assert [span.of(question) for span in mention.unknown_spans] == [unknown]
    assert set(mention.unknown_spans) <= set(mention.spans)


def test_what_is_known_and_what_is_not_are_told_apart_in_one_question(offices: Offices) -> None:
    question = "青禾城管和岳麓区城管局哪个拆得多"
    mention = offices.named(question, KNOWN)
    assert (mention.matched, mention.unknown) == ((CITY,), ("岳麓区城管局",))
    assert [span.of(question) for span in mention.spans] == ["青禾城管", "岳麓区城管局"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("澜州市青禾区城市管理综合行政执法局", "青禾区城管局"),
        ("澜州市青禾区综合行政执法局", "青禾区城市管理和综合执法局"),
        ("栖川市市场监督管理局", "栖川市市监局"),
        ("梧溪县文化广电和旅游局", "梧溪县文旅局"),
        ("栖川市卫生健康委员会", "栖川市卫健局"),
        ("栖川市住房和城乡建设局", "栖川市住建局"),
        ("栖川市人力资源和社会保障局", "栖川市人社局"),
        ("青禾区委网信办", "澜州市青禾区互联网信息办公室"),
    ],
)
def test_an_office_is_one_under_its_long_and_its_short_name(
    offices: Offices, one: str, other: str
) -> None:
    assert offices.compatible(one, other)
    assert offices.parse(one).type == offices.parse(other).type


def test_every_kind_of_office_has_an_english_name(offices: Offices) -> None:
    assert english_office("国家网信办") == "National Cyberspace Administration"
    assert english_office("澜州市青禾区城市管理综合行政执法局") == (
        "Qinghe District Urban Management Bureau"
    )
    assert all(english_office(f"青禾区{kind.name}") for kind in offices.table.types)
