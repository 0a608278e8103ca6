"""The table of hostile and broken files: what each is called, what makes it, what must come of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.corpus import hostile_pdf as pdf
from tests.corpus import hostile_text as text
from tests.corpus import hostile_zip as zips

READ, EITHER = "read", "either"
SOUND = "63"


@dataclass(frozen=True)
class Hostile:
    """A file to try: its name, what makes it, and what must come of it.

    ``expected`` is READ, a pattern that the refusal holds, or EITHER. ``slow`` keeps it out of the
    quick part. ``holds`` is what the text must hold where it is read; ``lacks`` what no text may.
    """

    name: str
    make: Callable[[], bytes]
    expected: str = EITHER
    slow: bool = False
    holds: str = SOUND
    lacks: str = "root:"


def cut(make: Callable[[], bytes], share: float) -> Callable[[], bytes]:
    """The file that ``make`` makes, cut off after a share of it."""

    def short() -> bytes:
        data = make()
        return data[: int(len(data) * share)]

    return short


def shaken(make: Callable[[], bytes], every: int) -> Callable[[], bytes]:
    """The file that ``make`` makes with a byte changed here and there."""

    def damaged() -> bytes:
        data = bytearray(make())
        for place in range(every, len(data), every):
            data[place] ^= 0x55
        return bytes(data)

    return damaged


def files(url: str) -> Iterator[Hostile]:
    """Yield every file to try; links in them lead to ``url``."""
    yield from pdf_files(url)
    yield from pictures()
    yield from word_files(url)
    yield from bundles()
    yield from texts()
    yield from pages(url)
    yield from other_formats()


def pdf_files(url: str) -> Iterator[Hostile]:
    """Yield the PDF files."""
    yield Hostile("locked-40.pdf", lambda: pdf.locked_pdf("geheim", 40), "password")
    yield Hostile("locked-128.pdf", lambda: pdf.locked_pdf("geheim", 128), "password")
    yield Hostile("opens-for-all.pdf", lambda: pdf.locked_pdf("", 128), READ)
    yield Hostile("pages-100000.pdf", lambda: pdf.many_pages(100_000), EITHER)
    yield Hostile("pages-lied.pdf", pdf.lying_count)
    yield Hostile("pages-cyclic.pdf", pdf.cyclic_tree)
    yield Hostile("pages-none.pdf", pdf.no_pages, "no pages")
    yield Hostile("picture-huge.pdf", lambda: pdf.picture_pdf(30_000), EITHER, slow=True, holds="")
    yield Hostile(
        "stream-bomb.pdf", lambda: pdf.plain(pdf.TEXT + b" " * 400_000_000, times=2), slow=True
    )
    yield Hostile("text-bomb.pdf", lambda: pdf.plain(pdf.TEXT * 300_000), slow=True)
    yield Hostile("forms-doubling.pdf", lambda: pdf.doubling_forms(9), slow=True)
    yield Hostile("form-calls-itself.pdf", pdf.calls_itself, EITHER, holds="")
    yield Hostile("box-absurd.pdf", lambda: pdf.plain(box="-1e30 -1e30 1e30 1e30"))
    yield Hostile("box-large.pdf", lambda: pdf.plain(box="0 0 14400000 14400000"))
    yield Hostile(
        "arrays-deep.pdf", lambda: pdf.plain(extra=b"/X" + b"[" * 100_000 + b"]" * 100_000)
    )
    yield Hostile("acts.pdf", lambda: pdf.acting_pdf(url), READ)
    yield Hostile(
        "title-turned.pdf", lambda: pdf.good_pdf(title="fdp.\u202etropeR"), READ, lacks="\u202e"
    )
    yield Hostile("no-table.pdf", lambda: re.sub(rb"xref[\s\S]*", b"", pdf.good_pdf()))
    yield Hostile(
        "wrong-table.pdf",
        lambda: re.sub(rb"(\d{10}) 00000 n", b"0000000777 00000 n", pdf.good_pdf()),
    )
    yield Hostile("head-only.pdf", lambda: b"%PDF-1.7\n", ".")
    yield Hostile("noise.pdf", lambda: b"%PDF-1.7\n" + text.noise(50_000), ".")
    yield Hostile("called-text.txt", pdf.good_pdf, READ)
    yield Hostile("after-noise.pdf", lambda: b"\x00\x01\x02 junk\n" + pdf.good_pdf(), EITHER)
    for share in (0.1, 0.5, 0.9, 0.99):
        yield Hostile(f"cut-{share}.pdf", cut(pdf.good_pdf, share))
    for every in (97, 499):
        yield Hostile(f"shaken-{every}.pdf", shaken(pdf.good_pdf, every), holds="")


def pictures() -> Iterator[Hostile]:
    """Yield the pictures."""
    yield Hostile("declared-50000.png", lambda: pdf.declared_png(50_000, 50_000), "large")
    yield Hostile("declared-5000.png", lambda: pdf.declared_png(5_000, 5_000), holds="")
    yield Hostile("dot.png", lambda: pdf.saved(pdf.Image.new("L", (1, 1)), "PNG"), ".")
    yield Hostile(
        "remark-bomb.png", lambda: pdf.texted_png(300_000_000), EITHER, slow=True, holds=""
    )
    for share in (0.05, 0.5, 0.95):
        yield Hostile(f"cut-{share}.png", cut(pdf.good_png, share), holds="", slow=share > 0.9)
    jpeg = lambda: pdf.saved(pdf.Image.new("RGB", (400, 100), "white"), "JPEG")  # noqa: E731
    yield Hostile("cut.jpg", cut(jpeg, 0.6), holds="", slow=True)
    yield Hostile("tags-absurd.tif", pdf.absurd_tiff, ".")
    yield Hostile("turns-back.tif", lambda: pdf.absurd_tiff(turn_back=True), holds="")
    yield Hostile("pages-3.tif", lambda: pdf.tiff_pages(3), holds="", slow=True)
    yield Hostile("pages-2000.tif", lambda: pdf.tiff_pages(2000), "pages")
    yield Hostile("picture.gif", lambda: pdf.saved(pdf.Image.new("L", (9, 9)), "GIF"), "GIF")
    yield Hostile("picture.heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(99), "HEIC")
    yield Hostile("cut.webp", lambda: b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20), ".")


def word_files(url: str) -> Iterator[Hostile]:
    """Yield the Word files."""
    yield Hostile("text-bomb.docx", lambda: zips.long_docx(100_000_000 // 3), "unpacks", slow=True)
    yield Hostile("long.docx", lambda: zips.long_docx(12_000_000), EITHER, slow=True, holds="")
    bomb = lambda: zips.body_of(zips.REPORT + zips.paragraph("&e11;"), zips.entity_bomb())  # noqa: E731
    yield Hostile("entities.docx", lambda: zips.changed_docx(main=bomb()))
    for name, place in (("file", "file:///etc/passwd"), ("net", url)):
        reaching = zips.body_of(zips.REPORT + zips.paragraph("&x;"), zips.reaching_doctype(place))
        yield Hostile(f"reaches-{name}.docx", lambda main=reaching: zips.changed_docx(main=main))
    yield Hostile("links.docx", lambda: zips.linked_docx(url), READ)
    yield Hostile("macro.docm", zips.macro_docm, READ)
    yield Hostile("no-main.docx", lambda: zips.changed_docx(main=None), ".")
    yield Hostile("no-types.docx", lambda: zips.changed_docx(types=None))
    yield Hostile("no-root.docx", lambda: zips.changed_docx(root=None))
    yield Hostile("no-styles.docx", lambda: zips.changed_docx(styles=None))
    yield Hostile("empty-main.docx", lambda: zips.changed_docx(main=b""), ".")
    yield Hostile("noise-main.docx", lambda: zips.changed_docx(main=text.noise(9999)), ".")
    yield Hostile("cyclic.docx", zips.cyclic_docx)
    yield Hostile("cyclic-styles.docx", zips.cyclic_styles, READ)
    yield Hostile("table-absurd.docx", zips.absurd_table)
    yield Hostile("deep.docx", lambda: zips.deep_docx(100_000), holds="")
    yield Hostile("deep-200.docx", lambda: zips.deep_docx(200), holds="")
    yield Hostile("workbook.docx", zips.xlsx, ".")
    yield Hostile("word.txt", zips.good_docx, READ)
    yield Hostile(
        "title-turned.docx", lambda: zips.good_docx(title="\u202excod"), READ, lacks="\u202e"
    )
    yield Hostile("locked.docx", lambda: zips.ole("EncryptedPackage"), "password")
    yield Hostile("hollow.doc", lambda: zips.ole("WordDocument"), ".")
    for share in (0.2, 0.6, 0.98):
        yield Hostile(f"cut-{share}.docx", cut(zips.good_docx, share), ".")
    yield Hostile("shaken.docx", shaken(zips.good_docx, 401), holds="")


def bundles() -> Iterator[Hostile]:
    """Yield the ZIPs of reports."""
    sound = "\n".join(pdf.LINES).encode()
    good = lambda: zips.packed({"甲/2022.txt": sound, "乙.txt": sound + b"1", "__MACOSX/._a": b"x"})  # noqa: E731
    yield Hostile("good.zip", good, READ)
    yield Hostile("gbk.zip", lambda: zips.gbk_names(["县局/工作报告.txt"]), READ)
    yield Hostile(
        "bomb.zip",
        lambda: zips.packed({"a.txt": b"0" * 900_000_000, "b.txt": sound}),
        "unpacks",
        slow=True,
    )
    yield Hostile(
        "bomb-150.zip",
        lambda: zips.packed({"a.txt": b"0" * 150_000_000, "b.txt": sound}),
        "unpacks",
    )
    yield Hostile("bomb-spread.zip", zips.spread_bomb, "unpacks", slow=True)
    yield Hostile("nested-2.zip", lambda: zips.nested(1), READ)
    yield Hostile("nested-20.zip", lambda: zips.nested(20), "ZIP")
    yield Hostile("overlapping.zip", lambda: zips.overlapping(50, 5_000_000), EITHER, holds="")
    yield Hostile(
        "many.zip", lambda: zips.packed({f"{n}.txt": b"" for n in range(5_000)}), "at most"
    )
    paths = {
        "../../a.txt": sound,
        "/etc/b.txt": sound,
        "C:\\windows\\c.txt": sound,
        "x/\u202etxt.d": sound,
    }
    yield Hostile("paths.zip", lambda: zips.packed(paths), EITHER, lacks="\u202e")
    yield Hostile("links.zip", zips.linked_member, "link")
    yield Hostile("locked.zip", lambda: zips.flagged(good(), 1), "password")
    yield Hostile("method.zip", lambda: zips.flagged(good(), 0, method=99), "unpacked")
    yield Hostile("sizes-lied.zip", lambda: zips.flagged(good(), 0, size=10), EITHER)
    yield Hostile("sizes-huge.zip", lambda: zips.flagged(good(), 0, size=0x7FFFFFFF), "unpacks")
    yield Hostile("empty.zip", lambda: zips.packed({}), ".")
    yield Hostile(
        "doubled-names.zip", lambda: zips.packed([("a.txt", sound), ("a.txt", sound + b"2")]), READ
    )
    yield Hostile("after-noise.zip", lambda: b"MZ" + bytes(999) + good(), EITHER)
    mixed = {
        "a.pdf": pdf.good_pdf()[:900],
        "b.docx": zips.good_docx()[:3000],
        "c.txt": sound,
        "d.gif": b"GIF89a\x00",
    }
    yield Hostile("mixed.zip", lambda: zips.packed(mixed), ".")
    for share in (0.3, 0.7):
        yield Hostile(f"cut-{share}.zip", cut(good, share), ".")


def texts() -> Iterator[Hostile]:
    """Yield the texts."""
    report = text.REPORT
    yield Hostile("empty.txt", lambda: b"", "empty")
    yield Hostile("mark-only.txt", lambda: b"\xef\xbb\xbf", "empty")
    yield Hostile("zeros.txt", lambda: bytes(100_000), "empty")
    yield Hostile("blanks.txt", lambda: "　\u200b\n".encode() * 9_999, "blanks")
    yield Hostile("noise.txt", lambda: text.noise(100_000), "not text")
    yield Hostile("noise-no-suffix", lambda: text.noise(100_000), ".")
    yield Hostile("noise.xyz", lambda: text.noise(9_000), ".")
    yield Hostile("20-megabytes.txt", lambda: text.long_text(20_000_000), READ, slow=True)
    yield Hostile("190-megabytes.txt", lambda: text.long_text(190_000_000), READ, slow=True)
    yield Hostile("210-megabytes.txt", lambda: (report + "\n").encode() + bytes(210_000_000), "MB")
    yield Hostile("zeros-within.txt", lambda: report.encode() + bytes(9_000), EITHER)
    yield Hostile(
        "controls.txt", lambda: f"{text.CONTROLS}{report}{text.CONTROLS}".encode(), EITHER
    )
    turned = report.replace("63", f"6{text.UNSEEN}3").replace("云泽", f"云{text.UNSEEN}泽")
    yield Hostile("turned\u202e.txt", turned.encode, READ, lacks="\u202e")
    yield Hostile("instructs.txt", f"{report}\n{text.INJECTION}\n".encode, READ)
    yield Hostile("half-utf16.txt", lambda: report.encode("utf-16") + b"\x00", READ)
    yield Hostile("lone-surrogates.txt", lambda: report.encode("utf-16") + b"\x00\xd8" * 9, READ)
    yield Hostile("broken-utf8.txt", lambda: (report * 9).encode() + b"\xe5\xff\xc0\x80", READ)
    brackets = f"{'（' * 200_000}3件{'）' * 200_000}"
    yield Hostile("brackets.txt", f"{report}\n{brackets}".encode, READ, slow=True)
    for name in text.RUNS:
        # Hundreds of thousands of figures may be refused as too many to pass on.
        may, holds = (EITHER, "") if name in ("counted", "shares", "tabs") else (READ, SOUND)
        long = 1_000_000 // len(text.RUNS[name])
        yield Hostile(f"run-{name}.txt", lambda n=name, k=long: text.run(n, k), may, True, holds)
        yield Hostile(f"lines-{name}.txt", lambda n=name: text.lines(n, 50_000), may, True, holds)
    for name in ("digits", "numerals", "bars", "counted", "shares"):
        yield Hostile(f"short-run-{name}.txt", lambda n=name: text.run(n, 20_000), READ)


def pages(url: str) -> Iterator[Hostile]:
    """Yield the web pages."""
    yield Hostile("reaches.html", lambda: text.reaching_page(url), READ, lacks="9999")
    yield Hostile("deep.html", lambda: text.deep_page(100_000), EITHER, slow=True)
    yield Hostile("deep-1000.html", lambda: text.deep_page(1_000))
    yield Hostile("entities.xhtml", text.entity_page)
    yield Hostile("table-absurd.html", text.absurd_table_page)
    spans = "<td rowspan=9999 colspan=999>1</td>" * 50
    yield Hostile("spans.html", lambda: text.page(f"<table>{f'<tr>{spans}</tr>' * 50}</table>"))
    yield Hostile("open-comment.html", lambda: text.page("<!--") + b"x" * 99_999)
    yield Hostile("open-tags.html", lambda: text.page("<" * 200_000))
    yield Hostile("long-attribute.html", lambda: text.page(f'<a href="{"a" * 3_000_000}">点此</a>'))
    yield Hostile("many-entities.html", lambda: text.page("&amp;&lt;" * 200_000), slow=True)
    yield Hostile("wrong-charset.html", lambda: text.page("").replace(b"utf-8", b"big5"))
    yield Hostile("page.txt", lambda: b"\xef\xbb\xbf<!-- saved -->\n" + text.page(""), READ)
    yield Hostile("page.doc", lambda: text.page(""), READ)
    yield Hostile("page-utf16.html", lambda: text.page("").decode().encode("utf-16"))
    yield Hostile("empty.html", lambda: b"<html></html>", ".")
    yield Hostile("cut.html", cut(lambda: text.page("<p>x</p>"), 0.7))


def other_formats() -> Iterator[Hostile]:
    """Yield files of formats that are named but not read."""
    mail = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: report\r\nMIME-Version: 1.0\r\n\r\nwords"
    yield Hostile("letter.eml", lambda: mail, "e-mail")
    ofd = {"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<x/>"}
    yield Hostile("report.ofd", lambda: zips.packed(ofd), "OFD.*PDF")
    yield Hostile("report-ofd.pdf", lambda: zips.packed(ofd), "OFD.*PDF")
    yield Hostile("report.ceb", lambda: b"Founder CEB 3.0" + text.noise(999), "CEB.*PDF")
    yield Hostile("report.caj", lambda: b"CAJ\x00" + text.noise(999), "CAJ.*PDF")
    yield Hostile("report.rtf", lambda: b"{\\rtf1\\ansi report}", EITHER, holds="report")
    wrong = b"{\\rtf1\\bin2147483647 \\u-99999?\\u70000? 63 reports}"
    yield Hostile("lies.rtf", lambda: wrong, READ)
    yield Hostile("report.gz", lambda: b"\x1f\x8b\x08\x00" + text.noise(99), "compressed")
    yield Hostile("report.rar", lambda: b"Rar!\x1a\x07\x00" + text.noise(99), "compressed")
    yield Hostile("setup.pdf", lambda: b"MZ\x90\x00" + text.noise(999), "program")
    yield Hostile("sheet.xls", lambda: zips.ole("Workbook"), "Excel")
    yield Hostile(
        "book.epub", lambda: zips.packed({"mimetype": b"application/epub+zip"}, store=True), "EPUB"
    )
