"""Tables: how wide their columns are, and which are set smaller because the page is too narrow for them.

In: a table of the publication tree. Out: for each column how narrow it can be (its longest word: a few Han characters,
or Western letters that nothing divides) and how wide it would be on one line, as CSS asks of a table (CSS 2, 17.5.2.2);
and the table with the class that a stylesheet's paper sets smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from converter.characters import is_han, is_western, width
from converter.document import Json
from converter.errors import UnwritableError

TIGHT, TINY = "tight", "tiny"  # classes of the stylesheet
WHOLE = "whole"  # the class of a table that stands on one page
MOST_ROWS: Final = 12  # that it has
MEASURE: Final = 40.0 / 0.857  # em of a table's text that the page of `article` is wide
PADDING: Final = 1.67  # em of each column
TIGHT_COLUMNS: Final = 36  # of which each holds a character, set tight
MOST_COLUMNS: Final = 80  # set tiny
READABLE: Final = 3  # Han characters on a line of a cell: a column of single ones is no table any more
NOTE_CALL: Final = 0.5  # ems
WORD_SPACE, AUTOSPACE = 0.25, 0.25  # ems: of a space, and between Han and Western (CLREQ 3.2.2)
WORDS = re.compile(r"[!-~\u00a1-\u024f]+|[^!-~\u00a1-\u024f\s]")
HAN_RUN = re.compile(r"[^!-~\u00a1-\u024f\s]+")
# Ems of Western characters in a text face, where they are not LOWER or UPPER.
NARROW: Final = {".": 0.32, ",": 0.32, ":": 0.32, ";": 0.32, "%": 0.95, "+": 0.84, "=": 0.84, "~": 0.84,
                 "m": 0.85, "w": 0.75, "M": 0.95, "W": 0.95}  # fmt: skip
LOWER, UPPER = 0.56, 0.72


class Column(NamedTuple):
    """How wide a column is, in ems of its text and without its padding."""

    low: float  # at least
    high: float  # with every paragraph on one line


class Cell(NamedTuple):
    """A cell of a table's grid."""

    column: int  # the first that it stands in
    span: int  # how many columns
    blocks: list[Json]


def among(value: Json) -> bool:
    """Whether there is a table in some blocks."""
    match value:
        case {"t": "Table"}:
            return True
        case {"t": "Div" | "BlockQuote" | "BulletList" | "OrderedList" | "DefinitionList" | "Figure", "c": inside}:
            return among(inside)
        case [*items]:
            return any(map(among, items))
    return False


def fitted(table: Json, measure: float = MEASURE) -> Json:
    """The table, with a class when its words need more than the page, `measure` ems of its text.

    Raises UnwritableError when nothing helps.
    """
    [identifier, classes, pairs], *rest = table["c"]
    count = len(rest[1])
    if count > MOST_COLUMNS:
        raise UnwritableError(f"a table of {count} columns has no room on a page: split it, at most {MOST_COLUMNS}")
    if sum(column.low for column in columns(table)) + PADDING * count <= measure:
        return table
    name = TIGHT if count <= TIGHT_COLUMNS else TINY
    return {"t": "Table", "c": [[identifier, [*classes, name], pairs], *rest]}


def shares(columns: list[Column], measure: float, padding: float, size: float = 1.0) -> list[float]:
    """What part of the page each column takes: all that its text needs, or, where that is too much, what is fair.

    Between its narrowest and its widest each column gives of what it can (CSS 2, 17.5.2.2). `size` is that of the
    table's text, in the unit of the measure and the padding.
    """
    low = [column.low * size + padding for column in columns]
    high = [column.high * size + padding for column in columns]
    wish = sum(high) - sum(low)
    part = min(max(measure - sum(low), 0.0) / wish, 1.0) if wish > 0 else 1.0
    widths = [a + (b - a) * part for a, b in zip(low, high, strict=True)]
    return [width / max(sum(widths), measure) for width in widths]


def columns(table: Json, western: float = 0.0) -> list[Column]:
    """How narrow and how wide each column is; a cell over several columns widens them alike.

    `western`: ems that each Western character may be wider than in our faces.
    """
    _, _, specs, head, bodies, foot = table["c"]
    low, high = [0.0] * len(specs), [0.0] * len(specs)
    sections = [head[1], *(rows for body in bodies for rows in body[2:]), foot[1]]
    cells = [cell for section in sections for cell in grid(section, len(specs))]
    for cell in sorted(cells, key=lambda cell: cell.span):
        for widths, need in ((low, _longest(cell.blocks, western)), (high, ems(cell.blocks, western))):
            missing = need - sum(widths[cell.column : cell.column + cell.span]) - PADDING * (cell.span - 1)
            for n in range(cell.column, cell.column + cell.span) if missing > 0 else ():
                widths[n] += missing / cell.span
    return [Column(a, max(a, b)) for a, b in zip(low, high, strict=True)]


def rows(table: Json) -> int:
    """How many rows a table has."""
    *_, head, bodies, foot = table["c"]
    return len(head[1]) + len(foot[1]) + sum(len(part) for body in bodies for part in body[2:])


def grid(rows: list[Json], count: int) -> Iterator[Cell]:
    """The cells of some rows, each with its column: a cell above may reach down."""
    taken = [0] * count  # rows that a cell above still fills
    for _, row in rows:
        column = 0
        for _, _, down, across, blocks in row:
            while column < count and taken[column]:
                column += 1
            span = min(across, count - column)
            if span < 1:
                break
            yield Cell(column, span, blocks)
            taken[column : column + span] = [down] * span
            column += span
        taken = [max(left - 1, 0) for left in taken]


def ems(value: Json, western: float = 0.0) -> float:
    """How wide the longest paragraph is, in its own size: full-width characters are 1."""
    match value:
        case {"t": "Note"}:
            return NOTE_CALL
        case {"t": "Str", "c": str(word)} | {"t": "Code" | "Math", "c": [_, str(word)]}:
            wide = sum(map(is_western, word)) * western
            return wide + sum(map(_em, word)) + AUTOSPACE * sum(map(_meet, word, word[1:]))
        case {"t": "Space" | "SoftBreak"}:
            return WORD_SPACE
        case {"t": _, "c": content}:
            return ems(content, western)
        case [*items] if items and all(isinstance(item, dict) and _is_block(item) for item in items):
            return max(ems(item, western) for item in items)
        case [*items]:
            return sum(ems(item, western) for item in items)
    return 0.0


def _is_block(node: Json) -> bool:
    return node.get("t") in ("Para", "Plain", "Div", "BulletList", "OrderedList", "CodeBlock", "BlockQuote")


def _em(char: str) -> float:
    return width(char) if width(char) == 1 else NARROW.get(char, UPPER if char.isupper() else LOWER)


def _meet(before: str, after: str) -> bool:
    return (is_han(before) and is_western(after)) or (is_western(before) and is_han(after))


def _longest(value: Json, western: float = 0.0) -> float:
    """How wide the longest word is, in ems; of Han characters READABLE stay together."""
    match value:
        case {"t": "Str", "c": str(text)} | {"t": "Code", "c": [_, str(text)]}:
            words = (sum(_em(c) + western * is_western(c) for c in word) for word in WORDS.findall(text))
            return max(max(words, default=0.0), min(READABLE, max(map(len, HAN_RUN.findall(text)), default=0)))
        case {"c": inside}:
            return _longest(inside, western)
        case [*items]:
            return max((_longest(item, western) for item in items), default=0.0)
    return 0.0
