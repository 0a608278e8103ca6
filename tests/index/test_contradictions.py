"""What cannot all be right is found, with its places; what only looks so is left alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.models import Report
from corpus.report import read_bytes, read_report
from evals.synth import synth_reports
from evals.synth_models import SynthReport
from index import Contradiction, Index
from index.contradictions import contradictions
from index.extents import rounding

ROOT = Path(__file__).resolve().parents[2]
Written = Callable[..., Report]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A report of an invented office, read from a file with the paragraphs given."""

    def write(*paragraphs: str, year: int = 2031) -> Report:
        head = f"临岚市澄溪区互联网信息办公室\n关于{year}年度行政执法情况的报告\n\n一、总体情况\n"
        file = tmp_path / f"{year}-{len(list(tmp_path.iterdir()))}.txt"
        file.write_text(head + "\n".join(paragraphs) + "\n", encoding="utf-8")
        return read_report(file)

    return write


def surfaces(found: Contradiction) -> list[str]:
    return ["".join(figure.surface.split()) for figure in found.figures]


@pytest.mark.parametrize(
    ("one", "other", "stated"),
    [
        ("全年开展辟谣318次。", "二、宣传\n全年共开展辟谣320次，效果良好。", ["318次", "320次"]),
        ("查删有害信息9172条。", "二、网络\n全年查删有害信息 9127 条。", ["9172条", "9127条"]),
        ("全年罚没金额3.25万元。", "二、处罚\n全年共罚没金额4.25万元。", ["3.25万元", "4.25万元"]),
        ("受理举报1900余件。", "二、举报\n受理举报923件。", ["1900余件", "923件"]),
        ("清理文件40多件。", "二、文件\n清理文件54件。", ["40多件", "54件"]),
        (
            "办理行政处罚案件35件。",
            "二、统计\n据年终统计，办理行政处罚案件42件。",
            ["35件", "42件"],
        ),
        ("聘请的法律顾问共计12名。", "二、保障\n聘请法律顾问19名。", ["12名", "19名"]),
    ],
)
def test_two_values_of_one_thing_are_found(
    written: Written, one: str, other: str, stated: list[str]
) -> None:
    (found,) = contradictions([written(one, other)])
    assert (found.kind, found.year, surfaces(found)) == ("values", 2031, stated)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("受理举报1923件。", "二、举报\n受理举报1900余件。"),
        ("受理举报超200件。", "二、举报\n受理举报265件。"),
        ("覆盖群众1.2万人次。", "二、宣传\n覆盖群众12034人次。"),
        ("全年开展辟谣318次。", "二、打算\n2032年计划开展辟谣400次。"),
        ("全年开展辟谣318次。", "二、进展\n上半年开展辟谣150次。"),
        ("全年开展辟谣318次。", "二、专项\n在“净网”专项行动中，开展辟谣30次。"),
        ("全年共立案100件。", "二、案件\n查处无证经营行为，立案5件。查处虚假宣传行为，立案8件。"),
        ("全年办理行政处罚案件100件。", "二、市场\n市场监管领域办理行政处罚案件30件。"),
        ("全年办理行政处罚案件100件。", "二、市场\n区商务局办理行政处罚案件30件。"),
        ("一是食品安全，举办普法讲座3场。", "二是药品安全，举办普法讲座5场。"),
        ("北湾街道巡查商铺30家，南湾街道巡查商铺40家。", ""),
        ("上报有害信息300条。", "二、处置\n查删有害信息280条。"),
        ("约谈网站12家。", "二、约谈\n约谈网站15家次。"),
        ("全年开展辟谣318次，增长6.3%。", "二、网络\n查删有害信息90条，增长16%。"),
    ],
)
def test_what_only_looks_alike_is_left_alone(written: Written, one: str, other: str) -> None:
    assert contradictions([written(one, other)]) == ()


@pytest.mark.parametrize(
    ("told", "total"),
    [
        ("取得执法资格11人（国家执法证3人、本市执法证9人）。", 12),
        ("取得执法资格21人（国家执法证3人、本市执法证9人）。", 12),
        ("编印简报100期，其中市级47期、北湾区38期、南湾区22期。", 107),
        ("全年办理行政案件100件：网络类30件、出版类40件、广告类20件。", 90),
    ],
)
def test_parts_that_do_not_add_up_are_found(written: Written, told: str, total: int) -> None:
    (found,) = contradictions([written(told)])
    assert (found.kind, found.sum, len(found.figures) > 2) == ("sum", total, True)


@pytest.mark.parametrize(
    "told",
    [
        "取得执法资格12人（国家执法证3人、本市执法证9人）。",
        "编印简报119期，其中市级47期、北湾区38期。",
        "培训干部50人，其中党员30人、女性25人。",
        "受理投诉100件，其中办结98件、移送20件。",
        "取得执法资格约11人（国家执法证3人、本市执法证9人）。",
        "取得执法资格15人（国家执法证3人、本市执法证9人等）。",
        "投入资金15.3亿元（北湾区7.6亿元、南湾区7.8亿元）。",
    ],
)
def test_parts_that_may_be_so_are_left_alone(written: Written, told: str) -> None:
    assert contradictions([written(told)]) == ()


def test_prose_is_held_against_its_table(written: Written) -> None:
    table = "二、附表\n项目    数量（次）\n开展辟谣    328\n约谈网站    12"
    (found,) = contradictions([written("全年开展辟谣318次。", table)])
    assert (found.kind, surfaces(found)) == ("table", ["318次", "328"])


def test_a_row_is_held_against_its_total(written: Written) -> None:
    head = "二、附表\n项目    北湾区    南湾区    合计\n"
    assert contradictions([written(head + "巡查商铺    30    40    70")]) == ()
    (found,) = contradictions([written(head + "巡查商铺    30    40    75")])
    assert (found.kind, found.sum) == ("sum", 70)


def test_two_reports_are_held_against_each_other(written: Written) -> None:
    before = written("全年开展辟谣49次，约谈网站12家。", year=2030)
    after = written("开展辟谣由上年的94次升至120次，约谈网站由上年的12家升至15家。")
    (found,) = contradictions([after, before])
    assert (found.kind, found.year) == ("reports", 2030)
    assert {figure.report_id for figure in found.figures} == {before.id, after.id}


def test_an_index_tells_them_until_the_report_goes(written: Written) -> None:
    report = written("全年开展辟谣318次。", "二、宣传\n全年共开展辟谣320次。")
    with Index.in_memory("hash") as index:
        index.add(report)
        assert [found.measure for found in index.contradictions()] == ["开展辟谣"]
        index.remove(report.id)
        assert index.contradictions() == ()


def test_the_samples_do_not_contradict_themselves() -> None:
    files = sorted((ROOT / "corpus" / "samples").glob("*.txt"))
    assert files
    assert contradictions(map(read_report, files)) == ()


@pytest.mark.parametrize(
    ("surface", "worth"), [("422次", 0), ("1.2万人", 1000), ("３亿元", 10**8), ("36．5公里", "0.1")]
)
def test_a_rounded_number_reaches_as_far_as_its_last_digit(
    written: Written, surface: str, worth: int | str
) -> None:
    report = written(f"建成绿道{surface}。")
    assert rounding(report.figures[0]) == Decimal(worth)


def test_every_contradiction_planted_in_invented_reports_is_found_and_no_other() -> None:
    for invented in synth_reports(60, 2021, 2, seed=2):
        planted = {f.surface for f in invented.ledger if f.evidence.startswith("据年终统计")}
        found = contradictions([read_bytes(invented.text.encode(), invented.source)])
        told = {figure.surface for one in found for figure in one.figures}
        real = {surface for surface in planted if _at_odds(invented, surface)}
        assert real <= told, invented.source
        assert len(found) <= len(planted), invented.source


def _at_odds(invented: SynthReport, surface: str) -> bool:
    """Say whether no number can be both a planted value and what the report states elsewhere."""
    planted = next(f for f in invented.ledger if f.surface == surface)
    same = [f for f in invented.stated(planted.indicator) if f.year == planted.year]
    exact = [f for f in same if f.qualifier == "exact" and "万" not in f.surface]
    return planted in exact and len({f.value for f in exact}) > 1
