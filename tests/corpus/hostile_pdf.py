"""Makes PDF files and pictures that are broken or built to do harm; each function returns their bytes."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

LINES = (
    "云泽县网信办关于2023年行政执法工作情况的报告",
    "一、总体情况",
    "2023年，全年巡查网站63家，办结案件17件，开展辟谣29次。",
    "二、存在的问题",
    "执法力量不足，宣传不够深入。",
)
Objects = Sequence[bytes]


def good_pdf(
    pages: int = 2, *, title: str = "", encrypt: StandardEncryption | None = None, script: str = ""
) -> bytes:
    """A sound PDF of the report, with a text layer."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    canvas = Canvas(made, encrypt=encrypt, invariant=True, pageCompression=0)
    canvas.setTitle(title)
    if script:
        canvas.addJavaScript(script) if hasattr(canvas, "addJavaScript") else None
    for _ in range(pages):
        canvas.setFont("STSong-Light", 14)
        for row, line in enumerate(LINES):
            canvas.drawString(72, 760 - 24 * row, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def locked_pdf(user: str, strength: int) -> bytes:
    """A PDF that asks for a password; with an empty one it opens for everybody."""
    return good_pdf(encrypt=StandardEncryption(user, "owner", strength=strength))


def raw_pdf(objects: Objects, *, root: int = 1) -> bytes:
    """A PDF of the numbered ``objects``, its cross-reference table right."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Size %d/Root %d 0 R>>\n" % (len(objects) + 1, root)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % table)


def stream(content: bytes, entries: bytes = b"", times: int = 1) -> bytes:
    """A stream object, deflated ``times`` times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/Filter[" + b"/FlateDecode " * times + b"]" if times else b""
    head = b"<<%b%b/Length %d>>\nstream\n" % (entries, filters, len(content))
    return head + content + b"\nendstream"


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Checked 63 sites in 2023) Tj ET"


def page_of(
    contents: int, resources: bytes = b"/Font<</F1 5 0 R>>", box: str = "0 0 595 842"
) -> bytes:
    """A page object whose parent is object 2."""
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents %d 0 R/Resources<<%b>>>>" % (
        box.encode(), contents, resources,
    )  # fmt: skip


def plain(
    content: bytes = TEXT, *, times: int = 1, box: str = "0 0 595 842", extra: bytes = b""
) -> bytes:
    """A PDF of one page that shows ``content``."""
    catalog = CATALOG[:-2] + extra + b">>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return raw_pdf([catalog, pages, page_of(4, box=box), stream(content, times=times), FONT])


def many_pages(count: int) -> bytes:
    """A PDF that lists one page ``count`` times."""
    pages = b"<</Type/Pages/Kids[" + b"3 0 R " * count + b"]/Count %d>>" % count
    return raw_pdf([CATALOG, pages, page_of(4), stream(TEXT), FONT])


def lying_count() -> bytes:
    """A PDF of one page that says it has two thousand million."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    return raw_pdf([CATALOG, pages, page_of(4), stream(TEXT), FONT])


def cyclic_tree() -> bytes:
    """A PDF whose tree of pages holds itself."""
    pages = b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3/Parent 2 0 R>>"
    return raw_pdf([CATALOG, pages, page_of(4), stream(TEXT), FONT])


def no_pages() -> bytes:
    """A PDF without a page."""
    return raw_pdf([CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"])


def picture_pdf(side: int, depth: int = 1) -> bytes:
    """A PDF whose one page is a picture of ``side`` times ``side`` dots, all white."""
    row = b"\xff" * (side * depth // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent %d"
    )
    head = (
        b"<<"
        + entries % (side, side, depth)
        + b"/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    )
    return raw_pdf([
        CATALOG,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page_of(4, b"/XObject<</I 5 0 R>>"),
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        head + packed + b"\nendstream",
    ])  # fmt: skip


def doubling_forms(levels: int, times: int = 10) -> bytes:
    """A PDF whose drawing calls a drawing ten times, which calls one ten times, and so on."""
    forms = []
    for level in range(levels):
        last = level == levels - 1
        inner = TEXT if last else b"/X Do " * times
        named = b"/Font<</F1 5 0 R>>" if last else b"/XObject<</X %d 0 R>>" % (7 + level)
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%b>>" % named
        forms.append(stream(inner, entries))
    return raw_pdf([
        CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page_of(4, b"/XObject<</X 6 0 R>>"), stream(b"/X Do"), FONT, *forms,
    ])  # fmt: skip


def calls_itself() -> bytes:
    """A PDF whose drawing calls itself."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>"
    return raw_pdf([
        CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page_of(4, b"/XObject<</X 6 0 R>>"), stream(b"/X Do"), FONT, stream(b"/X Do", entries),
    ])  # fmt: skip


def acting_pdf(url: str) -> bytes:
    """A PDF that runs a script when it opens, starts a program, sends a form, and carries a file."""
    actions = (
        b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('%b'\\))>>"
        b"/AA<</WC<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>>>"
        b"/Names<</EmbeddedFiles<</Names[(evil.exe)<</Type/Filespec/F(../../evil.exe)>>]>>>>"
        b"/AcroForm<</XFA[(template)6 0 R]>>"
    ) % url.encode()
    return plain(extra=actions)


def good_png(width: int = 400, height: int = 120) -> bytes:
    """A sound picture with a line of letters."""
    picture = Image.new("L", (width, height), 255)
    ImageDraw.Draw(picture).text((20, 40), "Report 2023: 63 sites", fill=0, font_size=28)
    return saved(picture, "PNG")


def saved(picture: Image.Image, form: str, **how: object) -> bytes:
    """The bytes of ``picture`` in a format."""
    made = io.BytesIO()
    picture.save(made, form, **how)
    return made.getvalue()


def declared_png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says it has ``width`` times ``height`` dots and holds hardly any."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [
        chunk(b"IHDR", head),
        chunk(b"IDAT", zlib.compress(rows or b"\x00" * 1000)),
        chunk(b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def texted_png(size: int) -> bytes:
    """A PNG with a packed remark that unpacks to ``size`` bytes."""
    body = b"Comment\x00\x00" + zlib.compress(b"a" * size, 9)
    chunk = (
        struct.pack(">I", len(body))
        + b"zTXt"
        + body
        + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    )
    sound = good_png()
    return sound[:33] + chunk + sound[33:]


def tiff_pages(count: int) -> bytes:
    """A TIFF of ``count`` small pages."""
    page = Image.new("1", (64, 64), 1)
    return saved(page, "TIFF", save_all=True, append_images=[page] * (count - 1))


def absurd_tiff(*, turn_back: bool = False) -> bytes:
    """A TIFF whose tags ask for impossible sizes; or whose page is followed by itself."""
    tags = [(256, 4, 1, 0xFFFFFFFF), (257, 4, 1, 0xFFFFFFFF), (258, 3, 0x7FFFFFFF, 8), (259, 3, 1, 1),
            (262, 3, 1, 1), (273, 4, 0x7FFFFFFF, 8), (277, 3, 1, 65535), (279, 4, 1, 0xFFFFFFFF)]  # fmt: skip
    if turn_back:
        tags = [(256, 4, 1, 8), (257, 4, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
                (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, 8), (279, 4, 1, 64)]  # fmt: skip
    body = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    following = 8 if turn_back else 0
    return (
        b"II*\x00\x08\x00\x00\x00"
        + struct.pack("<H", len(tags))
        + body
        + struct.pack("<I", following)
    )
