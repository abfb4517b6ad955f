"""Which script a stretch of text is written in.

A character is evidence when it is written in one script only: 们 in Simplified, 們 in Traditional.
后, 里 and 面 are written in both and prove nothing. The sets are read from OpenCC's dictionaries:
Simplified-only is what both Taiwan's and Hong Kong's standard write otherwise, and what is not
itself one of the Traditional choices; Traditional-only the reverse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from itertools import pairwise

from converter.script.dictionaries import CharacterMap, characters, choices, table

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
SENTENCE_END = "。！？!?\n\r\u2028\u2029"


class Script(Enum):
    """What the evidence says."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    MIXED = "mixed"
    UNKNOWN = ""

    def __bool__(self) -> bool:
        """Whether there is any evidence."""
        return self is not Script.UNKNOWN


@cache
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


@cache
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


@cache
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
def _marks() -> CharacterMap:
    return CharacterMap(
        dict.fromkeys((_SIMPLIFIED, _TRADITIONAL), " ")
        | dict.fromkeys(traditional_only(), _TRADITIONAL)
        | dict.fromkeys(simplified_only().union(NEARLY_SIMPLIFIED), _SIMPLIFIED)
    )


@dataclass(frozen=True, slots=True)
class Clause:
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
        self._last = Clause(0, 0, Script.UNKNOWN)

    @cached_property
    def _marks(self) -> str:
        text = self.text
        for word in TRADITIONAL_ALL_THE_SAME:
            text = text.replace(word, " " * len(word))
        return _marks()(text)

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many characters are written in Simplified only, and how many in Traditional only."""
        return self._marks.count(_SIMPLIFIED), self._marks.count(_TRADITIONAL)

    @cached_property
    def _starts(self) -> list[int]:
        return _starts(_LINE_END, self.text)

    @cached_property
    def _sentences(self) -> list[int]:
        return _starts(_SENTENCE_END, self.text)

    @cached_property
    def _clauses(self) -> list[int]:
        return _starts(_CLAUSE_END, self.text)

    def lines(self) -> Iterator[tuple[int, int]]:
        """The lines, each with the mark that ends it."""
        return pairwise(self._starts)

    @property
    def main(self) -> Script:
        """The script of the text as a whole; Simplified when the evidence is even."""
        simplified, traditional = self.counts
        if not simplified + traditional:
            return self._around
        return Script.SIMPLIFIED if simplified >= traditional else Script.TRADITIONAL

    @property
    def pure_traditional(self) -> bool:
        """Whether it is long enough, and without Simplified: its 后 and 里 are as their author meant them."""
        simplified, traditional = self.counts
        return traditional >= ENOUGH and simplified * ENOUGH <= traditional

    def script(self, start: int = 0, end: int | None = None) -> Script:
        """The script of a stretch, by the evidence inside it."""
        found = (self._marks.find(_SIMPLIFIED, start, end) >= 0, self._marks.find(_TRADITIONAL, start, end) >= 0)
        match found:
            case False, False:
                return Script.UNKNOWN
            case True, True:
                return Script.MIXED
        return Script.SIMPLIFIED if found[0] else Script.TRADITIONAL

    def nearest(self, at: int, start: int, end: int) -> Script:
        """The script of the evidence nearest to a place within a stretch; Simplified where two are equally near."""
        start, end = max(start, at - NEAR), min(end, at + NEAR)
        distance = {}
        for script, mark in ((Script.SIMPLIFIED, _SIMPLIFIED), (Script.TRADITIONAL, _TRADITIONAL)):
            before, behind = self._marks.rfind(mark, start, at + 1), self._marks.find(mark, at, end)
            found = [abs(at - place) for place in (before, behind) if place >= 0]
            if found:
                distance[script] = min(found)
        return min(distance, key=distance.__getitem__, default=Script.UNKNOWN)

    def clause_at(self, at: int) -> Clause:
        """The clause that holds a place.

        One without evidence takes its sentence's script, or in a mixed sentence that of the nearest evidence before or
        behind it; then its line's, then that of the whole text.
        """
        if not self._last.start <= at < self._last.end:
            self._last = self._clause(at)
        return self._last

    def clause_span(self, at: int) -> tuple[int, int]:
        """Where the clause that holds a place begins and ends, whatever its script."""
        return _holding(self._clauses, at)

    def _clause(self, at: int) -> Clause:
        line = _holding(self._starts, at)
        of_line = self.script(*line)
        if of_line is not Script.MIXED:  # nothing inside it can say otherwise
            return Clause(*line, of_line or self.main)
        sentence, clause = _holding(self._sentences, at), self.clause_span(at)
        whole = self.script(*sentence)
        own = self.script(*clause) if whole is Script.MIXED else whole
        own = own or self.nearest(clause[0], *(sentence if whole else line)) or Script.MIXED
        return Clause(*clause, own)


def _starts(mark: re.Pattern[str], text: str) -> list[int]:
    """Where the stretches between marks begin, each with the mark that ends it, and where the last one ends."""
    return [0, *(found.end() for found in mark.finditer(text)), len(text) + 1]


def _holding(starts: list[int], at: int) -> tuple[int, int]:
    i = bisect_right(starts, at)
    return starts[i - 1], starts[i]


_CLAUSE_END = re.compile(f"[{CLAUSE_END}{SENTENCE_END}]")
_SENTENCE_END = re.compile(f"[{SENTENCE_END}]")
_LINE_END = re.compile("[\n\r\u2028\u2029]")
