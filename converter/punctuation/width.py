"""Half-width marks between Chinese become full-width; full-width digits and letters become ASCII.

GB/T 15834-2011 gives each mark the place of a Han character; GB/T 15835-2011 sets Arabic numerals half-width.
What stands inside Latin words and numbers stays: 3.5%, 16:25, 1,233.
"""

from __future__ import annotations

import re

from converter.characters import is_han, is_western
from converter.document import OBJECT
from converter.punctuation.proof import Mend, Proof

FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
HALF = frozenset((*FULL, "."))
CJK_MARKS = frozenset("，。、；：？！（）《》〈〉「」『』【】〔〕“”‘’…—·")
BEHIND_STOP = frozenset(' \u3000\n”’」』）)"（([【〔' + OBJECT)
YEAR = re.compile(r"(?:19|20)\d\d年")
LONGEST_NUMBER = 5  # characters: 12. at a paragraph's beginning numbers it
CHINESE = Mend("punctuation.width", "a half-width mark in Chinese")
STOP = Mend("punctuation.width", "a half-width full stop that ends a Chinese sentence")
NARROW = Mend("punctuation.ascii", "a full-width letter, digit or number's mark")
SPACE = Mend("punctuation.space", "space beside a full-width mark")
FULLWIDTH = frozenset(chr(code) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum())
IN_NUMBERS = {"．": ".", "：": ":", "％": "%", "－": "-"}


def widen(proof: Proof) -> None:
    """Half-width marks that touch Chinese, brackets in pairs."""
    pairs = _brackets(proof)
    for index in proof.places(HALF):
        cell = proof.cells[index]
        if cell == ".":
            if _ends_chinese_sentence(proof, index):
                proof.mend(index, "。", STOP)
        elif cell == "!" and proof.before(index) == "<":
            continue  # <!-- a comment
        elif index in pairs or (cell not in "()" and _is_chinese(proof, index)):
            proof.mend(index, FULL[cell], CHINESE)
    _close_up(proof)


def _chinese(char: str) -> bool:
    return bool(char) and (is_han(char) or char in CJK_MARKS)


def _is_chinese(proof: Proof, index: int) -> bool:
    """Whether the mark at this place belongs to a Chinese sentence: a Han or a full-width mark touches it."""
    left, right = proof.before(index, spaces=False), proof.after(index, spaces=False)
    if left.isdigit() and right.isdigit() and proof.before(index) == left and proof.after(index) == right:
        return False
    return _chinese(left) or (_chinese(right) and proof.before(index) == left)


def _ends_chinese_sentence(proof: Proof, index: int) -> bool:
    """Whether a full stop on the line ends a sentence: behind Han or a figure, before Chinese or nothing."""
    left, right = proof.before(index), proof.after(index)
    if not left or proof.before(index) == "." or right == ".":
        return False
    if is_han(left) or left in "”’」』）》％":
        return not right or right in BEHIND_STOP or is_han(right) or bool(YEAR.match(proof.text_from(index + 1)))
    return left in "%0123456789" and bool(right) and is_han(right) and index > LONGEST_NUMBER


def _brackets(proof: Proof) -> set[int]:
    """The places of round brackets that are Chinese, in pairs; one without a partner goes by its neighbour."""
    found: set[int] = set()
    stack: list[int] = []
    for index in proof.places(frozenset("()（）")):
        if proof.cells[index] in "(（":
            stack.append(index)
        elif stack:
            start = stack.pop()
            if _pair_is_chinese(proof, start, index):
                found |= {start, index}
        elif _chinese(proof.before(index)):
            found.add(index)
    return found | {index for index in stack if _chinese(proof.after(index))}


def _pair_is_chinese(proof: Proof, start: int, end: int) -> bool:
    if proof.cells[start] != proof.cells[end] and {proof.cells[start], proof.cells[end]} & {"（", "）"}:
        return True  # one of the two is full-width already
    outside = proof.before(start, spaces=False), proof.after(end, spaces=False)
    return any(map(_chinese, outside)) or any(is_han(char) for cell in proof.cells[start:end] for char in cell)


def _close_up(proof: Proof) -> None:
    """A full-width mark brings its own space: what stood beside it goes."""
    for index in proof.places(frozenset(" ")):
        left, right = proof.before(index), proof.after(index)
        if left and right and (left in "，。；：？！、（）" or right in "，。；：？！、（）"):
            proof.mend(index, "", SPACE)


def narrow(proof: Proof) -> None:
    """Full-width letters and digits, and the marks inside numbers."""
    for index in proof.places(FULLWIDTH):
        proof.mend(index, chr(ord(proof.cells[index]) - 0xFEE0), NARROW)
    for index in proof.places(IN_NUMBERS):
        cell, left, right = proof.cells[index], proof.before(index), proof.after(index)
        if left.isascii() and (left.isdigit() or cell == "－") and _continues_number(cell, left + right):
            proof.mend(index, IN_NUMBERS[cell], NARROW)


def _continues_number(mark: str, around: str) -> bool:
    if mark == "－":
        return len(around) == 2 and around.isascii() and around.isalnum()
    return mark == "％" or (around[1:].isascii() and around[1:].isdigit())


def is_latin_text(text: str) -> bool:
    """Whether the text holds letters but no Chinese: its marks are its own language's."""
    return not any(map(is_han, text)) and any(map(is_western, text))
