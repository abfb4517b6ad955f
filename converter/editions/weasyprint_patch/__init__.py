"""Chinese lines in WeasyPrint: the one place that touches WeasyPrint's internals.

WeasyPrint 70 breaks and fills lines as Western text wants it, and offers no hook. Here a paragraph is read from its
boxes (`paragraph`), shaped once (`shaping`, `faces`), set by `converter.composition`, put back into boxes (`lines`,
`boxes`, `pieces`) and drawn (`pen`). What it cannot set, WeasyPrint sets as it always does.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator
from typing import Any

from converter.editions.weasyprint_patch import notes, once, start, subset
from converter.editions.weasyprint_patch.start import KNOWN

# What is replaced, and the arguments it is called with.
REPLACED = (
    ("layout.inline", "iter_line_boxes",
     "context box position_y bottom_space skip_stack containing_block absolute_boxes fixed_boxes "
     "first_letter_style first_line_style"),
    ("layout.preferred", "inline_min_content_width", "context box outer skip_stack first_line is_line_start"),
    ("layout.preferred", "inline_max_content_width", "context box outer is_line_start"),
    ("layout.block", "_linebox_layout",
     "context box index child new_children page_is_empty absolute_boxes fixed_boxes adjoining_margins bottom_space "
     "position_y skip_stack first_letter_style first_line_style draw_bottom_decoration max_lines"),
    ("draw.text", "draw_first_line", "stream textbox text_overflow block_ellipsis matrix"),
)  # fmt: skip
# What is called, and its arguments.
CALLED = (
    ("layout.inline", "_adjust_line_height", "box"),
    ("layout.inline", "line_box_verticality", "box"),
    ("layout.inline", "atomic_box",
     "context box position_x skip_stack containing_block absolute_boxes fixed_boxes"),
    ("layout.percent", "resolve_percentages", "box containing_block"),
    ("layout.float", "avoid_collisions", "context box containing_block outer"),
    ("layout.preferred", "adjust", "box outer width left right"),
    ("text.line_break", "strut", "style"),
    ("text.line_break", "get_log_attrs", "text lang"),
    ("text.fonts", "get_pango_font_key", "pango_font"),
    ("layout.leader", "handle_leader", "context line containing_block"),
    ("text.fonts", "get_hb_object_data", "hb_object ot_color glyph"),
    ("pdf.fonts", "get_hb_object_data", "hb_object ot_color glyph"),
    ("layout", "initialize_page_maker", "context root_box"),
    ("layout", "make_margin_boxes", "context page state"),
    ("layout.page", "PageType", "side blank name index groups"),
    ("pdf", "build_fonts_dictionary", "pdf fonts compress subset options"),
    ("pdf", "resolve_links", "pages"),
    ("draw.text", "draw_emojis", "stream style x y emojis"),
)  # fmt: skip
SIZES = {"PangoGlyphInfo": 20, "PangoLogAttr": 4}  # bytes


def install() -> None:
    """Teach WeasyPrint to set Chinese; twice is once. Warns, and does nothing, when it is another WeasyPrint."""
    start.load()
    from weasyprint.layout import inline

    if getattr(inline.iter_line_boxes, "chinese", False):
        return
    if reason := next(_strange(), ""):
        warnings.warn(f"Chinese lines stay ragged: {reason}; install weasyprint {KNOWN}*", stacklevel=3)
        return
    _lines()
    _widths()
    _drawing()
    notes.install()
    once.install()
    subset.install()


def _strange() -> Iterator[str]:
    """What is not as it was when this was written."""
    import weasyprint
    from weasyprint.text.ffi import ffi

    if not weasyprint.__version__.startswith(KNOWN):
        yield f"WeasyPrint is not {KNOWN}x but {weasyprint.__version__}"
    for module, name, arguments in (*REPLACED, *CALLED):
        function = getattr(_module(module), name, None)
        if function is None or list(inspect.signature(function).parameters) != arguments.split():
            yield f"WeasyPrint's {name} is another one"
    for struct, size in SIZES.items():
        if ffi.sizeof(struct) != size:
            yield f"Pango's {struct} is another one"


def _module(name: str) -> Any:
    from importlib import import_module

    return import_module(f"weasyprint.{name}")


def _lines() -> None:
    from weasyprint.layout import block, inline

    from converter.editions.weasyprint_patch.lines import beside, lines
    from converter.editions.weasyprint_patch.paragraph import paragraph_of

    stock = inline.iter_line_boxes

    def iter_line_boxes(
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Any:
        paragraph = None if first_letter_style or first_line_style else paragraph_of(box)
        if paragraph is not None:
            return lines(context, paragraph, position_y, skip_stack, containing_block, absolute_boxes, fixed_boxes)
        below = position_y + beside(context, box, position_y)
        return stock(
            context, box, below, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style,
        )  # fmt: skip

    iter_line_boxes.chinese = True  # type: ignore[attr-defined]
    inline.iter_line_boxes = block.iter_line_boxes = iter_line_boxes


def _widths() -> None:
    from weasyprint.layout import preferred

    from converter.editions.weasyprint_patch.widths import line_widths

    stock_min, stock_max = preferred.inline_min_content_width, preferred.inline_max_content_width

    def inline_min_content_width(
        context: Any,
        box: Any,
        outer: bool = True,
        skip_stack: Any = None,
        first_line: bool = False,
        is_line_start: bool = False,
    ) -> Any:
        if skip_stack is None and (widths := line_widths(context, box, narrow=True)) is not None:
            return preferred.adjust(box, outer, widths[0] if first_line else max(widths))
        return stock_min(context, box, outer, skip_stack, first_line, is_line_start)

    def inline_max_content_width(context: Any, box: Any, outer: bool = True, is_line_start: bool = False) -> Any:
        if (widths := line_widths(context, box, narrow=False)) is not None:
            return preferred.adjust(box, outer, max(widths))
        return stock_max(context, box, outer, is_line_start)

    preferred.inline_min_content_width = inline_min_content_width
    preferred.inline_max_content_width = inline_max_content_width


def _drawing() -> None:
    from weasyprint.draw import text

    from converter.editions.weasyprint_patch.emphasis import emphasis
    from converter.editions.weasyprint_patch.pen import draw, drawable
    from converter.editions.weasyprint_patch.pieces import Piece

    stock = text.draw_first_line

    def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        piece = textbox.pango_layout
        if not isinstance(piece, Piece):
            return stock(stream, textbox, text_overflow, block_ellipsis, matrix)
        if not textbox.text.strip() or textbox.style["font_size"] < 1e-6:
            return []
        if text_overflow == "ellipsis" or block_ellipsis != "none" or not drawable(piece, stream):
            textbox.pango_layout = piece.stock
            try:
                return stock(stream, textbox, text_overflow, block_ellipsis, matrix)
            finally:
                textbox.pango_layout = piece
        draw(piece, stream, matrix.values)
        return emphasis(piece)

    text.draw_first_line = draw_first_line
