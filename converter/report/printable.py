"""Text that a terminal only shows: nothing in a title, a file name or a message can drive it."""

from __future__ import annotations

import unicodedata

from converter.ledger import BREAK

HERE = "‸"  # a place where something may be missing
SHOWN = str.maketrans({BREAK: "⏎", "\n": "⏎", "\r": "⏎", "\t": " ", "\ufffc": "▢"})
# Control, format (directions, zero width), surrogate, line and paragraph separators, private use, unassigned.
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}


def printable(text: str) -> str:
    """The text on one line: line ends as ⏎, objects as ▢, characters that could steer a terminal by their number."""
    shown = text.translate(SHOWN)
    if shown.isprintable():
        return shown
    return "".join(_named(c) if unicodedata.category(c) in HIDDEN else c for c in shown)


def shortened(text: str, longest: int = 40) -> str:
    """The text, printable, its middle left out when it is long."""
    if len(text) > longest:
        keep = (longest - 1) // 2
        text = f"{text[:keep]}…{text[-keep:]}"
    return printable(text)


def cells(text: str) -> int:
    """How many columns of a terminal a printable text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def padded(text: str, columns: int) -> str:
    """The text with spaces behind it, up to this many columns."""
    return text + " " * (columns - cells(text))


def _named(c: str) -> str:
    return f"<U+{ord(c):04X}>"
