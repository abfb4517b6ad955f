"""What a character is to the compositor: one letter for each class, so that rules are patterns over a line of letters.

CLREQ 3.1 (punctuation marks and their positions), JLREQ 3.9.1 (character classes), GB/T 15834-2011 5.1 (positions).
"""

from __future__ import annotations

import unicodedata

from converter.characters import is_han, is_western

HAN = "H"  # Han and kana
WESTERN = "L"  # letters and digits written with spaces, and the signs that stand close to figures
OPEN = "O"
CLOSE = "C"
STOP = "S"  # pause and stop marks: 、，；：。！？．
DOT = "M"  # interpuncts and connectors, which begin no line: · ・ ～
DASH = "D"  # —— and ……, which are never broken
SPACE = "_"
WIDE = "W"  # the other full-width characters
RAISED = "R"  # what stands above or below the line beside its word: a note's call, an exponent
BOX = "X"  # a picture, or a block set into the line
EDGE = "E"  # the padding of an inline box; what takes no place of its own, such as accents
BREAK = "B"  # a forced line end
OTHER = "Z"

OBJECT = "\ufffc"  # stands for what is no character

OPENING = "（〔［｛〈《「『【〖〘“‘"
CLOSING = "）〕］｝〉》」』】〗〙”’"
STOPPING = "，。、．：；！？"
CONNECTING = "·‧・•～〜–"
DASHING = "—…⸺─‥"
SIGNS = "%‰°℃℉$€£¥@#&+′″"
INKLESS = {"Cf", "Mn", "Me"}  # Unicode categories that take no place of their own


def _class(char: str) -> str:
    code = ord(char)
    if is_han(char) or 0x3041 <= code <= 0x30FF or 0x20000 <= code <= 0x3FFFF:
        return HAN
    if is_western(char) or char in SIGNS:
        return WESTERN
    if unicodedata.category(char) in INKLESS:
        return EDGE
    return WIDE if 0x2E80 <= code <= 0xFFEF else OTHER


class _Table(dict[int, str]):
    """For str.translate: each character's class, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _class(chr(code))
        return self[code]


_TABLE = _Table(
    {
        ord(char): kind
        for kind, chars in (
            (OPEN, OPENING),
            (CLOSE, CLOSING),
            (STOP, STOPPING),
            (DOT, CONNECTING),
            (DASH, DASHING),
            (SPACE, " \u00a0"),
            (BREAK, "\n"),
            (BOX, OBJECT),
        )
        for char in chars
    }
)


def classes(text: str) -> str:
    """The class of each character, as a string of the same length.

    >>> classes("在GDP（3%）。")
    'HLLLOLLCS'
    """
    return text.translate(_TABLE)
