"""Where a line of Chinese may end.

In: a text, the classes of its characters, and the line breaks that Unicode allows (UAX 14). Out: those that the trade
allows. CLREQ 3.1.5 (prohibition rules for line start and line end, marks that are not broken), GB/T 15834-2011 5.1;
GB/T 15835-2011 for figures and their units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from converter.composition.addresses import addresses, at_marks
from converter.composition.classes import RAISED

# By class. A break stands before the character where the match ends; the lookahead is what would begin the line.
NEVER = re.compile("(?=[CSMBR])|(?<=O)|(?<=D)(?=D)|(?<=E)(?=E)")
# UAX 14 cannot tell an opening “ from a closing one; beside Han their direction is sure.
QUOTES = re.compile("(?<=[HCSDW])(?=O)|(?<=C)(?=[HOW])")
# By character: figures stay with what belongs to them.
FIGURES = re.compile(
    r"(?<=[0-9０-９])(?=[0-9０-９%％‰℃℉°])"
    r"|(?<=[0-9０-９][.．,，:：])(?=[0-9０-９])|(?<=[0-9０-９])(?=[.．][0-9０-９])"
    r"|(?<=[0-9] )(?=[A-Za-zµμΩ°℃℉]{1,3}(?![A-Za-z]))|(?=[%％‰℃℉])"
    r"|(?<=[$￥¥€£＄])(?=[0-9０-９])|(?<=[A-Za-z0-9])(?=[/／])|(?<=[々ー])(?!)|(?=[々ー/／])"
)
# Figures in groups: 1 280 500, 6255 1234; a long row of numbers is none.
GROUPED = re.compile(r"(?<![0-9] )(?<![0-9])[0-9]{1,4}(?: [0-9]{3,4}){1,4}(?! ?[0-9])")


def opportunities(text: str, kinds: str, allowed: bytes) -> bytearray:
    """Places where a line may end: for each place before a character, and the end, 1 or 0.

    `allowed` is what UAX 14 says of the same places.
    """
    breaks = bytearray(allowed)
    for found in QUOTES.finditer(kinds):
        breaks[found.start()] = 1
    for rule, subject in ((NEVER, kinds), (FIGURES, text)):
        for found in rule.finditer(subject):
            breaks[found.start()] = 0
    for group in GROUPED.finditer(text):
        breaks[group.start() + 1 : group.end()] = bytes(len(group[0]) - 1)
    for start, stop in addresses(words(text, kinds)):
        breaks[start + 1 : stop] = bytes(stop - start - 1)
        for at in at_marks(text, start, stop):
            breaks[at] = 1
    for at, kind in enumerate(kinds):
        if kind == "B":
            breaks[at + 1] = 1
    breaks[0] = 0
    breaks[-1] = 1
    return breaks


def words(text: str, kinds: str) -> str:
    """The text without what stands beside its words above the line: a note's call is no part of an address."""
    if RAISED not in kinds:
        return text
    return "".join(" " if kind == RAISED else char for char, kind in zip(text, kinds, strict=True))


def without(breaks: bytearray, places: Iterable[int]) -> None:
    """Take the places away, in place."""
    for at in places:
        breaks[at] = 0
