"""The clauses of a title, kept whole: a line of a title ends where a clause or a name ends.

In: the words of a title or a byline. Out: its clauses. CSS keeps one on a line as an inline block; Word knows no such
thing, and is told where the lines end. So are both where a clause is longer than a line: then lines of like length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from converter.characters import width
from converter.document import Json
from converter.editions.cascade import Sheet
from converter.editions.cover_lines import balanced

CLAUSES = re.compile("(?<=[，、：；。！？])|(?=——)|(?<=[\u4e00-\u9fff]{4})(?=关于|關於)|(\u3000+)")
WHOLE: Final = range(2, 21)  # characters of a clause that is kept whole: a line of the title has 20
HALF_MARKS = re.compile(
    "[，、：；。！？）》」』](?=[，、：；。！？（《「『）》」』])"
)  # adjacent marks share an em (CLREQ 3.1.6)


def split(words: str) -> list[str]:
    """The clauses, and the gaps between names, in order."""
    return [part for part in CLAUSES.split(words) if part]


def is_whole(clause: str) -> bool:
    """Whether a clause is kept on one line."""
    return len(clause) in WHOLE and bool(clause.strip())


def room(sheet: Sheet, style: str) -> float:
    """How many ems a line of the title block has: what the page leaves to a paragraph of this style."""
    look = sheet.looks[style]
    return (sheet.page.measure - look.left - look.right) / (look.size + look.tracking)


def too_long(words: str, measure: float) -> bool:
    """Whether a clause does not fit on a line of `measure` ems."""
    return any(width(clause) > measure for clause in split(words))


def lined(words: str, measure: float) -> Iterator[Json]:
    """The words as inlines, a LineBreak where the next clause is too long for the rest of a line of `measure` ems."""
    if too_long(words, measure):
        for n, line in enumerate(balanced(words, measure)):
            yield from ({"t": "LineBreak"},) if n else ()
            yield {"t": "Str", "c": line}
        return
    clauses, used = split(words), 0.0
    for clause in clauses:
        long = width(clause) - 0.5 * len(HALF_MARKS.findall(clause))
        if used and used + long > measure and len(clauses) > 1 and is_whole(clause):
            yield {"t": "LineBreak"}
            used = 0.0
        if clause.strip() or used:
            yield {"t": "Str", "c": clause}
        used = used + long if used + long <= measure else (used + long) % measure
