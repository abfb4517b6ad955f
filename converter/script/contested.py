"""Places whose character is written in both scripts, 后 里 干 面 …: what its writer meant by it.

In: such a place in its passage, as Traditional has it and as Simplified has it. Out: the character, and the doubt.
Words of both dictionaries decide, and the script of its clause; where these leave it open, the nearest evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from converter.script import vocabulary
from converter.script.conversions import simplified_words, traditional_words
from converter.script.evidence import SIMPLIFIED, TRADITIONAL, UNKNOWN, Evidence
from converter.script.lexicon import LONGEST_WORD, printed_too
from converter.script.runner import REMEMBERED
from converter.script.segments import MARGIN

NEARBY = 4  # characters on each side in which a word of one script competes with one of the other
CONTEXT = 3  # what a rule of the neighbourhood weighs, as if it were a word of so many characters
# Traditional text has these only inside words (皇后, 公里, 茶几, 人云亦云); alone they are Simplified.
BOUND = frozenset("后里几云")
# Taiwan and Hong Kong print these beside their longer forms (佈 週 佔 註 誌 嶽 讚 臺): an author's choice.
EITHER = frozenset("布周占注志岳贊台")

BOTH = "the clause is written in both scripts"
LONGER = "a longer word in the other script's dictionary"


class Doubt(NamedTuple):
    """A place where the dictionaries and the evidence do not agree: what it is now, what else it may be, and why."""

    other: str
    why: str


class Contested(NamedTuple):
    """Such a place: its character, what a Simplified writer would mean by it, and its neighbours."""

    own: str
    new: str
    standard: str  # as many characters around it as a word may have, read as Traditional
    folded: str  # and as Simplified
    at: int  # among them
    near: bool  # a rule of the neighbourhood has decided what it would mean


def chosen(evidence: Evidence, at: int, place: Contested) -> tuple[str, Doubt | None]:
    """What stands at a contested place, `at` in the whole text, and the doubt about it."""
    own, new = place.own, place.new
    clause = evidence.clause_at(at)
    script = clause.script
    if script is SIMPLIFIED:
        return new, None
    if script is TRADITIONAL and (own == "了" or evidence.pure_traditional):
        return own, None  # 了 is right in nearly every word; a phrase that says 瞭 is cut wrong more often than not
    if own in EITHER and evidence.only is TRADITIONAL and new not in evidence.text:
        return own, None
    printed, written, phrase = _words(place)
    if written > phrase or (printed and script is TRADITIONAL):
        return own, None
    if script is UNKNOWN:
        return new, None
    if written < phrase:
        return new, Doubt(own, LONGER)
    if script is TRADITIONAL and not (own in BOUND and not written):
        return own, None
    near = evidence.nearest(at, clause.start, clause.end)
    choice, other = (own, new) if near is TRADITIONAL and own not in BOUND else (new, own)
    return choice, Doubt(other, BOTH)


@lru_cache(maxsize=REMEMBERED)
def _words(place: Contested) -> tuple[bool, int, int]:
    """Whether Taiwan prints the word at a place, and the longest words there as it is written and as it is meant."""
    _, _, standard, folded, at, near = place
    printed = printed_too().longest(standard, at, 0, len(standard)) > 0
    written = traditional_words().longest(standard, at, 0, len(standard))
    phrase = CONTEXT if near else simplified_words().longest(folded, at, 0, len(folded))
    if written == phrase > 0:
        written, phrase = _likelier(standard, folded, max(0, at - NEARBY), min(len(folded), at + NEARBY + 1))
    return printed, written, phrase


def _likelier(standard: str, folded: str, start: int, end: int) -> tuple[int, int]:
    """Which reading leaves everyday words whole where the words found are equally long: 小|河干|涸 or 小|河|乾涸."""
    plain = folded[start:end]
    as_written, as_meant = _cost_as_written(standard[start:end], plain), _cost_as_meant(plain)
    return int(as_written < as_meant - MARGIN), int(as_meant < as_written - MARGIN)


@lru_cache(maxsize=REMEMBERED)
def _cost_as_written(text: str, folded: str) -> float:
    words = traditional_words().words
    return vocabulary.cheapest(folded, [(at, end) for at, end in _ranges(folded) if text[at:end] in words])[1]


@lru_cache(maxsize=REMEMBERED)
def _cost_as_meant(folded: str) -> float:
    words = simplified_words().words
    return vocabulary.cheapest(folded, [(at, end) for at, end in _ranges(folded) if folded[at:end] in words])[1]


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    """Where a word may stand inside a short text."""
    size = len(text)
    return ((at, end) for at in range(size - 1) for end in range(at + 2, min(size, at + LONGEST_WORD) + 1))
