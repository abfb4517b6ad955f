"""A paragraph's lines as boxes: in place of WeasyPrint's `iter_line_boxes`, and with the same answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from converter.composition.fitting import Measure
from converter.composition.justification import spread
from converter.editions.weasyprint_patch.boxes import Setting, join_leaders, laid, line_box
from converter.editions.weasyprint_patch.faces import Metrics, metrics
from converter.editions.weasyprint_patch.paragraph import Node, Paragraph

# Custom properties of our stylesheets, as WeasyPrint keeps them.
HANGING = "__hanging_punctuation"  # --hanging-punctuation: allow-end, as in CSS Text 4
GRID = "__line_grid"  # --line-grid: snap; a line begins a whole number of line heights below the head of its page
LITTLE = 0.1  # of a line height: a line so far below the grid, for a face that sits lower, goes up to it
Resume = dict[int, Any] | None


def lines(
    context: Any,
    paragraph: Paragraph,
    position_y: float,
    skip_stack: Resume,
    containing_block: Any,
    absolutes: list[Any],
    fixed: list[Any],
) -> Iterator[tuple[Any, Resume]]:
    """Each line from a place in the paragraph on, and where the following one begins; None after the last."""
    from weasyprint.layout.leader import handle_leader
    from weasyprint.layout.percent import resolve_one_percentage

    box = paragraph.box
    _resolve(context, paragraph, containing_block)
    resolve_one_percentage(box, "text_indent", containing_block.width)
    start = _position(paragraph, skip_stack)
    while True:
        while start < len(paragraph.text) and paragraph.kinds[start] == "_":
            start += 1
        if start >= len(paragraph.text):
            return
        position_y += _to_grid(context, box.style, paragraph.strut, position_y)
        line, start = _line(context, paragraph, position_y, start, containing_block, absolutes, fixed)
        if paragraph.leader:
            handle_leader(context, line, containing_block)
            join_leaders(line)
        position_y = line.position_y + line.height
        last = start >= len(paragraph.text)
        yield line, None if last else _resume(paragraph, start)
        if last:
            return


def _line(
    context: Any,
    paragraph: Paragraph,
    position_y: float,
    start: int,
    block: Any,
    absolutes: list[Any],
    fixed: list[Any],
) -> tuple[Any, int]:
    """The line that begins at a character, and where the next one does."""
    box = paragraph.box
    left, top, width = _room(context, paragraph, position_y, block)
    line = paragraph.line(start, _measure(box, width, first=start == 0))
    last = line.resume == len(paragraph.text)
    indent = box.text_indent if start == 0 else 0.0
    begin = left + indent - line.trim_start
    filled = spread(paragraph.spaced(), line)
    setting = Setting(paragraph, line, filled, begin, last, [], absolutes, fixed, context, block, width)
    new = line_box(setting, left, top)
    ended = last or paragraph.kinds[line.resume - 1] == "B"
    if offset := _offset(box.style, width - new.width, ended):
        new.translate(offset, 0)
    return new, line.resume


def _measure(linebox: Any, width: float, *, first: bool) -> Measure:
    style = linebox.style
    if style["white_space"] == "nowrap":
        return Measure(float("inf"), justified=False, breaking_words=False)
    return Measure(
        width,
        linebox.text_indent if first else 0.0,
        style["text_align_all"] == "justify",
        style["overflow_wrap"] in ("anywhere", "break-word"),
        _says(style, HANGING, "allow-end"),
    )


def _says(style: Any, name: str, value: str) -> bool:
    """Whether a custom property has that value."""
    return any(getattr(token, "value", "") == value for token in style[name] or ())


def _to_grid(context: Any, style: Any, strut: Metrics, position_y: float) -> float:
    """How far a line must go down, or a little up, to lie on the page's grid: lines of facing pages stay level."""
    step = strut.line_height
    if not step or not _says(style, GRID, "snap"):
        return 0.0
    page = context.current_footnote_area.page
    beyond: float = (position_y - page.content_box_y()) % step
    return -beyond if beyond < LITTLE * step else step - beyond


def beside(context: Any, linebox: Any, position_y: float) -> float:
    """How far a line that WeasyPrint sets goes down: the dot or number of a list's entry goes with the entry's line.

    The two begin at one height, and the entry's line is put on the grid.
    """
    style = linebox.style
    return _to_grid(context, style, metrics(style), position_y) if linebox.element_tag.endswith("::marker") else 0.0


def _room(context: Any, paragraph: Paragraph, position_y: float, block: Any) -> tuple[float, float, float]:
    """Left, top and width of the place for a line, beside floats."""
    linebox = paragraph.box
    linebox.position_y = position_y
    if not context.excluded_shapes:
        return block.content_box_x(), position_y, block.width
    from weasyprint.layout.float import avoid_collisions

    linebox.width, linebox.height = 2 * linebox.style["font_size"], paragraph.strut.line_height
    left, top, width = avoid_collisions(context, linebox, block, outer=False)
    return left, top, width


def _offset(style: Any, free: float, ended: bool) -> float:
    align = style["text_align_all"]
    if ended and style["text_align_last"] != "auto":
        align = style["text_align_last"]
    if free <= 0 or align in ("left", "start", "justify"):
        return 0.0
    return free / 2 if align == "center" else free


def _resolve(context: Any, paragraph: Paragraph, block: Any) -> None:
    """Set the used values of the inline boxes, as WeasyPrint does before it lays them out."""
    if paragraph.resolved == block.width:
        return
    from weasyprint.layout.inline import _adjust_line_height
    from weasyprint.layout.percent import resolve_percentages

    resolve_percentages(paragraph.box, block)
    pending = list(paragraph.nodes)
    while pending:
        node = pending.pop()
        if node.kind == "out":
            continue
        resolve_percentages(node.box, block)
        if node.kind == "inline":
            pending += node.children
            for side in ("left", "right"):
                if getattr(node.box, f"margin_{side}") == "auto":
                    setattr(node.box, f"margin_{side}", 0)
            _adjust_line_height(node.box)
        elif node.kind == "text":
            leading = (node.strut.line_height - node.glyphs.height) / 2
            node.box.height = node.glyphs.height
            node.box.margin_top = node.box.margin_bottom = leading
            node.box.baseline = node.glyphs.baseline + leading
    for node in paragraph.objects:
        paragraph.widen(node, laid(node, context, block, [], []).margin_width())
    paragraph.resolved = block.width


def _position(paragraph: Paragraph, skip: Resume) -> int:
    """The character that a path through the boxes leads to."""
    nodes, at = paragraph.nodes, 0
    node: Node | None = None
    while skip is not None:
        (index, skip) = next(iter(skip.items()))
        if node is not None and node.kind == "text":
            return node.start + len(node.box.text.encode()[:index].decode())
        if index >= len(nodes):
            return len(paragraph.text) if node is None else node.stop
        node = nodes[index]
        nodes, at = node.children, node.start
    return at


def _resume(paragraph: Paragraph, at: int) -> Resume:
    """The path through the boxes that leads to a character."""
    nodes = paragraph.nodes
    path: list[int] = []
    while True:
        node = next(node for node in nodes if node.start <= at < node.stop)
        path.append(node.index)
        if node.kind == "text":
            inside = len(node.box.text[: at - node.start].encode())
            path += [inside] if inside else []
            break
        if (
            node.kind == "object"
            or at < node.start + node.lead
            or not any(child.start <= at < child.stop for child in node.children)
        ):
            break
        nodes = node.children
    found: Resume = None
    for index in reversed(path):
        found = {index: found}
    return found
