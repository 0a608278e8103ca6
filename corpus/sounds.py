"""How Chinese words sound: their spelling in pinyin, and whether two are homophones."""

from __future__ import annotations

from functools import lru_cache


def spelled(word: str) -> str:
    """Return a word's pinyin in one lower-case piece: 渝北 -> yubei."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(word))


@lru_cache(maxsize=4096)
def _sounds(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def sounds_alike(one: str, other: str) -> bool:
    """Say whether two words of one length differ in characters but not in sound (宿牵, 宿迁).

    At least one character must be the same, or any two homophones would be one name.
    """
    if one == other or not any(a == b for a, b in zip(one, other, strict=False)):
        return False
    return all(a == b or _sounds(a) & _sounds(b) for a, b in zip(one, other, strict=True))
