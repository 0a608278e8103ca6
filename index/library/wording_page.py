"""Every label of the page of reports, in Chinese and English."""

from __future__ import annotations

import re
from typing import Literal

from index.taken import Remark

Language = Literal["zh", "en"]

LABELS: dict[str, tuple[str, str]] = {
    "tab": ("报告库", "Reports"),
    # the state of the store
    "kept": ("{reports} 份报告，{figures} 个数字", "{reports} reports, {figures} figures"),
    "kept_one": ("1 份报告，{figures} 个数字", "1 report, {figures} figures"),
    "aside": ("另有 {count} 份副本不计入", "copies set aside: {count}"),
    "healthy": ("库文件完好", "The store is whole"),
    "faults": ("库文件有问题：{faults}", "The store has faults: {faults}"),
    "unsound": ("库文件有问题，请告知管理员", "The store has faults: tell an administrator"),
    "watch_on": ("正在监视文件夹 {folder}", "Watching the folder {folder}"),
    "watch_off": ("已停止监视文件夹 {folder}", "No longer watching the folder {folder}"),
    "watch_events": ("最近的变动", "Latest changes"),
    "read_only": ("您可以查看报告；上传和更正需要编辑权限。", "You may look at the reports; adding and correcting needs the right to edit."),
    # taking in
    "drop": ("上传报告：拖到这里，或点击选择（可多选；PDF、扫描件、Word、网页、文本、ZIP）",
             "Add reports: drop files here or click (several at once; PDF, scans, Word, web pages, text, ZIP)"),
    "waiting": ("等待", "waiting"),
    "reading": ("读取中", "reading"),
    "reading_page": ("第 {page}/{pages} 页", "page {page} of {pages}"),
    "progress": ("已完成 {done}/{all} 个文件", "{done} of {all} files done"),
    "finished": ("读取完成：{parts}", "Done: {parts}"),
    "n_taken": ("收录 {count} 份", "{count} taken in"),
    "n_unchanged": ("已有 {count} 份", "{count} unchanged"),
    "n_failed": ("未能读取 {count} 份", "{count} not read"),
    "clear_list": ("收起", "Dismiss"),
    "added": ("已收录", "added"),
    "replaced": ("已更新", "updated"),
    "unchanged": ("已有，无变化", "unchanged"),
    "failed": ("未能读取", "not read"),
    "gone": ("文件已不在（报告保留）", "file gone, report kept"),
    "pruned": ("随文件移除", "removed with its file"),
    "busy": ("库正在被另一个程序写入，请等它结束后再试。", "Another program is writing to the store; try again when it has ended."),
    "gone_meanwhile": ("这份报告已不在报告库中，可能刚被移除或替换。", "This report is no longer there; it may just have been removed or replaced."),
    "disk_full": ("服务器磁盘已满，没有保存。请告知管理员。", "The server’s disk is full; nothing was kept. Tell an administrator."),
    "not_kept": ("没有保存：报告库现在无法写入。请稍后再试；仍不行请告知管理员。", "Nothing was kept: the store cannot be written just now. Try again; if that fails, tell an administrator."),
    "not_allowed": ("没有更改权限。", "You may not change this."),
    "too_many": ("一次最多上传 {most} 个文件。", "At most {most} files at once."),
    # the list
    "find": ("查找报告", "Find a report"),
    "find_hint": ("标题、单位、年度、文件名", "Title, office, year, file name"),
    "count": ("{count} 份", "{count} reports"),
    "count_one": ("1 份", "1 report"),
    "none": ("没有符合条件的报告。", "No report fits."),
    "empty": ("还没有报告。把文件拖到上面，或在命令行运行：", "No reports yet. Drop files above, or run this command:"),
    "report": ("报告", "Report"),
    "office": ("单位", "Office"),
    "year": ("年度", "Year"),
    "figures": ("数字", "Figures"),
    "file": ("文件", "File"),
    "pages": ("{count} 页", "{count} pages"),
    "pages_one": ("1 页", "1 page"),
    "sure": ("识别可信度 {percent} %", "recognition {percent} % sure"),
    "manage": ("管理", "Manage"),
    "manage_this": ("管理《{title}》", "Manage “{title}”"),
    "details": ("详情", "Details"),
    "details_of": ("《{title}》的详情", "Details of “{title}”"),
    "open": ("打开原文", "Open the text"),
    "download": ("下载原件", "Download the file"),
    "unknown_year": ("年度不明", "unknown"),
    "unknown_office": ("单位不明", "unknown office"),
    "copy_mark": ("副本，不计入", "copy, not counted"),
    "corrected_mark": ("已更正", "corrected"),
    "previous": ("上一页", "Previous"),
    "following": ("下一页", "Next"),
    "position": ("第 {first}–{last} 份，共 {count} 份", "{first}–{last} of {count}"),
    # one report
    "close": ("关闭", "Close"),
    "format": ("格式", "Format"),
    "taken_at": ("收录时间", "Taken in"),
    "published": ("公布日期", "Published"),
    "title": ("标题", "Title"),
    "why": ("更正理由（可不填）", "Why (optional)"),
    "correct": ("更正报告信息", "Correct what the report is"),
    "save": ("保存更正", "Save"),
    "restore": ("恢复为原文所写", "Back to what the file says"),
    "saved": ("已保存。相关数字和检索已按更正重新整理。", "Saved. Figures and search follow the correction."),
    "restored": ("已恢复为原文所写。", "The file’s own words hold again."),
    "nothing": ("没有改动。", "Nothing was changed."),
    "said": ("{field}：{value}（{who}{at}）{why}", "{field}: {value} ({who}{at}) {why}"),
    "corrections": ("已有的更正", "Corrections"),
    "copies": ("同一份报告的其他版本", "Other versions of this report"),
    "copy_counts": ("计入的是这一份：", "This one counts: "),
    "this_counts": ("改为计入本份", "Count this one instead"),
    "counts_now": ("计入", "counted"),
    "not_counted": ("不计入", "not counted"),
    "not_a_copy": ("不是副本，两份都计入", "Not a copy: count both"),
    "chosen": ("已改。", "Changed."),
    "differing": ("数字不同之处", "Figures that differ"),
    "replace": ("用新文件替换", "Replace with a new file"),
    "replaced_by": ("已替换。", "Replaced."),
    "on_disk": ("这份报告来自磁盘文件，请更新该文件后重新收录。", "This report was read from the disk: change the file there and take it in again."),
    "remove": ("移除报告…", "Remove…"),
    "sure_remove": ("确定移除这份报告？它的数字和引文将不再出现在回答里。", "Remove this report? Its figures and quotations leave all answers."),
    "yes_remove": ("确定移除", "Remove it"),
    "cancel": ("取消", "Cancel"),
    "removed": ("已移除《{title}》。", "“{title}” was removed."),
    "counts": ("是否计入", "Counts"),
}  # fmt: skip

REMARKS: dict[str, tuple[str, str]] = {
    "no_year": ("没有找到报告年度，请补上", "No year was found; please give it"),
    "no_office": ("没有找到单位，请补上", "No office was found; please give it"),
    "no_text": ("没有可读的正文", "No readable text"),
    "no_figures": ("没有找到数字", "No figure was found"),
    "scanned": ("扫描件，识别可信度 {percent} %", "Scanned, recognition {percent} % sure"),
    "same_text": ("与已收录的 {other} 内容相同", "The same text as {other}, which is kept already"),
    "copy": ("像是 {other} 的副本，以那一份为准，本份不计入", "Looks like a copy of {other}, which counts in its place"),
    "near_copy": ("像是 {other} 的另一版本，以那一份为准，本份不计入；{count} 处数字不同：{figures}",
                  "Looks like another version of {other}, which counts in its place; figures that differ ({count}): {figures}"),
    "has_copy": ("与 {other} 相同，以本份为准", "The same as {other}; this one counts"),
    "has_near_copy": ("像是 {other} 的另一版本，以本份为准；{count} 处数字不同：{figures}",
                      "Looks like another version of {other}; this one counts; figures that differ ({count}): {figures}"),
    "corrected": ("已按人工更正", "Corrected by hand"),
}  # fmt: skip

NOTES: tuple[tuple[str, str], ...] = (
    (r"The report does not say which (?:office|year).*", ""),  # a remark says it
    (r"The file name says (.+), the text (.+): the text was followed\.", "文件名写的是{0}，正文写的是{1}，以正文为准"),
    (r"(\d+) damaged characters .*", "去掉了 {0} 个损坏的字符"),
    (r"A damaged character stands beside a number.*", "有数字旁边的字符损坏，请核对该数字"),
    (r"(\d+) lines of website menus were left out\.", "略去了 {0} 行网站菜单"),
    (r"The file holds only website navigation.*", "文件里只有网站导航，没有报告正文"),
    (r"The file is named (\S+) but is (.+); it was read as what it is\.", "文件后缀是 {0}，实际是 {1}，已按实际格式读取"),
    (r"The file is very long: only its first ([\d,]+) characters were read\.", "文件太长，只读取了前 {0} 个字符"),
    (r"The tables of this old Word file .*", "旧版 Word 文件的表格无法辨认，请核对其中的数字"),
    (r"The file seems to be cut short.*", "文件可能不完整，末尾也许缺页"),
    (r"Nothing was found on page (.+): it is blank, or damaged\.", "第 {0} 页没有内容：空白或损坏"),
    (r"(\d+) lines? read with less than (\d+)% certainty: compare with the picture\.", "有 {0} 行的识别可信度低于 {1} %，请与原图核对"),
    (r"The file is in (\S+), not UTF-8\.", "文件编码是 {0}"),
    (r"(\d+) characters of the file could not be read\.", "有 {0} 个字符无法读取"),
)  # fmt: skip
"""What readers note of a file, and how a Chinese page says it; others stay as they are."""

FORMATS = {
    "text": "文本", "Word (DOCX)": "Word", "old Word (DOC) or WPS": "旧版 Word 或 WPS", "HTML": "网页",
    "MHTML": "网页", "PNG picture": "图片", "JPEG picture": "图片", "TIFF picture": "图片",
    "BMP picture": "图片", "WEBP picture": "图片",
}  # fmt: skip
"""How a Chinese page calls the kinds of files."""


def noted(note: str, language: Language) -> str:
    """Return a reader's note in the page's language; "" where a remark says the same."""
    page = re.match(r"[Pp]age (\d+): ", note)
    bare = note[page.end() :] if page else note
    for pattern, chinese in NOTES:
        found = re.fullmatch(pattern, bare)
        if found is None:
            continue
        if language == "en":
            return note if chinese else ""
        return (f"第 {page[1]} 页：" if page else "") + chinese.format(*found.groups())
    return note


def kind_of_file(name: str, language: Language) -> str:
    """Return what a kind of file is called."""
    return FORMATS.get(name, name) if language == "zh" else name


def label(language: Language, key: str, **slots: object) -> str:
    """Return a label in the reader's language with its slots filled."""
    return LABELS[key][0 if language == "zh" else 1].format(**slots)


def told(remark: Remark, language: Language) -> str:
    """Return a remark in the reader's language."""
    slots = {key: _short(key, value) for key, value in remark.slots}
    return REMARKS[remark.key][0 if language == "zh" else 1].format(**slots)


def _short(key: str, value: str | int) -> str | int:
    """Return a slot as it is shown: of the place of a file only its name."""
    return (
        value.replace("\\", "/").rpartition("/")[2]
        if key == "other" and isinstance(value, str)
        else value
    )
