"""Where a line of Chinese may end.

In: a text, the classes of its characters, and the line breaks that Unicode allows (UAX 14). Out: those that the trade
allows. CLREQ 3.1.5 (prohibition rules for line start and line end, marks that are not broken), GB/T 15834-2011 5.1;
GB/T 15835-2011 for figures and their units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# By class. A break stands before the character where the match ends; the lookahead is what would begin the line.
NEVER = re.compile("(?=[CSMBR])|(?<=O)|(?<=D)(?=D)|(?<=E)(?=E)")
# UAX 14 cannot tell an opening “ from a closing one; beside Han their direction is sure.
QUOTES = re.compile("(?<=[HCSDW])(?=O)|(?<=C)(?=[HOW])")
# By character: figures stay with what belongs to them.
FIGURES = re.compile(
    r"(?<=[0-9０-９])(?=[0-9０-９%％‰℃℉°])"
    r"|(?<=[0-9０-９][.．,，:：])(?=[0-9０-９])|(?<=[0-9０-９])(?=[.．][0-9０-９])"
    r"|(?<=[0-9] )(?=[A-Za-zµμΩ°]{1,3}(?![A-Za-z]))"
    r"|(?<=[$￥¥€£＄])(?=[0-9０-９])|(?<=[A-Za-z0-9])(?=[/／])|(?<=[々ー])(?!)|(?=[々ー/／])"
)


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
    for at, kind in enumerate(kinds):
        if kind == "B":
            breaks[at + 1] = 1
    breaks[0] = 0
    breaks[-1] = 1
    return breaks


def without(breaks: bytearray, places: Iterable[int]) -> None:
    """Take the places away, in place."""
    for at in places:
        breaks[at] = 0
