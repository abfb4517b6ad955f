"""The outline: the level of each heading, volumes above chapters above sections, none skipped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from converter.characters import content
from converter.structure.contents import entry_depth
from converter.structure.galley import Galley, Kind, Verdict
from converter.structure.heading_evidence import is_bare_number
from converter.structure.numbering import TOP, Number, heading_number, number_of
from converter.structure.tunes import is_tune

IN_CONTENTS = 0.6  # of the headings
LEAD = 0.2
AGAIN = 0.4  # of the headings
CLOSING = re.compile(
    r"写在(?:最后|后面)|结[语论]|结束语|余论|总结|小结|尾声|致谢|参考(?:文献|资料)|延伸阅读|附录|备注|后话"
)
PLAIN_RANK = 2.4  # of a heading without a number: below chapters and sections, above 一、


def set_levels(galley: Galley, places: Sequence[int]) -> None:
    """Write the level of each heading into its verdict: volumes above chapters above sections, none skipped.

    Headings without numbers stand below chapters and above 一、, or below the numbers that count on across them; of two
    that follow each other with nothing between, the first is the higher, where this happens more than once. Headings
    that come again under others (怎么救, 为什么) are the deeper; what closes the text (写在最后) is of the highest.
    """
    places = _with_titles(galley, places)
    numbers = [heading_number(galley.lines[index].opening) for index in places]
    ranks = [number.rank for number in numbers if number is not None and number.rank > TOP]
    over = {at for at, (a, b) in enumerate(pairwise(places)) if b == a + 1}  # with nothing between it and the next
    plain_rank = _plain_rank(numbers, over)
    leading = {at for at in over if numbers[at] is numbers[at + 1] is None}
    leads_more = len(leading) > 1 or 0 in leading
    top = min([*ranks, plain_rank - LEAD * leads_more])
    again = _again(galley, places, numbers)
    stack: list[float] = []
    for at, (index, number) in enumerate(zip(places, numbers, strict=True)):
        verdict = galley.verdicts[index]
        if verdict is None:
            continue
        leads = at in leading and (len(leading) > 1 or at == 0)
        named = number.key == "named" if number is not None else CLOSING.fullmatch(galley.lines[index].plain)
        closes = named and at and at == len(places) - 1  # 尾声 after the volumes
        plain = plain_rank - LEAD * leads + LEAD * (at in again)
        rank = top if closes else max(top, number.rank) if number is not None else plain
        while stack and stack[-1] >= rank:
            stack.pop()
        stack.append(rank)
        galley.verdicts[index] = replace(verdict, level=len(stack))
    _follow_contents(galley, places)


def _again(galley: Galley, places: Sequence[int], numbers: Sequence[Number | None]) -> set[int]:
    """The headings without a number that come again, where they make up much of a text's."""
    words = [
        content(galley.lines[index].text) if not number else "" for index, number in zip(places, numbers, strict=True)
    ]
    counts = Counter(filter(None, words))
    again = {at for at, word in enumerate(words) if counts[word] > 1 and not is_tune(galley.lines[places[at]].plain)}
    return again if AGAIN * len(places) <= len(again) < len(places) and 0 not in again else set()


def _follow_contents(galley: Galley, places: Sequence[int]) -> None:
    """Give the headings the levels that the text's own table of contents shows, where it holds most of them."""
    depths = [entry_depth(galley, index) for index in places]
    if sum(map(bool, depths)) < IN_CONTENTS * len(depths) or not any(depths):
        return
    above = 0
    for index, depth in zip(places, depths, strict=True):
        verdict = galley.verdicts[index]
        level = depth or (verdict.level if verdict else 0)
        above = min(level, above + 1)  # no level is skipped
        if verdict is not None:
            galley.verdicts[index] = replace(verdict, level=above)


def _plain_rank(numbers: Sequence[Number | None], over: Collection[int]) -> float:
    """The rank of headings without a number: below a number that goes on counting behind them."""
    if _frames(numbers, over):
        return min(number.rank for number in numbers if number is not None and number.rank > TOP)
    across: list[float] = []
    anew = 0
    counting = [number if number is not None and number.rank > PLAIN_RANK else None for number in numbers]
    aboves = accumulate(counting, _or_before)
    belows = [*accumulate(reversed(counting), _or_before)][::-1]
    for number, above, below in zip(numbers, aboves, belows, strict=True):
        if number is not None:
            continue
        if below is not None and below.value == 1:
            anew += 1
        elif above is not None and below is not None and (above.key, above.value + 1) == (below.key, below.value):
            across.append(above.rank)
    return max(across) + LEAD if len(across) > anew else PLAIN_RANK


def _frames(numbers: Sequence[Number | None], over: Collection[int]) -> bool:
    """Whether headings without numbers stand with a text of their own around the numbered ones: 摘要, 参考书目."""
    counted = [at for at, number in enumerate(numbers) if number is not None and number.rank > TOP]
    plain = {at for at, number in enumerate(numbers) if number is None}
    return len(counted) > 1 and not any(counted[0] < at < counted[-1] or at in over for at in plain)


def _or_before(before: Number | None, own: Number | None) -> Number | None:
    """A heading's own number or, where it has none, the one before."""
    return before if own is None else own


def _with_titles(galley: Galley, places: Sequence[int]) -> list[int]:
    """The headings, a number on a line of its own joined with its title on the next."""
    kept: list[int] = []
    for index in places:
        line, above = galley.lines[index], kept[-1] if kept else -2
        number = number_of(galley.lines[above].opening) if above == index - 1 else None
        if number is not None and is_bare_number(galley.lines[above], number) and number_of(line.opening) is None:
            why = "the title of the number above"
            galley.decide(index, Verdict(Kind.HEADING, "headings.number-and-title", why, joined=True))
        else:
            kept.append(index)
    return kept
