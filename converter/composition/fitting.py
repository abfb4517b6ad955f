"""Where the lines of a paragraph end, so that none of them is loose.

All lines are chosen together (Knuth and Plass, Breaking Paragraphs into Lines, 1981): a line may give up a little for
the ones after it. What a line lacks is measured against what it can give without showing it (`Matter.stretch`) or by
pressing marks together (`Matter.shrink`). CLREQ 3.2.4 (line adjustment), 3.2.5 (a paragraph does not end in a line of
one character).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converter.composition.matter import Line, Matter
from converter.composition.spacing import end_trim, start_trim

BEAM = 4  # ways of setting the text so far that are kept, after each line
TIGHT = 1e-6  # px; what rounding may add
NEVER = float("inf")
OVERSTRETCHED = 800.0  # a line that costs more is set only for want of a better one
TORN = 16.0  # times what does not show
ALONE = 100_000.0  # against a last line of one character
HYPHEN = 60.0  # against a divided word
LOOSE = 100.0  # cost of a line from which on dividing words is tried
REACH = 3.0  # em before the full line where breaks are looked for first
FAR = 9.0  # em, where a paragraph would end in a line of one character
LETTERS = "HLWXZ"  # classes that count as more than a mark
HANGING = "、，。"


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide the lines are, px, and how they are filled."""

    width: float
    indent: float = 0.0  # of the first line
    justified: bool = True
    breaking_words: bool = True  # a word longer than a line may be cut (CSS overflow-wrap)
    hanging: bool = False  # 、，。 may stand outside the measure at a line's end (CLREQ 3.1.7)


class _Way(NamedTuple):
    """One way of setting the text up to `at`, by its last line."""

    cost: float
    at: int
    stop: int = 0
    natural: float = 0.0  # the line's width before it is filled, px
    trim: float = 0.0  # of its end
    before: _Way | None = None


def fit(matter: Matter, start: int, measure: Measure, hyphens: Mapping[int, float] | None = None) -> list[Line]:
    """The lines of the text from `start` on.

    `hyphens` says where a word may be divided, and how wide the hyphen is. Every line is within the measure but where
    a word is longer than that and may not be cut.
    """
    search = _Search(matter, measure, hyphens or {})
    best = search.best(start)
    if best and search.ends_alone(best):
        search.reach, search.beam = FAR, 2 * BEAM
        best = search.best(start)
    return search.traced(best) if best else []


def is_loose(lines: Sequence[Line], matter: Matter) -> bool:
    """Whether a line of these is stretched so far that dividing a word would be better."""
    for line in lines:
        if line.lack > 0:
            easy = matter.stretch[line.stop - 1] - matter.stretch[line.start]
            if 100 * (line.lack / max(easy, TIGHT)) ** 3 > LOOSE:
                return True
    return False


class _Search:
    """The lines that may begin at a place."""

    def __init__(self, matter: Matter, measure: Measure, hyphens: Mapping[int, float]) -> None:
        self.matter, self.measure, self.hyphens = matter, measure, hyphens
        self.shaped = matter.shaped
        kinds = self.shaped.classes
        self.forced = [at + 1 for at, kind in enumerate(kinds) if kind == "B"] if "B" in kinds else []
        self.justified = measure.justified
        self.reach, self.beam = REACH, BEAM

    def best(self, start: int) -> _Way | None:
        """The best way of setting the text from here on."""
        count = len(self.shaped.text)
        ways = [_Way(0.0, start)] if start < count else []
        done: _Way | None = None
        while ways:
            found: dict[int, _Way] = {}
            for way in ways:
                for new in self.lines(way):
                    known = found.get(new.at)
                    if known is None or new.cost < known.cost:
                        found[new.at] = new
            ended = found.pop(count, None)
            if ended and (done is None or ended.cost < done.cost):
                done = ended
            ways = sorted(found.values())[: self.beam] if len(found) > 1 else list(found.values())
            if done is not None:
                ways = [way for way in ways if way.cost < done.cost]
        return done

    def ends_alone(self, way: _Way) -> bool:
        """Whether the way's last line is a single character."""
        start = way.before.at if way.before else 0
        return way.cost >= ALONE and start > 0 and self._alone(start, way.stop)

    def _alone(self, start: int, stop: int) -> bool:
        return sum(kind in LETTERS for kind in self.shaped.classes[start:stop]) < 2

    def width(self, start: int) -> float:
        """Of the line that begins here."""
        return self.measure.width if start else self.measure.width - self.measure.indent

    def trim(self, start: int) -> float:
        """What the mark that begins a line gives up; the first line of a paragraph has its indent instead."""
        return start_trim(self.shaped, start) if start and self.shaped.classes[start] == "O" else 0.0

    def lines(self, way: _Way) -> list[_Way]:
        """Each line that may begin where a way ends, with what it costs; at least one."""
        matter, start = self.matter, way.at
        edges, shrink = matter.edges, matter.shrink
        trim = self.trim(start)
        width, origin = self.width(start), edges[start] + trim
        size = self.shaped.sizes[start]
        end = self._forced(start)
        # No line that ends beyond this can be pressed into the measure, though a mark's blank may hang over.
        reach = min(bisect_right(edges, origin + width), len(shrink) - 1)
        limit = min(bisect_right(edges, origin + width + shrink[reach] - shrink[start] + 2 * size), end)
        full = max(bisect_left(edges, origin + width - self.reach * size, start + 1, limit + 1), start + 1)
        found = self._between(way, range(full, limit + 1), width, trim)
        if not any(new.cost - way.cost < OVERSTRETCHED for new in found):
            found += self._between(way, range(full - 1, start, -1), width, trim, first=True)
            if found and self.justified and self._must_be_cut(found[-1].at):
                return [self._cut(way, end, width)]
        return found or [self._cut(way, end, width)]

    def _must_be_cut(self, at: int) -> bool:
        """Whether the word that begins here is longer than a line: then it may as well begin on the one before."""
        if not self.measure.breaking_words or at >= len(self.shaped.text):
            return False
        ends = self.shaped.breaks.find(1, at + 1)
        return self.matter.edges[ends] - self.matter.edges[at] > self.measure.width

    def _forced(self, start: int) -> int:
        at = bisect_right(self.forced, start)
        return self.forced[at] if at < len(self.forced) else len(self.shaped.text)

    def _between(self, way: _Way, places: range, width: float, trim: float, *, first: bool = False) -> list[_Way]:
        """The lines that end at one of the places, or at the first of them where one can end."""
        breaks, hyphens = self.shaped.breaks, self.hyphens
        found: list[_Way] = []
        for at in places:
            if (breaks[at] or at in hyphens) and (line := self._line(way, at, width, trim)):
                found.append(line)
                if first:
                    break
        return found

    def _line(self, way: _Way, at: int, width: float, left: float) -> _Way | None:
        """The line that ends here; None when it does not fit."""
        matter, shaped, start = self.matter, self.shaped, way.at
        kinds, stop = shaped.classes, at
        while stop > start and kinds[stop - 1] in "_B":
            stop -= 1
        last = at == len(kinds) or kinds[at - 1] == "B"
        if stop == start:
            return _Way(way.cost, at, stop, 0.0, 0.0, way) if last else None
        natural = matter.edges[stop] - matter.edges[start] - matter.tails.get(stop - 1, 0.0) - left
        cost = 0.0
        if not shaped.breaks[at]:
            natural += self.hyphens[at]
            cost = HYPHEN
        elif shaped.text[at - 1] == "-":  # who copies the text out loses this one too
            cost = HYPHEN
        if last and start and self._alone(start, stop):
            cost += ALONE
        size, trim = shaped.sizes[stop - 1], 0.0
        easy = matter.stretch[stop - 1] - matter.stretch[start]
        gives = matter.shrink[stop - 1] - matter.shrink[start]
        lacks = self._cost(width - natural, easy, gives, size, last)
        if natural > width + TIGHT and kinds[stop - 1] in "CS":
            blank = self._blank(stop - 1, last)
            trimmed = self._cost(width - natural + blank, easy, gives, size, last)
            if blank and trimmed < lacks:
                lacks, trim, natural = trimmed, blank, natural - blank
        return None if lacks == NEVER else _Way(way.cost + cost + lacks, at, stop, natural, trim, way)

    def _blank(self, at: int, last: bool) -> float:
        """What of a mark may stand outside the measure, px."""
        if self.measure.hanging and not last and self.shaped.text[at] in HANGING:
            return self.shaped.advances[at]
        return end_trim(self.shaped, at)

    def _cost(self, lack: float, easy: float, gives: float, size: float, last: bool) -> float:
        """What it costs that a line lacks so much: 1 for nothing, 100 when it gives all that does not show."""
        if lack < -TIGHT:
            return 1 + 100 * (lack / gives) ** 2 if gives + TIGHT >= -lack else NEVER
        if last:
            return 0.0
        if not self.justified:
            return 1 + (lack / size) ** 2
        return 1 + 100 * (lack / max(easy, 0.01 * size)) ** 3

    def _cut(self, way: _Way, end: int, width: float) -> _Way:
        """A line of a word that is longer than the measure: cut where it is full, or longer than the measure."""
        matter, shaped, start = self.matter, self.shaped, way.at
        kinds, trim = shaped.classes, self.trim(way.at)
        at = start + 1
        if self.measure.breaking_words:
            at = max(at, bisect_right(matter.edges, matter.edges[start] + trim + width + TIGHT) - 1)
            while start + 1 < at < end and (kinds[at] == "E" or not shaped.advances[at]):  # an accent, a ligature's end
                at -= 1
            while start + 1 < at < end and matter.width(start, at) - trim > width + TIGHT:
                at -= 1
        at = min(at, end)
        while at < end and not self.measure.breaking_words and not shaped.breaks[at]:
            at += 1
        stop = at
        while stop > start + 1 and kinds[stop - 1] in "_B":
            stop -= 1
        natural = matter.width(start, stop) - trim
        return _Way(way.cost + ALONE, at, stop, natural, 0.0, way)

    def traced(self, way: _Way) -> list[Line]:
        """The lines of a way, in order."""
        lines = []
        while way.before is not None:
            lines.append(self._finished(way, way.before.at))
            way = way.before
        return lines[::-1]

    def _finished(self, way: _Way, start: int) -> Line:
        shaped, natural, trim = self.shaped, way.natural, self.trim(start)
        hyphen = 0.0 if shaped.breaks[way.at] else self.hyphens.get(way.at, 0.0)
        last = way.at == len(shaped.text) or shaped.classes[way.at - 1] == "B"
        lack = self.width(start) - natural
        gives = self.matter.shrink[max(way.stop - 1, start)] - self.matter.shrink[start]
        pressed = -gives - TIGHT <= lack < -TIGHT  # what is longer stays so: a word that may not be cut
        fillable = self.justified and not last and not self._before_picture(way, start, lack)
        filled = way.stop > start and (pressed or (fillable and lack > TIGHT))
        return Line(start, way.stop, way.at, trim, way.trim, lack if filled else 0.0, hyphen,
                    natural + lack if filled else natural)  # fmt: skip

    def _before_picture(self, way: _Way, start: int, lack: float) -> bool:
        """Whether the line is short because what stands next is as wide as a line: it is not torn apart for that."""
        easy = self.matter.stretch[way.stop - 1] - self.matter.stretch[start]
        return self.shaped.classes[way.at : way.at + 1] == "X" and lack > TORN * easy
