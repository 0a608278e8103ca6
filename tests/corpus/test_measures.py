"""What a figure counts is said as printed and understood without its sentence."""

from __future__ import annotations

import pytest

from corpus.figures import read_figures


def counted(text: str) -> list[str]:
    return [f.measure for f in read_figures(text, (), report_id="r", year=2024)]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("对326家属地网站、45个属地APP建立台账。", ["属地网站", "属地APP"]),
        ("将6个网站、12个账号纳入重点监管。", ["重点监管网站", "重点监管账号"]),
        ("对5个单位和8名个人予以通报表扬。", ["通报表扬单位", "通报表扬个人"]),
        ("开展3轮专项安全检查。", ["开展专项安全检查"]),
        ("选派3名干部参加业务培训并考试合格。", ["选派干部参加业务培训"]),
        ("建立全区320人的三级响应队伍。", ["建立三级响应队伍"]),
        ("通过“人工+技术”方式开展全网巡查各类信息6万条。", ["巡查各类信息"]),
        ("联动公安部门落地查人36人次。", ["落地查人"]),
        ("累计组织开展各类辟谣18次。", ["辟谣"]),
        ("成立专家库、聘请法律专家8人。", ["聘请法律专家"]),
        ("组织“甲”“乙”等网络普法活动60场。", ["组织网络普法活动"]),
        (
            "推进8个国家级、4个省级示范园区建设。",
            ["推进国家级示范园区建设", "推进省级示范园区建设"],
        ),
        ("会议、文件数量分别下降5%、6%。", ["会议数量下降", "文件数量下降"]),
        ("注册资本12亿元的数据公司挂牌。", ["数据公司注册资本"]),
        ("查处案件1288件1645人。", ["查处案件", "查处案件"]),
        ("全市现有调解委员会41个，化解率达98%。", ["调解委员会", "调解委员会化解率"]),
    ],
)
def test_the_thing_counted_is_found_before_behind_or_far_before(
    text: str, measures: list[str]
) -> None:
    assert counted(text) == measures


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("公开信息、调处投诉分别为3704条和2.4万件。", ["公开信息", "调处投诉"]),
        ("启动响应、移交线索分别达3次和159条。", ["启动响应", "移交线索"]),
        (
            "立案查处案件、办结案件和罚款金额分别为30件、28件和15万元。",
            ["立案查处案件", "办结案件", "罚款金额"],
        ),
        ("处置和上报谣言分别为22条和116条。", ["处置谣言", "上报谣言"]),
        ("共分别受理举报、查删信息22件和116条。", ["受理举报", "查删信息"]),
        ("惠及企业及群众分别为120家、300人次。", ["惠及企业", "惠及群众"]),
        ("开展培训和宣传分别5场和8场。", ["开展培训", "开展宣传"]),
        (
            "约谈平台、关闭账号数分别较上年增长12%和30%。",
            ["约谈平台较上年增长", "关闭账号数较上年增长"],
        ),
    ],
)
def test_each_number_of_a_row_takes_its_own_name(text: str, measures: list[str]) -> None:
    assert counted(text) == measures


def test_which_things_were_acted_on_goes_with_the_verb_before_the_number() -> None:
    assert counted("移送3件涉嫌犯罪案件，查处2家未经许可企业。") == [
        "移送涉嫌犯罪案件",
        "查处未经许可企业",
    ]


def test_a_bracket_s_half_years_hold_for_nothing_behind_it() -> None:
    text = "立案107件（上半年42件、下半年65件）；聘请专家8名。"
    figures = read_figures(text, (), report_id="r", year=2024)
    assert [f.period for f in figures] == ["2024", "2024年上半年", "2024年下半年", "2024"]


def test_where_a_number_comes_from_is_no_part_of_what_it_counts() -> None:
    assert counted("据不完全统计，惠及群众2.4万人次。") == ["惠及群众"]


def test_a_change_names_what_changed_even_across_a_bracket() -> None:
    text = "全市共收办申请案件3607件（市级349件、县级477件），同比增长70.3%。"
    assert counted(text)[-1] == "收办申请案件同比增长"


def test_a_reach_names_what_reached() -> None:
    text = "制作宣传视频5期，覆盖人群30万+，阅读量超2万次。"
    assert counted(text) == ["制作宣传视频", "宣传视频覆盖人群", "宣传视频阅读量"]


def test_people_without_a_measure_word_are_counted_in_people() -> None:
    (figure,) = read_figures("覆盖人群30万+。", (), report_id="r", year=2024)
    assert figure.unit == "人"


def test_parts_carry_the_name_of_their_total() -> None:
    text = "全年制作问答119期，其中，市级47期、东城区28期。"
    assert counted(text) == ["制作问答", "制作问答（市级）", "制作问答（东城区）"]


def test_fines_carry_the_name_of_the_cases_they_are_of() -> None:
    text = "办理一般程序案件51件、简易程序案件39件，罚款分别为18万元和2万元。"
    assert counted(text)[2:] == ["一般程序案件罚款", "简易程序案件罚款"]


def test_a_fine_in_the_bracket_of_a_part_is_of_that_part() -> None:
    text = "全年办理案件512件，其中餐饮油烟案件37件，渣土运输案件164件（罚款97.2万元）。"
    assert counted(text)[-1] == "渣土运输案件罚款"
