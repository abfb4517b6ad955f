"""How narrow and how wide a paragraph can be: in place of WeasyPrint's `inline_line_widths`.

Tables and shrunk boxes ask this before anything is laid out; the answer counts the same gaps as the lines will.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from converter.composition.spacing import end_trim
from converter.editions.weasyprint_patch.paragraph import Paragraph, paragraph_of


def line_widths(context: Any, box: Any, *, narrow: bool) -> list[float] | None:
    """The widths of the lines when broken everywhere (narrow) or only where they must be; None: WeasyPrint's to say."""
    from weasyprint.formatting_structure import boxes

    if not isinstance(box, boxes.LineBox):
        return None
    paragraph = paragraph_of(box)
    if paragraph is None:
        return None
    _measure(context, paragraph, narrow=narrow)
    widths = [_width(paragraph, start, stop) for start, stop in pairwise(_cuts(paragraph, narrow=narrow))]
    paragraph.resolved = None  # what was measured here is not what will be laid out
    indent = box.style["text_indent"]
    if getattr(indent, "unit", "%") != "%":
        widths[0] += indent.value
    return widths


def _measure(context: Any, paragraph: Paragraph, *, narrow: bool) -> None:
    from weasyprint.layout.preferred import max_content_width, min_content_width

    for node in paragraph.objects:
        paragraph.widen(node, (min_content_width if narrow else max_content_width)(context, node.box))


def _cuts(paragraph: Paragraph, *, narrow: bool) -> Iterator[int]:
    yield 0
    style, kinds, count = paragraph.box.style, paragraph.kinds, len(paragraph.text)
    wraps = narrow and style["white_space"] != "nowrap"
    anywhere = wraps and style["overflow_wrap"] == "anywhere"
    for at in range(1, count):
        may = wraps and (paragraph.breaks[at] or at in paragraph.cuts)
        if may or kinds[at - 1] == "B" or (anywhere and kinds[at] != "E"):
            yield at
    yield count


def _width(paragraph: Paragraph, start: int, stop: int) -> float:
    """Of a line of these characters, without the spaces at its end."""
    matter = paragraph.spaced()
    while stop > start and paragraph.kinds[stop - 1] in "_B":
        stop -= 1
    if stop == start:
        return 0.0
    width = matter.width(start, stop)
    # One character and its mark are as wide as two characters; on a line of its own the mark is half as wide.
    return width - end_trim(matter.shaped, stop - 1) * (stop - start == 1)
