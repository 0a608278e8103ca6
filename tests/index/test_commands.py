"""The index's own door does what a script may rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CYBER = """临岚市澄溪区互联网信息办公室
关于2031年度行政执法情况的报告

一、执法情况
全年开展辟谣 318 次，约谈网站 12 家。查删有害信息 1200 余万条。

二、存在的问题
基层执法力量不足，专业人才短缺。

三、2032年工作打算
计划培训执法人员 60 人次。
"""
SCHOOL = """临岚市沙坞区教育局2029年度行政执法工作报告

一、校园检查
检查学校食堂 97 家，发现隐患 33 处，全部完成整改。
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``python -m index`` as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "index", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=False,
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    """Return the JSON lines of a command that went well."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two reports, an empty file, and files that are nobody's report."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "cyber.txt").write_text(CYBER, encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "school.txt").write_text(SCHOOL, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / ".hidden.txt").write_text(CYBER, encoding="utf-8")
    (folder / "~$lock.txt").write_text(CYBER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was built from the folder with the fake encoder."""
    store = tmp_path_factory.mktemp("built") / "store"
    (done,) = lines(run("build", folder, "--store", store, "--encoder", "hash", "--json"))
    assert (done["added"], done["unchanged"], done["replaced"]) == (2, 0, 0)
    assert [Path(f["source"]).name for f in done["failed"]] == ["empty.txt"]  # type: ignore[attr-defined]
    assert done["passages"] and done["figures"]
    return store


def test_building_again_changes_nothing(folder: Path, built: Path) -> None:
    (done,) = lines(run("build", folder, "--store", built, "--json"))
    assert (done["added"], done["unchanged"], done["replaced"]) == (0, 2, 0)


def test_a_hit_says_where_it_stands(built: Path) -> None:
    hits = lines(run("search", "辟谣多少次", "-k", "3", "--store", built, "--json"))
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    best = hits[0]
    assert "辟谣 318 次" in str(best["text"])
    assert best["year"] == 2031
    assert Path(str(best["source"])).name == "cyber.txt"
    assert {"score", "found_by", "report_id", "title", "office", "section", "page"} <= set(best)
    assert len(str(best["text"])) == int(str(best["end"])) - int(str(best["start"]))


@pytest.mark.parametrize("year", ["2031", "2032", "2029"])
def test_a_year_is_a_wall(built: Path, year: str) -> None:
    hits = lines(run("search", "检查 培训 辟谣", "--year", year, "--store", built, "--json"))
    assert {hit["year"] for hit in hits} == {int(year)}


def test_an_office_may_be_named_short(built: Path) -> None:
    hits = lines(run("search", "辟谣", "--office", "澄溪区网信办", "--store", built, "--json"))
    assert {Path(str(hit["source"])).name for hit in hits} == {"cyber.txt"}
    none = lines(run("search", "辟谣", "--office", "岭东市气象局", "--store", built, "--json"))
    assert none == []


def test_a_batch_carries_the_ids(built: Path, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    asked = [{"id": "a", "question": "辟谣多少次"}, {"id": "b", "question": "how many canteens?"}]
    batch.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    hits = lines(run("search", "--batch", batch, "-k", "2", "--store", built, "--json"))
    assert {hit["id"] for hit in hits} == {"a", "b"}


def test_list_coverage_remove_and_check_speak_json(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    lines(run("build", folder, "--store", store, "--encoder", "hash", "--json"))
    cards = lines(run("list", "--store", store, "--json"))
    assert {card["year"] for card in cards} == {2029, 2031}
    covered = lines(run("coverage", "--store", store, "--json"))
    assert {"office", "year", "indicator", "figures"} == set(covered[0])
    lines(run("remove", str(cards[0]["id"]), "--store", store, "--json"))
    assert len(lines(run("list", "--store", store, "--json"))) == 1
    whole = {"faults": [], "contradictions": []}
    assert lines(run("check", "--store", store, "--json")) == [whole]


def test_check_lists_contradictions_and_calls_the_store_whole(tmp_path: Path) -> None:
    torn = CYBER.replace("基层", "全年共开展辟谣 328 次。基层")
    (tmp_path / "torn.txt").write_text(torn, encoding="utf-8")
    store = tmp_path / "store"
    lines(run("build", tmp_path / "torn.txt", "--store", store, "--encoder", "hash", "--json"))
    (told,) = lines(run("check", "--store", store, "--json"))
    (found,) = told["contradictions"]  # type: ignore[misc, attr-defined]
    assert (found["kind"], found["year"], found["measure"]) == ("values", 2031, "开展辟谣")
    assert [figure["surface"] for figure in found["figures"]] == ["318 次", "328 次"]
    assert {"sentence", "section", "report", "source", "start", "end"} <= set(found["figures"][0])
    shown = run("check", "--store", store)
    assert shown.returncode == 0
    assert "1 contradiction" in shown.stdout and "328 次" in shown.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["search", "词", "--batch", "x.jsonl"],
        ["search", "词", "-k", "0"],
        ["search", "词", "--year", "soon"],
        ["build"],
        ["nothing"],
    ],
)
def test_bad_arguments_are_status_2(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, *(["--store", tmp_path] if arguments != ["nothing"] else []))
    assert done.returncode == 2
    assert done.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [["search", "词"], ["list"], ["remove", "nobody"], ["build", "there-is-no-such-file.txt"]],
)
def test_a_failure_is_one_line_and_status_1(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, "--store", tmp_path / "store")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_build_tells_each_file_and_a_dry_run_changes_nothing(
    folder: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    build = ("build", folder, "--store", store, "--encoder", "hash", "--json")
    (done,) = lines(run(*build, "--dry-run"))
    told = {Path(f["source"]).name: f for f in done["files"]}  # type: ignore[attr-defined]
    assert (told["cyber.txt"]["status"], told["cyber.txt"]["year"]) == ("added", 2031)
    assert told["empty.txt"]["error"]
    assert not store.exists()


def test_a_corrected_year_is_marked_in_the_list(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    (done,) = lines(run("build", folder, "--store", store, "--encoder", "hash", "--json"))
    report = done["files"][0]["report_id"]  # type: ignore[index]
    assert run("set", report, "--year", "1", "--store", store).returncode == 1
    assert run("set", report, "--store", store).returncode == 2
    (said,) = lines(
        run("set", report, "--year", "2030", "--why", "笔误", "--store", store, "--json")
    )
    assert (said["year"], said["warnings"]) == (2030, ["corrected: year"])
    listed = {card["id"]: card for card in lines(run("list", "--store", store, "--json"))}
    assert (listed[report]["year"], listed[report]["corrected"]) == (2030, ["year"])
