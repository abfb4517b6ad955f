"""Where the lines of a paragraph end, so that none of them is loose.

All lines are chosen together (Knuth and Plass, Breaking Paragraphs into Lines, 1981): a line may give up a little for
the ones after it. What a line lacks is measured against what it can give without showing it (`Matter.stretch`) or by
pressing marks together (`Matter.shrink`). CLREQ 3.2.4 (line adjustment), 3.2.5 (a paragraph does not end in a line of
one character).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from converter.composition.matter import Line, Matter
from converter.composition.spacing import end_trim, start_trim

BEAM = 6  # ways of setting the text so far that are kept, after each line
TIGHT = 1e-6  # px; what rounding may add
WORST = (
    2.0  # times what a line can give without showing it; a line that lacks more is set only for want of a better one
)
ALONE = 100_000.0  # against a last line of one character
HYPHEN = 60.0  # against a divided word
LOOSE = 40.0  # cost of a line from which on dividing words is tried
REACH = 3.0  # em before the full line where breaks are looked for first
LETTERS = "HLWXZ"  # classes that count as more than a mark


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide the lines are, px, and how they are filled."""

    width: float
    indent: float = 0.0  # of the first line
    justified: bool = True
    breaking_words: bool = True  # a word longer than a line may be cut (CSS overflow-wrap)
    hanging: bool = False  # 、，。 may stand outside the measure at a line's end (CLREQ 3.1.7)


class _Way(NamedTuple):
    """One way of setting the text up to `at`."""

    cost: float
    at: int
    line: Line | None
    before: _Way | None


def fit(matter: Matter, start: int, measure: Measure, hyphens: Mapping[int, float] | None = None) -> list[Line]:
    """The lines of the text from `start` on.

    `hyphens` says where a word may be divided, and how wide the hyphen is. Every line is within the measure but where
    a word is longer than that and may not be cut.
    """
    search = _Search(matter, measure, hyphens or {})
    done: _Way | None = None
    count = len(matter.shaped.text)
    ways = [_Way(0.0, start, None, None)] if start < count else []
    first = start == 0
    while ways:
        found: dict[int, _Way] = {}
        for way in ways:
            for cost, line in search.lines(way.at, first and way.line is None):
                total = way.cost + cost
                known = found.get(line.resume)
                if known is None or total < known.cost:
                    found[line.resume] = _Way(total, line.resume, line, way)
        ended = found.pop(count, None)
        if ended and (done is None or ended.cost < done.cost):
            done = ended
        ways = sorted(found.values())[:BEAM] if len(found) > 1 else list(found.values())
        if done is not None:
            ways = [way for way in ways if way.cost < done.cost]
    return _traced(done)


def _traced(way: _Way | None) -> list[Line]:
    lines: list[Line] = []
    while way is not None and way.line is not None:
        lines.append(way.line)
        way = way.before
    return lines[::-1]


class _Search:
    """The lines that may begin at a place."""

    def __init__(self, matter: Matter, measure: Measure, hyphens: Mapping[int, float]) -> None:
        self.matter, self.measure, self.hyphens = matter, measure, hyphens
        self.shaped = matter.shaped
        self.forced = [at + 1 for at, kind in enumerate(self.shaped.classes) if kind == "B"]

    def lines(self, start: int, first: bool) -> list[tuple[float, Line]]:
        """Each line that may begin here, with its cost; at least one."""
        matter, shaped = self.matter, self.shaped
        width = self.measure.width - (self.measure.indent if first else 0.0)
        trim = 0.0 if first else start_trim(shaped, start)
        origin = matter.edges[start] + trim
        size = shaped.sizes[start]
        end = self._forced(start)
        # No line that ends after this place can be pressed into the measure: a mark's blank and a half may hang over.
        limit = min(bisect_right(matter.edges, origin + width + self._give(start, origin + width) + 2 * size), end)
        full = bisect_left(matter.edges, origin + width - REACH * size, start + 1, limit + 1)
        found = self._between(start, max(full, start + 1), limit, width, trim)
        if not found or all(cost > WORST**3 * 100 for cost, _ in found):
            best = self._before(start, full, width, trim)
            found = found + best if found else best
        return found or [self._cut(start, end, width, trim)]

    def _forced(self, start: int) -> int:
        at = bisect_right(self.forced, start)
        return self.forced[at] if at < len(self.forced) else len(self.shaped.text)

    def _give(self, start: int, reach: float) -> float:
        shrink = self.matter.shrink
        at = min(bisect_right(self.matter.edges, reach), len(shrink) - 1)
        return shrink[at] - shrink[start]

    def _between(self, start: int, low: int, high: int, width: float, trim: float) -> list[tuple[float, Line]]:
        breaks, hyphens = self.shaped.breaks, self.hyphens
        tried = (self._tried(start, at, width, trim) for at in range(low, high + 1) if breaks[at] or at in hyphens)
        return [line for line in tried if line is not None]

    def _before(self, start: int, low: int, width: float, trim: float) -> list[tuple[float, Line]]:
        """The longest line that ends before the places that were tried."""
        for at in range(low - 1, start, -1):
            if (self.shaped.breaks[at] or at in self.hyphens) and (line := self._tried(start, at, width, trim)):
                return [line]
        return []

    def _tried(self, start: int, at: int, width: float, trim: float) -> tuple[float, Line] | None:
        """The line that ends here and what it costs; None when it does not fit."""
        matter, shaped = self.matter, self.shaped
        kinds = shaped.classes
        stop = at
        while stop > start and kinds[stop - 1] in "_B":
            stop -= 1
        last = at == len(shaped.text) or kinds[at - 1] == "B"
        if stop == start:
            return (0.0, Line(start, stop, at)) if last else None
        hyphen = 0.0 if shaped.breaks[at] else self.hyphens[at]
        natural = matter.edges[stop] - matter.edges[start] - matter.gaps.get(stop - 1, 0.0) - trim + hyphen
        line = Line(start, stop, at, trim, 0.0, 0.0, hyphen, natural)
        easy = matter.stretch[stop - 1] - matter.stretch[start]
        gives = matter.shrink[stop - 1] - matter.shrink[start]
        size = shaped.sizes[stop - 1]
        blank = end_trim(shaped, stop - 1)
        if self.measure.hanging and shaped.text[stop - 1] in "、，。" and not last:
            blank = shaped.advances[stop - 1]
        ways = [(self._cost(width - natural, easy, gives, size, last), line)]
        if blank and natural > width + TIGHT:
            trimmed = replace(line, trim_end=blank, width=natural - blank)
            ways.append((self._cost(width - natural + blank, easy, gives, size, last), trimmed))
        cost, line = min(ways, key=lambda way: way[0])
        if cost == float("inf"):
            return None
        lack = width - line.width
        if lack < -TIGHT or (self.measure.justified and not last and lack > TIGHT):
            line = replace(line, lack=lack, width=width)
        return cost + self._faults(line, last), line

    def _cost(self, lack: float, easy: float, gives: float, size: float, last: bool) -> float:
        """What it costs that a line lacks so much: 1 for nothing, 100 when it gives all that does not show."""
        if lack < -TIGHT:
            return 1 + 100 * (lack / gives) ** 2 if gives + TIGHT >= -lack else float("inf")
        if last:
            return 0.0
        if not self.measure.justified:
            return 1 + (lack / size) ** 2
        return 1 + 100 * (lack / max(easy, 0.01 * size)) ** 3

    def _faults(self, line: Line, last: bool) -> float:
        cost = HYPHEN if line.hyphen else 0.0
        if last and line.start and _alone(self.shaped.classes[line.start : line.stop]):
            cost += ALONE
        return cost

    def _cut(self, start: int, end: int, width: float, trim: float) -> tuple[float, Line]:
        """A line of a word that is longer than the measure: cut where it is full, or longer than the measure."""
        matter, shaped = self.matter, self.shaped
        kinds = shaped.classes
        at = start + 1
        if self.measure.breaking_words:
            at = max(at, bisect_right(matter.edges, matter.edges[start] + trim + width + TIGHT) - 1)
            while at < end and at > start + 1 and kinds[at] == "E":
                at -= 1
        at = min(at, end)
        while at < end and not self.measure.breaking_words and not shaped.breaks[at]:
            at += 1
        stop = at
        while stop > start + 1 and kinds[stop - 1] in "_B":
            stop -= 1
        natural = matter.edges[stop] - matter.edges[start] - matter.gaps.get(stop - 1, 0.0) - trim
        return ALONE, Line(start, stop, at, trim, 0.0, 0.0, 0.0, natural)


def _alone(kinds: str) -> bool:
    """Whether the last line holds one character beside its marks (a word of one letter is one too)."""
    return sum(kind in LETTERS for kind in kinds) < 2


def is_loose(lines: Sequence[Line], matter: Matter) -> bool:
    """Whether a line of these is stretched so far that dividing a word would be better."""
    for line in lines:
        if line.lack > 0:
            easy = matter.stretch[line.stop - 1] - matter.stretch[line.start]
            if 100 * (line.lack / max(easy, TIGHT)) ** 3 > LOOSE:
                return True
    return False
