"""Characters that no edition can print, or that hide in Chinese text: found, named, removed.

In: a text. Out: the changes that clean it, one for a run, in order. Control characters and noncharacters are
not legal in XML (XML 1.0, Char); zero-width and bidirectional controls have no place in Chinese (CLREQ knows
none), but joiners make emoji and Arabic or Indic words, and variation selectors choose a glyph: these stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from converter.document import OBJECT
from converter.ledger import Change

MAX_MARKS = 8  # combining marks on one character: more is an attack on the layout, or a joke

CONTROL = "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb"  # C0 and C1 but tab and line ends; annotation
PLANES = range(0, 0x110000, 0x10000)
NONCHARACTER = "\ufdd0-\ufdef" + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in PLANES)
SURROGATE = "\ud800-\udfff"
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
ZERO_WIDTH = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u3164\uffa0"
TAG = "\U000e0001\U000e0020-\U000e007f"  # only flags are made of them
PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"  # of a glyph: 葛城's, or a coloured telephone
COMBINING = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    f"\u302a-\u302f\u3099\u309a\ufe20-\ufe2f{SELECTORS}"
)
# A terminal's sequences: a colour without its ESC would stay as [31m.
ESCAPE = "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\\]|\x9d)[^\x07\x1b\x9c\r\n]{0,256}(?:\x07|\x1b\\\\|\x9c)"

WHY = {
    "control": "control characters, which no edition can hold",
    "noncharacter": "no characters: Unicode keeps these codes out of texts",
    "surrogate": "half a character",
    "bidi": "controls of writing direction, which can disguise a text",
    "bom": "byte order mark",
    "zero_width": "invisible characters",
    "tag": "invisible tag characters",
    "object": "a placeholder for an object that the file does not hold",
    "marks": f"more than {MAX_MARKS} combining marks on one character",
    "private": "private-use characters: what they look like depends on a font we do not have",
    "replacement": "a character that was lost before this file was written",
}
KEPT = frozenset({"private", "replacement"})  # only a person can say what should stand there

ODD = f"{CONTROL}\ufeff{ZERO_WIDTH}{BIDI}{NONCHARACTER}{SURROGATE}{TAG}{PRIVATE}\ufffd{OBJECT}"
# Of these a Chinese text is made, and none is odd: a set without characters beyond the BMP is quick to search.
UNUSUAL = re.compile(
    "[^\t-\r -~\xa0-\xac\xae-\xff\u2010-\u2027\u2190-\u22ff\u2460-\u27bf"
    "\u3000-\u3019\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff\uff01-\uff5e]"
)
SPOT = re.compile(f"[{ODD}]|[{COMBINING}]{{{MAX_MARKS + 1}}}")  # cheap; KIND then says what it is, and how long
KIND = re.compile(
    f"(?P<control>(?:{ESCAPE}|[{CONTROL}])+)|(?P<bom>\ufeff+)|(?P<zero_width>[{ZERO_WIDTH}]+)|(?P<bidi>[{BIDI}]+)"
    f"|(?P<noncharacter>[{NONCHARACTER}]+)|(?P<surrogate>[{SURROGATE}]+)|(?P<tag>[{TAG}]+)|(?P<private>[{PRIVATE}]+)"
    f"|(?P<replacement>\ufffd+)|(?P<object>{OBJECT}+)|[{COMBINING}]{{{MAX_MARKS}}}(?P<marks>[{COMBINING}]+)"
)
INVISIBLE = re.compile(f"[{CONTROL}\ufeff{ZERO_WIDTH}{BIDI}{NONCHARACTER}{SURROGATE}]")
SOFT_HYPHEN = "\u00ad"
FLAG = "\U0001f3f4"  # the black flag that tag characters turn into England's, Scotland's …


def find(text: str, *, objects: bool = False) -> Iterator[Change]:
    """The changes that clean the text; with `objects`, its `OBJECT` characters stand for something and stay.

    What is kept and only reported has `before == after` and `sure=False`. Linear in the text's length.
    """
    at = 0
    while unusual := UNUSUAL.search(text, at):
        start, at = unusual.span()
        if not SPOT.match(text, start):
            continue
        match = KIND.match(text, start)
        if not match or not match.lastgroup:
            raise AssertionError(f"no kind for U+{ord(text[start]):04X}")
        at, kind = match.end(), match.lastgroup
        if not (objects and kind == "object") and not _belongs(text, match, kind):
            yield _change(match, kind)


def legal(text: str) -> str:
    """The text without what XML forbids or a terminal obeys: for strings that are not prose (code, a link's title)."""
    return INVISIBLE.sub("", text)


def _change(match: re.Match[str], kind: str) -> Change:
    before = match.group(kind)
    after = before if kind in KEPT else ""
    rule = f"reading.{kind.replace('_', '-')}"
    return Change(rule, match.start(kind), before, after, _why(kind, before), sure=kind not in KEPT)


def _why(kind: str, run: str) -> str:
    codes = " ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(run[:64]))
    return f"{WHY[kind]} ({codes if len(codes) <= 40 else codes[:33] + ' …'})"


def _belongs(text: str, match: re.Match[str], kind: str) -> bool:
    """Whether the run is part of the writing around it."""
    if kind not in ("zero_width", "tag"):
        return False
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if kind == "tag":
        return before == FLAG
    if SOFT_HYPHEN in match.group():
        return _is_latin(before) and _is_latin(after)
    if match.group() == "\u200d" and _is_emoji(before) and _is_emoji(after):
        return True
    return _is_complex(before) and _is_complex(after)


def _is_latin(char: str) -> bool:
    return char.isalpha() and char < "\u0530"


def _is_emoji(char: str) -> bool:
    """A picture, or what may follow one: a variation selector, a skin colour."""
    return bool(char) and (char in "\ufe0f\u20e3" or 0x1F000 <= ord(char) < 0x1FB00 or "\u2190" <= char <= "\u2bff")


def _is_complex(char: str) -> bool:
    """A letter of a script that needs joiners or marks its words by zero-width spaces (Arabic, Indic, Thai, Khmer)."""
    return "\u0590" <= char <= "\u1cff" and unicodedata.category(char)[0] in "LM"
