"""List items, by their marks: - • ① 1. （1） a)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.structure.galley import Galley

BULLET = re.compile(r"[-*•●○■□◆◇▪·‧・→>]\s+\S|[•●■◆▪]\S|[①-⑳㈠-㈩❶-❿⑴-⒇]")
NUMBERED = re.compile(r"(?:\d{1,3}|[a-zA-Z])\s*[.、)]\s*\S|\(\s*(?:\d{1,2}|[a-zA-Z])\s*\)|[\[〔]\s*\d{1,3}\s*[\]〕]")
NEVER = -100.0


def item_scores(galley: Galley, places: Sequence[int]) -> list[float]:
    """The log-odds that each of the open lines is an item of a list or a note."""
    return [_score(galley.lines[index].opening) for index in places]


def _score(line: str) -> float:
    if BULLET.match(line):
        return 3.0
    return 1.5 if NUMBERED.match(line) else NEVER
