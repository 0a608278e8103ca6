"""English names of offices: 重庆市渝北区网信办 -> Yubei District Cyberspace Administration."""

from __future__ import annotations

from functools import lru_cache

from corpus.offices import load_offices
from corpus.sounds import spelled

LEVELS = (
    ("自治区", "Autonomous Region"), ("自治州", "Autonomous Prefecture"), ("自治县", "Autonomous County"),
    ("新区", "New Area"), ("开发区", "Development Zone"), ("街道", "Subdistrict"), ("省", "Province"), ("市", "City"),
    ("区", "District"), ("县", "County"), ("旗", "Banner"), ("镇", "Town"), ("乡", "Township"),
)  # fmt: skip


@lru_cache(maxsize=2048)
def english_office(name: str) -> str:
    """Return the English name of an office, of its innermost place and its kind; "" if unreadable.

    >>> english_office("重庆市渝北区网信办")
    'Yubei District Cyberspace Administration'
    """
    offices = load_offices()
    parts = offices.parse(name)
    place = english_place(parts.places[-1]) if parts.places else ""
    kind = next((k.en[0] for k in offices.table.types if k.name == parts.type and k.en), "")
    if not place or (parts.type and not kind):
        return ""
    return f"{place} {_capitals(kind)}".strip()


def english_place(place: str) -> str:
    """Return a place's English name: 渝北区 -> Yubei District."""
    if place == "国家":
        return "National"
    for ending, english in LEVELS:
        if place.endswith(ending) and len(place) > len(ending) + 1:
            return f"{spelled(place[: -len(ending)]).capitalize()} {english}"
    return spelled(place).capitalize()


def _capitals(words: str) -> str:
    small = {"and", "of", "the", "for"}
    return " ".join(w if w in small else w[:1].upper() + w[1:] for w in words.split())
