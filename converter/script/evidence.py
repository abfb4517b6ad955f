"""Which script a stretch of text is written in.

A character is evidence when it is written in one script only: 们 in Simplified, 們 in Traditional.
后, 里 and 面 are written in both and prove nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from functools import cache, cached_property
from itertools import chain, islice, pairwise
from typing import NamedTuple

from converter.dictionaries import CharacterMap
from converter.script.forms import (
    NEARLY_SIMPLIFIED,
    TRADITIONAL_ALL_THE_SAME,
    any_of,
    has_simplified,
    has_traditional,
    simplified_only,
    traditional_only,
)

NEAR = 500  # characters: farther away, evidence is no neighbour any more
ENOUGH = 50  # so many characters of one script to each of the other make a text pure

CLAUSE_END = "，；：、「」『』“”（）()《》"
LINE_END = "\n\r\u2028\u2029"
SENTENCE_END = "。！？!?" + LINE_END


class Script(Enum):
    """What the evidence says."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    MIXED = "mixed"
    UNKNOWN = ""

    def __bool__(self) -> bool:
        """Whether there is any evidence."""
        return self is not Script.UNKNOWN


SIMPLIFIED, TRADITIONAL, MIXED, UNKNOWN = Script  # looked up once: an Enum's members are slow to reach

# Noncharacters, which stand for one piece of evidence each, and for the end of a clause.
_SIMPLIFIED, _TRADITIONAL, _END = "\ufdd0", "\ufdd1", "\ufdd2"


@cache
def _marks() -> CharacterMap:
    return CharacterMap(
        dict.fromkeys((_SIMPLIFIED, _TRADITIONAL, _END), " ")
        | dict.fromkeys(CLAUSE_END + SENTENCE_END, _END)
        | dict.fromkeys(traditional_only(), _TRADITIONAL)
        | dict.fromkeys(simplified_only().union(NEARLY_SIMPLIFIED), _SIMPLIFIED)
    )


@cache
def _any_simplified() -> re.Pattern[str]:
    return any_of(simplified_only().union(NEARLY_SIMPLIFIED))


def _told(text: str) -> str:
    """The text without Traditional words that have a character of Simplified."""
    for word in TRADITIONAL_ALL_THE_SAME:
        text = text.replace(word, " " * len(word))
    return text


Span = tuple[int, int]


class Clause(NamedTuple):
    """A stretch between two marks, and the script that its nearest evidence speaks for."""

    start: int
    end: int
    script: Script


class Evidence:
    """The evidence in a text, asked by offsets in it.

    What has no evidence of its own follows the text as a whole; where that says nothing, `around`.
    """

    def __init__(self, text: str, around: Script = UNKNOWN) -> None:
        self.text = text
        self._around = around
        self._clause = self._alone = self._sentence = self._line = Clause(0, 0, UNKNOWN)  # those asked for last

    @cached_property
    def _telling(self) -> str:
        return _told(self.text)

    @cached_property
    def _marks(self) -> str:
        return _marks()(self._telling)

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many characters are written in Simplified only, and how many in Traditional only."""
        return self._marks.count(_SIMPLIFIED), self._marks.count(_TRADITIONAL)

    def lines(self) -> Iterator[Span]:
        """The lines, each with the mark that ends it."""
        return pairwise(chain((0,), self._line_ends))

    @cached_property
    def _line_ends(self) -> list[int]:
        return [*map(re.Match.end, _LINE_END.finditer(self.text)), len(self.text) + 1]

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [*map(re.Match.end, _SENTENCE_END.finditer(self.text)), len(self.text) + 1]

    @property
    def main(self) -> Script:
        """The script of the text as a whole; Simplified when the evidence is even."""
        if self.only is not MIXED:
            return self.only or self._around
        simplified, traditional = self.counts
        return SIMPLIFIED if simplified >= traditional else TRADITIONAL

    @cached_property
    def any_traditional(self) -> bool:
        """Whether a character of it may be Traditional, or one region's glyph."""
        return has_traditional().search(self._telling) is not None

    @cached_property
    def only(self) -> Script:
        """The one script of all evidence in the text, or MIXED."""
        text = self._telling
        simplified = _NEARLY_SIMPLIFIED.search(text) is not None or any(
            found.group() in simplified_only() for found in has_simplified().finditer(text)
        )
        traditional = self.any_traditional and any(
            found.group() in traditional_only() for found in has_traditional().finditer(text)
        )
        return _SCRIPTS[simplified, traditional]

    @cached_property
    def pure_traditional(self) -> bool:
        """Whether it is long enough, and hardly has Simplified: its 后 and 里 are as their author meant them."""
        text = self._telling
        at_most = len(text) // ENOUGH
        simplified = sum(1 for _ in islice(_any_simplified().finditer(text), at_most + 1))
        if simplified > at_most:
            return False
        enough = ENOUGH * max(simplified, 1)
        return next(islice(has_traditional().finditer(text), enough - 1, None), None) is not None

    def script(self, start: int = 0, end: int | None = None) -> Script:
        """The script of a stretch, by the evidence inside it."""
        if "_marks" not in self.__dict__:
            marks = _marks()(_told(self.text[start:end]))
            return _SCRIPTS[_SIMPLIFIED in marks, _TRADITIONAL in marks]
        marks = self._marks
        return _SCRIPTS[marks.find(_SIMPLIFIED, start, end) >= 0, marks.find(_TRADITIONAL, start, end) >= 0]

    def nearest(self, at: int, start: int, end: int) -> Script:
        """The script of the evidence nearest to a place within a stretch; Simplified where two are equally near."""
        start, end = max(start, at - NEAR), min(end, at + NEAR)
        if "_marks" not in self.__dict__:  # seldom asked then
            marks, at, start, end = _marks()(self._telling[start:end]), at - start, 0, end - start
        else:
            marks = self._marks
        simplified = _distance(marks, _SIMPLIFIED, at, start, end)
        traditional = _distance(marks, _TRADITIONAL, at, start, end)
        if simplified <= traditional:
            return SIMPLIFIED if simplified <= NEAR else UNKNOWN
        return TRADITIONAL

    def clause_at(self, at: int) -> Clause:
        """The clause that holds a place.

        One without evidence takes its sentence's script, or in a mixed sentence that of the nearest evidence before or
        behind it; then its line's, then that of the whole text.
        """
        start, end, _ = self._clause
        if not start <= at < end:
            self._clause = self._clause_with_script(at)
        return self._clause

    def script_at(self, at: int) -> Script:
        """The script of `clause_at`; nothing farther away is looked at where the clause or a short line has its own."""
        clause = self.alone(at)
        if clause.script is not UNKNOWN:
            return clause.script
        start = max(self.text.rfind(mark, max(0, at - NEAR), at) for mark in LINE_END) + 1
        behind = _LINE_END.search(self.text, at, at + NEAR)
        line = Clause(start, behind.end(), self.script(start, behind.end())) if start and behind else None
        return self._in_line(clause.start, line) if line and line.script else self.clause_at(at).script

    def alone(self, at: int) -> Clause:
        """The clause that holds a place, and the script of the evidence inside it."""
        start, end, _ = self._alone
        if not start <= at < end:
            if "_marks" in self.__dict__:  # the whole text's, when something has asked for them
                start = self._marks.rfind(_END, 0, at) + 1
                end = self._marks.find(_END, at) + 1 or len(self.text) + 1
            else:
                start, end = _between(self.text, at, _CLAUSE_ENDS, _CLAUSE_END)
            self._alone = Clause(start, end, self.script(start, end))
        return self._alone

    def _clause_with_script(self, at: int) -> Clause:
        if self.only is not MIXED:  # nothing inside it can say otherwise
            return Clause(0, len(self.text) + 1, self.main)
        if self.pure_traditional and self._line_at(at).script is TRADITIONAL:
            return self._line
        if not self.pure_traditional:
            self._marks  # noqa: B018  # of the whole text at once: mixed text is asked about clause after clause
        clause = self.alone(at)
        if clause.script is not UNKNOWN:
            return clause
        return Clause(clause.start, clause.end, self._around_it(clause.start))

    def _line_at(self, at: int) -> Clause:
        start, end, _ = self._line
        if not start <= at < end:
            start, end = _around(self._line_ends, at)
            pure = self.pure_traditional and not self._any_simplified(start, end)
            self._line = Clause(start, end, TRADITIONAL if pure else self.script(start, end))
        return self._line

    def _sentence_at(self, at: int) -> Clause:
        start, end, _ = self._sentence
        if not start <= at < end:
            if "_marks" in self.__dict__:
                start, end = _around(self._sentence_ends, at)
            else:
                start, end = _between(self.text, at, _SENTENCE_ENDS, _SENTENCE_END)
            self._sentence = Clause(start, end, self.script(start, end))
        return self._sentence

    def _any_simplified(self, start: int, end: int) -> bool:
        return _any_simplified().search(self._telling, start, end) is not None

    def _around_it(self, start: int) -> Script:
        """The script of a clause without evidence."""
        return self._in_line(start, self._line_at(start)) or self.main

    def _in_line(self, start: int, line: Clause) -> Script:
        """The script of such a clause by its line and its sentence; UNKNOWN where the line has no evidence."""
        if line.script is not MIXED:
            return line.script
        sentence = self._sentence_at(start)
        if sentence.script and sentence.script is not MIXED:
            return sentence.script
        near = sentence if sentence.script else line
        return self.nearest(start, near.start, near.end) or MIXED


def _distance(marks: str, mark: str, at: int, start: int, end: int) -> int:
    """How far the nearest piece of evidence is from a place, between two others; more than NEAR without any."""
    before = marks.rfind(mark, start, at + 1)
    nearest = at - before if before >= 0 else NEAR + 1
    behind = marks.find(mark, at, min(end, at + nearest))
    return nearest if behind < 0 else behind - at


def _between(text: str, at: int, ends: frozenset[str], ending: re.Pattern[str]) -> Span:
    """The clause or sentence that holds a place, with the mark that ends it."""
    start = at
    while start and text[start - 1] not in ends:
        start -= 1
    end = ending.search(text, at)
    return start, end.end() if end else len(text) + 1


def _around(ends: list[int], at: int) -> Span:
    """The stretch that holds a place, by where the stretches end."""
    behind = bisect_right(ends, at)
    return ends[behind - 1] if behind else 0, ends[behind]


_SENTENCE_ENDS = frozenset(SENTENCE_END)
_CLAUSE_ENDS = _SENTENCE_ENDS.union(CLAUSE_END)
_CLAUSE_END = re.compile(f"[{CLAUSE_END}{SENTENCE_END}]")
_SENTENCE_END = re.compile(f"[{SENTENCE_END}]")
_LINE_END = re.compile(f"[{LINE_END}]")
_NEARLY_SIMPLIFIED = re.compile(f"[{NEARLY_SIMPLIFIED}]")
_SCRIPTS = {
    (True, False): SIMPLIFIED,
    (False, True): TRADITIONAL,
    (True, True): MIXED,
    (False, False): UNKNOWN,
}  # of what there is evidence: Simplified, Traditional
