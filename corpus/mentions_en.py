"""Finds the places that an English question names: Yubei, Guangming District, the CAC of Yubei."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from corpus.known import Found, Known
from corpus.office_kinds import KindAt
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
_ENDINGS = ("bureau", "office", "department", "administration", "commission", "authority", "agency",
            "committee", "authorities")  # fmt: skip
_RANKS = frozenset("municipal district county city provincial local".split())
_NO_PLACE = _RANKS | frozenset(
    "what which when where does have with from about compare show list tell give state national "
    "central local chinese china summarize summarise describe explain under that this some every "
    "each most your their they".split()
)
_LONGEST = 10

Word = tuple[str, int, int]


def english_places(offices: Offices, text: str, known: Known) -> list[Found]:
    """Return the places of an English text, each with the kind of office beside it."""
    words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]
    plain = _words(text)
    found: list[Found] = []
    at = 0
    while at < len(words):
        place, after = _place_at(offices, text, words, at, known)
        if place is None:
            at += 1
            continue
        _with_kind(offices, plain, after, place, known)
        if found and _holds(offices, found[-1], place):
            outer = found.pop()
            place.chain, place.start = outer.names, outer.start
        elif found and _holds(offices, place, found[-1]) and found[-1].kind is None:
            inner = found.pop()  # Guangming District, Shenzhen
            inner.chain, inner.end, inner.kind = place.names, place.end, place.kind
            place = inner
        found.append(place)
        at = after
    return found or _unlisted(text, english_kinds(offices, text))


def _unlisted(text: str, kinds: list[KindAt]) -> list[Found]:
    """Return places that no table holds, one capital word before a kind: Qinghe tax bureau."""
    found: list[Found] = []
    for hit in kinds:
        before = re.search(r"([A-Z][a-z]{3,})(?:['’]s)? (?:[A-Z]?[a-z]+ )??$", text[: hit.start])
        between = before and text[before.end(1) : hit.start].lower().removeprefix("'s").strip()
        if before and (not between or between in _RANKS) and before[1].lower() not in _NO_PLACE:
            found.append(Found((before[1],), before.start(1), hit.end, kind=hit.kind))
    return found


def _place_at(
    offices: Offices, text: str, words: list[Word], at: int, known: Known
) -> tuple[Found | None, int]:
    """Read a place from word ``at`` on: one word, or a name written in up to four."""
    for size in range(min(4, len(words) - at), 0, -1):
        piece = words[at : at + size]
        if any(text[a[2] : b[1]] not in (" ", "-") for a, b in pairwise(piece)):
            continue
        level = words[at + size][0].lower() if at + size < len(words) else ""
        level = re.sub("['’]s$", "", level)
        suffix = _LEVEL_WORDS.get(level, "")
        if text[piece[-1][2] :].lower().startswith(" new area"):
            area = _new_area(offices, text, piece, known)
            if area is not None:
                return area, at + size + 2
            continue
        names = _names(offices, [word for word, _, _ in piece], suffix, known)
        if names:
            end = words[at + size][2] if suffix else piece[-1][2]
            return Found(names, piece[0][1], end), at + size + bool(suffix)
        if size == 1 and suffix and piece[0][0][0].isupper() and piece[0][0].lower() not in _PLAIN:
            end = words[at + 1][2]
            return Found((text[piece[0][1] : end],), piece[0][1], end), at + 2
    return None, at


def _new_area(offices: Offices, text: str, piece: list[Word], known: Known) -> Found | None:
    """Return the place of these words and "New Area" behind them, listed or not."""
    names = _names(offices, [word for word, _, _ in piece], "", known)
    end = piece[-1][2] + len(" new area")
    if names:
        return Found(tuple(n for n in names if n.endswith("新区")) or names, piece[0][1], end)
    single = len(piece) == 1 and piece[0][0][0].isupper() and piece[0][0].lower() not in _PLAIN
    return Found((text[piece[0][1] : end],), piece[0][1], end) if single else None


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


def english_kinds(offices: Offices, text: str) -> list[KindAt]:
    """Return the kinds of office that an English text names without a place."""
    words = _words(text)
    found: list[KindAt] = []
    at = 0
    while at < len(words):
        before = [word for word, _, _ in words[max(0, at - 2) : at]]
        hit = None if before in (["to", "the"], ["by", "the"]) else _kind_at(offices, words, at)
        if hit is not None:
            found.append(KindAt(hit[0], words[at][1], words[hit[1] - 1][2]))
        at = hit[1] if hit else at + 1
    return found


def _with_kind(offices: Offices, words: list[Word], at: int, place: Found, known: Known) -> None:
    """Read the kind of office behind a place, which ends before word ``at``, or before it."""
    here = known.kinds_at(place.names)
    first = at
    while first < len(words) and words[first][0] in _RANKS:
        first += 1
    for start in range(first, at - 1, -1):  # the district government, district government
        hit = _kind_at(offices, words, start) or _kind_at(offices, words, start, here)
        if hit and place.end <= words[start][1] <= place.end + 24:
            place.kind, place.end = hit[0], words[hit[1] - 1][2]
            return
    front = next((i for i, word in enumerate(words) if word[1] >= place.start), 0)
    if front and words[front - 1][0] == "the":
        front -= 1
    if not front or words[front - 1][0] not in ("of", "in", "at", "for"):
        return
    for start in range(max(0, front - 1 - _LONGEST), front - 1):
        hit = _kind_at(offices, words, start)
        if hit and hit[1] == front - 1:
            place.kind, place.start = hit[0], words[start][1]
            return


def _words(text: str) -> list[Word]:
    """Return the words as the names of kinds are written: lower case, without 's."""
    return [
        (m[0].lower().replace("’", "'").removesuffix("'s"), m.start(), m.end())
        for m in _WORD.finditer(text)
    ]


def _kind_at(
    offices: Offices, words: list[Word], at: int, kinds: Collection[str] | None = None
) -> tuple[str, int] | None:
    """Return the kind named from word ``at`` on and the word after it.

    With ``kinds`` the bare names are read (urban management) that mean one of these.
    """
    full, called, starts = _names_of_kinds(offices)
    if at >= len(words) or words[at][0] not in starts:
        return None
    for end in range(min(at + _LONGEST, len(words)), at, -1):
        name = " ".join(word for word, _, _ in words[at:end])
        for spelling in (name, name.removesuffix("s"), name.removesuffix("es")):
            kind = full.get(spelling) if kinds is None else called.get(spelling)
            if kind and (kinds is None or kind in kinds):
                return kind, end
    return None


@lru_cache(maxsize=4)
def _names_of_kinds(offices: Offices) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Return what the whole and the bare names mean, and the words that such names begin with."""
    full: dict[str, str] = {}
    called: dict[str, str] = {}
    for kind in offices.table.types:
        full.update(dict.fromkeys(map(_plain, kind.en), kind.name))
        called.update(dict.fromkeys(map(_plain, kind.en_called), kind.name))
    for kind in offices.table.types:
        for stem in map(_plain, (*kind.en_short, *kind.en_called)):
            for end in _ENDINGS:
                full.setdefault(f"{stem} {end}", kind.name)
                full.setdefault(f"{end} of {stem}", kind.name)
    return full, called, frozenset(name.split()[0] for name in (*full, *called))


def _plain(name: str) -> str:
    return " ".join(word for word, _, _ in _words(name))


def _holds(offices: Offices, outer: Found, inner: Found) -> bool:
    """Say whether one place lies around another and stands beside it in the text."""
    first, second = sorted((outer, inner), key=lambda place: place.start)
    return 0 <= second.start - first.end <= 3 and any(
        set(outer.names) & set(region.parents)
        for name in inner.names
        for region in offices.regions.named(name)
    )
