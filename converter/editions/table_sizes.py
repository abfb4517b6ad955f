"""The columns of a table, as wide on paper as in Word: one reckoning for both, so that lines end at the same words.

In: a table of the publication tree, and what the stylesheet says of tables and of the page. Out: the table with the
class of its size, and with a width for every column: as wide as its text while the table fits, else each gives of what
it can (CSS 2, 17.5.2.2). Left to themselves Word would make all columns alike, and CSS a column of short words as
narrow as one character beside one of long texts.
"""

from __future__ import annotations

from typing import Final

from converter.document import Json
from converter.editions import tables
from converter.editions.cascade import Sheet

VARIANTS: Final = {tables.TIGHT: "Tight", tables.TINY: "Tiny"}  # by the class of a table too wide for the page
ROOM: Final = 0.02  # ems that a column keeps free, for what is rounded
TIGHTEST: Final = 0.1  # where it is as narrow as its longest word
WESTERN: Final = 0.08  # ems that a Western character may need more: DejaVu Serif, where there is no Times


def sized(table: Json, sheet: Sheet) -> Json:
    """The table with its class and the widths of its columns, in parts of the page's width.

    Raises UnwritableError for more columns than a page can hold.
    """
    fitted = tables.fitted(table, sheet.page.measure / sheet.looks["Table"].size)
    attr, caption, columns, *rest = fitted["c"]
    found = _widths(fitted, [width.get("c", 0.0) for _, width in columns], sheet, variant(attr[1]))
    widths = [{"t": "ColWidth", "c": width} for width in found]
    return {"t": "Table", "c": [attr, caption, [[c[0], w] for c, w in zip(columns, widths, strict=True)], *rest]}


def variant(classes: list[str]) -> str:
    """What the names of a smaller table's Word styles end in."""
    return next((VARIANTS[name] for name in classes if name in VARIANTS), "")


def _widths(table: Json, given: list[float], sheet: Sheet, size: str) -> list[float]:
    """The widths that the source gives, unless a column would break its lines while another has room to spare."""
    text = sheet.looks[f"TableText{size}"]
    padding = 2 * (sheet.looks[f"TableHead{size}"].left - sheet.looks[f"Table{size}"].left)
    found = [tables.Column(min(a + TIGHTEST, b + ROOM), b + ROOM) for a, b in tables.columns(table, WESTERN)]
    one_line = [(column.high * (text.size + text.tracking) + padding) / sheet.page.measure for column in found]
    spare = [width - need for width, need in zip(given, one_line, strict=True)]
    if given and all(given) and not min(spare) < 0 < max(spare):
        return given
    parts = tables.shares(found, sheet.page.measure, padding, text.size + text.tracking)
    return [round(part, 5) for part in parts]
