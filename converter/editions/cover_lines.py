"""Lines of a title: as few as fit, of like length, ending where the words do.

In: a title, and how many ems a line holds. Out: its lines. A line may end at a gap, behind a mark or before —— at no
cost, between two Han characters at some; never within a Western word, before a mark that cannot begin a line, or
behind one that cannot end one (CLREQ, prohibition at line start and line end); nor within 二〇二三年.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from converter.characters import CLAUSE_MARKS, CLOSERS, SENTENCE_ENDS, is_han, width

NOT_FIRST = frozenset(CLAUSE_MARKS + SENTENCE_ENDS + CLOSERS)
NOT_LAST = frozenset("“‘「『（〔【《〈")
DIGITS, COUNTED = frozenset("〇零一二三四五六七八九十百千0123456789"), frozenset("年月日号號期卷届屆")
GAPS = frozenset(" \u3000")
CUT = 8.0  # ems of unevenness that a break between two Han is worth


def balanced(title: str, measure: float) -> list[str]:
    """The title's lines; a word that is wider than a line has one to itself."""
    words = title.strip()
    breaks = [0, *(at for at in range(1, len(words)) if _may_break(words, at)), len(words)]
    count = 1
    while count < len(breaks) - 1:
        lines = _split(words, tuple(breaks), count, measure)
        if lines:
            return lines
        count += 1
    return [line for a, b in pairwise(breaks) if (line := words[a:b].strip())]


def _split(words: str, breaks: tuple[int, ...], count: int, measure: float) -> list[str]:
    """The most even division into so many lines; none when a line would be too long."""
    even = width(words) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]] | None:
        ends = breaks[-1:] if left == 1 else breaks[breaks.index(start) + 1 : -1]
        found = []
        for end in ends:
            line = words[start:end].strip()
            if not line or width(line) > measure:
                continue
            rest = best(end, left - 1) if left > 1 else (0.0, ())
            if rest is not None:
                found.append((abs(width(line) - even) + _cost(words, end) + rest[0], (line, *rest[1])))
        return min(found, default=None)

    result = best(0, count)
    return list(result[1]) if result else []


def _may_break(words: str, at: int) -> bool:
    before, after = words[at - 1], words[at]
    if after in NOT_FIRST or before in NOT_LAST or (before == after and after in "—…"):
        return False
    if before in DIGITS and after in DIGITS | COUNTED:
        return False
    return before in GAPS or after in GAPS or not (before.isascii() and after.isascii())


def _cost(words: str, at: int) -> float:
    if at == len(words) or words[at - 1] in GAPS or words[at] in GAPS | {"—"} or words[at - 1] in NOT_FIRST:
        return 0.0
    return CUT if is_han(words[at - 1]) and is_han(words[at]) else CUT / 2
