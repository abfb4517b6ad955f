"""What speaks for a short line without a number being a heading, and what against.

Each piece of evidence has a name; `heading_weights.txt` gives what each counts, in log-odds. The weights are fitted
to our own labelled pages by logistic regression (`tests/benchmarks/fit_weights.py`), so that what often comes
together does not count twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from converter.characters import CLAUSE_MARKS, count_han, is_han
from converter.structure.byline import is_name
from converter.structure.counting import tells
from converter.structure.evidence import Evidence, odds_of
from converter.structure.grams import grams_odds
from converter.structure.heading_wording import DATED, wording
from converter.structure.kinship import Kin
from converter.structure.line import Line
from converter.structure.numbering import Number, number_of
from converter.structure.questions import Questions
from converter.structure.tunes import is_tune

WEIGHTS = Path(__file__).with_name("heading_weights.txt")
GRAMS = Path(__file__).with_name("heading_grams.txt")
LABEL = 6.0  # ems of a label over a list
TOPIC = 20  # characters within which a paragraph names its topic
LONGEST = 30.0  # ems of a heading; GB/T 9704 wants one in a line of 28
FIRM = 4.0  # strength of a number that is hardly anything but a heading's
USUAL_SHORT = 0.3  # of a text's lines may be short and unstopped before that tells
ADDRESSING = 0.1  # of the questions speak to someone, where an interviewer asks
MOST_ASKED = 4  # other questions in a text
MOST_WORDED = 4.0  # log-odds that a line is worded as a page is
PAIR = re.compile(r"[一-鿿]{1,5}(?:\u3000[一-鿿])?\u3000\S.{0,20}")
LISTED = re.compile(r"[-*•·●○■□◆◇▪]\s|1\s*[.、)](?!\d)|\(1\)|①")  # an item that may be a list's first
STANDS = frozenset(  # by which lines stand alike
    ["blank-above", "blank-below", "under-a-stop", "over-prose", "dressed", "indented", "not-indented", "half-as-wide"]
)
DRESS = ("a-sign", "begins-as-an-item", "enclosed", "an-arrow")  # what a dress consists of
LENGTHS = ((2, "one-or-two"), (4, "three-or-four"), (8, ""), (12, "nine-to-twelve"), (16, "thirteen-to-sixteen"))


@dataclass(frozen=True, slots=True)
class Text:
    """What is usual in the text."""

    body_width: float
    short_share: float  # of the lines are short and unstopped
    numbered: bool  # the document's headings have numbers
    counting: bool  # some lines have numbers that count
    lost_stops: bool  # most of its paragraphs end without a mark
    indented: bool  # its paragraphs are indented
    prose: range  # from its first line of prose to its last sentence
    page: bool  # it stood among a site's own lines
    questions: Questions
    blank: float  # the share of its lines that have a blank line above


@dataclass(frozen=True, slots=True)
class Around:
    """Where a line stands."""

    at: int  # among the open lines
    above: Line | None
    below: Line
    text: Text
    kin: Kin
    worded: float  # log-odds that it is worded as a page is
    dressed: bool
    over_verse: bool


def weigh(line: Line, evidence: Evidence) -> float:
    """The log-odds of a heading."""
    return odds_of(evidence, WEIGHTS) + grams_odds(line, GRAMS)


def evidence_of(line: Line, around: Around) -> Evidence:
    """All that speaks for or against."""
    found = {"always": 1.0} | dict.fromkeys(wording(line), 1.0)
    if around.dressed:
        for name in DRESS:
            found.pop(name, None)
    found |= dict.fromkeys(_lengths(line), 1.0)
    found |= dict.fromkeys(_place(line, around), 1.0) | _blanks(line, around)
    found |= dict.fromkeys(_relations(line, around), 1.0)
    if around.text.page:
        found |= _on_a_page(around)
    if around.at in around.text.questions.places:
        found |= _asking(around.text.questions)
    amounts = {
        "width": min(line.width / around.text.body_width if around.text.body_width else 1.0, 1.5),
        "many-short": max(0.0, around.text.short_share - USUAL_SHORT),
        "page-worded": max(0.0, min(around.worded, MOST_WORDED)),
        "named-below": around.kin.near,
    }
    return found | {name: amount for name, amount in amounts.items() if amount}


def compare(found: Iterable[Evidence]) -> None:
    """Add what the lines say together: headings of one text stand alike."""
    kept = list(found)
    stands = [frozenset(evidence).intersection(STANDS) for evidence in kept]
    counts = Counter(stands)
    for evidence, stand in zip(kept, stands, strict=True):
        if "under-a-stop" in stand and "over-prose" in stand:
            evidence["others-alike"] = min(counts[stand] - 1, 3) / 3


def _lengths(line: Line) -> Iterator[str]:
    count = count_han(line.text)
    name = next((name for most, name in LENGTHS if count <= most), "over-sixteen")
    if name:
        yield name


def _place(line: Line, around: Around) -> Iterator[str]:
    """Indents, and whether prose follows at all."""
    text = around.text
    if around.above is None:
        yield "first"
        if text.counting:
            yield "first-over-numbers"
    if line.blanks > around.below.blanks:
        yield "more-blank-above"
    if around.at >= text.prose.stop - 1:
        yield "behind-the-text"
    if text.indented:
        yield "not-indented" if line.indent < 1 else "indented"


def _blanks(line: Line, around: Around) -> Evidence:
    """Blank lines; they say the less the more lines of the text have one."""
    below = around.below
    there = {
        "blank-above": line.blanks > 0,
        "blank-below": below.blanks > 0,
        "blank-around": line.blanks > 0 and below.blanks > 0,
    }
    rare = 1.0 - around.text.blank
    return {name: rare for name, is_there in there.items() if is_there and rare}


def _on_a_page(around: Around) -> Evidence:
    """A site's own lines that were not known stand before the text and behind it, and say what the text does not."""
    at, prose = around.at, around.text.prose
    found = {
        "on-a-page": True,
        "before-the-text": at < prose.start,
        "over-the-first-paragraph": at + 1 == prose.start,
    }
    return {name: 1.0 for name, there in found.items() if there} | {"named-elsewhere": around.kin.far}


def _asking(asked: Questions) -> Evidence:
    """What the text's questions say together: those of a guide head their answers, those of an interview do not."""
    who = "someone-is-asked" if asked.addressing > ADDRESSING else "a-guide-asks"
    return {
        who: min(len(asked.places) - 1, MOST_ASKED) / MOST_ASKED,
        "answered-at-length": float(asked.answered > 1),
    }


def _relations(line: Line, around: Around) -> Iterator[str]:
    """What the lines beside it are."""
    above, below, text = around.above, around.below, around.text
    if line.width <= text.body_width / 2:
        yield "half-as-wide"
    if is_prose(below) or _lost_its_stop(below, text):
        yield "over-prose"
    if is_name(below.text):
        yield "over-a-name"
    if DATED.fullmatch(below.plain):
        yield "over-a-date"
    if below.width >= 0.5 * (text.body_width or 40):
        yield "over-a-wide-line"
    if LISTED.match(below.opening) and not LISTED.match(line.opening):
        yield "over-a-list"
    elif above is not None and is_bare(above) and is_bare(below):
        yield "among-bare-lines"
    if above is not None:
        yield from _under(line, above, around)
    if not any(map(is_han, line.text)) and any(map(is_han, below.text)):
        yield "western-over-han"  # a command, a button in English
    if is_topic(line, above, below):
        yield "names-the-topic"
    elif _is_author(line, above, below) and not is_tune(line.plain):
        yield "a-name"
    if around.dressed:
        yield "dressed"
    if number_of(line.opening) is not None:
        yield "a-number"  # that does not count with others
    if around.over_verse:
        yield "over-verse"
    if text.numbered:
        yield "others-are-numbered"
    if text.lost_stops and line.text[-1] not in "？?":  # a question kept its own
        yield "stops-are-lost"


def _lost_its_stop(line: Line, text: Text) -> bool:
    return text.lost_stops and line.width > LONGEST


def _under(line: Line, above: Line, around: Around) -> Iterator[str]:
    below = around.below
    if above.stopped or _lost_its_stop(above, around.text):
        yield "under-a-stop"
    elif above.width > LONGEST:
        yield "under-a-long-line"
    if above.text[-1] in "：:" and above.number == line.number - 1 and is_short(above):
        yield "under-a-label"
    if (number := number_of(above.opening)) is not None and number.strength >= FIRM and is_bare_number(above, number):
        yield "under-a-number"
    if is_bare(above):
        yield "under-a-bare-line"
    if _is_pair(line) and (_is_pair(above) or _is_pair(below)):
        yield "a-row"


def is_topic(line: Line, above: Line | None, below: Line) -> bool:
    """Whether it names what the paragraph below begins to speak of: 苍耳 over 苍耳的用处是……."""
    if line.width >= below.width or not (above is None or above.stopped or is_bare(above)):
        return False
    return below.text.startswith(line.text) if len(line.text) == 1 else line.text in below.text[:TOPIC]


def is_label(line: Line, below: Line) -> bool:
    """Whether it is a label with its colon (用料：) over a list of short lines."""
    return line.text[-1] in "：:" and line.width <= LABEL and is_bare(below)


def is_bare(line: Line) -> bool:
    """Whether it is short, unstopped and without clauses."""
    return is_short(line) and not any(mark in CLAUSE_MARKS for mark in line.text)


def is_prose(line: Line) -> bool:
    """Whether it tells something."""
    return line.stopped or tells(line.text)


def is_bare_number(line: Line, number: Number) -> bool:
    """Whether the line is its number and nothing else: the title may stand on the next."""
    return number.end == len(line.text)


def _is_pair(line: Line) -> bool:
    """Whether it may be a row of an infobox: 中文名　沙坪泥哨."""
    return PAIR.fullmatch(line.text) is not None


def _is_author(line: Line, above: Line | None, below: Line) -> bool:
    """Whether it may be the author's name under a title, or one that signs; over a name it is none (齐天乐)."""
    return (
        is_name(line.text)
        and not is_name(below.text)
        and ((above is not None and is_bare(above)) or not is_prose(below))
    )


def is_short(line: Line) -> bool:
    """Whether it is no wider than headings are, and unstopped."""
    return not line.stopped and line.width <= LONGEST / 2
