"""Places and offices that have no report of their own but stand in another's: 沭阳县 in 宿迁市's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.offices import Offices
from corpus.regions import short_name

NamedInText = Callable[[str, Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Parts:
    """The words that name parts, the offices whose reports name them, and what stays unknown."""

    words: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def parts_of(
    names: Sequence[str], lexicon: Offices, offices: Sequence[str], named_in_text: NamedInText
) -> Parts:
    """Return which of the unknown ``names`` are parts inside the reports of known ``offices``.

    A place is one where a report of an office around it names it; an office where a report of its
    own place names its kind (东渚市公安局 in the report of 东渚市司法局).
    """
    words: list[str] = []
    homes: list[str] = []
    unknown: list[str] = []
    for name in names:
        home, word = _home(name, lexicon, offices, named_in_text)
        if word:
            words.append(word)
            homes += [h for h in home if h not in homes]
        else:
            unknown.append(name)
    return Parts(tuple(words), tuple(homes), tuple(unknown))


def _in_chinese(name: str, lexicon: Offices) -> tuple[str, ...]:
    """Return the Chinese names that a place without a kind of office may have, longest first."""
    if not name.isascii():
        return () if lexicon.parse(name).type in lexicon.type_of else (name,)
    regions = lexicon.regions.english(name.lower())
    words = {word for region in regions for word in (region.name, short_name(region.name))}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


def _home(
    name: str, lexicon: Offices, offices: Sequence[str], named_in_text: NamedInText
) -> tuple[tuple[str, ...], str]:
    """Return the offices whose reports name ``name``, and the words by which they do."""
    for place in _in_chinese(name, lexicon):
        around = lexicon.within(place, offices)
        home = around or tuple(o for o in offices if named_in_text(place, (o,)))
        if len(home) == 1 and named_in_text(place, home):
            return home, place
    read = lexicon.parse(name)
    if not read.type:
        return (), ""
    home = lexicon.named(read.places[-1], offices).matched if read.places else ()
    if read.places and not home:
        return (), ""
    for start in range(len(name) - 2):
        before = name[:start]
        if before and not read.places:  # a place without 市 or 区: 东渚交通运输局
            home = lexicon.named(before, offices).matched
            if not home:
                continue
        if named_in_text(name[start:], home or offices):
            return home, name[start:]
    return (), ""
