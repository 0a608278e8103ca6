"""Writes the marks of a recognised line as Chinese print has them; letters and digits stay as read.

Recognition takes the wide marks of Chinese print for the narrow ones of typewriters at will: ( for
（, : for ：. Beside a Chinese character only the wide one can have been printed.
"""

from __future__ import annotations

import re

_HAN = r"[\u3400-\u9fff〇“”《》〈〉、。]"
_WIDE = str.maketrans("(),:;?!", "（），：；？！")
# Narrow marks beside a Chinese character; a comma or colon between two digits is the number's own.
_BESIDE = re.compile(rf"(?<={_HAN})[(),:;?!]|[()](?={_HAN})|(?<=[）)%0-9A-Za-z])[,;:?!](?={_HAN})")
_PAIR = re.compile(r"（[^（）()]{0,40}\)|\([^（）()]{0,40}）")
# Recognition takes the empty half of a wide mark for a blank.
_BLANK = re.compile(
    r"(?<=[（）“”《》〈〉〔〕【】、。，；：]) | (?=[（）“”《》〈〉〔〕【】、。，；：])"
)
# Nobody prints a dash alone between brackets: it is the first of （一）, （二）.
_DASHED = re.compile(r"[（(][-—–－][)）]")
# The small ring of a full stop at a line's end is taken for the letter that it looks like.
_RING = re.compile(rf"(?<={_HAN}|[）％%])[oec]$")
# A page number between two dashes, whose dashes are short or look like 一.
_FOLIO = re.compile(r"[-—–－~·.一二=]{1,2} ?(\d{1,4}) ?[-—–－~·.一二=]{1,2}")


def as_printed(text: str) -> str:
    """Return ``text`` with wide marks beside Chinese characters, and page numbers between dashes.

    >>> as_printed("(一)如下:共1,200件,其中"), as_printed("-2一"), as_printed("居第二e")
    ('（一）如下：共1,200件，其中', '— 2 —', '居第二。')
    """
    folio = _FOLIO.fullmatch(text)
    if folio:
        return f"— {folio[1]} —"
    wide = _BESIDE.sub(lambda mark: mark[0].translate(_WIDE), _BLANK.sub("", text))
    wide = _RING.sub("。", _DASHED.sub("（一）", wide))
    return _PAIR.sub(lambda pair: f"（{pair[0][1:-1]}）", wide)
