"""Emphasis dots (着重号): a dot under each character of a text whose style says `--text-emphasis: dot`.

CLREQ 3.4 (emphasis dots), GB/T 15834-2011 4.11: under the character, in the middle; none under marks and spaces. They
are drawn, not written, so that who copies the text out gets the text.
"""

from __future__ import annotations

from typing import Any

from converter.editions.weasyprint_patch.pieces import Piece

PROPERTY = "__text_emphasis"  # the custom property --text-emphasis
DOTTED = "HLW"  # classes of characters that take a dot
BELOW = 0.24  # em from the baseline down to the middle of the dot
RADIUS = 0.055  # em
ROUND = 0.5523  # how far the handles of a quarter of a circle reach, in radii


class Dots:
    """The dots of a piece; WeasyPrint draws it as it draws an emoji, at the beginning of the baseline."""

    def __init__(self, middles: list[float], size: float) -> None:
        self.middles, self.size = middles, size

    def draw(self, stream: Any, *_: object) -> None:
        """Draw them in the colour of the text, which the stream has."""
        radius, y = RADIUS * self.size, BELOW * self.size
        reach = radius * ROUND
        for x in self.middles:
            stream.move_to(x + radius, y)
            stream.curve_to(x + radius, y + reach, x + reach, y + radius, x, y + radius)
            stream.curve_to(x - reach, y + radius, x - radius, y + reach, x - radius, y)
            stream.curve_to(x - radius, y - reach, x - reach, y - radius, x, y - radius)
            stream.curve_to(x + reach, y - radius, x + radius, y - reach, x + radius, y)
        stream.fill()


def emphasis(piece: Piece) -> list[list[Any]]:
    """What WeasyPrint draws after a text, as it wants it: picture, font, two scales, two offsets; nothing as a rule."""
    paragraph, style = piece.paragraph, piece.node.box.style
    if not any(getattr(token, "value", "") == "dot" for token in style[PROPERTY] or ()):
        return []
    pen, middles = 0.0, []
    for at in range(piece.start, piece.stop):
        width = paragraph.advances[at]
        if paragraph.kinds[at] in DOTTED and not paragraph.text[at].isspace():
            middles.append(pen + width / 2)
        pen += width + piece.gap(at)
    return [[Dots(middles, style["font_size"]), None, 1, 1, 0, 0]] if middles else []
