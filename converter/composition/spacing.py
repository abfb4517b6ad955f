"""What stands between two characters before a line is justified, and how far it can give.

CLREQ 3.2.2 (Western letters and figures in Chinese text: a quarter em between them and Han), 3.1.6 (adjacent marks lose
the empty half between them), 3.2.4 (what is compressed and what is expanded, in which order); JLREQ 3.8.3, 3.8.4.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import accumulate

from converter.composition.matter import Matter, Shaped

AUTOSPACE = 0.25  # em between Han and Western
AUTOSPACE_GIVES = 0.125  # of which so much can go
WORD_SPACE = 0.22  # em that a word space keeps (JLREQ 3.8.3: a quarter; faces for Chinese have narrower ones)
WORD_SPACE_GIVES = 0.08  # em that it gives at most
MARK_GIVES = 0.25  # em of the empty half of a mark
HALF = 0.5  # em: the empty half of a full-width mark
EMPTY = 0.49  # em of blank on one side; a mark centred in its square, as in Taiwan, has less on both

EASY_WORD = 0.2  # em that a word space can be stretched before it shows
EASY_JOINT = 0.125  # em: between Han and Western
EASY = 0.03  # em: between any two characters

JOINTS = re.compile("H(?=L)|L(?=H)")
PAIRS = re.compile("[CS](?=[OCSR])|O(?=O)")  # a note's call stands close to the mark before it
RIGID = re.compile("[LZ](?=[LZ_])|.(?=[_REB])|R(?=[CS])|D(?=D)|E(?=[LZ])|B", re.DOTALL)
WORDS = re.compile("_(?!_)")
SOFT = re.compile("[CS]|.(?=O)", re.DOTALL)


def space(shaped: Shaped) -> Matter:
    """The paragraph with its gaps. Linear in its length."""
    kinds, sizes, count = shaped.classes, shaped.sizes, len(shaped.text)
    gaps: dict[int, float] = dict(shaped.extra)
    elastic: dict[int, tuple[int, float]] = {}
    joints = [found.start() for found in JOINTS.finditer(kinds)]
    for at in joints:
        size = min(sizes[at], sizes[at + 1])
        gaps[at] = gaps.get(at, 0.0) + AUTOSPACE * size
        elastic[at] = (2, AUTOSPACE_GIVES * size)
    for found in PAIRS.finditer(kinds):
        at = found.start()
        if taken := _pair(shaped, at):
            gaps[at] = gaps.get(at, 0.0) - taken
    words = [found.start() for found in WORDS.finditer(kinds)]
    for at in words:
        spare = min(shaped.advances[at] - WORD_SPACE * sizes[at], WORD_SPACE_GIVES * sizes[at])
        elastic[at] = (0, max(spare, 0.0))
    for found in SOFT.finditer(kinds):
        at = found.start()
        if at + 1 < count and gaps.get(at, 0.0) >= 0 and (gives := _softness(shaped, at)):
            elastic[at] = (1, gives)
    loose = shaped.loose
    rigid = [at for found in RIGID.finditer(kinds) if (at := found.start()) not in loose]
    tails = gaps | {at: gaps.get(at, 0.0) - more for at, more in shaped.ends.items()} if shaped.ends else gaps
    sums = _sums(shaped, gaps, elastic, words, joints, rigid)
    return Matter(shaped, gaps, tails, elastic, words, joints, rigid, sorted(gaps), sorted(elastic), *sums)


def start_trim(shaped: Shaped, at: int) -> float:
    """What an opening mark loses at the beginning of a line (CLREQ 3.1.6, line start), px."""
    return HALF * shaped.sizes[at] if shaped.classes[at] == "O" and _left(shaped, at) > EMPTY else 0.0


def end_trim(shaped: Shaped, at: int) -> float:
    """What a closing mark or a stop can lose at the end of a line, px."""
    return HALF * shaped.sizes[at] if shaped.classes[at] in "CS" and _right(shaped, at) > EMPTY else 0.0


def _left(shaped: Shaped, at: int) -> float:
    return shaped.blanks.get(at, (0.0, 0.0))[0]


def _right(shaped: Shaped, at: int) -> float:
    return shaped.blanks.get(at, (0.0, 0.0))[1]


def _pair(shaped: Shaped, at: int) -> float:
    """What two adjacent marks lose between them: the second its left half, or the first its right one."""
    after = shaped.classes[at + 1]
    if after == "O":
        return HALF * shaped.sizes[at + 1] if _left(shaped, at + 1) > EMPTY else 0.0
    return HALF * shaped.sizes[at] if _right(shaped, at) > EMPTY else 0.0


def _softness(shaped: Shaped, at: int) -> float:
    """How much of the blank around a mark can be pressed out behind this character."""
    gives = 0.0
    if shaped.classes[at] in "CS" and _right(shaped, at) > EMPTY:
        gives += MARK_GIVES * shaped.sizes[at]
    if shaped.classes[at + 1] == "O" and _left(shaped, at + 1) > EMPTY:
        gives += MARK_GIVES * shaped.sizes[at + 1]
    return gives


def _sums(
    shaped: Shaped,
    gaps: dict[int, float],
    elastic: dict[int, tuple[int, float]],
    words: list[int],
    joints: list[int],
    rigid: list[int],
) -> tuple[Sequence[float], Sequence[float], Sequence[float]]:
    widths = list(shaped.advances)
    for at, gap in gaps.items():
        widths[at] += gap
    shrinks = [0.0] * len(widths)
    for at, (_, gives) in elastic.items():
        shrinks[at] = gives
    stretches = [EASY * size for size in shaped.sizes]
    for at in rigid:
        stretches[at] = 0.0
    for at in joints:
        stretches[at] = EASY_JOINT * shaped.sizes[at]
    for at in words:
        stretches[at] = EASY_WORD * shaped.sizes[at]
    edges, shrink, stretch = (array("d", accumulate(part, initial=0.0)) for part in (widths, shrinks, stretches))
    return edges, shrink, stretch
