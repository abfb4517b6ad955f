"""Each line break judged: whether the line continues the one before.

In: the lines and the wrapper that was fitted to them. Out: log-odds that a line continues the one before it.

A break that the wrapper could not have made is the author's own. One that it could have made fell by chance on the
place where it stands, so it is weighed (naive Bayes) by what ends and begins paragraphs in this document against
what stands at any place of its text: marks, opening quotation marks and numbers, indents, blank lines.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converter.characters import CLOSERS, SENTENCE_ENDS
from converter.structure.galley import Galley
from converter.structure.line import Line
from converter.structure.lists import counting_on
from converter.structure.numbering import number_of
from converter.structure.wrapping import Wrap

CANNOT_BEGIN = frozenset("，。、；：？！,;:?!）)》」』】〉〕”’")  # CLREQ 3.1.5, prohibition at line start
END_CLASSES = (("stop", SENTENCE_ENDS), ("colon", "：:"), ("semicolon", "；;"), ("comma", "，、,"))
END_MARKS = frozenset(CLOSERS + "".join(marks for _, marks in END_CLASSES))
OPEN_ENDS = frozenset("，、,")
SURE = 8.0
COUNTING = 3.0  # log-odds against continuing, of a line whose number counts with others
FIRM = 4.0
HABITUAL = -3.0  # log-odds from which an indent or a blank line is this author's way to begin a paragraph
INDENT = 1.5  # ems
BRIEF = math.log(0.5)  # of the last lines of paragraphs are at most half as wide as the text
DOUBT = 0.3  # pseudo-count: how little a few lines prove
NEARLY_FULL = 2.5  # ems short of the width
FIRM_NUMBER, HEADING_WIDTH = 4.0, 30.0  # 第三章 …: no line goes on with it
LAID_OUT = (0.3, 0.97)  # of the lines
LAYOUT_WIDTH = 15.0  # ems of a line that may be broken off where no width is known
VERSE_WIDTH = 16.0
WEIGHT = 6.0  # lines that the usual shares below count for

Shares = dict[str, float]
# What usually stands at a paragraph's end and at any other place, at its beginning and behind a sentence's end.
END_OF_PARAGRAPH: Shares = {"stop": 0.7, "speech": 0.14, "colon": 0.06, "semicolon": 0.04, "comma": 0.005, "": 0.055}
ANY_PLACE: Shares = {"stop": 0.03, "speech": 0.008, "colon": 0.007, "semicolon": 0.005, "comma": 0.09, "": 0.86}
BEGINNING: Shares = {"speech": 0.12, "number": 0.1, "bracket": 0.03, "": 0.75}
BEHIND_STOP: Shares = {"speech": 0.06, "number": 0.04, "bracket": 0.01, "": 0.89}
NUMBER = re.compile(
    r"[(（]?(?:第?[零〇一二三四五六七八九十百]{1,4}[、.．)）条條章节節]|\d{1,3}[.．、)）]|[①-⑳])|[-•●·]\s"
)


def end_class(text: str) -> str:
    """What a piece of text ends with: a mark's kind, or "" inside a clause."""
    last = text[-1:]
    if last not in END_MARKS:
        return ""
    if last in CLOSERS and text.rstrip(CLOSERS)[-1:] in SENTENCE_ENDS:
        return "speech"
    for name, marks in END_CLASSES:
        if last in marks:
            return name
    return ""


def begin_class(text: str) -> str:
    """What a piece of text begins with: speech, a number, a bracket, or ""."""
    if NUMBER.match(text):
        return "number"
    if text[:1] in '“「『"‘':
        return "speech"
    return "bracket" if text[:1] in "（(【《〔[" else ""


_Odds = tuple[float, float]  # log-odds of going on when a feature is absent, when it is present


@dataclass(frozen=True, slots=True)
class _Habits:
    """How this document shows where paragraphs begin."""

    wrap: Wrap
    full: float  # log-odds that after a full line the paragraph goes on
    ends: Shares  # log-odds of going on by what the line above ends with
    begins: Shares  # and, behind the end of a sentence, by what the line begins with
    indent: _Odds
    blank: _Odds
    body_width: float
    unstopped: float  # log of the share of its paragraphs that end without a mark
    laid_out: bool  # blank lines or indents show where paragraphs begin

    def hints(self, above: Line, below: Line, *, page: bool) -> float:
        """What the two lines' edges say, by this document's own custom."""
        end = end_class(above.text)
        score = self.ends[end] + (self.begins[begin_class(below.text)] if end else 0.0)
        score += self.indent[below.indent >= INDENT]
        return score if page else score + self.blank[below.blanks > 0]


def continuing(galley: Galley, places: Sequence[int]) -> list[float]:
    """For each of the open lines the log-odds that it continues the open line before it."""
    scores: dict[int, float] = {}
    for quoted, wrap in ((False, galley.wrap), (True, galley.quoted_wrap)):
        own = [index for index in places if galley.lines[index].quoted == quoted]
        if own:
            scores |= zip(own, _continuing(galley, own, wrap), strict=True)
    return [scores[index] for index in places]


def _continuing(galley: Galley, places: Sequence[int], wrap: Wrap) -> list[float]:
    lines = [galley.lines[index] for index in places]
    habits = _habits(galley, lines, wrap)
    begins = counting_on(lines)
    scores = [-SURE] * min(1, len(lines))
    for at in range(1, len(places)):
        between = galley.verdicts[places[at - 1] + 1 : places[at]]
        if between and any(verdict is None or not verdict.page for verdict in between):
            scores.append(-SURE)
            continue
        after = lines[at + 1] if at + 1 < len(lines) else None
        score = _continues(habits, lines[at - 1], lines[at], after, page=bool(between))
        scores.append(score - COUNTING * begins[at])
    return scores


def _habits(galley: Galley, lines: Sequence[Line], wrap: Wrap) -> _Habits:
    pairs = list(pairwise(lines))
    full = [wrap.breaks(above, below) for above, below in pairs]
    own = [pair for pair, one in zip(pairs, full, strict=True) if not one]  # the author's own breaks
    own = [(above, below) for above, below in own if end_class(above.text) or not _nearly(wrap, above)]
    inside = [below for (above, below), one in zip(pairs, full, strict=True) if one and not end_class(above.text)]
    begun = [below for _, below in own]
    sample = galley.sample
    marked = {at: end_class(sample[max(0, at - 3) : at + 1]) for at, c in enumerate(sample) if c in END_MARKS}
    ends = [marked.get(at, "") for at in range(len(sample) - 1)]
    last = _shares(_ends(own), END_OF_PARAGRAPH)
    return _Habits(
        wrap,
        _full(wrap, len(own), sum(full)),
        _compare(_shares(ends, ANY_PLACE), last),
        _compare(_shares(_behind_stops(sample, ends), BEHIND_STOP), _shares(map(_begins, begun), BEGINNING)),
        _odds(lambda line: line.indent >= INDENT, begun, inside),
        _odds(lambda line: line.blanks > 0, begun, inside),
        galley.body_width,
        math.log(last[""]),
        _is_laid_out(lines),
    )


def _is_laid_out(lines: Sequence[Line]) -> bool:
    """Whether blank lines or indents set most paragraphs apart, and some lines follow each other without."""
    blanks = sum(line.blanks > 0 for line in lines[1:]) / max(1, len(lines) - 1)
    indents = sum(line.indent >= INDENT for line in lines) / max(1, len(lines))
    return LAID_OUT[0] <= max(blanks, indents) <= LAID_OUT[1]


def _full(wrap: Wrap, own: int, full: int) -> float:
    """Log-odds that a paragraph goes on after a full line.

    A paragraph's last line fills the width by chance about 1.5 times in W: that many of the full lines are last ones.
    """
    if not wrap.width:
        return -SURE
    last = (own + 1) * 1.5 / wrap.width
    return math.log(max(full - last, 1.0) / last)


def _ends(pairs: Iterable[tuple[Line, Line]]) -> Iterable[str]:
    return (end_class(above.text) for above, _ in pairs)


def _begins(line: Line) -> str:
    return begin_class(line.text)


def _behind_stops(sample: str, ends: Iterable[str]) -> Iterable[str]:
    places = (at for at, end in enumerate(ends, 1) if end in ("stop", "speech"))
    return (begin_class(sample[at : at + 8]) for at in places)


def _shares(found: Iterable[str], usual: Shares) -> Shares:
    """How often each class is found, with what is usual counted in as WEIGHT further cases."""
    counts = Counter(found)
    total = sum(counts.values()) + WEIGHT
    return {name: (counts[name] + WEIGHT * share) / total for name, share in usual.items()}


def _compare(inside: Shares, outside: Shares) -> Shares:
    return {name: math.log(share / outside[name]) for name, share in inside.items()}


def _odds(feature: Callable[[Line], bool], begun: Sequence[Line], inside: Sequence[Line]) -> _Odds:
    """Log-odds of going on, without and with a feature, counted over the lines that are certain."""
    start = (sum(map(feature, begun)) + DOUBT) / (len(begun) + 2 * DOUBT)
    within = (sum(map(feature, inside)) + DOUBT) / (len(inside) + 2 * DOUBT)
    present = math.log(within / start)
    return math.log((1 - within) / (1 - start)), present - (FIRM if present <= HABITUAL else 0.0)


def _nearly(wrap: Wrap, line: Line) -> bool:
    """Whether the line ends a little short of the width, as kinsoku by hand leaves it."""
    return wrap.slack(line) <= NEARLY_FULL


def _continues(habits: _Habits, above: Line, below: Line, after: Line | None, *, page: bool) -> float:
    if above.separates or below.separates:
        return -SURE
    if below.text[0] in CANNOT_BEGIN:
        return SURE
    number = number_of(below.opening)
    if number is not None and number.strength >= FIRM_NUMBER and below.width <= HEADING_WIDTH:
        return -SURE
    if not habits.wrap.width:
        return _continues_unwrapped(habits, above, below, page=page)
    score = _fill(habits, above, below) + habits.hints(above, below, page=page)
    if after is not None and not end_class(below.text) and not habits.wrap.breaks(below, after):
        brief = 2 * below.width <= habits.wrap.width
        score += habits.unstopped + BRIEF * brief  # a paragraph's last line has its stop, a heading has none
    if habits.wrap.is_first(below, after):
        return score - SURE
    return score + (FIRM if habits.wrap.is_not_first(below) else 0.0)


def _fill(habits: _Habits, above: Line, below: Line) -> float:
    """What the line's fullness says: a break that the wrapper could not have made is the author's own."""
    wrap = habits.wrap
    if wrap.breaks(above, below):
        return habits.full
    if _nearly(wrap, above):
        return habits.full - 4.0
    return -7.0 if wrap.slack(above) <= 0.4 * wrap.width else -SURE


def _continues_unwrapped(habits: _Habits, above: Line, below: Line, *, page: bool) -> float:
    if below.blanks and not page:
        return -SURE
    short = above.width < min(VERSE_WIDTH, habits.body_width / 2 or VERSE_WIDTH)
    if above.text[-1] in OPEN_ENDS and not short:
        return 4.0
    if page and not above.stopped and not short:
        return 2.0
    broken = not end_class(above.text) and LAYOUT_WIDTH <= above.width >= below.width - 1.0
    apart = habits.laid_out and below.indent < INDENT and not below.blanks
    return 1.0 if broken and apart else -SURE
