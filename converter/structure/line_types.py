"""The types of all lines, found in one pass over the document.

Each line gets a score for each type from its own form (`headings`, `verse`, `lists`), and one for continuing the
line before from the way the file was wrapped (`breaks`). The best sequence of types is then found at once
(Viterbi), so that what a line is may depend on what its neighbours are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache

from converter.structure.breaks import CANNOT_BEGIN
from converter.structure.galley import Galley, Kind, Verdict
from converter.structure.line import Line


class Type(StrEnum):
    """What a line can be."""

    PARAGRAPH = "paragraph"
    CONTINUED = "continued"
    HEADING = "heading"
    VERSE = "verse"
    ITEM = "item"
    NAME = "name"  # the author's, under the title of a piece


PARAGRAPH, CONTINUED = Type.PARAGRAPH, Type.CONTINUED  # of most lines; a member of an enum is slow to look up
Scores = dict[Type, float]  # log-odds against a paragraph's beginning, which is 0

# What may follow what, beyond the lines' own scores: rows are the line before.
NEVER = -100.0
FOLLOWS: dict[Type, Scores] = {
    Type.PARAGRAPH: {Type.VERSE: -0.5, Type.NAME: NEVER},
    Type.CONTINUED: {Type.VERSE: -0.5, Type.NAME: NEVER},
    Type.HEADING: {Type.CONTINUED: NEVER, Type.HEADING: -1.0, Type.NAME: 1.0},
    Type.VERSE: {Type.CONTINUED: -2.0, Type.VERSE: 1.0, Type.NAME: NEVER},
    Type.ITEM: {Type.ITEM: 0.5, Type.NAME: NEVER},
    Type.NAME: {Type.CONTINUED: NEVER, Type.NAME: NEVER},
}
UNSURE_MARGIN = 1.0


def best_types(scores: Sequence[Scores]) -> list[Type]:
    """The sequence of types with the highest sum of scores."""
    totals: dict[Type, float] = {}
    origins: list[dict[Type, Type]] = []
    for own in scores:
        before, totals = totals, {}
        origin: dict[Type, Type] = {}
        for kind, score in own.items():
            totals[kind] = score
            if before:
                origin[kind], most = _best_before(before, kind)
                totals[kind] += most
        origins.append(origin)
    return _trace_back(totals, origins)


def _best_before(totals: dict[Type, float], kind: Type) -> tuple[Type, float]:
    best, most = Type.PARAGRAPH, -math.inf
    for earlier, total in totals.items():
        score = total + FOLLOWS[earlier].get(kind, 0.0)
        if score > most:
            best, most = earlier, score
    return best, most


def _trace_back(totals: dict[Type, float], origins: Sequence[dict[Type, Type]]) -> list[Type]:
    if not totals:
        return []
    kind = max(totals, key=lambda kind: totals[kind])
    found = [kind]
    for origin in reversed(origins[1:]):
        kind = origin[kind]
        found.append(kind)
    return found[::-1]


Scorer = Callable[[Galley, Sequence[int]], list[float]]


def set_types(galley: Galley, scorers: Mapping[Type, Scorer]) -> dict[Type, list[int]]:
    """Decide about every open line; where the lines of each type stand.

    `scorers` give, for the open lines in order, the log-odds of each type.
    """
    places = [index for index, _ in galley.open()]
    columns = {kind: scorer(galley, places) for kind, scorer in scorers.items()}
    rows = [
        _row({kind: score for kind, score in zip(columns, own, strict=True) if score > NEVER})
        for own in zip(*columns.values(), strict=True)
    ]
    if rows:
        rows[0].pop(CONTINUED, None)
    found: dict[Type, list[int]] = {kind: [] for kind in Type}
    for index, kind, row in zip(places, best_types(rows), rows, strict=True):
        if kind is not PARAGRAPH:
            _decide(galley, index, kind, row)
        found[kind].append(index)
    return found


def _row(scores: Scores) -> Scores:
    """One line's scores, comparable: what it may be as a beginning shares one certainty, continuing stands against it.

    The scores of the types are log-odds against a paragraph's beginning, that of continuing is against any beginning.
    """
    row = {PARAGRAPH: 0.0} | scores
    continued = row.pop(CONTINUED, None)
    if len(row) > 1:
        total = math.log(sum(map(math.exp, row.values())))
        row = {kind: score - total for kind, score in row.items()}
    if continued is not None:
        row[CONTINUED] = continued
    return row


def _decide(galley: Galley, index: int, kind: Type, row: Scores) -> None:
    line: Line = galley.lines[index]
    match kind:
        case Type.CONTINUED:
            mark = line.text[0] if line.text[0] in CANNOT_BEGIN else ""
            galley.decide(index, _joined(mark, sure=row[kind] >= UNSURE_MARGIN))
        case Type.VERSE:
            galley.decide(index, Verdict(Kind.VERSE, "verse.line", "a line of verse"))
        case Type.NAME:
            galley.decide(index, Verdict(Kind.BYLINE, "front.byline", "a person's name under a heading"))
        case Type.HEADING:
            others = max(score for other, score in row.items() if other is not Type.HEADING)
            sure = row[kind] - others >= UNSURE_MARGIN
            why = "short and unstopped, before a paragraph"
            galley.decide(index, Verdict(Kind.HEADING, "headings.form", why, sure, level=1))


@cache
def _joined(mark: str, *, sure: bool) -> Verdict:
    """The verdict on a line that continues the one before; `mark`: what it begins with, where no line may."""
    rule, why = "lines.mid-sentence", "the line before was broken in the middle of its paragraph"
    if mark:
        rule, why = "lines.cannot-begin", f"a line cannot begin with {mark}"
    return Verdict(rule=rule, why=why, sure=sure, joined=True)
