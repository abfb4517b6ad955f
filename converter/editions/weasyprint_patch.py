"""Justification of Chinese lines: the one file that touches WeasyPrint's internals.

WeasyPrint 70 stretches only spaces, so a Chinese line ends where its last character happens to end, and one that
holds a single space is torn apart at it. Here what a line lacks is shared out between its characters (CLREQ 3.2.4,
justification: first at spaces and between Chinese and Western, then everywhere). No character is added to the text.
"""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from converter.characters import is_han, is_western

KNOWN = "70."  # the minor release whose internals these are
WIDE_MARKS = frozenset("“”‘’—…·")  # as wide as a character in a Chinese face, whatever Unicode says of them
UNBREAKABLE = frozenset({"——", "……"})
SPACES = " \u00a0"
LEADING = 4.0  # a space, or a gap between Chinese and Western, takes as much as four others
LOOSEST = 0.5  # em between two characters; a line that needs more is better left short
WORD_SPACE = 0.09  # em: who copies text out of a PDF gets a space for a wider gap (pdftotext: from 0.1)


class _Place(NamedTuple):
    """A character of a line: the box it stands in and where."""

    box: Any
    at: int
    char: str


def install() -> None:
    """Teach WeasyPrint to justify; twice is once. Warns, and does nothing, when it is another WeasyPrint."""
    import weasyprint
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    if getattr(inline.justify_line, "chinese", False):
        return
    if not weasyprint.__version__.startswith(KNOWN):
        warnings.warn(
            f"Chinese lines stay ragged: WeasyPrint is not {KNOWN}x but {weasyprint.__version__}", stacklevel=3
        )
        return
    stock_justify, stock_line = inline.justify_line, Layout.get_first_line

    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        gaps = [] if line.style["direction"] == "rtl" else list(_gaps(line))
        if not any(_is_wide(place.char) for place, _ in gaps):
            stock_justify(context, line, extra_width)
        else:
            _move(line, _shares(gaps, extra_width, line.style["font_size"]), 0)

    def get_first_line(layout: Any) -> Any:
        found = stock_line(layout)
        if shares := getattr(layout, "shares", None):
            _widen(found[0], shares)
        return found

    justify_line.chinese = True  # type: ignore[attr-defined]
    inline.justify_line, Layout.get_first_line = justify_line, get_first_line


def _gaps(line: Any) -> Iterator[tuple[_Place, float]]:
    """Where the line may be stretched: the character before each gap, and how much the gap takes beside others."""
    places = [place for place in _places(line) if not unicodedata.combining(place.char)]
    while places and places[-1].char in SPACES:
        places.pop()
    for place, after in pairwise(places):
        if weight := _weight(place.char, after.char):
            yield place, weight


def _places(box: Any) -> Iterator[_Place]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        if box.style["vertical_align"] == "baseline" or box.style["float"] == "none":
            yield from (_Place(box, at, char) for at, char in enumerate(box.text))
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _places(child)


def _weight(char: str, after: str) -> float:
    if char in SPACES:
        return LEADING
    if after in SPACES or char + after in UNBREAKABLE:
        return 0.0
    if (is_han(char) and is_western(after)) or (is_western(char) and is_han(after)):
        return LEADING
    return float(_is_wide(char) or _is_wide(after))


def _is_wide(char: str) -> bool:
    return char in WIDE_MARKS or unicodedata.east_asian_width(char) in "WF"


def _shares(gaps: list[tuple[_Place, float]], extra: float, size: float) -> dict[int, dict[int, int]]:
    """For each box, by id: how much wider a character becomes, in thousandths of its size.

    PDF moves text by whole thousandths; what rounding leaves goes to the next gap, so that the sum is exact.
    """
    shares: dict[int, dict[int, int]] = {}
    due = 0.0
    for (place, _), amount in zip(gaps, _amounts(gaps, extra, size), strict=True):
        due += amount
        own = place.box.style["font_size"]
        share = round(due * 1000 / own)
        due -= share * own / 1000
        shares.setdefault(id(place.box), {})[place.at] = share
    return shares


def _amounts(gaps: list[tuple[_Place, float]], extra: float, size: float) -> list[float]:
    """How much each gap gives, in px; all 0 for a line too short to be stretched.

    A gap between Chinese and Western goes ahead of the others only as far as it does not become a word space.
    """
    spaces = [place.char in SPACES for place, _ in gaps]
    weights = [weight for _, weight in gaps]
    unit = extra / sum(weights)
    if unit * LEADING > WORD_SPACE * size:
        weights = [weight if space else 1.0 for weight, space in zip(weights, spaces, strict=True)]
        unit = extra / sum(weights)
    return [weight * unit for weight in weights] if unit <= LOOSEST * size else [0.0] * len(gaps)


def _move(box: Any, shares: dict[int, dict[int, int]], by: float) -> float:
    """Move a box and what is in it, widen its text; returns how far what follows must move. Lengths in px."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        box.position_x += by
        if mine := shares.get(id(box)):
            _attach(box, mine)
            wider = sum(mine.values()) * box.style["font_size"] / 1000
            box.width += wider
            by += wider
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += by
        before = by
        for child in box.children:
            if child.is_in_normal_flow():
                by = _move(child, shares, by)
        box.width += by - before
    else:
        box.translate(by, 0)
    return by


def _attach(box: Any, shares: dict[int, int]) -> None:
    """Leave with the text's layout what each character, by its offset in UTF-8, shall be wider when it is drawn."""
    from weasyprint.text.line_break import create_layout

    layout = create_layout(box.text, box.style, None, None, 0)
    layout.deactivate()
    offsets = [0]
    for char in box.text:
        offsets.append(offsets[-1] + len(char.encode()))
    layout.shares = {offsets[at]: share * box.style["font_size"] / 1000 for at, share in shares.items()}
    box.pango_layout = layout


def _widen(line: Any, shares: dict[int, float]) -> None:
    """Widen the glyphs of a Pango line, in place. Its widths are in 1024ths of a px."""
    from weasyprint.text.ffi import TO_UNITS, ffi

    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, run = run.data, run.next
        for i in range(item.glyphs.num_glyphs):
            offset = item.item.offset + item.glyphs.log_clusters[i]
            if offset in shares:
                # One unit more, for WeasyPrint cuts fractions of a thousandth off.
                item.glyphs.glyphs[i].geometry.width += int(shares[offset] * TO_UNITS) + 1
