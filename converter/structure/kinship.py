"""Whether what a short line says comes again in the text: a heading's words in its section, a page's words nowhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from operator import add
from typing import NamedTuple

from converter.structure.line import Line

NEAR = 8  # lines below a heading in which its section begins


class Kin(NamedTuple):
    """Shares, 0 to 1, of a line's pairs of neighbouring characters."""

    near: float  # that come again in the NEAR lines below it
    far: float  # that come again in any other line


def kinship(lines: Sequence[Line], places: Collection[int]) -> dict[int, Kin]:
    """How much of each line at `places` comes again below it, and elsewhere."""
    pairs = {at: _pairs(lines[at].text) for at in places}
    if not pairs:
        return {}
    asked = set().union(*pairs.values())
    found: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        text = line.text
        for pair in asked.intersection(map(add, text, text[1:])):
            found[pair].append(at)
    return {at: _kin(at, own, found) for at, own in pairs.items()}


def _kin(at: int, own: set[str], found: dict[str, list[int]]) -> Kin:
    if not own:
        return Kin(0.0, 0.0)
    near = far = 0
    for pair in own:
        places = found[pair]
        following = bisect_left(places, at + 1)
        below = bisect_left(places, at + 1 + NEAR) - following
        near += below > 0
        far += len(places) - 1 > below
    return Kin(near / len(own), far / len(own))


def _pairs(text: str) -> set[str]:
    """The pairs of letters and Han that stand side by side."""
    return {pair for pair in map(add, text, text[1:]) if pair.isalnum()}
