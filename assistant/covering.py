"""How much of what is asked stands in the layers of text around a figure, the nearer the better."""

from __future__ import annotations

from assistant.actions import ACTIONS
from assistant.layers import CLAUSE, FINED, MEASURE, NEAR, SENTENCE, Layers, names_no_thing
from assistant.topic import Term, Topic, char_weights, term_weight

WHOLE = 0.8
LONE = 0.5
NARROWER = 0.91
"""What a figure of a narrower indicator covers of the wider one's name: 罚款 of 罚没收入."""
BARE_VERB = 0.5


def cover(text: str, layer: str, single: bool) -> list[bool]:
    """Mark the characters of ``text`` that stand in ``layer`` as runs of two or more.

    With ``single`` lone characters count too (a verb such as 抽 in 抽查).
    """
    marks = [False] * len(text)
    i = 0
    while i < len(text):
        j = i + 2
        if text[i:j] in layer and j <= len(text):
            while j < len(text) and text[i : j + 1] in layer:
                j += 1
            marks[i:j] = [True] * (j - i)
            i = j
        else:
            if single and text[i] in layer:
                marks[i] = True
            i += 1
    return marks


def chinese_cover(term: Term, layers: Layers) -> tuple[float, float, float, bool]:
    """Return what a term is covered for, how much stands near, how much anywhere, and its head.

    The head is the end of the words (法律援助案件补贴标准 asks for a standard, not for cases).
    """
    covers = [_one_cover(text, term, layers) for text in term.alternatives]
    whole = term_weight(term)
    if len(covers) == 1 or not whole:
        return covers[0]
    got, near, found, head = max(
        (
            (whole * c[0] / w, whole * c[1] / w, whole * c[2] / w, c[3])
            for c, text in zip(covers, term.alternatives, strict=True)
            if (w := sum(char_weights(text)))
        ),
        key=lambda c: (c[3], c[0]),
    )
    return got, near, found, head


def _one_cover(text: str, term: Term, layers: Layers) -> tuple[float, float, float, bool]:
    """Return what ``chinese_cover`` does, for one way of saying the term."""
    weights = char_weights(text)
    value = [0.0] * len(text)
    for layer, worth in layers.valued():
        for i, hit in enumerate(cover(text, layer, single=worth >= CLAUSE)):
            if hit and worth > value[i]:
                lone = not ((i > 0 and value[i - 1] > 0) or text[i : i + 2] in layer)
                value[i] = worth * LONE if lone and len(text) > 1 else worth
    for named in term.named if text == term.alternatives[0] else ():
        if layers.figure.indicator in named.ids:
            own = layers.figure.indicator == named.ids[0] or not layers.measure.endswith(FINED)
            worth = MEASURE if own else NARROWER
            value[named.start : named.end] = [max(worth, v) for v in value[named.start : named.end]]
    got = sum(w * v for w, v in zip(weights, value, strict=True))
    near = sum(w for w, v in zip(weights, value, strict=True) if v >= NEAR * 0.7)
    end = len(text)
    while act := next((v for v in ACTIONS if text[:end].endswith(v) and len(v) < end), None):
        end -= len(act)  # "举报受理处置" asks for reports, whatever was done with them
    solid = [i for i, w in enumerate(weights[:end]) if w == 1.0][-2:]
    enough = NEAR * 0.7 if len(solid) > 1 else LONE * CLAUSE  # a lone verb is found alone
    if names_no_thing(layers.measure) and layers.measure in text:
        enough = SENTENCE  # 省厅本级…，罚款5万元: who is fined by is said further up
    head = not solid or any(value[i] >= enough for i in solid)
    found = sum(w for w, v in zip(weights, value, strict=True) if v > 0)
    return got, near, found, head


def whole_cover(term: Term, layers: Layers) -> tuple[float, float]:
    """Return what a term that is found only as a whole is covered for, and how much stands near."""
    if layers.figure.indicator is not None and layers.figure.indicator in term.ids:
        return term.weight, term.weight
    best = 0.0
    near = 0.0
    for form in term.alternatives:
        weights = char_weights(form)
        total = sum(weights) or 1.0
        weights = weights if sum(weights) else (1.0,) * len(form)
        total = sum(weights)
        for layer, worth in layers.valued():
            hit = cover(form, layer, single=False) if len(form) > 1 else [form in layer]
            part = sum(w for w, h in zip(weights, hit, strict=True) if h) / total
            if part < WHOLE:
                continue
            best = max(best, part * worth)
            if worth >= NEAR:
                near = max(near, part)
    return term.weight * best, term.weight * near


def measure_covered(topic: Topic, measure: str) -> float:
    """Return how much of the weight of a measure was asked for."""
    weights = char_weights(measure)
    total = sum(weights)
    if not total:
        return 0.0
    hit = [False] * len(measure)
    for term in topic.terms:
        for form in term.alternatives if term.whole else term.alternatives[:1]:
            for i, h in enumerate(cover(measure, form, single=not term.whole)):
                hit[i] |= h
    return sum(w for w, h in zip(weights, hit, strict=True) if h) / total


def specificity_of(topic: Topic, layers: Layers) -> float:
    """Return how much of a measure was asked for; what names only a part of itself is never exact.

    立案 in a paragraph on medicines counts the cases of that paragraph, and 醉驾 inside 酒驾醉驾 is
    no question for the part of that name.
    """
    if names_no_thing(layers.measure):
        return min(BARE_VERB, measure_covered(topic, layers.measure))
    if layers.part and measure_covered(topic, layers.part) >= 0.95:
        head = layers.measure.removesuffix(layers.part)
        inside = layers.part in head and topic.words.count(layers.part) <= head.count(layers.part)
        if not (inside and measure_covered(topic, head) >= 0.5):
            return 1.0
    return measure_covered(topic, layers.measure)
