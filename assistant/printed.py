"""Says a figure as it is printed; a number of a table gets the unit that its heading gives it."""

from __future__ import annotations

from corpus.models import Figure
from corpus.numerals import SCALES, parse_number

_SCALES = {
    size: name for name, size in SCALES.items() if name in ("千", "万", "百万", "千万", "亿")
}


def printed(figure: Figure) -> str:
    """Return the words of a figure: 1200 余万条, and 70.76万元 for a bare 70.76 under 罚没款（万元）."""
    surface = " ".join(figure.surface.split())
    unit = figure.unit
    if not unit or surface.endswith(unit) or not surface[-1:].isdigit():
        return surface
    number = parse_number(surface.lstrip("-－+＋↑↓"))
    if not number or figure.value is None:
        return surface + unit
    scale = abs(figure.value) / number
    if scale == 1:
        return surface + unit
    name = _SCALES.get(int(scale))
    return f"{surface}{name}{unit}" if name else surface  # corrected: not the printed number's unit
