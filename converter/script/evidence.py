"""Which script a stretch of text is written in.

A character is evidence when it is written in one script only: 们 in Simplified, 們 in Traditional.
后, 里 and 面 are written in both and prove nothing. The sets are read from OpenCC's dictionaries:
Simplified-only is what both Taiwan's and Hong Kong's standard write otherwise, and what is not
itself one of the Traditional choices; Traditional-only the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache, cached_property
from itertools import chain, islice, pairwise
from typing import NamedTuple

from converter.script.dictionaries import PLANE, CharacterMap, characters, choices, table
from converter.script.store import stored

# OpenCC lists these among the Simplified spellings too (于 or 於), yet modern Simplified prose does not write them.
WRITTEN_IN_TRADITIONAL = "於裡麼徵夥餘儘鍾摺"
# Current in both scripts, by word or by region: 著名 and 看著, 乾坤 and 乾淨, 瞭望 and 瞭解, 狼藉 and 藉口.
PROVES_NOTHING = "著乾瞭藉"

# OpenCC knows Traditional uses of these, but they are so rare (种師道, 洪适) that the character speaks for Simplified.
NEARLY_SIMPLIFIED = "价种虫适确愿荐柜筑腊蜡蝎蚝苹帘厂广据万胜"
TRADITIONAL_ALL_THE_SAME = ("拮据", "万俟", "胜肽")

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


@stored
def standard_forms() -> dict[str, str]:
    """Taiwan's and Hong Kong's glyphs to OpenCC's standard (裡 to 裏, 衞 to 衛), where they stand for nothing else."""
    simplified, traditional = choices("STCharacters"), table("TSCharacters")
    usual = {forms[0] for forms in simplified.values()}
    reverse = characters(table("TWVariantsRev", "HKVariantsRev"))
    hong_kong = table("HKVariantsRev")
    return {
        regional: form
        for regional, form in reverse.items()
        if form != regional not in PROVES_NOTHING
        and regional not in usual
        # 温 is Hong Kong's 溫 as well as Simplified; 群 is Taiwan's 羣, but Hong Kong writes it too.
        and (regional not in simplified or (regional in hong_kong and regional not in simplified[regional]))
        and traditional.get(form, form) != regional
    }


@stored
def simplified_only() -> frozenset[str]:
    """Characters that no Traditional text has."""
    taiwan, hong_kong = table("TWVariants"), table("HKVariants")
    targets = choices("STCharacters")
    usual = {forms[0] for forms in targets.values()}
    return frozenset(
        c
        for c, forms in targets.items()
        if c not in forms
        and c not in usual
        and c not in (taiwan.get(forms[0], forms[0]), hong_kong.get(forms[0], forms[0]))
    )


@stored
def traditional_only() -> frozenset[str]:
    """Characters that no Simplified text has."""
    back = choices("TSCharacters")
    plain = {c for c, forms in back.items() if c not in forms} | (set(standard_forms()) - set(table("STCharacters")))
    also_simplified = set(PROVES_NOTHING) | set(
        table("TSCharacters").values()
    )  # 苧 is 苎's Traditional and 薴's Simplified
    return frozenset((plain | set(WRITTEN_IN_TRADITIONAL)) - also_simplified - simplified_only())


_SIMPLIFIED, _TRADITIONAL = "\ufdd0", "\ufdd1"  # noncharacters: they stand for one piece of evidence each


@cache
def has_simplified() -> re.Pattern[str]:
    """Finds a character that no Traditional text has, or a rare one that may be."""
    return any_of(simplified_only())


@cache
def has_traditional() -> re.Pattern[str]:
    """Finds a character of Traditional text or of one region's glyphs, or a rare one that may be."""
    return any_of(traditional_only() | set(standard_forms()) - simplified_only())


def any_of(some: Iterable[str]) -> re.Pattern[str]:
    """Finds these, and all beyond the first plane: a class that lists any of those is slow."""
    return re.compile(f"[{''.join(sorted(c for c in some if ord(c) < PLANE))}\U00010000-\U0010ffff]")


@cache
def _marks() -> CharacterMap:
    return CharacterMap(
        dict.fromkeys((_SIMPLIFIED, _TRADITIONAL), " ")
        | dict.fromkeys(traditional_only(), _TRADITIONAL)
        | dict.fromkeys(simplified_only().union(NEARLY_SIMPLIFIED), _SIMPLIFIED)
    )


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

    def __init__(self, text: str, around: Script = Script.UNKNOWN) -> None:
        self.text = text
        self._around = around
        self._clause = self._sentence = self._line = Clause(0, 0, Script.UNKNOWN)  # those asked for last

    @cached_property
    def _telling(self) -> str:
        """The text without Traditional words that have a character of Simplified."""
        text = self.text
        for word in TRADITIONAL_ALL_THE_SAME:
            text = text.replace(word, " " * len(word))
        return text

    @cached_property
    def _marks(self) -> str:
        return _marks()(self._telling)

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many characters are written in Simplified only, and how many in Traditional only."""
        return self._marks.count(_SIMPLIFIED), self._marks.count(_TRADITIONAL)

    def lines(self) -> Iterator[Span]:
        """The lines, each with the mark that ends it."""
        ends = map(re.Match.end, _LINE_END.finditer(self.text))
        return pairwise(chain((0,), ends, (len(self.text) + 1,)))

    @property
    def main(self) -> Script:
        """The script of the text as a whole; Simplified when the evidence is even."""
        if self.only is not Script.MIXED:
            return self.only or self._around
        simplified, traditional = self.counts
        return Script.SIMPLIFIED if simplified >= traditional else Script.TRADITIONAL

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
        found = chain(has_simplified().finditer(text), _NEARLY_SIMPLIFIED.finditer(text))
        simplified = sum(1 for _ in islice(found, at_most + 1))
        if simplified > at_most:
            return False
        enough = ENOUGH * max(simplified, 1)
        return next(islice(has_traditional().finditer(text), enough - 1, None), None) is not None

    def script(self, start: int = 0, end: int | None = None) -> Script:
        """The script of a stretch, by the evidence inside it."""
        if "_marks" not in self.__dict__:  # the whole text's, when something has asked for them
            marks = _marks()(self._telling[start:end])
            return _SCRIPTS[_SIMPLIFIED in marks, _TRADITIONAL in marks]
        marks = self._marks
        return _SCRIPTS[marks.find(_SIMPLIFIED, start, end) >= 0, marks.find(_TRADITIONAL, start, end) >= 0]

    def nearest(self, at: int, start: int, end: int) -> Script:
        """The script of the evidence nearest to a place within a stretch; Simplified where two are equally near."""
        simplified = self._distance(_SIMPLIFIED, at, start, end)
        traditional = self._distance(_TRADITIONAL, at, start, end)
        if simplified <= traditional:
            return Script.SIMPLIFIED if simplified <= NEAR else Script.UNKNOWN
        return Script.TRADITIONAL

    def _distance(self, mark: str, at: int, start: int, end: int) -> int:
        """How far the nearest piece of evidence is from a place, within a stretch; more than NEAR without any."""
        before = self._marks.rfind(mark, max(start, at - NEAR), at + 1)
        nearest = at - before if before >= 0 else NEAR + 1
        behind = self._marks.find(mark, at, min(end, at + nearest))
        return nearest if behind < 0 else behind - at

    def clause_at(self, at: int) -> Clause:
        """The clause that holds a place.

        One without evidence takes its sentence's script, or in a mixed sentence that of the nearest evidence before or
        behind it; then its line's, then that of the whole text.
        """
        start, end, _ = self._clause
        if not start <= at < end:
            self._clause = self._clause_with_script(at)
        return self._clause

    def alone(self, at: int) -> Clause:
        """The clause that holds a place, and the script of the evidence inside it."""
        start, end = _between(_CLAUSE_ENDS, _CLAUSE_END, self.text, at)
        return Clause(start, end, self.script(start, end))

    def _clause_with_script(self, at: int) -> Clause:
        if self.only is not Script.MIXED:  # nothing inside it can say otherwise
            return Clause(0, len(self.text) + 1, self.main)
        if self.pure_traditional and self._line_at(at).script is Script.TRADITIONAL:
            return self._line
        clause = self.alone(at)
        return Clause(clause.start, clause.end, self._around_it(clause.start)) if not clause.script else clause

    def _line_at(self, at: int) -> Clause:
        start, end, _ = self._line
        if not start <= at < end:
            start, end = _between(LINE_END, _LINE_END, self.text, at)
            pure = self.pure_traditional and not self._any_simplified(start, end)
            self._line = Clause(start, end, Script.TRADITIONAL if pure else self.script(start, end))
        return self._line

    def _sentence_at(self, at: int) -> Clause:
        start, end, _ = self._sentence
        if not start <= at < end:
            start, end = _between(SENTENCE_END, _SENTENCE_END, self.text, at)
            self._sentence = Clause(start, end, self.script(start, end))
        return self._sentence

    def _any_simplified(self, start: int, end: int) -> bool:
        text = self._telling
        return bool(has_simplified().search(text, start, end) or _NEARLY_SIMPLIFIED.search(text, start, end))

    def _around_it(self, start: int) -> Script:
        """The script of a clause without evidence."""
        line = self._line_at(start)
        if line.script is not Script.MIXED:
            return line.script or self.main
        sentence = self._sentence_at(start)
        if sentence.script and sentence.script is not Script.MIXED:
            return sentence.script
        near = sentence if sentence.script else line
        return self.nearest(start, near.start, near.end) or Script.MIXED


def _between(marks: str | frozenset[str], mark: re.Pattern[str], text: str, at: int) -> Span:
    """The stretch between two marks that holds a place, with the mark that ends it."""
    start = at
    while start and text[start - 1] not in marks:
        start -= 1
    end = mark.search(text, at)
    return start, end.end() if end else len(text) + 1


_CLAUSE_ENDS = frozenset(CLAUSE_END + SENTENCE_END)
_CLAUSE_END = re.compile(f"[{CLAUSE_END}{SENTENCE_END}]")
_SENTENCE_END = re.compile(f"[{SENTENCE_END}]")
_LINE_END = re.compile(f"[{LINE_END}]")
_NEARLY_SIMPLIFIED = re.compile(f"[{NEARLY_SIMPLIFIED}]")
_SCRIPTS = {
    (True, False): Script.SIMPLIFIED,
    (False, True): Script.TRADITIONAL,
    (True, True): Script.MIXED,
    (False, False): Script.UNKNOWN,
}  # of what there is evidence: Simplified, Traditional
