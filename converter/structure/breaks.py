"""Each line break judged: does the line continue the one before?

In: the lines and the wrapper that was fitted to them. Out: log-odds that a line continues the one before it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from converter.structure.galley import Galley, Line
from converter.structure.wrapping import Wrap, fit, full_width

CANNOT_BEGIN = frozenset("，。、；：？！,;:?!）)》」』】〉〕”’")  # CLREQ 3.1.5, prohibition at line start
OPEN_ENDS = frozenset("，、,；;")
SURE = 8.0
BLANK_SHARE = (0.02, 0.9)  # of the breaks have a blank line: blank lines separate paragraphs
INDENT_SHARE = (0.03, 0.85)  # of the lines are indented: an indent begins a paragraph
INDENT = 1.5  # ems
VERSE_WIDTH = 16.0


@dataclass(frozen=True, slots=True)
class _Habits:
    """How this document shows where paragraphs begin."""

    wrap: Wrap
    blanks: bool
    indents: bool
    full_end: float  # log-odds that a full line which ends a sentence is followed by its own paragraph
    body_width: float


def continuing(galley: Galley, places: Sequence[int]) -> list[float]:
    """For each of the open lines the log-odds that it continues the open line before it."""
    lines = [galley.lines[index] for index in places]
    habits = _habits(galley, lines)
    scores = [-SURE] * min(1, len(lines))
    for (above_at, below_at), above, below in zip(
        zip(places, places[1:], strict=False), lines, lines[1:], strict=False
    ):
        between = galley.verdicts[above_at + 1 : below_at]
        if any(verdict is None or not verdict.page for verdict in between):
            scores.append(-SURE)
        else:
            scores.append(_continues(habits, above, below, page=bool(between)))
    return scores


def _habits(galley: Galley, lines: Sequence[Line]) -> _Habits:
    wrap = fit(lines)
    count = max(1, len(lines) - 1)
    blanks = sum(line.blanks > 0 for line in lines[1:]) / count
    indents = sum(line.indent >= INDENT for line in lines) / max(1, len(lines))
    return _Habits(
        wrap,
        BLANK_SHARE[0] < blanks < BLANK_SHARE[1],
        INDENT_SHARE[0] < indents < INDENT_SHARE[1],
        _full_end(wrap, lines),
        galley.body_width,
    )


def _full_end(wrap: Wrap, lines: Sequence[Line]) -> float:
    """Log-odds that a full line ending a sentence goes on.

    A paragraph's last line fills the width by chance about 1.5 times in W; a sentence ends at a line's end by chance
    as often as sentences end at all. Both are estimated from this document's own breaks.
    """
    if not wrap.width:
        return -SURE
    pairs = list(zip(lines, lines[1:], strict=False))
    full = [wrap.breaks(above, below) for above, below in pairs]
    own = sum(not one for one in full) + 1  # paragraphs that end before the width
    stopped = sum(above.stopped for (above, _), one in zip(pairs, full, strict=True) if one) + 0.5
    chance = own * 1.5 / wrap.width  # full last lines to be expected
    return math.log(max(stopped - chance, 0.25) / chance)


def _continues(habits: _Habits, above: Line, below: Line, *, page: bool) -> float:
    if below.text[0] in CANNOT_BEGIN:
        return SURE
    if not habits.wrap.width:
        return _continues_unwrapped(habits, above, below, page=page)
    score = _continues_wrapped(habits, above, below)
    if habits.blanks and below.blanks and not page:
        score -= SURE
    if habits.indents:
        score += -SURE if below.indent >= INDENT else 2.0
    return score


def _continues_wrapped(habits: _Habits, above: Line, below: Line) -> float:
    wrap = habits.wrap
    if wrap.breaks(above, below):
        return habits.full_end if above.stopped else 4.0
    slack = wrap.width - full_width(above)
    if above.stopped:
        return -5.0
    if slack <= 2.5:
        return 1.5
    if above.text[-1] in OPEN_ENDS and slack <= 0.4 * wrap.width:
        return 0.5
    return -5.0


def _continues_unwrapped(habits: _Habits, above: Line, below: Line, *, page: bool) -> float:
    if below.blanks and not page:
        return -SURE
    short = above.width < min(VERSE_WIDTH, habits.body_width / 2 or VERSE_WIDTH)
    if above.text[-1] in OPEN_ENDS and not short:
        return 4.0
    if page and not above.stopped and not short:
        return 2.0
    return -SURE
