"""Finds the indicators that a question names, in Chinese or in English.

The longest name wins; a shorter one counts beside it only where it adds a word of its own:
受理行政复议和举报 names two indicators that share their verb.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from corpus.models import Span
from corpus.rules import Compact, Rule, RuleIndex, compact
from corpus.spelling import Speller
from corpus.stems import Token

_CLAUSE = re.compile(r"[，,。；;？?！!\n]+")
_PART = re.compile(r"[、和与及跟或]|还有")
_ENGLISH_CLAUSE = re.compile(r"[.;?!]|,? and (?=how|what|the number)", re.IGNORECASE)
_ASKING = re.compile(
    r"(各|分别|都|共|一共|多少|几|是|有|吗|呢|件|次|个|条|宗|起|人|数|量|情况|如何|怎么样)*"
)
_REACH = 16
_SPREAD = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """An indicator that a question names, and the stretch of the question that names it."""

    id: str
    span: Span
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """An English name of an indicator, as stems."""

    id: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """An everyday English word of a text, where it stands, and its Chinese words."""

    word: str
    span: Span
    forms: tuple[str, ...]

    def __iter__(self) -> Iterator[object]:
        return iter((self.word, self.span, self.forms))


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text: its indicator, the places of its words, and how good it is.

    ``shared`` are the places of words that may belong to several names (were deleted).
    """

    id: str
    places: tuple[tuple[int, int], ...]
    weight: int
    shared: tuple[tuple[int, int], ...]

    @property
    def positions(self) -> frozenset[int]:
        """The characters that its words take up."""
        return _characters(self.places)

    @property
    def breadth(self) -> int:
        """From the first character to the last."""
        return max(end for _, end in self.places) - min(start for start, _ in self.places)


class Asker:
    """Looks for the names of indicators and for everyday words in questions."""

    def __init__(
        self,
        rules: tuple[tuple[str, tuple[Rule, ...], tuple[str, ...]], ...],
        phrases: Iterable[tuple[str, str]],
        terms: Mapping[str, tuple[str, ...]],
        parents: Mapping[str, str | None],
        speller: Speller,
    ) -> None:
        self._rules = RuleIndex((owner, rule) for owner, named, _ in rules for rule in named)
        self._excludes = {owner: excludes for owner, _, excludes in rules}
        self._parents = parents
        self._speller = speller
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in dict.fromkeys(Phrase(owner, self._read(said)) for owner, said in phrases):
            for first in phrase.stems[:1]:
                self._phrases[first].append(phrase)
        self._terms: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
        for term, forms in terms.items():
            key = self._read(term)
            self._terms[key[0]].append((key, forms))
        for entries in self._terms.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _read(self, phrase: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(token.stem for token in self._speller.tokens(phrase)))

    def asked(self, text: str) -> tuple[Hit, ...]:
        """Return the indicators that ``text`` names, in the order of its words."""
        found: list[Found] = []
        if re.search(r"[一-龥]", text):
            found += self._chinese(text)
        if re.search(r"[A-Za-z]{3}", text):
            found += self._english(text)
        hits = [_hit(text, one) for one in self._settled(found)]
        return tuple(sorted(hits, key=lambda hit: (hit.span.start, hit.span.end)))

    def translated(self, text: str) -> tuple[Translation, ...]:
        """Return the everyday English words of ``text``, longest phrases first at each place."""
        words = self._speller.tokens(text)
        found: list[Translation] = []
        at = 0
        while at < len(words):
            entry = next(
                (
                    (key, forms)
                    for key, forms in self._terms.get(words[at].stem, ())
                    if tuple(w.stem for w in words[at : at + len(key)]) == key
                ),
                None,
            )
            if entry is None:
                at += 1
                continue
            span = Span(words[at].start, words[at + len(entry[0]) - 1].end)
            found.append(Translation(span.of(text), span, entry[1]))
            at += len(entry[0])
        return tuple(found)

    def _chinese(self, text: str) -> list[Found]:
        whole = compact(text)
        found: list[Found] = []
        at = 0
        for piece in _CLAUSE.split(whole.text):
            start = whole.text.index(piece, at)
            at = start + len(piece)
            for owner, rule, _ in self._rules.holding(piece):
                placed = _placed(owner, rule, piece, self._excludes[owner])
                found += [_moved(one, start, whole) for one in placed]
        return found

    def _english(self, text: str) -> list[Found]:
        found: list[Found] = []
        start = 0
        spelled = self._speller.tokens(text)
        for boundary in [*_ENGLISH_CLAUSE.finditer(text), None]:
            end = boundary.start() if boundary else len(text)
            words = [word for word in spelled if start <= word.start < end]
            have = {word.stem: None for word in words}
            for phrase in chain.from_iterable(self._phrases.get(first, ()) for first in have):
                if have.keys() >= set(phrase.stems):
                    found += _gathered(phrase, words)
            start = boundary.end() if boundary else end
        return found

    def _settled(self, found: list[Found]) -> list[Found]:
        """Return the best finds: the longest first, others only for what they add.

        A wider indicator adds nothing beside one of its parts that is named by the same words.
        """
        kept: list[Found] = []
        used: set[int] = set()
        for one in sorted(found, key=lambda f: (-f.weight, f.breadth, f.places)):
            positions = one.positions
            beside = [other for other in kept if positions & other.positions]
            wider = any(one.id in (other.id, self._parents.get(other.id)) for other in beside)
            loose = _characters(one.shared)
            wider = wider or any(positions & other.positions - loose for other in beside)
            if not wider and not positions <= used:
                kept.append(one)
                used |= positions
        named = [(other.positions, self._parents.get(other.id)) for other in kept]
        return [
            one
            for one in kept
            if not any(one.id == parent and one.positions & places for places, parent in named)
        ]


def _placed(id_: str, rule: Rule, clause: str, excludes: tuple[str, ...]) -> list[Found]:
    """Return where a rule's words stand together in a clause, once for each place of its thing."""
    parts = _parts(clause)
    found: list[Found] = []
    for head in _places(rule.words[-1], clause):
        part = next(p for p in parts if p[0] <= head[0] < p[1] or p == parts[-1])
        if any(word in clause[part[0] : part[1]] for word in excludes):
            continue
        places = [head]
        for word in rule.words[:-1]:
            near = [
                p for p in _places(word, clause) if _belongs(clause, p, head, part, parts, places)
            ]
            if not near:
                break
            places.append(min(near, key=lambda p: abs(p[0] - head[0])))
        else:
            weight = sum(end - start for start, end in places)
            found.append(Found(id_, tuple(places), weight, tuple(places)))
    return found


def _belongs(
    clause: str,
    place: tuple[int, int],
    head: tuple[int, int],
    part: tuple[int, int],
    parts: list[tuple[int, int]],
    taken: list[tuple[int, int]],
) -> bool:
    """Say whether a word stands with its thing: in the same part of the clause, or before it.

    In 查删、处置有害信息 and 举报受理和办理各多少 both verbs belong to the thing; in 受理举报、办理案件
    办理 is no verb of 举报.
    """
    if abs(place[0] - head[0]) > _REACH or any(p[0] < place[1] and place[0] < p[1] for p in taken):
        return False
    if part[0] <= place[0] < part[1]:
        return True
    own = next((p for p in parts if p[0] <= place[0] < p[1]), part)
    bare_verb = own[1] - own[0] <= place[1] - place[0] + 2
    if place[1] <= head[0]:
        return bare_verb or head[0] - part[0] <= 2
    return own[0] == place[0] and bool(_ASKING.fullmatch(clause, place[1], own[1]))


def _parts(clause: str) -> list[tuple[int, int]]:
    """Return the stretches between 、 and 和."""
    ends = [m.span() for m in _PART.finditer(clause)]
    starts = [0, *(end for _, end in ends)]
    return list(zip(starts, [*(start for start, _ in ends), len(clause)], strict=True))


def _places(word: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """Return where a word stands, in the longest of its forms at each place."""
    found: list[tuple[int, int]] = []
    for form in word:
        at = text.find(form)
        while at >= 0:
            if not any(start <= at and at + len(form) <= end for start, end in found):
                found.append((at, at + len(form)))
            at = text.find(form, at + 1)
    return found


def _moved(found: Found, start: int, whole: Compact) -> Found:
    """Return a find with its places counted in the original text."""
    origin = whole.origin
    places = tuple((origin[a + start], origin[b + start - 1] + 1) for a, b in found.places)
    return Found(found.id, places, found.weight, places)


def _gathered(phrase: Phrase, words: list[Token]) -> list[Found]:
    """Return where a phrase's words stand near each other, once for each place of its first."""
    found: list[Found] = []
    for at, first in enumerate(words):
        if first.stem != phrase.stems[0]:
            continue
        chosen = [at]
        for other in phrase.stems[1:]:
            chosen.append(
                min((i for i, w in enumerate(words) if w.stem == other), key=lambda i: abs(i - at))
            )
        if max(chosen) - min(chosen) < len(chosen) + _SPREAD:
            places = tuple((words[i].start, words[i].end) for i in chosen)
            verbs = tuple((w.start, w.end) for w in (words[i] for i in chosen) if w.verb)
            found.append(Found(phrase.id, places, sum(len(s) for s in phrase.stems), verbs))
    return found


def _characters(places: tuple[tuple[int, int], ...]) -> frozenset[int]:
    return frozenset(at for start, end in places for at in range(start, end))


def _hit(text: str, found: Found) -> Hit:
    start = min(start for start, _ in found.places)
    end = max(end for _, end in found.places)
    return Hit(found.id, Span(start, end), tuple(text[a:b] for a, b in sorted(found.places)))
