"""Tables typed as plain text: columns set apart by |, by tabs, or by runs of spaces.

A run of rows with the same number of columns becomes a table. Where the columns are only spaces they must hold
figures as well, for verse is printed in columns too. Rows drawn with lines (┌─┬─┐) are kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from converter.ledger import BREAK
from converter.structure.galley import Galley, Kind, Part, Verdict
from converter.structure.line import Line

FEWEST_ROWS = 3
LONGEST = 300  # characters of a row
APART = re.compile("[|\t\u3000─━═]|  ")  # one of them stands in every row
DRAWN = re.compile(r"[\s│┃|]*[┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛═║╔╦╗╠╬╣╚╩╝]{3}")
RULED = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?")  # |---|:--|
PIPE = re.compile(r"\s*\|\s*")
TAB = re.compile(r"\s*\t\s*")
SPACES = re.compile(r"(?: {2,}|\u3000+ *)")
FIGURE = re.compile(r"[-+]?[\d,.]+\s*[%％万亿元个人年月日岁]*")
FIGURES = 0.6  # of the rows, below the first, have a figure in one and the same column


@dataclass(frozen=True, slots=True)
class Row:
    """A row: offsets of its cells in `Line.text`, and how they are set apart."""

    cells: tuple[tuple[int, int], ...]
    family: str


def mark_tables(galley: Galley) -> None:
    """Decide about the rows of tables."""
    if not any(line.stopped for line in galley.lines):
        return  # a text of a few words: a table needs a text around it
    rows = [(index, _row(galley.lines[index])) for index, _ in galley.open()]
    if not any(row for _, row in rows):
        return
    for _, run in groupby(_numbered(rows), key=lambda item: item[0]):
        found = [(index, row) for _, index, row in run if row is not None]
        if _is_table(galley, found):
            for index, row in found:
                galley.decide(index, _verdict(galley.lines[index], row))


def _numbered(rows: Sequence[tuple[int, Row | None]]) -> Iterator[tuple[int, int, Row | None]]:
    """Each row with the number of its run: neighbours of one family and one number of columns."""
    run, before, shape = 0, -1, ("", 0)
    for index, row in rows:
        own = (row.family, len(row.cells)) if row else ("", 0)
        if row and row.family == "pipe" and not row.cells:
            own = shape  # the rule under the head belongs to any pipe table
        if own != shape or index != before + 1 or not row:
            run += 1
        before, shape = index, own
        yield run, index, row


def _row(line: Line) -> Row | None:
    """The line as a row; None when it is none."""
    text = line.text
    if len(text) > LONGEST or not APART.search(text):
        return None
    if DRAWN.match(text):
        return Row((), "drawn")
    if RULED.fullmatch(text):
        return Row((), "pipe")
    for family, pattern in (("pipe", PIPE), ("tab", TAB), ("spaces", SPACES)):
        cells = tuple(_cells(text, pattern))
        if len(cells) >= (3 if family == "spaces" else 2):
            return Row(cells, family)
    return None


def _cells(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for match in (*pattern.finditer(text), None):
        end = match.start() if match else len(text)
        edge = end == 0 or (match is None and at == len(text))  # before the first |, behind the last
        if not edge:
            yield at, end
        at = match.end() if match else at


def _is_table(galley: Galley, rows: Sequence[tuple[int, Row]]) -> bool:
    filled = [(index, row) for index, row in rows if row.cells]
    if len(filled) < FEWEST_ROWS or rows[0][1].family == "drawn":
        return False
    if rows[0][1].family != "spaces":
        return True
    columns = zip(*([galley.lines[index].text[a:b] for a, b in row.cells] for index, row in filled[1:]), strict=True)
    return any(sum(bool(FIGURE.fullmatch(cell)) for cell in column) >= FIGURES * len(column) for column in columns)


def _verdict(line: Line, row: Row) -> Verdict:
    if not row.cells:
        return Verdict(Kind.FURNITURE, "tables.rule", "the rule under a table's head")
    return Verdict(Kind.ROW, "tables.row", "a row of a table", parts=tuple(_gaps(line, row)))


def _gaps(line: Line, row: Row) -> Iterator[Part]:
    """What stands between the cells: each becomes the border of two texts."""
    at, after = 0, ""
    for start, end in row.cells:
        if at < start or after:
            yield Part(at, start, "tables.column", "what sets the columns apart", after=after)
        at, after = end, BREAK
    if at < len(line.text):
        yield Part(at, len(line.text), "tables.column", "what sets the columns apart")
