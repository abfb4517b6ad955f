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
EASTERN = "\u2e80"  # the first of the characters written without spaces
USUAL_INDENT = 2.0  # CLREQ 5.3.1, first-line indent
FEWEST_FIRST = 3
PARAGRAPH_INDENT = 4.0  # ems, at most


_Span = tuple[float, float]  # widths in ems: the first is in it, the last is not
NO_SPAN: _Span = (0.0, 0.0)


class Style(StrEnum):
    """What a wrapper does with marks that may not begin a line, and with Western words."""

    PLAIN = "plain"  # marks go where they fall, words stay whole
    HANGING = "hanging"  # a mark may stand beyond the width
    PUSHED = "pushed"  # the character before the mark is taken down with it
    BROKEN = "broken"  # marks and words are cut anywhere


HANGING, PUSHED = Style.HANGING, Style.PUSHED  # a member of an enum is slow to look up


@dataclass(frozen=True, slots=True)
class Wrap:
    """The wrapper that explains a file; width 0 when it was not wrapped."""

    width: float = 0.0
    style: Style = Style.PLAIN
    lost_indent: float = 0.0  # ems: first lines are this much narrower, for their indent was stripped
    sections: Mapping[int, float] = field(default_factory=dict)  # other widths, by line number
    _known: dict[tuple[int, int], bool] = field(
        default_factory=dict, compare=False, repr=False
    )  # each pair is asked often

    def slack(self, line: Line) -> float:
        """How many ems short of the width the line ends."""
        return self.sections.get(line.number, self.width) - full_width(line)

    def breaks(self, above: Line, below: Line) -> bool:
        """Whether this wrapper could have broken the text between these two lines."""
        pair = above.at, below.at
        found = self._known.get(pair)
        if found is None:
            span = _span(above, below, self.style)
            found = _within(span, self._width_at(above)) or (bool(self.lost_indent) and self._fills_first(above, span))
            self._known[pair] = found
        return found

    def is_first(self, line: Line, below: Line | None) -> bool:
        """Whether the line's width shows that an indent stood before it: it ends just where a first line is full."""
        if below is None or not self.lost_indent or line.stopped:
            return False
        return self._fills_first(line, _span(line, below, self.style))

    def is_not_first(self, line: Line) -> bool:
        """Whether the line is too wide to have had an indent before it."""
        return bool(self.lost_indent) and self.slack(line) < self.lost_indent - HALF

    def _width_at(self, line: Line) -> float:
        return self.sections.get(line.number, self.width)

    def _fills_first(self, line: Line, span: _Span) -> bool:
        limit = self._width_at(line) - self.lost_indent
        return full_width(line) > limit - HALF and _within(span, limit)


def full_width(line: Line) -> float:
    """What the line takes up on the page: its indent (a paragraph's, no centring) and its text."""
    return line.width + line.indent if line.indent <= PARAGRAPH_INDENT else line.width


def fit(lines: Sequence[Line]) -> Wrap:
    """The wrapper that could have made the most of the breaks between these lines."""
    if len(lines) < FEWEST_LINES:
        return Wrap()
    widths = [full_width(line) for line in lines]
    some = _sample(lines)
    evidence = {style: _breaks(some, style) for style in Style}
    tried = {
        (limit, style): sum(weight for span, weight in evidence[style] if _within(span, limit)) - 3 * over
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
        spans = [_span(above, below, style) for above, below in pairwise(lines)]
        chosen = _by_section(lines, widths, spans, _candidates(lines, widths, spans)) or [limit] * len(lines)
        main = Counter(chosen).most_common(1)[0][0]
        sections = {line.number: one for line, one in zip(lines, chosen, strict=True) if one != main}
        known = {
            (above.at, below.at): _within(span, sections.get(above.number, main))
            for (above, below), span in zip(pairwise(lines), spans, strict=True)
        }
        found = Wrap(main, style, sections=sections, _known=known)
    return found if _is_wrapped(lines, found) else Wrap()


def _sample(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines themselves, or three runs of a long file: enough to know its wrapper."""
    if len(lines) <= 3 * RUN:
        return lines
    middle = len(lines) // 2
    return [*lines[:RUN], *lines[middle : middle + RUN], *lines[-RUN:]]


def _candidates(lines: Sequence[Line], widths: Sequence[float], spans: Sequence[_Span]) -> list[float]:
    """The widths that a section may have: those that by themselves explain most breaks."""
    common = {round(one * 2) / 2 for one, _ in Counter(widths).most_common(12) if NARROWEST <= one <= WIDEST}
    broken = Counter(
        span
        for line, taken, span in zip(lines, widths, spans, strict=False)
        if not line.stopped and taken <= WIDEST + EPSILON
    )
    scores = {limit: sum(count for span, count in broken.items() if _within(span, limit)) for limit in common}
    return sorted(scores, key=lambda limit: -scores[limit])[:WIDTHS]


def _by_section(
    lines: Sequence[Line], widths: Sequence[float], spans: Sequence[_Span], limits: Sequence[float]
) -> list[float]:
    """The width of each line's section: the best sequence, a change of width being dear (Viterbi)."""
    if not limits:
        return []
    totals = [0.0] * len(limits)
    origins: list[list[int]] = []
    own = range(len(limits))
    known: dict[tuple[float, _Span, bool], list[float]] = {}  # a file's lines are alike
    for above, below, taken, span in zip(lines, [*lines[1:], None], widths, [*spans, NO_SPAN], strict=True):
        least = max(totals) - CHANGE
        best = totals.index(least + CHANGE)
        origins.append([at if totals[at] >= least else best for at in own])
        proves = below is not None and not above.stopped and not below.blanks
        told = known.get((taken, span, proves))
        if told is None:
            told = known[taken, span, proves] = [_evidence(taken, span, limit, proves=proves) for limit in limits]
        totals = [(total if total > least else least) + one for total, one in zip(totals, told, strict=True)]
    at = totals.index(max(totals))
    chosen = []
    for origin in reversed(origins):
        chosen.append(limits[at])
        at = origin[at]
    return chosen[::-1]


def _evidence(taken: float, span: _Span, limit: float, *, proves: bool) -> float:
    """What one line says for a width: over it never, broken off by it gladly, broken off short of it seldom."""
    short = limit - taken
    if short < -1 - EPSILON:
        return -3.0
    if not proves or short > LONGEST_WORD:
        return 0.0
    return 1.0 if _within(span, limit) else -0.5 * (short <= SHORT_OF)


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


def _breaks(lines: Sequence[Line], style: Style) -> list[tuple[_Span, float]]:
    """The widths that explain each break between these lines, and how much that proves."""
    return [
        (_span(above, below, style), STOPPED_WEIGHT if above.stopped else 1.0)
        for above, below in pairwise(lines)
        if not below.blanks
    ]


def _is_wrapped(lines: Sequence[Line], wrap: Wrap) -> bool:
    """Whether the width is a wrapper's: lines that reach it are mostly broken off inside a sentence."""
    reach = broken = 0
    for above, below in pairwise(lines):
        if wrap.slack(above) <= SHORT_OF:
            reach += 1
            broken += not above.stopped and wrap.breaks(above, below)
    return broken >= FEWEST_BROKEN and broken >= BROKEN * reach


def _span(above: Line, below: Line, style: Style) -> _Span:
    """The widths for which a wrapper of this style could have broken the text between these two lines.

    The line above fits into them, and with the first word of the line below it would not.
    """
    last, first = above.text[-1], below.text[0]
    taken = full_width(above)
    hanging = style is HANGING
    if hanging and first in MARKS:
        return NO_SPAN
    token = _token(below.text, style) if first.isascii() else first
    needed = taken + width(token)
    if (last < EASTERN or first < EASTERN) and (is_western(last) or is_western(first)):
        needed += HALF  # a word's space goes at a line's end
    if style is PUSHED and below.text[len(token) : len(token) + 1] in MARKS:
        needed += 1.0
    return taken - EPSILON - (1.0 if hanging and last in MARKS else 0.0), needed - EPSILON


def _within(span: _Span, limit: float) -> bool:
    return span[0] <= limit < span[1]


def _token(text: str, style: Style) -> str:
    """What the wrapper would have had to move up where the line begins in ASCII: a word whole, else one character."""
    if style is Style.BROKEN:
        return text[0]
    match = WORD.match(text)
    return match[0] if match else text[0]
