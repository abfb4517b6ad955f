"""Headings, by their form across the document.

In: the open lines. Out: for each the log-odds that it is a heading.
A number makes a heading (第三章, 卷之二, Chapter 4, 一、) when it counts with others of its kind and no sentence
follows it; without a number a heading is short, unstopped, and stands before prose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from converter.characters import CLAUSE_MARKS, ends_sentence, is_han
from converter.structure.byline import is_name
from converter.structure.counting import counted, tells
from converter.structure.dress import dress_scores
from converter.structure.galley import Galley
from converter.structure.heading_wording import NOT_FIRST, NOT_LAST, is_signature, is_something_else, wording
from converter.structure.line import Line
from converter.structure.numbering import Number, number_of
from converter.structure.runs import speeches, stanzas, titles_over_stanzas

LABEL = 6.0  # ems of a label over a list
NAMED = 20.0  # of a line that the user's own pattern names
FIRM = 4.0  # strength of a number that is hardly anything but a heading's
LEADS = 4.0  # log-odds that a number over a 1. of its own kind heads what follows
TOPIC = 20  # characters within which a paragraph names its topic
LOST = 0.7  # of the long lines end without a mark, in a text that lost its stops
INDENTED = (0.1, 0.95)  # of the lines are indented, where an indent begins a paragraph
OVER_VERSE = 4.0
WORDED = 1.5  # log-odds that a line is worded as a page is, for it to count
OF_PAGE = 3.0  # log-odds that a line is worded as a page is, for it to be no heading
LONGEST_WORDED = 60  # characters
PAIR = re.compile(r"[一-鿿]{1,5}(?:\u3000[一-鿿])?\u3000\S.{0,20}")
STOPPED = 15  # characters of a numbered heading with its stop
ASKED = 1.5  # log-odds of a numbered question with its answer below
LONGEST = 30.0  # ems of a heading; GB/T 9704 wants one in a line of 28
NEVER = -100.0
LISTED = re.compile(r"[-*•·●○■□◆◇▪]\s|1\s*[.、)](?!\d)|\(1\)|①")  # an item that may be a list's first


@dataclass(frozen=True, slots=True)
class _Around:
    """The lines before and after."""

    above: Line | None
    below: Line | None
    full: bool  # the line fills the width of a wrapped file
    text: _Text


@dataclass(frozen=True, slots=True)
class _Text:
    """What is usual in the text."""

    body_width: float
    short_share: float  # of the lines are short and unstopped
    numbered: bool  # the document's headings have numbers
    lost_stops: bool  # most of its paragraphs end without a mark
    indented: bool  # its paragraphs are indented


def heading_scores(galley: Galley, places: Sequence[int]) -> list[float]:
    """The log-odds that each of the open lines is a heading."""
    lines = [galley.read(index) for index in places]
    numbers = [number_of(line.opening) for line in lines]
    counts = counted(lines, numbers)
    text = _usual(galley, lines, numbers, counts)
    named = [re.compile(pattern) for pattern in galley.settings.headings]
    dresses = dress_scores(lines)
    told = speeches(lines).union(*(run[1:] for run in stanzas(lines)))
    titles = titles_over_stanzas(lines)
    found = []
    for at, (line, number) in enumerate(zip(lines, numbers, strict=True)):
        above = lines[at - 1] if at else None
        below = lines[at + 1] if at + 1 < len(lines) else None
        full = below is not None and bool(galley.wrap.width) and galley.wrap.breaks(line, below)
        around = _Around(above, below, full, text)
        if any(pattern.fullmatch(line.text) for pattern in named):
            found.append(NAMED)
        elif line.quoted or at in told:
            found.append(NEVER)
        elif number is not None and at in counts:
            below_number = numbers[at + 1] if below is not None else None
            starts_anew = below_number is not None and below_number.key == number.key and below_number.value == 1
            found.append(_numbered_score(line, number, around) + (LEADS if starts_anew else counts[at]))
        else:
            over = at in titles
            score = _plain_score(line, around, over_verse=over) + dresses[at] + OVER_VERSE * over
            if score > -OF_PAGE and (worded := galley.page_words.weigh(line.plain[:LONGEST_WORDED])) >= WORDED:
                score -= min(worded, OF_PAGE)
            found.append(score)
    return found


def _usual(
    galley: Galley, lines: Sequence[Line], numbers: Sequence[Number | None], counts: Mapping[int, float]
) -> _Text:
    long = [line for line in lines if line.width >= LONGEST]
    firm = sum(number is not None and at in counts and number.strength >= FIRM for at, number in enumerate(numbers))
    return _Text(
        galley.body_width,
        sum(_is_short(line) and not LISTED.match(line.opening) for line in lines) / max(1, len(lines)),
        firm >= 2,
        not galley.wrap.width and sum(not line.stopped for line in long) >= LOST * len(long),
        INDENTED[0] < sum(line.indent >= 1.5 for line in lines) / max(1, len(lines)) < INDENTED[1],
    )


def _numbered_score(line: Line, number: Number, around: _Around) -> float:
    title = line.text[number.end :].strip()
    if line.width > LONGEST + 10 or (ends_sentence(title) and title[-1] not in "？?！!"):
        return -2.0 if number.strength >= FIRM else _stopped_score(number, title, around)
    score = number.strength
    score -= 2.0 * sum(mark in CLAUSE_MARKS for mark in title)
    if line.width > LONGEST:
        score -= 2.0
    if title[-1:] in ("？", "?") and around.below is not None and _is_prose(around.below):
        score += ASKED
    return score + (0.0 if around.below is not None else -6.0)


def _stopped_score(number: Number, title: str, around: _Around) -> float:
    """（一）开展普查。: a numbered heading may have its stop (GB/T 9704-2012) where a paragraph follows."""
    below = around.below
    short = (
        title.endswith("。") and len(title) <= STOPPED and not any(mark in CLAUSE_MARKS + "。" for mark in title[:-1])
    )
    prose = below is not None and below.width > LONGEST and number_of(below.opening) is None
    return number.strength - 1.0 if short and prose else NEVER


def _plain_score(line: Line, around: _Around, *, over_verse: bool) -> float:
    """A line without a number: short, unstopped, before prose, and worded as a heading is."""
    text = line.text
    if line.width > LONGEST or not (any(map(is_han, text)) or text[0].isalpha()) or text[0] in NOT_FIRST:
        return NEVER
    topic = _is_topic(line, around)
    if (
        (sum(map(str.isalnum, text)) < 2 and not topic and not over_verse)
        or (text[-1] in NOT_LAST and not _is_label(line, around.below))
        or around.below is None
        or around.full
        or is_something_else(line)
        or is_signature(line, around.below)
    ):
        return NEVER
    lost = around.text.lost_stops and text[-1] not in "？?"  # the line kept its own
    score = 0.5 + wording(line) + _context_score(line, around) - (1.5 if lost else 0.0)
    score += 1.0 if topic else -2.0 if _is_author(line, around) else 0.0
    return score - (1.0 if around.text.numbered else 0.0)


def _is_topic(line: Line, around: _Around) -> bool:
    """Whether it names what the paragraph below begins to speak of: 苍耳 over 苍耳的用处是……."""
    above, below = around.above, around.below
    if below is None or line.width >= below.width or not (above is None or above.stopped or _is_bare(above)):
        return False
    return below.text.startswith(line.text) if len(line.text) == 1 else line.text in below.text[:TOPIC]


def _context_score(line: Line, around: _Around) -> float:
    assert around.below is not None  # noqa: S101
    ratio = line.width / around.text.body_width if around.text.body_width else 1.0
    score = 1.5 if ratio <= 0.5 else 0.0
    if _is_prose(around.below) or around.below.width >= 0.5 * (around.text.body_width or 40):
        score += 1.0
    if around.above is not None and not around.above.stopped and around.above.width > LONGEST:
        score -= 0.5
    if around.above is not None and around.above.text[-1] in "：:" and around.above.number == line.number - 1:
        score -= 2.0 * _is_short(around.above)  # what a label says
    if line.blanks and around.below.blanks:
        score += 0.5
    if around.above is not None and is_bare_number(around.above):
        score += 3.0
    if not any(map(is_han, line.text)) and any(map(is_han, around.below.text)):
        score -= 2.5  # a command, a button in English
    if _is_pair(line) and any(near is not None and _is_pair(near) for near in (around.above, around.below)):
        score -= 3.0
    if LISTED.match(around.below.opening) and not LISTED.match(line.opening) and line.text[-1] not in "：:":
        score += 1.5
    elif around.above is not None and _is_bare(around.above) and _is_bare(around.below):
        score -= 2.5  # one of several short lines
    if around.text.indented:
        score += 1.5 if line.indent < 1 else -0.5
    return score - 3.0 * max(0.0, around.text.short_share - 0.3)


def _is_pair(line: Line) -> bool:
    """Whether it may be a row of an infobox: 中文名　沙坪泥哨."""
    return PAIR.fullmatch(line.text) is not None


def _is_author(line: Line, around: _Around) -> bool:
    """Whether it may be the author's name under a title, or a name that signs."""
    under = around.above is not None and _is_bare(around.above)
    return is_name(line.text) and (under or around.below is None or not _is_prose(around.below))


def _is_label(line: Line, below: Line | None) -> bool:
    """Whether it is a label with its colon (用料：) over a list of short lines."""
    return line.text[-1] in "：:" and line.width <= LABEL and below is not None and _is_bare(below)


def _is_bare(line: Line) -> bool:
    return _is_short(line) and not any(mark in CLAUSE_MARKS for mark in line.text)


def _is_short(line: Line) -> bool:
    return not line.stopped and line.width <= LONGEST / 2


def _is_prose(line: Line) -> bool:
    return line.stopped or tells(line.text)


def is_bare_number(line: Line) -> bool:
    """Whether the line is a heading's number and nothing else: its title may stand on the next."""
    number = number_of(line.opening)
    return number is not None and number.strength >= FIRM and number.end == len(line.text)
