"""HTML of a table: its caption, the widths of its columns, and cells that may span others.

In: a table of Pandoc's tree, and how the blocks of a cell are written. Out: the element, as Pandoc's own writer has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from converter.document import Json
from converter.editions.elements import attributes

SIDES: Final = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}
Blocks = Callable[[list[Json]], str]


def table(parts: list[Json], blocks: Blocks) -> str:
    """A table from the six parts of Pandoc's: attributes, caption, columns, head, bodies, foot."""
    attr, [_, caption], columns, [head_attr, head], bodies, [foot_attr, foot] = parts
    sides = [SIDES.get(side["t"], "") for side, _ in columns]
    widths = [width.get("c", 0.0) for _, width in columns]
    lines = [f"<table{attributes(attr)}{_width(widths)}>"]
    if caption:
        lines.append(f"<caption>{blocks(caption)}</caption>")
    if any(widths):
        whole = min(sum(widths), 1) if all(widths) else 1
        lines += ["<colgroup>", *(_column(width / whole) for width in widths), "</colgroup>"]
    if head:
        lines += [f"<thead{attributes(head_attr)}>", *_rows(head, sides, len(sides), blocks), "</thead>"]
    for body_attr, headers, above, rows in bodies:
        lines.append(f"<tbody{attributes(body_attr)}>")
        lines += [*_rows(above, sides, len(sides), blocks), *_rows(rows, sides, headers, blocks), "</tbody>"]
    if foot:
        lines += [f"<tfoot{attributes(foot_attr)}>", *_rows(foot, sides, 0, blocks), "</tfoot>"]
    return "\n".join([*lines, "</table>"])


def _width(widths: list[float]) -> str:
    """A table whose columns all have widths is as wide as they are together."""
    total = sum(widths)
    return f' style="width:{100 * total:.5g}%;"' if all(widths) and total < 1 else ""


def _column(width: float) -> str:
    """A column of a part of its table's width."""
    return f'<col style="width: {100 * width:.5g}%" />' if width else "<col />"


def _rows(rows: list[Json], sides: list[str], headers: int, blocks: Blocks) -> Iterator[str]:
    """Rows of one section, in each the cells of the first columns headers: a cell above may reach down."""
    taken: dict[int, int] = {}  # by column: rows that a cell above still fills
    for row_attr, row in rows:
        yield f"<tr{attributes(row_attr)}>"
        column, new = 0, dict[int, int]()
        for cell_attr, align, down, across, inside in row:
            while taken.get(column):
                column += 1
            side = SIDES.get(align["t"]) or (sides[column] if column < len(sides) else "")
            tag = "th" if column < headers else "td"
            spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
            style = f' style="text-align: {side};"' if side else ""
            yield f"<{tag}{attributes(cell_attr)}{spans}{style}>{blocks(inside)}</{tag}>"
            new |= dict.fromkeys(range(column, column + across), down)
            column += across
        yield "</tr>"
        taken = {at: left - 1 for at, left in (taken | new).items() if left > 1}
