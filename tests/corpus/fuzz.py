"""Makes broken files and wild texts out of a number, and holds what is read of them to the laws.

    python -m tests.corpus.fuzz --minutes 30 [--first 0] [--kinds text,docx]

tries one number after another. An input that breaks a law, raises what is no ``CorpusError``, or takes
longer than ``MOST_SECONDS`` is told with its kind and number; ``test_fuzz.py`` keeps those for ever.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from corpus.as_json import report_json
from corpus.errors import CorpusError
from corpus.models import Report
from corpus.report import members_of, read_bytes
from corpus.worker_wire import from_line, packed, to_line, unpacked
from tests.corpus import hostile_pdf as pdf
from tests.corpus import hostile_text as text
from tests.corpus import hostile_zip as zips
from tests.corpus import old_files

MOST_SECONDS = 20.0
WORDS = (
    *text.RUNS.values(), *"0123456789０１２３，。；：、（）()“”《》〈〉|-—–~～·.%％‰℃+*#×/\\＋=\n\n\n \t　",
    *"一二三四五六七八九十百千万亿零〇两半余多近约超逾来几数十百",
    *"件 起 次 人次 件次 家 个 户 万元 亿元 元 份 条 人 场 项 % 个百分点 平方公里 倍 成 分之 小时 天 名 余件 多起".split(),
    *"全年 其中 分别 同比增长 下降 较上年 比2022年 累计 共 达到 完成率 占 以上 以下 不少于 至少 最多 平均 每 计划 力争".split(),
    *"2023年 2024年度 上半年 1—7月 二〇二三年 2019年以来 截至12月底 “十四五” 12·4 第三十三条 二十届 7×24小时 12345热线".split(),
    *"行政处罚 办结案件 罚没款 辟谣 巡查网站 开展检查 行政复议 网信办 市场监管局 人民政府 关于 工作报告 情况的报告".split(),
    *"一、总体情况 （一）执法 1. 1、 （1） ① 一是 二是 首先， 第一， 一要 —— 附件 注： 单位：件 ## **".split(),
    *"项目 合计 总计 指标 数量 | 17 | --- | 不予公开 结转下年度继续办理".split(),
    "\u202e", "\u200b", "\ufeff", "\xad", "\ufffd", "\x00", "\x0c", "\u2028", "\ud7ff", "𠀀", "é", "٣", "²", "½", "Ⅳ", "㈠", "①",
    "&nbsp;", "<b>", "http://a.cn/", "a@b.c", "The office handled 1,234 cases (up 5.6%) in 2023. ",
)  # fmt: skip


def wild_text(seed: int) -> bytes:
    """A text of report words in no order, some of them many times."""
    chance = random.Random(seed)
    parts: list[str] = [text.REPORT] if chance.random() < 0.5 else []
    for _ in range(chance.randrange(1, 250)):
        times = chance.choice((1, 1, 1, 1, 1, 2, 3, 40)) if chance.random() < 0.3 else 1
        parts.append(chance.choice(WORDS) * times)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16"))
    return "".join(parts).encode(encoding, "replace")


def stirred_report(seed: int) -> bytes:
    """A sample report with lines and words moved, doubled, cut and put in, wrapped at some width."""
    chance = random.Random(seed)
    lines = chance.choice(_samples()).split("\n")
    start = chance.randrange(len(lines))
    lines = lines[start : start + chance.randrange(1, 40)]
    for _ in range(chance.randrange(12)):
        place = chance.randrange(len(lines))
        line = lines[place]
        at, to = sorted((chance.randrange(len(line) + 1), chance.randrange(len(line) + 1)))
        put = chance.choice(
            (chance.choice(WORDS), line[at:to] * 2, "", "\n", "".join(chance.choices(WORDS, k=5)))
        )
        lines[place] = line[:at] + put + (line[to:] if chance.random() < 0.5 else line[at:])
    if chance.random() < 0.3:
        width = chance.randrange(3, 60)
        lines = [line[k : k + width] for line in lines for k in range(0, len(line), width)]
    if chance.random() < 0.3:
        chance.shuffle(lines)
    return chance.choice(("\n", "\n", "\r\n", "\n\n", "\f")).join(lines).encode("utf-8", "replace")


def broken_picture(seed: int) -> bytes:
    """A small picture with something broken in it."""
    chance = random.Random(seed)
    return broken(_picture(chance.choice(("PNG", "JPEG", "TIFF", "BMP", "WEBP"))), chance)


@cache
def _samples() -> tuple[str, ...]:
    here = Path(__file__).parent
    paths = [p for f in (here.parents[1] / "corpus", here) for p in sorted(f.glob("*/*.txt"))]
    return tuple(path.read_text(encoding="utf-8") for path in paths)


@cache
def _picture(form: str) -> bytes:
    picture = pdf.Image.new("RGB", (90, 40), "white")
    pdf.ImageDraw.Draw(picture).text((5, 5), "63", fill=0, font_size=24)
    return pdf.saved(picture, form)


def broken(data: bytes, chance: random.Random) -> bytes:
    """``data`` with bytes changed, taken out, doubled or put in here and there."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12, 60))):
        place, length = chance.randrange(len(made) + 1), chance.choice((1, 2, 4, 30, 400))
        how = chance.randrange(6)
        if how == 0:
            made[place : place + length] = chance.randbytes(length)
        elif how == 1:
            del made[place : place + length]
        elif how == 2:
            made[place:place] = made[place : place + length] * chance.choice((1, 2, 20))
        elif how == 3:
            made[place : place + 4] = chance.choice(
                (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff")
            )
        elif how == 4:
            made[place : place + 1] = chance.choice(
                (b"<", b">", b"&", b"/", b"(", b"0 R", b"9999999999", b'"')
            )
        elif how == 5 and chance.random() < 0.1:
            del made[place:]
    return bytes(made)


def broken_pdf(seed: int) -> bytes:
    """A PDF with something broken in it."""
    return broken(_sound("pdf"), random.Random(seed))


def broken_docx(seed: int) -> bytes:
    """A Word file with something broken in one of its parts, or in its ZIP."""
    chance = random.Random(seed)
    sound = _sound("docx")
    if chance.random() < 0.2:
        return broken(sound, chance)
    parts = zips.parts_of(sound)
    names = [
        zips.MAIN,
        zips.MAIN,
        zips.RELATIONS,
        zips.TYPES,
        "word/styles.xml",
        "word/numbering.xml",
    ]
    name = chance.choice([name for name in names if name in parts])
    parts[name] = broken(parts[name], chance)
    return zips.packed(parts)


def broken_page(seed: int) -> bytes:
    """A web page with something broken in it, or with wild words in its boxes."""
    chance = random.Random(seed)
    tags = "<div> </div> <p> </p> <table> <tr> <td colspan=3> <td rowspan=99> </table> <ul> <li> <h2> <!-- --> <script> <br> <a href='x'>".split()
    inner = "".join(
        chance.choice(tags) + chance.choice(WORDS) for _ in range(chance.randrange(1, 80))
    )
    page = text.page(inner.encode("utf-8", "replace").decode())
    return broken(page, chance) if chance.random() < 0.5 else page


def broken_zip(seed: int) -> bytes:
    """A bundle with something broken in it."""
    chance = random.Random(seed)
    members = {
        "a/1.txt": wild_text(seed),
        "b.pdf": _sound("pdf"),
        "c.zip": zips.packed({"d.txt": wild_text(seed + 1)}),
    }
    return broken(zips.packed(members, store=chance.random() < 0.5), chance)


def broken_mail(seed: int) -> bytes:
    """A saved page in the form of a letter with something broken in it."""
    head = b'From: saved\r\nMIME-Version: 1.0\r\nSubject: x\r\nContent-Type: multipart/related; boundary="--b"\r\n\r\n'
    part = (
        b"----b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: a\r\n\r\n"
        + text.page("")
        + b"\r\n----b--\r\n"
    )
    return broken(head + part, random.Random(seed))


def broken_doc(seed: int) -> bytes:
    """An old Word file with something broken in it."""
    return broken(_sound("doc"), random.Random(seed))


def broken_rtf(seed: int) -> bytes:
    """An RTF file with something broken in it."""
    words = "".join(f"\\u{ord(c)}?" for c in text.REPORT if ord(c) < 0x8000)
    table = b"\\trowd\\cellx99 17\\cell\\row{\\field{\\*\\fldinst X}}{\\*\\bin3 abc}\\'b0\\'ec"
    sound = (
        b"{\\rtf1\\ansi\\ansicpg936{\\fonttbl\\f0 x;}"
        + words.encode("ascii", "replace")
        + table
        + b"}"
    )
    return broken(sound, random.Random(seed))


def header_noise(seed: int) -> bytes:
    """The first bytes of some format, and noise."""
    chance = random.Random(seed)
    from corpus.readers.detect import MAGIC, OLE, ZIP

    return chance.choice([*(magic for magic, _ in MAGIC), *ZIP, OLE]) + chance.randbytes(
        chance.randrange(3000)
    )


@cache
def _sound(kind: str) -> bytes:
    if kind == "pdf":
        return pdf.good_pdf()
    if kind == "doc":
        return old_files.doc([*pdf.LINES, [["指标", "件"], ["办结", "17"]]])
    made = io.BytesIO(zips.good_docx())
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = b"made for a test"
    return made.getvalue()


KINDS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "text": ("云泽县.txt", wild_text),
    "report": ("a.txt", stirred_report),
    "docx": ("a.docx", broken_docx),
    "pdf": ("a.pdf", broken_pdf),
    "page": ("a.html", broken_page),
    "zip": ("a.zip", broken_zip),
    "mail": ("a.mht", broken_mail),
    "doc": ("a.doc", broken_doc),
    "rtf": ("a.rtf", broken_rtf),
    "picture": ("a.png", broken_picture),
    "noise": ("a.pdf", header_noise),
}


def attempt(kind: str, seed: int) -> None:
    """Read what ``seed`` makes; raise where a law is broken, or what is raised is no error of ours."""
    name, make = KINDS[kind]
    try:
        for member in members_of(make(seed), name):
            try:
                hold(read_bytes(member.read(), member.source))
            except CorpusError as error:
                assert error.where.startswith(name), error
                assert "\n" not in str(error), error
    except CorpusError as error:
        assert error.where == name, error


def hold(report: Report) -> None:
    """Assert the laws of the house of one report."""
    ids = {figure.id for figure in report.figures}
    assert len(ids) == len(report.figures)
    for figure in report.figures:
        assert figure.span.of(report.text) == figure.surface, figure
        assert figure.surface, figure
        assert figure.part_of is None or figure.part_of in ids, figure
    for section in report.sections:
        said = section.span.of(report.text)
        bare = said.lstrip("# ") if section.heading[0] != "#" else said
        assert bare.startswith(section.heading), (section, said[:40])
        assert section.heading, section
    ends = [0]
    for page in report.pages:
        assert page.span.start == ends[-1], page
        ends.append(page.span.end)
    assert not report.pages or ends[-1] == len(report.text)
    json.dumps(report_json(report), ensure_ascii=False, allow_nan=False).encode()
    assert unpacked(from_line(to_line(packed(report)))) == report


def main() -> None:
    """Try numbers until the time is over; end with 1 where one failed."""
    asked = argparse.ArgumentParser(description="Fuzz the readers and what reads their text.")
    asked.add_argument("--minutes", type=float, default=1)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--kinds", default=",".join(KINDS))
    arguments = asked.parse_args()
    until = time.monotonic() + 60 * arguments.minutes
    tried, failed = 0, 0
    last = Path(tempfile.gettempdir()) / "fuzz-last.txt"
    while time.monotonic() < until:
        for kind in arguments.kinds.split(","):
            seed = arguments.first + tried
            last.write_text(f"{kind} {seed}", encoding="utf-8")
            faulthandler.dump_traceback_later(6 * MOST_SECONDS, exit=True)
            began = time.process_time()
            try:
                attempt(kind, seed)
                took = time.process_time() - began
                assert took < MOST_SECONDS, f"it took {took:.0f} s"
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told with its number
                failed += 1
                place = traceback.extract_tb(error.__traceback__)[-1]
                sys.stdout.write(
                    f"{kind} {seed}: {type(error).__name__} {str(error)[:300]!r} at {place.name}:{place.lineno}\n"
                )
                sys.stdout.flush()
        tried += 1
    sys.stdout.write(f"{tried} numbers of each of {arguments.kinds}, {failed} failed\n")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
