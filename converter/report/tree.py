"""The outline for a terminal: an indented tree with lines, levels and lengths, folded where it is long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.report.labels import label
from converter.report.outline import Landmark
from converter.report.printable import cells, padded, shortened

LONGEST = 8  # siblings; of more, the first and the last are shown
FIRST, LAST = 4, 2
WIDEST = 44  # columns for a heading with its indent


def tree(marks: Sequence[Landmark], language: str, *, whole: bool = False) -> list[str]:
    """A line for every heading: its line in the source, its level, its text, the characters below it."""
    rows = list(_rows(marks, language, whole))
    width = min(WIDEST, max((cells(text) for _, text, _ in rows), default=0))
    return [f"{line:>6}  {padded(text, width)}  {length:>9}".rstrip() for line, text, length in rows]


def _rows(marks: Sequence[Landmark], language: str, whole: bool) -> Iterator[tuple[str, str, str]]:
    if whole or len(marks) <= LONGEST:
        for mark in marks:
            yield from _row(mark, language, whole)
        return
    for mark in marks[:FIRST]:
        yield from _row(mark, language, whole)
    hidden = sum(map(_count, marks[FIRST:-LAST]))
    yield "", f"{_indent(marks[0])}{label('folded', language).format(n=hidden)}", ""
    for mark in marks[-LAST:]:
        yield from _row(mark, language, whole)


def _row(mark: Landmark, language: str, whole: bool) -> Iterator[tuple[str, str, str]]:
    yield str(mark.line or ""), f"{_indent(mark)}{mark.level} {shortened(mark.text, 60)}", f"{mark.characters:,}"
    yield from _rows(mark.below, language, whole)


def _indent(mark: Landmark) -> str:
    return "  " * (mark.level - 1)


def _count(mark: Landmark) -> int:
    return 1 + sum(map(_count, mark.below))
