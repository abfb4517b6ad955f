"""Headings, by their form across the document.

In: the open lines. Out: for each the log-odds that it is a heading.
A number makes a heading (第三章, 卷之二, Chapter 4, 一、) when it counts with others of its kind and no sentence
follows it; a line without a number is weighed by all that `heading_evidence` finds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from converter.characters import CLAUSE_MARKS, ends_sentence, is_han
from converter.structure.counting import WEAK, counted
from converter.structure.dress import dress_scores
from converter.structure.evidence import Evidence
from converter.structure.galley import Galley, Kind
from converter.structure.heading_evidence import (
    FIRM,
    LISTED,
    LONGEST,
    Around,
    Text,
    compare,
    evidence_of,
    is_bare,
    is_bare_number,
    is_label,
    is_prose,
    is_short,
    is_topic,
    weigh,
)
from converter.structure.heading_wording import NOT_FIRST, NOT_LAST, is_signature, is_something_else
from converter.structure.kinship import kinship
from converter.structure.line import Line
from converter.structure.numbering import Number, heading_number, number_of
from converter.structure.questions import questions
from converter.structure.runs import speeches, stanzas, titles_over_stanzas

NAMED = 20.0  # of a line that the user's own pattern names
LEADS = 4.0  # log-odds that a number over a 1. of its own kind heads what follows
LOST = 0.7  # of the long lines end without a mark, in a text that lost its stops
INDENTED = (0.1, 0.95)  # of the lines are indented, where an indent begins a paragraph
LONGEST_WORDED = 60  # characters
FROM_A_SITE = 3  # lines of a site's own
PROSE = 15.0  # ems of a line of prose, at least
STOPPED = 15  # characters of a numbered heading with its stop
ASKED = 2.0  # log-odds of a numbered question with its answer below
TITLE = 6.0  # log-odds of the title of a number
TITLED = 0.6  # of the bare numbers of a kind, at least, have one
NEVER = -100.0

Numbers = Mapping[int, tuple[Number, float]]  # by the line: those that count, and the log-odds that this gives


def heading_scores(galley: Galley, places: Sequence[int]) -> list[float]:
    """The log-odds that each of the open lines is a heading."""
    lines = [galley.read(index) for index in places]
    numbers = _counting(lines)
    named = [re.compile(pattern) for pattern in galley.settings.headings]
    told = _told(lines)
    scores = [NEVER] * len(lines)
    for at, (number, count) in numbers.items():
        if at not in told:
            scores[at] = _numbered_score(lines[at], number, _below(lines, at))
            following = numbers.get(at + 1)
            leads = following is not None and following[0].key == number.key and following[0].value == 1
            scores[at] += LEADS if leads else count
    for at, evidence in _plain_evidence(galley, lines, numbers, told).items():
        scores[at] = weigh(lines[at], evidence)
    for at in _titles_of_numbers(lines, numbers) - told:
        scores[at - 1], scores[at] = scores[at - 1] + LEADS, TITLE
    for pattern in named:
        for at, line in enumerate(lines):
            if pattern.fullmatch(line.text):
                scores[at] = NAMED
    return scores


def plain_evidence(galley: Galley, lines: Sequence[Line]) -> dict[int, Evidence]:
    """The evidence for each of the lines that has no number and may be a heading."""
    return _plain_evidence(galley, lines, _counting(lines), _told(lines))


def _plain_evidence(
    galley: Galley, lines: Sequence[Line], numbers: Numbers, told: Collection[int]
) -> dict[int, Evidence]:
    titles = titles_over_stanzas(lines)
    text = _usual(galley, lines, numbers)
    places = [
        at
        for at, line in enumerate(lines[:-1])
        if at not in told
        and at not in numbers
        and not (galley.wrap.width and galley.wrap.breaks(line, lines[at + 1]))
        and _may_be(line, lines[at - 1] if at else None, lines[at + 1], over_verse=at in titles)
    ]
    dresses = dress_scores(lines)
    kin = kinship(lines, places)
    found = {}
    for at in places:
        above = lines[at - 1] if at else None
        worded = galley.page_words.weigh(lines[at].plain[:LONGEST_WORDED])
        around = Around(at, above, lines[at + 1], text, kin[at], worded, dresses[at] > 0, at in titles)
        found[at] = evidence_of(lines[at], around)
    compare(found.values())
    return found


def _counting(lines: Sequence[Line]) -> Numbers:
    numbers = [heading_number(line.opening) for line in lines]
    odds = counted(lines, numbers)
    return {at: (number, odds[at]) for at, number in enumerate(numbers) if number is not None and at in odds}


def _titles_of_numbers(lines: Sequence[Line], numbers: Numbers) -> set[int]:
    """The lines that are the titles of the numbers above them: 第一章 over 钟声, where most bare numbers have one."""
    bare: dict[str, list[int]] = defaultdict(list)
    for at, (number, _) in numbers.items():
        if is_bare_number(lines[at], number):
            bare[number.key].append(at)
    found: set[int] = set()
    for places in bare.values():
        titled = [at + 1 for at in places if at + 1 not in numbers and _is_title(lines, at + 1)]
        if len(titled) >= TITLED * len(places) and (len(titled) > 1 or numbers[places[0]][0].strength >= FIRM):
            found.update(titled)
    return found


def _is_title(lines: Sequence[Line], at: int) -> bool:
    """Whether a line may be the title of the number above: short, no sentence, with the text below it."""
    if at + 1 >= len(lines):
        return False
    line, below = lines[at], lines[at + 1]
    short = (
        is_bare(line) and line.width < below.width and line.text[0] not in NOT_FIRST and line.text[-1] not in NOT_LAST
    )
    return short and is_prose(below) and not is_something_else(line)


def _told(lines: Sequence[Line]) -> set[int]:
    """The lines of passages that are no place for headings: quotations, speeches of a play, stanzas."""
    quoted = (at for at, line in enumerate(lines) if line.quoted)
    return speeches(lines).union(quoted, *(run[1:] for run in stanzas(lines)))


def _below(lines: Sequence[Line], at: int) -> Line | None:
    return lines[at + 1] if at + 1 < len(lines) else None


def _usual(galley: Galley, lines: Sequence[Line], numbers: Numbers) -> Text:
    long = [line for line in lines if line.width >= LONGEST]
    first = next((at for at, line in enumerate(lines) if line.width > PROSE and is_prose(line)), 0)
    last = next((at for at in range(len(lines) - 1, -1, -1) if is_prose(lines[at])), len(lines) - 1)
    return Text(
        galley.body_width,
        sum(is_short(line) and not LISTED.match(line.opening) for line in lines) / max(1, len(lines)),
        sum(number.strength >= FIRM for number, _ in numbers.values()) >= 2,
        sum(number.strength > WEAK for number, _ in numbers.values()) >= 2,
        not galley.wrap.width and sum(not line.stopped for line in long) >= LOST * len(long),
        INDENTED[0] < sum(line.indent >= 1.5 for line in lines) / max(1, len(lines)) < INDENTED[1],
        range(first, last + 1),
        sum(verdict is not None and verdict.kind is Kind.FURNITURE and not verdict.page for verdict in galley.verdicts)
        >= FROM_A_SITE,
        questions(lines),
        sum(line.blanks > 0 for line in lines) / max(1, len(lines)),
    )


def _numbered_score(line: Line, number: Number, below: Line | None) -> float:
    title = line.text[number.end :].strip()
    if line.width > LONGEST + 10 or (ends_sentence(title) and title[-1] not in "？?！!"):
        return -2.0 if number.strength >= FIRM else _stopped_score(number, title, below)
    score = number.strength
    weak = number.strength <= WEAK
    asked = (
        title[-1:] in ("？", "?") and below is not None and (is_prose(below) or (weak and below.text[-1] not in "？?"))
    )
    score += ASKED * asked
    if not (asked and weak):
        score -= 2.0 * sum(mark in CLAUSE_MARKS for mark in title)
    if line.width > LONGEST:
        score -= 2.0
    return score + (0.0 if below is not None else -6.0)


def _stopped_score(number: Number, title: str, below: Line | None) -> float:
    """（一）开展普查。: a numbered heading may have its stop (GB/T 9704-2012) where a paragraph follows."""
    short = (
        title.endswith("。") and len(title) <= STOPPED and not any(mark in CLAUSE_MARKS + "。" for mark in title[:-1])
    )
    prose = below is not None and below.width > LONGEST and number_of(below.opening) is None
    return number.strength - 1.0 if short and prose else NEVER


def _may_be(line: Line, above: Line | None, below: Line, *, over_verse: bool) -> bool:
    """Whether a line without a number may be a heading at all."""
    text = line.text
    if line.width > LONGEST or not (any(map(is_han, text)) or text[0].isalpha()) or text[0] in NOT_FIRST:
        return False
    if text[-1] in NOT_LAST and not is_label(line, below):
        return False
    if sum(map(str.isalnum, text)) < 2 and not over_verse and not is_topic(line, above, below):
        return False
    return not is_something_else(line) and not is_signature(line, below)
