"""Tables on paper: one that would be wider than the page is set smaller, and its words may be cut.

In: a table of the publication tree. Out: the same, with the class that article.page.css sets smaller. How narrow a
column can be is its longest word: a Han character, or Western letters that nothing divides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.characters import width
from converter.document import Json
from converter.errors import UnwritableError

TIGHT, TINY = "tight", "tiny"  # classes of the stylesheet
MEASURE = 40.0 / 0.857  # em of a table's text that the page is wide
PADDING = 1.67  # em of each column
TIGHT_COLUMNS = 36  # of which each holds a character, set tight
MOST_COLUMNS = 80  # set tiny
WORDS = re.compile(r"[!-~\u00a1-\u024f]+|[^!-~\u00a1-\u024f\s]")


def fitted(table: Json) -> Json:
    """The table, with a class when its words need more than the page. Raises UnwritableError when nothing helps."""
    [identifier, classes, pairs], *rest = table["c"]
    columns = len(rest[1])
    if columns > MOST_COLUMNS:
        raise UnwritableError(f"a table of {columns} columns has no room on a page: split it, at most {MOST_COLUMNS}")
    if sum(_narrowest(rest[2:], columns)) + PADDING * columns <= MEASURE:
        return table
    name = TIGHT if columns <= TIGHT_COLUMNS else TINY
    return {"t": "Table", "c": [[identifier, [*classes, name], pairs], *rest]}


def _narrowest(parts: Json, columns: int) -> list[float]:
    """How wide each column is at least, in em of its text."""
    found = [0.0] * columns
    for row in _rows(parts):
        for column, cell in enumerate(row[:columns]):
            if cell[3] == 1:  # a cell that spans columns has room
                found[column] = max(found[column], *(width(word) for word in _words(cell[4])), 0.0)
    return found


def _rows(value: Json) -> Iterator[Json]:
    """The cells of each row: [attributes, [cell, …]], where a cell has five parts."""
    match value:
        case [[_, _, _], [*cells]] if cells and all(isinstance(cell, list) and len(cell) == 5 for cell in cells):
            yield cells
        case [*items]:
            for item in items:
                yield from _rows(item)


def _words(value: Json) -> Iterator[str]:
    match value:
        case {"t": "Str", "c": str(text)} | {"t": "Code", "c": [_, str(text)]}:
            yield from WORDS.findall(text)
        case {"c": inside}:
            yield from _words(inside)
        case [*items]:
            for item in items:
                yield from _words(item)
