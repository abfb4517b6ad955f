"""An author's name on a line of its own, as it stands under a poem's title."""

from __future__ import annotations

from collections.abc import Sequence

from converter.structure.byline import is_name
from converter.structure.galley import Galley
from converter.structure.runs import titles_over_stanzas

UNDER_TITLE = 4.0  # log-odds of a name under a poem's title
BARE_NAME = 1.5  # log-odds that a line of a surname and one or two characters is a name
FEWEST_NAMES = 2
NAMES_SHARE = 0.3  # of the short lines


def name_scores(galley: Galley, places: Sequence[int]) -> list[float]:
    """The log-odds that each of the open lines is an author's name, as it stands under a poem's title.

    A surname begins many words; only where names make up much of the short lines are they an anthology's authors.
    """
    lines = [galley.lines[index] for index in places]
    names = [not line.stopped and line.width <= 4 and is_name(line.text) for line in lines]
    short = sum(not line.stopped and line.width <= 12 for line in lines)
    anthology = sum(names) >= FEWEST_NAMES and sum(names) >= NAMES_SHARE * short
    over = titles_over_stanzas(lines)
    under = [at > 0 and at - 1 in over and is_name(line.text) for at, line in enumerate(lines)]
    return [
        UNDER_TITLE if below else BARE_NAME if name and anthology else -100.0
        for name, below in zip(names, under, strict=True)
    ]
