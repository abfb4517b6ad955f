"""A piece of a line: what of one text stands on it. It takes the place of WeasyPrint's layout object in a text box."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import Any

from converter.composition.justification import Spread
from converter.composition.matter import Line, within
from converter.editions.weasyprint_patch.paragraph import Node, Paragraph


class Piece:
    """Characters `start` to `stop` of a paragraph, all in one text box."""

    first_line_direction = 0

    def __init__(
        self, paragraph: Paragraph, node: Node, line: Line, spread: Spread, start: int, stop: int, max_width: float
    ) -> None:
        self.paragraph, self.node, self.line, self.spread = paragraph, node, line, spread
        self.start, self.stop, self.max_width = start, stop, max_width
        self.times = 1  # that it is drawn, one after the other: the dots of a leader
        self.calls: list[tuple[Piece, float, float]] = []  # of notes, drawn at its end: how far right and down, px
        self.beyond = 0.0  # px, how far behind its own end the last of them ends
        self.joined = False  # it is such a call

    def repeated(self, times: int) -> Piece:
        """The same, so many times."""
        made = copy(self)
        made.times = times
        return made

    @property
    def text(self) -> str:
        """The characters."""
        return self.paragraph.text[self.start : self.stop]

    @cached_property
    def stock(self) -> Any:
        """The same text in a layout of WeasyPrint's own: for the lines under and over it, and where that draws it."""
        from weasyprint.text.line_break import Layout

        layout = Layout(self.node.box.style, 0, self.max_width)
        layout.set_text(self.text)
        return layout

    def deactivate(self) -> None:
        """Nothing is held that must be let go."""

    def reactivate(self, style: Any) -> None:
        """Everything is here."""

    def __getattr__(self, name: str) -> Any:
        if name in _METRICS:
            return getattr(self.stock, name)
        raise AttributeError(name)

    def advances(self) -> list[float]:
        """How wide each of its characters is, px."""
        return list(self.paragraph.advances[self.start : self.stop])

    def gap(self, at: int) -> float:
        """What stands between a character and the next one on the line, px."""
        matter, spread = self.paragraph.spaced(), self.spread
        even = spread.even if spread.even and not within(matter.rigid, at, at + 1) else 0.0
        return matter.gaps.get(at, 0.0) + even + spread.more.get(at, 0.0)


_METRICS = frozenset(
    {"ascent", "underline_position", "strikethrough_position", "underline_thickness", "strikethrough_thickness"}
)
