"""English words reduced to what their spellings have in common.

>>> stem("Rumours") == stem("rumor"), stem("licences") == stem("licensed")
(True, True)
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|\d+")
LITTLE = frozenset(
    "of the a an in on for to by from with and or at as its it their s is are was were be been "
    "that this these those number total".split()
)
_VERB = re.compile(r"[a-z]+ed|dealt|held|made|shut|sent|taken|given|found|won|lost|closed")
_BRITISH = (
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|er$|ers$)"), "or"),
    (re.compile(r"is(?=(e|ed|es|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[cf])ence"), "ense"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"centre"), "center"),
    (re.compile(r"^enquir"), "inquir"),
)
_WHOLE = frozenset("parking building buildings goods news".split())  # no parks, no good ones
_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    bought:buy brought:bring broke:break broken:break caught:catch dealt:deal died:die drawn:draw
    driven:drive fell:fall fallen:fall found:find gave:give given:give grew:grow grown:grow held:hold
    kept:keep led:lead lost:lose made:make met:meet paid:pay ran:run rose:rise risen:rise sent:send
    sold:sell sought:seek spent:spend stolen:steal taken:take took:take taught:teach told:tell
    torn:tear upheld:uphold used:use using:use withdrawn:withdraw withheld:withhold won:win
    written:write wrote:write drove:drive built:build children:child
    dying:die women:woman men:man lives:life analyses:analysis crises:crisis criteria:criterion
    """.split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """An English word of a text: its stem, where it stands, and whether it looks like a verb."""

    stem: str
    start: int
    end: int
    verb: bool


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return what a word's British and American spellings, number and endings share."""
    low = re.sub(r"['’]s?$|['’]", "", word.lower())
    for pattern, american in _BRITISH:
        low = pattern.sub(american, low)
    if low in _WHOLE:
        return low.removesuffix("s") if low == "buildings" else low
    low = _IRREGULAR.get(low, low)
    if low.endswith("ies") and len(low) > 4:
        low = low[:-3] + "y"
    elif re.search(r"(ss|sh|ch|x|z)es$", low):
        low = low[:-2]
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        low = low[:-1]
    elif low.endswith("ied") and len(low) > 4:
        low = low[:-3] + "y"
    if low.endswith("ly") and len(low) >= 7:
        low = low[:-2]
    for ending in ("ing", "ed"):
        bare = low.removesuffix(ending)
        if bare != low and len(bare) >= 3 and re.search("[aeiouy]", bare):
            low = bare[:-1] if bare[-1] == bare[-2] and bare[-1] != "s" else bare
            break
    if low.endswith("ion") and len(low) >= 8:
        low = low[:-3]
    return low[:-1] if low.endswith("e") and len(low) > 3 else low


def tokens(text: str) -> tuple[Token, ...]:
    """Return the English words of a text, without the little ones."""
    return tuple(
        Token(stem(m[0]), m.start(), m.end(), bool(_VERB.fullmatch(m[0].lower())))
        for m in WORD.finditer(text)
        if re.sub(r"['’]s?$", "", m[0].lower()) not in LITTLE
    )


def stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of a phrase's words, each once."""
    return tuple(dict.fromkeys(token.stem for token in tokens(phrase)))


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases that an entry with bars stands for.

    >>> phrases("cases lost|losing")
    ('cases lost', 'cases losing')
    """
    words = [word.split("|") for word in text.split()]
    return tuple(" ".join(chosen) for chosen in itertools.product(*words))
