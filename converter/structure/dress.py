"""Headings by their dress: an ornament before short lines (◆ 怎麼去), a time (02:10　…), brackets around (【做法】).

One such line says little, for a list's items and a page's buttons wear the same. What tells is that several do, and
that each has its own text below it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from converter.structure.line import Line

ORNAMENT = re.compile(r"(?P<sign>[▀-◿☀-➿⬀-⯿§※•·●#＃❖\U0001f300-\U0001faff])(?P=sign)*\ufe0f?\s*(?=\w)")
BRACKETS = re.compile(r"(?P<open>[【〖])[^【】〖〗]+[】〗]|(?P<rule>[=＝~～*＊])(?P=rule)*\s*\w[^=＝~～*＊]*(?P=rule)+")
TIMED = re.compile(
    r"[\[(（【]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\])）】]?[\s\u3000]+(?=[^\W\d])"
)  # [00:02:10] of a recording
WIDEST = 20.0  # ems of a heading in dress
FEWEST = 2
APART = 0.7  # of the lines of one dress have other lines below them, at least
DRESSED = 6.0  # log-odds of a heading


def dress_scores(lines: Sequence[Line]) -> list[float]:
    """For each line the log-odds that its dress makes it a heading; 0 where it wears none."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if not line.stopped and 0 < line.width <= WIDEST and (dress := _dress(line.text)):
            places[dress].append(at)
    scores = [0.0] * len(lines)
    for found in places.values():
        own = set(found)
        apart = sum(at + 1 < len(lines) and at + 1 not in own and _is_text(lines[at + 1]) for at in found)
        if len(found) >= FEWEST and apart >= APART * len(found):
            for at in found:
                scores[at] = DRESSED
    return scores


def _dress(text: str) -> str:
    """The ornament or the brackets that a line wears; empty when it wears none."""
    if match := ORNAMENT.match(text):
        return match["sign"]
    if TIMED.match(text):
        return "time"
    match = BRACKETS.fullmatch(text)
    return (match["open"] or match["rule"]) if match else ""


def _is_text(line: Line) -> bool:
    """Whether a line may be what stands below a heading: not another short line in dress."""
    return not _dress(line.text) or line.stopped or line.width > WIDEST
