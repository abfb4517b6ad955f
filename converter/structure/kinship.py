"""Whether what a short line says comes again in the text: a heading's words in its section, a page's words nowhere."""

from __future__ import annotations

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
    spans = _spans(lines, set().union(*pairs.values()))
    kin = {}
    for at, own in pairs.items():
        below = "\n".join(line.text for line in lines[at + 1 : at + 1 + NEAR])
        near = sum(pair in below for pair in own)
        far = sum(pair not in spans or spans[pair][0] < at or spans[pair][1] > at + NEAR for pair in own)
        kin[at] = Kin(near / len(own), far / len(own)) if own else Kin(0.0, 0.0)
    return kin


def _spans(lines: Sequence[Line], asked: set[str]) -> dict[str, tuple[int, int]]:
    """The first and the last line with each pair; those aside that stand so far apart as to come again for any line."""
    found: dict[str, tuple[int, int]] = {}
    for at, line in enumerate(lines):
        if not asked:
            break
        text = line.text
        for pair in asked.intersection(map(add, text, text[1:])):
            first, _ = found.get(pair, (at, at))
            if at - first > NEAR:
                asked.discard(pair)
                del found[pair]
            else:
                found[pair] = first, at
    return found


def _pairs(text: str) -> set[str]:
    """The pairs of letters and Han that stand side by side."""
    return set(filter(str.isalnum, map(add, text, text[1:])))
