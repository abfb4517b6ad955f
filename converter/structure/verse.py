"""Verse, by the measure of its lines.

Regulated and old verse has clauses of four, five or seven characters, alike through the line (四言, 五言, 七言); what
stands beside such a line in the same measure is verse too. New verse is known by its stanzas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from converter.characters import is_han
from converter.structure.galley import Galley, Kind, Verdict
from converter.structure.line import Line
from converter.structure.runs import stanzas

MARKS = r"，。、；：？！,;:?!\s"
CLAUSES = re.compile(f"[{MARKS}]+")
MEASURES = {4: 0.5, 5: 2.0, 7: 2.5, 6: 0.5, 3: 0.0}  # characters of a clause: log-odds for two alike
MEASURED = (5, 7)
NEVER = -100.0
STANZAS = 0.5  # of the lines of verse, at most, begin a stanza
STANZA = 2.0  # log-odds of one of several short lines between blank lines
INTRODUCED = 2.0  # log-odds of a couplet behind a colon
LONGEST = 9  # characters of a clause
LONG_CLAUSE = re.compile(rf"[^{MARKS}]{{{LONGEST + 1}}}")
WIDEST = 36.0  # ems: four clauses of seven and their marks


def verse_scores(galley: Galley, places: Sequence[int]) -> list[float]:
    """The log-odds that each of the open lines is a line of verse."""
    lines = [galley.lines[index] for index in places]
    shapes = [_shape(line) for line in lines]
    found = []
    for at, shape in enumerate(shapes):
        if not shape:
            found.append(NEVER)
            continue
        beside = [
            near for near in (shapes[at - 1] if at else (), shapes[at + 1] if at + 1 < len(lines) else ()) if near
        ]
        opens = at - 1 if at and shapes[at - 1] == shape else at
        introduced = bool(beside) and opens > 0 and lines[opens - 1].text[-1] in "：:"
        found.append(_score(shape, beside) + (INTRODUCED if introduced else 0.0))
    for run in stanzas(lines):
        for at in run:
            found[at] = max(found[at], STANZA)
    return found


def set_stanzas(galley: Galley, verse: Sequence[int]) -> None:
    """Mark the lines of verse that begin a stanza: those below a blank line, where most lines have none above them."""
    following = [
        (above, below)
        for above, below in pairwise(verse)
        if all(
            (gone := galley.verdicts[at]) is not None and gone.kind is Kind.FURNITURE for at in range(above + 1, below)
        )
    ]
    begun = [below for _, below in following if galley.lines[below].blanks]
    if len(begun) <= STANZAS * len(following):
        for index in begun:
            galley.decide(index, Verdict(Kind.STANZA, "verse.stanza", "the first line of a stanza, below a blank line"))


def _shape(line: Line) -> tuple[int, ...]:
    """The lengths of its clauses; empty when it cannot be verse."""
    if line.width > WIDEST:
        return ()
    if LONG_CLAUSE.search(line.text):
        return ()
    clauses = [clause for clause in CLAUSES.split(line.text) if clause]
    if not clauses or not all(map(is_han, "".join(clauses))):
        return ()
    return tuple(map(len, clauses))


def _score(shape: tuple[int, ...], beside: Sequence[tuple[int, ...]]) -> float:
    alike = len(set(shape)) == 1 and len(shape) > 1
    score = -3.0 + (MEASURES.get(shape[0], -1.0) + 0.5 * (len(shape) - 1) if alike else 0.0)
    same = sum(near == shape for near in beside)
    if len(shape) == 1:  # without marks: known by the lines beside it alone
        return -2.0 + (3.0 if shape[0] in MEASURED else 2.0) * same if same else NEVER
    return score + 1.5 * same
