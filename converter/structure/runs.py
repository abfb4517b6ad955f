"""Lines that belong together and so are no headings: the speeches of a play, the lines of a stanza."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.structure.line import Line
from converter.structure.numbering import number_of

LONG = 30.0  # ems of a line of prose
SHORT = 15.0  # of a line of verse, at most
FEWEST_LINES = 4  # of a stanza
ITEM = re.compile(r"[-*•·●○■□◆◇▪]\s|1\s*[.、)](?!\d)|\(1\)|①")
SPEECH = re.compile(r"(?P<who>[一-鿿]{1,4})(?:\u3000|  +)\S")
FEWEST_SPEECHES = 3


def speeches(lines: Sequence[Line]) -> set[int]:
    """The lines that a speaker's name begins, a gap before the words: 美惠　幾點？ A speaker speaks more than once."""
    speakers: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if match := SPEECH.match(line.text):
            speakers.setdefault(match["who"], []).append(at)
    return {at for places in speakers.values() if len(places) >= FEWEST_SPEECHES for at in places}


def stanzas(lines: Sequence[Line]) -> set[int]:
    """The lines of a stanza but its first: several short ones together, where blank lines stand between paragraphs."""
    prose = [line for line in lines if line.width > LONG]
    if not lines or sum(line.blanks > 0 for line in prose) < 0.5 * max(1, len(prose)):
        return set()
    found: set[int] = set()
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and not lines[at].blanks:
            continue
        run = lines[start:at]
        if len(run) >= FEWEST_LINES and all(_is_verse_like(line) for line in run):
            found.update(range(start + 1, at))
        start = at
    return found


def _is_verse_like(line: Line) -> bool:
    return 0 < line.width <= SHORT and not ITEM.match(line.opening) and number_of(line.opening) is None
