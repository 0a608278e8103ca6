"""Finds the places that an English question names: Yubei, Guangming District, the CAC of Yubei."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.known import Found, Known
from corpus.offices import Offices

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_LEVEL_WORDS = {
    "district": "区",
    "county": "县旗",
    "city": "市",
    "municipality": "市",
    "province": "省区",
    "prefecture": "州盟区",
    "banner": "旗",
    "town": "镇",
}


def english_places(offices: Offices, text: str, known: Known) -> list[Found]:
    """Return the places of an English text, each with the kind of office beside it."""
    words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]
    found: list[Found] = []
    at = 0
    while at < len(words):
        place, after = _place_at(offices, text, words, at, known)
        if place is None:
            at += 1
            continue
        place.kind, place.end = _kind_after(offices, text, place.end)
        if place.kind is None:
            place.kind = _kind_before(offices, text[: place.start])
        if found and _holds(offices, found[-1], place):
            outer = found.pop()
            place.chain, place.start = outer.names, outer.start
        elif found and _holds(offices, place, found[-1]) and found[-1].kind is None:
            inner = found.pop()  # Guangming District, Shenzhen
            inner.chain, inner.end, inner.kind = place.names, place.end, place.kind
            place = inner
        found.append(place)
        at = after
    return found


def _place_at(
    offices: Offices, text: str, words: list[tuple[str, int, int]], at: int, known: Known
) -> tuple[Found | None, int]:
    """Read a place from word ``at`` on: one word, or a name written in up to four."""
    for size in range(min(4, len(words) - at), 0, -1):
        piece = words[at : at + size]
        if any(text[a[2] : b[1]] not in (" ", "-") for a, b in pairwise(piece)):
            continue
        level = words[at + size][0].lower() if at + size < len(words) else ""
        suffix = _LEVEL_WORDS.get(level, "")
        names = _names(offices, [word for word, _, _ in piece], suffix, known)
        if names:
            end = words[at + size][2] if suffix else piece[-1][2]
            return Found(names, piece[0][1], end), at + size + bool(suffix)
        if size == 1 and suffix and piece[0][0][0].isupper() and piece[0][0].lower() not in _PLAIN:
            end = words[at + 1][2]
            return Found((text[piece[0][1] : end],), piece[0][1], end), at + 2
    return None, at


_PLAIN = frozenset(
    "the this that each every which what our their its any all one a in of by for "
    "per new old and or did does how is was were whole entire science smart safe digital sponge "
    "capital inner central business financial industrial development zone autonomous special".split()
)


def _names(offices: Offices, words: list[str], suffix: str, known: Known) -> tuple[str, ...]:
    """Return the full names that these words can stand for, none if they are ordinary words."""
    plain = "".join(words).lower()
    joined = re.sub(r"['’]", "", re.sub(r"['’]s$", "", plain))
    spaced = " ".join(words).lower().replace("’", "'")
    special = offices.table.english_places
    fixed = special.get(spaced) or special.get(spaced.removesuffix("'s"))
    names = known.english.get(joined, ())
    if not names and fixed:
        names = (fixed,)
    if not names and len(joined) >= 4:
        regions = offices.regions.english(joined)
        capital = all(word[0].isupper() for word in words)
        wide = tuple(r.name for r in regions if r.level != "county")
        names = (
            wide
            if wide and not suffix
            else tuple(r.name for r in regions if suffix or (capital and len(joined) >= 5))
        )
    fitting = tuple(n for n in names if not suffix or n.endswith(tuple(suffix)))
    if suffix and names and not fitting and len(words) == 1:
        return tuple(
            r.name for r in offices.regions.english(joined) if r.name.endswith(tuple(suffix))
        )
    return fitting


def _kind_after(offices: Offices, text: str, at: int) -> tuple[str | None, int]:
    """Return the kind of office named right behind a place, and where its name ends."""
    rest = text[at:].lower().replace("-", " ").replace("’", "'")
    for phrase, kind in _phrases(offices):
        match = re.match(r"(?:'s)?,? (?:people's )?" + re.escape(phrase) + r"\b", rest)
        if match:
            return kind, at + match.end()
    return None, at


def _kind_before(offices: Offices, before: str) -> str | None:
    """Return the kind named in front: the CAC of Yubei."""
    head = before.lower().replace("-", " ").replace("’", "'")
    for phrase, kind in _phrases(offices):
        if re.search(r"\b" + re.escape(phrase) + r" (?:of|in) (?:the )?$", head):
            return kind
    return None


def _phrases(offices: Offices) -> list[tuple[str, str]]:
    pairs = [
        (phrase.lower().replace("-", " "), kind.name)
        for kind in offices.table.types
        for phrase in kind.en
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _holds(offices: Offices, outer: Found, inner: Found) -> bool:
    """Say whether one place lies around another and stands beside it in the text."""
    first, second = sorted((outer, inner), key=lambda place: place.start)
    return 0 <= second.start - first.end <= 3 and any(
        set(outer.names) & set(region.parents)
        for name in inner.names
        for region in offices.regions.named(name)
    )
