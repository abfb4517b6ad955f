"""How was this file wrapped? One model for the document, by which each line break is judged.

A wrapper fills each line up to a width and breaks as its kinsoku style allows. Fitted are the width and the style
under which a greedy wrapper would have made as many of the breaks as possible. A break that it could not have made
is the author's own: a paragraph ends there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from converter.characters import is_western, width
from converter.structure.line import Line

MARKS = frozenset("，。、；：？！」』”’）》】,.;:!?)")  # what a wrapper with kinsoku keeps from a line's start
WORD = re.compile(r"[A-Za-z0-9_\-./:#@%&']+")
NARROWEST, WIDEST = 13.0, 80.0  # ems
RUN = 400  # lines of each of the samples of a long file
FEWEST_LINES = 4
FEWEST_BROKEN = 3  # lines broken off inside a sentence, for a file to count as wrapped
BROKEN = 0.5  # of the lines that reach the width, at least, are broken off inside a sentence: uniform verse is not
LONGEST_WORD = 8.0  # ems that a Western word may leave empty at a line's end
CHANGE = 3.0  # lines' worth of evidence that a change of width inside a file needs
WIDTHS = 5  # widths that a file's sections may have
SHORT_OF = 2.5  # ems short of the width still reach it
STOPPED_WEIGHT = 0.2  # an explained break that ends a sentence proves little
EPSILON = 0.01
HALF = 0.5
USUAL_INDENT = 2.0  # CLREQ 5.3.1, first-line indent
FEWEST_FIRST = 3


class Style(StrEnum):
    """What a wrapper does with marks that may not begin a line, and with Western words."""

    PLAIN = "plain"  # marks go where they fall, words stay whole
    HANGING = "hanging"  # a mark may stand beyond the width
    PUSHED = "pushed"  # the character before the mark is taken down with it
    BROKEN = "broken"  # marks and words are cut anywhere


@dataclass(frozen=True, slots=True)
class Wrap:
    """The wrapper that explains a file; width 0 when it was not wrapped."""

    width: float = 0.0
    style: Style = Style.PLAIN
    lost_indent: float = 0.0  # ems: first lines are this much narrower, for their indent was stripped
    sections: Mapping[int, float] = field(default_factory=dict)  # other widths, by line number

    def slack(self, line: Line) -> float:
        """How many ems short of the width the line ends."""
        return self._width_at(line) - full_width(line)

    def breaks(self, above: Line, below: Line) -> bool:
        """Whether this wrapper could have broken the text between these two lines."""
        if _could_break(above.text, full_width(above), below.text, self._width_at(above), self.style):
            return True
        return bool(self.lost_indent) and self._fills_first(above, below.text)

    def is_first(self, line: Line, below: Line | None) -> bool:
        """Whether the line's width shows that an indent stood before it: it ends just where a first line is full."""
        return below is not None and bool(self.lost_indent) and not line.stopped and self._fills_first(line, below.text)

    def is_not_first(self, line: Line) -> bool:
        """Whether the line is too wide to have had an indent before it."""
        return bool(self.lost_indent) and self.slack(line) < self.lost_indent - HALF

    def _width_at(self, line: Line) -> float:
        return self.sections.get(line.number, self.width)

    def _fills_first(self, line: Line, below: str) -> bool:
        limit = self._width_at(line) - self.lost_indent
        taken = full_width(line)
        return taken > limit - HALF and _could_break(line.text, taken, below, limit, self.style)


def full_width(line: Line) -> float:
    """What the line takes up on the page: its indent (a paragraph's, no centring) and its text."""
    return line.width + (line.indent if line.indent <= 4 else 0.0)


def fit(lines: Sequence[Line]) -> Wrap:
    """The wrapper that could have made the most of the breaks between these lines."""
    if len(lines) < FEWEST_LINES:
        return Wrap()
    widths = [full_width(line) for line in lines]
    some = _sample(lines)
    tried = {
        (limit, style): _score(some, [full_width(line) for line in some], limit, style) - 3 * over
        for limit, over in _limits([full_width(line) for line in some])
        for style in Style
    }
    if not tried:
        return Wrap()
    limit, style = max(tried, key=lambda pair: tried[pair])
    indent = _lost_indent(lines, widths, limit)
    if indent:
        found = Wrap(limit, style, indent)
    else:
        chosen = _by_section(lines, widths, _candidates(lines, widths, style), style) or [limit]
        main = Counter(chosen).most_common(1)[0][0]
        found = Wrap(
            main, style, sections={line.number: one for line, one in zip(lines, chosen, strict=False) if one != main}
        )
    return found if _is_wrapped(lines, found) else Wrap()


def _sample(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines themselves, or three runs of a long file: enough to know its wrapper."""
    if len(lines) <= 3 * RUN:
        return lines
    middle = len(lines) // 2
    return [*lines[:RUN], *lines[middle : middle + RUN], *lines[-RUN:]]


def _candidates(lines: Sequence[Line], widths: Sequence[float], style: Style) -> list[float]:
    """The widths that a section may have: those that by themselves explain most breaks."""
    common = {round(one * 2) / 2 for one, _ in Counter(widths).most_common(12) if NARROWEST <= one <= WIDEST}
    scores = {
        limit: sum(
            not above.stopped and taken <= limit + EPSILON and _could_break(above.text, taken, below.text, limit, style)
            for above, below, taken in zip(lines, lines[1:], widths, strict=False)
        )
        for limit in common
    }
    return sorted(scores, key=lambda limit: -scores[limit])[:WIDTHS]


def _by_section(lines: Sequence[Line], widths: Sequence[float], limits: Sequence[float], style: Style) -> list[float]:
    """The width of each line's section: the best sequence, a change of width being dear (Viterbi)."""
    if not limits:
        return []
    totals = dict.fromkeys(limits, 0.0)
    origins: list[dict[float, float]] = []
    for above, below, taken in zip(lines, [*lines[1:], None], widths, strict=True):
        best = max(totals, key=lambda limit: totals[limit])
        origin = {limit: limit if totals[limit] >= totals[best] - CHANGE else best for limit in limits}
        totals = {
            limit: max(totals[limit], totals[best] - CHANGE) + _evidence(above, below, taken, limit, style)
            for limit in limits
        }
        origins.append(origin)
    limit = max(totals, key=lambda limit: totals[limit])
    chosen = []
    for origin in reversed(origins):
        chosen.append(limit)
        limit = origin[limit]
    return chosen[::-1]


def _evidence(above: Line, below: Line | None, taken: float, limit: float, style: Style) -> float:
    """What one line says for a width: over it never, broken off by it gladly, broken off short of it seldom."""
    if taken > limit + 1 + EPSILON:
        return -3.0
    if below is None or above.stopped or below.blanks or limit - taken > LONGEST_WORD:
        return 0.0
    return 1.0 if _could_break(above.text, taken, below.text, limit, style) else -0.5 * (limit - taken <= SHORT_OF)


def _lost_indent(lines: Sequence[Line], widths: Sequence[float], limit: float) -> float:
    """The indent that first lines had before it was stripped: many unfinished lines end exactly so much early."""
    early = Counter(
        limit - taken
        for line, taken in zip(lines, widths, strict=True)
        if not line.stopped and line.text[-1] not in MARKS and 0 < limit - taken <= USUAL_INDENT and not line.indent
    )
    others = sum(early.values()) - early[USUAL_INDENT]
    return USUAL_INDENT if early[USUAL_INDENT] >= max(FEWEST_FIRST, 2 * others) else 0.0


def _limits(widths: Sequence[float]) -> Iterator[tuple[float, int]]:
    """The widths worth trying, those around the most frequent ones, and how many lines are over each."""
    common = [one for one, _ in Counter(round(one * 2) / 2 for one in widths if one >= NARROWEST).most_common(6)]
    steps = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
    for limit in sorted({one + step for one in common for step in steps}):
        over = sum(one > limit + 1 + EPSILON for one in widths)
        if NARROWEST <= limit <= WIDEST and over <= 0.1 * len(widths):
            yield limit, over


def _score(lines: Sequence[Line], widths: Sequence[float], limit: float, style: Style) -> float:
    return sum(
        (STOPPED_WEIGHT if above.stopped else 1.0)
        for above, below, taken in zip(lines, lines[1:], widths, strict=False)
        if not below.blanks and _could_break(above.text, taken, below.text, limit, style)
    )


def _is_wrapped(lines: Sequence[Line], wrap: Wrap) -> bool:
    """Whether the width is a wrapper's: lines that reach it are mostly broken off inside a sentence."""
    reach = broken = 0
    for above, below in pairwise(lines):
        if wrap.slack(above) <= SHORT_OF:
            reach += 1
            broken += not above.stopped and wrap.breaks(above, below)
    return broken >= FEWEST_BROKEN and broken >= BROKEN * reach


def _could_break(above: str, taken: float, below: str, limit: float, style: Style) -> bool:
    hanging = style is Style.HANGING and above[-1] in MARKS
    if taken > limit + EPSILON + (1.0 if hanging else 0.0) or (style is Style.HANGING and below[0] in MARKS):
        return False
    token = _token(below, style)
    lost_space = 0.5 if is_western(above[-1]) or is_western(below[0]) else 0.0  # a word's space goes at a line's end
    room = limit - taken + EPSILON - lost_space
    if width(token) > room:
        return True
    follows = below[len(token) : len(token) + 1]
    return style is Style.PUSHED and follows in MARKS and bool(follows) and width(token) + 1 > room


def _token(text: str, style: Style) -> str:
    """What the wrapper would have had to move up: a Western word whole, else one character."""
    match = None if style is Style.BROKEN else WORD.match(text)
    return match[0] if match else text[:1]
