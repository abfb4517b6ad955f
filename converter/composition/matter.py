"""The matter of one paragraph, and one line of it.

Lengths are px, positions are counted in characters. A line is the characters `start` to `stop`; the next one begins at
`resume`, for the spaces between them are not set.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shaped:
    """A paragraph's characters as a shaper measured them."""

    text: str
    classes: str  # one letter a character: `classes.classes`
    advances: Sequence[float]
    sizes: Sequence[float]  # the font size of each
    blanks: Mapping[
        int, tuple[float, float]
    ]  # of full-width marks: how much of the glyph is empty, left and right, in em
    extra: Mapping[int, float]  # letter-spacing and word-spacing, after a character
    breaks: bytes  # breaks[i]: a line may end before character i; one longer than the text
    # What a character gains where a line ends after it, for it is not kerned there.
    ends: Mapping[int, float] = field(default_factory=dict)
    loose: Collection[int] = frozenset()  # Western characters that may be set apart from the next one


@dataclass(frozen=True, slots=True)
class Matter:
    """The same, spaced: what `fitting` looks up, mostly as sums from the paragraph's beginning."""

    shaped: Shaped
    gaps: Mapping[int, float]  # what is added after a character, where it is not 0; less than 0: taken away
    tails: Mapping[int, float]  # what its advance and gap have too much where a line ends after a character
    elastic: Mapping[int, tuple[int, float]]  # where a gap can shrink: rank (0 goes first), and how far
    words: Sequence[int]  # gaps that stretch first: word spaces
    joints: Sequence[int]  # gaps that stretch next: between Han and Western
    rigid: Sequence[int]  # gaps that never stretch
    moved: Sequence[int]  # where `gaps` has one, in order
    pressed: Sequence[int]  # where `elastic` has one, in order
    edges: Sequence[float]  # edges[i]: where character i begins when all of the text stands on one line
    shrink: Sequence[float]  # how far the gaps before i can shrink, all together
    stretch: Sequence[float]  # how far they can be stretched before it shows, all together

    def width(self, start: int, stop: int) -> float:
        """How wide these characters are on a line of their own, px."""
        return self.edges[stop] - self.edges[start] - self.tails.get(stop - 1, 0.0)


def within(places: Sequence[int], start: int, stop: int) -> Sequence[int]:
    """Those of the places, which are in order, that lie in `start` to `stop` - 1."""
    return places[bisect_left(places, start) : bisect_left(places, stop)]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph."""

    start: int
    stop: int
    resume: int
    trim_start: float = 0.0  # the empty half of an opening mark, left outside the measure
    trim_end: float = 0.0  # the empty half of a closing mark
    lack: float = 0.0  # by how much the line must become wider; less than 0: narrower
    hyphen: float = 0.0  # the width of the hyphen after the last character; 0: none
    width: float = 0.0  # of the line as it is set
