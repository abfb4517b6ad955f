"""Facts about single characters that several stages need: Han, marks, and plain forms for comparing.

The marks follow GB/T 15834-2011 and the Revised Handbook of Punctuation (重訂標點符號手冊).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from converter.dictionaries import characters, choices, table

SENTENCE_ENDS = "。！？…!?"  # a line that ends in one of these, closers aside, has ended its sentence
CLOSERS = "”’」』）)】〕》〉］]｝}\"'"
OPENERS = "“‘「『（(【〔《〈［[｛{"
CLAUSE_MARKS = "，、；：,;:"

BARS = "∣❘￨¦▏▕"  # which sites print for |
LINE = 200  # characters: what is worth keeping in plain form

HAN_RANGES = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x3FFFF), (0xF900, 0xFAFF))
HAN_MARKS = "〇々〻"
HAN_FIRST = 0x3005  # 々
_HAN = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in HAN_RANGES)}{HAN_MARKS}]+")


def is_han(char: str) -> bool:
    """Whether it is a Han character."""
    code = ord(char)
    if code < HAN_FIRST:
        return False
    return 0x4E00 <= code <= 0x9FFF or char in HAN_MARKS or any(a <= code <= b for a, b in HAN_RANGES)


def count_han(text: str) -> int:
    """How many of its characters are Han."""
    return len(text) - len(_HAN.sub("", text))


def is_western(char: str) -> bool:
    """Whether it is a letter or digit of a script written with spaces."""
    return char.isalnum() and ord(char) < 0x2E80


def all_western(words: str) -> bool:
    """Whether they are words of a script written with spaces, and nothing Chinese is among them."""
    return any(map(str.isalpha, words)) and all(ord(char) < 0x2E80 for char in words)


class _Widths(dict[str, float]):
    """Each character's width in ems, worked out when it is first met."""

    def __missing__(self, char: str) -> float:
        if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
            self[char] = 0.0
        else:
            self[char] = 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5
        return self[char]


_WIDTHS = _Widths()
_FULL = re.compile("[一-鿿，。、；：？！]+")  # what nearly all of a Chinese text is made of; each is one em wide


def width(text: str) -> float:
    """The text's width in ems: a full-width character is one, all others a half."""
    if len(text) == 1:
        return _WIDTHS[text]
    rest = _FULL.sub("", text)
    return len(text) - len(rest) + sum(map(_WIDTHS.__getitem__, rest))


def last_mark(text: str) -> str:
    """The last character, closing quotation marks and brackets aside; empty for an empty text."""
    return text.rstrip(CLOSERS)[-1:] or text[-1:]


def ends_sentence(text: str) -> bool:
    """Whether its last sentence is finished."""
    return last_mark(text) in SENTENCE_ENDS if text else False


@cache
def _plain_table() -> dict[int, str]:
    """Traditional to Simplified (OpenCC's TSCharacters, first reading) and full-width ASCII to ASCII, one to one."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {0x3000: " ", 0xA0: " "} | {ord(bar): "|" for bar in BARS}
    table |= {ord(key): value for key, value in traditional_to_simplified().items()}
    return table


@cache
def traditional_to_simplified() -> dict[str, str]:
    """OpenCC's single characters, Traditional to the first Simplified reading."""
    return characters(table("TSCharacters"))


def plain(text: str) -> str:
    """The text in Simplified characters and half-width ASCII, for comparing: same length, same offsets."""
    return _plain_line(text) if len(text) <= LINE else _translated(text)


@lru_cache(maxsize=4096)
def _plain_line(text: str) -> str:
    """The same; every rule about lines asks it of the same lines."""
    return _translated(text)


def _translated(text: str) -> str:
    """The same, by the table only where a text has more to translate than its marks: it costs ten times as much."""
    if _translatable().search(text):
        return text.translate(_plain_table())
    for mark, ascii_mark in _USUAL.items():
        text = text.replace(mark, ascii_mark)
    return text


_USUAL = {mark: chr(ord(mark) - 0xFEE0) for mark in "，：；！？（）"} | {"\u3000": " "}


@cache
def _translatable() -> re.Pattern[str]:
    """What of the table is no usual mark; characters beyond the BMP stand apart, for in a set they make it slow."""
    others = "".join(char for char in map(chr, _plain_table()) if char not in _USUAL and char < "\U00010000")
    return re.compile(f"[{re.escape(others)}]|[\U00010000-\U0010ffff]")


def content(text: str) -> str:
    """Its letters, digits and Han only, in plain form: equal for two spellings of the same words."""
    return letters(plain(text).casefold())


def letters(text: str) -> str:
    """Its letters, digits and Han only, as they are written."""
    return "".join(filter(str.isalnum, text))


def script_balance(text: str) -> int:
    """How many characters more are Traditional-only (positive) or Simplified-only (negative)."""
    traditional = traditional_to_simplified()
    simplified = _simplified_only()
    return sum((char in traditional) - (char in simplified) for char in text)


@cache
def _simplified_only() -> frozenset[str]:
    """Simplified characters that no Traditional text writes (OpenCC's STCharacters)."""
    return frozenset(char for char, forms in choices("STCharacters").items() if char not in forms)
