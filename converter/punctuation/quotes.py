"""Quotation marks follow the script: “ ‘ ’ ” in Simplified, 「 『 』 」 in Traditional.

GB/T 15834-2011 4.8 (double outside, single inside); 重訂標點符號手冊, 引號 (single corner outside, double inside).
"""

from __future__ import annotations

import re

from converter.characters import is_han, is_western
from converter.punctuation.proof import Mend, Proof

SIMPLIFIED = ("“", "”", "‘", "’")
TRADITIONAL = ("「", "」", "『", "』")
LEVELS = {"“": 0, "”": 0, "「": 0, "」": 0, "＂": 0, "‘": 1, "’": 1, "『": 1, "』": 1, "〝": 0, "〞": 0, "〟": 0}
OPENING = frozenset("“‘「『〝")
INNER = re.compile("(?<![A-Za-z0-9])'[一-鿿][^'\n]{0,40}'(?![A-Za-z0-9])")
STRAIGHT = Mend("punctuation.quotes", "straight quotation marks in Chinese")
TURNED = Mend("punctuation.quotes", "an opening mark used to close", sure=False)
FOLLOW = Mend("punctuation.quotes", "quotation marks of the edition's script")


def straighten(proof: Proof) -> None:
    """Straight double marks in pairs, and pairs written with one and the same mark, become opening and closing ones."""
    opening, closing = marks_of(proof.language)[:2]
    straight = [index for index in proof.places(frozenset('"＂')) if not proof.before(index).isdigit()]  # no 27"
    if straight and len(straight) % 2 == 0 and any(_touches_chinese(proof, index) for index in straight):
        for number, index in enumerate(straight):
            proof.mend(index, closing if number % 2 else opening, STRAIGHT)
    for mark, other in (("“", "”"), ("”", "“")):
        same = proof.places(frozenset(mark)) if other not in proof.cells else []
        if len(same) >= 2 and len(same) % 2 == 0:
            for index in same[1::2] if mark == "“" else same[::2]:
                proof.mend(index, other, TURNED)


def nest(proof: Proof) -> None:
    """Straight single marks in pairs around Chinese: the inner marks of a quotation."""
    if not proof.may_have("'"):
        return
    marks = marks_of(proof.language)[2:]
    for match in INNER.finditer(proof.text()) if len(proof.text()) == len(proof) else ():
        for index, mark in zip((match.start(), match.end() - 1), marks, strict=True):
            proof.mend(index, mark, STRAIGHT)


def _touches_chinese(proof: Proof, index: int) -> bool:
    around = proof.before(index, spaces=False) + proof.after(index, spaces=False)
    return any(is_han(char) or char in "，。：；！？、" for char in around)


def follow_script(proof: Proof) -> None:
    """The marks of the edition's script, level by level."""
    marks = marks_of(proof.language)
    own = set(marks)
    places = [index for index in proof.places(LEVELS) if not _is_apostrophe(proof, index)]
    if all(proof.cells[index] in own for index in places):
        return
    for index, level in _levels(proof, places):
        opening = proof.cells[index] in OPENING
        proof.mend(index, marks[2 * level + (0 if opening else 1)], FOLLOW)


def marks_of(language: str) -> tuple[str, str, str, str]:
    """Outer opening and closing, inner opening and closing mark of a language tag."""
    return SIMPLIFIED if language in ("zh-Hans", "zh-CN", "zh-SG") else TRADITIONAL


def _is_apostrophe(proof: Proof, index: int) -> bool:
    """Whether a ’ stands inside or behind a Latin word: People’s, students’."""
    left, right = proof.before(index), proof.after(index)
    return proof.cells[index] in "‘’" and bool(left) and is_western(left) and (not right or not is_han(right))


def _levels(proof: Proof, places: list[int]) -> list[tuple[int, int]]:
    """Each mark's level: by nesting where every mark has its partner, else by its shape."""
    stack: list[int] = []
    nested: list[tuple[int, int]] = []
    for index in places:
        if proof.cells[index] in OPENING:
            nested.append((index, len(stack) % 2))
            stack.append(LEVELS[proof.cells[index]])
        elif stack and stack[-1] == LEVELS[proof.cells[index]]:
            stack.pop()
            nested.append((index, len(stack) % 2))
        else:
            return [(place, LEVELS[proof.cells[place]]) for place in places]
    return [(place, LEVELS[proof.cells[place]]) for place in places] if stack else nested
