"""The characters of a line and the pairs of them, as evidence: what no form tells, its words may."""

from __future__ import annotations

import re
from operator import add
from pathlib import Path

from converter.structure.evidence import Evidence, words_of
from converter.structure.line import Line

GRAM = 0.5  # amount of each: many stand in one line
LONGEST = 60  # characters of a line that are read
NUMBERS, GAP = re.compile(r"\d+"), re.compile(r"[\s\u3000]+")


def grams(line: Line) -> Evidence:
    """The characters and pairs of characters of a line, in Simplified and lower case; a figure is 0, a gap a space."""
    text = f"^{GAP.sub('␣', NUMBERS.sub('0', line.plain.lower()))[:LONGEST]}$"
    return dict.fromkeys((*text, *map(add, text, text[1:])), GRAM)


def grams_odds(line: Line, table: Path) -> float:
    """What the characters and pairs of a line count by a table of them, in log-odds."""
    counts = words_of(table)
    return sum(counts[gram] * amount for gram, amount in grams(line).items() if gram in counts)
