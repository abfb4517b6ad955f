"""Lines that ask, each over its answer: the headings of a guide, or what an interviewer says.

A guide asks as its reader would (我不会写程序，也能参与吗？), an interviewer asks a person (您有徒弟吗？),
who answers in a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from converter.structure.line import Line

ASKS = ("？", "?")
QUOTED = '“「『"‘'
STOPS = "。！？!?…"
ADDRESSED = re.compile("[您你]")
WIDEST = 30.0  # ems of a question that heads its answer


class Questions(NamedTuple):
    """The questions of a text that stand alone over an answer."""

    places: frozenset[int]
    addressing: float  # the share of them that speak to someone
    answered: float  # lines of an answer, in the middle


def questions(lines: Sequence[Line]) -> Questions:
    """What is asked in the text, line by line."""
    places = [at for at, line in enumerate(lines[:-1]) if _asks(line) and _answers(lines[at + 1])]
    if not places:
        return Questions(frozenset(), 0.0, 0.0)
    gaps = sorted(after - before - 1 for before, after in pairwise(places))
    addressing = sum(ADDRESSED.search(lines[at].plain) is not None for at in places) / len(places)
    return Questions(frozenset(places), addressing, float(gaps[len(gaps) // 2]) if gaps else 0.0)


def _asks(line: Line) -> bool:
    inner = line.text[:-1]
    asks = line.text[-1] in ASKS and line.text[0] not in QUOTED and line.width <= WIDEST
    return asks and not any(mark in inner for mark in STOPS)


def _answers(line: Line) -> bool:
    return line.text[-1] not in ASKS and line.text[0] not in QUOTED and (line.stopped or line.width > WIDEST)
