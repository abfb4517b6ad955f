"""Tables in Word: their cells in styles, their columns as wide as on paper.

In: a table of the publication tree, and what the stylesheet says. Out: the same with `custom-style` on the table and on
every paragraph of it, and with a width for every column; and, in the finished document, the widths in Word's own units:
pandoc counts them in parts of a page that is not ours, and LibreOffice cuts a part of a line to whole percents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from converter.document import Json
from converter.editions import table_sizes
from converter.editions.cascade import Sheet

STYLE: Final = "custom-style"
ALIGNED: Final = {"AlignCenter": "Center", "AlignRight": "Right"}
TWIPS: Final = 20
PANDOC_PAGE: Final = 7920  # twips: what pandoc takes a line for
GRID = re.compile(r'<w:tblW w:type="pct" w:w="\d+" ?/>(.*?<w:tblGrid>)(.*?)(</w:tblGrid>)', re.DOTALL)
COLUMN = re.compile(r'(<w:gridCol w:w=")(\d+)"')
PLACE = re.compile(r"<w:tblW [^>]*>(?!\s*<w:jc)")  # a table in a list has its place already
# In columns LibreOffice shows a cell whose direction is said, and nothing of one that takes it from the page.
CELL = re.compile(r"<w:tcPr(?: ?/>|>(?P<inside>(?:(?!</w:tcPr>|<w:vAlign).)*)(?P<align><w:vAlign[^>]*>)?</w:tcPr>)")
DOWNWARDS: Final = '<w:textDirection w:val="tbRl"/>'
Blocks = Callable[[list[Json], str], Iterator[Json]]  # blocks with their plain paragraphs in a style


def styled(table: Json, sheet: Sheet, blocks: Blocks) -> Json:
    """A table whose cells have styles, also for their alignment, and whose columns have widths."""
    [name, classes, pairs], caption, columns, head, bodies, foot = table_sizes.sized(table, sheet)["c"]
    variant = table_sizes.variant(classes)
    sides = [side["t"] for side, _ in columns]

    def cells(rows: list[Json], kind: str) -> list[Json]:
        return [[attr, [_cell(cell, kind, side) for cell, side in _sided(row, sides)]] for attr, row in rows]

    def _cell(cell: Json, kind: str, side: str) -> Json:
        attr, own, down, across, inside = cell
        words = ("Table", kind, variant, ALIGNED.get(own["t"] if own["t"] != "AlignDefault" else side, ""))
        return [attr, {"t": "AlignDefault"}, down, across, list(blocks(inside, " ".join(filter(None, words))))]

    return [
        [name, classes, [*pairs, [STYLE, f"Table{variant}"]]],
        caption,
        [[{"t": "AlignDefault"}, width] for _, width in columns],
        [head[0], cells(head[1], "Head")],
        [[a, n, cells(above, "Head"), cells(below, "Text")] for a, n, above, below in bodies],
        [foot[0], cells(foot[1], "Text")],
    ]


def finished(body: str, sheet: Sheet) -> str:
    """The document with every table as wide as its columns together, and where the stylesheet wants it.

    Readers (LibreOffice) look for a table's place in the table and not in its style.
    """

    def exact(found: re.Match[str]) -> str:
        columns = COLUMN.sub(lambda column: f'{column[1]}{round(int(column[2]) * scale)}"', found[2])
        whole = sum(int(column[2]) for column in COLUMN.finditer(columns))
        return f'<w:tblW w:type="dxa" w:w="{whole}" />{found[1]}{columns}{found[3]}'

    scale = sheet.page.measure * TWIPS / PANDOC_PAGE
    body = GRID.sub(exact, body)
    if sheet.page.columns:
        body = CELL.sub(rf"<w:tcPr>\g<inside>{DOWNWARDS}\g<align></w:tcPr>", body)
    return PLACE.sub(r'\g<0><w:jc w:val="center"/>', body) if sheet.looks["Table"].centred else body


def _sided(cells: list[Json], sides: list[str]) -> Iterator[tuple[Json, str]]:
    """Each cell with the alignment of its column; a cell may stand over several."""
    column = 0
    for cell in cells:
        yield cell, sides[column] if column < len(sides) else "AlignDefault"
        column += cell[3]
