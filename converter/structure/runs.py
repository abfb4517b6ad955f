"""Lines that belong together and so are no headings: the speeches of a play, the lines of a stanza."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converter.characters import count_han
from converter.structure.byline import is_name
from converter.structure.line import Line
from converter.structure.numbering import number_of

LONG = 30.0  # ems of a line of prose
SHORT = 15.0  # of a line of verse, at most
FEWEST_LINES = 3  # of a stanza
COUPLETS = 5  # stanzas, from which on two lines make one
APART = 0.5  # of the paragraphs have a blank line before them
HAN = 0.5  # of the characters of a line of verse
MEASURED = re.compile(r"[:\d\t]|\S(?: {2,}|\u3000)\S|(?:适量|少许)$")
ITEM = re.compile(r"[-*•·●○■□◆◇▪]\s|1\s*[.、)](?!\d)|\(1\)|①")
SPEECH = re.compile(r"(?P<who>[一-鿿]{1,4})(?:\u3000|  +)\S")
FEWEST_SPEECHES = 3
HUNG = 1.0  # ems that a stanza stands further in than its title


def speeches(lines: Sequence[Line]) -> set[int]:
    """The lines that a speaker's name begins, a gap before the words: 美惠　幾點？ A speaker speaks more than once."""
    speakers: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if match := SPEECH.match(line.text):
            speakers.setdefault(match["who"], []).append(at)
    return {at for places in speakers.values() if len(places) >= FEWEST_SPEECHES for at in places}


def stanzas(lines: Sequence[Line]) -> list[range]:
    """The runs of short lines between blank lines, where blank lines stand between a text's paragraphs or stanzas."""
    prose = [line for line in lines if line.width > LONG]
    if prose and sum(line.blanks > 0 for line in prose) < APART * len(prose):
        return []
    found = [run for run in _groups(lines) if len(run) > 1 and all(_is_verse_like(lines[at]) for at in run)]
    fewest = FEWEST_LINES if len(found) < COUPLETS else 2
    return [run for run in found if len(run) >= fewest and (len(run) > 2 or not is_name(lines[run[-1]].text))]


def titles_over_stanzas(lines: Sequence[Line]) -> set[int]:
    """The lines that stand alone above a stanza, or above an author's name that does, or begin one less indented."""
    groups = list(_groups(lines))
    verse = {run.start for run in stanzas(lines)}
    found: set[int] = set()
    found.update(group.start for group in groups if _hangs(lines, group))
    for at, group in enumerate(groups[:-1]):
        if groups[at + 1].start not in verse:
            continue
        named = is_name(lines[group[-1]].text)
        if len(group) == 1 and not (named and at and len(groups[at - 1]) == 1):
            found.add(group.start)
        elif len(group) == 1:
            found.add(groups[at - 1].start)
        elif len(group) == 2 and named:
            found.add(group.start)
    return found


def _hangs(lines: Sequence[Line], group: range) -> bool:
    """Whether the lines below the first of a group are a stanza that is set further in."""
    rest = [lines[at] for at in group[1:]]
    inner = len(rest) > 1 and lines[group.start].indent + HUNG <= min(line.indent for line in rest)
    return inner and all(_is_verse_like(line) and not line.stopped for line in rest)


def _groups(lines: Sequence[Line]) -> Iterator[range]:
    """The runs of lines without a blank line between them."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].blanks:
            yield range(start, at)
            start = at


def _is_verse_like(line: Line) -> bool:
    words = 0 < line.width <= SHORT and count_han(line.text) >= HAN * len(line.text)
    return (
        words and not ITEM.match(line.opening) and number_of(line.opening) is None and not MEASURED.search(line.plain)
    )
