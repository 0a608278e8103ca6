"""Why a file could not be read, in words a clerk understands, in Chinese and English."""

from __future__ import annotations

import re

from index.library.wording_page import Language
from index.originals import file_name
from index.taken import Taken

ANEW = "请用原来的程序打开，另存后再上传。"
WHOLE = "请检查文件是否完整，或重新下载。"
FAILURES: tuple[tuple[str, str], ...] = (
    (r"(?:asks for|opens with|packed with) a password", "文件有密码保护。请去掉密码后再上传。"),
    (r"its format is (.+?), and only", "不支持这种格式（{0}）。可以上传 PDF、Word、网页、文本、图片，或这些文件的 ZIP。"),
    (r"is named (\S+) but its bytes are not", f"文件后缀是 {{0}}，内容却不是，也不是认得的格式。{WHOLE}"),
    (r"the file is empty|holds only blanks|holds no file|holds no bytes", f"文件是空的。{WHOLE}"),
    (r"bytes are not text in", "文字编码无法识别。请用原来的程序打开，另存为 UTF-8 文本。"),
    (r"the file has ([\d,]+) MB, and at most ([\d,]+) MB", "文件有 {0} MB，最多可读 {1} MB。请分开上传，或把图片另存得小一些。"),
    (r"holds? ([\d,]+) pages, and at most ([\d,]+)|has ([\d,]+) pages, more than ([\d,]+)", "页数太多（{0}{2} 页，最多 {1}{3} 页）。请拆分后再上传。"),
    (r"characters by page|characters, more than", "文字太多，不像一份报告。请拆分后再上传。"),
    (r"the picture is too large|pixels cannot be read", "图片太大。请用 200 dpi 扫描后再上传。"),
    (r"the picture cannot be decoded", "图片打不开。请用看图软件打开，另存为 PNG 后再上传。"),
    (r"none of its pages can be read|it has no pages", "没有一页能读。请重新下载，或重新打印为 PDF。"),
    (r"its text was not found", "旧版 Word 文件里没有找到正文。请另存为 DOCX 或 PDF 后再上传。"),
    (r"no HTML", "这个网页存档里没有网页。请把网页另存为 HTML 或 PDF。"),
    (r"is a link to another place", "压缩包里有一项只是链接。请打包文件本身。"),
    (r"ZIP in a ZIP", "压缩包套得太深。请直接打包报告文件。"),
    (r"can not be unpacked", f"压缩包解不开。{WHOLE}"),
    (r"far more than a report holds", f"文件解开后大得异常，没有读取。{ANEW}"),
    (r"at most ([\d,]+) members", "压缩包里文件太多，最多 {0} 个。请分开打包。"),
    (r"(?:libraries|readers are not installed|its model .+ is missing)", "服务器缺少读取这种文件的部件，请告知管理员。"),
    (r"is damaged|is cut short|not made as it should be", f"文件已损坏，打不开。{WHOLE}"),
    (r"more memory|its reader|took|too long|seconds", f"读取这个文件太久或太占内存，已停止。{ANEW}"),
    (r"written by another process", "库正在被另一个程序写入，请等它结束后再试。"),
    (r"cannot be kept", f"文件里有无法保存的内容。{ANEW}"),
)  # fmt: skip
"""What an error's sentence says, and how a Chinese page says it, the first that fits."""
OTHER = f"读取时出了问题，没有收录。{ANEW}"
STORE = re.compile(r"\b(?:the store|the records) \S+")


def failure(taken: Taken, language: Language) -> str:
    """Return why a file was not taken in; its name stands beside it already."""
    return reason(taken.error, taken.source, language)


def reason(said: str, source: str, language: Language) -> str:
    """Return an error's sentence in the page's language, without places of the server.

    >>> reason("/a/b.pdf: the file asks for a password. Save it without one.", "/a/b.pdf", "zh")
    '文件有密码保护。请去掉密码后再上传。'
    """
    for begun in (f"{source}: ", f"{file_name(source)}: "):
        said = said.removeprefix(begun)
    if language == "en":
        bare = STORE.sub(lambda found: " ".join(found[0].split()[:2]), said)
        return bare[:1].upper() + bare[1:]
    for pattern, chinese in FAILURES:
        found = re.search(pattern, said)
        if found:
            return chinese.format(*(part or "" for part in found.groups()))
    return OTHER
