"""One line as boxes: the part of each of the paragraph's boxes that stands on it, and where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from converter.composition.classes import RAISED
from converter.composition.justification import Spread
from converter.composition.matter import Line, within
from converter.editions.weasyprint_patch.paragraph import Node, Paragraph
from converter.editions.weasyprint_patch.pieces import Piece

CALL = "::footnote-call"  # the tag of a note's call


@dataclass(slots=True)
class Setting:
    """One line while its boxes are made."""

    paragraph: Paragraph
    line: Line
    spread: Spread
    left: float  # px, where its first character begins
    last: bool
    placeholders: list[Any]
    absolutes: list[Any]
    fixed: list[Any]
    context: Any
    block: Any
    room: float  # px, from the left edge to the right one

    def x(self, at: int) -> float:
        """Where a character begins."""
        matter, line, spread = self.paragraph.spaced(), self.line, self.spread
        more = sum(more for place, more in spread.more.items() if place < at)
        if spread.even:
            more += spread.even * (at - line.start - len(within(matter.rigid, line.start, at)))
        return self.left + matter.edges[at] - matter.edges[line.start] + more

    def end(self, at: int) -> float:
        """Where a character ends, without the gap behind it."""
        return self.x(at) + float(self.paragraph.advances[at])

    def right(self) -> float:
        """Where the line ends."""
        return self.left + self.line.trim_start + self.line.width


def line_box(setting: Setting, left: float, top: float) -> Any:
    """The line as a box whose top left corner is there."""
    box = setting.paragraph.box
    children = tuple(
        made for node in _near(setting.paragraph.nodes, setting) if (made := _box(node, setting)) is not None
    )
    line = box.copy_with_children(children)
    line.composed = None
    line.position_x, line.width = left, setting.right() - left
    _place(line, setting, top)
    if RAISED in setting.paragraph.kinds[setting.line.start : setting.line.stop]:
        _join_calls(line)
    for placeholder in setting.placeholders:
        _static(placeholder, line)
    return line


def _join_calls(line: Any) -> None:
    """Have each note's call drawn with the text before it.

    The call's figure is ours, and no extractor knows how to leave a glyph out; but all take several glyphs for the
    characters that /ActualText says: the last one of the text before, which is thus read alone.
    """
    base = None
    for box in line.descendants():
        piece = getattr(box, "pango_layout", None)
        if not isinstance(piece, Piece):
            continue
        if not (box.element_tag or "").endswith(CALL):
            base = box if piece.text.strip() else None
        elif base and base.pango_layout.stop <= piece.start and base.style["color"] == box.style["color"]:
            down = box.position_y + box.baseline - base.position_y - base.baseline
            base.pango_layout.calls.append((piece, box.position_x - base.position_x, down))
            base.pango_layout.beyond = box.position_x + box.width - base.position_x - base.width
            piece.joined = True


def laid(node: Node, context: Any, block: Any, absolutes: list[Any], fixed: list[Any]) -> Any:
    """What stands in the line and is no text, laid out at the left edge."""
    from weasyprint.layout.inline import atomic_box

    made = atomic_box(context, node.box, 0, None, block, absolutes, fixed)
    made.position_x = made.position_y = 0
    return made


def join_leaders(box: Any) -> None:
    """Make one text of a leader's dots, which WeasyPrint sets as so many boxes, each with a tag of its own."""
    for child in getattr(box, "children", ()):
        if not child.is_leader:
            join_leaders(child)
        elif len(child.children) > 1:
            dots = min(child.children, key=lambda dot: dot.position_x)
            dots.pango_layout = dots.pango_layout.repeated(len(child.children))
            dots.width *= len(child.children)
            child.children = (dots,)


def _near(nodes: Sequence[Node], setting: Setting) -> Iterator[Node]:
    """Those that may stand on the line; a paragraph of ten thousand is not looked through for each of its lines."""
    for index in range(bisect_left(nodes, setting.line.start, key=attrgetter("stop")), len(nodes)):
        if nodes[index].start > setting.line.resume and not setting.last:
            return
        yield nodes[index]


def _box(node: Node, setting: Setting) -> Any:
    """The part of a box that stands on this line; None when none does."""
    line = setting.line
    if node.start == node.stop:  # an anchor, or what is out of the flow
        here = line.start <= node.start < line.resume or (setting.last and node.start >= line.resume)
        return _empty(node, setting) if here else None
    start, stop = max(node.start, line.start), min(node.stop, line.stop)
    if node.kind == "inline":
        return _inline(node, setting) if node.start < line.resume and node.stop > line.start else None
    if start >= stop:
        return None
    if node.kind == "object":
        made = laid(node, setting.context, setting.block, setting.absolutes, setting.fixed)
        made.translate(setting.x(node.start), 0)
        return made
    box = node.box.copy_with_text(setting.paragraph.text[start:stop])
    box.position_x = setting.x(start)
    box.width = _right(setting, stop) - box.position_x
    box.pango_layout = Piece(setting.paragraph, node, line, setting.spread, start, stop, setting.room)
    return box


def _right(setting: Setting, stop: int) -> float:
    """Where a box that ends before a character ends. The gap after it belongs to no box, so nothing underlines it."""
    if stop == setting.line.stop:
        return setting.right()
    # WeasyPrint adds up boxes to find out how long a leader must be.
    return setting.x(stop) if setting.paragraph.leader else setting.end(stop - 1)


def _inline(node: Node, setting: Setting) -> Any:
    line = setting.line
    children = tuple(made for child in _near(node.children, setting) if (made := _box(child, setting)) is not None)
    box = node.box.copy_with_children(children)
    begins, ends = node.start >= line.start, node.stop <= line.resume
    box.remove_decoration(start=not begins, end=not ends)
    start = max(node.start, line.start)
    stop = min(node.stop, line.stop)
    if start >= stop:
        return _at(box, setting.right()) if children or (begins and not node.children) else None
    box.position_x = setting.x(start)
    inside = box.padding_left + box.padding_right + box.border_left_width + box.border_right_width
    box.width = _right(setting, stop) - box.position_x - inside - box.margin_left - box.margin_right
    return box


def _empty(node: Node, setting: Setting) -> Any:
    at = min(max(node.start, setting.line.start), setting.line.stop)
    x = setting.x(at) if at < setting.line.stop else setting.right()
    if node.kind != "out":
        return _at(node.box.copy_with_children(()), x)
    box, context = node.box, setting.context
    if not box.is_absolutely_positioned():
        context.add_running_element(box)
        return None
    from weasyprint.layout.absolute import AbsolutePlaceholder

    box.position_x, box.position_y = x, setting.paragraph.box.position_y
    placeholder = AbsolutePlaceholder(box)
    setting.placeholders.append(placeholder)
    (setting.absolutes if box.style["position"] == "absolute" else setting.fixed).append(placeholder)
    return placeholder


def _at(box: Any, x: float) -> Any:
    box.position_x, box.width = x, 0
    return box


def _static(placeholder: Any, line: Any) -> None:
    """Where a box that is out of the flow would stand in it."""
    if "inline" in placeholder.style.specified["display"]:
        placeholder.translate(0, line.position_y - placeholder.position_y)
    else:
        below = line.position_y + line.height
        placeholder.translate(line.position_x - placeholder.position_x, below - placeholder.position_y)


def _place(line: Any, setting: Setting, top: float) -> None:
    """Set the heights: the baselines of all boxes on one line, and the line at its top."""
    from weasyprint.layout.inline import line_box_verticality

    strut = setting.paragraph.strut
    line.height, line.baseline = line.style["font_size"], strut.baseline
    line.margin_top = line.margin_bottom = (strut.line_height - line.height) / 2
    bottom, above = line_box_verticality(line)
    line.baseline = -above
    line.height = bottom - above
    line.margin_top = line.margin_bottom = 0
    line.position_y = above
    line.translate(0, top - above)
    line.position_y = top
