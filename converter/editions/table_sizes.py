"""The columns of a table, as wide on paper as in Word: one reckoning for both, so that lines end at the same words.

In: a table of the publication tree, and what the stylesheet says of tables and of the page. Out: the table with the
class of its size, and with a width for every column: as wide as its text while the table fits, else each gives of what
it can (CSS 2, 17.5.2.2). Left to themselves Word would make all columns alike, and CSS a column of short words as
narrow as one character beside one of long texts.
"""

from __future__ import annotations

import math
from typing import Final

from converter.document import Json
from converter.editions import tables
from converter.editions.cascade import Sheet

VARIANTS: Final = {tables.TIGHT: "Tight", tables.TINY: "Tiny"}  # by the class of a table too wide for the page
ROOM: Final = 0.02  # ems that a column keeps free, for what is rounded
TIGHTEST: Final = 0.1  # where it is as narrow as its longest word
SHORT: Final = (
    8,
    6,
    5,
    4,
)  # ems of an entry that is not broken while a longer one can be: the most that there is room for
WESTERN: Final = 0.08  # ems that a Western character may need more: DejaVu Serif, where there is no Times


def sized(table: Json, sheet: Sheet) -> Json:
    """The table with its class and the widths of its columns, in parts of the page's width.

    Raises UnwritableError for more columns than a page can hold.
    """
    fitted = tables.fitted(table, sheet.page.measure / sheet.looks["Table"].size)
    [name, classes, pairs], caption, columns, *rest = fitted["c"]
    found = _widths(fitted, [width.get("c", 0.0) for _, width in columns], sheet, variant(classes))
    attr = [name, [*classes, tables.WHOLE] if tables.rows(table) <= tables.MOST_ROWS else classes, pairs]
    widths = [{"t": "ColWidth", "c": width} for width in found]
    return {"t": "Table", "c": [attr, caption, [[c[0], w] for c, w in zip(columns, widths, strict=True)], *rest]}


def variant(classes: list[str]) -> str:
    """What the names of a smaller table's Word styles end in."""
    return next((VARIANTS[name] for name in classes if name in VARIANTS), "")


def _widths(table: Json, given: list[float], sheet: Sheet, size: str) -> list[float]:
    """The widths that the source gives, unless a column would break its lines while another has room to spare."""
    text, measure = sheet.looks[f"TableText{size}"], sheet.page.measure
    padding = 2 * (sheet.looks[f"TableHead{size}"].left - sheet.looks[f"Table{size}"].left)
    # Word knows half points, and sets the last character of a line no closer than its size.
    em = math.ceil(2 * text.size - 0.01) / 2 + max(text.tracking, 0)
    found = [tables.Column(min(a + TIGHTEST, b + ROOM), b + ROOM) for a, b in tables.columns(table, WESTERN)]
    one_line = [(column.high * em + padding) / measure for column in found]
    spare = [width - need for width, need in zip(given, one_line, strict=True)]
    if given and all(given) and not min(spare) < 0 < max(spare):
        return given
    kept = _kept(found, (measure - padding * len(found)) / em)
    return [round(part, 5) for part in tables.shares(kept, measure, padding, em)]


def _kept(columns: list[tables.Column], room: float) -> list[tables.Column]:
    """The columns, none narrower than its entry when that is short, as far as `room` ems go."""
    for whole in SHORT:
        kept = [tables.Column(max(low, min(high, whole)), high) for low, high in columns]
        if sum(column.low for column in kept) <= room:
            return kept
    return columns
