"""One form for what people type: simplified characters, ordinary digits, no stray blanks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.models import Language

if TYPE_CHECKING:
    from opencc import OpenCC

CJK = re.compile(r"[㐀-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f]")
_QUOTES = str.maketrans(dict.fromkeys("“”\"'‘’「」『』《》〈〉（）()【】[]＂", ""))
MAX_QUESTION = 2_000
# Words of other regions, and spellings that are common slips, as the reports write them.
VARIANTS = {
    "网路": "网络", "资讯": "信息", "讯息": "信息", "数位": "数字", "帐号": "账号", "帐户": "账户", "程式": "程序",
    "软体": "软件", "影片": "视频", "检举": "举报", "品质": "质量", "志工": "志愿者", "计程车": "出租车", "违章建筑": "违法建设",
    "百份之": "百分之", "老百姓": "群众", "刑拘": "刑事拘留", "几个点": "百分之几", "多少个点": "百分之几", "没审结": "未审结", "没办结": "未办结", "还没": "尚未", "多小": "多少", "几多": "多少", "哪些些": "哪些",
}  # fmt: skip


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters, NFKC, without invisible characters.

    >>> simplify("２０２４年闢謠")
    '2024年辟谣'
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _converter().convert(plain) if CJK.search(plain) else plain


def question_text(text: str) -> str:
    """Return what a person typed in one line of simplified text, at most 2,000 characters."""
    plain = re.sub(r"\[\d+\]", " ", simplify(text[:MAX_QUESTION]))  # marks of an earlier answer
    for other, usual in VARIANTS.items():
        plain = plain.replace(other, usual)
    return " ".join(plain.split())


@lru_cache(maxsize=65_536)
def bare(text: str) -> str:
    """Return ``text`` for matching: simplified, lower case, no blanks, quotes or brackets."""
    plain = re.sub(r"\s+", "", simplify(text)).translate(_QUOTES).lower()
    return plain.replace("满意率", "满意度")  # one thing under two words


def language_of(text: str) -> Language:
    """Return the language to answer in: English where Latin words outweigh Chinese characters."""
    chinese = len(CJK.findall(text))
    latin = len(_LATIN_WORD.findall(text))
    return "en" if latin and (chinese == 0 or (latin >= 3 and chinese <= 2 * latin)) else "zh"
